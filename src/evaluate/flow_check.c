/*
 * Statements (yield model 1.1, 1.7, 1.9, 1.10, case A25):
 *
 * K1  probabilities lie in [0,1]; costs, the penalty and money in general are finite and >= 0,
 *     salvage is finite; counts are whole and >= 0.
 * K2  a class is added once, before it is named; parts merged onto a class are named by it.
 * K3  parts merged onto a class have no spares of their own, and hit other classes only when the
 *     number of usable sites is fixed.
 * K4  excluded (they need simulation of units): spares with rework of the same class; retest of
 *     rejects together with spares or rework.
 * K5  required > mounted is not an error: such a unit cannot be shipped and N becomes 0.
 */
#include "evaluate/flow_check.h"

#include "evaluate/flow_rework.h"

#include <math.h>
#include <string.h>

enum { MAX_SPARES = 1000, MAX_ATTEMPTS = 1000 };

struct check {
    const struct flow *flow;
    size_t index; /* of the step */
    struct error *err;
};

static enum optibom_status refuse(const struct check *check, const char *key,
                                  const char *class_name, const char *what)
{
    const struct flow_step *step = &check->flow->steps[check->index];
    const char *space = class_name != NULL ? " " : "";
    const char *name = class_name != NULL ? class_name : "";
    if (step->line > 0)
        return error_set(check->err, OPTIBOM_BAD_INPUT,
                         "flow %s, step %zu (%s, line %zu), %s%s%s: %s", check->flow->name,
                         check->index + 1, step->name, step->line, key, space, name, what);
    return error_set(check->err, OPTIBOM_BAD_INPUT, "flow %s, step %zu (%s), %s%s%s: %s",
                     check->flow->name, check->index + 1, step->name, key, space, name, what);
}

static bool is_fraction(double value)
{
    return value >= 0 && value <= 1;
}

static enum optibom_status fraction(const struct check *check, const char *key,
                                    const char *class_name, double value)
{
    if (is_fraction(value))
        return OPTIBOM_OK;
    return refuse(check, key, class_name, "a probability lies between 0 and 1");
}

static enum optibom_status money(const struct check *check, const char *key, const char *class_name,
                                 double value)
{
    if (value >= 0 && isfinite(value))
        return OPTIBOM_OK;
    return refuse(check, key, class_name, "a cost is a number from 0 up");
}

static enum optibom_status count(const struct check *check, const char *key, double value)
{
    if (value >= 0 && value <= 1e9 && value == floor(value))
        return OPTIBOM_OK;
    return refuse(check, key, NULL, "a count is a whole number from 0 to 1e9");
}

/* The earlier step that put the class on the unit as sites of its own, or NULL. */
static const struct flow_add *find_class(const struct check *check, const char *name)
{
    for (size_t i = 0; i < check->index; i++) {
        const struct flow_step *step = &check->flow->steps[i];
        if (step->kind == FLOW_ADD && step->add.onto == NULL &&
            strcmp(step->add.class_name, name) == 0)
            return &step->add;
    }
    return NULL;
}

static bool is_merged(const struct check *check, const char *name)
{
    for (size_t i = 0; i < check->index; i++) {
        const struct flow_step *step = &check->flow->steps[i];
        if (step->kind == FLOW_ADD && step->add.onto != NULL &&
            strcmp(step->add.class_name, name) == 0)
            return true;
    }
    return false;
}

static enum optibom_status known_class(const struct check *check, const char *key, const char *name)
{
    if (find_class(check, name) != NULL)
        return OPTIBOM_OK;
    if (is_merged(check, name))
        return refuse(check, key, name,
                      "these parts are merged onto another class: name the class they sit on");
    return refuse(check, key, name, "no earlier step adds this class");
}

static enum optibom_status effects(const struct check *check, const char *key,
                                   const struct flow_effects *list)
{
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; i < list->count && status == OPTIBOM_OK; i++) {
        status = known_class(check, key, list->items[i].class_name);
        if (status == OPTIBOM_OK)
            status = fraction(check, key, list->items[i].class_name, list->items[i].value);
    }
    return status;
}

