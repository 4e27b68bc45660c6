/*
 * Power, cost and links of BOMs that are built by hand, against numbers computed by hand. The
 * statement numbers are those at the head of src/evaluate/power.c, cost.c, link.c and metrics.c.
 */
#include "check.h"

#include "evaluate/cost.h"
#include "evaluate/evaluation.h"
#include "evaluate/link.h"
#include "evaluate/power.h"

#include <string.h>

#define FIGURE(name, low, mid, high) FIGURE_OF(name, low, mid, high, "vendor")
#define FIGURE_OF(name, low, mid, high, how)                                                       \
    {                                                                                              \
        .attribute = name, .range = {low, mid, high}, .confidence = how, .chosen = true            \
    }
#define PART(kind, number, list)                                                                   \
    {                                                                                              \
        .class_name = kind, .vendor = "Test", .mpn = number, .name = "Test " number,               \
        .figures = list, .figure_count = CHECK_COUNT(list)                                         \
    }

static struct catalog_figure acc_figures[] = {FIGURE("power", 100, 110, 120)};
static struct catalog_figure switch_figures[] = {FIGURE("power", 280, 300, 350)};
static struct catalog_figure engine_figures[] = {FIGURE("power", 6, 7, 8),
                                                 FIGURE("lanes", NAN, 8, NAN),
                                                 FIGURE("latency", NAN, 5, NAN),
                                                 FIGURE("wavelengths_per_fiber", NAN, 2, NAN),
                                                 FIGURE("modulator_loss", NAN, 5, NAN),
                                                 FIGURE("coupling_loss", NAN, 1.5, NAN),
                                                 FIGURE("sensitivity", NAN, -6, NAN),
                                                 FIGURE("lanes_per_laser", NAN, 4, NAN)};
static struct catalog_figure els_figures[] = {FIGURE("power", NAN, NAN, 9),
                                              FIGURE("outputs", NAN, 8, NAN),
                                              FIGURE("optical_power", NAN, 20, NAN)};
static struct catalog_figure asic_assumed[] = {FIGURE_OF("power", NAN, 200, NAN, "assumption")};
static struct catalog_figure asic_known[] = {FIGURE("power", NAN, 200, NAN)};
static struct catalog_figure nic_figures[] = {FIGURE("power", NAN, 20, NAN)};
static struct catalog_figure module_figures[] = {
    FIGURE("energy", NAN, 15, NAN),          FIGURE("data_rate", NAN, 400, NAN),
    FIGURE("dsp_power_share", NAN, 40, NAN), FIGURE("laser_power_share", NAN, 20, NAN),
    FIGURE("latency", NAN, 100, NAN),        FIGURE("tx_power", -1, 0, 1),
    FIGURE("rx_sensitivity", NAN, -5.1, NAN)};
static struct catalog_figure budget_figures[] = {FIGURE("loss_budget", NAN, 4, NAN)};
static struct catalog_figure fiber_figures[] = {FIGURE("attenuation", NAN, 0.4, NAN),
                                                FIGURE("connector_loss", 0.25, 0.35, 0.5),
                                                FIGURE("latency_per_length", NAN, 4.9, NAN)};
static struct catalog_figure no_figures[] = {FIGURE("weight", NAN, 1, NAN)};

static const struct catalog_part rack = PART("enclosure", "RACK", no_figures),
                                 accelerator = PART("accelerator", "ACC", acc_figures),
                                 switch_system = PART("enclosure", "SWITCH", switch_figures),
                                 engine = PART("optical_engine", "ENGINE", engine_figures),
                                 els = PART("els", "ELS", els_figures),
                                 asic = PART("switch_asic", "ASIC", asic_assumed),
                                 asic_of_known_power = PART("switch_asic", "ASIC", asic_known),
                                 nic = PART("nic", "NIC", nic_figures),
                                 module = PART("transceiver", "MODULE", module_figures),
                                 module_with_budget = PART("transceiver", "BUDGET", budget_figures),
                                 fiber = PART("fiber", "FIBER", fiber_figures);

enum { RACK, ACC, SWITCH, ENGINE, ELS, ASIC, NIC, MODULE, FIBER, LINES };

/* Two racks; a switch with eight engines, half of them lit, and two sources; a NIC and a module for
 * each of 16 accelerators. */
