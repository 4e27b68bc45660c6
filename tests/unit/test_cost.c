/*
 * Cost of a BOM that is built by hand, against numbers computed by hand. The statement numbers are
 * those at the head of src/evaluate/cost.c and purchase.c.
 */
#include "evaluate_build.h"

#include "base/error.h"
#include "evaluate/cost.h"

#define EXACT(quantity, micros)                                                                    \
    {                                                                                              \
        quantity, micros, micros, micros                                                           \
    }

static struct catalog_offer offer_of(const char *supplier, const char *currency,
                                     struct catalog_break *breaks, size_t count,
                                     const char *confidence)
{
    struct catalog_offer offer = {.supplier = supplier,
                                  .price_basis = 1,
                                  .minimum_order = 1,
                                  .order_multiple = 1,
                                  .lead_time_days = -1,
                                  .confidence = confidence,
                                  .breaks = breaks,
                                  .break_count = count};
    memcpy(offer.currency, currency, 4);
    return offer;
}

/* One part on two bought lines, in the program of build_init: 2 racks, 5 to buy for, 10 % spares.
 */
struct buying {
    struct build build;
    struct catalog_part part;
    struct catalog_offer offers[4];
};

static void buying_init(struct buying *buying, int64_t first, int64_t second, size_t offer_count)
{
    build_init(&buying->build);
    buying->part = module;
    buying->part.offers = buying->offers;
    buying->part.offer_count = offer_count;
    buying->build.bom.line_count = 2;
    for (size_t i = 0; i < 2; i++)
        buying->build.lines[i] = (struct bom_line){.parent = BOM_TOP,
                                                   .role = "module",
                                                   .part = &buying->part,
                                                   .quantity = i == 0 ? first : second,
                                                   .is_bought = true};
}

/* Cost 1: 16 of 2 racks for 5 racks: 40, and 4 spares; 3: ceil(7.5) = 8, and ceil(0.8) = 1.
 * 2: ordered together, at least 10 by twenties: 53 -> 60; 53 reach the break of 50, neither line
 * alone does, and 100 is not reached: 25. 3: 16 x 25 and 3 x 25 of the build, 60 x 25 ordered. */
static void needs_breaks_and_multiples(void **state)
{
    (void)state;
    static struct catalog_break breaks[] = {EXACT(1, 30000000), EXACT(50, 25000000),
                                            EXACT(100, 20000000)};
    struct buying buying;
    buying_init(&buying, 16, 3, 1);
    buying.offers[0] = offer_of("Shop", "USD", breaks, 3, "vendor");
    buying.offers[0].minimum_order = 10;
    buying.offers[0].order_multiple = 20;
    evaluate(&buying.build);
    const struct evaluation_line *lines = buying.build.evaluation->lines;
    assert_int_equal(lines[0].need, 44);
    assert_int_equal(lines[1].need, 9);
    assert_ptr_equal(lines[0].purchase, lines[1].purchase);
    assert_int_equal(lines[0].purchase->need, 53);
    assert_int_equal(lines[0].purchase->orderable, 60);
    CHECK_CLOSE(purchase_unit_price(lines[0].purchase, 0), 25);
    assert_int_equal(lines[0].cost_micros, 400000000);
    assert_int_equal(lines[1].cost_micros, 75000000);
    assert_int_equal(lines[0].purchase->order_micros, 1500000000);
    CHECK_RANGE(metric(&buying.build, "cost_material"), 475, 475, 475);
    CHECK_CLOSE(metric(&buying.build, "cost_program").typ, 1500);
    arena_fini(&buying.build.arena);
}

/* Cost 1: another program than the spec's: 7 racks: 56 + ceil(5.6) = 62, ceil(10.5) + ceil(1.1)
 * = 13. */
static void request_wins_over_the_program(void **state)
{
    (void)state;
    static struct catalog_break breaks[] = {EXACT(1, 30000000)};
    struct buying buying;
    struct error err = {0};
    struct evaluation_request request = {.program_racks = 7};
    buying_init(&buying, 16, 3, 1);
    buying.offers[0] = offer_of("Shop", "USD", breaks, 1, "vendor");
    assert_int_equal(evaluation_run(&buying.build.evaluation, &buying.build.arena,
                                    &buying.build.bom, &request, &err),
                     OPTIBOM_OK);
    assert_int_equal(buying.build.evaluation->lines[0].need, 62);
    assert_int_equal(buying.build.evaluation->lines[1].need, 13);
    arena_fini(&buying.build.arena);
}

/* Purchase 2: below the first break the first holds. Cost 1: contents of a bought system are not
 * bought. */
