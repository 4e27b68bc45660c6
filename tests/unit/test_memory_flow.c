/* Assembly flows, while each place that asks for memory fails once. */
#define _GNU_SOURCE
#include "each_allocation.h"

#include "assemble/flow_file.h"
#include "evaluate/flow_breakeven.h"
#include "evaluate/flow_corner.h"
#include "evaluate/flow_memory.h"
#include "evaluate/sensitivity.h"
#include "evaluate/simulate_flow.h"
#include "evaluate/sweep.h"

/* An engine with a known-good test in a package: a die, groups, rework, and what costs coverage. */
static const char package[] =
    "flow: package\n"
    "currency: USD\n"
    "penalty: 25000\n"
    "confidence: estimate\n"
    "reason: made up\n"
    "steps:\n"
    "  - {add: SUB, part: Acme Substrate, attach_fail: 0.1 %}\n"
    "  - {add: ASIC, attach_fail: 0.005, die: {width: 26, height: 33 mm, defects: 0.1,\n"
    "     matures_to: 0.05, time_constant: 4, age: 2, model: negative-binomial, alpha: inf,\n"
    "     wafer_cost: {min: 15000, typ: 17000, max: 20000}, diameter: 300, street: 100 um,\n"
    "     edge: 3, method: grid}}\n"
    "  - {add: DIE, part: Acme Die}\n"
    "  - {add: OE, flow: engine, count: 16, attach_fail: 0.002, site_cost: 9,\n"
    "     collateral: {ASIC: 0.0002}}\n"
    "  - {stress: burn in, class: ASIC, bad: 0.001, weak: 1 %, strength: 90 %, cost: 3}\n"
    "  - {test: G2, cost: 60, overkill: 0.002, attempts: 1, salvage: -5,\n"
    "     coverage: {ASIC: {typ: 0.6, convention: agrawal, n0: 8}, OE: 0.90},\n"
    "     site_overkill: {OE: 0.001}, damage_before: {OE: 0.001},\n"
    "     rework: {OE: {cost: 20, new_piece: true, survival: 99 %},\n"
    "              SUB: {cost: 9, bad: 0.02}}, rework_cycles: 2, rework_retest_cost: 4}\n"
    "  - {pay: freight, cost: {min: 5, typ: 10, max: 30, group: freight}}\n"
    "flows:\n"
    "  - flow: engine\n"
    "    steps:\n"
    "      - {add: PIC, cost: {min: 40, typ: 45, max: 60, group: fab}, bad: {typ: 15 %,\n"
    "         min: 10 %, max: 0.22, confidence: vendor, reason: quote of May, group: fab}}\n"
    "      - {test: wafer, cost: 4, coverage: {PIC: 0.90}, overkill: 0.01}\n"
    "      - {add: EIC, cost: 30, bad: 200 ppm, attach_fail: 0.01, step_cost: 12}\n"
    "      - {test: kgoe, kgoe: true, cost: {min: 8, typ: 18, max: 30}, cost_rate: 2,\n"
    "         coverage: {PIC: {min: 0.9, typ: 0.97, max: 0.99}, EIC: 0.97}, overkill: 0.005,\n"
    "         damage_after: {PIC: 0.002}}\n";

/* Spares, of which no program is made. */
static const char spare[] =
    "flow: spare\n"
    "currency: USD\n"
    "steps:\n"
    "  - {add: SUB, cost: {min: 300, typ: 350, max: 400}, bad: {min: 0, typ: 0.3 %, max: 1 %}}\n"
    "  - {add: LASER, cost: 9, bad: 2 %, count: 5, required: 4}\n"
    "  - {add: LENS, cost: 2, bad: 1 %, onto: LASER}\n"
    "  - {test: final, cost: 2, overkill: 0.1 %,\n"
    "     coverage: {SUB: {min: 0.8, typ: 0.9, max: 0.95}, LASER: 0.9}}\n";

static enum optibom_status find_part(struct flow_part *part, void *context, struct arena *into,
                                     const char *name, const char *currency, struct error *err)
{
    (void)context;
    (void)into;
    (void)currency;
    (void)err;
    if (strcmp(name, "Acme Die") == 0) {
        part->unit_cost = (struct flow_figure){{8, 9, 12}, "vendor", "quote"};
        part->die = (struct flow_part_die){
            .model = "bose-einstein", .width = 5, .height = 6, .diameter = 300};
        part->die.model = "murphy";
        part->die.defects = (struct flow_figure){{0.1, 0.2, 0.3}, "press", "an article"};
        part->die.gross_yield = (struct flow_figure){{NAN, 0.98, NAN}, "press", "an article"};
        return OPTIBOM_OK;
    }
    if (strcmp(name, "Acme Substrate") != 0)
        return OPTIBOM_NOT_FOUND;
    part->unit_cost = (struct flow_figure){{300, 350, 420}, "vendor", "quote"};
    part->bad = (struct flow_figure){{NAN, 0.003, NAN}, "seed", "seed"};
    return OPTIBOM_OK;
}

static const struct flow_resolver resolver = {NULL, NULL, find_part};

static void say_value(const char *name, struct flow_value value)
{
    say("%s %.12g %s\n", name, value.value, value.reason != NULL ? value.reason : "");
}

static void say_result(const struct flow_result *result)
{
    say_value(result->flow->name, result->cost_per_good);
    for (size_t i = 0; i < result->step_count; i++)
        say(" %s %.12g %.12g\n", result->steps[i].step->name, result->steps[i].scrapped,
            result->steps[i].spend);
}

