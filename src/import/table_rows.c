#include "import/table_rows.h"

#include "base/scan.h"
#include "import/row_shape.h"

#include <stdlib.h>
#include <string.h>

struct import_table_rows {
    struct import_map_input input;
    struct import_map_filter *filter; /* NULL: without a map */
    const struct import_class *classes;
    size_t class_count;

    /* The first rows, among which the header is; afterwards they are given one by one. */
    struct arena arena;
    struct import_row first[IMPORT_HEADER_ROWS];
    const char *unreadable[IMPORT_HEADER_ROWS]; /* why the row cannot be read, or NULL */
    size_t first_count, at;
    bool is_started, is_over; /* over: the header of another table was met */
    struct import_header_row header;

    struct import_drop drops[IMPORT_ROW_KINDS + 1]; /* by kind, then above the header */
    struct arena total_arena;
    struct import_row total; /* the last row of totals, no cells for none */
};

enum optibom_status import_table_rows_open(struct import_table_rows **out,
                                           const struct import_map_input *input,
                                           const struct import_map *map,
                                           const struct import_class *classes, size_t class_count,
                                           struct error *err)
{
    struct import_table_rows *rows = calloc(1, sizeof *rows);
    if (rows == NULL)
        return error_no_memory(err);
    rows->input = *input;
    rows->classes = classes;
    rows->class_count = class_count;
    arena_init(&rows->arena);
    arena_init(&rows->total_arena);
    for (int i = 0; i < IMPORT_ROW_KINDS; i++)
        rows->drops[i].because = import_row_kind_because(i);
    rows->drops[IMPORT_ROW_KINDS].because = IMPORT_ABOVE_HEADER;
    enum optibom_status status =
        map != NULL ? import_map_open(&rows->filter, map, classes, input, err) : OPTIBOM_OK;
    if (status == OPTIBOM_OK)
        *out = rows;
    else
        import_table_rows_close(rows);
    return status;
}

void import_table_rows_close(struct import_table_rows *rows)
{
    if (rows == NULL)
        return;
    import_map_close(rows->filter);
    arena_fini(&rows->arena);
    arena_fini(&rows->total_arena);
    free(rows);
}

/* Keeps the first rows. OPTIBOM_NOT_FOUND when not one of them can be read; the first sentence of
 * those that cannot is then in `err`. */
static enum optibom_status read_first(struct import_table_rows *rows, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    size_t readable = 0;
    while (rows->first_count < IMPORT_HEADER_ROWS) {
        struct import_row row = {0};
        struct error reading = {0};
        status = rows->input.format->next_row(rows->input.reader, &row, &reading);
        struct import_row *kept = &rows->first[rows->first_count];
        const char **unreadable = &rows->unreadable[rows->first_count];
        bool is_kept = true;
        if (status == OPTIBOM_OK)
            is_kept = import_row_copy(kept, &rows->arena, &row);
        else if (status == OPTIBOM_BAD_INPUT)
            is_kept = (*unreadable = arena_strdup(&rows->arena, reading.text)) != NULL;
        else if (status == OPTIBOM_NOT_FOUND)
            break;
        else
            return error_set(err, status, "%s", reading.text);
        if (!is_kept)
            return error_no_memory(err);
        readable += *unreadable == NULL;
        rows->first_count++;
    }
    if (readable > 0)
        return OPTIBOM_OK;
    return rows->first_count > 0 ? error_set(err, OPTIBOM_BAD_INPUT, "%s", rows->unreadable[0])
                                 : OPTIBOM_NOT_FOUND;
}

/* Where no row looks like a header the first one counts as it, and its faults are told. */
static void take_first_row(struct import_table_rows *rows)
{
    size_t first = 0;
    while (rows->unreadable[first] != NULL)
        first++;
    rows->header = (struct import_header_row){
        .index = first, .names = rows->first[first], .lower = rows->first[first]};
}

