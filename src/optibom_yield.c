#include "optibom_yield.h"

#include "assemble/assemble.h"
#include "evaluate/binomial.h"
#include "optibom_report.h"
#include "report/answer/yield_json.h"
#include "report/answer/yield_tables.h"
#include "report/fill/fill_flow.h"

#include <math.h>
#include <string.h>

enum { FLOWS_MAX = 1000 };

/* A request on its way. */
struct yielding {
    struct optibom *optibom;
    const struct optibom_yield_request *request;
    struct arena *arena;
    const struct flow_result **results; /* of each flow */
    struct error *err;
};

static enum optibom_status load_flow(struct flow **out, const struct yielding *yielding,
                                     const char *name)
{
    struct catalog *catalog = &yielding->optibom->catalog;
    const char *text = NULL;
    size_t size = 0;
    if (!handle_is_file(name))
        return assemble_flow(out, yielding->arena, catalog, name, yielding->err);
    enum optibom_status status =
        handle_read_file(&text, &size, yielding->arena, name, yielding->err);
    return status == OPTIBOM_OK
               ? assemble_flow_text(out, yielding->arena, catalog, name, text, size, yielding->err)
               : status;
}

static enum optibom_status run_flows(struct yielding *yielding)
{
    const struct optibom_yield_request *request = yielding->request;
    enum optibom_status status = OPTIBOM_OK;
    if (request->flow_count == 0 || request->flow_count > FLOWS_MAX)
        return error_set(yielding->err, OPTIBOM_USAGE, "name between 1 and %d flows", FLOWS_MAX);
    yielding->results =
        arena_alloc(yielding->arena, request->flow_count * sizeof *yielding->results);
    if (yielding->results == NULL)
        return error_no_memory(yielding->err);
    for (size_t i = 0; i < request->flow_count && status == OPTIBOM_OK; i++) {
        struct flow *flow = NULL;
        status = load_flow(&flow, yielding, request->flows[i]);
        if (status == OPTIBOM_OK)
            status = flow_run(&yielding->results[i], yielding->arena, flow, NULL, yielding->err);
    }
    return status;
}

/* Cost per good unit first: it is what the tornado and a sweep of two inputs are about. */
static const enum flow_measure MEASURES[] = {FLOW_COST_PER_GOOD,       FLOW_COST_PER_SHIPPED,
                                             FLOW_SHIPPED_PER_START,   FLOW_ESCAPE,
                                             FLOW_YIELD_KGOE_ADJUSTED, FLOW_YIELD_UNADJUSTED};

enum { MEASURE_COUNT = sizeof MEASURES / sizeof *MEASURES };

static enum optibom_status simulate(const struct simulation **out, struct yielding *yielding)
{
    const struct optibom_yield_request *request = yielding->request;
    const struct flow *flow = yielding->results[0]->flow;
    struct simulation *simulation = arena_alloc(yielding->arena, sizeof *simulation);
    if (simulation == NULL)
        return error_no_memory(yielding->err);
    struct simulate_flow_request what = {.figures = MEASURES, .figure_count = MEASURE_COUNT};
    struct handle_draws draws;
    struct simulate_options how = handle_draws(&draws, yielding->optibom, &request->draws);
    simulation->measures = MEASURES;
    enum optibom_status status =
        simulate_flow(&simulation->result, yielding->arena, flow, &what, &how, yielding->err);
    if (status == OPTIBOM_OK && simulation->result->is_cancelled)
        status = error_set(yielding->err, OPTIBOM_FAILED, "interrupted");
    if (status == OPTIBOM_OK)
        status = sensitivity_tornado(&simulation->tornado, yielding->arena, flow, MEASURES[0], NULL,
                                     yielding->err);
    *out = simulation;
    return status;
}

/* A sweep without any value is a mistake in its values. */
static enum optibom_status require_values(const struct sweep *sweep, struct error *err)
{
    size_t count = sweep->counts[0] * sweep->counts[1] * sweep->figure_count;
    for (size_t i = 0; i < count; i += sweep->figure_count)
        if (sweep->values[i].reason == NULL)
            return OPTIBOM_OK;
    return error_set(err, OPTIBOM_BAD_INPUT, "sweep of %s: no point has a value: %s",
                     sweep->names[0], sweep->values[0].reason);
}

