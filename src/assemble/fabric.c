/*
 * Statements, each cited by tests/unit/test_fabric.c. Links of b Gbps, ports of p Gbps.
 *
 * F1  A link takes ceil(b / p) ports; where p is at least b, floor(p / b) links share a port
 *     (breakout), those of one bundle and rate.
 * F2  The M members of a kind are homed on h leaves each, with their links spread evenly over
 *     these; M h places are dealt evenly to the leaves, the first ones get one more. A leaf holds
 *     what it is dealt when down + up <= ports: down by F1; up = ceil(its bandwidth /
 *     (oversubscription p)), at least 1, or the uplinks that are asked for. Without spines up is 0.
 * F3  Leaves: the least multiple of the rails, no less than any h and than asked for, with which
 *     the first leaf, the fullest, holds what it is dealt.
 * F4  Spines of two tiers: ceil(uplinks of all leaves / ports of a spine). Every leaf reaches
 *     every spine, so spines <= uplinks of a leaf and leaves <= ports of a spine; else there are
 *     three tiers.
 * F5  Three tiers: a spine uses half its ports down and half up; a pod is as many leaves as a
 *     spine has ports down; spines = ceil(uplinks of all leaves / ports down), cores = ceil(their
 *     uplinks / ports of a core). Every core reaches every pod: pods <= ports of a core. Source:
 *     fat tree of switches of one radix, full bisection where oversubscription is 1.
 * F6  Mesh of L leaves: m links between any two, L (L - 1) / 2 m in all; up = m (L - 1) ports a
 *     leaf. m = ceil(bandwidth of the first leaf / (oversubscription p (L - 1))) when not given.
 */
#include "assemble/fabric.h"

#include "base/count.h"

#include <math.h>

static const double ROUNDING = 1e-9;

static int64_t divide_up(int64_t a, int64_t b)
{
    return a / b + (a % b > 0);
}

static int64_t places_of(const struct fabric_kind *kind)
{
    return count_times(kind->members, kind->homes);
}

/* F2: places of a kind in the leaf of that number, from 0. */
static int64_t places_at(const struct fabric_kind *kind, int64_t leaves, int64_t leaf)
{
    int64_t places = places_of(kind);
    return places / leaves + (leaf < places % leaves);
}

static int64_t links_at(const struct fabric_kind *kind, int64_t leaves, int64_t leaf)
{
    return count_times(places_at(kind, leaves, leaf), divide_up(kind->links, kind->homes));
}

static bool is_same(double a, double b)
{
    return fabs(a - b) <= ROUNDING * b;
}

/* True for the first kind of its bundle and rate. */
static bool is_first(const struct fabric_request *request, size_t at)
{
    const struct fabric_kind *kinds = request->kinds;
    for (size_t i = 0; i < at; i++)
        if (kinds[i].bundle == kinds[at].bundle && is_same(kinds[i].gbps, kinds[at].gbps))
            return false;
    return true;
}

static int64_t bundle_at(const struct fabric_request *request, int64_t leaves, int64_t leaf,
                         int bundle, double gbps)
{
    int64_t links = 0;
    for (size_t i = 0; i < request->kind_count; i++)
        if (request->kinds[i].bundle == bundle && is_same(request->kinds[i].gbps, gbps))
            links += links_at(&request->kinds[i], leaves, leaf);
    return links;
}

/* The next leaf, after `leaf`, whose load may differ from its; `leaves` when there is none. */
static int64_t next_load(const struct fabric_request *request, int64_t leaves, int64_t leaf)
{
    int64_t next = leaves;
    for (size_t i = 0; i < request->kind_count; i++) {
        int64_t more = places_of(&request->kinds[i]) % leaves;
        if (more > leaf && more < next)
            next = more;
    }
    return next;
}

int64_t fabric_pack(const struct fabric_request *request, int64_t leaves, int bundle, double gbps,
                    int64_t served)
{
    int64_t things = 0;
    for (int64_t leaf = 0, next; leaf < leaves; leaf = next) {
        next = next_load(request, leaves, leaf);
        things += count_times(next - leaf,
                              divide_up(bundle_at(request, leaves, leaf, bundle, gbps), served));
    }
    return things;
}

double fabric_fullest_gbps(const struct fabric_request *request, int64_t leaves, int bundle)
{
    double gbps = 0;
    for (size_t i = 0; i < request->kind_count; i++)
        if (request->kinds[i].bundle == bundle)
            gbps += (double)links_at(&request->kinds[i], leaves, 0) * request->kinds[i].gbps;
    return gbps;
}

/* F1 */
static int64_t ports_down_at(const struct fabric_request *request, int64_t leaves, int64_t leaf)
{
    int64_t ports = 0;
    for (size_t i = 0; i < request->kind_count; i++) {
        if (!is_first(request, i))
            continue;
        double gbps = request->kinds[i].gbps;
        int64_t links = bundle_at(request, leaves, leaf, request->kinds[i].bundle, gbps);
        ports += request->port_gbps >= gbps
                     ? divide_up(links, count_of(floor(request->port_gbps / gbps + ROUNDING)))
                     : count_times(links, count_of(ceil(gbps / request->port_gbps - ROUNDING)));
    }
    return ports;
}

