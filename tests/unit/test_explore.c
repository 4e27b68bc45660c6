/*
 * The front of a search against brute force in plain SQL, and what holds for every search.
 *
 * A failure prints its seed; `test_explore SEED` runs each test with that seed alone.
 */
#include "explore_sql.h"

#include <stdlib.h>
#include <string.h>

enum {
    SEARCHES = 1500,
    LARGER_SEARCHES = 60,
    LARGEST_SEARCHES = 24,
    CODE = 1000 /* of a candidate in the number of a filling, as in SQL */
};

/* The largest have more points than are kept before some are thrown out. */
static const struct random_shape SMALL = {6, 250, 6, 4}, LARGER = {24, 40000, 300, 6},
                                 LARGEST = {56, 180000, 1000, 6};
static const char *program;
static uint64_t only_seed;

static _Noreturn void failed(const struct random_search *search, unsigned threads, const char *what)
{
    print_error("seed %llu, %u threads: %s\n  again: %s %llu\n", (unsigned long long)search->seed,
                threads, what, program, (unsigned long long)search->seed);
    fail();
    abort();
}

static struct explore_answer *solve(const struct random_search *search,
                                    const struct explore_options *options)
{
    struct explore_answer *answer = NULL;
    struct error err = {0};
    if (explore_solve(&answer, &search->problem, options, &err) != OPTIBOM_OK)
        failed(search, options->threads, err.text);
    return answer;
}

static int by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* The fillings of a point as numbers, in order; the caller frees them. */
static int64_t *codes_of(const struct explore_answer *answer, const struct random_search *search,
                         size_t point)
{
    uint64_t ways = explore_answer_ways(answer, point);
    int64_t *codes = calloc(ways, sizeof *codes);
    assert_non_null(codes);
    for (uint64_t way = 0; way < ways; way++) {
        struct explore_choice choices[RANDOM_SLOTS];
        explore_answer_filling(choices, answer, point, way);
        for (size_t slot = 0; slot < search->problem.slot_count; slot++)
            codes[way] = codes[way] * CODE + (int64_t)choices[slot].candidate;
    }
    qsort(codes, ways, sizeof *codes, by_number);
    return codes;
}

/* The rows of the peer are the fillings of the points, in the same order. */
static void compare(sqlite3_stmt *rows, const struct random_search *search, unsigned threads)
{
    struct explore_answer *answer = solve(search, &(struct explore_options){.threads = threads});
    const struct explore_front *front = explore_answer_front(answer);
    bool is_whole = explore_answer_share(answer) == 1;
    int more = sqlite3_step(rows);
    for (size_t point = 0; point < front->count; point++) {
        uint64_t ways = explore_answer_ways(answer, point);
        int64_t *codes = codes_of(answer, search, point);
        if (ways == 0)
            failed(search, threads, "a point has no filling");
        for (uint64_t way = 0; way < ways; way++) {
            if (more != SQLITE_ROW)
                failed(search, threads, "there are more fillings than SQL finds");
            for (size_t v = 0; v < search->problem.objectives; v++)
                if (sqlite3_column_int64(rows, (int)v) != front->points[point * front->values + v])
                    failed(search, threads,
                           "a point, or its number of fillings, is not that of SQL");
            if (sqlite3_column_int64(rows, 4) != codes[way])
                failed(search, threads, "a filling is not that of SQL");
            more = sqlite3_step(rows);
        }
        free(codes);
    }
    if (more != SQLITE_DONE)
        failed(search, threads, "SQL finds more fillings");
    if (!is_whole)
        failed(search, threads, "nothing ended the search, but its share is not 1");
    sqlite3_reset(rows);
    explore_answer_free(answer);
}

static void against_sql(void **state)
{
    static struct random_search search;
    struct peer peer;
    (void)state;
    peer_open(&peer);
    for (uint64_t i = 0; i < (only_seed > 0 ? 1 : SEARCHES); i++) {
        random_search_init(&search, only_seed > 0 ? only_seed : i + 1, &SMALL);
        sqlite3_stmt *rows = peer_front(&peer, &search);
        compare(rows, &search, 1);
        compare(rows, &search, 2);
    }
    peer_close(&peer);
}

static void same_points(const struct random_search *search, const struct explore_answer *a,
                        const struct explore_answer *b, bool has_same_ways, const char *what)
{
    const struct explore_front *x = explore_answer_front(a), *y = explore_answer_front(b);
    if (x->count != y->count)
        failed(search, 1, what);
    for (size_t i = 0; i < x->count; i++) {
        for (size_t v = 0; v < search->problem.objectives; v++)
            if (x->points[i * x->values + v] != y->points[i * y->values + v])
                failed(search, 1, what);
        if (has_same_ways && explore_answer_ways(a, i) != explore_answer_ways(b, i))
            failed(search, 1, what);
    }
}

