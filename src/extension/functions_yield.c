/* Dies, coverage and counting good sites (yield model 1.2, 1.3, 1.7). */
#include "extension/function_domains.h"

#include "evaluate/binomial.h"
#include "evaluate/coverage.h"
#include "evaluate/die.h"

#include <float.h>
#include <math.h>

static const struct function_word count_words[] = {{"corr", DIE_COUNT_CORR},
                                                   {"exp", DIE_COUNT_EXP},
                                                   {"sq", DIE_COUNT_SQ},
                                                   {"grid", DIE_COUNT_GRID},
                                                   {NULL, 0}};

static const struct function_word convention_words[] = {{"linear", FLOW_LINEAR},
                                                        {"williams-brown", FLOW_WILLIAMS_BROWN},
                                                        {"wb", FLOW_WILLIAMS_BROWN},
                                                        {"agrawal", FLOW_AGRAWAL},
                                                        {"clustered", FLOW_CLUSTERED},
                                                        {"nb", FLOW_CLUSTERED},
                                                        {NULL, 0}};

static const struct function_domain gap = {
    .kind = FUNCTION_OF_NUMBER, .text = "a number from 0 to 1000", .high = 1000};
static const struct function_domain wafer_size = {.kind = FUNCTION_OF_NUMBER,
                                                  .text = "a number above 0, at most 1000",
                                                  .high = 1000,
                                                  .is_above_low = true};
static const struct function_domain layer_count = {.kind = FUNCTION_OF_NUMBER,
                                                   .text = "a whole number from 1 to 1000000000",
                                                   .low = 1,
                                                   .high = 1e9,
                                                   .is_whole = true};
static const struct function_domain fault_count = {
    .kind = FUNCTION_OF_NUMBER, .text = "a finite number, 1 or more", .low = 1, .high = DBL_MAX};
static const struct function_domain count_method = {
    .kind = FUNCTION_OF_WORD, .text = "'corr', 'exp', 'sq' or 'grid'", .words = count_words};
static const struct function_domain coverage_convention = {
    .kind = FUNCTION_OF_WORD,
    .text = "'linear', 'williams-brown' or 'wb', 'agrawal', 'clustered' or 'nb'",
    .words = convention_words};
static const struct function_domain convention_parameter = {
    .kind = FUNCTION_OF_OPTIONAL,
    .text = "n0 (1 or more) with 'agrawal', alpha (above 0, or 'inf') with 'clustered', not read "
            "with the others"};
static double good_dies(const struct function *self, const struct function_value *in,
                        struct error *err)
{
    (void)err;
    return die_yield((enum die_model)self->variant, in[0].number, in[1].number);
}

static double bad_dies(const struct function *self, const struct function_value *in,
                       struct error *err)
{
    (void)err;
    return die_loss((enum die_model)self->variant, in[0].number, in[1].number);
}

static double gross_dies(const struct function *self, const struct function_value *in,
                         struct error *err)
{
    (void)self;
    (void)err;
    const struct die_wafer wafer = {.width = in[0].number,
                                    .height = in[1].number,
                                    .street = in[2].number,
                                    .diameter = in[3].number,
                                    .edge = in[4].number};
    return die_gross((enum die_count)in[5].number, &wafer);
}

static double detection(const struct function *self, const struct function_value *in,
                        struct error *err)
{
    static const struct function_argument faults = {"parameter (n0 of 'agrawal')", NULL,
                                                    &fault_count};
    static const struct function_argument alpha = {"parameter (alpha of 'clustered')", NULL,
                                                   &domain_clustering};
    enum flow_convention convention = (enum flow_convention)in[0].number;
    struct function_value parameter = in[3];
    if (convention == FLOW_AGRAWAL || convention == FLOW_CLUSTERED) {
        const struct function_argument *argument = convention == FLOW_AGRAWAL ? &faults : &alpha;
        if (function_check(&parameter, self, argument, err) != OPTIBOM_OK)
            return NAN;
    }
    return coverage_detection(convention, 1 - in[1].number, in[2].number, parameter.number);
}

static double escape_rate(const struct function *self, const struct function_value *in,
                          struct error *err)
{
    double rate = coverage_escape(1 - in[0].number, in[1].number);
    if (isnan(rate))
        error_set(err, OPTIBOM_NOT_FOUND, "%s: no value: nothing passes", self->name);
    return rate;
}

/* F5 */
static double binomial_at_least(const struct function *self, const struct function_value *in,
                                struct error *err)
{
    (void)self;
    (void)err;
    double n = in[0].number, k = in[1].number, p = in[2].number;
    return p < 0.5 ? binomial_tail(n, n - k + 1, p).below : binomial_tail(n, k, 1 - p).at_least;
}

