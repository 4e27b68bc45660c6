#include "import/header_pair.h"

#include "base/quantity.h"
#include "base/scan.h"
#include "import/header.h"
#include "import/row_shape.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { UNDERSTOOD_MAX = 256, NAME_SIZE = 2 * SCAN_TEXT_SIZE };

static size_t bounded(size_t count)
{
    return count < IMPORT_HEADER_COLUMNS_MAX ? count : IMPORT_HEADER_COLUMNS_MAX;
}

/* A header is more than a number, and shorter than a page. */
static struct import_header match(const struct import_class *of, const char *cell)
{
    if (of == NULL || import_cell_is_figure(cell) || strlen(cell) >= SCAN_TEXT_SIZE)
        return (struct import_header){0};
    return import_header_match(of, cell);
}

size_t import_header_understood(const struct import_class *of, const struct import_row *row)
{
    struct import_header seen[UNDERSTOOD_MAX];
    size_t understood = 0;
    for (size_t i = 0; i < bounded(row->count) && understood < UNDERSTOOD_MAX; i++) {
        struct import_header header = match(of, row->cells[i]);
        bool is_new = header.attribute != NULL;
        for (size_t j = 0; is_new && j < understood; j++)
            is_new = !import_header_is_same(&seen[j], &header);
        if (is_new)
            seen[understood++] = header;
    }
    return understood;
}

static bool is_said_before(const struct import_row *row, size_t column)
{
    for (size_t i = 0; i < column; i++)
        if (import_cell_is_same(row->cells[i], row->cells[column]))
            return true;
    return false;
}

size_t import_header_repeats(const struct import_row *row)
{
    size_t repeats = 0;
    for (size_t i = 0; i < bounded(row->count); i++)
        repeats += !import_cell_is_empty(row->cells[i]) && is_said_before(row, i);
    return repeats;
}

/* Cells that say what this one does, itself among them. */
static size_t count_same(const struct import_row *row, size_t column)
{
    size_t count = 0;
    for (size_t i = 0; i < bounded(row->count); i++)
        count += import_cell_is_same(row->cells[i], row->cells[column]);
    return count;
}

/* Appends a cell, a space before it where there is text; nothing when it does not fit. */
static void append(char *name, size_t size, const char *cell)
{
    size_t used = strlen(name), length;
    cell = scan_trim(cell, &length);
    if (used + length + 2 > size || length == 0)
        return;
    snprintf(name + used, size - used, "%s%.*s", used > 0 ? " " : "", (int)length, cell);
}

/* The column whose upper cell holds for this one, SIZE_MAX for none. */
static size_t find_group(const struct import_row *upper, size_t column)
{
    while (column < SIZE_MAX && import_cell_is_empty(import_row_cell(upper, column)))
        column--; /* from 0 to SIZE_MAX */
    return column;
}

/* Appends what the upper row calls the columns around this one. */
static void append_group(char name[NAME_SIZE], const struct import_header_pair *pair, size_t column)
{
    const struct import_row *upper = pair->upper;
    size_t first = find_group(upper, column), last = first;
    if (first == SIZE_MAX)
        return;
    while (pair->joins_runs && first > 0 && !import_cell_is_empty(upper->cells[first - 1]))
        first--;
    while (pair->joins_runs && !import_cell_is_empty(import_row_cell(upper, last + 1)))
        last++;
    for (size_t i = first; i <= last; i++)
        append(name, NAME_SIZE / 2, upper->cells[i]); /* the other half is the lower cell's */
}

/* "50G | PAM4 |  | 25G | NRZ |" over names that come twice: there are more upper cells than a name
 * has groups, so that neighbours are one group. */
static bool is_by_runs(const struct import_row *upper, const struct import_row *lower)
{
    size_t groups = 0, times = 0, last = SIZE_MAX;
    for (size_t i = 0; i < bounded(lower->count); i++) {
        size_t same = count_same(lower, i), group = find_group(upper, i);
        if (same < 2 || import_cell_is_empty(lower->cells[i]))
            continue;
        times = same > times ? same : times;
        groups += group != last;
        last = group;
    }
    return groups > times;
}

struct import_header_pair import_header_pair(const struct import_row *upper,
                                             const struct import_row *lower)
{
    return (struct import_header_pair){upper, lower, is_by_runs(upper, lower)};
}

static void name_column(char name[NAME_SIZE], const struct import_header_pair *pair,
                        const struct import_class *of, size_t column)
{
    const char *lower = import_row_cell(pair->lower, column);
    name[0] = '\0';
    if (import_cell_is_empty(lower))
        append(name, NAME_SIZE, import_row_cell(pair->upper, column));
    else if (match(of, lower).attribute == NULL || count_same(pair->lower, column) > 1)
        append_group(name, pair, column);
    append(name, NAME_SIZE, lower);
}

bool import_header_join(struct import_row *out, struct arena *arena,
                        const struct import_header_pair *pair, const struct import_class *of)
{
    const struct import_row *upper = pair->upper, *lower = pair->lower;
    size_t count = lower->count > upper->count ? lower->count : upper->count;
    const char **cells = arena_alloc(arena, (count > 0 ? count : 1) * sizeof *cells);
    for (size_t i = 0; cells != NULL && i < count; i++) {
        char name[NAME_SIZE];
        name_column(name, pair, of, i);
        cells[i] = arena_strdup(arena, name);
        if (cells[i] == NULL)
            cells = NULL;
    }
    *out =
        (struct import_row){.line = lower->line, .count = count, .cells = cells, .raw = lower->raw};
    return cells != NULL;
}

static bool is_unit(const char *cell)
{
    char text[SCAN_TEXT_SIZE];
    return scan_plain(text, cell) && (strcmp(text, "-") == 0 || quantity_unit_find(text) != NULL);
}

/* "Power" over "W" or "max": both together mean more of the same attribute. */
static bool is_refined(const struct import_class *of, const char *upper, const char *lower)
{
    char joined[SCAN_TEXT_SIZE], plain[SCAN_TEXT_SIZE], below[SCAN_TEXT_SIZE];
    if (!scan_plain(plain, upper) || !scan_plain(below, lower))
        return false;
    int length = snprintf(joined, sizeof joined, "%s %s", plain, below);
    if (length < 0 || (size_t)length >= sizeof joined)
        return false;
    struct import_header alone = match(of, upper), both = match(of, joined);
    return alone.attribute != NULL && both.attribute == alone.attribute && !both.is_unit_wrong &&
           (both.side != alone.side || strcmp(both.unit, alone.unit) != 0);
}

bool import_header_is_units(const struct import_class *of, const struct import_row *upper,
                            const struct import_row *lower)
{
    size_t refined = 0;
    for (size_t i = 0; i < bounded(lower->count); i++) {
        if (import_cell_is_empty(lower->cells[i]))
            continue;
        if (is_refined(of, import_row_cell(upper, i), lower->cells[i]))
            refined++;
        else if (!is_unit(lower->cells[i]))
            return false;
    }
    return refined > 0;
}
