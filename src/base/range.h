/*
 * A figure as datasheets give it: min, typ, max in one unit, any of them absent (NaN, inside the
 * program only: nothing that leaves it ever shows a NaN).
 */
#ifndef OPTIBOM_BASE_RANGE_H
#define OPTIBOM_BASE_RANGE_H

#include <stdbool.h>

struct range {
    double min, typ, max;
};

struct range range_none(void);
struct range range_exact(double value);
bool range_is_none(struct range range);

/* True when no present value exceeds a later one: min <= typ <= max. */
bool range_is_ordered(struct range range);

/* Fills absent sides from present ones so that a calculation can run on all three: a missing typ
 * is max, else min (a maximum rating is the safe reading); a missing min or max is typ. */
struct range range_filled(struct range range);

/* Sides are added and scaled each for itself: lines that use one part move together. */
struct range range_add(struct range a, struct range b);
struct range range_scale(struct range range, double factor);

#endif
