/*
 * Statements (yield model 1.10):
 *
 * Z1  every draw runs the flow in closed form at drawn inputs; units are not simulated.
 * Z2  as a program where flow_compile has one, else by flow_run on a copy of the flow for each
 *     thread.
 * Z3  the flow must be one that flow_run accepts at the low ends and at the high ends of all
 *     ranges; what lies between is then in the domain of every number.
 */
#include "evaluate/simulate_flow.h"

#include "evaluate/flow_check.h"
#include "evaluate/flow_compile.h"
#include "evaluate/flow_copy.h"

#include <math.h>

enum { RUNS_PER_ARENA = 16 };

struct flow_model {
    const struct simulate_flow_request *request;
    const struct flow *flow;
    struct flow_inputs inputs;     /* those that spread */
    const struct program *program; /* NULL: one by one */
};

/* What a thread has of the flow. */
struct flow_worker {
    const struct flow_model *model;
    struct program_run *program;
    struct flow_copy copy;
    const double *rows;
};

static enum optibom_status open_worker(void **worker, const void *context, const double *rows,
                                       struct arena *arena, struct error *err)
{
    const struct flow_model *model = context;
    struct flow_worker *own = *worker = arena_alloc(arena, sizeof *own);
    if (own == NULL)
        return error_no_memory(err);
    own->model = model;
    own->rows = rows;
    if (model->program != NULL)
        return program_run_new(&own->program, model->program, rows, arena, err);
    return flow_copy(&own->copy, model->flow, &model->inputs, arena, err);
}

/* One draw by flow_run; a refused one has no value. */
static enum optibom_status run_draw(double *figures, const struct flow_worker *worker, size_t draw,
                                    struct arena *arena, struct error *err)
{
    const struct flow_model *model = worker->model;
    const struct simulate_flow_request *request = model->request;
    const struct flow_result *result = NULL;
    struct flow_options options = {request->without_kgoe};
    struct error refused = {0};
    for (size_t i = 0; i < model->inputs.count; i++)
        *worker->copy.targets[i] = worker->rows[i * RANDOM_BLOCK + draw];
    enum optibom_status status = flow_run(&result, arena, worker->copy.flow, &options, &refused);
    if (status != OPTIBOM_OK && status != OPTIBOM_BAD_INPUT)
        return error_set(err, status, "%s", refused.text);
    for (size_t f = 0; f < request->figure_count; f++)
        figures[f * RANDOM_BLOCK + draw] =
            status == OPTIBOM_OK ? flow_measure_of(result, request->figures[f]).value : NAN;
    return OPTIBOM_OK;
}

static enum optibom_status run_block(void *context, double *figures, size_t count,
                                     struct error *err)
{
    const struct flow_worker *worker = context;
    if (worker->program != NULL) {
        program_run_block(worker->program, figures, RANDOM_BLOCK);
        return OPTIBOM_OK;
    }
    enum optibom_status status = OPTIBOM_OK;
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < count && status == OPTIBOM_OK; i++) {
        status = run_draw(figures, worker, i, &arena, err);
        if (i % RUNS_PER_ARENA == RUNS_PER_ARENA - 1)
            arena_fini(&arena);
    }
    arena_fini(&arena);
    return status;
}

static enum optibom_status check_all(const struct flow *flow, struct error *err)
{
    enum optibom_status status = flow_check(flow, err);
    for (size_t i = 0; i < flow->step_count && status == OPTIBOM_OK; i++) {
        if (flow->steps[i].kind == FLOW_ADD && flow->steps[i].add.input != NULL)
            status = check_all(flow->steps[i].add.input, err);
    }
    return status;
}

/* Z3 */
static enum optibom_status check_ends(const struct flow_model *model, struct arena *arena,
                                      struct error *err)
{
    struct flow_copy copy;
    enum optibom_status status = flow_copy(&copy, model->flow, &model->inputs, arena, err);
    for (int end = 0; end < 2 && status == OPTIBOM_OK; end++) {
        for (size_t i = 0; i < model->inputs.count; i++) {
            struct range range = range_filled(model->inputs.items[i]->range);
            *copy.targets[i] = end == 0 ? range.min : range.max;
        }
        status = check_all(copy.flow, err);
    }
    return status;
}

/* Leaves the inputs that spread in model->inputs. */
static enum optibom_status init_draws(struct draws *draws, struct flow_model *model,
                                      const struct simulate_options *options, struct arena *arena,
                                      struct error *err)
{
    struct flow_inputs *inputs = &model->inputs;
    enum optibom_status status = flow_inputs_collect(inputs, model->flow, arena, err);
    if (status != OPTIBOM_OK)
        return status;
    struct draws_range *ranges = arena_alloc(arena, (inputs->count + 1) * sizeof *ranges);
    size_t *spreading = arena_alloc(arena, (inputs->count + 1) * sizeof *spreading);
    if (ranges == NULL || spreading == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < inputs->count; i++)
        ranges[i] = (struct draws_range){inputs->items[i]->name, inputs->items[i]->group,
                                         inputs->items[i]->range};
    status = draws_init(draws, spreading, model->flow->name, ranges, inputs->count, options->seed,
                        options->points == SIMULATE_SOBOL, arena, err);
    for (size_t i = 0; i < draws->row_count && status == OPTIBOM_OK; i++)
        inputs->items[i] = inputs->items[spreading[i]];
    inputs->count = draws->row_count;
    return status;
}

static enum optibom_status compile(struct flow_model *model, const struct flow_result *typ,
                                   struct arena *arena, struct error *err)
{
    struct program *program = NULL;
    double **targets = arena_alloc(arena, (model->inputs.count + 1) * sizeof(double *));
    if (targets == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < model->inputs.count; i++)
        targets[i] = model->inputs.items[i]->target;
    const struct flow_compile_request request = {
        targets, model->inputs.count, model->request->figures, model->request->figure_count, typ};
    enum optibom_status status = flow_compile(&program, arena, model->flow, &request, err);
    model->program = program;
    return status;
}

enum optibom_status simulate_flow(const struct simulate_result **out, struct arena *arena,
                                  const struct flow *flow,
                                  const struct simulate_flow_request *request,
                                  const struct simulate_options *options, struct error *err)
{
    struct flow_model model = {.request = request, .flow = flow};
    const struct flow_result *typical = NULL;
    const struct flow_options how = {request->without_kgoe};
    struct draws draws;
    double *typ = arena_alloc(arena, (request->figure_count + 1) * sizeof *typ);
    const char **reasons = arena_alloc(arena, (request->figure_count + 1) * sizeof *reasons);
    if (typ == NULL || reasons == NULL)
        return error_no_memory(err);
    enum optibom_status status;
    if ((status = flow_run(&typical, arena, flow, &how, err)) != OPTIBOM_OK ||
        (status = init_draws(&draws, &model, options, arena, err)) != OPTIBOM_OK ||
        (status = check_ends(&model, arena, err)) != OPTIBOM_OK ||
        (!request->one_by_one && (status = compile(&model, typical, arena, err)) != OPTIBOM_OK))
        return status;
    for (size_t f = 0; f < request->figure_count; f++) {
        struct flow_value value = flow_measure_of(typical, request->figures[f]);
        typ[f] = value.value;
        reasons[f] = value.reason;
    }
    const struct simulate_model run = {&model,      &draws,   request->figure_count, typ, reasons,
                                       open_worker, run_block};
    return simulate_run(out, arena, &run, options, err);
}
