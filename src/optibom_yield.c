#include "facade.h"

#include "assemble/assemble.h"
#include "report/simulation.h"
#include "report/yield_json.h"
#include "report/yield_tables.h"

static enum optibom_status load_flow(struct flow **out, struct optibom *optibom,
                                     struct arena *arena, const char *name, struct error *err)
{
    const char *text = NULL;
    size_t size = 0;
    if (!handle_is_file(name))
        return assemble_flow(out, arena, &optibom->catalog, name, err);
    enum optibom_status status = handle_read_file(&text, &size, arena, name, err);
    return status == OPTIBOM_OK
               ? assemble_flow_text(out, arena, &optibom->catalog, name, text, size, err)
               : status;
}

/* Cost per good unit first: it is what the tornado is about. */
static const enum flow_measure MEASURES[] = {FLOW_COST_PER_GOOD,       FLOW_COST_PER_SHIPPED,
                                             FLOW_SHIPPED_PER_START,   FLOW_ESCAPE,
                                             FLOW_YIELD_KGOE_ADJUSTED, FLOW_YIELD_UNADJUSTED};

static enum optibom_status simulate(struct simulation *out, struct arena *arena,
                                    const struct flow *flow,
                                    const struct optibom_yield_request *request, struct error *err)
{
    struct simulate_flow_request what = {.figures = MEASURES,
                                         .figure_count = sizeof MEASURES / sizeof *MEASURES};
    struct simulate_options how = {
        .seed = request->seed, .draws = request->samples, .threads = request->threads};
    out->measures = MEASURES;
    enum optibom_status status = simulate_flow(&out->result, arena, flow, &what, &how, err);
    return status == OPTIBOM_OK
               ? sensitivity_tornado(&out->tornado, arena, flow, MEASURES[0], NULL, err)
               : status;
}

static enum optibom_status emit_yield(struct optibom *optibom, struct arena *arena,
                                      const struct flow_result *result,
                                      const struct simulation *simulation /* or NULL */,
                                      const struct optibom_output *output)
{
    struct table outcome, steps, causes, figures, tornado;
    struct emit_document document = {.schema = "optibom.yield/1"};
    yield_table_outcome(&outcome, arena, result);
    yield_table_steps(&steps, arena, result);
    yield_table_causes(&causes, arena, result);
    handle_add_section(&document, "outcome", result->flow->name, &outcome);
    handle_add_section(&document, "steps", "Steps, per started unit", &steps);
    handle_add_section(&document, "causes", "Causes of scrap", &causes);
    if (simulation != NULL) {
        const char *title = arena_printf(arena, "Simulation, %llu draws, seed %llu",
                                         (unsigned long long)simulation->result->draws,
                                         (unsigned long long)simulation->result->seed);
        simulation_table_figures(&figures, arena, simulation);
        simulation_table_tornado(&tornado, arena, simulation);
        handle_add_section(&document, "simulation", title, &figures);
        handle_add_section(&document, "tornado", "Inputs that move the cost per good unit most",
                           &tornado);
    }
    return handle_emit(optibom, &document, output);
}

enum optibom_status optibom_yield(struct optibom *optibom,
                                  const struct optibom_yield_request *request,
                                  const struct optibom_output *output)
{
    struct error *err = handle_begin(optibom);
    struct arena arena;
    struct flow *flow = NULL;
    const struct flow_result *result = NULL;
    struct simulation simulation = {0};
    enum optibom_status status = handle_require(optibom);
    if (status != OPTIBOM_OK)
        return status;
    arena_init(&arena);
    status = load_flow(&flow, optibom, &arena, request->flow, err);
    if (status == OPTIBOM_OK)
        status = flow_run(&result, &arena, flow, NULL, err);
    if (status == OPTIBOM_OK && request->samples > 0)
        status = simulate(&simulation, &arena, flow, request, err);
    const struct simulation *drawn = simulation.result != NULL ? &simulation : NULL;
    if (status == OPTIBOM_OK && output->format == OPTIBOM_JSON) {
        struct buf text;
        buf_init(&text);
        yield_json(&text, result, drawn);
        status = handle_send_and_free(optibom, &text, output);
    } else if (status == OPTIBOM_OK) {
        status = emit_yield(optibom, &arena, result, drawn, output);
    }
    arena_fini(&arena);
    return status;
}
