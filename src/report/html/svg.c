#include "report/html/svg.h"

#include "base/utf8.h"
#include "report/cell.h"

#include <math.h>
#include <string.h>

/* Of the width of a letter to the size of its font, on the wide side. */
static const double LETTER = 0.54, BOLD = 0.61;

/* Pixels of a letter. */
static double letter(const char *class)
{
    return SVG_TEXT * (strcmp(class, "b") == 0 ? BOLD : LETTER);
}

double svg_text_width(const char *text)
{
    return (double)utf8_columns(text) * letter("");
}

double svg_bold_width(const char *text)
{
    return (double)utf8_columns(text) * letter("b");
}

void svg_open(struct html *html, double width, double height, const char *title,
              const char *description)
{
    struct buf *out = html->out;
    unsigned id = ++html->pictures;
    bool is_wide = width > SVG_WIDTH;
    buf_printf(out, "<figure%s>\n<figcaption>", is_wide ? " class=\"broad\"" : "");
    html_escape(out, title);
    buf_puts(out, "</figcaption>\n");
    if (is_wide) {
        buf_puts(out, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
        html_escape(out, title);
        buf_puts(out, "\">\n");
    }
    buf_printf(out,
               "<svg viewBox=\"0 0 %g %g\" role=\"img\" aria-labelledby=\"pt%u pd%u\">"
               "<title id=\"pt%u\">",
               width, height, id, id, id);
    html_escape(out, title);
    buf_printf(out, "</title><desc id=\"pd%u\">", id);
    html_escape_cut(out, description, 1500);
    buf_puts(out, "</desc>\n");
}

void svg_close(struct html *html, double width)
{
    buf_puts(html->out, width > SVG_WIDTH ? "</svg>\n</div>\n</figure>\n" : "</svg>\n</figure>\n");
}

void svg_rect(struct buf *out, double x, double y, double width, double height, const char *class)
{
    buf_printf(out, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" class=\"%s\"/>\n",
               x, y, width, height, class);
}

void svg_line(struct buf *out, double x1, double y1, double x2, double y2, const char *class)
{
    buf_printf(out, "<path d=\"M%.1f %.1fL%.1f %.1f\" class=\"%s\"/>\n", x1, y1, x2, y2, class);
}

/* Bytes of the next line: up to the last blank that fits, else all that is left. */
static size_t line_length(const char *text, size_t most)
{
    size_t fits = 0;
    for (size_t i = 1;; i++) {
        if (text[i - 1] == '\0')
            return i - 1;
        if (text[i] != ' ' && text[i] != '\0')
            continue;
        if (i > most && fits > 0)
            return fits;
        fits = i;
    }
}

int svg_lines(struct html *html, double x, double y, double room, int most, const char *anchor,
              const char *class, const char *text)
{
    int lines = 0;
    /* Lines of about the same length: no single word is left for the last. */
    double width = (double)utf8_columns(text) * letter(class), least = ceil(width / room);
    double even = least > 1 ? fmin(room, width / least * 1.15) : room;
    for (; *text != '\0' && lines < most; lines++, y += SVG_LINE) {
        bool is_last = lines + 1 == most;
        size_t length = is_last ? strlen(text) : line_length(text, (size_t)(even / letter(class)));
        if (html != NULL) {
            const char *line = arena_strndup(html->arena, text, length);
            if (line == NULL)
                html_no_memory(html);
            else
                svg_text(html->out, x, y, room, anchor, class, line);
        }
        text += length;
        text += *text == ' ';
    }
    return lines;
}

const char *svg_describe(struct html *html, const struct html_section *section,
                         struct where_run run, size_t label, size_t value)
{
    enum { MOST_ROWS = 20 };
    const char *text = "";
    for (size_t row = run.first; row <= run.last && row < run.first + MOST_ROWS; row++) {
        const char *number =
            svg_value(html, &section->table.columns[value], html_cell_value(section, row, value));
        text = arena_printf(html->arena, "%s%s%s %s", text, text[0] != '\0' ? "; " : "",
                            html_cell_text(section, row, label), number);
        if (text == NULL) {
            html_no_memory(html);
            return "";
        }
    }
    return text;
}

void svg_text(struct buf *out, double x, double y, double room, const char *anchor,
              const char *class, const char *text)
{
    size_t most = room > 0 ? (size_t)(room / letter(class)) : 0;
    bool is_cut = utf8_columns(text) > most;
    buf_printf(out, "<text x=\"%.1f\" y=\"%.1f\"", x, y);
    if (anchor[0] != 's')
        buf_printf(out, " text-anchor=\"%s\"", anchor);
    if (class[0] != '\0')
        buf_printf(out, " class=\"%s\"", class);
    buf_putc(out, '>');
    html_escape_cut(out, text, most);
    if (is_cut) {
        buf_puts(out, "<title>");
        html_escape_cut(out, text, 200);
        buf_puts(out, "</title>");
    }
    buf_puts(out, "</text>\n");
}

void svg_bar(struct buf *out, double x, double y, double width, double height, const char *class,
             const char *title)
{
    buf_printf(out,
               "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" class=\"%s\"><title>", x,
               y, width > 1 ? width : 1.0, height, class);
    html_escape_cut(out, title, 200);
    buf_puts(out, "</title></rect>\n");
}

const char *svg_count(struct html *html, double value)
{
    static const struct table_column COUNT = {.name = "count", .kind = TABLE_REAL, .unit = ""};
    const struct table_cell cell = {.kind = TABLE_CELL_REAL, .real = value};
    struct buf text;
    buf_init(&text);
    cell_person(&text, &COUNT, &cell);
    const char *copy = buf_ok(&text) ? arena_strdup(html->arena, buf_text(&text)) : NULL;
    buf_fini(&text);
    if (copy == NULL)
        html_no_memory(html);
    return copy != NULL ? copy : "";
}

const char *svg_value(struct html *html, const struct table_column *column, double value)
{
    struct buf text;
    buf_init(&text);
    html_short(&text, column, value);
    const char *copy = buf_ok(&text) ? arena_strdup(html->arena, buf_text(&text)) : NULL;
    buf_fini(&text);
    if (copy == NULL)
        html_no_memory(html);
    return copy != NULL ? copy : "";
}