/* F2, F6: of the first leaf. */
static int64_t ports_up(const struct fabric_request *request, int64_t leaves, int tiers)
{
    double gbps = 0, per_port = request->oversubscription * request->port_gbps;
    for (size_t i = 0; i < request->kind_count; i++)
        gbps += (double)links_at(&request->kinds[i], leaves, 0) * request->kinds[i].gbps;
    if (request->is_mesh && leaves > 1) {
        int64_t each = request->mesh_links;
        if (each == 0)
            each = count_of(ceil(gbps / (per_port * (double)(leaves - 1)) - ROUNDING));
        return count_times(each, leaves - 1);
    }
    if (tiers == 1)
        return 0;
    int64_t uplinks = count_of(ceil(gbps / per_port - ROUNDING));
    return request->uplinks > 0 ? request->uplinks : uplinks > 0 ? uplinks : 1;
}

static bool fits(const struct fabric_request *request, int64_t leaves, int tiers)
{
    return ports_down_at(request, leaves, 0) + ports_up(request, leaves, tiers) <=
           request->ports[FABRIC_LEAF];
}

static int64_t places_most(const struct fabric_request *request)
{
    int64_t most = 1;
    for (size_t i = 0; i < request->kind_count; i++)
        if (places_of(&request->kinds[i]) > most)
            most = places_of(&request->kinds[i]);
    return most;
}

/* F3 for trees: whether the first leaf fits can only get better with more leaves. */
static int64_t leaves_of_tree(const struct fabric_request *request, int64_t least, int tiers)
{
    int64_t low = least - 1, high = divide_up(places_most(request), request->rails);
    if (high < least)
        high = least;
    if (!fits(request, high * request->rails, tiers))
        return 0;
    while (high - low > 1) {
        int64_t middle = low + (high - low) / 2;
        if (fits(request, middle * request->rails, tiers))
            high = middle;
        else
            low = middle;
    }
    return high * request->rails;
}

/* F3 for a mesh: more leaves take more ports up, so each number is tried. */
static int64_t leaves_of_mesh(const struct fabric_request *request, int64_t least)
{
    for (int64_t n = least; n * request->rails <= request->ports[FABRIC_LEAF] + 1; n++)
        if (fits(request, n * request->rails, 1))
            return n * request->rails;
    return 0;
}

/* Leaves that members are homed on: with so many, none needs a tier above to reach another. */
static int64_t home_leaves(const struct fabric_request *request, int64_t least)
{
    for (size_t i = 0; i < request->kind_count; i++)
        if (request->kinds[i].homes > least)
            least = request->kinds[i].homes;
    return divide_up(least, request->rails) * request->rails;
}

static const char *count_leaves(struct fabric *out, const struct fabric_request *request)
{
    struct fabric_tier *leaf = &out->tier[FABRIC_LEAF];
    int64_t least =
        home_leaves(request, request->leaves > 1 ? request->leaves : 1) / request->rails;
    int64_t leaves = request->is_mesh ? leaves_of_mesh(request, least)
                                      : leaves_of_tree(request, least, out->tiers);
    if (leaves == 0)
        return request->is_mesh
                   ? "no number of leaves has the ports for the endpoints and a mesh of all "
                     "leaves; take a switch with more ports, fewer mesh links, or a leaf-spine"
                   : "a leaf has too few ports for one endpoint and its uplinks; take a switch "
                     "with "
                     "more ports, or fewer uplinks";
    leaf->switches = leaves;
    out->leaf_down = ports_down_at(request, leaves, 0);
    out->leaf_up = ports_up(request, leaves, out->tiers);
    leaf->ports_up = count_times(out->leaf_up, leaves);
    for (int64_t at = 0, next; at < leaves; at = next) {
        next = next_load(request, leaves, at);
        leaf->ports_down += count_times(next - at, ports_down_at(request, leaves, at));
    }
    for (size_t i = 0; i < request->kind_count; i++) {
        const struct fabric_kind *kind = &request->kinds[i];
        int64_t ports = count_of(ceil(kind->gbps / request->port_gbps - ROUNDING));
        out->links[FABRIC_LEAF] +=
            count_times(count_times(kind->members, kind->links), ports > 1 ? ports : 1);
    }
    if (request->is_mesh)
        out->mesh_links = count_times(out->leaf_up, leaves) / 2;
    return NULL;
}

/* F4 */
static bool take_two_tiers(struct fabric *out, const struct fabric_request *request)
{
    const struct fabric_tier *leaf = &out->tier[FABRIC_LEAF];
    int64_t spines = divide_up(leaf->ports_up, request->ports[FABRIC_SPINE]);
    if (spines > out->leaf_up || leaf->switches > request->ports[FABRIC_SPINE])
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
               "ports, or more planes";
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
    if (why != NULL || request->is_mesh)
        return why;
    if (tiers == 1)
        return out->tier[FABRIC_LEAF].switches > home_leaves(request, 1)
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
    if (request->is_mesh || request->tiers > 0)
        return count_tiers(out, request, request->is_mesh ? 1 : request->tiers);
    for (int tiers = 1; tiers <= FABRIC_TIERS; tiers++)
        if ((why = count_tiers(out, request, tiers)) == NULL)
            break;
    return why;
}
