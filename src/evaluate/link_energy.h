/* What one bit costs on its way over a link; statements in link_energy.c. */
#ifndef OPTIBOM_EVALUATE_LINK_ENERGY_H
#define OPTIBOM_EVALUATE_LINK_ENERGY_H

#include "evaluate/evaluation.h"

/* pJ/bit of both ends of a link together, in one direction. */
struct link_energy {
    struct link_value conversion; /* modules, engines, electronics of active cables */
    struct link_value light;      /* external sources; lasers inside modules are in conversion */
    struct link_value serdes;     /* of the hosts */
    struct link_value total;
};

/* The lines have their power. Reasons live in `arena`. */
struct link_energy link_energy(struct arena *arena, const struct evaluation *evaluation,
                               const struct bom_link *link);

#endif
