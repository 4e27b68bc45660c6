/* The states that a problem can come to, level by level, and the steps between them. */
#ifndef OPTIBOM_EXPLORE_GRAPH_H
#define OPTIBOM_EXPLORE_GRAPH_H

#include "explore/problem.h"

struct explore_edge {
    uint32_t from, to; /* states of the level of its slot, and of the next */
    uint32_t variant;
    uint32_t local; /* front of the candidates, by class and the objectives of which there are 0 */
    int64_t scale[EXPLORE_VALUES], constant[EXPLORE_VALUES];
};

/* Before a slot is filled; after the last one all states are one. */
struct explore_level {
    struct explore_state *states;
    size_t state_count;
    struct explore_edge *edges; /* of its slot, by `from`; only those that lead to the end */
    size_t edge_count;
};

struct explore_graph {
    struct explore_level *levels; /* slot_count + 1 */
    size_t level_count;
};

/* False when memory is exhausted. */
bool explore_graph_make(struct explore_graph *graph, const struct explore_problem *problem);
void explore_graph_fini(struct explore_graph *graph);

#endif