struct build {
    struct arena arena;
    struct spec_network network;
    struct spec spec;
    struct bom_line lines[LINES];
    struct bom_link link;
    struct bom bom;
    struct evaluation *evaluation;
};

static void build_init(struct build *build)
{
    static const struct bom_line LINE_TABLE[LINES] = {
        [RACK] =
            {.parent = BOM_TOP, .role = "rack", .part = &rack, .quantity = 2, .is_bought = true},
        [ACC] = {.parent = RACK,
                 .level = 1,
                 .role = "accelerator",
                 .part = &accelerator,
                 .quantity = 16},
        [SWITCH] = {.parent = BOM_TOP,
                    .role = "scale-out switch",
                    .part = &switch_system,
                    .quantity = 1,
                    .is_bought = true},
        [ENGINE] = {.parent = SWITCH,
                    .level = 1,
                    .role = "optical engine",
                    .part = &engine,
                    .quantity = 8,
                    .lit_share = 0.5,
                    .optical_gbps = 6400,
                    .is_switch_end = true},
        [ELS] = {.parent = SWITCH,
                 .level = 1,
                 .role = "laser source",
                 .part = &els,
                 .quantity = 2,
                 .lit_share = 0.5,
                 .is_switch_end = true},
        [ASIC] =
            {.parent = SWITCH, .level = 1, .role = "switch chip", .part = &asic, .quantity = 1},
        [NIC] = {.parent = BOM_TOP,
                 .role = "scale-out NIC",
                 .part = &nic,
                 .quantity = 16,
                 .is_bought = true},
        [MODULE] = {.parent = NIC,
                    .level = 1,
                    .role = "scale-out endpoint module",
                    .part = &module,
                    .quantity = 16,
                    .is_bought = true,
                    .lit_share = 1,
                    .optical_gbps = 6400},
        [FIBER] = {.parent = BOM_TOP,
                   .role = "scale-out fiber",
                   .part = &fiber,
                   .quantity = 16,
                   .is_bought = true},
    };
    memset(build, 0, sizeof *build);
    arena_init(&build->arena);
    memcpy(build->lines, LINE_TABLE, sizeof LINE_TABLE);
    build->network = (struct spec_network){.name = "scale-out", .bandwidth_gbps = 400};
    build->spec = (struct spec){.file = "b.yaml",
                                .name = "b",
                                .racks = 2,
                                .networks = &build->network,
                                .network_count = 1,
                                .facility = {1.2, 0.96, NAN, NAN},
                                .program = {5, 0.1, "USD"}};
    build->link = (struct bom_link){.network = "scale-out",
                                    .medium = "cpo",
                                    .count = 16,
                                    .length_m = 500,
                                    .gbps = 400,
                                    .near_line = ENGINE,
                                    .far_line = MODULE,
                                    .carrier_line = FIBER};
    build->bom = (struct bom){.arena = &build->arena,
                              .spec = &build->spec,
                              .lines = build->lines,
                              .line_count = LINES,
                              .links = &build->link,
                              .link_count = 1,
                              .endpoints = 16};
}

static void evaluate(struct build *build)
{
    struct error err = {0};
    struct evaluation_request request = {0};
    if (evaluation_run(&build->evaluation, &build->arena, &build->bom, &request, &err) !=
        OPTIBOM_OK)
        fail_msg("%s", err.text);
}

#define CHECK_RANGE(got, low, mid, high)                                                           \
    do {                                                                                           \
        struct range check_range = (got);                                                          \
        CHECK_CLOSE(check_range.min, low);                                                         \
        CHECK_CLOSE(check_range.typ, mid);                                                         \
        CHECK_CLOSE(check_range.max, high);                                                        \
    } while (0)

static struct range metric(const struct build *build, const char *name)
{
    const struct evaluation_metric *found = evaluation_metric(build->evaluation, name);
    if (found == NULL)
        fail_msg("no metric %s", name);
    return found->value;
}

