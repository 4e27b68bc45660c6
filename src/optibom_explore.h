/* `optibom explore`: what its files share. */
#ifndef OPTIBOM_OPTIBOM_EXPLORE_H
#define OPTIBOM_OPTIBOM_EXPLORE_H

#include "explore/exploring.h"
#include "optibom_report.h"
#include "optibom_scenario.h"

/* A spec that is explored. */
struct explore_spec {
    struct build_text text;
    const struct spec *spec;                /* as it is written */
    const struct scenario_choice **choices; /* by scenario of the plan; the first is NULL */
};

/* What is to be explored. Everything lives in `arena`. */
struct explore_plan {
    struct optibom *optibom;
    const struct optibom_explore_request *request;
    struct arena *arena;
    struct shelf shelf;
    struct exploring exploring;
    struct explore_spec *specs;
    size_t spec_count;
    const char **scenarios; /* names; the first is SPEC_AS_WRITTEN */
    size_t scenario_count;
    struct error *err;
};

/* Reads the specs and scenarios of the request, and adds their units to the exploration, none of
 * them asked about. */
enum optibom_status explore_plan_make(struct explore_plan *plan);

/* The goals as they are for a spec; in `arena`. */
enum optibom_status explore_plan_goals(struct goals *out, struct arena *arena,
                                       struct explore_plan *plan, const struct spec *spec,
                                       struct error *err);

/* Explores the specs of the request in its worlds, or a shard of that. What is not reached before
 * Ctrl-C stays EXPLORED_OPEN. Everything lives in `arena`. */
enum optibom_status explore_run(struct exploration *out, struct optibom *optibom,
                                const struct optibom_explore_request *request, struct arena *arena,
                                struct error *err);

/* An exploration on its way to the output or to a file. */
struct explore_answer {
    struct optibom *optibom;
    const struct optibom_explore_request *request;
    struct arena *arena;
    const struct exploration *of;
    bool is_kept; /* as the file of exploration_save; else what follows holds */
    enum report_target target;
    enum optibom_format format; /* of a file that is neither workbook nor page */
};

/* Sets where it goes by the ending of the request's path. OPTIBOM_USAGE for another ending. */
enum optibom_status explore_answer_target(struct explore_answer *answer, struct error *err);

/* Writes it, when it is not to be kept. */
enum optibom_status explore_answer(struct explore_answer *answer,
                                   const struct optibom_output *output, struct error *err);

#endif
