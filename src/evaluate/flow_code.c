/*
 * Statements: S1 to S8 of flow_state.c, in operations. (1-b)^m by squaring, its complement by
 * doubling; whole exponents of collateral damage the same way, others by binomial_any_bad.
 *
 * W1  not supported, run by flow_run instead: a drawn count, more than FLOW_CODE_SITES sites of a
 *     class (the power would lose digits), more than FLOW_CODE_SPARES spares.
 */
#include "evaluate/flow_code.h"

#include <math.h>
#include <string.h>

struct program_value flow_code_load(const struct flow_code *code, const double *field)
{
    for (size_t i = code->target_count; i-- > 0;) {
        if (code->targets[i] == field)
            return program_input(code->program, (unsigned)i);
    }
    return program_constant(*field);
}

bool flow_code_is_fixed(struct flow_code *code, const double *field)
{
    if (flow_code_load(code, field).node == PROGRAM_CONSTANT)
        return true;
    code->is_unsupported = true;
    return false;
}

bool flow_code_init(struct flow_code_unit *unit, struct flow_code *code, const struct flow *flow)
{
    *unit = (struct flow_code_unit){.alive = program_constant(1)};
    unit->direct = unit->spend = program_constant(0);
    unit->classes = arena_alloc(code->arena, (flow->step_count + 1) * sizeof *unit->classes);
    code->is_out_of_memory = code->is_out_of_memory || unit->classes == NULL;
    return unit->classes != NULL;
}

struct flow_code_class *flow_code_find(const struct flow_code_unit *unit, const char *name)
{
    for (size_t i = 0; i < unit->class_count; i++) {
        if (strcmp(unit->classes[i].name, name) == 0)
            return &unit->classes[i];
    }
    return NULL;
}

bool flow_code_has_spares(const struct flow_code_class *class)
{
    return class->required < class->mounted;
}

static struct program_value scaled(const struct flow_code *code, struct program_value value,
                                   double factor)
{
    return program_binary(code->program, PROGRAM_MULTIPLY, value, program_constant(factor));
}

static void worsen(const struct flow_code *code, struct flow_code_class *class,
                   struct program_value bad)
{
    class->bad = program_binary(code->program, PROGRAM_EITHER, class->bad, bad);
}

static void new_class(struct flow_code_unit *unit, struct flow_code *code,
                      const struct flow_add *add, struct program_value bad)
{
    bool fixed =
        flow_code_is_fixed(code, &add->mounted) && flow_code_is_fixed(code, &add->required);
    if (!fixed || add->mounted > FLOW_CODE_SITES || add->required > FLOW_CODE_SITES ||
        add->mounted - add->required > FLOW_CODE_SPARES) {
        code->is_unsupported = true;
        return;
    }
    struct flow_code_class *class = &unit->classes[unit->class_count++];
    *class = (struct flow_code_class){
        add->class_name, (unsigned)add->mounted, (unsigned)add->required, bad, {{0}}};
    if (!flow_code_has_spares(class))
        return;
    for (unsigned x = 0; x <= class->mounted - class->required; x++)
        class->usable[x] = program_constant(x == class->mounted - class->required);
}

/* S3 */
static void hit(const struct flow_code_unit *unit, const struct flow_code *code,
                const struct flow_effect *effect, double attaches)
{
    struct flow_code_class *class = flow_code_find(unit, effect->class_name);
    if (class->mounted == 0)
        return;
    double exposures = attaches / class->mounted;
    struct program_value each = flow_code_load(code, &effect->value);
    if (exposures == floor(exposures) && exposures <= FLOW_CODE_SITES)
        worsen(code, class, program_unary(code->program, PROGRAM_ANY, each, (unsigned)exposures));
    else
        worsen(code, class,
               program_binary(code->program, PROGRAM_ANY_REAL, each, program_constant(exposures)));
}

static struct program_value usable_sites(const struct flow_code *code,
                                         const struct flow_code_class *class)
{
    if (!flow_code_has_spares(class))
        return program_constant(class->mounted);
    struct program_value sum = program_constant(0);
    for (unsigned x = 0; x <= class->mounted - class->required; x++)
        sum = program_binary(code->program, PROGRAM_ADD, sum,
                             scaled(code, class->usable[x], class->required + x));
    return sum;
}

