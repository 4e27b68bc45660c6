#include "assemble/rules.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>
#include <strings.h>

const struct rule rules[] = {
    {"unfilled-slot", BOM_ERROR, "No catalog entry fills a slot of the spec.",
     "import the part, or name another in the spec"},
    {"open-slot", BOM_WARNING, "Several parts satisfy the predicates of a slot.",
     "pin one with 'part:', or narrow the predicates"},
    {"capacity-unknown", BOM_ERROR, "A count cannot be derived: a rate or size is not known.",
     "import the missing figure of the part"},
    {"no-fabric", BOM_ERROR, "The switches cannot join the endpoints in the tiers asked for.",
     "take switches with more ports, another topology, or more planes"},
    {"missing-link", BOM_ERROR,
     "The spec does not say how endpoints, or two tiers of switches, are linked.",
     "add a link from the endpoints, from leaf to spine, or from spine to core"},
    {"contents-differ", BOM_ERROR, "A bought system brings another count than the spec asks for.",
     "correct the count in the spec, or the composition of the system"},
    {"too-few-switches", BOM_ERROR, "The racks bring fewer switches than the network needs.",
     "lower the bandwidth of the network, or take another rack"},
    {"too-few-nics", BOM_ERROR, "The servers bring fewer NICs than the network needs.",
     "lower the NICs of the endpoint in the spec, or correct the composition of the server"},
    {"too-few-cables", BOM_ERROR, "The racks bring fewer cables than the network needs.",
     "lower the bandwidth of the network, or take another rack"},
    {"too-few-cages", BOM_ERROR, "More modules than the switches have cages.",
     "take a module with a higher data rate, or a switch with more cages"},
    {"too-few-engines", BOM_ERROR, "The switch contains fewer optical engines than the links need.",
     "take another switch, or lower the bandwidth of the network"},
    {"too-few-lasers", BOM_ERROR, "The switch contains fewer lasers than the lit lanes need.",
     "take another laser source, or a laser that feeds more lanes"},
    {"too-little-light", BOM_ERROR, "The lasers are too weak for the lanes that they feed.",
     "take a stronger laser source, engines of lower loss, shorter links, or a smaller margin"},
    {"form-factor", BOM_ERROR, "The module does not fit the cage.",
     "take a module of the cage's form factor"},
    {"cage-power", BOM_ERROR, "The module may draw more than its cage supplies and cools.",
     "take a module of lower power, or a switch with stronger cages"},
    {"lane-rate", BOM_ERROR, "The two ends of a link run their lanes at different rates.",
     "take modules of one lane rate at both ends"},
    {"reach", BOM_ERROR, "The link is longer than its medium reaches.",
     "shorten the link, or take a medium that reaches further"},
    {"fiber-mode", BOM_ERROR, "Module and fiber are of different modes.",
     "take fiber of the module's mode"},
    {"polish", BOM_ERROR, "The end faces of module and fiber differ.",
     "take a fiber cable with the module's polish"},
    {"price-unknown", BOM_WARNING, "A bought part has no offer, so the cost is too low.",
     "import an offer for the part"},
    {"power-unknown", BOM_WARNING, "Neither a part nor its contents have a power figure.",
     "import the power figure of the part"},
    {"lifecycle", BOM_WARNING, "A bought part is not recommended for new designs or is obsolete.",
     "choose a successor"},
};
const size_t rule_count = sizeof rules / sizeof *rules;

const struct rule *rule_of(const char *code)
{
    size_t i = 0;
    while (i < rule_count && strcmp(rules[i].code, code) != 0)
        i++;
    assert(i < rule_count);
    return &rules[i];
}

static bool is_class(const struct bom_line *line, const char *class_name)
{
    return strcmp(line->part->class_name, class_name) == 0;
}

/* Texts that both parts state and that differ; what nobody states is no finding. */
static bool texts_differ(const struct catalog_part *a, const char *a_attribute,
                         const struct catalog_part *b, const char *b_attribute)
{
    const char *x = catalog_part_text(a, a_attribute), *y = catalog_part_text(b, b_attribute);
    return x != NULL && y != NULL && strcasecmp(x, y) != 0;
}

/* Modules in the cages of a host, for all its links; `*is_first` when no line of them stands before
 * `at`. */
static int64_t modules_in(const struct bom *bom, long host, long at, bool *is_first)
{
    int64_t modules = 0;
    for (long i = host + 1;
         i < (long)bom->line_count && bom->lines[i].level > bom->lines[host].level; i++) {
        const struct bom_line *line = &bom->lines[i];
        if (line->parent != host || !line->is_bought || !is_class(line, "transceiver"))
            continue;
        modules += line->quantity;
        *is_first &= i >= at;
    }
    return modules;
}

