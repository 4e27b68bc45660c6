#include "catalog/builds.h"

#include "base/buf.h"
#include "base/nearest.h"
#include "base/scan.h"
#include "catalog/query_table.h"

#include <inttypes.h>
#include <string.h>

static enum optibom_status latest_revision(int64_t *revision, struct store *store, const char *name,
                                           struct error *err)
{
    return store_one_int(revision, store, err,
                         "SELECT coalesce(max(revision), 0) FROM build_revision"
                         " JOIN build USING (build_id) WHERE name = ?",
                         "t", name);
}

/* Within a transaction. */
static enum optibom_status put(struct catalog_build *build, struct store *store,
                               struct catalog_who who, struct error *err)
{
    int64_t same = 0;
    enum optibom_status status = store_run(
        store, err, "INSERT INTO build (name) VALUES (?) ON CONFLICT DO NOTHING", "t", build->name);
    if (status == OPTIBOM_OK)
        status = latest_revision(&build->revision, store, build->name, err);
    if (status == OPTIBOM_OK)
        status = store_one_int(&same, store, err,
                               "SELECT count(*) FROM build_revision JOIN build USING (build_id)"
                               " WHERE name = ? AND revision = ? AND yaml = ?",
                               "tit", build->name, build->revision, build->yaml);
    if (status == OPTIBOM_OK && same == 0)
        status = store_run(store, err,
                           "INSERT INTO build_revision (build_id, revision, stored_at, stored_by,"
                           " yaml) SELECT build_id, ?2, ?3, ?4, ?5 FROM build WHERE name = ?1",
                           "tittt", build->name, ++build->revision, who.now, who.name, build->yaml);
    return status;
}

/* Ends a change that is about a build, or about several. */
static enum optibom_status end_change(struct catalog_change *change,
                                      const struct catalog_build *builds, size_t count,
                                      enum optibom_status status, struct error *err)
{
    struct buf subject;
    buf_init(&subject);
    for (size_t i = 0; i < count; i++)
        buf_printf(&subject, "%s%s@%" PRId64, i > 0 ? ", " : "", builds[i].name,
                   builds[i].revision);
    if (status == OPTIBOM_OK && !buf_ok(&subject))
        status = error_no_memory(err);
    status = catalog_change_end(change, buf_text(&subject), status, err);
    buf_fini(&subject);
    return status;
}

enum optibom_status catalog_build_put(int64_t *revision, struct catalog *catalog, const char *name,
                                      const char *yaml, struct catalog_who who, struct error *err)
{
    struct catalog_build build = {.name = name, .yaml = yaml};
    struct catalog_change change;
    if (strcmp(name, "claims") == 0)
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "a build cannot be stored as 'claims', which names the report of the "
                         "claims; give it another 'build:' name");
    enum optibom_status status = catalog_change_begin(&change, catalog, who, "build add", err);
    if (status != OPTIBOM_OK)
        return status;
    status = put(&build, catalog->store, who, err);
    *revision = build.revision;
    return end_change(&change, &build, 1, status, err);
}

enum optibom_status catalog_build_put_all(struct catalog_build *builds, size_t count,
                                          struct catalog *catalog, struct catalog_who who,
                                          struct error *err)
{
    struct store *store = catalog->store;
    struct catalog_change change;
    enum optibom_status status = catalog_change_begin(&change, catalog, who, "build replace", err);
    if (status != OPTIBOM_OK)
        return status;
    for (size_t i = 0; status == OPTIBOM_OK && i < count; i++) {
        int64_t latest = 0;
        status = latest_revision(&latest, store, builds[i].name, err);
        if (status == OPTIBOM_OK && latest != builds[i].revision)
            status = error_set(err, OPTIBOM_CONFLICT,
                               "%s: somebody stored another revision meanwhile; nothing is "
                               "changed, try again",
                               builds[i].name);
        if (status == OPTIBOM_OK)
            status = put(&builds[i], store, who, err);
    }
    return end_change(&change, builds, count, status, err);
}

