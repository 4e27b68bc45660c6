/* Explorations as tables: the front, what fills its slots, and how each medium fares. */
#ifndef OPTIBOM_REPORT_EXPLORE_TABLES_H
#define OPTIBOM_REPORT_EXPLORE_TABLES_H

#include "base/table.h"
#include "explore/verdict.h"

/* Of a goal: its metric, with _best or _worst for one end of its range (NULL when memory is
 * exhausted), what kind of number that is, and its value as people read it. */
const char *explore_goal_name(struct arena *arena, const struct explored_goal *goal);
enum table_kind explore_goal_kind(const struct exploration *of, const struct explored_goal *goal);
double explore_goal_metric(const struct explored_goal *goal, double value);

/* Its metric as a column. */
void explore_goal_column(struct table *out, const struct exploration *of, size_t goal);

/* True for a goal whose metric a goal before it has already: it has no column of its own. */
bool explore_goal_repeats(const struct exploration *exploration, size_t goal);

/* Whether worlds differ by scenarios, by draws. */
bool explore_has_scenarios(const struct exploration *exploration);
bool explore_has_draws(const struct exploration *exploration);

/* The world that a row is about, in two columns; a person sees those in which worlds differ. */
void explore_world_columns(struct table *out, const struct exploration *of);
void explore_world_cells(struct table *out, const struct exploration *of, size_t world);

/* One row a build that no other one beats, with its goals; units stand in the columns' names for
 * machines. */
void explore_table_front(struct table *out, struct arena *arena,
                         const struct exploration *exploration, const struct verdict *verdict);

/* One row a slot and what fills it, with the numbers of the builds for which that holds; a slot
 * that stays empty in all of them has none. */
void explore_table_choices(struct table *out, struct arena *arena,
                           const struct exploration *exploration, const struct verdict *verdict);

/* One row a filling of a build and a slot, of every filling that is listed: for machines. */
void explore_table_fillings(struct table *out, struct arena *arena,
                            const struct exploration *exploration, const struct verdict *verdict);

/* One row a medium of a link, or a level, in a world: whether it wins, and else why not. */
void explore_table_media(struct table *out, struct arena *arena,
                         const struct exploration *exploration, const struct verdict *verdict);

/* One row a medium or level that loses and an objective: what would have to change for it to win.
 */
void explore_table_needs(struct table *out, struct arena *arena,
                         const struct exploration *exploration, const struct verdict *verdict);

/* One row a requirement of a spec without builds: of a smallest set that conflicts. */
void explore_table_conflicts(struct table *out, struct arena *arena,
                             const struct exploration *exploration, const struct verdict *verdict);

/* The front of the only world as a picture of characters: the first objective against the second;
 * NULL where there is nothing to draw. */
const char *explore_picture(struct arena *arena, const struct exploration *exploration,
                            const struct verdict *verdict);

#endif
