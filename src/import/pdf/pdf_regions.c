#include "import/pdf/pdf_regions.h"

#include "base/scan.h"
#include "import/pdf/pdf_roles.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { GUTTERS_MAX = 4, SIDE_LINES_MIN = 4, DEPTH_MAX = 6 };

static const double gutter_em = 1.5;     /* a gutter is at least that wide */
static const double cell_gap_em = 1.0;   /* and cells of a table are further apart than words */
static const double margin_share = 0.14; /* of the page, above and below: heads and feet */
static const double same_place = 4;      /* points */

struct page_cut {
    struct import_pdf_lines *out;
    struct arena *arena;
    const struct import_pdf_page *page;
    size_t page_number;
    size_t columns; /* of text that are done */
    struct error *err;
};

/* The lines first to last - 1 of a page, taken for two columns that part at `x`. */
struct zone {
    size_t first, last;
    double x;
};

/* What the lines on one side of a gutter look like. */
struct side {
    size_t lines, bullets, paragraph_lines, pairs, runs;
};

static bool append(struct page_cut *cut, const struct import_pdf_line *line)
{
    struct import_pdf_lines *out = cut->out;
    struct import_pdf_line *grown = arena_grow(cut->arena, out->items, out->count, sizeof *grown);
    if (grown == NULL)
        return false;
    out->items = grown;
    out->items[out->count] = *line;
    out->items[out->count++].column = cut->columns;
    return true;
}

/* ---- is it two columns of text? ---- */

/* The words of the line on one side of `x`, false when there are none. */
static bool part_of(struct import_pdf_line *out, const struct import_pdf_line *line, double x,
                    bool is_right)
{
    size_t left = 0;
    while (left < line->count && line->words[left].x0 < x)
        left++;
    *out = *line;
    out->words = is_right ? line->words + left : line->words;
    out->count = is_right ? line->count - left : left;
    return out->count > 0;
}

static bool crosses(const struct import_pdf_line *line, double x)
{
    for (size_t i = 0; i < line->count; i++) {
        const struct import_pdf_word *word = &line->words[i];
        if (word->x0 < x && word->x1 > x - 0.3 * line->em)
            return true;
        if (i > 0 && word[-1].x0 < x && word->x0 >= x)
            return word->x0 - word[-1].x1 < gutter_em * line->em;
    }
    return false;
}

static bool is_lower(const char *text)
{
    return *text >= 'a' && *text <= 'z';
}

/* Two cells, the first of them in words: a label and its value. */
static bool is_pair(const struct import_pdf_line *part)
{
    return import_pdf_line_runs(part, cell_gap_em) == 2 && scan_is_letter(part->words[0].text[0]);
}

/* Lines of a paragraph come in threes and more, with a small letter in front. */
static struct side look(const struct import_pdf_line *lines, const struct zone *zone, bool is_right)
{
    struct side side = {0};
    size_t run = 0;
    for (size_t i = zone->first; i < zone->last; i++) {
        struct import_pdf_line part;
        size_t text_at;
        if (!part_of(&part, &lines[i], zone->x, is_right))
            continue;
        bool is_wide = part.count >= 4 && import_pdf_line_runs(&part, cell_gap_em) == 1;
        bool goes_on = run > 0 && is_lower(part.words[0].text) &&
                       import_pdf_line_runs(&part, cell_gap_em) == 1;
        run = goes_on ? run + 1 : is_wide;
        side.paragraph_lines += run == 3 ? 3 : run > 3;
        side.lines++;
        side.bullets += import_pdf_line_is_bullet(&part, &text_at);
        side.pairs += is_pair(&part);
    }
    return side;
}

/* A head of a table whose columns lie on both sides forbids to cut. */
static bool has_table_head(const struct import_pdf_line *lines, const struct zone *zone)
{
    for (size_t i = zone->first; i < zone->last; i++) {
        size_t known = 0;
        bool is_left = false, is_right = false;
        for (size_t at = 0; at < lines[i].count;) {
            struct import_pdf_run run = import_pdf_line_run(&lines[i], at, 0.6);
            enum import_pdf_role role = IMPORT_PDF_OTHER;
            if (run.count == 1)
                role = import_pdf_role_of(lines[i].words[at].text);
            if (role >= IMPORT_PDF_SYMBOL && role != IMPORT_PDF_ALIEN) {
                known++;
                is_left = is_left || run.x0 < zone->x;
                is_right = is_right || run.x0 >= zone->x;
            }
            at += run.count;
        }
        if (known >= 2 && is_right)
            return true;
    }
    return false;
}