struct program_value flow_code_add(struct flow_code_unit *unit, struct flow_code *code,
                                   const struct flow_add *add, struct program_value unit_cost,
                                   struct program_value bad)
{
    struct program *program = code->program;
    struct program_value pieces = program_constant(add->mounted);
    double attaches = add->mounted;
    bad = program_binary(program, PROGRAM_EITHER, bad, flow_code_load(code, &add->attach_fail));
    if (add->onto != NULL) {
        struct flow_code_class *under = flow_code_find(unit, add->onto);
        if (!flow_code_is_fixed(code, &add->mounted) || add->mounted > FLOW_CODE_SITES)
            code->is_unsupported = true;
        else
            worsen(code, under, program_unary(program, PROGRAM_ANY, bad, (unsigned)add->mounted));
        pieces = scaled(code, usable_sites(code, under), add->mounted);
        attaches = add->mounted * under->mounted;
    } else {
        new_class(unit, code, add, bad);
    }
    for (size_t i = 0; i < add->collateral.count && !code->is_unsupported; i++)
        hit(unit, code, &add->collateral.items[i], attaches);
    struct program_value each =
        program_binary(program, PROGRAM_ADD, unit_cost, flow_code_load(code, &add->site_cost));
    return program_binary(program, PROGRAM_ADD,
                          program_binary(program, PROGRAM_MULTIPLY, pieces, each),
                          flow_code_load(code, &add->step_cost));
}

/* S6, without the weak sites that remain */
void flow_code_stress(const struct flow_code_unit *unit, const struct flow_code *code,
                      const struct flow_stress *stress)
{
    struct flow_code_class *class = flow_code_find(unit, stress->class_name);
    worsen(code, class, flow_code_load(code, &stress->bad));
    worsen(code, class,
           program_binary(code->program, PROGRAM_MULTIPLY, flow_code_load(code, &stress->weak),
                          flow_code_load(code, &stress->strength)));
}

void flow_code_pay(struct flow_code_unit *unit, const struct flow_code *code,
                   struct program_value cost)
{
    struct program_value spent = program_binary(code->program, PROGRAM_MULTIPLY, unit->alive, cost);
    unit->direct = program_binary(code->program, PROGRAM_ADD, unit->direct, cost);
    unit->spend = program_binary(code->program, PROGRAM_ADD, unit->spend, spent);
}

/* S7 */
struct program_value flow_code_quality(const struct flow_code_unit *unit,
                                       const struct flow_code *code)
{
    struct program_value product = program_constant(1);
    for (size_t i = 0; i < unit->class_count; i++) {
        struct program_value good =
            program_unary(code->program, PROGRAM_NOT, unit->classes[i].bad, 0);
        product = program_binary(
            code->program, PROGRAM_MULTIPLY, product,
            program_unary(code->program, PROGRAM_POWER, good, unit->classes[i].required));
    }
    return product;
}

struct program_value flow_code_escape(const struct flow_code_unit *unit,
                                      const struct flow_code *code)
{
    struct program_value any = program_constant(0);
    for (size_t i = 0; i < unit->class_count; i++)
        any = program_binary(code->program, PROGRAM_EITHER, any,
                             program_unary(code->program, PROGRAM_ANY, unit->classes[i].bad,
                                           unit->classes[i].required));
    return any;
}

/* P(at least `required` of the mounted sites are good): sum of C(m,j) (1-b)^j b^(m-j). */
static struct program_value tail(const struct flow_code *code, const struct flow_code_class *class,
                                 struct program_value good)
{
    struct program_value sum = program_constant(0);
    double ways = 1;
    for (unsigned lost = 0; lost <= class->mounted - class->required; lost++) {
        struct program_value some = program_unary(code->program, PROGRAM_POWER, class->bad, lost);
        struct program_value rest =
            program_unary(code->program, PROGRAM_POWER, good, class->mounted - lost);
        some = program_binary(code->program, PROGRAM_MULTIPLY, some, rest);
        sum = program_binary(code->program, PROGRAM_ADD, sum, scaled(code, some, ways));
        ways = ways * (class->mounted - lost) / (lost + 1);
    }
    return sum;
}

/* S8 */
struct program_value flow_code_assembled(const struct flow_code_unit *unit,
                                         const struct flow_code *code)
{
    struct program_value product = program_constant(1);
    for (size_t i = 0; i < unit->class_count; i++) {
        const struct flow_code_class *class = &unit->classes[i];
        struct program_value good = program_unary(code->program, PROGRAM_NOT, class->bad, 0);
        if (class->required > class->mounted)
            return program_constant(0);
        good = flow_code_has_spares(class)
                   ? tail(code, class, good)
                   : program_unary(code->program, PROGRAM_POWER, good, class->mounted);
        product = program_binary(code->program, PROGRAM_MULTIPLY, product, good);
    }
    return product;
}
