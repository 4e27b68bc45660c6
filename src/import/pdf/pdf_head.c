#include "import/pdf/pdf_head.h"

#include "import/pdf/pdf_plain.h"

#include <string.h>

enum { HEAD_LINES_MAX = 4 };

static const double cell_gap_em = 1.0;  /* always divides cells */
static const double head_gap_em = 0.42; /* heads stand closer than what is below them */

/* Cells of a head while it is read; their words come line by line. */
struct head {
    struct import_pdf_grid grid;
    const char *first_text[IMPORT_PDF_COLUMNS_MAX], *last_text[IMPORT_PDF_COLUMNS_MAX]; /* lines */
};

static const char *text_of(struct arena *arena, const struct import_pdf_line *line, size_t first,
                           size_t count)
{
    struct import_pdf_marks marks = {0};
    struct buf text;
    buf_init(&text);
    import_pdf_line_text(&text, &marks, line, first, count);
    const char *clean = buf_ok(&text) ? import_pdf_plain(arena, buf_text(&text)) : NULL;
    buf_fini(&text);
    return clean;
}

/* Adds a cell, or a further line of one. */
static bool add_head_cell(struct head *head, struct arena *arena,
                          const struct import_pdf_line *line, size_t first, size_t count)
{
    double x0 = line->words[first].x0, x1 = line->words[first + count - 1].x1;
    const char *text = text_of(arena, line, first, count);
    size_t at, last, place = 0;
    if (text == NULL)
        return false;
    if (import_pdf_grid_span(&at, &last, &head->grid, x0, x1, line->em)) {
        if (at != last)
            return true; /* a head over several columns says what they have in common */
        struct import_pdf_column *column = &head->grid.columns[at];
        const char *glue = *column->name != '\0' ? " " : "";
        column->name = arena_printf(arena, "%s%s%s", column->name, glue, text);
        column->x0 = x0 < column->x0 ? x0 : column->x0;
        column->x1 = x1 > column->x1 ? x1 : column->x1;
        head->last_text[at] = text;
        return column->name != NULL;
    }
    while (place < head->grid.count && head->grid.columns[place].x0 < x0)
        place++;
    if (!import_pdf_grid_add(&head->grid, place, x0, x1))
        return true;
    memmove(head->last_text + place + 1, head->last_text + place,
            (head->grid.count - 1 - place) * sizeof *head->last_text);
    memmove(head->first_text + place + 1, head->first_text + place,
            (head->grid.count - 1 - place) * sizeof *head->first_text);
    head->grid.columns[place].name = text;
    head->first_text[place] = head->last_text[place] = text;
    return true;
}

/* "Max Unit" in close columns: words that each are a head of their own. */
static bool are_all_heads(const struct import_pdf_line *line, const struct import_pdf_run *run)
{
    for (size_t i = 0; i < run->count; i++) {
        enum import_pdf_role role = import_pdf_role_of(line->words[run->first + i].text);
        if (role < IMPORT_PDF_LABEL || role > IMPORT_PDF_NOTE)
            return false;
    }
    return run->count > 1;
}

static bool add_head_line(struct head *head, struct arena *arena,
                          const struct import_pdf_line *line)
{
    for (size_t at = 0; at < line->count;) {
        struct import_pdf_run run = import_pdf_line_run(line, at, head_gap_em);
        bool is_apart = are_all_heads(line, &run);
        for (size_t i = 0; i < (is_apart ? run.count : 1); i++)
            if (!add_head_cell(head, arena, line, run.first + i, is_apart ? 1 : run.count))
                return false;
        at += run.count;
    }
    return true;
}

static bool has_digit(const struct import_pdf_line *line)
{
    for (size_t i = 0; i < line->count; i++)
        if (strpbrk(line->words[i].text, "0123456789") != NULL)
            return true;
    return false;
}

static size_t known_roles(struct arena *arena, const struct import_pdf_line *line)
{
    size_t known = 0;
    for (size_t at = 0; at < line->count;) {
        struct import_pdf_run run = import_pdf_line_run(line, at, head_gap_em);
        const char *text = text_of(arena, line, run.first, run.count);
        enum import_pdf_role role = text != NULL ? import_pdf_role_of(text) : IMPORT_PDF_OTHER;
        known += role >= IMPORT_PDF_LABEL && role <= IMPORT_PDF_NOTE;
        at += run.count;
    }
    return known;
}

/* A further line of the head (below a lone text only the first): it overlaps the line before, or
 * continues its words in small letters, or has heads of its own beside those, or stands closer than
 * rows do. */
static bool goes_on(struct arena *arena, const struct import_pdf_line *lines, size_t at,
                    size_t count, bool is_overlap_needed)
{
    const struct import_pdf_line *before = &lines[at - 1], *line = &lines[at];
    double height = line->y1 - line->y0, gap = (line->y0 - before->y1) / height;
    bool is_small = true;
    if (line->page != before->page || line->column != before->column || gap > 1.5)
        return false;
    if (gap < -0.2 || is_overlap_needed)
        return gap < -0.2;
    for (size_t i = 0; i < line->count; i++) {
        bool is_start =
            i == 0 || line->words[i].x0 - line->words[i - 1].x1 > head_gap_em * line->em;
        char c = line->words[i].text[0];
        is_small = is_small && (!is_start || (c >= 'a' && c <= 'z') || c == '(' || c == '[');
    }
    if (has_digit(line))
        return false;
    if (at == 1 && known_roles(arena, before) == 0 && known_roles(arena, line) >= 2)
        return false; /* names of groups of columns */
    if (known_roles(arena, line) >= 2 || (is_small && gap < 0.5))
        return true;
    bool has_next = at + 1 < count && lines[at + 1].page == line->page;
    double next_gap = has_next ? (lines[at + 1].y0 - line->y1) / height : 0;
    return gap < 0.3 && next_gap > gap + 0.25 && import_pdf_line_runs(line, head_gap_em) >= 2;
}

