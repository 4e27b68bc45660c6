#include "import/pdf/pdf_wrap.h"

#include "base/scan.h"

#include <stdlib.h>
#include <string.h>

/* Shares of the height of a line. */
static const double overlap_share = 0.25; /* lines that overlap more stand beside each other */
static const double step_share = 0.1;     /* row gaps exceed line gaps by that much at least */
static const double wrap_gap_max = 0.6;   /* lines of one cell are never further apart */

static bool starts_with_figure(const struct import_pdf_placed *placed, size_t column)
{
    const struct import_pdf_piece *piece = &placed->pieces[column];
    if (piece->count == 0)
        return false;
    const char *text = placed->line->words[piece->first].text;
    if (strncmp(text, "\xe2\x88\x92", 3) == 0)
        text += 3;
    text += *text == '-' || *text == '+';
    return scan_is_digit(*text);
}

static bool is_figure_column(enum import_pdf_role role)
{
    return role == IMPORT_PDF_MIN || role == IMPORT_PDF_TYP || role == IMPORT_PDF_MAX;
}

static bool is_full(const struct import_pdf_wrapping *wrapping,
                    const struct import_pdf_placed *placed)
{
    return placed->pieces[wrapping->label].count > 0 && placed->used > 1;
}

/* The column of labels by its head; without one the first that most lines have: one before it may
 * name groups of rows. */
static size_t find_label(const struct import_pdf_grid *grid, const struct import_pdf_placed *placed,
                         size_t count)
{
    for (size_t k = 0; k < grid->count; k++)
        if (grid->columns[k].role == IMPORT_PDF_LABEL)
            return k;
    if (grid->has_head)
        return grid->count > 1 && grid->columns[0].role == IMPORT_PDF_INDEX;
    for (size_t k = 0; k + 1 < grid->count; k++) {
        size_t full = 0, here = 0;
        for (size_t i = 0; i < count; i++) {
            full += placed[i].used > 1;
            here += placed[i].used > 1 && placed[i].pieces[k].count > 0;
        }
        if (here * 5 > full * 3)
            return k;
    }
    return 0;
}

static void measure_gaps(struct import_pdf_wrapping *wrapping)
{
    for (size_t i = 0; i + 1 < wrapping->count; i++) {
        const struct import_pdf_placed *a = &wrapping->placed[i], *b = a + 1;
        struct import_pdf_gap *gap = &wrapping->gaps[i];
        double height = a->line->y1 - a->line->y0;
        gap->gap = (b->line->y0 - a->line->y1) / height;
        if (a->line->page != b->line->page || a->line->column != b->line->column)
            gap->gap = 99;
        gap->is_full = is_full(wrapping, a) && is_full(wrapping, b);
        for (size_t k = 0; k < wrapping->grid->count; k++)
            if (is_figure_column(wrapping->grid->columns[k].role) && starts_with_figure(a, k) &&
                starts_with_figure(b, k))
                gap->is_figures = true;
        for (size_t k = 0; k < wrapping->grid->count; k++) {
            const struct import_pdf_piece *piece = &a->pieces[k];
            if (piece->count > 0 &&
                a->line->words[piece->first + piece->count - 1].x1 > wrapping->right[k])
                wrapping->right[k] = a->line->words[piece->first + piece->count - 1].x1;
        }
    }
}

