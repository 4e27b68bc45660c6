/*
 * Statements:
 *
 * O1  every operation is made of + - * / and comparisons in the order written here, so that a draw
 *     has the same digits in every block and on every machine; ANY_REAL, DETECTION and DIE_LOSS
 *     call the scalar functions of the model, 12 digits.
 * O2  a^n by squaring; relative error below 2n units of the last place.
 * O3  1-(1-a)^n by doubling a + b - ab, which has no cancellation.
 * O4  constants are folded by the code that runs blocks.
 * O5  a + 0, a - 0, a 1, a/1, either(a, 0), a^1, any(a, 1) and a given a constant above 0 are a;
 *     a 0 is 0.
 */
#include "evaluate/program.h"

#include "evaluate/binomial.h"
#include "evaluate/coverage.h"
#include "evaluate/die.h"
#include "evaluate/vector.h"

#include <math.h>
#include <string.h>

enum { OPERANDS = 3 };

struct operation {
    enum program_operation kind;
    unsigned count;
    struct program_value operands[OPERANDS];
    int last_use; /* the last operation that reads it; NEVER, or AT_END for an output */
    int place;    /* register; of an input its row */
};

enum { NEVER = -1, AT_END = 0x7fffffff };

struct program {
    struct arena *arena;
    struct operation *operations;
    size_t operation_count;
    bool is_out_of_memory;
    size_t register_count, constant_count;
    const struct program_value *outputs;
    size_t output_count;
};

/* An operation with its blocks. */
struct step {
    enum program_operation kind;
    unsigned count;
    double *out;
    const double *operands[OPERANDS];
};

struct program_run {
    struct step *steps;
    size_t step_count;
    const double **outputs;
    size_t output_count;
};

/* --- blocks */

/* At most one choice a loop and no division behind it: what compilers turn into vectors. */
#define FOR_BLOCK(...)                                                                             \
    do {                                                                                           \
        VECTOR_LOOP                                                                                \
        for (int i = 0; i < PROGRAM_BLOCK; i++)                                                    \
            __VA_ARGS__;                                                                           \
    } while (0)

/* Where out is one of the operands it is read before it is written, number by number. */
static inline void apply_arithmetic(const struct step *step, double *out, const double *a,
                                    const double *b, const double *c)
{
    switch (step->kind) {
    case PROGRAM_ADD:
        FOR_BLOCK(out[i] = a[i] + b[i]);
        break;
    case PROGRAM_SUBTRACT:
        FOR_BLOCK(out[i] = a[i] - b[i]);
        break;
    case PROGRAM_MULTIPLY:
        FOR_BLOCK(out[i] = a[i] * b[i]);
        break;
    case PROGRAM_DIVIDE:
        FOR_BLOCK(out[i] = a[i] / b[i]);
        break;
    case PROGRAM_RATIO:
        FOR_BLOCK({
            double whole = b[i] <= 0 ? 1 : b[i];
            out[i] = a[i] / whole;
        });
        break;
    case PROGRAM_EITHER:
        FOR_BLOCK(out[i] = a[i] + b[i] - a[i] * b[i]);
        break;
    case PROGRAM_NOT:
        FOR_BLOCK({
            double rest = 1 - a[i];
            out[i] = rest <= 0 ? 0 : rest;
        });
        break;
    case PROGRAM_POSTERIOR:
        FOR_BLOCK({
            double rest = 1 - c[i];
            double passing = rest <= 0 ? 1 : rest;
            out[i] = a[i] * (1 - b[i]) / passing;
        });
        break;
    default:
        FOR_BLOCK({
            double value = a[i];
            out[i] = b[i] > 0 ? value : NAN;
        });
    }
}

static inline void apply_repeated(const struct step *step, double *out, const double *a)
{
    double base[PROGRAM_BLOCK];
    unsigned count = step->count;
    memcpy(base, a, sizeof base);
    if (step->kind == PROGRAM_POWER) {
        FOR_BLOCK(out[i] = count & 1 ? base[i] : 1);
        while ((count >>= 1) > 0) {
            FOR_BLOCK(base[i] *= base[i]);
            if (count & 1)
                FOR_BLOCK(out[i] *= base[i]);
        }
        return;
    }
    FOR_BLOCK(out[i] = count & 1 ? base[i] : 0);
    while ((count >>= 1) > 0) {
        FOR_BLOCK(base[i] = base[i] + base[i] - base[i] * base[i]);
        if (count & 1)
            FOR_BLOCK(out[i] = out[i] + base[i] - out[i] * base[i]);
    }
}

static void apply_scalar(const struct step *step, double *out, const double *a, const double *b,
                         const double *c)
{
    switch (step->kind) {
    case PROGRAM_ANY_REAL:
        FOR_BLOCK(out[i] = binomial_any_bad(b[i], a[i]));
        break;
    case PROGRAM_DETECTION:
        FOR_BLOCK(out[i] = coverage_detection((enum flow_convention)step->count, a[i], b[i], c[i]));
        break;
    default:
        FOR_BLOCK(out[i] = die_loss((enum die_model)step->count, a[i], b[i]));
    }
}

