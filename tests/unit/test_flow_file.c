/* Flow files: the engine and packages of cases A07 and A14 to A18 as YAML, and every key.
 * Numbers are those of the yield model. */
#include "flow_cases.h"
#include "own_arena.h"

#include "assemble/flow_file.h"
#include "evaluate/flow_corner.h"

#include <string.h>

#define ENGINE                                                                                     \
    "flow: engine\n"                                                                               \
    "currency: USD\n"                                                                              \
    "steps:\n"                                                                                     \
    "  - {add: PIC, cost: 45, bad: 15 %}\n"                                                        \
    "  - {test: wafer, cost: 4, coverage: {PIC: 0.90}, overkill: 0.01}\n"                          \
    "  - {add: EIC, cost: 30, bad: 0.02, attach_fail: 0.01, step_cost: 12}\n"                      \
    "  - {test: stacked, cost: 8, coverage: {PIC: 0.50, EIC: 0.95}, overkill: 0.005}\n"            \
    "  - {add: LENS, cost: 6, bad: 5000 ppm, attach_fail: 0.01, step_cost: 5}\n"                   \
    "  - {test: kgoe, kgoe: true, cost: 18, coverage: {PIC: 0.97, EIC: 97 %, LENS: 0.95},\n"       \
    "     overkill: 0.005, damage_after: {PIC: 0.002}}\n"

#define PACKAGE_HEAD                                                                               \
    "flow: package\n"                                                                              \
    "currency: USD\n"                                                                              \
    "penalty: 25000\n"                                                                             \
    "steps:\n"                                                                                     \
    "  - {add: SUB, cost: 350, bad: 0.003}\n"                                                      \
    "  - {add: ASIC, cost: 5200, bad: 0.004, attach_fail: 0.005, step_cost: 40}\n"                 \
    "  - {test: G1, cost: 25, coverage: {SUB: 0.9, ASIC: 0.85}, overkill: 0.001}\n"
#define ON_ENGINES "attach_fail: 0.002, site_cost: 9, collateral: {ASIC: 0.0002}}\n"
#define G2 "  - {test: G2, cost: 60, coverage: {ASIC: 0.6, OE: 0.90}, overkill: 0.002}\n"
#define FAU "cost: 85, bad: 0.004, attach_fail: 0.012, site_cost: 14, collateral: {OE: 0.001}}\n"
#define G3 "  - {test: G3, cost: 140, overkill: 0.003, "
#define G3_ALL G3 "coverage: {SUB: 0.98, ASIC: 0.98, OE: 0.985, FAU: 0.97}"

/* The file and the part that the tests' resolver knows. */
static enum optibom_status find_text(const char **text, size_t *size, void *context,
                                     struct arena *into, const char *name, struct error *err)
{
    (void)context;
    (void)into;
    (void)err;
    if (strcmp(name, "engine") != 0)
        return OPTIBOM_NOT_FOUND;
    *text = ENGINE;
    *size = strlen(ENGINE);
    return OPTIBOM_OK;
}

static enum optibom_status find_part(struct flow_part *part, void *context, struct arena *into,
                                     const char *name, const char *currency, struct error *err)
{
    (void)context;
    (void)into;
    (void)err;
    assert_string_equal(currency, "USD");
    if (strcmp(name, "Acme PIC-1") != 0)
        return OPTIBOM_NOT_FOUND;
    part->unit_cost = (struct flow_figure){{40, 45, 60}, "vendor", "quote 7"};
    part->bad = (struct flow_figure){{NAN, 0.15, NAN}, "seed", "seed"};
    part->attach_fail = (struct flow_figure){{0, 0.01, 0.02}, "estimate", "line data"};
    return OPTIBOM_OK;
}

static const struct flow_resolver resolver = {NULL, find_text, find_part};

static struct flow *load(const char *text)
{
    struct flow *flow = NULL;
    struct error err = {0};
    if (flow_file_load(&flow, &arena, "test.yaml", text, strlen(text), &resolver, &err) !=
        OPTIBOM_OK) {
        print_error("%s\n", err.text);
        fail();
    }
    return flow;
}

