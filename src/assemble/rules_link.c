/*
 * Rules about links: both ends and what is between them. What nobody states is no finding.
 *
 * 1. Wavelength: a single figure stands for a band of 6.5 nm to each side, as 1311 nm does in IEEE
 *    802.3 (1304.5 to 1317.5 nm); bands must meet. Links over one fiber have different ones.
 * 2. Wavelengths in a fiber: stated, or 2 x lanes / fibers.
 * 3. Breakout: a receptacle of r Gbps carries floor(r / b) links of b Gbps, or a link takes
 *    ceil(b / r) of them; what the ends of a piece carry on one side they carry on the other.
 *    Endpoints share no module.
 * 4. Polarity: between two modules lane 1 must end where lane 1 is received, which is method B of
 *    ANSI/TIA-568.3; A is straight, C crosses pairs.
 */
#include "assemble/connector.h"
#include "assemble/network.h"
#include "assemble/rules_run.h"

#include <ctype.h>
#include <math.h>
#include <string.h>
#include <strings.h>

static const double BAND_NM = 6.5;

/* The ends of a link and what joins them; NULL where nothing does. */
struct span {
    struct bom *bom;
    const struct bom_link *link;
    const struct catalog_part *near, *far, *carrier;
    long near_line, far_line;
};

static bool is_class(const struct catalog_part *part, const char *class_name)
{
    return part != NULL && strcmp(part->class_name, class_name) == 0;
}

static bool check_reach(const struct span *span, long line, const char *attribute)
{
    const struct catalog_part *part = rules_part(span->bom, line);
    if (part == NULL)
        return true;
    double reach = range_filled(catalog_part_range(part, attribute)).max;
    return !(span->link->length_m > reach) ||
           bom_find(span->bom, "reach", line, "%s: %g m, but %s reaches %g m", span->link->network,
                    span->link->length_m, part->name, reach);
}

static bool check_reaches(const struct span *span)
{
    bool has_length = span->carrier != NULL && catalog_part_figure(span->carrier, "length") != NULL;
    return check_reach(span, span->near_line, "reach") &&
           (span->far == span->near || check_reach(span, span->far_line, "reach")) &&
           check_reach(span, span->link->carrier_line, has_length ? "length" : "reach");
}

static bool check_lane_rate(const struct span *span)
{
    if (span->near == NULL || span->far == NULL)
        return true;
    double a = catalog_part_number(span->near, "lane_rate", NAN);
    double b = catalog_part_number(span->far, "lane_rate", NAN);
    return !(a < b || a > b) || bom_find(span->bom, "lane-rate", span->far_line,
                                         "%s runs lanes at %g Gbps, %s at %g Gbps",
                                         span->near->name, a, span->far->name, b);
}

/* What a module is given to carry, against what its cage has. */
static bool check_cage_rate(const struct span *span, const struct catalog_part *end, long line,
                            long host_line, bool is_shared)
{
    const struct catalog_part *host = rules_part(span->bom, host_line);
    if (!is_class(end, "transceiver") || host == NULL)
        return true;
    double cage = is_class(host, "nic") ? catalog_part_number(host, "bandwidth", NAN) /
                                              catalog_part_number(host, "ports", NAN)
                                        : catalog_part_number(host, "cage_rate", NAN);
    double rate = catalog_part_number(end, "data_rate", NAN), gbps = span->link->gbps;
    double links = is_shared ? floor(rate / gbps + 1e-9) : 1;
    double carried = rate >= gbps ? links * gbps : rate;
    return !(carried > cage * (1 + 1e-9)) ||
           bom_find(span->bom, "cage-rate", line,
                    "%s is to carry %g Gbps, a cage of %s has %g Gbps", end->name, carried,
                    host->name, cage);
}

static bool check_cage_rates(const struct span *span)
{
    const struct bom_link *link = span->link;
    return check_cage_rate(span, span->near, span->near_line, link->upper_line, true) &&
           check_cage_rate(span, span->far, span->far_line, link->lower_line,
                           !rules_is_endpoint_link(link));
}

/* ---- light ---- */

/* Statement 1. */
bool rules_do_bands_meet(const struct catalog_part *one, const struct catalog_part *other)
{
    struct range a = range_filled(catalog_part_range(one, "wavelength"));
    struct range b = range_filled(catalog_part_range(other, "wavelength"));
    return !(a.min - b.max > 2 * BAND_NM || b.min - a.max > 2 * BAND_NM);
}

static bool check_wavelength(const struct span *span)
{
    if (span->near == NULL || span->far == NULL ||
        catalog_part_number(span->near, "fibers", 2) < 2 ||
        catalog_part_number(span->far, "fibers", 2) < 2)
        return true;
    return rules_do_bands_meet(span->near, span->far) ||
           bom_find(span->bom, "wavelength", span->far_line, "%s sends light of %g nm, %s of %g nm",
                    span->near->name,
                    range_filled(catalog_part_range(span->near, "wavelength")).typ, span->far->name,
                    range_filled(catalog_part_range(span->far, "wavelength")).typ);
}

