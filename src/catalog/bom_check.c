#include "catalog/bom_list.h"

#include "base/buf.h"
#include "base/money.h"
#include "base/scan.h"
#include "catalog/bom_index.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { AMOUNT_SIZE = 32, CURRENCIES_MAX = 8 };

struct checking {
    struct catalog_bom_list *list;
    struct arena *arena;
    struct error *err;
};

/* Millionths of pieces: "12", "2.5". */
static void format_quantity(char text[AMOUNT_SIZE], int64_t micros)
{
    int64_t whole = micros / MONEY_MICROS, part = micros % MONEY_MICROS;
    int length = snprintf(text, AMOUNT_SIZE, "%" PRId64, whole);
    if (part == 0 || length < 0)
        return;
    length += snprintf(text + length, AMOUNT_SIZE - (size_t)length, ".%06" PRId64, part);
    while (text[length - 1] == '0')
        text[--length] = '\0';
}

/* --- the extended price of a line against quantity and unit price */

static bool differs(int64_t a, int64_t b, int64_t half)
{
    int64_t difference;
    return !money_add(&difference, a, -b) || difference > half || difference < -half;
}

static enum optibom_status check_extended(struct checking *checking, size_t index)
{
    const struct catalog_bom_line *line = &checking->list->lines[index];
    char said[AMOUNT_SIZE], unit[AMOUNT_SIZE], quantity[AMOUNT_SIZE], product[AMOUNT_SIZE];
    int64_t computed = 0;
    if (line->dnp || line->extended_price_micros < 0)
        return OPTIBOM_OK;
    money_format(said, line->extended_price_micros);
    if (line->quantity_micros < 0)
        return catalog_bom_say(checking->list, checking->arena, checking->err, "extended-price",
                               index, "extended_price",
                               "the list says %s for a line without a quantity; the list's figure "
                               "is kept",
                               said);
    if (line->unit_price_micros < 0 && line->quantity_micros > 0)
        return OPTIBOM_OK;
    format_quantity(quantity, line->quantity_micros);
    money_format(unit, line->unit_price_micros >= 0 ? line->unit_price_micros : 0);
    bool is_known = line->quantity_micros == 0 || money_ratio(&computed, line->unit_price_micros,
                                                              line->quantity_micros, MONEY_MICROS);
    if (is_known && !differs(line->extended_price_micros, computed, line->extended_half_micros))
        return OPTIBOM_OK;
    money_format(product, computed);
    if (line->unit_price_micros < 0 || !is_known)
        return catalog_bom_say(checking->list, checking->arena, checking->err, "extended-price",
                               index, "extended_price",
                               "the list says %s for a quantity of %s; the list's figure is kept",
                               said, quantity);
    return catalog_bom_say(checking->list, checking->arena, checking->err, "extended-price", index,
                           "extended_price",
                           "the list says %s, %s x %s is %s; the list's figure is kept", said,
                           quantity, unit, product);
}

/* --- one part at several prices */

/* Maker, or seller where there is none, and part number, in one text; NULL: no memory. */
static const char *part_key(struct arena *arena, const struct catalog_bom_line *line)
{
    const char *maker = line->vendor != NULL ? line->vendor : line->supplier;
    return arena_printf(arena, "%s\n%s\n%s", maker != NULL ? maker : "", line->mpn, line->currency);
}

/* The first two of the lines that ask different prices for a part. */
static enum optibom_status check_prices_of(struct checking *checking,
                                           const struct bom_entry *entries, size_t count)
{
    const struct catalog_bom_list *list = checking->list;
    const struct catalog_bom_line *first = &list->lines[entries[0].line];
    char price[AMOUNT_SIZE], other[AMOUNT_SIZE], excerpt[SCAN_EXCERPT_SIZE];
    for (size_t i = 1; i < count; i++) {
        const struct catalog_bom_line *line = &list->lines[entries[i].line];
        if (line->unit_price_micros == first->unit_price_micros)
            continue;
        money_format(price, first->unit_price_micros);
        money_format(other, line->unit_price_micros);
        scan_excerpt(excerpt, line->mpn);
        return catalog_bom_say(checking->list, checking->arena, checking->err, "bom-price",
                               entries[i].line, "unit_price",
                               "\"%s\" costs %s here and %s in line %zu; both are kept", excerpt,
                               other, price, first->line);
    }
    return OPTIBOM_OK;
}