enum optibom_status catalog_build_names(const char ***names, size_t *count, struct arena *arena,
                                        struct catalog *catalog, struct error *err)
{
    bool copied = true;
    struct store_query query;
    *names = NULL;
    *count = 0;
    store_query_start(&query, catalog->store, "SELECT name FROM build ORDER BY name", "");
    while (copied && store_query_next(&query)) {
        const char **more = arena_grow(arena, *names, *count, sizeof *more);
        copied = more != NULL && store_copy_text(&more[*count], arena, &query, 0);
        *names = more != NULL ? more : *names;
        *count += copied;
    }
    enum optibom_status status = store_query_end(&query, err);
    return status == OPTIBOM_OK && !copied ? error_no_memory(err) : status;
}

static enum optibom_status unknown_build(struct arena *arena, struct catalog *catalog,
                                         const char *name, struct error *err)
{
    const char **names = NULL;
    size_t count = 0;
    enum optibom_status status = catalog_build_names(&names, &count, arena, catalog, err);
    if (status != OPTIBOM_OK)
        return status;
    const char *near = nearest_word(name, names, count);
    if (near != NULL)
        return error_set(err, OPTIBOM_NOT_FOUND, "no stored build '%s'; did you mean '%s'?", name,
                         near);
    return error_set(err, OPTIBOM_NOT_FOUND,
                     "no stored build '%s'; see: optibom build list; a spec file ends in .yaml",
                     name);
}

/* Bytes before the @ of "NAME@2"; 0 for a name without revision. */
static size_t name_length(const char *name)
{
    size_t length = strlen(name), digits = 0;
    while (digits < length && scan_is_digit(name[length - 1 - digits]))
        digits++;
    bool is_revision = digits > 0 && digits + 1 < length && name[length - 1 - digits] == '@';
    return is_revision ? length - 1 - digits : 0;
}

bool catalog_build_is_revision(const char *name)
{
    return name_length(name) > 0;
}

/* `revision` NULL: the latest. OPTIBOM_NOT_FOUND without a sentence. */
static enum optibom_status read_build(struct catalog_build *out, struct arena *arena,
                                      struct store *store, const char *name, const char *revision,
                                      struct error *err)
{
    struct store_query query;
    store_query_start(&query, store,
                      "SELECT name, revision, yaml FROM build_revision JOIN build USING (build_id)"
                      " WHERE name = ?1 AND (?2 IS NULL OR revision = CAST(?2 AS INTEGER))"
                      " ORDER BY revision DESC LIMIT 1",
                      "tt", name, revision);
    bool is_found = store_query_next(&query);
    bool copied = !is_found || (store_copy_text(&out->name, arena, &query, 0) &&
                                store_copy_text(&out->yaml, arena, &query, 2));
    out->revision = is_found ? store_int(&query, 1) : 0;
    enum optibom_status status = store_query_end(&query, err);
    if (status == OPTIBOM_OK && !copied)
        status = error_no_memory(err);
    return status == OPTIBOM_OK && !is_found ? OPTIBOM_NOT_FOUND : status;
}

/* Revisions count up from 1 and go only with their build. */
static enum optibom_status unknown_revision(struct arena *arena, struct catalog *catalog,
                                            const char *name, const char *revision,
                                            struct error *err)
{
    int64_t latest = 0;
    enum optibom_status status = latest_revision(&latest, catalog->store, name, err);
    if (status != OPTIBOM_OK)
        return status;
    if (latest == 0)
        return unknown_build(arena, catalog, name, err);
    if (latest == 1)
        return error_set(err, OPTIBOM_NOT_FOUND, "%s has no revision %s; it has only revision 1",
                         name, revision);
    return error_set(err, OPTIBOM_NOT_FOUND, "%s has no revision %s; it has 1 to %" PRId64, name,
                     revision, latest);
}

