#include "report/spec/spec_fields.h"

#include "base/day.h"
#include "base/nearest.h"
#include "base/quantity.h"
#include "base/scan.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *const KINDS[] = {
    [TABLE_TEXT] = "text",   [TABLE_INTEGER] = "integer", [TABLE_REAL] = "real",
    [TABLE_MONEY] = "money", [TABLE_POWER] = "power",     [TABLE_PERCENT] = "percent",
    [TABLE_RANGE] = "range", [TABLE_DATE] = "date",       [TABLE_LINK] = "link"};

void spec_fault(struct spec_reader *reader, const char *format, ...)
{
    if (reader->status != OPTIBOM_OK)
        return;
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    reader->status = error_set(reader->err, OPTIBOM_BAD_INPUT, "%s, line %d: %s", reader->file,
                               reader->line, text);
}

static const char *keep(struct spec_reader *reader, const char *text, size_t length)
{
    const char *copy = arena_strndup(reader->arena, text, length);
    if (copy == NULL && reader->status == OPTIBOM_OK)
        reader->status = error_no_memory(reader->err);
    return copy;
}

/* The trimmed text up to `end`; NULL when it is empty or "-". */
static const char *keep_trimmed(struct spec_reader *reader, const char *text, const char *end)
{
    while (text < end && scan_is_blank(*text))
        text++;
    while (end > text && scan_is_blank(end[-1]))
        end--;
    size_t length = (size_t)(end - text);
    return length == 0 || (length == 1 && *text == '-') ? NULL : keep(reader, text, length);
}

bool spec_split(struct spec_reader *reader, const char *value, size_t most)
{
    memset(reader->fields, 0, sizeof reader->fields);
    size_t count = 0;
    for (const char *text = value;; count++) {
        const char *end = most > 1 ? text + strcspn(text, "|") : text + strlen(text);
        if (count == most) {
            spec_fault(reader, "'%s' takes at most %zu fields with | between", reader->key, most);
            return false;
        }
        reader->fields[count] = keep_trimmed(reader, text, end);
        if (*end == '\0')
            return reader->status == OPTIBOM_OK;
        text = end + 1;
    }
}

const char *spec_field(const struct spec_reader *reader, size_t index)
{
    return reader->fields[index];
}

const char *spec_required(struct spec_reader *reader, size_t index, const char *what)
{
    if (reader->fields[index] == NULL)
        spec_fault(reader, "'%s' wants %s as field %zu", reader->key, what, index + 1);
    return reader->fields[index];
}

static bool number(double *out, const char *text)
{
    struct error ignored = {0};
    return quantity_parse_value(out, text, "", &ignored) == OPTIBOM_OK;
}

bool spec_number(struct spec_reader *reader, size_t index, double *out)
{
    const char *text = spec_required(reader, index, "a number");
    if (text != NULL && !number(out, text))
        spec_fault(reader, "'%s' is not a number", text);
    return reader->status == OPTIBOM_OK;
}

static size_t find_word(struct spec_reader *reader, const char *text, const char *what,
                        const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(words[i], text) == 0)
            return i;
    const char *near = nearest_word(text, words, count);
    spec_fault(reader, "unknown %s '%s'%s%s%s", what, text, near != NULL ? "; did you mean '" : "",
               near != NULL ? near : "", near != NULL ? "'?" : "");
    return 0;
}

size_t spec_word(struct spec_reader *reader, size_t index, const char *what,
                 const char *const *words, size_t count)
{
    const char *text = spec_required(reader, index, what);
    return text != NULL ? find_word(reader, text, what, words, count) : 0;
}

void spec_words(struct spec_reader *reader, size_t index, const char *what,
                const char *const *words, bool *is_given, size_t count)
{
    const char *text = reader->fields[index];
    while (text != NULL) {
        const char *end = text + strcspn(text, ",");
        const char *word = keep_trimmed(reader, text, end);
        if (word != NULL)
            is_given[find_word(reader, word, what, words, count)] = true;
        text = *end != '\0' ? end + 1 : NULL;
    }
}