static const struct function_argument faults_only[] = {
    {"lambda", "expected faults of a die", &domain_not_negative}, {NULL, NULL, NULL}};
static const struct function_argument faults_layers[] = {
    {"lambda", "expected faults of a die", &domain_not_negative},
    {"layers", "critical layers of equal faults", &layer_count},
    {NULL, NULL, NULL}};
static const struct function_argument faults_alpha[] = {
    {"lambda", "expected faults of a die", &domain_not_negative},
    {"alpha", "clustering", &domain_clustering},
    {NULL, NULL, NULL}};
static const struct function_argument gross_dies_arguments[] = {
    {"width_mm", "finished die", &domain_positive},
    {"height_mm", "finished die", &domain_positive},
    {"street_mm", "between two dies", &gap},
    {"wafer_mm", "diameter of the wafer", &wafer_size},
    {"edge_mm", "unused rim of the wafer", &gap},
    {"method", "how to count", &count_method},
    {NULL, NULL, NULL}};
static const struct function_argument detection_arguments[] = {
    {"convention", "what the quoted coverage means", &coverage_convention},
    {"yield", "good fraction before the test", &domain_fraction},
    {"coverage", "as quoted", &domain_fraction},
    {"parameter", "of the convention", &convention_parameter},
    {NULL, NULL, NULL}};
static const struct function_argument escape_arguments[] = {
    {"yield", "good fraction before the test", &domain_fraction},
    {"detection", "P(test fails, given the site is bad)", &domain_fraction},
    {NULL, NULL, NULL}};
static const struct function_argument binomial_arguments[] = {
    {"n", "sites", &domain_count},
    {"k", "sites required", &domain_count},
    {"p", "good probability of a site", &domain_fraction},
    {NULL, NULL, NULL}};
static const struct function rows[] = {
    {"yield_poisson", faults_only, "fraction", "good dies, faults at random: e^-lambda",
     "yield model 1.2", good_dies, DIE_POISSON},
    {"yield_murphy", faults_only, "fraction",
     "good dies, triangular spread of density: ((1-e^-lambda)/lambda)^2", "yield model 1.2",
     good_dies, DIE_MURPHY},
    {"yield_seeds", faults_only, "fraction", "good dies, exponential spread: 1/(1+lambda)",
     "yield model 1.2", good_dies, DIE_SEEDS},
    {"yield_bose_einstein", faults_layers, "fraction",
     "good dies: (1+lambda/layers)^-layers, lambda of all layers together", "yield model 1.2",
     good_dies, DIE_BOSE_EINSTEIN},
    {"yield_negative_binomial", faults_alpha, "fraction",
     "good dies, clustered faults: (1+lambda/alpha)^-alpha", "yield model 1.2", good_dies,
     DIE_NEGATIVE_BINOMIAL},
    {"loss_poisson", faults_only, "fraction", "bad dies: 1 - yield_poisson without cancellation",
     "yield model 1.2, 1.11", bad_dies, DIE_POISSON},
    {"loss_murphy", faults_only, "fraction", "bad dies: 1 - yield_murphy without cancellation",
     "yield model 1.2, 1.11", bad_dies, DIE_MURPHY},
    {"loss_seeds", faults_only, "fraction", "bad dies: 1 - yield_seeds without cancellation",
     "yield model 1.2, 1.11", bad_dies, DIE_SEEDS},
    {"loss_bose_einstein", faults_layers, "fraction",
     "bad dies: 1 - yield_bose_einstein without cancellation", "yield model 1.2, 1.11", bad_dies,
     DIE_BOSE_EINSTEIN},
    {"loss_negative_binomial", faults_alpha, "fraction",
     "bad dies: 1 - yield_negative_binomial without cancellation", "yield model 1.2, 1.11",
     bad_dies, DIE_NEGATIVE_BINOMIAL},
    {"gross_dies", gross_dies_arguments, "dies",
     "dies on a wafer, not rounded; 'grid' counts exactly, best of four phases; 0 when none fits",
     "yield model 1.2", gross_dies, 0},
    {"detection", detection_arguments, "fraction", "P(test fails, given the site is bad)",
     "yield model 1.3", detection, 0},
    {"escape_rate", escape_arguments, "fraction",
     "bad fraction among what passes; NULL when nothing passes", "yield model 1.3", escape_rate, 0},
    {"binomial_at_least", binomial_arguments, "fraction",
     "P(at least k of n independent sites are good)", "yield model 1.7", binomial_at_least, 0},
};

const struct function_group functions_yield = {rows, sizeof rows / sizeof *rows};
