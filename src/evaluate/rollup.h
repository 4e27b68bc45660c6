/*
 * Roll-up of explicit bills of materials: parts, what they contain and how often, for all of them
 * at once. Shared subassemblies are computed once. Statements in rollup.c.
 */
#ifndef OPTIBOM_EVALUATE_ROLLUP_H
#define OPTIBOM_EVALUATE_ROLLUP_H

#include "base/arena.h"
#include "base/error.h"
#include "base/range.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* In place of an amount or a quantity. */
#define ROLLUP_UNKNOWN INT64_MIN      /* not known, or too large to compute with */
#define ROLLUP_ABSENT (INT64_MIN + 1) /* of a quantity: the part is not reached */

/* Parts are numbers below part_count. The arrays belong to the caller and outlive the graph. */
struct rollup_input {
    size_t part_count, edge_count;
    const uint32_t *parents, *children; /* of each edge, in any order; equal edges add up */
    const int64_t *quantities;          /* pieces in one parent, 0 or more; or ROLLUP_UNKNOWN */
    const int64_t *cost_micros;         /* of each part: price of one piece; or ROLLUP_UNKNOWN */
    const struct range *power_w;        /* of each part: its own figure, filled; or none */
    const bool
        *is_stand_in;       /* of each part: a name for the one part in it, which is no line more */
    const bool *is_passive; /* of each part: without a figure it draws nothing */
};

/* Contents by parent, and an order in which every part stands before what it contains. */
struct rollup_graph {
    const struct rollup_input *input;
    uint32_t *first; /* of each part and one more: its contents in the two arrays below */
    uint32_t *children;
    int64_t *quantities;
    uint32_t *order;
    uint32_t *used_in; /* of each part: edges that lead to it; 0: a root */
};

/* Parts that contain each other: each the next, the last the first. */
struct rollup_cycle {
    uint32_t *parts;
    size_t count;
};

/* Everything in `arena`. OPTIBOM_CONFLICT without a sentence, which needs names, when parts contain
 * each other: one such cycle is in `cycle`. */
enum optibom_status rollup_graph_make(struct rollup_graph *out, struct rollup_cycle *cycle,
                                      struct arena *arena, const struct rollup_input *input,
                                      struct error *err);

/* One piece of a part. */
struct rollup_sum {
    int64_t cost_micros;      /* of all that has a price; ROLLUP_UNKNOWN when it does not fit */
    struct range power_w;     /* of all that has a figure */
    int64_t lines;            /* of its exploded bill of materials, itself left out */
    int64_t unpriced;         /* of these, or itself: lines that lack a price that the sum needs */
    int64_t unpowered;        /* the same of power; counts stop at INT64_MAX */
    uint32_t depth;           /* levels below it */
    bool has_cost, has_power; /* false: no line has one */
};

/* `out` holds one sum a part. */
void rollup_sums(struct rollup_sum *out, const struct rollup_graph *graph);

/* What a figure makes unnecessary is left out of needs: below a part with its own price only its
 * contents' prices. */
enum rollup_need { ROLLUP_ALL, ROLLUP_FOR_COST, ROLLUP_FOR_POWER };

/* Pieces of every part in one piece of each start, the starts included; ROLLUP_ABSENT where none
 * leads to it. `out` holds one quantity a part. */
void rollup_needs(int64_t *out, const struct rollup_graph *graph, const uint32_t *starts,
                  size_t start_count, enum rollup_need need);

/* Where a part is used: its pieces in one piece of every part that contains it at any depth; 1 for
 * itself, ROLLUP_ABSENT where it is not in. */
void rollup_uses(int64_t *out, const struct rollup_graph *graph, uint32_t part);

/* How many of the starts lead to each part; a start leads to itself. `out` holds one number a
 * part. */
enum optibom_status rollup_start_counts(uint32_t *out, const struct rollup_graph *graph,
                                        const uint32_t *starts, size_t start_count,
                                        struct error *err);

#endif
