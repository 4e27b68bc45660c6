/*
 * Statements:
 *
 *  1. A decision on a substitute that holds everywhere stands in alternate, one that holds in a
 *     build or on a line of it in build_alternate; one on a maker stands in maker, wherever it
 *     holds. One place has one decision on one thing: a new one takes the place of the old, which
 *     the record of changes keeps.
 *  2. A part is read with all decisions on its substitutes and all on makers of its class, also on
 *     others than its own: a list of approved makers says something of those who are not on it.
 */
#include "catalog/approval.h"

#include "base/nearest.h"
#include "catalog/query_table.h"

#include <string.h>

static bool copy_decision(struct catalog_decision *out, struct arena *arena,
                          const struct store_query *query, int column)
{
    return store_copy_text(&out->build, arena, query, column) &&
           store_copy_text(&out->line, arena, query, column + 1) &&
           store_copy_text(&out->state, arena, query, column + 2) &&
           store_copy_text(&out->reason, arena, query, column + 3);
}

static enum optibom_status load_alternates(struct catalog_part *part, struct arena *arena,
                                           struct store *store, struct error *err)
{
    bool copied = true;
    struct store_query query;
    store_query_start(&query, store,
                      "SELECT alternate_id, '' AS build, '' AS line, state, reason FROM alternate"
                      " WHERE part_id = ?1 UNION ALL SELECT alternate_id, build, line, state,"
                      " reason FROM build_alternate WHERE part_id = ?1 ORDER BY 4, 1, 2, 3",
                      "i", part->part_id);
    while (copied && store_query_next(&query)) {
        struct catalog_alternate *grown =
            arena_grow(arena, part->alternates, part->alternate_count, sizeof *grown);
        copied = grown != NULL;
        if (!copied)
            break;
        part->alternates = grown;
        struct catalog_alternate *entry = &grown[part->alternate_count++];
        *entry = (struct catalog_alternate){.part_id = store_int(&query, 0)};
        copied = copy_decision(&entry->decision, arena, &query, 1);
    }
    enum optibom_status status = store_query_end(&query, err);
    return status == OPTIBOM_OK && !copied ? error_no_memory(err) : status;
}

static enum optibom_status load_makers(struct catalog_part *part, struct arena *arena,
                                       struct store *store, struct error *err)
{
    bool copied = true;
    struct store_query query;
    store_query_start(&query, store,
                      "SELECT m.vendor_id = p.vendor_id, m.class <> '', m.build, m.line, m.state,"
                      " m.reason FROM part AS p CROSS JOIN maker AS m"
                      " ON m.class = p.class OR m.class = '' WHERE p.part_id = ?"
                      " ORDER BY m.vendor_id, m.class, m.build, m.line",
                      "i", part->part_id);
    while (copied && store_query_next(&query)) {
        struct catalog_maker *grown =
            arena_grow(arena, part->makers, part->maker_count, sizeof *grown);
        copied = grown != NULL;
        if (!copied)
            break;
        part->makers = grown;
        struct catalog_maker *entry = &grown[part->maker_count++];
        *entry = (struct catalog_maker){.is_own = store_int(&query, 0) != 0,
                                        .is_of_class = store_int(&query, 1) != 0};
        copied = copy_decision(&entry->decision, arena, &query, 2);
    }
    enum optibom_status status = store_query_end(&query, err);
    return status == OPTIBOM_OK && !copied ? error_no_memory(err) : status;
}

/* Statement 2. */
enum optibom_status catalog_approvals_load(struct catalog_part *part, struct arena *arena,
                                           struct store *store, struct error *err)
{
    enum optibom_status status = load_alternates(part, arena, store, err);
    return status == OPTIBOM_OK ? load_makers(part, arena, store, err) : status;
}

/* Statement 1. */
enum optibom_status catalog_alternate_write(bool *changed, struct store *store, int64_t part_id,
                                            int64_t alternate_id,
                                            const struct catalog_decision *decision,
                                            struct error *err)
{
    enum optibom_status status =
        decision->build[0] == '\0'
            ? store_run(store, err,
                        "INSERT INTO alternate (part_id, alternate_id, state, reason)"
                        " VALUES (?, ?, ?, ?) ON CONFLICT (part_id, alternate_id) DO UPDATE SET"
                        " state = excluded.state, reason = excluded.reason"
                        " WHERE (state, reason) IS NOT (excluded.state, excluded.reason)",
                        "iitt", part_id, alternate_id, decision->state, decision->reason)
            : store_run(store, err,
                        "INSERT INTO build_alternate (part_id, alternate_id, build, line, state,"
                        " reason) VALUES (?, ?, ?, ?, ?, ?)"
                        " ON CONFLICT (part_id, alternate_id, build, line) DO UPDATE SET"
                        " state = excluded.state, reason = excluded.reason"
                        " WHERE (state, reason) IS NOT (excluded.state, excluded.reason)",
                        "iitttt", part_id, alternate_id, decision->build, decision->line,
                        decision->state, decision->reason);
    *changed = status == OPTIBOM_OK && store_changed_rows(store) > 0;
    return status;
}

