#include "base/quantity_figure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *word;
    enum quantity_side side;
    bool is_prefix_only;
} side_words[] = {
    {"maximum", QUANTITY_SIDE_MAX, false},  {"max.", QUANTITY_SIDE_MAX, false},
    {"max", QUANTITY_SIDE_MAX, false},      {"up to", QUANTITY_SIDE_MAX, true},
    {"at most", QUANTITY_SIDE_MAX, true},   {"less than", QUANTITY_SIDE_MAX, true},
    {"<=", QUANTITY_SIDE_MAX, true},        {"<", QUANTITY_SIDE_MAX, true},
    {"minimum", QUANTITY_SIDE_MIN, false},  {"min.", QUANTITY_SIDE_MIN, false},
    {"min", QUANTITY_SIDE_MIN, false},      {"at least", QUANTITY_SIDE_MIN, true},
    {"more than", QUANTITY_SIDE_MIN, true}, {">=", QUANTITY_SIDE_MIN, true},
    {">", QUANTITY_SIDE_MIN, true},         {"typical", QUANTITY_SIDE_TYP, false},
    {"typ.", QUANTITY_SIDE_TYP, false},     {"typ", QUANTITY_SIDE_TYP, false},
    {"nominal", QUANTITY_SIDE_TYP, false},  {"nom.", QUANTITY_SIDE_TYP, false},
    {"nom", QUANTITY_SIDE_TYP, false},      {"about", QUANTITY_SIDE_TYP, true},
    {"approx.", QUANTITY_SIDE_TYP, true},   {"approx", QUANTITY_SIDE_TYP, true},
    {"ca.", QUANTITY_SIDE_TYP, true},       {"~", QUANTITY_SIDE_TYP, true},
};

enum optibom_status quantity_unreadable(struct quantity_text *parse, const char *why)
{
    const char *unit = parse->to != NULL ? parse->to->symbol : "";
    const char *space = *unit != '\0' ? " " : "";
    parse->fault = QUANTITY_UNREADABLE;
    return error_set(parse->err, OPTIBOM_BAD_INPUT,
                     "\"%s\" %s; write one figure or a range, as in 5%s%s, 8..9%s%s, max 15%s%s",
                     parse->excerpt, why, space, unit, space, unit, space, unit);
}

size_t quantity_plus_minus(const char *at)
{
    static const char *const signs[] = {"\xc2\xb1", "+/-", "+-"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strncmp(at, signs[i], strlen(signs[i])) == 0)
            return strlen(signs[i]);
    return 0;
}

void quantity_skip_spaces(struct quantity_text *parse)
{
    while (*parse->at == ' ')
        parse->at++;
}

static bool is_time_wanted(const struct quantity_text *parse)
{
    return parse->to != NULL && strcmp(parse->to->quantity, "time") == 0;
}

enum quantity_side quantity_read_side(struct quantity_text *parse, bool is_prefix)
{
    for (size_t i = 0; i < sizeof side_words / sizeof *side_words; i++) {
        const char *word = side_words[i].word;
        size_t length = 0;
        if (side_words[i].is_prefix_only && !is_prefix)
            continue;
        while (word[length] != '\0' && scan_lower(parse->at[length]) == word[length])
            length++;
        if (word[length] != '\0' ||
            (scan_is_letter(word[length - 1]) && scan_is_letter(parse->at[length])))
            continue;
        parse->at += length;
        if (is_prefix && (*parse->at == ':' || *parse->at == '='))
            parse->at++;
        quantity_skip_spaces(parse);
        return side_words[i].side;
    }
    return QUANTITY_SIDE_NONE;
}

static bool is_unit_char(const char *at)
{
    return scan_is_letter(*at) || scan_is_digit(*at) || *at == '/' || *at == '%' || *at == '^' ||
           ((unsigned char)*at >= 0x80 && quantity_plus_minus(at) == 0);
}

/* "/max 14 W" behind a unit starts the next figure and is no part of the unit. */
static bool starts_figure(struct quantity_text *parse, const char *slash)
{
    const char *start = parse->at;
    parse->at = slash + 1;
    bool is_start = quantity_read_side(parse, true) != QUANTITY_SIDE_NONE &&
                    (scan_is_digit(*parse->at) || strchr("+-.", *parse->at) != NULL);
    is_start &= *parse->at != '\0';
    parse->at = start;
    return is_start;
}

