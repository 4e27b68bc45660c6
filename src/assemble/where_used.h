/*
 * Where a part is used in stored builds. Told by assembling the latest revision of each, so that a
 * part counts which comes inside a system or fills a slot by its properties.
 */
#ifndef OPTIBOM_ASSEMBLE_WHERE_USED_H
#define OPTIBOM_ASSEMBLE_WHERE_USED_H

#include "assemble/bom.h"
#include "catalog/catalog.h"

struct where_used_line {
    const char *build;
    int64_t revision;
    const char *role; /* of the line and of those above it: "rack / accelerator" */
    int64_t quantity; /* in the whole build */
    const char *derivation;
    bool is_bought; /* ordered as itself; else it comes inside the line above */
};

/* A stored build that cannot be assembled with the catalog as it is now. */
struct where_used_failure {
    const char *build, *reason;
};

struct where_used {
    struct where_used_line *lines; /* by build, then as in its bill of materials */
    size_t line_count;
    struct where_used_failure *failures;
    size_t failure_count;
};

/* Everything lives in `arena`. */
enum optibom_status where_used_find(struct where_used *out, struct arena *arena,
                                    struct catalog *catalog, int64_t part_id, struct error *err);

#endif
