/* Stored builds: specs as text, with revisions. */
#ifndef OPTIBOM_CATALOG_BUILDS_H
#define OPTIBOM_CATALOG_BUILDS_H

#include "base/table.h"
#include "catalog/catalog.h"

/* Stores a spec under its name; the same text as the latest revision adds none. */
enum optibom_status catalog_build_put(int64_t *revision, struct catalog *catalog, const char *name,
                                      const char *yaml, const char *who, const char *now,
                                      struct error *err);

/* The latest revision; OPTIBOM_NOT_FOUND with the nearest name. */
enum optibom_status catalog_build_get(const char **yaml, struct arena *arena,
                                      struct catalog *catalog, const char *name, struct error *err);

enum optibom_status catalog_build_remove(struct catalog *catalog, const char *name,
                                         struct error *err);
enum optibom_status catalog_build_list(struct table *out, struct arena *arena,
                                       struct catalog *catalog, struct error *err);

#endif
