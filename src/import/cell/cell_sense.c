#include "import/cell/cell_sense.h"

#include "base/scan.h"
#include "import/cell/cell_condition.h"
#include "import/cell/number_plain.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { COUNT_DIGITS_MAX = 4 };

struct reading {
    struct import_sense *sense;
    struct arena *arena;
    struct import_column column; /* with the unit that bare numbers take */
    bool has_inherited;
    struct error *err;
};

const char *import_sense_join(struct arena *arena, const char *a, const char *b, bool *is_lost)
{
    if (a == NULL || b == NULL)
        return a != NULL ? a : b;
    if (strcmp(a, b) == 0)
        return a;
    const char *both = arena_printf(arena, "%s; %s", a, b);
    *is_lost |= both == NULL;
    return both;
}

double import_range_size(struct range range)
{
    double size = 0;
    for (size_t i = 0; i < 3; i++) {
        double side = i == 0 ? range.min : i == 1 ? range.typ : range.max;
        size = isnan(side) || fabs(side) < size ? size : fabs(side);
    }
    return size;
}

static bool same_side(double a, double b, double difference)
{
    return isnan(a) || isnan(b) ? isnan(a) && isnan(b) : fabs(a - b) <= difference;
}

bool import_range_same(struct range a, struct range b, double tolerance)
{
    double difference = tolerance * fmax(import_range_size(a), import_range_size(b));
    return same_side(a.min, b.min, difference) && same_side(a.typ, b.typ, difference) &&
           same_side(a.max, b.max, difference);
}

bool import_sense_same(const struct import_sense *a, const struct import_sense *b, double tolerance)
{
    return a->value.integer == b->value.integer &&
           import_range_same(a->value.range, b->value.range, tolerance);
}

/* The text with its numbers in plain form, as it is read from here on; NULL where it has none. */
static enum optibom_status make_plain(const char **plain, struct reading *reading, const char *text)
{
    struct import_number_format format = reading->column.numbers;
    reading->column.numbers = (struct import_number_format){0};
    *plain = text;
    if (!import_number_is_declared(format))
        return OPTIBOM_OK;
    struct buf buf;
    buf_init(&buf);
    const char *why = import_number_plain(&buf, text, format);
    const char *copy = buf_ok(&buf) ? arena_strdup(reading->arena, buf_text(&buf)) : NULL;
    buf_fini(&buf);
    *plain = why == NULL ? copy : NULL;
    return copy != NULL ? OPTIBOM_OK : error_no_memory(reading->err);
}

/* Reads all of the first `length` bytes of `text`, when they are a value. */
static enum optibom_status try_value(struct reading *reading, const char *text, size_t length)
{
    struct import_cell_problem problem;
    struct import_sense *sense = reading->sense;
    while (length > 0 && text[length - 1] == ' ')
        length--;
    if (length == 0)
        return OPTIBOM_OK;
    const char *part = arena_strndup(reading->arena, text, length);
    if (part == NULL)
        return error_no_memory(reading->err);
    enum optibom_status status = import_cell_read(&sense->value, &problem, reading->arena,
                                                  &reading->column, part, reading->err);
    sense->is_read = status == OPTIBOM_OK && problem.code == NULL;
    sense->text = part;
    sense->unit = quantity_unit_written(part, reading->column.attribute->unit);
    return status;
}

/* "x 4" behind a value. */
static int64_t count_of(const char *words)
{
    size_t at = 1 + (words[0] != '\0' ? strspn(words + 1, " ") : 0);
    if (scan_lower(words[0]) != 'x' && words[0] != '*')
        return 0;
    size_t digits = strspn(words + at, "0123456789");
    bool is_count = digits > 0 && digits <= COUNT_DIGITS_MAX && words[at + digits] == '\0';
    return is_count ? strtoll(words + at, NULL, 10) : 0;
}

/* "8 lanes", "100 pcs": the words name the attribute itself, or pieces. */
static bool names_integer(const struct import_attribute *attribute, const char *words)
{
    const struct quantity_unit *unit = quantity_unit_find(words);
    if (unit != NULL && strcmp(unit->quantity, "count") == 0)
        return true;
    if (scan_same(words, attribute->name))
        return true;
    for (const char *synonym = attribute->synonyms; *synonym != '\0';) {
        size_t length = strcspn(synonym, "|"), same = 0;
        while (same < length && scan_lower(words[same]) == scan_lower(synonym[same]))
            same++;
        if (length > 0 && same == length && words[same] == '\0')
            return true;
        synonym += length;
        synonym += *synonym == '|';
    }
    return false;
}

/* Settles the words behind the value that was read; they may undo it. */
static enum optibom_status take_words(struct reading *reading, const char *words)
{
    struct import_sense *sense = reading->sense;
    const struct import_attribute *attribute = reading->column.attribute;
    bool is_lost = false, has_unit = sense->unit != NULL || reading->has_inherited;
    words += strspn(words, " ");
    sense->count = count_of(words);
    if (sense->count > 0)
        return OPTIBOM_OK;
    if (attribute->kind == IMPORT_INTEGER && names_integer(attribute, words))
        return OPTIBOM_OK;
    const char *condition =
        import_condition_take(words, attribute->kind == IMPORT_REAL && has_unit);
    sense->is_read = condition != NULL;
    if (condition == NULL)
        return OPTIBOM_OK;
    sense->doubt = import_condition_doubt(words, false, attribute->unit);
    if (sense->unit != NULL && strcmp(sense->unit->symbol, "in") == 0)
        sense->doubt = "its \"in\" may be inches or a word";
    sense->condition = import_sense_join(reading->arena, condition, sense->condition, &is_lost);
    return is_lost ? error_no_memory(reading->err) : OPTIBOM_OK;
}

