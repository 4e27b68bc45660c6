/* What the flow of a co-packaged package adds to the cost of a build, against numbers computed by
 * hand; and what a private copy of a flow shares. */
#include "evaluate_build.h"
#include "flow_build.h"

#include "evaluate/flow_copy.h"

/* A mount of 50, an engine of 100 of which 20 % are bad, a perfect test of 10 that scraps them. */
struct work {
    struct flow_coverage coverage;
    struct flow_step steps[3];
    struct flow flow;
};

static void work_init(struct work *work)
{
    work->coverage = covered("OE", 1);
    const struct flow_step steps[] = {
        {FLOW_COST, "mount", .cost = 50},
        ADD("OE", .mounted = 1, .required = 1, .unit_cost = 100, .bad = 0.2, .is_engine = true),
        {FLOW_TEST, "T",
         .test = {PLAIN, .cost = 10, .coverage = &work->coverage, .coverage_count = 1}}};
    memcpy(work->steps, steps, sizeof steps);
    work->flow =
        (struct flow){.name = "package", .currency = "USD", .steps = work->steps, .step_count = 3};
    name_steps(&work->flow);
}

/* 80 % of the started packages are good: 3 of them take 3 / 0.8 mounts and tests. */
static void work_is_paid_per_good_package(void **state)
{
    (void)state;
    struct work work;
    struct build build;
    work_init(&work);
    build_init(&build);
    struct bom_assembly assembly = {.line = SWITCH, .packages = 3, .flow = &work.flow};
    build.bom.assemblies = &assembly;
    build.bom.assembly_count = 1;
    evaluate(&build);
    CHECK_CLOSE(metric(&build, "cost_assembly").typ, 187.5);
    CHECK_CLOSE(metric(&build, "cost_test").typ, 37.5);
    arena_fini(&build.arena);
}

/* Of two packages the one that is assembled worse gives the yield of the build: 0.8, not 0.9. */
static void worst_package_gives_the_yield(void **state)
{
    (void)state;
    static const double bad[][2] = {{0.2, 0.1}, {0.1, 0.2}};
    for (size_t i = 0; i < CHECK_COUNT(bad); i++) {
        struct work work[2];
        struct build build;
        struct bom_assembly assemblies[2];
        build_init(&build);
        for (size_t j = 0; j < 2; j++) {
            work_init(&work[j]);
            work[j].steps[1].add.bad = bad[i][j];
            assemblies[j] =
                (struct bom_assembly){.line = SWITCH, .packages = 3, .flow = &work[j].flow};
        }
        build.bom.assemblies = assemblies;
        build.bom.assembly_count = 2;
        evaluate(&build);
        CHECK_RANGE(metric(&build, "yield_kgoe_adjusted"), 0.8, 0.8, 0.8);
        arena_fini(&build.arena);
    }
}

/* Two steps that take the engine of one flow take it of one copy, whose inputs are its own. */
static void a_copy_has_each_flow_once(void **state)
{
    (void)state;
    struct work made;
    work_init(&made);
    struct flow_step steps[] = {ADD("A", .mounted = 1, .required = 1, .input = &made.flow),
                                ADD("B", .mounted = 2, .required = 2, .input = &made.flow)};
    struct flow flow = {.name = "unit", .currency = "USD", .steps = steps, .step_count = 2};
    const struct flow_inputs none = {0};
    struct flow_copy copy;
    struct error err = {0};
    assert_int_equal(flow_copy(&copy, &flow, &none, &arena, &err), OPTIBOM_OK);
    const struct flow *first = copy.flow->steps[0].add.input;
    assert_ptr_not_equal(first, &made.flow);
    assert_ptr_equal(copy.flow->steps[1].add.input, first);
    assert_ptr_not_equal(first->steps, made.flow.steps);
    CHECK_CLOSE(first->steps[1].add.bad, 0.2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE("work is paid per good package", work_is_paid_per_good_package),
        CASE("worst package gives the yield", worst_package_gives_the_yield),
        CASE("a copy has each flow once", a_copy_has_each_flow_once)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
