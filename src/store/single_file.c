/* Files of ours that are no catalog: explorations, and changes on their way to another site. */
#include "base/embed.h"
#include "store/handle.h"

#include <unistd.h>

enum { LONGEST_VALUE = 64 * 1024 * 1024 };

/* A kind of file. */
struct kind {
    int application_id;
    const char *schema;  /* embedded */
    const char *refusal; /* of another file: what it is not, and what makes one */
    bool is_checked;     /* to the letter of its schema and the last of its pages */
};

static const struct kind exploration = {
    STORE_RESULT_ID, "schema/exploration.sql",
    "is not the result of an exploration, or damaged; make it with: optibom explore SPEC -o",
    false};
static const struct kind changes = {
    STORE_CHANGES_ID, "schema/change_file.sql",
    "is not a file of changes, or damaged; make it with: optibom changes export", true};

static enum optibom_status make(struct store **out, const struct kind *kind, struct error *err)
{
    struct store *store = NULL;
    char *pragmas = sqlite3_mprintf("PRAGMA application_id = %d; PRAGMA user_version = 1",
                                    kind->application_id);
    enum optibom_status status =
        pragmas == NULL
            ? error_no_memory(err)
            : store_connect(&store, ":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, err);
    if (status == OPTIBOM_OK)
        status = store_run_script(store, embed_find(kind->schema)->data, err);
    if (status == OPTIBOM_OK)
        status = store_run_script(store, pragmas, err);
    sqlite3_free(pragmas);
    if (status != OPTIBOM_OK)
        store_close(store);
    else
        *out = store;
    return status;
}

#define SCHEMA                                                                                     \
    "SELECT group_concat(type || ' ' || name || ' ' || coalesce(sql, ''), char(10))"               \
    " FROM (SELECT * FROM sqlite_schema ORDER BY type, name)"

/* Whether the file is sound, and has our tables and nothing else: no view, no trigger. */
static enum optibom_status check_content(bool *is_ours, struct store *store,
                                         const struct kind *kind, struct error *err)
{
    struct store *made = NULL;
    struct arena arena;
    const char *expected = NULL;
    int64_t same = 0;
    arena_init(&arena);
    enum optibom_status status = make(&made, kind, err);
    if (status == OPTIBOM_OK)
        status = store_one_text(&expected, &arena, made, err, SCHEMA, "");
    if (status == OPTIBOM_OK)
        status = store_one_int(&same, store, err, "SELECT (" SCHEMA ") IS ?", "t", expected);
    if (status == OPTIBOM_OK && same != 0)
        status = store_one_int(&same, store, err,
                               "SELECT integrity_check = 'ok' FROM pragma_integrity_check(1)", "");
    store_close(made);
    arena_fini(&arena);
    *is_ours = status == OPTIBOM_OK && same != 0;
    return status;
}

/* What cannot be read for want of memory or of a disk that works is not damaged. */
static enum optibom_status check(struct store *store, const struct kind *kind, struct error *err)
{
    struct error why = {0};
    int owner = 0, version = 0;
    bool is_ours = true;
    enum optibom_status status = store_check_is_whole(store, &why);
    if (status == OPTIBOM_OK)
        status = store_read_pragma(&owner, store, "PRAGMA application_id", &why);
    if (status == OPTIBOM_OK)
        status = store_schema_of(&version, store, &why);
    if (status == OPTIBOM_OK && owner == kind->application_id && kind->is_checked)
        status = check_content(&is_ours, store, kind, &why);
    if (status == OPTIBOM_FAILED)
        return error_set(err, status, "%s", why.text);
    if (status == OPTIBOM_OK && owner == kind->application_id && version == 1 && is_ours)
        return kind->is_checked ? OPTIBOM_OK : store_result_check(store, err);
    return error_set(err, OPTIBOM_BAD_INPUT, "%s: %s %s", store->path, kind->refusal, store->path);
}

static enum optibom_status open_kind(struct store **out, const char *path, const struct kind *kind,
                                     struct error *err)
{
    struct store *store = NULL;
    if (access(path, F_OK) != 0)
        return error_set(err, OPTIBOM_NOT_FOUND, "%s: no such file", path);
    struct error why = {0};
    enum optibom_status status = store_check_is_file(path, err);
    if (status != OPTIBOM_OK)
        return status;
    status = store_connect(&store, path, SQLITE_OPEN_READONLY, &why);
    if (status == OPTIBOM_BAD_INPUT)
        return error_set(err, status, "%s: %s %s", path, kind->refusal, path);
    if (status != OPTIBOM_OK)
        return error_set(err, status, "%s", why.text);
    sqlite3_limit(store->db, SQLITE_LIMIT_LENGTH, LONGEST_VALUE);
    status = check(store, kind, err);
    if (status != OPTIBOM_OK)
        store_close(store);
    else
        *out = store;
    return status;
}

enum optibom_status store_result_make(struct store **out, struct error *err)
{
    return make(out, &exploration, err);
}

enum optibom_status store_result_open(struct store **out, const char *path, struct error *err)
{
    return open_kind(out, path, &exploration, err);
}

enum optibom_status store_change_file_make(struct store **out, struct error *err)
{
    return make(out, &changes, err);
}

enum optibom_status store_change_file_open(struct store **out, const char *path, struct error *err)
{
    return open_kind(out, path, &changes, err);
}
