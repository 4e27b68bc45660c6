/*
 * Ten million draws of a package with 30 inputs, beside the same model in numpy.
 *
 *     bench_simulate package_model.py [DRAWS]
 *
 * Prints both times, their ratio on one thread and on all processors, and both results, which must
 * agree within five standard errors. Rounds alternate, and the best of each is printed.
 */
#include "evaluate/simulate_flow.h"
#include "rounds.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define ADD(...)                                                                                   \
    {                                                                                              \
        FLOW_ADD, .name = "add", .add = { __VA_ARGS__ }                                            \
    }

enum { SITES = 16, ROUNDS = 5 };

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static struct flow *package(void)
{
    static struct flow_coverage g1[] = {{"SUB", 0.9, FLOW_LINEAR, 0},
                                        {"ASIC", 0.85, FLOW_LINEAR, 0}};
    static struct flow_coverage g2[] = {{"ASIC", 0.6, FLOW_LINEAR, 0}, {"OE", 0.9, FLOW_LINEAR, 0}};
    static struct flow_coverage g3[] = {{"SUB", 0.98, FLOW_LINEAR, 0},
                                        {"ASIC", 0.98, FLOW_LINEAR, 0},
                                        {"OE", 0.985, FLOW_LINEAR, 0},
                                        {"FAU", 0.97, FLOW_LINEAR, 0}};
    static struct flow_effect on_asic = {"ASIC", 0.0002}, on_engine = {"OE", 0.001};
    static struct flow_step steps[] = {
        ADD("SUB", .mounted = 1, .required = 1, .unit_cost = 350, .bad = 0.003),
        ADD("ASIC", .mounted = 1, .required = 1, .unit_cost = 5200, .bad = 0.004,
            .attach_fail = 0.005, .step_cost = 40),
        {FLOW_TEST, "G1",
         .test =
             {.cost = 25, .overkill = 0.001, .attempts = 1, .coverage = g1, .coverage_count = 2}},
        ADD("OE", .mounted = SITES, .required = SITES, .unit_cost = 145, .bad = 0.003,
            .attach_fail = 0.002, .site_cost = 9, .collateral = {&on_asic, 1}, .is_engine = true),
        {FLOW_TEST, "G2",
         .test =
             {.cost = 60, .overkill = 0.002, .attempts = 1, .coverage = g2, .coverage_count = 2}},
        ADD("FAU", .mounted = SITES, .required = SITES, .unit_cost = 85, .bad = 0.004,
            .attach_fail = 0.012, .site_cost = 14, .collateral = {&on_engine, 1}),
        {FLOW_TEST, "G3",
         .test =
             {.cost = 140, .overkill = 0.003, .attempts = 1, .coverage = g3, .coverage_count = 4}},
    };
    static struct flow_input inputs[] = {
        {"SUB cost", &steps[0].add.unit_cost, {300, 350, 500}, 1, "assumption", "bench", NULL},
        {"SUB bad", &steps[0].add.bad, {0.001, 0.003, 0.01}, 1, "assumption", "bench", NULL},
        {"ASIC cost", &steps[1].add.unit_cost, {4800, 5200, 6100}, 1, "assumption", "bench", NULL},
        {"ASIC bad", &steps[1].add.bad, {0.002, 0.004, 0.01}, 1, "assumption", "bench", NULL},
        {"ASIC attach",
         &steps[1].add.attach_fail,
         {0.002, 0.005, 0.01},
         1,
         "assumption",
         "bench",
         NULL},
        {"ASIC step", &steps[1].add.step_cost, {25, 40, 80}, 1, "assumption", "bench", NULL},
        {"G1 cost", &steps[2].test.cost, {15, 25, 40}, 1, "assumption", "bench", NULL},
        {"G1 SUB", &g1[0].coverage, {0.8, 0.9, 0.97}, -1, "assumption", "bench", NULL},
        {"G1 ASIC", &g1[1].coverage, {0.7, 0.85, 0.95}, -1, "assumption", "bench", NULL},
        {"G1 overkill",
         &steps[2].test.overkill,
         {0.0002, 0.001, 0.005},
         1,
         "assumption",
         "bench",
         NULL},
        {"OE cost", &steps[3].add.unit_cost, {120, 145, 210}, 1, "assumption", "bench", NULL},
        {"OE bad", &steps[3].add.bad, {0.001, 0.003, 0.01}, 1, "assumption", "bench", NULL},
        {"OE attach",
         &steps[3].add.attach_fail,
         {0.001, 0.002, 0.005},
         1,
         "assumption",
         "bench",
         NULL},
        {"OE site", &steps[3].add.site_cost, {5, 9, 15}, 1, "assumption", "bench", NULL},
        {"OE on ASIC", &on_asic.value, {0.0001, 0.0002, 0.001}, 1, "assumption", "bench", NULL},
        {"G2 cost", &steps[4].test.cost, {40, 60, 100}, 1, "assumption", "bench", NULL},
        {"G2 ASIC", &g2[0].coverage, {0.4, 0.6, 0.8}, -1, "assumption", "bench", NULL},
        {"G2 OE", &g2[1].coverage, {0.8, 0.9, 0.97}, -1, "assumption", "bench", NULL},
        {"G2 overkill",
         &steps[4].test.overkill,
         {0.0005, 0.002, 0.008},
         1,
         "assumption",
         "bench",
         NULL},
        {"FAU cost", &steps[5].add.unit_cost, {70, 85, 120}, 1, "assumption", "bench", NULL},
        {"FAU bad", &steps[5].add.bad, {0.002, 0.004, 0.01}, 1, "assumption", "bench", NULL},
        {"FAU attach",
         &steps[5].add.attach_fail,
         {0.005, 0.012, 0.03},
         1,
         "assumption",
         "bench",
         NULL},
        {"FAU site", &steps[5].add.site_cost, {8, 14, 25}, 1, "assumption", "bench", NULL},
        {"FAU on OE", &on_engine.value, {0.0002, 0.001, 0.003}, 1, "assumption", "bench", NULL},
        {"G3 cost", &steps[6].test.cost, {90, 140, 250}, 1, "assumption", "bench", NULL},
        {"G3 SUB", &g3[0].coverage, {0.9, 0.98, 0.995}, -1, "assumption", "bench", NULL},
        {"G3 ASIC", &g3[1].coverage, {0.9, 0.98, 0.995}, -1, "assumption", "bench", NULL},
        {"G3 OE", &g3[2].coverage, {0.9, 0.985, 0.999}, -1, "assumption", "bench", NULL},
        {"G3 FAU", &g3[3].coverage, {0.9, 0.97, 0.99}, -1, "assumption", "bench", NULL},
        {"G3 overkill",
         &steps[6].test.overkill,
         {0.001, 0.003, 0.01},
         1,
         "assumption",
         "bench",
         NULL},
    };
    static struct flow flow = {.name = "package",
                               .currency = "USD",
                               .steps = steps,
                               .step_count = COUNT(steps),
                               .inputs = inputs,
                               .input_count = COUNT(inputs)};
    return &flow;
}

