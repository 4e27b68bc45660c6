/*
 * How many switches, ports and links a network of one to three tiers, or of leaves in a mesh,
 * takes: numbers only. Bandwidths are in one direction, counts those of one fabric (a rack, a
 * build, a plane).
 */
#ifndef OPTIBOM_ASSEMBLE_FABRIC_H
#define OPTIBOM_ASSEMBLE_FABRIC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FABRIC_TIERS = 3, FABRIC_LEAF = 0, FABRIC_SPINE, FABRIC_CORE };

/* Equal endpoints: machines, or accelerators that have ports of their own. */
struct fabric_kind {
    int64_t members;
    int64_t links; /* of each member into this fabric */
    double gbps;   /* of each link */
    int64_t homes; /* leaves over which the links of a member are spread evenly; 1 or more */
    int bundle;    /* kinds of one bundle and rate share ports and modules */
};

struct fabric_request {
    const struct fabric_kind *kinds;
    size_t kind_count;
    double port_gbps;            /* of a switch port, in every tier */
    int64_t ports[FABRIC_TIERS]; /* of a leaf, spine, core switch that may be used */
    int64_t rails;               /* the leaves are a multiple of it; 1 or more */
    int64_t leaves;              /* at least so many; 0: as few as do */
    double oversubscription;     /* bandwidth down over bandwidth up at a leaf; 1 or more */
    int64_t uplinks;             /* of a leaf, in ports; 0: what the oversubscription asks for */
    int tiers;                   /* 1 to 3; 0: the fewest that join all endpoints */
    bool is_mesh;                /* one tier, its leaves joined each to each other */
    int64_t mesh_links;          /* between two leaves; 0: what the oversubscription asks for */
};

struct fabric_tier {
    int64_t switches;
    int64_t ports_down, ports_up; /* in use, of all of them */
};

struct fabric {
    int tiers;
    int64_t leaf_down, leaf_up; /* ports of the fullest leaf in use */
    int64_t pods;               /* groups of leaves that own their spines; 1 below 3 tiers */
    int64_t mesh_links;         /* between all leaves of a mesh */
    struct fabric_tier tier[FABRIC_TIERS];
    int64_t links[FABRIC_TIERS]; /* of endpoints to leaves, leaves to spines, spines to cores */
};

/* NULL, or why no such fabric exists, with what would help. */
const char *fabric_count(struct fabric *out, const struct fabric_request *request);

/* Bandwidth of the links of a bundle at the first leaf, the fullest. */
double fabric_fullest_gbps(const struct fabric_request *request, int64_t leaves, int bundle);

/* Things that serve `served` links each, in all of `leaves` leaves, for the links of a bundle at a
 * rate; each leaf has its own. */
int64_t fabric_pack(const struct fabric_request *request, int64_t leaves, int bundle, double gbps,
                    int64_t served);

#endif