/* Statement 2. */
double rules_wavelengths_of(const struct catalog_part *part)
{
    double lanes = catalog_part_number(part, "lanes", NAN);
    double fibers = catalog_part_number(part, "fibers", NAN);
    return catalog_part_number(part, "wavelengths_per_fiber", 2 * lanes / fibers);
}

static bool check_wavelength_count(const struct span *span)
{
    if (span->near == NULL || span->far == NULL)
        return true;
    double a = rules_wavelengths_of(span->near), b = rules_wavelengths_of(span->far);
    return !(fabs(a - b) > 1e-9) || bom_find(span->bom, "wavelength-count", span->far_line,
                                             "wavelengths in a fiber: %g of %s, %g of %s", a,
                                             span->near->name, b, span->far->name);
}

/* ---- fibers ---- */

static bool check_mode(const struct span *span, const struct catalog_part *end)
{
    if (end == NULL || span->carrier == NULL ||
        !rules_texts_differ(end, "fiber_mode", span->carrier, "fiber_mode"))
        return true;
    return bom_find(span->bom, "fiber-mode", span->link->carrier_line, "%s is for %s, %s is %s",
                    end->name, catalog_part_text(end, "fiber_mode"), span->carrier->name,
                    catalog_part_text(span->carrier, "fiber_mode"));
}

static bool check_polish(const struct span *span, const struct catalog_part *end)
{
    if (end == NULL || span->carrier == NULL ||
        !rules_texts_differ(end, "polish", span->carrier, "polish"))
        return true;
    return bom_find(span->bom, "polish", span->link->carrier_line, "%s has %s end faces, %s has %s",
                    end->name, catalog_part_text(end, "polish"), span->carrier->name,
                    catalog_part_text(span->carrier, "polish"));
}

static const char *connector_of(const struct catalog_part *part)
{
    return part != NULL ? catalog_part_text(part, "connector") : NULL;
}

/* The text of the other end of a piece: as the first where it does not differ. */
static const char *other_end(const struct catalog_part *piece, const char *attribute)
{
    const char *first = is_class(piece, "fiber") ? "connector" : "form_factor";
    const char *text = catalog_part_text(piece, attribute);
    return text != NULL ? text : catalog_part_text(piece, first);
}

/* Whether fiber and ends mate, one way round or the other. */
static bool check_connector(bool *fits, const struct span *span)
{
    *fits = true;
    if (!is_class(span->carrier, "fiber"))
        return true;
    const char *texts[] = {connector_of(span->near), connector_of(span->carrier),
                           other_end(span->carrier, "far_connector"), connector_of(span->far)};
    struct connector near = connector_read(texts[0]), first = connector_read(texts[1]);
    struct connector other = connector_read(texts[2]), far = connector_read(texts[3]);
    *fits = (connector_fits(near, first) && connector_fits(other, far)) ||
            (connector_fits(near, other) && connector_fits(first, far));
    return *fits ||
           bom_find(span->bom, "connector", span->link->carrier_line,
                    "%s: %s is to join %s and %s, its ends are %s and %s", span->link->network,
                    span->carrier->name, texts[0] != NULL ? texts[0] : "a connector not known",
                    texts[3] != NULL ? texts[3] : "a connector not known",
                    texts[1] != NULL ? texts[1] : "not known",
                    texts[2] != NULL ? texts[2] : "not known");
}

/* The letter of "B", "Type-B", "method B"; 0 when the text is something else. */
static char polarity_of(const struct catalog_part *fiber)
{
    const char *text = catalog_part_text(fiber, "polarity");
    if (text == NULL)
        return 0;
    static const char *const WORDS[] = {"type", "method", "polarity"};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (strncasecmp(text, WORDS[i], strlen(WORDS[i])) == 0) {
            text += strlen(WORDS[i]);
            text += strspn(text, " -");
        }
    return text[0] != '\0' && text[1] == '\0' ? (char)toupper((unsigned char)text[0]) : 0;
}

static bool is_mpo(const char *text)
{
    struct connector connector = connector_read(text);
    return connector.family != NULL && strcmp(connector.family, "MPO") == 0;
}

/* Statement 4. */
static bool check_polarity(const struct span *span)
{
    if (!is_class(span->near, "transceiver") || !is_class(span->far, "transceiver") ||
        !is_class(span->carrier, "fiber") || !is_mpo(connector_of(span->carrier)) ||
        !is_mpo(other_end(span->carrier, "far_connector")))
        return true;
    char polarity = polarity_of(span->carrier);
    return (polarity != 'A' && polarity != 'C') ||
           bom_find(span->bom, "polarity", span->link->carrier_line,
                    "%s is of polarity %c; between %s and %s it must be B", span->carrier->name,
                    polarity, span->near->name, span->far->name);
}

