/*
 * The front of a catalog of made-up parts: the explorer beside two loops over every combination.
 *
 *     bench_explore [quick | ASICS OPTICS LASERS SOURCES ARRAYS]
 *
 * Without sizes 1.15e9 combinations, and 1e13 and 1e14 for the explorer alone, each in a process of
 * its own; `quick` a small catalog, of which only the points count. Rounds alternate, and the best
 * of each is printed. Fails when two fronts differ.
 */
#include "explore/solve.h"
#include "explore_peers.h"
#include "rounds.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS = 5, SEED = 1, CHECKED = 1000 /* points whose filling is added up */ };
enum contender { EVALUATE_ALL, TEST_EARLY, EXPLORE_1, EXPLORE_2, CONTENDERS };

/* The most combinations for which the loops are tried, too. */
static const double SIDE_BY_SIDE = 1e10;

/* A figure of the table, or NULL, and how often it is measured. */
struct asked {
    const char *figure;
    int rounds;
    size_t sizes[ROLES]; /* ASICs, engines, lasers, sources, arrays */
};

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static _Noreturn void fail(const char *text)
{
    fprintf(stderr, "bench_explore: %s\n", text);
    exit(1);
}

static double combinations(const struct bench_catalog *catalog)
{
    double product = 1;
    for (size_t role = 0; role < ROLES; role++)
        product *= (double)catalog->counts[role];
    return product;
}

static struct explore_answer *explore(const struct explore_problem *problem, unsigned threads)
{
    struct explore_answer *answer = NULL;
    struct error err = {0};
    const struct explore_options options = {.threads = threads};
    if (explore_solve(&answer, problem, &options, &err) != OPTIBOM_OK)
        fail(err.text);
    return answer;
}

static void check_same(const struct explore_answer *answer, const struct peer_archive *peer)
{
    const struct explore_front *front = explore_answer_front(answer);
    if (front->count != peer->count)
        fail("the explorer does not find as many points as the loops");
    for (size_t i = 0; i < front->count; i++)
        if (memcmp(&front->points[i * front->values], peer->points[i].values,
                   sizeof peer->points[i].values) != 0)
            fail("the explorer does not find the points of the loops");
}

/* Whether the choices add up to the point. */
static bool gives(const struct bench_catalog *catalog, const struct explore_choice *choices,
                  const int64_t *point)
{
    struct explore_problem problem;
    bench_problem(&problem, catalog);
    struct explore_state state = problem.start;
    int64_t sums[VALUES] = {0};
    for (size_t slot = 0; slot < ROLES; slot++) {
        const struct explore_candidate *candidate =
            &catalog->candidates[slot][choices[slot].candidate];
        struct explore_step step;
        if (!problem.step(&step, problem.context, slot, &state, candidate->class_number,
                          choices[slot].variant))
            return false;
        for (size_t v = 0; v < VALUES; v++)
            sums[v] += step.scale[v] * candidate->values[v] + step.constant[v];
        state = step.next;
    }
    return sums[VALUE_LINK] <= 0 && memcmp(sums, point, OBJECTIVES * sizeof *sums) == 0;
}

static void check_fillings(const struct explore_answer *answer, const struct bench_catalog *catalog)
{
    const struct explore_front *front = explore_answer_front(answer);
    size_t stride = front->count / CHECKED + 1;
    for (size_t i = 0; i < front->count; i += stride) {
        struct explore_choice filling[ROLES];
        uint64_t ways = explore_answer_ways(answer, i);
        if (ways == 0)
            fail("a point has no filling");
        explore_answer_filling(filling, answer, i, ways - 1);
        if (!gives(catalog, filling, &front->points[i * front->values]))
            fail("a filling does not give its point");
    }
}

/* Runs one of them; the archive is that of the loops, to compare with. */
static double run(enum contender contender, struct peer_archive *archive,
                  const struct bench_catalog *catalog)
{
    double start = seconds();
    if (contender == EVALUATE_ALL || contender == TEST_EARLY) {
        struct peer_archive own;
        bool is_ok = contender == EVALUATE_ALL ? peer_evaluate_all(&own, catalog)
                                               : peer_test_early(&own, catalog);
        double taken = seconds() - start;
        if (!is_ok)
            fail("out of memory");
        if (archive->points != NULL &&
            (own.count != archive->count || own.feasible != archive->feasible ||
             memcmp(own.points, archive->points, own.count * sizeof *own.points) != 0))
            fail("the two loops do not find the same points");
        peer_archive_fini(archive);
        *archive = own;
        return taken;
    }
    struct explore_problem problem;
    bench_problem(&problem, catalog);
    struct explore_answer *answer = explore(&problem, contender == EXPLORE_2 ? 2 : 1);
    double taken = seconds() - start;
    check_same(answer, archive);
    check_fillings(answer, catalog);
    explore_answer_free(answer);
    return taken;
}

