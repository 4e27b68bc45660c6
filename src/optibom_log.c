/* Who changed what, and taking it back; builds that are released. */
#include "catalog/builds.h"
#include "catalog/log.h"
#include "catalog/part.h"
#include "facade.h"

#include <errno.h>
#include <stdlib.h>

/* True for the number of a change. */
static bool read_number(int64_t *out, const char *what)
{
    char *end = NULL;
    errno = 0;
    *out = strtoll(what, &end, 10);
    return errno == 0 && end != what && *end == '\0' && *out > 0;
}

static enum optibom_status make_log(struct table *out, struct arena *arena, struct optibom *optibom,
                                    const void *request, struct error *err)
{
    const char *what = request;
    struct store *store = optibom->catalog.store;
    struct error no_part = {0};
    int64_t id = 0;
    if (what == NULL)
        return catalog_log_list(out, arena, store, NULL, err);
    if (read_number(&id, what))
        return catalog_log_change(out, arena, store, id, err);
    enum optibom_status status = catalog_part_resolve(&id, arena, store, what, &no_part);
    if (status == OPTIBOM_OK)
        return catalog_log_part(out, arena, store, id, err);
    return status == OPTIBOM_NOT_FOUND ? catalog_log_list(out, arena, store, what, err)
                                       : error_set(err, status, "%s", no_part.text);
}

enum optibom_status optibom_log(struct optibom *optibom, const char *what,
                                const struct optibom_output *output)
{
    return handle_table(optibom, make_log, what, "optibom.log/1", "rows", output);
}

enum optibom_status optibom_log_undo(struct optibom *optibom, int64_t change)
{
    struct error *err = handle_begin(optibom);
    enum optibom_status status = handle_require(optibom);
    return status == OPTIBOM_OK
               ? catalog_change_undo(&optibom->catalog, change, handle_who(optibom), err)
               : status;
}

enum optibom_status optibom_build_release(struct optibom *optibom, const char *name,
                                          const struct optibom_output *output)
{
    struct error *err = handle_begin(optibom);
    struct arena arena;
    struct catalog_build build = {.name = NULL};
    enum optibom_status status = handle_require(optibom);
    if (status != OPTIBOM_OK)
        return status;
    arena_init(&arena);
    status =
        catalog_build_release(&build, &arena, &optibom->catalog, name, handle_who(optibom), err);
    if (status == OPTIBOM_OK) {
        struct buf line;
        buf_init(&line);
        buf_printf(&line, "%s@%lld is released\n", build.name, (long long)build.revision);
        status = handle_send_and_free(optibom, &line, output);
    }
    arena_fini(&arena);
    return status;
}
