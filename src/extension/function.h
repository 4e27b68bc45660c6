/*
 * The formula table: one row for each formula that people call by name. The SQL functions, their
 * help and docs/functions.md come from it. Statements in function.c; rows in functions_*.c.
 */
#ifndef OPTIBOM_EXTENSION_FUNCTION_H
#define OPTIBOM_EXTENSION_FUNCTION_H

#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

enum { FUNCTION_ARGUMENTS_MAX = 7 };

enum function_kind { FUNCTION_NULL, FUNCTION_NUMBER, FUNCTION_TEXT };

struct function_value {
    enum function_kind kind;
    double number;    /* of FUNCTION_NUMBER; infinity allowed, NaN not */
    const char *text; /* of FUNCTION_TEXT, borrowed */
};

enum function_domain_kind {
    FUNCTION_OF_NUMBER,
    FUNCTION_OF_WORD,    /* one of `words`, which becomes its number */
    FUNCTION_OF_UNIT,    /* a symbol of base/quantity.h */
    FUNCTION_OF_TEXT,    /* `compute` checks it */
    FUNCTION_OF_OPTIONAL /* may be NULL; `compute` checks it where it reads it */
};

struct function_word {
    const char *text; /* NULL past the last */
    int value;
};

/* What an argument may be. */
struct function_domain {
    enum function_domain_kind kind;
    const char *text; /* completes "it must be ..." */
    double low, high;
    bool is_above_low, is_whole;
    const struct function_word *words;
};

struct function_argument {
    const char *name; /* carries the unit where it has one; NULL past the last argument */
    const char *meaning;
    const struct function_domain *domain;
};

struct function {
    const char *name;
    const struct function_argument *arguments; /* at most FUNCTION_ARGUMENTS_MAX */
    const char *unit;                          /* of the result */
    const char *summary;
    const char *source;
    /* Arguments are inside their domains, words are their number. NaN: no value, and a BAD_INPUT
     * or NOT_FOUND in `err` where there is more to say about it. */
    double (*compute)(const struct function *self, const struct function_value *arguments,
                      struct error *err);
    int variant; /* for `compute`, where rows share one */
};

/* Formulas of one subject: one file each. */
struct function_group {
    const struct function *rows;
    size_t count;
};

extern const struct function_group functions_yield, functions_kgoe, functions_plan, functions_unit;

/* Row `index` of the table, NULL past the last. */
const struct function *function_at(size_t index);

int function_argument_count(const struct function *function);

/* True where a text stays a text even if it could be read as a number. */
bool function_takes_text(const struct function_argument *argument);

/* Appends "gross_dies(width_mm, height_mm, ...)". */
void function_signature(struct buf *out, const struct function *function);

/* Appends meaning and domain of an argument: "expected faults of a die, a finite number ...". */
void function_argument_text(struct buf *out, const struct function_argument *argument);

/* For a `compute` that checks an argument itself: BAD_INPUT outside the domain, NOT_FOUND for NULL;
 * words and 'inf' become their number. */
enum optibom_status function_check(struct function_value *value, const struct function *function,
                                   const struct function_argument *argument, struct error *err);

/* `arguments` has function_argument_count entries; *out is finite with OPTIBOM_OK.
 * OPTIBOM_NOT_FOUND: there is no value, `err` says why. OPTIBOM_BAD_INPUT: an argument is outside
 * its domain; the sentence names function, argument, what it is and what it must be. */
enum optibom_status function_call(double *out, const struct function *function,
                                  const struct function_value *arguments, struct error *err);

#endif