/* To each slot a tenth as many candidates, none better in any value than one of its class. */
static void add_beaten(struct random_search *search)
{
    for (size_t slot = 0; slot < search->problem.slot_count; slot++) {
        int64_t count = (int64_t)search->slots[slot].count;
        for (int64_t i = 0; i < (count + 9) / 10; i++) {
            struct explore_candidate beaten =
                search->candidates[slot][random_whole(search, 0, count - 1)];
            for (size_t v = 0; v < search->problem.values; v++)
                beaten.values[v] += random_whole(search, 0, 2);
            beaten.values[random_whole(search, 0, (int64_t)search->problem.values - 1)]++;
            search->candidates[slot][search->slots[slot].count++] = beaten;
        }
    }
}

static void permute(struct random_search *search)
{
    for (size_t slot = 0; slot < search->problem.slot_count; slot++)
        for (int64_t i = (int64_t)search->slots[slot].count - 1; i > 0; i--) {
            struct explore_candidate *candidates = search->candidates[slot];
            int64_t other = random_whole(search, 0, i);
            struct explore_candidate swapped = candidates[i];
            candidates[i] = candidates[other];
            candidates[other] = swapped;
        }
}

static void candidates_beaten_or_permuted(void **state)
{
    static struct random_search search;
    const struct explore_options options = {.threads = 1};
    (void)state;
    for (uint64_t i = 0; i < (only_seed > 0 ? 1 : LARGER_SEARCHES); i++) {
        random_search_init(&search, only_seed > 0 ? only_seed : i + 1, &LARGER);
        struct explore_answer *before = solve(&search, &options);
        permute(&search);
        struct explore_answer *permuted = solve(&search, &options);
        same_points(&search, before, permuted, true, "permuted candidates change the front");
        add_beaten(&search);
        struct explore_answer *after = solve(&search, &options);
        same_points(&search, before, after, false, "candidates that others beat change the front");
        explore_answer_free(before);
        explore_answer_free(permuted);
        explore_answer_free(after);
    }
}

/* Sums of all fillings that are within the limits. */
struct sums {
    int64_t (*rows)[EXPLORE_VALUES];
    size_t count, capacity;
};

static void add_fillings(struct sums *sums, const struct explore_problem *problem, size_t at,
                         const struct explore_state *state, const int64_t *values)
{
    struct explore_step step;
    if (at == problem->slot_count) {
        for (size_t v = 0; v < problem->values; v++)
            if (values[v] > problem->most[v])
                return;
        if (sums->count == sums->capacity) {
            sums->capacity = 2 * sums->capacity + 1024;
            sums->rows = realloc(sums->rows, sums->capacity * sizeof *sums->rows);
            assert_non_null(sums->rows);
        }
        /* What is only limited does not count any more. */
        for (size_t v = 0; v < EXPLORE_VALUES; v++)
            sums->rows[sums->count][v] = v < problem->objectives ? values[v] : 0;
        sums->count++;
        return;
    }
    for (size_t i = 0; i < problem->slots[at].count; i++) {
        const struct explore_candidate *candidate = &problem->slots[at].candidates[i];
        for (unsigned variant = 0;
             problem->step(&step, problem->context, at, state, candidate->class_number, variant);
             variant++) {
            int64_t next[EXPLORE_VALUES] = {0};
            for (size_t v = 0; v < problem->values; v++)
                next[v] = values[v] + step.scale[v] * candidate->values[v] + step.constant[v];
            add_fillings(sums, problem, at + 1, &step.next, next);
        }
    }
}

static int by_values(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;
    for (size_t v = 0; v < EXPLORE_VALUES; v++)
        if (x[v] != y[v])
            return x[v] < y[v] ? -1 : 1;
    return 0;
}

static bool is_above(const int64_t *x, const int64_t *y)
{
    for (size_t v = 0; v < EXPLORE_VALUES; v++)
        if (x[v] < y[v])
            return false;
    return true;
}

