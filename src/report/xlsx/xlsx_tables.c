#include "report/each.h"
#include "report/result.h"
#include "report/spec/where.h"
#include "report/xlsx/xlsx_book.h"

#include "base/scan.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

enum { MOST_ROWS = 1048000, SHEET_NAME_MOST = 31, MOST_NUMBER = 1000 };

static void add_sheet(struct xlsx_book *book, const struct report_spec *spec,
                      const struct table *table)
{
    size_t count = book->count;
    struct report_spec *specs = arena_grow(book->arena, book->specs, count, sizeof *specs);
    struct xlsx_sheet *sheets = arena_grow(book->arena, book->sheets, count, sizeof *sheets);
    struct formula_sheet *places = arena_grow(book->arena, book->places, count, sizeof *places);
    if (specs == NULL || sheets == NULL || places == NULL) {
        xlsx_no_memory(book);
        return;
    }
    book->specs = specs;
    book->sheets = sheets;
    book->places = places;
    specs[count] = *spec;
    sheets[count] = (struct xlsx_sheet){.table = *table};
    places[count] = (struct formula_sheet){0};
    book->count++;
}

/* A text as the name of a sheet: what may not stand in it becomes a blank. */
static const char *sheet_name(struct arena *arena, const char *text, size_t number)
{
    char tail[16] = "";
    if (number > 1)
        snprintf(tail, sizeof tail, " %zu", number);
    char *name = arena_strdup(arena, text);
    if (name == NULL)
        return NULL;
    for (char *c = name; *c != '\0'; c++)
        if (strchr("[]:*?/\\'", *c) != NULL || (unsigned char)*c < ' ')
            *c = ' ';
    size_t bytes = 0, units = strlen(tail);
    while (name[bytes] != '\0') {
        size_t length = utf8_length(name + bytes);
        length = length > 0 ? length : 1;
        units += length == 4 ? 2 : 1;
        if (units > SHEET_NAME_MOST)
            break;
        bytes += length;
    }
    while (bytes > 0 && name[bytes - 1] == ' ')
        bytes--;
    return arena_printf(arena, "%.*s%s", (int)bytes, name, tail);
}

/* True for a character beyond ASCII that may be a letter in capital or small: not of the scripts of
 * East Asia, whose bytes these are. */
static bool may_have_case(const char *character)
{
    unsigned char lead = (unsigned char)*character;
    return lead >= 0xC2 && (lead < 0xE3 || lead > 0xED || lead == 0xEA);
}

/* Whether a spreadsheet, which does not regard case, may take two names for one. Without the tables
 * of Unicode any two such letters beyond ASCII count as the same: a number too many does no harm.
 */
static bool may_be_same(const char *a, const char *b)
{
    while (*a != '\0' && *b != '\0') {
        size_t a_length = utf8_length(a), b_length = utf8_length(b);
        bool is_like = may_have_case(a) && may_have_case(b);
        if (!is_like && (a_length != b_length || scan_lower(*a) != scan_lower(*b) ||
                         memcmp(a + 1, b + 1, a_length > 0 ? a_length - 1 : 0) != 0))
            return false;
        a += a_length > 0 ? a_length : 1;
        b += b_length > 0 ? b_length : 1;
    }
    return *a == *b;
}

static bool is_taken(const struct xlsx_book *book, const char *name)
{
    for (size_t i = 0; i < book->count; i++)
        if (may_be_same(book->specs[i].sheet, name))
            return true;
    return false;
}

