#include "catalog/part.h"

#include "catalog/approval.h"
#include "catalog/price.h"

#include "base/nearest.h"
#include "store/store.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

const struct catalog_figure *catalog_part_figure(const struct catalog_part *part,
                                                 const char *attribute)
{
    /* Most names differ in the first letter, and every figure of a build is looked up by name. */
    for (size_t i = 0; i < part->figure_count; i++)
        if (part->figures[i].attribute[0] == attribute[0] && part->figures[i].chosen &&
            strcmp(part->figures[i].attribute, attribute) == 0)
            return &part->figures[i];
    return NULL;
}

struct range catalog_part_range(const struct catalog_part *part, const char *attribute)
{
    const struct catalog_figure *figure = catalog_part_figure(part, attribute);
    return figure != NULL ? figure->range : range_none();
}

double catalog_part_number(const struct catalog_part *part, const char *attribute, double fallback)
{
    struct range range = range_filled(catalog_part_range(part, attribute));
    return isnan(range.typ) ? fallback : range.typ;
}

const char *catalog_part_text(const struct catalog_part *part, const char *attribute)
{
    const struct catalog_figure *figure = catalog_part_figure(part, attribute);
    return figure != NULL ? figure->text : NULL;
}

static enum optibom_status load_figures(struct catalog_part *part, struct arena *arena,
                                        struct store *store, struct error *err)
{
    bool copied = true;
    struct store_query query;
    store_query_start(&query, store,
                      "SELECT figure_id, attribute, unit, min, typ, max, value_text, original,"
                      " condition, confidence, reason, source, source_url, place, chosen"
                      " FROM figure_view WHERE figure_id IN"
                      " (SELECT figure_id FROM figure WHERE part_id = ?)"
                      " ORDER BY attribute, chosen DESC, figure_id",
                      "i", part->part_id);
    while (copied && store_query_next(&query)) {
        struct catalog_figure *figures =
            arena_grow(arena, part->figures, part->figure_count, sizeof *figures);
        if (figures == NULL) {
            copied = false;
            break;
        }
        part->figures = figures;
        struct catalog_figure *figure = &figures[part->figure_count++];
        figure->figure_id = store_int(&query, 0);
        figure->range =
            (struct range){store_real(&query, 3), store_real(&query, 4), store_real(&query, 5)};
        figure->chosen = store_int(&query, 14) != 0;
        copied = store_copy_text(&figure->attribute, arena, &query, 1) &&
                 store_copy_text(&figure->unit, arena, &query, 2) &&
                 store_copy_text(&figure->text, arena, &query, 6) &&
                 store_copy_text(&figure->original, arena, &query, 7) &&
                 store_copy_text(&figure->condition, arena, &query, 8) &&
                 store_copy_text(&figure->confidence, arena, &query, 9) &&
                 store_copy_text(&figure->reason, arena, &query, 10) &&
                 store_copy_text(&figure->source, arena, &query, 11) &&
                 store_copy_text(&figure->source_url, arena, &query, 12) &&
                 store_copy_text(&figure->place, arena, &query, 13);
    }
    enum optibom_status status = store_query_end(&query, err);
    return status == OPTIBOM_OK && !copied ? error_no_memory(err) : status;
}

static enum optibom_status load_contents(struct catalog_part *part, struct arena *arena,
                                         struct store *store, struct error *err)
{
    bool copied = true;
    struct store_query query;
    store_query_start(&query, store,
                      "SELECT m.child_id, m.quantity, m.role, m.confidence, d.title"
                      " FROM composition AS m JOIN document AS d USING (document_id)"
                      " JOIN part AS c ON c.part_id = m.child_id"
                      " WHERE m.parent_id = ? ORDER BY c.class, c.mpn",
                      "i", part->part_id);
    while (copied && store_query_next(&query)) {
        struct catalog_content *contents =
            arena_grow(arena, part->contents, part->content_count, sizeof *contents);
        if (contents == NULL) {
            copied = false;
            break;
        }
        part->contents = contents;
        struct catalog_content *content = &contents[part->content_count++];
        content->part_id = store_int(&query, 0);
        content->quantity = store_int(&query, 1);
        copied = store_copy_text(&content->role, arena, &query, 2) &&
                 store_copy_text(&content->confidence, arena, &query, 3) &&
                 store_copy_text(&content->source, arena, &query, 4);
    }
    enum optibom_status status = store_query_end(&query, err);
    return status == OPTIBOM_OK && !copied ? error_no_memory(err) : status;
}

