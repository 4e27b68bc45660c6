#include "report/answer/yield_json.h"

#include "evaluate/flow_spend.h"

#include <math.h>

void yield_json_value(struct json *json, const char *key, struct flow_value value)
{
    json_key_number(json, key, value.value);
    if (!isfinite(value.value) && value.reason != NULL) {
        struct buf name;
        buf_init(&name);
        buf_printf(&name, "%s_reason", key);
        json_key_text(json, buf_text(&name), value.reason);
        buf_fini(&name);
    }
}

static void put_step(struct json *json, const struct flow_step_result *step)
{
    json_object(json);
    json_key_text(json, "name", step->step->name);
    json_key_number(json, "entering", step->entering);
    json_key_number(json, "direct_cost", step->direct_cost);
    json_key_number(json, "spend", step->spend);
    json_key_number(json, "scrapped", step->scrapped);
    json_key_number(json, "scrap_cost", step->scrap_cost);
    json_key_number(json, "rework_cost", step->rework_cost);
    json_key(json, "causes");
    json_array(json);
    for (size_t i = 0; i < step->cause_count; i++) {
        json_object(json);
        json_key_text(json, "cause", step->causes[i].cause);
        json_key_number(json, "loss", step->causes[i].loss);
        json_key_number(json, "share", step->causes[i].share);
        json_key_number(json, "scrap_cost", step->causes[i].scrap_cost);
        json_object_end(json);
    }
    json_array_end(json);
    json_object_end(json);
}

static void put_inputs(struct json *json, const struct flow_result *result)
{
    json_key(json, "flows");
    json_object(json);
    for (size_t i = 0; i < result->step_count; i++) {
        const struct flow_result *input = result->steps[i].input;
        if (input == NULL)
            continue;
        json_key(json, input->flow->name);
        json_object(json);
        yield_json_members(json, input);
        json_object_end(json);
    }
    json_object_end(json);
}

/* Per started unit; adds to spend_per_start. */
static void put_spend(struct json *json, const struct flow_result *result)
{
    struct flow_spend spend = flow_spend_of(result);
    json_key(json, "spend_on");
    json_object(json);
    json_key_number(json, "material", spend.material);
    json_key_number(json, "assembly", spend.assembly);
    json_key_number(json, "test", spend.test);
    json_key_number(json, "rework", spend.rework);
    json_key_number(json, "salvage", spend.salvage);
    json_object_end(json);
}

void yield_json_members(struct json *json, const struct flow_result *result)
{
    json_key_text(json, "flow", result->flow->name);
    json_key_text(json, "currency", result->flow->currency);
    json_key_number(json, "shipped_per_start", result->shipped_per_start);
    json_key_number(json, "spend_per_start", result->spend_per_start);
    json_key_number(json, "direct_cost", result->direct_cost);
    json_key_number(json, "scrap", result->scrap);
    json_key_number(json, "rework", result->rework);
    yield_json_value(json, "quality", result->quality);
    yield_json_value(json, "escape", result->escape);
    yield_json_value(json, "cost_per_shipped", result->cost_per_shipped);
    yield_json_value(json, "cost_per_good", result->cost_per_good);
    put_spend(json, result);
    yield_json_value(json, "early_life", result->early_life);
    yield_json_value(json, "cost_per_good_with_penalty", result->cost_per_good_with_penalty);
    yield_json_value(json, "yield_kgoe_adjusted", result->yield_kgoe_adjusted);
    yield_json_value(json, "yield_unadjusted", result->yield_unadjusted);
    yield_json_value(json, "engines_per_good", result->engines_per_good);
    json_key(json, "steps");
    json_array(json);
    for (size_t i = 0; i < result->step_count; i++)
        put_step(json, &result->steps[i]);
    json_array_end(json);
    put_inputs(json, result);
}

void yield_json_both(struct json *json, const struct flow_result *result)
{
    yield_json_members(json, result);
    if (result->counterpart == NULL)
        return;
    json_key(json, result->without_kgoe ? "with_kgoe" : "without_kgoe");
    json_object(json);
    yield_json_members(json, result->counterpart);
    json_object_end(json);
}

void yield_json(struct buf *out, const struct yield_answers *answers)
{
    struct json json;
    json_init(&json, out);
    json_object(&json);
    json_key_text(&json, "schema", "optibom.yield/1");
    yield_json_both(&json, answers->result);
    yield_answers_json(&json, answers);
    json_object_end(&json);
}
