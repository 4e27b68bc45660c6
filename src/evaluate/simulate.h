/*
 * Monte-Carlo over the ranges of inputs. Statements in simulate.c.
 *
 * The same seed gives the same digits on every machine and with any number of threads. What is
 * simulated is a model: simulate_flow.h has that of a flow, simulate_build.h that of a build.
 */
#ifndef OPTIBOM_EVALUATE_SIMULATE_H
#define OPTIBOM_EVALUATE_SIMULATE_H

#include "evaluate/draws.h"

#include <stdbool.h>
#include <stdint.h>

enum simulate_points {
    SIMULATE_PLAIN, /* independent draws */
    SIMULATE_SOBOL  /* scrambled Sobol points: means with far fewer draws */
};

enum {
    SIMULATE_DRAWS = 10000,
    SIMULATE_THREADS = 64,
    SIMULATE_LEVELS = 5 /* P5, P10, P50, P90, P95 */
};

struct simulate_options {
    uint64_t seed;
    enum simulate_points points;
    uint64_t draws; /* 0: SIMULATE_DRAWS; with Sobol points rounded up to SOBOL_REPLICATES */
    /* The stop rule: while the standard error of the first figure's mean exceeds `tolerance` times
     * the mean, the draws are doubled, up to `most_draws`. 0: no rule. */
    double tolerance;
    uint64_t most_draws;
    unsigned threads; /* 0 is 1; at most SIMULATE_THREADS */
    /* Called by the thread that called; false cancels. May be NULL. `done` of `expected`, which
     * the stop rule may raise. */
    bool (*progress)(void *context, uint64_t done, uint64_t expected);
    void *context;
};

struct simulate_figure {
    double typ;     /* the model at its typical values; NaN without a value */
    uint64_t count; /* draws that have a value; the rest of this is about them */
    double mean, deviation, standard_error;
    double quantiles[SIMULATE_LEVELS];
    double typ_rank;    /* share of the draws that do not exceed typ */
    const char *reason; /* why there is no value, when count is 0, else NULL */
};

struct simulate_result {
    struct simulate_figure *figures;
    size_t figure_count;
    uint64_t seed, draws;
    size_t variable_count; /* distinct draws of one run: ranges and groups that spread */
    bool is_settled;       /* the stop rule was met; true without a rule */
    bool is_cancelled;     /* figures are of the draws finished before, none when draws is 0 */
};

extern const double simulate_levels[SIMULATE_LEVELS];

/* Opened once for each thread. */
struct simulate_model {
    const void *context;
    const struct draws *draws;
    size_t figure_count;
    const double *typ;          /* of each figure */
    const char *const *reasons; /* of each figure, why typ has no value; may hold NULL */
    /* `rows`: what draws_block fills before every call of `run`, which gives the figures of
     * `count` draws in rows of RANDOM_BLOCK, NaN where there is no value. */
    enum optibom_status (*open)(void **worker, const void *context, const double *rows,
                                struct arena *arena, struct error *err);
    enum optibom_status (*run)(void *worker, double *figures, size_t count, struct error *err);
};

/* OPTIBOM_BAD_INPUT for options out of their domain. */
enum optibom_status simulate_run(const struct simulate_result **out, struct arena *arena,
                                 const struct simulate_model *model,
                                 const struct simulate_options *options, struct error *err);

#endif
