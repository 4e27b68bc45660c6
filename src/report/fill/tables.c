#include "report/fill/tables.h"

#include "base/embed.h"
#include "report/spec/statement.h"

#include <assert.h>

static enum optibom_status run_file(struct store *store, const char *path, struct error *err)
{
    const struct embed_file *file = embed_find(path);
    assert(file != NULL);
    struct arena arena;
    arena_init(&arena);
    enum optibom_status status = OPTIBOM_OK;
    const char *cursor = file->data, *start;
    size_t length;
    while (status == OPTIBOM_OK && statement_next(&start, &length, &cursor)) {
        const char *sql = arena_strndup(&arena, start, length);
        status = sql != NULL ? store_run(store, err, sql, "") : error_no_memory(err);
    }
    arena_fini(&arena);
    return status;
}

enum optibom_status report_tables_create(struct store *store, struct error *err)
{
    enum optibom_status status = run_file(store, "schema/results.sql", err);
    return status == OPTIBOM_OK ? run_file(store, "schema/result_views.sql", err) : status;
}
