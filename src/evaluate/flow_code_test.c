/*
 * Statements: T1 to T6 of flow_test.c and R1 to R5 of flow_rework.c, in operations.
 *
 * W2  not supported, run by flow_run instead: unlimited rework, more than FLOW_CODE_CYCLES cycles,
 *     more than FLOW_CODE_ATTEMPTS attempts, a cost that follows the coverage, rework by
 *     new pieces.
 */
#include "evaluate/flow_code.h"

#include <string.h>

/* What the test sees of one class. */
struct view {
    struct flow_code_class *class;
    struct program_value detection, overkill, fails; /* of one attempt; after all of them */
    const struct flow_rework *rework;
    struct program_value settled, open, dead; /* with rework: A, B, 1-A-B */
};

struct views {
    const struct flow_code *code;
    struct view *items;
    size_t count;
};

static struct program_value times(const struct flow_code *code, struct program_value a,
                                  struct program_value b)
{
    return program_binary(code->program, PROGRAM_MULTIPLY, a, b);
}

static struct program_value plus(const struct flow_code *code, struct program_value a,
                                 struct program_value b)
{
    return program_binary(code->program, PROGRAM_ADD, a, b);
}

static struct program_value minus(const struct flow_code *code, struct program_value a,
                                  struct program_value b)
{
    return program_binary(code->program, PROGRAM_SUBTRACT, a, b);
}

static struct program_value complement(const struct flow_code *code, struct program_value a)
{
    return program_unary(code->program, PROGRAM_NOT, a, 0);
}

static struct program_value power(const struct flow_code *code, struct program_value a,
                                  unsigned count)
{
    return program_unary(code->program, PROGRAM_POWER, a, count);
}

static struct program_value effect_on(const struct flow_code *code,
                                      const struct flow_effects *effects, const char *class_name)
{
    for (size_t i = 0; i < effects->count; i++) {
        if (strcmp(effects->items[i].class_name, class_name) == 0)
            return flow_code_load(code, &effects->items[i].value);
    }
    return program_constant(0);
}

static struct program_value detection_of(const struct flow_code *code, const struct flow_test *test,
                                         const struct flow_code_class *class)
{
    for (size_t i = 0; i < test->coverage_count; i++) {
        const struct flow_coverage *coverage = &test->coverage[i];
        if (strcmp(coverage->class_name, class->name) != 0)
            continue;
        struct program_value quoted = flow_code_load(code, &coverage->coverage);
        if (coverage->convention == FLOW_LINEAR)
            return quoted;
        return program_ternary(code->program, PROGRAM_DETECTION, class->bad, quoted,
                               flow_code_load(code, &coverage->parameter),
                               (unsigned)coverage->convention);
    }
    return program_constant(0);
}

/* T2, T5: (1-b) r^j + b c^j */
static struct program_value failing(const struct flow_code *code, struct program_value bad,
                                    const struct view *view, unsigned attempts)
{
    struct program_value found = times(code, bad, power(code, view->detection, attempts));
    if (view->overkill.node == PROGRAM_CONSTANT && view->overkill.constant == 0)
        return found;
    return plus(code, times(code, complement(code, bad), power(code, view->overkill, attempts)),
                found);
}

static void look_at(struct view *view, const struct flow_code *code, const struct flow_test *test,
                    struct flow_code_class *class)
{
    class->bad = program_binary(code->program, PROGRAM_EITHER, class->bad,
                                effect_on(code, &test->damage_before, class->name));
    *view = (struct view){.class = class,
                          .detection = detection_of(code, test, class),
                          .overkill = effect_on(code, &test->site_overkill, class->name)};
    for (size_t i = 0; i < test->rework_count; i++) {
        if (strcmp(test->rework[i].class_name, class->name) == 0)
            view->rework = &test->rework[i];
    }
    view->fails = failing(code, class->bad, view, (unsigned)test->attempts);
}

/* T5 */
static struct program_value executions(const struct views *views, const struct flow_test *test)
{
    const struct flow_code *code = views->code;
    struct program_value sum = program_constant(1);
    for (unsigned attempt = 1; attempt < (unsigned)test->attempts; attempt++) {
        struct program_value any = power(code, flow_code_load(code, &test->overkill), attempt);
        for (size_t i = 0; i < views->count; i++) {
            const struct view *view = &views->items[i];
            struct program_value fails = failing(code, view->class->bad, view, attempt);
            fails = program_unary(code->program, PROGRAM_ANY, fails, view->class->mounted);
            any = program_binary(code->program, PROGRAM_EITHER, any, fails);
        }
        sum = plus(code, sum, any);
    }
    return sum;
}

