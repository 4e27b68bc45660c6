/*
 * Quantities with units as people and datasheets write them: "14.5 W", "14500 mW", "1.31 um",
 * "800G", "-2.9 dBm", "8..9 W", "< 15 W", "300 m". A value is converted to the unit asked for; a
 * unit of another quantity is refused, never guessed at.
 */
#ifndef OPTIBOM_BASE_QUANTITY_H
#define OPTIBOM_BASE_QUANTITY_H

#include "base/error.h"
#include "base/range.h"

#include <stdbool.h>
#include <stddef.h>

struct quantity_unit {
    const char *symbol; /* as it is printed: "W", "Gbps", "um", "dBm", "%" */
    const char
        *quantity; /* "power", "data_rate", "length" ...; lengths of all sizes are one quantity */
    double factor; /* value in the quantity's base unit = value * factor + offset */
    double offset; /* 0 but for temperatures; dBm is a quantity of its own, not linear */
};

/* NULL when no unit has that symbol or alias (case-sensitive first, then not: "gbps", "Watts").
 * Where letters of the other case mean another unit ("mw": mW or MW, "gb/s": Gb/s or GB/s), only
 * the exact case counts. */
const struct quantity_unit *quantity_unit_find(const char *symbol);

/* True for a text that is a unit but for the case of its letters, or nearly one ("wats"): where no
 * unit stands, it may have been meant as one. */
bool quantity_unit_resembles(const char *text);

/* True for units of one quantity, and between power and optical power. */
bool quantity_unit_converts(const struct quantity_unit *from, const struct quantity_unit *to);

/* `value` between units that convert; NaN when it has no counterpart (0 mW in dBm). */
double quantity_unit_convert(double value, const struct quantity_unit *from,
                             const struct quantity_unit *to);

/* Reads one value or range into `unit` (a symbol of quantity_unit_find; "" for a bare number).
 * Forms: "5", "5 W", "8..9 W", "9.5..11..12.5 dBm", "0 to 70 C", "max 15 W", "15 W max", "< 15 W",
 * "<= 15 W", ">= 3", "min 3", "typ 5", "~5", "min 1 typ 2 max 3 dBm", "12 W typ, 14 W max",
 * "12 (typ) 14 (max) W", "1310 +/- 10 nm", "3.3 V +/- 5 %"; a bare number takes `unit`. Decimal
 * point only; commas are thousands separators only in well-formed groups ("1,234.50"), else an
 * error. A plain value fills typ; a bound fills min or max only; a tolerance fills all three.
 * Errors: OPTIBOM_BAD_INPUT with a sentence that names the text, the unit expected and why. */
enum optibom_status quantity_parse(struct range *out, const char *text, const char *unit,
                                   struct error *err);

/* What is wrong with a text, for callers that sort problems into kinds. */
enum quantity_fault {
    QUANTITY_FINE,
    QUANTITY_UNREADABLE,   /* no figure, or words around it that are not understood */
    QUANTITY_UNKNOWN_UNIT, /* a unit that quantity_unit_find does not know */
    QUANTITY_OTHER_UNIT,   /* a unit of another quantity, or a value without a counterpart */
    QUANTITY_DISORDER      /* min > typ, typ > max or min > max */
};

/* As quantity_parse; a bare number takes `bare_unit` and the result is in `unit`. */
enum optibom_status quantity_parse_as(struct range *out, enum quantity_fault *fault,
                                      const char *text, const char *bare_unit, const char *unit,
                                      struct error *err);

/* The unit that is written in a text which has a form of quantity_parse for `unit`, NULL when there
 * is none. It need not convert to `unit`. */
const struct quantity_unit *quantity_unit_written(const char *text, const char *unit);

/* Bytes of a word of side ("max.", "typ", "up to", "<=") at the start of a plain text, with the
 * colon and the blanks behind it; 0 when none stands there. */
size_t quantity_side_length(const char *text);

/* As quantity_parse, but one plain value: a bound or a range is an error. */
enum optibom_status quantity_parse_value(double *out, const char *text, const char *unit,
                                         struct error *err);

/* Value of `value` `from` in `to`; OPTIBOM_BAD_INPUT when the units measure different things.
 * dBm and mW convert into each other (10 log10); dB does not convert to either. */
enum optibom_status quantity_convert(double *out, double value, const char *from, const char *to,
                                     struct error *err);

#endif
