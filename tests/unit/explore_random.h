/*
 * Random searches for the tests of explore: slots, classes, states, counts and what does not fit
 * are drawn as tables, so that C and SQL can read the same. The same seed gives the same
 * everywhere.
 */
#ifndef OPTIBOM_TESTS_EXPLORE_RANDOM_H
#define OPTIBOM_TESTS_EXPLORE_RANDOM_H

#include "check.h"

#include "evaluate/random.h"
#include "explore/solve.h"

enum {
    RANDOM_SLOTS = 5,
    RANDOM_CANDIDATES = 64, /* of a slot */
    RANDOM_STATES = 4,
    RANDOM_CLASSES = 4,
    RANDOM_VARIANTS = 2
};

struct random_step {
    bool exists;
    unsigned next;
    int64_t scale[EXPLORE_VALUES], constant[EXPLORE_VALUES];
};

struct random_search {
    uint64_t seed, drawn;
    struct explore_problem problem; /* points into the rest */
    struct explore_slot slots[RANDOM_SLOTS];
    struct explore_candidate candidates[RANDOM_SLOTS][RANDOM_CANDIDATES];
    struct random_step steps[RANDOM_SLOTS][RANDOM_STATES][RANDOM_CLASSES][RANDOM_VARIANTS];
};

/* What a search may have. */
struct random_shape {
    int64_t candidates; /* of a slot, at most */
    int64_t fillings;   /* at most, variants aside */
    int64_t range;      /* of an objective of a candidate, at most */
    int64_t objectives; /* at most */
};

static inline int64_t random_whole(struct random_search *search, int64_t low, int64_t high)
{
    double share = random_uniform(search->seed, search->drawn++, 0);
    return low + (int64_t)(share * (double)(high - low + 1));
}

static inline bool random_chance(struct random_search *search, double chance)
{
    return random_uniform(search->seed, search->drawn++, 0) < chance;
}

/* Numbers at both ends of a state, one of them as large as it can be. */
static inline struct explore_state random_state(unsigned number)
{
    struct explore_state state = {{0}};
    state.numbers[0] = number % 2 != 0 ? INT64_MIN : 0;
    state.numbers[EXPLORE_STATE - 1] = number / 2;
    return state;
}

static inline unsigned random_state_number(const struct explore_state *state)
{
    return (unsigned)state->numbers[EXPLORE_STATE - 1] * 2 + (state->numbers[0] != 0);
}

static inline bool random_step_of(struct explore_step *out, const void *context, size_t slot,
                                  const struct explore_state *state, uint32_t class_number,
                                  unsigned variant)
{
    const struct random_search *search = context;
    if (variant >= RANDOM_VARIANTS)
        return false;
    const struct random_step *step =
        &search->steps[slot][random_state_number(state)][class_number][variant];
    if (!step->exists)
        return false;
    *out = (struct explore_step){.next = random_state(step->next)};
    for (size_t v = 0; v < search->problem.values; v++) {
        out->scale[v] = step->scale[v];
        out->constant[v] = step->constant[v];
    }
    return true;
}

static inline void random_steps(struct random_search *search, double fits, double variants)
{
    unsigned states = (unsigned)random_whole(search, 1, RANDOM_STATES);
    bool has_scales = random_chance(search, 0.7), has_constants = random_chance(search, 0.5);
    struct random_step *step = &search->steps[0][0][0][0];
    for (size_t i = 0; i < sizeof search->steps / sizeof *step; i++, step++) {
        bool is_further = i % RANDOM_VARIANTS != 0;
        step->exists = is_further ? step[-1].exists && random_chance(search, variants)
                                  : random_chance(search, fits);
        step->next = (unsigned)random_whole(search, 0, states - 1);
        for (size_t v = 0; v < EXPLORE_VALUES; v++) {
            step->scale[v] = has_scales ? random_whole(search, 0, 3) : 1;
            step->constant[v] = has_constants ? random_whole(search, -2, 2) : 0;
        }
    }
}

static inline void random_slot(struct random_search *search, size_t at, int64_t count,
                               int64_t range, int64_t unit)
{
    int64_t classes = random_whole(search, 1, RANDOM_CLASSES);
    for (int64_t i = 0; i < count; i++) {
        struct explore_candidate *candidate = &search->candidates[at][i];
        candidate->class_number = (uint32_t)random_whole(search, 0, classes - 1);
        for (size_t v = 0; v < search->problem.values; v++)
            candidate->values[v] = v < search->problem.objectives
                                       ? unit * random_whole(search, -1, range)
                                       : random_whole(search, -3, 4);
    }
    search->slots[at] =
        (struct explore_slot){search->candidates[at], (size_t)count, (uint32_t)classes};
}

/* Draws the search; `search` must stay where it is. */
static inline void random_search_init(struct random_search *search, uint64_t seed,
                                      const struct random_shape *shape)
{
    static const int64_t units[] = {1, 1, 1, 1000, 1000000000000};
    *search = (struct random_search){.seed = seed};
    struct explore_problem *problem = &search->problem;
    problem->objectives = (size_t)random_whole(search, 1, shape->objectives);
    problem->values = problem->objectives + (size_t)random_whole(search, 0, 2);
    if (problem->values > EXPLORE_VALUES)
        problem->values = EXPLORE_VALUES;
    int64_t unit = units[random_whole(search, 0, CHECK_COUNT(units) - 1)];
    int64_t range = random_whole(search, 1, shape->range), fillings = 1;
    problem->slot_count = (size_t)random_whole(search, 2, RANDOM_SLOTS);
    for (size_t i = 0; i < problem->slot_count; i++) {
        int64_t most = shape->fillings / fillings;
        most = most < shape->candidates ? most : shape->candidates;
        int64_t count =
            random_chance(search, 0.005) ? 0 : random_whole(search, (most + 3) / 4, most);
        random_slot(search, i, count, range, unit);
        fillings *= count > 0 ? count : 1;
    }
    random_steps(search, random_chance(search, 0.5) ? 1 : 0.8,
                 random_chance(search, 0.2) ? 0.3 : 0);
    for (size_t v = 0; v < EXPLORE_VALUES; v++) {
        bool is_objective = v < problem->objectives;
        problem->most[v] = random_chance(search, is_objective ? 0.9 : 0.1) ? INT64_MAX
                           : is_objective ? unit * random_whole(search, 0, 2 * range)
                                          : random_whole(search, -3, 8);
    }
    problem->slots = search->slots;
    problem->start = random_state((unsigned)random_whole(search, 0, RANDOM_STATES - 1));
    problem->step = random_step_of;
    problem->context = search;
}

/* Whether these choices add up to the point, and stay within the limits. */
static inline bool random_search_reaches(const struct explore_problem *problem,
                                         const struct explore_choice *choices, const int64_t *point)
{
    int64_t sums[EXPLORE_VALUES] = {0};
    struct explore_state state = problem->start;
    for (size_t slot = 0; slot < problem->slot_count; slot++) {
        const struct explore_candidate *candidate =
            &problem->slots[slot].candidates[choices[slot].candidate];
        struct explore_step step;
        if (!problem->step(&step, problem->context, slot, &state, candidate->class_number,
                           choices[slot].variant))
            return false;
        for (size_t v = 0; v < problem->values; v++)
            sums[v] += step.scale[v] * candidate->values[v] + step.constant[v];
        state = step.next;
    }
    for (size_t v = 0; v < problem->values; v++)
        if (sums[v] > problem->most[v] || (v < problem->objectives && sums[v] != point[v]))
            return false;
    return true;
}

#endif