enum optibom_status catalog_maker_write(bool *changed, struct store *store, int64_t vendor_id,
                                        const char *class_name,
                                        const struct catalog_decision *decision, struct error *err)
{
    enum optibom_status status =
        store_run(store, err,
                  "INSERT INTO maker (vendor_id, class, build, line, state, reason)"
                  " VALUES (?, ?, ?, ?, ?, ?)"
                  " ON CONFLICT (vendor_id, class, build, line) DO UPDATE SET"
                  " state = excluded.state, reason = excluded.reason"
                  " WHERE (state, reason) IS NOT (excluded.state, excluded.reason)",
                  "ittttt", vendor_id, class_name, decision->build, decision->line, decision->state,
                  decision->reason);
    *changed = status == OPTIBOM_OK && store_changed_rows(store) > 0;
    return status;
}

/* ---- deciding ---- */

static const char *text_or_none(const char *text)
{
    return text != NULL ? text : "";
}

/* "on line X of Y"; "everywhere". */
static const char *place_of(struct arena *arena, const struct catalog_decision *at)
{
    if (at->line[0] != '\0')
        return arena_printf(arena, "on line '%s' of %s", at->line, at->build);
    return at->build[0] != '\0' ? arena_printf(arena, "in %s", at->build) : "everywhere";
}

static enum optibom_status find_vendor(int64_t *vendor_id, struct arena *arena, struct store *store,
                                       const char *name, struct error *err)
{
    const char **names = NULL;
    size_t count = 0;
    bool copied = true;
    enum optibom_status status = store_one_int(
        vendor_id, store, err, "SELECT vendor_id FROM vendor WHERE name = ?", "t", name);
    if (status != OPTIBOM_NOT_FOUND)
        return status;
    struct store_query query;
    store_query_start(&query, store, "SELECT name FROM vendor ORDER BY name", "");
    while (copied && store_query_next(&query)) {
        const char **more = arena_grow(arena, names, count, sizeof *names);
        copied = more != NULL && store_copy_text(&more[count], arena, &query, 0);
        names = more != NULL ? more : names;
        count += copied;
    }
    status = store_query_end(&query, err);
    if (status != OPTIBOM_OK || !copied)
        return status != OPTIBOM_OK ? status : error_no_memory(err);
    const char *near = nearest_word(name, names, count);
    return error_set(err, OPTIBOM_NOT_FOUND, "the catalog has no maker '%s'%s%s%s", name,
                     near != NULL ? "; did you mean '" : "", near != NULL ? near : "",
                     near != NULL ? "'?" : "");
}

static enum optibom_status decide_alternate(int64_t *id, bool *changed, const char **what,
                                            struct arena *arena, struct catalog *catalog,
                                            const struct catalog_approval *approval,
                                            const struct catalog_decision *decision,
                                            struct error *err)
{
    struct store *store = catalog->store;
    int64_t part_id = 0, alternate_id = 0;
    enum optibom_status status = catalog_part_resolve(&part_id, arena, store, approval->part, err);
    if (status == OPTIBOM_OK)
        status = catalog_part_resolve(&alternate_id, arena, store, approval->alternate, err);
    if (status != OPTIBOM_OK)
        return status;
    if (part_id == alternate_id)
        return error_set(err, OPTIBOM_USAGE, "a part does not stand in for itself");
    *id = part_id;
    *what = arena_printf(arena, "%s for %s", approval->alternate, approval->part);
    if (*what == NULL)
        return error_no_memory(err);
    if (approval->state != NULL)
        return catalog_alternate_write(changed, store, part_id, alternate_id, decision, err);
    status =
        decision->build[0] == '\0'
            ? store_run(store, err, "DELETE FROM alternate WHERE part_id = ? AND alternate_id = ?",
                        "ii", part_id, alternate_id)
            : store_run(store, err,
                        "DELETE FROM build_alternate WHERE part_id = ? AND alternate_id = ?"
                        " AND build = ? AND line = ?",
                        "iitt", part_id, alternate_id, decision->build, decision->line);
    *changed = status == OPTIBOM_OK && store_changed_rows(store) > 0;
    return status;
}

