/* Days and times of a workbook: serial numbers to ISO 8601. */
#ifndef OPTIBOM_IMPORT_WORKBOOK_DATE_H
#define OPTIBOM_IMPORT_WORKBOOK_DATE_H

#include "base/buf.h"
#include "import/workbook/workbook_styles.h"

#include <stdbool.h>

/* Appends the day and time that `serial` is: 2026-03-14, with T15:09:26 where there is a time of
 * day, rounded to seconds. A time alone is 15:09:26, elapsed hours are 36:00:00. Days count from
 * 1900 with Excel's 1900-02-29 (day 60; day 0 is 1900-01-00), or from 1904. False, with nothing
 * appended, when it is past 9999-12-31 or negative, which Excel shows as no date either. */
bool import_workbook_date(struct buf *out, double serial, enum import_workbook_meaning meaning,
                          bool is_1904);

/* Appends a date that stands in the file as a text: without the zone of UTC, fractions of seconds
 * and a time of midnight. */
void import_workbook_iso_date(struct buf *out, const char *text, size_t length);

#endif
