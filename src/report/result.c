#include "report/result.h"

#include "base/nearest.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

enum { MOST_COLUMNS = 256 };

struct runner {
    const struct report_spec *spec;
    struct store_query *query;
    struct table *table;
    int source[MOST_COLUMNS]; /* column of the SELECT for each column of the table */
    struct error *err;
};

enum optibom_status report_result_currency(const char **out, struct arena *arena,
                                           struct store *store, struct error *err)
{
    enum optibom_status status = store_one_text(
        out, arena, store, err, "SELECT value FROM result_input WHERE name = 'currency'", "");
    if (status != OPTIBOM_NOT_FOUND)
        return status;
    *out = "";
    return OPTIBOM_OK;
}

static enum optibom_status too_many(const struct runner *runner)
{
    return error_set(runner->err, OPTIBOM_BAD_INPUT, "%s: more than %d columns", runner->spec->file,
                     MOST_COLUMNS);
}

static enum optibom_status missing(const struct runner *runner, const char *name)
{
    const char *words[MOST_COLUMNS];
    size_t count = 0;
    for (int i = 0; i < store_column_count(runner->query) && count < MOST_COLUMNS; i++)
        words[count++] = store_column_name(runner->query, i);
    const char *near = nearest_word(name, words, count);
    return error_set(runner->err, OPTIBOM_BAD_INPUT, "%s: the SELECT has no column '%s'%s%s%s",
                     runner->spec->file, name, near != NULL ? "; did you mean '" : "",
                     near != NULL ? near : "", near != NULL ? "'?" : "");
}

static enum optibom_status match_columns(struct runner *runner, const char *currency)
{
    const struct report_spec *spec = runner->spec;
    int selected = store_column_count(runner->query);
    if (spec->column_count > MOST_COLUMNS)
        return too_many(runner);
    for (size_t i = 0; i < spec->column_count; i++) {
        const struct report_column *column = &spec->columns[i];
        int source = 0;
        while (source < selected &&
               strcmp(store_column_name(runner->query, source), column->name) != 0)
            source++;
        if (source == selected)
            return missing(runner, column->name);
        runner->source[i] = source;
        table_column(runner->table, column->name, column->heading, column->kind,
                     column->unit != NULL ? column->unit : currency);
        if (!table_ok(runner->table))
            return error_no_memory(runner->err);
        struct table_column *look = &runner->table->columns[i];
        look->is_wrapped = column->wrap;
        look->has_bar = column->bar;
        look->is_key = column->key;
    }
    for (int i = 0; i < selected; i++)
        if (report_spec_column(spec, store_column_name(runner->query, i)) == NULL)
            return error_set(runner->err, OPTIBOM_BAD_INPUT,
                             "%s: column '%s' of the SELECT has no '-- column:' line", spec->file,
                             store_column_name(runner->query, i));
    return OPTIBOM_OK;
}

static enum table_kind kind_of(const struct runner *runner, int column)
{
    enum store_type type = store_column_type(runner->query, column);
    return type == STORE_INT ? TABLE_INTEGER : type == STORE_REAL ? TABLE_REAL : TABLE_TEXT;
}

/* Columns of a SELECT that nobody described; kinds are those of the first row. */
static enum optibom_status take_columns(struct runner *runner, bool has_row)
{
    int selected = store_column_count(runner->query);
    if (selected > MOST_COLUMNS)
        return too_many(runner);
    for (int i = 0; i < selected; i++) {
        const char *name = arena_strdup(runner->table->arena, store_column_name(runner->query, i));
        if (name == NULL)
            return error_no_memory(runner->err);
        runner->source[i] = i;
        table_column(runner->table, name, NULL, has_row ? kind_of(runner, i) : TABLE_TEXT, "");
    }
    return OPTIBOM_OK;
}

static bool is_text(enum table_kind kind)
{
    return kind == TABLE_TEXT || kind == TABLE_DATE || kind == TABLE_LINK;
}

static void read_cell(struct runner *runner, size_t index)
{
    struct table *table = runner->table;
    int column = runner->source[index];
    enum store_type type = store_column_type(runner->query, column);
    double real = type == STORE_REAL ? store_real(runner->query, column) : 0;
    if (type == STORE_NULL || type == STORE_BLOB)
        table_null(table);
    else if (type == STORE_TEXT || is_text(table->columns[index].kind))
        table_text(table, store_text(runner->query, column));
    else if (type == STORE_INT)
        table_integer(table, store_int(runner->query, column));
    else if (table->columns[index].kind == TABLE_INTEGER && real == floor(real) &&
             fabs(real) < 1e15)
        table_integer(table, (int64_t)real);
    else
        table_real(table, real);
}

/* Says which report an error of its SQL belongs to, which is one of the file, not of the command
 * line. */
static enum optibom_status in_file(const struct report_spec *spec, enum optibom_status status,
                                   struct error *err)
{
    if (status == OPTIBOM_USAGE)
        status = OPTIBOM_BAD_INPUT;
    if (status == OPTIBOM_OK || strncmp(err->text, spec->file, strlen(spec->file)) == 0)
        return status;
    struct error inner = *err;
    error_clear(err);
    return error_set(err, status, "%s: %s", spec->file, inner.text);
}

static bool has_value(const struct table *table, size_t column)
{
    for (size_t row = 0; row < table_row_count(table); row++) {
        const struct table_cell *cell = table_at(table, row, column);
        if (cell->kind == TABLE_CELL_TEXT ? cell->text[0] != '\0' : cell->kind != TABLE_CELL_NULL)
            return true;
    }
    return false;
}

void report_result_hide(struct table *table, const struct report_spec *spec)
{
    for (size_t i = 0; i < spec->column_count && i < table->column_count; i++) {
        const struct report_column *column = &spec->columns[i];
        const struct report_column *with =
            column->with != NULL ? report_spec_column(spec, column->with) : NULL;
        table->columns[i].is_hidden =
            column->hidden || (with != NULL && !has_value(table, (size_t)(with - spec->columns)));
    }
}

enum optibom_status report_result(struct table *out, struct arena *arena, struct store *store,
                                  const struct report_spec *spec, struct error *err)
{
    const char *currency;
    enum optibom_status status = report_result_currency(&currency, arena, store, err);
    if (status != OPTIBOM_OK)
        return in_file(spec, status, err);
    struct store_query query;
    struct runner runner = {.spec = spec, .query = &query, .table = out, .err = err};
    table_init(out, arena);
    store_restrict(store);
    store_query_start(&query, store, spec->sql, "");
    bool has_row = store_query_next(&query);
    /* Without a statement (an error in the SQL) there are no columns to speak of. */
    if (store_column_count(&query) > 0)
        status = spec->column_count > 0 ? match_columns(&runner, currency)
                                        : take_columns(&runner, has_row);
    while (status == OPTIBOM_OK && has_row) {
        for (size_t i = 0; i < out->column_count && table_ok(out); i++)
            read_cell(&runner, i);
        has_row = table_ok(out) && store_query_next(&query);
    }
    if (status == OPTIBOM_OK)
        status = store_query_end(&query, err);
    else
        store_query_end(&query, &(struct error){0});
    store_release(store);
    if (status == OPTIBOM_OK && !table_ok(out))
        status = error_no_memory(err);
    if (status == OPTIBOM_OK)
        report_result_hide(out, spec);
    return in_file(spec, status, err);
}
