/*
 * The metrics of a build, made of its lines, links and packages. Each noun has a file of its own
 * with its numbered statements; the names and units are those of docs/metrics.md.
 */
#ifndef OPTIBOM_EVALUATE_METRICS_H
#define OPTIBOM_EVALUATE_METRICS_H

#include "evaluate/cost.h"
#include "evaluate/evaluation.h"

#define METRICS_HOURS_PER_YEAR 8766.0

struct metrics {
    struct evaluation *evaluation;
    const struct bom *bom;
    struct arena *arena;
    bool failed; /* memory is exhausted */
    struct range facility_w;
    double power_assumed_share;
    struct cost_total cost;
    int64_t program_racks;
};

/* Appends every metric, in the order in which reports show them, and fills the links. Lines and
 * packages are done. */
enum optibom_status metrics_fill(struct evaluation *evaluation, int64_t program_racks,
                                 struct arena *arena, struct error *err);

/* Appends one; without a finite typ it has no value, because of `reason`. */
void metrics_add(struct metrics *metrics, const char *name, const char *unit, struct range value,
                 double assumed_share, const char *reason);

/* part / whole; 0 of nothing. */
double metrics_share(double part, double whole);

/* Tbps of a network in one direction, summed over the endpoints; 0 when the spec has none. */
double metrics_network_tbps(const struct bom *bom, const char *name);

/* The nouns. Power comes first: others divide by it. */
void metrics_power(struct metrics *metrics);
void metrics_bandwidth(struct metrics *metrics);
void metrics_feed(struct metrics *metrics);
void metrics_cost(struct metrics *metrics);
void metrics_yield(struct metrics *metrics);
void metrics_links(struct metrics *metrics);
void metrics_distance(struct metrics *metrics);
void metrics_density(struct metrics *metrics);
void metrics_supply(struct metrics *metrics);
void metrics_throughput(struct metrics *metrics);

#endif