/* Power 1: an own figure, absent sides filled; else pJ/bit x Gbps / 1000: 15 x 400 / 1000 = 6 W. */
static void pieces_draw_their_figure(void **state)
{
    (void)state;
    struct build build;
    build_init(&build);
    evaluate(&build);
    const struct evaluation_line *lines = build.evaluation->lines;
    CHECK_RANGE(lines[ACC].unit_power_w, 100, 110, 120);
    CHECK_RANGE(lines[ELS].unit_power_w, 9, 9, 9);
    CHECK_RANGE(lines[MODULE].unit_power_w, 6, 6, 6);
    assert_true(lines[MODULE].is_power_known);
    assert_false(lines[FIBER].is_power_known);
    arena_fini(&build.arena);
}

/* Power 2: engines 8 x (6, 7, 8) = 48, 56, 64 and sources 2 x 9 = 18 count as themselves, the
 * switch as the rest: 280 - 66 = 214, 300 - 74 = 226, 350 - 82 = 268. The chip's figure is assumed
 * and lies within it. The rack has no figure and is its contents. 3: modules add to their NICs. */
static void every_watt_counts_once(void **state)
{
    (void)state;
    struct build build;
    build_init(&build);
    evaluate(&build);
    const struct evaluation_line *lines = build.evaluation->lines;
    CHECK_RANGE(lines[SWITCH].unit_power_w, 214, 226, 268);
    CHECK_RANGE(lines[ASIC].unit_power_w, 0, 0, 0);
    assert_false(lines[ASIC].is_power_known);
    CHECK_RANGE(lines[RACK].unit_power_w, 0, 0, 0);
    CHECK_RANGE(lines[NIC].unit_power_w, 20, 20, 20);
    /* 1600 + 280 + 320 + 96, 1760 + 300 + 320 + 96, 1920 + 350 + 320 + 96 */
    struct power_total it = power_it(build.evaluation);
    CHECK_RANGE(it.watts, 2296, 2476, 2686);
    CHECK_CLOSE(it.assumed_w, 0);
    arena_fini(&build.arena);
}

/* Power 2: a chip whose figure is known counts as itself: the rest is 300 - 74 - 200 = 26 W. */
static void known_contents_count_as_themselves(void **state)
{
    (void)state;
    struct build build;
    build_init(&build);
    build.lines[ASIC].part = &asic_of_known_power;
    evaluate(&build);
    CHECK_RANGE(build.evaluation->lines[ASIC].unit_power_w, 200, 200, 200);
    CHECK_RANGE(build.evaluation->lines[SWITCH].unit_power_w, 14, 26, 68);
    CHECK_RANGE(power_it(build.evaluation).watts, 2296, 2476, 2686);
    arena_fini(&build.arena);
}

/* Power 2: where the system has no figure, an assumed one of its contents counts, and is assumed.
 */
static void assumed_contents_of_unknown_systems_count(void **state)
{
    (void)state;
    struct build build;
    struct catalog_part unknown_switch = switch_system;
    build_init(&build);
    unknown_switch.figure_count = 0;
    build.lines[SWITCH].part = &unknown_switch;
    evaluate(&build);
    CHECK_RANGE(build.evaluation->lines[SWITCH].unit_power_w, 0, 0, 0);
    struct power_total it = power_it(build.evaluation);
    CHECK_CLOSE(it.watts.typ, 1760 + 56 + 18 + 200 + 320 + 96);
    CHECK_CLOSE(it.assumed_w, 200);
    CHECK_CLOSE(evaluation_metric(build.evaluation, "power_it")->assumed_share, 200.0 / 2450);
    arena_fini(&build.arena);
}

/* Power 4: engines 56 x 0.5 + sources 18 x 0.5 + modules 96 = 133 W (129 to 137); over 6400 + 6400
 * Gbps 10.390625 pJ/bit; the switch ends (28 + 9) / 6400 x 1600 = 9.25 W a port of 1.6 Tbps. */
static void optics_count_their_lit_share(void **state)
{
    (void)state;
    struct build build;
    build_init(&build);
    evaluate(&build);
    CHECK_RANGE(power_optics(build.evaluation, false).watts, 129, 133, 137);
    CHECK_RANGE(power_optics(build.evaluation, true).watts, 33, 37, 41);
    CHECK_CLOSE(power_optical_gbps(build.evaluation, false), 12800);
    CHECK_CLOSE(metric(&build, "energy_per_bit").typ, 10.390625);
    CHECK_CLOSE(metric(&build, "power_per_1600g_port").typ, 9.25);
    /* Metrics 2: 2476 x 1.2 / 0.96 = 3095. Metrics 6: 16 x 400 Gbps = 6.4 Tbps. */
    CHECK_CLOSE(metric(&build, "power_facility").typ, 3095);
    CHECK_CLOSE(metric(&build, "bandwidth_scale_out").typ, 6.4);
    assert_true(range_is_none(metric(&build, "bandwidth_scale_up")));
    arena_fini(&build.arena);
}

