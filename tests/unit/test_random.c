/* Counter-based draws, Sobol points, blocks of drawn inputs, what is summed up of them. P, Q, V, H
 * numbers are those of evaluate/random.c, sobol.c, draws.c and sample.c. */
#include "own_arena.h"

#include "evaluate/draws.h"
#include "evaluate/sample.h"
#include "evaluate/sobol.h"

#include <string.h>

/* P1: the known answers that come with Random123 (kat_vectors, philox4x32 10). */
static void known_answers(void **state)
{
    (void)state;
    static const struct {
        uint32_t counter[4], key[2], out[4];
    } rows[] = {
        {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
        {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
         {0xffffffff, 0xffffffff},
         {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
        {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
         {0xa4093822, 0x299f31d0},
         {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        struct random_words words =
            random_words((uint64_t)rows[i].key[1] << 32 | rows[i].key[0],
                         (uint64_t)rows[i].counter[1] << 32 | rows[i].counter[0],
                         rows[i].counter[2], rows[i].counter[3]);
        assert_memory_equal(words.word, rows[i].out, sizeof words.word);
    }
}

/* P2 */
static void top_bits(void **state)
{
    (void)state;
    for (uint64_t draw = 0; draw < 1000; draw++) {
        struct random_words words = random_words(5, draw, 3, 0);
        for (uint32_t half = 0; half < 2; half++) {
            uint64_t all = (uint64_t)words.word[2 * half] << 32 | words.word[2 * half + 1];
            double expected = (double)(all >> 11) * 0x1p-53;
            assert_true(random_uniform(5, draw, 6 + half) == expected);
        }
    }
}

static void blocks_are_single_draws(void **state)
{
    (void)state;
    double even[RANDOM_BLOCK], odd[RANDOM_BLOCK];
    static const uint64_t firsts[] = {0, 1280, 0xffffff80u, 0x123456789abull};
    for (size_t f = 0; f < CHECK_COUNT(firsts); f++) {
        random_block(even, odd, 99, firsts[f], 7);
        for (uint32_t i = 0; i < RANDOM_BLOCK; i++) {
            assert_true(even[i] == random_uniform(99, firsts[f] + i, 14));
            assert_true(odd[i] == random_uniform(99, firsts[f] + i, 15));
        }
    }
}

/* Mean and variance of the uniforms, and no correlation of neighbours, within five errors. */
static void uniforms_are_uniform(void **state)
{
    (void)state;
    enum { DRAWS = 200000 };
    double sum = 0, squares = 0, cross = 0, before = 0.5;
    for (uint64_t i = 0; i < DRAWS; i++) {
        double u = random_uniform(1, i, 0) - 0.5;
        assert_true(u >= -0.5 && u < 0.5);
        sum += u;
        squares += u * u;
        cross += u * before;
        before = u;
    }
    double root = sqrt(DRAWS);
    CHECK_ABSOLUTE(sum / DRAWS, 0, 5 * sqrt(1.0 / 12) / root);
    CHECK_ABSOLUTE(squares / DRAWS, 1.0 / 12, 5 * sqrt(1.0 / 180) / root);
    CHECK_ABSOLUTE(cross / DRAWS, 0, 5 * (1.0 / 12) / root);
}

/* Q1 Q2: the points of the authors' example for three dimensions, and their table's property that
 * every dimension takes each of 2^m cells once in 2^m points. */
static void sobol_sequence(void **state)
{
    (void)state;
    static const double points[][3] = {
        {0, 0, 0},
        {0.5, 0.5, 0.5},
        {0.25, 0.75, 0.75},
        {0.75, 0.25, 0.25},
        {0.125, 0.625, 0.375},
        {0.625, 0.125, 0.875},
        {0.375, 0.375, 0.625},
        {0.875, 0.875, 0.125},
    };
    struct sobol sobol[3];
    for (uint32_t d = 0; d < 3; d++) {
        sobol_init(&sobol[d], 1, d);
        for (uint32_t i = 0; i < 8; i++)
            assert_true(sobol_point(&sobol[d], i) * 0x1p-32 == points[i][d]);
    }
    for (uint32_t d = 0; d < SOBOL_DIMENSIONS; d++) {
        bool taken[1024] = {false};
        struct sobol one;
        sobol_init(&one, 1, d);
        for (uint32_t i = 0; i < 1024; i++) {
            uint32_t cell = sobol_point(&one, i) >> 22;
            assert_false(taken[cell]);
            taken[cell] = true;
        }
    }
}

/* Q3: scrambling keeps every cell taken once, whatever the key, and does not repeat itself. */
static void sobol_scrambled(void **state)
{
    (void)state;
    for (uint32_t d = 0; d < SOBOL_DIMENSIONS; d += 7) {
        struct sobol sobol;
        sobol_init(&sobol, 4711, d);
        for (uint32_t replicate = 0; replicate < SOBOL_REPLICATES; replicate++) {
            bool taken[256] = {false};
            for (uint32_t i = 0; i < 256; i++) {
                double u = sobol_uniform(&sobol, replicate, i);
                assert_true(u > 0 && u < 1);
                assert_false(taken[(int)(u * 256)]);
                taken[(int)(u * 256)] = true;
            }
            for (uint32_t other = 0; other < replicate; other++)
                assert_true(sobol_uniform(&sobol, other, 5) != sobol_uniform(&sobol, replicate, 5));
        }
    }
}

/* Q3 Q4, worked out from the papers' formula apart from this program: points 0, 1, 2 and 5 of the
 * radical inverse under three keys, in cells of 2^-32. */
static void scrambled_points(void **state)
{
    (void)state;
    static const uint32_t indexes[] = {0, 1, 2, 5}, keys[] = {0, 1, 0x9e3779b9};
    static const uint32_t cells[][4] = {
        {0, 0xbb1f757c, 0x5d8fbabe, 0x9d3118c2},
        {0xd5a1fe3d, 0x2d0e2f36, 0x9eb2548c, 0x158537b3},
        {0x855db73c, 0x23eb314f, 0xc1bab68b, 0x0a13c226},
    };
    struct sobol sobol;
    sobol_init(&sobol, 1, 0);
    for (size_t k = 0; k < CHECK_COUNT(keys); k++) {
        sobol.keys[k] = keys[k];
        for (size_t i = 0; i < CHECK_COUNT(indexes); i++)
            assert_true(sobol_uniform(&sobol, (uint32_t)k, indexes[i]) ==
                        (cells[k][i] + 0.5) * 0x1p-32);
    }
}

/* The mean of a smooth function of eight variables: 1024 points of a scrambling do at least what
 * 100 times as many plain draws do. */
static void sobol_converges(void **state)
{
    (void)state;
    enum { VARIABLES = 8, POINTS = 1024 };
    struct sobol sobol[VARIABLES];
    double squares = 0;
    for (uint32_t d = 0; d < VARIABLES; d++)
        sobol_init(&sobol[d], 12, d);
    for (uint32_t replicate = 0; replicate < SOBOL_REPLICATES; replicate++) {
        double mean = 0;
        for (uint32_t i = 0; i < POINTS; i++) {
            double product = 1;
            for (uint32_t d = 0; d < VARIABLES; d++)
                product *= 1 + 0.3 * (sobol_uniform(&sobol[d], replicate, i) - 0.5);
            mean += product / POINTS;
        }
        squares += (mean - 1) * (mean - 1) / SOBOL_REPLICATES;
    }
    double plain = sqrt((pow(1 + 0.09 / 12, VARIABLES) - 1) / POINTS);
    assert_true(sqrt(squares) < plain / 10);
}

/* V1 V2 V3 V4 */
static void drawn_inputs(void **state)
{
    (void)state;
    static const struct draws_range ranges[] = {
        {"a", NULL, {1, 2, 4}},           {"fixed", NULL, {3, 3, 3}},
        {"b", "same", {10, 20, 30}},      {"c", NULL, {0, NAN, 1}},
        {"none", NULL, {NAN, NAN, NAN}},  {"d", "same", {5, 6, 7}},
        {"fixed too", "same", {1, 1, 1}},
    };
    static const size_t expected[] = {0, 2, 3, 5};
    size_t spreading[CHECK_COUNT(ranges)];
    struct draws draws;
    struct error err = {0};
    double rows[4 * RANDOM_BLOCK];
    assert_int_equal(
        draws_init(&draws, spreading, "test", ranges, CHECK_COUNT(ranges), 3, false, &arena, &err),
        OPTIBOM_OK);
    assert_int_equal(draws.row_count, 4);
    assert_int_equal(draws.variable_count, 3);
    assert_memory_equal(spreading, expected, sizeof expected);
    draws_block(rows, &draws, 256);
    static const uint32_t variables[] = {0, 1, 2, 1};
    for (size_t row = 0; row < 4; row++) {
        struct triangle triangle = triangle_of(range_filled(ranges[expected[row]].range));
        for (size_t i = 0; i < RANDOM_BLOCK; i++) {
            double p = random_uniform(3, 256 + i, variables[row]);
            assert_true(rows[row * RANDOM_BLOCK + i] == triangle_quantile(&triangle, p));
        }
    }
}

/* V3 where the uniform is the knee itself: 0, u, 1 gives u. */
static void drawn_knee(void **state)
{
    (void)state;
    double knee = random_uniform(3, 256, 0);
    const struct draws_range range = {"knee", NULL, {0, knee, 1}};
    size_t spreading[1];
    struct draws draws;
    struct error err = {0};
    double row[RANDOM_BLOCK];
    assert_int_equal(draws_init(&draws, spreading, "test", &range, 1, 3, false, &arena, &err),
                     OPTIBOM_OK);
    draws_block(row, &draws, 256);
    CHECK_CLOSE(row[0], knee);
}

static void drawn_inputs_by_sobol(void **state)
{
    (void)state;
    enum { MANY = SOBOL_DIMENSIONS + 3 };
    struct draws_range ranges[MANY];
    size_t spreading[MANY];
    struct draws draws;
    struct error err = {0};
    static double rows[MANY * RANDOM_BLOCK];
    for (size_t i = 0; i < MANY; i++)
        ranges[i] = (struct draws_range){"x", NULL, {0, 0.5, 1}};
    assert_int_equal(draws_init(&draws, spreading, "test", ranges, MANY, 3, true, &arena, &err),
                     OPTIBOM_OK);
    draws_block(rows, &draws, 2 * RANDOM_BLOCK);
    struct triangle triangle = triangle_of(ranges[0].range);
    for (uint32_t row = 0; row < MANY; row++) {
        struct sobol sobol;
        if (row < SOBOL_DIMENSIONS)
            sobol_init(&sobol, 3, row);
        for (uint32_t i = 0; i < RANDOM_BLOCK; i++) {
            uint32_t draw = 2 * RANDOM_BLOCK + i;
            double p = row < SOBOL_DIMENSIONS
                           ? sobol_uniform(&sobol, draw % SOBOL_REPLICATES, draw / SOBOL_REPLICATES)
                           : random_uniform(3, draw, row);
            assert_true(rows[row * RANDOM_BLOCK + i] == triangle_quantile(&triangle, p));
        }
    }
}

/* A25: min > typ or typ > max */
static void drawn_inputs_refused(void **state)
{
    (void)state;
    static const struct draws_range wrong[] = {
        {"up", NULL, {2, 1, 3}}, {"down", NULL, {1, 4, 3}}, {"endless", NULL, {0, 1, INFINITY}}};
    for (size_t i = 0; i < CHECK_COUNT(wrong); i++) {
        size_t spreading[1];
        struct draws draws;
        struct error err = {0};
        assert_int_equal(
            draws_init(&draws, spreading, "flow", &wrong[i], 1, 1, false, &arena, &err),
            OPTIBOM_BAD_INPUT);
        assert_non_null(strstr(err.text, wrong[i].name));
    }
}

/* H1 to H3: 0 to 31 have mean 15.5 and squares 32 (32^2 - 1) / 12 = 2728; replicate k has k and
 * k + 16, mean k + 8, which have squares 16 (16^2 - 1) / 12 = 340. */
static void sample_by_hand(void **state)
{
    (void)state;
    double values[2 * SOBOL_REPLICATES];
    for (size_t i = 0; i < CHECK_COUNT(values); i++)
        values[i] = (double)i;
    struct sample sample = sample_of(values, CHECK_COUNT(values), 1);
    assert_int_equal(sample.count, 32);
    CHECK_CLOSE(sample.mean, 15.5);
    CHECK_CLOSE(sample.squares, 2728);
    for (size_t k = 0; k < SOBOL_REPLICATES; k++) {
        assert_int_equal(sample.counts[k], 2);
        CHECK_CLOSE(sample.sums[k], (double)(2 * k + 14));
    }
    CHECK_CLOSE(sample_deviation(&sample), sqrt(88));
    CHECK_CLOSE(sample_error(&sample), sqrt(2.75));
    CHECK_CLOSE(sample_replicate_error(&sample), sqrt(340.0 / 15 / 16));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_answers),
        cmocka_unit_test(top_bits),
        cmocka_unit_test(blocks_are_single_draws),
        cmocka_unit_test(uniforms_are_uniform),
        cmocka_unit_test(sobol_sequence),
        cmocka_unit_test(sobol_scrambled),
        cmocka_unit_test(scrambled_points),
        cmocka_unit_test(sample_by_hand),
        cmocka_unit_test(sobol_converges),
        cmocka_unit_test_setup_teardown(drawn_inputs, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(drawn_knee, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(drawn_inputs_by_sobol, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(drawn_inputs_refused, open_arena, close_arena),
    };
    return cmocka_run_group_tests_name("random", tests, NULL, NULL);
}
