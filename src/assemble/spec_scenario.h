/*
 * Scenarios: named overrides over the keys of a build spec, with numbers of its assembly flows and
 * an end of the ranges (docs/scenarios.md). They stand in the spec itself or in a scenario file.
 */
#ifndef OPTIBOM_ASSEMBLE_SPEC_SCENARIO_H
#define OPTIBOM_ASSEMBLE_SPEC_SCENARIO_H

#include "assemble/build_spec.h"

/* A file as it was read; without `files` it includes nothing. */
struct spec_text {
    const char *file, *text;
    size_t size;
    const struct spec_files *files;
};

struct spec_scenario_names {
    struct spec_scenario_name *items;
    size_t count;
};

/* The name that comes nearest; NULL for none. */
const char *spec_scenario_nearest(const struct spec_scenario_names *names, const char *wanted);

/* The scenarios of a scenario file, in its order: those under its key `scenarios`, else the whole
 * file as one that is named as the file is, without folder and ending. */
enum optibom_status spec_scenario_names(struct spec_scenario_names *out, struct arena *arena,
                                        const struct spec_text *from, struct error *err);

/* Passes on why a build cannot be had under a scenario: "PLACE: scenario 'NAME' of BUILD: why". A
 * failure that has to do with neither (no memory) is passed on as it is. */
enum optibom_status spec_scenario_refuse(struct error *err, const struct error *why,
                                         const struct spec_scenario_name *scenario,
                                         const char *build);

/* A scenario of the spec itself (`from` NULL) or of a scenario file. */
struct spec_under {
    const struct spec_text *from;
    const char *name;
};

/* Reads the spec under scenarios, each over the ones before it; under none it is as written,
 * without its scenarios and levels. `program_racks` takes the place of the spec's own
 * program.racks, 0 does not. OPTIBOM_NOT_FOUND when there is no such scenario, or when the spec
 * lacks what it multiplies: then `*misfit` is the sentence without its place, else NULL. */
enum optibom_status spec_scenario_load(struct spec **out, const char **misfit, struct arena *arena,
                                       const struct spec_text *spec,
                                       const struct spec_under *scenarios, size_t count,
                                       int64_t program_racks, struct error *err);

#endif
