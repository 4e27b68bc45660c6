/*
 * Statements (yield model 1.10):
 *
 * S1  every draw evaluates the build at drawn inputs, each known exactly: one draw for each figure
 *     of a part however often the part stands in the build, one for all prices of a part, one for
 *     each input of a flow. Independent but for groups.
 * S2  a draw in which a flow ships nothing, or the build cannot be evaluated, has no values.
 * S3  bars: each input, or group, at its min and at its max, all others at typ, as M1 of
 *     sensitivity.c.
 */
#include "evaluate/simulate_build.h"

#include "evaluate/build_inputs.h"

#include <math.h>
#include <string.h>

struct build_model {
    struct bom *bom;
    struct evaluation_request request;
    struct build_inputs inputs;
    struct draws draws;
    const struct evaluation_metric **metrics;
    size_t metric_count;
    const double *rows;
};

static void restore(const struct build_model *model)
{
    for (size_t i = 0; i < model->inputs.count; i++)
        build_input_restore(&model->inputs.items[i]);
}

/* The metrics of the build as its inputs stand, `stride` apart. */
static enum optibom_status evaluate(double *figures, size_t stride, const struct build_model *model,
                                    struct error *err)
{
    struct evaluation *evaluation = NULL;
    struct error refused = {0};
    struct arena arena;
    arena_init(&arena);
    enum optibom_status status =
        evaluation_run(&evaluation, &arena, model->bom, &model->request, &refused);
    for (size_t i = 0; i < model->metric_count; i++)
        figures[i * stride] =
            status == OPTIBOM_OK ? evaluation_metric(evaluation, model->metrics[i]->name)->value.typ
                                 : NAN;
    arena_fini(&arena);
    return status == OPTIBOM_FAILED ? error_set(err, status, "%s", refused.text) : OPTIBOM_OK;
}

static enum optibom_status open_worker(void **worker, const void *context, const double *rows,
                                       struct arena *arena, struct error *err)
{
    struct build_model *model = arena_alloc(arena, sizeof *model);
    if (model == NULL)
        return error_no_memory(err);
    *model = *(const struct build_model *)context;
    model->rows = rows;
    *worker = model;
    return OPTIBOM_OK;
}

static enum optibom_status run_block(void *worker, double *figures, size_t count, struct error *err)
{
    const struct build_model *model = worker;
    enum optibom_status status = OPTIBOM_OK;
    for (size_t draw = 0; draw < count && status == OPTIBOM_OK; draw++) {
        for (size_t i = 0; i < model->inputs.count; i++)
            build_input_put(&model->inputs.items[i], model->rows[i * RANDOM_BLOCK + draw]);
        status = evaluate(figures + draw, RANDOM_BLOCK, model, err);
    }
    return status;
}

static enum optibom_status init(struct build_model *model, struct arena *arena,
                                const struct evaluation *evaluation,
                                const struct simulate_options *options, struct error *err)
{
    model->metrics = arena_alloc(arena, (evaluation->metric_count + 1) * sizeof *model->metrics);
    if (model->metrics == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < evaluation->metric_count; i++)
        if (isfinite(evaluation->metrics[i].value.typ))
            model->metrics[model->metric_count++] = &evaluation->metrics[i];
    enum optibom_status status = build_inputs_collect(&model->inputs, arena, model->bom, err);
    size_t count = model->inputs.count;
    size_t *spreading = arena_alloc(arena, (count + 1) * sizeof *spreading);
    if (status == OPTIBOM_OK && spreading == NULL)
        status = error_no_memory(err);
    return status == OPTIBOM_OK
               ? draws_init(&model->draws, spreading, model->bom->spec->name, model->inputs.ranges,
                            count, options->seed, options->points == SIMULATE_SOBOL, arena, err)
               : status;
}

