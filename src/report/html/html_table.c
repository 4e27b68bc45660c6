#include "base/utf8.h"
#include "report/cell.h"
#include "report/clean.h"
#include "report/html/html_page.h"
#include "report/spec/condition.h"

#include <math.h>
#include <string.h>

/* Columns of text that a cell shows at most, and from how many on its column wraps. */
enum {
    TEXT_MOST = 2000,
    WRAP_FROM = 40,
    LONG_FROM = 50,
    WIDE_FROM = 150,
    WIDEST_FROM = 400,
    LEVELS_MOST = 8
};

struct grid {
    struct html *html;
    const struct html_section *section;
    const struct report_spec *spec;
    size_t rows; /* written */
    size_t head; /* the column that names a row */
    bool *wraps; /* by column */
};

static bool is_link(const struct table_column *column, const struct table_cell *cell)
{
    return column->kind == TABLE_LINK && cell->kind == TABLE_CELL_TEXT && clean_is_link(cell->text);
}

/* Columns whose texts are long, and those that the report says so of. */
static bool find_wraps(struct grid *grid)
{
    const struct table *table = &grid->section->table;
    grid->wraps = arena_alloc(grid->html->arena, (table->column_count + 1) * sizeof *grid->wraps);
    if (grid->wraps == NULL)
        return false;
    for (size_t i = 0; i < table->column_count; i++) {
        grid->wraps[i] = i < grid->spec->column_count && grid->spec->columns[i].wrap;
        for (size_t row = 0; row < grid->rows && !grid->wraps[i]; row++) {
            const struct table_cell *cell = table_at(table, row, i);
            grid->wraps[i] = cell->kind == TABLE_CELL_TEXT && utf8_columns(cell->text) > WRAP_FROM;
        }
    }
    return true;
}

static size_t find_head(const struct report_spec *spec, const struct table *table)
{
    size_t head = 0;
    if (spec->freeze != NULL)
        return html_column(spec, spec->freeze);
    while (head + 1 < table->column_count && table->columns[head].is_hidden)
        head++;
    return head;
}

static void write_headings(struct grid *grid)
{
    struct buf *out = grid->html->out;
    const struct table *table = &grid->section->table;
    buf_puts(out, "<thead><tr>");
    for (size_t i = 0; i < table->column_count; i++) {
        const struct table_column *column = &table->columns[i];
        if (column->is_hidden)
            continue;
        static const char *const CLASSES[] = {"", " class=\"n\"", " class=\"head\"",
                                              " class=\"head n\""};
        buf_printf(out, "<th scope=\"col\"%s><span>",
                   CLASSES[cell_is_number(column) + 2 * (i == grid->head)]);
        html_escape(out, column->heading != NULL ? column->heading : column->name);
        if (column->unit[0] != '\0' && column->kind != TABLE_PERCENT) {
            buf_puts(out, " <small>");
            html_escape(out, column->unit);
            buf_puts(out, "</small>");
        }
        buf_puts(out, "</span></th>");
    }
    buf_puts(out, "</tr></thead>\n");
}

static const char *style_name(enum report_style style)
{
    static const char *const NAMES[REPORT_STYLES] = {
        [REPORT_STYLE_GOOD] = "good",    [REPORT_STYLE_BAD] = "bad",
        [REPORT_STYLE_WARN] = "warn",    [REPORT_STYLE_INPUT] = "input",
        [REPORT_STYLE_MUTED] = "muted",  [REPORT_STYLE_LIVE] = "live",
        [REPORT_STYLE_ENGINE] = "engine"};
    return NAMES[style];
}

/* The first rule that holds for the row (`column` NULL) or for a cell of it; NULL: none. */
static const char *highlight_of(const struct grid *grid, size_t row, const char *column)
{
    for (size_t i = 0; i < grid->spec->highlight_count; i++) {
        const struct report_highlight *rule = &grid->spec->highlights[i];
        bool is_here = column == NULL ? rule->column == NULL
                                      : rule->column != NULL && strcmp(rule->column, column) == 0;
        if (is_here && condition_holds(rule->formula, grid->spec, &grid->section->table, row))
            return style_name(rule->style);
    }
    return NULL;
}