static const struct flow_result *run(const char *text)
{
    const struct flow_result *result = NULL;
    struct error err = {0};
    if (flow_run(&result, &arena, load(text), NULL, &err) != OPTIBOM_OK) {
        print_error("%s\n", err.text);
        fail();
    }
    return result;
}

static const struct flow_input *input(const struct flow *flow, const char *name)
{
    for (size_t i = 0; i < flow->input_count; i++)
        if (strcmp(flow->inputs[i].name, name) == 0)
            return &flow->inputs[i];
    print_error("no input \"%s\"\n", name);
    fail();
    return NULL;
}

static void a07_engine(void **state)
{
    (void)state;
    const struct flow_result *result = run(ENGINE);
    check_flow_case(result, &case_a07);
    check_flow_case(result->counterpart, &case_a07_without);
    assert_string_equal(result->steps[1].step->name, "wafer");
    assert_int_equal(result->steps[5].step->line, 9);
}

/* Engine figures as given in the cases, rounded to 15 digits. */
static void a14_a15_packages(void **state)
{
    (void)state;
    check_flow_case(run(PACKAGE_HEAD
                        "  - {add: OE, count: 16, engine: true, cost: 145.060053357525, "
                        "bad: 0.00306659076518989, " ON_ENGINES G2
                        "  - {add: FAU, count: 16, " FAU G3_ALL "}\n"),
                    &case_a14);
    check_flow_case(run(PACKAGE_HEAD
                        "  - {add: OE, count: 16, engine: true, cost: 122.867858991894, "
                        "bad: 0.0250628727857062, " ON_ENGINES G2
                        "  - {add: FAU, count: 16, " FAU G3_ALL "}\n"),
                    &case_a15);
}

static void a14_with_sub_flow(void **state)
{
    (void)state;
    const struct flow_result *result =
        run(PACKAGE_HEAD "  - {add: OE, flow: engine, count: 16, required: 16, " ON_ENGINES G2
                         "  - {add: FAU, count: 16, " FAU G3_ALL "}\n");
    check_flow_case(result, &case_a14);
    check_flow_case(result->counterpart, &case_a15);
    check_flow_case(result->steps[3].input, &case_a07);
    check_flow_case(result->counterpart->steps[3].input, &case_a07_without);
    CHECK_CLOSE(result->yield_kgoe_adjusted.value, 0.690944400590866);
    CHECK_CLOSE(result->yield_unadjusted.value, 0.483515550614074);
    assert_true(result->steps[3].step->add.is_engine);
}

static void a16_a17_spares(void **state)
{
    (void)state;
    const struct flow_result *result =
        run(PACKAGE_HEAD "  - {add: OE, flow: engine, count: 18, required: 16, " ON_ENGINES G2
                         "  - {add: FAU, onto: OE, " FAU G3
                         "coverage: {SUB: 0.98, ASIC: 0.98, OE: 0.985}}\n");
    check_flow_case(result, &case_a16);
    check_flow_case(result->counterpart, &case_a17);
}

static void a18_rework(void **state)
{
    (void)state;
    check_flow_case(run(PACKAGE_HEAD
                        "  - {add: OE, flow: engine, count: 16, " ON_ENGINES G2
                        "  - {add: FAU, count: 16, " FAU G3_ALL ", rework_cycles: 3,\n"
                        "     rework: {FAU: {cost: 45.5, bad: 0.02, survival: 0.9995}},\n"
                        "     rework_retest_cost: 45}\n"),
                    &case_a18);
}

static void sub_flow_in_the_same_file(void **state)
{
    (void)state;
    const struct flow_result *result = run("flow: top\n"
                                           "currency: USD\n"
                                           "flows:\n"
                                           "  - flow: engine\n"
                                           "    steps:\n"
                                           "      - {add: U, cost: 3}\n"
                                           "steps:\n"
                                           "  - {add: A, flow: engine, count: 2}\n"
                                           "  - {add: B, flow: engine, engine: true}\n");
    CHECK_CLOSE(result->direct_cost, 9);
    assert_ptr_equal(result->steps[0].step->add.input, result->steps[1].step->add.input);
    assert_false(result->steps[0].step->add.is_engine);
    CHECK_CLOSE(result->yield_unadjusted.value, 1);
}

