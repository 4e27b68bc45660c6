/*
 * What counts against a build some of whose slots are still open.
 *
 * 1. A finding of severity error, and of the warnings those that hide cost, power or the medium,
 * for else the build of which least is known would win.
 * 2. A finding that slots of some roles may still clear waits for these; one that is not in the
 *    table below clears for no slot and counts at once. The table errs on the side of waiting: what
 *    is not refused at once is refused when its network, the light or the whole build is filled,
 *    and every build that is given as an answer has been looked at in whole.
 * 3. What sums over the whole build decide (its goals, the power of a rack) counts where the build
 *    itself is looked at, not where it stands for others that go on alike.
 * 4. Optics inside a switch or package whose yield no flow of the spec tells are of no known
 *    yield, where yield is asked for.
 * 5. What stands against a network counts when its last slot is filled, but for what light may
 *    clear, and that waits for light while all other networks are filled. So what is chosen in one
 *    network does not decide whether a choice in another is refused, but for parts that both take.
 */
#include "explore/look.h"

#include <math.h>
#include <string.h>

enum {
    NEAR_END = OPENING_MODULE | OPENING_ENGINE | OPENING_SWITCH,
    FAR_END = OPENING_FAR_MODULE | OPENING_FAR_ENGINE | OPENING_NIC | OPENING_SERVER |
              OPENING_ACCELERATOR,
    ENDS = NEAR_END | FAR_END,
    ENGINES = OPENING_ENGINE | OPENING_FAR_ENGINE,
    ALL_LIGHT = OPENING_LIGHT | OPENING_LIGHT_FIBER | OPENING_ARRAY,
    LINKS_TO_COME = 1 << 16, /* beyond the roles: entries of a network that are not there yet */
};

static const struct {
    const char *code;
    int waits_for; /* roles */
} WAITING[] = {
    {"no-fabric", OPENING_SWITCH},
    {"missing-link", LINKS_TO_COME},
    {"missing-rack", OPENING_RACK},
    {"missing-module", OPENING_MODULE},
    {"missing-far-end", FAR_END},
    {"missing-fiber", OPENING_FIBER},
    {"missing-cable", OPENING_CABLE},
    {"missing-light", ENGINES | OPENING_LIGHT | OPENING_LIGHT_FIBER},
    {"missing-array", ENGINES | OPENING_ARRAY},
    {"missing-nic", OPENING_NIC},
    {"missing-contents", OPENING_RACK | OPENING_LIGHT | OPENING_ARRAY},
    {"too-few-engines", ENGINES},
    {"too-few-lasers", ENDS | OPENING_FIBER},
    {"too-little-light", ENDS | OPENING_FIBER},
    {"form-factor", OPENING_SWITCH | OPENING_NIC},
    {"lane-rate", FAR_END},
    {"wavelength", FAR_END},
    {"wavelength-count", FAR_END},
    {"fiber-mode", FAR_END},
    {"polish", FAR_END},
    {"polarity", ENDS},
    {"connector", ENDS},
    {"breakout", ENDS},
    {"reach", FAR_END},
    {"link-margin", ENDS | OPENING_FIBER | OPENING_LIGHT},
    {"rack-power", OPENING_SUPPLY},
};

/* Warnings of statement 1. */
static const char *const HIDING[] = {"price-unknown",    "power-unknown", "bare-chip",
                                     "missing-contents", "medium",        "reach-unknown",
                                     "ends-unknown"};

static bool is_one_of(const char *code, const char *const *codes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(code, codes[i]) == 0)
            return true;
    return false;
}

/* Statement 3. */
static const char *const OF_SUMS[] = {"rack-power", "rack-cooling"};

static int waits_for(const char *code)
{
    for (size_t i = 0; i < sizeof WAITING / sizeof *WAITING; i++)
        if (strcmp(code, WAITING[i].code) == 0)
            return WAITING[i].waits_for;
    return 0;
}

/* The roles of what is still open in the part of the spec that is there. */
static int open_roles(const struct openings *openings, size_t count)
{
    const struct spec *spec = openings->spec;
    int roles = 0;
    for (size_t i = count; i < openings->count; i++) {
        const struct opening *opening = &openings->items[i];
        if (opening->network >= (long)spec->network_count)
            continue;
        bool is_to_come = opening->link != OPENING_NOWHERE &&
                          opening->link >= (long)spec->networks[opening->network].link_count;
        roles |= is_to_come ? LINKS_TO_COME : (int)opening->role;
    }
    return roles;
}

/* Light waits for nothing but light: other findings do not wait for it. */
static bool is_about_light(const struct bom *bom, const struct bom_finding *finding)
{
    if (finding->line == BOM_TOP)
        return false;
    const char *class_name = bom->lines[finding->line].part->class_name;
    return strcmp(class_name, "optical_engine") == 0 || strcmp(class_name, "els") == 0;
}

/* Whether the part of a line, or a system that it comes in, was chosen. */
static bool is_chosen(const struct openings *openings, const uint32_t *choices, size_t count,
                      const struct bom *bom, long line)
{
    for (; line != BOM_TOP; line = bom->lines[line].parent)
        for (size_t i = 0; i < count; i++)
            if (opening_is_filled_by(&openings->items[i], choices[i], bom->lines[line].part))
                return true;
    return false;
}