/* Level of the row for its indent, 0 without one. */
static int level_of(const struct grid *grid, size_t row, size_t column)
{
    if (grid->spec->indent == NULL || html_column(grid->spec, grid->spec->indent) != column)
        return 0;
    double level = html_cell_value(grid->section, row, html_column(grid->spec, grid->spec->group));
    return level >= 1 ? (int)fmin(level, LEVELS_MOST) : 0;
}

static void write_text(struct grid *grid, size_t row, size_t column)
{
    struct buf *out = grid->html->out;
    const struct table_column *of = &grid->section->table.columns[column];
    const struct table_cell *cell = table_at(&grid->section->table, row, column);
    if (is_link(of, cell)) {
        buf_puts(out, "<a rel=\"noreferrer\" href=\"");
        html_escape(out, cell->text);
        buf_puts(out, "\">");
        html_escape_cut(out, cell->text, WRAP_FROM);
        buf_puts(out, "</a>");
        return;
    }
    struct buf person;
    buf_init(&person);
    cell_person(&person, of, cell);
    size_t source;
    bool has_source =
        person.length > 0 && html_source_of(&source, grid->html, grid->section, row, column);
    if (has_source)
        buf_printf(out, "<a href=\"#source-%zu\">", source + 1);
    bool is_cut = html_escape_cut(out, buf_text(&person), TEXT_MOST);
    buf_puts(out, has_source ? "</a>" : "");
    if (is_cut)
        buf_puts(out, " (cut here; the CSV has all)");
    out->failed |= !buf_ok(&person);
    buf_fini(&person);
}

static void write_cell(struct grid *grid, size_t row, size_t column)
{
    struct buf *out = grid->html->out;
    const struct table_column *of = &grid->section->table.columns[column];
    bool is_head = column == grid->head, is_number = cell_is_number(of);
    const char *style = highlight_of(grid, row, of->name);
    int level = level_of(grid, row, column);
    buf_puts(out, is_head ? "<th scope=\"row\"" : "<td");
    if (is_number || grid->wraps[column] || style != NULL || level > 0) {
        buf_printf(out, " class=\"%s%s", is_number ? "n" : "", grid->wraps[column] ? " w" : "");
        if (column < grid->spec->column_count && grid->wraps[column] &&
            grid->spec->columns[column].width >= LONG_FROM)
            buf_puts(out, " long");
        if (style != NULL)
            buf_printf(out, " %s", style);
        if (level > 0)
            buf_printf(out, " i%d", level);
        buf_putc(out, '"');
    }
    double value = html_cell_value(grid->section, row, column);
    if (is_number && isfinite(value)) {
        buf_puts(out, " data-value=\"");
        cell_number(out, value);
        buf_putc(out, '"');
    }
    buf_putc(out, '>');
    write_text(grid, row, column);
    buf_puts(out, is_head ? "</th>" : "</td>");
}

static void write_row(struct grid *grid, size_t row)
{
    struct buf *out = grid->html->out;
    const char *style = highlight_of(grid, row, NULL);
    buf_puts(out, "<tr");
    if (grid->section == grid->html->sources)
        buf_printf(out, " id=\"source-%zu\"", row + 1);
    if (style != NULL)
        buf_printf(out, " class=\"%s\"", style);
    buf_putc(out, '>');
    for (size_t i = 0; i < grid->section->table.column_count; i++)
        if (!grid->section->table.columns[i].is_hidden)
            write_cell(grid, row, i);
    buf_puts(out, "</tr>\n");
}

