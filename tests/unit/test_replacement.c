/* Failures in the field and whole builds simulated: L numbers are those of
 * evaluate/replacement.c, S those of simulate_build.c, statement 6 of cost.c. */
#include "evaluate_build.h"

#include "evaluate/cost.h"
#include "evaluate/replacement.h"
#include "evaluate/simulate_build.h"

/* One switch at 10,000 that holds eight engines of 1000 FIT and two sources of 500 FIT, which are
 * pluggable and cost 400; 16 modules of 200 FIT at 100. */
struct site {
    struct build build;
    struct catalog_part parts[4];
    struct catalog_offer offers[4];
    struct catalog_break breaks[4];
    struct catalog_figure rates[4];
};

enum { SITE_SWITCH, SITE_ENGINE, SITE_ELS, SITE_MODULE };

static void site_init(struct site *site)
{
    static const size_t LINE[] = {SWITCH, ENGINE, ELS, MODULE};
    static const double FITS[] = {NAN, 1000, 500, 200};
    static const int64_t PRICES[][3] = {
        {9000, 10000, 12000}, {0, 0, 0}, {400, 400, 400}, {80, 100, 140}};
    build_init(&site->build);
    for (size_t i = 0; i < 4; i++) {
        struct bom_line *line = &site->build.lines[LINE[i]];
        site->parts[i] = *line->part;
        site->rates[i] = (struct catalog_figure)FIGURE("failure_rate", NAN, FITS[i], NAN);
        site->parts[i].figures = &site->rates[i];
        site->parts[i].figure_count = (size_t)(isnan(FITS[i]) == 0);
        site->breaks[i] = (struct catalog_break){1, PRICES[i][1] * 1000000, PRICES[i][0] * 1000000,
                                                 PRICES[i][2] * 1000000};
        site->offers[i] = (struct catalog_offer){.supplier = "S",
                                                 .currency = "USD",
                                                 .price_basis = 1,
                                                 .minimum_order = 1,
                                                 .order_multiple = 1,
                                                 .lead_time_days = 70,
                                                 .confidence = "vendor",
                                                 .breaks = &site->breaks[i],
                                                 .break_count = 1};
        site->parts[i].offers = &site->offers[i];
        site->parts[i].offer_count = PRICES[i][1] > 0 ? 1 : 0;
        line->part = &site->parts[i];
    }
    site->build.bom.link_count = 0;
}

/* L1 L2: 10,000 h: engines 8 x 1000e-9 x 1e4 x 10,000 = 800, sources 2 x 500e-9 x 1e4 x 400 = 4,
 * modules 16 x 200e-9 x 1e4 x 100 = 3.2. */
static void replaced(void **state)
{
    (void)state;
    static struct site site;
    site_init(&site);
    evaluate(&site.build);
    struct replacement_cost replaced = replacement_cost(site.build.evaluation, 10000);
    CHECK_CLOSE(replaced.cost.typ, 807.2);
    CHECK_CLOSE(replaced.assumed, 0);
    site.offers[SITE_SWITCH].confidence = "assumption"; /* what is swapped for an engine */
    CHECK_CLOSE(replacement_cost(site.build.evaluation, 10000).assumed, 800);
    arena_fini(&site.build.arena);
}

/* L1: an engine takes its switch, a source and a module go alone; what is not in anything bought is
 * not swapped. Eight engines of 1000 FIT fail 8e-6 times an hour. */
static void swapped(void **state)
{
    (void)state;
    static const struct {
        size_t line;
        long swapped;
        double failures;
    } rows[] = {{ENGINE, SWITCH, 8e-6}, {ELS, ELS, 1e-6}, {MODULE, MODULE, 3.2e-6}};
    static struct site site;
    site_init(&site);
    site.rates[SITE_ENGINE].confidence = "assumption";
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        struct replacement_line line = replacement_line(&site.build.bom, rows[i].line);
        assert_int_equal(line.swapped, rows[i].swapped);
        CHECK_CLOSE(line.failures_per_hour.typ, rows[i].failures);
        assert_int_equal(line.is_rate_assumed, rows[i].line == ENGINE);
    }
    assert_true(isnan(replacement_line(&site.build.bom, NIC).failures_per_hour.typ));
    site.build.lines[SWITCH].is_bought = false;
    assert_int_equal(replacement_line(&site.build.bom, ENGINE).swapped, BOM_TOP);
    arena_fini(&site.build.arena);
}

/* L3: in 10 weeks = 1680 h the switch fails with 8e-6 x 1680 = 0.01344, of the sources
 * 1e-6 x 1680 = 0.00168, of the modules 3.2e-6 x 1680 = 0.005376 are expected. P(none) = 0.98665,
 * 0.99832, 0.99464: at 99 % only the switch needs one spare, at 99.9 % all three do. Of 1000, 125
 * and 400 expected, where e^-1000 is no double, 1074, 152 and 447 (summed with 60 digits). */