VECTOR_CLONES
static void apply_all(const struct step *steps, size_t count)
{
    for (size_t s = 0; s < count; s++) {
        const struct step *step = &steps[s];
        const double *a = step->operands[0], *b = step->operands[1], *c = step->operands[2];
        switch (step->kind) {
        case PROGRAM_POWER:
        case PROGRAM_ANY:
            apply_repeated(step, step->out, a);
            break;
        case PROGRAM_ANY_REAL:
        case PROGRAM_DETECTION:
        case PROGRAM_DIE_LOSS:
            apply_scalar(step, step->out, a, b, c);
            break;
        default:
            apply_arithmetic(step, step->out, a, b, c);
        }
    }
}

/* --- building */

enum optibom_status program_new(struct program **out, struct arena *arena, struct error *err)
{
    *out = arena_alloc(arena, sizeof **out);
    if (*out == NULL)
        return error_no_memory(err);
    (*out)->arena = arena;
    return OPTIBOM_OK;
}

struct program_value program_constant(double value)
{
    return (struct program_value){PROGRAM_CONSTANT, value};
}

static bool is_number(struct program_value value, double number)
{
    return value.node == PROGRAM_CONSTANT && value.constant == number;
}

/* O4 */
static struct program_value folded(const struct operation *operation)
{
    double blocks[OPERANDS][PROGRAM_BLOCK], out[PROGRAM_BLOCK];
    for (int k = 0; k < OPERANDS; k++) {
        for (int i = 0; i < PROGRAM_BLOCK; i++)
            blocks[k][i] = operation->operands[k].constant;
    }
    struct step step = {operation->kind, operation->count, out, {blocks[0], blocks[1], blocks[2]}};
    apply_all(&step, 1);
    return program_constant(out[0]);
}

/* O5 */
static bool is_first_operand(const struct operation *operation)
{
    struct program_value b = operation->operands[1];
    switch (operation->kind) {
    case PROGRAM_ADD:
    case PROGRAM_SUBTRACT:
    case PROGRAM_EITHER:
        return is_number(b, 0);
    case PROGRAM_MULTIPLY:
    case PROGRAM_DIVIDE:
        return is_number(b, 1);
    case PROGRAM_POWER:
    case PROGRAM_ANY:
        return operation->count == 1;
    case PROGRAM_GIVEN:
        return b.node == PROGRAM_CONSTANT && b.constant > 0;
    default:
        return false;
    }
}

static struct program_value append(struct program *program, const struct operation *operation)
{
    struct operation *operations = arena_grow(program->arena, program->operations,
                                              program->operation_count, sizeof *operations);
    if (operations == NULL) {
        program->is_out_of_memory = true;
        return program_constant(NAN);
    }
    program->operations = operations;
    operations[program->operation_count] = *operation;
    return (struct program_value){(int)program->operation_count++, NAN};
}

struct program_value program_ternary(struct program *program, enum program_operation kind,
                                     struct program_value a, struct program_value b,
                                     struct program_value c, unsigned count)
{
    struct operation operation = {kind, count, {a, b, c}, NEVER, 0};
    bool commutes = kind == PROGRAM_ADD || kind == PROGRAM_MULTIPLY || kind == PROGRAM_EITHER;
    if (commutes && a.node == PROGRAM_CONSTANT) {
        operation.operands[0] = b;
        operation.operands[1] = a;
    }
    if (is_first_operand(&operation))
        return operation.operands[0];
    if (kind == PROGRAM_MULTIPLY && is_number(operation.operands[1], 0))
        return operation.operands[1];
    if (a.node == PROGRAM_CONSTANT && b.node == PROGRAM_CONSTANT && c.node == PROGRAM_CONSTANT)
        return folded(&operation);
    return append(program, &operation);
}

struct program_value program_binary(struct program *program, enum program_operation kind,
                                    struct program_value a, struct program_value b)
{
    return program_ternary(program, kind, a, b, program_constant(0), 0);
}

struct program_value program_unary(struct program *program, enum program_operation kind,
                                   struct program_value a, unsigned count)
{
    return program_ternary(program, kind, a, program_constant(0), program_constant(0), count);
}

struct program_value program_input(struct program *program, unsigned row)
{
    const struct operation operation = {
        .kind = PROGRAM_INPUT, .last_use = NEVER, .place = (int)row};
    return append(program, &operation);
}

/* --- layout */

static bool reads(enum program_operation kind, int operand)
{
    switch (kind) {
    case PROGRAM_INPUT:
        return false;
    case PROGRAM_NOT:
    case PROGRAM_POWER:
    case PROGRAM_ANY:
        return operand == 0;
    case PROGRAM_POSTERIOR:
    case PROGRAM_DETECTION:
        return true;
    default:
        return operand < 2;
    }
}

