#include "base/money.h"

#include "base/scan.h"

#include <stdio.h>
#include <string.h>

enum { DECIMALS_MAX = 6, CURRENCY_SIZE = 4 };

__extension__ typedef __int128 wide;

static const char *const currencies[] = {
    "USD", "EUR", "GBP", "JPY", "CNY", "CHF", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD",
    "KRW", "INR", "ILS", "SEK", "NOK", "DKK", "ISK", "PLN", "CZK", "HUF", "RON", "BGN",
    "TRY", "MXN", "BRL", "ZAR", "AED", "SAR", "THB", "MYR", "PHP", "IDR", "VND",
};

/* Longer signs first. The yen sign is missing: it stands for two currencies. */
static const struct {
    const char *sign, *currency;
} signs[] = {
    {"US$", "USD"},          {"NT$", "TWD"},      {"HK$", "HKD"},          {"CA$", "CAD"},
    {"AU$", "AUD"},          {"NZ$", "NZD"},      {"RMB", "CNY"},          {"$", "USD"},
    {"\xe2\x82\xac", "EUR"}, {"\xc2\xa3", "GBP"}, {"\xe2\x82\xa9", "KRW"}, {"\xe2\x82\xb9", "INR"},
};

bool money_currency_is_known(const char *currency)
{
    for (size_t i = 0; i < sizeof currencies / sizeof *currencies; i++)
        if (strcmp(currencies[i], currency) == 0)
            return true;
    return false;
}

static enum optibom_status refuse(const char *text, const char *why, struct error *err)
{
    char excerpt[SCAN_EXCERPT_SIZE];
    scan_excerpt(excerpt, text);
    return error_set(err, OPTIBOM_BAD_INPUT,
                     "\"%s\" %s; write an amount such as 1234.50, $1,234.50 or 12.00 EUR", excerpt,
                     why);
}

/* Bytes of a currency sign or known three-letter code at `text`, 0 when none stands there. */
static size_t read_currency(char currency[CURRENCY_SIZE], const char *text)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t length = strlen(signs[i].sign);
        if (strncmp(text, signs[i].sign, length) == 0) {
            memcpy(currency, signs[i].currency, CURRENCY_SIZE);
            return length;
        }
    }
    char code[CURRENCY_SIZE] = "";
    for (size_t i = 0; i < CURRENCY_SIZE - 1; i++) {
        if (!scan_is_letter(text[i]))
            return 0;
        code[i] = scan_lower(text[i]) == text[i] ? (char)(text[i] - 'a' + 'A') : text[i];
    }
    if (scan_is_letter(text[CURRENCY_SIZE - 1]) || !money_currency_is_known(code))
        return 0;
    memcpy(currency, code, CURRENCY_SIZE);
    return CURRENCY_SIZE - 1;
}

bool money_currency_find(char currency[CURRENCY_SIZE], const char *word)
{
    char found[CURRENCY_SIZE];
    size_t length = read_currency(found, word);
    if (length == 0 || word[length] != '\0')
        return false;
    memcpy(currency, found, CURRENCY_SIZE);
    return true;
}

static const char *skip_spaces(const char *text)
{
    return text + strspn(text, " ");
}

/* The micro-units of plain digits "1234.5"; NULL or what is wrong with them. */
static const char *read_micros(int64_t *micros, const char *digits, bool is_negative)
{
    const char *point = strchr(digits, '.');
    size_t decimals = point != NULL ? strlen(point + 1) : 0;
    int64_t sum = 0;
    if (decimals > DECIMALS_MAX)
        return "has more than six decimals";
    for (const char *digit = digits; *digit != '\0'; digit++) {
        if (*digit == '.')
            continue;
        int64_t value = is_negative ? -(*digit - '0') : *digit - '0';
        if (__builtin_mul_overflow(sum, 10, &sum) || __builtin_add_overflow(sum, value, &sum))
            return "is larger than any amount kept here";
    }
    for (; decimals < DECIMALS_MAX; decimals++)
        if (__builtin_mul_overflow(sum, 10, &sum))
            return "is larger than any amount kept here";
    *micros = sum;
    return NULL;
}

