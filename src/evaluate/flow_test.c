/*
 * Statements (yield model 1.3 to 1.7; b before the test, c detection, r site overkill, r0 overkill
 * of the unit):
 *
 * T1  damage before: b <- b with h. Then c from the quoted coverage at 1-b; 0 for a class that the
 *     test does not name.
 * T2  site fails with 1-u = bc + (1-b)r; a class passes with u^m; r0 is one more factor.
 * T3  spares: pi'[y] = sum over x of pi[x] Bin(y; x, u) for y >= k, its sum is the class factor.
 * T4  posterior b(1-c)/u, then damage after: b with o.
 * T5  retest of rejects, j attempts: every site, and r0, is judged on its own and a pass stands, so
 *     c^j, r^j, r0^j; executions 1 + sum over i < j of P(something failed i times). One class and
 *     one site is the retest of 1.3.
 * T6  rework: other classes and r0 act first; then flow_rework.c; b of the settled sites is the
 *     mean of first-pass and replaced ones. By a new piece: c_rep = its cost + labour, b' =
 *     1-(1-b)(1-a_f) of such a piece.
 * T8  t(c) = t0 - tau ln(1-c), with several classes the mean of ln(1-c) over them.
 * T7  share of a cause = ln of its factor over the sum of ln; factors of 0 share equally.
 */
#include "evaluate/flow_test.h"

#include "evaluate/binomial.h"
#include "evaluate/coverage.h"

#include <math.h>
#include <string.h>

/* What the test sees of one class. */
struct view {
    struct flow_class *class;
    double detection, overkill; /* of one attempt */
    double fails;               /* 1-u after all attempts */
    const struct flow_rework *rework;
    struct flow_handoff replaced; /* with rework: cost of one replacement, b' */
    double log_pass;              /* ln of the class factor */
};

struct views {
    struct view *items;
    size_t count;
};

static double effect_on(const struct flow_effects *effects, const char *class_name)
{
    for (size_t i = 0; i < effects->count; i++) {
        if (strcmp(effects->items[i].class_name, class_name) == 0)
            return effects->items[i].value;
    }
    return 0;
}

static double detection_of(const struct flow_test *test, const struct flow_class *class)
{
    for (size_t i = 0; i < test->coverage_count; i++) {
        const struct flow_coverage *coverage = &test->coverage[i];
        if (strcmp(coverage->class_name, class->name) == 0)
            return coverage_detection(coverage->convention, class->bad, coverage->coverage,
                                      coverage->parameter);
    }
    return 0;
}

static const struct flow_rework *rework_of(const struct flow_test *test, const char *class_name)
{
    for (size_t i = 0; i < test->rework_count; i++) {
        if (strcmp(test->rework[i].class_name, class_name) == 0)
            return &test->rework[i];
    }
    return NULL;
}

static struct flow_handoff replacement(const struct flow_rework *rework,
                                       const struct flow_class *class)
{
    if (rework->is_new_piece)
        return (struct flow_handoff){rework->cost + class->piece.unit_cost, class->piece.bad};
    return (struct flow_handoff){rework->cost, rework->bad};
}

static struct view look_at(struct flow_class *class, const struct flow_test *test)
{
    class->bad = flow_either(class->bad, effect_on(&test->damage_before, class->name));
    struct view view = {.class = class,
                        .detection = detection_of(test, class),
                        .overkill = effect_on(&test->site_overkill, class->name),
                        .rework = rework_of(test, class->name)};
    if (view.rework != NULL)
        view.replaced = replacement(view.rework, class);
    view.fails =
        fmin(1, coverage_failing(class->bad, view.detection, view.overkill, test->attempts));
    return view;
}

/* T8 */
double flow_test_cost(const struct flow_test *test)
{
    double missed = 0;
    for (size_t i = 0; i < test->coverage_count; i++)
        missed -= log1p(-test->coverage[i].coverage);
    return test->cost_rate > 0 && test->coverage_count > 0
               ? test->cost + test->cost_rate * missed / (double)test->coverage_count
               : test->cost;
}

static double executions(const struct flow_test *test, const struct views *views)
{
    double sum = 1;
    for (int attempt = 1; attempt < test->attempts; attempt++) {
        double log_done = log1p(-pow(test->overkill, attempt));
        for (size_t i = 0; i < views->count; i++) {
            const struct view *view = &views->items[i];
            double failing =
                coverage_failing(view->class->bad, view->detection, view->overkill, attempt);
            if (view->class->mounted > 0)
                log_done += view->class->mounted * log1p(-fmin(1, failing));
        }
        sum -= expm1(log_done);
    }
    return sum;
}

/* T3; returns ln of the class factor and leaves the distribution of a passing unit. */
static double pass_with_spares(struct flow_class *class, double fails)
{
    size_t spares = (size_t)(class->mounted - class->required);
    double below = 0;
    for (size_t x = 0; x <= spares; x++) {
        double sites = class->required + (double)x;
        if (class->usable[x] > 0)
            below += class->usable[x] * binomial_tail(sites, class->required, fails).below;
    }
    double factor = 0;
    for (size_t y = 0; y <= spares; y++) {
        /* pi'[y] reads only pi[x] with x >= y, so it can take its place. */
        double sum = 0;
        for (size_t x = y; x <= spares; x++)
            sum += class->usable[x] * binomial_probability(class->required + (double)x,
                                                           class->required + (double)y, fails);
        class->usable[y] = sum;
        factor += sum;
    }
    for (size_t y = 0; y <= spares && factor > 0; y++)
        class->usable[y] /= factor;
    return below < 0.5 ? log1p(-below) : log(factor);
}