/* From the outputs back: what is not read stays NEVER. */
static void find_uses(struct program *program)
{
    for (size_t i = 0; i < program->output_count; i++) {
        if (program->outputs[i].node != PROGRAM_CONSTANT)
            program->operations[program->outputs[i].node].last_use = AT_END;
    }
    for (size_t i = program->operation_count; i-- > 0;) {
        const struct operation *operation = &program->operations[i];
        for (int k = 0; k < OPERANDS && operation->last_use != NEVER; k++) {
            int node = operation->operands[k].node;
            if (node == PROGRAM_CONSTANT || !reads(operation->kind, k))
                program->constant_count += reads(operation->kind, k);
            else if (program->operations[node].last_use == NEVER)
                program->operations[node].last_use = (int)i;
        }
    }
}

/* Registers are given back after the last use, and first of all to the operation itself. */
static enum optibom_status lay_out(struct program *program, struct error *err)
{
    int *idle = arena_alloc(program->arena, (program->operation_count + 1) * sizeof *idle);
    if (idle == NULL)
        return error_no_memory(err);
    size_t idle_count = 0;
    for (size_t i = 0; i < program->operation_count; i++) {
        struct operation *operation = &program->operations[i];
        if (operation->last_use == NEVER || operation->kind == PROGRAM_INPUT)
            continue;
        for (int k = 0; k < OPERANDS; k++) {
            int node = operation->operands[k].node;
            if (node == PROGRAM_CONSTANT || program->operations[node].last_use != (int)i)
                continue;
            program->operations[node].last_use = NEVER - 1; /* given back once */
            if (program->operations[node].kind != PROGRAM_INPUT)
                idle[idle_count++] = program->operations[node].place;
        }
        operation->place = idle_count > 0 ? idle[--idle_count] : (int)program->register_count++;
    }
    return OPTIBOM_OK;
}

enum optibom_status program_finish(struct program *program, const struct program_value *outputs,
                                   size_t count, struct error *err)
{
    program->outputs = outputs;
    program->output_count = count;
    if (program->is_out_of_memory)
        return error_no_memory(err);
    find_uses(program);
    for (size_t i = 0; i < count; i++)
        program->constant_count += outputs[i].node == PROGRAM_CONSTANT;
    return lay_out(program, err);
}

/* --- running */

struct blocks {
    double *registers, *constants;
    const double *inputs;
};

static const double *block_of(struct blocks *blocks, const struct program *program,
                              struct program_value value)
{
    if (value.node != PROGRAM_CONSTANT) {
        const struct operation *operation = &program->operations[value.node];
        return (operation->kind == PROGRAM_INPUT ? blocks->inputs : blocks->registers) +
               (size_t)operation->place * PROGRAM_BLOCK;
    }
    double *block = blocks->constants;
    blocks->constants += PROGRAM_BLOCK;
    for (int i = 0; i < PROGRAM_BLOCK; i++)
        block[i] = value.constant;
    return block;
}

enum optibom_status program_run_new(struct program_run **out, const struct program *program,
                                    const double *inputs, struct arena *arena, struct error *err)
{
    struct program_run *run = *out = arena_alloc(arena, sizeof *run);
    size_t block = PROGRAM_BLOCK * sizeof(double);
    struct blocks blocks = {.registers = arena_alloc(arena, (program->register_count + 1) * block),
                            .constants = arena_alloc(arena, (program->constant_count + 1) * block),
                            .inputs = inputs};
    if (run == NULL || blocks.registers == NULL || blocks.constants == NULL)
        return error_no_memory(err);
    run->steps = arena_alloc(arena, (program->operation_count + 1) * sizeof *run->steps);
    run->outputs = arena_alloc(arena, (program->output_count + 1) * sizeof(double *));
    if (run->steps == NULL || run->outputs == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < program->operation_count; i++) {
        const struct operation *operation = &program->operations[i];
        if (operation->last_use == NEVER || operation->kind == PROGRAM_INPUT)
            continue;
        struct step *step = &run->steps[run->step_count++];
        *step = (struct step){.kind = operation->kind,
                              .count = operation->count,
                              .out = blocks.registers + (size_t)operation->place * PROGRAM_BLOCK};
        for (int k = 0; k < OPERANDS && reads(operation->kind, k); k++)
            step->operands[k] = block_of(&blocks, program, operation->operands[k]);
    }
    for (size_t i = 0; i < program->output_count; i++)
        run->outputs[run->output_count++] = block_of(&blocks, program, program->outputs[i]);
    return OPTIBOM_OK;
}

void program_run_block(struct program_run *run, double *outputs, size_t stride)
{
    apply_all(run->steps, run->step_count);
    for (size_t o = 0; o < run->output_count; o++) {
        for (size_t i = 0; i < PROGRAM_BLOCK; i++) {
            double value = run->outputs[o][i];
            outputs[o * stride + i] = isfinite(value) ? value : NAN;
        }
    }
}
