/* What of a flow becomes a program, and what only flow_run runs: each limit itself, and one beyond
 * it. W and X numbers are those of evaluate/flow_code.c, flow_code_test.c and flow_compile.c, T
 * numbers those of flow_test.c. */
#include "flow_build.h"

#include "evaluate/flow_code.h"
#include "evaluate/flow_compile.h"

/* With an input that replaces `target`, or NULL. */
static bool compiles(struct flow *flow, double *target)
{
    static const enum flow_measure figure = FLOW_COST_PER_GOOD;
    double *const targets[] = {target};
    const struct flow_compile_request request = {targets, target != NULL, &figure, 1, run(flow)};
    struct program *program = NULL;
    struct error err = {0};
    assert_int_equal(flow_compile(&program, &arena, flow, &request, &err), OPTIBOM_OK);
    return program != NULL;
}

/* W1: sites of a class, mounted or required, and its spares. The class is named again later. */
static void sites_and_spares(void **state)
{
    (void)state;
    static const struct {
        double mounted, required;
        bool compiles;
    } rows[] = {
        {FLOW_CODE_SITES, FLOW_CODE_SITES, true},
        {FLOW_CODE_SITES + 1, FLOW_CODE_SITES + 1, false},
        {FLOW_CODE_SITES + 1, FLOW_CODE_SITES, false},
        {FLOW_CODE_SITES, FLOW_CODE_SITES + 1, false},
        {16, 17, true},
        {16, 16 - FLOW_CODE_SPARES, true},
        {16, 15 - FLOW_CODE_SPARES, false},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        struct flow_step steps[] = {ADD("OE", .mounted = rows[i].mounted,
                                        .required = rows[i].required, .unit_cost = 2, .bad = 1e-4),
                                    {FLOW_STRESS, .stress = {"OE", 1e-4, 0, 0, 1}}};
        struct flow flow = {.name = "sites", .steps = steps, .step_count = 2};
        assert_int_equal(compiles(&flow, NULL), rows[i].compiles);
        assert_false(compiles(&flow, &steps[0].add.mounted));
        assert_false(compiles(&flow, &steps[0].add.required));
        assert_int_equal(compiles(&flow, &steps[0].add.unit_cost), rows[i].compiles);
    }
}

/* W1: pieces on each site. */
static void pieces_on_a_site(void **state)
{
    (void)state;
    struct flow_step steps[] = {ADD("OE", .mounted = 2, .required = 2, .unit_cost = 100),
                                ADD("FAU", .onto = "OE", .mounted = FLOW_CODE_SITES,
                                    .required = FLOW_CODE_SITES, .unit_cost = 2, .bad = 1e-4)};
    struct flow flow = {.name = "onto", .steps = steps, .step_count = 2};
    assert_true(compiles(&flow, NULL));
    assert_false(compiles(&flow, &steps[1].add.mounted));
    steps[1].add.mounted = steps[1].add.required = FLOW_CODE_SITES + 1;
    assert_false(compiles(&flow, NULL));
}

/* W2 */
static void tests_of_a_flow(void **state)
{
    (void)state;
    static const struct {
        int attempts, cycles;
        double cost_rate;
        bool is_new_piece, compiles;
    } rows[] = {
        {FLOW_CODE_ATTEMPTS, 0, 0, false, true},
        {FLOW_CODE_ATTEMPTS + 1, 0, 0, false, false},
        {1, 0, 0.5, false, false},
        {1, FLOW_CODE_CYCLES, 0, false, true},
        {1, FLOW_CODE_CYCLES + 1, 0, false, false},
        {1, -1, 0, false, false},
        {1, 2, 0, true, false},
    };
    struct flow_coverage coverage = covered("OE", 0.9);
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        struct flow_rework rework = {"OE", 10, 0.02, 1, rows[i].is_new_piece};
        struct flow_step steps[] = {
            ADD("OE", .mounted = 4, .required = 4, .unit_cost = 100, .bad = 0.02),
            {FLOW_TEST, .test = {.cost = 5,
                                 .cost_rate = rows[i].cost_rate,
                                 .attempts = rows[i].attempts,
                                 .coverage = &coverage,
                                 .coverage_count = 1,
                                 .rework = &rework,
                                 .rework_count = rows[i].cycles != 0,
                                 .rework_cycles = rows[i].cycles}}};
        struct flow flow = {.name = "tests", .steps = steps, .step_count = 2};
        assert_int_equal(compiles(&flow, NULL), rows[i].compiles);
    }
}

