/*
 * The forms of several figures: one for each side, and a tolerance around one.
 *
 * 1. Sides. Groups of one figure and one word of side, all words in front ("typ 12 max 14 W") or
 *    all behind ("12 W typ 14 W max"); a comma, semicolon or slash between groups frees the order.
 *    A side stands once. Without order "12 W max 14 W" would mean two things; it is not read.
 * 2. Tolerance. t in a unit of the value v: v - t .. v .. v + t. t in %, ppm or as a fraction of a
 *    value that is no fraction itself: t of |v|. t in dB of a value in dBm: v - t .. v + t dBm.
 *    A share of a temperature or of a level in dBm is not read, for it depends on the scale's zero;
 *    nor "0.15 +/- 5 %", which may mean points or a share.
 */
#include "base/quantity_figure.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A word of side behind a figure, "max" or "(max)". */
static enum quantity_side read_side_behind(struct quantity_text *parse)
{
    const char *start = parse->at;
    quantity_skip_spaces(parse);
    bool is_bracketed = *parse->at == '(';
    parse->at += is_bracketed;
    enum quantity_side side = quantity_read_side(parse, false);
    if (is_bracketed && *parse->at != ')')
        side = QUANTITY_SIDE_NONE;
    if (side == QUANTITY_SIDE_NONE)
        parse->at = start;
    else
        parse->at += is_bracketed;
    return side;
}

static bool read_separator(struct quantity_text *parse)
{
    quantity_skip_spaces(parse);
    bool is_separated = *parse->at == ',' || *parse->at == ';' || *parse->at == '/';
    parse->at += is_separated;
    quantity_skip_spaces(parse);
    return is_separated;
}

static bool has_side(const struct quantity_text *parse, enum quantity_side side)
{
    for (size_t i = 0; i < parse->figure_count; i++)
        if (parse->figures[i].side == side)
            return true;
    return false;
}

enum optibom_status quantity_read_sides(struct quantity_text *parse)
{
    bool is_separated = true, is_in_front = false;
    do {
        enum quantity_side side = quantity_read_side(parse, true);
        if (parse->figure_count == QUANTITY_FIGURES_MAX ||
            (!is_separated && is_in_front != (side != QUANTITY_SIDE_NONE)))
            return quantity_unreadable(parse, "has sides in a way that may mean two things");
        is_in_front = side != QUANTITY_SIDE_NONE;
        enum optibom_status status = quantity_read_figure(parse);
        if (status != OPTIBOM_OK)
            return status;
        parse->figure_count--;
        if (!is_in_front)
            side = read_side_behind(parse);
        if (side == QUANTITY_SIDE_NONE || has_side(parse, side))
            return quantity_unreadable(parse, "has a figure without a side of its own");
        parse->figures[parse->figure_count++].side = side;
        is_separated = read_separator(parse);
    } while (*parse->at != '\0');
    return is_separated || parse->figure_count < 2
               ? quantity_unreadable(parse, "has no second figure")
               : OPTIBOM_OK;
}

static bool is_of(const struct quantity_unit *unit, const char *quantity)
{
    return unit != NULL && strcmp(unit->quantity, quantity) == 0;
}

/* Of a bare value: "1310 +/- 10 nm" has the unit of both behind, "3.3 +/- 5 %" that of one. */
static const struct quantity_unit *unit_of_value(const struct quantity_text *parse,
                                                 const struct quantity_unit *width)
{
    bool is_own =
        is_of(width, "fraction") || (is_of(width, "ratio") && is_of(parse->bare, "optical_power"));
    return width == NULL || is_own ? parse->bare : width;
}

/* Half the width of the interval, in the unit of the value; NaN when it has none. */
static double width_of(const struct quantity_figure *value, const struct quantity_figure *width)
{
    const struct quantity_unit *own = value->unit, *other = width->unit;
    if (other == NULL || other == own)
        return width->value;
    if (is_of(other, "fraction") && is_of(own, "fraction"))
        return NAN; /* "0.15 +/- 5 %": of the whole or of the value */
    if (is_of(other, "fraction")) {
        bool has_free_zero = is_of(own, "temperature") || is_of(own, "optical_power");
        double share = width->value * other->factor / quantity_unit_find("1")->factor;
        return has_free_zero ? NAN : share * fabs(value->value);
    }
    if (is_of(own, "optical_power") && is_of(other, "ratio"))
        return width->value;
    /* Of a temperature the offset cancels. */
    bool is_like = own != NULL && strcmp(own->quantity, other->quantity) == 0;
    return is_like ? width->value * other->factor / own->factor : NAN;
}

/* Without the noise of binary fractions: 3.3 V +/- 5 % ends at 3.135. */
static double settle(double value)
{
    char digits[40];
    snprintf(digits, sizeof digits, "%.14g", value);
    return strtod(digits, NULL);
}

enum optibom_status quantity_read_tolerance(struct quantity_text *parse)
{
    enum optibom_status status = quantity_read_figure(parse);
    if (status != OPTIBOM_OK)
        return status;
    quantity_skip_spaces(parse);
    bool is_bracketed = *parse->at == '(';
    parse->at += is_bracketed;
    size_t sign = quantity_plus_minus(parse->at);
    parse->at += sign;
    quantity_skip_spaces(parse);
    if (sign == 0 || !(scan_is_digit(*parse->at) || *parse->at == '.'))
        return quantity_unreadable(parse, "has no tolerance");
    status = quantity_read_figure(parse);
    if (status != OPTIBOM_OK)
        return status;
    quantity_skip_spaces(parse);
    bool is_whole = !is_bracketed || *parse->at == ')';
    parse->at += is_bracketed && is_whole;
    /* "1310 (+/- 10) nm" */
    if (is_bracketed && parse->figures[0].unit == NULL && parse->figures[1].unit == NULL)
        status = quantity_read_unit(parse, &parse->figures[0]);
    if (status != OPTIBOM_OK)
        return status;
    struct quantity_figure value = parse->figures[0], width = parse->figures[1];
    if (value.unit == NULL)
        value.unit = unit_of_value(parse, width.unit);
    double half = width_of(&value, &width);
    if (!is_whole || *parse->at != '\0' || !isfinite(half))
        return quantity_unreadable(parse, "has a tolerance that is not understood");
    for (size_t i = 0; i < QUANTITY_FIGURES_MAX; i++)
        parse->figures[i] = value;
    parse->figure_count = QUANTITY_FIGURES_MAX;
    parse->figures[0].side = QUANTITY_SIDE_MIN;
    parse->figures[0].value = settle(value.value - half);
    parse->figures[1].side = QUANTITY_SIDE_TYP;
    parse->figures[2].side = QUANTITY_SIDE_MAX;
    parse->figures[2].value = settle(value.value + half);
    return OPTIBOM_OK;
}
