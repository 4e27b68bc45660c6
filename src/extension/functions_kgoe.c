/* Does screening engines pay: the one-gate form (yield model 1.8). */
#include "extension/function_domains.h"

#include "evaluate/breakeven.h"
#include "evaluate/optimum.h"

#include <math.h>

/* The figures of struct breakeven, each with its place among the arguments; -1: not asked. */
enum form {
    FORM_WITHOUT,  /* other, engines, engine_cost, yield */
    FORM_WITH,     /* other, engines, engine_cost, test_cost, overkill, yield, coverage */
    FORM_FALLOUT,  /* other, engines, engine_cost, test_cost, overkill */
    FORM_COVERAGE, /* other, engines, engine_cost, test_cost, overkill, yield */
    FORM_OTHER,    /* engines, engine_cost, test_cost, overkill, yield, coverage */
    FORM_OPTIMUM   /* other, engines, engine_cost, overkill, yield, fixed, rate */
};

static const struct places {
    int other, engines, engine_cost, test_cost, overkill, yield, coverage;
} PLACES[] = {
    [FORM_WITHOUT] = {0, 1, 2, -1, -1, 3, -1}, [FORM_WITH] = {0, 1, 2, 3, 4, 5, 6},
    [FORM_FALLOUT] = {0, 1, 2, 3, 4, -1, -1},  [FORM_COVERAGE] = {0, 1, 2, 3, 4, 5, -1},
    [FORM_OTHER] = {-1, 0, 1, 2, 3, 4, 5},     [FORM_OPTIMUM] = {0, 1, 2, -1, 3, 4, -1},
};

static double at(const struct function_value *in, int place, double fallback)
{
    return place < 0 ? fallback : in[place].number;
}

static struct breakeven package(enum form form, const struct function_value *in)
{
    const struct places *p = &PLACES[form];
    return (struct breakeven){.other = at(in, p->other, 0),
                              .engines = at(in, p->engines, 0),
                              .engine_cost = at(in, p->engine_cost, 0),
                              .test_cost = at(in, p->test_cost, 0),
                              .overkill = at(in, p->overkill, 0),
                              .bad = 1 - at(in, p->yield, 1),
                              .coverage = at(in, p->coverage, 0)};
}

static double or_reason(const struct function *self, double value, const char *reason,
                        struct error *err)
{
    if (isnan(value))
        error_set(err, OPTIBOM_NOT_FOUND, "%s: no value: %s", self->name, reason);
    return value;
}

static double cost(const struct function *self, const struct function_value *in, struct error *err)
{
    const struct breakeven b = package((enum form)self->variant, in);
    return or_reason(
        self, self->variant == FORM_WITH ? breakeven_cost_with(&b) : breakeven_cost_without(&b),
        "no good package is shipped", err);
}

static double breakeven(const struct function *self, const struct function_value *in,
                        struct error *err)
{
    const struct breakeven b = package((enum form)self->variant, in);
    if (self->variant == FORM_OTHER)
        return or_reason(self, breakeven_other(&b), "the insertion finds nothing", err);
    return or_reason(self,
                     self->variant == FORM_FALLOUT ? breakeven_fallout(&b) : breakeven_coverage(&b),
                     "the insertion never pays", err);
}

static double coverage_needed(const struct function *self, const struct function_value *in,
                              struct error *err)
{
    return or_reason(self, breakeven_coverage_for(1 - in[0].number, in[1].number, in[2].number),
                     "no coverage reaches the target", err);
}

/* (y/u)^n, u = 1-c(1-y): all engines of a package good that passed a test of coverage c. */
static double adjusted(const struct function *self, const struct function_value *in,
                       struct error *err)
{
    double bad = 1 - in[0].number, found = in[1].number * bad;
    double value = exp(in[2].number * (log1p(-bad) - log1p(-found)));
    return or_reason(self, found < 1 ? value : NAN, "no engine passes", err);
}

/* variant 0: the coverage, 1: the cost there. */
static double optimum(const struct function *self, const struct function_value *in,
                      struct error *err)
{
    const struct breakeven b = package(FORM_OPTIMUM, in);
    const struct optimum best =
        optimum_coverage(&b, (struct optimum_test){in[5].number, in[6].number});
    return or_reason(self, self->variant == 0 ? best.coverage : best.cost_per_good,
                     "no good package is shipped", err);
}

