/* Roll-up of small graphs by hand and of random ones against plain recursion. R numbers are those
 * of src/evaluate/rollup.c. */
#include "check.h"

#include "evaluate/rollup.h"

#include <string.h>

enum { PARTS = 12, EDGES = 40 };

struct edge {
    uint32_t parent, child;
    int64_t quantity;
};

/* A graph with its arrays; parts have neither price nor power until a test gives them. */
struct graph {
    struct arena arena;
    uint32_t parents[EDGES], children[EDGES];
    int64_t quantities[EDGES], cost[PARTS];
    struct range power[PARTS];
    bool is_stand_in[PARTS], is_passive[PARTS];
    struct rollup_input input;
    struct rollup_graph made;
    struct rollup_sum sums[PARTS];
    int64_t needs[PARTS];
    struct error err;
};

static void graph_init(struct graph *graph, size_t parts, const struct edge *edges, size_t count)
{
    *graph = (struct graph){.input = {.part_count = parts, .edge_count = count}};
    arena_init(&graph->arena);
    graph->input.parents = graph->parents;
    graph->input.children = graph->children;
    graph->input.quantities = graph->quantities;
    graph->input.cost_micros = graph->cost;
    graph->input.power_w = graph->power;
    graph->input.is_stand_in = graph->is_stand_in;
    graph->input.is_passive = graph->is_passive;
    for (size_t i = 0; i < parts; i++) {
        graph->cost[i] = ROLLUP_UNKNOWN;
        graph->power[i] = range_none();
    }
    for (size_t i = 0; i < count; i++) {
        graph->parents[i] = edges[i].parent;
        graph->children[i] = edges[i].child;
        graph->quantities[i] = edges[i].quantity;
    }
}

static enum optibom_status graph_make(struct graph *graph, struct rollup_cycle *cycle)
{
    return rollup_graph_make(&graph->made, cycle, &graph->arena, &graph->input, &graph->err);
}

static void graph_sum(struct graph *graph)
{
    struct rollup_cycle cycle;
    assert_int_equal(graph_make(graph, &cycle), OPTIBOM_OK);
    rollup_sums(graph->sums, &graph->made);
}

/* 0 has 2 of 1 and 3 of 2, each of which has 4 and 5 of 3: a diamond. 3 costs 7 and draws 1, 2, 3.
 */
static const struct edge DIAMOND[] = {{0, 1, 2}, {0, 2, 3}, {1, 3, 4}, {2, 3, 5}};

/* R1 R5: 2 x 4 + 3 x 5 = 23 pieces of 3. */
static void shares_a_subassembly(void **state)
{
    (void)state;
    struct graph graph;
    graph_init(&graph, 4, DIAMOND, 4);
    graph.cost[3] = 7;
    graph.power[3] = (struct range){1, 2, 3};
    graph_sum(&graph);
    const struct rollup_sum *sums = graph.sums;
    assert_int_equal(sums[0].cost_micros, 23 * 7);
    assert_int_equal(sums[1].cost_micros, 28);
    assert_int_equal(sums[2].cost_micros, 35);
    assert_int_equal(sums[3].cost_micros, 7);
    CHECK_CLOSE(sums[0].power_w.min, 23);
    CHECK_CLOSE(sums[0].power_w.typ, 46);
    CHECK_CLOSE(sums[0].power_w.max, 69);
    assert_int_equal(sums[0].lines, 4);
    assert_int_equal(sums[0].depth, 2);
    assert_int_equal(sums[3].depth, 0);
    assert_int_equal(sums[0].unpriced + sums[0].unpowered, 0);
    const uint32_t starts[] = {0, 1};
    rollup_needs(graph.needs, &graph.made, starts, 2, ROLLUP_ALL);
    assert_int_equal(graph.needs[0], 1);
    assert_int_equal(graph.needs[1], 3);
    assert_int_equal(graph.needs[3], 23 + 4);
    rollup_uses(graph.needs, &graph.made, 3);
    assert_int_equal(graph.needs[0], 23);
    assert_int_equal(graph.needs[2], 5);
    assert_int_equal(graph.needs[3], 1);
    rollup_uses(graph.needs, &graph.made, 1);
    assert_int_equal(graph.needs[0], 2);
    assert_true(graph.needs[2] == ROLLUP_ABSENT && graph.needs[3] == ROLLUP_ABSENT);
    arena_fini(&graph.arena);
}