static void small_needs_and_contents(void **state)
{
    (void)state;
    static struct catalog_break breaks[] = {EXACT(1000, 30000000)};
    struct buying buying;
    buying_init(&buying, 1, 1, 1);
    buying.offers[0] = offer_of("Shop", "USD", breaks, 1, "vendor");
    buying.build.lines[1].parent = 0;
    buying.build.lines[1].level = 1;
    buying.build.lines[1].is_bought = false;
    evaluate(&buying.build);
    assert_int_equal(buying.build.evaluation->lines[0].cost_micros, 30000000);
    assert_int_equal(buying.build.evaluation->lines[1].need, 0);
    assert_int_equal(buying.build.evaluation->lines[1].cost_micros, 0);
    CHECK_CLOSE(metric(&buying.build, "cost_material").typ, 30);
    arena_fini(&buying.build.arena);
}

/* Purchase 3: quotes before estimates before assumptions, however dear; then the lowest at the
 * need, here 24 EUR at 1.25 = 30 USD against 31 USD; an offer in a currency without a rate is left
 * out.
 */
static void offers_are_chosen_by_trust_then_price(void **state)
{
    (void)state;
    static struct catalog_break assumed[] = {EXACT(1, 1000000)}, estimated[] = {EXACT(1, 2000000)},
                                euros[] = {EXACT(1, 24000000)}, dollars[] = {EXACT(1, 31000000)};
    static struct bom_rate rate = {.currency = "EUR", .rate_micros = 1250000};
    struct buying buying;
    buying_init(&buying, 2, 1, 4);
    buying.offers[0] = offer_of("A", "USD", assumed, 1, "assumption");
    buying.offers[1] = offer_of("B", "USD", estimated, 1, "estimate");
    buying.offers[2] = offer_of("D", "USD", dollars, 1, "press");
    buying.offers[3] = offer_of("C", "EUR", euros, 1, "vendor");
    evaluate(&buying.build);
    assert_string_equal(buying.build.evaluation->lines[0].purchase->offer->supplier, "D");
    buying.build.bom.rates = &rate;
    buying.build.bom.rate_count = 1;
    evaluate(&buying.build);
    assert_string_equal(buying.build.evaluation->lines[0].purchase->offer->supplier, "C");
    assert_int_equal(buying.build.evaluation->lines[0].cost_micros, 60000000);
    buying.part.offer_count = 2;
    evaluate(&buying.build);
    assert_string_equal(buying.build.evaluation->lines[0].purchase->offer->supplier, "B");
    buying.part.offer_count = 1;
    evaluate(&buying.build);
    assert_string_equal(buying.build.evaluation->lines[0].purchase->offer->supplier, "A");
    CHECK_CLOSE(evaluation_metric(buying.build.evaluation, "cost_material")->assumed_share, 1);
    buying.part.offer_count = 0;
    evaluate(&buying.build);
    assert_null(buying.build.evaluation->lines[0].purchase->offer);
    CHECK_CLOSE(purchase_unit_price(buying.build.evaluation->lines[0].purchase, 0), NAN);
    struct cost_total total;
    struct error err = {0};
    assert_int_equal(cost_total(&total, buying.build.evaluation, &err), OPTIBOM_OK);
    assert_int_equal(total.priced, 0);
    arena_fini(&buying.build.arena);
}

/* Purchase 4: rounded half to even once: 1.000001 for 2 pieces: 1 x = 500000.5 -> 500000
 * micro-units, 3 x = 1500001.5 -> 1500002. The low and high side run along. */
static void amounts_round_half_to_even_once(void **state)
{
    (void)state;
    static struct catalog_break breaks[] = {{1, 1000001, 1000000, 2000000}};
    struct buying buying;
    buying_init(&buying, 1, 3, 1);
    buying.offers[0] = offer_of("Shop", "USD", breaks, 1, "vendor");
    buying.offers[0].price_basis = 2;
    evaluate(&buying.build);
    const struct evaluation_line *lines = buying.build.evaluation->lines;
    assert_int_equal(lines[0].cost_micros, 500000);
    assert_int_equal(lines[1].cost_micros, 1500002);
    assert_int_equal(lines[1].cost_low_micros, 1500000);
    assert_int_equal(lines[1].cost_high_micros, 3000000);
    CHECK_CLOSE(purchase_unit_price(lines[0].purchase, 1), 1);
    arena_fini(&buying.build.arena);
}

static void amounts_that_do_not_fit_are_refused(void **state)
{
    (void)state;
    static struct catalog_break breaks[] = {EXACT(1, INT64_MAX / 2)};
    struct buying buying;
    struct evaluation_request request = {0};
    struct error err = {0};
    buying_init(&buying, 1000, 1, 1);
    buying.offers[0] = offer_of("Shop", "USD", breaks, 1, "vendor");
    assert_int_equal(evaluation_run(&buying.build.evaluation, &buying.build.arena,
                                    &buying.build.bom, &request, &err),
                     OPTIBOM_BAD_INPUT);
    assert_true(strstr(err.text, "b.yaml") != NULL);
    error_clear(&err);
    buying.build.lines[0].quantity = INT64_MAX / 2;
    assert_int_equal(evaluation_run(&buying.build.evaluation, &buying.build.arena,
                                    &buying.build.bom, &request, &err),
                     OPTIBOM_BAD_INPUT);
    arena_fini(&buying.build.arena);
}

