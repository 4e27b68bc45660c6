/* Builds under scenarios: what the files of the facade share. */
#ifndef OPTIBOM_OPTIBOM_SCENARIO_H
#define OPTIBOM_OPTIBOM_SCENARIO_H

#include "assemble/spec_scenario.h"
#include "optibom_build.h"

/* One scenario for one build. */
struct scenario_choice {
    const struct spec_text *from; /* scenario file; NULL: the spec of the build */
    struct spec_scenario_name name;
    bool is_shipped;
};

struct scenario_choices {
    struct scenario_choice *items;
    size_t count;
};

/* What a name means for a build: a scenario of its spec, else a shipped one; or all that a scenario
 * file holds, "FILE.yaml:NAME" one of them. OPTIBOM_NOT_FOUND with the nearest name. */
enum optibom_status optibom_scenario_choose(struct scenario_choices *out, struct arena *arena,
                                            const struct build_text *build, const char *name,
                                            struct error *err);

/* All scenarios of the spec and of the shipped set, which names of the spec go before. */
enum optibom_status optibom_scenario_all(struct scenario_choices *out, struct arena *arena,
                                         const struct build_text *build, struct error *err);

/* The BOM under a scenario, its figures as that has them, and the spec of it. Errors as
 * spec_scenario_load and scenario_apply. */
enum optibom_status optibom_scenario_bom(struct bom **out, struct spec **spec, const char **misfit,
                                         struct optibom *optibom, struct arena *arena,
                                         const struct build_text *build,
                                         const struct scenario_choice *choice,
                                         int64_t program_racks, struct error *err);

#endif
