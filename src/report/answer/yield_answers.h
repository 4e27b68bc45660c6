/* What is asked about one assembly flow beyond its outcome, as tables and as JSON. */
#ifndef OPTIBOM_REPORT_YIELD_ANSWERS_H
#define OPTIBOM_REPORT_YIELD_ANSWERS_H

#include "base/json.h"
#include "base/table.h"
#include "evaluate/flow_breakeven.h"
#include "evaluate/sweep.h"
#include "report/answer/simulation.h"

/* Units to start for a number of good ones. */
struct yield_starts {
    double good, confidence;
    double starts;                         /* NaN: none is enough */
    double reached, reached_with_one_less; /* P(at least `good` of them) */
    double mean_starts;                    /* good / yield, which reaches it about half the time */
    double engines;                        /* engines started for them; NaN without engines */
};

/* What volume does to the cost of a good unit: every doubling multiplies it by `rate`. */
struct yield_learning {
    double rate; /* 0: not asked */
    double first;
};

struct yield_answers {
    const struct flow_result *result;
    const struct flow_breakeven *breakeven; /* NULL: no insertion that could be left out */
    const struct simulation *simulation;    /* NULL: not asked */
    const struct sweep *sweep;              /* NULL: not asked */
    const enum flow_measure *sweep_figures;
    struct yield_starts starts; /* good 0: not asked */
    struct yield_learning learning;
};

void yield_table_breakeven(struct table *out, struct arena *arena,
                           const struct yield_answers *answers);
void yield_table_starts(struct table *out, struct arena *arena,
                        const struct yield_answers *answers);
void yield_table_learning(struct table *out, struct arena *arena,
                          const struct yield_answers *answers);
/* One input: a row a value, all figures. Two: a row a value of the first, a column a value of the
 * second, of the first figure. */
void yield_table_sweep(struct table *out, struct arena *arena, const struct yield_answers *answers);

/* Members "breakeven", "simulation", "tornado", "sweep", "starts", "learning" of an open object,
 * those that were asked. */
void yield_answers_json(struct json *json, const struct yield_answers *answers);

#endif
