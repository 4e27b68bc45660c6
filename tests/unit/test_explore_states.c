/* Explorations against the same with every filling on its own: nothing that states and views join
 * is lost, in more slots and parts than brute force can try, and in networks that buy the same
 * parts at prices that fall with their number. EXPLORE_DRAWS says how many are drawn. */
#include "explore_instance.h"

enum { DRAWS = 12 };

static const char *const BUILDS[] = {"seed/builds/ocp-opg-64.yaml",
                                     "seed/builds/scale-out-64-copper.yaml",
                                     "seed/builds/nvl72-cpo-interposer.yaml",
                                     "seed/builds/nvl72-obo.yaml",
                                     "seed/builds/nvl72-dsp.yaml",
                                     "seed/builds/nvl72-cpo.yaml",
                                     "seed/builds/nvl72-npo.yaml",
                                     "seed/builds/th5-cpo-switch.yaml",
                                     "seed/builds/scale-up-72-cpo.yaml",
                                     "seed/builds/scale-up-576.yaml",
                                     "seed/builds/switched-8.yaml",
                                     "seed/builds/scale-across.yaml"};

static const struct instance_kind KIND = {.builds = BUILDS,
                                          .build_count = CHECK_COUNT(BUILDS),
                                          .fillings_most = 50000,
                                          .others_most = 6,
                                          .one_in = 1};

static void run(struct search_answer *out, struct search *search, struct instance *instance,
                bool is_whole)
{
    static const struct search_scope SCOPE = {.allowed = {NULL}};
    const struct search_options options = {.threads = 1};
    struct error err = {0};
    check_ok(search_open(search, &instance->look, &options, &err), &err);
    if (is_whole) {
        stages_close(&search->stages);
        check_ok(stages_open(&search->stages, &search->look, true, &err), &err);
    }
    check_ok(search_run(out, &instance->arena, search, &SCOPE, &options, &err), &err);
}

static void compare(const struct search_answer *answer, const struct search_answer *whole,
                    size_t objectives)
{
    assert_int_equal(answer->count, whole->count);
    for (size_t i = 0; i < answer->count; i++) {
        assert_int_equal(answer->points[i].ways, whole->points[i].ways);
        assert_memory_equal(answer->points[i].steps, whole->points[i].steps,
                            objectives * sizeof(int64_t));
    }
}

static void states_lose_nothing(void **state)
{
    uint64_t draws = draws_wanted(DRAWS);
    struct optibom *optibom = open_shipped();
    size_t points = 0;
    int64_t joined = 0, apart = 0;
    (void)state;
    for (uint64_t seed = 1; seed <= draws; seed++) {
        struct instance instance;
        struct search search, search_whole;
        struct search_answer answer, whole;
        open_instance(&instance, &optibom->catalog, &KIND, seed);
        if (goals_add_up(&instance.goals)) {
            run(&answer, &search, &instance, false);
            run(&whole, &search_whole, &instance, true);
            say(&instance);
            compare(&answer, &whole, instance.goals.objectives);
            points += answer.count;
            joined += search.stages.look.looks;
            apart += search_whole.stages.look.looks;
            search_close(&search);
            search_close(&search_whole);
        }
        close_instance(&instance);
    }
    optibom_free(optibom);
    print_message("%zu points; %lld looks, %lld with every filling on its own\n", points,
                  (long long)joined, (long long)apart);
    assert_true(joined < apart);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(states_lose_nothing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
