/*
 * Feeds report files to their reader: bytes up to the first zero byte are one report, those behind
 * it another one that it may speak of. Of reports that are taken, formulas are expanded, and what
 * highlights, charts and names pick is looked for in some rows. A libFuzzer entry.
 */
#include "report/each.h"
#include "report/spec/condition.h"
#include "report/spec/formula.h"
#include "report/spec/spec.h"
#include "report/spec/spec_sound.h"
#include "report/spec/statement.h"
#include "report/spec/where.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { REPORTS = 2, ROWS = 4 };

/* Rows in which values repeat, are missing, or are texts where numbers are told. */
static void fill(struct table *table, struct arena *arena, const struct report_spec *spec)
{
    static const char *const TEXTS[] = {"a", "", "12", "=1+1"};
    table_init(table, arena);
    for (size_t i = 0; i < spec->column_count; i++)
        table_column(table, spec->columns[i].name, NULL, spec->columns[i].kind, "");
    for (size_t row = 0; row < ROWS; row++)
        for (size_t i = 0; i < spec->column_count; i++) {
            if (row == 1 && i % 2 == 0)
                table_null(table);
            else if (spec->columns[i].kind == TABLE_TEXT || row == 3)
                table_text(table, TEXTS[(row + i) % 4]);
            else
                table_real(table, (double)(row / 2) - (double)i);
        }
    assert(table_ok(table));
}

static void pick(struct arena *arena, const struct report_spec *spec, const struct table *table,
                 const struct report_where *where)
{
    struct where_run *runs = NULL;
    size_t count = 0, row = 0;
    bool is_apart = false;
    if (where_first(&row, table, spec, where) == OPTIBOM_OK)
        assert(row < ROWS && where_holds(table, spec, row, where));
    assert(where_runs(&runs, &count, &is_apart, arena, table, spec, where));
    for (size_t i = 0; i < count; i++)
        assert(runs[i].first <= runs[i].last && runs[i].last < ROWS);
}

static void expand(const struct formula_sheet *sheets, size_t count, size_t own,
                   const char *template)
{
    const struct formula_place place = {sheets, count, own, false};
    struct buf expanded, row;
    buf_init(&expanded);
    buf_init(&row);
    if (template != NULL && formula_expand(&expanded, &place, template))
        formula_for_row(&row, buf_text(&expanded), 7);
    buf_fini(&expanded);
    buf_fini(&row);
}

static void use(struct arena *arena, const struct report_spec *specs, size_t count, size_t own)
{
    const struct report_spec *spec = &specs[own];
    struct formula_sheet sheets[REPORTS];
    struct table table;
    const char *start, *cursor = spec->sql;
    size_t length;
    assert(spec_sound_sheet(spec->sheet) || spec->each != NULL);
    assert(statement_next(&start, &length, &cursor) && !statement_next(&start, &length, &cursor));
    fill(&table, arena, spec);
    for (size_t i = 0; i < count; i++)
        sheets[i] = (struct formula_sheet){&specs[i], 5, 5 + ROWS - 1};
    for (size_t i = 0; i < spec->column_count; i++)
        expand(sheets, count, own, spec->columns[i].formula);
    for (size_t i = 0; i < spec->highlight_count; i++) {
        expand(sheets, count, own, spec->highlights[i].formula);
        for (size_t row = 0; row < ROWS; row++)
            condition_holds(spec->highlights[i].formula, spec, &table, row);
    }
    for (size_t i = 0; i < spec->name_count; i++)
        pick(arena, spec, &table, &spec->names[i].where);
    for (size_t i = 0; i < spec->input_count; i++)
        pick(arena, spec, &table, &spec->inputs[i].where);
    for (size_t i = 0; i < spec->picture_count; i++)
        pick(arena, spec, &table, &spec->pictures[i].where);
    for (size_t i = 0; i < spec->chart_count; i++)
        if (spec->charts[i].report == NULL)
            pick(arena, spec, &table, &spec->charts[i].where);
    if (spec->each != NULL)
        assert(each_text(arena, spec->sheet, spec, &table) != NULL);
    assert(each_whole(arena, spec) != NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const PATHS[REPORTS] = {"reports/one.sql", "reports/other.sql"};
    const uint8_t *zero = size > 0 ? memchr(data, '\0', size) : NULL;
    size_t length = zero != NULL ? (size_t)(zero - data) : size, count = zero != NULL ? 2 : 1;
    const char *texts[REPORTS] = {NULL};
    struct embed_file files[REPORTS];
    struct report_spec *specs = NULL;
    struct error err = {0};
    struct arena arena;
    arena_init(&arena);
    texts[0] = arena_strndup(&arena, (const char *)data, length);
    if (zero != NULL)
        texts[1] = arena_strndup(&arena, (const char *)zero + 1, size - length - 1);
    for (size_t i = 0; i < count; i++)
        files[i] = (struct embed_file){PATHS[i], texts[i], strlen(texts[i])};
    enum optibom_status status = report_spec_list(&specs, &count, &arena, files, count, &err);
    assert((status == OPTIBOM_OK) == (err.text[0] == '\0'));
    for (size_t i = 0; status == OPTIBOM_OK && i < count; i++)
        use(&arena, specs, count, i);
    arena_fini(&arena);
    return 0;
}
