/* What the build and report files of the facade share. */
#ifndef OPTIBOM_OPTIBOM_BUILD_H
#define OPTIBOM_OPTIBOM_BUILD_H

#include "evaluate/evaluation.h"
#include "facade.h"

/* Evaluates stored builds or spec files, in the order given; all in `arena`. OPTIBOM_USAGE when
 * two have the same name. */
enum optibom_status optibom_evaluate_builds(struct evaluation ***out, struct optibom *optibom,
                                            struct arena *arena, const char *const *builds,
                                            size_t count, int64_t program_racks, struct error *err);

#endif