enum table_kind spec_kind(struct spec_reader *reader, size_t index, const char **unit)
{
    const char *text = reader->fields[index];
    *unit = "";
    if (text == NULL)
        return TABLE_TEXT;
    size_t length = strcspn(text, " ");
    const char *word = keep(reader, text, length);
    const char *rest = keep_trimmed(reader, text + length, text + strlen(text));
    bool is_stated = text[length] != '\0';
    if (word == NULL)
        return TABLE_TEXT;
    enum table_kind kind = (enum table_kind)find_word(reader, word, "kind of column", KINDS,
                                                      sizeof KINDS / sizeof KINDS[0]);
    if (kind == TABLE_RANGE)
        spec_fault(reader,
                   "a column of a SELECT is one value: give min, typ and max a column each");
    *unit = rest != NULL          ? rest
            : is_stated           ? ""
            : kind == TABLE_MONEY ? NULL
            : kind == TABLE_POWER ? "W"
                                  : "";
    return kind;
}

/* The text after the word and blanks, where it begins with the word; else NULL. */
static const char *after_word(const char *text, const char *word)
{
    size_t length = strlen(word);
    if (strncmp(text, word, length) != 0 || (text[length] != '\0' && !scan_is_blank(text[length])))
        return NULL;
    text += length;
    while (scan_is_blank(*text))
        text++;
    return text;
}

void spec_width(struct spec_reader *reader, const char *text, struct report_column *column)
{
    size_t length = strcspn(text, " ");
    const char *digits = keep(reader, text, length);
    if (digits == NULL || !number(&column->width, digits) || column->width < 1 ||
        column->width > 200) {
        spec_fault(reader, "width '%s' is not 'hidden', 'aside' or 1 to 200 characters", text);
        return;
    }
    while (scan_is_blank(text[length]))
        length++;
    const char *rest = text + length, *wrap = after_word(rest, "wrap");
    column->wrap = wrap != NULL;
    rest = wrap != NULL ? wrap : rest;
    const char *with = after_word(rest, "with");
    if (with != NULL)
        column->with = keep_trimmed(reader, with, with + strlen(with));
    if ((with != NULL && column->with == NULL) || (with == NULL && *rest != '\0'))
        spec_fault(reader, "after the width comes 'wrap', 'with COLUMN' or nothing, not '%s'",
                   rest);
}

static bool bound(double *out, enum table_kind kind, const char *text)
{
    int64_t days;
    if (kind != TABLE_DATE)
        return number(out, text);
    bool is_day = day_read(&days, text);
    *out = is_day ? (double)(days + TABLE_DAY_OF_1970) : 0;
    return is_day;
}

void spec_bounds(struct spec_reader *reader, size_t index, enum table_kind kind, double *min,
                 double *max)
{
    if (kind == TABLE_DATE && spec_field(reader, index) == NULL) {
        bound(min, kind, "2000-01-01");
        bound(max, kind, "2199-12-31");
        return;
    }
    const char *text = spec_required(reader, index, "bounds, MIN .. MAX");
    if (text == NULL)
        return;
    const char *dots = strstr(text, "..");
    const char *low = dots != NULL ? keep_trimmed(reader, text, dots) : NULL;
    const char *high = dots != NULL ? keep_trimmed(reader, dots + 2, text + strlen(text)) : NULL;
    if (low == NULL || high == NULL || !bound(min, kind, low) || !bound(max, kind, high) ||
        *min > *max)
        spec_fault(reader, "'%s' is not a pair of bounds; write MIN .. MAX", text);
}

const char **spec_list(struct spec_reader *reader, size_t index, size_t *count)
{
    const char **words = NULL;
    const char *text = reader->fields[index];
    *count = 0;
    while (text != NULL && reader->status == OPTIBOM_OK) {
        const char *end = text + strcspn(text, ",");
        const char **word = SPEC_ADD(reader, words, *count);
        if (word != NULL && (*word = keep_trimmed(reader, text, end)) == NULL)
            spec_fault(reader, "'%s' has an empty word", reader->fields[index]);
        text = *end != '\0' ? end + 1 : NULL;
    }
    return words;
}

