#include "optibom_build.h"

#include "assemble/bom_against.h"
#include "catalog/builds.h"
#include "catalog/price.h"
#include "report/answer/build_tables.h"

#include <stdio.h>
#include <string.h>

struct check {
    struct table table;
};

static void add_error(struct check *check, const char *text, const char *fix)
{
    table_text(&check->table, "error");
    table_text(&check->table, "database");
    table_text(&check->table, text);
    table_text(&check->table, fix);
}

static void add_problem(void *context, const char *text)
{
    add_error(context, text, "restore a backup");
}

static void add_search_problem(void *context, const char *text)
{
    add_error(context, text, "make it anew with: optibom migrate");
}

static enum optibom_status check_list(struct bom *bom, struct optibom *optibom, struct arena *arena,
                                      const struct optibom_check_request *request,
                                      struct error *err)
{
    struct bom_piece *items = NULL;
    size_t count = 0;
    enum optibom_status status =
        catalog_bom_pieces(&items, &count, arena, optibom->catalog.store, request->list, err);
    if (status == OPTIBOM_OK && !bom_against_list(bom, items, count, request->bought_only))
        status = error_no_memory(err);
    return status;
}

/* The findings of a BOM; `prefix` stands before each, to say which build it is. */
static enum optibom_status add_findings(struct table *table, struct arena *arena,
                                        const struct bom *bom, const char *prefix,
                                        struct error *err)
{
    struct table findings;
    build_table_findings(&findings, arena, bom);
    for (size_t row = 0; row < table_row_count(&findings); row++) {
        const char *text = arena_printf(arena, "%s%s", prefix, table_at(&findings, row, 3)->text);
        if (text == NULL)
            return error_no_memory(err);
        table_text(table, table_at(&findings, row, 0)->text);
        table_text(table, table_at(&findings, row, 1)->text);
        table_text(table, text);
        table_text(table, table_at(&findings, row, 4)->text);
    }
    return OPTIBOM_OK;
}

static enum optibom_status check_build(struct optibom *optibom, struct arena *arena,
                                       const struct optibom_check_request *request,
                                       struct table *table, struct error *err)
{
    struct bom *bom = NULL;
    struct evaluation *evaluation = NULL;
    const struct evaluation_request how = {.typ_only = true};
    enum optibom_status status = optibom_load_bom(&bom, optibom, arena, request->build, 0, err);
    if (status == OPTIBOM_OK)
        status = optibom_evaluate_bom(&evaluation, arena, bom, &how, err);
    if (status == OPTIBOM_OK && request->list != NULL)
        status = check_list(bom, optibom, arena, request, err);
    return status == OPTIBOM_OK ? add_findings(table, arena, bom, "", err) : status;
}

/* What is wrong with one build does not hide the others; what is wrong with the world does. */
static enum optibom_status check_stored(struct optibom *optibom, struct arena *arena,
                                        const char *build, struct table *table, struct error *err)
{
    struct build_text text;
    struct bom *bom = NULL;
    struct evaluation *evaluation = NULL;
    struct error why = {0};
    const struct evaluation_request how = {.typ_only = true};
    enum optibom_status status = optibom_build_text(&text, optibom, arena, build, err);
    if (status != OPTIBOM_OK)
        return status;
    const char *prefix = arena_printf(arena, "%s@%lld: ", build, (long long)text.revision);
    if (prefix == NULL)
        return error_no_memory(err);
    status = optibom_text_bom(&bom, optibom, arena, &text, 0, &why);
    if (status == OPTIBOM_OK)
        status = optibom_evaluate_bom(&evaluation, arena, bom, &how, &why);
    if (status == OPTIBOM_OK)
        return add_findings(table, arena, bom, prefix, err);
    if (status == OPTIBOM_FAILED)
        return error_set(err, status, "%s", why.text);
    const char *sentence = arena_printf(arena, "%s%s", prefix, why.text);
    table_text(table, "error");
    table_text(table, "build");
    table_text(table, sentence != NULL ? sentence : "");
    table_text(table, "store a revision that the catalog lets assemble");
    return sentence != NULL ? OPTIBOM_OK : error_no_memory(err);
}

/* The latest revisions. */
static enum optibom_status check_all_stored(struct optibom *optibom, struct arena *arena,
                                            struct table *table, struct error *err)
{
    const char **names = NULL;
    size_t count = 0;
    enum optibom_status status = catalog_build_names(&names, &count, arena, &optibom->catalog, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < count; i++)
        status = check_stored(optibom, arena, names[i], table, err);
    return status;
}

static enum optibom_status check_prices(struct optibom *optibom, void *check, struct error *err)
{
    int64_t rows = 0;
    char text[128];
    enum optibom_status status = catalog_price_check(&rows, optibom->catalog.store, err);
    snprintf(text, sizeof text,
             "%lld prices name a list, vendor, supplier or document that is gone", (long long)rows);
    if (status == OPTIBOM_OK && rows > 0)
        add_problem(check, text);
    return status;
}

enum optibom_status optibom_check(struct optibom *optibom,
                                  const struct optibom_check_request *request, bool *findings,
                                  const struct optibom_output *output)
{
    struct error *err = handle_begin(optibom);
    struct arena arena;
    struct check check;
    enum optibom_status status = handle_require(optibom);
    if (status != OPTIBOM_OK)
        return status;
    arena_init(&arena);
    table_init(&check.table, &arena);
    table_column(&check.table, "severity", NULL, TABLE_TEXT, "");
    table_column(&check.table, "code", NULL, TABLE_TEXT, "");
    table_column(&check.table, "text", "finding", TABLE_TEXT, "");
    table_wrap(&check.table);
    table_column(&check.table, "fix", NULL, TABLE_TEXT, "");
    table_wrap(&check.table);
    status = store_check(optibom->catalog.store, add_problem, &check, err);
    if (status == OPTIBOM_OK)
        status = catalog_dictionary_check(&optibom->catalog, add_problem, &check, err);
    if (status == OPTIBOM_OK)
        status = check_prices(optibom, &check, err);
    /* Of a file that is damaged an index says nothing. */
    if (status == OPTIBOM_OK && table_row_count(&check.table) == 0)
        status = store_check_search(optibom->catalog.store, add_search_problem, &check, err);
    if (status == OPTIBOM_OK && request->build != NULL)
        status = check_build(optibom, &arena, request, &check.table, err);
    if (status == OPTIBOM_OK && request->all_builds)
        status = check_all_stored(optibom, &arena, &check.table, err);
    *findings = false;
    for (size_t row = 0; row < table_row_count(&check.table); row++)
        *findings |= strcmp(table_at(&check.table, row, 0)->text, "error") == 0;
    if (status == OPTIBOM_OK)
        status = handle_emit(
            optibom,
            &(struct emit_document){.schema = "optibom.check/1",
                                    .sections = {{"findings", NULL, &check.table, NULL}},
                                    .section_count = 1},
            output);
    arena_fini(&arena);
    return status;
}
