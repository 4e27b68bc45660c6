/* The inside of a map at work, for the files that make it; import/map/map.h has the outside. */
#ifndef OPTIBOM_IMPORT_MAP_FILTER_H
#define OPTIBOM_IMPORT_MAP_FILTER_H

#include "import/map/map.h"
#include "import/map/map_names.h"
#include "import/map/map_pattern.h"

#include <stdint.h>

/* The position of a column that may be absent, and is. */
#define IMPORT_MAP_NOWHERE SIZE_MAX

enum import_map_kind {
    IMPORT_MAP_OF_COLUMN,
    IMPORT_MAP_OF_CONSTANT,
    IMPORT_MAP_OF_QUANTITY, /* of a price break */
    IMPORT_MAP_OF_PRICE
};

/* One cell of the rows that are given. */
struct import_map_output {
    const char *header; /* "power max [W]" */
    enum import_map_kind kind;
    const struct import_map_column *column; /* for IMPORT_MAP_OF_COLUMN, with the next two */
    size_t *positions;                      /* of its columns, as many */
    struct import_map_pattern *pattern;     /* NULL: none */
    const char *constant;                   /* for IMPORT_MAP_OF_CONSTANT */
    bool has_aliases;
};

/* A rule of the map with its place in the table. */
struct import_map_rule {
    size_t position;
    struct import_map_pattern *pattern; /* NULL: none */
};

/* Why rows are left out, other than by the map's own rules. */
enum import_map_reason {
    IMPORT_MAP_ABOVE_HEADER,
    IMPORT_MAP_WITHOUT_PRICE,
    IMPORT_MAP_OF_KIND, /* and on, an import_row_kind each */
    IMPORT_MAP_REASONS = IMPORT_MAP_OF_KIND + IMPORT_ROW_KINDS
};

struct import_map_filter {
    const struct import_map *map;
    const struct import_class *record_class;
    struct import_map_input input;
    struct arena arena; /* lives as long as the filter */

    struct import_map_output *outputs;
    size_t output_count;
    struct import_map_rule *skips;
    size_t *break_positions;
    size_t each_position;
    struct import_map_names names;
    bool has_header;

    struct import_row source; /* the row of the reader at work */
    struct arena piece_arena; /* emptied with it */
    struct arena row_arena;   /* emptied with each row that is given */
    const char **pieces;      /* of the column `each`, NULL when the map has none */
    size_t piece_count, piece;
    size_t break_at;
    /* Of the row that is given, a cell an output. */
    const char **cells, **places, **conditions, **doubts;

    struct import_header_row header; /* `names` as rows, to tell data from what is none */
    struct import_drop *drops;       /* a skip rule each, then those of import_map_reason */
    struct arena total_arena;
    struct import_row total; /* the last row of totals, no cells for none */
};

/* Makes the outputs and checks them against the class; OPTIBOM_BAD_INPUT names the map's line. */
enum optibom_status import_map_plan(struct import_map_filter *filter, struct error *err);

/* Finds every column of the map among filter->names. Returns how many are missing and not
 * optional; `err` then says which is the first one. `line` is the header's. */
size_t import_map_bind(struct import_map_filter *filter, size_t line, struct error *err);

/* Reads up to and with the header, and binds to it. What stands above is dropped. */
enum optibom_status import_map_read_header(struct import_map_filter *filter, struct error *err);

/* The next row of the reader becomes the row at work. */
enum optibom_status import_map_source(struct import_map_filter *filter, struct error *err);

/* Frees all that lives in an arena. */
void import_map_empty(struct arena *arena);

/* Counts the row at work as dropped. */
void import_map_count_drop(struct import_map_filter *filter, size_t reason);

/* The trimmed cell of the row at work, or its piece where the map takes that column apart. Not
 * terminated: `length` receives its bytes. */
const char *import_map_cell(const struct import_map_filter *filter, size_t position,
                            size_t *length);

/* Nothing is known of where the output comes from. */
void import_map_origin_clear(struct import_map_filter *filter, size_t output);

/* The text of an output of IMPORT_MAP_OF_COLUMN or IMPORT_MAP_OF_PRICE; its place and doubt go to
 * filter->places, ->conditions and ->doubts. */
enum optibom_status import_map_text(const char **out, struct import_map_filter *filter,
                                    size_t output, struct error *err);

/* True when the column of a break says a price. */
bool import_map_has_price(const struct import_map_filter *filter, size_t at);

#endif