static const char *read_sign(const char *at, bool *is_negative)
{
    if (*at != '-' && *at != '+')
        return at;
    *is_negative = *at == '-';
    return skip_spaces(at + 1);
}

/* Sign and currency in either order, digits, currency; NULL or what is wrong. */
static const char *read_amount(int64_t *micros, char currency[CURRENCY_SIZE], const char *at)
{
    char digits[SCAN_NUMBER_SIZE], before[CURRENCY_SIZE] = "", behind[CURRENCY_SIZE] = "";
    bool is_negative = false;
    const char *why = NULL, *unsigned_at = read_sign(at, &is_negative);
    size_t length = read_currency(before, unsigned_at);
    at = skip_spaces(unsigned_at + length);
    if (length > 0 && !is_negative)
        at = read_sign(at, &is_negative);
    if (strncmp(at, "\xc2\xa5", 2) == 0)
        return "has a sign that means yen or yuan: write JPY or CNY";
    length = scan_number(digits, at, &why);
    if (length == 0)
        return why;
    at = skip_spaces(at + length);
    length = read_currency(behind, at);
    if (at[length] != '\0')
        return "has text around the amount that is no currency known here";
    if (*before != '\0' && *behind != '\0' && strcmp(before, behind) != 0)
        return "names two currencies";
    why = read_micros(micros, digits, is_negative);
    if (why == NULL && (*before != '\0' || *behind != '\0'))
        memcpy(currency, *before != '\0' ? before : behind, CURRENCY_SIZE);
    return why;
}

enum optibom_status money_parse(int64_t *micros, char currency[4], const char *text,
                                struct error *err)
{
    char plain[SCAN_TEXT_SIZE];
    if (!scan_plain(plain, text))
        return refuse(text, "is too long for an amount", err);
    const char *why = read_amount(micros, currency, plain);
    return why == NULL ? OPTIBOM_OK : refuse(text, why, err);
}

void money_format(char *text, int64_t micros)
{
    uint64_t size = micros < 0 ? 0 - (uint64_t)micros : (uint64_t)micros;
    char decimals[DECIMALS_MAX + 1];
    uint64_t fraction = size % MONEY_MICROS;
    for (size_t i = DECIMALS_MAX; i-- > 0; fraction /= 10)
        decimals[i] = (char)('0' + fraction % 10);
    size_t length = DECIMALS_MAX;
    while (length > 2 && decimals[length - 1] == '0')
        length--;
    decimals[length] = '\0';
    snprintf(text, 32, "%s%llu.%s", micros < 0 ? "-" : "",
             (unsigned long long)(size / MONEY_MICROS), decimals);
}

bool money_multiply(int64_t *out, int64_t micros, int64_t quantity)
{
    int64_t product;
    if (__builtin_mul_overflow(micros, quantity, &product))
        return false;
    *out = product;
    return true;
}

bool money_add(int64_t *out, int64_t a, int64_t b)
{
    int64_t sum;
    if (__builtin_add_overflow(a, b, &sum))
        return false;
    *out = sum;
    return true;
}

bool money_ratio(int64_t *out, int64_t micros, int64_t numerator, int64_t denominator)
{
    if (denominator <= 0)
        return false;
    wide product = (wide)micros * numerator;
    wide quotient = product / denominator, rest = product % denominator;
    wide twice = rest < 0 ? -2 * rest : 2 * rest;
    if (twice > denominator || (twice == denominator && quotient % 2 != 0))
        quotient += product < 0 ? -1 : 1;
    if (quotient > INT64_MAX || quotient < INT64_MIN)
        return false;
    *out = (int64_t)quotient;
    return true;
}