static void every_key(void **state)
{
    (void)state;
    const struct flow *flow =
        load("flow: all\ncurrency: EUR\nconfidence: estimate\nreason: a guess\nsteps:\n"
             "  - add: DIE\n"
             "    name: dies in\n"
             "    confidence: press\n"
             "    reason: a talk\n"
             "    die: {width: 26 mm, height: 33, street: 0.1, diameter: 300, edge: 3,\n"
             "          method: grid, model: negative-binomial, alpha: inf, defects: 0.1,\n"
             "          critical: 0.9, gross_yield: 99 %, wafer_cost: 9000}\n"
             "  - {stress: burn-in, class: DIE, cost: 2, bad: 10 ppm, weak: 1 %, strength: 0.9}\n"
             "  - {pay: freight, cost: {min: 1, typ: 2, max: 4, confidence: vendor, reason: q1,\n"
             "     group: fuel}}\n"
             "  - test: probe\n"
             "    attempts: 2\n"
             "    salvage: -3\n"
             "    site_overkill: {DIE: 0.01}\n"
             "    damage_before: {DIE: 0.001}\n"
             "    coverage: {DIE: {typ: 0.9, convention: agrawal, n0: 3}}\n"
             "  - {test: last, coverage: {DIE: {typ: 0.5, convention: clustered, alpha: 2}},\n"
             "     rework: {DIE: {cost: 1, bad: 0.1}}, rework_cycles: unlimited}\n");
    const struct flow_step *steps = flow->steps;
    assert_int_equal(flow->step_count, 5);
    assert_string_equal(steps[0].name, "dies in");
    assert_true(isinf(steps[0].add.die->parameter));
    assert_int_equal(steps[0].add.die->count, DIE_COUNT_GRID);
    CHECK_CLOSE(steps[0].add.die->wafer.width, 26);
    CHECK_CLOSE(steps[0].add.die->gross_yield, 0.99);
    CHECK_CLOSE(steps[1].stress.bad, 1e-5);
    CHECK_CLOSE(steps[1].stress.strength, 0.9);
    CHECK_CLOSE(steps[2].cost, 2);
    CHECK_CLOSE(steps[3].test.salvage, -3);
    assert_int_equal(steps[3].test.attempts, 2);
    assert_int_equal(steps[3].test.coverage[0].convention, FLOW_AGRAWAL);
    CHECK_CLOSE(steps[3].test.coverage[0].parameter, 3);
    assert_int_equal(steps[4].test.coverage[0].convention, FLOW_CLUSTERED);
    assert_int_equal(steps[4].test.rework_cycles, -1);
    CHECK_CLOSE(steps[4].test.rework[0].survival, 1);
    const struct flow_input *freight = input(flow, "freight: cost");
    CHECK_CLOSE(freight->range.max, 4);
    assert_string_equal(freight->confidence, "vendor");
    assert_string_equal(freight->reason, "q1");
    assert_string_equal(freight->group, "fuel");
    assert_ptr_equal(freight->target, &steps[2].cost);
    assert_string_equal(input(flow, "dies in: die: defects")->confidence, "press");
    assert_string_equal(input(flow, "burn-in: weak")->reason, "a guess");
    const struct flow_result *result = NULL;
    struct error err = {0};
    assert_int_equal(flow_run(&result, &arena, flow, NULL, &err), OPTIBOM_OK);
    CHECK_CLOSE(result->steps[0].handoff.unit_cost, 9000.0 / 64);
}

