/*
 * What it takes to get the parts of a build.
 *
 * 1. A bought part counts once, with the cost of all its lines, at the offer that the cost takes.
 *    What comes inside a bought part is its maker's business.
 * 2. A doubled price adds the cost of the part once more to the material cost: the dearest parts
 *    hurt most.
 * 3. Lead times run beside each other, as the catalog knows no times of assembly: the slowest part
 *    is the critical path, with the lines above it.
 * 4. Single source: one of its lines has no approved alternate. By spend and by part; a part
 * without a price counts by part only.
 * 5. Price validity: the first day on which an offer of the build ends, of offers that state one.
 * 6. Origin: country_of_origin of the part, the unstated for itself.
 * Source: domain model, supply.
 */
#include "evaluate/supply.h"

#include <stdlib.h>
#include <string.h>

static int by_cost(const void *a, const void *b)
{
    const struct purchase *x = *(const struct purchase *const *)a;
    const struct purchase *y = *(const struct purchase *const *)b;
    if (x->cost_micros != y->cost_micros)
        return x->cost_micros > y->cost_micros ? -1 : 1;
    return strcmp(x->part->name, y->part->name);
}

static bool is_same_country(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* Statement 6. */
static bool add_origin(struct supply *supply, struct arena *arena, const struct purchase *part)
{
    const char *country = catalog_part_text(part->part, "country_of_origin");
    size_t i = 0;
    while (i < supply->origin_count && !is_same_country(supply->origins[i].country, country))
        i++;
    if (i == supply->origin_count) {
        struct supply_origin *list =
            arena_grow(arena, supply->origins, supply->origin_count, sizeof *list);
        if (list == NULL)
            return false;
        supply->origins = list;
        list[supply->origin_count++] = (struct supply_origin){.country = country};
    }
    supply->origins[i].cost_micros += part->cost_micros;
    supply->origins[i].parts++;
    return true;
}

static int by_origin(const void *a, const void *b)
{
    const struct supply_origin *x = a, *y = b;
    if ((x->country == NULL) != (y->country == NULL))
        return x->country == NULL ? 1 : -1;
    if (x->cost_micros != y->cost_micros)
        return x->cost_micros > y->cost_micros ? -1 : 1;
    return x->country == NULL ? 0 : strcmp(x->country, y->country);
}

/* Statements 3 to 5. */
static void count_part(struct supply *supply, const struct purchase *part)
{
    const struct catalog_offer *offer = part->offer;
    supply->cost_micros += part->cost_micros;
    if (part->approved_alternates == 0) {
        supply->single_micros += part->cost_micros;
        supply->single_parts++;
        if (offer != NULL && strcmp(offer->confidence, "assumption") == 0)
            supply->single_assumed_micros += part->cost_micros;
    }
    if (offer == NULL)
        return;
    if (offer->lead_time_days >= 0) {
        supply->lead_micros += part->cost_micros;
        if (supply->slowest == NULL ||
            offer->lead_time_days > supply->slowest->offer->lead_time_days)
            supply->slowest = part;
    }
    if (offer->valid_until != NULL && *offer->valid_until != '\0') {
        supply->valid_micros += part->cost_micros;
        if (supply->expiring == NULL ||
            strcmp(offer->valid_until, supply->expiring->offer->valid_until) < 0)
            supply->expiring = part;
    }
}

bool supply_of(struct supply *out, struct arena *arena, const struct evaluation *evaluation)
{
    *out = (struct supply){0};
    out->parts = arena_alloc(arena, (evaluation->purchase_count + 1) * sizeof *out->parts);
    if (out->parts == NULL)
        return false;
    for (size_t i = 0; i < evaluation->purchase_count; i++)
        if (evaluation->purchases[i].quantity > 0)
            out->parts[out->part_count++] = &evaluation->purchases[i];
    if (out->part_count > 0)
        qsort(out->parts, out->part_count, sizeof *out->parts, by_cost);
    for (size_t i = 0; i < out->part_count; i++) {
        count_part(out, out->parts[i]);
        if (!add_origin(out, arena, out->parts[i]))
            return false;
    }
    if (out->origin_count > 0)
        qsort(out->origins, out->origin_count, sizeof *out->origins, by_origin);
    return true;
}
