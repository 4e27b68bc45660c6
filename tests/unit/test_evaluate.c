/*
 * Power and links of a BOM that is built by hand, against numbers computed by hand. The statement
 * numbers are those at the head of src/evaluate/power.c, link.c and metrics.c.
 */
#include "evaluate_build.h"

#include "evaluate/link.h"
#include "evaluate/link_budget.h"
#include "evaluate/power.h"

static struct catalog_figure asic_known[] = {FIGURE("power", NAN, 200, NAN)};
static struct catalog_figure budget_figures[] = {FIGURE("loss_budget", NAN, 4, NAN)};
static const struct catalog_part asic_of_known_power = PART("switch_asic", "ASIC", asic_known);
static const struct catalog_part module_with_budget = PART("transceiver", "BUDGET", budget_figures);

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
    /* A module that carries no light is none of them. */
    build.lines[MODULE].optical_gbps = 0;
    evaluate(&build);
    CHECK_RANGE(power_optics(build.evaluation, false).watts, 33, 37, 41);
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

/* Power 5: what may draw nothing draws watts all the same: 16 NICs of 0, 20, 30 W. */
static void a_least_power_of_0_is_shown(void **state)
{
    (void)state;
    static struct catalog_figure idle_figures[] = {FIGURE("power", 0, 20, 30)};
    static const struct catalog_part idle = PART("nic", "IDLE", idle_figures);
    struct build build;
    build_init(&build);
    build.lines[NIC].part = &idle;
    evaluate(&build);
    CHECK_RANGE(build.evaluation->functions[EVALUATION_SWITCHING].power_w, 214, 226 + 320,
                268 + 480);
    assert_string_equal(build.evaluation->roles[4].name, "scale-out NIC");
    CHECK_RANGE(build.evaluation->roles[4].power_w, 0, 320, 480);
    arena_fini(&build.arena);
}

/* The rest of a system, 2 x 2000 - 16 x 110 = 2240 W, is of the kind of what lies within it, not of
 * what stands beside it. */
