/*
 * The parts of a roll-up, one by one, of a catalog that rollup.py has made.
 *
 *     bench_rollup CATALOG
 *
 * Prints the seconds of loading, of the order, of the sums of every part, of the pieces of every
 * part in one of each root, and of where one part is used: the best of some rounds.
 */
#include "base/arena.h"
#include "report/answer/rollup_tables.h"
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROUNDS = 5 };
enum phase { LOAD, ORDER, SUMS, NEEDS, USES, PHASES };

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void fail(const char *text)
{
    fprintf(stderr, "bench_rollup: %s\n", text);
    exit(1);
}

/* Keeps the less of the two, and starts again. */
static void lap(double *best, double *start)
{
    double now = seconds();
    if (*best == 0 || now - *start < *best)
        *best = now - *start;
    *start = seconds();
}

static void round_of(double *best, const char *path)
{
    static const struct catalog_structure_request everything = {.with_lists = true,
                                                                .with_figures = true};
    struct error err = {0};
    struct store *store = NULL;
    struct rollup_view view;
    struct rollup_graph graph;
    struct rollup_cycle cycle;
    struct arena arena;
    uint32_t *roots = NULL;
    size_t root_count = 0;
    arena_init(&arena);
    double start = seconds();
    if (store_open(&store, path, STORE_READ, &err) != OPTIBOM_OK ||
        rollup_view_load(&view, &arena, store, &everything, &err) != OPTIBOM_OK ||
        rollup_view_roots(&roots, &root_count, &view, &err) != OPTIBOM_OK)
        fail(err.text);
    lap(&best[LOAD], &start);
    if (rollup_graph_make(&graph, &cycle, &arena, &view.input, &err) != OPTIBOM_OK)
        fail(err.text);
    lap(&best[ORDER], &start);
    size_t parts = view.structure.node_count;
    struct rollup_sum *sums = malloc((parts + 1) * sizeof *sums);
    int64_t *quantities = malloc((parts + 1) * sizeof *quantities);
    if (sums == NULL || quantities == NULL)
        fail("out of memory");
    start = seconds();
    rollup_sums(sums, &graph);
    lap(&best[SUMS], &start);
    rollup_needs(quantities, &graph, roots, root_count, ROLLUP_ALL);
    lap(&best[NEEDS], &start);
    rollup_uses(quantities, &graph, (uint32_t)parts - 1);
    lap(&best[USES], &start);
    free(sums);
    free(quantities);
    store_close(store);
    arena_fini(&arena);
}

int main(int argc, char **argv)
{
    static const char *const NAMES[PHASES] = {"load and order", "order", "sums of all parts",
                                              "pieces of all parts in one of each root",
                                              "uses of one part"};
    double best[PHASES] = {0};
    if (argc != 2)
        fail("usage: bench_rollup CATALOG");
    for (int i = 0; i < ROUNDS; i++)
        round_of(best, argv[1]);
    printf("roll-up, library alone:");
    for (int i = 0; i < PHASES; i++)
        printf("%s %s %.1f ms", i > 0 ? ";" : "", NAMES[i], 1e3 * best[i]);
    printf("\n");
    return 0;
}
