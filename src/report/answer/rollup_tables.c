#include "report/answer/rollup_tables.h"

#include "base/money.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char NOT_COUNTED[] = "a quantity is not known, or the number is too large";

/* A node with its name, for sorting. */
struct row {
    const struct catalog_node_name *name;
    uint32_t node;
    bool is_first; /* before all that are not */
};

static int compare_text(const char *a, const char *b)
{
    return strcmp(a != NULL ? a : "", b != NULL ? b : "");
}

static int compare(const void *a, const void *b)
{
    const struct row *x = a, *y = b;
    int order = (int)y->is_first - (int)x->is_first;
    if (order == 0)
        order = compare_text(x->name->vendor, y->name->vendor);
    if (order == 0)
        order = compare_text(x->name->name, y->name->name);
    return order != 0 ? order : (x->node > y->node) - (x->node < y->node);
}

/* Rows in the order of names. */
static enum optibom_status make_rows(struct row **out, const struct rollup_view *view,
                                     const uint32_t *nodes, size_t count, bool roots_first,
                                     struct error *err)
{
    struct catalog_node_name *names = NULL;
    struct row *rows = arena_take(view->arena, (count + 1) * sizeof *rows);
    if (rows == NULL)
        return error_no_memory(err);
    enum optibom_status status = catalog_structure_names(&names, view->arena, view->store,
                                                         &view->structure, nodes, count, err);
    if (status != OPTIBOM_OK)
        return status;
    for (size_t i = 0; i < count; i++)
        rows[i] =
            (struct row){&names[i], nodes[i], roots_first && view->graph.used_in[nodes[i]] == 0};
    qsort(rows, count, sizeof *rows, compare);
    *out = rows;
    return OPTIBOM_OK;
}

static int64_t *make_needs(const struct rollup_view *view, const uint32_t *nodes, size_t count,
                           enum rollup_need need, struct error *err)
{
    int64_t *needs = arena_take(view->arena, (view->structure.node_count + 1) * sizeof *needs);
    if (needs == NULL)
        error_no_memory(err);
    else
        rollup_needs(needs, &view->graph, nodes, count, need);
    return needs;
}

static void add_name_columns(struct table *out, const struct rollup_view *view)
{
    table_init(out, view->arena);
    table_column(out, "vendor", NULL, TABLE_TEXT, "");
    table_key(out);
    table_column(out, "mpn", NULL, TABLE_TEXT, "");
    table_key(out);
    table_column(out, "class", NULL, TABLE_TEXT, "");
}

static void put_name(struct table *out, const struct catalog_node_name *name)
{
    table_text(out, name->vendor);
    table_text(out, name->name);
    table_text(out, name->kind);
}

static void put_quantity(struct table *out, int64_t quantity)
{
    if (quantity == ROLLUP_UNKNOWN || quantity == ROLLUP_ABSENT)
        table_null(out);
    else
        table_integer(out, quantity);
}

static void add_sum_columns(struct table *out, const struct rollup_view *view)
{
    table_column(out, "unit_cost", "cost of one", TABLE_MONEY, view->structure.currency);
    table_column(out, "unpriced", "lines without price", TABLE_INTEGER, "");
    table_column(out, "power", "power of one", TABLE_RANGE, "W");
    table_column(out, "unpowered", "lines without power", TABLE_INTEGER, "");
    table_column(out, "unit_cost_reason", "why no cost", TABLE_TEXT, "");
    table_column(out, "power_reason", "why no power", TABLE_TEXT, "");
}

static void put_sum(struct table *out, const struct rollup_sum *sum)
{
    bool is_costed = sum->has_cost && sum->cost_micros != ROLLUP_UNKNOWN;
    table_real(out, is_costed ? (double)sum->cost_micros / MONEY_MICROS : NAN);
    table_integer(out, sum->unpriced);
    table_range(out, sum->has_power ? sum->power_w : range_none());
    table_integer(out, sum->unpowered);
    table_text(out, is_costed       ? NULL
                    : sum->has_cost ? "too large to compute with"
                                    : "no price is known");
    table_text(out, sum->has_power       ? NULL
                    : sum->unpowered > 0 ? "no figure is known"
                                         : "nothing in it draws power");
}

