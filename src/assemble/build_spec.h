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
    const char *file;
    size_t line; /* in the file; 0: the spec does not have this slot */
};

enum spec_scope { SPEC_RACK, SPEC_BUILD };

/* Machines beside the racks, by the name that the spec gives them. */
struct spec_server {
    const char *name;
    struct spec_slot slot;
    int64_t count; /* in the build */
};

enum { SPEC_ACCELERATORS = -2, SPEC_RACKS = -1 }; /* else an index of spec.servers */

/* What a network joins: ports of equal machines, or of accelerators. */
struct spec_endpoint {
    const char *name;      /* as links call it; NULL: the accelerators, as "nic" or "accelerator" */
    long group;            /* SPEC_ACCELERATORS, SPEC_RACKS or of the servers */
    struct spec_slot nic;  /* none: ports of the machine itself */
    int64_t nics, ports;   /* NICs of each member, ports of each; 0 NICs: as the bandwidth needs */
    double bandwidth_gbps; /* of each port, one direction; of accelerators: of each of them */
    int64_t homes;         /* leaves to which each member is wired */
    long link;             /* of the network's links; SPEC_NO_LINK: the spec has none */
    size_t line;
};

enum { SPEC_NO_LINK = -1 };

/* Links of one length, as a share of all that their entry carries. */
struct spec_length {
    double length_m, share;
};

/* How the links between endpoints and switches, or two tiers of switches, are carried. */
struct spec_link {
    const char *from,
        *to;            /* "nic", "accelerator" or endpoints by name; switch, leaf, spine, core */
    const char *medium; /* of the upper end: dac, acc, aec, dsp, lro, lpo, cpo ... */
    const char **media; /* of which it may be, where the spec leaves that open; `medium` first */
    size_t media_count; /* 1: the spec names it */
    struct spec_length *lengths; /* shares add to 1 */
    size_t length_count;
    struct spec_slot near_module; /* at the upper end; none for copper and optics inside */
    struct spec_slot far_module;  /* at the lower end; between switches the same when not given */
    struct spec_slot engine;      /* optics inside the upper end, where it brings none */
    struct spec_slot far_engine;  /* optics inside the lower end */
    struct spec_slot cable;       /* copper: one piece a lane pair or link, see catalog */
    struct spec_slot fiber;
    struct spec_link *beyond; /* what carries the lengths that this does not reach; or NULL */
    size_t line;
};

/* All media of links; those of ports that a choice of medium is about come first. */
enum { SPEC_MEDIA_OF_PORTS = 11, SPEC_MEDIA = 12 };
extern const char *const SPEC_MEDIA_NAMES[SPEC_MEDIA];

enum spec_kind {
    SPEC_SINGLE_TIER,
    SPEC_LEAF_SPINE,
    SPEC_THREE_TIER,
    SPEC_FAT_TREE,
    SPEC_MESH,     /* of leaves */
    SPEC_FULL_MESH /* of endpoints: no switches */
};

struct spec_topology {
    enum spec_kind kind;
    int64_t rails;           /* groups of leaves that share the endpoints */
    int64_t planes;          /* equal fabrics that share the bandwidth of each endpoint */
    int64_t leaves;          /* at least so many; 0: as few as do */
    double oversubscription; /* bandwidth down over bandwidth up of a leaf */
    int64_t uplinks;         /* of a leaf, ports; 0: by oversubscription */
    int64_t mesh_links;      /* between any two of a mesh; 0: by oversubscription */
    int64_t reserved;        /* ports of every switch that stay free */
};

struct spec_network {
    const char *name;      /* scale-up, scale-out, front-end, storage, scale-across */
    double bandwidth_gbps; /* of each accelerator, one direction */
    enum spec_scope scope; /* one network a rack, or one for the whole build */
    struct spec_topology topology;
    struct spec_slot switch_slot; /* the leaf where there are tiers */
    struct spec_slot spine, core; /* empty: as the tier below */
    struct spec_endpoint *endpoints;
    size_t endpoint_count;
    double fec_latency_ns; /* of one link, encoding and decoding; 0: not stated */
    struct spec_link *links;
    size_t link_count;
    size_t line;
};

/* Which assembly flow makes the packages of a system. */
struct spec_assembly {
    const char *part; /* the system that holds the packages */
    const char *flow; /* name of a stored flow */
    int64_t packages; /* in one system */
    const char *file;
    size_t line;
};

/* What lights engines that a switch or machine does not bring its light for. */
struct spec_light {
    double margin_db;        /* least that every optical link must keep */
    struct spec_slot els;    /* external laser source; none: lasers are inside the engines */
    struct spec_slot fau;    /* fiber array at each engine */
    struct spec_slot fiber;  /* polarisation-maintaining, from source to engine */
    int64_t lanes_per_laser; /* 0: as many as the loss budget allows */
    int64_t spare_lasers;    /* in each switch or machine */
    int64_t spare_engines;   /* in each switch or machine */
};