static int by_line(const void *a, const void *b)
{
    const struct catalog_bom_finding *left = a, *right = b;
    size_t l = left->line, r = right->line;
    return (l > r) - (l < r);
}

static enum optibom_status check_prices(struct checking *checking)
{
    struct catalog_bom_list *list = checking->list;
    struct bom_index index;
    enum optibom_status status = OPTIBOM_OK;
    size_t before = list->finding_count;
    if (!bom_index_init(&index, checking->arena, list->line_count))
        return error_no_memory(checking->err);
    for (size_t i = 0; i < list->line_count; i++) {
        const struct catalog_bom_line *line = &list->lines[i];
        if (line->mpn == NULL || line->unit_price_micros < 0)
            continue;
        const char *key = part_key(checking->arena, line);
        if (key == NULL)
            return error_no_memory(checking->err);
        bom_index_add(&index, key, i);
    }
    bom_index_sort(&index);
    for (size_t i = 0, count; status == OPTIBOM_OK && i < index.count; i += count) {
        const struct bom_entry *entries = bom_index_find(&count, &index, index.entries[i].key);
        status = check_prices_of(checking, entries, count);
    }
    if (list->finding_count > before)
        qsort(list->findings + before, list->finding_count - before, sizeof *list->findings,
              by_line);
    return status;
}

static enum optibom_status note_nameless(struct checking *checking)
{
    const struct catalog_bom_list *list = checking->list;
    size_t count = 0, first = 0;
    for (size_t i = 0; i < list->line_count; i++)
        if (list->lines[i].mpn == NULL && count++ == 0)
            first = i;
    if (count == 0)
        return OPTIBOM_OK;
    return catalog_bom_say(checking->list, checking->arena, checking->err, "no-part-number", first,
                           "mpn",
                           "%zu line%s of \"%s\" ha%s no part number, this one first; %s kept by "
                           "what the list says",
                           count, count == 1 ? "" : "s", list->name, count == 1 ? "s" : "ve",
                           count == 1 ? "it is" : "they are");
}

/* --- sums */

struct sum {
    char currency[4];
    int64_t micros;       /* of all lines */
    int64_t outer_micros; /* of those that are in no line with a price of its own */
};

struct summing {
    struct sum sums[CURRENCIES_MAX];
    size_t sum_count;
    size_t priced, unplaced, alternates, counted;
    int64_t pieces_micros;
    bool is_exact; /* nothing overflowed, no currency too many */
};

/* A column of totals with an amount in many lines holds extended prices; with one amount, or always
 * the same, what the whole list costs. */
static void settle_totals(struct catalog_bom_list *list)
{
    size_t said = 0, extended = 0;
    bool is_one = true;
    int64_t total = CATALOG_BOM_UNSAID;
    struct catalog_bom_line *first = NULL;
    for (size_t i = 0; i < list->line_count; i++) {
        struct catalog_bom_line *line = &list->lines[i];
        extended += line->extended_price_micros >= 0;
        if (line->list_total_micros < 0)
            continue;
        said++;
        first = first == NULL ? line : first;
        is_one &= total < 0 || total == line->list_total_micros;
        total = line->list_total_micros;
    }
    if (said == 0 || (!is_one && extended > 0))
        return;
    if (is_one && (said == 1 || extended > 0)) {
        list->stated_micros = total;
        list->stated_half_micros = first->list_total_half_micros;
        memcpy(list->stated_currency, first->currency, sizeof first->currency);
        return;
    }
    for (size_t i = 0; i < list->line_count; i++) {
        list->lines[i].extended_price_micros = list->lines[i].list_total_micros;
        list->lines[i].extended_half_micros = list->lines[i].list_total_half_micros;
    }
}

