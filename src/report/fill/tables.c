#include "report/fill/tables.h"

#include "base/embed.h"
#include "report/spec/statement.h"

#include <assert.h>

enum optibom_status report_tables_create(struct store *store, struct error *err)
{
    const struct embed_file *file = embed_find("schema/results.sql");
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
