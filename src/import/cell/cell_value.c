#include "import/cell/cell_value.h"

#include "base/quantity.h"
#include "base/scan.h"
#include "import/cell/cell_money.h"
#include "import/cell/number_plain.h"

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PLAIN_DIGITS_MAX = 12, COUNT_MAX = 1000000000 };

static bool is_one_of(const char *text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (scan_same(text, words[i]))
            return true;
    return false;
}

bool import_cell_is_absent(const char *text)
{
    /* Of a million cells hardly one begins like these. */
    if (strchr("nN-\xe2uU", *text) == NULL)
        return false;
    static const char *const words[] = {"n/a",          "na",           "n.a.", "-",    "--",
                                        "\xe2\x80\x93", "\xe2\x80\x94", "none", "null", "unknown"};
    return is_one_of(text, words, sizeof words / sizeof *words);
}

bool import_cell_is_open(const char *text)
{
    if (*text != 't' && *text != 'T')
        return false;
    static const char *const words[] = {"tbd", "t.b.d.", "tba", "tbc", "to be determined"};
    return is_one_of(text, words, sizeof words / sizeof *words);
}

void import_cell_refuse(struct import_cell_problem *problem, const char *code, const char *format,
                        ...)
{
    char text[sizeof problem->why.text];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    problem->code = code;
    error_clear(&problem->why);
    error_set(&problem->why, OPTIBOM_BAD_INPUT, "%s", text);
}

static const char *code_of(enum quantity_fault fault)
{
    switch (fault) {
    case QUANTITY_UNKNOWN_UNIT:
        return "unknown-unit";
    case QUANTITY_OTHER_UNIT:
        return "unit-mismatch";
    case QUANTITY_DISORDER:
        return "range-order";
    case QUANTITY_FINE:
    case QUANTITY_UNREADABLE:
        break;
    }
    return "bad-number";
}

/* Below a header with a side the cell holds one figure, or one that names the same side. */
static bool take_side(struct range *range, enum import_side side)
{
    if (side == IMPORT_SIDE_ANY)
        return true;
    double *own = side == IMPORT_SIDE_MIN   ? &range->min
                  : side == IMPORT_SIDE_TYP ? &range->typ
                                            : &range->max;
    int present = !isnan(range->min) + !isnan(range->typ) + !isnan(range->max);
    if (present != 1 || (isnan(*own) && isnan(range->typ)))
        return false;
    double value = isnan(*own) ? range->typ : *own;
    *range = range_none();
    *own = value;
    return true;
}

static void read_real(struct import_value *value, struct import_cell_problem *problem,
                      const struct import_column *column, const char *text)
{
    enum quantity_fault fault;
    char excerpt[SCAN_EXCERPT_SIZE];
    if (quantity_parse_as(&value->range, &fault, text, column->unit, column->attribute->unit,
                          &problem->why) != OPTIBOM_OK) {
        problem->code = code_of(fault);
        return;
    }
    if (take_side(&value->range, column->side))
        return;
    scan_excerpt(excerpt, text);
    import_cell_refuse(
        problem, "side-conflict",
        "\"%s\" is more than the one figure that the header asks for; write that figure only",
        excerpt);
}

const char *import_cell_digits(int64_t *out, const char *text)
{
    int64_t number = 0;
    size_t count = 0;
    for (; count <= PLAIN_DIGITS_MAX && scan_is_digit(text[count]); count++)
        number = number * 10 + (text[count] - '0');
    *out = number;
    return count > 0 && count <= PLAIN_DIGITS_MAX ? text + count : NULL;
}

/* "64 x OSFP 800G": how many of what. With another count behind ("32x A + 2x B") it may be any. */
static bool is_count_of(const char *behind)
{
    behind += *behind == ' ';
    size_t sign = scan_lower(*behind) == 'x' ? 1 : strncmp(behind, "\xc3\x97", 2) == 0 ? 2 : 0;
    const char *what = behind + sign;
    what += strspn(what, " ");
    return sign > 0 && scan_is_letter(*what) && strpbrk(what, "+,/&;") == NULL &&
           strstr(what, " and ") == NULL && strstr(what, " or ") == NULL;
}

/* "12 weeks", or 12 below "(weeks)", of an attribute that counts days. False: it is no such figure.
 */
