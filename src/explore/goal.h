/*
 * What an exploration is to make small: metrics of a build, as values that add up over its slots.
 *
 * A metric that is to be large is taken negative, a yield as -ln(yield): the less, the better, and
 * yields of packages multiply. power, cost and yield stand for power_facility, cost_material and
 * yield_kgoe_adjusted.
 */
#ifndef OPTIBOM_EXPLORE_GOAL_H
#define OPTIBOM_EXPLORE_GOAL_H

#include "base/error.h"
#include "evaluate/evaluation.h"
#include "explore/problem.h"

enum goal_end { GOAL_TYPICAL, GOAL_LEAST, GOAL_MOST };

struct goal {
    const char *metric, *unit;
    enum goal_end end; /* of its range */
    bool is_large;     /* the larger, the better */
    bool is_yield;     /* as a logarithm */
    bool adds_up;      /* over the slots of a build; else it is known of whole builds only */
    double most;       /* that goal_value may be; infinite: any */
    const char *limit; /* as it was written; NULL: an objective */
};

struct goals {
    struct goal items[EXPLORE_VALUES]; /* objectives first */
    size_t count, objectives;
};

struct goals_request {
    const char *objectives;    /* metrics with commas, "max:" before one that is to be large */
    const char *const *limits; /* "METRIC<=X" or "METRIC>=X", maybe with a unit */
    size_t limit_count;
    bool is_robust; /* objectives by both ends of their ranges: one build then beats another only
                       where it does at best and at worst */
};

/* Metrics and their units are those of `sample`, any evaluation. Texts live in `arena`.
 * OPTIBOM_USAGE with the nearest name for a metric that is not known, for a limit that cannot be
 * read, and for more than EXPLORE_VALUES values. */
enum optibom_status goals_read(struct goals *out, struct arena *arena,
                               const struct goals_request *request, const struct evaluation *sample,
                               struct error *err);

/* The metric that a word of `length` bytes means; NULL when memory is exhausted. */
const char *goal_metric_named(struct arena *arena, const char *word, size_t length);

/* True when all goals add up. */
bool goals_add_up(const struct goals *goals);

/* What the evaluation has of a goal; NaN where the metric has no value. */
double goal_value(const struct goal *goal, const struct evaluation *evaluation);

/* In whole steps, of which sums are made: a millionth of the unit, 1e-12 of a logarithm. NaN is 0.
 * Values beyond what sums can hold come out as EXPLORE_MOST. */
int64_t goal_steps(const struct goal *goal, double value);

/* The metric of a value, as people read it. */
double goal_metric(const struct goal *goal, double value);

#endif