enum optibom_status catalog_part_load(struct catalog_part **out, struct arena *arena,
                                      struct store *store, int64_t part_id, struct error *err)
{
    struct catalog_part *part = arena_alloc(arena, sizeof *part);
    if (part == NULL)
        return error_no_memory(err);
    part->part_id = part_id;
    struct store_query query;
    store_query_start(&query, store,
                      "SELECT class, vendor, mpn, coalesce(representative, 0) FROM part_view"
                      " WHERE part_id = ?",
                      "i", part_id);
    bool found = store_query_next(&query);
    bool copied = !found || (store_copy_text(&part->class_name, arena, &query, 0) &&
                             store_copy_text(&part->vendor, arena, &query, 1) &&
                             store_copy_text(&part->mpn, arena, &query, 2));
    part->is_representative = found && store_int(&query, 3) != 0;
    enum optibom_status status = store_query_end(&query, err);
    if (status != OPTIBOM_OK)
        return status;
    if (!found)
        return error_set(err, OPTIBOM_NOT_FOUND, "no part with id %lld", (long long)part_id);
    if (copied)
        part->name = arena_printf(arena, "%s %s", part->vendor, part->mpn);
    if (part->name == NULL)
        return error_no_memory(err);
    if ((status = load_figures(part, arena, store, err)) == OPTIBOM_OK &&
        (status = catalog_price_load(part, arena, store, err)) == OPTIBOM_OK)
        status = load_contents(part, arena, store, err);
    if (status == OPTIBOM_OK)
        status = catalog_approvals_load(part, arena, store, err);
    if (status == OPTIBOM_OK)
        *out = part;
    return status;
}

static enum optibom_status not_found(struct arena *arena, struct store *store, const char *name,
                                     struct error *err)
{
    const char **names = NULL;
    size_t count = 0;
    struct store_query query;
    store_query_start(&query, store, "SELECT DISTINCT mpn FROM part_number ORDER BY mpn", "");
    while (store_query_next(&query)) {
        const char **more = arena_grow(arena, names, count, sizeof *names);
        if (more == NULL || !store_copy_text(&more[count], arena, &query, 0))
            break;
        names = more;
        count++;
    }
    enum optibom_status status = store_query_end(&query, err);
    if (status != OPTIBOM_OK)
        return status;
    const char *near = nearest_word(name, names, count);
    if (near != NULL)
        return error_set(err, OPTIBOM_NOT_FOUND, "no part '%s'; did you mean '%s'?", name, near);
    return error_set(err, OPTIBOM_NOT_FOUND,
                     "no part '%s'; look for it with: optibom find CLASS "
                     "'mpn ~ %s'",
                     name, name);
}

enum optibom_status catalog_part_resolve(int64_t *part_id, struct arena *arena, struct store *store,
                                         const char *name, struct error *err)
{
    int64_t found = 0;
    size_t count = 0;
    const char *vendors = "";
    struct store_query query;
    store_query_start(
        &query, store,
        "SELECT n.part_id, min(v.name) FROM part_number AS n JOIN vendor AS v USING (vendor_id)"
        " WHERE n.mpn = ?1 COLLATE NOCASE"
        " OR v.name || ' ' || n.mpn = ?1 COLLATE NOCASE"
        " OR v.name || '/' || n.mpn = ?1 COLLATE NOCASE  GROUP BY n.part_id ORDER BY 2",
        "t", name);
    while (store_query_next(&query)) {
        found = store_int(&query, 0);
        const char *list =
            arena_printf(arena, "%s%s%s", vendors, count > 0 ? ", " : "", store_text(&query, 1));
        vendors = list != NULL ? list : vendors;
        count++;
    }
    enum optibom_status status = store_query_end(&query, err);
    if (status != OPTIBOM_OK)
        return status;
    if (count == 0)
        return not_found(arena, store, name, err);
    if (count > 1)
        return error_set(err, OPTIBOM_CONFLICT,
                         "%zu vendors make a part '%s' (%s); write the vendor before it", count,
                         name, vendors);
    *part_id = found;
    return OPTIBOM_OK;
}

bool catalog_part_is_ending(const char *lifecycle)
{
    return lifecycle != NULL && (strcmp(lifecycle, "nrnd") == 0 || strcmp(lifecycle, "eol") == 0 ||
                                 strcmp(lifecycle, "obsolete") == 0);
}

bool catalog_offer_holds(const struct catalog_offer *offer, const char *day)
{
    const char *from = offer->valid_from, *until = offer->valid_until;
    return day == NULL || day[0] == '\0' ||
           ((from == NULL || strcmp(from, day) <= 0) &&
            (until == NULL || until[0] == '\0' || strcmp(until, day) >= 0));
}

int catalog_offer_trust(const struct catalog_offer *offer, const char *day)
{
    const char *confidence = offer->confidence;
    return strcmp(confidence, "assumption") == 0                                    ? 0
           : strcmp(confidence, "estimate") == 0 || strcmp(confidence, "seed") == 0 ? 1
           : !catalog_offer_holds(offer, day)                                       ? 1
                                                                                    : 2;
}
