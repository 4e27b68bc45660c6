/*
 * Statements (domain model, cost):
 *
 * L1  blast radius: a part that is pluggable (transceiver, ELS) or bought by itself is swapped
 *     itself; a failure inside a bought system takes the system.
 * L2  failures in t hours of a line: quantity x FIT x 1e-9 x t; their cost at the price of what is
 *     swapped, bought singly.
 * L3  spares of a kind of unit: the smallest s with P(Poisson(m) <= s) >= availability, m the
 *     failures that take such a unit within its restock time: the spec's, else the lead time of
 *     its offer.
 */
#include "evaluate/replacement.h"

#include "assemble/figure.h"
#include "evaluate/cost.h"

#include <math.h>
#include <string.h>

static const double HOURS_PER_DAY = 24, HOURS_PER_WEEK = 168, FIT = 1e-9;

/* What lies further from the mean than that does not show in a double. */
static const double REACH_DEVIATIONS = 12, REACH_LEAST = 40, MEAN_MAX = 1e12;

/* L1. */
static long swapped_line(const struct bom *bom, size_t at)
{
    long line = (long)at;
    const char *class_name = bom->lines[at].part->class_name;
    if (strcmp(class_name, "els") == 0 || strcmp(class_name, "transceiver") == 0)
        return line;
    while (line != BOM_TOP && !bom->lines[line].is_bought)
        line = bom->lines[line].parent;
    return line;
}

struct replacement_line replacement_line(const struct bom *bom, size_t line)
{
    struct replacement_line result = {.swapped = swapped_line(bom, line)};
    struct range fit = figure_range(bom->lines[line].part, "failure_rate", &result.is_rate_assumed);
    result.failures_per_hour = range_scale(fit, (double)bom->lines[line].quantity * FIT);
    return result;
}

static double single_price(const struct evaluation *evaluation, long line)
{
    double price = line == BOM_TOP ? NAN : purchase_single_price(evaluation->lines[line].purchase);
    return isnan(price) ? 0 : price;
}

static bool is_price_assumed(const struct evaluation *evaluation, long line)
{
    const struct catalog_offer *offer =
        line == BOM_TOP ? NULL : evaluation->lines[line].purchase->offer;
    return offer != NULL && strcmp(offer->confidence, "assumption") == 0;
}

struct replacement_cost replacement_cost(const struct evaluation *evaluation, double hours)
{
    const struct bom *bom = evaluation->bom;
    struct replacement_cost total = {range_exact(0), 0};
    for (size_t i = 0; i < bom->line_count; i++) {
        struct replacement_line line = replacement_line(bom, i);
        if (isnan(line.failures_per_hour.typ))
            continue;
        struct range cost =
            range_scale(line.failures_per_hour, hours * single_price(evaluation, line.swapped));
        total.cost = range_add(total.cost, cost);
        if (line.is_rate_assumed || is_price_assumed(evaluation, line.swapped))
            total.assumed += cost.typ;
    }
    return total;
}

/* L3; from the most probable number both ways, as exp(-mean) is 0 from a mean of 746 on. */
static double poisson_spares(double mean, double availability)
{
    double most = floor(mean), reach = ceil(REACH_DEVIATIONS * sqrt(mean)) + REACH_LEAST;
    double low = most, term = 1, total = 1;
    if (!(mean <= MEAN_MAX))
        return INFINITY;
    while (low > 0 && most - low < reach) {
        term *= low-- / mean;
        total += term;
    }
    double spares = low, first = term, sum = first;
    for (double up = 1, next = most + 1; next <= most + reach; next++)
        total += up *= mean / next;
    for (term = first; sum < availability * total && spares < most + reach; sum += term)
        term *= mean / ++spares;
    return spares;
}

static double restock_hours(const struct evaluation *evaluation, size_t line)
{
    const struct spec_program *program = &evaluation->bom->spec->program;
    const struct catalog_offer *offer = evaluation->lines[line].purchase->offer;
    if (!isnan(program->restock_weeks))
        return program->restock_weeks * HOURS_PER_WEEK;
    return offer != NULL && offer->lead_time_days >= 0
               ? (double)offer->lead_time_days * HOURS_PER_DAY
               : NAN;
}

/* Failures in an hour for which a line is swapped: its own and those of lines in it. */
static double swaps_per_hour(const struct bom *bom, size_t at)
{
    double rate = 0;
    for (size_t i = at; i < bom->line_count && swapped_line(bom, at) == (long)at; i++) {
        struct replacement_line line = replacement_line(bom, i);
        if (line.swapped == (long)at && !isnan(line.failures_per_hour.typ))
            rate += line.failures_per_hour.typ;
    }
    return rate;
}

struct replacement_spares replacement_spares(const struct evaluation *evaluation, double *by_line)
{
    const struct bom *bom = evaluation->bom;
    double availability = bom->spec->program.availability;
    struct replacement_spares spares = {0, 0, NULL};
    if (isnan(availability))
        return (struct replacement_spares){NAN, NAN, "the spec states no availability"};
    for (size_t i = 0; i < bom->line_count; i++) {
        double rate = swaps_per_hour(bom, i);
        double hours = restock_hours(evaluation, i);
        if (rate > 0 && isnan(hours))
            return (struct replacement_spares){
                NAN, NAN, "a part that fails has no lead time, and the spec no restock time"};
        double pieces = rate > 0 ? poisson_spares(rate * hours, availability) : 0;
        if (by_line != NULL)
            by_line[i] = pieces;
        spares.pieces += pieces;
        spares.cost += pieces * single_price(evaluation, (long)i);
    }
    return spares;
}
