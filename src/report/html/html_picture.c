#include "report/html/svg.h"

#include <math.h>

void html_not_drawn(struct html *html, const char *title, size_t rows)
{
    buf_puts(html->out, "<p class=\"purpose\">");
    html_escape(html->out, title);
    buf_printf(html->out, ": %zu rows are more than a picture can show.</p>\n", rows);
}

bool html_runs_find(struct html_runs *out, struct html *html, const struct html_section *section,
                    const struct report_where *where, const char *title, int line)
{
    bool is_apart = false;
    size_t rows = table_row_count(&section->table);
    if (html->status != OPTIBOM_OK)
        return false;
    if (rows > HTML_DRAWN_ROWS) {
        html_not_drawn(html, title, rows);
        return false;
    }
    if (!where_runs(&out->runs, &out->count, &is_apart, html->arena, &section->table, section->spec,
                    where))
        html_no_memory(html);
    else if (is_apart)
        html->status = error_set(html->err, OPTIBOM_BAD_INPUT,
                                 "%s, line %d: the rows of '%s' do not stand together; ORDER BY "
                                 "the columns of its WHERE",
                                 section->spec->file, line, title);
    return html->status == OPTIBOM_OK && out->count > 0;
}

const char *html_run_title(struct html *html, const struct html_section *section,
                           const struct report_where *where, struct where_run run,
                           const char *title)
{
    const char *joined = NULL;
    for (size_t i = 0; i < where->count; i++) {
        if (where->terms[i].value != NULL)
            continue;
        char text[32];
        size_t column = html_column(section->spec, where->terms[i].column);
        const char *value = where_text(text, table_at(&section->table, run.first, column));
        joined = arena_printf(html->arena, "%s%s%s", joined != NULL ? joined : "",
                              joined != NULL ? ", " : "", value);
        if (joined == NULL)
            html_no_memory(html);
    }
    return joined != NULL ? joined : title;
}

/* The most that any bar of the picture is long, so that builds compare. */
static double scale_of(const struct html_section *section, const struct report_picture *picture,
                       const struct html_runs *runs)
{
    size_t column = html_column(section->spec, picture->columns[1]);
    double most = 0;
    for (size_t i = 0; i < runs->count; i++)
        for (size_t row = runs->runs[i].first; row <= runs->runs[i].last; row++) {
            double value = html_cell_value(section, row, column);
            most = isfinite(value) ? fmax(most, fabs(value)) : most;
        }
    return most;
}

/* What all runs of a picture share. */
struct drawing {
    const struct html_section *section;
    const struct report_picture *picture;
    double scale;
    struct text_map targets; /* of a sankey */
};

static void draw_run(struct html *html, const struct drawing *drawing, struct where_run run)
{
    const struct html_section *section = drawing->section;
    const struct report_picture *picture = drawing->picture;
    const char *each = html_run_title(html, section, &picture->where, run, NULL);
    const char *title =
        each != NULL ? arena_printf(html->arena, "%s: %s", picture->title, each) : picture->title;
    size_t rows = run.last - run.first + 1;
    if (title == NULL)
        html_no_memory(html);
    else if (rows > HTML_RUN_ROWS)
        html_not_drawn(html, title, rows);
    else if (picture->kind == REPORT_PICTURE_BARS)
        svg_bars(html, section, picture, run, drawing->scale, title);
    else if (picture->kind == REPORT_PICTURE_SANKEY)
        svg_sankey(html, section, picture, run, &drawing->targets, title);
    else if (picture->kind == REPORT_PICTURE_RACK)
        svg_rack(html, section, picture, run, title);
    else if (picture->kind == REPORT_PICTURE_TIERS)
        svg_tiers(html, section, picture, run, title);
    else
        svg_waterfall(html, section, picture, run, drawing->scale, title);
}

static void draw(struct html *html, const struct html_section *section,
                 const struct report_picture *picture)
{
    struct html_runs runs;
    if (!html_runs_find(&runs, html, section, &picture->where, picture->title, picture->line))
        return;
    struct drawing drawing = {section, picture, scale_of(section, picture, &runs), {0}};
    text_map_init(&drawing.targets, html->arena, true);
    if (picture->kind == REPORT_PICTURE_SANKEY)
        svg_sankey_targets(&drawing.targets, html, section, picture);
    for (size_t i = 0; i < runs.count && html->status == OPTIBOM_OK; i++)
        draw_run(html, &drawing, runs.runs[i]);
    text_map_fini(&drawing.targets);
}

void html_pictures_write(struct html *html, const struct html_section *section)
{
    for (size_t i = 0; i < section->spec->picture_count && html->status == OPTIBOM_OK; i++) {
        const struct report_picture *picture = &section->spec->pictures[i];
        size_t rows = table_row_count(&section->table);
        if (rows > HTML_DRAWN_ROWS) {
            html_not_drawn(html, picture->title, rows);
        } else if (picture->kind == REPORT_PICTURE_CARDS) {
            html_cards_write(html, section, picture);
        } else if (picture->kind == REPORT_PICTURE_FACTS) {
            html_facts_write(html, section, picture);
        } else {
            buf_puts(html->out, "<div class=\"figures\">\n");
            draw(html, section, picture);
            buf_puts(html->out, "</div>\n");
        }
    }
}
