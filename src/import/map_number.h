/* Numbers as a map says that they are written, into numbers with a decimal point. */
#ifndef OPTIBOM_IMPORT_MAP_NUMBER_H
#define OPTIBOM_IMPORT_MAP_NUMBER_H

#include "base/arena.h"
#include "base/error.h"

/* Rewrites every number of `text` ("1.234,50 EUR", "8,5 - 9,5 W"); the rest stays. `decimal` is "."
 * or ","; `group`, between groups of three digits, is "", ",", ".", " " (no-break and thin spaces
 * too) or "'". `out` is NULL when a number is written in another way. */
enum optibom_status import_map_number(const char **out, struct arena *arena, const char *text,
                                      const char *decimal, const char *group, struct error *err);

#endif
