/*
 * Numbers that look drawn and are not: the same seed gives the same digits on every machine, in any
 * order, on any number of threads. Statements in random.c.
 */
#ifndef OPTIBOM_EVALUATE_RANDOM_H
#define OPTIBOM_EVALUATE_RANDOM_H

#include <stdint.h>

/* One draw: the four words of Philox4x32-10 at counter (draw, stream, lane) keyed by `seed`. */
struct random_words {
    uint32_t word[4];
};

struct random_words random_words(uint64_t seed, uint64_t draw, uint32_t stream, uint32_t lane);

/* Uniform in [0,1), 53 bits: number `variable` of draw `draw`. */
double random_uniform(uint64_t seed, uint64_t draw, uint32_t variable);

enum { RANDOM_BLOCK = 128 };

/* The uniforms of two variables, 2 `pair` and 2 `pair` + 1, of RANDOM_BLOCK draws from `first` on;
 * bit for bit those of random_uniform. */
void random_block(double *restrict even, double *restrict odd, uint64_t seed, uint64_t first,
                  uint32_t pair);

#endif
