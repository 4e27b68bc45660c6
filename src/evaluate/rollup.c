/*
 * Statements:
 *
 * R1  Own figure or contents, never both: a part with a price of its own costs that price; without
 *     one, the sum of quantity x cost over its contents. The same of power, each of min, typ and
 *     max for itself, and for price and power independently.
 * R2  Cost is in whole micro-units, exact. A product or sum beyond int64 is not known, and so is
 *     every sum that needs it.
 * R3  A part without figure and contents lacks it: its line counts as unpriced, or unpowered unless
 *     it is passive. It adds nothing to the sum. Lines are those of the exploded bill of materials:
 *     a subassembly on two lines lacks a figure twice. Quantity 0 lacks nothing.
 * R4  A quantity that is not known adds nothing; its line lacks what the piece would have added.
 * R5  Quantities multiply down a path and add over paths. One that is not known makes the total
 *     not known.
 * R6  One pass each over all edges, in topological order (Kahn): sums from the leaves up, needs
 * from the starts down, uses from the part up. Starts are counted WIDTH at a time, a bit each.
 * Units: micro-units of one currency; W; pieces.
 */
#include "evaluate/rollup.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS = 4, WIDTH = 64 * WORDS, AHEAD = 4 };

static bool take_arrays(struct rollup_graph *graph, struct arena *arena,
                        const struct rollup_input *input)
{
    size_t parts = input->part_count, edges = input->edge_count;
    graph->first = arena_alloc(arena, (parts + 2) * sizeof *graph->first);
    graph->children = arena_take(arena, (edges + 1) * sizeof *graph->children);
    graph->quantities = arena_take(arena, (edges + 1) * sizeof *graph->quantities);
    graph->order = arena_take(arena, (parts + 1) * sizeof *graph->order);
    graph->used_in = arena_alloc(arena, (parts + 1) * sizeof *graph->used_in);
    return graph->first != NULL && graph->children != NULL && graph->quantities != NULL &&
           graph->order != NULL && graph->used_in != NULL;
}

/* Counting sort of the edges by parent; `first` is one ahead while it runs. */
static void sort_edges(struct rollup_graph *graph)
{
    const struct rollup_input *input = graph->input;
    uint32_t *next = graph->first + 1;
    for (size_t i = 0; i < input->edge_count; i++) {
        assert(input->parents[i] < input->part_count && input->children[i] < input->part_count);
        next[input->parents[i] + 1]++;
        graph->used_in[input->children[i]]++;
    }
    for (size_t part = 0; part < input->part_count; part++)
        next[part + 1] += next[part];
    for (size_t i = 0; i < input->edge_count; i++) {
        uint32_t at = next[input->parents[i]]++;
        graph->children[at] = input->children[i];
        graph->quantities[at] = input->quantities[i];
    }
}

/* A cycle among parts that no order reaches: each of them is in one that is also waiting, so going
 * up again and again must come back. `above` is such a parent of each. */
static enum optibom_status find_cycle(struct rollup_cycle *cycle, struct arena *arena,
                                      const struct rollup_graph *graph, const uint32_t *waiting,
                                      struct error *err)
{
    size_t parts = graph->input->part_count;
    uint32_t at = 0;
    uint32_t *above = arena_take(arena, parts * sizeof *above);
    bool *is_seen = arena_alloc(arena, parts);
    cycle->parts = arena_take(arena, parts * sizeof *cycle->parts);
    cycle->count = 0;
    if (above == NULL || is_seen == NULL || cycle->parts == NULL)
        return error_no_memory(err);
    for (uint32_t part = 0; part < parts; part++) {
        if (waiting[part] == 0)
            continue;
        at = part;
        for (uint32_t i = graph->first[part]; i < graph->first[part + 1]; i++)
            above[graph->children[i]] = part;
    }
    for (; !is_seen[at]; at = above[at])
        is_seen[at] = true;
    uint32_t start = at;
    do {
        cycle->parts[cycle->count++] = at;
        at = above[at];
    } while (at != start);
    for (size_t i = 0; i < cycle->count / 2; i++) {
        uint32_t other = cycle->parts[i];
        cycle->parts[i] = cycle->parts[cycle->count - 1 - i];
        cycle->parts[cycle->count - 1 - i] = other;
    }
    return OPTIBOM_CONFLICT;
}

