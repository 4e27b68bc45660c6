#include "import/pdf/pdf_grid.h"

#include "base/scan.h"

#include <math.h>
#include <string.h>

static const double cell_gap_em = 1.0;   /* always divides cells */
static const double soft_gap_em = 0.35;  /* divides them where the columns say so too */
static const double least_gap_em = 0.29; /* cells that touch are still that far apart */
static const double far_em = 12;         /* words that far from a column are not in it */
static const double touch_em = 0.1;      /* less overlap is none */

static double least(double a, double b)
{
    return a < b ? a : b;
}

static double most(double a, double b)
{
    return a > b ? a : b;
}

static bool overlaps(const struct import_pdf_column *column, double x0, double x1, double em)
{
    return least(column->x1, x1) - most(column->x0, x0) > touch_em * em;
}

/* ---- placing ---- */

/* Columns from first to last that the strip lies over; false when it is over none. */
bool import_pdf_grid_span(size_t *first, size_t *last, const struct import_pdf_grid *grid,
                          double x0, double x1, double em)
{
    bool is_found = false;
    for (size_t i = 0; i < grid->count; i++) {
        if (!overlaps(&grid->columns[i], x0, x1, em))
            continue;
        *first = is_found ? *first : i;
        *last = i;
        is_found = true;
    }
    return is_found;
}

static double distance(const struct import_pdf_column *column, double x0, double x1)
{
    return most(0, most(column->x0 - x1, x0 - column->x1));
}

static size_t nearest(const struct import_pdf_grid *grid, double x0, double x1)
{
    size_t best = 0;
    for (size_t i = 1; i < grid->count; i++)
        if (distance(&grid->columns[i], x0, x1) < distance(&grid->columns[best], x0, x1))
            best = i;
    return best;
}

static void put(struct import_pdf_placed *placed, const struct import_pdf_grid *grid, size_t column,
                size_t first, size_t count)
{
    struct import_pdf_piece *piece = &placed->pieces[column];
    if (piece->count > 0) {
        placed->is_unclear =
            placed->is_unclear || import_pdf_role_is_limit(grid->columns[column].role);
        piece->count = first + count - piece->first;
        return;
    }
    *piece = (struct import_pdf_piece){first, count};
    placed->used++;
}

/* Words of a run over several columns: each to its own, where gaps part them too. False when the
 * run is one text that spans the columns. */
static bool put_apart(struct import_pdf_placed *placed, const struct import_pdf_grid *grid,
                      const struct import_pdf_run *run)
{
    const struct import_pdf_line *line = placed->line;
    const struct import_pdf_line part = {
        .words = line->words, .count = run->first + run->count, .em = line->em};
    for (int pass = 0; pass < 2; pass++) { /* looks first, then puts */
        size_t before = 0;
        for (size_t at = run->first; at < run->first + run->count;) {
            struct import_pdf_run piece = import_pdf_line_run(&part, at, soft_gap_em);
            size_t first = 0, last = 0;
            if (!import_pdf_grid_span(&first, &last, grid, piece.x0, piece.x1, line->em))
                first = last = nearest(grid, piece.x0, piece.x1);
            if (first != last || first < before || piece.count == run->count)
                return false;
            if (pass == 1)
                put(placed, grid, first, piece.first, piece.count);
            before = first;
            at += piece.count;
        }
    }
    return true;
}

/* One text over several columns: a value that holds for all of them, unless it starts with the
 * label, or is a heading or a paragraph. */
static void put_spanning(struct import_pdf_placed *placed, const struct import_pdf_grid *grid,
                         const struct import_pdf_run *run, size_t first, size_t last)
{
    size_t at = first;
    for (size_t i = first; i <= last; i++)
        if (grid->columns[i].role == IMPORT_PDF_TYP)
            at = i;
    bool is_limits = grid->has_head;
    for (size_t i = first; i <= last; i++)
        is_limits = is_limits && import_pdf_role_is_limit(grid->columns[i].role);
    if (is_limits)
        put(placed, grid, at, run->first, run->count);
    else
        placed->is_crossing = true;
}

/* A run that stands over no column was given to the nearest; where that has words of its own, it
 * belongs to the free neighbour. */
static size_t settle_nearest(const struct import_pdf_placed *placed,
                             const struct import_pdf_grid *grid, size_t column)
{
    bool has_room = column + 1 < grid->count && placed->pieces[column + 1].count == 0;
    return placed->pieces[column].count > 0 && has_room ? column + 1 : column;
}

static void make_room(struct import_pdf_placed *placed, size_t column, size_t *guessed)
{
    if (*guessed != column || column == 0 || placed->pieces[column - 1].count > 0 ||
        placed->pieces[column].count == 0)
        return;
    placed->pieces[column - 1] = placed->pieces[column];
    placed->pieces[column].count = 0;
    *guessed = IMPORT_PDF_COLUMNS_MAX;
}

void import_pdf_grid_place(struct import_pdf_placed *out, const struct import_pdf_grid *grid,
                           const struct import_pdf_line *line)
{
    size_t guessed = IMPORT_PDF_COLUMNS_MAX; /* the last column that was taken as the nearest */
    *out = (struct import_pdf_placed){.line = line};
    for (size_t at = 0; at < line->count;) {
        struct import_pdf_run run = import_pdf_line_run(line, at, cell_gap_em);
        size_t first = 0, last = 0;
        if (!import_pdf_grid_span(&first, &last, grid, run.x0, run.x1, line->em)) {
            first = last = nearest(grid, run.x0, run.x1);
            if (distance(&grid->columns[first], run.x0, run.x1) > far_em * line->em)
                out->is_outside = true;
            first = last = settle_nearest(out, grid, first);
            guessed = out->pieces[first].count == 0 ? first : guessed;
        } else {
            make_room(out, first, &guessed);
        }
        if (first == last)
            put(out, grid, first, run.first, run.count);
        else if (!put_apart(out, grid, &run))
            put_spanning(out, grid, &run, first, last);
        at += run.count;
    }
}

