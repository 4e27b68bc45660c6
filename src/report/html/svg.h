/* Drawing into the page: SVG elements with classes of reports/page.css for all colours and fonts.
 */
#ifndef OPTIBOM_REPORT_SVG_H
#define OPTIBOM_REPORT_SVG_H

#include "report/html/html_page.h"

/* Units of a drawing are CSS pixels at its natural size: that of a phone, and of a wide one. */
enum {
    SVG_WIDTH = 340,
    SVG_WIDE = 1000,
    SVG_LINE = 16,
    SVG_TEXT = 13,
    SVG_SMALL = 12,
    SVG_SERIES = 9
};

/* Starts a figure: its caption, then the drawing with title and description, which the caller
 * closes with svg_close. A wide one scrolls in a box of its own on a phone. */
void svg_open(struct html *html, double width, double height, const char *title,
              const char *description);
void svg_close(struct html *html, double width);

void svg_rect(struct buf *out, double x, double y, double width, double height, const char *class);
void svg_line(struct buf *out, double x1, double y1, double x2, double y2, const char *class);

/* Text whose baseline is at y, cut to `room` with the whole text as its title; `class` is of the
 * page: "", "m" (muted), "b" (bold), "small" (smaller, over bands); `anchor` start, middle or end.
 */
void svg_text(struct buf *out, double x, double y, double room, const char *anchor,
              const char *class, const char *text);

/* The text in at most `most` lines of whole words from y on; returns how many it takes. Nothing is
 * drawn when `html` is NULL. */
int svg_lines(struct html *html, double x, double y, double room, int most, const char *anchor,
              const char *class, const char *text);

/* Pixels that a text takes, as far as can be told without the font. */
double svg_text_width(const char *text);
double svg_bold_width(const char *text);

/* A rectangle with a title for those who point at it, at least a pixel wide. */
void svg_bar(struct buf *out, double x, double y, double width, double height, const char *class,
             const char *title);

/* A number as drawings show it: short with its unit, or a count with all its digits. "" when memory
 * is exhausted, which fails the page. */
const char *svg_count(struct html *html, double value);
const char *svg_value(struct html *html, const struct table_column *column, double value);

/* "label value; label value ..." of the first rows, for those who hear a drawing. */
const char *svg_describe(struct html *html, const struct html_section *section,
                         struct where_run run, size_t label, size_t value);

/* A chart of the kind scatter: one run of rows of the section. */
void svg_scatter(struct html *html, const struct html_section *section,
                 const struct report_chart *chart, struct where_run run, const char *title);

/* Numbers what a sankey flows to, in the order of the rows of the report, so that a target keeps
 * its colour from picture to picture. `targets`: an exact map, empty. */
void svg_sankey_targets(struct text_map *targets, struct html *html,
                        const struct html_section *section, const struct report_picture *picture);

/* Drawings of `picture` lines: one run of rows each. */
void svg_bars(struct html *html, const struct html_section *section,
              const struct report_picture *picture, struct where_run run, double scale,
              const char *title);
void svg_waterfall(struct html *html, const struct html_section *section,
                   const struct report_picture *picture, struct where_run run, double scale,
                   const char *title);
void svg_sankey(struct html *html, const struct html_section *section,
                const struct report_picture *picture, struct where_run run,
                const struct text_map *targets, const char *title);
void svg_rack(struct html *html, const struct html_section *section,
              const struct report_picture *picture, struct where_run run, const char *title);
void svg_tiers(struct html *html, const struct html_section *section,
               const struct report_picture *picture, struct where_run run, const char *title);

#endif
