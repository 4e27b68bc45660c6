/* Switches, ports and links of fabrics: counts known from outside, and what has no fabric. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "assemble/fabric.h"

#include <string.h>

/* Switches of 64 ports whose port is as fast as an endpoint: what SuperPODs are wired with. */
static struct fabric_request radix_64(struct fabric_kind *kind, int64_t endpoints)
{
    *kind = (struct fabric_kind){.members = endpoints, .links = 1, .gbps = 400, .homes = 1};
    return (struct fabric_request){.kinds = kind,
                                   .kind_count = 1,
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
        struct fabric_kind kind;
        const struct fabric_request request = radix_64(&kind, trees[i].endpoints);
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
    struct fabric_kind kind;
    const struct fabric_request request = radix_64(&kind, 65537);
    assert_non_null(strstr(fabric_count(&fabric, &request), "more planes"));
}

/* F1: two endpoints share a port of 800G; one of 1600G takes two. */
static void test_breakout(void **state)
{
    (void)state;
    struct fabric fabric;
    struct fabric_kind kind;
    struct fabric_request request = radix_64(&kind, 64);
    request.port_gbps = 800;
    request.tiers = 2;
    /* The rail-optimised reference of 64: 32 ports down with breakout, 32 up. */
    assert_null(fabric_count(&fabric, &request));
    assert_int_equal(fabric.tier[FABRIC_LEAF].switches, 1);
    assert_int_equal(fabric.tier[FABRIC_LEAF].ports_down, 32);
    assert_int_equal(fabric.tier[FABRIC_LEAF].ports_up, 32);
    assert_int_equal(fabric.tier[FABRIC_SPINE].switches, 1);
    kind.members = 128;
    assert_null(fabric_count(&fabric, &request));
    assert_int_equal(fabric.tier[FABRIC_LEAF].switches, 2);
    assert_int_equal(fabric.tier[FABRIC_SPINE].switches, 1);
    assert_int_equal(fabric.links[FABRIC_SPINE], 64);
    kind.members = 10;
    kind.gbps = 1600;
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
    struct fabric_kind kind;
    struct fabric_request request = radix_64(&kind, 480);
    request.oversubscription = 3; /* 48 down, 16 up */
    assert_null(fabric_count(&fabric, &request));
    assert_int_equal(fabric.tier[FABRIC_LEAF].switches, 10);
    assert_int_equal(fabric.leaf_down, 48);
    assert_int_equal(fabric.tier[FABRIC_LEAF].ports_up, 160);
    assert_int_equal(fabric.tier[FABRIC_SPINE].switches, 3);
    request.oversubscription = 1e12; /* a link up there is */
    assert_null(fabric_count(&fabric, &request));
    assert_int_equal(fabric.leaf_up, 1);
    request = radix_64(&kind, 72);
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
    request = radix_64(&kind, 100);
    request.tiers = 2;
    assert_null(fabric_count(&fabric, &request));
    assert_int_equal(fabric.leaf_down, 25);
    request.uplinks = 30;
    assert_null(fabric_count(&fabric, &request));
    assert_int_equal(fabric.tier[FABRIC_LEAF].switches, 3);
    assert_int_equal(fabric.leaf_down, 34);
    assert_int_equal(fabric.tier[FABRIC_LEAF].ports_down, 100);
}

/* F2, F3: machines with several links, on one or two leaves, of several rates; the mesh reference
 * of 64: 8 servers with 8 x 400G over both leaves and 2 x 200G on one, 3 and 3 with 2 x 200G. */
static void test_homes(void **state)
{
    (void)state;
    struct fabric fabric;
    const struct fabric_kind kinds[] = {
        {.members = 8, .links = 8, .gbps = 400, .homes = 2, .bundle = 0},
        {.members = 8, .links = 2, .gbps = 200, .homes = 1, .bundle = 1},
        {.members = 3, .links = 2, .gbps = 200, .homes = 1, .bundle = 1},
        {.members = 3, .links = 2, .gbps = 200, .homes = 1, .bundle = 1}};
    const struct fabric_request mesh = {.kinds = kinds,
                                        .kind_count = 4,
                                        .port_gbps = 800,
                                        .ports = {64},
                                        .rails = 1,
                                        .leaves = 2,
                                        .oversubscription = 1,
                                        .is_mesh = true,
                                        .mesh_links = 2};
    assert_null(fabric_count(&fabric, &mesh));
    assert_int_equal(fabric.tier[FABRIC_LEAF].switches, 2);
    assert_int_equal(fabric.links[FABRIC_LEAF], 64 + 28);
    assert_int_equal(fabric.mesh_links, 2);
    assert_int_equal(fabric_pack(&mesh, 2, 0, 400, 2), 32);
    assert_int_equal(fabric_pack(&mesh, 2, 1, 200, 4), 7);     /* 16 / 4 and ceil(12 / 4) */
    assert_int_equal(fabric.tier[FABRIC_LEAF].ports_down, 39); /* 32 + 7 */
    assert_int_equal(fabric.leaf_down, 16 + 4);
    assert_int_equal(fabric.tier[FABRIC_LEAF].ports_up, 4);
    /* Dual-homed machines take two leaves though one has the ports. */
    const struct fabric_kind dual = {.members = 8, .links = 2, .gbps = 200, .homes = 2};
    const struct fabric_request front = {.kinds = &dual,
                                         .kind_count = 1,
                                         .port_gbps = 800,
                                         .ports = {64, 64, 64},
                                         .rails = 1,
                                         .oversubscription = 1,
                                         .uplinks = 32,
                                         .tiers = 2};
    assert_null(fabric_count(&fabric, &front));
    assert_int_equal(fabric.tier[FABRIC_LEAF].switches, 2);
    assert_int_equal(fabric.tier[FABRIC_LEAF].ports_down, 4);
    assert_int_equal(fabric.links[FABRIC_SPINE], 64);
    assert_int_equal(fabric.tier[FABRIC_SPINE].switches, 1);
}

/* F6: 2, 4 and 8 leaves are joined by 1, 6 and 28 links; of 64 ports, 32 leaves hold 33 endpoints
 * each. */
static void test_mesh(void **state)
{
    (void)state;
    static const int64_t counts[][2] = {{2, 1}, {4, 6}, {8, 28}};
    struct fabric fabric;
    struct fabric_kind kind;
    struct fabric_request request = radix_64(&kind, 32);
    request.is_mesh = true;
    request.mesh_links = 1;
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        request.leaves = counts[i][0];
        assert_null(fabric_count(&fabric, &request));
        assert_int_equal(fabric.mesh_links, counts[i][1]);
    }
    request.leaves = 0;
    kind.members = 33 * 32;
    assert_null(fabric_count(&fabric, &request));
    assert_int_equal(fabric.tier[FABRIC_LEAF].switches, 32); /* 33 down, 31 across */
    kind.members++;
    assert_non_null(strstr(fabric_count(&fabric, &request), "no number of leaves"));
    /* Full bandwidth between two leaves: as much across as down. */
    request.mesh_links = 0;
    request.leaves = 2;
    kind.members = 64;
    assert_null(fabric_count(&fabric, &request));
    assert_int_equal(fabric.tier[FABRIC_LEAF].switches, 2);
    assert_int_equal(fabric.mesh_links, 32);
}