static void side_by_side(const struct bench_catalog *catalog, const struct asked *asked)
{
    static const char *const NAMES[CONTENDERS] = {"evaluate every one", "test as early as possible",
                                                  "explorer, one thread", "explorer, two threads"};
    static const char *const PARTIES[CONTENDERS] = {"loop over all", "loop that tests early",
                                                    ROUNDS_OURS, "explorer on two threads"};
    struct peer_archive archive = {.points = NULL};
    double best[CONTENDERS] = {0};
    for (int round = 1; round <= asked->rounds; round++)
        for (enum contender i = 0; i < CONTENDERS; i++) {
            double taken = run(i, &archive, catalog);
            best[i] = round == 1 || taken < best[i] ? taken : best[i];
            if (asked->figure != NULL)
                rounds_record(asked->figure, PARTIES[i], round, taken, 0);
        }
    printf("front of %.3g combinations: %.3g feasible (1 in %.0f), %zu points, the same from all\n",
           combinations(catalog), (double)archive.feasible,
           combinations(catalog) / (double)archive.feasible, archive.count);
    for (enum contender i = 0; i < CONTENDERS; i++)
        printf("  %-26s %8.4f s; explorer on one thread takes %.4f of it\n", NAMES[i], best[i],
               best[EXPLORE_1] / best[i]);
    peer_archive_fini(&archive);
}

/* What a process of its own reports. */
struct alone {
    double seconds, bytes;
    size_t points;
};

static struct alone solve_alone(const struct bench_catalog *catalog)
{
    struct explore_problem problem;
    struct rusage usage;
    bench_problem(&problem, catalog);
    double start = seconds();
    struct explore_answer *answer = explore(&problem, 1);
    struct alone alone = {.seconds = seconds() - start,
                          .points = explore_answer_front(answer)->count};
    if (getrusage(RUSAGE_SELF, &usage) != 0)
        fail("getrusage fails");
    alone.bytes = 1024.0 * (double)usage.ru_maxrss;
    check_fillings(answer, catalog);
    explore_answer_free(answer);
    return alone;
}

static struct alone in_process(const struct bench_catalog *catalog)
{
    struct alone alone = {0};
    int ends[2], status = 0;
    fflush(stdout);
    if (pipe(ends) != 0)
        fail("no pipe");
    pid_t child = fork();
    if (child == 0) {
        alone = solve_alone(catalog);
        _exit(write(ends[1], &alone, sizeof alone) == sizeof alone ? 0 : 1);
    }
    close(ends[1]);
    bool is_ok = child > 0 && read(ends[0], &alone, sizeof alone) == sizeof alone;
    close(ends[0]);
    if (child <= 0 || waitpid(child, &status, 0) != child || !is_ok || status != 0)
        fail("the search in a process of its own fails");
    return alone;
}

static void explorer_alone(const struct bench_catalog *catalog, const struct asked *asked)
{
    for (int round = 1; round <= asked->rounds; round++) {
        struct alone alone = in_process(catalog);
        printf("front of %.3g combinations: explorer on one thread %.2f s, %.0f MiB, %zu points\n",
               combinations(catalog), alone.seconds, alone.bytes / 1048576, alone.points);
        if (asked->figure != NULL)
            rounds_record(asked->figure, ROUNDS_OURS, round, alone.seconds, alone.bytes / 1048576);
    }
}

static void bench(const struct asked *asked)
{
    struct bench_catalog catalog;
    const size_t counts[ROLES] = {[ROLE_ASIC] = asked->sizes[0],
                                  [ROLE_OPTIC] = asked->sizes[1],
                                  [ROLE_LASER] = asked->sizes[2],
                                  [ROLE_ELS] = asked->sizes[3],
                                  [ROLE_FAU] = asked->sizes[4]};
    if (!bench_init(&catalog, SEED, counts))
        fail("out of memory");
    if (combinations(&catalog) <= SIDE_BY_SIDE)
        side_by_side(&catalog, asked);
    else
        explorer_alone(&catalog, asked);
    bench_fini(&catalog);
}

int main(int argc, char **argv)
{
    static const struct asked QUICK = {NULL, 1, {20, 60, 30, 20, 20}};
    static const struct asked USUAL[] = {{"front", ROUNDS, {40, 200, 60, 40, 60}},
                                         {"front-1e13", ROUNDS, {160, 2000, 300, 200, 500}},
                                         {"front-1e14", ROUNDS, {250, 4000, 500, 400, 500}}};
    struct asked own = {.rounds = ROUNDS};
    if (argc == 2 && strcmp(argv[1], "quick") == 0) {
        bench(&QUICK);
        return 0;
    }
    if (argc != 1 && argc != 1 + ROLES)
        fail("usage: bench_explore [quick | ASICS OPTICS LASERS SOURCES ARRAYS]");
    for (size_t i = 0; argc > 1 && i < ROLES; i++) {
        own.sizes[i] = strtoull(argv[1 + i], NULL, 10);
        if (own.sizes[i] == 0 || own.sizes[i] > 100000)
            fail("a size is a number from 1 to 100000");
    }
    if (argc > 1)
        bench(&own);
    for (size_t i = 0; argc == 1 && i < sizeof USUAL / sizeof *USUAL; i++)
        bench(&USUAL[i]);
    return 0;
}
