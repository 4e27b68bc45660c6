/*
 * An assembly flow: what is added, stressed, tested and paid on the way from dies to a package.
 *
 * Plain data, filled by flow_file.c and run by evaluate/flow_run.c. Symbols, units and domains are
 * those of the yield model (docs/yield.md): probabilities are stored as the bad side, in [0,1];
 * money is in the flow's one currency. Everything lives in the arena that the loader was given.
 */
#ifndef OPTIBOM_ASSEMBLE_FLOW_H
#define OPTIBOM_ASSEMBLE_FLOW_H

#include "base/range.h"

#include <stdbool.h>
#include <stddef.h>

struct flow;

enum flow_step_kind { FLOW_ADD, FLOW_STRESS, FLOW_TEST, FLOW_COST };

enum flow_convention {
    FLOW_LINEAR,         /* quoted coverage is P(fail, given bad) */
    FLOW_WILLIAMS_BROWN, /* fault coverage, Poisson faults */
    FLOW_AGRAWAL,        /* fault coverage, `parameter` = n0 >= 1 faults on a bad unit */
    FLOW_CLUSTERED       /* fault coverage, `parameter` = alpha > 0, infinity allowed */
};

enum die_model {
    DIE_POISSON,
    DIE_MURPHY,
    DIE_SEEDS,
    DIE_BOSE_EINSTEIN,    /* `parameter` = layers, an integer >= 1 */
    DIE_NEGATIVE_BINOMIAL /* `parameter` = alpha > 0, infinity allowed */
};

enum die_count { DIE_COUNT_CORR, DIE_COUNT_EXP, DIE_COUNT_SQ, DIE_COUNT_GRID };

/* Rectangular dies on a round wafer, all in mm. */
struct die_wafer {
    double width, height; /* of the finished die */
    double street;        /* between two dies */
    double diameter, edge;
};

/* A die made on a wafer: its loss is the piece's bad probability, its share of the wafer the cost
 * (model 1.2). */
struct flow_die {
    struct die_wafer wafer;
    double defects;            /* D0, per cm2; at the start where the process matures */
    double matures_to;         /* D that it falls to, with `time_constant` > 0 */
    double time_constant, age; /* in one unit of time; 0: it does not mature */
    double critical;           /* kappa in [0,1] */
    double gross_yield;        /* Y0 in [0,1] */
    enum die_model model;
    double parameter;
    enum die_count count;
    double wafer_cost; /* 0: the add's own unit_cost stands */
};

/* One number that a step says about one class of parts: a probability, by class name. */
struct flow_effect {
    const char *class_name;
    double value;
};

struct flow_effects {
    struct flow_effect *items;
    size_t count;
};

struct flow_coverage {
    const char *class_name;
    double coverage;
    enum flow_convention convention;
    double parameter;
};

/* What a reworkable class costs to replace at a test (model 1.6). */
struct flow_rework {
    const char *class_name;
    double cost;       /* per replaced site */
    double bad;        /* b', bad probability of the replaced site before the retest */
    double survival;   /* w, the package survives one replacement */
    bool is_new_piece; /* by a new piece of the class: its cost is added, its b and attach are b' */
};

struct flow_add {
    const char *class_name;
    const char
        *onto; /* merged onto the sites of this class (an FAU on each usable engine), or NULL */
    double mounted;     /* m, an integer >= 0; with `onto` the pieces on each of its sites */
    double required;    /* k, an integer >= 0; with `onto` the same as `mounted` */
    double unit_cost;   /* per piece; from `input` or `die` when there is one */
    double bad;         /* b of a piece; from `input` or `die` when there is one */
    double attach_fail; /* a_f, per site */
    double site_cost, step_cost;
    struct flow_effects collateral; /* d, P(one attach kills one piece of the named class) */
    bool is_engine;                 /* counts as optical engine in the KGOE-adjusted yield */
    struct flow *input;             /* sub-flow that hands over unit cost and b, or NULL */
    struct flow_die *die;           /* made on a wafer, or NULL; never together with `input` */
};

struct flow_stress {
    const char *class_name;
    double bad;            /* h */
    double weak, strength; /* weak fraction of the good, P(a weak site fails in the stress) */
    double cost;
};

struct flow_test {
    double cost;      /* t, per execution; with `cost_rate` its part without any coverage */
    double cost_rate; /* tau >= 0: t grows by tau for each factor e less of what is missed */
    double overkill;  /* r0, of a unit */
    double salvage;   /* credit per rejected unit, may be negative */
    int attempts;     /* in all, 1 is no retest of rejects; not with spares or rework */
    bool is_kgoe;     /* the insertion that the unadjusted yield leaves out */
    struct flow_coverage *coverage;
    size_t coverage_count;
    struct flow_effects site_overkill;               /* r */
    struct flow_effects damage_before, damage_after; /* h, o */
    struct flow_rework *rework;
    size_t rework_count;
    int rework_cycles;         /* R; -1 is unlimited */
    double rework_retest_cost; /* t_re, per package and cycle */
};

struct flow_step {
    enum flow_step_kind kind;
    const char *name;
    size_t line; /* in the flow file */
    union {
        struct flow_add add;
        struct flow_stress stress;
        struct flow_test test;
        double cost;
    };
};

/* One numeric input of the file: where its value stands, its range, and what vouches for it. */
struct flow_input {
    const char *name; /* "kgoe: coverage PIC" */
    double *target;   /* the field of a step that holds the typical value */
    struct range range;
    int worse;              /* +1: a higher value is worse; -1: better; 0: not monotone */
    const char *confidence; /* vendor, standard, press, estimate, seed, assumption */
    const char *reason;     /* source or reason, never NULL */
    const char *group;      /* inputs of one group move together, one draw; NULL is alone */
};

struct flow {
    const char *name;
    const char *currency; /* ISO 4217 */
    double penalty;       /* E, per bad unit shipped */
    struct flow_step *steps;
    size_t step_count;
    struct flow_input *inputs; /* of this flow; sub-flows keep their own */
    size_t input_count;
};

#endif