/* Sorted, a sum is beaten by a point found before it or by none. */
static void compare_sums(const struct random_search *search, struct sums *sums)
{
    struct explore_answer *answer = solve(search, &(struct explore_options){.threads = 2});
    const struct explore_front *front = explore_answer_front(answer);
    int64_t(*points)[EXPLORE_VALUES] = calloc(front->count + 1, sizeof *points);
    assert_non_null(points);
    if (sums->count > 0)
        qsort(sums->rows, sums->count, sizeof *sums->rows, by_values);
    size_t point = 0, last = 0;
    for (size_t i = 0, same; i < sums->count; i += same) {
        for (same = 1;
             i + same < sums->count && by_values(sums->rows[i], sums->rows[i + same]) == 0;)
            same++;
        if (point > 0 && is_above(sums->rows[i], points[last]))
            continue;
        size_t k = 0;
        while (k < point && !is_above(sums->rows[i], points[k]))
            k++;
        if (k < point) {
            last = k;
            continue;
        }
        if (point == front->count || memcmp(sums->rows[i], &front->points[point * front->values],
                                            search->problem.objectives * sizeof **sums->rows) != 0)
            failed(search, 2, "a point is not that of the loops");
        if (explore_answer_ways(answer, point) != same)
            failed(search, 2, "a point does not have as many fillings as in the loops");
        memcpy(points[point++], sums->rows[i], sizeof *points);
    }
    if (point != front->count)
        failed(search, 2, "there are more points than in the loops");
    free(points);
    explore_answer_free(answer);
}

static void against_loops(void **state)
{
    static struct random_search search;
    (void)state;
    size_t large = 0;
    for (uint64_t i = 0; i < (only_seed > 0 ? 1 : LARGEST_SEARCHES); i++) {
        struct sums sums = {NULL, 0, 0};
        random_search_init(&search, only_seed > 0 ? only_seed : i + 1, &LARGEST);
        add_fillings(&sums, &search.problem, 0, &search.problem.start,
                     (const int64_t[EXPLORE_VALUES]){0});
        compare_sums(&search, &sums);
        large += sums.count > 50000;
        free(sums.rows);
    }
    assert_true(only_seed > 0 || large > LARGEST_SEARCHES / 6);
}

struct patience {
    int calls;
    bool is_ended;
};

static bool end_after_calls(void *context, double share)
{
    struct patience *patience = context;
    assert_true(share >= 0 && share <= 1);
    patience->is_ended = patience->is_ended || patience->calls-- == 0;
    return !patience->is_ended;
}

static bool is_beaten_by(const struct explore_front *front, size_t point, size_t other,
                         size_t objectives)
{
    const int64_t *x = &front->points[point * front->values];
    const int64_t *y = &front->points[other * front->values];
    bool is_less = false;
    for (size_t v = 0; v < objectives; v++) {
        if (y[v] > x[v])
            return false;
        is_less = is_less || y[v] < x[v];
    }
    return is_less || point != other; /* an equal point is one too many */
}

/* Every filling of every point is feasible and gives it, and no point of the answer beats another.
 */
static void check_sound(const struct random_search *search, const struct explore_answer *answer,
                        unsigned threads)
{
    const struct explore_problem *problem = &search->problem;
    const struct explore_front *front = explore_answer_front(answer);
    for (size_t point = 0; point < front->count; point++) {
        uint64_t ways = explore_answer_ways(answer, point);
        if (ways == 0)
            failed(search, threads, "a point has no filling");
        for (uint64_t way = 0; way < ways; way++) {
            struct explore_choice choices[RANDOM_SLOTS];
            explore_answer_filling(choices, answer, point, way);
            if (!random_search_reaches(problem, choices, &front->points[point * front->values]))
                failed(search, threads, "a filling does not give its point");
        }
        for (size_t other = 0; other < front->count; other++)
            if (other != point && is_beaten_by(front, point, other, problem->objectives))
                failed(search, threads, "a point of an ended search beats another");
    }
}

static void ended_early(void **state)
{
    static struct random_search search;
    (void)state;
    size_t ended = 0, points = 0;
    for (uint64_t i = 0; i < (only_seed > 0 ? 1 : LARGER_SEARCHES); i++) {
        random_search_init(&search, only_seed > 0 ? only_seed : i + 1, &LARGER);
        unsigned threads = 1 + (unsigned)(i % 2);
        struct patience patience = {.calls = (int)i};
        struct explore_answer *answer =
            solve(&search, &(struct explore_options){threads, end_after_calls, &patience});
        double share = explore_answer_share(answer);
        if (!(patience.is_ended ? share >= 0 && share < 1 : share == 1))
            failed(&search, threads, "the share does not say whether the search was ended");
        check_sound(&search, answer, threads);
        ended += patience.is_ended;
        points += patience.is_ended ? explore_answer_front(answer)->count : 0;
        explore_answer_free(answer);
    }
    if (only_seed == 0) {
        assert_true(ended > 0);  /* else progress was never told, */
        assert_true(points > 0); /* or nothing was kept of what had been found */
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(against_sql),
        cmocka_unit_test(against_loops),
        cmocka_unit_test(candidates_beaten_or_permuted),
        cmocka_unit_test(ended_early),
    };
    program = argv[0];
    if (argc > 1)
        only_seed = strtoull(argv[1], NULL, 10);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