/* R1: the price of 1 hides that 3 has none there; its power is that of its contents all the same.
 */
static void own_figure_or_contents(void **state)
{
    (void)state;
    struct graph graph;
    graph_init(&graph, 4, DIAMOND, 4);
    graph.cost[1] = 100;
    graph.power[3] = range_exact(2);
    graph.power[2] = range_exact(1);
    graph_sum(&graph);
    assert_int_equal(graph.sums[0].cost_micros, 200);
    assert_int_equal(graph.sums[0].unpriced, 1);
    assert_true(graph.sums[0].has_cost && !graph.sums[2].has_cost);
    CHECK_CLOSE(graph.sums[0].power_w.typ, 2 * 8 + 3 * 1);
    const uint32_t start = 0;
    rollup_needs(graph.needs, &graph.made, &start, 1, ROLLUP_FOR_COST);
    assert_int_equal(graph.needs[3], 15);
    rollup_needs(graph.needs, &graph.made, &start, 1, ROLLUP_FOR_POWER);
    assert_int_equal(graph.needs[3], 8);
    arena_fini(&graph.arena);
}

/* R3: lines, not pieces; passive parts lack no power; quantity 0 lacks nothing. */
static void counts_what_is_missing(void **state)
{
    (void)state;
    static const struct edge edges[] = {{0, 1, 2}, {0, 2, 3}, {1, 3, 4},
                                        {2, 3, 5}, {0, 4, 9}, {0, 5, 0}};
    struct graph graph;
    graph_init(&graph, 6, edges, 6);
    graph.is_passive[4] = true;
    graph_sum(&graph);
    assert_int_equal(graph.sums[0].unpriced, 3);
    assert_int_equal(graph.sums[0].unpowered, 2);
    assert_int_equal(graph.sums[0].lines, 6);
    assert_false(graph.sums[0].has_cost || graph.sums[0].has_power);
    assert_int_equal(graph.sums[5].unpriced, 1);
    arena_fini(&graph.arena);
}

/* R4 R5: 3 in 1 as often as needed. */
static void quantities_that_are_not_known(void **state)
{
    (void)state;
    static const struct edge edges[] = {{0, 1, 2}, {0, 2, 3}, {1, 3, ROLLUP_UNKNOWN}, {2, 3, 5}};
    struct graph graph;
    const uint32_t start = 0;
    graph_init(&graph, 4, edges, 4);
    graph.cost[3] = 7;
    graph.is_passive[3] = true;
    graph_sum(&graph);
    assert_int_equal(graph.sums[0].cost_micros, 3 * 5 * 7);
    assert_int_equal(graph.sums[0].unpriced, 1);
    assert_int_equal(graph.sums[0].unpowered, 0);
    rollup_needs(graph.needs, &graph.made, &start, 1, ROLLUP_ALL);
    assert_true(graph.needs[3] == ROLLUP_UNKNOWN);
    rollup_uses(graph.needs, &graph.made, 3);
    assert_true(graph.needs[0] == ROLLUP_UNKNOWN && graph.needs[1] == ROLLUP_UNKNOWN);
    assert_int_equal(graph.needs[2], 5);
    arena_fini(&graph.arena);
}

/* R2: 2^62 fits, twice that does not; what is above does not either, what is beside does. */
static void amounts_that_do_not_fit(void **state)
{
    (void)state;
    static const struct edge edges[] = {
        {0, 1, 1}, {1, 3, 2}, {2, 3, 1}, {4, 5, INT64_MAX}, {5, 6, INT64_MAX}};
    struct graph graph;
    const uint32_t start = 4;
    graph_init(&graph, 7, edges, 5);
    graph.cost[3] = (int64_t)1 << 62;
    graph_sum(&graph);
    assert_int_equal(graph.sums[2].cost_micros, (int64_t)1 << 62);
    assert_true(graph.sums[1].cost_micros == ROLLUP_UNKNOWN);
    assert_true(graph.sums[0].cost_micros == ROLLUP_UNKNOWN && graph.sums[0].has_cost);
    rollup_needs(graph.needs, &graph.made, &start, 1, ROLLUP_ALL);
    assert_int_equal(graph.needs[5], INT64_MAX);
    assert_true(graph.needs[6] == ROLLUP_UNKNOWN);
    arena_fini(&graph.arena);
    /* Two products that fit, and a sum that does not. */
    static const struct edge sum[] = {{0, 1, 1}, {0, 2, 1}};
    graph_init(&graph, 3, sum, 2);
    graph.cost[1] = graph.cost[2] = (int64_t)1 << 62;
    graph_sum(&graph);
    assert_true(graph.sums[0].cost_micros == ROLLUP_UNKNOWN && graph.sums[0].has_cost);
    arena_fini(&graph.arena);
}