/* T3: leaves the distribution of a passing unit, returns the class factor. */
static struct program_value pass_with_spares(const struct flow_code *code,
                                             struct flow_code_class *class,
                                             struct program_value fails)
{
    unsigned spares = class->mounted - class->required;
    struct program_value passes = complement(code, fails), factor = program_constant(0);
    for (unsigned y = 0; y <= spares; y++) {
        struct program_value sum = program_constant(0);
        double ways = 1; /* C(k+x, k+y) */
        for (unsigned x = y; x <= spares; x++) {
            if (x > y)
                ways = ways * (class->required + x) / (x - y);
            struct program_value term =
                times(code, power(code, passes, class->required + y), power(code, fails, x - y));
            term = times(code, term, program_constant(ways));
            sum = plus(code, sum, times(code, class->usable[x], term));
        }
        class->usable[y] = sum;
        factor = plus(code, factor, sum);
    }
    for (unsigned y = 0; y <= spares; y++)
        class->usable[y] = program_binary(code->program, PROGRAM_RATIO, class->usable[y], factor);
    return factor;
}

/* T4; returns the class factor. */
static struct program_value pass_or_scrap(const struct view *view, const struct flow_code *code,
                                          const struct flow_test *test)
{
    struct flow_code_class *class = view->class;
    struct program_value factor = flow_code_has_spares(class)
                                      ? pass_with_spares(code, class, view->fails)
                                      : power(code, complement(code, view->fails), class->mounted);
    struct program_value found = power(code, view->detection, (unsigned)test->attempts);
    class->bad =
        program_ternary(code->program, PROGRAM_POSTERIOR, class->bad, found, view->fails, 0);
    return factor;
}

/* R1: G for A+B, H for A; with `replaced` those that survive their replacements, B w for B. */
enum product { ALIVE, SETTLED, REPLACED };

static struct program_value product(const struct views *views, enum product which)
{
    const struct flow_code *code = views->code;
    struct program_value all = program_constant(1);
    for (size_t i = 0; i < views->count; i++) {
        const struct view *view = &views->items[i];
        if (view->rework == NULL)
            continue;
        struct program_value site = view->settled;
        if (which == ALIVE)
            site = complement(code, view->dead);
        else if (which == REPLACED)
            site = plus(code, view->settled,
                        times(code, view->open, flow_code_load(code, &view->rework->survival)));
        all = times(code, all, power(code, site, view->class->mounted));
    }
    return all;
}

/* R2: m B G/(A+B) */
static struct program_value replacements(const struct views *views, const struct view *view)
{
    const struct flow_code *code = views->code;
    if (view->class->mounted == 0)
        return program_constant(0);
    struct program_value all = times(code, view->open, program_constant(view->class->mounted));
    for (size_t i = 0; i < views->count; i++) {
        const struct view *other = &views->items[i];
        if (other->rework != NULL)
            all = times(code, all,
                        power(code, complement(code, other->dead),
                              other->class->mounted - (other == view)));
    }
    return all;
}

/* R2 */
static void replace(const struct views *views, struct view *view, struct program_value fails)
{
    const struct flow_code *code = views->code;
    struct program_value survival = flow_code_load(code, &view->rework->survival);
    struct program_value open = times(code, view->open, survival);
    view->dead = plus(code, view->dead, times(code, view->open, complement(code, survival)));
    view->settled = plus(code, view->settled, times(code, open, complement(code, fails)));
    view->open = times(code, open, fails);
}

/* T6: b of the settled sites */
static void settle(const struct views *views, struct view *view, struct program_value fails)
{
    const struct flow_code *code = views->code;
    struct flow_code_class *class = view->class;
    struct program_value missed = complement(code, view->detection),
                         first = complement(code, view->fails);
    struct program_value late =
        times(code, minus(code, view->settled, first), flow_code_load(code, &view->rework->bad));
    late = program_binary(code->program, PROGRAM_RATIO, times(code, late, missed),
                          complement(code, fails));
    class->bad = program_binary(code->program, PROGRAM_RATIO,
                                plus(code, times(code, class->bad, missed), late), view->settled);
}

