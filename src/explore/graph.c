#include "explore/graph.h"

#include <stdlib.h>
#include <string.h>

/* Numbers of the states of a level, by what they say. */
struct state_map {
    struct explore_level *level;
    uint32_t *slots; /* number + 1; 0: free */
    size_t slot_count, state_capacity, edge_capacity;
};

static uint64_t hash_of(const struct explore_state *state)
{
    uint64_t hash = UINT64_C(0x9e3779b97f4a7c15);
    for (size_t i = 0; i < EXPLORE_STATE; i++) {
        hash = (hash ^ (uint64_t)state->numbers[i]) * UINT64_C(0xff51afd7ed558ccd);
        hash ^= hash >> 32;
    }
    return hash;
}

static uint32_t *slot_of(const struct state_map *map, const struct explore_state *state)
{
    size_t at = hash_of(state) & (map->slot_count - 1);
    while (map->slots[at] != 0 &&
           memcmp(&map->level->states[map->slots[at] - 1], state, sizeof *state) != 0)
        at = (at + 1) & (map->slot_count - 1);
    return &map->slots[at];
}

static bool grow_map(struct state_map *map)
{
    size_t capacity = map->state_capacity > 0 ? 2 * map->state_capacity : 64;
    struct explore_state *states = realloc(map->level->states, capacity * sizeof *states);
    if (states == NULL)
        return false;
    map->level->states = states;
    uint32_t *slots = calloc(2 * capacity, sizeof *slots);
    if (slots == NULL)
        return false;
    free(map->slots);
    map->slots = slots;
    map->slot_count = 2 * capacity;
    map->state_capacity = capacity;
    for (size_t i = 0; i < map->level->state_count; i++)
        *slot_of(map, &states[i]) = (uint32_t)i + 1;
    return true;
}

static bool put_state(uint32_t *number, struct state_map *map, const struct explore_state *state)
{
    if (map->level->state_count == map->state_capacity && !grow_map(map))
        return false;
    uint32_t *slot = slot_of(map, state);
    if (*slot == 0) {
        map->level->states[map->level->state_count] = *state;
        *slot = (uint32_t)++map->level->state_count;
    }
    *number = *slot - 1;
    return true;
}

/* Candidates of a class that differ only in what is counted 0 times are equal there. */
static uint32_t local_of(const struct explore_problem *problem, uint32_t class_number,
                         const int64_t *scale)
{
    uint32_t local = class_number;
    for (size_t i = 0; i < problem->objectives; i++)
        local = local << 1 | (scale[i] == 0);
    return local;
}

static bool put_edge(struct explore_level *level, size_t *capacity, const struct explore_edge *edge)
{
    if (level->edge_count == *capacity) {
        size_t grown = *capacity > 0 ? 2 * *capacity : 64;
        struct explore_edge *edges = realloc(level->edges, grown * sizeof *edges);
        if (edges == NULL)
            return false;
        level->edges = edges;
        *capacity = grown;
    }
    level->edges[level->edge_count++] = *edge;
    return true;
}

/* Every step from the states of a level. */
static bool take_steps(struct explore_graph *graph, const struct explore_problem *problem,
                       size_t slot)
{
    static const struct explore_state END;
    struct explore_level *level = &graph->levels[slot];
    struct state_map next = {.level = &graph->levels[slot + 1]};
    size_t capacity = 0;
    bool is_ok = true;
    for (size_t from = 0; from < level->state_count; from++)
        for (uint32_t class_number = 0; class_number < problem->slots[slot].class_count;
             class_number++) {
            struct explore_step step = {0};
            for (unsigned variant = 0;
                 is_ok && problem->step(&step, problem->context, slot, &level->states[from],
                                        class_number, variant);
                 variant++) {
                struct explore_edge edge = {.from = (uint32_t)from,
                                            .variant = variant,
                                            .local = local_of(problem, class_number, step.scale)};
                memcpy(edge.scale, step.scale, sizeof edge.scale);
                memcpy(edge.constant, step.constant, sizeof edge.constant);
                is_ok = put_state(&edge.to, &next,
                                  slot + 1 < problem->slot_count ? &step.next : &END) &&
                        put_edge(level, &capacity, &edge);
                step = (struct explore_step){0};
            }
        }
    free(next.slots);
    return is_ok;
}

/* Leaves out the edges to states from which no edge goes on. */
static bool drop_dead_ends(struct explore_graph *graph)
{
    for (size_t l = graph->level_count - 1; l-- > 0;) {
        struct explore_level *level = &graph->levels[l], *next = &graph->levels[l + 1];
        bool *is_alive = calloc(next->state_count + 1, sizeof *is_alive);
        size_t kept = 0;
        if (is_alive == NULL)
            return false;
        for (size_t i = 0; i < next->edge_count; i++)
            is_alive[next->edges[i].from] = true;
        for (size_t i = 0; i < level->edge_count; i++)
            if (l + 2 == graph->level_count || is_alive[level->edges[i].to])
                level->edges[kept++] = level->edges[i];
        level->edge_count = kept;
        free(is_alive);
    }
    return true;
}

bool explore_graph_make(struct explore_graph *graph, const struct explore_problem *problem)
{
    *graph = (struct explore_graph){.level_count = problem->slot_count + 1};
    graph->levels = calloc(graph->level_count, sizeof *graph->levels);
    bool is_ok = graph->levels != NULL;
    if (is_ok) {
        graph->levels[0].states = malloc(sizeof *graph->levels[0].states);
        is_ok = graph->levels[0].states != NULL;
    }
    if (is_ok) {
        graph->levels[0].states[0] = problem->start;
        graph->levels[0].state_count = 1;
    }
    for (size_t slot = 0; is_ok && slot < problem->slot_count; slot++)
        is_ok = take_steps(graph, problem, slot);
    is_ok = is_ok && drop_dead_ends(graph);
    if (!is_ok)
        explore_graph_fini(graph);
    return is_ok;
}

void explore_graph_fini(struct explore_graph *graph)
{
    for (size_t i = 0; graph->levels != NULL && i < graph->level_count; i++) {
        free(graph->levels[i].states);
        free(graph->levels[i].edges);
    }
    free(graph->levels);
    *graph = (struct explore_graph){0};
}
