/* Mapping files of an import: what the files of the facade share. */
#ifndef OPTIBOM_OPTIBOM_MAP_H
#define OPTIBOM_OPTIBOM_MAP_H

#include "catalog/load.h"

/* A mapping file by its path, or one that comes along by its name. OPTIBOM_NOT_FOUND names those
 * that do. */
enum optibom_status optibom_map_read(const struct import_map **out, struct arena *arena,
                                     const char *name, struct error *err);

/* For catalog_load_request.read: writes what was understood of the first table as a mapping file,
 * which must not exist yet. `path` is a text of the caller's. */
enum optibom_status optibom_map_write(void *path, const struct catalog_load_report *report,
                                      struct error *err);

#endif