static enum optibom_status check_die(const struct check *check, const struct flow_die *die)
{
    const struct die_wafer *wafer = &die->wafer;
    if (!(wafer->width > 0 && wafer->height > 0 && isfinite(wafer->width * wafer->height)))
        return refuse(check, "die", NULL, "width and height are lengths in mm above 0");
    if (!(die->defects >= 0 && isfinite(die->defects)))
        return refuse(check, "die", NULL, "the defect density is a number from 0 up, per cm2");
    if (!(die->matures_to >= 0 && isfinite(die->matures_to) && die->time_constant >= 0 &&
          isfinite(die->time_constant) && die->age >= 0 && isfinite(die->age)))
        return refuse(check, "die", NULL,
                      "matures_to, time_constant and age are numbers from 0 up");
    if (!is_fraction(die->critical) || !is_fraction(die->gross_yield))
        return refuse(check, "die", NULL, "critical and gross_yield lie between 0 and 1");
    if (die->model == DIE_NEGATIVE_BINOMIAL && !(die->parameter > 0))
        return refuse(check, "die", NULL, "alpha is a number above 0, or inf");
    if (die->model == DIE_BOSE_EINSTEIN &&
        !(die->parameter >= 1 && die->parameter <= 1e9 && die->parameter == floor(die->parameter)))
        return refuse(check, "die", NULL, "layers is a whole number from 1 up");
    if (die->wafer_cost == 0)
        return OPTIBOM_OK;
    if (!(wafer->diameter > 0 && wafer->diameter <= 1000 && wafer->edge >= 0 &&
          wafer->street >= 0 && wafer->street <= 1000))
        return refuse(check, "die", NULL,
                      "the wafer's diameter is above 0 and up to 1000 mm, edge and street are "
                      "from 0 up");
    return money(check, "die wafer_cost", NULL, die->wafer_cost);
}

static enum optibom_status check_merged(const struct check *check, const struct flow_add *add)
{
    enum optibom_status status = known_class(check, "onto", add->onto);
    if (status != OPTIBOM_OK)
        return status;
    if (add->required != add->mounted)
        return refuse(check, "required", NULL,
                      "parts merged onto a class have no spares of their own: leave it out");
    const struct flow_add *under = find_class(check, add->onto);
    for (size_t i = 0; i < add->collateral.count; i++) {
        const char *name = add->collateral.items[i].class_name;
        if (under->required != under->mounted && strcmp(name, add->onto) != 0)
            return refuse(check, "collateral", name,
                          "parts on a class with spares can only damage the class they sit on");
    }
    return OPTIBOM_OK;
}

static enum optibom_status check_add(const struct check *check, const struct flow_add *add)
{
    enum optibom_status status;
    if (find_class(check, add->class_name) != NULL || is_merged(check, add->class_name))
        return refuse(check, "add", add->class_name,
                      "this class is already on the unit: use another name");
    if (add->input != NULL && add->die != NULL)
        return refuse(check, "die", NULL, "a part comes from a flow or from a wafer, not both");
    if ((status = count(check, "count", add->mounted)) != OPTIBOM_OK ||
        (status = count(check, "required", add->required)) != OPTIBOM_OK ||
        (status = money(check, "cost", NULL, add->unit_cost)) != OPTIBOM_OK ||
        (status = money(check, "site_cost", NULL, add->site_cost)) != OPTIBOM_OK ||
        (status = money(check, "step_cost", NULL, add->step_cost)) != OPTIBOM_OK ||
        (status = fraction(check, "bad", NULL, add->bad)) != OPTIBOM_OK ||
        (status = fraction(check, "attach_fail", NULL, add->attach_fail)) != OPTIBOM_OK ||
        (status = effects(check, "collateral", &add->collateral)) != OPTIBOM_OK)
        return status;
    if (add->mounted - add->required > MAX_SPARES)
        return refuse(check, "required", NULL, "more than 1000 spares");
    if (add->die != NULL && (status = check_die(check, add->die)) != OPTIBOM_OK)
        return status;
    return add->onto != NULL ? check_merged(check, add) : OPTIBOM_OK;
}

static enum optibom_status check_stress(const struct check *check, const struct flow_stress *stress)
{
    enum optibom_status status;
    if ((status = known_class(check, "class", stress->class_name)) != OPTIBOM_OK ||
        (status = fraction(check, "bad", NULL, stress->bad)) != OPTIBOM_OK ||
        (status = fraction(check, "weak", NULL, stress->weak)) != OPTIBOM_OK ||
        (status = fraction(check, "strength", NULL, stress->strength)) != OPTIBOM_OK)
        return status;
    return money(check, "cost", NULL, stress->cost);
}

