#include "base/quantity_figure.h"

#include <math.h>
#include <string.h>

/* How two figures of a range are joined. */
enum joint { JOINT_NONE, JOINT_DOTS, JOINT_WORD, JOINT_HYPHEN, JOINT_UNCLEAR };

/* What joins the figure just read to a next one. A hyphen joins only where it cannot be a sign:
 * behind an unsigned figure, with blanks on both sides or on none. */
static enum joint read_joint(struct quantity_text *parse)
{
    const char *start = parse->at;
    quantity_skip_spaces(parse);
    bool is_spaced = parse->at > start;
    if (strncmp(parse->at, "..", 2) == 0) {
        size_t dots = strspn(parse->at, ".");
        parse->at += dots;
        quantity_skip_spaces(parse);
        return dots <= 3 ? JOINT_DOTS : JOINT_UNCLEAR;
    }
    if (*parse->at == '~' ||
        (is_spaced && quantity_is_word(parse->at, strcspn(parse->at, " "), "to"))) {
        parse->at += *parse->at == '~' ? 1 : 2;
        quantity_skip_spaces(parse);
        return JOINT_WORD;
    }
    if (*parse->at == '-') {
        bool is_spaced_behind = parse->at[1] == ' ';
        parse->at++;
        quantity_skip_spaces(parse);
        bool is_clear = !parse->figures[0].is_signed && is_spaced == is_spaced_behind;
        return is_clear ? JOINT_HYPHEN : JOINT_UNCLEAR;
    }
    parse->at = start;
    return JOINT_NONE;
}

static enum optibom_status read_figures(struct quantity_text *parse)
{
    enum optibom_status status = quantity_read_figure(parse);
    enum joint joint = JOINT_NONE;
    while (status == OPTIBOM_OK) {
        enum joint next = read_joint(parse);
        if (next == JOINT_NONE)
            break;
        if (next == JOINT_UNCLEAR)
            return quantity_unreadable(parse, "joins figures in a way that may mean two things");
        if (joint != JOINT_NONE && (joint != JOINT_DOTS || next != JOINT_DOTS ||
                                    parse->figure_count == QUANTITY_FIGURES_MAX))
            return quantity_unreadable(parse, "joins too many figures");
        joint = next;
        status = quantity_read_figure(parse);
    }
    return status;
}

/* Gives the figures of one range or limit their sides. */
static void set_sides(struct quantity_text *parse, enum quantity_side side)
{
    struct quantity_figure *figures = parse->figures;
    size_t count = parse->figure_count;
    for (size_t i = 0; i < count; i++)
        figures[i].side = QUANTITY_SIDE_TYP;
    if (count > 1) {
        figures[0].side = QUANTITY_SIDE_MIN;
        figures[count - 1].side = QUANTITY_SIDE_MAX;
    } else if (side != QUANTITY_SIDE_NONE) {
        figures[0].side = side;
    }
}

/* One range or limit: a side word in front or behind, figures, nothing else. */
static enum optibom_status read_one(struct quantity_text *parse)
{
    enum quantity_side side = quantity_read_side(parse, true);
    enum optibom_status status = read_figures(parse);
    if (status != OPTIBOM_OK)
        return status;
    quantity_skip_spaces(parse);
    bool is_bracketed = *parse->at == '(';
    parse->at += is_bracketed;
    enum quantity_side behind =
        *parse->at != '\0' ? quantity_read_side(parse, false) : QUANTITY_SIDE_NONE;
    if (is_bracketed && *parse->at == ')' && behind != QUANTITY_SIDE_NONE)
        parse->at++;
    else if (is_bracketed)
        return quantity_unreadable(parse, "has a remark in brackets that is not understood");
    if (*parse->at != '\0')
        return quantity_unreadable(parse, "has text around the figure that is not understood");
    if (behind != QUANTITY_SIDE_NONE && side != QUANTITY_SIDE_NONE)
        return quantity_unreadable(parse, "names a limit twice");
    if (behind != QUANTITY_SIDE_NONE)
        side = behind;
    if (side != QUANTITY_SIDE_NONE && parse->figure_count > 1)
        return quantity_unreadable(parse, "is a range and a limit at once");
    set_sides(parse, side);
    return OPTIBOM_OK;
}

/* Tries the form `read` from the start; `parse` changes only when the text has that form. */
static bool has_form(struct quantity_text *parse,
                     enum optibom_status (*read)(struct quantity_text *parse))
{
    struct error ignored = {0};
    struct quantity_text trial = *parse;
    trial.err = &ignored;
    if (read(&trial) != OPTIBOM_OK)
        return false;
    trial.err = parse->err;
    *parse = trial;
    return true;
}

/* What is wrong with a text of no form is told of the commonest one. */
static enum optibom_status read_text(struct quantity_text *parse)
{
    if (has_form(parse, read_one) || has_form(parse, quantity_read_sides) ||
        has_form(parse, quantity_read_tolerance))
        return OPTIBOM_OK;
    return read_one(parse);
}

static enum optibom_status convert_figures(struct quantity_text *parse)
{
    for (size_t i = 0; i < parse->figure_count; i++) {
        const struct quantity_unit *from = quantity_unit_of(parse, i);
        struct quantity_figure *figure = &parse->figures[i];
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

static struct range range_of(const struct quantity_text *parse)
{
    struct range range = range_none();
    for (size_t i = 0; i < parse->figure_count; i++) {
        const struct quantity_figure *figure = &parse->figures[i];
        double *side = figure->side == QUANTITY_SIDE_MIN   ? &range.min
                       : figure->side == QUANTITY_SIDE_MAX ? &range.max
                                                           : &range.typ;
        *side = figure->value;
    }
    return range;
}

static enum optibom_status find_wanted(const struct quantity_unit **out, const char *symbol,
                                       struct quantity_text *parse)
{
    *out = *symbol != '\0' ? quantity_unit_find(symbol) : NULL;
    if (*out != NULL || *symbol == '\0')
        return OPTIBOM_OK;
    parse->fault = QUANTITY_UNKNOWN_UNIT;
    return error_set(parse->err, OPTIBOM_BAD_INPUT,
                     "unit \"%s\", in which \"%s\" is to be read, is not known", symbol,
                     parse->excerpt);
}

static enum optibom_status parse_range(struct range *out, struct quantity_text *parse,
                                       const char *text, const char *bare_unit, const char *unit)
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
        status = quantity_unreadable(parse, "is too long for a figure");
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
    struct quantity_text parse = {.err = err};
    enum optibom_status status = parse_range(out, &parse, text, bare_unit, unit);
    *fault = parse.fault;
    return status;
}

const struct quantity_unit *quantity_unit_written(const char *text, const char *unit)
{
    char plain[SCAN_TEXT_SIZE];
    struct error ignored = {0};
    struct quantity_text parse = {.at = plain, .err = &ignored};
    parse.to = *unit != '\0' ? quantity_unit_find(unit) : NULL;
    if (!scan_plain(plain, text) || read_text(&parse) != OPTIBOM_OK)
        return NULL;
    return quantity_unit_of(&parse, parse.figure_count - 1);
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
