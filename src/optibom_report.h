/* Reports of builds and of flows: what the files of the facade share. */
#ifndef OPTIBOM_OPTIBOM_REPORT_H
#define OPTIBOM_OPTIBOM_REPORT_H

#include "evaluate/evaluation.h"
#include "facade.h"

struct report_job {
    const char *report, *reports, *path, *date; /* as in struct optibom_report_request */
    /* Fills the result tables, which exist and are empty. */
    enum optibom_status (*fill)(void *context, struct optibom *optibom, struct arena *arena,
                                struct error *err);
    void *context;
    void (*progress)(void *context, size_t done, size_t expected); /* of a workbook; may be NULL */
    void *progress_context;
};

/* Fills the result tables with evaluations, of which there is one at least. */
enum optibom_status report_fill_evaluations(struct optibom *optibom,
                                            struct evaluation **evaluations, size_t count,
                                            const struct optibom_report_request *request,
                                            struct error *err);

/* Fills, and writes the report or the workbook to its file or to the output. */
enum optibom_status report_job_run(struct optibom *optibom, const struct report_job *job,
                                   const struct optibom_output *output);

#endif