static enum optibom_status check_coverage(const struct check *check, const struct flow_test *test)
{
    for (size_t i = 0; i < test->coverage_count; i++) {
        const struct flow_coverage *coverage = &test->coverage[i];
        const char *name = coverage->class_name;
        enum optibom_status status = known_class(check, "coverage", name);
        if (status == OPTIBOM_OK)
            status = fraction(check, "coverage", name, coverage->coverage);
        if (status != OPTIBOM_OK)
            return status;
        if (coverage->convention == FLOW_AGRAWAL &&
            !(coverage->parameter >= 1 && isfinite(coverage->parameter)))
            return refuse(check, "coverage", name, "n0 is a number from 1 up");
        if (coverage->convention == FLOW_CLUSTERED && !(coverage->parameter > 0))
            return refuse(check, "coverage", name, "alpha is a number above 0, or inf");
        for (size_t j = 0; j < i; j++) {
            if (strcmp(test->coverage[j].class_name, name) == 0)
                return refuse(check, "coverage", name, "named twice");
        }
    }
    return OPTIBOM_OK;
}

static bool has_spares(const struct flow_add *add)
{
    return add->required < add->mounted;
}

static enum optibom_status check_rework(const struct check *check, const struct flow_test *test)
{
    for (size_t i = 0; i < test->rework_count; i++) {
        const struct flow_rework *rework = &test->rework[i];
        const char *name = rework->class_name;
        enum optibom_status status;
        if ((status = known_class(check, "rework", name)) != OPTIBOM_OK ||
            (status = money(check, "rework cost", name, rework->cost)) != OPTIBOM_OK ||
            (status = fraction(check, "rework bad", name, rework->bad)) != OPTIBOM_OK ||
            (status = fraction(check, "rework survival", name, rework->survival)) != OPTIBOM_OK)
            return status;
        if (has_spares(find_class(check, name)))
            return refuse(check, "rework", name,
                          "spares and rework of the same class cannot be computed together");
    }
    if (test->rework_cycles < -1 || test->rework_cycles > FLOW_REWORK_LIMIT)
        return refuse(check, "rework_cycles", NULL,
                      "a whole number from 0 to 1000000, or unlimited");
    return money(check, "rework_retest_cost", NULL, test->rework_retest_cost);
}

static enum optibom_status check_attempts(const struct check *check, const struct flow_test *test)
{
    if (test->attempts < 1 || test->attempts > MAX_ATTEMPTS)
        return refuse(check, "attempts", NULL, "a whole number from 1 to 1000");
    bool spares = false;
    for (size_t i = 0; i < check->index; i++) {
        const struct flow_step *step = &check->flow->steps[i];
        spares = spares || (step->kind == FLOW_ADD && has_spares(&step->add));
    }
    if (test->attempts > 1 && (spares || test->rework_count > 0))
        return refuse(check, "attempts", NULL,
                      "retest of rejects together with spares or rework cannot be computed");
    return OPTIBOM_OK;
}

static enum optibom_status check_test(const struct check *check, const struct flow_test *test)
{
    enum optibom_status status;
    if ((status = money(check, "cost", NULL, test->cost)) != OPTIBOM_OK ||
        (status = money(check, "cost_rate", NULL, test->cost_rate)) != OPTIBOM_OK ||
        (status = fraction(check, "overkill", NULL, test->overkill)) != OPTIBOM_OK ||
        (status = check_attempts(check, test)) != OPTIBOM_OK ||
        (status = check_coverage(check, test)) != OPTIBOM_OK ||
        (status = effects(check, "site_overkill", &test->site_overkill)) != OPTIBOM_OK ||
        (status = effects(check, "damage_before", &test->damage_before)) != OPTIBOM_OK ||
        (status = effects(check, "damage_after", &test->damage_after)) != OPTIBOM_OK)
        return status;
    for (size_t i = 0; i < test->coverage_count && test->cost_rate > 0; i++)
        if (test->coverage[i].coverage >= 1)
            return refuse(check, "coverage", test->coverage[i].class_name,
                          "with a cost_rate, full coverage would cost without end: give less "
                          "than 1");
    if (!isfinite(test->salvage))
        return refuse(check, "salvage", NULL, "a finite number");
    return check_rework(check, test);
}

enum optibom_status flow_check(const struct flow *flow, struct error *err)
{
    if (!(flow->penalty >= 0 && isfinite(flow->penalty)))
        return error_set(err, OPTIBOM_BAD_INPUT, "flow %s, penalty: a cost is a number from 0 up",
                         flow->name);
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; i < flow->step_count && status == OPTIBOM_OK; i++) {
        const struct check check = {flow, i, err};
        const struct flow_step *step = &flow->steps[i];
        switch (step->kind) {
        case FLOW_ADD:
            status = check_add(&check, &step->add);
            break;
        case FLOW_STRESS:
            status = check_stress(&check, &step->stress);
            break;
        case FLOW_TEST:
            status = check_test(&check, &step->test);
            break;
        case FLOW_COST:
            status = money(&check, "cost", NULL, step->cost);
            break;
        }
    }
    return status;
}
