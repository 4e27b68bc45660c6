/*
 * Dies: yield from defects, dies on a wafer, cost of a die. Statements in die.c.
 *
 * Every function returns NaN where there is no value: an argument outside its domain, or a cost
 * without a die to carry it.
 */
#ifndef OPTIBOM_EVALUATE_DIE_H
#define OPTIBOM_EVALUATE_DIE_H

#include "assemble/flow.h"

/* Expected faults of a die: density per cm2, area in mm2, critical-area ratio in [0,1]. */
double die_faults(double defects_per_cm2, double critical, double area_mm2);

/* Fraction of good dies, and 1 minus it without cancellation. `parameter` as enum die_model says;
 * the other models do not read it. */
double die_yield(enum die_model model, double faults, double parameter);
double die_loss(enum die_model model, double faults, double parameter);

/* Dies on a wafer; a fraction except for DIE_COUNT_GRID. 0 for a die that does not fit. */
double die_gross(enum die_count count, const struct die_wafer *wafer);

/* The four phases that DIE_COUNT_GRID takes the best of: die or street on the wafer's centre. */
double die_grid(const struct die_wafer *wafer, bool street_in_x, bool street_in_y);

double die_cost(double wafer_cost, double dies);
double die_cost_good(double wafer_cost, double dies, double yield);

#endif
