/*
 * Nothing that no other filling beats is lost:
 * (1) Candidates of a class stand for each other in every filling, and a filling's values rise with
 *     each of its candidate's: one that another of its class beats makes a filling that is beaten.
 * (2) What can still be added after a state depends on the state alone. So of the ways to come to a
 *     state only those count that no other way to it beats, and in the same way of the ways to go
 * on from it. A value that is only limited counts as one more value by which a way may be better.
 * (3) Every filling passes one state between any two slots: the front of all is that of the sums of
 *     a way to a state and a way on from it, over the states of one level.
 * The level is the one at which the ways to it and the ways on, before any is dropped, are fewest.
 */
#include "explore/solve.h"

#include "explore/fronts.h"

#include <assert.h>
#include <stdlib.h>

struct explore_answer {
    struct explore_fronts fronts;
    struct explore_front front;
    double share;
};

static enum optibom_status failure(const struct explore_fronts *fronts, struct error *err)
{
    return atomic_load(&fronts->is_too_large)
               ? error_set(err, OPTIBOM_BAD_INPUT,
                           "a part of the sums is too large; ask in a larger unit")
               : error_no_memory(err);
}

enum optibom_status explore_solve(struct explore_answer **out,
                                  const struct explore_problem *problem,
                                  const struct explore_options *options, struct error *err)
{
    assert(problem->values <= EXPLORE_VALUES && problem->objectives >= 1 &&
           problem->objectives <= problem->values && problem->slot_count >= 1 &&
           problem->slot_count <= EXPLORE_SLOTS);
    struct explore_answer *answer = calloc(1, sizeof *answer);
    if (answer == NULL)
        return error_no_memory(err);
    enum optibom_status status = OPTIBOM_OK;
    if (!explore_fronts_make(&answer->fronts, problem, options) ||
        !explore_fronts_join(&answer->front, &answer->share, &answer->fronts))
        status = failure(&answer->fronts, err);
    if (status != OPTIBOM_OK) {
        explore_answer_free(answer);
        return status;
    }
    *out = answer;
    return OPTIBOM_OK;
}

void explore_answer_free(struct explore_answer *answer)
{
    if (answer == NULL)
        return;
    explore_fronts_fini(&answer->fronts);
    explore_front_fini(&answer->front);
    free(answer);
}

const struct explore_front *explore_answer_front(const struct explore_answer *answer)
{
    return &answer->front;
}

double explore_answer_share(const struct explore_answer *answer)
{
    return answer->share;
}

static const struct explore_node *before(const struct explore_answer *answer,
                                         const struct explore_origin *origin)
{
    return &answer->fronts.before[answer->fronts.cut][origin->term];
}

static const struct explore_node *after(const struct explore_answer *answer,
                                        const struct explore_origin *origin)
{
    return &answer->fronts.after[answer->fronts.cut][origin->term];
}

uint64_t explore_answer_ways(const struct explore_answer *answer, size_t point)
{
    uint64_t ways = 0;
    const struct explore_origin *origin;
    for (uint32_t at = answer->front.first[point]; at != EXPLORE_NONE; at = origin->next) {
        origin = &answer->front.origins[at];
        ways =
            explore_ways_add(ways, explore_ways_times(before(answer, origin)->ways[origin->own],
                                                      after(answer, origin)->ways[origin->rest]));
    }
    return ways;
}

void explore_answer_filling(struct explore_choice *choices, const struct explore_answer *answer,
                            size_t point, uint64_t way)
{
    const struct explore_origin *origin;
    for (uint32_t at = answer->front.first[point]; at != EXPLORE_NONE; at = origin->next) {
        origin = &answer->front.origins[at];
        uint64_t own = before(answer, origin)->ways[origin->own];
        uint64_t here = explore_ways_times(own, after(answer, origin)->ways[origin->rest]);
        if (way >= here) {
            way -= here;
            continue;
        }
        explore_fronts_before(choices, &answer->fronts, origin->term, origin->own, way % own);
        explore_fronts_after(choices, &answer->fronts, origin->term, origin->rest, way / own);
        return;
    }
}
