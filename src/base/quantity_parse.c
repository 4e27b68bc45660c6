#include "base/quantity.h"

#include "base/scan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FIGURES_MAX = 3 };

enum side { SIDE_NONE, SIDE_MIN, SIDE_TYP, SIDE_MAX };

/* How two figures of a range are joined. */
enum joint { JOINT_NONE, JOINT_DOTS, JOINT_WORD, JOINT_HYPHEN, JOINT_UNCLEAR };

struct figure {
    double value;
    const struct quantity_unit *unit; /* NULL when none is written */
    bool is_signed;
};

struct parse {
    char excerpt[SCAN_EXCERPT_SIZE];       /* of the text, for messages */
    const char *at;                        /* in its plain form */
    const struct quantity_unit *bare, *to; /* NULL for "" */
    struct figure figures[FIGURES_MAX];
    size_t figure_count;
    enum side side;
    enum quantity_fault fault;
    struct error *err;
};

static const struct {
    const char *word;
    enum side side;
    bool is_prefix_only;
} side_words[] = {
    {"maximum", SIDE_MAX, false},  {"max.", SIDE_MAX, false},   {"max", SIDE_MAX, false},
    {"up to", SIDE_MAX, true},     {"at most", SIDE_MAX, true}, {"less than", SIDE_MAX, true},
    {"<=", SIDE_MAX, true},        {"<", SIDE_MAX, true},       {"minimum", SIDE_MIN, false},
    {"min.", SIDE_MIN, false},     {"min", SIDE_MIN, false},    {"at least", SIDE_MIN, true},
    {"more than", SIDE_MIN, true}, {">=", SIDE_MIN, true},      {">", SIDE_MIN, true},
    {"typical", SIDE_TYP, false},  {"typ.", SIDE_TYP, false},   {"typ", SIDE_TYP, false},
    {"nominal", SIDE_TYP, false},  {"nom.", SIDE_TYP, false},   {"nom", SIDE_TYP, false},
    {"about", SIDE_TYP, true},     {"approx.", SIDE_TYP, true}, {"approx", SIDE_TYP, true},
    {"ca.", SIDE_TYP, true},       {"~", SIDE_TYP, true},
};

static enum optibom_status unreadable(struct parse *parse, const char *why)
{
    const char *unit = parse->to != NULL ? parse->to->symbol : "";
    const char *space = *unit != '\0' ? " " : "";
    parse->fault = QUANTITY_UNREADABLE;
    return error_set(parse->err, OPTIBOM_BAD_INPUT,
                     "\"%s\" %s; write one figure or a range, as in 5%s%s, 8..9%s%s, max 15%s%s",
                     parse->excerpt, why, space, unit, space, unit, space, unit);
}

static void skip_spaces(struct parse *parse)
{
    while (*parse->at == ' ')
        parse->at++;
}

static bool is_time_wanted(const struct parse *parse)
{
    return parse->to != NULL && strcmp(parse->to->quantity, "time") == 0;
}

/* Reads "max", "<=", "up to" ... at the place; SIDE_NONE when none stands there. */
static enum side read_side(struct parse *parse, bool is_prefix)
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
        skip_spaces(parse);
        return side_words[i].side;
    }
    return SIDE_NONE;
}

static bool is_unit_char(char c)
{
    return scan_is_letter(c) || scan_is_digit(c) || c == '/' || c == '%' || c == '^' ||
           (unsigned char)c >= 0x80;
}

static bool is_word(const char *at, size_t length, const char *word)
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

static bool starts_other_word(struct parse *parse, size_t length)
{
    if (is_word(parse->at, length, "to"))
        return true;
    if (is_time_wanted(parse) && is_word(parse->at, length, "min"))
        return false; /* minutes */
    const char *start = parse->at;
    bool is_side = read_side(parse, false) != SIDE_NONE;
    parse->at = start;
    return is_side;
}