/* Statement 1, of a warning. */
static bool hides(const struct look_request *request, const uint32_t *choices, size_t count,
                  const struct bom *bom, const struct bom_finding *finding)
{
    return is_one_of(finding->code, HIDING, sizeof HIDING / sizeof *HIDING) &&
           (strcmp(finding->code, "medium") == 0 ||
            is_chosen(request->openings, choices, count, bom, finding->line));
}

static bool counts(const struct look_request *request, const uint32_t *choices, size_t count,
                   const struct bom *bom, const struct bom_finding *finding, int open)
{
    /* A flow stands by for its part, whether that is chosen or not. */
    if (strcmp(finding->code, "unused-assembly") == 0 ||
        is_one_of(finding->code, request->accepted, request->accepted_count) ||
        (!request->is_whole && is_one_of(finding->code, OF_SUMS, sizeof OF_SUMS / sizeof *OF_SUMS)))
        return false;
    if (!is_about_light(bom, finding))
        open &= ~ALL_LIGHT;
    if ((waits_for(finding->code) & open) != 0)
        return false;
    return finding->severity == BOM_ERROR || hides(request, choices, count, bom, finding);
}

/* ---- yield ---- */

/* Whether a flow makes the package that optics stand in, or what their host is made of. */
static bool is_in_package(const struct bom *bom, long optics, long host)
{
    for (size_t i = 0; i < bom->assembly_count; i++) {
        long line = bom->assemblies[i].line;
        bool is_module = strcmp(bom->lines[line].part->class_name, "transceiver") == 0;
        if (line == host || line == optics ||
            (optics != BOM_TOP && bom_is_below(bom, optics, line)) ||
            (!is_module && host != BOM_TOP && bom_is_below(bom, line, host)))
            return true;
    }
    return false;
}

static bool is_made_by_flow(const struct bom *bom, const struct bom_link *link)
{
    const long ends[] = {link->near_line, link->far_line};
    const long hosts[] = {link->upper_line, link->lower_line};
    bool is_made = true, has_engine = false;
    for (size_t i = 0; i < 2; i++) {
        bool is_engine = ends[i] != BOM_TOP &&
                         strcmp(bom->lines[ends[i]].part->class_name, "optical_engine") == 0;
        has_engine |= is_engine;
        is_made &= !is_engine || is_in_package(bom, ends[i], hosts[i]);
    }
    return has_engine ? is_made : is_in_package(bom, link->near_line, link->upper_line);
}

/* Whether a slot of the network that is still open may take a part that a flow makes. */
static bool may_be_made(const struct openings *openings, size_t count, const char *network)
{
    const struct spec *spec = openings->spec;
    for (size_t i = count; i < openings->count; i++) {
        const struct opening *opening = &openings->items[i];
        if (opening->parts == NULL || opening->network == OPENING_NOWHERE ||
            ((int)opening->role & (OPENING_MODULE | OPENING_FAR_MODULE)) != 0 ||
            strcmp(spec->networks[opening->network].name, network) != 0)
            continue;
        for (size_t j = 0; j < opening->count; j++)
            for (size_t k = 0; k < spec->assembly_count; k++)
                if (strcmp(opening->parts[j]->name, spec->assemblies[k].part) == 0 ||
                    strcmp(opening->parts[j]->mpn, spec->assemblies[k].part) == 0)
                    return true;
    }
    return false;
}

/* Statement 4; NULL where there is no such link. */
static const struct bom_link *link_without_yield(const struct look_request *request,
                                                 const struct bom *bom, size_t count)
{
    bool is_asked = false;
    for (size_t i = 0; i < request->goals->count; i++)
        is_asked |= request->goals->items[i].is_yield;
    for (size_t i = 0; is_asked && i < bom->link_count; i++) {
        const struct bom_link *link = &bom->links[i];
        if (look_is_copackaged(bom, link) && !is_made_by_flow(bom, link) &&
            !may_be_made(request->openings, count, link->network))
            return link;
    }
    return NULL;
}

const char *judge(const char **text, const struct look_request *request, const struct look *look,
                  const uint32_t *choices, size_t count)
{
    const struct bom *bom = look->bom;
    int open = open_roles(request->openings, count);
    for (size_t i = 0; i < bom->finding_count; i++)
        if (counts(request, choices, count, bom, &bom->findings[i], open)) {
            *text = bom->findings[i].text;
            return bom->findings[i].code;
        }
    const struct bom_link *link = link_without_yield(request, bom, count);
    if (link != NULL) {
        *text = "no assembly flow of the spec makes the packages whose optics carry its links, so "
                "their yield is not known";
        return "yield-unknown";
    }
    bool is_whole = request->is_whole && count == request->openings->count;
    for (size_t i = 0; is_whole && i < request->goals->count; i++) {
        const struct goal *goal = &request->goals->items[i];
        if (isnan(look->values[i])) {
            *text = evaluation_metric(look->evaluation, goal->metric)->reason;
            return "value-unknown";
        }
        if (goal->limit != NULL && look->values[i] > goal->most + 1e-9 * fabs(goal->most)) {
            *text = goal->limit;
            return "limit";
        }
    }
    return NULL;
}