static void add_price(struct summing *summing, const struct catalog_bom_line *line, bool is_outer)
{
    size_t at = 0;
    while (at < summing->sum_count && strcmp(summing->sums[at].currency, line->currency) != 0)
        at++;
    if (at == CURRENCIES_MAX) {
        summing->is_exact = false;
        return;
    }
    struct sum *sum = &summing->sums[at];
    if (at == summing->sum_count) {
        memcpy(sum->currency, line->currency, sizeof sum->currency);
        summing->sum_count++;
    }
    summing->is_exact &= money_add(&sum->micros, sum->micros, line->extended_price_micros);
    if (is_outer)
        summing->is_exact &=
            money_add(&sum->outer_micros, sum->outer_micros, line->extended_price_micros);
    summing->priced++;
}

/* What the lines that contain a line say about it. */
struct cover {
    bool is_unplaced, is_priced; /* one of them is not placed, or has a price of its own */
    bool is_parent;              /* the line itself contains others */
    bool is_exact;               /* `each_micros` did not overflow */
    int64_t each_micros;         /* millionths of what directly contains it, in the whole list */
};

/* After the cover of what contains the line. */
static void cover_line(struct cover *covers, const struct catalog_bom_list *list, size_t index)
{
    size_t parent = list->lines[index].parent;
    struct cover *cover = &covers[index];
    cover->is_exact = true;
    cover->each_micros = MONEY_MICROS;
    if (parent == CATALOG_BOM_TOP)
        return;
    const struct catalog_bom_line *above = &list->lines[parent];
    cover->is_unplaced = covers[parent].is_unplaced || above->dnp;
    cover->is_priced = covers[parent].is_priced || above->extended_price_micros >= 0;
    cover->is_exact = covers[parent].is_exact;
    cover->each_micros = covers[parent].each_micros;
    if (above->quantity_micros >= 0)
        cover->is_exact &= money_ratio(&cover->each_micros, covers[parent].each_micros,
                                       above->quantity_micros, MONEY_MICROS);
    covers[parent].is_parent = true;
}

/* Lines in the order of their levels; `starts` has room for a level more than there are. */
static void order_lines(size_t *order, size_t *starts, const struct catalog_bom_list *list)
{
    for (size_t i = 0; i < list->line_count; i++)
        starts[list->lines[i].level + 1]++;
    for (size_t level = 1; level <= list->line_count; level++)
        starts[level] += starts[level - 1];
    for (size_t i = 0; i < list->line_count; i++)
        order[starts[list->lines[i].level]++] = i;
}

static void sum_line(struct summing *summing, const struct cover *cover,
                     const struct catalog_bom_line *line)
{
    int64_t micros;
    summing->alternates += line->alternate_count;
    summing->unplaced += line->dnp;
    if (line->dnp || cover->is_unplaced)
        return;
    if (line->extended_price_micros >= 0)
        add_price(summing, line, !cover->is_priced);
    if (cover->is_parent || line->quantity_micros < 0 || line->quantity_unit != NULL)
        return;
    summing->is_exact &=
        cover->is_exact &&
        money_ratio(&micros, cover->each_micros, line->quantity_micros, MONEY_MICROS) &&
        money_add(&summing->pieces_micros, summing->pieces_micros, micros);
    summing->counted++;
}

static enum optibom_status sum_up(struct summing *summing, struct checking *checking)
{
    const struct catalog_bom_list *list = checking->list;
    size_t count = list->line_count;
    struct cover *covers = arena_alloc(checking->arena, (count + 1) * sizeof *covers);
    size_t *order = arena_alloc(checking->arena, (count + 1) * sizeof *order);
    size_t *starts = arena_alloc(checking->arena, (count + 2) * sizeof *starts);
    *summing = (struct summing){.is_exact = true};
    if (covers == NULL || order == NULL || starts == NULL)
        return error_no_memory(checking->err);
    order_lines(order, starts, list);
    for (size_t i = 0; i < count; i++)
        cover_line(covers, list, order[i]);
    for (size_t i = 0; i < count; i++)
        sum_line(summing, &covers[i], &list->lines[i]);
    return OPTIBOM_OK;
}

