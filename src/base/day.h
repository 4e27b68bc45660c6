/* Days as YYYY-MM-DD, of the Gregorian calendar. */
#ifndef OPTIBOM_BASE_DAY_H
#define OPTIBOM_BASE_DAY_H

#include <stdbool.h>
#include <stdint.h>

/* Days of a month, from 1 to 12, of the Gregorian calendar. */
int day_month_length(int year, int month);

/* Days since 1970-01-01; false when the text is no day of the years 1600 to 9999. */
bool day_read(int64_t *days, const char *text);

enum { DAY_SIZE = 11 };

/* Writes the day that is so many days after another one; false when that is no day, or what comes
 * out lies past 9999-12-31 or before 1600. `text` may be the day itself. */
bool day_add(char text[DAY_SIZE], const char *day, int64_t days);

#endif
