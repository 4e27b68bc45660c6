/* Loss budget and latency of links; statements in link.c. */
#ifndef OPTIBOM_EVALUATE_LINK_H
#define OPTIBOM_EVALUATE_LINK_H

#include "assemble/bom.h"

/* A figure of a link: none, with the reason, where a value that it needs is not known. */
struct link_value {
    struct range range;
    double assumed_share; /* of typ */
    const char *reason;
};

/* The reason when memory was exhausted: told by its address, and nothing to show. */
extern const char LINK_NO_MEMORY[];

/* dB between the ends of an optical link: fiber and connectors; copper has none. */
struct link_value link_loss_db(struct arena *arena, const struct bom *bom,
                               const struct bom_link *link);

/* dB left on an optical link at its worst direction; copper has none. */
struct link_value link_margin_db(struct arena *arena, const struct bom *bom,
                                 const struct bom_link *link);

/* The source that shines into the engines of a switch or machine; NULL: none. */
const struct catalog_part *link_source(const struct bom *bom, long engine_line);

/* Lanes of an engine that share one output of its source. */
int64_t link_lanes_per_laser(const struct bom_line *engine);

/* ns one way, with error correction where the spec states its latency. */
struct link_value link_latency_ns(struct arena *arena, const struct bom *bom,
                                  const struct bom_link *link);

/* Lit signal fibers of the links of one kind, of all of them; 0 for copper. */
double link_fibers_of(const struct bom *bom, const struct bom_link *link);

/* Fibers that carry the lit links of the build, and those that bring laser light to engines. */
double link_fibers(const struct bom *bom, double *laser_fibers);

#endif
