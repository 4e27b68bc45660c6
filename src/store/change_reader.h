/* What a recorded change set says, row by row. */
#ifndef OPTIBOM_STORE_CHANGE_READER_H
#define OPTIBOM_STORE_CHANGE_READER_H

#include <stdbool.h>
#include <stddef.h>

enum store_change_kind { STORE_ROW_NEW, STORE_ROW_OTHER, STORE_ROW_GONE };

/* A row; its values hold until the call that was given it ends. */
struct store_change_row {
    const char *table;
    enum store_change_kind kind;
    int columns;
    const unsigned char *is_key; /* by column */
    void *at;
};

/* The value of a column before and after as text, NULL for none; of bytes only that they are. False
 * where it is not told: there is no row on that side, or an update left the column as it was. */
bool store_change_before(const char **out, const struct store_change_row *row, int column);
bool store_change_after(const char **out, const struct store_change_row *row, int column);

/* Calls `take` for each row until it is false. False when the change set cannot be read. */
bool store_changes_each(const void *bytes, size_t size,
                        bool (*take)(void *context, const struct store_change_row *row),
                        void *context);

#endif
