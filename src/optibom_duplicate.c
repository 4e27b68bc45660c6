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

struct parts {
    const char *duplicate, *part;
};

static enum optibom_status merge(struct table *out, struct arena *arena, struct optibom *optibom,
                                 const void *request, struct error *err)
{
    const struct parts *parts = request;
    struct catalog_merge done;
    enum optibom_status status = catalog_duplicate_merge(
        &done, arena, &optibom->catalog, parts->duplicate, parts->part, handle_who(optibom), err);
    if (status != OPTIBOM_OK)
        return status;
    table_init(out, arena);
    table_column(out, "duplicate", NULL, TABLE_TEXT, "");
    table_column(out, "part", "is now", TABLE_TEXT, "");
    table_column(out, "figures", "figures more", TABLE_INTEGER, "");
    table_column(out, "prices", "prices more", TABLE_INTEGER, "");
    table_column(out, "left_out", "figures left out", TABLE_INTEGER, "");
    table_text(out, done.duplicate);
    table_text(out, done.part);
    table_integer(out, done.figures);
    table_integer(out, done.prices);
    table_integer(out, done.dropped);
    return table_ok(out) ? OPTIBOM_OK : error_no_memory(err);
}

enum optibom_status optibom_duplicate_merge(struct optibom *optibom, const char *duplicate,
                                            const char *part, const struct optibom_output *output)
{
    const struct parts parts = {duplicate, part};
    return handle_table(optibom, merge, &parts, "optibom.duplicate.merge/1", "rows", output);
}