static enum optibom_status sweep(struct yield_answers *answers, struct yielding *yielding)
{
    const struct optibom_yield_request *request = yielding->request;
    struct sweep_axis axes[2];
    enum optibom_status status = OPTIBOM_OK;
    if (request->sweep_count > 2)
        return error_set(yielding->err, OPTIBOM_USAGE, "a sweep takes one input or two");
    for (size_t i = 0; i < request->sweep_count && status == OPTIBOM_OK; i++)
        status = optibom_sweep_axis(&axes[i], yielding->arena, request->sweeps[i], yielding->err);
    answers->sweep_figures = MEASURES;
    if (status == OPTIBOM_OK)
        status = sweep_run(&answers->sweep, yielding->arena, answers->result->flow, axes,
                           request->sweep_count, MEASURES, MEASURE_COUNT, yielding->err);
    return status == OPTIBOM_OK ? require_values(answers->sweep, yielding->err) : status;
}

static struct yield_starts starts_for(const struct flow_result *result, double good,
                                      double confidence)
{
    double yield = result->shipped_per_start * result->quality.value;
    struct yield_starts starts = {.good = good,
                                  .confidence = confidence,
                                  .starts = binomial_starts(good, yield, confidence),
                                  .mean_starts = yield > 0 ? good / yield : NAN};
    bool is_few = isfinite(starts.starts);
    starts.reached = is_few ? binomial_tail(starts.starts, good, 1 - yield).at_least : NAN;
    starts.reached_with_one_less =
        is_few ? binomial_tail(starts.starts - 1, good, 1 - yield).at_least : NAN;
    double assembled =
        result->without_kgoe ? result->yield_unadjusted.value : result->yield_kgoe_adjusted.value;
    starts.engines = starts.starts * result->engines_per_good.value * assembled;
    return starts;
}

static enum optibom_status answer(struct yield_answers *answers, struct yielding *yielding)
{
    const struct optibom_yield_request *request = yielding->request;
    const struct flow_result *result = yielding->results[0];
    *answers = (struct yield_answers){.result = result};
    enum optibom_status status =
        flow_breakeven_new(&answers->breakeven, yielding->arena, result, yielding->err);
    if (status == OPTIBOM_OK && request->draws.count > 0)
        status = simulate(&answers->simulation, yielding);
    if (status == OPTIBOM_OK && request->sweep_count > 0)
        status = sweep(answers, yielding);
    if (request->good > 0)
        answers->starts = starts_for(result, (double)request->good, request->confidence);
    if (request->learning > 0)
        answers->learning = (struct yield_learning){request->learning, result->cost_per_good.value};
    return status;
}

static enum optibom_status emit_tables(struct yielding *yielding,
                                       const struct yield_answers *answers,
                                       const struct optibom_output *output)
{
    struct arena *arena = yielding->arena;
    struct table outcome, steps, causes, breakeven, figures, tornado, swept, starts, learning;
    struct emit_document document = {.schema = "optibom.yield/1"};
    yield_table_outcome(&outcome, arena, answers->result);
    yield_table_steps(&steps, arena, answers->result);
    yield_table_causes(&causes, arena, answers->result);
    yield_table_breakeven(&breakeven, arena, answers);
    yield_table_sweep(&swept, arena, answers);
    yield_table_starts(&starts, arena, answers);
    yield_table_learning(&learning, arena, answers);
    handle_add_section(&document, "outcome", answers->result->flow->name, &outcome);
    handle_add_section(&document, "steps", "Steps, per started unit", &steps);
    handle_add_section(&document, "causes", "Causes of scrap", &causes);
    handle_add_section(&document, "breakeven", "Does the known-good test pay", &breakeven);
    if (answers->simulation != NULL) {
        const struct simulate_result *result = answers->simulation->result;
        const char *title = arena_printf(
            arena, "Simulation, %llu %s, seed %llu%s", (unsigned long long)result->draws,
            yielding->request->draws.is_sobol ? "Sobol points" : "draws",
            (unsigned long long)result->seed,
            result->is_settled ? "" : ", stopped before the asked error was reached");
        simulation_table_figures(&figures, arena, answers->simulation);
        simulation_table_tornado(&tornado, arena, answers->simulation);
        handle_add_section(&document, "simulation", title, &figures);
        handle_add_section(&document, "tornado", "Inputs that move the cost per good unit most",
                           &tornado);
    }
    handle_add_section(&document, "sweep",
                       yielding->request->sweep_count == 2 ? "Sweep: cost per good unit" : "Sweep",
                       &swept);
    handle_add_section(&document, "starts", "Units to start", &starts);
    handle_add_section(&document, "learning", "Learning over volume", &learning);
    return handle_emit(yielding->optibom, &document, output);
}

