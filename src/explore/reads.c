/*
 * Slots that hang together (statements of src/assemble/network*.c and rules*.c):
 *
 * 1. What the build is for (racks, accelerators, machines) decides everything after it.
 * 2. Within a network: switches and NICs decide about all links; a link's slots about each other;
 *    of another link of the network what takes cages and ports. Networks do not hang on each other.
 * 3. Light hangs on the engines and switches of links with optics inside, and on what their fibers
 *    and far modules lose and need (loss_budget.c); its fiber on the source, the arrays on engines
 *    and switches. Other links need none.
 * 4. A candidate hangs on any slot that has taken it already: the part is ordered once, at the
 *    price of both together. Not so where the part costs the same in any order.
 * 5. All candidates of a slot hang on one that has taken any of them where racks may bring it: what
 *    is there serves both. Modules, optics and fibers come in no rack.
 * 6. What hangs on a slot hangs on another that has taken the same part, for it may change how many
 *    are ordered.
 */
#include "explore/reads.h"

#include "assemble/network.h"
#include "evaluate/purchase.h"

#include <string.h>

const char *const reads_losses[READS_LOSS_FIGURES] = {"attenuation", "connector_loss", "tx_power",
                                                      "rx_sensitivity", "loss_budget"};

static const int WORKLOAD = OPENING_RACK | OPENING_ACCELERATOR | OPENING_SERVER;
static const int IN_RACKS = OPENING_SWITCH | OPENING_NIC | OPENING_CABLE | OPENING_SUPPLY;
static const int ENGINES = OPENING_ENGINE | OPENING_FAR_ENGINE;
static const int HOSTS = OPENING_SWITCH | OPENING_NIC;

static bool is_inside(const char *medium)
{
    return !network_is_copper(medium) && !network_is_pluggable(medium);
}

/* The medium that is chosen for a link, as far as it is. */
static const char *medium_of(const struct openings *openings, const struct spec_link *link,
                             const uint32_t *choices, size_t count)
{
    for (size_t i = 0; i < openings->count && i < count; i++)
        if (openings->items[i].medium == link)
            return openings->items[i].media[choices[i]];
    return link->medium;
}

/* In an entry of a network; OPENING_NOWHERE: in any of its entries. */
static bool has_optics_inside(const struct openings *openings, long network, long entry,
                              const uint32_t *choices, size_t count)
{
    const struct spec_network *spec = &openings->spec->networks[network];
    for (size_t i = 0; i < openings->count && i < count; i++) {
        const struct opening *opening = &openings->items[i];
        if (((int)opening->role & ENGINES) != 0 && opening->network == network &&
            (entry == OPENING_NOWHERE || entry == opening->link) && choices[i] < opening->count)
            return true;
    }
    for (size_t i = 0; i < openings->link_counts[network]; i++)
        for (const struct spec_link *link = &spec->links[i]; link != NULL; link = link->beyond)
            if ((entry == OPENING_NOWHERE || entry == (long)i) &&
                is_inside(medium_of(openings, link, choices, count)))
                return true;
    return false;
}

/* The part that is chosen for a slot, where it matters who else takes it; NULL where it does not.
 */
static const struct catalog_part *shared_part(const struct opening *opening, uint32_t choice)
{
    if (opening->parts == NULL || choice >= opening->count ||
        (((int)opening->role & IN_RACKS) == 0 && purchase_is_flat(opening->parts[choice])))
        return NULL;
    return opening->parts[choice];
}

/* Statements 4 and 5. */
static bool shares_part(const struct opening *later, long candidate, const struct opening *earlier,
                        uint32_t choice)
{
    const struct catalog_part *part = shared_part(earlier, choice);
    bool is_any = candidate == READS_ANY || ((int)earlier->role & IN_RACKS) != 0;
    for (size_t i = 0; part != NULL && later->parts != NULL && i < later->count; i++)
        if (later->parts[i] == part && (is_any || candidate == (long)i))
            return true;
    return false;
}

/* Statement 2. */
static bool reads_in_network(const struct opening *later, const struct opening *earlier)
{
    static const int SHARED = OPENING_MEDIUM | OPENING_MODULE | OPENING_ENGINE | OPENING_CABLE;
    if (later->network != earlier->network || ((int)earlier->role & HOSTS) != 0 ||
        ((int)later->role & HOSTS) != 0 || later->link == earlier->link)
        return later->network == earlier->network;
    return ((int)earlier->role & SHARED) != 0;
}

/* Statement 3. */
static enum reads_what light_reads(const struct openings *openings, const struct opening *later,
                                   size_t earlier, const uint32_t *choices, size_t count)
{
    static const int LOSING = OPENING_FAR_MODULE | OPENING_FIBER;
    static const int OF_SOURCE = OPENING_SWITCH | OPENING_NIC | OPENING_MEDIUM | OPENING_ENGINE |
                                 OPENING_FAR_ENGINE | LOSING;
    static const int OF_ARRAY =
        OPENING_SWITCH | OPENING_MEDIUM | OPENING_ENGINE | OPENING_FAR_ENGINE;
    static const int OF_FIBER = OF_ARRAY | OPENING_LIGHT;
    const struct opening *opening = &openings->items[earlier];
    int wanted = later->role == OPENING_LIGHT         ? OF_SOURCE
                 : later->role == OPENING_LIGHT_FIBER ? OF_FIBER
                                                      : OF_ARRAY;
    if (((int)opening->role & wanted) == 0 ||
        (opening->network != OPENING_NOWHERE &&
         !has_optics_inside(openings, opening->network, opening->link, choices, count)))
        return READS_NOTHING;
    return ((int)opening->role & LOSING) != 0 ? READS_LOSSES : READS_ALL;
}

/* Statements 1 to 3. */
static enum reads_what reads_itself(const struct openings *openings, size_t later, size_t earlier,
                                    const uint32_t *choices, size_t count)
{
    const struct opening *of = &openings->items[later], *on = &openings->items[earlier];
    if (((int)on->role & WORKLOAD) != 0)
        return READS_ALL;
    switch (of->role) {
    case OPENING_LIGHT:
    case OPENING_LIGHT_FIBER:
    case OPENING_ARRAY:
        return light_reads(openings, of, earlier, choices, count);
    case OPENING_SUPPLY:
        return READS_NOTHING;
    default:
        return reads_in_network(of, on) ? READS_ALL : READS_NOTHING;
    }
}

/* Statement 6. */
static bool reads_order(const struct openings *openings, size_t later, size_t earlier,
                        const uint32_t *choices, size_t count)
{
    const struct catalog_part *part = shared_part(&openings->items[earlier], choices[earlier]);
    for (size_t i = 0; part != NULL && i < count && i < later; i++)
        if (i != earlier && shared_part(&openings->items[i], choices[i]) == part &&
            reads_itself(openings, later, i, choices, count) == READS_ALL)
            return true;
    return false;
}

enum reads_what reads(const struct openings *openings, size_t later, long candidate, size_t earlier,
                      const uint32_t *choices, size_t count)
{
    enum reads_what what = reads_itself(openings, later, earlier, choices, count);
    return what == READS_ALL ||
                   shares_part(&openings->items[later], candidate, &openings->items[earlier],
                               choices[earlier]) ||
                   reads_order(openings, later, earlier, choices, count)
               ? READS_ALL
               : what;
}
