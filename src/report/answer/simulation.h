/* What simulation and sensitivity say of a flow or of a build, as tables and as JSON. */
#ifndef OPTIBOM_REPORT_SIMULATION_H
#define OPTIBOM_REPORT_SIMULATION_H

#include "base/json.h"
#include "base/table.h"
#include "evaluate/sensitivity.h"
#include "evaluate/simulate_build.h"
#include "evaluate/simulate_flow.h"

struct simulation {
    const enum flow_measure *measures; /* of the figures of `result` */
    const struct simulate_result *result;
    const struct sensitivity_tornado *tornado; /* of the first measure */
};

void simulation_table_figures(struct table *out, struct arena *arena,
                              const struct simulation *simulation);
/* The inputs that move the first measure most. */
void simulation_table_tornado(struct table *out, struct arena *arena,
                              const struct simulation *simulation);

/* Members "simulation" and "tornado" of an open object. */
void simulation_json(struct json *json, const struct simulation *simulation);

/* The same of a whole build: its metrics, and what moves one of them. */
void simulation_table_build(struct table *out, struct arena *arena,
                            const struct simulate_build *simulation);
void simulation_table_movers(struct table *out, struct arena *arena,
                             const struct simulate_build *simulation);
void simulation_json_build(struct json *json, const struct simulate_build *simulation);

#endif
