/* The starting catalog that travels in the program, loaded like everybody's data. */
#ifndef OPTIBOM_CATALOG_SEED_H
#define OPTIBOM_CATALOG_SEED_H

#include "catalog/load.h"

/* Imports seed/ as one batch and stores the flows of seed/flows/. A refused row of ours is an
 * error that names it. */
enum optibom_status catalog_seed(struct catalog_load_report *out, struct arena *arena,
                                 struct catalog *catalog, const char *now, struct error *err);

#endif
