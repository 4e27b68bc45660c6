#include "report/spec/where.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

const char *where_text(char text[32], const struct table_cell *cell)
{
    text[0] = '\0';
    if (cell->kind == TABLE_CELL_TEXT)
        return cell->text;
    if (cell->kind == TABLE_CELL_INTEGER)
        snprintf(text, 32, "%" PRId64, cell->integer);
    else if (cell->kind == TABLE_CELL_REAL)
        snprintf(text, 32, "%.15g", cell->real);
    return text;
}

static size_t column_index(const struct report_spec *spec, const char *name)
{
    return (size_t)(report_spec_column(spec, name) - spec->columns);
}

bool where_holds(const struct table *table, const struct report_spec *spec, size_t row,
                 const struct report_where *where)
{
    for (size_t i = 0; i < where->count; i++) {
        const struct report_term *term = &where->terms[i];
        char text[32];
        if (term->value != NULL &&
            strcmp(where_text(text, table_at(table, row, column_index(spec, term->column))),
                   term->value) != 0)
            return false;
    }
    return true;
}

enum optibom_status where_first(size_t *row, const struct table *table,
                                const struct report_spec *spec, const struct report_where *where)
{
    for (size_t i = 0; i < table_row_count(table); i++)
        if (where_holds(table, spec, i, where)) {
            *row = i;
            return OPTIBOM_OK;
        }
    return OPTIBOM_NOT_FOUND;
}

static bool is_same(const struct table *table, size_t a, size_t b, size_t column)
{
    char one[32], two[32];
    return strcmp(where_text(one, table_at(table, a, column)),
                  where_text(two, table_at(table, b, column))) == 0;
}

static bool is_same_set(const struct table *table, const struct report_spec *spec,
                        const struct report_where *where, size_t a, size_t b)
{
    for (size_t i = 0; i < where->count; i++)
        if (where->terms[i].value == NULL &&
            !is_same(table, a, b, column_index(spec, where->terms[i].column)))
            return false;
    return true;
}

/* Adds a row whose set is that of run `match` (count: of none so far). */
static bool add_row(struct where_run **runs, size_t *count, bool *is_apart, struct arena *arena,
                    size_t match, size_t row)
{
    if (match < *count) {
        *is_apart |= (*runs)[match].last + 1 != row;
        (*runs)[match].last = row;
        return true;
    }
    struct where_run *grown = arena_grow(arena, *runs, *count, sizeof *grown);
    *runs = grown;
    if (grown == NULL)
        return false;
    grown[(*count)++] = (struct where_run){row, row};
    return true;
}

bool where_runs(struct where_run **runs, size_t *count, bool *is_apart, struct arena *arena,
                const struct table *table, const struct report_spec *spec,
                const struct report_where *where)
{
    *runs = NULL;
    *count = 0;
    *is_apart = false;
    for (size_t row = 0; row < table_row_count(table); row++) {
        if (!where_holds(table, spec, row, where))
            continue;
        size_t match = 0;
        while (match < *count && !is_same_set(table, spec, where, (*runs)[match].first, row))
            match++;
        if (!add_row(runs, count, is_apart, arena, match, row))
            return false;
    }
    return true;
}

bool where_runs_by(struct where_run **runs, size_t *count, bool *is_apart, struct arena *arena,
                   const struct table *table, struct where_run within, size_t column)
{
    *runs = NULL;
    *count = 0;
    *is_apart = false;
    for (size_t row = within.first; row <= within.last; row++) {
        size_t match = 0;
        while (match < *count && !is_same(table, (*runs)[match].first, row, column))
            match++;
        if (!add_row(runs, count, is_apart, arena, match, row))
            return false;
    }
    return true;
}
