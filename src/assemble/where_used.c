#include "assemble/where_used.h"

#include "assemble/assemble.h"
#include "catalog/builds.h"

#include <string.h>

struct search {
    struct where_used *found;
    struct arena *arena;   /* of what is found */
    struct arena *scratch; /* of the build at hand */
    struct catalog *catalog;
    int64_t part_id;
};

static enum optibom_status add_line(struct search *search, const struct catalog_build *build,
                                    const struct bom *bom, size_t at, struct error *err)
{
    struct where_used *found = search->found;
    const struct bom_line *line = &bom->lines[at];
    const char *role = bom_role_path(search->arena, bom, (long)at);
    struct where_used_line *lines =
        arena_grow(search->arena, found->lines, found->line_count, sizeof *lines);
    if (lines == NULL || role == NULL)
        return error_no_memory(err);
    found->lines = lines;
    struct where_used_line *used = &lines[found->line_count++];
    *used = (struct where_used_line){.build = arena_strdup(search->arena, build->name),
                                     .revision = build->revision,
                                     .role = role,
                                     .quantity = line->quantity,
                                     .derivation = arena_strdup(search->arena, line->derivation),
                                     .is_bought = line->is_bought};
    return used->build != NULL && used->derivation != NULL ? OPTIBOM_OK : error_no_memory(err);
}

static enum optibom_status add_failure(struct search *search, const char *build, const char *reason,
                                       struct error *err)
{
    struct where_used *found = search->found;
    struct where_used_failure *failures =
        arena_grow(search->arena, found->failures, found->failure_count, sizeof *failures);
    if (failures == NULL)
        return error_no_memory(err);
    found->failures = failures;
    struct where_used_failure *failure = &failures[found->failure_count++];
    failure->build = arena_strdup(search->arena, build);
    failure->reason = arena_strdup(search->arena, reason);
    return failure->build != NULL && failure->reason != NULL ? OPTIBOM_OK : error_no_memory(err);
}

/* What is wrong with one build does not hide the others; what is wrong with the world does. */
static enum optibom_status search_build(struct search *search, const char *name, struct error *err)
{
    struct catalog_build build = {0};
    struct spec *spec = NULL;
    struct bom *bom = NULL;
    struct error reading = {0};
    enum optibom_status status =
        catalog_build_get(&build, search->scratch, search->catalog, name, &reading);
    if (status == OPTIBOM_OK)
        status =
            spec_load(&spec, search->scratch, name, build.yaml, strlen(build.yaml), NULL, &reading);
    if (status == OPTIBOM_OK)
        status = assemble(&bom, search->scratch, search->catalog, spec, &reading);
    if (status == OPTIBOM_FAILED)
        return error_set(err, status, "%s", reading.text);
    if (status != OPTIBOM_OK)
        return add_failure(search, name, reading.text, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < bom->line_count; i++)
        if (bom->lines[i].part->part_id == search->part_id)
            status = add_line(search, &build, bom, i, err);
    return status;
}

enum optibom_status where_used_find(struct where_used *out, struct arena *arena,
                                    struct catalog *catalog, int64_t part_id, struct error *err)
{
    struct arena scratch;
    const char **names = NULL;
    size_t count = 0;
    *out = (struct where_used){0};
    struct search search = {out, arena, &scratch, catalog, part_id};
    arena_init(&scratch);
    enum optibom_status status = catalog_build_names(&names, &count, arena, catalog, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < count; i++) {
        status = search_build(&search, names[i], err);
        arena_reset(&scratch);
    }
    arena_fini(&scratch);
    return status;
}
