/*
 * The flows of the yield model's cases built in memory, and running them.
 */
#ifndef OPTIBOM_TESTS_FLOW_BUILD_H
#define OPTIBOM_TESTS_FLOW_BUILD_H

#include "check.h"

#include "evaluate/flow_run.h"

#include <string.h>

#define CASE(name, function)                                                                       \
    {                                                                                              \
        name, function, open_arena, close_arena, NULL                                              \
    }

#define ADD(...)                                                                                   \
    {                                                                                              \
        FLOW_ADD, .add = { __VA_ARGS__ }                                                           \
    }
#define PLAIN .attempts = 1

static struct arena arena;

static inline int open_arena(void **state)
{
    (void)state;
    arena_init(&arena);
    return 0;
}

static inline int close_arena(void **state)
{
    (void)state;
    arena_fini(&arena);
    return 0;
}

/* Steps of the cases carry no names of their own. */
static inline void name_steps(struct flow *flow)
{
    static const char *const names[] = {"s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8"};
    for (size_t i = 0; i < flow->step_count; i++)
        if (flow->steps[i].name == NULL)
            flow->steps[i].name = names[i];
}

static inline const struct flow_result *run_with(struct flow *flow, bool without_kgoe)
{
    const struct flow_result *result = NULL;
    struct error err = {0};
    name_steps(flow);
    struct flow_options options = {without_kgoe};
    if (flow_run(&result, &arena, flow, &options, &err) != OPTIBOM_OK) {
        print_error("%s\n", err.text);
        fail();
    }
    return result;
}

static inline const struct flow_result *run(struct flow *flow)
{
    return run_with(flow, false);
}

/* The error text of a flow that is refused. */
static inline const char *refusal(struct flow *flow)
{
    const struct flow_result *result = NULL;
    struct error err = {0};
    name_steps(flow);
    assert_int_equal(flow_run(&result, &arena, flow, NULL, &err), OPTIBOM_BAD_INPUT);
    return arena_strdup(&arena, err.text);
}

static inline void assert_holds(const char *text, const char *part)
{
    if (strstr(text, part) == NULL) {
        print_error("\"%s\"\n  does not hold \"%s\"\n", text, part);
        fail();
    }
}

static inline struct flow_coverage covered(const char *class_name, double coverage)
{
    return (struct flow_coverage){class_name, coverage, FLOW_LINEAR, 0};
}

/* A07 */
static inline struct flow *engine_flow(double kgoe_coverage)
{
    static struct flow_coverage wafer[1], stacked[2], kgoe[3];
    wafer[0] = covered("PIC", 0.90);
    stacked[0] = covered("PIC", 0.50);
    stacked[1] = covered("EIC", 0.95);
    kgoe[0] = covered("PIC", 0.97);
    kgoe[1] = covered("EIC", 0.97);
    kgoe[2] = covered("LENS", 0.95);
    for (size_t i = 0; i < 3 && kgoe_coverage >= 0; i++)
        kgoe[i].coverage = kgoe_coverage;
    static struct flow_effect damage = {"PIC", 0.002};
    static struct flow_step steps[] = {
        ADD("PIC", .mounted = 1, .required = 1, .unit_cost = 45, .bad = 0.15),
        {FLOW_TEST, "wafer",
         .test = {.cost = 4, .overkill = 0.01, PLAIN, .coverage = wafer, .coverage_count = 1}},
        ADD("EIC", .mounted = 1, .required = 1, .unit_cost = 30, .bad = 0.02, .attach_fail = 0.01,
            .step_cost = 12),
        {FLOW_TEST, "stacked",
         .test = {.cost = 8, .overkill = 0.005, PLAIN, .coverage = stacked, .coverage_count = 2}},
        ADD("LENS", .mounted = 1, .required = 1, .unit_cost = 6, .bad = 0.005, .attach_fail = 0.01,
            .step_cost = 5),
        {FLOW_TEST, "kgoe",
         .test = {.cost = 18,
                  .overkill = 0.005,
                  PLAIN,
                  .is_kgoe = true,
                  .coverage = kgoe,
                  .coverage_count = 3,
                  .damage_after = {&damage, 1}}},
    };
    static struct flow flow = {
        .name = "engine", .currency = "USD", .steps = steps, .step_count = 6};
    name_steps(&flow);
    return &flow;
}

