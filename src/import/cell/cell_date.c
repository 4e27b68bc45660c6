#include "base/day.h"
#include "base/scan.h"
#include "import/cell/cell_value.h"

#include <string.h>

enum { FIELDS = 3, YEAR_DIGITS = 4, MONTHS = 12 };

/* A run of digits or of letters. */
struct field {
    const char *at;
    size_t length;
    bool is_number;
    int number;
};

static bool read_field(struct field *field, const char **at)
{
    field->at = *at;
    field->length = 0;
    field->number = 0;
    field->is_number = scan_is_digit(**at);
    while (field->is_number ? scan_is_digit(**at) : scan_is_letter(**at)) {
        if (field->is_number && field->length < YEAR_DIGITS)
            field->number = field->number * 10 + (**at - '0');
        field->length++;
        (*at)++;
    }
    return field->length > 0 && (!field->is_number || field->length <= YEAR_DIGITS);
}

/* 1 to 12 for a month's name or its first three letters ("Sept" too), else 0. */
static int month_of(const struct field *field)
{
    static const char *const names[MONTHS] = {"january",   "february", "march",    "april",
                                              "may",       "june",     "july",     "august",
                                              "september", "october",  "november", "december"};
    for (int month = 0; month < MONTHS; month++) {
        size_t whole = strlen(names[month]), same = 0;
        while (same < field->length && same < whole &&
               scan_lower(field->at[same]) == names[month][same])
            same++;
        if (same == field->length && (same == whole || same == 3 || (month == 8 && same == 4)))
            return month + 1;
    }
    return 0;
}

static void put_digits(char *out, int number, int count)
{
    for (; count > 0; number /= 10)
        out[--count] = (char)('0' + number % 10);
}

static const char *write_date(char out[IMPORT_DATE_SIZE], int year, int month, int day)
{
    if (year < 1 || year > 9999 || month < 1 || month > MONTHS || day < 1 ||
        day > day_month_length(year, month))
        return "bad-date";
    put_digits(out, year, 4);
    out[4] = out[7] = '-';
    put_digits(out + 5, month, 2);
    put_digits(out + 8, day, 2);
    out[10] = '\0';
    return NULL;
}

/* A time of day behind a date, "T18:00:00" or " 18:00": it says nothing about the day. */
static bool is_time(const char *at)
{
    static const char form[] = " 00:00:00";
    if (*at != 'T' && *at != ' ')
        return false;
    size_t i = 1;
    while (form[i] != '\0' && (form[i] == '0' ? scan_is_digit(at[i]) : at[i] == form[i]))
        i++;
    return (i == 6 || i == 9) && strspn(at + i, "Z") == strlen(at + i);
}

/* Day and month where both are numbers before a year: with points the day comes first; else the one
 * above 12 is the day. */
static const char *write_numbers(char out[IMPORT_DATE_SIZE], const struct field *first,
                                 const struct field *second, const struct field *third, char gap)
{
    if (third->length != YEAR_DIGITS)
        return first->number <= MONTHS && second->number <= MONTHS ? "ambiguous-date" : "bad-date";
    if (gap == '.' || first->number > MONTHS)
        return write_date(out, third->number, second->number, first->number);
    if (second->number > MONTHS || first->number == second->number)
        return write_date(out, third->number, first->number, second->number);
    return "ambiguous-date";
}

const char *import_cell_date(char out[IMPORT_DATE_SIZE], const char *text)
{
    struct field fields[FIELDS];
    const char *at = text;
    for (size_t i = 0; i < FIELDS; i++) {
        if (!read_field(&fields[i], &at))
            return "bad-date";
        size_t gap = strspn(at, i + 1 < FIELDS ? " ,/-." : "");
        bool is_comma = strncmp(at, ", ", 2) == 0;
        if (gap > (is_comma ? 2u : 1u) || (gap == 0 && i + 1 < FIELDS))
            return "bad-date";
        at += gap;
    }
    const struct field *first = &fields[0], *second = &fields[1], *third = &fields[2];
    if ((*at != '\0' && !is_time(at)) || !third->is_number)
        return "bad-date";
    if (first->length == YEAR_DIGITS && first->is_number && second->is_number)
        return write_date(out, first->number, second->number, third->number);
    bool ends_with_year = third->length == YEAR_DIGITS;
    if (ends_with_year && first->is_number && !second->is_number)
        return write_date(out, third->number, month_of(second), first->number);
    if (ends_with_year && !first->is_number && second->is_number)
        return write_date(out, third->number, month_of(first), second->number);
    return first->is_number && second->is_number
               ? write_numbers(out, first, second, third, first->at[first->length])
               : "bad-date";
}
