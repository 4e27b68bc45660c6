/*
 * Statements:
 *
 *  1. Of several decisions on one thing the nearest counts: on the line, then in the build, then
 *     everywhere; of makers, at one distance, that on the class before that on every class.
 *  2. A build goes by the name in its text, a line by its role, both without regard to case.
 *  3. Where makers are approved for a class and place, one that nothing is decided on is not on
 *     the list. A representative of a standard class has no maker.
 */
#include "assemble/approvals.h"

#include "base/scan.h"

#include <string.h>

enum { NOT_HERE = -1, EVERYWHERE, IN_BUILD, ON_LINE };

bool approval_is_in_build(const struct bom *bom, const struct catalog_decision *decision)
{
    return decision->build[0] == '\0' || scan_same(decision->build, bom->spec->build);
}

/* Statement 2. */
static int nearness(const struct bom *bom, const struct bom_line *line,
                    const struct catalog_decision *decision)
{
    if (!approval_is_in_build(bom, decision))
        return NOT_HERE;
    if (decision->line[0] != '\0')
        return scan_same(decision->line, line->role) ? ON_LINE : NOT_HERE;
    return decision->build[0] != '\0' ? IN_BUILD : EVERYWHERE;
}

static enum approval approval_named(const char *state)
{
    return strcmp(state, "approved") == 0   ? APPROVAL_APPROVED
           : strcmp(state, "rejected") == 0 ? APPROVAL_REJECTED
                                            : APPROVAL_PROPOSED;
}

enum approval approval_of_alternate(const struct bom *bom, const struct bom_line *line,
                                    int64_t alternate_id)
{
    enum approval found = APPROVAL_NONE;
    int nearest = NOT_HERE;
    for (size_t i = 0; i < line->part->alternate_count; i++) {
        const struct catalog_alternate *entry = &line->part->alternates[i];
        int near = nearness(bom, line, &entry->decision);
        if (entry->part_id != alternate_id || near <= nearest)
            continue;
        nearest = near;
        found = approval_named(entry->decision.state);
    }
    return found;
}

static bool is_first(const struct catalog_part *part, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (part->alternates[i].part_id == part->alternates[at].part_id)
            return false;
    return true;
}

int64_t approval_alternates(const struct bom *bom, const struct bom_line *line)
{
    int64_t count = 0;
    for (size_t i = 0; i < line->part->alternate_count; i++)
        count += is_first(line->part, i) &&
                 approval_of_alternate(bom, line, line->part->alternates[i].part_id) ==
                     APPROVAL_APPROVED;
    return count;
}

enum approval approval_of_maker(const char **reason, const struct bom *bom,
                                const struct bom_line *line, const struct catalog_part *part)
{
    enum approval found = APPROVAL_NONE;
    int nearest = NOT_HERE;
    bool has_list = false;
    *reason = "";
    if (part->is_representative)
        return APPROVAL_NONE;
    for (size_t i = 0; i < part->maker_count; i++) {
        const struct catalog_maker *entry = &part->makers[i];
        enum approval state = approval_named(entry->decision.state);
        int near = nearness(bom, line, &entry->decision);
        if (near == NOT_HERE)
            continue;
        has_list |= state == APPROVAL_APPROVED;
        near = 2 * near + entry->is_of_class;
        if (!entry->is_own || near <= nearest)
            continue;
        nearest = near;
        found = state;
        *reason = entry->decision.reason;
    }
    return found == APPROVAL_NONE && has_list ? APPROVAL_UNLISTED : found;
}
