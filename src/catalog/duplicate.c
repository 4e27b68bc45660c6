/*
 * Statements:
 *
 *  1. Two parts may be one when their numbers are the same but for case and for spaces, dashes,
 *     dots, slashes and underscores: of one vendor; of vendors of which one is called as the other
 *     begins; or of any two vendors, where the number is one word of six letters and figures or
 *     more (duplicate_view). Nothing is merged because of it: that is a person's to say.
 *  2. What was known of the duplicate is the part's: figures, prices, contents, where it is used,
 *     decisions on alternates, and its number, under which the part is found from then on, and
 *     which imports take for it. The duplicate itself is gone.
 *  3. Where both say something of the same thing (a figure of one document under one condition, the
 *     same contents, the same decision), the part's stays. Which of its figures are in force is
 *     chosen anew.
 *  4. Of a duplicate of class 'other' only what the class of the part can have stays.
 *  5. The record of the change has every row as it was, and taking it back brings all of it back.
 */
#include "catalog/duplicate.h"

#include "catalog/in_force.h"
#include "catalog/part.h"
#include "catalog/query_table.h"

#include <string.h>

/* Statement 1. */
enum optibom_status catalog_duplicate_list(struct table *out, struct arena *arena,
                                           struct store *store, struct error *err)
{
    return catalog_query_table(out, arena, store, err,
                               "SELECT vendor, mpn, class, other_vendor, other_mpn, other_class,"
                               " reason FROM duplicate_view"
                               " ORDER BY likeness, vendor, mpn, other_vendor, other_mpn",
                               "");
}

struct merging {
    struct catalog *catalog;
    int64_t duplicate_id, part_id;
    const struct catalog_class *of; /* of the part */
    struct catalog_merge *done;
    struct error *err;
};

/* A statement about the duplicate, ?1, and the part, ?2. */
static enum optibom_status run(struct merging *merging, const char *sql)
{
    return store_run(merging->catalog->store, merging->err, sql, "ii", merging->duplicate_id,
                     merging->part_id);
}

static enum optibom_status run_all(struct merging *merging, const char *const *sql, size_t count)
{
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; i < count && status == OPTIBOM_OK; i++)
        status = run(merging, sql[i]);
    return status;
}

/* Statements 3 and 4. */
static enum optibom_status move_figures(struct merging *merging)
{
    struct store *store = merging->catalog->store;
    enum optibom_status status =
        run(merging, "UPDATE figure SET part_id = ?2, chosen = 0 WHERE part_id = ?1"
                     " AND attribute IN (SELECT attribute FROM dictionary WHERE class = 'part' OR"
                     " class = (SELECT class FROM part WHERE part_id = ?2))"
                     " AND (attribute, document_id, condition) NOT IN"
                     " (SELECT attribute, document_id, condition FROM figure WHERE part_id = ?2)");
    merging->done->figures = store_changed_rows(store);
    if (status == OPTIBOM_OK)
        status = store_one_int(&merging->done->dropped, store, merging->err,
                               "SELECT count(*) FROM figure WHERE part_id = ?", "i",
                               merging->duplicate_id);
    for (size_t i = 0; i < merging->of->attribute_count && status == OPTIBOM_OK; i++) {
        const struct catalog_attribute *attribute = &merging->of->attributes[i];
        int64_t any = 0;
        if (attribute->scope != CATALOG_PART && attribute->scope != CATALOG_CLASS)
            continue;
        status = store_one_int(&any, store, merging->err,
                               "SELECT 1 FROM figure WHERE part_id = ? AND attribute = ? LIMIT 1",
                               "it", merging->part_id, attribute->import->name);
        if (status == OPTIBOM_OK)
            status = catalog_in_force_choose(store, merging->of, attribute, merging->part_id,
                                             merging->err);
        else if (status == OPTIBOM_NOT_FOUND)
            status = OPTIBOM_OK;
    }
    return status;
}

static enum optibom_status move_prices(struct merging *merging)
{
    enum optibom_status status =
        run(merging, "UPDATE price SET (vendor_id, mpn) = (SELECT vendor_id, mpn FROM part"
                     " WHERE part_id = ?2) FROM part AS d WHERE d.part_id = ?1"
                     " AND price.vendor_id = d.vendor_id AND upper(price.mpn) = upper(d.mpn)");
    merging->done->prices = store_changed_rows(merging->catalog->store);
    return status;
}

