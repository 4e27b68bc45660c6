/*
 * A build spec: what a person asks for (docs/build-spec.md), as read from YAML. Nothing here is
 * looked up or computed yet.
 */
#ifndef OPTIBOM_ASSEMBLE_BUILD_SPEC_H
#define OPTIBOM_ASSEMBLE_BUILD_SPEC_H

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Which part fills a slot: a name, or a class with predicates of `find`. */
struct spec_slot {
    const char *part;       /* NULL when given by predicates */
    const char *class_name; /* what the slot takes */
    const char **where;     /* predicates */
    size_t where_count;
    size_t line; /* in the file; 0: the spec does not have this slot */
};

enum spec_scope { SPEC_RACK, SPEC_BUILD };

/* How the links between an endpoint and its switch, or two tiers of switches, are carried. */
struct spec_link {
    const char *from, *to; /* "nic" or "accelerator" to "switch" or "leaf", "leaf" to "spine" ... */
    const char *medium;    /* of the upper end: dac, acc, aec, dsp, lro, lpo, cpo ... */
    double length_m;
    struct spec_slot near_module; /* at the upper end; none for copper and optics inside */
    struct spec_slot far_module;  /* at the lower end; between switches the same when not given */
    struct spec_slot cable;       /* copper: one piece a lane pair or link, see catalog */
    struct spec_slot fiber;
    size_t line;
};

enum spec_kind { SPEC_SINGLE_TIER, SPEC_LEAF_SPINE, SPEC_THREE_TIER, SPEC_FAT_TREE };

struct spec_topology {
    enum spec_kind kind;
    int64_t rails;           /* groups of leaves that share the endpoints */
    int64_t planes;          /* equal fabrics that share the bandwidth of each endpoint */
    double oversubscription; /* bandwidth down over bandwidth up of a leaf */
    int64_t uplinks;         /* of a leaf, ports; 0: by oversubscription */
    int64_t reserved;        /* ports of every switch that stay free */
};

struct spec_network {
    const char *name;      /* scale-up, scale-out, front-end, storage, scale-across */
    double bandwidth_gbps; /* per endpoint, one direction */
    enum spec_scope scope; /* one network a rack, or one for the whole build */
    struct spec_topology topology;
    struct spec_slot switch_slot; /* the leaf where there are tiers */
    struct spec_slot spine, core; /* empty: as the tier below */
    struct spec_slot nic;         /* none: the accelerator's own ports */
    struct spec_link *links;
    size_t link_count;
    size_t line;
};

/* Which assembly flow makes the packages of a system. */
struct spec_assembly {
    const char *part; /* the system that holds the packages */
    const char *flow; /* name of a stored flow */
    int64_t packages; /* in one system */
    size_t line;
};

struct spec_facility {
    double pue;               /* facility power over IT power */
    double supply_efficiency; /* output over input of the power supplies, a fraction */
    double energy_price;      /* base currency per kWh; NaN: not stated */
    double service_life_years;
};

struct spec_program {
    int64_t racks;        /* to buy for; 0: those of the build */
    double spares;        /* fraction of the need, rounded up a line */
    double one_time_cost; /* of the whole program, in its currency */
    double availability;  /* P(spares cover failures until they are restocked); NaN: not asked */
    double restock_weeks; /* NaN: each part's lead time */
    const char *currency;
};

struct spec_workload {
    double bytes_per_token;   /* that cross the fabric, at the context length in mind */
    double tokens_per_second; /* compute bound of one accelerator */
    bool is_given;
};

struct spec {
    const char *file;
    const char *name, *title;
    int64_t racks;
    struct spec_slot rack;
    struct spec_slot accelerator;
    int64_t accelerators_per_rack;
    struct spec_network *networks;
    size_t network_count;
    struct spec_assembly *assemblies;
    size_t assembly_count;
    struct spec_facility facility;
    struct spec_program program;
    struct spec_workload workload;
};

/* Reads a spec. OPTIBOM_BAD_INPUT with file, line, column and the nearest known key. */
enum optibom_status spec_load(struct spec **out, struct arena *arena, const char *file,
                              const char *text, size_t size, struct error *err);

#endif
