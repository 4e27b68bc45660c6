/* The result of any query as a table: column names are the query's, kinds those of the cells. */
#ifndef OPTIBOM_CATALOG_QUERY_TABLE_H
#define OPTIBOM_CATALOG_QUERY_TABLE_H

#include "base/table.h"
#include "store/store.h"

/* At most one argument: format "" or one letter of store.h, i or t. */
enum optibom_status catalog_query_table(struct table *out, struct arena *arena, struct store *store,
                                        struct error *err, const char *sql, const char *format,
                                        ...);

/* Reads the columns and rows of a query that was started. */
enum optibom_status catalog_query_read(struct table *out, struct arena *arena,
                                       struct store_query *query, struct error *err);

#endif
