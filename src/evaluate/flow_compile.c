/*
 * Statements: F1 to F5 of flow_run.c and Y1, Y2 of flow_yield.c, in operations. D and K are plain
 * sums.
 *
 * X1  not supported, run by flow_run instead: what W1 and W2 name, more than MAX_STEPS steps, a
 *     drawn wafer, drawn layers of a die, a die that matures, a run with the insertions switched
 *     the other way that has no result at the typical values.
 *
 * X2  a sub-flow that ships nothing, or a die without a cost, leaves its parent without figures.
 */
#include "evaluate/flow_compile.h"

#include "evaluate/die.h"
#include "evaluate/flow_code.h"
#include "evaluate/flow_yield.h"

#include <math.h>

enum { MAX_STEPS = 1000 };

/* One flow run one way. */
struct run {
    const struct flow *flow;
    bool without_kgoe;
    struct program_value shipped, spend, quality, escape;
};

struct compiler {
    struct flow_code code;
    struct run *runs; /* those that are done; every flow is written down once a way */
    size_t run_count;
};

/* What an ADD takes over: `shipped` is above 0 where the hand-over has a value. */
struct handoff {
    struct program_value unit_cost, bad, shipped;
};

static struct run run_of(struct compiler *compiler, const struct flow *flow, bool without_kgoe);

static struct program_value binary(struct compiler *compiler, enum program_operation operation,
                                   struct program_value a, struct program_value b)
{
    return program_binary(compiler->code.program, operation, a, b);
}

/* F5 */
static void die_handoff(struct handoff *handoff, struct compiler *compiler,
                        const struct flow_die *die)
{
    struct flow_code *code = &compiler->code;
    double area = die->wafer.width * die->wafer.height;
    struct program_value parameter = flow_code_load(code, &die->parameter);
    struct program_value faults =
        binary(compiler, PROGRAM_MULTIPLY, flow_code_load(code, &die->defects),
               flow_code_load(code, &die->critical));
    struct program_value gross = flow_code_load(code, &die->gross_yield);
    if (die->model == DIE_BOSE_EINSTEIN)
        flow_code_is_fixed(code, &die->parameter);
    code->is_unsupported = code->is_unsupported || die->time_constant > 0;
    faults = binary(compiler, PROGRAM_MULTIPLY, faults, program_constant(die_faults(1, 1, area)));
    struct program_value loss = program_ternary(code->program, PROGRAM_DIE_LOSS, faults, parameter,
                                                program_constant(0), (unsigned)die->model);
    handoff->bad =
        binary(compiler, PROGRAM_ADD, program_unary(code->program, PROGRAM_NOT, gross, 0),
               binary(compiler, PROGRAM_MULTIPLY, gross, loss));
    const double *geometry[] = {&die->wafer.width, &die->wafer.height, &die->wafer.street,
                                &die->wafer.edge, &die->wafer.diameter};
    for (size_t i = 0; i < sizeof geometry / sizeof geometry[0]; i++)
        flow_code_is_fixed(code, geometry[i]);
    struct program_value wafer = flow_code_load(code, &die->wafer_cost);
    if (wafer.node == PROGRAM_CONSTANT && wafer.constant == 0)
        return;
    double dies = die_gross(die->count, &die->wafer);
    code->is_unsupported = code->is_unsupported || !(dies > 0);
    handoff->unit_cost = binary(compiler, PROGRAM_DIVIDE, wafer, program_constant(dies));
}

static struct handoff handoff_of(struct compiler *compiler, const struct flow_add *add,
                                 bool without_kgoe)
{
    struct flow_code *code = &compiler->code;
    struct handoff handoff = {flow_code_load(code, &add->unit_cost),
                              flow_code_load(code, &add->bad), program_constant(1)};
    if (add->die != NULL)
        die_handoff(&handoff, compiler, add->die);
    if (add->input != NULL) {
        struct run input = run_of(compiler, add->input, without_kgoe);
        handoff.unit_cost = binary(compiler, PROGRAM_DIVIDE, input.spend, input.shipped);
        handoff.bad = input.escape;
        handoff.shipped = input.shipped;
    }
    return handoff;
}

