/*
 * A report: one SQL file whose leading comment says all that a writer needs, followed by one
 * SELECT.
 *
 * Each header line is `-- key: value`; other comment lines are the manual. A line indented by four
 * spaces or more continues the key before it. Fields of a value are separated by "|"; those at the
 * end may be left out, and "-" stands for nothing.
 *
 *   sheet: NAME                  of the worksheet; else the name of the file
 *   position: N                  order in the workbook
 *   workbook: yes | no           no: only when it is asked for by name
 *   title: TEXT                  above the table
 *   purpose: TEXT                one line below the title
 *   layout: table | cover        cover: no headings; rows grouped under their first column
 *   group: COLUMN                rows fold by the level in that column
 *   indent: COLUMN               texts of that column move right by the level of `group`
 *   freeze: COLUMN               it and what is left of it stay in view
 *   landscape: yes | no
 *   column: NAME | heading | kind [unit] | width [wrap] [with COLUMN], hidden or aside |
 *                                sum, bar, key | formula or engine
 *                                in the order of the sheet; kind is text, integer, real, money,
 *                                power, percent, date or link. Money is in the currency of the run
 *                                unless the unit says otherwise ("-": none). `sum` puts the total
 *                                below, `bar` (of a number) a bar beside each value on a terminal
 *                                that is wide enough, `key` keeps it in a narrow terminal. `engine`
 *                                marks a value that does not follow
 *                                the inputs of the workbook. `with` shows it only where that
 *                                column, which may be itself, has a value in some row. `aside`
 *                                is hidden and not even on the sheet: for the texts of `each`
 *   name: NAME | COLUMN | WHERE  defined name of the cell in the row where WHERE holds
 *   input: COLUMN | WHERE or all | kind | MIN .. MAX, or WORD, ... of text | message
 *                                the cells, or with "all" each of the column, may be edited, within
 *                                these bounds; text and dates may go without
 *   cell: COLUMN | WHERE | kind  the kind of single cells, where it is not that of the column
 *   link: COLUMN | REPORT | COLUMN = ITS COLUMN, ...
 *                                the cell leads to the first row of that report with these values
 *   each: COLUMN                 a sheet for each value of the column, whose rows stand together;
 *                                {COLUMN} in `sheet`, `title` and `purpose` is the value, and so
 *                                is that of any other column in the first row of the sheet. No
 *                                rows, no sheet
 *   chart: column, stacked, bar or bar-stacked | title | [REPORT.]CATEGORIES | VALUES, ... or
 *          VALUES by NAMES | WHERE | below N or right N
 *                                VALUES by NAMES is one series for each run of equal NAMES
 *   chart: scatter | title | [REPORT.]ACROSS | UP or UP by MARKS | WHERE | below N or right N
 *                                a point for each row, two numbers, with its mark beside it
 *   picture: KIND | title | COLUMN, ... | WHERE
 *                                drawn on the page (HTML) alone; WHERE as for a chart, but cards
 *                                and facts take all rows. The kinds and their columns:
 *     cards: LABEL, GROUP, VALUE, UNIT [, LEAST, MOST, NOTE]; a card a label, a bar a group
 *     facts: SECTION, ITEM, TEXT
 *     bars: LABEL, VALUE [, NOTE]
 *     waterfall: LABEL, VALUE, STEP [, NOTE]; STEP is total or change
 *     budget: LABEL, VALUE, STEP [, NOTE]; STEP is start, loss, margin or floor
 *     sankey: FROM, TO, VALUE
 *     rack: RACK, RACKS, ITEM, COUNT, UNITS [, NOTE]; from the top, UNITS null: not known
 *     tiers: TIER, COUNT, LINKS [, NOTE]; from the top, LINKS to the tier below
 *   page: yes | no               a section of the page; else as `workbook`, and yes with pictures
 *   highlight: COLUMN or * | good, bad, warn, input, muted, live or engine | formula
 *
 * WHERE is "COLUMN = VALUE, ..."; a chart also takes "each COLUMN" (one chart for each value) and
 * "all". A formula is spreadsheet text in which {column} is the cell of the same row, {name} a
 * defined name, {column:column} or {report.column:column} all cells of a column, and {none} the
 * dash that stands for no value. The SELECT gives the value that is stored with it: NULL is the
 * dash where the formula has {none}, else zero or an empty text.
 */
#ifndef OPTIBOM_REPORT_SPEC_H
#define OPTIBOM_REPORT_SPEC_H

#include "base/arena.h"
#include "base/embed.h"
#include "base/error.h"
#include "base/table.h"

#include <stdbool.h>
#include <stddef.h>

enum report_layout { REPORT_TABLE, REPORT_COVER };

enum report_chart_kind {
    REPORT_CHART_COLUMN,
    REPORT_CHART_STACKED,
    REPORT_CHART_BAR,
    REPORT_CHART_BAR_STACKED,
    REPORT_CHART_SCATTER
};

