/*
 * Statements (yield model 1.10):
 *
 * P1  Philox4x32-10 (Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy as 1, 2, 3, SC11;
 *     the constants are theirs). Counter words: draw low, draw high, stream, lane; key words: seed
 *     low, seed high. Variable v of a draw takes half v mod 2 of the four words of stream
 *     floor(v/2), lane 0.
 * P2  a uniform is the top 53 bits of a half, high word first, times 2^-53: in [0,1).
 *
 * Written out rather than taken from the Random123 headers, which compilers turn into vector code
 * half as fast: here every word stands in 64 bits, where products need no shuffling. Bits above
 * 32 are leftovers, masked before a product and dropped in the end.
 */
#include "evaluate/random.h"

#include "evaluate/vector.h"

enum { ROUNDS = 10 };

static const uint64_t LOW = 0xffffffffu;

struct state {
    uint64_t word[4];
};

static VECTOR_INLINE struct state philox(struct state x, uint64_t key_0, uint64_t key_1)
{
    VECTOR_UNROLL
    for (int round = 0; round < ROUNDS; round++) {
        uint64_t p = (x.word[0] & LOW) * 0xD2511F53u, q = (x.word[2] & LOW) * 0xCD9E8D57u;
        x.word[0] = (q >> 32) ^ x.word[1] ^ key_0;
        x.word[1] = q;
        x.word[2] = (p >> 32) ^ x.word[3] ^ key_1;
        x.word[3] = p;
        key_0 += 0x9E3779B9u;
        key_1 += 0xBB67AE85u;
    }
    return x;
}

static VECTOR_INLINE struct state draw_of(uint64_t seed, uint64_t draw, uint32_t stream,
                                          uint32_t lane)
{
    struct state counter = {{draw & LOW, draw >> 32, stream, lane}};
    return philox(counter, seed & LOW, seed >> 32);
}

/* P2. Through signed 32-bit conversions, which every vector unit has; every step is exact. */
static VECTOR_INLINE double uniform_of(uint64_t high, uint64_t low)
{
    double upper = (double)(int32_t)((uint32_t)high ^ 0x80000000u) + 0x1p31;
    return upper * 0x1p-32 + (double)(int32_t)((uint32_t)low >> 11) * 0x1p-53;
}

struct random_words random_words(uint64_t seed, uint64_t draw, uint32_t stream, uint32_t lane)
{
    struct state x = draw_of(seed, draw, stream, lane);
    return (struct random_words){
        {(uint32_t)x.word[0], (uint32_t)x.word[1], (uint32_t)x.word[2], (uint32_t)x.word[3]}};
}

double random_uniform(uint64_t seed, uint64_t draw, uint32_t variable)
{
    struct state x = draw_of(seed, draw, variable / 2, 0);
    return variable % 2 == 0 ? uniform_of(x.word[0], x.word[1]) : uniform_of(x.word[2], x.word[3]);
}

VECTOR_CLONES
void random_block(double *restrict even, double *restrict odd, uint64_t seed, uint64_t first,
                  uint32_t pair)
{
    VECTOR_LOOP
    for (uint64_t i = 0; i < RANDOM_BLOCK; i++) {
        struct state x = draw_of(seed, first + i, pair, 0);
        even[i] = uniform_of(x.word[0], x.word[1]);
        odd[i] = uniform_of(x.word[2], x.word[3]);
    }
}