/* Power 5: modules 96 W: 40 % DSP, 20 % light, the rest driver and TIA; sources add to light. */
static void functions_sum_to_the_whole(void **state)
{
    (void)state;
    struct build build;
    build_init(&build);
    evaluate(&build);
    const struct evaluation_group *functions = build.evaluation->functions;
    CHECK_CLOSE(functions[EVALUATION_DSP].power_w.typ, 38.4);
    CHECK_CLOSE(functions[EVALUATION_LIGHT].power_w.typ, 19.2 + 18);
    CHECK_CLOSE(functions[EVALUATION_DRIVER_TIA].power_w.typ, 38.4);
    CHECK_CLOSE(functions[EVALUATION_CONVERSION].power_w.typ, 56);
    CHECK_CLOSE(functions[EVALUATION_SWITCHING].power_w.typ, 226 + 320);
    CHECK_CLOSE(functions[EVALUATION_COMPUTE].power_w.typ, 1760);
    CHECK_CLOSE(functions[EVALUATION_LOSSES].power_w.typ, 3095 - 2476);
    double roles = 0;
    for (size_t i = 0; i < build.evaluation->role_count; i++)
        roles += build.evaluation->roles[i].power_w.typ;
    CHECK_CLOSE(roles, 2476);
    arena_fini(&build.arena);
}

/* --- cost */

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
struct purchase {
    struct build build;
    struct catalog_part part;
    struct catalog_offer offers[4];
};

static void purchase_init(struct purchase *purchase, int64_t first, int64_t second,
                          size_t offer_count)
{
    build_init(&purchase->build);
    purchase->part = module;
    purchase->part.offers = purchase->offers;
    purchase->part.offer_count = offer_count;
    purchase->build.bom.line_count = 2;
    for (size_t i = 0; i < 2; i++)
        purchase->build.lines[i] = (struct bom_line){.parent = BOM_TOP,
                                                     .role = "module",
                                                     .part = &purchase->part,
                                                     .quantity = i == 0 ? first : second,
                                                     .is_bought = true};
}

/* Cost 1: 16 of 2 racks for 5 racks: 40, and 4 spares; 3: ceil(7.5) = 8, and ceil(0.8) = 1.
 * 2: at least 10 by twenties: 44 -> 60, 9 -> 20. 3: together 53 reach the break of 50, neither
 * alone does, and 100 is not reached: 25. 5: 16 x 25 and 3 x 25 of the build, 60 x 25 and 20 x 25
 * ordered. */
static void needs_breaks_and_multiples(void **state)
{
    (void)state;
    static struct catalog_break breaks[] = {EXACT(1, 30000000), EXACT(50, 25000000),
                                            EXACT(100, 20000000)};
    struct purchase purchase;
    purchase_init(&purchase, 16, 3, 1);
    purchase.offers[0] = offer_of("Shop", "USD", breaks, 3, "vendor");
    purchase.offers[0].minimum_order = 10;
    purchase.offers[0].order_multiple = 20;
    evaluate(&purchase.build);
    const struct evaluation_line *lines = purchase.build.evaluation->lines;
    assert_int_equal(lines[0].need, 44);
    assert_int_equal(lines[1].need, 9);
    assert_int_equal(lines[0].orderable, 60);
    assert_int_equal(lines[1].orderable, 20);
    CHECK_CLOSE(cost_unit_price(&lines[0], 0), 25);
    assert_int_equal(lines[0].cost_micros, 400000000);
    assert_int_equal(lines[1].cost_micros, 75000000);
    assert_int_equal(lines[0].order_micros, 1500000000);
    assert_int_equal(lines[1].order_micros, 500000000);
    CHECK_RANGE(metric(&purchase.build, "cost_material"), 475, 475, 475);
    CHECK_CLOSE(metric(&purchase.build, "cost_program").typ, 2000);
    arena_fini(&purchase.build.arena);
}

