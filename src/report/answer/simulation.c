#include "report/answer/simulation.h"

#include <math.h>

enum { TORNADO_ROWS = 10 };

static const char *const LEVELS[SIMULATE_LEVELS] = {"p5", "p10", "p50", "p90", "p95"};

static void start_figures(struct table *out, struct arena *arena, const char *what)
{
    table_init(out, arena);
    table_column(out, what, NULL, TABLE_TEXT, "");
    table_column(out, "typ", NULL, TABLE_REAL, "");
    table_column(out, "mean", NULL, TABLE_REAL, "");
    table_column(out, "standard_error", "error of mean", TABLE_REAL, "");
    for (size_t level = 0; level < SIMULATE_LEVELS; level++)
        table_column(out, LEVELS[level], NULL, TABLE_REAL, "");
}

static void add_figure(struct table *out, const char *name, const struct simulate_figure *figure)
{
    table_text(out, name);
    table_real(out, figure->typ);
    table_real(out, figure->count > 0 ? figure->mean : NAN);
    table_real(out, figure->count > 1 ? figure->standard_error : NAN);
    for (size_t level = 0; level < SIMULATE_LEVELS; level++)
        table_real(out, figure->count > 0 ? figure->quantiles[level] : NAN);
}

void simulation_table_figures(struct table *out, struct arena *arena,
                              const struct simulation *simulation)
{
    start_figures(out, arena, "figure");
    for (size_t i = 0; i < simulation->result->figure_count; i++)
        add_figure(out, flow_measure_name(simulation->measures[i]),
                   &simulation->result->figures[i]);
}

void simulation_table_build(struct table *out, struct arena *arena,
                            const struct simulate_build *simulation)
{
    start_figures(out, arena, "metric");
    table_column(out, "unit", NULL, TABLE_TEXT, "");
    for (size_t i = 0; i < simulation->result->figure_count; i++) {
        if (!(simulation->result->figures[i].deviation > 0))
            continue;
        add_figure(out, simulation->metrics[i]->name, &simulation->result->figures[i]);
        table_text(out, simulation->metrics[i]->unit);
    }
}

static void start_movers(struct table *out, struct arena *arena)
{
    table_init(out, arena);
    table_column(out, "input", NULL, TABLE_TEXT, "");
    table_column(out, "at_min", "at its least", TABLE_REAL, "");
    table_column(out, "at_max", "at its most", TABLE_REAL, "");
    table_column(out, "effect", NULL, TABLE_REAL, "");
    table_bar(out);
}

static void add_mover(struct table *out, const char *name, double at_min, double at_max,
                      double effect)
{
    table_text(out, name);
    table_real(out, at_min);
    table_real(out, at_max);
    table_real(out, effect);
}

void simulation_table_movers(struct table *out, struct arena *arena,
                             const struct simulate_build *simulation)
{
    start_movers(out, arena);
    for (size_t i = 0; i < simulation->bar_count && i < TORNADO_ROWS; i++) {
        const struct simulate_build_bar *bar = &simulation->bars[i];
        add_mover(out, bar->name, bar->at_min, bar->at_max, bar->effect);
    }
}

void simulation_table_tornado(struct table *out, struct arena *arena,
                              const struct simulation *simulation)
{
    const struct sensitivity_tornado *tornado = simulation->tornado;
    start_movers(out, arena);
    for (size_t i = 0; i < tornado->bar_count && i < TORNADO_ROWS; i++) {
        const struct sensitivity_bar *bar = &tornado->bars[i];
        add_mover(out, bar->input->name, bar->at_min.value, bar->at_max.value, bar->effect);
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

/* Opens the member "simulation". */
static void start_json(struct json *json, const struct simulate_result *result)
{
    json_key(json, "simulation");
    json_object(json);
    json_key_integer(json, "draws", (int64_t)result->draws);
    json_key_integer(json, "seed", (int64_t)result->seed);
    json_key(json, "is_settled");
    json_bool(json, result->is_settled);
}

static void put_mover(struct json *json, const char *name, double at_min, double at_max,
                      double effect)
{
    json_object(json);
    json_key_text(json, "input", name);
    json_key_number(json, "at_min", at_min);
    json_key_number(json, "at_max", at_max);
    json_key_number(json, "effect", effect);
    json_object_end(json);
}

void simulation_json(struct json *json, const struct simulation *simulation)
{
    const struct simulate_result *result = simulation->result;
    start_json(json, result);
    for (size_t i = 0; i < result->figure_count; i++) {
        json_key(json, flow_measure_name(simulation->measures[i]));
        put_figure(json, &result->figures[i]);
    }
    json_object_end(json);
    json_key(json, "tornado");
    json_array(json);
    for (size_t i = 0; i < simulation->tornado->bar_count; i++) {
        const struct sensitivity_bar *bar = &simulation->tornado->bars[i];
        put_mover(json, bar->input->name, bar->at_min.value, bar->at_max.value, bar->effect);
    }
    json_array_end(json);
}

void simulation_json_build(struct json *json, const struct simulate_build *simulation)
{
    const struct simulate_result *result = simulation->result;
    start_json(json, result);
    json_key(json, "metrics");
    json_object(json);
    for (size_t i = 0; i < result->figure_count; i++) {
        json_key(json, simulation->metrics[i]->name);
        put_figure(json, &result->figures[i]);
    }
    json_object_end(json);
    json_object_end(json);
    json_key(json, "tornado");
    json_object(json);
    json_key_text(json, "metric", simulation->moved->name);
    json_key(json, "inputs");
    json_array(json);
    for (size_t i = 0; i < simulation->bar_count; i++) {
        const struct simulate_build_bar *bar = &simulation->bars[i];
        put_mover(json, bar->name, bar->at_min, bar->at_max, bar->effect);
    }
    json_array_end(json);
    json_object_end(json);
}
