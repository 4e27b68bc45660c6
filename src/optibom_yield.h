/* What the yield files of the facade share. */
#ifndef OPTIBOM_OPTIBOM_YIELD_H
#define OPTIBOM_OPTIBOM_YIELD_H

#include "evaluate/sweep.h"
#include "facade.h"

/* One request of a sweep, in the arena:
 *
 *     INPUT                from min to max of its range, 11 points
 *     INPUT=V,V,V          these values; V may be a percentage
 *     INPUT=FROM..TO       11 points from one to the other, or FROM..TO/POINTS
 *
 * INPUT is a name as the tornado and docs/flow-file.md have it, "FLOW/NAME" where several flows
 * have it, or holds "*" for anything. OPTIBOM_USAGE says what is wrong. */
enum optibom_status optibom_sweep_axis(struct sweep_axis *out, struct arena *arena,
                                       const char *text, struct error *err);

#endif
