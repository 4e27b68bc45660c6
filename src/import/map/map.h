/*
 * Mapping files: how a vendor's table becomes records, as a text that a person edits, reviews and
 * keeps. docs/map-file.md lists the keys.
 *
 * A map is a filter over a reader. It takes the rows of one table and gives rows whose first one
 * names attributes ("power max [W]", "mpn", "price [USD]") and whose cells are the texts below
 * them, so that import_mapping_make and import_record_read need not know of it.
 */
#ifndef OPTIBOM_IMPORT_MAP_H
#define OPTIBOM_IMPORT_MAP_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "import/header_row.h"
#include "import/mapping.h"
#include "import/reader.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { IMPORT_MAP_HEADER_ROWS = 2 };

struct import_map_texts {
    const char **items;
    size_t count;
};

/* How the text of an attribute is made: from columns, then piece, match, empty, in this order. */
struct import_map_source {
    struct import_map_texts columns; /* names, letters or numbers; one at least */
    bool is_first;     /* the first of them with a text; else all with a text, joined */
    const char *join;  /* between joined texts, NULL: a space */
    const char *split; /* NULL: not split */
    size_t piece;      /* of the split text, from 1 */
    const char *match; /* POSIX extended regular expression, NULL: the whole text */
    const char *unit;  /* of bare numbers, or a currency; NULL: as the attribute has it */
    struct import_map_texts empty; /* texts that say that there is no value */
    bool is_optional;              /* the table may lack the columns */
};

struct import_map_column {
    const char *attribute; /* with side: "power max" */
    struct import_map_source source;
    size_t line; /* in the file of the map, 0 where there is none; so with all below */
};

struct import_map_constant {
    const char *attribute, *text;
    size_t line;
};

struct import_map_alias {
    const char *attribute, *from, *to;
    size_t line;
};

enum import_map_test { IMPORT_MAP_MATCHES, IMPORT_MAP_EQUALS, IMPORT_MAP_EMPTY, IMPORT_MAP_FILLED };

/* Rows that are no records. */
struct import_map_skip {
    const char *column;
    enum import_map_test test;
    const char *text; /* for IMPORT_MAP_MATCHES and _EQUALS, else NULL */
    const char *because;
    bool is_optional;
    size_t line;
};

/* A column that holds the price from a quantity on. */
struct import_map_break {
    int64_t quantity;
    const char *column;
    const char *unit; /* a currency, the same for all of a map, or NULL */
    struct import_map_texts empty;
    bool is_optional;
    size_t line;
};

enum import_map_header { IMPORT_MAP_HEADER_FOUND, IMPORT_MAP_HEADER_NONE, IMPORT_MAP_HEADER_ROW };

/* Texts are NULL where the key is absent. */
struct import_map {
    const char *file; /* for messages */
    const char *name;
    const char *about;
    const char *format;            /* as import_format.name */
    const char *delimiter, *quote; /* of CSV: one ASCII sign; quote " or ' */
    const char *encoding;          /* of CSV */
    const char *decimal, *group;   /* of numbers: one character; group "": none */
    const char *sheet;             /* name, pattern with "*", or number of the table */
    enum import_map_header header;
    size_t header_rows[IMPORT_MAP_HEADER_ROWS]; /* as import_row.line; the second 0: one row */
    const char *class_name;
    struct import_map_column *columns;
    size_t column_count;
    struct import_map_constant *constants;
    size_t constant_count;
    struct import_map_alias *aliases;
    size_t alias_count;
    struct import_map_skip *skips;
    size_t skip_count;
    const char *each_column, *each_split; /* one record a piece of this column */
    size_t each_line;
    struct import_map_break *breaks;
    size_t break_count;
    /* For the comments of a written map only. */
    struct import_map_texts left_out; /* headers that mean no attribute */
    struct import_map_texts missing;  /* required attributes that nothing gives */
    size_t found_row;                 /* where the header was found, 0: not to be said */
};

/* Reads a mapping file of `size` bytes. Everything in `out` lives in `arena`. OPTIBOM_BAD_INPUT
 * with file, line and column, and for an unknown key the nearest one. `file` is kept. */
enum optibom_status import_map_read(struct import_map *out, struct arena *arena, const char *file,
                                    const char *text, size_t size, struct error *err);

/* What the automatic mapping decided, to be written as a map. */
struct import_map_decision {
    const char *name;   /* for the key `map` */
    const char *format; /* NULL: by content */
    const char *sheet;  /* NULL: every table that fits */
    bool has_names;     /* of the table */
    const struct import_row *header;
    const struct import_mapping *mapping; /* made from `header` */
};

/* The map that does what the automatic mapping did. Everything in `out` lives in `arena`, but for
 * the texts of `decision` itself, which are kept. */
enum optibom_status import_map_from_mapping(struct import_map *out, struct arena *arena,
                                            const struct import_map_decision *decision,
                                            struct error *err);

/* Appends the map as commented YAML that reads back to the same. */
void import_map_write(struct buf *out, const struct import_map *map);

/* True when the map is for the table: `sheet` is absent, its name, a pattern of it or its number.
 * Letter case does not matter. */
bool import_map_takes(const struct import_map *map, const struct import_table *table);

/* The table that is read. All of it is the caller's and stays open longer than the filter. */
struct import_map_input {
    const struct import_format *format;
    struct import_reader *reader; /* stands before the first row of `table` */
    const struct import_table *table;
    const char *file; /* for messages */
};

struct import_map_filter;

/* `record_class` is the one that map->class_name names. OPTIBOM_BAD_INPUT when the class lacks an
 * attribute of the map, or a unit does not measure it: the map is wrong, whatever the table. */
enum optibom_status import_map_open(struct import_map_filter **out, const struct import_map *map,
                                    const struct import_class *record_class,
                                    const struct import_map_input *input, struct error *err);

/* The next row, valid until the next call; the first names the attributes. OPTIBOM_NOT_FOUND past
 * the last. OPTIBOM_BAD_INPUT from the first call: the table has no header with the columns of the
 * map, or no row at all; from a later one: the reader cannot read this record, and the next call
 * goes on.
 *
 * `issue` is the reason to refuse the row, its code NULL for none: more cells than headers. The row
 * then has `line` and `raw` only. Its texts live as long as the row.
 *
 * Cells keep places, conditions and doubts of the cells that they were made from. */
enum optibom_status import_map_row(struct import_row *row, struct import_issue *issue,
                                   struct import_map_filter *filter, struct error *err);

/* Declares how numbers are written in the columns of a mapping that was made from the filter's
 * first row. What the map itself says is written plainly. */
void import_map_declare(struct import_mapping *mapping, const struct import_map_filter *filter);

/* Rows that were left out so far, by reason; reasons that never applied have count 0. Returns how
 * many there are; `out` lives as long as the filter. */
size_t import_map_drops(const struct import_drop **out, const struct import_map_filter *filter);

/* The last row so far that was left out as a total, with the cells that it would have been given
 * with; no cells for none, or where a row makes several records. Lives as long as the filter. */
const struct import_row *import_map_total(const struct import_map_filter *filter);

void import_map_close(struct import_map_filter *filter); /* takes NULL */

#endif