enum optibom_status rollup_table_systems(struct table *out, const struct rollup_view *view,
                                         const uint32_t *nodes, size_t count, struct error *err)
{
    struct row *rows = NULL;
    enum optibom_status status = make_rows(&rows, view, nodes, count, false, err);
    add_name_columns(out, view);
    table_column(out, "lines", NULL, TABLE_INTEGER, "");
    table_column(out, "depth", NULL, TABLE_INTEGER, "");
    add_sum_columns(out, view);
    for (size_t i = 0; status == OPTIBOM_OK && i < count; i++) {
        const struct rollup_sum *sum = &view->sums[rows[i].node];
        put_name(out, rows[i].name);
        table_integer(out, sum->lines);
        table_integer(out, sum->depth);
        put_sum(out, sum);
    }
    return status;
}

enum { NO_PRICE = 1, NO_POWER = 2, NO_QUANTITY = 4 };

static bool lacks_anything(const struct rollup_view *view, const uint32_t *nodes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (view->sums[nodes[i]].unpriced > 0 || view->sums[nodes[i]].unpowered > 0)
            return true;
    return false;
}

/* Anything, were its quantity known; every piece has a price or lacks it. */
static bool adds(const struct rollup_sum *sum, bool for_power)
{
    return !for_power || sum->has_power || sum->unpowered > 0;
}

/* What the sums lack by one of the figures, of every node. */
static void mark_missing(unsigned char *lacks, const struct rollup_view *view, const int64_t *needs,
                         bool for_power)
{
    const struct rollup_graph *graph = &view->graph;
    const struct catalog_structure *structure = &view->structure;
    for (size_t i = 0; i < structure->node_count; i++) {
        bool is_known = for_power ? !range_is_none(structure->power_w[i])
                                  : structure->cost_micros[i] != CATALOG_STRUCTURE_UNKNOWN;
        if (needs[i] == ROLLUP_ABSENT || needs[i] == 0 || is_known)
            continue;
        if (graph->first[i] == graph->first[i + 1] && !(for_power && structure->is_passive[i]))
            lacks[i] |= for_power ? NO_POWER : NO_PRICE;
        for (uint32_t edge = graph->first[i]; edge < graph->first[i + 1]; edge++)
            if (graph->quantities[edge] == ROLLUP_UNKNOWN &&
                adds(&view->sums[graph->children[edge]], for_power))
                lacks[graph->children[edge]] |= NO_QUANTITY;
    }
}

static void put_missing(struct table *out, const struct row *row, unsigned lacks, int64_t quantity)
{
    static const char *const WORDS[] = {
        NULL,       "price",           "power",           "price, power",
        "quantity", "price, quantity", "power, quantity", "price, power, quantity"};
    put_name(out, row->name);
    table_text(out, WORDS[lacks]);
    put_quantity(out, quantity);
    table_text(out, row->name->list);
}

enum optibom_status rollup_table_missing(struct table *out, const struct rollup_view *view,
                                         const uint32_t *nodes, size_t count, struct error *err)
{
    size_t parts = view->structure.node_count, found = 0;
    struct row *rows = NULL;
    add_name_columns(out, view);
    table_column(out, "missing", NULL, TABLE_TEXT, "");
    table_column(out, "quantity", "pieces", TABLE_INTEGER, "");
    table_column(out, "line", NULL, TABLE_TEXT, "");
    if (!lacks_anything(view, nodes, count))
        return OPTIBOM_OK;
    unsigned char *lacks = arena_alloc(view->arena, parts + 1);
    uint32_t *missing = arena_take(view->arena, (parts + 1) * sizeof *missing);
    const int64_t *for_cost = make_needs(view, nodes, count, ROLLUP_FOR_COST, err);
    const int64_t *for_power = make_needs(view, nodes, count, ROLLUP_FOR_POWER, err);
    if (lacks == NULL || missing == NULL || for_cost == NULL || for_power == NULL)
        return error_no_memory(err);
    mark_missing(lacks, view, for_cost, false);
    mark_missing(lacks, view, for_power, true);
    for (uint32_t i = 0; i < parts; i++)
        if (lacks[i] != 0)
            missing[found++] = i;
    enum optibom_status status = make_rows(&rows, view, missing, found, false, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < found; i++) {
        uint32_t node = rows[i].node;
        put_missing(out, &rows[i], lacks[node],
                    (lacks[node] & NO_PRICE) != 0 ? for_cost[node] : for_power[node]);
    }
    return status;
}

