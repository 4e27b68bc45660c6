/*
 * The open slots of a build spec, in the order in which they are filled: those that predicates
 * fill, with the parts that satisfy them, and media that the spec leaves open.
 *
 * What a spec names itself is opened on request: every slot of switch, optics, cable, fiber and
 * light, the supplies and the media. Racks, accelerators, machines and NICs are what the build is
 * for: they are open where predicates stand in their place, and only there.
 */
#ifndef OPTIBOM_EXPLORE_OPENINGS_H
#define OPTIBOM_EXPLORE_OPENINGS_H

#include "assemble/build_spec.h"
#include "assemble/shelf.h"

#include <stdint.h>

enum opening_role {
    OPENING_RACK = 1 << 0,
    OPENING_ACCELERATOR = 1 << 1,
    OPENING_SERVER = 1 << 2,
    OPENING_SWITCH = 1 << 3, /* of any tier */
    OPENING_NIC = 1 << 4,
    OPENING_MEDIUM = 1 << 5,
    OPENING_MODULE = 1 << 6,
    OPENING_FAR_MODULE = 1 << 7,
    OPENING_ENGINE = 1 << 8,
    OPENING_FAR_ENGINE = 1 << 9,
    OPENING_CABLE = 1 << 10,
    OPENING_FIBER = 1 << 11,
    OPENING_LIGHT = 1 << 12,
    OPENING_LIGHT_FIBER = 1 << 13,
    OPENING_ARRAY = 1 << 14,
    OPENING_SUPPLY = 1 << 15
};

enum { OPENING_NOWHERE = -1 };

/* What the spec says of a slot that was opened although it says something. */
struct opening_asked {
    bool is_absent;     /* it does not have the slot */
    const char *part;   /* that it names; NULL: none */
    const char **where; /* predicates */
    size_t where_count;
    size_t line; /* of its file; 0: is_absent */
};

struct opening {
    enum opening_role role;
    const char *place;        /* as a person finds it: "networks.scale-out.links.1.module" */
    struct spec_slot *slot;   /* of the spec; NULL: a medium */
    struct spec_link *medium; /* whose medium is open; NULL: a part */
    long network, link;       /* of the spec, where it belongs to one; else OPENING_NOWHERE */
    size_t line;              /* of slot->line while it is filled */
    const struct catalog_part **parts; /* by vendor and part number; NULL for a medium */
    const char *const *media;
    size_t count;
    struct opening_asked asked;
};

struct openings {
    struct spec *spec;
    struct opening *items;
    size_t count;
    long network_count;  /* of the spec with all of its networks, */
    size_t *link_counts; /* and of each with all of its links */
};

/* The candidate that leaves a slot empty: what is chosen elsewhere brings what would fill it, or
 * has no use for it. */
size_t opening_none(const struct opening *opening);

enum openings_width {
    OPENINGS_ASKED, /* slots with predicates, with the parts that satisfy these */
    OPENINGS_NAMED, /* and those that the spec names, or does not have */
    OPENINGS_WIDEST /* and all of them for any part of their class, predicates or not */
};

/* Everything lives in `arena`. OPTIBOM_BAD_INPUT with file and
 * line for predicates that do not read. A slot may have no candidates. */
enum optibom_status openings_find(struct openings *out, struct arena *arena, struct shelf *shelf,
                                  struct spec *spec, enum openings_width width, struct error *err);

/* Fills the first `count` open slots with the candidates chosen, and takes what comes after them
 * out of the spec: slots, links of a network, whole networks. */
void openings_fill(const struct openings *openings, const uint32_t *choices, size_t count);

/* True where the candidate is that part, in whatever world its figures are. */
bool opening_is_filled_by(const struct opening *opening, size_t candidate,
                          const struct catalog_part *part);

/* What a candidate is called: a part, a medium, "none". */
const char *opening_name(const struct opening *opening, size_t candidate);

#endif
