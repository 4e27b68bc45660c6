/*
 * Statements, each cited by tests/unit/test_fabric.c. E endpoints of b Gbps, ports of p Gbps.
 *
 * F1  An endpoint takes ceil(b / p) ports and links; where p is a multiple of b, p / b endpoints
 *     share a port (breakout).
 * F2  A leaf holds the most endpoints e for which down(e) + up(e) <= ports; down(e) by F1, up(e) =
 *     ceil(e b / (oversubscription p)), or the uplinks that are asked for. Without spines up is 0.
 * F3  Leaves: for each rail ceil(E / rails / e); endpoints spread evenly over them.
 * F4  Spines of two tiers: ceil(uplinks of all leaves / ports of a spine). Every leaf reaches every
 *     spine, so spines <= uplinks of a leaf and leaves <= ports of a spine; else there are three
 * tiers. F5  Three tiers: a spine uses half its ports down and half up; a pod is as many leaves as
 * a spine has ports down; spines = ceil(uplinks of all leaves / ports down), cores = ceil(their
 * uplinks / ports of a core). Every core reaches every pod: pods <= ports of a core. Source: fat
 * tree of switches of one radix, full bisection where oversubscription is 1.
 */
#include "assemble/fabric.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

static int64_t divide_up(int64_t a, int64_t b)
{
    return a / b + (a % b > 0);
}

/* F1 */
static int64_t splits_of(const struct fabric_request *request)
{
    return request->port_gbps >= request->endpoint_gbps
               ? (int64_t)floor(request->port_gbps / request->endpoint_gbps)
               : 1;
}

static int64_t links_each(const struct fabric_request *request)
{
    return (int64_t)ceil(request->endpoint_gbps / request->port_gbps);
}

static int64_t ports_down(const struct fabric_request *request, int64_t endpoints)
{
    return divide_up(endpoints * links_each(request), splits_of(request));
}

/* F2 */
static int64_t ports_up(const struct fabric_request *request, int64_t endpoints, int tiers)
{
    if (tiers == 1)
        return 0;
    if (request->uplinks > 0)
        return request->uplinks;
    double gbps = (double)endpoints * request->endpoint_gbps;
    return (int64_t)ceil(gbps / (request->oversubscription * request->port_gbps) - 1e-9);
}

static int64_t endpoints_of_leaf(const struct fabric_request *request, int tiers)
{
    int64_t low = 0, high = request->ports[FABRIC_LEAF] * splits_of(request) + 1;
    while (high - low > 1) {
        int64_t middle = low + (high - low) / 2;
        bool fits = ports_down(request, middle) + ports_up(request, middle, tiers) <=
                    request->ports[FABRIC_LEAF];
        low = fits ? middle : low;
        high = fits ? high : middle;
    }
    return low;
}

/* F3 */
static const char *count_leaves(struct fabric *out, const struct fabric_request *request)
{
    struct fabric_tier *leaf = &out->tier[FABRIC_LEAF];
    int64_t rail = divide_up(request->endpoints, request->rails);
    int64_t most = endpoints_of_leaf(request, out->tiers);
    if (most == 0)
        return "a leaf has too few ports for one endpoint and its uplinks; take a switch with more "
               "ports, or fewer uplinks";
    int64_t leaves = divide_up(rail, most);
    int64_t each = rail / leaves, fuller = rail % leaves; /* leaves that hold one more */
    out->splits = splits_of(request);
    out->leaf_endpoints = divide_up(rail, leaves);
    leaf->switches = leaves * request->rails;
    leaf->ports_down = request->rails * (fuller * ports_down(request, each + 1) +
                                         (leaves - fuller) * ports_down(request, each));
    leaf->ports_up = ports_up(request, out->leaf_endpoints, out->tiers) * leaf->switches;
    out->links[FABRIC_LEAF] = request->endpoints * links_each(request);
    return NULL;
}

/* F4 */
static bool take_two_tiers(struct fabric *out, const struct fabric_request *request)
{
    const struct fabric_tier *leaf = &out->tier[FABRIC_LEAF];
    int64_t spines = divide_up(leaf->ports_up, request->ports[FABRIC_SPINE]);
    if (spines > leaf->ports_up / leaf->switches || leaf->switches > request->ports[FABRIC_SPINE])
        return false;
    out->tier[FABRIC_SPINE] = (struct fabric_tier){spines, leaf->ports_up, 0};
    out->links[FABRIC_SPINE] = leaf->ports_up;
    return true;
}

/* F5 */
static const char *take_three_tiers(struct fabric *out, const struct fabric_request *request)
{
    const struct fabric_tier *leaf = &out->tier[FABRIC_LEAF];
    int64_t half = request->ports[FABRIC_SPINE] / 2, core_ports = request->ports[FABRIC_CORE];
    if (half == 0 || core_ports == 0)
        return "spines or cores have too few ports; take switches with more ports";
    int64_t spines = divide_up(leaf->ports_up, half), up = leaf->ports_up;
    out->pods = divide_up(leaf->switches, half);
    if (out->pods > core_ports)
        return "a core switch has fewer ports than there are pods; take core switches with more "
               "ports, "
               "or more planes";
    out->tier[FABRIC_SPINE] = (struct fabric_tier){spines, leaf->ports_up, up};
    out->tier[FABRIC_CORE] = (struct fabric_tier){divide_up(up, core_ports), up, 0};
    out->links[FABRIC_SPINE] = leaf->ports_up;
    out->links[FABRIC_CORE] = up;
    return NULL;
}

static const char *count_tiers(struct fabric *out, const struct fabric_request *request, int tiers)
{
    *out = (struct fabric){.tiers = tiers, .pods = 1};
    const char *why = count_leaves(out, request);
    if (why != NULL)
        return why;
    if (tiers == 1)
        return out->tier[FABRIC_LEAF].switches > request->rails
                   ? "one tier does not join all endpoints; take a leaf-spine or fat tree"
                   : NULL;
    if (tiers == 2)
        return take_two_tiers(out, request) ? NULL
                                            : "two tiers do not join all leaves; take three tiers, "
                                              "or switches with more ports";
    return take_three_tiers(out, request);
}

const char *fabric_count(struct fabric *out, const struct fabric_request *request)
{
    const char *why = NULL;
    if (request->tiers > 0)
        return count_tiers(out, request, request->tiers);
    for (int tiers = 1; tiers <= FABRIC_TIERS; tiers++)
        if ((why = count_tiers(out, request, tiers)) == NULL)
            break;
    return why;
}