static bool is_two_columns(const struct import_pdf_line *lines, const struct zone *zone)
{
    struct side left = look(lines, zone, false), right = look(lines, zone, true);
    if (left.lines < SIDE_LINES_MIN || right.lines < SIDE_LINES_MIN || has_table_head(lines, zone))
        return false;
    bool is_left_prose = left.paragraph_lines * 3 >= left.lines;
    bool is_right_prose = right.paragraph_lines * 3 >= right.lines;
    if (is_left_prose && (is_right_prose || right.pairs * 2 >= right.lines || right.bullets >= 2))
        return true;
    if (left.bullets >= 2 &&
        (right.bullets >= 2 || is_right_prose || right.pairs * 2 >= right.lines))
        return true;
    return left.pairs * 5 >= left.lines * 3 && right.pairs * 5 >= right.lines * 3;
}

/* ---- where is the gutter? ---- */

static int compare_doubles(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

/* Where most lines start anew behind a wide gap in the middle half of the page: at most
 * GUTTERS_MAX places, the most frequent first. False when memory is exhausted. */
static bool find_gutters(double gutters[GUTTERS_MAX], size_t *count, struct page_cut *cut,
                         const struct import_pdf_line *lines, size_t line_count)
{
    double *starts = NULL;
    size_t start_count = 0, best[GUTTERS_MAX] = {0};
    *count = 0;
    for (size_t i = 0; i < line_count; i++)
        for (size_t j = 1; j < lines[i].count; j++) {
            double x = lines[i].words[j].x0, gap = x - lines[i].words[j - 1].x1;
            if (gap < gutter_em * lines[i].em || x < cut->page->width * 0.3 ||
                x > cut->page->width * 0.7)
                continue;
            double *grown = arena_grow(cut->arena, starts, start_count, sizeof *grown);
            if (grown == NULL)
                return false;
            starts = grown;
            starts[start_count++] = x;
        }
    if (start_count > 0)
        qsort(starts, start_count, sizeof *starts, compare_doubles);
    for (size_t i = 0, end; i < start_count; i = end) {
        for (end = i + 1; end < start_count && starts[end] - starts[i] < 3;)
            end++;
        for (size_t k = 0; end - i >= SIDE_LINES_MIN && k < GUTTERS_MAX; k++) {
            if (end - i <= best[k])
                continue;
            memmove(best + k + 1, best + k, (GUTTERS_MAX - k - 1) * sizeof *best);
            memmove(gutters + k + 1, gutters + k, (GUTTERS_MAX - k - 1) * sizeof *gutters);
            best[k] = end - i;
            gutters[k] = starts[i] - 0.5;
            *count += *count < GUTTERS_MAX;
            break;
        }
    }
    return true;
}

/* The longest run of lines that do not cross `x` and are two columns there. */
static bool find_zone(struct zone *out, const struct import_pdf_line *lines, size_t count, double x)
{
    *out = (struct zone){0};
    for (size_t first = 0; first < count;) {
        size_t last = first;
        while (last < count && !crosses(&lines[last], x))
            last++;
        struct zone zone = {first, last, x};
        if (last - first > out->last - out->first && is_two_columns(lines, &zone))
            *out = zone;
        first = last + 1;
    }
    return out->last > out->first;
}

static enum optibom_status cut_lines(struct page_cut *cut, const struct import_pdf_line *lines,
                                     size_t count, int depth);

static enum optibom_status cut_side(struct page_cut *cut, const struct import_pdf_line *lines,
                                    const struct zone *zone, bool is_right, int depth)
{
    struct import_pdf_lines own;
    struct import_pdf_word *words = NULL;
    size_t word_count = 0;
    for (size_t i = zone->first; i < zone->last; i++) {
        struct import_pdf_line part;
        part_of(&part, &lines[i], zone->x, is_right);
        for (size_t j = 0; j < part.count; j++) {
            struct import_pdf_word *grown =
                arena_grow(cut->arena, words, word_count, sizeof *grown);
            if (grown == NULL)
                return error_no_memory(cut->err);
            words = grown;
            words[word_count++] = part.words[j];
        }
    }
    enum optibom_status status = import_pdf_lines_make(&own, cut->arena, words, word_count,
                                                       cut->page, cut->page_number, cut->err);
    if (status == OPTIBOM_OK)
        status = cut_lines(cut, own.items, own.count, depth + 1);
    cut->columns++;
    return status;
}

/* Takes the lines over, those of two columns one after the other. */
static enum optibom_status cut_lines(struct page_cut *cut, const struct import_pdf_line *lines,
                                     size_t count, int depth)
{
    double gutters[GUTTERS_MAX];
    size_t gutter_count = 0;
    struct zone zone = {0};
    if (depth < DEPTH_MAX && count >= SIDE_LINES_MIN &&
        !find_gutters(gutters, &gutter_count, cut, lines, count))
        return error_no_memory(cut->err);
    for (size_t i = 0; i < gutter_count && zone.last == 0; i++)
        if (!find_zone(&zone, lines, count, gutters[i]))
            zone = (struct zone){0};
    if (zone.last == 0) {
        for (size_t i = 0; i < count; i++)
            if (!append(cut, &lines[i]))
                return error_no_memory(cut->err);
        return OPTIBOM_OK;
    }
    enum optibom_status status = cut_lines(cut, lines, zone.first, depth + 1);
    cut->columns++;
    if (status == OPTIBOM_OK)
        status = cut_side(cut, lines, &zone, false, depth);
    if (status == OPTIBOM_OK)
        status = cut_side(cut, lines, &zone, true, depth);
    if (status == OPTIBOM_OK)
        status = cut_lines(cut, lines + zone.last, count - zone.last, depth + 1);
    return status;
}

/* ---- running heads ---- */

/* "3", "3/12": the number of a page. */
static bool is_page_number(const char *text)
{
    return scan_is_digit(*text) && text[strspn(text, "0123456789/")] == '\0';
}

/* Equal but for the number of the page. */
static bool same_text(const struct import_pdf_line *a, const struct import_pdf_line *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++) {
        const char *left = a->words[i].text, *right = b->words[i].text;
        if (strcmp(left, right) != 0 && (!is_page_number(left) || !is_page_number(right)))
            return false;
    }
    return true;
}

