#include "import/pdf/pdf_gather.h"

#include "base/scan.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

enum { LONE_LINES_MAX = 40 };

static const double row_gap_max = 2.6; /* heights; more space ends a table */
static const double align_em = 0.6;    /* edges of one column differ by less */
static const double edge_share = 0.14; /* of the page, above and below: heads and feet */

bool import_pdf_gather_keep(struct import_pdf_gathering *gathering,
                            const struct import_pdf_placed *placed)
{
    struct import_pdf_placed *grown =
        arena_grow(gathering->arena, gathering->placed, gathering->count, sizeof *grown);
    if (grown == NULL)
        return false;
    gathering->placed = grown;
    gathering->placed[gathering->count++] = *placed;
    import_pdf_grid_grow(&gathering->grid, placed);
    return true;
}

/* The next line that is no running head, `count` at the end. */
static size_t skip_repeated(const struct import_pdf_lines *lines, size_t at)
{
    while (at < lines->count && lines->items[at].is_repeated)
        at++;
    return at;
}

bool import_pdf_gather_head(const struct import_pdf_gathering *gathering,
                            struct import_pdf_grid *grid, size_t *taken, size_t at)
{
    return import_pdf_head_read(grid, taken, gathering->arena, &gathering->lines->items[at],
                                gathering->lines->count - at);
}

static bool same_head(const struct import_pdf_grid *a, const struct import_pdf_grid *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (strcmp(a->columns[i].name, b->columns[i].name) != 0)
            return false;
    return true;
}

/* Behind a page break only a line that starts where the labels do and has values goes on. */
static bool goes_on_over_break(const struct import_pdf_gathering *gathering,
                               const struct import_pdf_placed *placed)
{
    const struct import_pdf_line *line = placed->line;
    double x0 = line->words[0].x0;
    bool is_flush = false;
    for (size_t i = 0; i < gathering->count; i++) {
        const struct import_pdf_placed *other = &gathering->placed[i];
        is_flush = is_flush || (other->pieces[0].count > 0 &&
                                fabs(other->line->words[0].x0 - x0) < align_em * line->em);
    }
    return is_flush && placed->used >= 2;
}

/* A line across the columns that names a section, inside a table: short, and more rows follow. */
static bool is_inner_section(const struct import_pdf_gathering *gathering,
                             const struct import_pdf_line *line, size_t at)
{
    if (line->count > 5 || import_pdf_line_ends_sentence(line) ||
        import_pdf_line_runs(line, 1) != 1 || at + 1 >= gathering->lines->count)
        return false;
    const struct import_pdf_line *next = &gathering->lines->items[at + 1];
    return import_pdf_line_follows(line, next) &&
           import_pdf_line_gap(line, next) < row_gap_max / 2 && import_pdf_line_runs(next, 1) >= 2;
}

/* True when the line belongs to the table. */
static bool accepts(const struct import_pdf_gathering *gathering,
                    const struct import_pdf_placed *placed, size_t at)
{
    const struct import_pdf_line *line = placed->line;
    const struct import_pdf_line *last =
        gathering->count > 0 ? gathering->placed[gathering->count - 1].line : NULL;
    size_t text_at;
    if (last != NULL && import_pdf_line_follows(last, line) &&
        import_pdf_line_gap(last, line) > row_gap_max)
        return false;
    if (placed->is_outside || (import_pdf_line_is_bullet(line, &text_at) && placed->used == 1))
        return false;
    double height = line->y1 - line->y0;
    if (last != NULL && placed->pieces[0].count == line->count &&
        last->y1 - last->y0 < height * 0.85)
        return false; /* larger letters: the next heading */
    if (last != NULL && placed->is_crossing && last->y1 - last->y0 < height * 0.85)
        return false;
    if (last != NULL && !import_pdf_line_follows(last, line))
        return !placed->is_crossing && goes_on_over_break(gathering, placed);
    if (placed->is_crossing)
        return is_inner_section(gathering, line, at);
    if (placed->used == 1 && placed->pieces[0].count > 0 &&
        gathering->grid.columns[0].role == IMPORT_PDF_INDEX &&
        !scan_is_digit(line->words[0].text[0]))
        return false; /* a running number is all that can stand there */
    if (placed->used == 1 && placed->pieces[0].count >= 3 && import_pdf_line_ends_sentence(line))
        return false;
    if (placed->used == 1 && placed->pieces[0].count > 0 && last != NULL &&
        import_pdf_line_gap(last, line) > 1 && !is_inner_section(gathering, line, at))
        return false;
    return true;
}

/* A crossing line that stayed is a section: its words are its label. */
static void settle_section(struct import_pdf_placed *placed)
{
    if (!placed->is_crossing)
        return;
    *placed = (struct import_pdf_placed){.line = placed->line, .used = 1};
    placed->pieces[0] = (struct import_pdf_piece){0, placed->line->count};
}

