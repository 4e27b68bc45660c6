#include "report/result.h"
#include "report/where.h"
#include "report/xlsx_book.h"

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

/* The text with every {NAME} replaced. */
static const char *fill_in(struct arena *arena, const char *text, const char *name,
                           const char *value)
{
    struct buf out;
    size_t length = strlen(name);
    buf_init(&out);
    while (*text != '\0') {
        if (text[0] == '{' && strncmp(text + 1, name, length) == 0 && text[length + 1] == '}') {
            buf_puts(&out, value);
            text += length + 2;
        } else {
            buf_putc(&out, *text++);
        }
    }
    const char *filled = buf_ok(&out) ? arena_strdup(arena, buf_text(&out)) : NULL;
    buf_fini(&out);
    return filled;
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
    return arena_printf(arena, "%.*s%s", (int)bytes, name, tail);
}

static bool is_taken(const struct xlsx_book *book, const char *name)
{
    for (size_t i = 0; i < book->count; i++)
        if (scan_same(book->specs[i].sheet, name))
            return true;
    return false;
}

/* One sheet of the rows that have one value in the column. */
static void add_value(struct xlsx_book *book, const struct report_spec *spec,
                      const struct table *table, struct where_run run, const char *value)
{
    struct report_spec own = *spec;
    struct table rows = *table;
    rows.cells += run.first * table->column_count;
    rows.cell_count = (run.last - run.first + 1) * table->column_count;
    const char *sheet = fill_in(book->arena, spec->sheet, spec->each, value);
    own.title = fill_in(book->arena, spec->title, spec->each, value);
    for (size_t number = 1; sheet != NULL && number < MOST_NUMBER; number++) {
        own.sheet = sheet_name(book->arena, sheet, number);
        if (own.sheet == NULL || !is_taken(book, own.sheet))
            break;
    }
    if (sheet == NULL || own.sheet == NULL || own.title == NULL)
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
    for (size_t i = 0; i < count && book->status == OPTIBOM_OK; i++) {
        char text[32];
        add_value(book, spec, table, runs[i],
                  where_text(text, table_at(table, runs[i].first, column)));
    }
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
        else if (specs[i]->each != NULL)
            add_each(book, specs[i], &table);
        else
            add_sheet(book, specs[i], &table);
    }
    store_snapshot_end(store, is_own);
}