static bool read_measured(struct import_value *value, const struct import_column *column,
                          const char *text)
{
    enum quantity_fault fault;
    struct range range;
    struct error ignored = {0};
    const char *own = column->attribute->unit;
    if (*own == '\0' ||
        quantity_parse_as(&range, &fault, text, *column->unit != '\0' ? column->unit : own, own,
                          &ignored) != OPTIBOM_OK ||
        !isnan(range.min) || !isnan(range.max) || range.typ != floor(range.typ) ||
        fabs(range.typ) > COUNT_MAX)
        return false;
    value->integer = (int64_t)range.typ;
    return true;
}

static void read_integer(struct import_value *value, struct import_cell_problem *problem,
                         const struct import_column *column, const char *text)
{
    const char *own = column->attribute->unit;
    if (strcmp(own, column->unit) != 0 && read_measured(value, column, text))
        return;
    const char *behind = import_cell_digits(&value->integer, text);
    if ((behind != NULL && (*behind == '\0' || is_count_of(behind))) ||
        read_measured(value, column, text))
        return;
    char plain[SCAN_TEXT_SIZE], digits[SCAN_NUMBER_SIZE + 1] = "-", excerpt[SCAN_EXCERPT_SIZE];
    const char *why = "is not a whole number";
    scan_excerpt(excerpt, text);
    bool is_read = scan_plain(plain, text);
    const char *at = plain + (is_read && (*plain == '-' || *plain == '+'));
    size_t length = is_read ? scan_number(digits + 1, at, &why) : 0;
    if (length == 0 || at[length] != '\0' || strchr(digits, '.') != NULL) {
        if (length > 0 || !is_read || !scan_is_digit(*at))
            why = "is not a whole number";
        import_cell_refuse(problem, "bad-integer",
                           "\"%s\" %s; write digits only, as in 72 or 1,024", excerpt, why);
        return;
    }
    errno = 0;
    long long integer = strtoll(*plain == '-' ? digits : digits + 1, NULL, 10);
    if (errno == ERANGE)
        import_cell_refuse(problem, "bad-integer", "\"%s\" is larger than any number kept here",
                           excerpt);
    else
        value->integer = integer;
}

static bool is_part_number(const struct import_attribute *attribute)
{
    return attribute->kind == IMPORT_TEXT && (strstr(attribute->name, "mpn") != NULL ||
                                              strstr(attribute->name, "part_number") != NULL);
}

/* "9.55E+12": how a spreadsheet shows a long number that it took for a figure. */
static bool is_mangled(const char *text)
{
    size_t whole = strspn(text, "0123456789"), decimals = 0, digits;
    const char *at = text + whole;
    if (*at == '.' || *at == ',') {
        decimals = strspn(at + 1, "0123456789");
        at += 1 + decimals;
    }
    if (whole != 1 || scan_lower(*at) != 'e' || (at[1] != '+' && at[1] != '-') ||
        (at[1] == '-' && decimals == 0))
        return false;
    digits = strspn(at + 2, "0123456789");
    return (digits == 2 || digits == 3) && at[2 + digits] == '\0';
}

static void read_text(struct import_value *value, struct import_cell_problem *problem,
                      const struct import_column *column, const char *text)
{
    char excerpt[SCAN_EXCERPT_SIZE];
    const unsigned char *at = (const unsigned char *)text;
    value->text = text;
    for (; *at != '\0'; at++) {
        bool is_line_or_tab = *at == '\t' || *at == '\n' || *at == '\r';
        bool is_control = *at < 0x20 || *at == 0x7f;
        unsigned second = at[0] == 0xc2 && at[1] >= 0x80 && at[1] < 0xa0 ? at[1] : 0;
        if ((!is_control || is_line_or_tab) && second == 0)
            continue;
        scan_excerpt(excerpt, text);
        import_cell_refuse(problem, "control-character",
                           "\"%s\" holds the control character U+%04X; remove it", excerpt,
                           second != 0 ? second : *at);
        return;
    }
    if (!is_mangled(text) || !is_part_number(column->attribute))
        return;
    scan_excerpt(excerpt, text);
    import_cell_refuse(problem, "mangled-number",
                       "\"%s\" is what a spreadsheet makes of a long part number; format the "
                       "column as text, enter the number again and export again",
                       excerpt);
}

