/*
 * One buy for two builds that buy one part, against numbers computed by hand. The statement numbers
 * are those at the head of src/evaluate/consolidation.c.
 */
#include "evaluate_build.h"

#include "evaluate/consolidation.h"

#define EXACT(quantity, micros)                                                                    \
    {                                                                                              \
        quantity, micros, micros, micros                                                           \
    }

static struct catalog_break breaks[] = {EXACT(1, 30000000), EXACT(100, 25000000)};
static struct catalog_offer offer = {.supplier = "Shop",
                                     .currency = "USD",
                                     .price_basis = 1,
                                     .minimum_order = 10,
                                     .order_multiple = 7,
                                     .confidence = "vendor",
                                     .breaks = breaks,
                                     .break_count = 2};
/* Each build has a part of its own in memory, as assembling gives it. */
static const struct catalog_part pieces[] = {
    {.part_id = 5,
     .name = "Test M",
     .class_name = "transceiver",
     .offers = &offer,
     .offer_count = 1},
    {.part_id = 5,
     .name = "Test M",
     .class_name = "transceiver",
     .offers = &offer,
     .offer_count = 1},
    {.part_id = 6, .name = "Test N", .class_name = "transceiver"}};

struct buyer {
    struct build build;
    struct evaluation evaluation;
    struct evaluation *pointer;
    struct evaluation_line results[3];
};

/* Two lines of the part with the needs, and one of a part without offer. */
static void buyer_init(struct buyer *buyer, size_t at, const char *currency, int64_t first,
                       int64_t second)
{
    build_init(&buyer->build);
    buyer->build.spec.program.currency = currency;
    buyer->build.bom.line_count = 3;
    memset(buyer->results, 0, sizeof buyer->results);
    for (size_t i = 0; i < 3; i++)
        buyer->build.lines[i] = (struct bom_line){.parent = BOM_TOP,
                                                  .role = "module",
                                                  .part = i < 2 ? &pieces[at] : &pieces[2],
                                                  .quantity = 1,
                                                  .is_bought = true};
    buyer->results[0].need = first;
    buyer->results[1].need = second;
    buyer->results[2].need = at == 0 ? 3 : 0;
    buyer->evaluation = (struct evaluation){.bom = &buyer->build.bom, .lines = buyer->results};
    buyer->pointer = &buyer->evaluation;
}

static enum optibom_status buy_both(struct consolidation **out, struct buyer buyers[2],
                                    struct error *err)
{
    struct evaluation *both[] = {buyers[0].pointer, buyers[1].pointer};
    return consolidation_make(out, &buyers[0].build.arena, both, 2, err);
}

static void buyers_fini(struct buyer buyers[2])
{
    arena_fini(&buyers[0].build.arena);
    arena_fini(&buyers[1].build.arena);
}

/* 1: 4 + 6 = 10 and 91 + 4 = 95, together 105. 3: alone 14 x 30 = 420 and 98 x 30 = 2940: neither
 * reaches 100. 2: together 105 = 15 x 7 at 25: 2625. 4: 2625 x 420 / 3360 = 328.125, the rest
 * 2296.875. */
static void orders_once(void **state)
{
    static struct buyer buyers[2];
    struct consolidation *buy = NULL;
    struct error err = {0};
    (void)state;
    buyer_init(&buyers[0], 0, "USD", 4, 6);
    buyer_init(&buyers[1], 1, "USD", 91, 4);
    assert_int_equal(buy_both(&buy, buyers, &err), OPTIBOM_OK);
    assert_int_equal(buy->line_count, 2);
    const struct consolidation_line *line = &buy->lines[0];
    assert_int_equal(line->needs[0], 10);
    assert_int_equal(line->needs[1], 95);
    assert_int_equal(line->need, 105);
    assert_int_equal(line->together.orderable, 105);
    assert_int_equal(line->together.order_micros, 2625000000);
    assert_int_equal(line->alone_micros, 3360000000);
    assert_int_equal(buy->builds[0].alone_micros, 420000000);
    assert_int_equal(buy->builds[1].alone_micros, 2940000000);
    assert_int_equal(buy->builds[0].share_micros, 328125000);
    assert_int_equal(buy->builds[1].share_micros, 2296875000);
    assert_int_equal(buy->unpriced, 1);
    assert_int_equal(buy->lines[1].together.orderable, 3);
    assert_int_equal(buy->alone_micros, 3360000000);
    assert_int_equal(buy->together_micros, 2625000000);
    buyers_fini(buyers);
}

/* 4: whatever the needs, the shares sum to the whole, and where something is saved nobody pays more
 * than alone. */