/* R3 R4: each part holds the next on two lines: 2 + 4 + 8 ... lines, which stop at the most. */
static void lines_that_cannot_be_counted(void **state)
{
    (void)state;
    enum { LEVELS = 70 };
    static uint32_t parents[2 * LEVELS], children[2 * LEVELS];
    static int64_t quantities[2 * LEVELS], cost[LEVELS + 1];
    static struct range power[LEVELS + 1];
    static struct rollup_sum sums[LEVELS + 1];
    static bool flags[LEVELS + 1];
    struct rollup_graph graph;
    struct rollup_cycle cycle;
    struct arena arena;
    struct error err = {0};
    arena_init(&arena);
    for (uint32_t i = 0; i < 2 * LEVELS; i++) {
        parents[i] = i / 2;
        children[i] = i / 2 + 1;
        quantities[i] = i == 0 ? ROLLUP_UNKNOWN : 1;
    }
    for (size_t i = 0; i <= LEVELS; i++) {
        cost[i] = ROLLUP_UNKNOWN;
        power[i] = range_none();
    }
    const struct rollup_input input = {
        LEVELS + 1, (size_t)2 * LEVELS, parents, children, quantities, cost, power, flags, flags};
    assert_int_equal(rollup_graph_make(&graph, &cycle, &arena, &input, &err), OPTIBOM_OK);
    rollup_sums(sums, &graph);
    assert_int_equal(sums[LEVELS - 1].lines, 2);
    assert_int_equal(sums[LEVELS - 10].lines, 2046);
    assert_int_equal(sums[LEVELS - 10].unpriced, 1024);
    assert_int_equal(sums[0].depth, LEVELS);
    assert_true(sums[0].lines == INT64_MAX);
    assert_true(sums[0].unpriced == INT64_MAX && sums[0].unpowered == INT64_MAX);
    arena_fini(&arena);
}

/* R5: a start that stands twice is needed twice; R3: what is there zero times is not looked at. */
static void needs_of_starts(void **state)
{
    (void)state;
    static const struct edge edges[] = {{0, 1, 3}, {0, 2, 0}};
    static const uint32_t twice[] = {0, 0};
    struct graph graph;
    graph_init(&graph, 3, edges, 2);
    graph_sum(&graph);
    rollup_needs(graph.needs, &graph.made, twice, 2, ROLLUP_FOR_COST);
    assert_int_equal(graph.needs[0], 2);
    assert_int_equal(graph.needs[1], 6);
    assert_true(graph.needs[2] == ROLLUP_ABSENT);
    rollup_needs(graph.needs, &graph.made, twice, 2, ROLLUP_ALL);
    assert_int_equal(graph.needs[2], 0);
    arena_fini(&graph.arena);
}

/* A stand-in is no line of its own: 0 has 2 of the line 1, which is about 2. */
static void stand_ins(void **state)
{
    (void)state;
    static const struct edge edges[] = {{0, 1, 2}, {1, 2, 1}, {2, 3, 4}};
    struct graph graph;
    graph_init(&graph, 4, edges, 3);
    graph.is_stand_in[1] = true;
    graph.cost[3] = 5;
    graph_sum(&graph);
    assert_int_equal(graph.sums[0].cost_micros, 40);
    assert_int_equal(graph.sums[0].lines, 2);
    assert_int_equal(graph.sums[0].depth, 2);
    arena_fini(&graph.arena);
}