/* What stands beside the supplies that a rack needs: nothing, one more, as many again. */
enum spec_redundancy { SPEC_NO_REDUNDANCY, SPEC_ONE_MORE, SPEC_AS_MANY };

/* A limit or rating of 0 is not stated. */
struct spec_facility {
    double pue;               /* facility power over IT power */
    double supply_efficiency; /* output over input of the power supplies, a fraction */
    double energy_price;      /* base currency per kWh; NaN: not stated */
    double service_life_years;
    struct spec_slot supply; /* power supply of the racks; none: those that the rack contains */
    double supply_rating_w;  /* of one supply */
    int64_t supplies;        /* in each rack */
    double derating;         /* share of its rating that a supply carries, 1 by default */
    enum spec_redundancy redundancy;
    double rack_power_w, rack_liquid_w, rack_air_w; /* most that a rack is fed, and cooled of */
    double liquid_share; /* of the heat of what is cooled by both or unstated; NaN: not stated */
};

/* Which substitutes are taken where they are cheaper. */
enum spec_alternates { SPEC_NO_ALTERNATES, SPEC_APPROVED_ALTERNATES, SPEC_PROPOSED_ALTERNATES };

struct spec_program {
    int64_t racks;           /* to buy for; 0: those of the build */
    double spares;           /* fraction of the need, rounded up a line */
    double one_time_cost;    /* of the whole program, in its currency */
    double availability;     /* P(spares cover failures until they are restocked); NaN: not asked */
    double restock_weeks;    /* NaN: each part's lead time */
    const char *target_date; /* YYYY-MM-DD by which its parts must be there; NULL: not stated */
    const char *currency;
    enum spec_alternates alternates;
};

struct spec_workload {
    double bytes_per_token;         /* that cross the fabric, whatever the context */
    double bytes_per_context_token; /* and for each token of the context */
    double tokens_per_second;       /* compute bound of one accelerator */
    double *contexts;               /* lengths to look at, tokens, as listed */
    size_t context_count;
    bool is_given;
};

/* An end of a range, as everything's typical value. */
enum spec_end { SPEC_AS_IT_IS, SPEC_LEAST, SPEC_TYPICAL, SPEC_MOST };

/* A number that a scenario gives to inputs of assembly flows. */
struct spec_flow_value {
    const char *flow, *input; /* names; "*" in one stands for anything */
    enum spec_end end;        /* of the input's own range; SPEC_AS_IT_IS: `value` counts */
    double value;
    const char *place; /* "rack.yaml:12:20" */
};

struct spec_scenario_name {
    const char *name, *title; /* title: what it asks; NULL: it has none */
    const char *place;        /* where it starts: "rack.yaml:12" */
};

/* Scenarios of a spec of which one is to be chosen, and how that is is a matter of exploring. */
struct spec_level {
    const char *name;
    const char **choices; /* names of scenarios; SPEC_AS_WRITTEN changes nothing */
    size_t count;         /* from 1 */
};

#define SPEC_AS_WRITTEN "as it is"
enum { SPEC_VARIANTS_MOST = 4096 }; /* combinations of its levels that a spec may have */

/* What a spec was read under (spec_scenario.h). */
struct spec_scenario {
    const char *name; /* the last of several; NULL: the build as it is */
    enum spec_end end;
    struct spec_flow_value *flow_values;
    size_t flow_value_count;
};

struct spec {
    const char *file;
    const char *name, *title;
    const char *build; /* as the text names it, whatever `name` was made of it */
    int64_t racks;
    struct spec_slot rack;
    struct spec_slot accelerator;
    int64_t accelerators_per_rack;
    struct spec_server *servers;
    size_t server_count;
    struct spec_network *networks;
    size_t network_count;
    struct spec_assembly *assemblies;
    size_t assembly_count;
    struct spec_facility facility;
    struct spec_light light;
    struct spec_program program;
    struct spec_workload workload;
    struct spec_scenario_name *scenarios; /* that it has */
    size_t scenario_count;
    struct spec_level *levels;
    size_t level_count;
    struct spec_scenario scenario; /* under which it was read */
};

/* Reads the files that a spec includes; the path is relative as the spec's is. */
struct spec_files {
    enum optibom_status (*read)(const char **text, size_t *size, struct arena *arena,
                                const char *path, struct error *err);
};

/* Reads a spec with what it includes (docs/build-spec.md); without `files` it may not include
 * anything. OPTIBOM_BAD_INPUT with file, line, column and the nearest known key. */
enum optibom_status spec_load(struct spec **out, struct arena *arena, const char *file,
                              const char *text, size_t size, const struct spec_files *files,
                              struct error *err);

/* The text of a spec that needs no other file: the same when it includes nothing. */
enum optibom_status spec_flatten(const char **out, struct arena *arena, const char *file,
                                 const char *text, size_t size, const struct spec_files *files,
                                 struct error *err);

#endif
