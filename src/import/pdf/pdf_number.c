#include "import/pdf/pdf_number.h"

#include "base/scan.h"
#include "import/pdf/pdf_terms.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

const char import_pdf_doubt_comma[] =
    "the comma may be a decimal comma or divide thousands: compare it with the document";

static void skip_blanks(struct import_pdf_numbers *numbers)
{
    while (*numbers->at == ' ')
        numbers->at++;
}

static const struct {
    const char *word;
    enum import_pdf_side side;
    bool is_prefix_only;
} sides[] = {
    {"maximum", IMPORT_PDF_HIGH, false},
    {"max.", IMPORT_PDF_HIGH, false},
    {"max", IMPORT_PDF_HIGH, false},
    {"up to", IMPORT_PDF_HIGH, true},
    {"less than", IMPORT_PDF_HIGH, true},
    {"not more than", IMPORT_PDF_HIGH, true},
    {"below", IMPORT_PDF_HIGH, true},
    {"under", IMPORT_PDF_HIGH, true},
    {"at most", IMPORT_PDF_HIGH, true},
    {"<=", IMPORT_PDF_HIGH, true},
    {"<", IMPORT_PDF_HIGH, true},
    {"\xe2\x89\xa4", IMPORT_PDF_HIGH, true},
    {"\xe2\xa9\xbd", IMPORT_PDF_HIGH, true},
    {"\xe2\x89\xa6", IMPORT_PDF_HIGH, true},
    {"minimum", IMPORT_PDF_LOW, false},
    {"min.", IMPORT_PDF_LOW, false},
    {"min", IMPORT_PDF_LOW, false},
    {"at least", IMPORT_PDF_LOW, true},
    {"more than", IMPORT_PDF_LOW, true},
    {"greater than", IMPORT_PDF_LOW, true},
    {"over", IMPORT_PDF_LOW, true},
    {">=", IMPORT_PDF_LOW, true},
    {">", IMPORT_PDF_LOW, true},
    {"\xe2\x89\xa5", IMPORT_PDF_LOW, true},
    {"\xe2\xa9\xbe", IMPORT_PDF_LOW, true},
    {"\xe2\x89\xa7", IMPORT_PDF_LOW, true},
    {"typically", IMPORT_PDF_MIDDLE, false},
    {"typical", IMPORT_PDF_MIDDLE, false},
    {"typ.", IMPORT_PDF_MIDDLE, false},
    {"typ", IMPORT_PDF_MIDDLE, false},
    {"nominal", IMPORT_PDF_MIDDLE, false},
    {"nom.", IMPORT_PDF_MIDDLE, false},
    {"approx.", IMPORT_PDF_MIDDLE, true},
    {"approximately", IMPORT_PDF_MIDDLE, true},
    {"about", IMPORT_PDF_MIDDLE, true},
    {"~", IMPORT_PDF_MIDDLE, true},
    {"\xe2\x89\x88", IMPORT_PDF_MIDDLE, true},
};

static enum import_pdf_side read_side(struct import_pdf_numbers *numbers, bool is_prefix)
{
    const char *start = numbers->at;
    bool is_bracketed = !is_prefix && *start == '(';
    for (size_t i = 0; i < COUNT(sides); i++) {
        const char *word = sides[i].word, *at = start + is_bracketed;
        if (sides[i].is_prefix_only && !is_prefix)
            continue;
        while (*word != '\0' && scan_lower(*at) == *word)
            word++, at++;
        if (*word != '\0' || (scan_is_letter(word[-1]) && scan_is_letter(*at)))
            continue;
        if (is_bracketed && *at++ != ')')
            continue;
        numbers->at = at;
        if (is_prefix && (*at == ':' || *at == '='))
            numbers->at++;
        skip_blanks(numbers);
        return sides[i].side;
    }
    return IMPORT_PDF_ANY;
}

/* "E-6", "x10^-12", "x10-12": bytes of it, written as "E-12". */
static size_t read_exponent(char out[8], const char *text)
{
    const char *at = text;
    bool is_plain = scan_lower(*at) == 'e';
    at += is_plain;
    if (!is_plain) {
        while (*at == ' ')
            at++;
        size_t sign = strncmp(at, "\xc3\x97", 2) == 0 ? 2 : *at == 'x' || *at == '*';
        at += sign;
        while (*at == ' ')
            at++;
        if (sign == 0 || strncmp(at, "10", 2) != 0 || (at[2] != '^' && at[2] != '-'))
            return 0;
        at += at[2] == '^' ? 3 : 2;
    }
    size_t digits = strspn(at + (*at == '-' || *at == '+'), "0123456789");
    if (digits == 0 || digits > 3)
        return 0;
    char *end = out;
    *end++ = 'E';
    if (*at == '-')
        *end++ = '-';
    at += *at == '-' || *at == '+';
    memcpy(end, at, digits);
    end[digits] = '\0';
    return (size_t)(at - text) + digits;
}