void import_pdf_grid_grow(struct import_pdf_grid *grid, const struct import_pdf_placed *placed)
{
    if (placed->is_crossing || placed->is_outside || placed->is_unclear)
        return;
    for (size_t i = 0; i < grid->count; i++) {
        const struct import_pdf_piece *piece = &placed->pieces[i];
        struct import_pdf_column *column = &grid->columns[i];
        if (piece->count == 0)
            continue;
        const struct import_pdf_word *words = placed->line->words + piece->first;
        double x0 = words[0].x0, x1 = words[piece->count - 1].x1;
        if (i > 0)
            x0 = most(x0, grid->columns[i - 1].x1);
        if (i + 1 < grid->count)
            x1 = least(x1, grid->columns[i + 1].x0);
        column->x0 = least(column->x0, x0);
        column->x1 = most(column->x1, x1);
    }
}

/* The left edge of another line's text in this column agrees with the word. */
static bool starts_column(const struct import_pdf_placed *placed, size_t count, size_t own,
                          size_t column, double x0)
{
    for (size_t i = 0; i < count; i++) {
        const struct import_pdf_piece *piece = &placed[i].pieces[column];
        const struct import_pdf_line *line = placed[i].line;
        if (i == own || piece->count == 0)
            continue;
        const struct import_pdf_word *word = &line->words[piece->first];
        bool is_apart = piece->first == 0 || word->x0 - word[-1].x1 >= cell_gap_em * line->em;
        if (is_apart && fabs(word->x0 - x0) < 0.15 * line->em)
            return true;
    }
    return false;
}

static bool ends_column(const struct import_pdf_placed *placed, size_t count, size_t own,
                        size_t column, double x1)
{
    for (size_t i = 0; i < count; i++) {
        const struct import_pdf_piece *piece = &placed[i].pieces[column];
        const struct import_pdf_word *words = placed[i].line->words + piece->first;
        if (i != own && piece->count > 0 &&
            fabs(words[piece->count - 1].x1 - x1) < 0.3 * placed[i].line->em)
            return true;
    }
    return false;
}

void import_pdf_grid_realign(const struct import_pdf_grid *grid, struct import_pdf_placed *placed,
                             size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = 2; k < grid->count; k++) {
            struct import_pdf_piece *piece = &placed[i].pieces[k], *left = piece - 1;
            const struct import_pdf_word *words = placed[i].line->words + piece->first;
            bool is_limit = import_pdf_role_is_limit(grid->columns[k].role); /* texts span those */
            for (size_t w = 1; !is_limit && left->count == 0 && w < piece->count && w < 3; w++) {
                if (words[w].x0 - words[w - 1].x1 < least_gap_em * placed[i].line->em)
                    continue;
                if (!scan_is_digit(words[0].text[strcspn(words[0].text, "0123456789")]) ||
                    !starts_column(placed, count, i, k, words[w].x0))
                    continue;
                const struct import_pdf_column *column = &grid->columns[k - 1];
                if (!ends_column(placed, count, i, k - 1, words[w - 1].x1) &&
                    distance(column, words[0].x0, words[w - 1].x1) > placed[i].line->em)
                    continue;
                *left = (struct import_pdf_piece){piece->first, w};
                *piece = (struct import_pdf_piece){piece->first + w, piece->count - w};
                placed[i].used++;
            }
        }
}

/* ---- making grids ---- */

void import_pdf_grid_of_line(struct import_pdf_grid *out, const struct import_pdf_line *line)
{
    *out = (struct import_pdf_grid){0};
    for (size_t at = 0; at < line->count && out->count < IMPORT_PDF_COLUMNS_MAX;) {
        struct import_pdf_run run = import_pdf_line_run(line, at, cell_gap_em);
        out->columns[out->count++] =
            (struct import_pdf_column){.name = "", .unit = "", .x0 = run.x0, .x1 = run.x1};
        at += run.count;
    }
}

bool import_pdf_grid_add(struct import_pdf_grid *grid, size_t at, double x0, double x1)
{
    if (grid->count == IMPORT_PDF_COLUMNS_MAX)
        return false;
    memmove(grid->columns + at + 1, grid->columns + at, (grid->count - at) * sizeof *grid->columns);
    grid->columns[at] = (struct import_pdf_column){.name = "", .unit = "", .x0 = x0, .x1 = x1};
    grid->count++;
    return true;
}

bool import_pdf_grid_insert(struct import_pdf_grid *grid, const struct import_pdf_line *line)
{
    bool is_made = false;
    for (size_t at = 0; at < line->count;) {
        struct import_pdf_run run = import_pdf_line_run(line, at, cell_gap_em);
        size_t first, last, place = 0;
        at += run.count;
        if (import_pdf_grid_span(&first, &last, grid, run.x0, run.x1, line->em))
            continue;
        while (place < grid->count && grid->columns[place].x1 <= run.x0)
            place++;
        double gap = cell_gap_em * line->em;
        bool is_apart = (place == 0 || run.x0 - grid->columns[place - 1].x1 >= gap) &&
                        (place == grid->count || grid->columns[place].x0 - run.x1 >= gap);
        is_made = (is_apart && import_pdf_grid_add(grid, place, run.x0, run.x1)) || is_made;
    }
    return is_made;
}
