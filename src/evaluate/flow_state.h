/*
 * The state of one started unit on its way through a flow: the classes of parts on it, what is
 * alive, what was spent. Statements in flow_state.c. The steps change it, flow_run.c reads it.
 */
#ifndef OPTIBOM_EVALUATE_FLOW_STATE_H
#define OPTIBOM_EVALUATE_FLOW_STATE_H

#include "assemble/flow.h"
#include "base/arena.h"
#include "base/error.h"

/* A compensated sum: flows of thousands of steps keep their last digits. */
struct flow_sum {
    double value, carry;
};

void flow_sum_add(struct flow_sum *sum, double term);
double flow_sum_total(const struct flow_sum *sum);

/* What a piece brings with it: from its own figures, a sub-flow or a die. */
struct flow_handoff {
    double unit_cost, bad;
};

struct flow_class {
    const char *name;
    double mounted, required;  /* m, k; spares when k < m */
    double bad;                /* b of a (usable) site */
    double weak;               /* of the good sites, after a stress */
    struct flow_handoff piece; /* cost of a piece, and b of a site that it was just attached to */
    double *usable; /* spares only: usable[i] = P(k+i sites usable), i = 0..m-k, else NULL */
};

struct flow_state {
    struct flow_class *classes;
    size_t class_count;
    double alive;           /* N */
    struct flow_sum direct; /* D */
    struct flow_sum spend;  /* K */
    struct flow_sum scrap, rework;
};

/* b of two independent faults. */
double flow_either(double a, double b);

/* An empty unit with room for the classes of the flow's ADD steps. */
enum optibom_status flow_state_init(struct flow_state *state, const struct flow *flow,
                                    struct arena *arena, struct error *err);

/* NULL when the class is not on the unit. */
struct flow_class *flow_state_class(const struct flow_state *state, const char *name);

/* Expected usable sites. */
double flow_class_usable(const struct flow_class *class);

/* Puts the parts on and returns the direct cost of the step in *cost; money is not booked. */
enum optibom_status flow_state_add(double *cost, struct flow_state *state,
                                   const struct flow_add *add, struct flow_handoff handoff,
                                   struct arena *arena, struct error *err);

/* Burn-in; money is not booked. */
void flow_state_stress(struct flow_state *state, const struct flow_stress *stress);

/* ln of P(all is good): of the required sites, taken at random from the usable ones. */
double flow_state_log_quality(const struct flow_state *state);

/* ln of P(enough is good): of all mounted sites as many as required. */
double flow_state_log_assembled(const struct flow_state *state);

/* P(a selected site is good now and weak) over the unit. */
double flow_state_early_life(const struct flow_state *state);

#endif
