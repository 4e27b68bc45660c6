/* What slots may add to a value, and what is refused. */
#include "check.h"

#include "explore/solve.h"

/* What each of two slots adds to the one value. */
struct addition {
    int64_t value, scale, constant;
    bool fits;
};

static bool add_once(struct explore_step *out, const void *context, size_t slot,
                     const struct explore_state *state, uint32_t class_number, unsigned variant)
{
    const struct addition *addition = context;
    (void)slot, (void)state, (void)class_number;
    *out = (struct explore_step){.scale = {addition->scale}, .constant = {addition->constant}};
    return variant == 0;
}

/* A sum is right to the last digit as far as slots may add, and refused beyond. */
static void sums_of_64_bits(void **state)
{
    static const struct addition rows[] = {
        {EXPLORE_MOST, 1, 0, true},
        {EXPLORE_MOST, 1, 1, false},
        {-EXPLORE_MOST, 1, 0, true},
        {-EXPLORE_MOST, 1, -1, false},
        {EXPLORE_MOST / 3 - 1, 3, 2, true},
        {EXPLORE_MOST / 3 + 1, 3, 0, false},
        {0, INT64_MAX, EXPLORE_MOST, true},
        {INT64_MAX, 0, EXPLORE_MOST, true},
        {INT64_MAX, 3, 0, false},
        {INT64_MIN, 2, 0, false},
        {1, INT64_MAX, 1, false},
        {0, 1, INT64_MIN, false},
        {EXPLORE_MOST, 1, INT64_MAX, false},
        {-1, INT64_MAX, INT64_MIN, false},
    };
    (void)state;
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        const struct explore_candidate candidate = {0, {rows[i].value}};
        const struct explore_slot slots[] = {{&candidate, 1, 1}, {&candidate, 1, 1}};
        const struct explore_problem problem = {.values = 1,
                                                .objectives = 1,
                                                .most = {INT64_MAX},
                                                .slots = slots,
                                                .slot_count = CHECK_COUNT(slots),
                                                .step = add_once,
                                                .context = &rows[i]};
        struct explore_answer *answer = NULL;
        struct error err = {0};
        enum optibom_status status = explore_solve(&answer, &problem, NULL, &err);
        assert_int_equal(status, rows[i].fits ? OPTIBOM_OK : OPTIBOM_BAD_INPUT);
        if (rows[i].fits)
            assert_true(explore_answer_front(answer)->points[0] ==
                        2 * (rows[i].value * rows[i].scale + rows[i].constant));
        else
            assert_true(err.text[0] != '\0');
        explore_answer_free(answer);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(sums_of_64_bits)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
