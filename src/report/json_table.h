/* Tables as JSON. */
#ifndef OPTIBOM_REPORT_JSON_TABLE_H
#define OPTIBOM_REPORT_JSON_TABLE_H

#include "base/json.h"
#include "base/table.h"

/* An array with one object a row, keyed by column name. */
void json_table_objects(struct json *json, const struct table *table);

/* The members "columns" (names) and "rows" (arrays) of an open object. */
void json_table_arrays(struct json *json, const struct table *table);

#endif