static enum optibom_status read_date(struct import_value *value,
                                     struct import_cell_problem *problem, struct arena *arena,
                                     const char *text, struct error *err)
{
    char date[IMPORT_DATE_SIZE], excerpt[SCAN_EXCERPT_SIZE];
    const char *code = import_cell_date(date, text);
    if (code == NULL) {
        value->text = arena_strdup(arena, date);
        return value->text != NULL ? OPTIBOM_OK : error_no_memory(err);
    }
    scan_excerpt(excerpt, text);
    import_cell_refuse(problem, code, "\"%s\" %s; write it as YYYY-MM-DD", excerpt,
                       strcmp(code, "ambiguous-date") == 0 ? "may be day-month or month-day"
                                                           : "is not a day");
    return OPTIBOM_OK;
}

static void read_flag(struct import_value *value, struct import_cell_problem *problem,
                      const char *text)
{
    static const char *const yes[] = {"yes", "y", "true", "1"}, *const no[] = {"no", "n", "false",
                                                                               "0"};
    char excerpt[SCAN_EXCERPT_SIZE];
    value->integer = is_one_of(text, yes, sizeof yes / sizeof *yes);
    if (value->integer == 1 || is_one_of(text, no, sizeof no / sizeof *no))
        return;
    scan_excerpt(excerpt, text);
    import_cell_refuse(problem, "bad-flag", "\"%s\" is neither yes nor no; write one of them",
                       excerpt);
}

/* The text with its numbers in plain form, for the kinds that have numbers. */
static enum optibom_status make_plain(const char **plain, struct import_cell_problem *problem,
                                      struct arena *arena, const struct import_column *column,
                                      const char *text, struct error *err)
{
    enum import_kind kind = column->attribute->kind;
    if (kind != IMPORT_REAL && kind != IMPORT_INTEGER && kind != IMPORT_MONEY)
        return OPTIBOM_OK;
    struct buf buf;
    char excerpt[SCAN_EXCERPT_SIZE];
    buf_init(&buf);
    scan_excerpt(excerpt, text);
    const char *why = import_number_plain(&buf, text, column->numbers);
    if (why != NULL)
        import_cell_refuse(problem,
                           kind == IMPORT_REAL      ? "bad-number"
                           : kind == IMPORT_INTEGER ? "bad-integer"
                                                    : "bad-money",
                           "\"%s\" %s; correct the cell or the mapping file", excerpt, why);
    *plain = buf_ok(&buf) ? arena_strdup(arena, buf_text(&buf)) : NULL;
    buf_fini(&buf);
    return *plain != NULL ? OPTIBOM_OK : error_no_memory(err);
}

enum optibom_status import_cell_read(struct import_value *value,
                                     struct import_cell_problem *problem, struct arena *arena,
                                     const struct import_column *column, const char *text,
                                     struct error *err)
{
    *value = (struct import_value){
        .attribute = column->attribute, .range = range_none(), .original = text};
    /* Member by member: the text is a kilobyte that need not be cleared for every cell. */
    problem->code = NULL;
    problem->candidates = NULL;
    problem->candidate_count = 0;
    problem->is_absent = false;
    error_clear(&problem->why);
    const char *plain = text;
    if (import_number_is_declared(column->numbers)) {
        enum optibom_status status = make_plain(&plain, problem, arena, column, text, err);
        if (status != OPTIBOM_OK || problem->code != NULL)
            return status;
    }
    switch (column->attribute->kind) {
    case IMPORT_REAL:
        read_real(value, problem, column, plain);
        return OPTIBOM_OK;
    case IMPORT_INTEGER:
        read_integer(value, problem, column, plain);
        return OPTIBOM_OK;
    case IMPORT_TEXT:
        read_text(value, problem, column, text);
        return OPTIBOM_OK;
    case IMPORT_CHOICE:
        return import_cell_listed(value, problem, arena, text, err);
    case IMPORT_MONEY:
        return import_cell_money(value, problem, arena, column, plain, err);
    case IMPORT_DATE:
        return read_date(value, problem, arena, text, err);
    case IMPORT_FLAG:
        break;
    }
    read_flag(value, problem, text);
    return OPTIBOM_OK;
}