enum optibom_status catalog_build_get(struct catalog_build *out, struct arena *arena,
                                      struct catalog *catalog, const char *name, struct error *err)
{
    size_t length = name_length(name);
    enum optibom_status status = read_build(out, arena, catalog->store, name, NULL, err);
    if (status != OPTIBOM_NOT_FOUND)
        return status;
    if (length == 0)
        return unknown_build(arena, catalog, name, err);
    const char *revision = name + length + 1, *plain = arena_strndup(arena, name, length);
    if (plain == NULL)
        return error_no_memory(err);
    status = read_build(out, arena, catalog->store, plain, revision, err);
    return status == OPTIBOM_NOT_FOUND ? unknown_revision(arena, catalog, plain, revision, err)
                                       : status;
}

static enum optibom_status check_released(struct store *store, const char *name, struct error *err)
{
    struct store_query query;
    store_query_start(&query, store,
                      "SELECT revision, released_by, released_at FROM build_revision"
                      " JOIN build USING (build_id) WHERE name = ? AND released_at IS NOT NULL"
                      " ORDER BY revision DESC LIMIT 1",
                      "t", name);
    bool is_released = store_query_next(&query);
    if (is_released)
        error_set(err, OPTIBOM_CONFLICT,
                  "%s@%lld was released by %s on %.10s, and what is released stays", name,
                  (long long)store_int(&query, 0), store_text(&query, 1), store_text(&query, 2));
    enum optibom_status status = store_query_end(&query, err);
    return status == OPTIBOM_OK && is_released ? OPTIBOM_CONFLICT : status;
}

enum optibom_status catalog_build_remove(struct catalog *catalog, const char *name,
                                         struct catalog_who who, struct error *err)
{
    struct arena arena;
    struct catalog_change change;
    struct store *store = catalog->store;
    enum optibom_status status = catalog_change_begin(&change, catalog, who, "build remove", err);
    if (status != OPTIBOM_OK)
        return status;
    arena_init(&arena);
    status = check_released(store, name, err);
    if (status == OPTIBOM_OK)
        status = store_run(store, err, "DELETE FROM build WHERE name = ?", "t", name);
    if (status == OPTIBOM_OK && store_changed_rows(store) == 0)
        status = unknown_build(&arena, catalog, name, err);
    status = catalog_change_end(&change, name, status, err);
    arena_fini(&arena);
    return status;
}

enum optibom_status catalog_build_release(struct catalog_build *out, struct arena *arena,
                                          struct catalog *catalog, const char *name,
                                          struct catalog_who who, struct error *err)
{
    struct catalog_change change;
    enum optibom_status status = catalog_change_begin(&change, catalog, who, "build release", err);
    if (status != OPTIBOM_OK)
        return status;
    status = catalog_build_get(out, arena, catalog, name, err);
    if (status == OPTIBOM_OK)
        status = store_run(catalog->store, err,
                           "UPDATE build_revision SET released_at = ?, released_by = ?"
                           " WHERE build_id = (SELECT build_id FROM build WHERE name = ?)"
                           " AND revision = ? AND released_at IS NULL",
                           "ttti", who.now, who.name, out->name, out->revision);
    if (status == OPTIBOM_OK && store_changed_rows(catalog->store) == 0)
        status = error_set(err, OPTIBOM_CONFLICT, "%s@%lld is released already", out->name,
                           (long long)out->revision);
    return end_change(&change, out, 1, status, err);
}

enum optibom_status catalog_build_list(struct table *out, struct arena *arena,
                                       struct catalog *catalog, struct error *err)
{
    return catalog_query_table(
        out, arena, catalog->store, err,
        "SELECT name AS build, max(revision) AS revision, stored_at, stored_by, (SELECT "
        "max(revision)"
        " FROM build_revision AS r WHERE r.build_id = build.build_id AND released_at IS NOT NULL)"
        " AS released FROM build JOIN build_revision USING (build_id)"
        " GROUP BY build_id ORDER BY name",
        "");
}
