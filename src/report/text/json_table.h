/* A table as JSON: an array of objects, one a row, keyed by column name. */
#ifndef OPTIBOM_REPORT_JSON_TABLE_H
#define OPTIBOM_REPORT_JSON_TABLE_H

#include "base/json.h"
#include "base/table.h"

/* As a document of its own. Failure stays in `out`. */
void json_table_write(struct buf *out, const struct table *table);

/* As a value within a document: after json_key, or in an array. */
void json_table_add(struct json *json, const struct table *table);

#endif