/* T2 T4: overkill that is not drawn: of 1 site with b = 1/2, c = 1/2 and r = 1/4 fail 3/8, of those
 * tested twice 1/2 / 16 + 1/2 / 4 = 5/32. */
static void fixed_overkill(void **state)
{
    (void)state;
    static const double shipped[] = {1 - 3.0 / 8, 1 - 5.0 / 32};
    static const enum flow_measure figure = FLOW_SHIPPED_PER_START;
    struct flow_coverage coverage = covered("OE", 0.5);
    struct flow_effect overkill = {"OE", 0.25};
    for (int attempts = 1; attempts <= 2; attempts++) {
        struct flow_step steps[] = {
            ADD("OE", .mounted = 1, .required = 1, .unit_cost = 100, .bad = 0.5),
            {FLOW_TEST, .test = {.attempts = attempts,
                                 .coverage = &coverage,
                                 .coverage_count = 1,
                                 .site_overkill = {&overkill, 1}}}};
        struct flow flow = {.name = "overkill", .steps = steps, .step_count = 2};
        const struct flow_result *typ = run(&flow);
        const struct flow_compile_request request = {NULL, 0, &figure, 1, typ};
        struct program *program = NULL;
        struct program_run *block = NULL;
        struct error err = {0};
        double out[PROGRAM_BLOCK];
        assert_int_equal(flow_compile(&program, &arena, &flow, &request, &err), OPTIBOM_OK);
        assert_int_equal(program_run_new(&block, program, NULL, &arena, &err), OPTIBOM_OK);
        program_run_block(block, out, PROGRAM_BLOCK);
        CHECK_CLOSE(out[0], shipped[attempts - 1]);
        CHECK_CLOSE(typ->shipped_per_start, shipped[attempts - 1]);
    }
}

/* X1: the steps of a flow. */
static void steps_of_a_flow(void **state)
{
    (void)state;
    enum { MOST = 1000 };
    static struct flow_step steps[MOST + 1] = {
        ADD("OE", .mounted = 1, .required = 1, .unit_cost = 100, .bad = 0.02)};
    struct flow flow = {.name = "steps", .steps = steps, .step_count = MOST};
    for (size_t i = 0; i <= MOST; i++) {
        steps[i].name = "step";
        if (i > 0)
            steps[i].kind = FLOW_COST;
    }
    assert_true(compiles(&flow, NULL));
    flow.step_count = MOST + 1;
    assert_false(compiles(&flow, NULL));
}

/* X1: a drawn wafer, drawn layers, a die that matures. */
static void dies_of_a_flow(void **state)
{
    (void)state;
    struct flow_die die = {.wafer = {20, 25, 0.1, 300, 3},
                           .defects = 0.1,
                           .critical = 0.8,
                           .gross_yield = 0.98,
                           .model = DIE_BOSE_EINSTEIN,
                           .parameter = 3,
                           .count = DIE_COUNT_GRID,
                           .wafer_cost = 9000};
    struct flow_step steps[] = {ADD("DIE", .mounted = 3, .required = 3, .die = &die)};
    struct flow flow = {.name = "die", .steps = steps, .step_count = 1};
    double *const wafer[] = {&die.wafer.width, &die.wafer.height, &die.wafer.street,
                             &die.wafer.diameter, &die.wafer.edge};
    assert_true(compiles(&flow, &die.wafer_cost));
    for (size_t i = 0; i < CHECK_COUNT(wafer); i++)
        assert_false(compiles(&flow, wafer[i]));
    assert_false(compiles(&flow, &die.parameter));
    die.model = DIE_NEGATIVE_BINOMIAL;
    assert_true(compiles(&flow, &die.parameter));
    die.matures_to = 0.05;
    die.time_constant = 4;
    assert_false(compiles(&flow, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE("W1 sites and spares", sites_and_spares),
        CASE("W1 pieces on a site", pieces_on_a_site),
        CASE("W2 attempts, cycles, rates, new pieces", tests_of_a_flow),
        CASE("T2 T4 overkill that is not drawn", fixed_overkill),
        CASE("X1 steps", steps_of_a_flow),
        CASE("X1 dies", dies_of_a_flow),
    };
    return cmocka_run_group_tests_name("flow compile", tests, NULL, NULL);
}
