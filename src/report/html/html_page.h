/* The page being written: what the files of the HTML writer share. */
#ifndef OPTIBOM_REPORT_HTML_PAGE_H
#define OPTIBOM_REPORT_HTML_PAGE_H

#include "base/buf.h"
#include "base/text_map.h"
#include "report/spec/spec.h"
#include "report/spec/where.h"

/* More rows of a table than these are left to the workbook and CSV. */
enum { HTML_ROWS = 2000 };

/* Nor is a report of more rows drawn, nor a drawing that would have more. */
enum { HTML_DRAWN_ROWS = 5000, HTML_RUN_ROWS = 200 };

struct html_section {
    const struct report_spec *spec;
    struct table table;
};

struct html {
    struct buf *out;
    struct arena *arena;
    struct html_section *sections;
    size_t count;
    const struct html_section *sources; /* whose rows figures lead to; NULL: none */
    struct text_map source_rows;
    unsigned pictures; /* drawn so far, for their ids */
    enum optibom_status status;
    struct error *err;
};

void html_no_memory(struct html *html);

/* Says that so many rows are too many for the drawing of that title. */
void html_not_drawn(struct html *html, const char *title, size_t rows);

/* Appends text of any origin, for the content of an element and for a quoted attribute. */
void html_escape(struct buf *out, const char *text);

/* The same, cut with an ellipsis after so many columns of text; true when it was. */
bool html_escape_cut(struct buf *out, const char *text, size_t columns);

/* The position of a column by name; the report has it. */
size_t html_column(const struct report_spec *spec, const char *name);

/* Text of a cell, "" for none, and its number, NaN for none. Texts live as long as the table. */
const char *html_cell_text(const struct html_section *section, size_t row, size_t column);
double html_cell_value(const struct html_section *section, size_t row, size_t column);

/* A number for a person, of the kind of a column, short: "481.7 kW", "12.95 M USD". */
void html_short(struct buf *out, const struct table_column *column, double value);

/* The hash of a text as a Content-Security-Policy names it: sha256-... in base64. */
void html_hash(struct buf *out, const char *text, size_t length);

/* Finds the report that says where figures come from, and names its rows. */
void html_sources_find(struct html *html);

/* The row of the sources that vouches for the cell; false: none is known. */
bool html_source_of(size_t *source, const struct html *html, const struct html_section *section,
                    size_t row, size_t column);

/* The table of a section, its caption included. */
void html_table_write(struct html *html, const struct html_section *section);

/* What WHERE picks for one chart or picture. False: none, more than can be drawn (which is said),
 * or the page failed. */
struct html_runs {
    struct where_run *runs;
    size_t count;
};
bool html_runs_find(struct html_runs *out, struct html *html, const struct html_section *section,
                    const struct report_where *where, const char *title, int line);

/* The title of one picture: the values of the "each" columns, or `title` without them. */
const char *html_run_title(struct html *html, const struct html_section *section,
                           const struct report_where *where, struct where_run run,
                           const char *title);

/* Charts of a section, each in a figure; cards, facts and drawings of its `picture` lines. */
void html_charts_write(struct html *html, const struct html_section *section);
void html_pictures_write(struct html *html, const struct html_section *section);
void html_cards_write(struct html *html, const struct html_section *section,
                      const struct report_picture *picture);
void html_facts_write(struct html *html, const struct html_section *section,
                      const struct report_picture *picture);

#endif