static struct program_value replaced_fails(const struct flow_code *code, const struct view *view)
{
    return failing(code, flow_code_load(code, &view->rework->bad), view, 1);
}

/* Returns the factor of all reworked classes; *cost is per package that enters the loop. */
static struct program_value run_rework(struct program_value *cost, const struct views *views,
                                       const struct flow_test *test)
{
    const struct flow_code *code = views->code;
    *cost = program_constant(0);
    for (size_t i = 0; i < views->count; i++) {
        struct view *view = &views->items[i];
        view->settled = complement(code, view->fails);
        view->open = view->fails;
        view->dead = program_constant(0);
    }
    for (int cycle = 0; cycle < test->rework_cycles; cycle++) {
        struct program_value retests =
            minus(code, product(views, REPLACED), product(views, SETTLED));
        *cost = plus(code, *cost,
                     times(code, retests, flow_code_load(code, &test->rework_retest_cost)));
        for (size_t i = 0; i < views->count; i++) {
            const struct view *view = &views->items[i];
            if (view->rework != NULL)
                *cost = plus(code, *cost,
                             times(code, replacements(views, view),
                                   flow_code_load(code, &view->rework->cost)));
        }
        for (size_t i = 0; i < views->count; i++) {
            struct view *view = &views->items[i];
            if (view->rework != NULL)
                replace(views, view, replaced_fails(code, view));
        }
    }
    struct program_value passes = product(views, SETTLED);
    for (size_t i = 0; i < views->count; i++) {
        struct view *view = &views->items[i];
        if (view->rework != NULL)
            settle(views, view, replaced_fails(code, view));
    }
    return passes;
}

/* F2: passes are scrapped at salvage, rework is paid apart from D. */
static void book(struct flow_code_unit *unit, const struct flow_code *code,
                 const struct flow_test *test, struct program_value passed,
                 struct program_value rework)
{
    struct program_value salvaged = times(code, times(code, unit->alive, complement(code, passed)),
                                          flow_code_load(code, &test->salvage));
    unit->spend = plus(code, unit->spend, times(code, unit->alive, rework));
    unit->spend = minus(code, unit->spend, salvaged);
    unit->alive = times(code, unit->alive, passed);
}

static bool uses_new_pieces(const struct flow_test *test)
{
    for (size_t i = 0; i < test->rework_count; i++)
        if (test->rework[i].is_new_piece)
            return true;
    return false;
}

void flow_code_test(struct flow_code_unit *unit, struct flow_code *code,
                    const struct flow_test *test)
{
    struct views views = {code, NULL, unit->class_count};
    views.items = arena_alloc(code->arena, (views.count + 1) * sizeof *views.items);
    code->is_out_of_memory = code->is_out_of_memory || views.items == NULL;
    if (test->rework_cycles < 0 || test->rework_cycles > FLOW_CODE_CYCLES ||
        test->attempts > FLOW_CODE_ATTEMPTS || test->cost_rate > 0 || uses_new_pieces(test))
        code->is_unsupported = true;
    if (code->is_unsupported || code->is_out_of_memory)
        return;
    for (size_t i = 0; i < views.count; i++)
        look_at(&views.items[i], code, test, &unit->classes[i]);
    struct program_value cost =
        times(code, flow_code_load(code, &test->cost), executions(&views, test));
    struct program_value passed = complement(
        code, power(code, flow_code_load(code, &test->overkill), (unsigned)test->attempts));
    for (size_t i = 0; i < views.count; i++) {
        if (views.items[i].rework == NULL)
            passed = times(code, passed, pass_or_scrap(&views.items[i], code, test));
    }
    struct program_value rework = program_constant(0);
    if (test->rework_count > 0) {
        struct program_value settled = run_rework(&rework, &views, test);
        rework = times(code, rework, passed);
        passed = times(code, passed, settled);
    }
    for (size_t i = 0; i < views.count; i++) {
        struct flow_code_class *class = &unit->classes[i];
        class->bad = program_binary(code->program, PROGRAM_EITHER, class->bad,
                                    effect_on(code, &test->damage_after, class->name));
    }
    flow_code_pay(unit, code, cost);
    book(unit, code, test, passed, rework);
}
