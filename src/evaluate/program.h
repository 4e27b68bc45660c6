/*
 * Arithmetic over blocks of draws: a calculation written down once, run for PROGRAM_BLOCK draws at
 * a time. Statements in program.c.
 *
 * The builder gives a value for every operation. Values that no input reaches are constants and
 * are computed while building; the others are registers of the run. Building never fails in the
 * middle: after the first failure every operation does nothing, and program_finish says what it
 * was.
 */
#ifndef OPTIBOM_EVALUATE_PROGRAM_H
#define OPTIBOM_EVALUATE_PROGRAM_H

#include "assemble/flow.h"
#include "base/arena.h"
#include "base/error.h"
#include "evaluate/random.h"

#include <stdint.h>

enum { PROGRAM_BLOCK = RANDOM_BLOCK };

struct program_value {
    int node;        /* PROGRAM_CONSTANT or the operation that makes it */
    double constant; /* where it is one */
};

enum { PROGRAM_CONSTANT = -1 };

enum program_operation {
    PROGRAM_INPUT,     /* row `count` of the inputs */
    PROGRAM_ADD,       /* a + b */
    PROGRAM_SUBTRACT,  /* a - b */
    PROGRAM_MULTIPLY,  /* a b */
    PROGRAM_RATIO,     /* a/b, a where b is 0 */
    PROGRAM_DIVIDE,    /* a/b */
    PROGRAM_EITHER,    /* a + b - ab: two independent faults */
    PROGRAM_NOT,       /* 1 - a, 0 where a is above 1 */
    PROGRAM_POWER,     /* a^count */
    PROGRAM_ANY,       /* 1 - (1-a)^count, `count` faults, without cancellation */
    PROGRAM_POSTERIOR, /* a (1-b)/(1-c), a (1-b) where c is 1: bad, detection, failing */
    PROGRAM_GIVEN,     /* a where b is above 0, else NaN */
    PROGRAM_ANY_REAL,  /* binomial_any_bad(b, a) */
    PROGRAM_DETECTION, /* coverage_detection(count, a, b, c) */
    PROGRAM_DIE_LOSS   /* die_loss(count, a, b): faults a, parameter b */
};

struct program;

enum optibom_status program_new(struct program **out, struct arena *arena, struct error *err);

struct program_value program_constant(double value);
struct program_value program_input(struct program *program, unsigned row);
struct program_value program_unary(struct program *program, enum program_operation kind,
                                   struct program_value a, unsigned count);
struct program_value program_binary(struct program *program, enum program_operation kind,
                                    struct program_value a, struct program_value b);
struct program_value program_ternary(struct program *program, enum program_operation kind,
                                     struct program_value a, struct program_value b,
                                     struct program_value c, unsigned count);

/* Fails when an allocation failed. Keeps what the outputs need and lays out the registers; no
 * operation may follow. */
enum optibom_status program_finish(struct program *program, const struct program_value *outputs,
                                   size_t count, struct error *err);

/* What one thread needs to run it. */
struct program_run;

/* `inputs`: rows of PROGRAM_BLOCK draws, read by every run. */
enum optibom_status program_run_new(struct program_run **out, const struct program *program,
                                    const double *inputs, struct arena *arena, struct error *err);

/* `outputs`: one row for each output, `stride` apart; what is not finite becomes NaN. */
void program_run_block(struct program_run *run, double *outputs, size_t stride);

#endif
