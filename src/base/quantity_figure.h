/*
 * Figures, units and words of side within a text: what the forms of quantity_parse are made of.
 * Inside of base/quantity only.
 */
#ifndef OPTIBOM_BASE_QUANTITY_FIGURE_H
#define OPTIBOM_BASE_QUANTITY_FIGURE_H

#include "base/quantity.h"
#include "base/scan.h"

#include <stdbool.h>
#include <stddef.h>

enum { QUANTITY_FIGURES_MAX = 3 };

enum quantity_side { QUANTITY_SIDE_NONE, QUANTITY_SIDE_MIN, QUANTITY_SIDE_TYP, QUANTITY_SIDE_MAX };

struct quantity_figure {
    double value;
    const struct quantity_unit *unit; /* NULL when none is written */
    bool is_signed;
    enum quantity_side side;
};

/* A text while it is read. */
struct quantity_text {
    char excerpt[SCAN_EXCERPT_SIZE];       /* for messages */
    const char *at;                        /* in its plain form */
    const struct quantity_unit *bare, *to; /* NULL for "" */
    struct quantity_figure figures[QUANTITY_FIGURES_MAX];
    size_t figure_count;
    enum quantity_fault fault;
    struct error *err;
};

/* Sets the fault and the sentence: "TEXT" why; write one figure or a range ... */
enum optibom_status quantity_unreadable(struct quantity_text *parse, const char *why);

void quantity_skip_spaces(struct quantity_text *parse);

/* Reads "max", "<=", "up to" ... at the place; QUANTITY_SIDE_NONE when none stands there. */
enum quantity_side quantity_read_side(struct quantity_text *parse, bool is_prefix);

/* True when the `length` bytes at `at` are `word`, without regard to case. */
bool quantity_is_word(const char *at, size_t length, const char *word);

/* Bytes of a plus-minus sign ("+/-" too) at `at`, 0 when none stands there. */
size_t quantity_plus_minus(const char *at);

/* A unit behind a figure, of one word ("W") or two ("deg C"); none is fine. */
enum optibom_status quantity_read_unit(struct quantity_text *parse, struct quantity_figure *figure);

/* Reads sign, digits, exponent and unit of one figure into figures[figure_count++]. */
enum optibom_status quantity_read_figure(struct quantity_text *parse);

/* The unit written with any figure holds for those without; else the bare unit. */
const struct quantity_unit *quantity_unit_of(const struct quantity_text *parse, size_t index);

/* "typ 12 max 14 W", "12 W typ, 14 W max": two or three figures, each with its side. */
enum optibom_status quantity_read_sides(struct quantity_text *parse);

/* "1310 +/- 10 nm", "3.3 V +/- 5 %": leaves min, typ and max as three figures of one unit. */
enum optibom_status quantity_read_tolerance(struct quantity_text *parse);

#endif
