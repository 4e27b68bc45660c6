/*
 * The exact front of one open spec: which fillings of its slots no other filling beats.
 *
 * Why nothing is lost. (1) Candidates that a stage refuses fit in no filling that the state stands
 * for (judge.c), so every feasible filling is a path through the stages. (2) What a candidate adds
 * is the same for all of them (reads.c), so the solver's sums are the build's own, to a millionth
 * of a unit a slot; solve.c says why its front is whole. (3) The fillings of every point are looked
 * at whole. Where one cannot stand after all, or comes to another value, stages have joined what
 * does not go together: the search is made once more with every filling on its own.
 */
#ifndef OPTIBOM_EXPLORE_SEARCH_H
#define OPTIBOM_EXPLORE_SEARCH_H

#include "explore/refusal.h"
#include "explore/stage.h"

enum { SEARCH_WAYS = 16 }; /* fillings that a point lists */

struct search_point {
    double values[EXPLORE_VALUES]; /* of the goals (goal_value) */
    int64_t steps[EXPLORE_VALUES]; /* the same in steps */
    uint64_t ways;                 /* fillings of the same objectives */
    uint32_t **fillings;           /* the first of them; a candidate for each slot */
    size_t filling_count;
    int64_t *pieces; /* bought for each slot of the first filling */
    double *prices;  /* of one; NaN: not known */
};

struct search_answer {
    struct search_point *points;
    size_t count;
    struct refusal reason; /* where there is no point */
    double share;          /* of the search that is done; 1: it is proven */
};

struct search_options {
    unsigned threads;
    bool (*progress)(void *context); /* false ends the search; may be NULL */
    void *context;
};

/* A search over one spec; questions to it share what they have looked at. */
struct search {
    struct stages stages;
    struct flow_memory flows; /* of all looks */
    struct look_request look;
    const struct openings *openings;
    const struct goals *goals;
};

/* OPTIBOM_USAGE where nothing is open, or more than EXPLORE_SLOTS slots are. */
enum optibom_status search_open(struct search *search, const struct look_request *look,
                                const struct search_options *options, struct error *err);
void search_close(struct search *search);

/* Within a scope; everything lives in `arena`. */
enum optibom_status search_run(struct search_answer *out, struct arena *arena,
                               struct search *search, const struct search_scope *scope,
                               const struct search_options *options, struct error *err);

#endif