enum optibom_status rollup_table_parts(struct table *out, const struct rollup_view *view,
                                       const uint32_t *nodes, size_t count, struct error *err)
{
    size_t parts = view->structure.node_count, found = 0;
    struct row *rows = NULL;
    uint32_t *needed = arena_take(view->arena, (parts + 1) * sizeof *needed);
    uint32_t *systems = arena_take(view->arena, (parts + 1) * sizeof *systems);
    const int64_t *needs = make_needs(view, nodes, count, ROLLUP_ALL, err);
    if (needed == NULL || systems == NULL || needs == NULL)
        return error_no_memory(err);
    enum optibom_status status = rollup_start_counts(systems, &view->graph, nodes, count, err);
    if (status != OPTIBOM_OK)
        return status;
    for (size_t i = 0; i < count; i++)
        systems[nodes[i]]--;
    for (uint32_t i = 0; i < parts; i++)
        if (systems[i] > 0 && !view->structure.is_stand_in[i])
            needed[found++] = i;
    status = make_rows(&rows, view, needed, found, false, err);
    add_name_columns(out, view);
    table_column(out, "quantity", "pieces", TABLE_INTEGER, "");
    table_column(out, "systems", NULL, TABLE_INTEGER, "");
    add_sum_columns(out, view);
    table_column(out, "line", NULL, TABLE_TEXT, "");
    table_column(out, "quantity_reason", "why no pieces", TABLE_TEXT, "");
    for (size_t i = 0; status == OPTIBOM_OK && i < found; i++) {
        uint32_t node = rows[i].node;
        put_name(out, rows[i].name);
        put_quantity(out, needs[node]);
        table_integer(out, systems[node]);
        put_sum(out, &view->sums[node]);
        table_text(out, rows[i].name->list);
        table_text(out, needs[node] == ROLLUP_UNKNOWN ? NOT_COUNTED : NULL);
    }
    return status;
}

/* Pieces that stand in the part itself, not in its contents; ROLLUP_ABSENT for none. */
static int64_t direct(const struct rollup_graph *graph, uint32_t above, uint32_t node)
{
    int64_t sum = ROLLUP_ABSENT;
    for (uint32_t edge = graph->first[above]; edge < graph->first[above + 1]; edge++) {
        int64_t quantity = graph->quantities[edge];
        if (graph->children[edge] != node)
            continue;
        if (sum == ROLLUP_ABSENT)
            sum = 0;
        if (quantity == ROLLUP_UNKNOWN || __builtin_add_overflow(sum, quantity, &sum))
            return ROLLUP_UNKNOWN;
    }
    return sum;
}

enum optibom_status rollup_table_used_in(struct table *out, const struct rollup_view *view,
                                         uint32_t node, struct error *err)
{
    size_t parts = view->structure.node_count, found = 0;
    struct row *rows = NULL;
    uint32_t *users = arena_take(view->arena, (parts + 1) * sizeof *users);
    int64_t *uses = arena_take(view->arena, (parts + 1) * sizeof *uses);
    if (users == NULL || uses == NULL)
        return error_no_memory(err);
    rollup_uses(uses, &view->graph, node);
    for (uint32_t i = 0; i < parts; i++)
        if (uses[i] != ROLLUP_ABSENT && i != node && view->structure.nodes[i].position <= 0)
            users[found++] = i;
    enum optibom_status status = make_rows(&rows, view, users, found, true, err);
    add_name_columns(out, view);
    table_column(out, "root", NULL, TABLE_TEXT, "");
    table_column(out, "direct", NULL, TABLE_INTEGER, "");
    table_column(out, "quantity", "pieces", TABLE_INTEGER, "");
    table_column(out, "quantity_reason", "why no pieces", TABLE_TEXT, "");
    for (size_t i = 0; status == OPTIBOM_OK && i < found; i++) {
        put_name(out, rows[i].name);
        table_text(out, rows[i].is_first ? "yes" : "no");
        put_quantity(out, direct(&view->graph, rows[i].node, node));
        put_quantity(out, uses[rows[i].node]);
        table_text(out, uses[rows[i].node] == ROLLUP_UNKNOWN ? NOT_COUNTED : NULL);
    }
    return status;
}
