/* Fronts of the states of a problem: of the ways to a state, and of the ways on from it. */
#ifndef OPTIBOM_EXPLORE_FRONTS_H
#define OPTIBOM_EXPLORE_FRONTS_H

#include "explore/graph.h"
#include "explore/groups.h"
#include "explore/solve.h"

#include <stdatomic.h>

struct explore_node {
    struct explore_front front;
    struct explore_groups groups;
    uint64_t *ways; /* fillings of each point; UINT64_MAX: not fewer */
};

struct explore_fronts {
    const struct explore_problem *problem;
    struct explore_options options;
    struct explore_graph graph;
    struct explore_node *
        *locals; /* candidates, by slot and edge's local: an origin's `own` is one */
    struct explore_node **before; /* by level, up to the cut, and state; origins' `own` is a point
                                   * of the local front, `rest` one of the state before */
    struct explore_node **after;  /* by level, from the cut, and state */
    uint32_t **out;               /* by level and state: its first edge, and one more */
    uint32_t **in, **into;        /* by level and state: first place in `into`, and one more; edges
                                   * of the level before by the state they lead to */
    size_t cut;
    atomic_bool is_ended, is_failed, is_too_large;
};

/* False when memory is exhausted or, is_too_large, a sum may not fit. Either way and always
 * explore_fronts_fini. */
bool explore_fronts_make(struct explore_fronts *fronts, const struct explore_problem *problem,
                         const struct explore_options *options);
void explore_fronts_fini(struct explore_fronts *fronts);

/* The front of all fillings; an origin's `term` is a state of the cut, `own` a way to it, `rest` a
 * way on. False when memory is exhausted. */
bool explore_fronts_join(struct explore_front *out, double *share, struct explore_fronts *fronts);

/* The choices for the slots before and after the cut that a way takes. */
void explore_fronts_before(struct explore_choice *choices, const struct explore_fronts *fronts,
                           size_t state, size_t point, uint64_t way);
void explore_fronts_after(struct explore_choice *choices, const struct explore_fronts *fronts,
                          size_t state, size_t point, uint64_t way);

/* The edge of a term of a node. */
const struct explore_edge *explore_fronts_edge(const struct explore_fronts *fronts, size_t level,
                                               size_t state, size_t number, bool is_after);

/* What a term adds up: candidates of the slot, and a node of the level before or after. */
const struct explore_node *explore_fronts_local(const struct explore_fronts *fronts, size_t level,
                                                const struct explore_edge *edge, bool is_after);
const struct explore_node *explore_fronts_rest(const struct explore_fronts *fronts, size_t level,
                                               const struct explore_edge *edge, bool is_after);

/* Saturating at UINT64_MAX. */
uint64_t explore_ways_add(uint64_t a, uint64_t b);
uint64_t explore_ways_times(uint64_t a, uint64_t b);

#endif
