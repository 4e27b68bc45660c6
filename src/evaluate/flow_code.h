/*
 * The state of a unit, as flow_state.h, in operations of a program instead of figures. Statements
 * in flow_code.c. The steps write them down, flow_compile.c joins them.
 */
#ifndef OPTIBOM_EVALUATE_FLOW_CODE_H
#define OPTIBOM_EVALUATE_FLOW_CODE_H

#include "evaluate/program.h"

enum {
    FLOW_CODE_SITES = 1000,
    FLOW_CODE_SPARES = 8,
    FLOW_CODE_CYCLES = 16,
    FLOW_CODE_ATTEMPTS = 8
};

struct flow_code {
    struct program *program;
    struct arena *arena;
    double *const *targets; /* the field that each row of the inputs replaces */
    size_t target_count;
    bool is_unsupported; /* sticky: something in the flow has no operations */
    bool is_out_of_memory;
};

struct flow_code_class {
    const char *name;
    unsigned mounted, required;
    struct program_value bad;
    struct program_value usable[FLOW_CODE_SPARES + 1]; /* as struct flow_class, with spares only */
};

struct flow_code_unit {
    struct flow_code_class *classes;
    size_t class_count;
    struct program_value alive, direct, spend; /* N, D, K */
};

/* The value of a field of the flow: an input where one replaces it. */
struct program_value flow_code_load(const struct flow_code *code, const double *field);

/* False for a field that an input replaces; such a flow is not supported. */
bool flow_code_is_fixed(struct flow_code *code, const double *field);

bool flow_code_init(struct flow_code_unit *unit, struct flow_code *code, const struct flow *flow);

/* NULL when the class is not on the unit, which flow_check has refused. */
struct flow_code_class *flow_code_find(const struct flow_code_unit *unit, const char *name);

bool flow_code_has_spares(const struct flow_code_class *class);

/* Puts the parts on and returns the direct cost of the step. */
struct program_value flow_code_add(struct flow_code_unit *unit, struct flow_code *code,
                                   const struct flow_add *add, struct program_value unit_cost,
                                   struct program_value bad);

void flow_code_stress(const struct flow_code_unit *unit, const struct flow_code *code,
                      const struct flow_stress *stress);

void flow_code_pay(struct flow_code_unit *unit, const struct flow_code *code,
                   struct program_value cost);

/* The whole TEST: classes, N and money. */
void flow_code_test(struct flow_code_unit *unit, struct flow_code *code,
                    const struct flow_test *test);

struct program_value flow_code_quality(const struct flow_code_unit *unit,
                                       const struct flow_code *code);
struct program_value flow_code_escape(const struct flow_code_unit *unit,
                                      const struct flow_code *code);
struct program_value flow_code_assembled(const struct flow_code_unit *unit,
                                         const struct flow_code *code);

#endif
