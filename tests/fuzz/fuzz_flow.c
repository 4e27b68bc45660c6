/*
 * Feeds an assembly flow to its reader, and what is read to the yield model: typical, at its
 * corners, drawn in both ways, swept. A libFuzzer entry.
 */
#include "assemble/flow_file.h"
#include "evaluate/flow_breakeven.h"
#include "evaluate/flow_check.h"
#include "evaluate/flow_corner.h"
#include "evaluate/flow_measure.h"
#include "evaluate/sensitivity.h"
#include "evaluate/simulate_flow.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static enum optibom_status find_text(const char **text, size_t *size, void *context,
                                     struct arena *into, const char *name, struct error *err)
{
    static const char outside[] = "flow: outside\ncurrency: USD\nsteps: [{add: O, cost: 3}]\n";
    (void)context;
    (void)into;
    (void)err;
    if (strcmp(name, "outside") != 0)
        return OPTIBOM_NOT_FOUND;
    *text = outside;
    *size = sizeof outside - 1;
    return OPTIBOM_OK;
}

/* Parts of which much is known, and of which nothing is. */
static enum optibom_status find_part(struct flow_part *part, void *context, struct arena *into,
                                     const char *name, const char *currency, struct error *err)
{
    static const char *const models[] = {"murphy", "negative-binomial", "bose-einstein", "other"};
    (void)context;
    (void)into;
    (void)currency;
    (void)err;
    if (strncmp(name, "Acme ", 5) != 0)
        return OPTIBOM_NOT_FOUND;
    if (name[5] == 'S') {
        part->unit_cost = (struct flow_figure){{300, 350, 420}, "vendor", "quote"};
        part->bad = (struct flow_figure){{NAN, 0.003, NAN}, "seed", "seed"};
    }
    if (name[5] == 'D') {
        part->die = (struct flow_part_die){
            .model = models[strlen(name) % 4], .width = 5, .height = 6, .diameter = 300};
        part->die.defects = (struct flow_figure){{0.1, 0.2, 0.3}, "press", "an article"};
        if (strlen(name) % 3 != 0)
            part->unit_cost = (struct flow_figure){{8, 9, 12}, "vendor", "quote"};
        else
            part->die.wafer_cost = (struct flow_figure){{NAN, 9000, NAN}, "press", "an article"};
        if (strlen(name) % 2 != 0)
            part->die.alpha = (struct flow_figure){{NAN, 3, NAN}, "press", "an article"};
    }
    return OPTIBOM_OK;
}

static bool is_share(double value)
{
    return value >= -1e-12 && value <= 1 + 1e-12;
}

static void check_result(const struct flow_result *result)
{
    double scrapped = 0;
    assert(is_share(result->shipped_per_start) && result->spend_per_start >= 0);
    for (size_t i = 0; i < result->step_count; i++) {
        assert(result->steps[i].entering >= -1e-12 && result->steps[i].scrapped >= -1e-12);
        scrapped += result->steps[i].scrapped;
    }
    assert(fabs(result->shipped_per_start + scrapped - 1) <= 1e-9);
    for (int i = 0; i < FLOW_MEASURES; i++) {
        struct flow_value value = flow_measure_of(result, (enum flow_measure)i);
        assert(isnan(value.value) == (value.reason != NULL));
        assert(flow_measure_name((enum flow_measure)i) != NULL);
    }
    assert(isnan(result->quality.value) || is_share(result->quality.value));
}

/* Corners leave the numbers where they were. */
static void check_corners(struct flow *flow, struct arena *arena)
{
    enum { CORNERS = 2 };
    struct flow_inputs inputs;
    struct error err = {0};
    assert(flow_inputs_collect(&inputs, flow, arena, &err) == OPTIBOM_OK);
    double *before = arena_alloc(arena, (inputs.count + 1) * sizeof *before);
    for (size_t i = 0; i < inputs.count; i++)
        before[i] = *inputs.items[i]->target;
    for (int i = 0; i < CORNERS; i++) {
        const struct flow_result *result = NULL;
        struct error refused = {0};
        enum optibom_status status =
            flow_run_corner(&result, arena, flow, (enum flow_corner)i, NULL, &refused);
        assert((status == OPTIBOM_OK) == (refused.text[0] == '\0'));
        if (status == OPTIBOM_OK)
            check_result(result);
        for (size_t k = 0; k < inputs.count; k++)
            assert(memcmp(&before[k], inputs.items[k]->target, sizeof *before) == 0);
    }
}

/* The program that is made of a flow draws what the flow itself does. */
static void check_draws(const struct flow *flow, struct arena *arena)
{
    static const enum flow_measure figures[] = {FLOW_COST_PER_GOOD, FLOW_YIELD_UNADJUSTED,
                                                FLOW_ESCAPE, FLOW_KGOE_SAVING};
    enum { FIGURES = sizeof figures / sizeof *figures };
    const struct simulate_options options = {.seed = 7, .draws = 16};
    const struct simulate_result *drawn[2] = {NULL, NULL};
    enum optibom_status status[2];
    for (int i = 0; i < 2; i++) {
        struct error err = {0};
        const struct simulate_flow_request request = {
            .figures = figures, .figure_count = FIGURES, .one_by_one = i > 0};
        status[i] = simulate_flow(&drawn[i], arena, flow, &request, &options, &err);
        assert(status[i] == OPTIBOM_OK || err.text[0] != '\0');
    }
    assert(status[0] == status[1]);
    for (int f = 0; status[0] == OPTIBOM_OK && f < FIGURES; f++) {
        const struct simulate_figure *a = &drawn[0]->figures[f], *b = &drawn[1]->figures[f];
        bool is_noise = fabs(b->typ) > 1e12; /* hardly a unit is good */
        assert(is_noise || a->count == b->count);
        assert(is_noise || a->count == 0 || fabs(a->mean - b->mean) <= 1e-6 * (1 + fabs(b->mean)));
    }
}

static void check_flow(struct flow *flow, const struct flow_result *result, struct arena *arena)
{
    const struct flow_breakeven *pays = NULL;
    const struct sensitivity_tornado *bars = NULL;
    struct error err = {0};
    check_result(result);
    assert(flow_breakeven_new(&pays, arena, result, &err) == OPTIBOM_OK);
    assert(pays == NULL || isnan(pays->saving.value) == (pays->saving.reason != NULL));
    check_corners(flow, arena);
    check_draws(flow, arena);
    assert(sensitivity_tornado(&bars, arena, flow, FLOW_COST_PER_SHIPPED, NULL, &err) ==
           OPTIBOM_OK);
    for (size_t i = 1; i < bars->bar_count; i++)
        assert(isnan(bars->bars[i].effect) || bars->bars[i - 1].effect >= bars->bars[i].effect);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct flow_resolver resolver = {NULL, find_text, find_part};
    struct flow *flow = NULL;
    const struct flow_result *result = NULL;
    struct error err = {0};
    struct arena arena;
    arena_init(&arena);
    enum optibom_status status =
        flow_file_load(&flow, &arena, "f", (const char *)data, size, &resolver, &err);
    assert((status == OPTIBOM_OK) == (err.text[0] == '\0'));
    if (status == OPTIBOM_OK) {
        status = flow_run(&result, &arena, flow, NULL, &err);
        assert(status == OPTIBOM_OK || status == OPTIBOM_BAD_INPUT);
        if (status == OPTIBOM_OK)
            check_flow(flow, result, &arena);
    }
    arena_fini(&arena);
    return 0;
}