static void pass_or_scrap(struct view *view, const struct flow_test *test)
{
    struct flow_class *class = view->class;
    if (class->usable != NULL)
        view->log_pass = pass_with_spares(class, view->fails);
    else
        view->log_pass = class->mounted > 0 ? class->mounted * log1p(-view->fails) : 0;
    if (view->fails < 1)
        class->bad *= (1 - pow(view->detection, test->attempts)) / (1 - view->fails);
}

static struct flow_rework_class rework_class(const struct view *view)
{
    const struct flow_rework *rework = view->rework;
    return (struct flow_rework_class){
        .sites = view->class->mounted,
        .fails = view->fails,
        .replaced_fails =
            fmin(1, coverage_failing(view->replaced.bad, view->detection, view->overkill, 1)),
        .survival = rework->survival};
}

/* T6 */
static void settle(struct view *view, const struct flow_rework_class *result)
{
    struct flow_class *class = view->class;
    double missed = 1 - view->detection, first = 1 - view->fails;
    view->log_pass = class->mounted > 0 ? class->mounted * log1p(-fmin(1, result->unsettled)) : 0;
    if (result->settled <= 0)
        return;
    double bad = class->bad * missed;
    if (result->replaced_fails < 1)
        bad +=
            (result->settled - first) * view->replaced.bad * missed / (1 - result->replaced_fails);
    class->bad = bad / result->settled;
}

static enum optibom_status run_rework(struct flow_test_outcome *outcome, struct views *views,
                                      const struct flow_test *test, double entering,
                                      struct arena *arena, struct error *err)
{
    struct flow_rework_loop loop = {.limit = test->rework_cycles};
    loop.classes = arena_alloc(arena, (views->count + 1) * sizeof *loop.classes);
    if (loop.classes == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < views->count; i++) {
        if (views->items[i].rework != NULL)
            loop.classes[loop.class_count++] = rework_class(&views->items[i]);
    }
    enum optibom_status status = flow_rework_run(&loop, arena, err);
    if (status != OPTIBOM_OK)
        return status;
    double cost = loop.retests * test->rework_retest_cost;
    for (size_t i = 0, j = 0; i < views->count; i++) {
        if (views->items[i].rework == NULL)
            continue;
        cost += loop.replacements[j] * views->items[i].replaced.unit_cost;
        settle(&views->items[i], &loop.classes[j++]);
    }
    outcome->rework_cost = entering * cost;
    for (size_t c = 0; c < loop.cycle_count; c++) {
        loop.cycles[c].lost *= entering;
        loop.cycles[c].retests *= entering;
        for (size_t j = 0; j < loop.class_count; j++)
            loop.cycles[c].replacements[j] *= entering;
    }
    outcome->cycles = loop.cycles;
    outcome->cycle_count = loop.cycle_count;
    return OPTIBOM_OK;
}

static void add_cause(struct flow_test_outcome *outcome, const char *name, double log_pass)
{
    if (log_pass < 0)
        outcome->causes[outcome->cause_count++] =
            (struct flow_cause){name, -expm1(log_pass), log_pass, 0};
}

/* T7: add_cause left the logarithms in `share`. */
static void share_causes(struct flow_test_outcome *outcome)
{
    double sum = 0, zeros = 0;
    for (size_t i = 0; i < outcome->cause_count; i++) {
        sum += outcome->causes[i].share;
        zeros += isinf(outcome->causes[i].share) ? 1 : 0;
    }
    for (size_t i = 0; i < outcome->cause_count; i++) {
        double *share = &outcome->causes[i].share;
        if (zeros > 0)
            *share = isinf(*share) ? 1 / zeros : 0;
        else
            *share /= sum;
    }
    outcome->passed = exp(sum);
    outcome->rejected = -expm1(sum);
}

static enum optibom_status name_causes(struct flow_test_outcome *outcome, const struct views *views,
                                       double log_overkill, struct arena *arena, struct error *err)
{
    outcome->causes = arena_alloc(arena, (views->count + 1) * sizeof *outcome->causes);
    if (outcome->causes == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < views->count; i++)
        add_cause(outcome, views->items[i].class->name, views->items[i].log_pass);
    add_cause(outcome, "overkill", log_overkill);
    share_causes(outcome);
    return OPTIBOM_OK;
}

enum optibom_status flow_test_run(struct flow_test_outcome *outcome, struct flow_state *state,
                                  const struct flow_test *test, struct arena *arena,
                                  struct error *err)
{
    *outcome = (struct flow_test_outcome){0};
    struct views views = {.count = state->class_count};
    views.items = arena_alloc(arena, (views.count + 1) * sizeof *views.items);
    if (views.items == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < views.count; i++)
        views.items[i] = look_at(&state->classes[i], test);
    outcome->executions = executions(test, &views);
    double log_overkill = log1p(-pow(test->overkill, test->attempts)), log_first = log_overkill;
    for (size_t i = 0; i < views.count; i++) {
        if (views.items[i].rework != NULL)
            continue;
        pass_or_scrap(&views.items[i], test);
        log_first += views.items[i].log_pass;
    }
    enum optibom_status status = OPTIBOM_OK;
    if (test->rework_count > 0)
        status = run_rework(outcome, &views, test, exp(log_first), arena, err);
    for (size_t i = 0; i < views.count; i++) {
        struct flow_class *class = views.items[i].class;
        class->bad = flow_either(class->bad, effect_on(&test->damage_after, class->name));
    }
    return status == OPTIBOM_OK ? name_causes(outcome, &views, log_overkill, arena, err) : status;
}
