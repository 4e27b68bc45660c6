/*
 * Which row of a table is its header, and which rows below it are no data.
 *
 * Vendors put titles, dates and addresses above the header, the names of groups or the units into a
 * row of their own, and totals, remarks and the header once more below. Here a header is the row
 * whose cells name most attributes of a class: at least two, or half of its cells; where no row
 * does, the first whose cells are all text over rows with figures. Either way it has at least half
 * as many cells as the rows below it, unless no row has. A table may have none.
 */
#ifndef OPTIBOM_IMPORT_HEADER_ROW_H
#define OPTIBOM_IMPORT_HEADER_ROW_H

#include "base/arena.h"
#include "base/error.h"
#include "import/attribute.h"
#include "import/reader.h"

/* So many first rows are looked at. */
enum { IMPORT_HEADER_ROWS = 50 };

struct import_header_row {
    size_t index;            /* of the row among those given; the lower one of two */
    bool is_pair;            /* the row above it is half of the header (import/header_pair.h) */
    size_t understood;       /* attributes that its names mean to the class that knows most */
    struct import_row names; /* what the columns are called */
    struct import_row lower; /* the row as written */
    struct import_row upper; /* the one above it; no cells unless `is_pair` */
};

/* Looks at the first rows of a table (kept by import_row_copy), all kinds among them. The result
 * lives in `arena` and keeps the texts of `rows`. OPTIBOM_NOT_FOUND, without a sentence: no row is
 * a header. */
enum optibom_status import_header_row_find(struct import_header_row *out, struct arena *arena,
                                           const struct import_class *classes, size_t class_count,
                                           const struct import_row *rows, size_t row_count,
                                           struct error *err);

enum import_row_kind {
    IMPORT_ROW_DATA,
    IMPORT_ROW_BLANK,   /* no text; or formulas copied too far: a few zeros, the first cell empty */
    IMPORT_ROW_TOTAL,   /* "Total", "Sum" ... in the first cell that is not empty, little else */
    IMPORT_ROW_COMMENT, /* "# ...", "Note: ...", "Prepared by:", a lone sentence, a ruled line */
    IMPORT_ROW_HEADER,  /* the header again, or half of it */
    IMPORT_ROW_OTHER,   /* the header of another table: what stands below means other things */
    IMPORT_ROW_KINDS
};

/* What a row below the header is; `header` NULL: the table has none. */
enum import_row_kind import_row_kind(const struct import_header_row *header,
                                     const struct import_row *row);

/* Why rows of the kind are left out, for people. */
const char *import_row_kind_because(enum import_row_kind kind);

/* Rows that were left out for one reason. */
struct import_drop {
    const char *because;
    size_t count;
    size_t first_line;
};

#define IMPORT_ABOVE_HEADER "above the header"

/* One more, in this line. */
void import_drop_count(struct import_drop *drop, size_t line);

#endif
