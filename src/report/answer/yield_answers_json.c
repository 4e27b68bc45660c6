#include "report/answer/yield_answers.h"

#include "report/answer/yield_json.h"

#include <math.h>

static void put_breakeven(struct json *json, const struct flow_breakeven *b)
{
    json_key(json, "breakeven");
    json_object(json);
    json_key_text(json, "insertion", b->insertion);
    json_key_text(json, "flow", b->engine_flow);
    yield_json_value(json, "saving", b->saving);
    yield_json_value(json, "coverage", b->coverage);
    yield_json_value(json, "test_cost", b->test_cost);
    yield_json_value(json, "value_at_risk", b->other);
    yield_json_value(json, "best_coverage", b->best_coverage);
    yield_json_value(json, "best_cost_per_good", b->best_cost);
    json_key(json, "one_gate");
    json_object(json);
    if (b->gate_reason != NULL) {
        json_key_text(json, "reason", b->gate_reason);
    } else {
        json_key_number(json, "value_at_risk", b->gate.other);
        json_key_number(json, "engines", b->gate.engines);
        json_key_number(json, "engine_cost", b->gate.engine_cost);
        json_key_number(json, "test_cost", b->gate.test_cost);
        json_key_number(json, "overkill", b->gate.overkill);
        json_key_number(json, "bad", b->gate.bad);
        json_key_number(json, "fallout", b->fallout);
        json_key_number(json, "breakeven_fallout", b->least_fallout);
        json_key_number(json, "breakeven_coverage", b->least_coverage);
        json_key_number(json, "breakeven_value_at_risk", b->least_other);
    }
    json_object_end(json);
    json_object_end(json);
}

static void put_point(struct json *json, const struct yield_answers *answers, size_t i, size_t j)
{
    const struct sweep *sweep = answers->sweep;
    const struct flow_value *values =
        &sweep->values[(i * sweep->counts[1] + j) * sweep->figure_count];
    json_object(json);
    json_key(json, "at");
    json_array(json);
    json_number(json, sweep->coordinates[0][i]);
    if (sweep->names[1] != NULL)
        json_number(json, sweep->coordinates[1][j]);
    json_array_end(json);
    for (size_t f = 0; f < sweep->figure_count; f++)
        yield_json_value(json, flow_measure_name(answers->sweep_figures[f]), values[f]);
    json_object_end(json);
}

static void put_sweep(struct json *json, const struct yield_answers *answers)
{
    const struct sweep *sweep = answers->sweep;
    json_key(json, "sweep");
    json_object(json);
    json_key(json, "inputs");
    json_array(json);
    json_text(json, sweep->names[0]);
    if (sweep->names[1] != NULL)
        json_text(json, sweep->names[1]);
    json_array_end(json);
    json_key(json, "points");
    json_array(json);
    for (size_t i = 0; i < sweep->counts[0]; i++)
        for (size_t j = 0; j < sweep->counts[1]; j++)
            put_point(json, answers, i, j);
    json_array_end(json);
    json_object_end(json);
}

static void put_starts(struct json *json, const struct yield_starts *starts)
{
    json_key(json, "starts");
    json_object(json);
    json_key_number(json, "good", starts->good);
    json_key_number(json, "confidence", starts->confidence);
    json_key_number(json, "starts", starts->starts);
    if (isnan(starts->starts))
        json_key_text(json, "reason", "nothing good is shipped, or more than 1e9 starts");
    json_key_number(json, "reached", starts->reached);
    json_key_number(json, "reached_with_one_less", starts->reached_with_one_less);
    json_key_number(json, "mean_starts", starts->mean_starts);
    json_key_number(json, "engines", starts->engines);
    json_object_end(json);
}

static void put_learning(struct json *json, const struct yield_answers *answers)
{
    struct arena arena;
    struct table table;
    arena_init(&arena);
    yield_table_learning(&table, &arena, answers);
    json_key(json, "learning");
    json_array(json);
    for (size_t i = 0; i < table_row_count(&table); i++) {
        json_object(json);
        for (size_t c = 0; c < table.column_count; c++)
            json_key_number(json, table.columns[c].name, table_at(&table, i, c)->real);
        json_object_end(json);
    }
    json_array_end(json);
    arena_fini(&arena);
}

void yield_answers_json(struct json *json, const struct yield_answers *answers)
{
    if (answers->breakeven != NULL)
        put_breakeven(json, answers->breakeven);
    if (answers->simulation != NULL)
        simulation_json(json, answers->simulation);
    if (answers->sweep != NULL)
        put_sweep(json, answers);
    if (answers->starts.good > 0)
        put_starts(json, &answers->starts);
    if (answers->learning.rate > 0)
        put_learning(json, answers);
}
