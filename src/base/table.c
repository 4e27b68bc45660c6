#include "base/table.h"

#include <math.h>
#include <string.h>

void table_init(struct table *table, struct arena *arena)
{
    *table = (struct table){.arena = arena};
}

bool table_ok(const struct table *table)
{
    return !table->failed;
}

void table_column(struct table *table, const char *name, const char *heading, enum table_kind kind,
                  const char *unit)
{
    struct table_column *columns =
        arena_grow(table->arena, table->columns, table->column_count, sizeof *columns);
    if (columns == NULL) {
        table->failed = true;
        return;
    }
    table->columns = columns;
    columns[table->column_count++] =
        (struct table_column){.name = name, .heading = heading, .kind = kind, .unit = unit};
}

/* After a failure there may be no column. */
void table_key(struct table *table)
{
    if (table->column_count > 0)
        table->columns[table->column_count - 1].is_key = true;
}

void table_wrap(struct table *table)
{
    if (table->column_count > 0)
        table->columns[table->column_count - 1].is_wrapped = true;
}

void table_bar(struct table *table)
{
    if (table->column_count > 0)
        table->columns[table->column_count - 1].has_bar = true;
}

void table_hide(struct table *table, bool is_hidden)
{
    if (table->column_count > 0)
        table->columns[table->column_count - 1].is_hidden = is_hidden;
}

static void add(struct table *table, struct table_cell cell)
{
    struct table_cell *cells =
        arena_grow(table->arena, table->cells, table->cell_count, sizeof *cells);
    if (cells == NULL) {
        table->failed = true;
        return;
    }
    table->cells = cells;
    cells[table->cell_count++] = cell;
}

void table_null(struct table *table)
{
    add(table, (struct table_cell){.kind = TABLE_CELL_NULL});
}

void table_integer(struct table *table, int64_t value)
{
    add(table, (struct table_cell){.kind = TABLE_CELL_INTEGER, .integer = value});
}

void table_real(struct table *table, double value)
{
    if (isnan(value))
        table_null(table);
    else
        add(table, (struct table_cell){.kind = TABLE_CELL_REAL, .real = value});
}

/* The cell above the next one when it has the same text, as in long columns most have. */
static const char *same_above(const struct table *table, const char *text)
{
    if (table->column_count == 0 || table->cell_count < table->column_count)
        return NULL;
    const struct table_cell *above = &table->cells[table->cell_count - table->column_count];
    return above->kind == TABLE_CELL_TEXT && strcmp(above->text, text) == 0 ? above->text : NULL;
}

void table_text(struct table *table, const char *text)
{
    if (text == NULL) {
        table_null(table);
        return;
    }
    const char *kept = same_above(table, text);
    if (kept == NULL)
        kept = arena_strdup(table->arena, text);
    table->failed |= kept == NULL;
    add(table, (struct table_cell){.kind = TABLE_CELL_TEXT, .text = kept != NULL ? kept : ""});
}

void table_range(struct table *table, struct range range)
{
    if (range_is_none(range)) {
        table_null(table);
        return;
    }
    static const struct range NONE;
    struct range *copy = arena_take(table->arena, sizeof *copy);
    if (copy != NULL)
        *copy = range;
    table->failed |= copy == NULL;
    add(table, (struct table_cell){.kind = TABLE_CELL_RANGE, .range = copy != NULL ? copy : &NONE});
}

size_t table_row_count(const struct table *table)
{
    return table->column_count > 0 ? table->cell_count / table->column_count : 0;
}

const struct table_cell *table_at(const struct table *table, size_t row, size_t column)
{
    return &table->cells[row * table->column_count + column];
}
