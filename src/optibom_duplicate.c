/* Parts that stand in the catalog twice. */
#include "catalog/duplicate.h"
#include "facade.h"

static enum optibom_status list(struct table *out, struct arena *arena, struct optibom *optibom,
                                const void *request, struct error *err)
{
    (void)request;
    return catalog_duplicate_list(out, arena, optibom->catalog.store, err);
}

enum optibom_status optibom_duplicates(struct optibom *optibom, const struct optibom_output *output)
{
    return handle_table(optibom, list, NULL, "optibom.duplicate/1", "rows", output);
}

enum optibom_status optibom_duplicate_merge(struct optibom *optibom, const char *duplicate,
                                            const char *part, const struct optibom_output *output)
{
    struct error *err = handle_begin(optibom);
    struct arena arena;
    struct catalog_merge merge;
    enum optibom_status status = handle_require(optibom);
    if (status != OPTIBOM_OK)
        return status;
    arena_init(&arena);
    status = catalog_duplicate_merge(&merge, &arena, &optibom->catalog, duplicate, part,
                                     handle_who(optibom), err);
    if (status == OPTIBOM_OK) {
        struct buf line;
        buf_init(&line);
        buf_printf(&line, "%s is %s now: %lld figures and %lld prices more", merge.duplicate,
                   merge.part, (long long)merge.figures, (long long)merge.prices);
        if (merge.dropped > 0)
            buf_printf(&line, ", %lld figures left out, which the part has or cannot have",
                       (long long)merge.dropped);
        buf_puts(&line, "\n");
        status = handle_send_and_free(optibom, &line, output);
    }
    arena_fini(&arena);
    return status;
}