/* A head or foot of one page only, amid a table that may go on behind it. */
static bool is_page_edge(const struct import_pdf_gathering *gathering,
                         const struct import_pdf_placed *placed, size_t at)
{
    const struct import_pdf_lines *lines = gathering->lines;
    const struct import_pdf_line *line = placed->line;
    bool is_lone = placed->is_crossing || placed->is_outside || placed->used == 1;
    bool is_last = at + 1 == lines->count || line[1].page != line->page;
    bool is_first = at > 0 && line[-1].page != line->page;
    if (gathering->count == 0 || !is_lone)
        return false;
    return (is_last && line->page_y > 1 - edge_share) ||
           (is_first && line->page_y < edge_share && !goes_on_over_break(gathering, placed));
}

/* The name of a section in the middle of the table: words alone in a column of figures. */
static bool is_centred_section(const struct import_pdf_gathering *gathering,
                               const struct import_pdf_placed *placed, size_t at)
{
    const struct import_pdf_line *line = placed->line;
    size_t column = 1;
    if (placed->used != 1 || placed->pieces[0].count > 0 || line->count > 5 ||
        import_pdf_line_runs(line, 1) != 1 || !scan_is_letter(line->words[0].text[0]) ||
        import_pdf_is_unit(line->words[0].text, strlen(line->words[0].text)))
        return false;
    while (placed->pieces[column].count == 0)
        column++;
    enum import_pdf_role role = gathering->grid.columns[column].role;
    bool is_apart =
        (at == 0 || !import_pdf_line_follows(line - 1, line) ||
         import_pdf_line_gap(line - 1, line) > -0.1) &&
        (at + 1 == gathering->lines->count || import_pdf_line_gap(line, line + 1) > -0.1);
    return is_apart && (import_pdf_is_section(line->words[0].text) ||
                        (role >= IMPORT_PDF_SYMBOL && role <= IMPORT_PDF_UNIT));
}

/* Gathers the rows below a head from line `at` on. */
bool import_pdf_gather_below(struct import_pdf_gathering *gathering, size_t at)
{
    const struct import_pdf_lines *lines = gathering->lines;
    size_t full = 0, head_at = SIZE_MAX;
    for (at = skip_repeated(lines, at); at < lines->count; at = skip_repeated(lines, at + 1)) {
        struct import_pdf_grid next;
        struct import_pdf_placed placed;
        size_t taken;
        if (!import_pdf_gather_head(gathering, &next, &taken, at))
            return false;
        if (taken > 0 && (!same_head(&next, &gathering->grid) || head_at == gathering->count))
            break;
        if (taken > 0) {
            head_at = gathering->count;
            memset(gathering->is_taken + at, true, taken);
            at += taken - 1;
            continue;
        }
        import_pdf_grid_place(&placed, &gathering->grid, &lines->items[at]);
        if (is_page_edge(gathering, &placed, at))
            continue;
        if (placed.used == 1 && at + 1 < lines->count &&
            !import_pdf_gather_head(gathering, &next, &taken, at + 1))
            return false;
        if (placed.used <= 1 && taken > 0)
            break; /* the heading of the next table */
        full += placed.used >= 2;
        if (!accepts(gathering, &placed, at) || (full == 0 && gathering->count == LONE_LINES_MAX))
            break;
        if (is_centred_section(gathering, &placed, at))
            placed.is_crossing = true;
        settle_section(&placed);
        if (!import_pdf_gather_keep(gathering, &placed))
            return false;
        gathering->is_taken[at] = true;
        gathering->end = at + 1;
    }
    return true;
}

static size_t part_column(const struct import_pdf_grid *grid)
{
    for (size_t i = 0; i < grid->count; i++)
        if (grid->columns[i].role == IMPORT_PDF_PART)
            return i;
    return grid->count;
}

/* What looks like a head but has no rows to match was a line of something else: words above lists,
 * or a label and its value. */
bool import_pdf_gather_is_sound(const struct import_pdf_gathering *gathering)
{
    size_t part = part_column(&gathering->grid);
    bool has_parts = part == gathering->grid.count, has_values = false;
    for (size_t i = 0; i < gathering->count; i++) {
        const struct import_pdf_placed *placed = &gathering->placed[i];
        has_values = has_values || placed->used >= 2;
        for (size_t k = 0; part < gathering->grid.count && k < placed->pieces[part].count; k++) {
            const char *word = placed->line->words[placed->pieces[part].first + k].text;
            has_parts =
                has_parts || import_pdf_is_part(word) || strpbrk(word, "0123456789") != NULL;
        }
    }
    for (size_t i = 1; i < gathering->grid.count; i++) /* a row of part numbers as the head */
        has_parts = has_parts || import_pdf_is_part(gathering->grid.columns[i].name);
    return has_values && has_parts;
}
