#include "report/text/json_table.h"

static void add_cell(struct json *json, const struct table_column *column,
                     const struct table_cell *cell)
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
        json_range(json, *cell->range, column->unit);
        break;
    }
}

void json_table_add(struct json *json, const struct table *table)
{
    json_array(json);
    for (size_t row = 0; row < table_row_count(table); row++) {
        json_object(json);
        for (size_t i = 0; i < table->column_count; i++) {
            json_key(json, table->columns[i].name);
            add_cell(json, &table->columns[i], table_at(table, row, i));
        }
        json_object_end(json);
    }
    json_array_end(json);
}

void json_table_write(struct buf *out, const struct table *table)
{
    struct json json;
    json_init(&json, out);
    json_table_add(&json, table);
}
