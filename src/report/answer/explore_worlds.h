/* Explorations of several worlds as tables: how far an answer hangs on scenarios and draws. */
#ifndef OPTIBOM_REPORT_EXPLORE_WORLDS_H
#define OPTIBOM_REPORT_EXPLORE_WORLDS_H

#include "base/table.h"
#include "explore/verdict.h"

/* Worlds whose every question was answered to its end: only those count over several. */
size_t explore_worlds_proven(const struct exploration *exploration, const struct verdict *verdict);

/* One row a world and an objective: builds on its front, and the best of these. */
void explore_table_worlds(struct table *out, struct arena *arena,
                          const struct exploration *exploration, const struct verdict *verdict);

/* One row a scenario and an objective: quantiles of its best over the draws. */
void explore_table_spread(struct table *out, struct arena *arena,
                          const struct exploration *exploration, const struct verdict *verdict);

/* One row a slot and what fills it in some build of a front: in how many worlds one has it, and in
 * how many the knee. */
void explore_table_shares(struct table *out, struct arena *arena,
                          const struct exploration *exploration, const struct verdict *verdict);

/* One row a medium of a link, or a level: in how many worlds it wins, loses, is infeasible or is
 * not proven. */
void explore_table_fares(struct table *out, struct arena *arena,
                         const struct exploration *exploration, const struct verdict *verdict);

#endif
