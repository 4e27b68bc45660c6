/* Reading the fields of one header line of a report; what spec_read.c and spec_check.c share. */
#ifndef OPTIBOM_REPORT_SPEC_FIELDS_H
#define OPTIBOM_REPORT_SPEC_FIELDS_H

#include "report/spec/spec.h"

enum { SPEC_FIELDS = 6, SPEC_KEYS = 32 };

struct spec_reader {
    struct arena *arena;
    struct report_spec *spec;
    struct error *err;
    const char *file;
    int line;
    const char *key;
    const char *fields[SPEC_FIELDS]; /* NULL: empty or "-" */
    bool is_seen[SPEC_KEYS];
    enum optibom_status status; /* sticky */
};

/* Reads the key that the reader stands at, with its whole value. */
void spec_read_key(struct spec_reader *reader, const char *value);

/* Sets the error with file and line. */
void spec_fault(struct spec_reader *reader, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Cuts a value into trimmed fields; false, with the error set, when there are more than `most`. */
bool spec_split(struct spec_reader *reader, const char *value, size_t most);

/* NULL when the field is empty; spec_required says then what is missing. */
const char *spec_field(const struct spec_reader *reader, size_t index);
const char *spec_required(struct spec_reader *reader, size_t index, const char *what);

bool spec_number(struct spec_reader *reader, size_t index, double *out);

/* Position among the words, 0 after an error; `what` names the set in the sentence. */
size_t spec_word(struct spec_reader *reader, size_t index, const char *what,
                 const char *const *words, size_t count);

/* Sets the element of `is_given` of each word that the field holds, with commas between; none is
 * well too. */
void spec_words(struct spec_reader *reader, size_t index, const char *what,
                const char *const *words, bool *is_given, size_t count);

enum table_kind spec_kind(struct spec_reader *reader, size_t index, const char **unit);
/* WIDTH [wrap] [with COLUMN]; what is not said is left as it was. */
void spec_width(struct spec_reader *reader, const char *text, struct report_column *column);
/* Days are counted as a spreadsheet does, from 1899-12-30; without bounds they are of this century
 * and the next. */
void spec_bounds(struct spec_reader *reader, size_t index, enum table_kind kind, double *min,
                 double *max);
/* The pieces between commas; NULL for an empty field. */
const char **spec_list(struct spec_reader *reader, size_t index, size_t *count);
void spec_place(struct spec_reader *reader, size_t index, enum report_place *place, unsigned *slot);

/* `is_open`: "all" and "each COLUMN" are allowed, and an empty field is all. */
struct report_where spec_where(struct spec_reader *reader, size_t index, bool is_open);

/* Fields 2 and 3 of a chart. */
void spec_chart_columns(struct spec_reader *reader, struct report_chart *chart);

/* Kind, columns and rows of a picture, but not its title. */
void spec_picture(struct spec_reader *reader, struct report_picture *picture);

/* The array with room for one element more, zeroed; NULL after an error. */
void *spec_grow(struct spec_reader *reader, void *items, size_t count, size_t item_size);

/* A new last element, NULL after an error. */
#define SPEC_ADD(reader, items, count)                                                             \
    (((items) = spec_grow((reader), (items), (count), sizeof *(items))) != NULL                    \
         ? &(items)[(count)++]                                                                     \
         : NULL)

/* The error for a name that `owner` has not, said by `spec` at `line`, with the nearest column. */
enum optibom_status spec_unknown_column(const struct report_spec *spec,
                                        const struct report_spec *owner, int line, const char *name,
                                        struct error *err);

/* What can be checked without the other reports. */
enum optibom_status spec_check_own(const struct report_spec *spec, struct error *err);

/* What reports say of each other: formulas and charts. */
enum optibom_status spec_check_set(const struct report_spec *specs, size_t count,
                                   struct error *err);

#endif
