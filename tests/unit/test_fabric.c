/* Switches, ports and links of fabrics: counts known from outside, and what has no fabric. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "assemble/fabric.h"

#include <string.h>

/* Switches of 64 ports whose port is as fast as an endpoint: what SuperPODs are wired with. */
static struct fabric_request radix_64(int64_t endpoints)
{
    return (struct fabric_request){.endpoints = endpoints,
                                   .endpoint_gbps = 400,
                                   .port_gbps = 400,
                                   .ports = {64, 64, 64},
                                   .rails = 1,
                                   .oversubscription = 1};
}

/* F2 to F5; 512 to 16,384 GPUs at radix 64. */
static void test_fat_trees(void **state)
{
    (void)state;
    static const struct {
        int64_t endpoints;
        int tiers;
        int64_t leaves, spines, cores;
    } trees[] = {{64, 1, 1, 0, 0},          {512, 2, 16, 8, 0},          {1024, 2, 32, 16, 0},
                 {2048, 2, 64, 32, 0},      {4096, 3, 128, 128, 64},     {8192, 3, 256, 256, 128},
                 {16384, 3, 512, 512, 256}, {65536, 3, 2048, 2048, 1024}};
    for (size_t i = 0; i < sizeof trees / sizeof *trees; i++) {
        struct fabric fabric;
        const struct fabric_request request = radix_64(trees[i].endpoints);
        assert_null(fabric_count(&fabric, &request));
        assert_int_equal(fabric.tiers, trees[i].tiers);
        assert_int_equal(fabric.tier[FABRIC_LEAF].switches, trees[i].leaves);
        assert_int_equal(fabric.tier[FABRIC_SPINE].switches, trees[i].spines);
        assert_int_equal(fabric.tier[FABRIC_CORE].switches, trees[i].cores);
        assert_int_equal(fabric.links[FABRIC_LEAF], trees[i].endpoints);
        for (int t = 1; t < fabric.tiers; t++)
            assert_int_equal(fabric.links[t], trees[i].endpoints);
    }
    struct fabric fabric;
    const struct fabric_request request = radix_64(65537);
    assert_non_null(strstr(fabric_count(&fabric, &request), "more planes"));
}

/* F1: two endpoints share a port of 800G; one of 1600G takes two. */
static void test_breakout(void **state)
{
    (void)state;
    struct fabric fabric;
    struct fabric_request request = radix_64(64);
    request.port_gbps = 800;
    request.tiers = 2;
    /* The rail-optimised reference of 64: 32 ports down with breakout, 32 up. */
    assert_null(fabric_count(&fabric, &request));
    assert_int_equal(fabric.splits, 2);
    assert_int_equal(fabric.tier[FABRIC_LEAF].switches, 1);
    assert_int_equal(fabric.tier[FABRIC_LEAF].ports_down, 32);
    assert_int_equal(fabric.tier[FABRIC_LEAF].ports_up, 32);
    assert_int_equal(fabric.tier[FABRIC_SPINE].switches, 1);
    request.endpoints = 128;
    assert_null(fabric_count(&fabric, &request));
    assert_int_equal(fabric.tier[FABRIC_LEAF].switches, 2);
    assert_int_equal(fabric.tier[FABRIC_SPINE].switches, 1);
    assert_int_equal(fabric.links[FABRIC_SPINE], 64);
    request.endpoints = 10;
    request.endpoint_gbps = 1600;
    request.tiers = 0;
    assert_null(fabric_count(&fabric, &request));
    assert_int_equal(fabric.links[FABRIC_LEAF], 20);
    assert_int_equal(fabric.tier[FABRIC_LEAF].ports_down, 20);
}

/* F2, F3: oversubscription, asked uplinks and rails. */
static void test_leaves(void **state)
{
    (void)state;
    struct fabric fabric;
    struct fabric_request request = radix_64(480);
    request.oversubscription = 3; /* 48 down, 16 up */
    assert_null(fabric_count(&fabric, &request));
    assert_int_equal(fabric.tier[FABRIC_LEAF].switches, 10);
    assert_int_equal(fabric.leaf_endpoints, 48);
    assert_int_equal(fabric.tier[FABRIC_LEAF].ports_up, 160);
    assert_int_equal(fabric.tier[FABRIC_SPINE].switches, 3);
    request = radix_64(72);
    request.rails = 4; /* 18 each */
    request.tiers = 1;
    assert_null(fabric_count(&fabric, &request));
    assert_int_equal(fabric.tier[FABRIC_LEAF].switches, 4);
    assert_int_equal(fabric.tier[FABRIC_LEAF].ports_down, 72);
    request.tiers = 2;
    request.uplinks = 9;
    assert_null(fabric_count(&fabric, &request));
    assert_int_equal(fabric.tier[FABRIC_LEAF].ports_up, 36);
    assert_int_equal(fabric.tier[FABRIC_SPINE].switches, 1);
    /* Uneven: 100 endpoints over 4 leaves of at most 32 are 25 each; over 3 of at most 34 34,
     * 33, 33. */
    request = radix_64(100);
    request.tiers = 2;
    assert_null(fabric_count(&fabric, &request));
    assert_int_equal(fabric.leaf_endpoints, 25);
    request.uplinks = 30;
    assert_null(fabric_count(&fabric, &request));
    assert_int_equal(fabric.tier[FABRIC_LEAF].switches, 3);
    assert_int_equal(fabric.leaf_endpoints, 34);
    assert_int_equal(fabric.tier[FABRIC_LEAF].ports_down, 100);
}

static void test_refusals(void **state)
{
    (void)state;
    struct fabric fabric;
    struct fabric_request request = radix_64(65);
    request.tiers = 1;
    assert_non_null(strstr(fabric_count(&fabric, &request), "one tier does not join"));
    request = radix_64(4096);
    request.tiers = 2;
    assert_non_null(strstr(fabric_count(&fabric, &request), "two tiers do not join"));
    request = radix_64(10);
    request.tiers = 2;
    request.uplinks = 64;
    assert_non_null(strstr(fabric_count(&fabric, &request), "too few ports"));
    request = radix_64(4096);
    request.ports[FABRIC_CORE] = 0;
    assert_non_null(strstr(fabric_count(&fabric, &request), "too few ports"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fat_trees), cmocka_unit_test(test_breakout),
        cmocka_unit_test(test_leaves), cmocka_unit_test(test_refusals)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
