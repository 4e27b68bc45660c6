/*
 * Order and sums of supply where figures are equal or missing: statements 1 to 6 of
 * src/evaluate/supply.c. The evaluation is a list of purchases, made by hand.
 */
#include "check.h"

#include "evaluate/supply.h"

#include <string.h>

#define MADE_IN(where)                                                                             \
    {                                                                                              \
        .attribute = "country_of_origin", .text = where, .range = {NAN, NAN, NAN},                 \
        .confidence = "vendor", .chosen = true                                                     \
    }

static struct catalog_figure mexico[] = {MADE_IN("MX")}, japan[] = {MADE_IN("JP")},
                             taiwan[] = {MADE_IN("TW")};

enum { PARTS = 6 };

struct buying {
    struct arena arena;
    struct catalog_part parts[PARTS];
    struct catalog_offer offers[PARTS];
    struct purchase purchases[PARTS];
    struct evaluation evaluation;
    struct supply supply;
};

/* One piece of each part; figures NULL: its country is not stated; lead below 0: neither is that.
 */
static void buy(struct buying *buying, const char *name, struct catalog_figure *figures,
                int64_t micros, int lead_days, const char *valid_until)
{
    size_t at = buying->evaluation.purchase_count++;
    buying->parts[at] = (struct catalog_part){
        .name = name, .figures = figures, .figure_count = figures != NULL ? 1 : 0};
    buying->offers[at] = (struct catalog_offer){
        .lead_time_days = lead_days, .valid_until = valid_until, .confidence = "vendor"};
    buying->purchases[at] = (struct purchase){.part = &buying->parts[at],
                                              .offer = &buying->offers[at],
                                              .cost_micros = micros,
                                              .quantity = 1};
    buying->evaluation.purchases = buying->purchases;
}

static void buying_init(struct buying *buying)
{
    memset(buying, 0, sizeof *buying);
    arena_init(&buying->arena);
}

/* Dearest first; equal ones by name, however they come in. */
static void parts_stand_by_cost_then_name(void **state)
{
    (void)state;
    struct buying b;
    buying_init(&b);
    buy(&b, "Delta", NULL, 5, -1, NULL);
    buy(&b, "Alpha", NULL, 5, -1, NULL);
    buy(&b, "Gamma", NULL, 9, -1, NULL);
    buy(&b, "Beta", NULL, 5, -1, NULL);
    buy(&b, "Epsilon", NULL, 3, -1, NULL);
    buy(&b, "Not bought", NULL, 100, -1, NULL);
    b.purchases[5].quantity = 0;
    assert_true(supply_of(&b.supply, &b.arena, &b.evaluation));
    static const char *const order[] = {"Gamma", "Alpha", "Beta", "Delta", "Epsilon"};
    assert_int_equal(b.supply.part_count, CHECK_COUNT(order));
    for (size_t i = 0; i < CHECK_COUNT(order); i++)
        assert_string_equal(b.supply.parts[i]->part->name, order[i]);
    assert_int_equal(b.supply.cost_micros, 27);
    arena_fini(&b.arena);
}

/* 6: countries by what they cost, equal ones by name, what is not stated last, however dear. */
static void countries_stand_by_cost_then_name(void **state)
{
    (void)state;
    struct buying b;
    buying_init(&b);
    buy(&b, "A", NULL, 90, -1, NULL);
    buy(&b, "B", taiwan, 20, -1, NULL);
    buy(&b, "C", mexico, 12, -1, NULL);
    buy(&b, "D", japan, 20, -1, NULL);
    buy(&b, "E", mexico, 13, -1, NULL);
    buy(&b, "F", NULL, 1, -1, NULL);
    assert_true(supply_of(&b.supply, &b.arena, &b.evaluation));
    static const struct {
        const char *country;
        int64_t micros;
        size_t parts;
    } rows[] = {{"MX", 25, 2}, {"JP", 20, 1}, {"TW", 20, 1}, {NULL, 91, 2}};
    assert_int_equal(b.supply.origin_count, CHECK_COUNT(rows));
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        const struct supply_origin *origin = &b.supply.origins[i];
        if (rows[i].country == NULL)
            assert_null(origin->country);
        else
            assert_string_equal(origin->country, rows[i].country);
        assert_int_equal(origin->cost_micros, rows[i].micros);
        assert_int_equal(origin->parts, rows[i].parts);
    }
    arena_fini(&b.arena);
}

/* 3 to 5: of equal lead times and days the dearer part is named; no lead time is none, not 0 days;
 * 0 days are stated. */
static void the_first_of_equals_is_named(void **state)
{
    (void)state;
    struct buying b;
    buying_init(&b);
    buy(&b, "A", NULL, 1, 84, "2026-12-31");
    buy(&b, "B", NULL, 2, 84, "2026-06-30");
    buy(&b, "C", NULL, 4, 0, "2026-06-30");
    buy(&b, "D", NULL, 8, -1, "");
    buy(&b, "E", NULL, 16, 30, NULL);
    b.purchases[1].approved_alternates = 1;
    b.offers[2].confidence = "assumption";
    assert_true(supply_of(&b.supply, &b.arena, &b.evaluation));
    assert_string_equal(b.supply.slowest->part->name, "B");
    assert_string_equal(b.supply.expiring->part->name, "C");
    assert_int_equal(b.supply.lead_micros, 1 + 2 + 4 + 16);
    assert_int_equal(b.supply.valid_micros, 1 + 2 + 4);
    assert_int_equal(b.supply.single_parts, 4);
    assert_int_equal(b.supply.single_micros, 1 + 4 + 8 + 16);
    assert_int_equal(b.supply.single_assumed_micros, 4);
    arena_fini(&b.arena);
}

static void nothing_is_bought(void **state)
{
    (void)state;
    struct buying b;
    buying_init(&b);
    buy(&b, "A", NULL, 1, 84, NULL);
    b.purchases[0].offer = NULL;
    assert_true(supply_of(&b.supply, &b.arena, &b.evaluation));
    assert_null(b.supply.slowest);
    b.purchases[0].quantity = 0;
    assert_true(supply_of(&b.supply, &b.arena, &b.evaluation));
    assert_int_equal(b.supply.part_count + b.supply.origin_count, 0);
    assert_null(b.supply.expiring);
    arena_fini(&b.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(parts_stand_by_cost_then_name),
                                       cmocka_unit_test(countries_stand_by_cost_then_name),
                                       cmocka_unit_test(the_first_of_equals_is_named),
                                       cmocka_unit_test(nothing_is_bought)};
    return cmocka_run_group_tests_name("supply", tests, NULL, NULL);
}