/* Statement 3: what is there already stays with the duplicate, and goes with it. */
static enum optibom_status move_places(struct merging *merging)
{
    static const char *const MOVES[] = {
        "UPDATE OR IGNORE composition SET parent_id = ?2 WHERE parent_id = ?1",
        "UPDATE OR IGNORE composition SET child_id = ?2 WHERE child_id = ?1",
        "DELETE FROM composition WHERE child_id = ?1 AND ?2 = ?2",
        "DELETE FROM alternate WHERE part_id IN (?1, ?2) AND alternate_id IN (?1, ?2)",
        "UPDATE OR IGNORE alternate SET part_id = ?2 WHERE part_id = ?1",
        "UPDATE OR IGNORE alternate SET alternate_id = ?2 WHERE alternate_id = ?1",
        "DELETE FROM build_alternate WHERE part_id IN (?1, ?2) AND alternate_id IN (?1, ?2)",
        "UPDATE OR IGNORE build_alternate SET part_id = ?2 WHERE part_id = ?1",
        "UPDATE OR IGNORE build_alternate SET alternate_id = ?2 WHERE alternate_id = ?1",
        ("UPDATE attachment_link SET part_id = ?2 WHERE part_id = ?1 AND attachment_id NOT IN"
         " (SELECT attachment_id FROM attachment_link WHERE part_id = ?2)"),
        "UPDATE part_alias SET part_id = ?2 WHERE part_id = ?1",
        ("INSERT INTO part_alias (vendor_id, mpn, part_id) SELECT vendor_id, mpn, ?2 FROM part"
         " WHERE part_id = ?1")};
    return run_all(merging, MOVES, sizeof MOVES / sizeof *MOVES);
}

/* A system cannot be its own contents. */
static enum optibom_status check_nesting(struct merging *merging)
{
    int64_t found = 0;
    enum optibom_status status =
        store_one_int(&found, merging->catalog->store, merging->err,
                      "WITH RECURSIVE below(top, id) AS (SELECT ?1, child_id FROM composition "
                      "WHERE parent_id = ?1"
                      " UNION SELECT ?2, child_id FROM composition WHERE parent_id = ?2"
                      " UNION SELECT top, child_id FROM below JOIN composition ON parent_id = id)"
                      " SELECT 1 FROM below WHERE id IN (?1, ?2)",
                      "ii", merging->duplicate_id, merging->part_id);
    return status == OPTIBOM_OK
               ? error_set(merging->err, OPTIBOM_BAD_INPUT, "%s and %s: one contains the other",
                           merging->done->duplicate, merging->done->part)
           : status == OPTIBOM_NOT_FOUND ? OPTIBOM_OK
                                         : status;
}

static enum optibom_status find_parts(struct merging *merging, struct arena *arena,
                                      const char *duplicate, const char *part)
{
    struct store *store = merging->catalog->store;
    struct catalog_part *parts[2] = {NULL, NULL};
    enum optibom_status status =
        catalog_part_resolve(&merging->duplicate_id, arena, store, duplicate, merging->err);
    if (status == OPTIBOM_OK)
        status = catalog_part_resolve(&merging->part_id, arena, store, part, merging->err);
    if (status == OPTIBOM_OK && merging->duplicate_id == merging->part_id)
        return error_set(merging->err, OPTIBOM_USAGE, "'%s' and '%s' are one part already",
                         duplicate, part);
    if (status == OPTIBOM_OK)
        status = catalog_part_load(&parts[0], arena, store, merging->duplicate_id, merging->err);
    if (status == OPTIBOM_OK)
        status = catalog_part_load(&parts[1], arena, store, merging->part_id, merging->err);
    if (status != OPTIBOM_OK)
        return status;
    merging->done->duplicate = parts[0]->name;
    merging->done->part = parts[1]->name;
    merging->of = catalog_class_find(&merging->catalog->dictionary, parts[1]->class_name);
    return strcmp(parts[0]->class_name, parts[1]->class_name) == 0 ||
                   strcmp(parts[0]->class_name, "other") == 0
               ? OPTIBOM_OK
               : error_set(merging->err, OPTIBOM_BAD_INPUT,
                           "%s is of class %s, %s of class %s: they are not one part%s",
                           parts[0]->name, parts[0]->class_name, parts[1]->name,
                           parts[1]->class_name,
                           strcmp(parts[1]->class_name, "other") == 0 ? "; merge them the other way"
                                                                      : "");
}

enum optibom_status catalog_duplicate_merge(struct catalog_merge *out, struct arena *arena,
                                            struct catalog *catalog, const char *duplicate,
                                            const char *part, struct catalog_who who,
                                            struct error *err)
{
    struct catalog_change change;
    struct merging merging = {.catalog = catalog, .done = out, .err = err};
    *out = (struct catalog_merge){0};
    enum optibom_status status =
        catalog_change_begin(&change, catalog, who, "duplicate merge", err);
    if (status != OPTIBOM_OK)
        return status;
    store_recording_take_prices(change.recording);
    status = find_parts(&merging, arena, duplicate, part);
    if (status == OPTIBOM_OK)
        status = check_nesting(&merging);
    if (status == OPTIBOM_OK)
        status = move_figures(&merging);
    if (status == OPTIBOM_OK)
        status = move_prices(&merging);
    if (status == OPTIBOM_OK)
        status = move_places(&merging);
    if (status == OPTIBOM_OK)
        status = run(&merging, "DELETE FROM part WHERE part_id = ?1 AND ?2 = ?2");
    const char *subject =
        status == OPTIBOM_OK ? arena_printf(arena, "%s into %s", out->duplicate, out->part) : "";
    if (subject == NULL)
        status = error_no_memory(err);
    return catalog_change_end(&change, subject, status, err);
}
