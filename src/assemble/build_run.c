#include "assemble/build_run.h"

#include "base/count.h"
#include "catalog/find.h"

#include <inttypes.h>
#include <string.h>

enum { CONTENTS_DEPTH_MAX = 16 };

static enum optibom_status slot_by_name(int64_t *part_id, struct build_run *run,
                                        const struct spec_slot *slot, const char *role,
                                        struct error *err)
{
    struct error lookup = {0};
    enum optibom_status status = shelf_resolve(part_id, run->shelf, slot->part, &lookup);
    if (status == OPTIBOM_NOT_FOUND) {
        *part_id = 0;
        return bom_find(run->bom, "unfilled-slot", BOM_TOP, "%s: %s", role, lookup.text)
                   ? OPTIBOM_OK
                   : error_no_memory(err);
    }
    if (status != OPTIBOM_OK)
        return error_set(err, status == OPTIBOM_CONFLICT ? OPTIBOM_BAD_INPUT : status, "%s:%zu: %s",
                         slot->file, slot->line, lookup.text);
    return OPTIBOM_OK;
}

static enum optibom_status slot_by_predicates(int64_t *part_id, struct build_run *run,
                                              const struct spec_slot *slot, const char *role,
                                              struct error *err)
{
    int64_t *ids = NULL;
    size_t count = 0;
    struct error lookup = {0};
    struct catalog_find_request request = {.class_name = slot->class_name,
                                           .predicates = slot->where,
                                           .predicate_count = slot->where_count};
    enum optibom_status status =
        catalog_find_ids(&ids, &count, run->arena, run->shelf->catalog, &request, &lookup);
    if (status != OPTIBOM_OK)
        return error_set(err, status == OPTIBOM_USAGE ? OPTIBOM_BAD_INPUT : status, "%s:%zu: %s",
                         slot->file, slot->line, lookup.text);
    *part_id = count > 0 ? ids[0] : 0;
    bool found = true;
    if (count == 0)
        found =
            bom_find(run->bom, "unfilled-slot", BOM_TOP,
                     "%s: no %s in the catalog satisfies the predicates", role, slot->class_name);
    else if (count > 1)
        found = bom_find(run->bom, "open-slot", BOM_TOP,
                         "%s: %zu parts satisfy the predicates; the first by name was taken", role,
                         count);
    return found ? OPTIBOM_OK : error_no_memory(err);
}

/* A switch may be a system or a bare chip; `other` is what an import could not tell. */
static bool class_fits(const struct spec_slot *slot, const struct catalog_part *part)
{
    return strcmp(part->class_name, slot->class_name) == 0 ||
           strcmp(part->class_name, "other") == 0 ||
           (strcmp(slot->class_name, "enclosure") == 0 &&
            strcmp(part->class_name, "switch_asic") == 0);
}

/* What stands in for the part that the spec gives, if something does. */
static enum optibom_status stand_in(const struct catalog_part **part, struct build_run *run,
                                    const struct spec_slot *slot, struct error *err)
{
    for (size_t i = 0; i < run->substitute_count; i++)
        if (run->substitutes[i].slot == slot)
            return shelf_part(part, run->shelf, run->substitutes[i].part_id, err);
    return OPTIBOM_OK;
}

enum optibom_status build_slot(const struct catalog_part **out, struct build_run *run,
                               const struct spec_slot *slot, const char *role, struct error *err)
{
    int64_t part_id = 0;
    *out = NULL;
    if (slot->line == 0) /* the rules say what is missing */
        return OPTIBOM_OK;
    struct bom_slot *place = bom_look_up(run->bom, slot);
    if (place == NULL)
        return error_no_memory(err);
    enum optibom_status status = slot->part != NULL
                                     ? slot_by_name(&part_id, run, slot, role, err)
                                     : slot_by_predicates(&part_id, run, slot, role, err);
    if (status == OPTIBOM_OK && part_id != 0)
        status = shelf_part(out, run->shelf, part_id, err);
    if (status == OPTIBOM_OK && *out != NULL)
        status = stand_in(out, run, slot, err);
    place->part = *out;
    place->role = role;
    if (status != OPTIBOM_OK || *out == NULL || class_fits(slot, *out))
        return status;
    bool found = bom_find(run->bom, "wrong-class", BOM_TOP, "%s: %s is of class %s, not %s", role,
                          (*out)->name, (*out)->class_name, slot->class_name);
    *out = NULL;
    return found ? OPTIBOM_OK : error_no_memory(err);
}

