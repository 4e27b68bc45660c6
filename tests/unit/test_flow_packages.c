/* Case A12: multi-chip packages as flows, with the conventions of case A04. F numbers are those of
 * evaluate/flow_run.c. */
#include "flow_build.h"

#include "evaluate/die.h"

/* A04: square die, street 0.2, wafer 300, edge 5, no rounding. */
static struct flow_die die_of(double area, double defects, double alpha, double wafer_cost)
{
    double side = sqrt(area);
    return (struct flow_die){.wafer = {side, side, 0.2, 300, 5},
                             .defects = defects,
                             .critical = 1,
                             .gross_yield = 1,
                             .model = DIE_NEGATIVE_BINOMIAL,
                             .parameter = alpha,
                             .count = DIE_COUNT_CORR,
                             .wafer_cost = wafer_cost};
}

static double gross_cost(const struct flow_die *die)
{
    return die_cost(die->wafer_cost, die_gross(die->count, &die->wafer));
}

static double loss(const struct flow_die *die)
{
    double faults = die_faults(die->defects, 1, die->wafer.width * die->wafer.height);
    return die_loss(die->model, faults, die->parameter);
}

enum kind { OS, FO_LAST, FO_FIRST, SI };

struct row {
    double chiplets;
    enum kind kind;
    double die, shipped;
};

static const double CARRIED = 880; /* 800 mm2 enlarged by a tenth */

static double chip_cost(const struct row *row, double bump)
{
    double area = CARRIED / row->chiplets;
    struct flow_die die = die_of(area, 0.11, 10, 16988);
    double good = gross_cost(&die) / (1 - loss(&die));
    CHECK_CLOSE(good, row->die);
    return good + area * bump;
}

static double organic(const struct row *row)
{
    double chip = chip_cost(row, 0.005);
    struct flow_coverage coverage[] = {covered("SUB", 1), covered("CHIP", 1)};
    struct flow_step steps[] = {
        ADD("SUB", .mounted = 1, .required = 1, .unit_cost = 0.005 * 4 * CARRIED * 2),
        ADD("CHIP", .mounted = row->chiplets, .required = row->chiplets, .unit_cost = chip,
            .attach_fail = 0.01),
        {FLOW_TEST, .test = {PLAIN, .coverage = coverage, .coverage_count = 2}}};
    struct flow flow = {.name = "organic", .steps = steps, .step_count = 3};
    return run(&flow)->cost_per_shipped.value;
}

static double interposer(const struct row *row)
{
    bool fan_out = row->kind != SI, last = row->kind != FO_FIRST;
    double area = CARRIED * (fan_out ? 1.2 : 1.1);
    struct flow_die die = fan_out ? die_of(area, 0.05, 3, 1200) : die_of(area, 0.06, 6, 1937);
    double bond = fan_out ? 0.02 : 0.05;
    struct flow_coverage base[] = {covered("BASE", 1)};
    struct flow_coverage all[] = {covered("BASE", 1), covered("CHIP", 1)};
    struct flow_coverage attach[] = {covered("SUB", 1)};
    struct flow_step steps[] = {
        ADD("BASE", .mounted = 1, .required = 1, .unit_cost = gross_cost(&die) + 0.005 * area,
            .bad = loss(&die)),
        {FLOW_TEST, .test = {PLAIN, .coverage = base, .coverage_count = last ? 1 : 0}},
        ADD("CHIP", .mounted = row->chiplets, .required = row->chiplets,
            .unit_cost = chip_cost(row, 0.01), .attach_fail = last ? bond : 0),
        {FLOW_TEST, .test = {PLAIN, .coverage = all, .coverage_count = 2}},
        ADD("SUB", .mounted = 1, .required = 1, .unit_cost = 0.005 * 4 * area, .attach_fail = 0.01),
        {FLOW_TEST, .test = {PLAIN, .coverage = attach, .coverage_count = 1}}};
    struct flow flow = {.name = "interposer", .steps = steps, .step_count = 6};
    return run(&flow)->cost_per_shipped.value;
}

/* F1 F2 F5 */
static void a12_packages(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {2, OS, 233.181488993444, 516.236075897243},
        {2, FO_LAST, 233.181488993444, 578.893960507244},
        {2, FO_FIRST, 233.181488993444, 857.453428070066},
        {2, SI, 233.181488993444, 641.455462686385},
        {3, OS, 127.648740368875, 435.480425215964},
        {3, FO_LAST, 127.648740368875, 500.748666181168},
        {3, SI, 127.648740368875, 575.911077703355},
        {5, OS, 65.04180052128, 383.609694596448},
        {5, FO_LAST, 65.04180052128, 455.996917374262},
        {5, FO_FIRST, 65.04180052128, 625.564568614685},
        {5, SI, 65.04180052128, 560.645252630149},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        double shipped = rows[i].kind == OS ? organic(&rows[i]) : interposer(&rows[i]);
        CHECK_CLOSE(shipped, rows[i].shipped);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE("A12 multi-chip packages", a12_packages),
    };
    return cmocka_run_group_tests_name("flow packages", tests, NULL, NULL);
}
