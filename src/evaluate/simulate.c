/*
 * Statements (yield model 1.10):
 *
 * U1  draw i has the numbers of draws.c at i, whoever computes it; values are kept by draw number
 *     and summed up in that order, so threads change no digit.
 * U2  mean, standard deviation and standard error of sample.c, quantiles of order.c at 5, 10, 50,
 *     90 and 95 %; draws without a value are counted out.
 * U3  stop rule: standard error of the mean <= tolerance times |mean|, of the first figure, looked
 *     at after `draws`, and after every doubling up to `most_draws`.
 * U4  cancelled: the draws of the last doubling that was finished count.
 * U5  a thread that cannot be started is done without.
 */
#include "evaluate/simulate.h"

#include "evaluate/order.h"
#include "evaluate/sample.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 32 * RANDOM_BLOCK };

const double simulate_levels[SIMULATE_LEVELS] = {0.05, 0.10, 0.50, 0.90, 0.95};

struct run {
    const struct simulate_model *model;
    const struct simulate_options *options;
    double **values; /* of each figure, by draw */
    struct sample *samples;
    uint64_t draws;       /* finished */
    uint64_t expected;    /* after this batch */
    pthread_mutex_t lock; /* guards the following */
    uint64_t next, done;
    bool is_stopped;
};

struct worker {
    struct run *run;
    struct arena arena;
    double *rows, *figures;
    void *model;
    bool is_caller, is_cancelled;
    enum optibom_status status;
    struct error err;
};

/* --- one thread */

static enum optibom_status open_worker(struct worker *worker, struct run *run, struct error *err)
{
    const struct simulate_model *model = run->model;
    *worker = (struct worker){.run = run};
    arena_init(&worker->arena);
    size_t block = RANDOM_BLOCK * sizeof(double);
    worker->rows = arena_alloc(&worker->arena, (model->draws->row_count + 1) * block);
    worker->figures = arena_alloc(&worker->arena, (model->figure_count + 1) * block);
    if (worker->rows == NULL || worker->figures == NULL)
        return error_no_memory(err);
    return model->open(&worker->model, model->context, worker->rows, &worker->arena, err);
}

static enum optibom_status run_chunk(struct worker *worker, uint64_t first, uint64_t count)
{
    const struct run *run = worker->run;
    const struct simulate_model *model = run->model;
    enum optibom_status status = OPTIBOM_OK;
    for (uint64_t i = 0; i < count && status == OPTIBOM_OK; i += RANDOM_BLOCK) {
        size_t size = count - i < RANDOM_BLOCK ? (size_t)(count - i) : (size_t)RANDOM_BLOCK;
        draws_block(worker->rows, model->draws, first + i);
        status = model->run(worker->model, worker->figures, size, &worker->err);
        for (size_t f = 0; f < model->figure_count; f++)
            memcpy(run->values[f] + first + i, worker->figures + f * RANDOM_BLOCK,
                   size * sizeof(double));
    }
    return status;
}

/* The next chunk; false when there is none. */
static bool take_chunk(struct run *run, uint64_t *first, uint64_t *count)
{
    pthread_mutex_lock(&run->lock);
    uint64_t left = run->is_stopped ? 0 : run->expected - run->next;
    *first = run->next;
    *count = left < CHUNK ? left : (uint64_t)CHUNK;
    run->next += *count;
    pthread_mutex_unlock(&run->lock);
    return left > 0;
}

/* Books a chunk; returns all that is done. */
static uint64_t book_chunk(struct run *run, uint64_t count, bool is_last)
{
    pthread_mutex_lock(&run->lock);
    run->done += count;
    run->is_stopped = run->is_stopped || is_last;
    uint64_t done = run->done;
    pthread_mutex_unlock(&run->lock);
    return done;
}

static void *work(void *argument)
{
    struct worker *worker = argument;
    struct run *run = worker->run;
    const struct simulate_options *options = run->options;
    uint64_t first = 0, count = 0;
    while (take_chunk(run, &first, &count)) {
        worker->status = run_chunk(worker, first, count);
        uint64_t done = book_chunk(run, count, worker->status != OPTIBOM_OK);
        if (!worker->is_caller || worker->status != OPTIBOM_OK || options->progress == NULL)
            continue;
        worker->is_cancelled = !options->progress(options->context, done, run->expected);
        if (worker->is_cancelled)
            book_chunk(run, 0, true);
    }
    return NULL;
}

