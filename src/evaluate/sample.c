/*
 * Statements:
 *
 * H1  mean and sum of squares in blocks of BLOCK draws, two passes over a block, blocks joined in
 *     order (T. F. Chan, G. H. Golub, R. J. LeVeque: Algorithms for computing the sample variance,
 *     1983).
 * H2  standard deviation sqrt(squares/(n-1)), standard error of independent draws: that over
 *     sqrt(n).
 * H3  of scrambled points: the standard deviation of the means of the replicates over their
 *     number's root; a replicate without a value leaves none.
 */
#include "evaluate/sample.h"

#include <math.h>

enum { BLOCK = 1024 };

static void join(struct sample *sample, size_t count, double mean, double squares)
{
    double all = (double)(sample->count + count), gap = mean - sample->mean;
    sample->squares += squares + gap * gap * ((double)sample->count * (double)count / all);
    sample->mean += gap * ((double)count / all);
    sample->count += count;
}

static void add_block(struct sample *sample, const double *values, size_t count)
{
    size_t valid = 0;
    double sum = 0, squares = 0;
    for (size_t i = 0; i < count; i++) {
        if (isnan(values[i]))
            continue;
        double away = values[i] - sample->origin;
        sample->sums[i % SOBOL_REPLICATES] += away;
        sample->counts[i % SOBOL_REPLICATES]++;
        sum += away;
        valid++;
    }
    if (valid == 0)
        return;
    double mean = sample->origin + sum / (double)valid;
    for (size_t i = 0; i < count; i++) {
        if (!isnan(values[i]))
            squares += (values[i] - mean) * (values[i] - mean);
    }
    join(sample, valid, mean, squares);
}

struct sample sample_of(const double *values, size_t count, double origin)
{
    struct sample sample = {.origin = isnan(origin) ? 0 : origin};
    for (size_t i = 0; i < count; i += BLOCK)
        add_block(&sample, values + i, count - i < BLOCK ? count - i : (size_t)BLOCK);
    return sample;
}

double sample_deviation(const struct sample *sample)
{
    return sample->count > 1 ? sqrt(sample->squares / (double)(sample->count - 1)) : NAN;
}

double sample_error(const struct sample *sample)
{
    return sample_deviation(sample) / sqrt((double)sample->count);
}

double sample_replicate_error(const struct sample *sample)
{
    double mean = 0, squares = 0;
    for (int i = 0; i < SOBOL_REPLICATES; i++)
        mean += sample->sums[i] / (double)sample->counts[i] / SOBOL_REPLICATES;
    for (int i = 0; i < SOBOL_REPLICATES; i++) {
        double away = sample->sums[i] / (double)sample->counts[i] - mean;
        squares += away * away;
    }
    return sqrt(squares / (SOBOL_REPLICATES - 1) / SOBOL_REPLICATES);
}
