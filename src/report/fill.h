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
};

/* The tables exist and are empty. The builds of a run share the program's racks, spares, PUE and
 * supply efficiency; where they differ, those of the first are the inputs and a sentence says so.
 */
enum optibom_status fill_results(const struct fill_run *run, struct error *err);

#endif
