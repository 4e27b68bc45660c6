#include "import/pdf/pdf_tables.h"

#include "import/pdf/pdf_gather.h"

#include <string.h>

enum { HEADING_WORDS_MAX = 10, WASTED_MAX = 20000 };

struct search {
    struct import_pdf_tables *out;
    struct arena *arena;
    const struct import_pdf_lines *lines;
    const char *heading;
    size_t wasted; /* lines gathered below heads that were none */
    struct error *err;
};

static enum optibom_status add_table(struct search *search, struct import_pdf_gathering *gathering)
{
    struct import_pdf_tables *out = search->out;
    struct import_pdf_table *grown =
        arena_grow(search->arena, out->items, out->count, sizeof *grown);
    if (grown == NULL)
        return error_no_memory(search->err);
    out->items = grown;
    struct import_pdf_table *table = &grown[out->count++];
    *table = (struct import_pdf_table){.grid = gathering->grid, .section = search->heading};
    import_pdf_grid_realign(&table->grid, gathering->placed, gathering->count);
    return import_pdf_rows_read(&table->rows, &table->row_count, search->arena, &table->grid,
                                gathering->placed, gathering->count, search->err);
}

/* Names the groups of columns by the line above the head, and gathers what is below it. */
static bool gather(struct import_pdf_gathering *gathering, size_t at, size_t taken)
{
    const struct import_pdf_line *head = &gathering->lines->items[at];
    gathering->end = at + taken;
    bool has_line_above = at > 0 && import_pdf_line_follows(head - 1, head) &&
                          import_pdf_line_gap(head - 1, head) < 1.5;
    return (!has_line_above ||
            import_pdf_head_group(&gathering->grid, gathering->arena, head - 1)) &&
           import_pdf_gather_below(gathering, at + taken);
}

/* Reads a table that starts at line `at`; `next` is the line behind it, `at` when there is none. */
static enum optibom_status read_table(struct search *search, size_t at, size_t *next)
{
    struct import_pdf_gathering gathering = {
        .arena = search->arena, .lines = search->lines, .is_taken = search->out->is_taken};
    size_t taken = 0, start;
    *next = at;
    if (search->wasted < WASTED_MAX &&
        !import_pdf_gather_head(&gathering, &gathering.grid, &taken, at))
        return error_no_memory(search->err);
    if (taken > 0) {
        if (!gather(&gathering, at, taken))
            return error_no_memory(search->err);
        if (import_pdf_gather_is_sound(&gathering)) {
            *next = gathering.end;
            memset(gathering.is_taken + at, true, taken);
            return add_table(search, &gathering);
        }
        memset(gathering.is_taken + at, false, gathering.end - at);
        search->wasted += gathering.end - at;
    }
    size_t runs = import_pdf_line_runs(&search->lines->items[at], 1.0);
    if (runs < 2 || runs > 8)
        return OPTIBOM_OK;
    if (!import_pdf_gather_pairs(&gathering, at, &start))
        return error_no_memory(search->err);
    if (!import_pdf_gather_are_pairs(&gathering) || gathering.end <= at)
        return OPTIBOM_OK;
    memset(gathering.is_taken + start, true, gathering.end - start);
    *next = gathering.end;
    return add_table(search, &gathering);
}

/* Short lines of one run of words that end no sentence are headings. */
static enum optibom_status see_heading(struct search *search, const struct import_pdf_line *line)
{
    size_t text_at;
    if (line->is_repeated || line->count > HEADING_WORDS_MAX ||
        import_pdf_line_runs(line, 2.5) != 1 || import_pdf_line_ends_sentence(line) ||
        import_pdf_line_is_bullet(line, &text_at))
        return OPTIBOM_OK;
    search->heading = import_pdf_line_dup(search->arena, line);
    return search->heading != NULL ? OPTIBOM_OK : error_no_memory(search->err);
}

enum optibom_status import_pdf_tables_read(struct import_pdf_tables *out, struct arena *arena,
                                           const struct import_pdf_lines *lines, struct error *err)
{
    struct search search = {.out = out, .arena = arena, .lines = lines, .heading = "", .err = err};
    enum optibom_status status = OPTIBOM_OK;
    *out = (struct import_pdf_tables){0};
    out->is_taken = arena_alloc(arena, (lines->count + 1) * sizeof *out->is_taken);
    out->headings = arena_alloc(arena, (lines->count + 1) * sizeof *out->headings);
    if (out->is_taken == NULL || out->headings == NULL)
        return error_no_memory(err);
    for (size_t at = 0, next; status == OPTIBOM_OK && at < lines->count; at = next) {
        next = at;
        if (!lines->items[at].is_repeated)
            status = read_table(&search, at, &next);
        for (size_t i = at; i < next; i++)
            out->headings[i] = search.heading;
        if (status != OPTIBOM_OK || next > at)
            continue;
        status = see_heading(&search, &lines->items[at]);
        out->headings[at] = search.heading;
        next = at + 1;
    }
    return status;
}