static enum optibom_status give_names(struct import_row *row, struct import_table_rows *rows,
                                      struct error *err)
{
    enum optibom_status status = read_first(rows, err);
    if (status != OPTIBOM_OK)
        return status;
    status = import_header_row_find(&rows->header, &rows->arena, rows->classes, rows->class_count,
                                    rows->first, rows->first_count, err);
    if (status == OPTIBOM_NOT_FOUND)
        take_first_row(rows);
    else if (status != OPTIBOM_OK)
        return status;
    size_t above = rows->header.index - rows->header.is_pair;
    for (size_t i = 0; i < above; i++)
        if (rows->unreadable[i] == NULL)
            import_drop_count(&rows->drops[IMPORT_ROW_KINDS], rows->first[i].line);
    rows->at = rows->header.index + 1;
    *row = rows->header.names;
    return OPTIBOM_OK;
}

static enum optibom_status next_kept(struct import_row *row, struct import_table_rows *rows,
                                     struct error *err)
{
    if (rows->at == rows->first_count)
        return rows->input.format->next_row(rows->input.reader, row, err);
    size_t at = rows->at++;
    *row = rows->first[at];
    return rows->unreadable[at] == NULL
               ? OPTIBOM_OK
               : error_set(err, OPTIBOM_BAD_INPUT, "%s", rows->unreadable[at]);
}

static bool keep_total(struct import_table_rows *rows, const struct import_row *row)
{
    arena_reset(&rows->total_arena);
    return import_row_copy(&rows->total, &rows->total_arena, row);
}

enum optibom_status import_table_rows_next(struct import_row *row, struct import_issue *issue,
                                           struct import_table_rows *rows, struct error *err)
{
    if (rows->filter != NULL)
        return import_map_row(row, issue, rows->filter, err);
    *issue = (struct import_issue){0};
    *row = (struct import_row){0};
    if (rows->input.table->has_names)
        return rows->input.format->next_row(rows->input.reader, row, err);
    bool is_first = !rows->is_started;
    rows->is_started = true;
    if (is_first)
        return give_names(row, rows, err);
    while (!rows->is_over) {
        enum optibom_status status = next_kept(row, rows, err);
        enum import_row_kind kind =
            status == OPTIBOM_OK ? import_row_kind(&rows->header, row) : IMPORT_ROW_DATA;
        if (kind == IMPORT_ROW_DATA)
            return status;
        if (kind == IMPORT_ROW_OTHER) {
            rows->is_over = true;
            return error_set(err, OPTIBOM_BAD_INPUT,
                             "%s:%zu: the header of another table; nothing from here on is read: "
                             "put that table into a file of its own",
                             rows->input.file, row->line);
        }
        import_drop_count(&rows->drops[kind], row->line);
        if (kind == IMPORT_ROW_TOTAL && !keep_total(rows, row))
            return error_no_memory(err);
    }
    return OPTIBOM_NOT_FOUND;
}

const struct import_row *import_table_rows_total(const struct import_table_rows *rows)
{
    const struct import_row *total =
        rows->filter != NULL ? import_map_total(rows->filter) : &rows->total;
    return total->count > 0 ? total : NULL;
}

/* "1.250,00", "980,5": one comma with one or two digits behind it, and nothing but a number. */
static bool is_with_comma(const char *cell)
{
    size_t length;
    const char *text = scan_trim(cell, &length);
    size_t whole = strspn(text, "0123456789.");
    size_t decimals = text[whole] == ',' ? strspn(text + whole + 1, "0123456789") : 0;
    const char *rest = text + whole + 1 + decimals;
    return whole > 0 && (decimals == 1 || decimals == 2) && strchr(rest, ',') == NULL;
}

void import_table_rows_declare(struct import_mapping *mapping, const struct import_table_rows *rows)
{
    if (rows->filter != NULL) {
        import_map_declare(mapping, rows->filter);
        return;
    }
    for (size_t i = rows->header.index + 1; i < rows->first_count; i++)
        for (size_t k = 0; k < rows->first[i].count && k < mapping->column_count; k++) {
            const struct import_attribute *attribute = mapping->columns[k].attribute;
            mapping->has_commas |=
                attribute != NULL &&
                (attribute->kind == IMPORT_REAL || attribute->kind == IMPORT_MONEY) &&
                is_with_comma(rows->first[i].cells[k]);
        }
}

size_t import_table_rows_drops(const struct import_drop **out, const struct import_table_rows *rows)
{
    if (rows->filter != NULL)
        return import_map_drops(out, rows->filter);
    *out = rows->drops;
    return IMPORT_ROW_KINDS + 1;
}
