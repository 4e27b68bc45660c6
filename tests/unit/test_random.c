/* Counter-based draws, Sobol points, blocks of drawn inputs. P, Q, V numbers are those of
 * evaluate/random.c, sobol.c and draws.c. */
#include "check.h"

#include "evaluate/draws.h"
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

static struct arena arena;

static int open_arena(void **state)
{
    (void)state;
    arena_init(&arena);
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    arena_fini(&arena);
    return 0;
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_answers),
        cmocka_unit_test(top_bits),
        cmocka_unit_test(blocks_are_single_draws),
        cmocka_unit_test(uniforms_are_uniform),
        cmocka_unit_test(sobol_sequence),
        cmocka_unit_test(sobol_scrambled),
        cmocka_unit_test(sobol_converges),
        cmocka_unit_test_setup_teardown(drawn_inputs, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(drawn_inputs_by_sobol, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(drawn_inputs_refused, open_arena, close_arena),
    };
    return cmocka_run_group_tests_name("random", tests, NULL, NULL);
}