/* --- all threads */

static enum optibom_status grow_values(struct run *run, uint64_t draws, struct error *err)
{
    for (size_t f = 0; f < run->model->figure_count; f++) {
        double *values = draws <= SIZE_MAX / sizeof *values
                             ? realloc(run->values[f], (size_t)draws * sizeof *values)
                             : NULL;
        if (values == NULL)
            return error_no_memory(err);
        run->values[f] = values;
    }
    return OPTIBOM_OK;
}

/* The draws up to `expected`; *is_cancelled when the caller wants no more. */
static enum optibom_status run_batch(bool *is_cancelled, struct run *run, struct worker *workers,
                                     unsigned count, struct error *err)
{
    pthread_t threads[SIMULATE_THREADS];
    bool is_running[SIMULATE_THREADS] = {false};
    enum optibom_status status = grow_values(run, run->expected, err);
    if (status != OPTIBOM_OK)
        return status;
    run->next = run->done = run->draws;
    for (unsigned i = 1; i < count; i++)
        is_running[i] = pthread_create(&threads[i], NULL, work, &workers[i]) == 0;
    workers[0].is_caller = true;
    work(&workers[0]);
    for (unsigned i = 1; i < count; i++) {
        if (is_running[i])
            pthread_join(threads[i], NULL);
    }
    *is_cancelled = workers[0].is_cancelled;
    for (unsigned i = 0; i < count && status == OPTIBOM_OK; i++) {
        if (workers[i].status != OPTIBOM_OK)
            status = error_set(err, workers[i].status, "%s", workers[i].err.text);
    }
    if (status != OPTIBOM_OK || *is_cancelled)
        return status;
    for (size_t f = 0; f < run->model->figure_count; f++)
        run->samples[f] = sample_of(run->values[f], (size_t)run->expected, run->model->typ[f]);
    run->draws = run->expected;
    return OPTIBOM_OK;
}

static double error_of(const struct run *run, const struct sample *sample)
{
    return run->options->points == SIMULATE_SOBOL ? sample_replicate_error(sample)
                                                  : sample_error(sample);
}

/* U3 */
static bool is_settled(const struct run *run)
{
    const struct simulate_options *options = run->options;
    if (options->tolerance == 0 || run->model->figure_count == 0)
        return true;
    const struct sample *first = &run->samples[0];
    return error_of(run, first) <= options->tolerance * fabs(first->mean);
}

static uint64_t rounded(const struct simulate_options *options, uint64_t draws)
{
    if (options->points == SIMULATE_PLAIN)
        return draws;
    return (draws + SOBOL_REPLICATES - 1) / SOBOL_REPLICATES * SOBOL_REPLICATES;
}

static enum optibom_status run_batches(struct simulate_result *result, struct run *run,
                                       struct worker *workers, unsigned count, struct error *err)
{
    const struct simulate_options *options = run->options;
    uint64_t most = rounded(options, options->most_draws);
    run->expected = rounded(options, options->draws > 0 ? options->draws : SIMULATE_DRAWS);
    for (;;) {
        enum optibom_status status = run_batch(&result->is_cancelled, run, workers, count, err);
        if (status != OPTIBOM_OK || result->is_cancelled)
            return status;
        result->is_settled = is_settled(run);
        if (result->is_settled || run->expected >= most)
            return OPTIBOM_OK;
        run->expected = run->expected > most / 2 ? most : 2 * run->expected;
    }
}

/* --- figures */

/* Moves the values that are there to the front; returns how many do not exceed `limit`. */
static uint64_t keep_valid(double *values, size_t count, double limit)
{
    size_t kept = 0;
    uint64_t below = 0;
    for (size_t i = 0; i < count; i++) {
        below += values[i] <= limit ? 1 : 0;
        values[kept] = values[i];
        kept += isnan(values[i]) ? 0 : 1;
    }
    return below;
}