/* What the package of A14 to A18 is built from. */
struct package {
    double engine_cost, engine_bad;
    struct flow *engine; /* or the sub-flow */
    double mounted, required;
    bool on_usable; /* FAUs merged onto the usable engines */
    struct flow_rework *fau_rework, *engine_rework;
    double penalty;
};

static inline struct flow *package_flow(const struct package *p)
{
    static struct flow_coverage g1[2], g2[2], g3[4];
    g1[0] = covered("SUB", 0.9);
    g1[1] = covered("ASIC", 0.85);
    g2[0] = covered("ASIC", 0.6);
    g2[1] = covered("OE", 0.90);
    g3[0] = covered("SUB", 0.98);
    g3[1] = covered("ASIC", 0.98);
    g3[2] = covered("OE", 0.985);
    g3[3] = covered("FAU", 0.97);
    static struct flow_effect on_asic = {"ASIC", 0.0002}, on_engine = {"OE", 0.001};
    static struct flow_step steps[7];
    double faus = p->on_usable ? 1 : p->mounted;
    const struct flow_step filled[] = {
        ADD("SUB", .mounted = 1, .required = 1, .unit_cost = 350, .bad = 0.003),
        ADD("ASIC", .mounted = 1, .required = 1, .unit_cost = 5200, .bad = 0.004,
            .attach_fail = 0.005, .step_cost = 40),
        {FLOW_TEST, "G1",
         .test = {.cost = 25, .overkill = 0.001, PLAIN, .coverage = g1, .coverage_count = 2}},
        ADD("OE", .mounted = p->mounted, .required = p->required, .unit_cost = p->engine_cost,
            .bad = p->engine_bad, .attach_fail = 0.002, .site_cost = 9, .collateral = {&on_asic, 1},
            .is_engine = true, .input = p->engine),
        {FLOW_TEST, "G2",
         .test = {.cost = 60,
                  .overkill = 0.002,
                  PLAIN,
                  .coverage = g2,
                  .coverage_count = 2,
                  .rework = p->engine_rework,
                  .rework_count = p->engine_rework != NULL,
                  .rework_cycles = 2,
                  .rework_retest_cost = 30}},
        ADD("FAU", .onto = p->on_usable ? "OE" : NULL, .mounted = faus, .required = faus,
            .unit_cost = 85, .bad = 0.004, .attach_fail = 0.012, .site_cost = 14,
            .collateral = {&on_engine, 1}),
        {FLOW_TEST, "G3",
         .test = {.cost = 140,
                  .overkill = 0.003,
                  PLAIN,
                  .coverage = g3,
                  .coverage_count = p->on_usable ? 3 : 4,
                  .rework = p->fau_rework,
                  .rework_count = p->fau_rework != NULL,
                  .rework_cycles = 3,
                  .rework_retest_cost = 45}},
    };
    memcpy(steps, filled, sizeof filled);
    static struct flow flow;
    flow = (struct flow){.name = "package",
                         .currency = "USD",
                         .penalty = p->penalty,
                         .steps = steps,
                         .step_count = 7};
    name_steps(&flow);
    return &flow;
}

/* FAUs mated again at G3. */
static inline struct flow_rework *a18_rework(void)
{
    static struct flow_rework rework = {"FAU", 45.5, 0.02, 0.9995, false};
    return &rework;
}

static const double screened_cost = 145.060053357525, screened_bad = 0.00306659076518989;
static const double plain_cost = 122.867858991894, plain_bad = 0.0250628727857062;

#endif