struct run {
    double seconds, mean, deviation, p5, p50, p95;
};

static struct run run_here(uint64_t draws, unsigned threads, enum simulate_points points,
                           bool one_by_one)
{
    static const enum flow_measure figure = FLOW_COST_PER_GOOD;
    const struct simulate_flow_request request = {&figure, 1, false, one_by_one};
    const struct simulate_options options = {
        .seed = 1, .points = points, .draws = draws, .threads = threads};
    const struct simulate_result *result = NULL;
    struct error err = {0};
    struct arena arena;
    arena_init(&arena);
    double start = seconds();
    if (simulate_flow(&result, &arena, package(), &request, &options, &err) != OPTIBOM_OK) {
        fprintf(stderr, "%s\n", err.text);
        exit(2);
    }
    const struct simulate_figure *f = &result->figures[0];
    struct run run = {seconds() - start, f->mean,         f->deviation,
                      f->quantiles[0],   f->quantiles[2], f->quantiles[4]};
    arena_fini(&arena);
    return run;
}

/* The Python of Debian, whose package the peer is. */
static bool has_numpy(void)
{
    return system("/usr/bin/python3 -c 'import numpy' 2>/dev/null") == 0;
}

static struct run run_numpy(const char *script, uint64_t draws)
{
    char command[4096];
    struct run run = {0};
    snprintf(command, sizeof command, "/usr/bin/python3 '%s' %llu", script,
             (unsigned long long)draws);
    FILE *pipe = popen(command, "r");
    if (pipe == NULL || fscanf(pipe, "%lf %lf %lf %lf %lf %lf", &run.seconds, &run.mean,
                               &run.deviation, &run.p5, &run.p50, &run.p95) != 6) {
        fprintf(stderr, "%s ended without its figures\n", script);
        exit(2);
    }
    pclose(pipe);
    return run;
}