enum optibom_status rollup_graph_make(struct rollup_graph *out, struct rollup_cycle *cycle,
                                      struct arena *arena, const struct rollup_input *input,
                                      struct error *err)
{
    *out = (struct rollup_graph){.input = input};
    *cycle = (struct rollup_cycle){0};
    uint32_t *waiting = malloc((input->part_count + 1) * sizeof *waiting);
    enum optibom_status status = OPTIBOM_OK;
    if (waiting == NULL || input->part_count >= UINT32_MAX || input->edge_count >= UINT32_MAX ||
        !take_arrays(out, arena, input)) {
        status = error_no_memory(err);
        goto done;
    }
    sort_edges(out);
    memcpy(waiting, out->used_in, input->part_count * sizeof *waiting);
    size_t ordered = 0;
    for (uint32_t part = 0; part < input->part_count; part++)
        if (waiting[part] == 0)
            out->order[ordered++] = part;
    for (size_t done = 0; done < ordered; done++) {
        uint32_t part = out->order[done];
        for (uint32_t i = out->first[part]; i < out->first[part + 1]; i++)
            if (--waiting[out->children[i]] == 0)
                out->order[ordered++] = out->children[i];
    }
    if (ordered < input->part_count)
        status = find_cycle(cycle, arena, out, waiting, err);
done:
    free(waiting);
    return status;
}

/* R2, R5. */
static void add_product(int64_t *sum, int64_t a, int64_t b)
{
    int64_t product;
    if (*sum == ROLLUP_UNKNOWN || a == ROLLUP_UNKNOWN || b == ROLLUP_UNKNOWN ||
        __builtin_mul_overflow(a, b, &product) || __builtin_add_overflow(*sum, product, sum) ||
        *sum <= ROLLUP_ABSENT)
        *sum = ROLLUP_UNKNOWN;
}

static void count(int64_t *sum, int64_t more)
{
    if (__builtin_add_overflow(*sum, more, sum))
        *sum = INT64_MAX;
}

/* R1, R3, R4: what a line adds to the part above it; `levels` is 0 below a stand-in, else 1. */
static void add_line(struct rollup_sum *sum, const struct rollup_sum *below, int64_t quantity,
                     uint32_t levels)
{
    count(&sum->lines, below->lines);
    count(&sum->lines, levels);
    if (below->depth + levels > sum->depth)
        sum->depth = below->depth + levels;
    if (quantity == 0)
        return;
    if (quantity == ROLLUP_UNKNOWN) {
        sum->unpriced += sum->unpriced < INT64_MAX;
        sum->unpowered += sum->unpowered < INT64_MAX && (below->has_power || below->unpowered > 0);
        return;
    }
    count(&sum->unpriced, below->unpriced);
    count(&sum->unpowered, below->unpowered);
    if (below->has_cost)
        add_product(&sum->cost_micros, quantity, below->cost_micros);
    if (below->has_power) {
        sum->power_w.min += (double)quantity * below->power_w.min;
        sum->power_w.typ += (double)quantity * below->power_w.typ;
        sum->power_w.max += (double)quantity * below->power_w.max;
    }
    sum->has_cost |= below->has_cost;
    sum->has_power |= below->has_power;
}

/* Sums lie anywhere in memory: those of a part that comes soon are asked for ahead. */
static void look_ahead(const struct rollup_sum *sums, const struct rollup_graph *graph, size_t i)
{
    if (i < AHEAD)
        return;
    uint32_t part = graph->order[i - AHEAD];
    for (uint32_t edge = graph->first[part]; edge < graph->first[part + 1]; edge++)
        __builtin_prefetch(&sums[graph->children[edge]]);
}