static enum optibom_status draw_all(const struct simulate_result **out, struct arena *arena,
                                    const struct build_model *model,
                                    const struct simulate_options *options, struct error *err)
{
    size_t count = model->metric_count;
    double *typ = arena_alloc(arena, (count + 1) * sizeof *typ);
    const char **reasons = arena_alloc(arena, (count + 1) * sizeof *reasons);
    if (typ == NULL || reasons == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < count; i++) {
        typ[i] = model->metrics[i]->value.typ;
        reasons[i] = "no draw has a value";
    }
    struct simulate_options one_by_one = *options;
    one_by_one.threads = 1;
    const struct simulate_model run = {model,   &model->draws, count,    typ,
                                       reasons, open_worker,   run_block};
    return simulate_run(out, arena, &run, &one_by_one, err);
}

static bool is_first(const struct build_inputs *inputs, size_t at)
{
    const char *group = inputs->ranges[at].group;
    for (size_t i = 0; i < at && group != NULL; i++)
        if (inputs->ranges[i].group != NULL && strcmp(inputs->ranges[i].group, group) == 0)
            return false;
    return true;
}

/* Puts an input and its group to one end. */
static void put_end(const struct build_inputs *inputs, size_t at, bool is_max)
{
    const char *group = inputs->ranges[at].group;
    for (size_t i = 0; i < inputs->count; i++) {
        const struct draws_range *range = &inputs->ranges[i];
        bool moves =
            i == at || (group != NULL && range->group != NULL && strcmp(range->group, group) == 0);
        if (moves)
            build_input_put(&inputs->items[i], is_max ? range->range.max : range->range.min);
    }
}

static void sort_in(struct simulate_build_bar *bars, size_t count, struct simulate_build_bar bar)
{
    size_t i = count;
    for (; i > 0 && (isnan(bars[i - 1].effect) || bars[i - 1].effect < bar.effect); i--)
        bars[i] = bars[i - 1];
    bars[i] = bar;
}

/* S3 */
static enum optibom_status find_bars(struct simulate_build *out, struct arena *arena,
                                     const struct build_model *model, size_t metric,
                                     struct error *err)
{
    const struct build_inputs *inputs = &model->inputs;
    struct simulate_build_bar *bars = arena_alloc(arena, (inputs->count + 1) * sizeof *bars);
    double *figures = arena_alloc(arena, (model->metric_count + 1) * sizeof *figures);
    if (bars == NULL || figures == NULL)
        return error_no_memory(err);
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; i < inputs->count && status == OPTIBOM_OK; i++) {
        struct simulate_build_bar bar = {.name = inputs->ranges[i].name};
        if (!is_first(inputs, i))
            continue;
        put_end(inputs, i, false);
        status = evaluate(figures, 1, model, err);
        bar.at_min = figures[metric];
        put_end(inputs, i, true);
        if (status == OPTIBOM_OK)
            status = evaluate(figures, 1, model, err);
        bar.at_max = figures[metric];
        bar.effect = fabs(bar.at_max - bar.at_min);
        restore(model);
        if (bar.effect != 0)
            sort_in(bars, out->bar_count++, bar);
    }
    out->bars = bars;
    return status;
}

enum optibom_status simulate_build(const struct simulate_build **out, struct arena *arena,
                                   struct bom *bom, const struct evaluation *evaluation,
                                   const struct evaluation_request *request, const char *metric,
                                   const struct simulate_options *options, struct error *err)
{
    struct build_model model = {.bom = bom, .request = *request};
    model.request.typ_only = true;
    struct simulate_build *build = arena_alloc(arena, sizeof *build);
    if (build == NULL)
        return error_no_memory(err);
    enum optibom_status status = init(&model, arena, evaluation, options, err);
    if (status != OPTIBOM_OK)
        return status;
    size_t moved = 0;
    while (moved < model.metric_count && strcmp(model.metrics[moved]->name, metric) != 0)
        moved++;
    if (moved == model.metric_count)
        return error_set(err, OPTIBOM_NOT_FOUND, "build %s: metric %s has no value to follow",
                         bom->spec->name, metric);
    build->metrics = model.metrics;
    build->moved = model.metrics[moved];
    status = find_bars(build, arena, &model, moved, err);
    if (status == OPTIBOM_OK)
        status = draw_all(&build->result, arena, &model, options, err);
    restore(&model);
    *out = build;
    return status;
}
