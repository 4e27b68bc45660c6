/* Stored builds: specs as text, with revisions. */
#ifndef OPTIBOM_CATALOG_BUILDS_H
#define OPTIBOM_CATALOG_BUILDS_H

#include "base/table.h"
#include "catalog/change.h"

struct catalog_build {
    const char *name; /* of the build, without revision */
    int64_t revision;
    const char *yaml;
};

/* Stores a spec under its name; the same text as the latest revision adds none. */
enum optibom_status catalog_build_put(int64_t *revision, struct catalog *catalog, const char *name,
                                      const char *yaml, struct catalog_who who, struct error *err);

/* The same for several, all or none. `revision` of each says which one is the latest, and receives
 * the one that was stored; OPTIBOM_CONFLICT when somebody stored another in between. */
enum optibom_status catalog_build_put_all(struct catalog_build *builds, size_t count,
                                          struct catalog *catalog, struct catalog_who who,
                                          struct error *err);

/* "NAME": the latest revision; "NAME@2": that one. A build that is named "NAME@2" itself goes
 * first. OPTIBOM_NOT_FOUND with the nearest name, or with the revisions that there are. */
enum optibom_status catalog_build_get(struct catalog_build *out, struct arena *arena,
                                      struct catalog *catalog, const char *name, struct error *err);

/* True for a name that reads as a revision of another: it ends in @ and digits. */
bool catalog_build_is_revision(const char *name);

/* Names of all stored builds, in their order; in `arena`. */
enum optibom_status catalog_build_names(const char ***names, size_t *count, struct arena *arena,
                                        struct catalog *catalog, struct error *err);

/* OPTIBOM_CONFLICT where a revision is released. */
enum optibom_status catalog_build_remove(struct catalog *catalog, const char *name,
                                         struct catalog_who who, struct error *err);

/* Marks a revision (of catalog_build_get) as released: it cannot be taken away any more. Errors of
 * that; OPTIBOM_CONFLICT where it is released already. */
enum optibom_status catalog_build_release(struct catalog_build *out, struct arena *arena,
                                          struct catalog *catalog, const char *name,
                                          struct catalog_who who, struct error *err);
enum optibom_status catalog_build_list(struct table *out, struct arena *arena,
                                       struct catalog *catalog, struct error *err);

#endif