/* The longest part from the start that is a value, up to a blank, an @ or behind a bracket. */
static enum optibom_status read_front(struct reading *reading, const char *text)
{
    enum optibom_status status = try_value(reading, text, strlen(text));
    if (status != OPTIBOM_OK || reading->sense->is_read)
        return status;
    for (size_t end = strlen(text); end-- > 1;) {
        if (text[end] != ' ' && text[end] != '@' && text[end - 1] != ')')
            continue;
        status = try_value(reading, text, end);
        if (status != OPTIBOM_OK)
            return status;
        if (reading->sense->is_read)
            return take_words(reading, text + end);
    }
    return OPTIBOM_OK;
}

/* "3.5W1": the digit behind a unit may be a superscript that lost its place. */
static enum optibom_status read_glued(struct reading *reading, const char *text)
{
    size_t length = strlen(text);
    if (length < 3 || !scan_is_digit(text[length - 1]) || !scan_is_letter(text[length - 2]))
        return OPTIBOM_OK;
    enum optibom_status status = try_value(reading, text, length - 1);
    reading->sense->is_read &= reading->sense->unit != NULL;
    reading->sense->doubt = "its last digit may be a footnote";
    return status;
}

/* "8x" and "8 x 106.25 Gbps" count eight. */
static enum optibom_status read_counted(struct reading *reading,
                                        const struct import_alternative *alternative)
{
    bool is_lost = false;
    struct import_sense *sense = reading->sense;
    const char *rest = alternative->value;
    sense->is_read = *rest == '\0' || quantity_unit_written(rest, "") != NULL;
    sense->value = (struct import_value){.attribute = reading->column.attribute,
                                         .range = range_none(),
                                         .integer = alternative->count};
    sense->text = arena_printf(reading->arena, "%lld", (long long)alternative->count);
    if (*rest != '\0')
        sense->condition = import_sense_join(reading->arena, rest, sense->condition, &is_lost);
    return sense->text == NULL || is_lost ? error_no_memory(reading->err) : OPTIBOM_OK;
}

enum optibom_status import_sense_read(struct import_sense *out, struct arena *arena,
                                      const struct import_column *column,
                                      const struct import_alternative *alternative,
                                      const struct quantity_unit *inherited, struct error *err)
{
    struct reading reading = {.sense = out, .arena = arena, .column = *column, .err = err};
    bool is_integer = column->attribute->kind == IMPORT_INTEGER;
    const char *said = alternative->condition;
    *out = (struct import_sense){.condition = said != NULL ? import_condition_strip(said) : NULL};
    if (said != NULL && *out->condition == '\0')
        out->condition = NULL;
    if (is_integer && alternative->count > 0)
        return read_counted(&reading, alternative);
    if (inherited != NULL && !is_integer) {
        reading.column.unit = inherited->symbol;
        reading.has_inherited = true;
    }
    const char *text = NULL;
    enum optibom_status status = make_plain(&text, &reading, alternative->value);
    if (status != OPTIBOM_OK || text == NULL)
        return status;
    status = read_front(&reading, text);
    if (status == OPTIBOM_OK && !out->is_read)
        status = read_glued(&reading, text);
    if (status != OPTIBOM_OK || !out->is_read)
        return status;
    if (out->count == 0)
        out->count = alternative->count;
    bool is_bare = out->unit == NULL && inherited == NULL;
    if (alternative->doubt != NULL)
        out->doubt = alternative->doubt;
    else if (out->doubt == NULL && said != NULL)
        out->doubt = import_condition_doubt(said, is_bare, column->attribute->unit);
    return OPTIBOM_OK;
}

static bool starts_word(const char *text, const char *at)
{
    if (at == text)
        return true;
    char before = at[-1];
    return !scan_is_letter(before) && !scan_is_digit(before) && strchr("._-/", before) == NULL;
}

/* Sets `*at` when the `length` bytes at `from` are a value with a unit of the quantity. */
static enum optibom_status try_inside(struct reading *reading, const char **at, const char *from,
                                      size_t length)
{
    struct import_sense *sense = reading->sense;
    const struct quantity_unit *wanted = quantity_unit_find(reading->column.attribute->unit);
    *sense = (struct import_sense){0};
    enum optibom_status status = try_value(reading, from, length);
    if (sense->is_read && sense->unit != NULL && wanted != NULL &&
        quantity_unit_converts(sense->unit, wanted))
        *at = from;
    return status;
}

enum optibom_status import_sense_inside(struct import_sense *out, const char **at,
                                        struct arena *arena, const struct import_column *column,
                                        const char *condition, struct error *err)
{
    struct reading reading = {.sense = out, .arena = arena, .column = *column, .err = err};
    enum optibom_status status = make_plain(&condition, &reading, condition);
    *at = NULL;
    if (status != OPTIBOM_OK || condition == NULL)
        return status;
    status = try_inside(&reading, at, condition, strlen(condition));
    for (const char *from = condition; status == OPTIBOM_OK && *at == NULL && *from != '\0';
         from++) {
        bool is_signed = (*from == '-' || *from == '+') && scan_is_digit(from[1]);
        if ((!is_signed && !scan_is_digit(*from)) || !starts_word(condition, from))
            continue;
        size_t one = strcspn(from, " ,;)"), two = one + strspn(from + one, " ");
        two += strcspn(from + two, " ,;)");
        status = try_inside(&reading, at, from, two);
        if (status == OPTIBOM_OK && *at == NULL && one < two)
            status = try_inside(&reading, at, from, one);
    }
    return status;
}
