/* What a catalog was before a change, and which rows a change set touched. */
#ifndef OPTIBOM_STORE_CHANGE_BASE_H
#define OPTIBOM_STORE_CHANGE_BASE_H

#include "store/store.h"

/* In a copy of a catalog: puts the rows of a change set back as they were, or with `forward` as
 * they became. Rows that are not as expected become so all the same: what changed them left no
 * record, as schema steps do. */
enum optibom_status store_changes_replay(struct store *copy, const void *bytes, size_t size,
                                         bool forward, struct error *err);

/* Writes into the table touched (table_name, key, number) of `into`, whose key is the JSON array of
 * the primary key in the order of its columns, each row of a change set whose table counts. */
enum optibom_status store_changes_touched(struct store *into, int64_t number, const void *bytes,
                                          size_t size,
                                          bool (*counts)(const void *context, const char *table),
                                          const void *context, struct error *err);

#endif
