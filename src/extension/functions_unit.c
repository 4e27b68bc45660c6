/* Units and energy (docs/import.md, docs/metrics.md). */
#include "extension/function_domains.h"

#include "base/quantity.h"

#include <math.h>

static const struct function_domain quantity_text = {
    .kind = FUNCTION_OF_TEXT, .text = "one value; without a unit of its own it is in `unit`"};
static const struct function_domain unit_symbol = {
    .kind = FUNCTION_OF_UNIT, .text = "a unit such as 'W', 'Gbps', 'mm', 'dBm' or '%'"};
static double energy_per_bit(const struct function *self, const struct function_value *in,
                             struct error *err)
{
    if (in[1].number == 0)
        error_set(err, OPTIBOM_NOT_FOUND, "%s: no value: bandwidth_gbps is 0", self->name);
    return in[0].number * 1000 / in[1].number;
}

static double convert(const char *from, const char *to, double value)
{
    return quantity_unit_convert(value, quantity_unit_find(from), quantity_unit_find(to));
}

static double dbm_to_mw(const struct function *self, const struct function_value *in,
                        struct error *err)
{
    (void)self;
    (void)err;
    return convert("dBm", "mW", in[0].number);
}

static double mw_to_dbm(const struct function *self, const struct function_value *in,
                        struct error *err)
{
    if (in[0].number == 0)
        error_set(err, OPTIBOM_NOT_FOUND, "%s: no value: 0 mW has no counterpart in dBm",
                  self->name);
    return convert("mW", "dBm", in[0].number);
}

static double to_unit(const struct function *self, const struct function_value *in,
                      struct error *err)
{
    struct error why = {0};
    double value = in[0].number;
    if (in[0].kind == FUNCTION_TEXT &&
        quantity_parse_value(&value, in[0].text, in[1].text, &why) != OPTIBOM_OK)
        error_set(err, OPTIBOM_BAD_INPUT, "%s: text: %s", self->name, why.text);
    return err->status == OPTIBOM_OK ? value : NAN;
}

static const struct function_argument energy_arguments[] = {
    {"power_w", "power", &domain_not_negative},
    {"bandwidth_gbps", "bandwidth in one direction", &domain_not_negative},
    {NULL, NULL, NULL}};
static const struct function_argument dbm_only[] = {{"x", "power in dBm", &domain_any_number},
                                                    {NULL, NULL, NULL}};
static const struct function_argument mw_only[] = {{"x", "power in mW", &domain_not_negative},
                                                   {NULL, NULL, NULL}};
static const struct function_argument to_unit_arguments[] = {
    {"text", "a quantity as people write it", &quantity_text},
    {"unit", "unit of the result", &unit_symbol},
    {NULL, NULL, NULL}};

static const struct function rows[] = {
    {"energy_per_bit", energy_arguments, "pJ/bit", "power / bandwidth; NULL without bandwidth",
     "docs/metrics.md", energy_per_bit, 0},
    {"dbm_to_mw", dbm_only, "mW", "10^(x/10)", "definition of dBm", dbm_to_mw, 0},
    {"mw_to_dbm", mw_only, "dBm", "10 log10(x); NULL for 0", "definition of dBm", mw_to_dbm, 0},
    {"to_unit", to_unit_arguments, "as asked",
     "the value of a text such as '14500 mW' in a unit that measures the same", "docs/import.md",
     to_unit, 0},
};

const struct function_group functions_unit = {rows, sizeof rows / sizeof *rows};
