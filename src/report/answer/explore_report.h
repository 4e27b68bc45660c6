/* The report of a front: its columns are the metrics that were asked for. */
#ifndef OPTIBOM_REPORT_EXPLORE_REPORT_H
#define OPTIBOM_REPORT_EXPLORE_REPORT_H

#include "base/embed.h"
#include "explore/exploration.h"

/* reports/explore_front.sql with name, heading, kind and unit of each goal in place of goal_1 to
 * goal_6, and without the lines of those that there are not. NULL when memory is exhausted. */
const struct embed_file *explore_report_front(struct arena *arena,
                                              const struct exploration *exploration);

#endif