void spec_place(struct spec_reader *reader, size_t index, enum report_place *place, unsigned *slot)
{
    const char *text = spec_required(reader, index, "a place, 'below N' or 'right N'");
    double value = 0;
    if (text == NULL)
        return;
    size_t length = strcspn(text, " ");
    bool is_below = length == 5 && strncmp(text, "below", length) == 0;
    bool is_right = length == 5 && strncmp(text, "right", length) == 0;
    if ((!is_below && !is_right) || text[length] == '\0' || !number(&value, text + length + 1) ||
        value < 1 || value > 20 || value != floor(value)) {
        spec_fault(reader, "place '%s' is not 'below N' or 'right N', N from 1 to 20", text);
        return;
    }
    *place = is_below ? REPORT_BELOW : REPORT_RIGHT;
    *slot = (unsigned)value - 1;
}

void *spec_grow(struct spec_reader *reader, void *items, size_t count, size_t item_size)
{
    void *grown = arena_grow(reader->arena, items, count, item_size);
    if (grown == NULL && reader->status == OPTIBOM_OK)
        reader->status = error_no_memory(reader->err);
    return grown;
}

static void read_term(struct spec_reader *reader, struct report_term *term, const char *text,
                      bool is_open)
{
    const char *equals = strchr(text, '=');
    if (is_open && equals == NULL && strncmp(text, "each ", 5) == 0) {
        term->column = keep_trimmed(reader, text + 5, text + strlen(text));
    } else if (equals != NULL) {
        term->column = keep_trimmed(reader, text, equals);
        term->value = keep_trimmed(reader, equals + 1, text + strlen(text));
        if (term->value == NULL)
            term->value = "";
    }
    if (term->column == NULL)
        spec_fault(reader, "'%s' is not of the form COLUMN = VALUE%s", text,
                   is_open ? ", each COLUMN or all" : "");
}

struct report_where spec_where(struct spec_reader *reader, size_t index, bool is_open)
{
    struct report_where where = {0};
    const char *text =
        is_open ? reader->fields[index] : spec_required(reader, index, "a row, COLUMN = VALUE");
    if (text == NULL || (is_open && strcmp(text, "all") == 0))
        return where;
    while (reader->status == OPTIBOM_OK) {
        const char *end = text + strcspn(text, ",");
        const char *term_text = keep_trimmed(reader, text, end);
        struct report_term *term = SPEC_ADD(reader, where.terms, where.count);
        if (term == NULL)
            break;
        read_term(reader, term, term_text != NULL ? term_text : "", is_open);
        if (*end == '\0')
            break;
        text = end + 1;
    }
    return where;
}

void spec_chart_columns(struct spec_reader *reader, struct report_chart *chart)
{
    const char *categories = spec_required(reader, 2, "a column of categories");
    const char *values = spec_required(reader, 3, "columns of values");
    if (categories == NULL || values == NULL)
        return;
    const char *dot = strchr(categories, '.');
    if (dot != NULL)
        chart->report = keep_trimmed(reader, categories, dot);
    chart->categories = dot != NULL ? dot + 1 : categories;
    const char *by = strstr(values, " by ");
    const char *values_end = by != NULL ? by : values + strlen(values);
    if (by != NULL)
        chart->by = keep_trimmed(reader, by + 4, by + strlen(by));
    for (const char *text = values; text < values_end;) {
        const char *comma = memchr(text, ',', (size_t)(values_end - text));
        const char *end = comma != NULL ? comma : values_end;
        const char **value = SPEC_ADD(reader, chart->values, chart->value_count);
        if (value == NULL)
            return;
        *value = keep_trimmed(reader, text, end);
        if (*value == NULL)
            spec_fault(reader, "'%s' lacks the name of a column", values);
        text = end + (comma != NULL);
    }
    if (by != NULL && (chart->by == NULL || chart->value_count != 1))
        spec_fault(reader, "'%s' is not of the form VALUES by NAMES", values);
    if (chart->kind == REPORT_CHART_SCATTER && chart->value_count != 1)
        spec_fault(reader, "'%s': a scatter chart has one column up, not %zu", values,
                   chart->value_count);
}
