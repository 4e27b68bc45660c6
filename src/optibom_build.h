/* What the files of the facade that load builds share. */
#ifndef OPTIBOM_OPTIBOM_BUILD_H
#define OPTIBOM_OPTIBOM_BUILD_H

#include "assemble/spec_scenario.h"
#include "evaluate/evaluation.h"
#include "facade.h"

extern const struct spec_files BUILD_FILES; /* what a spec file includes, from the disk */

/* A build as text. */
struct build_text {
    const char *build; /* as it was asked for */
    struct spec_text spec;
    const char *name; /* of a stored build, without revision; NULL for a file */
    int64_t revision;
};

enum optibom_status optibom_build_text(struct build_text *out, struct optibom *optibom,
                                       struct arena *arena, const char *build, struct error *err);

/* The BOM of a stored build, of a revision of one, or of a spec file; in `arena`. A stored build
 * bears the name that it was asked for as: "rack@2". `program_racks`, 0: as the spec says, is what
 * alternates are bought for where the spec asks for them. */
enum optibom_status optibom_text_bom(struct bom **out, struct optibom *optibom, struct arena *arena,
                                     const struct build_text *text, int64_t program_racks,
                                     struct error *err);
enum optibom_status optibom_load_bom(struct bom **out, struct optibom *optibom, struct arena *arena,
                                     const char *build, int64_t program_racks, struct error *err);

/* Evaluates a BOM and holds it against its limits: findings may be added to it. */
enum optibom_status optibom_evaluate_bom(struct evaluation **out, struct arena *arena,
                                         struct bom *bom, const struct evaluation_request *request,
                                         struct error *err);

struct builds_request {
    const char *const *builds; /* stored builds or spec files */
    size_t build_count;
    const char *const *scenarios; /* names or files, each for every build */
    size_t scenario_count;
    int64_t program_racks; /* 0: as the specs say */
};

struct build_evaluations {
    struct evaluation **items;
    size_t count;
};

/* Evaluates builds in the order given, each followed by itself under the scenarios as the build
 * "NAME: SCENARIO"; all in `arena`. OPTIBOM_USAGE when two have the same name. */
enum optibom_status optibom_evaluate_builds(struct build_evaluations *out, struct optibom *optibom,
                                            struct arena *arena,
                                            const struct builds_request *request,
                                            struct error *err);

#endif
