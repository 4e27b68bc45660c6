/* What a scenario changes in an assembled build: numbers of its flows, the end of its ranges.
 * Statements in scenario.c. */
#ifndef OPTIBOM_EVALUATE_SCENARIO_H
#define OPTIBOM_EVALUATE_SCENARIO_H

#include "assemble/bom.h"

/* Changes the figures, prices and flow inputs that the BOM holds by what its spec was read under.
 * OPTIBOM_NOT_FOUND when a flow or input that the scenario names is not there: `*misfit` is the
 * sentence without its place, in `arena`. */
enum optibom_status scenario_apply(const char **misfit, struct bom *bom, struct arena *arena,
                                   struct error *err);

/* The same in two steps, for a BOM that does not hold all flows yet: the first says of each flow
 * value of the scenario whether it found an input (and leaves what it did not), the second refuses
 * those that found none. */
enum optibom_status scenario_put(bool *is_put, struct bom *bom, struct arena *arena,
                                 struct error *err);
enum optibom_status scenario_check(const char **misfit, const bool *is_put, const struct bom *bom,
                                   struct arena *arena, struct error *err);

#endif
