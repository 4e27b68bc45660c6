#include "import/pdf/pdf_scope.h"

#include <string.h>

static const char doubt_follows[] =
    "the value stands behind one part number and before the next: it may hold for others too";

/* "Reach (EX-8-DR8)" is the reach of that part. */
static bool settle_label(struct import_pdf_facts *facts, struct import_pdf_fact *fact,
                         const struct import_pdf_name *parts, size_t part_count)
{
    const char *open = strrchr(fact->label, '(');
    size_t length = strlen(fact->label);
    if (open == NULL || open == fact->label || fact->label[length - 1] != ')')
        return true;
    for (size_t i = 0; i < part_count; i++) {
        size_t size = strlen(parts[i].text), cut = (size_t)(open - fact->label);
        if (size + 2 != length - cut || memcmp(open + 1, parts[i].text, size) != 0)
            continue;
        while (cut > 0 && fact->label[cut - 1] == ' ')
            cut--;
        fact->part = parts[i].text;
        fact->label = arena_strndup(facts->arena, fact->label, cut);
        return fact->label != NULL;
    }
    return true;
}

static bool is_behind(const struct import_pdf_spot *fact, const struct import_pdf_spot *part)
{
    if (fact->table != 0 && fact->table == part->table)
        return true;
    return fact->line != NULL && part->line != NULL && fact->line >= part->line;
}

/* The part that was announced last before the fact, `count` when there is none. A part in the same
 * table holds for the lines above it too. */
static size_t last_before(const struct import_pdf_fact *fact, const struct import_pdf_name *parts,
                          size_t count)
{
    size_t best = count;
    for (size_t i = 0; i < count; i++) {
        bool is_own = fact->spot.table != 0 && fact->spot.table == parts[i].spot.table;
        if (is_own)
            return i;
        if (is_behind(&fact->spot, &parts[i].spot) &&
            (best == count || parts[i].spot.line > parts[best].spot.line))
            best = i;
    }
    return best;
}

/* One part after the other: each is announced by a label of its own, and facts follow each. */
static bool is_sequence(const struct import_pdf_facts *facts, const struct import_pdf_name *parts,
                        size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool has_facts = false;
        if (parts[i].spot.line == NULL)
            return false;
        for (size_t k = 0; k < count; k++)
            if (k != i &&
                (parts[k].spot.line == parts[i].spot.line ||
                 (parts[i].spot.table != 0 && parts[k].spot.table == parts[i].spot.table)))
                return false;
        for (size_t k = 0; k < facts->count && !has_facts; k++)
            has_facts = !facts->items[k].is_weak && facts->items[k].part == NULL &&
                        last_before(&facts->items[k], parts, count) == i;
        if (!has_facts)
            return false;
    }
    return count > 1;
}

bool import_pdf_scope_settle(struct import_pdf_facts *facts, const struct import_pdf_name *parts,
                             size_t part_count)
{
    for (size_t i = 0; i < facts->count; i++)
        if (facts->items[i].part == NULL &&
            !settle_label(facts, &facts->items[i], parts, part_count))
            return false;
    if (!is_sequence(facts, parts, part_count))
        return true;
    for (size_t i = 0; i < facts->count; i++) {
        struct import_pdf_fact *fact = &facts->items[i];
        size_t part = last_before(fact, parts, part_count);
        if (fact->part != NULL || part == part_count)
            continue;
        bool is_own = fact->spot.table != 0 && fact->spot.table == parts[part].spot.table;
        fact->part = parts[part].text;
        if (!is_own && fact->doubt == NULL)
            fact->doubt = doubt_follows;
    }
    return true;
}