/* The columns of a sheet: those that are aside left out, hidden as its own rows want it. */
static bool own_columns(struct arena *arena, struct report_spec *spec, struct table *table)
{
    size_t rows = table_row_count(table), kept = 0;
    struct report_column *described = arena_alloc(arena, spec->column_count * sizeof *described);
    struct table_column *columns = arena_alloc(arena, spec->column_count * sizeof *columns);
    struct table_cell *cells = arena_alloc(arena, (table->cell_count + 1) * sizeof *cells);
    if (described == NULL || columns == NULL || cells == NULL)
        return false;
    for (size_t i = 0; i < spec->column_count; i++) {
        described[kept] = spec->columns[i];
        columns[kept] = table->columns[i];
        kept += !spec->columns[i].aside;
    }
    for (size_t row = 0, at = 0; row < rows; row++)
        for (size_t i = 0; i < spec->column_count; i++)
            if (!spec->columns[i].aside)
                cells[at++] = *table_at(table, row, i);
    spec->columns = described;
    spec->column_count = kept;
    table->columns = columns;
    table->column_count = kept;
    table->cells = cells;
    table->cell_count = rows * kept;
    report_result_hide(table, spec);
    return true;
}

/* One sheet of the rows that have one value in the column `each`; of no row when there is none. */
static void add_value(struct xlsx_book *book, const struct report_spec *spec,
                      const struct table *table, size_t first, size_t count)
{
    struct report_spec own = *spec;
    struct table rows = *table;
    rows.cells += first * table->column_count;
    rows.cell_count = count * table->column_count;
    const char *sheet = each_text(book->arena, spec->sheet, spec, &rows);
    own.title = each_text(book->arena, spec->title, spec, &rows);
    own.purpose = each_text(book->arena, spec->purpose, spec, &rows);
    for (size_t number = 1; sheet != NULL && number < MOST_NUMBER; number++) {
        own.sheet = sheet_name(book->arena, sheet, number);
        if (own.sheet == NULL || !is_taken(book, own.sheet))
            break;
    }
    if (sheet == NULL || own.sheet == NULL || own.title == NULL || own.purpose == NULL ||
        !own_columns(book->arena, &own, &rows))
        xlsx_no_memory(book);
    else
        add_sheet(book, &own, &rows);
}

static void add_each(struct xlsx_book *book, const struct report_spec *spec,
                     const struct table *table)
{
    size_t rows = table_row_count(table);
    size_t column = (size_t)(report_spec_column(spec, spec->each) - spec->columns);
    struct where_run *runs = NULL;
    size_t count = 0;
    bool is_apart = false;
    if (rows == 0)
        return;
    if (!where_runs_by(&runs, &count, &is_apart, book->arena, table,
                       (struct where_run){0, rows - 1}, column))
        xlsx_no_memory(book);
    if (is_apart && book->status == OPTIBOM_OK)
        book->status = error_set(book->err, OPTIBOM_BAD_INPUT,
                                 "%s: a sheet for each %s wants its rows together; ORDER BY it",
                                 spec->file, spec->each);
    for (size_t i = 0; i < count && book->status == OPTIBOM_OK; i++)
        add_value(book, spec, table, runs[i].first, runs[i].last - runs[i].first + 1);
}

void xlsx_tables_load(struct xlsx_book *book, struct store *store,
                      const struct report_spec *const *specs, size_t count)
{
    bool is_own;
    book->status = store_snapshot(&is_own, store, book->err);
    for (size_t i = 0; i < count && book->status == OPTIBOM_OK; i++) {
        struct table table;
        book->status = report_result(&table, book->arena, store, specs[i], book->err);
        if (book->status != OPTIBOM_OK)
            break;
        if (table_row_count(&table) > MOST_ROWS)
            book->status =
                error_set(book->err, OPTIBOM_BAD_INPUT,
                          "%s: %zu rows are more than a sheet holds; write this report as CSV",
                          specs[i]->file, table_row_count(&table));
        else if (specs[i]->each != NULL && (table_row_count(&table) > 0 || count > 1))
            add_each(book, specs[i], &table);
        else if (specs[i]->each != NULL) /* a workbook has a sheet */
            add_value(book, specs[i], &table, 0, 0);
        else
            add_sheet(book, specs[i], &table);
    }
    store_snapshot_end(store, is_own);
}
