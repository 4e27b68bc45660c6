#include "report/spec/condition.h"

#include "base/scan.h"
#include "report/spec/condition_value.h"
#include "report/spec/formula.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_DEPTH = 32, NUMBER_SIZE = 32 };

struct reader {
    const char *at;
    const struct report_spec *spec;
    const struct table *table;
    size_t row;
    unsigned depth;
    bool is_foreign; /* sticky: not of the grammar, or not of this row */
};

static struct condition_value read_value(struct reader *reader);

static struct condition_value foreign(struct reader *reader)
{
    reader->is_foreign = true;
    return condition_error;
}

static char peek(struct reader *reader)
{
    while (scan_is_blank(*reader->at))
        reader->at++;
    return *reader->at;
}

static bool take(struct reader *reader, char c)
{
    if (peek(reader) != c)
        return false;
    reader->at++;
    return true;
}

static struct condition_value value_of(const struct table_cell *cell)
{
    switch (cell->kind) {
    case TABLE_CELL_NULL:
        break;
    case TABLE_CELL_INTEGER:
        return condition_number((double)cell->integer);
    case TABLE_CELL_REAL:
        return condition_number(cell->real);
    case TABLE_CELL_TEXT:
        return condition_text(cell->text, strlen(cell->text));
    case TABLE_CELL_RANGE:
        return condition_number(cell->range->typ);
    }
    return (struct condition_value){.kind = CONDITION_EMPTY, .text = ""};
}

static struct condition_value read_cell(struct reader *reader)
{
    struct formula_part part;
    formula_next(&part, &reader->at);
    if (part.kind != FORMULA_PART_CELL)
        return foreign(reader);
    if (reader->spec != NULL && reader->spec->column_count > 0 &&
        report_spec_column(reader->spec, part.name) == NULL)
        return foreign(reader); /* a defined name */
    for (size_t i = 0; i < reader->table->column_count; i++)
        if (strcmp(reader->table->columns[i].name, part.name) == 0)
            return value_of(table_at(reader->table, reader->row, i));
    return foreign(reader);
}

static struct condition_value read_text(struct reader *reader)
{
    const char *start = ++reader->at;
    while (*reader->at != '\0' && (*reader->at != '"' || reader->at[1] == '"'))
        reader->at += *reader->at == '"' ? 2 : 1;
    if (*reader->at == '\0')
        return foreign(reader);
    struct condition_value value = condition_text(start, (size_t)(reader->at - start));
    value.is_literal = true;
    reader->at++;
    return value;
}

/* Digits, a point and an exponent only reach strtod, so that no hex and no "inf" passes. */
static struct condition_value read_number(struct reader *reader)
{
    char digits[NUMBER_SIZE];
    size_t size = strspn(reader->at, "0123456789.");
    if (size > 0 && scan_lower(reader->at[size]) == 'e') {
        size_t sign = reader->at[size + 1] == '-' || reader->at[size + 1] == '+';
        size_t exponent = strspn(reader->at + size + 1 + sign, "0123456789");
        size += exponent > 0 ? 1 + sign + exponent : 0;
    }
    if (size == 0 || size >= sizeof digits)
        return foreign(reader);
    memcpy(digits, reader->at, size);
    digits[size] = '\0';
    char *end;
    double number = strtod(digits, &end);
    reader->at += size;
    return *end == '\0' && end > digits ? condition_number(number) : foreign(reader);
}

static struct condition_value read_call(struct reader *reader,
                                        const struct condition_function *function)
{
    struct condition_value arguments[CONDITION_ARGUMENTS];
    size_t count = 0;
    do {
        if (count == function->most)
            return foreign(reader);
        arguments[count++] = read_value(reader);
    } while (!reader->is_foreign && take(reader, ','));
    if (reader->is_foreign || count < function->least || !take(reader, ')'))
        return foreign(reader);
    return function->call(arguments, count);
}

/* TRUE, FALSE or a function with its arguments. */
static struct condition_value read_word(struct reader *reader)
{
    const char *name = reader->at;
    size_t size = 0;
    while (scan_is_letter(name[size]))
        size++;
    reader->at += size;
    if (take(reader, '(')) {
        const struct condition_function *function = condition_function(name, size);
        return function != NULL ? read_call(reader, function) : foreign(reader);
    }
    bool is_true = condition_is_word(name, size, "true");
    return is_true || condition_is_word(name, size, "false") ? condition_number(is_true)
                                                             : foreign(reader);
}

static struct condition_value read_group(struct reader *reader)
{
    reader->at++;
    struct condition_value value = read_value(reader);
    return take(reader, ')') ? value : foreign(reader);
}

/* An operand with the signs before it and the percent signs behind it. */
static struct condition_value read_operand(struct reader *reader)
{
    double factor = 1;
    char c;
    while ((c = peek(reader)) == '-' || c == '+') {
        factor = c == '-' ? -factor : factor;
        reader->at++;
    }
    struct condition_value value = c == '{'            ? read_cell(reader)
                                   : c == '"'          ? read_text(reader)
                                   : c == '('          ? read_group(reader)
                                   : scan_is_letter(c) ? read_word(reader)
                                                       : read_number(reader);
    while (!reader->is_foreign && take(reader, '%'))
        factor /= 100;
    if (factor == 1)
        return value;
    struct condition_value times = condition_number(factor);
    return condition_calculate(&value, '*', &times);
}

static struct condition_value read_product(struct reader *reader)
{
    struct condition_value value = read_operand(reader);
    for (char c; !reader->is_foreign && ((c = peek(reader)) == '*' || c == '/');) {
        reader->at++;
        struct condition_value other = read_operand(reader);
        value = condition_calculate(&value, c, &other);
    }
    return value;
}

static struct condition_value read_sum(struct reader *reader)
{
    struct condition_value value = read_product(reader);
    for (char c; !reader->is_foreign && ((c = peek(reader)) == '+' || c == '-');) {
        reader->at++;
        struct condition_value other = read_product(reader);
        value = condition_calculate(&value, c, &other);
    }
    return value;
}

/* What a comparison holds for: below, at and above. */
struct order {
    bool below, at, above;
};

static bool take_order(struct reader *reader, struct order *out)
{
    *out = (struct order){0};
    if (take(reader, '=')) {
        out->at = true;
    } else if (take(reader, '<')) {
        out->below = true;
        out->above = take(reader, '>');
        out->at = !out->above && take(reader, '=');
    } else if (take(reader, '>')) {
        out->above = true;
        out->at = take(reader, '=');
    }
    return out->below || out->at || out->above;
}

/* Comparisons bind loosest and go from left to right. */
static struct condition_value read_value(struct reader *reader)
{
    struct order order;
    if (++reader->depth > MOST_DEPTH)
        return foreign(reader);
    struct condition_value value = read_sum(reader);
    while (!reader->is_foreign && take_order(reader, &order)) {
        struct condition_value other = read_sum(reader);
        if (value.kind == CONDITION_ERROR || other.kind == CONDITION_ERROR) {
            value = condition_error;
            continue;
        }
        int sign = condition_compare(&value, &other);
        value = condition_number(sign < 0 ? order.below : sign > 0 ? order.above : order.at);
    }
    reader->depth--;
    return value;
}

bool condition_holds(const char *formula, const struct report_spec *spec, const struct table *table,
                     size_t row)
{
    struct reader reader = {.at = formula, .spec = spec, .table = table, .row = row};
    struct condition_value value = read_value(&reader);
    return !reader.is_foreign && peek(&reader) == '\0' && value.kind == CONDITION_NUMBER &&
           value.number != 0;
}