static enum optibom_status load(struct flow **flow, struct arena *arena, const char *text,
                                struct error *err)
{
    arena_init(arena);
    return flow_file_load(flow, arena, "f.yaml", text, strlen(text), &resolver, err);
}

static enum optibom_status run(struct error *err)
{
    static const char *const texts[] = {package, spare};
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; i < CHECK_COUNT(texts) && status == OPTIBOM_OK; i++) {
        struct arena arena;
        struct flow *flow = NULL;
        const struct flow_result *result = NULL;
        const struct flow_breakeven *pays = NULL;
        status = load(&flow, &arena, texts[i], err);
        if (status == OPTIBOM_OK)
            status = flow_run(&result, &arena, flow, NULL, err);
        if (status == OPTIBOM_OK)
            status = flow_breakeven_new(&pays, &arena, result, err);
        if (status == OPTIBOM_OK)
            say_result(result);
        if (status == OPTIBOM_OK && pays != NULL) {
            say_value("saving", pays->saving);
            say_value("coverage", pays->coverage);
            say_value("best", pays->best_cost);
        }
        arena_fini(&arena);
    }
    return status;
}

/* Run, taken from the memory, and run anew where an input stands elsewhere. */
static enum optibom_status corners(struct error *err)
{
    struct arena arena;
    struct flow *flow = NULL;
    struct flow_memory memory;
    struct flow_runs runs, again;
    flow_memory_init(&memory);
    enum optibom_status status = load(&flow, &arena, spare, err);
    if (status == OPTIBOM_OK)
        status = flow_memory_run(&runs, &memory, &arena, flow, false, err);
    if (status == OPTIBOM_OK)
        status = flow_memory_run(&again, &memory, &arena, flow, true, err);
    if (status == OPTIBOM_OK) {
        say("%d\n", again.typ == runs.typ);
        say_result(runs.best);
        say_result(runs.worst);
        *flow->inputs[0].target = 351;
        status = flow_memory_run(&runs, &memory, &arena, flow, true, err);
    }
    if (status == OPTIBOM_OK)
        say_result(runs.typ);
    flow_memory_fini(&memory);
    arena_fini(&arena);
    return status;
}

static enum optibom_status tornado(struct error *err)
{
    struct arena arena;
    struct flow *flow = NULL;
    const struct sensitivity_tornado *bars = NULL;
    enum optibom_status status = load(&flow, &arena, package, err);
    if (status == OPTIBOM_OK)
        status = sensitivity_tornado(&bars, &arena, flow, FLOW_COST_PER_GOOD, NULL, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < bars->bar_count; i++)
        say("%s %.12g\n", bars->bars[i].input->name, bars->bars[i].effect);
    arena_fini(&arena);
    return status;
}

static bool go_on(void *context, uint64_t done, uint64_t expected)
{
    (void)context;
    return done <= expected;
}

static enum optibom_status simulate_text(const char *text, enum simulate_points points,
                                         struct error *err)
{
    static const enum flow_measure figures[] = {FLOW_COST_PER_GOOD, FLOW_YIELD_KGOE_ADJUSTED,
                                                FLOW_KGOE_SAVING};
    const struct simulate_flow_request request = {.figures = figures,
                                                  .figure_count = CHECK_COUNT(figures)};
    const struct simulate_options options = {.seed = 1,
                                             .points = points,
                                             .draws = 32,
                                             .tolerance = 1e-6,
                                             .most_draws = 64,
                                             .threads = 1,
                                             .progress = go_on};
    struct arena arena;
    struct flow *flow = NULL;
    const struct simulate_result *drawn = NULL;
    enum optibom_status status = load(&flow, &arena, text, err);
    if (status == OPTIBOM_OK)
        status = simulate_flow(&drawn, &arena, flow, &request, &options, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < drawn->figure_count; i++)
        say("%llu %.12g %.12g %.12g\n", (unsigned long long)drawn->figures[i].count,
            drawn->figures[i].mean, drawn->figures[i].deviation, drawn->figures[i].quantiles[0]);
    arena_fini(&arena);
    return status;
}

static enum optibom_status simulate(struct error *err)
{
    return simulate_text(package, SIMULATE_SOBOL, err);
}

static enum optibom_status simulate_one_by_one(struct error *err)
{
    return simulate_text(spare, SIMULATE_PLAIN, err);
}

static enum optibom_status sweep(struct error *err)
{
    static const double coverages[] = {0, 0.9, 1.5};
    static const enum flow_measure figures[] = {FLOW_COST_PER_GOOD};
    const struct sweep_axis axes[] = {{"engine", "*: coverage *", coverages, 3},
                                      {NULL, "freight: cost", NULL, 3}};
    struct arena arena;
    struct flow *flow = NULL;
    const struct sweep *out = NULL;
    enum optibom_status status = load(&flow, &arena, package, err);
    if (status == OPTIBOM_OK)
        status = sweep_run(&out, &arena, flow, axes, 2, figures, 1, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < 9; i++)
        say_value("", out->values[i]);
    arena_fini(&arena);
    return status;
}

static const struct each_path PATHS[] = {
    {"run", run, 6},
    {"corners", corners, 0},
    {"tornado", tornado, 0},
    {"simulate", simulate, 0},
    {"simulate, one by one", simulate_one_by_one, 0},
    {"sweep", sweep, 0},
};

static void flows(void **state)
{
    (void)state;
    try_paths(PATHS, CHECK_COUNT(PATHS));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(flows)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