static void shares_sum(void **state)
{
    (void)state;
    for (int64_t a = 1; a < 160; a += 3)
        for (int64_t b = 0; b < 160; b += 7) {
            static struct buyer buyers[2];
            struct consolidation *buy = NULL;
            struct error err = {0};
            buyer_init(&buyers[0], 0, "USD", a, 0);
            buyer_init(&buyers[1], 1, "USD", b, 0);
            assert_int_equal(buy_both(&buy, buyers, &err), OPTIBOM_OK);
            int64_t first = buy->builds[0].share_micros, second = buy->builds[1].share_micros;
            assert_int_equal(first + second, buy->together_micros);
            if (buy->together_micros <= buy->alone_micros) {
                assert_true(first <= buy->builds[0].alone_micros);
                assert_true(second <= buy->builds[1].alone_micros);
            }
            buyers_fini(buyers);
        }
}

static void refuses_too_large(void **state)
{
    static struct buyer buyers[2];
    struct consolidation *buy = NULL;
    struct error err = {0};
    (void)state;
    buyer_init(&buyers[0], 0, "USD", INT64_MAX / 2, 0);
    buyer_init(&buyers[1], 1, "USD", INT64_MAX / 2 + 2, 0);
    assert_int_equal(buy_both(&buy, buyers, &err), OPTIBOM_BAD_INPUT);
    assert_non_null(strstr(err.text, "too large"));
    buyers_fini(buyers);
}

/* Each sum of money that no longer fits says so. One piece costs 6e12, two and more 1e12 each. */
static void refuses_sums_too_large(void **state)
{
    static struct catalog_break steep[] = {EXACT(1, 6000000000000000000),
                                           EXACT(2, 1000000000000000000)};
    static struct catalog_break flat[] = {EXACT(1, 5000000000000000000)};
    static const struct {
        struct catalog_break *breaks;
        size_t break_count;
        int64_t needs[2][2]; /* of two parts, by two builds */
        enum optibom_status status;
    } cases[] = {
        {steep, 2, {{1, 2}, {0, 0}}, OPTIBOM_OK},        /* 6 + 2 alone, 3 together */
        {steep, 2, {{1, 1}, {0, 0}}, OPTIBOM_BAD_INPUT}, /* 6 + 6 of one part, alone */
        {steep, 2, {{1, 2}, {1, 2}}, OPTIBOM_BAD_INPUT}, /* 6 + 6 of the first build */
        {steep, 2, {{1, 2}, {2, 1}}, OPTIBOM_BAD_INPUT}, /* 8 + 8 of both */
        {steep, 2, {{8, 2}, {0, 0}}, OPTIBOM_BAD_INPUT}, /* 10 of one part, together */
        {flat, 1, {{1, 0}, {0, 1}}, OPTIBOM_BAD_INPUT},  /* 5 + 5 of two parts, together */
    };
    (void)state;
    for (size_t i = 0; i < CHECK_COUNT(cases); i++) {
        struct catalog_offer dear = offer;
        struct catalog_part parts[2] = {pieces[0], pieces[0]};
        static struct buyer buyers[2];
        struct consolidation *buy = NULL;
        struct error err = {0};
        dear.breaks = cases[i].breaks;
        dear.break_count = cases[i].break_count;
        dear.minimum_order = dear.order_multiple = 1;
        for (size_t k = 0; k < 2; k++) {
            parts[k].part_id = (int64_t)k + 1;
            parts[k].offers = &dear;
        }
        for (size_t b = 0; b < 2; b++) {
            buyer_init(&buyers[b], b, "USD", cases[i].needs[0][b], cases[i].needs[1][b]);
            for (size_t k = 0; k < 2; k++)
                buyers[b].build.lines[k].part = &parts[k];
        }
        enum optibom_status status = buy_both(&buy, buyers, &err);
        if (status != cases[i].status)
            fail_msg("case %zu: %d %s", i, status, err.text);
        if (status == OPTIBOM_OK)
            assert_int_equal(buy->together_micros, 3000000000000000000);
        else
            assert_string_equal(err.text, "Test M: quantity or price is too large to compute with");
        buyers_fini(buyers);
    }
}

/* The needs of two lines of one build fit each, and not together. */
static void refuses_needs_too_large(void **state)
{
    static struct buyer buyers[2];
    struct consolidation *buy = NULL;
    struct error err = {0};
    (void)state;
    buyer_init(&buyers[0], 0, "USD", INT64_MAX / 2 + 1, INT64_MAX / 2 + 1);
    buyer_init(&buyers[1], 1, "USD", 0, 0);
    assert_int_equal(buy_both(&buy, buyers, &err), OPTIBOM_BAD_INPUT);
    assert_string_equal(err.text, "Test M: quantity or price is too large to compute with");
    buyers_fini(buyers);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(orders_once),
        cmocka_unit_test(shares_sum),
        cmocka_unit_test(refuses_too_large),
        cmocka_unit_test(refuses_sums_too_large),
        cmocka_unit_test(refuses_needs_too_large),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
