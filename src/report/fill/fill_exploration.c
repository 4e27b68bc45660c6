#include "report/fill/fill_exploration.h"

#include "report/answer/explore_tables.h"
#include "report/answer/explore_worlds.h"

#include <math.h>

static void bind_cell(struct store_query *query, int index, const struct table_cell *cell)
{
    switch (cell->kind) {
    case TABLE_CELL_INTEGER:
        store_bind_int(query, index, cell->integer);
        return;
    case TABLE_CELL_REAL:
        store_bind_real(query, index, cell->real);
        return;
    case TABLE_CELL_TEXT:
        store_bind_text(query, index, cell->text);
        return;
    case TABLE_CELL_NULL:
    case TABLE_CELL_RANGE:
        return; /* unbound is null; no table of explorations has ranges */
    }
}

/* Rows of the number of the row and then its columns. */
static enum optibom_status put_table(struct store *store, const char *name,
                                     const struct table *table, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    const char *sql = arena_printf(table->arena, "INSERT INTO %s VALUES (?", name);
    for (size_t i = 0; sql != NULL && i < table->column_count; i++)
        sql = arena_printf(table->arena, "%s, ?%s", sql, i + 1 < table->column_count ? "" : ")");
    if (!table_ok(table) || sql == NULL)
        return error_no_memory(err);
    for (size_t row = 0; status == OPTIBOM_OK && row < table_row_count(table); row++) {
        struct store_query query;
        store_query_start(&query, store, sql, "");
        store_bind_int(&query, 1, (int64_t)row + 1);
        for (size_t i = 0; i < table->column_count; i++)
            bind_cell(&query, (int)i + 2, table_at(table, row, i));
        while (store_query_next(&query))
            continue;
        status = store_query_end(&query, err);
    }
    return status;
}

static void copy_cell(struct table *out, const struct table *from, size_t row, size_t column)
{
    const struct table_cell *cell = table_at(from, row, column);
    if (cell->kind == TABLE_CELL_INTEGER)
        table_integer(out, cell->integer);
    else if (cell->kind == TABLE_CELL_REAL)
        table_real(out, cell->real);
    else
        table_text(out, cell->kind == TABLE_CELL_TEXT ? cell->text : NULL);
}

enum { BEFORE_GOALS = 3 }; /* columns of the front: number, scenario, draw */

/* The table of the front with a column for each goal that there may be; the number of a build is
 * that of its row. */
static void widen_front(struct table *out, struct arena *arena, const struct exploration *of,
                        const struct table *front)
{
    size_t shown = 0;
    for (size_t i = 0; i < of->goal_count; i++)
        shown += !explore_goal_repeats(of, i);
    table_init(out, arena);
    for (size_t i = 1; i < front->column_count - shown + EXPLORE_VALUES; i++)
        table_column(out, "", NULL, TABLE_TEXT, "");
    for (size_t row = 0; row < table_row_count(front); row++) {
        size_t column = 1;
        while (column < BEFORE_GOALS)
            copy_cell(out, front, row, column++);
        for (size_t i = 0; i < EXPLORE_VALUES; i++)
            if (i < of->goal_count && !explore_goal_repeats(of, i))
                copy_cell(out, front, row, column++);
            else
                table_null(out);
        while (column < front->column_count)
            copy_cell(out, front, row, column++);
    }
    out->failed |= front->failed;
}

static int64_t draws_of(const struct exploration *of)
{
    return of->world_count > 0 ? of->worlds[of->world_count - 1].draw : 0;
}

static enum optibom_status put_request(struct store *store, struct arena *arena,
                                       const struct exploration *of, const struct verdict *verdict,
                                       const char *date, struct error *err)
{
    enum optibom_status status =
        store_run(store, err, "INSERT INTO result_exploration VALUES (?, ?, ?, ?, ?, ?)", "ttitii",
                  of->request, of->currency, (int64_t)verdict->is_proven, date,
                  (int64_t)of->world_count, draws_of(of));
    if (status == OPTIBOM_OK)
        status = store_run(store, err,
                           "INSERT INTO result_input VALUES ('currency', 'run', 1, ?, '', '')", "t",
                           of->currency);
    for (size_t i = 0; status == OPTIBOM_OK && i < of->spec_count; i++)
        status = store_run(store, err, "INSERT INTO result_exploration_spec VALUES (?, ?, ?, ?)",
                           "itti", (int64_t)i + 1, of->specs[i].name,
                           of->specs[i].title != NULL ? of->specs[i].title : "",
                           (int64_t)of->specs[i].place_count);
    for (size_t i = 0; status == OPTIBOM_OK && i < of->goal_count; i++) {
        const struct explored_goal *goal = &of->goals[i];
        const char *name = explore_goal_name(arena, goal);
        status = name != NULL
                     ? store_run(store, err,
                                 "INSERT INTO result_exploration_goal VALUES (?, ?, ?, ?, ?)",
                                 "ittit", (int64_t)i + 1, name, goal->is_yield ? "" : goal->unit,
                                 (int64_t)(goal->is_large || goal->is_yield), goal->limit)
                     : error_no_memory(err);
    }
    return status;
}

/* Columns stand in the order of the table in the schema, behind the number of the row. */
static const struct {
    const char *name;
    void (*fill)(struct table *out, struct arena *arena, const struct exploration *of,
                 const struct verdict *verdict);
} TABLES[] = {{"result_exploration_choice", explore_table_choices},
              {"result_exploration_medium", explore_table_media},
              {"result_exploration_need", explore_table_needs},
              {"result_exploration_conflict", explore_table_conflicts},
              {"result_exploration_world", explore_table_worlds},
              {"result_exploration_spread", explore_table_spread},
              {"result_exploration_share", explore_table_shares},
              {"result_exploration_fare", explore_table_fares}};

enum { COUNT_OF_TABLES = sizeof TABLES / sizeof *TABLES };

enum optibom_status fill_exploration(struct store *store, struct arena *arena,
                                     const struct exploration *exploration,
                                     const struct verdict *verdict, const char *date,
                                     struct error *err)
{
    struct table front, wide;
    explore_table_front(&front, arena, exploration, verdict);
    widen_front(&wide, arena, exploration, &front);
    enum optibom_status status = put_request(store, arena, exploration, verdict, date, err);
    if (status == OPTIBOM_OK)
        status = put_table(store, "result_exploration_point", &wide, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < COUNT_OF_TABLES; i++) {
        struct table table;
        TABLES[i].fill(&table, arena, exploration, verdict);
        status = put_table(store, TABLES[i].name, &table, err);
    }
    return status;
}
