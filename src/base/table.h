/*
 * A table as a result: typed columns, rows of cells. Stages fill it, report writes it in any
 * format. Everything lives in the arena that table_init was given; failure is sticky (table_ok).
 */
#ifndef OPTIBOM_BASE_TABLE_H
#define OPTIBOM_BASE_TABLE_H

#include "base/arena.h"
#include "base/range.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TABLE_DAY_OF_1970 = 25569 }; /* as a spreadsheet counts days */

enum table_kind {
    TABLE_TEXT,
    TABLE_INTEGER, /* a count, with thousands separators where a person reads it */
    TABLE_REAL,    /* a figure, as many digits as it has, at most 6 significant for a person */
    TABLE_MONEY,   /* a real amount, two decimals for a person */
    TABLE_POWER,   /* W, at most one decimal for a person */
    TABLE_PERCENT, /* a fraction; 0.02 reads "2 %"; two decimals, or 3 significant digits */
    TABLE_RANGE,   /* min, typ, max */
    TABLE_DATE,    /* text YYYY-MM-DD */
    TABLE_LINK     /* text, an address */
};

struct table_column {
    const char *name;    /* stable snake_case key, for JSON and CSV */
    const char *heading; /* for a person; NULL: the name */
    enum table_kind kind;
    const char *unit; /* "" where there is none */
    /* Where a person reads it: stays longest when room is short, a text in further lines rather
     * than cut, a number with a bar beside it, not at all. */
    bool is_key, is_wrapped, has_bar, is_hidden;
};

enum table_cell_kind {
    TABLE_CELL_NULL,
    TABLE_CELL_INTEGER,
    TABLE_CELL_REAL,
    TABLE_CELL_TEXT,
    TABLE_CELL_RANGE
};

struct table_cell {
    enum table_cell_kind kind;
    union {
        int64_t integer;
        double real;
        const char *text;
        const struct range *range;
    };
};

struct table {
    struct arena *arena;
    struct table_column *columns;
    size_t column_count;
    struct table_cell *cells; /* row by row, column_count each */
    size_t cell_count;
    bool failed;
};

void table_init(struct table *table, struct arena *arena);
bool table_ok(const struct table *table);

/* All columns before the first cell. The texts are kept, not copied. */
void table_column(struct table *table, const char *name, const char *heading, enum table_kind kind,
                  const char *unit);

/* Say how the column that was added last looks to a person. */
void table_key(struct table *table);
void table_wrap(struct table *table);
void table_bar(struct table *table);
void table_hide(struct table *table, bool is_hidden);

/* The next cell of the current row; rows close by themselves. Texts are copied. */
void table_null(struct table *table);
void table_integer(struct table *table, int64_t value);
void table_real(struct table *table, double value);        /* NaN is null */
void table_text(struct table *table, const char *text);    /* NULL is null */
void table_range(struct table *table, struct range range); /* none is null */

size_t table_row_count(const struct table *table);
const struct table_cell *table_at(const struct table *table, size_t row, size_t column);

#endif
