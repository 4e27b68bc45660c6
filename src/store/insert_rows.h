/*
 * Many rows by one statement: what a callback gives is a table for SQL to select from. A statement
 * that runs once costs a fraction of one that is bound and stepped a million times.
 */
#ifndef OPTIBOM_STORE_INSERT_ROWS_H
#define OPTIBOM_STORE_INSERT_ROWS_H

#include "store/store.h"

enum { STORE_ROW_COLUMNS = 32 };

/* One value of a row. Texts hold until the next row. */
struct store_value {
    enum store_type type; /* STORE_NULL, STORE_INT or STORE_TEXT */
    int64_t integer;
    const char *text;
};

struct store_rows {
    void *context;
    /* Goes on to the next row, the first at first; OPTIBOM_NOT_FOUND past the last. It may run
     * statements of its own. */
    enum optibom_status (*next)(void *context, struct error *err);
    struct store_value (*column)(const void *context, int column);
};

/* Runs "INSERT INTO ... SELECT c0, c1, ... FROM store_rows" over the rows. The CHECKs of the table
 * are left out, which take a twentieth of the time of an import: whoever gives the rows has held
 * what they say. Types and NOT NULL are looked at. */
enum optibom_status store_insert_rows(struct store *store, const char *sql,
                                      const struct store_rows *rows, struct error *err);

#endif