static void cycles(void **state)
{
    (void)state;
    /* 0 leads into the circle 1 2 3, which leads out to 4. */
    static const struct edge edges[] = {{0, 1, 1}, {1, 2, 1}, {2, 3, 1}, {3, 1, 1}, {3, 4, 1}};
    static const struct edge self = {0, 0, 1};
    struct graph graph;
    struct rollup_cycle cycle;
    graph_init(&graph, 5, edges, 5);
    assert_int_equal(graph_make(&graph, &cycle), OPTIBOM_CONFLICT);
    assert_int_equal(cycle.count, 3);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(cycle.parts[(i + 1) % 3], cycle.parts[i] % 3 + 1);
    arena_fini(&graph.arena);
    graph_init(&graph, 1, &self, 1);
    assert_int_equal(graph_make(&graph, &cycle), OPTIBOM_CONFLICT);
    assert_int_equal(cycle.count, 1);
    arena_fini(&graph.arena);
}

static void nothing(void **state)
{
    (void)state;
    struct graph graph;
    graph_init(&graph, 0, DIAMOND, 0);
    graph_sum(&graph);
    rollup_needs(graph.needs, &graph.made, NULL, 0, ROLLUP_ALL);
    arena_fini(&graph.arena);
}

/* More starts than are counted at a time: 600 of which the first leads to the last part. */
static void many_starts(void **state)
{
    (void)state;
    enum { STARTS = 600 };
    static uint32_t parents[STARTS], children[STARTS], starts[STARTS], counts[STARTS + 1];
    static int64_t quantities[STARTS], cost[STARTS + 1];
    static struct range power[STARTS + 1];
    static bool flags[STARTS + 1];
    struct rollup_graph graph;
    struct rollup_cycle cycle;
    struct arena arena;
    struct error err = {0};
    arena_init(&arena);
    for (uint32_t i = 0; i < STARTS; i++) {
        parents[i] = starts[i] = i;
        children[i] = i % 2 == 0 ? STARTS : (i + 1) % STARTS;
        quantities[i] = 1;
    }
    const struct rollup_input input = {STARTS + 1, STARTS, parents, children, quantities,
                                       cost,       power,  flags,   flags};
    assert_int_equal(rollup_graph_make(&graph, &cycle, &arena, &input, &err), OPTIBOM_OK);
    assert_int_equal(rollup_start_counts(counts, &graph, starts, STARTS, &err), OPTIBOM_OK);
    assert_int_equal(counts[STARTS], STARTS);
    assert_int_equal(counts[1], 1);
    assert_int_equal(counts[2], 2);
    arena_fini(&arena);
}

