/*
 * A tray or rack of replaceable units: what fails the test is swapped until all pass. Statements in
 * tray.c.
 */
#ifndef OPTIBOM_EVALUATE_TRAY_H
#define OPTIBOM_EVALUATE_TRAY_H

#include "base/error.h"

#include <stddef.h>

/* One kind of unit, as its supplier ships it. */
struct tray_unit {
    const char *name;
    double quantity;    /* slots, whole, >= 0 */
    double cost;        /* of a unit */
    double bad;         /* b, fraction as shipped */
    double detection;   /* c of the tray's test */
    double swap_cost;   /* labour of one swap */
    double repair_cost; /* of a returned unit; it rejoins stock as an average one */
};

/* What comes of one slot; NaN where nothing ever passes (bad and detection 1). */
struct tray_slot {
    double pass;  /* u of a unit put in */
    double swaps; /* expected */
    double bad;   /* afterwards */
    double cost;  /* unit, swaps and repairs */
};

struct tray {
    struct tray_slot *slots; /* as the units */
    double swaps;            /* expected, of all slots */
    double good, escape;     /* P(everything is good at ship) and 1 minus it */
    double cost;             /* with test and integration */
    double cost_per_good;    /* NaN when nothing is good */
};

/* `out->slots` is the caller's, of `count`. OPTIBOM_BAD_INPUT names the unit and its field. */
enum optibom_status tray_run(struct tray *out, const struct tray_unit *units, size_t count,
                             double test_cost, double integration_cost, struct error *err);

#endif
