/*
 * Random flows for property tests: any of them is one that flow_run accepts. The same seed gives
 * the same flows everywhere.
 */
#ifndef OPTIBOM_TESTS_FLOW_RANDOM_H
#define OPTIBOM_TESTS_FLOW_RANDOM_H

#include "flow_build.h"

#include "evaluate/random.h"

/* What a flow may have. */
enum {
    RANDOM_SPARES = 1,
    RANDOM_REWORK = 2,
    RANDOM_RETEST = 4,
    RANDOM_CONVENTIONS = 8,
    RANDOM_STRESS = 16,
    RANDOM_SUB_FLOW = 32,
    RANDOM_SALVAGE = 64,
    RANDOM_INPUTS = 128 /* a range around every number */
};

enum { RANDOM_CLASSES = 4, RANDOM_STEPS = 16, RANDOM_RANGES = 160 };

struct dice {
    uint64_t seed, count;
};

static inline double dice_roll(struct dice *dice, double low, double high)
{
    return low + (high - low) * random_uniform(dice->seed, dice->count++, 0);
}

static inline bool dice_chance(struct dice *dice, double chance)
{
    return dice_roll(dice, 0, 1) < chance;
}

static inline double dice_whole(struct dice *dice, double low, double high)
{
    return floor(dice_roll(dice, low, high + 1));
}

static inline void *random_alloc(size_t size)
{
    void *memory = arena_alloc(&arena, size);
    assert_non_null(memory);
    return memory;
}

/* Adds an input around a number where the flow is to have them. `worse` as struct flow_input. */
static inline void random_input(struct flow *flow, struct dice *dice, double *target, double most,
                                int worse)
{
    if (flow->inputs == NULL || flow->input_count == RANDOM_RANGES)
        return;
    double low = *target * dice_roll(dice, 0.5, 1);
    double high = fmin(most, *target * dice_roll(dice, 1, 1.5));
    flow->inputs[flow->input_count] =
        (struct flow_input){arena_printf(&arena, "input %zu", flow->input_count),
                            target,
                            {low, *target, high},
                            worse,
                            "assumption",
                            "test",
                            dice_chance(dice, 0.1) ? "group" : NULL};
    flow->input_count++;
}

static inline struct flow_effects random_effect(struct flow *flow, struct dice *dice,
                                                const char *class_name, double most)
{
    struct flow_effect *effect = random_alloc(sizeof *effect);
    *effect = (struct flow_effect){class_name, dice_roll(dice, 0, most)};
    random_input(flow, dice, &effect->value, 1, 1);
    return (struct flow_effects){effect, 1};
}

static inline void random_add(struct flow_step *step, struct flow *flow, struct dice *dice,
                              const char *name, const char *other, unsigned what)
{
    double mounted = dice_whole(dice, 1, 20), spares = 0;
    if ((what & RANDOM_SPARES) && dice_chance(dice, 0.5))
        spares = fmin(mounted, dice_whole(dice, 0, 3));
    *step = (struct flow_step)ADD(
        name, .mounted = mounted, .required = mounted - spares,
        .unit_cost = dice_roll(dice, 1, 1000), .bad = dice_roll(dice, 0, 0.05),
        .attach_fail = dice_roll(dice, 0, 0.02), .site_cost = dice_roll(dice, 0, 20),
        .step_cost = dice_roll(dice, 0, 50));
    random_input(flow, dice, &step->add.unit_cost, INFINITY, 1);
    random_input(flow, dice, &step->add.bad, 1, 1);
    random_input(flow, dice, &step->add.attach_fail, 1, 1);
    random_input(flow, dice, &step->add.site_cost, INFINITY, 1);
    if (other != NULL && dice_chance(dice, 0.5))
        step->add.collateral = random_effect(flow, dice, other, 0.002);
}

static inline void random_coverage(struct flow_coverage *coverage, struct flow *flow,
                                   struct dice *dice, const char *name, unsigned what)
{
    *coverage = covered(name, dice_roll(dice, 0, 1));
    if (what & RANDOM_CONVENTIONS) {
        coverage->convention = (enum flow_convention)dice_whole(dice, FLOW_LINEAR, FLOW_CLUSTERED);
        coverage->parameter = dice_roll(dice, 1, 8);
    }
    random_input(flow, dice, &coverage->coverage, 1, -1);
}

