#include "explore/fronts.h"

#include "explore/unite.h"
#include "explore/workers.h"

#include <stdlib.h>

/* The union over the states of the cut, in parts: each has a pool of its own. */
struct join {
    struct explore_fronts *fronts;
    struct explore_term *terms;
    size_t term_count;
    struct explore_pool pools[EXPLORE_THREADS];
    double shares[EXPLORE_THREADS];
    unsigned parts;
};

static void tell(void *context, double share)
{
    struct explore_fronts *fronts = context;
    if (fronts->options.progress != NULL &&
        !fronts->options.progress(fronts->options.context, share))
        atomic_store(&fronts->is_ended, true);
}

static void join_part(void *context, size_t number)
{
    struct join *join = context;
    struct explore_fronts *fronts = join->fronts;
    bool is_ok = explore_unite(&join->pools[number], &join->shares[number],
                               &(struct explore_union){.values = fronts->problem->values,
                                                       .kept = fronts->problem->objectives,
                                                       .most = fronts->problem->most,
                                                       .terms = join->terms,
                                                       .term_count = join->term_count,
                                                       .part = (unsigned)number,
                                                       .parts = join->parts,
                                                       .progress = number == 0 ? tell : NULL,
                                                       .context = fronts,
                                                       .is_ended = &fronts->is_ended});
    if (!is_ok)
        atomic_store(&fronts->is_failed, true);
}

bool explore_fronts_join(struct explore_front *out, double *share, struct explore_fronts *fronts)
{
    size_t objectives = fronts->problem->objectives;
    unsigned threads = fronts->options.threads > 0 ? fronts->options.threads : 1;
    struct join join = {.fronts = fronts,
                        .term_count = fronts->graph.levels[fronts->cut].state_count,
                        .parts = threads < EXPLORE_THREADS ? threads : EXPLORE_THREADS};
    join.terms = calloc(join.term_count + 1, sizeof *join.terms);
    for (unsigned i = 0; i < join.parts; i++)
        explore_pool_init(&join.pools[i], objectives, objectives);
    for (size_t i = 0; join.terms != NULL && i < join.term_count; i++) {
        const struct explore_front *before = &fronts->before[fronts->cut][i].front;
        join.terms[i] = (struct explore_term){before->points, before->count,
                                              &fronts->after[fronts->cut][i].groups};
    }
    bool is_ok = join.terms != NULL;
    if (is_ok)
        explore_workers_run(join.parts, join.parts, join_part, &join);
    is_ok = is_ok && !atomic_load(&fronts->is_failed);
    *share = 1;
    for (unsigned i = 0; is_ok && i < join.parts; i++) {
        *share = join.shares[i] < *share ? join.shares[i] : *share;
        is_ok = i == 0 || explore_pool_join(&join.pools[0], &join.pools[i]);
    }
    is_ok = is_ok && explore_pool_front(out, &join.pools[0]);
    for (unsigned i = 0; i < join.parts; i++)
        explore_pool_fini(&join.pools[i]);
    free(join.terms);
    if (atomic_load(&fronts->is_ended) && *share == 1)
        *share = 0; /* it ended before the halves were whole */
    return is_ok;
}

/* The way among those of a point: gives its origin, and takes the ways before it off `way`. */
static const struct explore_origin *find_origin(uint64_t *way, uint64_t *own_ways,
                                                const struct explore_fronts *fronts,
                                                const struct explore_node *node, size_t point,
                                                size_t level, size_t state, bool is_after)
{
    for (uint32_t at = node->front.first[point];; at = node->front.origins[at].next) {
        const struct explore_origin *origin = &node->front.origins[at];
        const struct explore_edge *edge =
            explore_fronts_edge(fronts, level, state, origin->term, is_after);
        *own_ways = explore_fronts_local(fronts, level, edge, is_after)->ways[origin->own];
        uint64_t rest = explore_fronts_rest(fronts, level, edge, is_after)->ways[origin->rest];
        uint64_t here = explore_ways_times(*own_ways, rest);
        if (*way < here || origin->next == EXPLORE_NONE)
            return origin;
        *way -= here;
    }
}

static size_t candidate_at(const struct explore_node *local, size_t point, uint64_t way)
{
    uint32_t at = local->front.first[point];
    while (way-- > 0)
        at = local->front.origins[at].next;
    return local->front.origins[at].own;
}

static void follow(struct explore_choice *choices, const struct explore_fronts *fronts,
                   size_t level, size_t state, size_t point, uint64_t way, bool is_after)
{
    size_t end = is_after ? fronts->problem->slot_count : 0;
    while (level != end) {
        size_t slot = is_after ? level : level - 1;
        const struct explore_node *node =
            &(is_after ? fronts->after : fronts->before)[level][state];
        uint64_t own;
        const struct explore_origin *origin =
            find_origin(&way, &own, fronts, node, point, level, state, is_after);
        const struct explore_edge *edge =
            explore_fronts_edge(fronts, level, state, origin->term, is_after);
        choices[slot] = (struct explore_choice){
            candidate_at(explore_fronts_local(fronts, level, edge, is_after), origin->own,
                         way % own),
            edge->variant};
        way /= own;
        point = origin->rest;
        state = is_after ? edge->to : edge->from;
        level = is_after ? level + 1 : level - 1;
    }
}

void explore_fronts_before(struct explore_choice *choices, const struct explore_fronts *fronts,
                           size_t state, size_t point, uint64_t way)
{
    follow(choices, fronts, fronts->cut, state, point, way, false);
}

void explore_fronts_after(struct explore_choice *choices, const struct explore_fronts *fronts,
                          size_t state, size_t point, uint64_t way)
{
    follow(choices, fronts, fronts->cut, state, point, way, true);
}