#define OTHER                                                                                      \
    {                                                                                              \
        "other", "content of the package that is no engine, money", &domain_not_negative           \
    }
#define ENGINES                                                                                    \
    {                                                                                              \
        "engines", "in the package", &domain_sites                                                 \
    }
#define ENGINE_COST                                                                                \
    {                                                                                              \
        "engine_cost", "of one engine, money", &domain_not_negative                                \
    }
#define TEST_COST                                                                                  \
    {                                                                                              \
        "test_cost", "of the insertion, money", &domain_not_negative                               \
    }
#define OVERKILL                                                                                   \
    {                                                                                              \
        "overkill", "good engines that the insertion rejects", &domain_fraction                    \
    }
#define YIELD                                                                                      \
    {                                                                                              \
        "yield", "good engines before the insertion", &domain_fraction                             \
    }
#define COVERAGE                                                                                   \
    {                                                                                              \
        "coverage", "P(rejected, given bad)", &domain_fraction                                     \
    }
#define END                                                                                        \
    {                                                                                              \
        NULL, NULL, NULL                                                                           \
    }

static const struct function_argument without_arguments[] = {OTHER, ENGINES, ENGINE_COST, YIELD,
                                                             END};
static const struct function_argument with_arguments[] = {OTHER,    ENGINES, ENGINE_COST, TEST_COST,
                                                          OVERKILL, YIELD,   COVERAGE,    END};
static const struct function_argument fallout_arguments[] = {OTHER,     ENGINES,  ENGINE_COST,
                                                             TEST_COST, OVERKILL, END};
static const struct function_argument coverage_arguments[] = {
    OTHER, ENGINES, ENGINE_COST, TEST_COST, OVERKILL, YIELD, END};
static const struct function_argument value_arguments[] = {
    ENGINES, ENGINE_COST, TEST_COST, OVERKILL, YIELD, COVERAGE, END};
static const struct function_argument needed_arguments[] = {
    YIELD, ENGINES, {"target", "P(all engines good) to reach", &domain_share}, END};
static const struct function_argument adjusted_arguments[] = {YIELD, COVERAGE, ENGINES, END};
static const struct function_argument optimum_arguments[] = {
    OTHER,
    ENGINES,
    ENGINE_COST,
    OVERKILL,
    YIELD,
    {"test_fixed", "cost of the insertion without coverage, money", &domain_not_negative},
    {"test_rate", "money more for each factor e less of what is missed", &domain_not_negative},
    END};

static const struct function rows[] = {
    {"kgoe_cost_without", without_arguments, "money",
     "per good package without the insertion: (V+nC)/y^n", "yield model 1.8", cost, FORM_WITHOUT},
    {"kgoe_cost", with_arguments, "money",
     "per good package with it: (V+n(C+t)/((1-r0)u)) (u/y)^n, u = 1-c(1-y)", "yield model 1.8",
     cost, FORM_WITH},
    {"kgoe_breakeven_fallout", fallout_arguments, "fraction",
     "share of engines rejected for cause from which the insertion pays, x*; NULL when never",
     "yield model 1.8", breakeven, FORM_FALLOUT},
    {"kgoe_breakeven_coverage", coverage_arguments, "fraction",
     "coverage from which it pays, x*/(1-y); NULL when never", "yield model 1.8", breakeven,
     FORM_COVERAGE},
    {"kgoe_breakeven_value", value_arguments, "money",
     "other content from which it pays, V*; negative: at any", "yield model 1.8", breakeven,
     FORM_OTHER},
    {"kgoe_coverage_needed", needed_arguments, "fraction",
     "coverage with which the engines alone reach a package yield; 0 when they do without",
     "yield model 1.8", coverage_needed, 0},
    {"kgoe_adjusted", adjusted_arguments, "fraction",
     "P(all engines of a package are good) after the insertion: (y/u)^n", "yield model 1.8",
     adjusted, 0},
    {"kgoe_optimum_coverage", optimum_arguments, "fraction",
     "coverage with the least cost when t(c) = fixed - rate ln(1-c)", "yield model 1.8", optimum,
     0},
    {"kgoe_optimum_cost", optimum_arguments, "money", "cost per good package there",
     "yield model 1.8", optimum, 1},
};

const struct function_group functions_kgoe = {rows, sizeof rows / sizeof *rows};