/* The classes are named[0..count-1]; `has_spares` those with spares. */
static inline void random_test(struct flow_step *step, struct flow *flow, struct dice *dice,
                               const char *const *names, const bool *has_spares, size_t count,
                               unsigned what)
{
    bool any_spares = false;
    *step = (struct flow_step){FLOW_TEST, "test",
                               .test = {.cost = dice_roll(dice, 1, 100),
                                        .overkill = dice_roll(dice, 0, 0.02),
                                        .attempts = 1}};
    struct flow_test *test = &step->test;
    test->coverage = random_alloc(RANDOM_CLASSES * sizeof *test->coverage);
    test->rework = random_alloc(RANDOM_CLASSES * sizeof *test->rework);
    for (size_t i = 0; i < count; i++) {
        any_spares = any_spares || has_spares[i];
        if (dice_chance(dice, 0.8))
            random_coverage(&test->coverage[test->coverage_count++], flow, dice, names[i], what);
        if ((what & RANDOM_REWORK) && !has_spares[i] && dice_chance(dice, 0.4)) {
            struct flow_rework *rework = &test->rework[test->rework_count++];
            *rework = (struct flow_rework){names[i], dice_roll(dice, 1, 200),
                                           dice_roll(dice, 0, 0.1), dice_roll(dice, 0.9, 1), false};
            random_input(flow, dice, &rework->cost, INFINITY, 1);
            random_input(flow, dice, &rework->bad, 1, 0);
            random_input(flow, dice, &rework->survival, 1, -1);
        }
    }
    test->rework_cycles = (int)dice_whole(dice, 0, 4);
    test->rework_retest_cost = dice_roll(dice, 0, 50);
    if ((what & RANDOM_RETEST) && !any_spares && test->rework_count == 0 && dice_chance(dice, 0.3))
        test->attempts = (int)dice_whole(dice, 2, 4);
    if (what & RANDOM_SALVAGE)
        test->salvage = dice_roll(dice, 0, 1);
    const char *hurt = names[(size_t)dice_whole(dice, 0, (double)count - 1)];
    if (dice_chance(dice, 0.3))
        test->site_overkill = random_effect(flow, dice, hurt, 0.01);
    if (dice_chance(dice, 0.3))
        test->damage_before = random_effect(flow, dice, hurt, 0.01);
    if (dice_chance(dice, 0.3))
        test->damage_after = random_effect(flow, dice, hurt, 0.01);
    random_input(flow, dice, &test->cost, INFINITY, 1);
    random_input(flow, dice, &test->overkill, 1, 1);
}

static inline struct flow *random_flow(struct dice *dice, unsigned what)
{
    static const char *const names[RANDOM_CLASSES] = {"A", "B", "C", "D"};
    bool has_spares[RANDOM_CLASSES] = {false};
    struct flow *flow = random_alloc(sizeof *flow);
    size_t classes = (size_t)dice_whole(dice, 1, RANDOM_CLASSES);
    *flow = (struct flow){.name = "random", .penalty = dice_roll(dice, 0, 1000)};
    flow->steps = random_alloc(RANDOM_STEPS * sizeof *flow->steps);
    if (what & RANDOM_INPUTS)
        flow->inputs = random_alloc(RANDOM_RANGES * sizeof *flow->inputs);
    for (size_t i = 0; i < classes; i++) {
        struct flow_step *add = &flow->steps[flow->step_count++];
        random_add(add, flow, dice, names[i], i > 0 ? names[i - 1] : NULL, what);
        has_spares[i] = add->add.required < add->add.mounted;
        if ((what & RANDOM_SUB_FLOW) && dice_chance(dice, 0.4)) {
            add->add.input = random_flow(dice, what & ~(unsigned)RANDOM_SUB_FLOW);
            add->add.is_engine = true;
        }
        if (has_spares[i] && dice_chance(dice, 0.5)) {
            struct flow_step *onto = &flow->steps[flow->step_count++];
            random_add(onto, flow, dice, "FAU", names[i], 0);
            onto->add.class_name = arena_printf(&arena, "on %s", names[i]);
            onto->add.onto = names[i];
            onto->add.mounted = onto->add.required = dice_whole(dice, 1, 2);
        }
        if ((what & RANDOM_STRESS) && dice_chance(dice, 0.3)) {
            struct flow_step *stress = &flow->steps[flow->step_count++];
            *stress = (struct flow_step){FLOW_STRESS, "stress",
                                         .stress = {names[i], dice_roll(dice, 0, 0.01),
                                                    dice_roll(dice, 0, 0.02), dice_roll(dice, 0, 1),
                                                    dice_roll(dice, 0, 10)}};
        }
        if (dice_chance(dice, 0.7) || i + 1 == classes)
            random_test(&flow->steps[flow->step_count++], flow, dice, names, has_spares, i + 1,
                        what);
    }
    flow->steps[flow->step_count++] =
        (struct flow_step){FLOW_COST, "labour", .cost = dice_roll(dice, 0, 30)};
    for (size_t i = 0; i < flow->step_count; i++) {
        if (flow->steps[i].kind == FLOW_TEST && dice_chance(dice, 0.3))
            flow->steps[i].test.is_kgoe = true;
    }
    for (size_t i = 0; i < flow->step_count; i++)
        flow->steps[i].name = flow->steps[i].name != NULL ? flow->steps[i].name : "add";
    return flow;
}

#endif
