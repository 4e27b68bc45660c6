#include "report/simulation.h"

#include <math.h>

enum { TORNADO_ROWS = 10 };

static const char *const LEVELS[SIMULATE_LEVELS] = {"p5", "p10", "p50", "p90", "p95"};

void simulation_table_figures(struct table *out, struct arena *arena,
                              const struct simulation *simulation)
{
    table_init(out, arena);
    table_column(out, "figure", NULL, TABLE_TEXT, "");
    table_column(out, "typ", NULL, TABLE_REAL, "");
    table_column(out, "mean", NULL, TABLE_REAL, "");
    table_column(out, "standard_error", "error of mean", TABLE_REAL, "");
    for (size_t level = 0; level < SIMULATE_LEVELS; level++)
        table_column(out, LEVELS[level], NULL, TABLE_REAL, "");
    for (size_t i = 0; i < simulation->result->figure_count; i++) {
        const struct simulate_figure *figure = &simulation->result->figures[i];
        table_text(out, flow_measure_name(simulation->measures[i]));
        table_real(out, figure->typ);
        table_real(out, figure->count > 0 ? figure->mean : NAN);
        table_real(out, figure->count > 1 ? figure->standard_error : NAN);
        for (size_t level = 0; level < SIMULATE_LEVELS; level++)
            table_real(out, figure->count > 0 ? figure->quantiles[level] : NAN);
    }
}

void simulation_table_tornado(struct table *out, struct arena *arena,
                              const struct simulation *simulation)
{
    const struct sensitivity_tornado *tornado = simulation->tornado;
    table_init(out, arena);
    table_column(out, "input", NULL, TABLE_TEXT, "");
    table_column(out, "at_min", "at its least", TABLE_REAL, "");
    table_column(out, "at_max", "at its most", TABLE_REAL, "");
    table_column(out, "effect", NULL, TABLE_REAL, "");
    for (size_t i = 0; i < tornado->bar_count && i < TORNADO_ROWS; i++) {
        const struct sensitivity_bar *bar = &tornado->bars[i];
        table_text(out, bar->input->name);
        table_real(out, bar->at_min.value);
        table_real(out, bar->at_max.value);
        table_real(out, bar->effect);
    }
}

static void put_figure(struct json *json, const struct simulate_figure *figure)
{
    json_object(json);
    json_key_number(json, "typ", figure->typ);
    json_key_integer(json, "count", (int64_t)figure->count);
    json_key_number(json, "mean", figure->count > 0 ? figure->mean : NAN);
    json_key_number(json, "deviation", figure->count > 1 ? figure->deviation : NAN);
    json_key_number(json, "standard_error", figure->count > 1 ? figure->standard_error : NAN);
    for (size_t level = 0; level < SIMULATE_LEVELS; level++)
        json_key_number(json, LEVELS[level], figure->count > 0 ? figure->quantiles[level] : NAN);
    if (figure->count == 0)
        json_key_text(json, "reason", figure->reason);
    json_object_end(json);
}

void simulation_json(struct json *json, const struct simulation *simulation)
{
    const struct simulate_result *result = simulation->result;
    json_key(json, "simulation");
    json_object(json);
    json_key_integer(json, "draws", (int64_t)result->draws);
    json_key_integer(json, "seed", (int64_t)result->seed);
    for (size_t i = 0; i < result->figure_count; i++) {
        json_key(json, flow_measure_name(simulation->measures[i]));
        put_figure(json, &result->figures[i]);
    }
    json_object_end(json);
    json_key(json, "tornado");
    json_array(json);
    for (size_t i = 0; i < simulation->tornado->bar_count; i++) {
        const struct sensitivity_bar *bar = &simulation->tornado->bars[i];
        json_object(json);
        json_key_text(json, "input", bar->input->name);
        json_key_number(json, "at_min", bar->at_min.value);
        json_key_number(json, "at_max", bar->at_max.value);
        json_key_number(json, "effect", bar->effect);
        json_object_end(json);
    }
    json_array_end(json);
}
