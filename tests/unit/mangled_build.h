/*
 * A build in which some figures, texts, offers and links are others than in the catalog: what a
 * catalog could hold all the same. The same seed changes the same. Shared parts stay shared with
 * whoever is not changed.
 */
#ifndef OPTIBOM_TESTS_MANGLED_BUILD_H
#define OPTIBOM_TESTS_MANGLED_BUILD_H

#include "check.h"

#include "assemble/bom.h"
#include "assemble/build_spec.h"

#include <string.h>

struct mangling {
    struct arena *arena;
    struct bom *bom;
    uint64_t state;
};

/* Uniform enough below `limit`, which is not 0. */
static size_t mangled_draw(struct mangling *mangling, size_t limit)
{
    mangling->state = mangling->state * 6364136223846793005U + 1442695040888963407U;
    return (size_t)((mangling->state >> 33) % limit);
}

static bool mangled_chance(struct mangling *mangling, size_t one_in)
{
    return mangled_draw(mangling, one_in) == 0;
}

static void *mangled_copy(struct mangling *mangling, const void *items, size_t size)
{
    void *copy = arena_alloc(mangling->arena, size + 1);
    assert_non_null(copy);
    return size > 0 ? memcpy(copy, items, size) : copy;
}

static void mangle_figure(struct mangling *mangling, struct catalog_figure *figure)
{
    static const double factors[] = {0.01, 0.3, 0.9, 1.2, 3, 100};
    static const char *const words[] = {
        "pm",     "sm",  "mm",     "APC",      "UPC",      "A",        "B",      "C",
        "liquid", "air", "both",   "obsolete", "eol",      "active",   "server", "switch",
        "tray",   "O",   "C-band", "OSFP",     "QSFP-DD",  "MPO-12",   "LC",     "Ethernet",
        "none",   "lpo", "dsp",    "dac",      "external", "internal", "unknown"};
    size_t what = mangled_draw(mangling, 6);
    if (what == 0) {
        figure->attribute = "is_not_known";
    } else if (figure->text != NULL) {
        figure->text = words[mangled_draw(mangling, CHECK_COUNT(words))];
    } else if (what == 1) {
        figure->range = range_exact(0);
    } else if (what == 2) {
        figure->confidence = "assumption";
    } else {
        double factor = factors[mangled_draw(mangling, CHECK_COUNT(factors))];
        figure->range = range_scale(figure->range, factor);
    }
}

static void mangle_offer(struct mangling *mangling, struct catalog_offer *offer)
{
    static const char *const currencies[] = {"EUR", "JPY", "XXX", "USD"};
    switch (mangled_draw(mangling, 8)) {
    case 0:
        memcpy(offer->currency, currencies[mangled_draw(mangling, 4)], 4);
        break;
    case 1:
        offer->lead_time_days = (int64_t)mangled_draw(mangling, 900) - 1;
        break;
    case 2:
        offer->minimum_order = (int64_t)mangled_draw(mangling, 100000);
        break;
    case 3:
        offer->order_multiple = 1 + (int64_t)mangled_draw(mangling, 1000);
        break;
    case 4:
        offer->valid_until = mangled_chance(mangling, 2) ? "2020-01-01" : "2031-01-01";
        break;
    case 5:
        offer->confidence = mangled_chance(mangling, 2) ? "assumption" : "vendor";
        break;
    case 6:
        offer->break_count = 0;
        break;
    default:
        offer->breaks =
            mangled_copy(mangling, offer->breaks, offer->break_count * sizeof *offer->breaks);
        for (size_t i = 0; i < offer->break_count; i++) {
            offer->breaks[i].low_micros = offer->breaks[i].price_micros / 2;
            offer->breaks[i].high_micros =
                mangled_chance(mangling, 9) ? INT64_MAX / 2 : offer->breaks[i].price_micros * 2;
        }
    }
}

/* The part of a line, changed in some places, for that line alone. */
static void mangle_part(struct mangling *mangling, struct bom_line *line)
{
    struct catalog_part *part = mangled_copy(mangling, line->part, sizeof *part);
    part->figures =
        mangled_copy(mangling, part->figures, part->figure_count * sizeof *part->figures);
    part->offers = mangled_copy(mangling, part->offers, part->offer_count * sizeof *part->offers);
    for (size_t i = 0; i < part->figure_count; i++)
        if (mangled_chance(mangling, 6))
            mangle_figure(mangling, &part->figures[i]);
    for (size_t i = 0; i < part->offer_count; i++)
        if (mangled_chance(mangling, 3))
            mangle_offer(mangling, &part->offers[i]);
    if (mangled_chance(mangling, 3) && part->figure_count > 0) {
        static const char *const countries[] = {"CN", "TW", "US", "DE"};
        struct catalog_figure *origin = &part->figures[mangled_draw(mangling, part->figure_count)];
        origin->attribute = "country_of_origin";
        origin->range = range_none();
        origin->text = countries[mangled_draw(mangling, CHECK_COUNT(countries))];
        origin->chosen = true;
    }
    if (mangled_chance(mangling, 12))
        part->offer_count = 0;
    static struct catalog_alternate stand_in = {7, {"", "", "approved", ""}};
    part->alternates = &stand_in;
    part->alternate_count = mangled_draw(mangling, 2);
    part->part_id = 1000000 + (int64_t)mangled_draw(mangling, 1000000);
    line->part = part;
}

