/* Labels and values without a head; import/pdf/pdf_gather.h. */
#include "import/pdf/pdf_gather.h"

#include "base/scan.h"

#include <math.h>
#include <string.h>

enum { BACK_BANDS_MAX = 8 };

static const double row_gap_max = 2.6; /* heights; more space ends a table */
static const double align_em = 0.6;    /* edges of one column differ by less */
static const double foot_share = 0.07; /* of the page, above and below: letterheads, addresses */

/* Edges or middles of the pieces agree with those of an earlier line. */
static bool is_aligned(const struct import_pdf_gathering *gathering,
                       const struct import_pdf_placed *placed)
{
    for (size_t i = gathering->count; i-- > 0 && i + 8 > gathering->count;) {
        const struct import_pdf_placed *other = &gathering->placed[i];
        for (size_t k = 1; k < gathering->grid.count; k++) {
            if (placed->pieces[k].count == 0 || other->pieces[k].count == 0)
                continue;
            const struct import_pdf_word *a = placed->line->words + placed->pieces[k].first;
            const struct import_pdf_word *b = other->line->words + other->pieces[k].first;
            double a1 = a[placed->pieces[k].count - 1].x1, b1 = b[other->pieces[k].count - 1].x1;
            double slack = align_em * placed->line->em;
            if (fabs(a->x0 - b->x0) < slack || fabs(a1 - b1) < slack ||
                fabs(a->x0 + a1 - b->x0 - b1) < slack)
                return true;
        }
    }
    return gathering->count == 0;
}

static bool is_label_start(const struct import_pdf_line *line)
{
    const char *word = line->words[0].text;
    return scan_is_letter(*word) ||
           ((unsigned char)*word >= 0xc3 && line->words[0].text[1] != '\0');
}

/* Adds the lines that fit the grid of the first one. */
static bool gather_from(struct import_pdf_gathering *gathering, size_t at)
{
    const struct import_pdf_lines *lines = gathering->lines;
    for (; at < lines->count && !lines->items[at].is_repeated; at++) {
        const struct import_pdf_line *line = &lines->items[at];
        struct import_pdf_placed placed;
        struct import_pdf_grid head;
        size_t taken, text_at;
        const struct import_pdf_line *last =
            gathering->count > 0 ? gathering->placed[gathering->count - 1].line : line;
        if (!import_pdf_line_follows(last, line) || import_pdf_line_gap(last, line) > row_gap_max ||
            import_pdf_line_is_bullet(line, &text_at))
            break;
        if (!import_pdf_gather_head(gathering, &head, &taken, at))
            return false;
        if (taken > 0 && gathering->count > 0)
            break;
        import_pdf_grid_insert(&gathering->grid, line);
        import_pdf_grid_place(&placed, &gathering->grid, line);
        if (placed.is_crossing || placed.is_outside)
            break;
        if (placed.used >= 2 && (!is_aligned(gathering, &placed) || !is_label_start(line)))
            break;
        bool is_lone = placed.used == 1 && placed.pieces[0].count > 0;
        if (is_lone &&
            (import_pdf_line_gap(last, line) > 1.2 || import_pdf_line_ends_sentence(line)) &&
            at > 0 && last != line)
            break;
        if (!import_pdf_gather_keep(gathering, &placed))
            return false;
        gathering->end = at + 1;
    }
    while (gathering->count > 0) { /* a lone text at the end is the heading of what follows */
        const struct import_pdf_placed *last = &gathering->placed[gathering->count - 1];
        if (last->used != 1 || last->pieces[0].count == 0 ||
            (gathering->count > 1 && import_pdf_line_gap(last[-1].line, last->line) < 0.1 &&
             last[-1].used > 1))
            break;
        gathering->count--;
        gathering->end--;
    }
    return true;
}

/* A grid that grew by columns places the earlier lines anew. */
static void place_again(struct import_pdf_gathering *gathering)
{
    for (size_t i = 0; i < gathering->count; i++) {
        struct import_pdf_placed *placed = &gathering->placed[i];
        import_pdf_grid_place(placed, &gathering->grid, placed->line);
    }
}

/* Two pairs side by side are two tables; a lone pair must say that it is one. */
static bool are_pairs(const struct import_pdf_gathering *gathering)
{
    size_t full = 0;
    bool has_colon = false;
    for (size_t i = 0; i < gathering->count; i++) {
        const struct import_pdf_placed *placed = &gathering->placed[i];
        const struct import_pdf_piece *label = &placed->pieces[0];
        if (label->count == 0 || placed->used < 2)
            continue;
        const char *word = placed->line->words[label->first + label->count - 1].text;
        has_colon = has_colon || word[strlen(word) - 1] == ':';
        full++;
    }
    return full >= 2 || (full == 1 && has_colon);
}

static bool is_letterhead(const struct import_pdf_gathering *gathering)
{
    for (size_t i = 0; i < gathering->count; i++) {
        double y = gathering->placed[i].line->page_y;
        if (y > foot_share && y < 1 - foot_share)
            return false;
    }
    return true;
}

/* The first of the lines that stand beside line `at - 1`, being centred in cells of other heights.
 */
static size_t band_start(const struct import_pdf_lines *lines, size_t at)
{
    size_t start = at - 1;
    while (start > 0 && import_pdf_line_follows(&lines->items[start - 1], &lines->items[start]) &&
           import_pdf_line_gap(&lines->items[start - 1], &lines->items[start]) < -0.25)
        start--;
    return start;
}

/* Rows before line `at` that its grid fits too: their gaps were too narrow to see, or their cells
 * are not on one line. */
static size_t go_back(const struct import_pdf_gathering *gathering,
                      const struct import_pdf_grid *grid, size_t at)
{
    const struct import_pdf_line *items = gathering->lines->items;
    for (size_t back = 0; back < BACK_BANDS_MAX && at > 0; back++) {
        size_t start = band_start(gathering->lines, at);
        bool is_used[IMPORT_PDF_COLUMNS_MAX] = {false}, is_fit = true;
        size_t used = 0;
        for (size_t i = start; i < at; i++) {
            struct import_pdf_placed placed;
            import_pdf_grid_place(&placed, grid, &items[i]);
            is_fit = is_fit && !placed.is_crossing && !placed.is_outside && !items[i].is_repeated &&
                     !gathering->is_taken[i];
            for (size_t k = 0; k < grid->count; k++)
                is_used[k] = is_used[k] || placed.pieces[k].count > 0;
        }
        for (size_t k = 0; k < grid->count; k++)
            used += is_used[k];
        if (!is_fit || used < 2 || !import_pdf_line_follows(&items[start], &items[at]) ||
            import_pdf_line_gap(&items[at - 1], &items[at]) > row_gap_max)
            break;
        at = start;
    }
    return at;
}

bool import_pdf_gather_pairs(struct import_pdf_gathering *gathering, size_t at, size_t *start)
{
    gathering->count = 0;
    gathering->placed = NULL;
    import_pdf_grid_of_line(&gathering->grid, &gathering->lines->items[at]);
    *start = go_back(gathering, &gathering->grid, at);
    gathering->end = *start;
    if (!gather_from(gathering, *start))
        return false;
    place_again(gathering);
    return true;
}

bool import_pdf_gather_are_pairs(const struct import_pdf_gathering *gathering)
{
    return are_pairs(gathering) && !is_letterhead(gathering);
}
