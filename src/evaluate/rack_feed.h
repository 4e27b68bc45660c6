/* What a rack is fed and cooled with; statements in rack_feed.c. */
#ifndef OPTIBOM_EVALUATE_RACK_FEED_H
#define OPTIBOM_EVALUATE_RACK_FEED_H

#include "evaluate/evaluation.h"

struct rack_feed {
    struct range load_w;          /* IT power of the build for each of its racks */
    double supplies;              /* in a rack; NaN: not known */
    double rating_w;              /* of one supply */
    double usable_w;              /* what one supply carries, derated */
    struct range needed;          /* supplies, redundant ones included */
    double carried_w;             /* what the supplies of a rack carry, redundant ones left out */
    const char *reason;           /* why the supplies are not known */
    struct range liquid_w, air_w; /* heat of the build; none: not known */
    double liquid_assumed_w, air_assumed_w; /* of typ, resting on assumptions */
    const char *heat_reason;
};

struct rack_feed rack_feed(const struct evaluation *evaluation);

/* Power of the racks and of everything inside them, for each rack; none when the spec names no
 * rack. */
struct range rack_feed_inside_w(const struct evaluation *evaluation, size_t *rack_line);

#endif
