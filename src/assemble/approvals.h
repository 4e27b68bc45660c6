/*
 * What was decided about substitutes and makers, as it holds on a line of a build. Statements in
 * approvals.c.
 */
#ifndef OPTIBOM_ASSEMBLE_APPROVALS_H
#define OPTIBOM_ASSEMBLE_APPROVALS_H

#include "assemble/bom.h"

enum approval {
    APPROVAL_NONE, /* nothing is decided */
    APPROVAL_PROPOSED,
    APPROVAL_APPROVED,
    APPROVAL_REJECTED,
    APPROVAL_UNLISTED /* of makers: others are approved, this one is not decided on */
};

/* True where the decision holds somewhere in the build. */
bool approval_is_in_build(const struct bom *bom, const struct catalog_decision *decision);

/* Of a part in place of that of the line. */
enum approval approval_of_alternate(const struct bom *bom, const struct bom_line *line,
                                    int64_t alternate_id);

/* Parts that are approved to stand in for that of the line. */
int64_t approval_alternates(const struct bom *bom, const struct bom_line *line);

/* Of the maker of a part that stands, or would stand, on the line; `*reason` is that of the
 * decision, "" for none. */
enum approval approval_of_maker(const char **reason, const struct bom *bom,
                                const struct bom_line *line, const struct catalog_part *part);

#endif