/* Cost 2: the need of three lines of a part, each of which fits. */
static void needs_that_do_not_fit_are_refused(void **state)
{
    (void)state;
    struct buying buying;
    struct evaluation_request request = {0};
    struct error err = {0};
    buying_init(&buying, INT64_MAX / 4, INT64_MAX / 4, 0);
    buying.build.lines[2] = buying.build.lines[1];
    buying.build.bom.line_count = 3;
    buying.build.bom.link_count = 0;
    buying.build.spec.racks = buying.build.spec.program.racks = 1;
    buying.build.spec.program.spares = 1;
    assert_int_equal(evaluation_run(&buying.build.evaluation, &buying.build.arena,
                                    &buying.build.bom, &request, &err),
                     OPTIBOM_BAD_INPUT);
    arena_fini(&buying.build.arena);
}

/* Purchase 1 and 2: a price that does not depend on how many are bought has one break, and no least
 * order or multiple. */
static void flat_prices(void **state)
{
    (void)state;
    static struct catalog_break steps[] = {EXACT(1, 30000000), EXACT(50, 25000000)};
    struct catalog_offer offers[2] = {offer_of("A", "USD", steps, 1, "vendor"),
                                      offer_of("B", "USD", steps, 1, "vendor")};
    struct catalog_part part = module;
    part.offers = offers;
    part.offer_count = 2;
    assert_true(purchase_is_flat(&part));
    offers[1].order_multiple = 5;
    assert_false(purchase_is_flat(&part));
    offers[1].order_multiple = 1;
    offers[1].minimum_order = 2;
    assert_false(purchase_is_flat(&part));
    offers[1].minimum_order = 1;
    offers[1].break_count = 2;
    assert_false(purchase_is_flat(&part));
    offers[1].break_count = 0; /* it has no price at all */
    assert_true(purchase_is_flat(&part));
    assert_int_equal(purchase_minimum(&offers[1]), 1);
}

/* Each product and sum of money that no longer fits is refused, whichever it is. Two lines of one
 * part or of two, four pieces each, of which the program orders another number. */
static void sums_that_do_not_fit_are_refused(void **state)
{
    static const struct {
        const char *said;
        int64_t price, low, high; /* of a piece, in millions of millions */
        int64_t quantity, racks;  /* of each line; of the program, of 2 in the build */
        bool are_two_parts;
    } cases[] = {
        {NULL, 1, 1, 1, 4, 2, false},
        {"b.yaml: quantity or price is too large to compute with", 2, 2, 2, 5, 1, true},
        {"b.yaml: quantity or price is too large to compute with", 1, 1, 2, 5, 1, true},
        {"b.yaml: quantity or price is too large to compute with", 1, 1, 1, 5, 1, false},
        {"b.yaml: quantity or price is too large to compute with", 1, 1, 2, 4, 2, false},
        {"b.yaml: the total is too large to compute with", 1, 1, 1, 6, 2, true},
        {"b.yaml: the total is too large to compute with", 1, 1, 2, 4, 2, true},
        {"b.yaml: the total is too large to compute with", 1, 1, 1, 3, 4, true},
    };
    (void)state;
    for (size_t i = 0; i < CHECK_COUNT(cases); i++) {
        const int64_t unit = 1000000000000000000;
        struct catalog_break steps[] = {
            {1, cases[i].price * unit, cases[i].low * unit, cases[i].high * unit}};
        struct evaluation_request request = {.program_racks = cases[i].racks};
        struct catalog_part other;
        struct buying buying;
        struct error err = {0};
        buying_init(&buying, cases[i].quantity, cases[i].quantity, 1);
        buying.offers[0] = offer_of("Shop", "USD", steps, 1, "vendor");
        buying.build.spec.program.spares = 0;
        buying.build.bom.link_count = 0;
        other = buying.part;
        if (cases[i].are_two_parts)
            buying.build.lines[1].part = &other;
        enum optibom_status status = evaluation_run(&buying.build.evaluation, &buying.build.arena,
                                                    &buying.build.bom, &request, &err);
        if (status != (cases[i].said == NULL ? OPTIBOM_OK : OPTIBOM_BAD_INPUT))
            fail_msg("case %zu: %d %s", i, status, err.text);
        if (status == OPTIBOM_OK)
            CHECK_CLOSE(metric(&buying.build, "cost_material").typ, 8e12);
        else
            assert_string_equal(err.text, cases[i].said);
        arena_fini(&buying.build.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(needs_breaks_and_multiples),
        cmocka_unit_test(request_wins_over_the_program),
        cmocka_unit_test(small_needs_and_contents),
        cmocka_unit_test(offers_are_chosen_by_trust_then_price),
        cmocka_unit_test(amounts_round_half_to_even_once),
        cmocka_unit_test(amounts_that_do_not_fit_are_refused),
        cmocka_unit_test(needs_that_do_not_fit_are_refused),
        cmocka_unit_test(sums_that_do_not_fit_are_refused),
        cmocka_unit_test(flat_prices),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
