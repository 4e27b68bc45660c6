/* Values of the formulas that condition.h evaluates, and what is calculated with them. */
#ifndef OPTIBOM_REPORT_CONDITION_VALUE_H
#define OPTIBOM_REPORT_CONDITION_VALUE_H

#include <stdbool.h>
#include <stddef.h>

enum { CONDITION_ARGUMENTS = 16 };

enum condition_kind { CONDITION_EMPTY, CONDITION_NUMBER, CONDITION_TEXT, CONDITION_ERROR };

struct condition_value {
    enum condition_kind kind;
    double number;    /* 0 when empty */
    const char *text; /* not terminated; "" when empty */
    size_t length;
    bool is_literal; /* of the formula: each quote in it is doubled */
};

struct condition_function {
    const char *name;
    size_t least, most; /* arguments */
    struct condition_value (*call)(const struct condition_value *of, size_t count);
};

extern const struct condition_value condition_error;

struct condition_value condition_text(const char *text, size_t length);

/* An error when it is not finite. */
struct condition_value condition_number(double number);

/* False when it is a text or an error. */
bool condition_is_counted(const struct condition_value *value);

/* `sign` is one of + - * and /. */
struct condition_value condition_calculate(const struct condition_value *a, char sign,
                                           const struct condition_value *b);

/* Below, at or above zero; neither is an error. */
int condition_compare(const struct condition_value *a, const struct condition_value *b);

/* Whether `size` bytes of the text are the word, given in small letters. */
bool condition_is_word(const char *text, size_t size, const char *word);

/* By its name in any case, `size` letters; NULL when there is none. */
const struct condition_function *condition_function(const char *name, size_t size);

#endif