static void write_step(struct flow_code_unit *unit, struct compiler *compiler,
                       const struct flow_step *step, bool without_kgoe)
{
    struct flow_code *code = &compiler->code;
    if (step->kind == FLOW_ADD) {
        struct handoff handoff = handoff_of(compiler, &step->add, without_kgoe);
        unit->alive = binary(compiler, PROGRAM_GIVEN, unit->alive, handoff.shipped);
        flow_code_pay(unit, code,
                      flow_code_add(unit, code, &step->add, handoff.unit_cost, handoff.bad));
        if (step->add.required > step->add.mounted)
            unit->alive = binary(compiler, PROGRAM_MULTIPLY, unit->alive, program_constant(0));
    } else if (step->kind == FLOW_STRESS) {
        flow_code_pay(unit, code, flow_code_load(code, &step->stress.cost));
        flow_code_stress(unit, code, &step->stress);
    } else if (step->kind == FLOW_COST) {
        flow_code_pay(unit, code, flow_code_load(code, &step->cost));
    } else if (!(without_kgoe && step->test.is_kgoe)) {
        flow_code_test(unit, code, &step->test);
    }
}

static bool goes_on(const struct compiler *compiler)
{
    return !compiler->code.is_unsupported && !compiler->code.is_out_of_memory;
}

static struct run write_run(struct compiler *compiler, const struct flow *flow, bool without_kgoe)
{
    struct flow_code *code = &compiler->code;
    struct run run = {.flow = flow, .without_kgoe = without_kgoe};
    struct flow_code_unit unit;
    if (flow->step_count > MAX_STEPS)
        code->is_unsupported = true;
    if (!goes_on(compiler) || !flow_code_init(&unit, code, flow))
        return run;
    for (size_t i = 0; i < flow->step_count && goes_on(compiler); i++)
        write_step(&unit, compiler, &flow->steps[i], without_kgoe);
    run.shipped = unit.alive;
    run.spend = unit.spend;
    run.quality = flow_code_quality(&unit, code);
    run.escape = binary(compiler, PROGRAM_GIVEN, flow_code_escape(&unit, code), unit.alive);
    return run;
}

static struct run run_of(struct compiler *compiler, const struct flow *flow, bool without_kgoe)
{
    for (size_t i = 0; i < compiler->run_count; i++) {
        if (compiler->runs[i].flow == flow && compiler->runs[i].without_kgoe == without_kgoe)
            return compiler->runs[i];
    }
    struct run run = write_run(compiler, flow, without_kgoe);
    struct run *runs =
        arena_grow(compiler->code.arena, compiler->runs, compiler->run_count, sizeof *runs);
    if (runs == NULL) {
        compiler->code.is_out_of_memory = true;
        return run;
    }
    compiler->runs = runs;
    runs[compiler->run_count++] = run;
    return run;
}

/* Y1 */
static struct program_value write_yield(struct compiler *compiler, const struct flow *flow,
                                        bool without_kgoe)
{
    struct flow_code *code = &compiler->code;
    struct flow_code_unit unit;
    if (!goes_on(compiler) || !flow_code_init(&unit, code, flow))
        return program_constant(NAN);
    struct program_value given = program_constant(1);
    for (size_t i = 0; i < flow->step_count && goes_on(compiler); i++) {
        const struct flow_step *step = &flow->steps[i];
        if (step->kind != FLOW_ADD)
            continue;
        struct handoff handoff = handoff_of(compiler, &step->add, without_kgoe);
        given = binary(compiler, PROGRAM_GIVEN, given, handoff.shipped);
        flow_code_add(&unit, code, &step->add, handoff.unit_cost, handoff.bad);
    }
    return binary(compiler, PROGRAM_MULTIPLY, flow_code_assembled(&unit, code), given);
}

