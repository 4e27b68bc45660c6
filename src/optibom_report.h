/* Reports of builds and of flows: what the files of the facade share. */
#ifndef OPTIBOM_OPTIBOM_REPORT_H
#define OPTIBOM_OPTIBOM_REPORT_H

#include "base/embed.h"
#include "evaluate/evaluation.h"
#include "facade.h"
#include "optibom_build.h"

enum report_target { REPORT_TO_OUTPUT, REPORT_TO_FILE, REPORT_TO_PAGE, REPORT_TO_WORKBOOK };

/* By the ending of the path, REPORT_TO_OUTPUT without one; `format` is set for REPORT_TO_FILE.
 * OPTIBOM_USAGE for another ending. */
enum optibom_status report_target_find(enum report_target *out, enum optibom_format *format,
                                       const char *path, struct error *err);

struct report_job {
    const char *report, *reports, *path, *date; /* as in struct optibom_report_request */
    const char *one; /* the report where no workbook and none by name is asked for; NULL: summary */
    /* Fills the result tables, which exist and are empty. `arena` goes when they are full. */
    enum optibom_status (*fill)(void *context, struct optibom *optibom, struct arena *arena,
                                struct error *err);
    /* Fills a table that takes a while, afterwards, when a report that is written reads it; NULL:
     * such tables stay empty. */
    enum optibom_status (*fill_table)(void *context, const char *table, struct optibom *optibom,
                                      struct arena *arena, struct error *err);
    void *context;
    void (*progress)(void *context, size_t done, size_t expected); /* of a workbook; may be NULL */
    void *progress_context;
    bool has_scenarios; /* the builds do not share the inputs: what reads these is no formula */
    const struct embed_file *own; /* takes the place of the built-in report of its name; not with
                                     `reports`; or NULL */
    const char *const *sheets; /* of the workbook, NULL at the end; NULL: all that are not apart */
};

/* What `optibom report` is about. */
struct report_builds {
    const struct optibom_report_request *request;
    struct build_evaluations all;
    int64_t errors; /* among the findings */
};

/* fill_table of builds; `context` is a struct report_builds that is filled. */
enum optibom_status report_fill_table(void *context, const char *table, struct optibom *optibom,
                                      struct arena *arena, struct error *err);

/* Fills the result tables with evaluations, of which there is one at least. */
enum optibom_status report_fill_evaluations(struct optibom *optibom,
                                            struct evaluation **evaluations, size_t count,
                                            const struct optibom_report_request *request,
                                            struct error *err);

/* Fills, and writes the report or the workbook to its file or to the output. */
enum optibom_status report_job_run(struct optibom *optibom, const struct report_job *job,
                                   const struct optibom_output *output);

#endif
