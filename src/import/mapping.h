/*
 * From header cells to attributes, and from rows to records.
 *
 * A header names an attribute by its name, a synonym, or either with a side and a unit:
 * "Power (W)", "Max. power dissipation [mW]", "reach min (m)", "data_rate". Comparison ignores
 * case, punctuation and spacing. A unit in a header holds for bare numbers below it; a cell's own
 * unit wins.
 */
#ifndef OPTIBOM_IMPORT_MAPPING_H
#define OPTIBOM_IMPORT_MAPPING_H

#include "base/arena.h"
#include "base/error.h"
#include "base/range.h"
#include "import/attribute.h"
#include "import/reader.h"

#include <stdint.h>

enum import_side { IMPORT_SIDE_ANY, IMPORT_SIDE_MIN, IMPORT_SIDE_TYP, IMPORT_SIDE_MAX };

/* How a list writes its numbers, as its mapping file declares it. 0 for decimal is '.', 0 for group
 * is ',', or '.' beside a decimal comma; ' ' stands for every kind of blank. */
enum { IMPORT_NUMBER_UNGROUPED = '0' /* as group: numbers have none */ };

struct import_number_format {
    char decimal, group;
};

struct import_column {
    const char *header;                       /* as written */
    const struct import_attribute *attribute; /* of the class; NULL: the column is not understood,
                                                 and left out */
    enum import_side side;
    const char *unit;                    /* from the header, else the attribute's */
    struct import_number_format numbers; /* both 0: nothing is declared */
    const char *condition; /* under which its figures hold, as its header says; NULL: none */
};

struct import_mapping {
    const struct import_class *record_class;
    struct import_column *columns;
    size_t column_count;
    bool has_commas; /* cells of the list have decimal commas, which nobody declared */
};

/* One value of a record; which member holds it follows from the attribute's kind. */
struct import_value {
    const struct import_attribute *attribute;
    struct range range;    /* IMPORT_REAL */
    int64_t integer;       /* IMPORT_INTEGER, IMPORT_MONEY (micro-units), IMPORT_FLAG (0 or 1) */
    const char *text;      /* IMPORT_TEXT, IMPORT_CHOICE (as listed), IMPORT_DATE (YYYY-MM-DD) */
    const char *currency;  /* IMPORT_MONEY when the cell names one, else NULL */
    const char *original;  /* the cell or cells it was read from */
    const char *condition; /* under which it holds, as its cell says; NULL: none of its own */
    const char *place;     /* where it was read, as import_row.places says; NULL: the line */
    size_t indent;         /* spaces that stood before the text; a tab is as many as four */
    bool is_lasting;       /* its texts are in the memo, not in the arena of the record */
};

/* With a question an attribute has no value until somebody chooses; the rest of the row counts. */
enum import_severity { IMPORT_NOTE, IMPORT_WARNING, IMPORT_QUESTION, IMPORT_ERROR };

/* One of the values that a cell may mean. */
struct import_candidate {
    const char *text;      /* the value as written, without what is said about it */
    const char *condition; /* under which it holds, NULL for none */
    struct range range;    /* IMPORT_REAL */
    int64_t integer;       /* as in import_value */
};

/* A problem of the input: data, not an error of the program. Codes are short kebab-case words
 * ("unit-mismatch", "missing-value"), listed in issue_codes.c with an example file each. */
struct import_issue {
    enum import_severity severity;
    const char *code;
    size_t line;
    const char *column;                        /* header, "" for the whole row */
    const char *text;                          /* what, and what to do */
    const struct import_candidate *candidates; /* of a question, else NULL */
    size_t candidate_count;
    /* Of a question, else NULL: its attribute, the position of its column in the mapping, and the
     * cells of its row beside the columns. */
    const struct import_attribute *attribute;
    size_t position;
    const char *const *cells;
    const char *const *places; /* of the cells, as import_row.places; or NULL */
    bool has_sides;            /* its candidates are whole, whatever side the column has */
};

struct import_record {
    size_t line;
    const char *raw;
    struct import_value *values; /* attributes with a value; an empty cell says nothing */
    size_t value_count;
    struct import_issue *issues;
    size_t issue_count;
    bool is_rejected; /* for an IMPORT_ERROR among them, or a required attribute without value */
};

/* Maps a header row. `issues` receives a warning for each column that is not understood (with the
 * nearest known name) and an error when a required attribute has no column. */
enum optibom_status import_mapping_make(struct import_mapping *out, struct arena *arena,
                                        const struct import_class *record_class,
                                        const struct import_row *header,
                                        struct import_issue **issues, size_t *issue_count,
                                        struct error *err);

/* True when a column gives the attribute. */
bool import_mapping_has(const struct import_mapping *mapping,
                        const struct import_attribute *attribute);

/* The class whose attributes the header row names best (most columns understood, all required
 * ones present; among equals the one that requires more), NULL when none or two do equally well. */
const struct import_class *import_mapping_guess(const struct import_class *classes, size_t count,
                                                const struct import_row *header);

/* The class whose attributes the header row names most of, whatever is missing; NULL when two do
 * equally well, or none names two. A class that has telltales requires nothing: it is left to
 * import_mapping_guess. */
const struct import_class *import_mapping_nearest(const struct import_class *classes, size_t count,
                                                  const struct import_row *header);

struct import_memo;

/* The class whose titles occur in the title, of several the one with the longest; NULL for none. */
const struct import_class *import_mapping_titled(const struct import_class *classes, size_t count,
                                                 const char *title);

/* Reads a data row. Everything in `out` lives in `arena`, which may be emptied after each row, and
 * in `memo` (cell/cell_memo.h), NULL for none, of the rows of one mapping. */
enum optibom_status import_record_read(struct import_record *out, struct arena *arena,
                                       const struct import_mapping *mapping,
                                       struct import_memo *memo, const struct import_row *row,
                                       struct error *err);

/* The value of the named attribute, NULL when the record does not say. */
const struct import_value *import_record_value(const struct import_record *record,
                                               const char *attribute);

#endif
