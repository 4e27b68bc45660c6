/*
 * The evaluation of one build: power, cost, links, yield, and the metrics made of them.
 *
 * Pure arithmetic over a BOM. Every metric has min, typ and max, its unit, the share of typ that
 * rests on figures of confidence `assumption`, or the reason why it has no value.
 */
#ifndef OPTIBOM_EVALUATE_EVALUATION_H
#define OPTIBOM_EVALUATE_EVALUATION_H

#include "assemble/bom.h"
#include "evaluate/flow_breakeven.h"
#include "evaluate/flow_memory.h"
#include "evaluate/flow_run.h"
#include "evaluate/link.h"
#include "evaluate/purchase.h"

enum evaluation_function {
    EVALUATION_COMPUTE,
    EVALUATION_SWITCHING,
    EVALUATION_CONVERSION, /* engines, and what of a module is neither of the next three */
    EVALUATION_DSP,
    EVALUATION_LIGHT,
    EVALUATION_DRIVER_TIA,
    EVALUATION_SERDES,
    EVALUATION_OTHER,
    EVALUATION_LOSSES, /* supplies and cooling: facility power beyond IT power */
    EVALUATION_FUNCTIONS
};

/* What one line adds. */
struct evaluation_line {
    struct range unit_power_w; /* one piece, as it counts here: every watt of the build once */
    const char *power_basis;   /* "own figure", "rest of the system's figure" ... */
    const char *power_confidence;
    bool is_power_known, is_power_assumed;
    enum evaluation_function function;
    bool is_optics;

    int64_t need;              /* pieces for the program, spares included; 0 when not bought */
    struct purchase *purchase; /* of its part */
    int64_t cost_micros, cost_low_micros, cost_high_micros; /* of the build */
};

struct evaluation_metric {
    const char *name, *unit;
    struct range value;
    double assumed_share;   /* of typ; NaN where there is no value */
    double mean, deviation; /* exact, of a sum of independent prices; NaN for any other metric */
    const char *reason;     /* why there is no value, else NULL */
};

struct evaluation_group {
    const char *name;
    struct range power_w;
};

/* One assembly of the build with its flow run typical, best and worst. */
struct evaluation_package {
    const struct bom_assembly *assembly;
    const struct flow_result *typ, *best, *worst; /* best and worst NULL when they have no result */
    /* False for a module that is bought whole: its price pays for its maker's yield, and it is not
     * a co-packaged package. */
    bool is_copackaged;
    const struct flow_breakeven *breakeven; /* NULL: the flow has no KGOE insertion */
    int64_t parts_micros;                   /* bought price of the parts that go into one package */
};

/* All links of one kind; energy is that of both ends together. */
struct evaluation_link {
    struct link_value latency_ns, loss_db, margin_db;
    struct link_value conversion_pj, light_pj, serdes_pj, energy_pj; /* a bit, one direction */
    double fibers;                                                   /* lit, of signals */
};

struct evaluation {
    const struct bom *bom;
    struct evaluation_line *lines; /* as the lines of the BOM */
    struct purchase *purchases;    /* one a part, by first appearance */
    size_t purchase_count;
    struct evaluation_metric *metrics;
    size_t metric_count;
    struct evaluation_group *roles;
    size_t role_count;
    struct evaluation_group functions[EVALUATION_FUNCTIONS];
    struct evaluation_package *packages; /* as the assemblies of the BOM */
    struct evaluation_link *links;       /* as the links of the BOM */
};

struct evaluation_request {
    int64_t program_racks;     /* 0: as the spec says */
    bool typ_only;             /* packages without corners and break-even */
    struct flow_memory *flows; /* of evaluations before; NULL: nothing is remembered */
};

/* Everything lives in `arena` and points into the BOM. */
enum optibom_status evaluation_run(struct evaluation **out, struct arena *arena, struct bom *bom,
                                   const struct evaluation_request *request, struct error *err);

/* NULL when there is no metric of that name. */
const struct evaluation_metric *evaluation_metric(const struct evaluation *evaluation,
                                                  const char *name);

#endif