static uint64_t next(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static int64_t naive_cost(const struct graph *graph, uint32_t part)
{
    int64_t sum = 0;
    if (graph->cost[part] != ROLLUP_UNKNOWN)
        return graph->cost[part];
    for (size_t i = 0; i < graph->input.edge_count; i++)
        if (graph->parents[i] == part && graph->quantities[i] != ROLLUP_UNKNOWN)
            sum += graph->quantities[i] * naive_cost(graph, graph->children[i]);
    return sum;
}

static double naive_power(const struct graph *graph, uint32_t part)
{
    double sum = 0;
    if (!range_is_none(graph->power[part]))
        return graph->power[part].max;
    for (size_t i = 0; i < graph->input.edge_count; i++)
        if (graph->parents[i] == part && graph->quantities[i] != ROLLUP_UNKNOWN)
            sum += (double)graph->quantities[i] * naive_power(graph, graph->children[i]);
    return sum;
}

static int64_t naive_unpriced(const struct graph *graph, uint32_t part)
{
    int64_t sum = 0;
    bool is_leaf = true;
    if (graph->cost[part] != ROLLUP_UNKNOWN)
        return 0;
    for (size_t i = 0; i < graph->input.edge_count; i++) {
        if (graph->parents[i] != part)
            continue;
        is_leaf = false;
        if (graph->quantities[i] == ROLLUP_UNKNOWN)
            sum++;
        else if (graph->quantities[i] != 0)
            sum += naive_unpriced(graph, graph->children[i]);
    }
    return sum + is_leaf;
}

/* ROLLUP_UNKNOWN when a quantity on the way is. */
static int64_t naive_pieces(const struct graph *graph, uint32_t above, uint32_t part)
{
    int64_t sum = above == part ? 1 : ROLLUP_ABSENT;
    for (size_t i = 0; i < graph->input.edge_count; i++) {
        if (graph->parents[i] != above)
            continue;
        int64_t below = naive_pieces(graph, graph->children[i], part);
        if (below == ROLLUP_ABSENT)
            continue;
        if (sum == ROLLUP_ABSENT)
            sum = 0;
        sum = sum == ROLLUP_UNKNOWN || below == ROLLUP_UNKNOWN ||
                      graph->quantities[i] == ROLLUP_UNKNOWN
                  ? ROLLUP_UNKNOWN
                  : sum + below * graph->quantities[i];
    }
    return sum;
}

/* Edges lead to greater numbers, seen through a permutation, so that no order is given for free. */
static void fill_random(struct graph *graph, uint64_t *seed)
{
    size_t parts = 2 + next(seed) % (PARTS - 1), count = next(seed) % 25;
    struct edge edges[EDGES];
    uint32_t names[PARTS];
    for (uint32_t i = 0; i < parts; i++)
        names[i] = i;
    for (size_t i = parts - 1; i > 0; i--) {
        size_t other = next(seed) % (i + 1);
        uint32_t name = names[i];
        names[i] = names[other];
        names[other] = name;
    }
    for (size_t i = 0; i < count; i++) {
        size_t parent = next(seed) % (parts - 1);
        size_t child = parent + 1 + next(seed) % (parts - parent - 1);
        edges[i] = (struct edge){names[parent], names[child], (int64_t)(next(seed) % 4)};
        if (next(seed) % 10 == 0)
            edges[i].quantity = ROLLUP_UNKNOWN;
    }
    graph_init(graph, parts, edges, count);
    for (size_t i = 0; i < parts; i++) {
        if (next(seed) % 2 == 0)
            graph->cost[i] = (int64_t)(next(seed) % 1000);
        if (next(seed) % 2 == 0)
            graph->power[i] = range_exact((double)(next(seed) % 64));
    }
}

static void random_graphs(void **state)
{
    (void)state;
    uint64_t seed = 42;
    for (int round = 0; round < 2000; round++) {
        struct graph graph;
        uint32_t counts[PARTS];
        fill_random(&graph, &seed);
        graph_sum(&graph);
        uint32_t parts = (uint32_t)graph.input.part_count;
        const uint32_t starts[] = {0, parts - 1};
        assert_int_equal(rollup_start_counts(counts, &graph.made, starts, 2, &graph.err),
                         OPTIBOM_OK);
        for (uint32_t part = 0; part < parts; part++) {
            const struct rollup_sum *sum = &graph.sums[part];
            assert_int_equal(sum->cost_micros, naive_cost(&graph, part));
            assert_true(sum->power_w.max == naive_power(&graph, part));
            assert_int_equal(sum->unpriced, naive_unpriced(&graph, part));
            rollup_needs(graph.needs, &graph.made, &part, 1, ROLLUP_ALL);
            for (uint32_t below = 0; below < parts; below++)
                assert_int_equal(graph.needs[below], naive_pieces(&graph, part, below));
            rollup_uses(graph.needs, &graph.made, part);
            for (uint32_t above = 0; above < parts; above++)
                assert_int_equal(graph.needs[above], naive_pieces(&graph, above, part));
            assert_int_equal(counts[part],
                             (naive_pieces(&graph, 0, part) != ROLLUP_ABSENT) +
                                 (naive_pieces(&graph, parts - 1, part) != ROLLUP_ABSENT));
        }
        arena_fini(&graph.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(shares_a_subassembly),
                                       cmocka_unit_test(own_figure_or_contents),
                                       cmocka_unit_test(counts_what_is_missing),
                                       cmocka_unit_test(quantities_that_are_not_known),
                                       cmocka_unit_test(amounts_that_do_not_fit),
                                       cmocka_unit_test(lines_that_cannot_be_counted),
                                       cmocka_unit_test(needs_of_starts),
                                       cmocka_unit_test(stand_ins),
                                       cmocka_unit_test(cycles),
                                       cmocka_unit_test(nothing),
                                       cmocka_unit_test(many_starts),
                                       cmocka_unit_test(random_graphs)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