static void write_total(struct grid *grid, struct where_run run, const char *of)
{
    struct buf *out = grid->html->out;
    const struct table *table = &grid->section->table;
    buf_puts(out, "<tr>");
    for (size_t i = 0; i < table->column_count; i++) {
        if (table->columns[i].is_hidden)
            continue;
        bool is_head = i == grid->head;
        bool is_total = i < grid->spec->column_count && grid->spec->columns[i].total;
        buf_puts(out, is_head ? "<th scope=\"row\">Total" : is_total ? "<td class=\"n\">" : "<td>");
        if (is_head && of[0] != '\0') {
            buf_putc(out, ' ');
            html_escape(out, of);
        }
        double sum = 0;
        for (size_t row = run.first; is_total && row <= run.last; row++) {
            double value = html_cell_value(grid->section, row, i);
            sum += isfinite(value) ? value : 0;
        }
        if (is_total)
            cell_person(out, &table->columns[i],
                        &(struct table_cell){.kind = TABLE_CELL_REAL, .real = sum});
        buf_puts(out, is_head ? "</th>" : "</td>");
    }
    buf_puts(out, "</tr>\n");
}

/* One row of totals for each build: what is compared is not added up. */
static void write_totals(struct grid *grid)
{
    const struct table *table = &grid->section->table;
    size_t rows = table_row_count(table), first = 0;
    bool has_total = false;
    for (size_t i = 0; i < grid->spec->column_count; i++)
        has_total |= grid->spec->columns[i].total;
    if (!has_total || rows == 0)
        return;
    bool has_build = report_spec_column(grid->spec, "build") != NULL;
    size_t build = has_build ? html_column(grid->spec, "build") : 0;
    buf_puts(grid->html->out, "<tfoot>");
    for (size_t row = 1; row <= rows; row++) {
        const char *of = has_build ? html_cell_text(grid->section, first, build) : "";
        if (row < rows &&
            (!has_build || strcmp(of, html_cell_text(grid->section, row, build)) == 0))
            continue;
        write_total(grid, (struct where_run){first, row - 1}, of);
        first = row;
    }
    buf_puts(grid->html->out, "</tfoot>");
}

static void write_caption(struct grid *grid, size_t rows)
{
    struct buf *out = grid->html->out;
    buf_puts(out, "<caption>");
    html_escape(out, grid->spec->title);
    if (rows > HTML_ROWS)
        buf_printf(out, ": the first %d of %zu rows; the workbook and CSV have all", HTML_ROWS,
                   rows);
    else
        buf_printf(out, ", %zu row%s", rows, rows == 1 ? "" : "s");
    buf_puts(out, "</caption>\n");
}

void html_table_write(struct html *html, const struct html_section *section)
{
    size_t rows = table_row_count(&section->table);
    struct grid grid = {.html = html,
                        .section = section,
                        .spec = section->spec,
                        .rows = rows < HTML_ROWS ? rows : HTML_ROWS};
    if (!find_wraps(&grid)) {
        html_no_memory(html);
        return;
    }
    grid.head = find_head(grid.spec, &section->table);
    double width = 0;
    for (size_t i = 0; i < grid.spec->column_count; i++)
        width += section->table.columns[i].is_hidden ? 0 : grid.spec->columns[i].width;
    buf_printf(html->out,
               "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"h-");
    html_escape(html->out, grid.spec->name);
    buf_printf(html->out, "\">\n<table%s>",
               section == html->sources ? " class=\"wide fit\""
               : width > WIDEST_FROM    ? " class=\"wide widest\""
               : width > WIDE_FROM      ? " class=\"wide\""
                                        : "");
    write_caption(&grid, rows);
    write_headings(&grid);
    buf_puts(html->out, "<tbody>\n");
    for (size_t row = 0; row < grid.rows; row++)
        write_row(&grid, row);
    buf_puts(html->out, "</tbody>");
    write_totals(&grid);
    buf_puts(html->out, "</table></div>\n");
}
