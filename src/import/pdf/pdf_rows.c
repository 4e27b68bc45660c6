#include "import/pdf/pdf_rows.h"

#include "base/scan.h"
#include "import/pdf/pdf_plain.h"
#include "import/pdf/pdf_wrap.h"

#include <string.h>

/* "toler-" and "ance" are one word; "single-" and "mode", "EX-8-" and "DR4" keep the hyphen. */
static bool is_hyphenated(const char *text, size_t length, const char *next)
{
    static const char *const keep[] = {"non",  "single", "multi", "pre",   "post",
                                       "low",  "high",   "side",  "end",   "co",
                                       "self", "re",     "hot",   "short", "long"};
    size_t start = length - 1;
    while (start > 0 && scan_is_letter(text[start - 1]))
        start--;
    size_t letters = length - 1 - start;
    bool is_small = letters >= 2 && *next >= 'a' && *next <= 'z';
    for (size_t i = start; i < length - 1; i++)
        is_small = is_small && (i == start || (text[i] >= 'a' && text[i] <= 'z'));
    for (size_t i = 0; is_small && i < sizeof keep / sizeof *keep; i++) {
        size_t size = strlen(keep[i]), same = 0;
        while (same < letters && same < size && scan_lower(text[start + same]) == keep[i][same])
            same++;
        is_small = !(same == size && size == letters);
    }
    return is_small && (start == 0 || text[start - 1] == ' ');
}

bool import_pdf_rows_join(struct buf *text, const char *next)
{
    const char *soft = "\xc2\xad";
    bool is_divided = false;
    if (text->length > 2 && strcmp(buf_text(text) + text->length - 2, soft) == 0) {
        text->length -= 2;
    } else if (text->length > 1 && text->text[text->length - 1] == '-') {
        bool is_sign = text->text[text->length - 2] == ' ';
        is_divided = !is_sign;
        if (is_hyphenated(text->text, text->length, next))
            text->length--;
        else if (is_sign)
            buf_putc(text, ' ');
    } else if (text->length > 0) {
        buf_putc(text, ' ');
    }
    buf_puts(text, next);
    return is_divided;
}

/* The text of one column of the lines first to last - 1. */
static bool add_cell(struct import_pdf_row *row, struct arena *arena,
                     const struct import_pdf_wrapping *wrapping, size_t column, size_t first,
                     size_t last)
{
    struct import_pdf_marks marks = {0};
    struct buf text, line_text;
    buf_init(&text);
    buf_init(&line_text);
    for (size_t i = first; i < last; i++) {
        const struct import_pdf_placed *placed = &wrapping->placed[i];
        const struct import_pdf_piece *piece = &placed->pieces[column];
        if (piece->count == 0)
            continue;
        buf_clear(&line_text);
        import_pdf_line_text(&line_text, &marks, placed->line, piece->first, piece->count);
        if (import_pdf_rows_join(&text, buf_text(&line_text)))
            row->is_divided[column] = true;
    }
    row->is_unclear = row->is_unclear || marks.is_unclear;
    bool is_good = buf_ok(&text) && buf_ok(&line_text);
    row->cells[column] = is_good ? import_pdf_plain(arena, buf_text(&text)) : NULL;
    buf_fini(&line_text);
    buf_fini(&text);
    return row->cells[column] != NULL;
}

static bool add_raw(struct import_pdf_row *row, struct arena *arena, size_t columns)
{
    struct buf raw;
    buf_init(&raw);
    for (size_t i = 0; i < columns; i++)
        buf_printf(&raw, "%s%s", i > 0 ? " | " : "", *row->cells[i] != '\0' ? row->cells[i] : "-");
    row->raw = buf_ok(&raw) ? arena_strdup(arena, buf_text(&raw)) : NULL;
    buf_fini(&raw);
    return row->raw != NULL;
}

static bool add_row(struct import_pdf_row **rows, size_t *count, struct arena *arena,
                    const struct import_pdf_wrapping *wrapping, size_t first, size_t last)
{
    struct import_pdf_row *grown = arena_grow(arena, *rows, *count, sizeof *grown);
    if (grown == NULL)
        return false;
    *rows = grown;
    struct import_pdf_row *row = &grown[(*count)++];
    const struct import_pdf_line *line = wrapping->placed[first].line;
    *row = (struct import_pdf_row){.page = line->page, .line = line};
    row->is_unclear = import_pdf_wrap_is_doubled(wrapping, first, last);
    for (size_t i = first; i < last; i++)
        row->is_unclear = row->is_unclear || wrapping->placed[i].is_unclear;
    for (size_t k = 0; k < wrapping->grid->count; k++)
        if (!add_cell(row, arena, wrapping, k, first, last))
            return false;
    return add_raw(row, arena, wrapping->grid->count);
}

enum optibom_status import_pdf_rows_read(struct import_pdf_row **out, size_t *count,
                                         struct arena *arena, const struct import_pdf_grid *grid,
                                         const struct import_pdf_placed *placed,
                                         size_t placed_count, struct error *err)
{
    struct import_pdf_wrapping wrapping;
    *out = NULL;
    *count = 0;
    if (!import_pdf_wrap_init(&wrapping, arena, grid, placed, placed_count))
        return error_no_memory(err);
    for (size_t before = 0, first = 0, last; first < placed_count; before = first, first = last) {
        last = import_pdf_wrap_end(&wrapping, first);
        size_t start = import_pdf_wrap_is_shared(&wrapping, first, before) ? first - 1 : first;
        if (!add_row(out, count, arena, &wrapping, start, last))
            return error_no_memory(err);
    }
    return OPTIBOM_OK;
}
