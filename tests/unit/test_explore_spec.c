/* Open specs against brute force through the engine: shipped builds with a few slots open, each to
 * a few parts, every filling assembled and evaluated whole. The front, its values and its ways are
 * the same. EXPLORE_DRAWS says how many are drawn. */
#include "explore_instance.h"

enum { DRAWS = 12, FRONT_MOST = 400 };

static const char *const BUILDS[] = {
    "seed/builds/nvl72-dsp.yaml",      "seed/builds/nvl72-cpo.yaml",
    "seed/builds/th5-cpo-switch.yaml", "seed/builds/scale-up-72-cpo.yaml",
    "seed/builds/scale-up-576.yaml",   "seed/builds/nvl72-npo.yaml",
    "seed/builds/switched-8.yaml",     "seed/builds/scale-across.yaml"};

static const struct instance_kind KIND = {.builds = BUILDS,
                                          .build_count = CHECK_COUNT(BUILDS),
                                          .fillings_most = 80,
                                          .others_most = 3,
                                          .one_in = 2};

/* ---- brute force ---- */

struct front {
    int64_t steps[FRONT_MOST][EXPLORE_VALUES];
    uint64_t ways[FRONT_MOST];
    size_t count, objectives;
};

static bool covers(const struct front *front, const int64_t *a, const int64_t *b)
{
    for (size_t i = 0; i < front->objectives; i++)
        if (a[i] > b[i])
            return false;
    return true;
}

static void add(struct front *front, const int64_t *steps)
{
    size_t kept = 0;
    for (size_t i = 0; i < front->count; i++) {
        bool is_covered = covers(front, front->steps[i], steps);
        if (is_covered && covers(front, steps, front->steps[i])) {
            front->ways[i]++;
            return;
        }
        if (is_covered)
            return;
    }
    for (size_t i = 0; i < front->count; i++)
        if (!covers(front, steps, front->steps[i])) {
            memmove(front->steps[kept], front->steps[i], sizeof front->steps[i]);
            front->ways[kept++] = front->ways[i];
        }
    assert_true(kept < FRONT_MOST);
    memcpy(front->steps[kept], steps, sizeof front->steps[kept]);
    front->ways[kept] = 1;
    front->count = kept + 1;
}

static uint64_t print_with(struct instance *instance, uint32_t *choices, size_t slot,
                           uint32_t choice)
{
    struct look look;
    struct error err = {0};
    uint32_t kept = choices[slot];
    choices[slot] = choice;
    check_ok(look_at(&look, &instance->look, choices, instance->openings.count, &err), &err);
    choices[slot] = kept;
    return look.print;
}

/* A slot has a part where one has a use, and none where it has not, or where the spec has none. */
static bool is_canonical(struct instance *instance, uint32_t *choices)
{
    for (size_t i = 0; i < instance->openings.count; i++) {
        const struct opening *opening = &instance->openings.items[i];
        if (opening->parts == NULL || opening->count == 0)
            continue;
        uint64_t empty = print_with(instance, choices, i, (uint32_t)opening->count);
        bool is_used = false;
        for (size_t j = 0; j < opening->count; j++)
            if (choices[i] == opening->count || choices[i] == j)
                is_used |= print_with(instance, choices, i, (uint32_t)j) != empty;
        bool is_filled = choices[i] < opening->count;
        if (is_used != is_filled && (is_filled || !opening->asked.is_absent))
            return false;
    }
    return true;
}

static void brute(struct front *out, struct instance *instance)
{
    const struct openings *openings = &instance->openings;
    uint32_t choices[EXPLORE_SLOTS] = {0};
    *out = (struct front){.objectives = instance->goals.objectives};
    instance->look.is_whole = true;
    for (size_t at = 0; at < openings->count;) {
        struct look look;
        struct error err = {0};
        int64_t steps[EXPLORE_VALUES] = {0};
        check_ok(look_at(&look, &instance->look, choices, openings->count, &err), &err);
        for (size_t i = 0; i < instance->goals.objectives; i++)
            steps[i] = goal_steps(&instance->goals.items[i], look.values[i]);
        if (look.code[0] == '\0' && is_canonical(instance, choices))
            add(out, steps);
        for (at = 0; at < openings->count; at++) {
            const struct opening *opening = &openings->items[at];
            if (++choices[at] < opening->count + (opening->parts != NULL))
                break;
            choices[at] = 0;
        }
    }
    instance->look.is_whole = false;
}

static void compare(const struct front *expected, const struct search_answer *answer)
{
    assert_int_equal(answer->count, expected->count);
    for (size_t i = 0; i < answer->count; i++) {
        size_t at = 0;
        while (at < expected->count && memcmp(expected->steps[at], answer->points[i].steps,
                                              expected->objectives * sizeof(int64_t)) != 0)
            at++;
        assert_true(at < expected->count);
        assert_int_equal(answer->points[i].ways, expected->ways[at]);
    }
}

static void fronts_are_those_of_brute_force(void **state)
{
    uint64_t draws = draws_wanted(DRAWS);
    static struct front expected;
    size_t points = 0, feasible = 0;
    struct optibom *optibom = open_shipped();
    (void)state;
    for (uint64_t seed = 1; seed <= draws; seed++) {
        struct instance instance;
        struct search search;
        struct search_answer answer;
        struct error err = {0};
        const struct search_scope scope = {.allowed = {NULL}};
        const struct search_options options = {.threads = 1};
        open_instance(&instance, &optibom->catalog, &KIND, seed);
        check_ok(search_open(&search, &instance.look, &options, &err), &err);
        check_ok(search_run(&answer, &instance.arena, &search, &scope, &options, &err), &err);
        brute(&expected, &instance);
        say(&instance);
        compare(&expected, &answer);
        points += answer.count;
        feasible += answer.count > 0;
        search_close(&search);
        close_instance(&instance);
    }
    optibom_free(optibom);
    print_message("%zu of %llu have a front, of %zu points\n", feasible, (unsigned long long)draws,
                  points);
    assert_true(feasible * 5 > draws);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(fronts_are_those_of_brute_force)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
