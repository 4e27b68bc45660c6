/*
 * Statements:
 *
 * F1  NULL in an argument gives no value, whatever the others are. Only `parameter` of detection
 *     may be NULL, with the conventions that do not read it.
 * F2  An argument outside its domain is an error, never a silent clamp: "FUNCTION: ARGUMENT is
 *     VALUE; it must be DOMAIN".
 * F3  No value, with a reason: where the formula has none (nothing passes, no bandwidth, 0 mW in
 *     dBm), and where the result would not be a finite number.
 * F4  An infinite clustering alpha, as a number or the text 'inf', is Poisson (A25); no other
 *     argument may be infinite.
 * F5  Yields are taken as given and turned to 1-y, which is exact from 0.5 up; binomial_at_least
 *     counts failures below that, so that a small p keeps its digits.
 * F6  Energy per bit in pJ = W / Gbps * 1000; dBm = 10 log10(mW).
 *
 * Formulas: evaluate/die.c, coverage.c, binomial.c (yield model 1.2, 1.3, 1.7); units:
 * base/quantity.h.
 */
#include "extension/function.h"

#include "base/quantity.h"
#include "base/scan.h"

#include <math.h>
#include <stdio.h>

static void describe(char out[SCAN_EXCERPT_SIZE + 2], const struct function_value *value)
{
    char excerpt[SCAN_EXCERPT_SIZE];
    if (value->kind == FUNCTION_NUMBER) {
        snprintf(out, SCAN_EXCERPT_SIZE + 2, "%.15g", value->number);
        return;
    }
    scan_excerpt(excerpt, value->text);
    snprintf(out, SCAN_EXCERPT_SIZE + 2, "'%s'", excerpt);
}

/* 'inf' is a number too; whether infinity is admitted is up to the domain. */
static bool find_number(struct function_value *value)
{
    if (value->kind == FUNCTION_NUMBER)
        return true;
    if (!scan_same(value->text, "inf"))
        return false;
    *value = (struct function_value){FUNCTION_NUMBER, INFINITY, NULL};
    return true;
}

static bool find_word(struct function_value *value, const struct function_word *word)
{
    if (value->kind != FUNCTION_TEXT)
        return false;
    while (word->text != NULL && !scan_same(word->text, value->text))
        word++;
    if (word->text == NULL)
        return false;
    *value = (struct function_value){FUNCTION_NUMBER, word->value, NULL};
    return true;
}

static bool is_accepted(struct function_value *value, const struct function_domain *domain)
{
    switch (domain->kind) {
    case FUNCTION_OF_NUMBER:
        return find_number(value) && value->number >= domain->low &&
               value->number <= domain->high &&
               !(domain->is_above_low && value->number == domain->low) &&
               !(domain->is_whole && value->number != floor(value->number));
    case FUNCTION_OF_WORD:
        return find_word(value, domain->words);
    case FUNCTION_OF_UNIT:
        return value->kind == FUNCTION_TEXT && quantity_unit_find(value->text) != NULL;
    default:
        return true;
    }
}

static enum optibom_status missing(const struct function *function,
                                   const struct function_argument *argument, struct error *err)
{
    return error_set(err, OPTIBOM_NOT_FOUND, "%s: no value without %s", function->name,
                     argument->name);
}

/* F1, F2 */
enum optibom_status function_check(struct function_value *value, const struct function *function,
                                   const struct function_argument *argument, struct error *err)
{
    const struct function_domain *domain = argument->domain;
    char given[SCAN_EXCERPT_SIZE + 2];
    if (domain->kind == FUNCTION_OF_OPTIONAL)
        return OPTIBOM_OK;
    if (value->kind == FUNCTION_NULL)
        return missing(function, argument, err);
    if (is_accepted(value, domain))
        return OPTIBOM_OK;
    describe(given, value);
    return error_set(err, OPTIBOM_BAD_INPUT, "%s: %s is %s; it must be %s", function->name,
                     argument->name, given, domain->text);
}

int function_argument_count(const struct function *function)
{
    int n = 0;
    while (function->arguments[n].name != NULL)
        n++;
    return n;
}

bool function_takes_text(const struct function_argument *argument)
{
    return argument->domain->kind == FUNCTION_OF_TEXT || argument->domain->kind == FUNCTION_OF_UNIT;
}

void function_signature(struct buf *out, const struct function *function)
{
    buf_printf(out, "%s(", function->name);
    for (int i = 0; i < function_argument_count(function); i++)
        buf_printf(out, "%s%s", i > 0 ? ", " : "", function->arguments[i].name);
    buf_putc(out, ')');
}

void function_argument_text(struct buf *out, const struct function_argument *argument)
{
    buf_printf(out, "%s, %s", argument->meaning, argument->domain->text);
}

enum optibom_status function_call(double *out, const struct function *function,
                                  const struct function_value *arguments, struct error *err)
{
    struct function_value accepted[FUNCTION_ARGUMENTS_MAX] = {{FUNCTION_NULL, 0, NULL}};
    int n = function_argument_count(function);
    for (int i = 0; i < n; i++) {
        accepted[i] = arguments[i];
        if (arguments[i].kind == FUNCTION_NULL &&
            function->arguments[i].domain->kind != FUNCTION_OF_OPTIONAL)
            return missing(function, &function->arguments[i], err);
    }
    for (int i = 0; i < n; i++) {
        enum optibom_status status =
            function_check(&accepted[i], function, &function->arguments[i], err);
        if (status != OPTIBOM_OK)
            return status;
    }
    double value = function->compute(function, accepted, err);
    if (isfinite(value)) {
        *out = value;
        return OPTIBOM_OK;
    }
    return error_set(err, OPTIBOM_NOT_FOUND, "%s: no value: the result is not a finite number",
                     function->name);
}
