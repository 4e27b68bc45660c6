#include "report/spec/condition_value.h"

#include "base/scan.h"
#include "base/utf8.h"

#include <math.h>

const struct condition_value condition_error = {.kind = CONDITION_ERROR, .text = ""};

struct condition_value condition_text(const char *text, size_t length)
{
    return (struct condition_value){.kind = CONDITION_TEXT, .text = text, .length = length};
}

struct condition_value condition_number(double number)
{
    if (!isfinite(number))
        return condition_error;
    return (struct condition_value){.kind = CONDITION_NUMBER, .number = number, .text = ""};
}

bool condition_is_counted(const struct condition_value *value)
{
    return value->kind == CONDITION_NUMBER || value->kind == CONDITION_EMPTY;
}

struct condition_value condition_calculate(const struct condition_value *a, char sign,
                                           const struct condition_value *b)
{
    if (!condition_is_counted(a) || !condition_is_counted(b))
        return condition_error;
    switch (sign) {
    case '+':
        return condition_number(a->number + b->number);
    case '-':
        return condition_number(a->number - b->number);
    case '*':
        return condition_number(a->number * b->number);
    default:
        return b->number != 0 ? condition_number(a->number / b->number) : condition_error;
    }
}

/* Moves `at` past one character and returns its bytes. */
static size_t next_character(const struct condition_value *value, size_t *at)
{
    size_t length = utf8_length(value->text + *at);
    if (length == 0 || *at + length > value->length)
        length = 1;
    bool is_doubled = value->is_literal && value->text[*at] == '"';
    *at += length + is_doubled;
    return length;
}

/* Characters compare as their bytes do, letters as small ones. */
static int compare_texts(const struct condition_value *a, const struct condition_value *b)
{
    size_t i = 0, j = 0;
    while (i < a->length && j < b->length) {
        const char *one = a->text + i, *two = b->text + j;
        size_t one_length = next_character(a, &i), two_length = next_character(b, &j);
        for (size_t c = 0; c < one_length && c < two_length; c++) {
            int difference = (unsigned char)scan_lower(one[c]) - (unsigned char)scan_lower(two[c]);
            if (difference != 0)
                return difference;
        }
    }
    return (i < a->length) - (j < b->length);
}

/* Numbers that differ by rounding alone are equal, as spreadsheets have it: 0.1+0.2=0.3. */
static int compare_numbers(double a, double b)
{
    if (fabs(a - b) <= ldexp(fmax(fabs(a), fabs(b)), -48))
        return 0;
    return a < b ? -1 : 1;
}

int condition_compare(const struct condition_value *a, const struct condition_value *b)
{
    bool is_text = a->kind == CONDITION_TEXT || b->kind == CONDITION_TEXT;
    if (is_text && (a->kind == CONDITION_NUMBER || b->kind == CONDITION_NUMBER))
        return a->kind == CONDITION_TEXT ? 1 : -1;
    return is_text ? compare_texts(a, b) : compare_numbers(a->number, b->number);
}

/* ---- functions ---- */

/* Whether all (or else one) of them hold; empty cells do not count. */
static struct condition_value combine(const struct condition_value *of, size_t count, bool is_all)
{
    bool holds = is_all;
    for (size_t i = 0; i < count; i++) {
        if (!condition_is_counted(&of[i]))
            return condition_error;
        if (of[i].kind == CONDITION_NUMBER && (of[i].number != 0) != is_all)
            holds = !is_all;
    }
    return condition_number(holds);
}

static struct condition_value all_hold(const struct condition_value *of, size_t count)
{
    return combine(of, count, true);
}

static struct condition_value one_holds(const struct condition_value *of, size_t count)
{
    return combine(of, count, false);
}

static struct condition_value negation(const struct condition_value *of, size_t count)
{
    (void)count;
    return condition_is_counted(of) ? condition_number(of->number == 0) : condition_error;
}

static struct condition_value choice(const struct condition_value *of, size_t count)
{
    if (!condition_is_counted(of))
        return condition_error;
    if (of[0].number != 0)
        return of[1];
    return count > 2 ? of[2] : condition_number(0);
}