void rollup_sums(struct rollup_sum *out, const struct rollup_graph *graph)
{
    const struct rollup_input *input = graph->input;
    for (size_t i = input->part_count; i-- > 0;) {
        uint32_t part = graph->order[i];
        look_ahead(out, graph, i);
        struct rollup_sum sum = {.power_w = {0, 0, 0}};
        bool is_leaf = graph->first[part] == graph->first[part + 1];
        for (uint32_t edge = graph->first[part]; edge < graph->first[part + 1]; edge++)
            add_line(&sum, &out[graph->children[edge]], graph->quantities[edge],
                     !input->is_stand_in[part]);
        sum.unpriced += is_leaf;
        sum.unpowered += is_leaf && !input->is_passive[part];
        if (input->cost_micros[part] != ROLLUP_UNKNOWN) {
            sum.cost_micros = input->cost_micros[part];
            sum.has_cost = true;
            sum.unpriced = 0;
        }
        if (!range_is_none(input->power_w[part])) {
            sum.power_w = input->power_w[part];
            sum.has_power = true;
            sum.unpowered = 0;
        }
        out[part] = sum;
    }
}

static bool is_opened(const struct rollup_input *input, uint32_t part, enum rollup_need need)
{
    return need == ROLLUP_ALL ||
           (need == ROLLUP_FOR_COST ? input->cost_micros[part] == ROLLUP_UNKNOWN
                                    : range_is_none(input->power_w[part]));
}

void rollup_needs(int64_t *out, const struct rollup_graph *graph, const uint32_t *starts,
                  size_t start_count, enum rollup_need need)
{
    const struct rollup_input *input = graph->input;
    for (size_t i = 0; i < input->part_count; i++)
        out[i] = ROLLUP_ABSENT;
    for (size_t i = 0; i < start_count; i++)
        out[starts[i]] = out[starts[i]] == ROLLUP_ABSENT ? 1 : out[starts[i]] + 1;
    for (size_t i = 0; i < input->part_count; i++) {
        uint32_t part = graph->order[i];
        if (out[part] == ROLLUP_ABSENT || !is_opened(input, part, need))
            continue;
        for (uint32_t edge = graph->first[part]; edge < graph->first[part + 1]; edge++) {
            int64_t *below = &out[graph->children[edge]];
            if (need != ROLLUP_ALL && graph->quantities[edge] == 0)
                continue;
            if (*below == ROLLUP_ABSENT)
                *below = 0;
            add_product(below, out[part], graph->quantities[edge]);
        }
    }
}

void rollup_uses(int64_t *out, const struct rollup_graph *graph, uint32_t part)
{
    for (size_t i = graph->input->part_count; i-- > 0;) {
        uint32_t above = graph->order[i];
        int64_t uses = above == part ? 1 : ROLLUP_ABSENT;
        for (uint32_t edge = graph->first[above]; edge < graph->first[above + 1]; edge++) {
            int64_t below = out[graph->children[edge]];
            if (below == ROLLUP_ABSENT)
                continue;
            if (uses == ROLLUP_ABSENT)
                uses = 0;
            add_product(&uses, below, graph->quantities[edge]);
        }
        out[above] = uses;
    }
}

struct bits {
    uint64_t words[WORDS];
};

static uint32_t count_bits(const struct bits *bits)
{
    int found = 0;
    for (size_t i = 0; i < WORDS; i++)
        found += __builtin_popcountll(bits->words[i]);
    return (uint32_t)found;
}

enum optibom_status rollup_start_counts(uint32_t *out, const struct rollup_graph *graph,
                                        const uint32_t *starts, size_t start_count,
                                        struct error *err)
{
    size_t parts = graph->input->part_count;
    struct bits *reached = malloc((parts + 1) * sizeof *reached);
    if (reached == NULL)
        return error_no_memory(err);
    memset(out, 0, parts * sizeof *out);
    for (size_t from = 0; from < start_count; from += WIDTH) {
        memset(reached, 0, parts * sizeof *reached);
        for (size_t i = from; i < start_count && i < from + WIDTH; i++)
            reached[starts[i]].words[(i - from) / 64] |= (uint64_t)1 << (i - from) % 64;
        for (size_t i = 0; i < parts; i++) {
            uint32_t part = graph->order[i];
            const struct bits above = reached[part];
            uint32_t bits = count_bits(&above);
            if (bits == 0)
                continue;
            out[part] += bits;
            for (uint32_t edge = graph->first[part]; edge < graph->first[part + 1]; edge++)
                for (size_t word = 0; word < WORDS; word++)
                    reached[graph->children[edge]].words[word] |= above.words[word];
        }
    }
    free(reached);
    return OPTIBOM_OK;
}
