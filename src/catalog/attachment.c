#include "catalog/attachment.h"

#include "base/nearest.h"
#include "catalog/attached_file.h"
#include "catalog/part.h"
#include "catalog/query_table.h"

#include <string.h>

/* To what each is attached, in one text. */
#define LINKED                                                                                     \
    "(SELECT group_concat(thing, ', ') FROM (SELECT coalesce(p.vendor || ' ' || p.mpn, b.name) AS" \
    " thing FROM attachment_link AS l LEFT JOIN part_view AS p USING (part_id)"                    \
    " LEFT JOIN build AS b USING (build_id) WHERE l.attachment_id = a.attachment_id ORDER BY 1))"

#define LIST                                                                                       \
    "SELECT a.name, a.title, " LINKED " AS \"to\", a.place AS reference, a.size,"                  \
    " CASE WHEN a.text IS NULL THEN 'no' ELSE 'yes' END AS searched FROM attachment AS a"

/* The id of a part or build that a list is asked of; the other one is 0. */
static enum optibom_status find_owner(int64_t *part_id, int64_t *build_id, struct arena *arena,
                                      struct store *store, const char *of, struct error *err)
{
    struct error no_part = {0};
    *part_id = *build_id = 0;
    enum optibom_status status =
        store_one_int(build_id, store, err, "SELECT build_id FROM build WHERE name = ?", "t", of);
    if (status != OPTIBOM_NOT_FOUND)
        return status;
    status = catalog_part_resolve(part_id, arena, store, of, &no_part);
    return status == OPTIBOM_OK ? status : error_set(err, status, "%s", no_part.text);
}

enum optibom_status catalog_attachment_list(struct table *out, struct arena *arena,
                                            struct store *store, const char *of, struct error *err)
{
    int64_t part_id = 0, build_id = 0;
    struct store_query query;
    enum optibom_status status =
        of != NULL ? find_owner(&part_id, &build_id, arena, store, of, err) : OPTIBOM_OK;
    if (status != OPTIBOM_OK)
        return status;
    store_query_start(&query, store,
                      LIST " WHERE ?1 OR EXISTS (SELECT 1 FROM attachment_link AS l"
                           " WHERE l.attachment_id = a.attachment_id"
                           " AND (l.part_id = ?2 OR l.build_id = ?3)) ORDER BY a.name",
                      "iii", (int64_t)(of == NULL), part_id, build_id);
    return catalog_query_read(out, arena, &query, err);
}

enum optibom_status catalog_attachment_of_part(struct table *out, struct arena *arena,
                                               struct store *store, int64_t part_id,
                                               struct error *err)
{
    return catalog_query_table(
        out, arena, store, err,
        "SELECT a.name, a.title, a.place AS reference, a.size FROM attachment AS a"
        " JOIN attachment_link AS l USING (attachment_id) WHERE l.part_id = ? ORDER BY a.name",
        "i", part_id);
}

static enum optibom_status unknown_name(struct arena *arena, struct store *store, const char *name,
                                        struct error *err)
{
    const char **names = NULL;
    size_t count = 0;
    bool copied = true;
    struct store_query query;
    store_query_start(&query, store, "SELECT name FROM attachment ORDER BY name", "");
    while (copied && store_query_next(&query)) {
        const char **more = arena_grow(arena, names, count, sizeof *more);
        copied = more != NULL && store_copy_text(&more[count], arena, &query, 0);
        names = more != NULL ? more : names;
        count += copied;
    }
    enum optibom_status status = store_query_end(&query, err);
    if (status != OPTIBOM_OK || !copied)
        return status != OPTIBOM_OK ? status : error_no_memory(err);
    const char *near = nearest_word(name, names, count);
    return near != NULL ? error_set(err, OPTIBOM_NOT_FOUND,
                                    "no attachment '%s'; did you mean '%s'?", name, near)
                        : error_set(err, OPTIBOM_NOT_FOUND,
                                    "no attachment '%s'; see: optibom attach list", name);
}

static enum optibom_status check_is_here(struct arena *arena, struct store *store, const char *name,
                                         struct error *err)
{
    const char *place = NULL;
    enum optibom_status status =
        store_one_text(&place, arena, store, err,
                       "SELECT coalesce(place, '') FROM attachment WHERE name = ?", "t", name);
    if (status == OPTIBOM_NOT_FOUND)
        return unknown_name(arena, store, name, err);
    if (status == OPTIBOM_OK && place[0] != '\0')
        return error_set(err, OPTIBOM_CONFLICT, "%s is kept by reference: %s", name, place);
    return status;
}

