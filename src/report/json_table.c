#include "report/json_table.h"

static void put_cell(struct json *json, const struct table_cell *cell, const char *unit)
{
    switch (cell->kind) {
    case TABLE_CELL_NULL:
        json_null(json);
        break;
    case TABLE_CELL_INTEGER:
        json_integer(json, cell->integer);
        break;
    case TABLE_CELL_REAL:
        json_number(json, cell->real);
        break;
    case TABLE_CELL_TEXT:
        json_text(json, cell->text);
        break;
    case TABLE_CELL_RANGE:
        json_range(json, cell->range, unit);
        break;
    }
}

void json_table_objects(struct json *json, const struct table *table)
{
    json_array(json);
    for (size_t row = 0; row < table_row_count(table); row++) {
        json_object(json);
        for (size_t i = 0; i < table->column_count; i++) {
            json_key(json, table->columns[i].name);
            put_cell(json, table_at(table, row, i), table->columns[i].unit);
        }
        json_object_end(json);
    }
    json_array_end(json);
}

void json_table_arrays(struct json *json, const struct table *table)
{
    json_key(json, "columns");
    json_array(json);
    for (size_t i = 0; i < table->column_count; i++)
        json_text(json, table->columns[i].name);
    json_array_end(json);
    json_key(json, "rows");
    json_array(json);
    for (size_t row = 0; row < table_row_count(table); row++) {
        json_array(json);
        for (size_t i = 0; i < table->column_count; i++)
            put_cell(json, table_at(table, row, i), table->columns[i].unit);
        json_array_end(json);
    }
    json_array_end(json);
}
