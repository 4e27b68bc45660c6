/*
 * Statements (yield model 1.10):
 *
 * P1  Philox4x32-10 (Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy as 1, 2, 3, SC11),
 *     from the Random123 headers; counter words: draw low, draw high, stream, lane; key words: seed
 *     low, seed high. Variable v of a draw takes half v mod 2 of the four words of stream
 *     floor(v/2), lane 0.
 * P2  a uniform is the top 53 bits of a half, high word first, times 2^-53: in [0,1).
 */
#include "evaluate/random.h"

#include "evaluate/vector.h"

#include <Random123/philox.h>

/* The top 53 of 64 bits over 2^53. Through signed 32-bit conversions, which every vector unit
 * has; every step is exact. */
static inline double uniform_of(uint32_t high, uint32_t low)
{
    double upper = (double)(int32_t)(high ^ 0x80000000u) + 0x1p31;
    return upper * 0x1p-32 + (double)(int32_t)(low >> 11) * 0x1p-53;
}

static inline philox4x32_ctr_t philox(uint64_t seed, uint64_t draw, uint32_t stream, uint32_t lane)
{
    philox4x32_ctr_t counter = {{(uint32_t)draw, (uint32_t)(draw >> 32), stream, lane}};
    philox4x32_key_t key = {{(uint32_t)seed, (uint32_t)(seed >> 32)}};
    return philox4x32(counter, key);
}

struct random_words random_words(uint64_t seed, uint64_t draw, uint32_t stream, uint32_t lane)
{
    philox4x32_ctr_t out = philox(seed, draw, stream, lane);
    return (struct random_words){{out.v[0], out.v[1], out.v[2], out.v[3]}};
}

double random_uniform(uint64_t seed, uint64_t draw, uint32_t variable)
{
    philox4x32_ctr_t out = philox(seed, draw, variable / 2, 0);
    return variable % 2 == 0 ? uniform_of(out.v[0], out.v[1]) : uniform_of(out.v[2], out.v[3]);
}

VECTOR_CLONES
void random_block(double *restrict even, double *restrict odd, uint64_t seed, uint64_t first,
                  uint32_t pair)
{
    VECTOR_LOOP
    for (uint32_t i = 0; i < RANDOM_BLOCK; i++) {
        philox4x32_ctr_t out = philox(seed, first + i, pair, 0);
        even[i] = uniform_of(out.v[0], out.v[1]);
        odd[i] = uniform_of(out.v[2], out.v[3]);
    }
}
