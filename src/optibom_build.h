/* What the files of the facade that load builds share. */
#ifndef OPTIBOM_OPTIBOM_BUILD_H
#define OPTIBOM_OPTIBOM_BUILD_H

#include "evaluate/evaluation.h"
#include "facade.h"

extern const struct spec_files BUILD_FILES; /* what a spec file includes, from the disk */

/* The BOM of a stored build, of a revision of one, or of a spec file; in `arena`. A stored build
 * bears the name that it was asked for as: "rack@2". */
enum optibom_status optibom_load_bom(struct bom **out, struct optibom *optibom, struct arena *arena,
                                     const char *build, struct error *err);

/* Evaluates a BOM and holds it against its limits: findings may be added to it. */
enum optibom_status optibom_evaluate_bom(struct evaluation **out, struct arena *arena,
                                         struct bom *bom, const struct evaluation_request *request,
                                         struct error *err);

/* Evaluates stored builds or spec files, in the order given; all in `arena`. OPTIBOM_USAGE when
 * two have the same name. */
enum optibom_status optibom_evaluate_builds(struct evaluation ***out, struct optibom *optibom,
                                            struct arena *arena, const char *const *builds,
                                            size_t count, int64_t program_racks, struct error *err);

#endif
