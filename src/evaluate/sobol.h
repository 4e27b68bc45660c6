/*
 * Scrambled Sobol points: draws that fill the cube evenly. Statements in sobol.c.
 *
 * One seed gives SOBOL_REPLICATES independent scramblings of the sequence; their means tell how far
 * off the mean is, which the points of one scrambling cannot.
 */
#ifndef OPTIBOM_EVALUATE_SOBOL_H
#define OPTIBOM_EVALUATE_SOBOL_H

#include <stdint.h>

enum {
    SOBOL_DIMENSIONS = 128,
    SOBOL_REPLICATES = 16,
    SOBOL_LANE = 1 /* of random_words, which draws themselves never take */
};

/* One dimension. */
struct sobol {
    uint32_t directions[32];
    uint32_t keys[SOBOL_REPLICATES];
};

/* `dimension` from 0 to SOBOL_DIMENSIONS - 1. */
void sobol_init(struct sobol *sobol, uint64_t seed, uint32_t dimension);

/* Point `index` of the sequence as it is published, over 2^32. */
uint32_t sobol_point(const struct sobol *sobol, uint32_t index);

/* Point `index` of a scrambling, in (0,1). */
double sobol_uniform(const struct sobol *sobol, uint32_t replicate, uint32_t index);

/* Draws `first` to `first` + `count` - 1, where draw i is point i / SOBOL_REPLICATES of scrambling
 * i mod SOBOL_REPLICATES. `first` and `count` are multiples of SOBOL_REPLICATES. */
void sobol_block(double *out, const struct sobol *sobol, uint64_t first, uint32_t count);

#endif
