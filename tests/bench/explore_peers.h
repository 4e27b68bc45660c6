/* Two loops over all combinations of a catalog that keep the front: what a careful program does
 * without a decomposition. */
#ifndef OPTIBOM_BENCH_EXPLORE_PEERS_H
#define OPTIBOM_BENCH_EXPLORE_PEERS_H

#include "explore_catalog.h"

struct peer_point {
    int64_t values[OBJECTIVES];
};

/*
 * Points no other one beats. A point that a grid of prefix minima does not reject at once waits in
 * `waiting`; when that is full, the front of all is made by sorting, and the grid anew.
 */
struct peer_archive {
    struct peer_point *points; /* the front, in lexicographic order, and behind it those waiting */
    struct peer_point *stairs; /* room for the second and third values of a front */
    size_t count, waiting;
    int64_t
        *least; /* grid: of the points in cells below a cell in the first two values, the third */
    int64_t low[2];
    double per_cell[2];
    uint64_t feasible; /* points that were added */
};

/* Every combination is evaluated, then tested. False when memory is exhausted. */
bool peer_evaluate_all(struct peer_archive *archive, const struct bench_catalog *catalog);

/* Each predicate as early as it can be tested, sums and counts as far out as they belong. */
bool peer_test_early(struct peer_archive *archive, const struct bench_catalog *catalog);

void peer_archive_fini(struct peer_archive *archive);

#endif
