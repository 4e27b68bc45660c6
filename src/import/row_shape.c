#include "import/row_shape.h"

#include "base/scan.h"

#include <string.h>

bool import_cell_is_empty(const char *cell)
{
    size_t length;
    if (*cell > ' ' && *cell < 0x7f)
        return false;
    scan_trim(cell, &length);
    return length == 0;
}

bool import_cell_is_figure(const char *cell)
{
    bool has_digit = false;
    for (const char *at = cell; *at != '\0'; at++) {
        bool is_exponent = scan_lower(*at) == 'e' && at > cell && scan_is_digit(at[-1]);
        if (scan_is_letter(*at) && !is_exponent)
            return false;
        has_digit |= scan_is_digit(*at);
    }
    return has_digit;
}

bool import_cell_is_same(const char *a, const char *b)
{
    size_t a_length, b_length, i = 0;
    a = scan_trim(a, &a_length);
    b = scan_trim(b, &b_length);
    while (i < a_length && a_length == b_length && scan_lower(a[i]) == scan_lower(b[i]))
        i++;
    return i == a_length && a_length == b_length;
}

const char *import_row_cell(const struct import_row *row, size_t column)
{
    return column < row->count ? row->cells[column] : "";
}

size_t import_row_filled(const struct import_row *row)
{
    size_t filled = 0;
    for (size_t i = 0; i < row->count; i++)
        filled += !import_cell_is_empty(row->cells[i]);
    return filled;
}

size_t import_row_figures(const struct import_row *row)
{
    size_t figures = 0;
    for (size_t i = 0; i < row->count; i++)
        figures += import_cell_is_figure(row->cells[i]);
    return figures;
}

/* Copies texts of which any may be NULL. */
static const char **copy_texts(struct arena *arena, const char *const *texts, size_t count)
{
    const char **copies = arena_alloc(arena, (count > 0 ? count : 1) * sizeof *copies);
    for (size_t i = 0; copies != NULL && i < count; i++) {
        copies[i] = texts[i] != NULL ? arena_strdup(arena, texts[i]) : NULL;
        if (texts[i] != NULL && copies[i] == NULL)
            copies = NULL;
    }
    return copies;
}

bool import_row_copy(struct import_row *out, struct arena *arena, const struct import_row *row)
{
    *out = (struct import_row){
        .line = row->line, .count = row->count, .is_document = row->is_document};
    out->cells = copy_texts(arena, row->cells, row->count);
    out->raw = arena_strdup(arena, row->raw);
    bool is_good = out->cells != NULL && out->raw != NULL;
    if (is_good && row->places != NULL)
        is_good = (out->places = copy_texts(arena, row->places, row->count)) != NULL;
    if (is_good && row->doubts != NULL)
        is_good = (out->doubts = copy_texts(arena, row->doubts, row->count)) != NULL;
    if (is_good && row->conditions != NULL)
        is_good = (out->conditions = copy_texts(arena, row->conditions, row->count)) != NULL;
    return is_good;
}