static int compare_gaps(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

/* The middle one of the gaps between lines that both look like rows. */
static bool find_row_gap(struct import_pdf_wrapping *wrapping)
{
    size_t pairs = wrapping->count > 0 ? wrapping->count - 1 : 0, used = 0;
    double *sorted = malloc((pairs + 1) * sizeof *sorted);
    if (sorted == NULL)
        return false;
    for (size_t i = 0; i < pairs; i++)
        if (wrapping->gaps[i].is_full && wrapping->gaps[i].gap > -overlap_share &&
            wrapping->gaps[i].gap < 50)
            sorted[used++] = wrapping->gaps[i].gap;
    if (used > 0)
        qsort(sorted, used, sizeof *sorted, compare_gaps);
    wrapping->row_gap = used > 0 ? sorted[used / 2] : 50;
    free(sorted);
    return true;
}

/* Finds the first step in the sorted gaps that parts lines of a cell from rows. Gaps below it are
 * those of wraps only if hardly any of them lies between two lines that are rows of their own. */
static bool find_threshold(struct import_pdf_wrapping *wrapping)
{
    size_t pairs = wrapping->count > 0 ? wrapping->count - 1 : 0, used = 0;
    double *sorted = pairs > 0 ? malloc(pairs * sizeof *sorted) : NULL;
    if (pairs > 0 && sorted == NULL)
        return false;
    for (size_t i = 0; i < pairs; i++)
        if (wrapping->gaps[i].gap > -overlap_share && wrapping->gaps[i].gap < 3)
            sorted[used++] = wrapping->gaps[i].gap;
    if (used > 0)
        qsort(sorted, used, sizeof *sorted, compare_gaps);
    for (size_t i = 0; i + 1 < used && !wrapping->is_told_by_gaps; i++) {
        if (sorted[i + 1] - sorted[i] < step_share || sorted[i] > wrap_gap_max)
            continue;
        double threshold = (sorted[i] + sorted[i + 1]) / 2;
        size_t low = 0, full = 0;
        bool has_rows = false;
        for (size_t k = 0; k < pairs; k++) {
            if (wrapping->gaps[k].gap >= threshold || wrapping->gaps[k].gap <= -overlap_share)
                continue;
            low++;
            full += wrapping->gaps[k].is_full;
            has_rows = has_rows || wrapping->gaps[k].is_figures;
        }
        wrapping->is_told_by_gaps = !has_rows && full * 2 <= low;
        wrapping->threshold = threshold;
        break;
    }
    free(sorted);
    return true;
}

/* ---- does the text go on? ---- */

static const char *first_word(const struct import_pdf_placed *placed, size_t column)
{
    return placed->line->words[placed->pieces[column].first].text;
}

static const char *last_word(const struct import_pdf_placed *placed, size_t column)
{
    const struct import_pdf_piece *piece = &placed->pieces[column];
    return placed->line->words[piece->first + piece->count - 1].text;
}

/* The first word below would not have fitted behind the text above: the text was wrapped there. */
static bool is_wrapped(const struct import_pdf_wrapping *wrapping,
                       const struct import_pdf_placed *above, const struct import_pdf_placed *below,
                       size_t column)
{
    const struct import_pdf_piece *piece = &above->pieces[column];
    if (piece->count == 0 || below->pieces[column].count == 0)
        return false;
    const struct import_pdf_word *word = &below->line->words[below->pieces[column].first];
    double end = above->line->words[piece->first + piece->count - 1].x1;
    double right = wrapping->right[column] + 0.3 * above->line->em;
    return end + 0.25 * above->line->em + (word->x1 - word->x0) > right;
}

static bool is_open_end(const char *word)
{
    static const char *const words[] = {"per",  "each", "of",  "for", "at", "and", "to",   "in",
                                        "with", "or",   "the", "a",   "by", "on",  "over", "from"};
    size_t length = strlen(word);
    char last = length > 0 ? word[length - 1] : '\0';
    if (last == ',' || last == '-' || last == '/' || last == '&' || last == '(')
        return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (scan_same(word, words[i]))
            return true;
    return false;
}

static bool is_small_start(const char *word)
{
    return (*word >= 'a' && *word <= 'z') || *word == '(' || *word == '[';
}

static bool opens_bracket(const struct import_pdf_placed *placed, size_t column)
{
    const struct import_pdf_piece *piece = &placed->pieces[column];
    int depth = 0;
    for (size_t i = 0; i < piece->count; i++)
        for (const char *at = placed->line->words[piece->first + i].text; *at != '\0'; at++)
            depth += (*at == '(') - (*at == ')');
    return depth > 0;
}

/* Whether the first cell below continues the one above. */
static bool label_goes_on(const struct import_pdf_wrapping *wrapping,
                          const struct import_pdf_placed *above,
                          const struct import_pdf_placed *below)
{
    size_t label = wrapping->label;
    if (above->pieces[label].count == 0 || below->pieces[label].count == 0)
        return false;
    if (is_open_end(last_word(above, label)) || opens_bracket(above, label))
        return true;
    bool is_small = is_small_start(first_word(below, label));
    if (above->used > 1 && below->used == 1)
        return is_small ||
               (is_wrapped(wrapping, above, below, label) && above->pieces[label].count > 1 &&
                !import_pdf_is_section(first_word(below, label)));
    return is_small && is_wrapped(wrapping, above, below, label);
}

static bool is_dash(const struct import_pdf_placed *placed, size_t column)
{
    return placed->pieces[column].count == 1 && import_pdf_is_blank(first_word(placed, column));
}

/* Lines in a table where rows stand as close as lines of a cell. `above` is the last line. */
static bool goes_on(const struct import_pdf_wrapping *wrapping,
                    const struct import_pdf_placed *above, const struct import_pdf_placed *below,
                    const struct import_pdf_gap *gap)
{
    if (gap->gap > wrap_gap_max || gap->is_figures)
        return false;
    if (below->pieces[wrapping->label].count > 0)
        return label_goes_on(wrapping, above, below);
    for (size_t k = wrapping->label + 1; k < wrapping->grid->count;
         k++) /* a figure below a figure is another row */
        if (below->pieces[k].count > 0 && starts_with_figure(below, k) &&
            starts_with_figure(above, k) && !is_open_end(last_word(above, k)))
            return false;
    for (size_t k = wrapping->label + 1; k < wrapping->grid->count; k++)
        if (below->pieces[k].count > 0 && is_dash(below, k))
            return false;
    return true;
}

static bool is_one_row(const struct import_pdf_wrapping *wrapping, size_t at)
{
    const struct import_pdf_gap *gap = &wrapping->gaps[at - 1];
    if (gap->gap > 50)
        return false;
    if (gap->gap <= -overlap_share)
        return true;
    bool is_beside_next = at + 1 < wrapping->count && wrapping->gaps[at].gap <= -overlap_share;
    if (is_beside_next) /* cells of different heights, centred: a row starts here */
        return false;
    if (wrapping->is_told_by_gaps)
        return gap->gap < wrapping->threshold;
    return goes_on(wrapping, &wrapping->placed[at - 1], &wrapping->placed[at], gap);
}

/* Both lines are rows of their own, whatever overlaps between them: a figure stands in the same
 * column of each, and in one more column at least another text. */
static bool are_rows(const struct import_pdf_wrapping *wrapping, const struct import_pdf_placed *a,
                     const struct import_pdf_placed *b)
{
    size_t both = 0;
    bool is_figure = false, is_limit = false;
    for (size_t k = 0; k < wrapping->grid->count; k++) {
        both += a->pieces[k].count > 0 && b->pieces[k].count > 0;
        bool is_here = starts_with_figure(a, k) && starts_with_figure(b, k);
        is_figure = is_figure || is_here;
        is_limit = is_limit || (is_here && is_figure_column(wrapping->grid->columns[k].role));
    }
    bool is_apart = is_full(wrapping, a) && is_full(wrapping, b) &&
                    import_pdf_line_gap(a->line, b->line) > wrapping->row_gap - 0.05;
    return is_limit || is_apart || (is_figure && both >= 2);
}

/* Where the row from line `first` on ends. */
size_t import_pdf_wrap_end(const struct import_pdf_wrapping *wrapping, size_t first)
{
    size_t last = first + 1;
    for (; last < wrapping->count && is_one_row(wrapping, last); last++)
        for (size_t i = first; i < last; i++)
            if (are_rows(wrapping, &wrapping->placed[i], &wrapping->placed[last]))
                return last;
    return last;
}

/* The line before row `first` is a cell over it and the row above: a label or a unit for both. */
bool import_pdf_wrap_is_shared(const struct import_pdf_wrapping *wrapping, size_t first,
                               size_t before)
{
    if (first == 0 || first - before < 2 || wrapping->gaps[first - 1].gap > -overlap_share)
        return false;
    const struct import_pdf_placed *shared = &wrapping->placed[first - 1];
    if (shared->used != 1)
        return false;
    for (size_t k = 0; k < wrapping->grid->count; k++)
        if (shared->pieces[k].count > 0)
            return wrapping->placed[first].pieces[k].count == 0;
    return false;
}

bool import_pdf_wrap_is_doubled(const struct import_pdf_wrapping *wrapping, size_t first,
                                size_t last)
{
    size_t full = 0;
    for (size_t i = first; i < last; i++) {
        const struct import_pdf_placed *placed = &wrapping->placed[i];
        bool has_value = false;
        for (size_t k = wrapping->label + 1; k < wrapping->grid->count; k++) {
            enum import_pdf_role role = wrapping->grid->columns[k].role;
            has_value = has_value || (placed->pieces[k].count > 0 && role != IMPORT_PDF_NOTE &&
                                      role != IMPORT_PDF_CONDITION && role != IMPORT_PDF_SYMBOL);
        }
        full += has_value && placed->pieces[wrapping->label].count > 0;
    }
    return full > 1;
}

bool import_pdf_wrap_init(struct import_pdf_wrapping *out, struct arena *arena,
                          const struct import_pdf_grid *grid,
                          const struct import_pdf_placed *placed, size_t count)
{
    *out = (struct import_pdf_wrapping){.grid = grid, .placed = placed, .count = count};
    out->gaps = arena_alloc(arena, (count + 1) * sizeof *out->gaps);
    if (out->gaps == NULL)
        return false;
    out->label = find_label(grid, placed, count);
    measure_gaps(out);
    return find_row_gap(out) && find_threshold(out);
}