static bool check_cage(struct bom *bom, long at, const struct catalog_part *host)
{
    const struct bom_line *line = &bom->lines[at];
    const char *cage = strcmp(host->class_name, "nic") == 0 ? "form_factor" : "cage_form_factor";
    bool ok = true;
    if (texts_differ(line->part, "form_factor", host, cage))
        ok = bom_find(bom, "form-factor", at, "%s is %s, the cages of %s are %s", line->part->name,
                      catalog_part_text(line->part, "form_factor"), host->name,
                      catalog_part_text(host, cage));
    double limit = catalog_part_number(host, "cage_power", NAN);
    double power = range_filled(catalog_part_range(line->part, "power")).max;
    if (ok && power > limit)
        ok = bom_find(bom, "cage-power", at, "%s draws up to %g W, a cage of %s allows %g W",
                      line->part->name, power, host->name, limit);
    double cages =
        catalog_part_number(host, "cages", NAN) * (double)bom->lines[line->parent].quantity;
    bool is_first = true;
    int64_t modules = modules_in(bom, line->parent, at, &is_first);
    if (ok && is_first && (double)modules > cages)
        ok = bom_find(bom, "too-few-cages", at, "%" PRId64 " modules, but %g cages in %s", modules,
                      cages, host->name);
    return ok;
}

static bool check_line(struct bom *bom, long at)
{
    const struct bom_line *line = &bom->lines[at];
    bool ok = true;
    if (line->parent != BOM_TOP && is_class(line, "transceiver"))
        ok = check_cage(bom, at, bom->lines[line->parent].part);
    if (ok && line->is_bought && line->part->offer_count == 0)
        ok = bom_find(bom, "price-unknown", at, "%s has no offer", line->part->name);
    const char *lifecycle = catalog_part_text(line->part, "lifecycle");
    if (ok && line->is_bought && lifecycle != NULL &&
        (strcmp(lifecycle, "nrnd") == 0 || strcmp(lifecycle, "eol") == 0 ||
         strcmp(lifecycle, "obsolete") == 0))
        ok = bom_find(bom, "lifecycle", at, "%s is %s", line->part->name, lifecycle);
    return ok;
}

/* Classes whose pieces draw power themselves; the others are passive or part of something. */
static bool draws_power(const struct bom_line *line)
{
    static const char *const CLASSES[] = {"transceiver", "accelerator", "enclosure",
                                          "nic",         "els",         "optical_engine"};
    for (size_t i = 0; i < sizeof CLASSES / sizeof *CLASSES; i++)
        if (is_class(line, CLASSES[i]))
            return true;
    return false;
}

static bool has_power(const struct catalog_part *part)
{
    return !range_is_none(catalog_part_range(part, "power")) ||
           !range_is_none(catalog_part_range(part, "energy"));
}

/* A bought line without a figure is covered when something inside it has one. */
static bool check_power(struct bom *bom, long at)
{
    const struct bom_line *line = &bom->lines[at];
    if (!line->is_bought || !draws_power(line) || has_power(line->part))
        return true;
    for (long below = at + 1;
         below < (long)bom->line_count && bom->lines[below].level > line->level; below++)
        if (!bom->lines[below].is_bought && has_power(bom->lines[below].part))
            return true;
    return bom_find(bom, "power-unknown", at, "%s has no power figure", line->part->name);
}

static const struct bom_line *line_at(const struct bom *bom, long at)
{
    return at == BOM_TOP ? NULL : &bom->lines[at];
}

static bool check_reach(struct bom *bom, const struct bom_link *link, long at,
                        const char *attribute)
{
    const struct bom_line *line = line_at(bom, at);
    if (line == NULL)
        return true;
    double reach = range_filled(catalog_part_range(line->part, attribute)).max;
    return !(link->length_m > reach) ||
           bom_find(bom, "reach", at, "%s: %g m, but %s reaches %g m", link->network,
                    link->length_m, line->part->name, reach);
}

static bool check_link(struct bom *bom, const struct bom_link *link)
{
    const struct bom_line *near = line_at(bom, link->near_line);
    const struct bom_line *far = line_at(bom, link->far_line);
    const struct bom_line *carrier = line_at(bom, link->carrier_line);
    bool ok = check_reach(bom, link, link->near_line, "reach") &&
              check_reach(bom, link, link->far_line, "reach") &&
              check_reach(bom, link, link->carrier_line,
                          carrier != NULL && is_class(carrier, "fiber") ? "length" : "reach");
    if (ok && near != NULL && far != NULL) {
        double a = catalog_part_number(near->part, "lane_rate", NAN);
        double b = catalog_part_number(far->part, "lane_rate", NAN);
        if (a < b || a > b)
            ok = bom_find(bom, "lane-rate", link->far_line,
                          "%s runs lanes at %g Gbps, %s at %g Gbps", near->part->name, a,
                          far->part->name, b);
    }
    if (ok && far != NULL && carrier != NULL &&
        texts_differ(far->part, "fiber_mode", carrier->part, "fiber_mode"))
        ok = bom_find(bom, "fiber-mode", link->carrier_line, "%s is for %s, %s is %s",
                      far->part->name, catalog_part_text(far->part, "fiber_mode"),
                      carrier->part->name, catalog_part_text(carrier->part, "fiber_mode"));
    if (ok && far != NULL && carrier != NULL &&
        texts_differ(far->part, "polish", carrier->part, "polish"))
        ok = bom_find(bom, "polish", link->carrier_line, "%s has %s end faces, %s has %s",
                      far->part->name, catalog_part_text(far->part, "polish"), carrier->part->name,
                      catalog_part_text(carrier->part, "polish"));
    return ok;
}

bool rules_check(struct bom *bom)
{
    for (long i = 0; i < (long)bom->line_count; i++)
        if (!check_line(bom, i) || !check_power(bom, i))
            return false;
    for (size_t i = 0; i < bom->link_count; i++)
        if (!check_link(bom, &bom->links[i]))
            return false;
    return true;
}