/* Cost 1: another program than the spec's: 7 racks: 56 + ceil(5.6) = 62, ceil(10.5) + ceil(1.1)
 * = 13. */
static void request_wins_over_the_program(void **state)
{
    (void)state;
    static struct catalog_break breaks[] = {EXACT(1, 30000000)};
    struct purchase purchase;
    struct error err = {0};
    struct evaluation_request request = {.program_racks = 7};
    purchase_init(&purchase, 16, 3, 1);
    purchase.offers[0] = offer_of("Shop", "USD", breaks, 1, "vendor");
    assert_int_equal(evaluation_run(&purchase.build.evaluation, &purchase.build.arena,
                                    &purchase.build.bom, &request, &err),
                     OPTIBOM_OK);
    assert_int_equal(purchase.build.evaluation->lines[0].need, 62);
    assert_int_equal(purchase.build.evaluation->lines[1].need, 13);
    arena_fini(&purchase.build.arena);
}

/* Cost 3: below the first break the first holds. Cost 1: contents of a bought system are not
 * bought. */
static void small_needs_and_contents(void **state)
{
    (void)state;
    static struct catalog_break breaks[] = {EXACT(1000, 30000000)};
    struct purchase purchase;
    purchase_init(&purchase, 1, 1, 1);
    purchase.offers[0] = offer_of("Shop", "USD", breaks, 1, "vendor");
    purchase.build.lines[1].parent = 0;
    purchase.build.lines[1].level = 1;
    purchase.build.lines[1].is_bought = false;
    evaluate(&purchase.build);
    assert_int_equal(purchase.build.evaluation->lines[0].cost_micros, 30000000);
    assert_int_equal(purchase.build.evaluation->lines[1].need, 0);
    assert_int_equal(purchase.build.evaluation->lines[1].cost_micros, 0);
    CHECK_CLOSE(metric(&purchase.build, "cost_material").typ, 30);
    arena_fini(&purchase.build.arena);
}

/* Cost 4: quotes before estimates before assumptions, however dear; then the lowest at the need,
 * here 24 EUR at 1.25 = 30 USD against 31 USD; an offer in a currency without a rate is left out.
 */
static void offers_are_chosen_by_trust_then_price(void **state)
{
    (void)state;
    static struct catalog_break assumed[] = {EXACT(1, 1000000)}, estimated[] = {EXACT(1, 2000000)},
                                euros[] = {EXACT(1, 24000000)}, dollars[] = {EXACT(1, 31000000)};
    static struct bom_rate rate = {.currency = "EUR", .rate_micros = 1250000};
    struct purchase purchase;
    purchase_init(&purchase, 2, 1, 4);
    purchase.offers[0] = offer_of("A", "USD", assumed, 1, "assumption");
    purchase.offers[1] = offer_of("B", "USD", estimated, 1, "estimate");
    purchase.offers[2] = offer_of("C", "EUR", euros, 1, "vendor");
    purchase.offers[3] = offer_of("D", "USD", dollars, 1, "press");
    evaluate(&purchase.build);
    assert_string_equal(purchase.build.evaluation->lines[0].offer->supplier, "D");
    purchase.build.bom.rates = &rate;
    purchase.build.bom.rate_count = 1;
    evaluate(&purchase.build);
    assert_string_equal(purchase.build.evaluation->lines[0].offer->supplier, "C");
    assert_int_equal(purchase.build.evaluation->lines[0].cost_micros, 60000000);
    purchase.part.offer_count = 2;
    evaluate(&purchase.build);
    assert_string_equal(purchase.build.evaluation->lines[0].offer->supplier, "B");
    purchase.part.offer_count = 1;
    evaluate(&purchase.build);
    assert_string_equal(purchase.build.evaluation->lines[0].offer->supplier, "A");
    CHECK_CLOSE(evaluation_metric(purchase.build.evaluation, "cost_material")->assumed_share, 1);
    purchase.part.offer_count = 0;
    evaluate(&purchase.build);
    assert_null(purchase.build.evaluation->lines[0].offer);
    CHECK_CLOSE(cost_unit_price(&purchase.build.evaluation->lines[0], 0), NAN);
    struct cost_total total;
    struct error err = {0};
    assert_int_equal(cost_total(&total, purchase.build.evaluation, &err), OPTIBOM_OK);
    assert_int_equal(total.unpriced, 2);
    arena_fini(&purchase.build.arena);
}

