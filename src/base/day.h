/* Days as YYYY-MM-DD, of the Gregorian calendar. */
#ifndef OPTIBOM_BASE_DAY_H
#define OPTIBOM_BASE_DAY_H

#include <stdbool.h>
#include <stdint.h>

/* Days since 1970-01-01; false when the text is no day of the years 1600 to 9999. */
bool day_read(int64_t *days, const char *text);

#endif
