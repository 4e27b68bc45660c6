/*
 * Made-up parts for the bench of the front: switch ASICs, optical engines, fiber arrays, lasers and
 * external laser sources, of which 102.4 Tb/s of switching is put together. The same seed and sizes
 * give the same parts everywhere.
 *
 * C1 ASICs: 102.4 Tb/s / bandwidth. All further counts are for one ASIC.
 * C2 engines = bandwidth / bandwidth of an engine; lanes = bandwidth / lane rate.
 * C3 fiber arrays = ceil(engines * fibers of an engine / fibers of an array).
 * C4 lasers = ceil(lanes / split), split 1, 2, 4, 8 or 16; sources = ceil(lasers / lasers held).
 * C5 An engine fits an ASIC of its lane rate that has its interface, where engines * fibers * pitch
 *    is within the shoreline; a fiber array an engine of its pitch; a laser an engine of its grid;
 *    a source a laser of its package and at most its power class.
 * C6 Link: laser power - losses of source, array and engine (less its sensitivity) - 10
 * log10(split)
 *    >= 0, in 0.01 dB.
 */
#ifndef OPTIBOM_BENCH_EXPLORE_CATALOG_H
#define OPTIBOM_BENCH_EXPLORE_CATALOG_H

#include "explore/problem.h"

/* In the order in which slots are filled: what the rest needs to know gets less with each. */
enum bench_role { ROLE_ASIC, ROLE_OPTIC, ROLE_FAU, ROLE_LASER, ROLE_ELS, ROLES };

enum { VALUE_POWER, VALUE_COST, VALUE_YIELD, VALUE_LINK, VALUES };
enum { OBJECTIVES = VALUE_LINK, SPLITS = 5, SYSTEM_GBPS = 102400 };

/* Each role uses some of these; the others are 0. */
struct bench_part {
    int64_t values[VALUES]; /* mW, cents, -ln yield in 1e-9, loss in 0.01 dB (of a laser -power) */
    int rate_gbps;          /* of a lane */
    unsigned interfaces;    /* bits: of an ASIC those it has, of an engine the one it needs */
    int bandwidth_gbps;
    int shoreline_um;
    int grid;
    int fibers;
    int pitch_um;
    int package;
    int power_class; /* of a source the highest that it cools */
    int held;        /* lasers in a source */
};

struct bench_catalog {
    size_t counts[ROLES];
    struct bench_part *parts[ROLES];
    struct bench_part *classes[ROLES]; /* a part of each */
    struct explore_candidate *candidates[ROLES];
    struct explore_slot slots[ROLES];
};

/* 10 log10 of the split, in 0.01 dB. */
extern const int bench_split_loss[SPLITS];

/* False when memory is exhausted; bench_fini takes what there is. */
bool bench_init(struct bench_catalog *catalog, uint64_t seed, const size_t *counts);
void bench_fini(struct bench_catalog *catalog);

/* The catalog must outlive the problem. */
void bench_problem(struct explore_problem *problem, const struct bench_catalog *catalog);

static inline int bench_ceil(int count, int of)
{
    return (count + of - 1) / of;
}

static inline bool bench_engine_fits(const struct bench_part *asic, const struct bench_part *optic)
{
    int engines = asic->bandwidth_gbps / optic->bandwidth_gbps;
    return asic->rate_gbps == optic->rate_gbps && (asic->interfaces & optic->interfaces) != 0 &&
           engines * optic->fibers * optic->pitch_um <= asic->shoreline_um;
}

static inline bool bench_source_fits(const struct bench_part *laser, const struct bench_part *els)
{
    return laser->package == els->package && laser->power_class <= els->power_class;
}

#endif