static void print(const char *name, struct run run, double reference)
{
    printf("%-34s %8.3f s", name, run.seconds);
    if (reference > 0)
        printf("  %5.3f", run.seconds / reference);
    printf("  mean %.4f  sd %.4f  P5 %.2f  P50 %.2f  P95 %.2f\n", run.mean, run.deviation, run.p5,
           run.p50, run.p95);
}

/* The draws are the same in every round, so that only the seconds differ. */
static void keep_best(struct run *best, struct run run)
{
    if (best->seconds == 0 || run.seconds < best->seconds)
        *best = run;
}

int main(int argc, char **argv)
{
    static const char FIGURE[] = "simulate", PEER[] = "numpy";
    if (argc < 2) {
        fprintf(stderr, "usage: bench_simulate package_model.py [DRAWS]\n");
        return 2;
    }
    uint64_t draws = argc > 2 ? strtoull(argv[2], NULL, 10) : 10000000;
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    unsigned all = processors > 1 && processors <= SIMULATE_THREADS ? (unsigned)processors : 1;
    struct run numpy = {0}, one = {0}, many = {0};
    bool is_beside = has_numpy();
    if (!is_beside)
        rounds_absent(FIGURE, PEER);
    for (int round = 1; round <= ROUNDS; round++) {
        if (is_beside) {
            struct run peer = run_numpy(argv[1], draws);
            rounds_record(FIGURE, PEER, round, peer.seconds, 0);
            keep_best(&numpy, peer);
        }
        struct run ours = run_here(draws, 1, SIMULATE_PLAIN, false);
        rounds_record(FIGURE, ROUNDS_OURS, round, ours.seconds, 0);
        keep_best(&one, ours);
        keep_best(&many, run_here(draws, all, SIMULATE_PLAIN, false));
    }
    printf("simulate: %llu draws of 30 inputs, seconds and ratio to numpy\n",
           (unsigned long long)draws);
    if (is_beside)
        print("numpy, PCG64 and triangular", numpy, numpy.seconds);
    else
        printf("numpy is not there: install python3-numpy\n");
    print("optibom, one thread", one, numpy.seconds);
    print("optibom, all processors", many, numpy.seconds);
    print("optibom, all, Sobol points", run_here(draws, all, SIMULATE_SOBOL, false), numpy.seconds);
    print("optibom, all, draw by draw / 100", run_here(draws / 100, all, SIMULATE_PLAIN, true),
          numpy.seconds / 100);
    double apart = fabs(one.mean - numpy.mean), error = numpy.deviation / sqrt((double)draws);
    if ((is_beside && apart > 5 * sqrt(2) * error) || one.mean != many.mean) {
        printf("the means do not agree\n");
        return 1;
    }
    return 0;
}
