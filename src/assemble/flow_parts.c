/*
 * Flow files with the parts of the catalog: `part: NAME` takes its unit cost from the most trusted
 * offer in the flow's currency (the price at its first break), its bad fraction, attach failure and
 * attach cost from the part's figures; a die without a bad fraction is made from its size, defect
 * density and yield model.
 */
#include "assemble/assemble.h"

#include "assemble/flow_file.h"
#include "base/money.h"
#include "base/nearest.h"

#include <math.h>
#include <string.h>

/* Taking figures of parts. */
struct taking {
    struct arena *arena;
    bool failed; /* memory is exhausted */
};

static struct flow_figure figure_of(const struct catalog_part *part, const char *attribute,
                                    struct taking *taking)
{
    const struct catalog_figure *figure = catalog_part_figure(part, attribute);
    if (figure == NULL)
        return (struct flow_figure){range_none(), NULL, NULL};
    const char *why = figure->reason[0] != '\0' ? figure->reason : figure->source;
    const char *reason = arena_printf(taking->arena, "%s, %s: %s", part->name, attribute, why);
    taking->failed |= reason == NULL;
    return (struct flow_figure){range_filled(figure->range), figure->confidence, reason};
}

static struct flow_figure price_of(const struct catalog_part *part, const char *currency,
                                   const char *day, struct taking *taking)
{
    const struct catalog_offer *best = NULL;
    for (size_t i = 0; i < part->offer_count; i++) {
        const struct catalog_offer *offer = &part->offers[i];
        if (strcmp(offer->currency, currency) == 0 && offer->break_count > 0 &&
            (best == NULL || catalog_offer_trust(offer, day) > catalog_offer_trust(best, day)))
            best = offer;
    }
    if (best == NULL)
        return (struct flow_figure){range_none(), NULL, NULL};
    double scale = 1.0 / MONEY_MICROS / (double)best->price_basis;
    struct range price = {(double)best->breaks[0].low_micros, (double)best->breaks[0].price_micros,
                          (double)best->breaks[0].high_micros};
    const char *why = best->reason[0] != '\0' ? best->reason : best->source;
    const char *reason = arena_printf(taking->arena, "price of %s: %s", part->name, why);
    taking->failed |= reason == NULL;
    return (struct flow_figure){range_scale(price, scale), best->confidence, reason};
}

/* The wafer's price is in US dollars. */
static struct flow_part_die die_of(const struct catalog_part *part, const char *currency,
                                   struct taking *taking)
{
    struct flow_part_die die = flow_part_unknown().die;
    die.model = catalog_part_text(part, "yield_model");
    die.width = catalog_part_number(part, "width", 0);
    die.height = catalog_part_number(part, "height", 0);
    die.diameter = catalog_part_number(part, "wafer_diameter", 0);
    die.defects = figure_of(part, "defect_density", taking);
    die.alpha = figure_of(part, "cluster_alpha", taking);
    die.gross_yield = figure_of(part, "gross_yield", taking);
    if (strcmp(currency, "USD") == 0)
        die.wafer_cost = figure_of(part, "wafer_cost", taking);
    return die;
}

static enum optibom_status resolve_part(struct flow_part *out, void *context, struct arena *arena,
                                        const char *name, const char *currency, struct error *err)
{
    struct catalog *catalog = context;
    struct taking taking = {.arena = arena};
    int64_t part_id = 0;
    struct catalog_part *part = NULL;
    enum optibom_status status = catalog_part_resolve(&part_id, arena, catalog->store, name, err);
    if (status == OPTIBOM_OK)
        status = catalog_part_load(&part, arena, catalog->store, part_id, err);
    if (status != OPTIBOM_OK)
        return status;
    out->unit_cost = price_of(part, currency, catalog->day, &taking);
    out->bad = figure_of(part, "bad_fraction", &taking);
    out->attach_fail = figure_of(part, "attach_fail", &taking);
    out->site_cost = figure_of(part, "attach_cost", &taking);
    if (strcmp(part->class_name, "die") == 0)
        out->die = die_of(part, currency, &taking);
    return taking.failed ? error_no_memory(err) : OPTIBOM_OK;
}

static enum optibom_status no_such_flow(struct arena *arena, struct store *store, const char *name,
                                        struct error *err)
{
    const char **names = NULL;
    size_t count = 0;
    bool failed = false;
    struct store_query query;
    store_query_start(&query, store, "SELECT name FROM flow ORDER BY name", "");
    while (!failed && store_query_next(&query)) {
        const char **more = arena_grow(arena, names, count, sizeof *names);
        failed = more == NULL || !store_copy_text(&more[count], arena, &query, 0);
        if (!failed)
            names = more;
        count += !failed;
    }
    enum optibom_status status = store_query_end(&query, err);
    if (failed)
        return error_no_memory(err);
    const char *near = nearest_word(name, names, count);
    if (status != OPTIBOM_OK)
        return status;
    return error_set(err, OPTIBOM_NOT_FOUND, "no assembly flow '%s' in the catalog%s%s%s", name,
                     near != NULL ? "; did you mean '" : "", near != NULL ? near : "",
                     near != NULL ? "'?" : "");
}

static enum optibom_status resolve_flow(const char **text, size_t *size, void *context,
                                        struct arena *arena, const char *name, struct error *err)
{
    struct catalog *catalog = context;
    enum optibom_status status = store_one_text(text, arena, catalog->store, err,
                                                "SELECT yaml FROM flow WHERE name = ?", "t", name);
    if (status == OPTIBOM_NOT_FOUND)
        return no_such_flow(arena, catalog->store, name, err);
    if (status == OPTIBOM_OK)
        *size = strlen(*text);
    return status;
}

enum optibom_status assemble_flow_text(struct flow **out, struct arena *arena,
                                       struct catalog *catalog, const char *file, const char *text,
                                       size_t size, struct error *err)
{
    struct flow_resolver resolver = {catalog, resolve_flow, resolve_part};
    return flow_file_load(out, arena, file, text, size, &resolver, err);
}

enum optibom_status assemble_flow(struct flow **out, struct arena *arena, struct catalog *catalog,
                                  const char *name, struct error *err)
{
    const char *text = NULL;
    size_t size = 0;
    enum optibom_status status = resolve_flow(&text, &size, catalog, arena, name, err);
    return status == OPTIBOM_OK ? assemble_flow_text(out, arena, catalog, name, text, size, err)
                                : status;
}
