#include "explore/fronts.h"

#include "explore/unite.h"
#include "explore/workers.h"

#include <stdlib.h>

/* A level's states whose fronts are made, each a job. */
struct level_job {
    struct explore_fronts *fronts;
    size_t level;
    bool is_after;
};

uint64_t explore_ways_add(uint64_t a, uint64_t b)
{
    return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

uint64_t explore_ways_times(uint64_t a, uint64_t b)
{
    return b != 0 && a > UINT64_MAX / b ? UINT64_MAX : a * b;
}

static void node_fini(struct explore_node *node)
{
    explore_front_fini(&node->front);
    explore_groups_fini(&node->groups);
    free(node->ways);
}

/* Takes the points of a pool, which then is empty. */
static bool node_make(struct explore_node *node, struct explore_pool *pool)
{
    if (!explore_pool_front(&node->front, pool) ||
        !explore_groups_make(&node->groups, &node->front))
        return false;
    node->ways = calloc(node->front.count + 1, sizeof *node->ways);
    return node->ways != NULL;
}

/* The candidates of a class that no other one of it beats, where some objectives do not count. */
static bool make_local(struct explore_node *node, const struct explore_problem *problem,
                       const struct explore_slot *slot, uint32_t local)
{
    struct explore_pool pool;
    explore_pool_init(&pool, problem->values, problem->objectives);
    bool is_ok = true;
    for (size_t i = 0; is_ok && i < slot->count; i++) {
        int64_t values[EXPLORE_VALUES];
        if (slot->candidates[i].class_number != local >> problem->objectives)
            continue;
        for (size_t k = 0; k < problem->values; k++)
            values[k] = k < problem->objectives && (local >> (problem->objectives - 1 - k) & 1) != 0
                            ? 0
                            : slot->candidates[i].values[k];
        is_ok = explore_pool_add(&pool, values, 0, (uint32_t)i, 0);
    }
    is_ok = is_ok && node_make(node, &pool);
    explore_pool_fini(&pool);
    for (size_t i = 0; is_ok && i < node->front.count; i++)
        for (uint32_t at = node->front.first[i]; at != EXPLORE_NONE;
             at = node->front.origins[at].next)
            node->ways[i]++;
    return is_ok;
}

/* The points of a local front as the edge makes them. False when one is too large to add up. */
static bool scale_points(int64_t *out, const struct explore_node *local,
                         const struct explore_edge *edge)
{
    for (size_t i = 0; i < local->front.count; i++)
        for (size_t k = 0; k < local->front.values; k++) {
            int64_t value;
            if (__builtin_mul_overflow(explore_front_at(&local->front, i)[k], edge->scale[k],
                                       &value) ||
                __builtin_add_overflow(value, edge->constant[k], &value) || value > EXPLORE_MOST ||
                value < -EXPLORE_MOST)
                return false;
            *out++ = value;
        }
    return true;
}

static size_t edges_of(const struct explore_fronts *fronts, size_t level, size_t state,
                       bool is_after)
{
    return is_after ? fronts->out[level][state + 1] - fronts->out[level][state]
                    : fronts->in[level][state + 1] - fronts->in[level][state];
}

const struct explore_edge *explore_fronts_edge(const struct explore_fronts *fronts, size_t level,
                                               size_t state, size_t number, bool is_after)
{
    return is_after ? &fronts->graph.levels[level].edges[fronts->out[level][state] + number]
                    : &fronts->graph.levels[level - 1]
                           .edges[fronts->into[level][fronts->in[level][state] + number]];
}

const struct explore_node *explore_fronts_local(const struct explore_fronts *fronts, size_t level,
                                                const struct explore_edge *edge, bool is_after)
{
    return &fronts->locals[is_after ? level : level - 1][edge->local];
}

const struct explore_node *explore_fronts_rest(const struct explore_fronts *fronts, size_t level,
                                               const struct explore_edge *edge, bool is_after)
{
    return is_after ? &fronts->after[level + 1][edge->to] : &fronts->before[level - 1][edge->from];
}

static void count_ways(struct explore_node *node, const struct explore_fronts *fronts, size_t level,
                       size_t state, bool is_after)
{
    for (size_t i = 0; i < node->front.count; i++)
        for (uint32_t at = node->front.first[i]; at != EXPLORE_NONE;
             at = node->front.origins[at].next) {
            const struct explore_origin *origin = &node->front.origins[at];
            const struct explore_edge *edge =
                explore_fronts_edge(fronts, level, state, origin->term, is_after);
            uint64_t own = explore_fronts_local(fronts, level, edge, is_after)->ways[origin->own];
            uint64_t rest = explore_fronts_rest(fronts, level, edge, is_after)->ways[origin->rest];
            node->ways[i] = explore_ways_add(node->ways[i], explore_ways_times(own, rest));
        }
}

/* The terms of a node; their own points are in one piece of memory, which the caller frees. */
static bool make_terms(struct explore_term *terms, int64_t **memory, struct explore_fronts *fronts,
                       const struct level_job *job, size_t state)
{
    size_t level = job->level, count = edges_of(fronts, level, state, job->is_after), points = 0;
    for (size_t i = 0; i < count; i++) {
        const struct explore_edge *edge =
            explore_fronts_edge(fronts, level, state, i, job->is_after);
        const struct explore_node *local = explore_fronts_local(fronts, level, edge, job->is_after);
        terms[i] = (struct explore_term){
            .own_count = local->front.count,
            .rest = &explore_fronts_rest(fronts, level, edge, job->is_after)->groups};
        points += local->front.count;
    }
    *memory = malloc((points * fronts->problem->values + 1) * sizeof **memory);
    if (*memory == NULL)
        return false;
    int64_t *next = *memory;
    for (size_t i = 0; i < count; i++) {
        const struct explore_edge *edge =
            explore_fronts_edge(fronts, level, state, i, job->is_after);
        if (!scale_points(next, explore_fronts_local(fronts, level, edge, job->is_after), edge)) {
            atomic_store(&fronts->is_too_large, true);
            return false;
        }
        terms[i].own = next;
        next += terms[i].own_count * fronts->problem->values;
    }
    return true;
}

static void make_node(void *context, size_t state)
{
    const struct level_job *job = context;
    struct explore_fronts *fronts = job->fronts;
    struct explore_node *node =
        &(job->is_after ? fronts->after : fronts->before)[job->level][state];
    size_t count = edges_of(fronts, job->level, state, job->is_after);
    struct explore_term *terms = malloc((count + 1) * sizeof *terms);
    int64_t *memory = NULL;
    double share;
    struct explore_pool pool;
    explore_pool_init(&pool, fronts->problem->values, fronts->problem->objectives);
    bool is_ok = terms != NULL && make_terms(terms, &memory, fronts, job, state) &&
                 explore_unite(&pool, &share,
                               &(struct explore_union){.values = pool.values,
                                                       .kept = pool.values,
                                                       .terms = terms,
                                                       .term_count = count,
                                                       .parts = 1,
                                                       .is_ended = &fronts->is_ended}) &&
                 node_make(node, &pool);
    if (is_ok)
        count_ways(node, fronts, job->level, state, job->is_after);
    else
        atomic_store(&fronts->is_failed, true);
    explore_pool_fini(&pool);
    free(memory);
    free(terms);
}

/* Nodes of a level, zeroed. */
static bool add_nodes(struct explore_node **nodes, const struct explore_fronts *fronts,
                      size_t level)
{
    nodes[level] = calloc(fronts->graph.levels[level].state_count + 1, sizeof **nodes);
    return nodes[level] != NULL;
}

static bool make_level(struct explore_fronts *fronts, size_t level, bool is_after)
{
    struct level_job job = {fronts, level, is_after};
    if (!add_nodes(is_after ? fronts->after : fronts->before, fronts, level))
        return false;
    explore_workers_run(fronts->options.threads, fronts->graph.levels[level].state_count, make_node,
                        &job);
    if (fronts->options.progress != NULL && !fronts->options.progress(fronts->options.context, 0))
        atomic_store(&fronts->is_ended, true);
    return !atomic_load(&fronts->is_failed);
}

/* Before the first slot, and after the last one, there is nothing to add. */
static bool make_nothing(struct explore_node **nodes, const struct explore_fronts *fronts,
                         size_t level)
{
    static const int64_t ZERO[EXPLORE_VALUES];
    struct explore_pool pool;
    explore_pool_init(&pool, fronts->problem->values, fronts->problem->objectives);
    bool is_ok = add_nodes(nodes, fronts, level);
    if (is_ok && fronts->graph.levels[level].state_count > 0) {
        is_ok = explore_pool_add(&pool, ZERO, 0, 0, 0) && node_make(&nodes[level][0], &pool);
        if (is_ok)
            nodes[level][0].ways[0] = 1;
    }
    explore_pool_fini(&pool);
    return is_ok;
}

/* Where the edges from each state of a level begin, and those to each state of the next. */
static bool index_edges(struct explore_fronts *fronts, size_t level)
{
    const struct explore_level *own = &fronts->graph.levels[level];
    const struct explore_level *next = &fronts->graph.levels[level + 1];
    uint32_t *out = fronts->out[level] = calloc(own->state_count + 2, sizeof *out);
    uint32_t *in = fronts->in[level + 1] = calloc(next->state_count + 2, sizeof *in);
    uint32_t *into = fronts->into[level + 1] = calloc(own->edge_count + 1, sizeof *into);
    if (out == NULL || in == NULL || into == NULL)
        return false;
    for (size_t i = 0; i < own->edge_count; i++) {
        out[own->edges[i].from + 1]++;
        in[own->edges[i].to + 2]++;
    }
    for (size_t i = 0; i < own->state_count; i++)
        out[i + 1] += out[i];
    for (size_t i = 0; i < next->state_count; i++)
        in[i + 2] += in[i + 1];
    /* One place ahead, so that filling moves each start to where it belongs. */
    for (size_t i = 0; i < own->edge_count; i++)
        into[in[own->edges[i].to + 1]++] = (uint32_t)i;
    return true;
}

/* The level with the fewest ways to it and on from it, of those behind a slot. */
static bool find_cut(struct explore_fronts *fronts)
{
    size_t levels = fronts->graph.level_count;
    double *ways[2] = {NULL, NULL}, *cost = calloc(levels, sizeof *cost);
    bool is_ok = cost != NULL;
    for (int is_after = 0; is_ok && is_after < 2; is_after++) {
        double sum = 0;
        for (size_t k = 0; is_ok && k < levels; k++) {
            size_t level = is_after ? levels - 1 - k : k;
            size_t count = fronts->graph.levels[level].state_count;
            double *here = calloc(count + 1, sizeof *here);
            is_ok = here != NULL;
            for (size_t state = 0; is_ok && state < count; state++) {
                here[state] = k == 0;
                size_t edges = k == 0 ? 0 : edges_of(fronts, level, state, is_after);
                for (size_t i = 0; i < edges; i++) {
                    const struct explore_edge *edge =
                        explore_fronts_edge(fronts, level, state, i, is_after);
                    here[state] +=
                        ways[is_after][is_after ? edge->to : edge->from] *
                        (double)explore_fronts_local(fronts, level, edge, is_after)->front.count;
                }
                sum += here[state];
            }
            free(ways[is_after]);
            ways[is_after] = here;
            if (is_ok)
                cost[level] += sum;
        }
    }
    fronts->cut = 1;
    for (size_t level = 2; is_ok && level < levels; level++)
        if (cost[level] < cost[fronts->cut])
            fronts->cut = level;
    free(ways[0]);
    free(ways[1]);
    free(cost);
    return is_ok;
}

static size_t local_count(const struct explore_problem *problem, size_t slot)
{
    return (size_t)problem->slots[slot].class_count << problem->objectives;
}

/* Those that an edge asks for. */
static bool make_locals(struct explore_fronts *fronts)
{
    const struct explore_problem *problem = fronts->problem;
    bool is_ok = true;
    for (size_t slot = 0; is_ok && slot < problem->slot_count; slot++) {
        const struct explore_level *level = &fronts->graph.levels[slot];
        fronts->locals[slot] = calloc(local_count(problem, slot) + 1, sizeof **fronts->locals);
        is_ok = fronts->locals[slot] != NULL;
        for (size_t i = 0; is_ok && i < level->edge_count; i++) {
            struct explore_node *node = &fronts->locals[slot][level->edges[i].local];
            if (node->ways == NULL)
                is_ok = make_local(node, problem, &problem->slots[slot], level->edges[i].local);
        }
    }
    return is_ok;
}

static bool make_all(struct explore_fronts *fronts)
{
    size_t slots = fronts->problem->slot_count;
    bool is_ok = explore_graph_make(&fronts->graph, fronts->problem) && make_locals(fronts);
    for (size_t level = 0; is_ok && level < slots; level++)
        is_ok = index_edges(fronts, level);
    is_ok = is_ok && find_cut(fronts) && make_nothing(fronts->before, fronts, 0) &&
            make_nothing(fronts->after, fronts, slots);
    for (size_t level = 1; is_ok && level <= fronts->cut; level++)
        is_ok = make_level(fronts, level, false);
    for (size_t level = slots; is_ok && level-- > fronts->cut;)
        is_ok = make_level(fronts, level, true);
    return is_ok;
}

bool explore_fronts_make(struct explore_fronts *fronts, const struct explore_problem *problem,
                         const struct explore_options *options)
{
    size_t levels = problem->slot_count + 1;
    *fronts = (struct explore_fronts){.problem = problem};
    if (options != NULL)
        fronts->options = *options;
    fronts->locals = calloc(levels, sizeof *fronts->locals);
    fronts->before = calloc(levels, sizeof *fronts->before);
    fronts->after = calloc(levels, sizeof *fronts->after);
    fronts->out = calloc(levels, sizeof *fronts->out);
    fronts->in = calloc(levels, sizeof *fronts->in);
    fronts->into = calloc(levels, sizeof *fronts->into);
    return fronts->locals != NULL && fronts->before != NULL && fronts->after != NULL &&
           fronts->out != NULL && fronts->in != NULL && fronts->into != NULL && make_all(fronts);
}

static void free_nodes(struct explore_node **nodes, size_t level, size_t count)
{
    for (size_t i = 0; nodes != NULL && nodes[level] != NULL && i < count; i++)
        node_fini(&nodes[level][i]);
    if (nodes != NULL)
        free(nodes[level]);
}

void explore_fronts_fini(struct explore_fronts *fronts)
{
    size_t levels = fronts->problem != NULL ? fronts->problem->slot_count + 1 : 0;
    for (size_t level = 0; level < levels; level++) {
        size_t states = fronts->graph.levels != NULL ? fronts->graph.levels[level].state_count : 0;
        free_nodes(fronts->before, level, states);
        free_nodes(fronts->after, level, states);
        if (level + 1 < levels)
            free_nodes(fronts->locals, level, local_count(fronts->problem, level));
        uint32_t **lists[] = {fronts->out, fronts->in, fronts->into};
        for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
            if (lists[i] != NULL)
                free(lists[i][level]);
    }
    free(fronts->locals);
    free(fronts->before);
    free(fronts->after);
    free(fronts->out);
    free(fronts->in);
    free(fronts->into);
    explore_graph_fini(&fronts->graph);
    *fronts = (struct explore_fronts){0};
}