static struct condition_value absolute(const struct condition_value *of, size_t count)
{
    (void)count;
    return condition_is_counted(of) ? condition_number(fabs(of->number)) : condition_error;
}

/* The greatest of sign * value; empty cells do not count. */
static struct condition_value outermost(const struct condition_value *of, size_t count, double sign)
{
    double best = -INFINITY;
    for (size_t i = 0; i < count; i++) {
        if (!condition_is_counted(&of[i]))
            return condition_error;
        if (of[i].kind == CONDITION_NUMBER)
            best = fmax(best, sign * of[i].number);
    }
    return condition_number(isfinite(best) ? sign * best : 0);
}

static struct condition_value least(const struct condition_value *of, size_t count)
{
    return outermost(of, count, -1);
}

static struct condition_value greatest(const struct condition_value *of, size_t count)
{
    return outermost(of, count, 1);
}

static size_t characters(const struct condition_value *value)
{
    size_t count = 0;
    for (size_t at = 0; at < value->length; count++)
        next_character(value, &at);
    return count;
}

/* Numbers have no characters here: nothing holds the digits. */
static bool has_characters(const struct condition_value *value)
{
    return value->kind == CONDITION_TEXT || value->kind == CONDITION_EMPTY;
}

/* How many characters LEFT and RIGHT are to give, at most all of them; false: none can be given. */
static bool takes_part(size_t *out, const struct condition_value *of, size_t count)
{
    if (!has_characters(of) || (count > 1 && (!condition_is_counted(&of[1]) || of[1].number < 0)))
        return false;
    double wanted = count > 1 ? of[1].number : 1;
    *out = characters(of);
    if (wanted < (double)*out)
        *out = (size_t)wanted;
    return true;
}

static struct condition_value left(const struct condition_value *of, size_t count)
{
    size_t wanted, end = 0;
    struct condition_value part = *of;
    if (!takes_part(&wanted, of, count))
        return condition_error;
    while (wanted-- > 0)
        next_character(of, &end);
    part.length = end;
    return part;
}

static struct condition_value right(const struct condition_value *of, size_t count)
{
    size_t wanted, start = 0;
    struct condition_value part = *of;
    if (!takes_part(&wanted, of, count))
        return condition_error;
    for (size_t skipped = characters(of) - wanted; skipped > 0; skipped--)
        next_character(of, &start);
    part.text += start;
    part.length -= start;
    return part;
}

static struct condition_value length(const struct condition_value *of, size_t count)
{
    (void)count;
    return has_characters(of) ? condition_number((double)characters(of)) : condition_error;
}

static struct condition_value is_blank(const struct condition_value *of, size_t count)
{
    (void)count;
    return condition_number(of->kind == CONDITION_EMPTY);
}

static struct condition_value is_number(const struct condition_value *of, size_t count)
{
    (void)count;
    return condition_number(of->kind == CONDITION_NUMBER);
}

static struct condition_value is_text(const struct condition_value *of, size_t count)
{
    (void)count;
    return condition_number(of->kind == CONDITION_TEXT);
}

static const struct condition_function FUNCTIONS[] = {
    {"and", 1, CONDITION_ARGUMENTS, all_hold},
    {"or", 1, CONDITION_ARGUMENTS, one_holds},
    {"not", 1, 1, negation},
    {"if", 2, 3, choice},
    {"abs", 1, 1, absolute},
    {"min", 1, CONDITION_ARGUMENTS, least},
    {"max", 1, CONDITION_ARGUMENTS, greatest},
    {"left", 1, 2, left},
    {"right", 1, 2, right},
    {"len", 1, 1, length},
    {"isblank", 1, 1, is_blank},
    {"isnumber", 1, 1, is_number},
    {"istext", 1, 1, is_text},
};

bool condition_is_word(const char *text, size_t size, const char *word)
{
    size_t same = 0;
    while (same < size && word[same] != '\0' && scan_lower(text[same]) == word[same])
        same++;
    return same == size && word[same] == '\0';
}

const struct condition_function *condition_function(const char *name, size_t size)
{
    for (size_t i = 0; i < sizeof FUNCTIONS / sizeof *FUNCTIONS; i++)
        if (condition_is_word(name, size, FUNCTIONS[i].name))
            return &FUNCTIONS[i];
    return NULL;
}
