/* Loss budget and latency of links; statements in link.c. */
#ifndef OPTIBOM_EVALUATE_LINK_H
#define OPTIBOM_EVALUATE_LINK_H

#include "assemble/bom.h"

/* A figure of a link: none, with the reason, where a value that it needs is not known. */
struct link_value {
    struct range range;
    const char *reason;
};

/* dB left on an optical link at its worst direction; copper has none. */
struct link_value link_margin_db(struct arena *arena, const struct bom *bom,
                                 const struct bom_link *link);

/* ns one way. */
struct link_value link_latency_ns(struct arena *arena, const struct bom *bom,
                                  const struct bom_link *link);

/* Fibers that carry the lit links of the build, and those that bring laser light to engines. */
double link_fibers(const struct bom *bom, double *laser_fibers);

#endif