static void spares(void **state)
{
    (void)state;
    static const struct {
        double availability, restock, pieces, cost;
    } rows[] = {{0.98, NAN, 0, 0},
                {0.99, NAN, 1, 10000},
                {0.999, NAN, 3, 10500},
                {0.99, 1000, 10, 51100}, /* in 1000 weeks 1.344, 0.168, 0.5376: 5, 2, 3 */
                {0.99, 1.25e8 / 168, 1673, 1074 * 10000 + 152 * 400 + 447 * 100}};
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        static struct site site;
        site_init(&site);
        site.build.spec.program.availability = rows[i].availability;
        site.build.spec.program.restock_weeks = rows[i].restock;
        evaluate(&site.build);
        double by_line[LINES];
        struct replacement_spares got = replacement_spares(site.build.evaluation, by_line);
        assert_null(got.reason);
        double on_shelf = by_line[SWITCH] + by_line[ELS] + by_line[MODULE];
        CHECK_CLOSE(on_shelf, rows[i].pieces);
        CHECK_CLOSE(by_line[ENGINE], 0); /* swapped with its switch */
        CHECK_CLOSE(got.pieces, rows[i].pieces);
        CHECK_CLOSE(got.cost, rows[i].cost);
        arena_fini(&site.build.arena);
    }
    static struct site site;
    site_init(&site);
    evaluate(&site.build);
    assert_non_null(replacement_spares(site.build.evaluation, NULL).reason);
    site.build.spec.program.availability = 0.99;
    site.offers[SITE_ELS].lead_time_days = -1;
    struct replacement_spares unknown = replacement_spares(site.build.evaluation, NULL);
    assert_true(isnan(unknown.pieces));
    assert_non_null(strstr(unknown.reason, "lead time"));
    arena_fini(&site.build.arena);
}

/* Ownership is the sum of what is said: material with its spares, energy, replacements, the share
 * of two of five racks in what is paid once, 50,000 x 2/5 = 20,000, and the shelf's 10,000. */
static void ownership_is_its_sum(void **state)
{
    (void)state;
    static struct site site;
    site_init(&site);
    site.build.spec.program.availability = 0.99;
    site.build.spec.program.one_time_cost = 50000;
    site.build.spec.facility.energy_price = 0.1;
    site.build.spec.facility.service_life_years = 5;
    evaluate(&site.build);
    const struct build *build = &site.build;
    CHECK_CLOSE(metric(build, "cost_one_time").typ, 20000);
    CHECK_CLOSE(metric(build, "cost_spares_on_hand").typ, 10000);
    double energy = metric(build, "cost_energy").typ;
    double replaced = metric(build, "cost_replacement").typ;
    double material = metric(build, "cost_material").typ;
    assert_true(energy > 0 && replaced > 0 && material > 0);
    CHECK_CLOSE(metric(build, "cost_total_ownership").typ,
                material * 1.1 + energy + replaced + 20000 + 10000);
    /* Assumed is the power of the switch chip, and with it that share of the energy; no price is.
     */
    double share = evaluation_metric(build->evaluation, "cost_energy")->assumed_share;
    const struct evaluation_metric *total =
        evaluation_metric(build->evaluation, "cost_total_ownership");
    assert_true(share > 0 && share < 1);
    CHECK_CLOSE(total->assumed_share, share * energy / total->value.typ);
    arena_fini(&site.build.arena);
}

/* 6: the switch 9000/10000/12000 has mean 31000/3, variance (9^2+10^2+12^2-90-108-120)/18 1e6 =
 * 7/18 1e6; 16 modules 1280/1600/2240: mean 5120/3, variance 256
 * (80^2+100^2+140^2-8000-11200-14000) /18 = 256 x 2800/18. */
static void exact_moments(void **state)
{
    (void)state;
    static struct site site;
    site_init(&site);
    site.build.lines[ELS].is_bought = false;
    evaluate(&site.build);
    struct cost_total total;
    struct error err = {0};
    assert_int_equal(cost_total(&total, site.build.evaluation, &err), OPTIBOM_OK);
    CHECK_CLOSE(total.moments.mean, 31000.0 / 3 + 5120.0 / 3);
    CHECK_CLOSE(total.moments.variance, 7.0 / 18 * 1e6 + 256.0 * 2800 / 18);
    arena_fini(&site.build.arena);
}

