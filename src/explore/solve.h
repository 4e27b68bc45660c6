/* The exact front of a problem. Statements, and why nothing is lost, in solve.c. */
#ifndef OPTIBOM_EXPLORE_SOLVE_H
#define OPTIBOM_EXPLORE_SOLVE_H

#include "base/error.h"
#include "explore/front.h"

struct explore_options {
    unsigned threads; /* 0 is 1; the answer is the same with any number */
    /* Told now and then how much of the search is done, 0 while the halves are made, then up to 1;
     * false ends it there. From any of the threads, one call at a time. May be NULL. */
    bool (*progress)(void *context, double share);
    void *context;
};

struct explore_answer;

/* OPTIBOM_BAD_INPUT when a slot adds more than EXPLORE_MOST to a value. The problem must outlive
 * the answer, which explore_answer_free takes. */
enum optibom_status explore_solve(struct explore_answer **out,
                                  const struct explore_problem *problem,
                                  const struct explore_options *options, struct error *err);
void explore_answer_free(struct explore_answer *answer);

/* Points of the objectives alone, in lexicographic order; none when no filling is feasible. */
const struct explore_front *explore_answer_front(const struct explore_answer *answer);

/* Less than 1 when the search was ended early: the points, if there are any yet, are then those
 * that no other filling looked at beats, and of this share of the search it is proven. */
double explore_answer_share(const struct explore_answer *answer);

/* How many fillings have the objectives of the point, whatever else they spend; UINT64_MAX when
 * they are not fewer. Variants count each. */
uint64_t explore_answer_ways(const struct explore_answer *answer, size_t point);

/* The `way`-th of them: a choice for each slot. */
void explore_answer_filling(struct explore_choice *choices, const struct explore_answer *answer,
                            size_t point, uint64_t way);

#endif