static enum optibom_status summarize(struct simulate_figure *figure, const struct run *run,
                                     size_t f, struct error *err)
{
    const struct sample *sample = &run->samples[f];
    *figure = (struct simulate_figure){.typ = run->model->typ[f], .count = sample->count};
    /* A draw of the typical values may differ from typ in its last digits. */
    double limit = figure->typ + 1e-12 * fabs(figure->typ);
    uint64_t below = keep_valid(run->values[f], (size_t)run->draws, limit);
    figure->mean = figure->deviation = figure->standard_error = figure->typ_rank = NAN;
    for (int i = 0; i < SIMULATE_LEVELS; i++)
        figure->quantiles[i] = NAN;
    if (sample->count == 0) {
        figure->reason = run->model->reasons[f];
        if (figure->reason == NULL)
            figure->reason = "no draw has a value";
        return OPTIBOM_OK;
    }
    figure->mean = sample->mean;
    figure->deviation = sample_deviation(sample);
    figure->standard_error = error_of(run, sample);
    if (!isnan(figure->typ))
        figure->typ_rank = (double)below / (double)sample->count;
    return order_quantiles(figure->quantiles, run->values[f], sample->count, simulate_levels,
                           SIMULATE_LEVELS, err);
}

static enum optibom_status check_options(const struct simulate_options *options, struct error *err)
{
    const uint64_t limit = (uint64_t)1 << 32;
    if (options->draws > limit || options->most_draws > limit)
        return error_set(err, OPTIBOM_BAD_INPUT, "a simulation has at most 2^32 draws");
    if (!(options->tolerance >= 0))
        return error_set(err, OPTIBOM_BAD_INPUT, "the tolerance is a number from 0 up");
    if (options->threads > SIMULATE_THREADS)
        return error_set(err, OPTIBOM_BAD_INPUT, "a simulation has at most %d threads",
                         SIMULATE_THREADS);
    return OPTIBOM_OK;
}

static enum optibom_status new_result(struct simulate_result **out, struct run *run,
                                      struct arena *arena, struct error *err)
{
    size_t figures = run->model->figure_count;
    struct simulate_result *result = *out = arena_alloc(arena, sizeof *result);
    run->values = calloc(figures + 1, sizeof(double *));
    run->samples = calloc(figures + 1, sizeof *run->samples);
    if (result == NULL || run->values == NULL || run->samples == NULL)
        return error_no_memory(err);
    result->figures = arena_alloc(arena, (figures + 1) * sizeof *result->figures);
    if (result->figures == NULL)
        return error_no_memory(err);
    result->figure_count = figures;
    result->seed = run->options->seed;
    result->variable_count = run->model->draws->variable_count;
    return OPTIBOM_OK;
}

enum optibom_status simulate_run(const struct simulate_result **out, struct arena *arena,
                                 const struct simulate_model *model,
                                 const struct simulate_options *options, struct error *err)
{
    struct run run = {.model = model, .options = options, .lock = PTHREAD_MUTEX_INITIALIZER};
    struct simulate_result *result = NULL;
    unsigned count = options->threads > 0 ? options->threads : 1, open = 0;
    struct worker *workers = calloc(count, sizeof *workers);
    enum optibom_status status = check_options(options, err);
    if (status != OPTIBOM_OK)
        goto done;
    if (workers == NULL) {
        status = error_no_memory(err);
        goto done;
    }
    if ((status = new_result(&result, &run, arena, err)) != OPTIBOM_OK)
        goto done;
    while (open < count && status == OPTIBOM_OK)
        status = open_worker(&workers[open++], &run, err);
    if (status == OPTIBOM_OK)
        status = run_batches(result, &run, workers, count, err);
    for (size_t f = 0; f < model->figure_count && status == OPTIBOM_OK; f++)
        status = summarize(&result->figures[f], &run, f, err);
    result->draws = run.draws;
    *out = status == OPTIBOM_OK ? result : NULL;
done:
    for (unsigned i = 0; i < open; i++)
        arena_fini(&workers[i].arena);
    for (size_t f = 0; run.values != NULL && f < model->figure_count; f++)
        free(run.values[f]);
    free(run.values);
    free(run.samples);
    free(workers);
    pthread_mutex_destroy(&run.lock);
    return status;
}
