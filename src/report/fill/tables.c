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
    static const char *const FILES[] = {"schema/results.sql", "schema/result_explore.sql",
                                        "schema/result_views.sql"};
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < sizeof FILES / sizeof *FILES; i++)
        status = run_file(store, FILES[i], err);
    return status;
}
