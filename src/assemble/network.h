/* A network as it is built: what the files network*.c share; nobody else includes it. */
#ifndef OPTIBOM_ASSEMBLE_NETWORK_H
#define OPTIBOM_ASSEMBLE_NETWORK_H

#include "assemble/build_run.h"
#include "assemble/fabric.h"

struct network {
    struct build_run *run;
    const struct spec_network *spec;
    const struct spec_link *link; /* the one at hand */
    int64_t scopes;               /* equal fabrics: racks or 1, times planes */
    int64_t endpoints;            /* in one scope */
    double gbps;                  /* of an endpoint into one fabric, one direction */
    const char *unit;             /* "a rack", "a plane" or "in the build" */
    bool is_tiered;               /* leaves and what is above them; else one kind of switch */
    struct fabric_request request;
    struct fabric fabric; /* of one scope, when is_tiered */
    int64_t switches;     /* leaves in one scope */
    const struct catalog_part *switch_parts[FABRIC_TIERS];
    long switch_lines[FABRIC_TIERS]; /* BOM_TOP: there is none */
    long engine_lines[FABRIC_TIERS]; /* optics inside the switches */
    long nic_line;
    int64_t tier_modules[FABRIC_TIERS]; /* in cages of that tier, in the build; of the leaves with
                                           those of the endpoints */
    bool has_link[FABRIC_TIERS];        /* to the tier from below */

    /* Of the link at hand. */
    long near_line, far_line, carrier_line;
    int64_t near_modules, far_modules; /* in the build */
    double lit_fibers;                 /* of its upper ends, in the build */
    int64_t modules, ports_down;       /* of the endpoint links, for the tier */
};

bool network_is_copper(const char *medium);
bool network_is_pluggable(const char *medium);

/* "scale-out switch"; NULL when memory is exhausted. */
const char *network_role(const struct network *network, const char *what);

/* What bom_find gave, as a status. */
enum optibom_status network_said(bool found, struct error *err);

/* A count that the rack may bring already: then its line is explained and the count compared. */
enum optibom_status network_take_from_rack(bool *taken, long *line, struct network *network,
                                           const struct catalog_part *part, const char *role,
                                           int64_t needed, const char *reason, const char *code,
                                           struct error *err);

/* Modules in cages below `above`, of which `count` are needed for the reason; the line is BOM_TOP
 * where the slot is not filled. */
enum optibom_status network_add_modules(long *line, struct network *network,
                                        const struct catalog_part *part, const char *role,
                                        long above, int64_t count, double gbps,
                                        const char *derivation, struct error *err);

/* Optics inside the switches of a tier, as all links there light them. */
enum optibom_status network_light(struct network *network, int tier, struct error *err);

/* What carries `count` links of `gbps` each, a scope: cables; or fibers, by lit_fibers. */
enum optibom_status network_add_cables(struct network *network, int64_t count, double gbps,
                                       const char *of, struct error *err);
enum optibom_status network_add_fibers(struct network *network, struct error *err);

/* Keeps the link at hand, of `count` in the build, for rules and metrics. */
enum optibom_status network_record_link(struct network *network, int64_t count, double gbps,
                                        struct error *err);
enum optibom_status network_record_tier(struct network *network, struct bom_tier tier,
                                        struct error *err);

/* Leaves, spines and cores; and the link at hand between two of them. */
enum optibom_status network_add_tiers(struct network *network, struct error *err);
enum optibom_status network_add_tier_link(struct network *network, struct error *err);

/* Rows of the tiers, when their links are known. */
enum optibom_status network_record_tiers(struct network *network, struct error *err);

double network_fibers_of(const struct catalog_part *part);

#endif
