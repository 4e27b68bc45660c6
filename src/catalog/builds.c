#include "catalog/builds.h"

#include "base/nearest.h"
#include "catalog/query_table.h"

#include <string.h>

enum optibom_status catalog_build_put(int64_t *revision, struct catalog *catalog, const char *name,
                                      const char *yaml, const char *who, const char *now,
                                      struct error *err)
{
    struct store *store = catalog->store;
    int64_t same = 0;
    enum optibom_status status = store_begin(store, err);
    if (status != OPTIBOM_OK)
        return status;
    status = store_run(store, err, "INSERT INTO build (name) VALUES (?) ON CONFLICT DO NOTHING",
                       "t", name);
    if (status == OPTIBOM_OK)
        status = store_one_int(revision, store, err,
                               "SELECT coalesce(max(revision), 0) FROM build_revision"
                               " JOIN build USING (build_id) WHERE name = ?",
                               "t", name);
    if (status == OPTIBOM_OK)
        status = store_one_int(&same, store, err,
                               "SELECT count(*) FROM build_revision JOIN build USING (build_id)"
                               " WHERE name = ? AND revision = ? AND yaml = ?",
                               "tit", name, *revision, yaml);
    if (status == OPTIBOM_OK && same == 0)
        status = store_run(store, err,
                           "INSERT INTO build_revision SELECT build_id, ?2, ?3, ?4, ?5 FROM build"
                           " WHERE name = ?1",
                           "tittt", name, ++*revision, now, who, yaml);
    if (status == OPTIBOM_OK)
        status = store_commit(store, err);
    store_rollback(store);
    return status;
}

static enum optibom_status unknown_build(struct arena *arena, struct store *store, const char *name,
                                         struct error *err)
{
    const char **names = NULL;
    size_t count = 0;
    struct store_query query;
    store_query_start(&query, store, "SELECT name FROM build ORDER BY name", "");
    while (store_query_next(&query)) {
        const char **more = arena_grow(arena, names, count, sizeof *names);
        if (more == NULL || !store_copy_text(&more[count], arena, &query, 0))
            break;
        names = more;
        count++;
    }
    enum optibom_status status = store_query_end(&query, err);
    const char *near = nearest_word(name, names, count);
    if (status != OPTIBOM_OK)
        return status;
    if (near != NULL)
        return error_set(err, OPTIBOM_NOT_FOUND, "no stored build '%s'; did you mean '%s'?", name,
                         near);
    return error_set(err, OPTIBOM_NOT_FOUND,
                     "no stored build '%s'; see: optibom build list; a spec file ends in .yaml",
                     name);
}

enum optibom_status catalog_build_get(const char **yaml, struct arena *arena,
                                      struct catalog *catalog, const char *name, struct error *err)
{
    enum optibom_status status =
        store_one_text(yaml, arena, catalog->store, err,
                       "SELECT yaml FROM build_revision JOIN build USING (build_id) WHERE name = ?"
                       " ORDER BY revision DESC LIMIT 1",
                       "t", name);
    return status == OPTIBOM_NOT_FOUND ? unknown_build(arena, catalog->store, name, err) : status;
}

enum optibom_status catalog_build_remove(struct catalog *catalog, const char *name,
                                         struct error *err)
{
    struct arena arena;
    struct store *store = catalog->store;
    enum optibom_status status = store_begin(store, err);
    if (status != OPTIBOM_OK)
        return status;
    arena_init(&arena);
    status = store_run(store, err, "DELETE FROM build WHERE name = ?", "t", name);
    if (status == OPTIBOM_OK && store_changed_rows(store) == 0)
        status = unknown_build(&arena, store, name, err);
    if (status == OPTIBOM_OK)
        status = store_commit(store, err);
    store_rollback(store);
    arena_fini(&arena);
    return status;
}

enum optibom_status catalog_build_list(struct table *out, struct arena *arena,
                                       struct catalog *catalog, struct error *err)
{
    return catalog_query_table(
        out, arena, catalog->store, err,
        "SELECT name AS build, max(revision) AS revision, stored_at, stored_by"
        " FROM build JOIN build_revision USING (build_id)"
        " GROUP BY build_id ORDER BY name",
        "");
}