enum report_picture_kind {
    REPORT_PICTURE_CARDS,
    REPORT_PICTURE_FACTS,
    REPORT_PICTURE_BARS,
    REPORT_PICTURE_WATERFALL,
    REPORT_PICTURE_BUDGET,
    REPORT_PICTURE_SANKEY,
    REPORT_PICTURE_RACK,
    REPORT_PICTURE_TIERS,
    REPORT_PICTURES
};

enum report_page { REPORT_PAGE_OPEN, REPORT_PAGE_YES, REPORT_PAGE_NO };

enum { REPORT_PICTURE_COLUMNS = 7 };

enum report_place { REPORT_BELOW, REPORT_RIGHT };

enum report_style {
    REPORT_STYLE_GOOD,
    REPORT_STYLE_BAD,
    REPORT_STYLE_WARN,
    REPORT_STYLE_INPUT,
    REPORT_STYLE_MUTED,
    REPORT_STYLE_LIVE,
    REPORT_STYLE_ENGINE,
    REPORT_STYLES
};

struct report_column {
    const char *name, *heading;
    enum table_kind kind;
    const char *unit;                                  /* NULL: money in the currency of the run */
    double width;                                      /* characters; 0: by kind */
    bool hidden, aside, wrap, total, bar, key, engine; /* aside: hidden too */
    const char *with;    /* hidden where this column has no value; NULL: always shown */
    const char *formula; /* NULL: none */
    int line;
};

/* A term of WHERE: the column equals the value; value NULL: "each COLUMN". */
struct report_term {
    const char *column, *value;
};

struct report_where {
    struct report_term *terms;
    size_t count;
};

struct report_name {
    const char *name, *column;
    struct report_where where;
    int line;
};

struct report_input {
    const char *column;
    struct report_where where; /* no terms: every row */
    enum table_kind kind;
    double min, max;    /* of a number */
    const char **words; /* of a text: one of them; none: any */
    size_t word_count;
    const char *message;
    int line;
};

/* Kind of cells that differ from their column. */
struct report_cell {
    const char *column;
    struct report_where where;
    enum table_kind kind;
    int line;
};

/* Values of the terms are columns of the other report. */
struct report_link {
    const char *column, *report;
    struct report_where keys;
    int line;
};

struct report_chart {
    enum report_chart_kind kind;
    const char *title;
    const char *report; /* whose rows it shows; NULL: its own */
    const char *categories;
    const char **values;
    size_t value_count;
    const char *by; /* NULL: each column of values is a series */
    struct report_where where;
    enum report_place place;
    unsigned slot; /* from 0 */
    int line;
};

struct report_picture {
    enum report_picture_kind kind;
    const char *title;
    const char *columns[REPORT_PICTURE_COLUMNS]; /* as the kind orders them */
    size_t column_count;
    struct report_where where;
    int line;
};

struct report_highlight {
    const char *column; /* NULL: the whole row */
    enum report_style style;
    const char *formula;
    int line;
};

struct report_spec {
    const char *name; /* of the file, without folder and .sql */
    const char *file; /* for messages */
    const char *sheet, *title, *purpose, *manual;
    long position;
    enum report_layout layout;
    const char *group, *indent, *freeze, *each; /* columns; NULL: none */
    bool landscape;
    bool is_apart;                 /* a sheet only when it is asked for by name */
    struct report_column *columns; /* none: as the SELECT gives them */
    size_t column_count;
    struct report_name *names;
    size_t name_count;
    struct report_input *inputs;
    size_t input_count;
    struct report_cell *cells;
    size_t cell_count;
    struct report_link *links;
    size_t link_count;
    struct report_chart *charts;
    size_t chart_count;
    struct report_picture *pictures;
    size_t picture_count;
    enum report_page page; /* REPORT_PAGE_OPEN: it does not say */
    struct report_highlight *highlights;
    size_t highlight_count;
    const char *sql; /* the one SELECT */
};

/* Reads one file; everything lives in the arena. OPTIBOM_BAD_INPUT names file, line and what. */
enum optibom_status report_spec_read(struct report_spec *out, struct arena *arena,
                                     const struct embed_file *file, struct error *err);

/* The reports that travel with the program and those of `extra` (one of the same name takes the
 * place of the built-in one), by position and name, those that are apart last, with what they say
 * of each other checked. */
enum optibom_status report_spec_list(struct report_spec **out, size_t *count, struct arena *arena,
                                     const struct embed_file *extra, size_t extra_count,
                                     struct error *err);

/* OPTIBOM_NOT_FOUND, with the nearest name, when there is no such report. */
enum optibom_status report_spec_find(const struct report_spec **out,
                                     const struct report_spec *specs, size_t count,
                                     const char *name, struct error *err);

/* NULL when the report has no such column. */
const struct report_column *report_spec_column(const struct report_spec *spec, const char *name);

#endif