static enum optibom_status decide_maker(int64_t *id, bool *changed, const char **what,
                                        struct arena *arena, struct catalog *catalog,
                                        const struct catalog_approval *approval,
                                        const struct catalog_decision *decision, struct error *err)
{
    const struct catalog_class *of = NULL;
    const char *class_name = text_or_none(approval->class_name);
    int64_t vendor_id = 0;
    enum optibom_status status =
        class_name[0] != '\0' ? catalog_class_require(&of, &catalog->dictionary, class_name, err)
                              : OPTIBOM_OK;
    if (status == OPTIBOM_OK)
        status = find_vendor(&vendor_id, arena, catalog->store, approval->maker, err);
    if (status != OPTIBOM_OK)
        return status;
    *id = vendor_id;
    *what = of != NULL ? arena_printf(arena, "%s as maker of class %s", approval->maker, of->name)
                       : arena_printf(arena, "%s as maker", approval->maker);
    if (*what == NULL)
        return error_no_memory(err);
    if (approval->state != NULL)
        return catalog_maker_write(changed, catalog->store, vendor_id, of != NULL ? of->name : "",
                                   decision, err);
    status =
        store_run(catalog->store, err,
                  "DELETE FROM maker WHERE vendor_id = ? AND class = ? AND build = ?"
                  " AND line = ?",
                  "ittt", vendor_id, of != NULL ? of->name : "", decision->build, decision->line);
    *changed = status == OPTIBOM_OK && store_changed_rows(catalog->store) > 0;
    return status;
}

/* Within the change. */
static enum optibom_status decide(int64_t *id, const char **subject, struct arena *arena,
                                  struct catalog *catalog, const struct catalog_approval *approval,
                                  struct error *err)
{
    const struct catalog_decision decision = {text_or_none(approval->build),
                                              text_or_none(approval->line), approval->state,
                                              text_or_none(approval->reason)};
    const char *what = NULL, *place = place_of(arena, &decision);
    bool changed = false;
    if (decision.line[0] != '\0' && decision.build[0] == '\0')
        return error_set(err, OPTIBOM_USAGE, "a line is one of a build; name the build, too");
    enum optibom_status status =
        approval->maker != NULL
            ? decide_maker(id, &changed, &what, arena, catalog, approval, &decision, err)
            : decide_alternate(id, &changed, &what, arena, catalog, approval, &decision, err);
    if (status != OPTIBOM_OK)
        return status;
    if (approval->state == NULL && !changed)
        return error_set(err, OPTIBOM_NOT_FOUND, "nothing is decided on %s %s", what, place);
    *subject = place != NULL ? arena_printf(arena, "%s %s", what, place) : NULL;
    return *subject != NULL ? OPTIBOM_OK : error_no_memory(err);
}

enum optibom_status catalog_approval_decide(int64_t *id, struct arena *arena,
                                            struct catalog *catalog,
                                            const struct catalog_approval *approval,
                                            struct catalog_who who, struct error *err)
{
    struct catalog_change change;
    const char *subject = "";
    enum optibom_status status = catalog_change_begin(
        &change, catalog, who, approval->maker != NULL ? "maker" : "alternate", err);
    if (status != OPTIBOM_OK)
        return status;
    status = decide(id, &subject, arena, catalog, approval, err);
    return catalog_change_end(&change, subject, status, err);
}

/* ---- listing ---- */

enum optibom_status catalog_alternate_list(struct table *out, struct arena *arena,
                                           struct store *store, int64_t part_id, struct error *err)
{
    return catalog_query_table(out, arena, store, err,
                               "SELECT vendor, mpn, alternate_vendor, alternate_mpn, build, line,"
                               " state, reason FROM alternate_view WHERE ?1 = 0 OR part_id = ?1"
                               " ORDER BY vendor, mpn, build, line, alternate_vendor,"
                               " alternate_mpn",
                               "i", part_id);
}

enum optibom_status catalog_maker_list(struct table *out, struct arena *arena, struct store *store,
                                       int64_t vendor_id, struct error *err)
{
    return catalog_query_table(out, arena, store, err,
                               "SELECT vendor, class, build, line, state, reason FROM maker_view"
                               " WHERE ?1 = 0 OR vendor_id = ?1"
                               " ORDER BY build, line, class, vendor",
                               "i", vendor_id);
}
