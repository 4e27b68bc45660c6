#include "import/workbook/workbook_number.h"

#include "base/scan.h"

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    DIGITS_MAX = 40, /* kept; more cannot change a double that Excel wrote */
    DIGITS_SHOWN = 15,
    DIGITS_NOISE = 12, /* as many or fewer of those left: what was cut off was noise */
    DIGITS_EXACT = 17, /* tell every double from every other */
    PLAIN_MAX = 17,    /* digits before the point */
    ZEROS_MAX = 9,     /* behind it */
    TEXT_MAX = 4096    /* bytes of a number; longer is text */
};

/* 0.DIGITS times ten to the power `exponent`; no digits is zero. No zero at either end. */
struct decimal {
    bool is_negative;
    char digits[DIGITS_MAX];
    size_t count;
    int exponent;
};

/* Powers of ten that are doubles exactly. */
static const double tens[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                              1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                              1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
enum { TENS = sizeof tens / sizeof tens[0] };

static void trim(struct decimal *number)
{
    while (number->count > 0 && number->digits[number->count - 1] == '0')
        number->count--;
}

/* Reads digits from `at` on into the number, zeros before the first other left out. Returns the
 * place behind them. */
static size_t read_digits(struct decimal *number, const char *text, size_t at, size_t length,
                          bool is_fraction)
{
    for (; at < length && scan_is_digit(text[at]); at++) {
        if (number->count == 0 && text[at] == '0') {
            number->exponent -= is_fraction;
            continue;
        }
        if (number->count < DIGITS_MAX)
            number->digits[number->count++] = text[at];
        number->exponent += !is_fraction;
    }
    return at;
}

/* Reads "[+-]digits[.digits][e[+-]digits]"; false when `text` is anything else. */
static bool read_decimal(struct decimal *number, const char *text, size_t length)
{
    size_t at = 0, from;
    number->is_negative = false;
    number->count = 0;
    number->exponent = 0;
    if (length > TEXT_MAX)
        return false;
    if (at < length && (text[at] == '-' || text[at] == '+'))
        number->is_negative = text[at++] == '-';
    from = at;
    at = read_digits(number, text, at, length, false);
    bool has_digits = at > from;
    if (at < length && text[at] == '.') {
        from = ++at;
        at = read_digits(number, text, at, length, true);
        has_digits = has_digits || at > from;
    }
    if (has_digits && at < length && scan_lower(text[at]) == 'e') {
        bool is_negative = false;
        int exponent = 0;
        if (++at < length && (text[at] == '-' || text[at] == '+'))
            is_negative = text[at++] == '-';
        from = at;
        for (; at < length && scan_is_digit(text[at]) && exponent < TEXT_MAX; at++)
            exponent = exponent * 10 + (text[at] - '0');
        has_digits = at > from;
        number->exponent += is_negative ? -exponent : exponent;
    }
    trim(number);
    return has_digits && at == length;
}

/* The number with `count` of its digits, fewer than it has, half a step up. */
static struct decimal round_to(const struct decimal *number, size_t count)
{
    struct decimal rounded = *number;
    bool is_up = number->digits[count] >= '5';
    rounded.count = count;
    while (is_up && rounded.count > 0 && rounded.digits[rounded.count - 1] == '9')
        rounded.count--;
    if (is_up && rounded.count > 0) {
        rounded.digits[rounded.count - 1]++;
    } else if (is_up) {
        rounded.digits[rounded.count++] = '1';
        rounded.exponent++;
    }
    trim(&rounded);
    return rounded;
}

/* The first `count` digits as a whole number. */
static int64_t leading_digits(const struct decimal *number, size_t count)
{
    int64_t value = 0;
    for (size_t i = 0; i < count; i++)
        value = value * 10 + (i < number->count ? number->digits[i] - '0' : 0);
    return value;
}

/* A whole number times or by a power of ten is rounded once where both are doubles exactly. Else
 * the number is written for strtod, without a point, for which locales have different signs. */
static double to_double(const struct decimal *number)
{
    char text[DIGITS_MAX + 16];
    int power = number->exponent - (int)number->count;
    if (number->count <= DIGITS_SHOWN && power > -TENS && power < TENS) {
        double digits = (double)leading_digits(number, number->count);
        return power < 0 ? digits / tens[-power] : digits * tens[power];
    }
    memcpy(text, number->digits, number->count);
    snprintf(text + number->count, sizeof text - number->count, "e%d", power);
    return strtod(text, NULL);
}

/* One step of the double, in units of the last of its DIGITS_EXACT digits: its 53 bits count
 * from a power of two. */
static double step_of(const struct decimal *number, int64_t digits)
{
    int power = number->exponent - DIGITS_EXACT, unused;
    double value = (double)digits;
    if (power >= 0 && power < TENS)
        value *= tens[power];
    else if (power < 0 && -power < TENS)
        value /= tens[-power];
    else
        value = to_double(number);
    return ldexp((double)digits / frexp(value, &unused), -DBL_MANT_DIG);
}

static struct decimal without_noise(const struct decimal *number)
{
    bool is_whole = number->exponent >= (int)number->count;
    if (number->count <= DIGITS_SHOWN || (is_whole && number->count <= DIGITS_EXACT))
        return *number;
    struct decimal shown = round_to(number, DIGITS_SHOWN);
    if (shown.count <= DIGITS_NOISE)
        return shown;
    int64_t digits = leading_digits(number, DIGITS_EXACT);
    int64_t near = leading_digits(&shown, DIGITS_EXACT);
    if (shown.exponent == number->exponent &&
        (double)llabs(digits - near) <= step_of(number, digits))
        return shown;
    if (number->count < DIGITS_EXACT)
        return *number;
    struct decimal shorter = round_to(number, DIGITS_EXACT - 1);
    if (to_double(&shorter) == to_double(number))
        return shorter;
    return number->count > DIGITS_EXACT ? round_to(number, DIGITS_EXACT) : *number;
}

static void add_zeros(struct buf *out, int count)
{
    for (int i = 0; i < count; i++)
        buf_putc(out, '0');
}

static void add_plain(struct buf *out, const struct decimal *number)
{
    int count = (int)number->count, exponent = number->exponent;
    if (exponent <= 0) {
        buf_puts(out, "0.");
        add_zeros(out, -exponent);
        buf_add(out, number->digits, number->count);
    } else if (exponent >= count) {
        buf_add(out, number->digits, number->count);
        add_zeros(out, exponent - count);
    } else {
        buf_add(out, number->digits, (size_t)exponent);
        buf_putc(out, '.');
        buf_add(out, number->digits + exponent, (size_t)(count - exponent));
    }
}

static void add_decimal(struct buf *out, const struct decimal *number)
{
    if (number->count == 0) {
        buf_putc(out, '0');
        return;
    }
    if (number->is_negative)
        buf_putc(out, '-');
    if (number->exponent <= PLAIN_MAX && number->exponent >= -ZEROS_MAX) {
        add_plain(out, number);
        return;
    }
    buf_putc(out, number->digits[0]);
    if (number->count > 1) {
        buf_putc(out, '.');
        buf_add(out, number->digits + 1, number->count - 1);
    }
    buf_printf(out, "E%+d", number->exponent - 1);
}

/* In line: this looks at every character of every number. */
static inline bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* True for what would be printed just as it stands: few digits, no zeros to take off. */
static bool is_plain(const char *text, size_t length)
{
    size_t at = length > 0 && text[0] == '-';
    if (length > DIGITS_SHOWN || at == length || !is_digit(text[at]) ||
        (text[at] == '0' && (at + 1 == length ? at > 0 : text[at + 1] != '.')))
        return false;
    while (at < length && is_digit(text[at]))
        at++;
    if (at == length)
        return true;
    if (text[at] != '.' || text[length - 1] == '0')
        return false;
    size_t point = at++;
    while (at < length && is_digit(text[at]))
        at++;
    return at == length && at > point + 1;
}

bool import_workbook_number(struct buf *out, const char *text, size_t length, int shift)
{
    struct decimal number;
    if (shift == 0 && is_plain(text, length)) {
        buf_add(out, text, length);
        return true;
    }
    if (!read_decimal(&number, text, length))
        return false;
    number = without_noise(&number);
    number.exponent += shift;
    add_decimal(out, &number);
    return true;
}

bool import_workbook_number_value(double *value, const char *text, size_t length)
{
    struct decimal number;
    if (!read_decimal(&number, text, length))
        return false;
    *value = number.is_negative ? -to_double(&number) : to_double(&number);
    return true;
}
