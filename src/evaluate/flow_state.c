/*
 * Statements (yield model 1.2, 1.4, 1.5, 1.7; bad side kept throughout):
 *
 * S1  two faults: a + b - ab.
 * S2  ADD of m sites: b = b_in + a_f - b_in a_f; direct cost m (unit + site) + step.
 * S3  collateral d on class x: each of its sites sees e = m/m_x attaches, b_x <- b_x with
 *     1-(1-d)^e. A class without sites is not hit.
 * S4  merged onto the usable sites of x, m pieces a site: cost E[usable] m (unit + site) + step,
 *     b_x <- 1-(1-b_x)(1-b)^m; collateral on x has e = m; on a class y with a fixed number of
 *     usable x it has e = m m_x/m_y.
 * S5  spares, k < m: usable sites have a distribution, at first all m.
 * S6  STRESS: h = bad and then weak w strength s: b <- b with h, then with w s; of the good then
 *     w(1-s)/(1-ws) remain weak.
 * S7  quality: (1-b)^k of each class, k usable sites selected at ship.
 * S8  assembled, before any gate: (1-b)^m, with spares the tail P(at least k of m good).
 * S9  early life: 1 - product of (1-(1-b) weak)^k.
 */
#include "evaluate/flow_state.h"

#include "evaluate/binomial.h"

#include <math.h>
#include <string.h>

void flow_sum_add(struct flow_sum *sum, double term)
{
    double next = sum->value + term;
    if (fabs(sum->value) >= fabs(term))
        sum->carry += (sum->value - next) + term;
    else
        sum->carry += (term - next) + sum->value;
    sum->value = next;
}

double flow_sum_total(const struct flow_sum *sum)
{
    return sum->value + sum->carry;
}

double flow_either(double a, double b)
{
    return a + b - a * b;
}

enum optibom_status flow_state_init(struct flow_state *state, const struct flow *flow,
                                    struct arena *arena, struct error *err)
{
    *state = (struct flow_state){.alive = 1};
    state->classes = arena_alloc(arena, (flow->step_count + 1) * sizeof *state->classes);
    return state->classes != NULL ? OPTIBOM_OK : error_no_memory(err);
}

struct flow_class *flow_state_class(const struct flow_state *state, const char *name)
{
    for (size_t i = 0; i < state->class_count; i++) {
        if (strcmp(state->classes[i].name, name) == 0)
            return &state->classes[i];
    }
    return NULL;
}

double flow_class_usable(const struct flow_class *class)
{
    if (class->usable == NULL)
        return class->mounted;
    double sum = 0;
    for (double x = class->required; x <= class->mounted; x++)
        sum += x * class->usable[(size_t)(x - class->required)];
    return sum;
}

static enum optibom_status new_class(struct flow_state *state, const struct flow_add *add,
                                     struct flow_handoff piece, struct arena *arena,
                                     struct error *err)
{
    struct flow_class class = {.name = add->class_name,
                               .mounted = add->mounted,
                               .required = add->required,
                               .bad = piece.bad,
                               .piece = piece};
    if (add->required < add->mounted) {
        size_t spares = (size_t)(add->mounted - add->required);
        class.usable = arena_alloc(arena, (spares + 1) * sizeof *class.usable);
        if (class.usable == NULL)
            return error_no_memory(err);
        class.usable[spares] = 1;
    }
    state->classes[state->class_count++] = class;
    return OPTIBOM_OK;
}

static void hit(const struct flow_state *state, const struct flow_effect *effect, double attaches)
{
    struct flow_class *class = flow_state_class(state, effect->class_name);
    if (class->mounted > 0)
        class->bad =
            flow_either(class->bad, binomial_any_bad(attaches / class->mounted, effect->value));
}

enum optibom_status flow_state_add(double *cost, struct flow_state *state,
                                   const struct flow_add *add, struct flow_handoff handoff,
                                   struct arena *arena, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    double bad = flow_either(handoff.bad, add->attach_fail);
    double pieces = add->mounted, attaches = add->mounted;
    if (add->onto != NULL) {
        struct flow_class *under = flow_state_class(state, add->onto);
        under->bad = flow_either(under->bad, binomial_any_bad(add->mounted, bad));
        pieces = add->mounted * flow_class_usable(under);
        attaches = add->mounted * under->mounted;
    } else {
        const struct flow_handoff piece = {handoff.unit_cost, bad};
        status = new_class(state, add, piece, arena, err);
    }
    for (size_t i = 0; i < add->collateral.count; i++)
        hit(state, &add->collateral.items[i], attaches);
    *cost = pieces * (handoff.unit_cost + add->site_cost) + add->step_cost;
    return status;
}

void flow_state_stress(struct flow_state *state, const struct flow_stress *stress)
{
    struct flow_class *class = flow_state_class(state, stress->class_name);
    class->bad = flow_either(class->bad, stress->bad);
    if (stress->weak > 0) {
        double fails = stress->weak * stress->strength;
        class->bad = flow_either(class->bad, fails);
        class->weak = fails < 1 ? stress->weak * (1 - stress->strength) / (1 - fails) : 0;
    }
}

double flow_state_log_quality(const struct flow_state *state)
{
    double sum = 0;
    for (size_t i = 0; i < state->class_count; i++) {
        const struct flow_class *class = &state->classes[i];
        if (class->required > 0)
            sum += class->required * log1p(-class->bad);
    }
    return sum;
}

double flow_state_log_assembled(const struct flow_state *state)
{
    double sum = 0;
    for (size_t i = 0; i < state->class_count; i++) {
        const struct flow_class *class = &state->classes[i];
        if (class->required == class->mounted) {
            sum += class->mounted > 0 ? class->mounted * log1p(-class->bad) : 0;
            continue;
        }
        struct binomial_tail tail = binomial_tail(class->mounted, class->required, class->bad);
        sum += tail.at_least < 0.5 ? log(tail.at_least) : log1p(-tail.below);
    }
    return sum;
}

double flow_state_early_life(const struct flow_state *state)
{
    double sum = 0;
    for (size_t i = 0; i < state->class_count; i++) {
        const struct flow_class *class = &state->classes[i];
        if (class->required > 0)
            sum += class->required * log1p(-(1 - class->bad) * class->weak);
    }
    return -expm1(sum);
}
