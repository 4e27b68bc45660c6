/*
 * Decisions on what may stand in for a part and on who may make parts: everywhere, within one
 * build, or on one line of it.
 */
#ifndef OPTIBOM_CATALOG_APPROVAL_H
#define OPTIBOM_CATALOG_APPROVAL_H

#include "base/table.h"
#include "catalog/change.h"
#include "catalog/part.h"

/* What is decided, in the words of a user. */
struct catalog_approval {
    const char *part, *alternate;   /* a substitute; NULL: a maker is decided on */
    const char *maker, *class_name; /* class_name NULL or "": parts of every class */
    const char *build;              /* NULL or "": everywhere */
    const char *line;               /* role of a line; NULL or "": every line of the build */
    const char *state;              /* NULL: the decision is withdrawn */
    const char *reason;             /* NULL: none */
};

/* Reads the decisions on a part, whose id, class and vendor are known, into it. */
enum optibom_status catalog_approvals_load(struct catalog_part *part, struct arena *arena,
                                           struct store *store, struct error *err);

/* Writes a decision on a substitute or maker as an import has it, without a record of its own;
 * `changed` tells whether anything is another now. */
enum optibom_status catalog_alternate_write(bool *changed, struct store *store, int64_t part_id,
                                            int64_t alternate_id,
                                            const struct catalog_decision *decision,
                                            struct error *err);
enum optibom_status catalog_maker_write(bool *changed, struct store *store, int64_t vendor_id,
                                        const char *class_name,
                                        const struct catalog_decision *decision, struct error *err);

/* Decides, or withdraws a decision; a change of its own. OPTIBOM_NOT_FOUND: no such part, maker,
 * class, or decision to withdraw; OPTIBOM_USAGE for a line without a build, or a part in place of
 * itself. `*id` is that of the part, or of the maker. */
enum optibom_status catalog_approval_decide(int64_t *id, struct arena *arena,
                                            struct catalog *catalog,
                                            const struct catalog_approval *approval,
                                            struct catalog_who who, struct error *err);

/* Decisions on substitutes of a part, and on a maker; 0: on all. Those everywhere first. */
enum optibom_status catalog_alternate_list(struct table *out, struct arena *arena,
                                           struct store *store, int64_t part_id, struct error *err);
enum optibom_status catalog_maker_list(struct table *out, struct arena *arena, struct store *store,
                                       int64_t vendor_id, struct error *err);

#endif
