/*
 * Statements (yield model 1.10):
 *
 * L1  one draw for each line, shared by all its pieces.
 * L2  the sum's mean is the sum of q mean, its variance of q^2 variance.
 */
#include "evaluate/simulate_lines.h"

#include "evaluate/program.h"

#include <math.h>

static enum optibom_status open_program(void **worker, const void *context, const double *rows,
                                        struct arena *arena, struct error *err)
{
    struct program_run *run = NULL;
    enum optibom_status status = program_run_new(&run, context, rows, arena, err);
    *worker = run;
    return status;
}

static enum optibom_status run_program(void *worker, double *figures, size_t count,
                                       struct error *err)
{
    (void)count;
    (void)err;
    program_run_block(worker, figures, RANDOM_BLOCK);
    return OPTIBOM_OK;
}

/* The sum as a program; `rows` are the lines that spread, in their order. */
static enum optibom_status write_sum(struct program **out, const struct simulate_line *lines,
                                     size_t count, const size_t *rows, size_t row_count,
                                     struct arena *arena, struct error *err)
{
    enum optibom_status status = program_new(out, arena, err);
    struct program_value *sum = arena_alloc(arena, sizeof *sum);
    if (status != OPTIBOM_OK)
        return status;
    if (sum == NULL)
        return error_no_memory(err);
    *sum = program_constant(0);
    for (size_t i = 0, row = 0; i < count; i++) {
        struct program_value price = program_constant(range_filled(lines[i].range).typ);
        if (row < row_count && rows[row] == i)
            price = program_input(*out, (unsigned)row++);
        price = program_binary(*out, PROGRAM_MULTIPLY, price, program_constant(lines[i].quantity));
        *sum = program_binary(*out, PROGRAM_ADD, *sum, price);
    }
    return program_finish(*out, sum, 1, err);
}

enum optibom_status simulate_lines(const struct simulate_result **out, struct arena *arena,
                                   const struct simulate_line *lines, size_t count,
                                   const struct simulate_options *options, struct error *err)
{
    struct draws draws;
    struct program *program = NULL;
    double typ = 0;
    const char *reason = NULL;
    struct draws_range *ranges = arena_alloc(arena, (count + 1) * sizeof *ranges);
    size_t *rows = arena_alloc(arena, (count + 1) * sizeof *rows);
    if (ranges == NULL || rows == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < count; i++) {
        ranges[i] = (struct draws_range){lines[i].name, lines[i].group, lines[i].range};
        typ += lines[i].quantity * range_filled(lines[i].range).typ;
    }
    enum optibom_status status = draws_init(&draws, rows, "line", ranges, count, options->seed,
                                            options->points == SIMULATE_SOBOL, arena, err);
    if (status == OPTIBOM_OK)
        status = write_sum(&program, lines, count, rows, draws.row_count, arena, err);
    if (status != OPTIBOM_OK)
        return status;
    const struct simulate_model model = {program, &draws,       1,          &typ,
                                         &reason, open_program, run_program};
    return simulate_run(out, arena, &model, options, err);
}

struct moments simulate_lines_exact(const struct simulate_line *lines, size_t count)
{
    struct moments sum = {0, 0};
    for (size_t i = 0; i < count; i++) {
        struct moments one = distribution_triangular(range_filled(lines[i].range));
        sum.mean += lines[i].quantity * one.mean;
        sum.variance +=
            lines[i].group != NULL ? NAN : lines[i].quantity * lines[i].quantity * one.variance;
    }
    return sum;
}