/* Cost 5: rounded half to even once: 1.000001 for 2 pieces: 1 x = 500000.5 -> 500000 micro-units,
 * 3 x = 1500001.5 -> 1500002. The low and high side run along. */
static void amounts_round_half_to_even_once(void **state)
{
    (void)state;
    static struct catalog_break breaks[] = {{1, 1000001, 1000000, 2000000}};
    struct purchase purchase;
    purchase_init(&purchase, 1, 3, 1);
    purchase.offers[0] = offer_of("Shop", "USD", breaks, 1, "vendor");
    purchase.offers[0].price_basis = 2;
    evaluate(&purchase.build);
    const struct evaluation_line *lines = purchase.build.evaluation->lines;
    assert_int_equal(lines[0].cost_micros, 500000);
    assert_int_equal(lines[1].cost_micros, 1500002);
    assert_int_equal(lines[1].cost_low_micros, 1500000);
    assert_int_equal(lines[1].cost_high_micros, 3000000);
    CHECK_CLOSE(cost_unit_price(&lines[0], 1), 1);
    arena_fini(&purchase.build.arena);
}

static void amounts_that_do_not_fit_are_refused(void **state)
{
    (void)state;
    static struct catalog_break breaks[] = {EXACT(1, INT64_MAX / 2)};
    struct purchase purchase;
    struct evaluation_request request = {0};
    struct error err = {0};
    purchase_init(&purchase, 1000, 1, 1);
    purchase.offers[0] = offer_of("Shop", "USD", breaks, 1, "vendor");
    assert_int_equal(evaluation_run(&purchase.build.evaluation, &purchase.build.arena,
                                    &purchase.build.bom, &request, &err),
                     OPTIBOM_BAD_INPUT);
    assert_true(strstr(err.text, "b.yaml") != NULL);
    error_clear(&err);
    purchase.build.lines[0].quantity = INT64_MAX / 2;
    assert_int_equal(evaluation_run(&purchase.build.evaluation, &purchase.build.arena,
                                    &purchase.build.bom, &request, &err),
                     OPTIBOM_BAD_INPUT);
    arena_fini(&purchase.build.arena);
}

/* --- links */

/* Links 1: 0.5 km x 0.4 + 2 x (0.25, 0.35, 0.5) = 0.7, 0.9, 1.2 dB. 3: launch 20 - 10 log10(4) - 5
 * - 2 x 1.5 dBm, which leaves the other direction the worse one: module (-1, 0, 1) dBm to the
 * engine's -6 + 1.5 = -4.5 dBm: 3.5, 4.5, 5.5 dB. 2: margin 3.5 - 1.2, 4.5 - 0.9, 5.5 - 0.7. */
static void margin_is_that_of_the_worst_direction(void **state)
{
    (void)state;
    struct build build;
    build_init(&build);
    struct link_value margin = link_margin_db(&build.arena, &build.bom, &build.link);
    assert_null(margin.reason);
    CHECK_RANGE(margin.range, 2.3, 3.6, 4.8);
    /* Links 3 alone: a module sensitive at -4.5 + x makes the forward direction the worse one. */
    struct catalog_part deaf = module;
    struct catalog_figure figures[CHECK_COUNT(module_figures)];
    memcpy(figures, module_figures, sizeof figures);
    figures[6].range = range_exact(4);
    deaf.figures = figures;
    build.lines[MODULE].part = &deaf;
    margin = link_margin_db(&build.arena, &build.bom, &build.link);
    CHECK_CLOSE(margin.range.typ, 20 - 10 * log10(4) - 5 - 3 - 4 - 0.9);
    arena_fini(&build.arena);
}

/* Links 2: a stated loss budget stands: 4 - (1.2, 0.9, 0.7). */
static void stated_budget_stands(void **state)
{
    (void)state;
    struct build build;
    build_init(&build);
    build.lines[MODULE].part = &module_with_budget;
    build.link.near_line = MODULE;
    struct link_value margin = link_margin_db(&build.arena, &build.bom, &build.link);
    assert_null(margin.reason);
    CHECK_RANGE(margin.range, 2.8, 3.1, 3.3);
    arena_fini(&build.arena);
}