/* Leaves that are asked for beside the homes of the endpoints are joined by spines. */
static void test_leaves_are_joined(void **state)
{
    (void)state;
    struct fabric fabric;
    struct fabric_kind kind;
    struct fabric_request request = radix_64(&kind, 32);
    request.leaves = 2;
    assert_null(fabric_count(&fabric, &request));
    assert_int_equal(fabric.tiers, 2);
    assert_int_equal(fabric.tier[FABRIC_SPINE].switches, 1);
    kind.links = kind.homes = 2; /* each is on both */
    assert_null(fabric_count(&fabric, &request));
    assert_int_equal(fabric.tiers, 1);
    assert_int_equal(fabric.tier[FABRIC_LEAF].switches, 2);
}

/* Counts of 10^12 and rates that no port has neither overflow nor take long; ports cannot carry
 * them where an endpoint of such a rate takes ports of its own. */
static void test_extremes(void **state)
{
    (void)state;
    enum { MANY_DIGITS = 12 };
    static const double RATES[] = {1e-300, 400, 1e300};
    int64_t many = 1;
    for (int i = 0; i < MANY_DIGITS; i++)
        many *= 10;
    for (size_t i = 0; i < sizeof RATES / sizeof *RATES; i++)
        for (int tiers = 0; tiers <= FABRIC_TIERS; tiers++) {
            struct fabric fabric;
            struct fabric_kind kind;
            struct fabric_request request = radix_64(&kind, many);
            kind = (struct fabric_kind){many, many, RATES[i], many, 0};
            request.tiers = tiers;
            request.rails = request.leaves = request.mesh_links = many;
            const char *why = fabric_count(&fabric, &request);
            assert_true(why != NULL || RATES[i] < 400);
            for (int tier = 0; tier < FABRIC_TIERS; tier++)
                assert_true(fabric.links[tier] >= 0 && fabric.tier[tier].ports_down >= 0 &&
                            fabric.tier[tier].ports_up >= 0 && fabric.tier[tier].switches >= 0);
            request.is_mesh = true;
            assert_non_null(fabric_count(&fabric, &request));
        }
}

static void test_refusals(void **state)
{
    (void)state;
    struct fabric fabric;
    struct fabric_kind kind;
    struct fabric_request request = radix_64(&kind, 65);
    request.tiers = 1;
    assert_non_null(strstr(fabric_count(&fabric, &request), "one tier does not join"));
    request = radix_64(&kind, 4096);
    request.tiers = 2;
    assert_non_null(strstr(fabric_count(&fabric, &request), "two tiers do not join"));
    request = radix_64(&kind, 10);
    request.tiers = 2;
    request.uplinks = 64;
    assert_non_null(strstr(fabric_count(&fabric, &request), "too few ports"));
    request = radix_64(&kind, 4096);
    request.ports[FABRIC_CORE] = 0;
    assert_non_null(strstr(fabric_count(&fabric, &request), "too few ports"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fat_trees), cmocka_unit_test(test_breakout),
        cmocka_unit_test(test_leaves),    cmocka_unit_test(test_homes),
        cmocka_unit_test(test_mesh),      cmocka_unit_test(test_leaves_are_joined),
        cmocka_unit_test(test_extremes),  cmocka_unit_test(test_refusals)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
