#include "report/fill/fill_flow.h"

#include <math.h>

struct writer {
    struct store *store;
    struct error *err;
    const char *build, *variant;
    int64_t flows; /* written of this variant */
};

static enum optibom_status put_outcome(struct writer *writer, const struct flow_result *result)
{
    return store_run(
        writer->store, writer->err,
        "INSERT INTO result_flow VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        "tttiddddddddddt", writer->build, result->flow->name, writer->variant, ++writer->flows,
        result->shipped_per_start, result->spend_per_start, result->direct_cost, result->scrap,
        result->rework, result->quality.value, result->escape.value, result->cost_per_shipped.value,
        result->cost_per_good.value,
        result->without_kgoe ? result->yield_unadjusted.value : result->yield_kgoe_adjusted.value,
        result->flow->currency);
}

static enum optibom_status put_step(struct writer *writer, const struct flow_result *result,
                                    size_t at)
{
    const struct flow_step_result *step = &result->steps[at];
    enum optibom_status status =
        store_run(writer->store, writer->err,
                  "INSERT INTO result_step VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                  " ON CONFLICT DO NOTHING",
                  "tttitdddddd", writer->build, result->flow->name, writer->variant,
                  (int64_t)at + 1, step->step->name, step->entering, step->direct_cost, step->spend,
                  step->scrapped, step->scrap_cost, step->rework_cost);
    for (size_t i = 0; status == OPTIBOM_OK && i < step->cause_count; i++)
        status = store_run(writer->store, writer->err,
                           "INSERT INTO result_cause VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                           " ON CONFLICT DO NOTHING",
                           "tttitddd", writer->build, result->flow->name, writer->variant,
                           (int64_t)at + 1, step->causes[i].cause, step->causes[i].loss,
                           step->causes[i].share, step->causes[i].scrap_cost);
    return status;
}

/* A flow after the flows that hand over to it. */
static enum optibom_status put_result(struct writer *writer, const struct flow_result *result)
{
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < result->step_count; i++)
        if (result->steps[i].input != NULL)
            status = put_result(writer, result->steps[i].input);
    if (status == OPTIBOM_OK)
        status = put_outcome(writer, result);
    for (size_t i = 0; status == OPTIBOM_OK && i < result->step_count; i++)
        status = put_step(writer, result, i);
    return status;
}

static enum optibom_status put_inputs(struct writer *writer, const struct flow *flow)
{
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < flow->input_count; i++) {
        const struct flow_input *input = &flow->inputs[i];
        status = store_run(writer->store, writer->err,
                           "INSERT INTO result_flow_input VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                           " ON CONFLICT DO NOTHING",
                           "ttitdddtt", writer->build, flow->name, (int64_t)i + 1, input->name,
                           input->range.min, *input->target, input->range.max, input->confidence,
                           input->reason);
    }
    for (size_t i = 0; status == OPTIBOM_OK && i < flow->step_count; i++)
        if (flow->steps[i].kind == FLOW_ADD && flow->steps[i].add.input != NULL)
            status = put_inputs(writer, flow->steps[i].add.input);
    return status;
}

static enum optibom_status put_breakeven(struct writer *writer, const struct flow *flow,
                                         const struct flow_breakeven *b)
{
    bool is_reduced = b->gate_reason == NULL;
#define GATE(value) (is_reduced ? (value) : NAN)
    return store_run(writer->store, writer->err,
                     "INSERT INTO result_breakeven VALUES"
                     " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                     " ON CONFLICT DO NOTHING",
                     "ttttddddddtdddddddddddt", writer->build, flow->name, b->insertion,
                     b->engine_flow, b->saving.value, b->coverage.value, b->test_cost.value,
                     b->other.value, b->best_coverage.value, b->best_cost.value, b->gate_reason,
                     GATE(b->gate.engines), GATE(b->gate.other), GATE(b->gate.engine_cost),
                     GATE(b->gate.test_cost), GATE(b->gate.overkill), GATE(b->gate.bad),
                     GATE(b->gate.coverage), GATE(b->fallout), GATE(b->least_fallout),
                     GATE(b->least_coverage), GATE(b->least_other), flow->currency);
#undef GATE
}

enum optibom_status fill_flow_build(struct store *store, const char *build, int64_t position,
                                    const char *file, struct error *err)
{
    return store_run(store, err,
                     "INSERT INTO result_build VALUES (?, ?, ?, 1, ?, 0, 1, 0, NULL, 1, 1, '')",
                     "titt", build, position, build, file);
}

enum optibom_status fill_flow(struct store *store, const char *build,
                              const struct flow_result *result,
                              const struct flow_breakeven *breakeven, struct error *err)
{
    struct writer writer = {store, err, build, "with KGOE", 0};
    enum optibom_status status = put_result(&writer, result);
    if (status == OPTIBOM_OK && result->counterpart != NULL) {
        writer = (struct writer){store, err, build, "without KGOE", 0};
        status = put_result(&writer, result->counterpart);
    }
    if (status == OPTIBOM_OK && breakeven != NULL)
        status = put_breakeven(&writer, result->flow, breakeven);
    if (status == OPTIBOM_OK)
        status = put_inputs(&writer, result->flow);
    return status;
}
