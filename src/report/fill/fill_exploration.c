#include "report/fill/fill_exploration.h"

#include "report/answer/explore_tables.h"

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

/* A statement with a place for the number of the row and then for each of its columns. */
static enum optibom_status put_table(struct store *store, const char *sql,
                                     const struct table *table, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    if (!table_ok(table))
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

/* The table of the front with a column for each goal that there may be. */
static void widen_front(struct table *out, struct arena *arena, const struct exploration *of,
                        const struct table *front)
{
    size_t shown = 0, after = 1; /* ways, build, note; the number is that of the row */
    for (size_t i = 0; i < of->goal_count; i++)
        after += !explore_goal_repeats(of, i);
    table_init(out, arena);
    for (size_t i = 0; i < EXPLORE_VALUES + 3; i++)
        table_column(out, "", NULL, TABLE_TEXT, "");
    for (size_t row = 0; row < table_row_count(front); row++) {
        shown = 0;
        for (size_t i = 0; i < EXPLORE_VALUES; i++)
            table_real(out, i < of->goal_count && !explore_goal_repeats(of, i)
                                ? table_at(front, row, ++shown)->real
                                : NAN);
        table_real(out, table_at(front, row, after)->real);
        table_text(out, table_at(front, row, after + 1)->text);
        const struct table_cell *note = table_at(front, row, after + 2);
        table_text(out, note->kind == TABLE_CELL_TEXT ? note->text : NULL);
    }
    out->failed |= front->failed;
}

static enum optibom_status put_request(struct store *store, struct arena *arena,
                                       const struct exploration *of, const struct verdict *verdict,
                                       const char *date, struct error *err)
{
    enum optibom_status status =
        store_run(store, err, "INSERT INTO result_exploration VALUES (?, ?, ?, ?)", "ttit",
                  of->request, of->currency, (int64_t)verdict->is_proven, date);
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

enum optibom_status fill_exploration(struct store *store, struct arena *arena,
                                     const struct exploration *exploration,
                                     const struct verdict *verdict, const char *date,
                                     struct error *err)
{
    struct table front, wide, choices, media, needs, conflicts;
    explore_table_front(&front, arena, exploration, verdict);
    widen_front(&wide, arena, exploration, &front);
    explore_table_choices(&choices, arena, exploration, verdict);
    explore_table_media(&media, arena, exploration, verdict);
    explore_table_needs(&needs, arena, exploration, verdict);
    explore_table_conflicts(&conflicts, arena, exploration);
    const struct {
        const char *sql;
        const struct table *table;
    } TABLES[] = {
        {"INSERT INTO result_exploration_point (point, value_1, value_2, value_3, value_4, value_5,"
         " value_6, ways, build, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
         &wide},
        {"INSERT INTO result_exploration_choice VALUES (?, ?, ?, ?)", &choices},
        {"INSERT INTO result_exploration_medium VALUES (?, ?, ?, ?, ?, ?, ?, ?)", &media},
        {"INSERT INTO result_exploration_need VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", &needs},
        {"INSERT INTO result_exploration_conflict VALUES (?, ?, ?)", &conflicts}};
    enum optibom_status status = put_request(store, arena, exploration, verdict, date, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < sizeof TABLES / sizeof *TABLES; i++)
        status = put_table(store, TABLES[i].sql, TABLES[i].table, err);
    return status;
}
