/*
 * Why an open spec has no build: a smallest set of its requirements that no filling meets together,
 * whatever else is let go.
 *
 * Requirements are what the spec says of slots that could be open (a part, a predicate, a medium,
 * that there is none) and the limits. What the build is for stays: racks, accelerators, machines,
 * NICs, counts, lengths and bandwidths.
 */
#ifndef OPTIBOM_EXPLORE_CONFLICT_H
#define OPTIBOM_EXPLORE_CONFLICT_H

#include "explore/search.h"

struct conflict {
    const char **requirements; /* "networks.scale-out.switch: NVIDIA Q3400-RA" */
    size_t count;              /* 0: nothing that could be let go makes it feasible */
    struct refusal reason;     /* then: what is refused with everything open */
    bool is_smallest;          /* false: ended early, of some it is not known whether they could be
                                  spared */
};

/* `look` has openings of OPENINGS_WIDEST, `goals` of its own that this may change. Everything lives
 * in `arena`. */
enum optibom_status conflict_find(struct conflict *out, struct arena *arena,
                                  struct look_request *look, struct goals *goals,
                                  const struct search_options *options, struct error *err);

#endif
