#include "base/day.h"

#include "base/scan.h"

#include <string.h>

enum { YEAR_LEAST = 1600, DAYS_TO_1970 = 719468 /* from 0000-03-01 */, DAYS_OF_ERA = 146097 };

static bool read_digits(int *out, const char *text, int count)
{
    *out = 0;
    for (int i = 0; i < count; i++) {
        if (!scan_is_digit(text[i]))
            return false;
        *out = *out * 10 + text[i] - '0';
    }
    return true;
}

int day_month_length(int year, int month)
{
    static const int DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return DAYS[month - 1] + (month == 2 && is_leap);
}

bool day_read(int64_t *days, const char *text)
{
    int year, month, day;
    if (strlen(text) != 10 || text[4] != '-' || text[7] != '-' || !read_digits(&year, text, 4) ||
        !read_digits(&month, text + 5, 2) || !read_digits(&day, text + 8, 2) || year < YEAR_LEAST ||
        month < 1 || month > 12 || day < 1 || day > day_month_length(year, month))
        return false;
    /* Years from March on, so that the leap day is the last. */
    int64_t years = year - (month <= 2), months = month > 2 ? month - 3 : month + 9;
    *days = years * 365 + years / 4 - years / 100 + years / 400 + (months * 153 + 2) / 5 + day - 1 -
            DAYS_TO_1970;
    return true;
}

static void write_digits(char *text, int64_t number, int count)
{
    for (; count > 0; number /= 10)
        text[--count] = (char)('0' + number % 10);
}

bool day_add(char text[DAY_SIZE], const char *day, int64_t days)
{
    static const char LEAST[] = "1600-01-01", MOST[] = "9999-12-31";
    int64_t start, least, most;
    if (!day_read(&start, day) || !day_read(&least, LEAST) || !day_read(&most, MOST) ||
        days < least - start || days > most - start)
        return false;
    /* Eras of 400 years of equal length, years from March on. */
    int64_t from_march = start + days + DAYS_TO_1970, era = from_march / DAYS_OF_ERA;
    int64_t of_era = from_march % DAYS_OF_ERA;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int64_t month = (5 * of_year + 2) / 153;
    memcpy(text, LEAST, DAY_SIZE);
    write_digits(text, year + era * 400 + (month >= 10), 4);
    write_digits(text + 5, month < 10 ? month + 3 : month - 9, 2);
    write_digits(text + 8, of_year - (153 * month + 2) / 5 + 1, 2);
    return true;
}