/* A group word over a limit ("Limits" over "Typical") is not part of its name. */
static bool settle_heads(struct head *head, struct arena *arena)
{
    for (size_t i = 0; i < head->grid.count; i++) {
        struct import_pdf_column *column = &head->grid.columns[i];
        size_t length, unit_length;
        const char *unit;
        column->role = import_pdf_role_of(column->name);
        enum import_pdf_role last = import_pdf_role_of(head->last_text[i]);
        if (column->role == IMPORT_PDF_OTHER && import_pdf_role_is_limit(last)) {
            column->role = last;
            column->name = head->last_text[i];
        }
        column->unit = "";
        if (!import_pdf_split_unit(column->name, &length, &unit, &unit_length))
            continue;
        column->unit = arena_strndup(arena, unit, unit_length);
        column->name = arena_strndup(arena, column->name, length);
        if (column->unit == NULL || column->name == NULL)
            return false;
    }
    return true;
}

/* Enough of the cells must be known heads; one is enough where the first says that labels or part
 * numbers follow and the others are names too. */
static bool is_head(const struct head *head)
{
    const struct import_pdf_grid *grid = &head->grid;
    size_t known = 0, parts = 0;
    for (size_t i = 0; i < grid->count; i++) {
        enum import_pdf_role role = grid->columns[i].role;
        bool is_part_known = import_pdf_role_is_limit(import_pdf_role_of(head->first_text[i]));
        known += (role != IMPORT_PDF_OTHER && role != IMPORT_PDF_INDEX) || is_part_known;
        parts += i > 0 && import_pdf_is_part(grid->columns[i].name);
    }
    if (grid->count < 2 || known == 0)
        return false;
    for (size_t i = 1; i < grid->count; i++) /* its cells will show whether they are parts */
        if (grid->columns[i].role == IMPORT_PDF_PART && parts == 0 && grid->count > 2)
            return true;
    enum import_pdf_role first = grid->columns[0].role;
    if (first == IMPORT_PDF_PART)
        return parts == 0 ? known >= 1 && grid->columns[1].name[0] != '\0' : parts >= 2;
    if (first == IMPORT_PDF_LABEL || first == IMPORT_PDF_ALIEN)
        return true;
    if (first == IMPORT_PDF_INDEX)
        return known >= 1;
    return known >= 2;
}

bool import_pdf_head_read(struct import_pdf_grid *out, size_t *taken, struct arena *arena,
                          const struct import_pdf_line *lines, size_t count)
{
    struct head head = {.grid = {.has_head = true}};
    size_t used = 1;
    *taken = 0;
    if (lines[0].count > 60 || !add_head_line(&head, arena, &lines[0]))
        return lines[0].count > 60;
    bool is_lone = import_pdf_line_runs(&lines[0], head_gap_em) < 2;
    while (used < count && used < HEAD_LINES_MAX &&
           goes_on(arena, lines, used, count, is_lone && used == 1)) {
        if (!add_head_line(&head, arena, &lines[used]))
            return false;
        used++;
    }
    if (!settle_heads(&head, arena))
        return false;
    *out = head.grid;
    *taken = is_head(&head) ? used : 0;
    return true;
}

/* Where the next group starts: at a limit that the group from `first` on has already. */
static size_t group_end(const struct import_pdf_grid *grid, size_t first)
{
    size_t end = first;
    for (; end < grid->count && import_pdf_role_is_limit(grid->columns[end].role); end++)
        for (size_t i = first; i < end; i++)
            if (grid->columns[i].role == grid->columns[end].role)
                return end;
    return end;
}

bool import_pdf_head_group(struct import_pdf_grid *grid, struct arena *arena,
                           const struct import_pdf_line *above)
{
    size_t first = 0, groups = 0, at = 0;
    while (first < grid->count && !import_pdf_role_is_limit(grid->columns[first].role))
        first++;
    for (size_t i = first; i < grid->count && group_end(grid, i) > i; i = group_end(grid, i))
        groups++;
    if (groups < 2 || import_pdf_line_runs(above, cell_gap_em) != groups)
        return true;
    for (size_t i = first, end; at < above->count; i = end) {
        struct import_pdf_run run = import_pdf_line_run(above, at, cell_gap_em);
        const char *name = text_of(arena, above, run.first, run.count);
        end = group_end(grid, i);
        double middle = (run.x0 + run.x1) / 2;
        if (name == NULL)
            return false;
        bool is_over = middle > grid->columns[i].x0 && middle < grid->columns[end - 1].x1;
        for (size_t k = i; is_over && k < end; k++)
            grid->columns[k].group = name;
        at += run.count;
    }
    return true;
}
