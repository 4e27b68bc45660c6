/*
 * How many switches, ports and links a network of one to three tiers takes: numbers only.
 * Bandwidths are in one direction, counts those of one fabric (a rack, a build, a plane).
 */
#ifndef OPTIBOM_ASSEMBLE_FABRIC_H
#define OPTIBOM_ASSEMBLE_FABRIC_H

#include <stdint.h>

enum { FABRIC_TIERS = 3, FABRIC_LEAF = 0, FABRIC_SPINE, FABRIC_CORE };

struct fabric_request {
    int64_t endpoints;
    double endpoint_gbps;        /* of each endpoint into this fabric */
    double port_gbps;            /* of a switch port, in every tier */
    int64_t ports[FABRIC_TIERS]; /* of a leaf, spine, core switch that may be used */
    int64_t rails;               /* groups of leaves that share the endpoints evenly; 1 or more */
    double oversubscription;     /* bandwidth down over bandwidth up at a leaf; 1 or more */
    int64_t uplinks;             /* of a leaf, in ports; 0: what the oversubscription asks for */
    int tiers;                   /* 1 to 3; 0: the fewest that join all endpoints */
};

struct fabric_tier {
    int64_t switches;
    int64_t ports_down, ports_up; /* in use, of all of them */
};

struct fabric {
    int tiers;
    int64_t leaf_endpoints; /* of a full leaf */
    int64_t splits;         /* endpoints that share a port; 1: they share none */
    int64_t pods;           /* groups of leaves that own their spines; 1 below 3 tiers */
    struct fabric_tier tier[FABRIC_TIERS];
    int64_t links[FABRIC_TIERS]; /* of endpoints to leaves, leaves to spines, spines to cores */
};

/* NULL, or why no such fabric exists, with what would help. */
const char *fabric_count(struct fabric *out, const struct fabric_request *request);

#endif