/* F4 */
static struct program_value cost_per_good(struct compiler *compiler, const struct run *run,
                                          struct program_value spend)
{
    return binary(compiler, PROGRAM_DIVIDE, spend,
                  binary(compiler, PROGRAM_MULTIPLY, run->shipped, run->quality));
}

static struct program_value with_penalty(struct compiler *compiler, const struct run *run)
{
    struct program_value bad = binary(compiler, PROGRAM_MULTIPLY, run->shipped, run->escape);
    bad = binary(compiler, PROGRAM_MULTIPLY, bad,
                 flow_code_load(&compiler->code, &run->flow->penalty));
    return cost_per_good(compiler, run, binary(compiler, PROGRAM_ADD, run->spend, bad));
}

static struct program_value saving(struct compiler *compiler, const struct flow *flow)
{
    struct run with = run_of(compiler, flow, false), without = run_of(compiler, flow, true);
    return binary(compiler, PROGRAM_SUBTRACT, cost_per_good(compiler, &without, without.spend),
                  cost_per_good(compiler, &with, with.spend));
}

static struct program_value write_figure(struct compiler *compiler, const struct flow *flow,
                                         enum flow_measure figure, bool without_kgoe)
{
    struct run run = run_of(compiler, flow, without_kgoe);
    if (!goes_on(compiler))
        return program_constant(NAN);
    switch (figure) {
    case FLOW_COST_PER_GOOD:
        return cost_per_good(compiler, &run, run.spend);
    case FLOW_COST_PER_GOOD_WITH_PENALTY:
        return with_penalty(compiler, &run);
    case FLOW_COST_PER_SHIPPED:
        return binary(compiler, PROGRAM_DIVIDE, run.spend, run.shipped);
    case FLOW_SHIPPED_PER_START:
        return run.shipped;
    case FLOW_ESCAPE:
        return run.escape;
    case FLOW_YIELD_KGOE_ADJUSTED:
        return write_yield(compiler, flow, false);
    case FLOW_YIELD_UNADJUSTED:
        return write_yield(compiler, flow, true);
    default:
        return saving(compiler, flow);
    }
}

/* For its structure, not for its numbers. */
static bool has_no_value(const struct flow_result *typ, enum flow_measure figure)
{
    if (figure == FLOW_KGOE_SAVING)
        return typ->counterpart == NULL;
    return (figure == FLOW_YIELD_KGOE_ADJUSTED && isnan(typ->yield_kgoe_adjusted.value)) ||
           (figure == FLOW_YIELD_UNADJUSTED && isnan(typ->yield_unadjusted.value));
}

enum optibom_status flow_compile(struct program **out, struct arena *arena, const struct flow *flow,
                                 const struct flow_compile_request *request, struct error *err)
{
    *out = NULL;
    struct compiler compiler = {
        .code = {NULL, arena, request->targets, request->target_count, false, false}};
    struct program_value *outputs =
        arena_alloc(arena, (request->figure_count + 1) * sizeof *outputs);
    if (outputs == NULL)
        return error_no_memory(err);
    enum optibom_status status = program_new(&compiler.code.program, arena, err);
    if (status != OPTIBOM_OK)
        return status;
    if (flow_has_kgoe(flow) && request->typ->counterpart == NULL)
        return OPTIBOM_OK;
    for (size_t i = 0; i < request->figure_count; i++)
        outputs[i] =
            has_no_value(request->typ, request->figures[i])
                ? program_constant(NAN)
                : write_figure(&compiler, flow, request->figures[i], request->typ->without_kgoe);
    if (compiler.code.is_out_of_memory)
        return error_no_memory(err);
    if (compiler.code.is_unsupported)
        return OPTIBOM_OK;
    status = program_finish(compiler.code.program, outputs, request->figure_count, err);
    *out = compiler.code.program;
    return status;
}