enum optibom_status catalog_attachment_get(void **bytes, size_t *size, struct arena *arena,
                                           struct store *store, const char *name, struct error *err)
{
    struct store_query query;
    *bytes = NULL;
    enum optibom_status status = check_is_here(arena, store, name, err);
    if (status != OPTIBOM_OK)
        return status;
    store_query_start(&query, store, "SELECT sz, data FROM sqlar WHERE name = ?", "t", name);
    bool is_found = store_query_next(&query);
    if (is_found) {
        size_t data_size = 0;
        const void *data = store_blob(&query, 1, &data_size);
        *size = (size_t)store_int(&query, 0);
        status = attached_file_inflate(bytes, data, data_size, store_int(&query, 0), name, err);
    }
    struct error reading = {0};
    enum optibom_status ended = store_query_end(&query, &reading);
    if (ended != OPTIBOM_OK)
        return error_set(err, ended, "%s", reading.text);
    return is_found ? status
                    : error_set(err, OPTIBOM_BAD_INPUT,
                                "%s: its content is gone from the catalog; restore a backup", name);
}

enum optibom_status catalog_attachment_remove(struct catalog *catalog, const char *name,
                                              struct catalog_who who, struct error *err)
{
    struct arena arena;
    struct catalog_change change;
    struct store *store = catalog->store;
    const char *of = NULL;
    enum optibom_status status = catalog_change_begin(&change, catalog, who, "attach remove", err);
    if (status != OPTIBOM_OK)
        return status;
    arena_init(&arena);
    status = store_one_text(&of, &arena, store, err,
                            "SELECT a.name || coalesce(', ' || " LINKED ", '') FROM attachment AS a"
                            " WHERE a.name = ?",
                            "t", name);
    if (status == OPTIBOM_NOT_FOUND)
        status = unknown_name(&arena, store, name, err);
    if (status == OPTIBOM_OK)
        status = store_run(store, err, "DELETE FROM sqlar WHERE name = ?", "t", name);
    if (status == OPTIBOM_OK)
        status = store_run(store, err, "DELETE FROM attachment WHERE name = ?", "t", name);
    status = catalog_change_end(&change, of != NULL ? of : name, status, err);
    arena_fini(&arena);
    return status;
}

static void add_reference(struct table *out, const struct store_query *query, const char *state,
                          int64_t size)
{
    table_text(out, store_text(query, 0));
    table_text(out, store_text(query, 1));
    table_text(out, state);
    table_integer(out, store_int(query, 2));
    if (size < 0)
        table_null(out);
    else
        table_integer(out, size);
}

enum optibom_status catalog_attachment_check(struct table *out, bool *findings, struct arena *arena,
                                             struct store *store, struct error *err)
{
    struct store_query query;
    enum optibom_status status = OPTIBOM_OK;
    struct error reading = {0};
    table_init(out, arena);
    table_column(out, "name", NULL, TABLE_TEXT, "");
    table_key(out);
    table_column(out, "reference", NULL, TABLE_TEXT, "");
    table_column(out, "state", NULL, TABLE_TEXT, "");
    table_column(out, "size", "size when attached", TABLE_INTEGER, "B");
    table_column(out, "size_now", "size now", TABLE_INTEGER, "B");
    *findings = false;
    store_query_start(&query, store,
                      "SELECT name, place, size, hash FROM attachment WHERE place IS NOT NULL"
                      " AND hash IS NOT NULL ORDER BY name",
                      "");
    while (status == OPTIBOM_OK && table_ok(out) && store_query_next(&query)) {
        char hash[FILE_HASH_SIZE];
        int64_t size = -1;
        status = attached_file_look(&size, hash, store_text(&query, 1), err);
        bool is_gone = status == OPTIBOM_NOT_FOUND;
        bool is_same = !is_gone && strcmp(hash, store_text(&query, 3)) == 0;
        status = is_gone ? OPTIBOM_OK : status;
        *findings |= !is_same;
        add_reference(out, &query, is_same ? "present" : is_gone ? "gone" : "changed", size);
    }
    enum optibom_status ended = store_query_end(&query, &reading);
    if (status == OPTIBOM_OK && ended != OPTIBOM_OK)
        return error_set(err, ended, "%s", reading.text);
    return status == OPTIBOM_OK && !table_ok(out) ? error_no_memory(err) : status;
}