/* S1 S3: the simulated material meets its exact moments; bars in the order of their effect. */
static void whole_build(void **state)
{
    (void)state;
    enum { DRAWS = 20000 };
    static struct site site;
    site_init(&site);
    evaluate(&site.build);
    const struct simulate_build *simulation = NULL;
    const struct evaluation_request request = {0};
    const struct simulate_options options = {.seed = 5, .draws = DRAWS};
    struct error err = {0};
    assert_int_equal(simulate_build(&simulation, &site.build.arena, &site.build.bom,
                                    site.build.evaluation, &request, "cost_material", &options,
                                    &err),
                     OPTIBOM_OK);
    assert_string_equal(simulation->moved->name, "cost_material");
    assert_int_equal(simulation->bar_count, 2);
    assert_string_equal(simulation->bars[0].name, "part Test SWITCH: cost");
    CHECK_CLOSE(simulation->bars[0].effect, 3000);
    CHECK_CLOSE(simulation->bars[1].effect, 16 * 60);
    for (size_t i = 0; i < simulation->result->figure_count; i++) {
        const struct simulate_figure *f = &simulation->result->figures[i];
        const struct evaluation_metric *metric = simulation->metrics[i];
        assert_int_equal(f->count, DRAWS);
        CHECK_CLOSE(f->typ, metric->value.typ);
        if (strcmp(metric->name, "cost_material") == 0) {
            CHECK_ABSOLUTE(f->mean, metric->mean, 4 * f->standard_error);
            CHECK_WITHIN(f->deviation, metric->deviation, 4 / sqrt(2.0 * DRAWS));
        }
    }
    assert_true(site.breaks[SITE_SWITCH].low_micros == 9000000000);
    /* Modules of 10 to 500 come first, though later in the build: 16 x 490. */
    site.breaks[SITE_MODULE] = (struct catalog_break){1, 100000000, 10000000, 500000000};
    assert_int_equal(simulate_build(&simulation, &site.build.arena, &site.build.bom,
                                    site.build.evaluation, &request, "cost_material", &options,
                                    &err),
                     OPTIBOM_OK);
    assert_int_equal(simulation->bar_count, 2);
    CHECK_CLOSE(simulation->bars[0].effect, 16 * 490);
    CHECK_CLOSE(simulation->bars[1].effect, 3000);
    assert_int_equal(simulate_build(&simulation, &site.build.arena, &site.build.bom,
                                    site.build.evaluation, &request, "cost_nothing", &options,
                                    &err),
                     OPTIBOM_NOT_FOUND);
    arena_fini(&site.build.arena);
}

/* S2: of the draws of a fraction from 0.1 over 0.2 to 1.5 those above 1 have no values: 0.5^2 /
 * (1.4 x 1.3) of them, within four standard errors. */
static void draws_that_are_refused(void **state)
{
    (void)state;
    enum { DRAWS = 4000 };
    static struct site site;
    struct flow_step steps[] = {
        {FLOW_ADD, "engines",
         .add = {.class_name = "OE", .mounted = 1, .required = 1, .unit_cost = 100, .bad = 0.2}}};
    struct flow_input input = {"bad", &steps[0].add.bad, {0.1, 0.2, 1.5}, 1, "assumption", "test",
                               NULL};
    struct flow flow = {.name = "flow",
                        .currency = "USD",
                        .steps = steps,
                        .step_count = 1,
                        .inputs = &input,
                        .input_count = 1};
    struct bom_assembly assembly = {SWITCH, 1, &flow};
    site_init(&site);
    site.build.bom.assemblies = &assembly;
    site.build.bom.assembly_count = 1;
    evaluate(&site.build);
    const struct simulate_build *simulation = NULL;
    const struct evaluation_request request = {0};
    const struct simulate_options options = {.seed = 5, .draws = DRAWS};
    struct error err = {0};
    assert_int_equal(simulate_build(&simulation, &site.build.arena, &site.build.bom,
                                    site.build.evaluation, &request, "cost_material", &options,
                                    &err),
                     OPTIBOM_OK);
    /* M1: an input of which an end has no value is named last. */
    assert_int_equal(simulation->bar_count, 3);
    assert_string_equal(simulation->bars[2].name, "flow: bad");
    CHECK_CLOSE(simulation->bars[2].at_min, 11600);
    assert_true(isnan(simulation->bars[2].at_max));
    double refused = 0.25 / 1.82;
    for (size_t i = 0; i < simulation->result->figure_count; i++)
        CHECK_ABSOLUTE((double)simulation->result->figures[i].count / DRAWS, 1 - refused,
                       4 * sqrt(refused * (1 - refused) / DRAWS));
    arena_fini(&site.build.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(replaced),
        cmocka_unit_test(swapped),
        cmocka_unit_test(spares),
        cmocka_unit_test(ownership_is_its_sum),
        cmocka_unit_test(exact_moments),
        cmocka_unit_test(whole_build),
        cmocka_unit_test(draws_that_are_refused),
    };
    return cmocka_run_group_tests_name("replacement", tests, NULL, NULL);
}
