#include "assemble/rules_run.h"

#include <assert.h>
#include <string.h>
#include <strings.h>

const struct rule rules[] = {
    {"unfilled-slot", BOM_ERROR, "No catalog entry fills a slot of the spec.",
     "import the part, or name another in the spec"},
    {"wrong-class", BOM_ERROR, "A slot of the spec names a part of a class that cannot fill it.",
     "name a part of the class that the text says"},
    {"open-slot", BOM_WARNING,
     "Several parts satisfy the predicates of a slot, or a link has several media.",
     "pin one with 'part:', narrow the predicates, or let explore find the best"},
    {"capacity-unknown", BOM_ERROR, "A count cannot be derived: a rate or size is not known.",
     "import the missing figure of the part"},
    {"no-fabric", BOM_ERROR, "The switches cannot join the endpoints in the tiers asked for.",
     "take switches with more ports, another topology, or more planes"},
    {"missing-link", BOM_ERROR, "The spec does not say how two tiers of a network are linked.",
     "add a link from nic or accelerator to switch, from leaf to spine, or from spine to core"},
    {"missing-module", BOM_ERROR, "A link of a pluggable medium has no module.",
     "name the module of the link, or take another medium"},
    {"missing-far-end", BOM_ERROR, "The light of a link is not converted at its lower end.",
     "name a far-module, or take an endpoint that contains optics"},
    {"missing-fiber", BOM_ERROR, "An optical link has no fiber.", "name the fiber of the link"},
    {"missing-cable", BOM_ERROR, "A copper link has no cable.", "name the cable of the link"},
    {"missing-light", BOM_ERROR, "Engines that the build buys get no light.",
     "name 'els' and 'fiber' under 'light'"},
    {"laser-fiber", BOM_ERROR,
     "The fiber between laser source and engine does not keep the polarisation.",
     "name polarisation-maintaining fiber under 'light.fiber'"},
    {"laser-wavelength", BOM_ERROR, "Laser source and engine are of different bands.",
     "take a laser source of the engine's wavelength"},
    {"missing-array", BOM_ERROR, "Engines that the build buys end in no fiber array.",
     "name 'fau' under 'light'"},
    {"missing-nic", BOM_ERROR, "A link starts at a NIC, but its network has none.",
     "name the nic of the network, or write 'from: accelerator'"},
    {"missing-rack", BOM_NOTE, "The spec names no rack, so what holds the accelerators is missing.",
     "name the rack or server, where it is to count"},
    {"missing-contents", BOM_WARNING,
     "A system is not known to contain what its network takes from it.",
     "import the composition of the system"},
    {"bare-chip", BOM_WARNING, "A switch chip is bought that no system of the build contains.",
     "name a switch system, or import the composition of the rack"},
    {"contents-differ", BOM_ERROR, "A bought system brings another count than the spec asks for.",
     "correct the count in the spec, or the composition of the system"},
    {"unused-assembly", BOM_ERROR, "A flow makes packages of a part that no line of the build is.",
     "name the system or module of the build that holds the packages"},
    {"too-few-switches", BOM_ERROR, "The racks bring fewer switches than the network needs.",
     "lower the bandwidth of the network, or take another rack"},
    {"too-few-nics", BOM_ERROR, "The servers bring fewer NICs than the network needs.",
     "lower the NICs of the endpoint in the spec, or correct the composition of the server"},
    {"too-few-cables", BOM_ERROR, "The racks bring fewer cables than the network needs.",
     "lower the bandwidth of the network, or take another rack"},
    {"endpoint-bandwidth", BOM_ERROR, "A network asks more of an accelerator than its ports have.",
     "lower the bandwidth of the network, or take another accelerator"},
    {"too-few-ports", BOM_ERROR, "More ports are in use than there are.",
     "take a switch or NIC with more ports, or links at the rate of its ports"},
    {"too-few-cages", BOM_ERROR, "More modules or cables than cages.",
     "take a module with a higher data rate, or a switch or NIC with more cages"},
    {"too-few-engines", BOM_ERROR, "The switch contains fewer optical engines than the links need.",
     "take another switch, or lower the bandwidth of the network"},
    {"too-few-lasers", BOM_ERROR, "The switch contains fewer lasers than the lit lanes need.",
     "take another laser source, or a laser that feeds more lanes"},
    {"too-little-light", BOM_ERROR, "The lasers are too weak for the lanes that they feed.",
     "take a stronger laser source, engines of lower loss, shorter links, or a smaller margin"},
    {"too-few-fibers", BOM_ERROR,
     "The fiber arrays of a switch have fewer fibers than its engines.",
     "correct the composition of the switch, or the fibers of array or engine"},
    {"shoreline", BOM_ERROR, "The engines of a package need more edge than it has.",
     "take engines with more bandwidth for each millimetre, or fewer of them"},
    {"protocol", BOM_ERROR, "The two ends of a link speak no protocol in common.",
     "take a switch or NIC that speaks the protocol of the other"},
    {"form-factor", BOM_ERROR, "The module or cable does not fit the cage.",
     "take a module or cable of the cage's form factor"},
    {"cage-power", BOM_ERROR, "The module may draw more than its cage supplies and cools.",
     "take a module of lower power, or a switch with stronger cages"},
    {"cage-rate", BOM_ERROR, "A module is to carry more than its cage has.",
     "take a module of the cage's data rate, or a switch or NIC with faster cages"},
    {"lane-rate", BOM_ERROR, "The two ends of a link run their lanes at different rates.",
     "take modules of one lane rate at both ends"},
    {"medium", BOM_WARNING, "A part is of another medium than its link.",
     "correct the medium of the link, or take a part of that medium"},
    {"reach-unknown", BOM_WARNING,
     "A copper link has a cable of which neither length nor reach is known.",
     "import the length or reach of the cable, or take one that states it"},
    {"ends-unknown", BOM_WARNING,
     "A module, cable or fiber does not state its ends, but what it joins does.",
     "import the form factor or connector of the part"},
    {"breakout", BOM_ERROR, "The ends of fiber or cable are not as many as the links they serve.",
     "take a piece that fans out as the module does, or one that does not"},
    {"breakout-mode", BOM_WARNING,
     "A module serves more links than it is known to have logical ports.",
     "import into how many ports the module breaks out, or take one with more"},
    {"wavelength", BOM_ERROR, "The two ends of a link send light of different bands.",
     "take modules of one band at both ends"},
    {"wavelength-count", BOM_ERROR,
     "The two ends of a link put different numbers of wavelengths into a fiber.",
     "take modules of one optical interface at both ends"},
    {"reach", BOM_ERROR, "The link is longer than its medium reaches.",
     "shorten the link, or take a medium that reaches further"},
    {"fiber-mode", BOM_ERROR, "Module and fiber are of different modes.",
     "take fiber of the modules' mode"},
    {"connector", BOM_ERROR, "Fiber and what it joins have different connectors.",
     "take a fiber cable with the connectors of both ends"},
    {"polarity", BOM_ERROR, "The fiber joins transmitters to transmitters.",
     "take a fiber cable of polarity B between two modules"},
    {"link-margin", BOM_ERROR, "An optical link keeps less margin than the spec asks for.",
     "shorten the link, take optics with a larger budget, or lower 'light.margin'"},
    {"link-margin-worst", BOM_WARNING,
     "With every figure at its worst, a link keeps less margin than the spec asks for.",
     "import narrower figures, or take optics with a larger budget"},
    {"rack-power", BOM_ERROR, "A rack may draw more than it is fed, or than its supplies carry.",
     "spread the build over more racks, or give the racks more power or supplies"},
    {"rack-cooling", BOM_ERROR, "A rack may give off more heat than liquid or air takes away.",
     "spread the build over more racks, or cool more"},
    {"polish", BOM_ERROR, "The end faces of module and fiber differ.",
     "take a fiber cable with the module's polish"},
    {"list-lacks", BOM_ERROR, "A bill of materials has less of a part than the build needs.",
     "add what lacks to the list, or correct the spec"},
    {"list-exceeds", BOM_NOTE, "A bill of materials has more of a part than the build needs.",
     "take it off the list, unless it is spare or for something else"},
    {"price-unknown", BOM_WARNING, "A bought part has no offer, so the cost is too low.",
     "import an offer for the part"},
    {"rate-unknown", BOM_ERROR,
     "A bought part has offers, but none in a currency with a rate to the program's.",
     "import an exchange rate, or name another program.currency"},
    {"power-unknown", BOM_WARNING, "Neither a part nor its contents have a power figure.",
     "import the power figure of the part"},
    {"lifecycle", BOM_WARNING, "A bought part is not recommended for new designs or is obsolete.",
     "choose a successor"},
    {"maker-rejected", BOM_ERROR, "The maker of a bought part was rejected.",
     "choose a part of another maker, or decide anew with optibom maker"},
    {"maker-unlisted", BOM_WARNING,
     "Makers were approved for the class of a bought part, its own is not among them.",
     "choose a part of an approved maker, or decide on this one with optibom maker"},
    {"alternate-taken", BOM_NOTE,
     "An alternate is bought in place of the part that the spec names.",
     "name it in the spec to keep it"},
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

bool rules_is_class(const struct bom_line *line, const char *class_name)
{
    return strcmp(line->part->class_name, class_name) == 0;
}

const struct catalog_part *rules_part(const struct bom *bom, long line)
{
    return line == BOM_TOP ? NULL : bom->lines[line].part;
}

bool rules_texts_differ(const struct catalog_part *a, const char *a_attribute,
                        const struct catalog_part *b, const char *b_attribute)
{
    const char *x = catalog_part_text(a, a_attribute), *y = catalog_part_text(b, b_attribute);
    return x != NULL && y != NULL && strcasecmp(x, y) != 0;
}

bool rules_is_said(const struct bom *bom, size_t first, const struct catalog_part *part)
{
    for (size_t i = first; i < bom->finding_count; i++)
        if (rules_part(bom, bom->findings[i].line) == part)
            return true;
    return false;
}

long rules_line_below(const struct bom *bom, long above, const char *class_name)
{
    for (long i = above + 1;
         i < (long)bom->line_count && bom->lines[i].level > bom->lines[above].level; i++)
        if (rules_is_class(&bom->lines[i], class_name))
            return i;
    return BOM_TOP;
}

static long optics_below(const struct bom *bom, long above)
{
    long engine = rules_line_below(bom, above, "optical_engine");
    return engine != BOM_TOP ? engine : rules_line_below(bom, above, "transceiver");
}

bool rules_is_endpoint_link(const struct bom_link *link)
{
    return strcmp(link->asked->from, "leaf") != 0 && strcmp(link->asked->from, "spine") != 0;
}

long rules_far_line(const struct bom *bom, const struct bom_link *link)
{
    if (link->far_line != BOM_TOP || !rules_is_endpoint_link(link))
        return link->far_line;
    if (link->lower_line != BOM_TOP)
        return optics_below(bom, link->lower_line);
    long found = BOM_TOP;
    for (long i = 0; i < (long)bom->line_count && found == BOM_TOP; i++)
        if (rules_is_class(&bom->lines[i], "accelerator"))
            found = optics_below(bom, i);
    return found;
}

const struct spec_network *rules_network(const struct bom *bom, const char *name)
{
    size_t i = 0;
    while (i < bom->spec->network_count && strcmp(bom->spec->networks[i].name, name) != 0)
        i++;
    assert(i < bom->spec->network_count);
    return &bom->spec->networks[i];
}

bool rules_check(struct bom *bom)
{
    return rules_check_complete(bom) && rules_check_parts(bom) && rules_check_hosts(bom) &&
           rules_check_links(bom) && rules_check_protocols(bom) && rules_check_light(bom) &&
           rules_check_unknown(bom);
}