static void what_is_not_known_has_a_reason(void **state)
{
    (void)state;
    struct build build;
    build_init(&build);
    build.lines[ELS].part = &asic; /* no source in the switch */
    struct link_value value = link_margin_db(&build.arena, &build.bom, &build.link);
    assert_true(range_is_none(value.range));
    assert_true(strstr(value.reason, "Test ENGINE") != NULL);
    build.link.carrier_line = BOM_TOP;
    assert_non_null(link_margin_db(&build.arena, &build.bom, &build.link).reason);
    build.link.near_line = build.link.far_line = BOM_TOP;
    assert_string_equal(link_margin_db(&build.arena, &build.bom, &build.link).reason,
                        "copper links have no optical budget");
    /* Links 4: copper without a figure stays unknown. */
    build.link.carrier_line = NIC;
    value = link_latency_ns(&build.arena, &build.bom, &build.link);
    assert_true(range_is_none(value.range));
    assert_true(strstr(value.reason, "Test NIC") != NULL);
    arena_fini(&build.arena);
}

/* Links 4: 500 x 4.9 + 5 + 100 = 2555 ns. Links 5: 4 lit engines x 2 x 8 / 2 = 32 fibers, and
 * 1 lit source x 8 outputs; a part's own count of fibers wins. */
static void latency_and_fibers(void **state)
{
    (void)state;
    struct build build;
    double laser_fibers = 0;
    build_init(&build);
    struct link_value latency = link_latency_ns(&build.arena, &build.bom, &build.link);
    assert_null(latency.reason);
    CHECK_RANGE(latency.range, 2555, 2555, 2555);
    CHECK_CLOSE(link_fibers(&build.bom, &laser_fibers), 40);
    CHECK_CLOSE(laser_fibers, 8);
    struct catalog_part counted = engine;
    struct catalog_figure figures[] = {FIGURE("fibers", NAN, 16, NAN)};
    counted.figures = figures;
    counted.figure_count = 1;
    build.lines[ENGINE].part = &counted;
    CHECK_CLOSE(link_fibers(&build.bom, &laser_fibers), 4 * 16 + 8);
    arena_fini(&build.arena);
}

/* Metrics 12: the worst link counts; one that is not known makes the figure unknown. */
static void worst_link_counts(void **state)
{
    (void)state;
    struct build build;
    struct bom_link links[2];
    build_init(&build);
    links[0] = links[1] = build.link;
    links[1].length_m = 1000;
    build.bom.links = links;
    build.bom.link_count = 2;
    evaluate(&build);
    CHECK_CLOSE(metric(&build, "link_margin_min").typ, 3.4);
    CHECK_CLOSE(metric(&build, "latency_max").typ, 5005);
    links[0].carrier_line = NIC;
    evaluate(&build);
    assert_true(range_is_none(metric(&build, "link_margin_min")));
    assert_non_null(evaluation_metric(build.evaluation, "link_margin_min")->reason);
    assert_true(range_is_none(metric(&build, "latency_max")));
    arena_fini(&build.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_draw_their_figure),
        cmocka_unit_test(every_watt_counts_once),
        cmocka_unit_test(known_contents_count_as_themselves),
        cmocka_unit_test(assumed_contents_of_unknown_systems_count),
        cmocka_unit_test(optics_count_their_lit_share),
        cmocka_unit_test(functions_sum_to_the_whole),
        cmocka_unit_test(needs_breaks_and_multiples),
        cmocka_unit_test(request_wins_over_the_program),
        cmocka_unit_test(small_needs_and_contents),
        cmocka_unit_test(offers_are_chosen_by_trust_then_price),
        cmocka_unit_test(amounts_round_half_to_even_once),
        cmocka_unit_test(amounts_that_do_not_fit_are_refused),
        cmocka_unit_test(margin_is_that_of_the_worst_direction),
        cmocka_unit_test(stated_budget_stands),
        cmocka_unit_test(what_is_not_known_has_a_reason),
        cmocka_unit_test(latency_and_fibers),
        cmocka_unit_test(worst_link_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
