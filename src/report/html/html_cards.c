/* Cards: a figure each, with a bar for every build; facts: short texts under their sections. */
#include "report/cell.h"
#include "report/html/html_page.h"

#include <math.h>
#include <string.h>

enum { LABEL, GROUP, VALUE, UNIT, LEAST, MOST, NOTE };

struct cards {
    struct html *html;
    const struct html_section *section;
    size_t at[REPORT_PICTURE_COLUMNS];
    size_t columns;
    size_t decimals; /* of the card at hand */
};

static double number(const struct cards *cards, size_t row, size_t field)
{
    return field < cards->columns ? html_cell_value(cards->section, row, cards->at[field]) : NAN;
}

static const char *text(const struct cards *cards, size_t row, size_t field)
{
    return field < cards->columns ? html_cell_text(cards->section, row, cards->at[field]) : "";
}

/* Digits after the point of a value as a person reads it. */
static size_t decimals_of(const struct cards *cards, double value)
{
    struct buf text;
    buf_init(&text);
    cell_person(&text, &cards->section->table.columns[cards->at[VALUE]],
                &(struct table_cell){.kind = TABLE_CELL_REAL, .real = value});
    const char *point = strchr(buf_text(&text), '.');
    size_t decimals = point != NULL ? strspn(point + 1, "0123456789") : 0;
    buf_fini(&text);
    return decimals;
}

/* With as many decimals as the others of its card, so that they compare. */
static void write_number(struct cards *cards, double value)
{
    struct buf *out = cards->html->out;
    size_t decimals = decimals_of(cards, value);
    cell_person(out, &cards->section->table.columns[cards->at[VALUE]],
                &(struct table_cell){.kind = TABLE_CELL_REAL, .real = value});
    for (size_t i = decimals; i < cards->decimals; i++)
        buf_puts(out, i == 0 ? ".0" : "0");
}

/* From zero to the value, with a line from the least to the most. */
static void write_bar(struct cards *cards, size_t row, double scale)
{
    struct buf *out = cards->html->out;
    double value = number(cards, row, VALUE);
    double least = number(cards, row, LEAST), most = number(cards, row, MOST);
    if (!(scale > 0) || !(value > 0))
        return;
    buf_puts(out, "<svg class=\"bar\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" "
                  "aria-hidden=\"true\"><rect x=\"0\" y=\"0\" width=\"100\" height=\"8\" "
                  "class=\"track\"/>");
    buf_printf(out, "<rect x=\"0\" y=\"0\" width=\"%.2f\" height=\"8\" class=\"s0\"/>",
               value / scale * 100);
    if (isfinite(least) && isfinite(most) && most > least)
        buf_printf(out, "<rect x=\"%.2f\" y=\"3\" width=\"%.2f\" height=\"2\" class=\"range\"/>",
                   fmax(least, 0) / scale * 100, (most - fmax(least, 0)) / scale * 100);
    buf_puts(out, "</svg>");
}

static void write_entry(struct cards *cards, size_t row, double scale)
{
    struct buf *out = cards->html->out;
    double value = number(cards, row, VALUE);
    double least = number(cards, row, LEAST), most = number(cards, row, MOST);
    const char *note = text(cards, row, NOTE);
    buf_puts(out, "<div><dt>");
    html_escape(out, text(cards, row, GROUP));
    buf_puts(out, "</dt><dd>");
    if (isfinite(value)) {
        buf_puts(out, "<b>");
        write_number(cards, value);
        buf_puts(out, "</b> ");
        html_escape(out, text(cards, row, UNIT));
        write_bar(cards, row, scale);
    } else {
        buf_puts(out, "<b>none</b>");
    }
    buf_puts(out, "<small>");
    if (isfinite(least) && isfinite(most) && most > least) {
        write_number(cards, least);
        buf_puts(out, " to ");
        write_number(cards, most);
        buf_puts(out, note[0] != '\0' ? ", " : "");
    }
    html_escape_cut(out, note, 160);
    buf_puts(out, "</small></dd></div>\n");
}

static void write_card(struct cards *cards, struct where_run run)
{
    struct buf *out = cards->html->out;
    double scale = 0;
    cards->decimals = 0;
    for (size_t row = run.first; row <= run.last; row++) {
        scale = fmax(scale, number(cards, row, VALUE));
        scale = fmax(scale, number(cards, row, MOST));
        size_t decimals = decimals_of(cards, number(cards, row, VALUE));
        if (decimals > cards->decimals)
            cards->decimals = decimals;
    }
    bool is_single = run.first == run.last;
    buf_printf(out, "<article class=\"card%s\"><h3>", is_single ? " single" : "");
    html_escape(out, text(cards, run.first, LABEL));
    buf_puts(out, "</h3>\n<dl>");
    for (size_t row = run.first; row <= run.last; row++)
        write_entry(cards, row, scale);
    buf_puts(out, "</dl></article>\n");
}

static void take_columns(struct cards *cards, const struct report_picture *picture)
{
    cards->columns = picture->column_count;
    for (size_t i = 0; i < picture->column_count; i++)
        cards->at[i] = html_column(cards->section->spec, picture->columns[i]);
}

void html_cards_write(struct html *html, const struct html_section *section,
                      const struct report_picture *picture)
{
    struct cards cards = {.html = html, .section = section};
    size_t rows = table_row_count(&section->table), first = 0;
    take_columns(&cards, picture);
    buf_puts(html->out, "<div class=\"cards\">\n");
    for (size_t row = 1; row <= rows; row++)
        if (row == rows || strcmp(text(&cards, row, LABEL), text(&cards, first, LABEL)) != 0) {
            write_card(&cards, (struct where_run){first, row - 1});
            first = row;
        }
    buf_puts(html->out, "</div>\n");
}

void html_facts_write(struct html *html, const struct html_section *section,
                      const struct report_picture *picture)
{
    struct cards facts = {.html = html, .section = section};
    size_t rows = table_row_count(&section->table);
    struct buf *out = html->out;
    take_columns(&facts, picture);
    buf_puts(out, "<div class=\"facts\">\n");
    for (size_t row = 0; row < rows; row++) {
        bool is_new = row == 0 || strcmp(text(&facts, row, 0), text(&facts, row - 1, 0)) != 0;
        if (is_new) {
            buf_puts(out, row > 0 ? "</dl></div>\n<div><h3>" : "<div><h3>");
            html_escape(out, text(&facts, row, 0));
            buf_puts(out, "</h3><dl>\n");
        }
        buf_puts(out, "<dt>");
        html_escape(out, text(&facts, row, 1));
        buf_puts(out, "</dt><dd>");
        html_escape_cut(out, text(&facts, row, 2), 600);
        buf_puts(out, "</dd>\n");
    }
    buf_puts(out, rows > 0 ? "</dl></div>\n</div>\n" : "</div>\n");
}