static enum optibom_status check_total(struct checking *checking, const struct summing *summing)
{
    const struct catalog_bom_list *list = checking->list;
    char said[AMOUNT_SIZE], sum[AMOUNT_SIZE];
    if (list->stated_micros < 0 || summing->sum_count != 1 || !summing->is_exact ||
        !differs(list->stated_micros, summing->sums[0].micros, list->stated_half_micros) ||
        !differs(list->stated_micros, summing->sums[0].outer_micros, list->stated_half_micros))
        return OPTIBOM_OK;
    money_format(said, list->stated_micros);
    money_format(sum, summing->sums[0].micros);
    return catalog_bom_say(checking->list, checking->arena, checking->err, "bom-total",
                           CATALOG_BOM_TOP, "",
                           "the list \"%s\" says that it costs %s in all, its extended prices add "
                           "up to %s; both are kept",
                           list->name, said, sum);
}

static void describe_sum(struct buf *text, const struct sum *sum, bool is_first)
{
    const char *space = sum->currency[0] != '\0' ? " " : "";
    char amount[AMOUNT_SIZE];
    money_format(amount, sum->micros);
    buf_printf(text, "%s %s%s%s", is_first ? "; extended prices add up to" : " and", amount, space,
               sum->currency);
    money_format(amount, sum->outer_micros);
    if (sum->outer_micros != sum->micros)
        buf_printf(text, " (%s without lines inside priced ones)", amount);
}

static enum optibom_status summarize(struct checking *checking, const struct summing *summing)
{
    struct catalog_bom_list *list = checking->list;
    char amount[AMOUNT_SIZE];
    struct buf text;
    buf_init(&text);
    buf_printf(&text, "%zu line%s", list->line_count, list->line_count == 1 ? "" : "s");
    if (summing->unplaced > 0)
        buf_printf(&text, ", %zu of them not placed", summing->unplaced);
    if (summing->alternates > 0)
        buf_printf(&text, ", %zu alternate%s", summing->alternates,
                   summing->alternates == 1 ? "" : "s");
    format_quantity(amount, summing->pieces_micros);
    if (summing->counted > 0 && summing->is_exact)
        buf_printf(&text, ", %s piece%s", amount, strcmp(amount, "1") == 0 ? "" : "s");
    for (size_t i = 0; i < summing->sum_count && summing->is_exact; i++)
        describe_sum(&text, &summing->sums[i], i == 0);
    if (summing->priced > 0 && summing->priced < list->line_count)
        buf_printf(&text, " over %zu line%s", summing->priced, summing->priced == 1 ? "" : "s");
    list->summary = buf_ok(&text) ? arena_strdup(checking->arena, buf_text(&text)) : NULL;
    buf_fini(&text);
    return list->summary != NULL ? OPTIBOM_OK : error_no_memory(checking->err);
}

enum optibom_status catalog_bom_check(struct catalog_bom_list *list, struct arena *arena,
                                      struct error *err)
{
    struct checking checking = {list, arena, err};
    struct summing summing = {0};
    enum optibom_status status = OPTIBOM_OK;
    settle_totals(list);
    for (size_t i = 0; status == OPTIBOM_OK && i < list->line_count; i++)
        status = check_extended(&checking, i);
    if (status == OPTIBOM_OK)
        status = check_prices(&checking);
    if (status == OPTIBOM_OK)
        status = note_nameless(&checking);
    if (status == OPTIBOM_OK)
        status = sum_up(&summing, &checking);
    if (status == OPTIBOM_OK)
        status = check_total(&checking, &summing);
    return status == OPTIBOM_OK ? summarize(&checking, &summing) : status;
}
