/*
 * Results into the temporary tables of schema/results.sql, where the SQL of reports reads them.
 */
#ifndef OPTIBOM_REPORT_FILL_H
#define OPTIBOM_REPORT_FILL_H

#include "evaluate/evaluation.h"
#include "store/store.h"

struct fill_run {
    struct store *store;
    struct evaluation *const *evaluations; /* builds of the run, in the order asked for */
    size_t count;
    const char *date;    /* YYYY-MM-DD */
    const char *catalog; /* file name, or what stands for it */
    const char *program; /* name and version */
    int64_t program_racks;
    bool is_program_given; /* the racks are those of the request, not of each spec */
};

/* The tables exist and are empty. The inputs are those of the first build; whether the others
 * share them is the input "shared". */
enum optibom_status fill_results(const struct fill_run *run, struct error *err);

#endif
