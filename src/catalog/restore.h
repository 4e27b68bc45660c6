/* A catalog from the folder that an export has written: rows, flows and builds. */
#ifndef OPTIBOM_CATALOG_RESTORE_H
#define OPTIBOM_CATALOG_RESTORE_H

#include "catalog/load.h"

/* Into an empty catalog: every .csv file of the folder in the order of their names, as one batch,
 * then flows/ and builds/. OPTIBOM_BAD_INPUT: a row is refused, or the folder has no such file. */
enum optibom_status catalog_restore(struct catalog_load_report *out, struct arena *arena,
                                    struct catalog *catalog, const char *folder, const char *who,
                                    const char *now, struct error *err);

#endif
