/*
 * Natural names of rows. Two catalogs give the same number to different rows; what both call the
 * same is a row's natural key: the columns of its UNIQUE constraint, else of its primary key, with
 * the natural name of the row referred to in place of each reference. A name is a JSON array.
 *
 * 1. The key is the first UNIQUE constraint of the table (an index of origin 'u'), else the primary
 *    key. A reference is a foreign key of one column.
 * 2. depth is 0 for a table that refers to none, else one more than that of the deepest that it
 *    refers to: rows are inserted from depth 0 on, and deleted the other way round.
 */
#ifndef OPTIBOM_STORE_NATURAL_H
#define OPTIBOM_STORE_NATURAL_H

#include "base/buf.h"
#include "store/store.h"

struct store_table;

struct store_column {
    const char *name;
    const struct store_table *parent; /* that it refers to; NULL: a plain value */
    bool is_primary;
    int key; /* place in the natural key; -1: none */
};

struct store_table {
    const char *name;
    struct store_column *columns;
    size_t count;
    const struct store_column **key; /* the natural one */
    size_t key_count, depth;
};

struct store_tables {
    struct store_table *items;
    size_t count;
};

/* What the schema says of the tables of a catalog. */
enum optibom_status store_tables_read(struct store_tables *out, struct arena *arena,
                                      struct store *store, struct error *err);

/* NULL: there is none of this name. */
const struct store_table *store_table_named(const struct store_tables *tables, const char *name);
const struct store_column *store_table_column(const struct store_table *table, const char *name);

/* SQL: the natural name of the row `alias` of the table. */
void store_natural_name(struct buf *sql, const struct store_table *table, const char *alias);

/* SQL: a condition that holds for the row of that natural name, which `json` gives: "?1". */
void store_natural_where(struct buf *sql, const struct store_table *table, const char *alias,
                         const char *json);

/* SQL: the number of that row; NULL where there is none. */
void store_natural_id(struct buf *sql, const struct store_table *table, const char *json);

/* SQL: what a part of the natural key holds, of the name that `json` gives. */
void store_natural_part(struct buf *sql, const struct store_column *column, const char *json);

#endif