static void mangle_link(struct mangling *mangling, struct bom_link *link)
{
    static const char *const media[] = {"dac", "aec", "base-t", "dsp", "lpo", "cpo", "in-package"};
    struct spec_link *asked = mangled_copy(mangling, link->asked, sizeof *asked);
    struct spec_slot *const slots[] = {&asked->near_module, &asked->far_module, &asked->cable,
                                       &asked->fiber, &asked->engine};
    link->asked = asked;
    switch (mangled_draw(mangling, 8)) {
    case 0:
        link->length_m *= 50;
        break;
    case 1:
        link->gbps *= 4;
        break;
    case 2:
        link->medium = media[mangled_draw(mangling, CHECK_COUNT(media))];
        break;
    case 3:
        link->near_line = BOM_TOP;
        break;
    case 4:
        link->far_line = BOM_TOP;
        break;
    case 5:
        link->carrier_line = BOM_TOP;
        break;
    case 6:
        link->near_line = link->far_line;
        break;
    default:
        slots[mangled_draw(mangling, CHECK_COUNT(slots))]->line = 0;
    }
}

static void mangle_spec(struct mangling *mangling)
{
    static const char *const days[] = {"2026-01-31", "2020-01-01", "2030-12-31"};
    struct spec *spec = mangled_copy(mangling, mangling->bom->spec, sizeof *spec);
    mangling->bom->spec = spec;
    if (mangled_chance(mangling, 3))
        spec->program.target_date = days[mangled_draw(mangling, CHECK_COUNT(days))];
    if (mangled_chance(mangling, 6))
        spec->program.currency = "EUR";
    if (mangled_chance(mangling, 3))
        spec->facility.rack_power_w = (double)mangled_draw(mangling, 200000);
    if (mangled_chance(mangling, 3))
        spec->facility.rack_air_w = (double)mangled_draw(mangling, 200000);
    if (mangled_chance(mangling, 3))
        spec->facility.rack_liquid_w = (double)mangled_draw(mangling, 200000);
    if (mangled_chance(mangling, 3))
        spec->facility.redundancy = (enum spec_redundancy)mangled_draw(mangling, 3);
    if (mangled_chance(mangling, 3)) {
        spec->facility.supplies = (int64_t)mangled_draw(mangling, 30);
        spec->facility.supply_rating_w = 5500;
    }
    if (mangled_chance(mangling, 3))
        spec->program.availability = 0.9;
    if (mangled_chance(mangling, 3))
        spec->facility.energy_price = 0.1;
    if (mangled_chance(mangling, 3))
        spec->facility.service_life_years = 5;
    if (mangled_chance(mangling, 4))
        spec->light.margin_db = (double)mangled_draw(mangling, 12);
}

/* Lines and links of `bom` are copied first; its parts, spec and flows stay as they are. */
static void mangle(struct bom *bom, struct arena *arena, uint64_t seed)
{
    struct mangling mangling = {arena, bom, seed * 2654435761U + 1};
    mangled_draw(&mangling, 2);
    bom->lines = mangled_copy(&mangling, bom->lines, bom->line_count * sizeof *bom->lines);
    bom->links = mangled_copy(&mangling, bom->links, bom->link_count * sizeof *bom->links);
    bom->findings = NULL;
    bom->finding_count = 0;
    for (size_t i = 0; i < bom->line_count; i++) {
        if (mangled_chance(&mangling, 3))
            mangle_part(&mangling, &bom->lines[i]);
        if (mangled_chance(&mangling, 12))
            bom->lines[i].quantity *= 1 + (int64_t)mangled_draw(&mangling, 5);
        if (mangled_chance(&mangling, 15))
            bom->lines[i].is_bought = !bom->lines[i].is_bought;
    }
    for (size_t i = 0; i < bom->link_count; i++)
        if (mangled_chance(&mangling, 2))
            mangle_link(&mangling, &bom->links[i]);
    mangle_spec(&mangling);
}

#endif
