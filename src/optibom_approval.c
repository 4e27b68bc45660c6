/* Decisions on substitutes and makers. */
#include "base/nearest.h"
#include "base/scan.h"
#include "catalog/approval.h"
#include "optibom_build.h"

#include <string.h>

/* The line of a build that a user names, by its role or its number; its role. */
static enum optibom_status find_role(const char **role, struct arena *arena, const struct bom *bom,
                                     const char *line, struct error *err)
{
    const char **roles = arena_alloc(arena, (bom->line_count + 1) * sizeof *roles);
    if (roles == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < bom->line_count; i++) {
        roles[i] = *role = bom->lines[i].role;
        if (scan_same(line, *role) || strcmp(line, bom->lines[i].id) == 0)
            return OPTIBOM_OK;
    }
    const char *near = nearest_word(line, roles, bom->line_count);
    return error_set(err, OPTIBOM_NOT_FOUND, "%s has no line '%s'; %s%s%s", bom->spec->build, line,
                     near != NULL ? "did you mean '" : "optibom assemble lists its lines",
                     near != NULL ? near : "", near != NULL ? "'?" : "");
}

/* Build and line as decisions name them. */
static enum optibom_status find_place(struct catalog_approval *out, struct arena *arena,
                                      struct optibom *optibom,
                                      const struct optibom_approval *approval, struct error *err)
{
    struct bom *bom = NULL;
    if (approval->build == NULL)
        return approval->line == NULL
                   ? OPTIBOM_OK
                   : error_set(err, OPTIBOM_USAGE, "a line is one of a build; name the build, too");
    enum optibom_status status = optibom_load_bom(&bom, optibom, arena, approval->build, 0, err);
    if (status == OPTIBOM_OK && approval->line != NULL)
        status = find_role(&out->line, arena, bom, approval->line, err);
    if (status == OPTIBOM_OK)
        out->build = bom->spec->build;
    return status;
}

/* Decides, and lists what is decided on the part or maker now. */
static enum optibom_status decide(struct table *out, struct arena *arena, struct optibom *optibom,
                                  const void *request, struct error *err)
{
    const struct optibom_approval *approval = request;
    struct store *store = optibom->catalog.store;
    struct catalog_approval decided = {.part = approval->part,
                                       .alternate = approval->alternate,
                                       .maker = approval->maker,
                                       .class_name = approval->class_name,
                                       .state = approval->state,
                                       .reason = approval->reason};
    int64_t id = 0;
    enum optibom_status status = find_place(&decided, arena, optibom, approval, err);
    if (status == OPTIBOM_OK)
        status = catalog_approval_decide(&id, arena, &optibom->catalog, &decided,
                                         handle_who(optibom), err);
    if (status != OPTIBOM_OK)
        return status;
    return approval->maker != NULL ? catalog_maker_list(out, arena, store, id, err)
                                   : catalog_alternate_list(out, arena, store, id, err);
}

enum optibom_status optibom_approve(struct optibom *optibom,
                                    const struct optibom_approval *approval,
                                    const struct optibom_output *output)
{
    return handle_table(optibom, decide, approval,
                        approval->maker != NULL ? "optibom.maker/1" : "optibom.alternate/1", "rows",
                        output);
}

static enum optibom_status list_alternates(struct table *out, struct arena *arena,
                                           struct optibom *optibom, const void *request,
                                           struct error *err)
{
    const char *part = request;
    struct store *store = optibom->catalog.store;
    int64_t part_id = 0;
    enum optibom_status status =
        part != NULL ? catalog_part_resolve(&part_id, arena, store, part, err) : OPTIBOM_OK;
    return status == OPTIBOM_OK ? catalog_alternate_list(out, arena, store, part_id, err) : status;
}

enum optibom_status optibom_alternates(struct optibom *optibom, const char *part,
                                       const struct optibom_output *output)
{
    return handle_table(optibom, list_alternates, part, "optibom.alternate/1", "rows", output);
}

static enum optibom_status list_makers(struct table *out, struct arena *arena,
                                       struct optibom *optibom, const void *request,
                                       struct error *err)
{
    (void)request;
    return catalog_maker_list(out, arena, optibom->catalog.store, 0, err);
}

enum optibom_status optibom_makers(struct optibom *optibom, const struct optibom_output *output)
{
    return handle_table(optibom, list_makers, NULL, "optibom.maker/1", "rows", output);
}
