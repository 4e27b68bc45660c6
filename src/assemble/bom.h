/*
 * A multi-level bill of materials: what assembling gives and evaluating reads. Plain data in one
 * arena; parts are shared between lines.
 */
#ifndef OPTIBOM_ASSEMBLE_BOM_H
#define OPTIBOM_ASSEMBLE_BOM_H

#include "assemble/build_spec.h"
#include "assemble/flow.h"
#include "catalog/part.h"

enum { BOM_TOP = -1 };

struct bom_line {
    const char *id; /* "3.2.1" */
    long parent;    /* index of the line above, BOM_TOP for none */
    int level;      /* 0 at the top */
    const char *role;
    const struct catalog_part *part;
    int64_t quantity;           /* in the whole build */
    double quantity_per_parent; /* in one piece of the line above; of the build at the top */
    const char *derivation;     /* how the quantity follows, in words and numbers */
    bool is_bought;             /* ordered as itself; else it comes inside the line above */
    double lit_share;           /* share of its lanes that carry a link, for optical parts */
    int64_t lanes_per_laser;    /* of engines, as derived; 0: as the part states */
    double optical_gbps;        /* one-direction bandwidth of its lit optical ends, all pieces */
    bool is_switch_end;         /* its optical ends are those of a switch port */
    const struct spec_slot
        *slot; /* of the spec, that its part fills; NULL: it came with its system */
};

struct bom_tier {
    const char *network, *tier;
    int64_t switches, ports_down, ports_up, links, modules;
};

/* Links of one kind between two lines. */
struct bom_link {
    const char *network, *medium;
    const char *from, *to; /* lower and upper end, as the spec says */
    int64_t count;         /* endpoint to switch port */
    double length_m, gbps;
    long near_line,
        far_line;      /* what converts at the switch and at the endpoint; BOM_TOP: nothing */
    long carrier_line; /* cable or fiber */
    long upper_line, lower_line; /* what the ends stand in: switch; switch or NIC. BOM_TOP: not
                                    in the build, or the accelerator's own port */
    const struct spec_link *asked;
};

enum bom_severity { BOM_NOTE, BOM_WARNING, BOM_ERROR };

struct bom_finding {
    const char *code; /* of the table in rules.c */
    enum bom_severity severity;
    long line; /* that it is about; BOM_TOP: the build */
    const char *text, *fix;
};

/* A flow that makes the packages of a system in the build. */
struct bom_assembly {
    long line;        /* of the system */
    int64_t packages; /* in the whole build */
    struct flow *flow;
};

/* One unit of `currency` is rate_micros / 1e6 units of the program's currency. */
struct bom_rate {
    char currency[4];
    int64_t rate_micros;
    const char *date, *confidence, *source;
};

/* A slot of the spec whose part was looked up, and what filled it last. */
struct bom_slot {
    const struct spec_slot *slot;
    const struct catalog_part *part; /* NULL: nothing yet */
    const char *role;
};

struct bom {
    struct arena *arena;
    const struct spec *spec;
    struct bom_line *lines; /* parents before children, depth first */
    size_t line_count;
    struct bom_tier *tiers;
    size_t tier_count;
    struct bom_link *links;
    size_t link_count;
    struct bom_finding *findings;
    size_t finding_count;
    struct bom_assembly *assemblies;
    size_t assembly_count;
    struct bom_rate *rates;
    size_t rate_count;
    struct bom_slot *slots; /* each once */
    size_t slot_count;
    const char *day;   /* YYYY-MM-DD on which its prices are to hold; NULL: any */
    int64_t endpoints; /* accelerators in the build */
};

/* Appends a line; its id, level and order follow from bom_finish. Returns its index, BOM_TOP when
 * memory is exhausted. */
long bom_add(struct bom *bom, const struct bom_line *line);

/* Puts children behind their parents, numbers the lines and renames the indices in links,
 * findings and assemblies. False when memory is exhausted. */
bool bom_finish(struct bom *bom);

/* Appends a finding about `line` (BOM_TOP: the build); code, severity and fix are of the rule.
 * False when memory is exhausted. */
bool bom_find(struct bom *bom, const char *code, long line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Notes that the part of a slot was looked up; NULL when memory is exhausted. */
struct bom_slot *bom_look_up(struct bom *bom, const struct spec_slot *slot);

/* False where the part that fills the slot makes no difference to the build. */
bool bom_looked_up(const struct bom *bom, const struct spec_slot *slot);

/* True when `line` stands anywhere below `above`. */
bool bom_is_below(const struct bom *bom, long line, long above);

/* Roles from the top down to the line: "rack / accelerator"; NULL when memory is exhausted. */
const char *bom_role_path(struct arena *arena, const struct bom *bom, long line);

#endif