static size_t unit_length(struct quantity_text *parse)
{
    size_t length = 0;
    while (is_unit_char(parse->at + length) &&
           (parse->at[length] != '/' || !starts_figure(parse, parse->at + length)))
        length++;
    return length;
}

size_t quantity_side_length(const char *text)
{
    struct quantity_text parse = {.at = text};
    quantity_read_side(&parse, true);
    return (size_t)(parse.at - text);
}

bool quantity_is_word(const char *at, size_t length, const char *word)
{
    char copy[SCAN_TEXT_SIZE];
    memcpy(copy, at, length);
    copy[length] = '\0';
    return scan_same(copy, word);
}

static const struct quantity_unit *find_unit(const char *at, size_t length)
{
    char symbol[SCAN_TEXT_SIZE];
    memcpy(symbol, at, length);
    symbol[length] = '\0';
    return quantity_unit_find(symbol);
}

static bool starts_other_word(struct quantity_text *parse, size_t length)
{
    if (quantity_is_word(parse->at, length, "to"))
        return true;
    if (is_time_wanted(parse) && quantity_is_word(parse->at, length, "min"))
        return false; /* minutes */
    const char *start = parse->at;
    bool is_side = quantity_read_side(parse, false) != QUANTITY_SIDE_NONE;
    parse->at = start;
    return is_side;
}

enum optibom_status quantity_read_unit(struct quantity_text *parse, struct quantity_figure *figure)
{
    const char *start = parse->at;
    quantity_skip_spaces(parse);
    size_t length = unit_length(parse);
    if (length == 0 || scan_is_digit(*parse->at) || starts_other_word(parse, length)) {
        parse->at = start;
        return OPTIBOM_OK;
    }
    figure->unit = find_unit(parse->at, length);
    size_t both = length + (parse->at[length] == ' ');
    while (is_unit_char(parse->at + both))
        both++;
    if (figure->unit == NULL && both > length + 1) {
        figure->unit = find_unit(parse->at, both);
        length = figure->unit != NULL ? both : length;
    }
    if (figure->unit == NULL) {
        parse->fault = QUANTITY_UNKNOWN_UNIT;
        return error_set(parse->err, OPTIBOM_BAD_INPUT, "\"%s\": \"%.*s\" is not a known unit%s%s",
                         parse->excerpt, (int)length, parse->at,
                         parse->to != NULL ? "; write the value in " : "; write a bare number",
                         parse->to != NULL ? parse->to->symbol : "");
    }
    parse->at += length;
    return OPTIBOM_OK;
}

enum optibom_status quantity_read_figure(struct quantity_text *parse)
{
    struct quantity_figure figure = {0};
    char digits[SCAN_NUMBER_SIZE + 8];
    const char *why;
    double sign = 1;
    if (*parse->at == '-' || *parse->at == '+') {
        sign = *parse->at == '-' ? -1 : 1;
        figure.is_signed = true;
        parse->at++;
        quantity_skip_spaces(parse);
    }
    size_t length = scan_number(digits, parse->at, &why);
    if (length == 0)
        return quantity_unreadable(parse, why);
    parse->at += length;
    const char *exponent = parse->at + 1;
    exponent += *parse->at != '\0' && (*exponent == '-' || *exponent == '+');
    if (scan_lower(*parse->at) == 'e' && scan_is_digit(*exponent)) {
        size_t exponent_digits = strspn(exponent, "0123456789");
        size_t size = (size_t)(exponent - parse->at) + exponent_digits, used = strlen(digits);
        if (exponent_digits > 4)
            return quantity_unreadable(parse, "has an exponent out of reach");
        memcpy(digits + used, parse->at, size);
        digits[used + size] = '\0';
        parse->at += size;
    }
    figure.value = sign * strtod(digits, NULL);
    if (!isfinite(figure.value))
        return quantity_unreadable(parse, "is out of reach");
    enum optibom_status status = quantity_read_unit(parse, &figure);
    parse->figures[parse->figure_count++] = figure;
    return status;
}

const struct quantity_unit *quantity_unit_of(const struct quantity_text *parse, size_t index)
{
    if (parse->figures[index].unit != NULL)
        return parse->figures[index].unit;
    for (size_t i = parse->figure_count; i-- > 0;)
        if (parse->figures[i].unit != NULL)
            return parse->figures[i].unit;
    return parse->bare;
}
