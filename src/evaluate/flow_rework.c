/*
 * Statements (yield model 1.6; per class m sites, u = first pass, u' = pass of a replaced site,
 * w = P(the package survives one replacement), R = cycles allowed):
 *
 * R1  A = u settled, B = 1-u to be replaced; G = product of (A+B)^m alive, H = product of A^m.
 *
 * R2  a cycle replaces m B G/(A+B) sites of a class, then A <- A + B w u', B <- B w (1-u').
 *
 * R3  lost to replacement: G_old - G_new; retests: G_new - H_old; both from log1p of the small
 * side.
 *
 * R4  after R cycles H passes and G-H is exhausted; lost + exhausted + passes = 1.
 *
 * R5  R = 0 is no rework; settled sites are not judged again.
 *
 * R6  unlimited: cycles until the next would replace fewer than 1e-25 sites per package; w = 1 then
 *     gives (1-u)/u' replacements a site. No end (u' = 0 with w = 1) is an error.
 */
#include "evaluate/flow_rework.h"

#include <math.h>
#include <stdbool.h>

struct site {
    double settled, open, dead; /* A, B, 1-A-B */
};

/* Product over classes of x^m for x = 1-dead (alive) or 1-dead-open (all settled). */
static double product(const struct flow_rework_loop *loop, const struct site *sites, bool settled)
{
    double exponent = 0;
    for (size_t i = 0; i < loop->class_count; i++) {
        if (loop->classes[i].sites > 0)
            exponent += loop->classes[i].sites *
                        log1p(-fmin(1, sites[i].dead + (settled ? sites[i].open : 0)));
    }
    return exp(exponent);
}

/* Packages alive in which not all sites are settled: H (product of (1 + B/A)^m - 1). With
 * `replaced` only those count whose replacements, about to be made, they survive: B w for B. */
static double not_settled(const struct flow_rework_loop *loop, const struct site *sites,
                          bool replaced)
{
    double exponent = 0, all_settled = product(loop, sites, true), alive_log = 0;
    for (size_t i = 0; i < loop->class_count; i++) {
        const struct flow_rework_class *class = &loop->classes[i];
        if (class->sites == 0)
            continue;
        double open = sites[i].open * (replaced ? class->survival : 1);
        exponent += class->sites * log1p(open / sites[i].settled);
        alive_log += class->sites * log(sites[i].settled + open);
    }
    return all_settled > 0 ? all_settled * expm1(exponent) : exp(alive_log);
}

static double lost_to_replacement(const struct flow_rework_loop *loop, const struct site *sites)
{
    double exponent = 0;
    for (size_t i = 0; i < loop->class_count; i++) {
        const struct flow_rework_class *class = &loop->classes[i];
        if (class->sites > 0 && sites[i].open > 0)
            exponent +=
                class->sites *
                log1p(-fmin(1, sites[i].open * (1 - class->survival) / (1 - sites[i].dead)));
    }
    return product(loop, sites, false) * -expm1(exponent);
}

static double replacements_of(const struct flow_rework_class *class, const struct site *site,
                              double alive)
{
    if (class->sites == 0 || site->open == 0 || alive == 0)
        return 0;
    return class->sites * site->open * alive / (1 - site->dead);
}

static void replace(struct site *site, const struct flow_rework_class *class)
{
    double open = site->open * class->survival;
    site->dead += site->open * (1 - class->survival);
    site->settled += open * (1 - class->replaced_fails);
    site->open = open * class->replaced_fails;
}

/* The cycle keeps `replacements`, which flow_run later scales: it is not const. */
// NOLINTNEXTLINE(readability-non-const-parameter)
static enum optibom_status keep_cycle(struct flow_rework_loop *loop, double *replacements,
                                      double lost, double retests, struct arena *arena,
                                      struct error *err)
{
    struct flow_rework_cycle *cycles =
        arena_grow(arena, loop->cycles, loop->cycle_count, sizeof *cycles);
    if (cycles == NULL)
        return error_no_memory(err);
    cycles[loop->cycle_count++] = (struct flow_rework_cycle){replacements, lost, retests};
    loop->cycles = cycles;
    return OPTIBOM_OK;
}

static enum optibom_status run_cycle(struct flow_rework_loop *loop, struct site *sites,
                                     const double *replacements, struct arena *arena,
                                     struct error *err)
{
    double lost = lost_to_replacement(loop, sites), retests = not_settled(loop, sites, true);
    bool kept = loop->cycle_count < FLOW_REWORK_CYCLES;
    double *copy = kept ? arena_alloc(arena, loop->class_count * sizeof *copy) : NULL;
    if (kept && copy == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < loop->class_count; i++) {
        if (kept)
            copy[i] = replacements[i];
        loop->replacements[i] += replacements[i];
        replace(&sites[i], &loop->classes[i]);
    }
    loop->lost += lost;
    loop->retests += retests;
    return kept ? keep_cycle(loop, copy, lost, retests, arena, err) : OPTIBOM_OK;
}

static enum optibom_status run_cycles(struct flow_rework_loop *loop, struct site *sites,
                                      struct arena *arena, struct error *err)
{
    double *replacements = arena_alloc(arena, loop->class_count * sizeof *replacements);
    if (replacements == NULL)
        return error_no_memory(err);
    for (int cycle = 0; loop->limit < 0 || cycle < loop->limit; cycle++) {
        double alive = product(loop, sites, false), sum = 0;
        for (size_t i = 0; i < loop->class_count; i++) {
            replacements[i] = replacements_of(&loop->classes[i], &sites[i], alive);
            sum += replacements[i];
        }
        if (sum < 1e-25)
            break;
        if (cycle == FLOW_REWORK_LIMIT)
            return error_set(err, OPTIBOM_BAD_INPUT,
                             "unlimited rework does not settle in %d cycles: replaced sites hardly "
                             "ever pass; set rework_cycles",
                             FLOW_REWORK_LIMIT);
        enum optibom_status status = run_cycle(loop, sites, replacements, arena, err);
        if (status != OPTIBOM_OK)
            return status;
    }
    return OPTIBOM_OK;
}

enum optibom_status flow_rework_run(struct flow_rework_loop *loop, struct arena *arena,
                                    struct error *err)
{
    struct site *sites = arena_alloc(arena, (loop->class_count + 1) * sizeof *sites);
    loop->replacements = arena_alloc(arena, (loop->class_count + 1) * sizeof *loop->replacements);
    if (sites == NULL || loop->replacements == NULL)
        return error_no_memory(err);
    loop->lost = loop->retests = 0;
    loop->cycles = NULL;
    loop->cycle_count = 0;
    for (size_t i = 0; i < loop->class_count; i++)
        sites[i] = (struct site){1 - loop->classes[i].fails, loop->classes[i].fails, 0};
    enum optibom_status status = run_cycles(loop, sites, arena, err);
    if (status != OPTIBOM_OK)
        return status;
    loop->passes = product(loop, sites, true);
    loop->exhausted = not_settled(loop, sites, false);
    for (size_t i = 0; i < loop->class_count; i++) {
        loop->classes[i].settled = sites[i].settled;
        loop->classes[i].unsettled = sites[i].open + sites[i].dead;
    }
    return OPTIBOM_OK;
}