/* The head of a table that goes on over pages repeats too. */
static bool is_table_head(const struct import_pdf_line *line)
{
    size_t known = 0;
    for (size_t i = 0; i < line->count; i++) {
        enum import_pdf_role role = import_pdf_role_of(line->words[i].text);
        known += role != IMPORT_PDF_OTHER && role != IMPORT_PDF_ALIEN && role != IMPORT_PDF_INDEX;
    }
    return known >= 2;
}

/* The first and the last line of a page are at its edge wherever they stand, if they are no row of
 * a table. */
static bool is_at_edge(const struct import_pdf_lines *lines, size_t at)
{
    const struct import_pdf_line *line = &lines->items[at];
    bool is_first = at == 0 || line[-1].page != line->page;
    bool is_last = at + 1 == lines->count || line[1].page != line->page;
    bool is_text = import_pdf_line_runs(line, cell_gap_em) == 1;
    return ((is_first || is_last) && is_text) || line->page_y < margin_share ||
           line->page_y > 1 - margin_share;
}

/* Compares each page with the two before it: heads of left and right pages may differ. */
static void mark_repeated(struct import_pdf_lines *lines)
{
    size_t first = 0;
    for (size_t i = 0; i < lines->count; i++) {
        struct import_pdf_line *line = &lines->items[i];
        while (lines->items[first].page + 2 < line->page)
            first++;
        if (!is_at_edge(lines, i) || is_table_head(line))
            continue;
        for (size_t j = first; j < i; j++) {
            struct import_pdf_line *other = &lines->items[j];
            if (other->page < line->page && fabs(other->y0 - line->y0) < same_place &&
                is_at_edge(lines, j) && same_text(other, line))
                other->is_repeated = line->is_repeated = true;
        }
    }
}

enum optibom_status import_pdf_regions_read(struct import_pdf_lines *out, struct arena *arena,
                                            const struct import_pdf_pages *pages, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    *out = (struct import_pdf_lines){0};
    for (size_t i = 0; status == OPTIBOM_OK && i < pages->count; i++) {
        struct import_pdf_page *page = &pages->items[i];
        struct page_cut cut = {
            .out = out, .arena = arena, .page = page, .page_number = i + 1, .err = err};
        struct import_pdf_lines lines;
        status =
            import_pdf_lines_make(&lines, arena, page->words, page->word_count, page, i + 1, err);
        if (status == OPTIBOM_OK)
            status = cut_lines(&cut, lines.items, lines.count, 0);
    }
    if (status == OPTIBOM_OK)
        mark_repeated(out);
    return status;
}
