/* Answers of `optibom explore`: what its files share. */
#ifndef OPTIBOM_OPTIBOM_EXPLORE_H
#define OPTIBOM_OPTIBOM_EXPLORE_H

#include "explore/exploration.h"
#include "optibom_report.h"

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
