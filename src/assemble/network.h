/* A network as it is built: what the files network*.c share; the rules include it for what a medium
 * is. */
#ifndef OPTIBOM_ASSEMBLE_NETWORK_H
#define OPTIBOM_ASSEMBLE_NETWORK_H

#include "assemble/build_run.h"
#include "assemble/fabric.h"

/* Equal endpoints of a network; its kind, of the same index, says how they join one fabric. */
struct network_end {
    const struct spec_endpoint *spec;
    int64_t members;   /* machines or accelerators in the build */
    const char *what;  /* "accelerators", "racks", or the servers' name */
    long above;        /* the line that its NICs stand below; BOM_TOP for accelerators */
    long host;         /* the line of the machines or accelerators; BOM_TOP: not filled */
    long nic_line;     /* BOM_TOP: its own ports */
    bool is_shared;    /* planes share the bandwidth of each port */
    long far_line;     /* of the link at hand, its modules; BOM_TOP: none */
    long carrier_line; /* of the link at hand */
};

/* The links of an entry of the spec that one medium carries. */
struct network_part {
    const struct spec_link *link;
    long entry;        /* in the spec's links */
    double from, to;   /* as shares of the entry's links */
    double length_m;   /* longest */
    const char *label; /* in its roles: "", or what it joins and a space */
};

struct network {
    struct build_run *run;
    const struct spec_network *spec;
    int64_t scopes;           /* equal fabrics: racks or 1, times planes */
    const char *unit;         /* "a rack", "a plane" or "in the build" */
    bool is_tiered;           /* by ports: leaves and what joins them; else by bandwidth */
    struct network_end *ends; /* spec->endpoint_count, as those */
    struct fabric_kind *kinds;
    struct fabric_request request;
    struct fabric fabric; /* of one scope, when is_tiered */
    int64_t switches;     /* leaves in one scope */
    const struct catalog_part *switch_parts[FABRIC_TIERS];
    long switch_lines[FABRIC_TIERS];    /* BOM_TOP: there is none */
    long engine_lines[FABRIC_TIERS];    /* optics inside the switches */
    int64_t tier_modules[FABRIC_TIERS]; /* in cages of that tier, in the build; of the leaves with
                                           those of the endpoints */
    bool has_link[FABRIC_TIERS];        /* to the tier from below; of the leaves: across a mesh */
    int64_t endpoint_links, ports_down; /* in the build; the ports of a tier by bandwidth */

    struct network_part *parts;
    size_t part_count;
    const struct network_part *part; /* at hand */
    const struct spec_link *link;    /* its */
    const char *from;                /* its lower end, as the spec calls it */
    long near_line, far_line, carrier_line;
    long upper_line, lower_line; /* what its ends stand in; BOM_TOP: an accelerator's own port */
    int64_t near_modules, far_modules; /* in the build */
    long load_end; /* whose links carriers are counted for; -1: links between switches */
};

extern const char *const NETWORK_TIERS[FABRIC_TIERS]; /* "leaf", "spine", "core" */

bool network_is_copper(const char *medium);
bool network_is_pluggable(const char *medium); /* base-t as well: modules, but no fiber */
bool network_is_twisted_pair(const char *medium);

/* "scale-out switch"; NULL when memory is exhausted. */
const char *network_role(const struct network *network, const char *what);

/* The same, of the link at hand: "scale-out leaf-spine fiber". */
const char *network_link_role(const struct network *network, const char *what);

/* What bom_find gave, as a status. */
enum optibom_status network_said(bool found, struct error *err);

/* The tier at which a link ends; FABRIC_TIERS for endpoints. */
int network_tier_of(const char *end);

/* Links from below to a tier, of the leaves across a mesh, in one scope. */
int64_t network_tier_links(const struct network *network, int tier);

/* Cuts the links of the spec into parts. */
enum optibom_status network_cut(struct network *network, struct error *err);

/* Of `links`, those of the part at hand; over all parts of an entry they sum up. */
int64_t network_part_of(const struct network *network, int64_t links);

/* A count in the build that the line `above` may bring already: then its line is explained and the
 * count compared. */
enum optibom_status network_take_inside(bool *taken, long *line, struct network *network,
                                        const struct catalog_part *part, const char *role,
                                        long above, int64_t needed, const char *reason,
                                        const char *code, struct error *err);

/* Modules in cages below `above`, of which `count` are needed for the reason; the line is BOM_TOP
 * where the slot is not filled. */
enum optibom_status network_add_modules(long *line, struct network *network,
                                        const struct catalog_part *part, const char *role,
                                        long above, int64_t count, double gbps,
                                        const char *derivation, struct error *err);

/* Data rate of a module in Gbps; 0 and a finding when the catalog does not say. */
enum optibom_status network_module_rate(double *gbps, struct network *network,
                                        const struct catalog_part *part, const char *role,
                                        struct error *err);

/* Optics inside the switches of a tier, as all links there light them. */
enum optibom_status network_light(struct network *network, int tier, struct error *err);

/* Equal switches or machines that optics stand in. */
struct network_host {
    const char *prefix; /* of roles: "scale-up leaf" */
    long line;
    int64_t pieces;
    double total_gbps; /* lit in all of them */
    double each_gbps;  /* in the fullest */
    bool is_switch_end;
};

/* Engines in the pieces of a host, with their light and fiber arrays; the line is BOM_TOP where the
 * slot is not filled. */
enum optibom_status network_add_engines(long *engine_line, struct network *network,
                                        const struct spec_slot *slot,
                                        const struct network_host *host, struct error *err);

/* What lights engines that the host is known to contain, and their arrays, where it lacks them. */
enum optibom_status network_add_light(struct network *network, long engine_line,
                                      const struct network_host *host, struct error *err);

/* What carries `count` links of `gbps` each, a scope: cables or fibers. */
enum optibom_status network_add_carriers(struct network *network, int64_t count, double gbps,
                                         struct error *err);

/* Things for the links at hand of an end and those that share its rate, in one scope: each link
 * takes `each` places, a thing has `served`, leaves share none. -1 when memory is exhausted. */
int64_t network_pack_end(const struct network *network, size_t end, int64_t each, int64_t served);

/* Ports of switches that the copper at hand takes for so many links. */
int64_t network_copper_ports(const struct network *network, int64_t links);

/* Things that serve `served` links each, where links are spread evenly over switches that share
 * none. */
int64_t network_spread(int64_t links, int64_t switches, int64_t served);

/* Keeps the link at hand, of `count` in the build, for rules and metrics. */
enum optibom_status network_record_link(struct network *network, int64_t count, double gbps,
                                        struct error *err);
enum optibom_status network_record_tier(struct network *network, struct bom_tier tier,
                                        struct error *err);

/* NICs of the endpoints; and the link at hand between endpoints and leaves, or among endpoints of
 * a full mesh. */
enum optibom_status network_add_nics(struct network *network, struct error *err);
enum optibom_status network_add_endpoint_link(struct network *network, struct error *err);

/* Leaves, spines and cores; and the link at hand between two of them, or across a mesh. */
enum optibom_status network_add_tiers(struct network *network, struct error *err);
enum optibom_status network_add_tier_link(struct network *network, struct error *err);

/* Rows of the tiers, when their links are known. */
enum optibom_status network_record_tiers(struct network *network, struct error *err);

double network_fibers_of(const struct catalog_part *part);

#endif
