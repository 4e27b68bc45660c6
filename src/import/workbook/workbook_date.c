#include "import/workbook/workbook_date.h"

#include "base/scan.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

enum { DAY_SECONDS = 86400, LAST_DAY_1900 = 2958465, LAST_DAY_1904 = 2957003 };

struct day {
    int year, month, day;
};

/* The day so many days after 1600-03-01. Years start in March, so that a leap day is their last;
 * 400 of them have 146,097 days. */
static struct day civil_day(int days)
{
    int era = days / 146097, rest = days % 146097;
    int year = (rest - rest / 1460 + rest / 36524 - rest / 146096) / 365;
    int of_year = rest - (365 * year + year / 4 - year / 100);
    int month = (5 * of_year + 2) / 153;
    struct day day = {1600 + 400 * era + year, month < 10 ? month + 3 : month - 9,
                      of_year - (153 * month + 2) / 5 + 1};
    day.year += day.month <= 2;
    return day;
}

static struct day serial_day(int days, bool is_1904)
{
    enum { DAYS_TO_1899_12_30 = 109511, DAYS_TO_1904 = 110973, FALSE_DAY = 60 };
    if (is_1904)
        return civil_day(days + DAYS_TO_1904);
    if (days == 0)
        return (struct day){1900, 1, 0};
    if (days == FALSE_DAY)
        return (struct day){1900, 2, 29};
    return civil_day(days + DAYS_TO_1899_12_30 + (days < FALSE_DAY));
}

/* Appends `number` with `width` digits. */
static void add_digits(struct buf *out, int number, size_t width)
{
    char digits[8];
    for (size_t i = width; i > 0; number /= 10)
        digits[--i] = (char)('0' + number % 10);
    buf_add(out, digits, width);
}

static void add_day(struct buf *out, struct day day)
{
    add_digits(out, day.year, 4);
    buf_putc(out, '-');
    add_digits(out, day.month, 2);
    buf_putc(out, '-');
    add_digits(out, day.day, 2);
}

/* Hours may be many. */
static void add_time(struct buf *out, int64_t seconds)
{
    int64_t hours = seconds / 3600;
    if (hours < 100)
        add_digits(out, (int)hours, 2);
    else
        buf_printf(out, "%lld", (long long)hours);
    buf_putc(out, ':');
    add_digits(out, (int)(seconds / 60 % 60), 2);
    buf_putc(out, ':');
    add_digits(out, (int)(seconds % 60), 2);
}

bool import_workbook_date(struct buf *out, double serial, enum import_workbook_meaning meaning,
                          bool is_1904)
{
    if (!(serial >= 0 && serial < (is_1904 ? LAST_DAY_1904 : LAST_DAY_1900) + 1))
        return false;
    int64_t seconds = (int64_t)floor(serial * DAY_SECONDS + 0.5);
    int days = (int)(seconds / DAY_SECONDS);
    if (days > (is_1904 ? LAST_DAY_1904 : LAST_DAY_1900))
        return false;
    bool is_time = days == 0 && (meaning == IMPORT_WORKBOOK_TIME ||
                                 (!is_1904 && seconds > 0)); /* there is no day 0 of 1900 */
    if (meaning == IMPORT_WORKBOOK_ELAPSED || is_time) {
        add_time(out, seconds);
        return true;
    }
    add_day(out, serial_day(days, is_1904));
    if (seconds % DAY_SECONDS != 0) {
        buf_putc(out, 'T');
        add_time(out, seconds % DAY_SECONDS);
    }
    return true;
}

/* True when `text` has the form of `pattern`, where 0 stands for any digit. */
static bool has_form(const char *text, size_t length, const char *pattern)
{
    size_t wanted = strlen(pattern);
    if (length < wanted)
        return false;
    for (size_t i = 0; i < wanted; i++)
        if (pattern[i] == '0' ? !scan_is_digit(text[i]) : text[i] != pattern[i])
            return false;
    return true;
}

void import_workbook_iso_date(struct buf *out, const char *text, size_t length)
{
    enum { DAY_LENGTH = 10, WHOLE_LENGTH = 19 };
    if (has_form(text, length, "0000-00-00T00:00:00")) {
        size_t end = WHOLE_LENGTH;
        if (end < length && text[end] == '.')
            for (end++; end < length && scan_is_digit(text[end]);)
                end++;
        if (end == length || (end + 1 == length && text[end] == 'Z')) {
            bool is_midnight = memcmp(text + DAY_LENGTH, "T00:00:00", 9) == 0;
            length = is_midnight ? DAY_LENGTH : WHOLE_LENGTH;
        }
    }
    buf_add(out, text, length);
}