/* Digits with a point; a comma is taken for one, with a doubt, unless it groups thousands. */
static bool read_digits(struct import_pdf_numbers *numbers, struct import_pdf_number *number)
{
    const char *at = numbers->at;
    size_t used = 0;
    if (*at == '-' || *at == '+') {
        if (*at == '-')
            number->digits[used++] = '-';
        at += at[1] == ' ' && scan_is_digit(at[2]) ? 2 : 1;
    }
    if (!scan_is_digit(*at) && !(*at == '.' && scan_is_digit(at[1])))
        return false;
    bool has_point = false;
    for (; scan_is_digit(*at) || ((*at == '.' || *at == ',') && scan_is_digit(at[1])); at++) {
        if (used > IMPORT_PDF_NUMBER_SIZE - 12 || (*at == '.' && has_point))
            return false;
        if (*at == ',') {
            bool is_group = strspn(at + 1, "0123456789") == 3 && !has_point;
            if (!is_group && has_point) /* "1.234,5" has two of them */
                return false;
            numbers->has_groups = numbers->has_groups || is_group;
            if (!is_group)
                numbers->doubt = import_pdf_doubt_comma;
            if (is_group)
                continue;
            has_point = true;
            number->digits[used++] = '.';
            continue;
        }
        has_point = has_point || *at == '.';
        number->digits[used++] = *at;
    }
    number->digits[used] = '\0';
    char exponent[8];
    size_t length = read_exponent(exponent, at);
    if (length > 0)
        memcpy(number->digits + used, exponent, strlen(exponent) + 1);
    numbers->at = at + length;
    return true;
}

static bool is_unit_byte(char c)
{
    return scan_is_letter(c) || scan_is_digit(c) || c == '%' || c == '/' || c == '^' ||
           ((unsigned char)c & 0x80) != 0;
}

static void read_unit(struct import_pdf_numbers *numbers, struct import_pdf_number *number)
{
    const char *start = numbers->at;
    skip_blanks(numbers);
    const char *at = numbers->at;
    size_t length = 0;
    while (is_unit_byte(at[length]) && strncmp(at + length, "\xe2\x80", 2) != 0)
        length++;
    const char *degree = "\xc2\xb0 ";
    size_t cut = 0; /* a blank in the unit, "deg C" with its sign */
    if (strncmp(at, degree, 3) == 0 && (at[3] == 'C' || at[3] == 'F') && !is_unit_byte(at[4]))
        length = 4, cut = 1;
    else if (strncmp(at, "deg C", 5) == 0 && !is_unit_byte(at[5]))
        length = 5;
    if (length > 0 && length < IMPORT_PDF_UNIT_SIZE && cut == 0 && import_pdf_is_unit(at, length)) {
        memcpy(number->unit, at, length);
        number->unit[length] = '\0';
    } else if (cut > 0) {
        memcpy(number->unit, "\xc2\xb0", 2);
        number->unit[2] = at[3];
        number->unit[3] = '\0';
    } else {
        numbers->at = start;
        return;
    }
    number->is_glued = at == start;
    numbers->at = at + length;
}

static bool read_number(struct import_pdf_numbers *numbers)
{
    struct import_pdf_number number = {.side = read_side(numbers, true)};
    if (!read_digits(numbers, &number))
        return false;
    read_unit(numbers, &number);
    const char *behind = numbers->at;
    skip_blanks(numbers);
    if (number.side == IMPORT_PDF_ANY)
        number.side = read_side(numbers, false);
    if (number.side == IMPORT_PDF_ANY)
        numbers->at = behind;
    numbers->items[numbers->count++] = number;
    return true;
}

static bool read_range_sign(struct import_pdf_numbers *numbers)
{
    static const char *const signs[] = {"to ", "~",  "\xe2\x80\xa6", "\xe2\x80\x93", "\xe2\x80\x94",
                                        "...", "..", "- ",           "through "};
    const char *start = numbers->at;
    skip_blanks(numbers);
    bool is_spaced = numbers->at > start;
    for (size_t i = 0; i < COUNT(signs); i++) {
        size_t length = strlen(signs[i]);
        if (strncmp(numbers->at, signs[i], length) != 0 || (*signs[i] == '-' && !is_spaced))
            continue;
        numbers->at += length;
        skip_blanks(numbers);
        return true;
    }
    if (*numbers->at == '-' && !is_spaced &&
        (scan_is_digit(numbers->at[1]) || numbers->at[1] == '-' || numbers->at[1] == '+')) {
        numbers->at++;
        return true;
    }
    numbers->at = start;
    return false;
}

/* Another figure of a list that names its sides: "typ. 11 W, max. 13 W". */
static bool read_next_sided(struct import_pdf_numbers *numbers)
{
    struct import_pdf_numbers ahead = *numbers;
    ahead.at += strspn(ahead.at, " ,;/");
    if (ahead.items[0].side == IMPORT_PDF_ANY || !read_number(&ahead) ||
        ahead.items[ahead.count - 1].side == IMPORT_PDF_ANY)
        return false;
    for (size_t i = 0; i + 1 < ahead.count; i++)
        if (ahead.items[i].side == ahead.items[ahead.count - 1].side)
            return false;
    *numbers = ahead;
    return true;
}

/* All figures that stand at the start; false when there is none. */
bool import_pdf_numbers_read(struct import_pdf_numbers *numbers)
{
    if (strncmp(numbers->at, "from ", 5) == 0)
        numbers->at += 5;
    if (!read_number(numbers))
        return false;
    while (numbers->count < IMPORT_PDF_NUMBERS_MAX) {
        struct import_pdf_numbers ahead = *numbers;
        if (ahead.items[0].side == IMPORT_PDF_ANY && read_range_sign(&ahead) &&
            read_number(&ahead) && ahead.items[ahead.count - 1].side == IMPORT_PDF_ANY) {
            ahead.is_range = true;
            *numbers = ahead;
        } else if (numbers->is_range || !read_next_sided(numbers)) {
            break;
        }
    }
    return true;
}