static void a_system_is_what_it_contains(void **state)
{
    (void)state;
    static struct catalog_figure rack_figures[] = {FIGURE("power", NAN, 2000, NAN)};
    static const struct catalog_part known_rack = PART("enclosure", "KNOWN", rack_figures);
    static const struct catalog_part drive = PART("other", "DRIVE", acc_figures);
    struct build build;
    build_init(&build);
    build.lines[RACK].part = &known_rack;
    evaluate(&build);
    CHECK_CLOSE(build.evaluation->lines[RACK].unit_power_w.typ, 1120);
    CHECK_CLOSE(build.evaluation->functions[EVALUATION_COMPUTE].power_w.typ, 4000);
    CHECK_CLOSE(build.evaluation->functions[EVALUATION_SWITCHING].power_w.typ, 226 + 320);
    build.lines[ACC].part = &drive;
    evaluate(&build);
    CHECK_CLOSE(build.evaluation->functions[EVALUATION_OTHER].power_w.typ, 4000);
    CHECK_CLOSE(build.evaluation->functions[EVALUATION_SWITCHING].power_w.typ, 226 + 320);
    arena_fini(&build.arena);
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
    struct catalog_figure figures[] = {FIGURE("fibers", NAN, 16, NAN),
                                       FIGURE("bandwidth", NAN, 1600, NAN)};
    counted.figures = figures;
    counted.figure_count = 2;
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

/* Metrics 12: of links that are equally bad the first is shown, whatever the others' ends. */
static void first_of_equal_links_counts(void **state)
{
    (void)state;
    static struct catalog_figure wide_figures[] = {FIGURE("attenuation", NAN, 0.4, NAN),
                                                   FIGURE("connector_loss", 0.15, 0.35, 0.6),
                                                   FIGURE("latency_per_length", 4, 4.9, 6)};
    static const struct catalog_part wide = PART("fiber", "WIDE", wide_figures);
    struct build build;
    struct bom_link links[2];
    build_init(&build);
    build.lines[ASIC].part = &wide;
    links[0] = links[1] = build.link;
    links[1].carrier_line = ASIC;
    build.bom.links = links;
    build.bom.link_count = 2;
    evaluate(&build);
    CHECK_RANGE(metric(&build, "link_margin_min"), 2.3, 3.6, 4.8);
    CHECK_RANGE(metric(&build, "latency_max"), 2555, 2555, 2555);
    arena_fini(&build.arena);
}

static void check_budget(struct build *build, bool is_upwards, const double *expected, size_t count)
{
    struct link_term terms[LINK_TERMS];
    double left = 0;
    assert_int_equal(link_budget(terms, &build->arena, &build->bom, &build->link, is_upwards),
                     count);
    for (size_t i = 0; i < count; i++) {
        CHECK_CLOSE(terms[i].value, expected[i]);
        left += terms[i].step == LINK_START ? terms[i].value : -terms[i].value;
    }
    if (count > 0)
        CHECK_ABSOLUTE(left, 0, 1e-9);
}

/* Links 1 to 3, typical. Down: 20 dBm of a laser, shared by 4, less 5 and 2 x 1.5 dB; connectors
 * 2 x 0.35, fiber 0.5 x 0.4; the module needs -5.1 dBm. Up: the module sends 0 dBm, the engine
 * needs -6 + 1.5 dBm. A stated budget of 4 dB has the receiver in it. */
static void terms_of_a_budget(void **state)
{
    (void)state;
    const double shared = 10 * log10(4), sent = 20 - shared - 5 - 3;
    const double down[] = {20, shared, 5, 3, 0.7, 0.2, sent - 0.9 + 5.1, -5.1};
    const double up[] = {0, 0.7, 0.2, 3.6, -4.5}, stated[] = {4, 0.7, 0.2, 3.1};
    struct build build;
    build_init(&build);
    check_budget(&build, false, down, CHECK_COUNT(down));
    check_budget(&build, true, up, CHECK_COUNT(up));
    build.lines[MODULE].part = &module_with_budget;
    check_budget(&build, true, stated, CHECK_COUNT(stated));
    arena_fini(&build.arena);
}

/* Without one end, fiber, light or figure there is no budget to show. */
static void budgets_that_are_not_known(void **state)
{
    static const struct catalog_part bare_fiber = PART("fiber", "BARE", no_figures);
    struct build build;
    (void)state;
    build_init(&build);
    build.link.near_line = BOM_TOP;
    check_budget(&build, false, NULL, 0);
    build.link.near_line = ENGINE;
    build.link.far_line = BOM_TOP;
    check_budget(&build, false, NULL, 0);
    build.link.far_line = MODULE;
    build.link.carrier_line = BOM_TOP;
    check_budget(&build, true, NULL, 0);
    build.link.carrier_line = FIBER;
    build.lines[FIBER].part = &bare_fiber;
    check_budget(&build, true, NULL, 0);
    build.lines[FIBER].part = &fiber;
    build.lines[ELS].part = &module;
    check_budget(&build, false, NULL, 0);
    arena_fini(&build.arena);
}

/* Optics without a power figure leave what hangs on it unknown, and are named. */
static void optics_without_power_are_named(void **state)
{
    static const struct catalog_part bare = PART("transceiver", "BARE", no_figures);
    static const char *const unknown[] = {"energy_per_bit", "power_per_1600g_port"};
    struct build build;
    (void)state;
    build_init(&build);
    build.lines[MODULE].part = &bare;
    build.lines[MODULE].is_switch_end = true;
    evaluate(&build);
    for (size_t i = 0; i < CHECK_COUNT(unknown); i++) {
        assert_true(range_is_none(metric(&build, unknown[i])));
        assert_string_equal(evaluation_metric(build.evaluation, unknown[i])->reason,
                            "the catalog has no power figure of Test BARE");
    }
    assert_string_equal(build.evaluation->links[0].conversion_pj.reason,
                        "the catalog has no power of Test BARE");
    arena_fini(&build.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(optics_without_power_are_named),
        cmocka_unit_test(terms_of_a_budget),
        cmocka_unit_test(budgets_that_are_not_known),
        cmocka_unit_test(pieces_draw_their_figure),
        cmocka_unit_test(every_watt_counts_once),
        cmocka_unit_test(known_contents_count_as_themselves),
        cmocka_unit_test(assumed_contents_of_unknown_systems_count),
        cmocka_unit_test(optics_count_their_lit_share),
        cmocka_unit_test(functions_sum_to_the_whole),
        cmocka_unit_test(a_least_power_of_0_is_shown),
        cmocka_unit_test(a_system_is_what_it_contains),
        cmocka_unit_test(margin_is_that_of_the_worst_direction),
        cmocka_unit_test(stated_budget_stands),
        cmocka_unit_test(what_is_not_known_has_a_reason),
        cmocka_unit_test(latency_and_fibers),
        cmocka_unit_test(worst_link_counts),
        cmocka_unit_test(first_of_equal_links_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
