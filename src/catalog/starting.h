/* The starting catalog that travels in the program: seed/, imported when the program was built. */
#ifndef OPTIBOM_CATALOG_STARTING_H
#define OPTIBOM_CATALOG_STARTING_H

#include "catalog/load.h"

/* Has a catalog of STORE_STARTING begin `now`, and says what is in it, as the import did; without
 * the columns of the files. */
enum optibom_status catalog_start(struct catalog_load_report *out, struct arena *arena,
                                  struct catalog *catalog, const char *now, struct error *err);

#endif
