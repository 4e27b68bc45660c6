#include "import/workbook/workbook_cell.h"

#include "base/scan.h"
#include "import/workbook/workbook_date.h"
#include "import/workbook/workbook_escape.h"
#include "import/workbook/workbook_number.h"

#include <stdio.h>
#include <string.h>

enum { COLUMNS = 16384, PERCENT_SHIFT = 2, INDEX_MAX = 1000000000 };

static const struct {
    const char *name;
    enum import_workbook_cell_type type;
} types[] = {
    {"s", IMPORT_WORKBOOK_CELL_SHARED}, {"n", IMPORT_WORKBOOK_CELL_NUMBER},
    {"b", IMPORT_WORKBOOK_CELL_TRUTH},  {"e", IMPORT_WORKBOOK_CELL_ERROR},
    {"d", IMPORT_WORKBOOK_CELL_DATE},
};

enum import_workbook_cell_type import_workbook_cell_type(const char *name)
{
    if (name == NULL)
        return IMPORT_WORKBOOK_CELL_NUMBER;
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (strcmp(types[i].name, name) == 0)
            return types[i].type;
    return IMPORT_WORKBOOK_CELL_TEXT; /* "str", "inlineStr" */
}

/* In line: these look at every character of every reference. */
enum { LOWER = 'a' - 'A' };

static inline bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool is_letter(char c)
{
    return (c | LOWER) >= 'a' && (c | LOWER) <= 'z';
}

bool import_workbook_cell_column(size_t *column, const char *reference)
{
    size_t number = 0;
    for (; is_letter(*reference) && number <= COLUMNS; reference++)
        number = number * 26 + (size_t)((*reference | LOWER) - 'a') + 1;
    if (number == 0 || number > COLUMNS || !is_digit(*reference))
        return false;
    while (is_digit(*reference))
        reference++;
    *column = number - 1;
    return *reference == '\0';
}

void import_workbook_cell_reference(char out[IMPORT_WORKBOOK_REFERENCE_SIZE], size_t column,
                                    size_t row)
{
    char letters[8];
    size_t at = sizeof letters - 1;
    letters[at] = '\0';
    for (size_t rest = column + 1; rest > 0 && at > 0; rest = (rest - 1) / 26)
        letters[--at] = (char)('A' + (rest - 1) % 26);
    snprintf(out, IMPORT_WORKBOOK_REFERENCE_SIZE, "%s%zu", letters + at, row);
}

/* `value` without blanks at its ends, such as those of indented XML. */
static const char *trim(const char *value, size_t *length)
{
    if (*length > 0 && value[0] > ' ' && value[*length - 1] > ' ')
        return value;
    while (*length > 0 && scan_is_blank(value[*length - 1]))
        --*length;
    while (*length > 0 && scan_is_blank(*value)) {
        value++;
        --*length;
    }
    return value;
}

bool import_workbook_cell_index(size_t *index, const char *value, size_t length)
{
    size_t number = 0;
    value = trim(value, &length);
    for (size_t i = 0; i < length; i++) {
        if (!is_digit(value[i]) || number > INDEX_MAX)
            return false;
        number = number * 10 + (size_t)(value[i] - '0');
    }
    *index = number;
    return length > 0;
}

/* "000042" of a format that shows as many digits. */
static void pad_zeros(struct buf *out, unsigned zeros, const char *value, size_t length)
{
    size_t digits = 0;
    while (digits < length && is_digit(value[digits]))
        digits++;
    for (size_t i = digits; digits == length && i < zeros; i++)
        buf_putc(out, '0');
}

static void add_number(struct buf *out, const struct import_workbook_style *style, bool is_1904,
                       const char *value, size_t length)
{
    value = trim(value, &length);
    if (length == 0)
        return;
    if (style->meaning == IMPORT_WORKBOOK_PERCENT) {
        if (import_workbook_number(out, value, length, PERCENT_SHIFT))
            buf_puts(out, " %");
        else
            buf_add(out, value, length);
        return;
    }
    if (style->meaning != IMPORT_WORKBOOK_NUMBER) {
        double serial;
        if (import_workbook_number_value(&serial, value, length) &&
            import_workbook_date(out, serial, style->meaning, is_1904))
            return;
    }
    if (style->zeros > 0)
        pad_zeros(out, style->zeros, value, length);
    if (!import_workbook_number(out, value, length, 0))
        buf_add(out, value, length);
    else if (style->literal != NULL)
        buf_printf(out, " %s", style->literal);
}

void import_workbook_cell_text(struct buf *out, enum import_workbook_cell_type type,
                               const struct import_workbook_style *style, bool is_1904, char *value,
                               size_t length)
{
    const char *trimmed;
    switch (type) {
    case IMPORT_WORKBOOK_CELL_NUMBER:
        add_number(out, style, is_1904, value, length);
        break;
    case IMPORT_WORKBOOK_CELL_TRUTH:
        trimmed = trim(value, &length);
        if (length > 0)
            buf_puts(out, *trimmed == '1' || *trimmed == 't' || *trimmed == 'T' ? "TRUE" : "FALSE");
        break;
    case IMPORT_WORKBOOK_CELL_DATE:
        trimmed = trim(value, &length);
        import_workbook_iso_date(out, trimmed, length);
        break;
    case IMPORT_WORKBOOK_CELL_SHARED:
    case IMPORT_WORKBOOK_CELL_TEXT:
    case IMPORT_WORKBOOK_CELL_ERROR:
        buf_add(out, value, import_workbook_unescape(value, length));
        break;
    }
}