/* A unit behind a figure, of one word ("W") or two ("deg C"); none is fine. */
static enum optibom_status read_unit(struct parse *parse, struct figure *figure)
{
    const char *start = parse->at;
    skip_spaces(parse);
    size_t length = 0;
    while (is_unit_char(parse->at[length]))
        length++;
    if (length == 0 || scan_is_digit(*parse->at) || starts_other_word(parse, length)) {
        parse->at = start;
        return OPTIBOM_OK;
    }
    figure->unit = find_unit(parse->at, length);
    size_t both = length + (parse->at[length] == ' ');
    while (is_unit_char(parse->at[both]))
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

static enum optibom_status read_figure(struct parse *parse)
{
    struct figure figure = {0};
    char digits[SCAN_NUMBER_SIZE + 8];
    const char *why;
    double sign = 1;
    if (*parse->at == '-' || *parse->at == '+') {
        sign = *parse->at == '-' ? -1 : 1;
        figure.is_signed = true;
        parse->at++;
        skip_spaces(parse);
    }
    size_t length = scan_number(digits, parse->at, &why);
    if (length == 0)
        return unreadable(parse, why);
    parse->at += length;
    const char *exponent = parse->at + 1;
    exponent += *parse->at != '\0' && (*exponent == '-' || *exponent == '+');
    if (scan_lower(*parse->at) == 'e' && scan_is_digit(*exponent)) {
        size_t exponent_digits = strspn(exponent, "0123456789");
        size_t size = (size_t)(exponent - parse->at) + exponent_digits, used = strlen(digits);
        if (exponent_digits > 4)
            return unreadable(parse, "has an exponent out of reach");
        memcpy(digits + used, parse->at, size);
        digits[used + size] = '\0';
        parse->at += size;
    }
    figure.value = sign * strtod(digits, NULL);
    if (!isfinite(figure.value))
        return unreadable(parse, "is out of reach");
    enum optibom_status status = read_unit(parse, &figure);
    parse->figures[parse->figure_count++] = figure;
    return status;
}

/* What joins the figure just read to a next one. A hyphen joins only where it cannot be a sign:
 * behind an unsigned figure, with blanks on both sides or on none. */
static enum joint read_joint(struct parse *parse)
{
    const char *start = parse->at;
    skip_spaces(parse);
    bool is_spaced = parse->at > start;
    if (strncmp(parse->at, "..", 2) == 0) {
        size_t dots = strspn(parse->at, ".");
        parse->at += dots;
        skip_spaces(parse);
        return dots <= 3 ? JOINT_DOTS : JOINT_UNCLEAR;
    }
    if (*parse->at == '~' || (is_word(parse->at, strcspn(parse->at, " "), "to") && is_spaced)) {
        parse->at += *parse->at == '~' ? 1 : 2;
        skip_spaces(parse);
        return JOINT_WORD;
    }
    if (*parse->at == '-') {
        bool is_spaced_behind = parse->at[1] == ' ';
        parse->at++;
        skip_spaces(parse);
        bool is_clear = !parse->figures[0].is_signed && is_spaced == is_spaced_behind;
        return is_clear ? JOINT_HYPHEN : JOINT_UNCLEAR;
    }
    parse->at = start;
    return JOINT_NONE;
}

static enum optibom_status read_figures(struct parse *parse)
{
    enum optibom_status status = read_figure(parse);
    enum joint joint = JOINT_NONE;
    while (status == OPTIBOM_OK) {
        enum joint next = read_joint(parse);
        if (next == JOINT_NONE)
            break;
        if (next == JOINT_UNCLEAR)
            return unreadable(parse, "joins figures in a way that may mean two things");
        if (joint != JOINT_NONE &&
            (joint != JOINT_DOTS || next != JOINT_DOTS || parse->figure_count == FIGURES_MAX))
            return unreadable(parse, "joins too many figures");
        joint = next;
        status = read_figure(parse);
    }
    return status;
}

/* Reads all there is: a side word in front or behind, figures, nothing else. */
static enum optibom_status read_text(struct parse *parse)
{
    parse->side = read_side(parse, true);
    enum optibom_status status = read_figures(parse);
    if (status != OPTIBOM_OK)
        return status;
    skip_spaces(parse);
    bool is_bracketed = *parse->at == '(';
    parse->at += is_bracketed;
    enum side behind = *parse->at != '\0' ? read_side(parse, false) : SIDE_NONE;
    if (is_bracketed && *parse->at == ')' && behind != SIDE_NONE)
        parse->at++;
    else if (is_bracketed)
        return unreadable(parse, "has a remark in brackets that is not understood");
    if (*parse->at != '\0')
        return unreadable(parse, "has text around the figure that is not understood");
    if (behind != SIDE_NONE && parse->side != SIDE_NONE)
        return unreadable(parse, "names a limit twice");
    if (behind != SIDE_NONE)
        parse->side = behind;
    if (parse->side != SIDE_NONE && parse->figure_count > 1)
        return unreadable(parse, "is a range and a limit at once");
    return OPTIBOM_OK;
}

/* The unit written with any figure of a range holds for those without; else the bare unit. */
static const struct quantity_unit *unit_of(const struct parse *parse, size_t index)
{
    if (parse->figures[index].unit != NULL)
        return parse->figures[index].unit;
    for (size_t i = parse->figure_count; i-- > 0;)
        if (parse->figures[i].unit != NULL)
            return parse->figures[i].unit;
    return parse->bare;
}

static enum optibom_status convert_figures(struct parse *parse)
{
    for (size_t i = 0; i < parse->figure_count; i++) {
        const struct quantity_unit *from = unit_of(parse, i);
        struct figure *figure = &parse->figures[i];
        if (from == parse->to)
            continue;
        parse->fault = QUANTITY_OTHER_UNIT;
        if (parse->to == NULL)
            return error_set(parse->err, OPTIBOM_BAD_INPUT,
                             "\"%s\": a bare number is expected, without the unit %s",
                             parse->excerpt, from->symbol);
        if (from == NULL)
            return error_set(parse->err, OPTIBOM_BAD_INPUT,
                             "\"%s\" has no unit: write it in %s, as in 5 %s", parse->excerpt,
                             parse->to->symbol, parse->to->symbol);
        if (!quantity_unit_converts(from, parse->to))
            return error_set(parse->err, OPTIBOM_BAD_INPUT,
                             "\"%s\": %s measures %s, but %s is expected: write it in %s",
                             parse->excerpt, from->symbol, from->quantity, parse->to->quantity,
                             parse->to->symbol);
        figure->value = quantity_unit_convert(figure->value, from, parse->to);
        if (!isfinite(figure->value))
            return error_set(parse->err, OPTIBOM_BAD_INPUT,
                             "\"%s\" has no counterpart in %s: write it in %s", parse->excerpt,
                             parse->to->symbol, parse->to->symbol);
        parse->fault = QUANTITY_FINE;
    }
    return OPTIBOM_OK;
}

static struct range range_of(const struct parse *parse)
{
    struct range range = range_none();
    const struct figure *figures = parse->figures;
    if (parse->figure_count > 1) {
        range.min = figures[0].value;
        range.max = figures[parse->figure_count - 1].value;
        if (parse->figure_count == FIGURES_MAX)
            range.typ = figures[1].value;
    } else if (parse->side == SIDE_MIN) {
        range.min = figures[0].value;
    } else if (parse->side == SIDE_MAX) {
        range.max = figures[0].value;
    } else {
        range.typ = figures[0].value;
    }
    return range;
}

static enum optibom_status find_wanted(const struct quantity_unit **out, const char *symbol,
                                       struct parse *parse)
{
    *out = *symbol != '\0' ? quantity_unit_find(symbol) : NULL;
    if (*out != NULL || *symbol == '\0')
        return OPTIBOM_OK;
    parse->fault = QUANTITY_UNKNOWN_UNIT;
    return error_set(parse->err, OPTIBOM_BAD_INPUT,
                     "unit \"%s\", in which \"%s\" is to be read, is not known", symbol,
                     parse->excerpt);
}

static enum optibom_status parse_range(struct range *out, struct parse *parse, const char *text,
                                       const char *bare_unit, const char *unit)
{
    char plain[SCAN_TEXT_SIZE];
    parse->at = plain;
    scan_excerpt(parse->excerpt, text);
    enum optibom_status status = find_wanted(&parse->to, unit, parse);
    if (status == OPTIBOM_OK && strcmp(bare_unit, unit) != 0)
        status = find_wanted(&parse->bare, bare_unit, parse);
    else
        parse->bare = parse->to;
    if (status == OPTIBOM_OK && !scan_plain(plain, text))
        status = unreadable(parse, "is too long for a figure");
    if (status == OPTIBOM_OK)
        status = read_text(parse);
    if (status == OPTIBOM_OK)
        status = convert_figures(parse);
    if (status != OPTIBOM_OK)
        return status;
    struct range range = range_of(parse);
    if (!range_is_ordered(range)) {
        parse->fault = QUANTITY_DISORDER;
        return error_set(parse->err, OPTIBOM_BAD_INPUT,
                         "\"%s\" runs downwards: write the least value first", parse->excerpt);
    }
    *out = range;
    return OPTIBOM_OK;
}

enum optibom_status quantity_parse_as(struct range *out, enum quantity_fault *fault,
                                      const char *text, const char *bare_unit, const char *unit,
                                      struct error *err)
{
    struct parse parse = {.err = err};
    enum optibom_status status = parse_range(out, &parse, text, bare_unit, unit);
    *fault = parse.fault;
    return status;
}

enum optibom_status quantity_parse(struct range *out, const char *text, const char *unit,
                                   struct error *err)
{
    enum quantity_fault fault;
    return quantity_parse_as(out, &fault, text, unit, unit, err);
}

enum optibom_status quantity_parse_value(double *out, const char *text, const char *unit,
                                         struct error *err)
{
    struct range range;
    enum optibom_status status = quantity_parse(&range, text, unit, err);
    if (status != OPTIBOM_OK)
        return status;
    if (isnan(range.typ) || !isnan(range.min) || !isnan(range.max)) {
        char excerpt[SCAN_EXCERPT_SIZE];
        scan_excerpt(excerpt, text);
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "\"%s\" is a range or a limit where one plain figure is expected",
                         excerpt);
    }
    *out = range.typ;
    return OPTIBOM_OK;
}
