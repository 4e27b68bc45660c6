/*
 * The loss budget of an optical link, from figures of its parts; statements in loss_budget.c. All
 * in dB and dBm; none where a figure is not known.
 */
#ifndef OPTIBOM_ASSEMBLE_LOSS_BUDGET_H
#define OPTIBOM_ASSEMBLE_LOSS_BUDGET_H

#include "assemble/figure.h"

enum { LOSS_MATED_PAIRS = 2 }; /* of connectors, in one link */

/* `*is_assumed` is set when a figure rests on an assumption, as in figure.h. */
struct range loss_channel(const struct catalog_part *fiber, double length_m, bool *is_assumed);

/* What an engine sends when one source output feeds so many of its lanes. */
struct range loss_launch(const struct catalog_part *engine, const struct catalog_part *source,
                         int64_t lanes_per_laser, bool *is_assumed);

/* Weakest signal that the end's receiver takes, referred to the fiber. */
struct range loss_sensitivity(const struct catalog_part *end, bool *is_assumed);

bool loss_is_engine(const struct catalog_part *part);

#endif
