/* A row on its way to a record: what the files record*.c share; nobody else includes it. */
#ifndef OPTIBOM_IMPORT_RECORD_READING_H
#define OPTIBOM_IMPORT_RECORD_READING_H

#include "import/cell/cell_value.h"
#include "import/mapping.h"

/* A figure below a header with a condition. */
struct variant {
    struct variant *next;
    const struct import_column *column;
    struct import_value value;
};

/* What became of an attribute. */
struct slot {
    struct import_value *value; /* of the record, or NULL */
    struct variant *variants;   /* one a condition */
    const char *absence;        /* why there is no value; NULL: nobody said */
};

struct reading {
    struct import_record *record;
    struct arena *arena;
    const struct import_mapping *mapping;
    struct import_memo *memo; /* or NULL */
    const struct import_row *row;
    struct slot *slots;                  /* for each attribute of the class */
    struct import_cell_problem *problem; /* of the cell at hand */
    struct error *err;
};

struct slot *import_reading_slot(const struct reading *reading,
                                 const struct import_attribute *attribute);

struct import_issue import_reading_issue(const struct reading *reading, const char *code,
                                         const char *column);

/* Asks about the cell below the column what the problem at hand says; `has_sides`: its candidates
 * do not depend on the side of the column. */
enum optibom_status import_reading_ask(struct reading *reading, const struct import_column *column,
                                       bool has_sides);

/* Whether the row has more cells than headers with something in them, or fewer than the class
 * needs. */
enum optibom_status import_reading_check_width(struct reading *reading);

/* Makes one value, a note or a question of the variants of each attribute. */
enum optibom_status import_reading_settle(struct reading *reading);

/* Ranges, and what the class requires; sets is_rejected. An absence that is import_is_reported has
 * an issue of its own. */
extern const char import_is_reported[];
enum optibom_status import_reading_check(struct reading *reading);

#endif
