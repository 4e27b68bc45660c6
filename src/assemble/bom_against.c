#include "assemble/bom_against.h"

#include <inttypes.h>
#include <strings.h>

static bool is_of(const struct bom_piece *item, const struct catalog_part *part)
{
    return item->part_id == part->part_id || strcasecmp(item->text, part->name) == 0 ||
           (item->part_id == 0 && strcasecmp(item->text, part->mpn) == 0);
}

/* Pieces of the line's part in the whole build; 0 where an earlier line has the same part. */
static int64_t pieces_needed(const struct bom *bom, size_t at, bool bought_only)
{
    int64_t pieces = 0;
    for (size_t i = 0; i < bom->line_count; i++) {
        if (bom->lines[i].part != bom->lines[at].part || (bought_only && !bom->lines[i].is_bought))
            continue;
        if (i < at)
            return 0;
        pieces += bom->lines[i].quantity;
    }
    return pieces;
}

static bool is_needed(const struct bom *bom, const struct bom_piece *item)
{
    for (size_t i = 0; i < bom->line_count; i++)
        if (is_of(item, bom->lines[i].part))
            return true;
    return false;
}

bool bom_against_list(struct bom *bom, const struct bom_piece *items, size_t count,
                      bool bought_only)
{
    bool ok = true;
    for (size_t i = 0; ok && i < bom->line_count; i++) {
        const struct catalog_part *part = bom->lines[i].part;
        int64_t needed = pieces_needed(bom, i, bought_only);
        double listed = 0;
        for (size_t j = 0; needed > 0 && j < count; j++)
            listed += is_of(&items[j], part) ? items[j].quantity : 0;
        if (listed < (double)needed)
            ok = bom_find(bom, "list-lacks", (long)i,
                          "the build needs %" PRId64 " of %s, the list has %g", needed, part->name,
                          listed);
        else if (needed > 0 && listed > (double)needed)
            ok = bom_find(bom, "list-exceeds", (long)i,
                          "the build needs %" PRId64 " of %s, the list has %g", needed, part->name,
                          listed);
    }
    for (size_t j = 0; ok && j < count; j++)
        if (!is_needed(bom, &items[j]))
            ok = bom_find(bom, "list-exceeds", BOM_TOP,
                          "the list has %g of %s, of which the build needs none", items[j].quantity,
                          items[j].text);
    return ok;
}