static enum optibom_status emit_one(struct yielding *yielding, const struct optibom_output *output)
{
    struct yield_answers answers;
    struct buf text;
    enum optibom_status status = answer(&answers, yielding);
    if (status != OPTIBOM_OK || output->format != OPTIBOM_JSON)
        return status == OPTIBOM_OK ? emit_tables(yielding, &answers, output) : status;
    buf_init(&text);
    yield_json(&text, &answers);
    return handle_send_and_free(yielding->optibom, &text, output);
}

/* What a file is called beside others: its name without folder and ending. */
static const char *short_name(struct arena *arena, const char *file)
{
    const char *slash = strrchr(file, '/'), *base = slash != NULL ? slash + 1 : file;
    const char *dot = strrchr(base, '.');
    return arena_strndup(arena, base, dot != NULL ? (size_t)(dot - base) : strlen(base));
}

static enum optibom_status name_flows(const char ***out, struct yielding *yielding)
{
    const struct optibom_yield_request *request = yielding->request;
    const char **names = arena_alloc(yielding->arena, request->flow_count * sizeof *names);
    for (size_t i = 0; names != NULL && i < request->flow_count; i++)
        if ((names[i] = short_name(yielding->arena, request->flows[i])) == NULL)
            return error_no_memory(yielding->err);
    *out = names;
    return names != NULL ? OPTIBOM_OK : error_no_memory(yielding->err);
}

static enum optibom_status emit_comparison(struct yielding *yielding,
                                           const struct optibom_output *output)
{
    const struct optibom_yield_request *request = yielding->request;
    struct emit_document document = {.schema = "optibom.yield.comparison/1"};
    struct table table;
    const char **names = NULL;
    if (request->draws.count > 0 || request->sweep_count > 0 || request->good > 0 ||
        request->learning > 0)
        return error_set(yielding->err, OPTIBOM_USAGE,
                         "draws, sweeps, starts and learning are about one flow; name one");
    enum optibom_status status = name_flows(&names, yielding);
    if (status != OPTIBOM_OK)
        return status;
    yield_table_comparison(&table, yielding->arena, yielding->results, names, request->flow_count);
    handle_add_section(&document, "flows", "Flows side by side", &table);
    return handle_emit(yielding->optibom, &document, output);
}

static enum optibom_status fill(void *context, struct optibom *optibom, struct arena *arena,
                                struct error *err)
{
    struct yielding *yielding = context;
    struct store *store = optibom->catalog.store;
    const char **names = NULL;
    enum optibom_status status = name_flows(&names, yielding);
    for (size_t i = 0; i < yielding->request->flow_count && status == OPTIBOM_OK; i++) {
        const struct flow_breakeven *breakeven = NULL;
        status = flow_breakeven_new(&breakeven, arena, yielding->results[i], err);
        if (status == OPTIBOM_OK)
            status =
                fill_flow_build(store, names[i], (int64_t)i + 1, yielding->request->flows[i], err);
        if (status == OPTIBOM_OK)
            status = fill_flow(store, names[i], yielding->results[i], breakeven, err);
    }
    return status;
}

static enum optibom_status emit_report(struct yielding *yielding,
                                       const struct optibom_output *output)
{
    const struct optibom_yield_request *request = yielding->request;
    struct report_job job = {.report = request->report,
                             .reports = request->reports,
                             .date = request->date,
                             .fill = fill,
                             .context = yielding};
    return report_job_run(yielding->optibom, &job, output);
}

enum optibom_status optibom_yield(struct optibom *optibom,
                                  const struct optibom_yield_request *request,
                                  const struct optibom_output *output)
{
    struct arena arena;
    struct yielding yielding = {
        .optibom = optibom, .request = request, .arena = &arena, .err = handle_begin(optibom)};
    enum optibom_status status = handle_require(optibom);
    if (status != OPTIBOM_OK)
        return status;
    arena_init(&arena);
    status = run_flows(&yielding);
    if (status == OPTIBOM_OK && request->report != NULL)
        status = emit_report(&yielding, output);
    else if (status == OPTIBOM_OK && request->flow_count > 1)
        status = emit_comparison(&yielding, output);
    else if (status == OPTIBOM_OK)
        status = emit_one(&yielding, output);
    arena_fini(&arena);
    return status;
}