/* 1.10: which end is worse. */
static void directions(void **state)
{
    (void)state;
    const struct flow *flow = load(ENGINE);
    assert_int_equal(input(flow, "PIC: cost")->worse, 1);
    assert_int_equal(input(flow, "kgoe: coverage PIC")->worse, -1);
    assert_int_equal(input(flow, "kgoe: damage_after PIC")->worse, 1);
    assert_string_equal(input(flow, "PIC: bad")->confidence, "assumption");
    assert_string_equal(input(flow, "PIC: bad")->reason, "flow file test.yaml line 4");
    flow = load(PACKAGE_HEAD "  - {add: OE, flow: engine, count: 18, required: 16}\n");
    assert_int_equal(input(flow, "G1: coverage SUB")->worse, 0);
    assert_int_equal(input(flow->steps[3].add.input, "kgoe: coverage PIC")->worse, 0);
    flow = load(ENGINE "  - {add: X, cost: 1}\n"
                       "  - {test: end, rework: {X: {cost: 1, bad: 0.1, survival: 0.9}}, "
                       "rework_cycles: 1, salvage: 2}\n");
    assert_int_equal(input(flow, "end: rework X: bad")->worse, 0);
    assert_int_equal(input(flow, "end: rework X: survival")->worse, -1);
    assert_int_equal(input(flow, "end: rework X: cost")->worse, 1);
    assert_int_equal(input(flow, "end: salvage")->worse, -1);
    assert_int_equal(input(flow, "kgoe: coverage PIC")->worse, 0);
}

static void corners_of_a_file(void **state)
{
    (void)state;
    struct flow *flow = load("flow: f\ncurrency: USD\nsteps:\n"
                             "  - {add: U, cost: {min: 8, typ: 10, max: 15}}\n"
                             "  - {test: T, cost: {typ: 1, max: 2}}\n");
    const struct flow_result *best, *worst;
    struct error err = {0};
    assert_int_equal(flow_run_corner(&best, &arena, flow, FLOW_BEST, NULL, &err), OPTIBOM_OK);
    assert_int_equal(flow_run_corner(&worst, &arena, flow, FLOW_WORST, NULL, &err), OPTIBOM_OK);
    CHECK_CLOSE(best->direct_cost, 9);
    CHECK_CLOSE(worst->direct_cost, 17);
}

static void parts(void **state)
{
    (void)state;
    const struct flow *flow = load("flow: f\ncurrency: USD\nsteps:\n"
                                   "  - {add: PIC, part: Acme PIC-1, bad: 0.2}\n"
                                   "  - {add: PIC2, part: Acme PIC-1, attach_fail: 0}\n");
    CHECK_CLOSE(flow->steps[0].add.unit_cost, 45);
    CHECK_CLOSE(flow->steps[0].add.bad, 0.2);
    CHECK_CLOSE(flow->steps[0].add.attach_fail, 0.01);
    CHECK_CLOSE(flow->steps[1].add.bad, 0.15);
    CHECK_CLOSE(flow->steps[1].add.attach_fail, 0);
    assert_string_equal(input(flow, "PIC: cost")->confidence, "vendor");
    assert_string_equal(input(flow, "PIC: cost")->group, "part Acme PIC-1: cost");
    assert_string_equal(input(flow, "PIC2: cost")->group, "part Acme PIC-1: cost");
    CHECK_CLOSE(input(flow, "PIC: cost")->range.max, 60);
    CHECK_CLOSE(input(flow, "PIC2: bad")->range.max, 0.15);
}

#define CASE(name, function)                                                                       \
    {                                                                                              \
        name, function, open_arena, close_arena, NULL                                              \
    }

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE("A07 engine from a file", a07_engine),
        CASE("A14 A15 packages from files", a14_a15_packages),
        CASE("A14 A15 with the engine as sub-flow", a14_with_sub_flow),
        CASE("A16 A17 spares from a file", a16_a17_spares),
        CASE("A18 rework from a file", a18_rework),
        CASE("a sub-flow in the same file", sub_flow_in_the_same_file),
        CASE("every key", every_key),
        CASE("1.10 directions of inputs", directions),
        CASE("1.10 corners of a file", corners_of_a_file),
        CASE("figures of parts", parts),
    };
    return cmocka_run_group_tests_name("flow file", tests, NULL, NULL);
}
