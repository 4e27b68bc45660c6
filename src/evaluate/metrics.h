/* The metrics of a build, made of its lines, links and packages; statements in metrics.c. */
#ifndef OPTIBOM_EVALUATE_METRICS_H
#define OPTIBOM_EVALUATE_METRICS_H

#include "evaluate/evaluation.h"

/* Appends every metric, in the order in which reports show them. Lines and packages are done. */
enum optibom_status metrics_fill(struct evaluation *evaluation, int64_t program_racks,
                                 struct arena *arena, struct error *err);

#endif