/* ---- breakout ---- */

/* Statement 3: links that one receptacle carries; NaN when not known. */
static double links_each(const struct span *span, const struct catalog_part *end, long host)
{
    double gbps = span->link->gbps, rate = NAN;
    const struct catalog_part *system = rules_part(span->bom, host);
    int count = connector_count(connector_of(end));
    if (is_class(end, "transceiver") && count > 0)
        rate = catalog_part_number(end, "data_rate", NAN) / count;
    else if (is_class(end, "optical_engine") && system != NULL)
        rate = catalog_part_number(system, "cage_rate", NAN);
    return rate >= gbps ? floor(rate / gbps + 1e-9) : 1 / ceil(gbps / rate - 1e-9);
}

static bool check_fan_out(const struct span *span)
{
    int first = connector_count(connector_of(span->carrier));
    int other = connector_count(other_end(span->carrier, "far_connector"));
    double above = links_each(span, span->near, span->link->upper_line);
    double below = links_each(span, span->far, span->link->lower_line);
    if (rules_is_endpoint_link(span->link)) {
        below = below > 1 ? 1 : below;
        above = span->near_line == span->far_line ? below : above; /* a full mesh */
    }
    double there = fabs(first * above - other * below), back = fabs(other * above - first * below);
    if (first == 0 || other == 0 || !(there > 1e-9 && back > 1e-9))
        return true;
    return bom_find(span->bom, "breakout", span->link->carrier_line,
                    "%s: a connector of %s carries %g links, one of %s %g; %s has %d and %d ends",
                    span->link->network, span->near->name, above, span->far->name, below,
                    span->carrier->name, first, other);
}

/* Copper fans out away from the switch, or not at all. */
static bool check_cable_ends(const struct span *span)
{
    int first = connector_count(catalog_part_text(span->carrier, "form_factor"));
    int other = connector_count(other_end(span->carrier, "far_form_factor"));
    return first <= other || bom_find(span->bom, "breakout", span->link->carrier_line,
                                      "%s: %s has %d ends at the switch and %d away from it",
                                      span->link->network, span->carrier->name, first, other);
}

/* More links than the module has logical ports. */
static bool check_logical_ports(const struct span *span)
{
    if (!is_class(span->near, "transceiver"))
        return true;
    double ports = catalog_part_number(span->near, "ports", NAN);
    double served =
        floor(catalog_part_number(span->near, "data_rate", NAN) / span->link->gbps + 1e-9);
    return !(served > ports) ||
           bom_find(span->bom, "breakout-mode", span->near_line,
                    "%s is to serve %g links, but has %g ports", span->near->name, served, ports);
}

/* ---- media ---- */

static bool check_medium(const struct span *span, const struct catalog_part *part, long line)
{
    const char *stated = part != NULL ? catalog_part_text(part, "medium") : NULL;
    if (stated == NULL || strcmp(stated, "monolithic") == 0 ||
        strcmp(stated, span->link->medium) == 0)
        return true;
    return bom_find(span->bom, "medium", line, "%s: the link is %s, %s is %s", span->link->network,
                    span->link->medium, part->name, stated);
}

static bool check_link(struct bom *bom, const struct bom_link *link)
{
    struct span span = {.bom = bom,
                        .link = link,
                        .near = rules_part(bom, link->near_line),
                        .carrier = rules_part(bom, link->carrier_line),
                        .near_line = link->near_line};
    bool is_copper = network_is_copper(link->medium), fits = true;
    span.far_line = is_copper ? BOM_TOP : rules_far_line(bom, link);
    span.far = rules_part(bom, span.far_line);
    if (!check_reaches(&span))
        return false;
    if (is_copper)
        return check_medium(&span, span.carrier, link->carrier_line) &&
               (span.carrier == NULL || check_cable_ends(&span));
    const struct catalog_part *other = span.far == span.near ? NULL : span.far;
    return check_medium(&span, span.near, span.near_line) && check_lane_rate(&span) &&
           check_cage_rates(&span) && check_wavelength(&span) && check_wavelength_count(&span) &&
           check_mode(&span, span.near) && check_mode(&span, other) &&
           check_polish(&span, span.near) && check_polish(&span, other) &&
           check_connector(&fits, &span) && check_polarity(&span) && check_logical_ports(&span) &&
           (!fits || !is_class(span.carrier, "fiber") || check_fan_out(&span));
}

bool rules_check_links(struct bom *bom)
{
    for (size_t i = 0; i < bom->link_count; i++)
        if (!check_link(bom, &bom->links[i]))
            return false;
    return true;
}
