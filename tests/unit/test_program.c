/* Programs over blocks of draws, operation by operation. O numbers are those of
 * evaluate/program.c. */
#include "own_arena.h"

#include "evaluate/program.h"

static struct program *new_program(void)
{
    struct program *program = NULL;
    struct error err = {0};
    assert_int_equal(program_new(&program, &arena, &err), OPTIBOM_OK);
    return program;
}

/* The first draw of a program whose inputs are a, b and c in every draw. */
static double first_draw(struct program *program, struct program_value output, double a, double b,
                         double c)
{
    static double inputs[3][PROGRAM_BLOCK], out[PROGRAM_BLOCK];
    struct program_run *run = NULL;
    struct error err = {0};
    for (size_t i = 0; i < PROGRAM_BLOCK; i++) {
        inputs[0][i] = a;
        inputs[1][i] = b;
        inputs[2][i] = c;
    }
    assert_int_equal(program_finish(program, &output, 1, &err), OPTIBOM_OK);
    assert_int_equal(program_run_new(&run, program, inputs[0], &arena, &err), OPTIBOM_OK);
    program_run_block(run, out, PROGRAM_BLOCK);
    for (size_t i = 1; i < PROGRAM_BLOCK; i++)
        assert_true(out[i] == out[0] || (isnan(out[i]) && isnan(out[0])));
    return out[0];
}

/* O2 O3 O4: every operation, drawn and as a constant, on numbers that are exact in binary. */
static void operations(void **state)
{
    (void)state;
    static const struct {
        enum program_operation kind;
        double a, b, c;
        unsigned count;
        double expected;
    } rows[] = {
        {PROGRAM_ADD, 3, 0.5, 0, 0, 3.5},
        {PROGRAM_SUBTRACT, 3, 0.5, 0, 0, 2.5},
        {PROGRAM_MULTIPLY, 3, 0.5, 0, 0, 1.5},
        {PROGRAM_DIVIDE, 3, 0.5, 0, 0, 6},
        {PROGRAM_RATIO, 3, 0.5, 0, 0, 6},
        {PROGRAM_RATIO, 3, 0, 0, 0, 3},
        {PROGRAM_EITHER, 0.5, 0.25, 0, 0, 0.625},
        {PROGRAM_NOT, 0.25, 0, 0, 0, 0.75},
        {PROGRAM_NOT, 1.25, 0, 0, 0, 0},
        {PROGRAM_POWER, 1.5, 0, 0, 5, 7.59375},
        {PROGRAM_POWER, 0.5, 0, 0, 10, 1.0 / 1024},
        {PROGRAM_POWER, 0.5, 0, 0, 0, 1},
        {PROGRAM_ANY, 0.5, 0, 0, 3, 0.875},
        {PROGRAM_ANY, 0.25, 0, 0, 2, 0.4375},
        {PROGRAM_ANY, 0x1p-60, 0, 0, 8, 0x1p-57},
        {PROGRAM_ANY, 0.5, 0, 0, 0, 0},
        {PROGRAM_POSTERIOR, 0.5, 0.75, 0.75, 0, 0.5},
        {PROGRAM_POSTERIOR, 0.5, 0.75, 1, 0, 0.125},
        {PROGRAM_GIVEN, 3, 0.5, 0, 0, 3},
        {PROGRAM_GIVEN, 3, 0, 0, 0, NAN},
        {PROGRAM_ANY_REAL, 0.75, 1.5, 0, 0, 0.875},
        {PROGRAM_DETECTION, 0.5, 0.25, 0, FLOW_LINEAR, 0.25},
        {PROGRAM_DETECTION, 0.75, 0.5, 0, FLOW_WILLIAMS_BROWN, 2.0 / 3},
        {PROGRAM_DIE_LOSS, 1, 2, 0, DIE_NEGATIVE_BINOMIAL, 1 - 1 / 2.25},
        {PROGRAM_DIVIDE, 1, 0, 0, 0, NAN},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        double a = rows[i].a, b = rows[i].b, c = rows[i].c;
        struct program *drawn = new_program(), *folded = new_program();
        struct program_value value =
            program_ternary(drawn, rows[i].kind, program_input(drawn, 0), program_input(drawn, 1),
                            program_input(drawn, 2), rows[i].count);
        CHECK_WITHIN(first_draw(drawn, value, a, b, c), rows[i].expected, 1e-15);
        value = program_ternary(folded, rows[i].kind, program_constant(a), program_constant(b),
                                program_constant(c), rows[i].count);
        assert_int_equal(value.node, PROGRAM_CONSTANT);
        CHECK_WITHIN(first_draw(folded, value, NAN, NAN, NAN), rows[i].expected, 1e-15);
    }
}

/* O5 */
static void operations_that_change_nothing(void **state)
{
    (void)state;
    static const struct {
        enum program_operation kind;
        double constant;
        bool commutes;
    } rows[] = {
        {PROGRAM_ADD, 0, true},      {PROGRAM_SUBTRACT, 0, false}, {PROGRAM_EITHER, 0, true},
        {PROGRAM_MULTIPLY, 1, true}, {PROGRAM_DIVIDE, 1, false},   {PROGRAM_GIVEN, 0.5, false},
    };
    struct program *program = new_program();
    struct program_value a = program_input(program, 0);
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        enum program_operation kind = rows[i].kind;
        struct program_value same = program_constant(rows[i].constant), other = program_constant(2);
        assert_int_equal(program_binary(program, kind, a, same).node, a.node);
        assert_int_equal(program_binary(program, kind, same, a).node == a.node, rows[i].commutes);
        assert_int_equal(program_binary(program, kind, a, other).node == a.node,
                         kind == PROGRAM_GIVEN);
    }
    struct program_value zero = program_constant(0);
    assert_true(program_binary(program, PROGRAM_GIVEN, a, zero).node != a.node);
    assert_int_equal(program_binary(program, PROGRAM_MULTIPLY, a, zero).node, PROGRAM_CONSTANT);
    assert_true(program_binary(program, PROGRAM_MULTIPLY, zero, a).constant == 0);
    for (unsigned count = 0; count < 3; count++) {
        assert_int_equal(program_unary(program, PROGRAM_POWER, a, count).node == a.node,
                         count == 1);
        assert_int_equal(program_unary(program, PROGRAM_ANY, a, count).node == a.node, count == 1);
    }
}

/* A register that is read again later keeps its number: (a + b) (a - b) + (a + b), and twice the
 * same operand; what no output reads is left out. */
static void registers(void **state)
{
    (void)state;
    struct program *program = new_program();
    struct program_value a = program_input(program, 0), b = program_input(program, 1);
    struct program_value sum = program_binary(program, PROGRAM_ADD, a, b);
    program_binary(program, PROGRAM_DIVIDE, sum, program_constant(0));
    struct program_value difference = program_binary(program, PROGRAM_SUBTRACT, a, b);
    struct program_value product = program_binary(program, PROGRAM_MULTIPLY, sum, difference);
    struct program_value square = program_binary(program, PROGRAM_MULTIPLY, product, product);
    struct program_value all = program_binary(program, PROGRAM_ADD, square, sum);
    assert_true(first_draw(program, all, 5, 3, NAN) == 16 * 16 + 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(operations, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(operations_that_change_nothing, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(registers, open_arena, close_arena),
    };
    return cmocka_run_group_tests_name("program", tests, NULL, NULL);
}