static enum optibom_status too_many(const struct catalog_part *part, struct error *err)
{
    return error_set(err, OPTIBOM_BAD_INPUT,
                     "%s: more pieces than can be counted; lower the counts of the spec",
                     part->name);
}

static enum optibom_status add_contents(struct build_run *run, long parent, int depth,
                                        struct error *err)
{
    struct bom_line above = run->bom->lines[parent];
    if (depth > CONTENTS_DEPTH_MAX)
        return error_set(err, OPTIBOM_BAD_INPUT, "%s: contents nest deeper than %d levels",
                         above.part->name, CONTENTS_DEPTH_MAX);
    for (size_t i = 0; i < above.part->content_count; i++) {
        const struct catalog_content *content = &above.part->contents[i];
        const struct catalog_part *part = NULL;
        enum optibom_status status = shelf_part(&part, run->shelf, content->part_id, err);
        if (status != OPTIBOM_OK)
            return status;
        int64_t quantity = count_times(above.quantity, content->quantity);
        if (quantity >= COUNT_MOST)
            return too_many(part, err);
        struct bom_line line = {.parent = parent,
                                .role = content->role[0] != '\0' ? content->role : part->class_name,
                                .part = part,
                                .quantity = quantity,
                                .quantity_per_parent = (double)content->quantity,
                                .lit_share = 1};
        line.derivation =
            arena_printf(run->arena, "%" PRId64 " %s x %" PRId64 " = %" PRId64, above.quantity,
                         above.part->mpn, content->quantity, quantity);
        long at = line.derivation != NULL ? bom_add(run->bom, &line) : BOM_TOP;
        if (at == BOM_TOP)
            return error_no_memory(err);
        if ((status = add_contents(run, at, depth + 1, err)) != OPTIBOM_OK)
            return status;
    }
    return OPTIBOM_OK;
}

/* The slot that was looked up for a line. */
static const struct spec_slot *slot_of_line(const struct bom *bom, const char *role,
                                            const struct catalog_part *part)
{
    for (size_t i = bom->slot_count; i-- > 0;)
        if (bom->slots[i].part == part && strcmp(bom->slots[i].role, role) == 0)
            return bom->slots[i].slot;
    return NULL;
}

enum optibom_status build_line(long *out, struct build_run *run, long parent, const char *role,
                               const struct catalog_part *part, int64_t quantity,
                               const char *derivation, struct error *err)
{
    if (derivation == NULL)
        return error_no_memory(err);
    if (quantity >= COUNT_MOST)
        return too_many(part, err);
    int64_t above = parent == BOM_TOP ? 1 : run->bom->lines[parent].quantity;
    struct bom_line line = {.parent = parent,
                            .role = role,
                            .part = part,
                            .quantity = quantity,
                            .quantity_per_parent = above > 0 ? (double)quantity / (double)above : 0,
                            .derivation = derivation,
                            .is_bought = true,
                            .lit_share = 1,
                            .slot = slot_of_line(run->bom, role, part)};
    *out = bom_add(run->bom, &line);
    return *out == BOM_TOP ? error_no_memory(err) : add_contents(run, *out, 1, err);
}

int64_t build_pieces(long *first, const struct build_run *run, const struct catalog_part *part,
                     long above)
{
    int64_t pieces = 0;
    *first = BOM_TOP;
    for (long i = 0; above != BOM_TOP && i < (long)run->bom->line_count; i++) {
        if (run->bom->lines[i].part != part || run->bom->lines[i].is_bought || i == above ||
            !bom_is_below(run->bom, i, above))
            continue;
        pieces += run->bom->lines[i].quantity;
        *first = *first == BOM_TOP ? i : *first;
    }
    return pieces;
}

int64_t build_pieces_of_class(long *first, const struct build_run *run, const char *class_name,
                              long above)
{
    int64_t pieces = 0;
    *first = BOM_TOP;
    for (long i = 0; i < (long)run->bom->line_count; i++) {
        if (strcmp(run->bom->lines[i].part->class_name, class_name) != 0 || i == above ||
            !bom_is_below(run->bom, i, above))
            continue;
        pieces += run->bom->lines[i].quantity;
        *first = *first == BOM_TOP ? i : *first;
    }
    return pieces;
}

enum optibom_status build_explain(struct build_run *run, long line, const char *role,
                                  const char *reason, struct error *err)
{
    struct bom_line *at = &run->bom->lines[line];
    const char *text =
        reason != NULL ? arena_printf(run->arena, "%s; %s", at->derivation, reason) : NULL;
    if (text == NULL)
        return error_no_memory(err);
    at->role = role;
    at->derivation = text;
    return OPTIBOM_OK;
}
