/* Dates as people write them: which say a day, which of two days they may be, and which none. */
#include "check.h"

#include "import/cell/cell_value.h"

#include <string.h>

static const struct {
    const char *text, *said; /* the day; or why there is none */
} dates[] = {
    /* year first */
    {"2024-01-05", "2024-01-05"},
    {"2024-1-5", "2024-01-05"},
    {"2024-01-05T10:00", "2024-01-05"},
    {"2024-01-05T10:00:00Z", "2024-01-05"},
    {"2024-01-05 10:00:00", "2024-01-05"},
    {"2024-01-05T10", "bad-date"},
    {"2024-01-05X", "bad-date"},
    {"2024-00-05", "bad-date"},
    {"2024-13-01", "bad-date"},
    {"2024-01-00", "bad-date"},
    {"2024-01-32", "bad-date"},
    {"2024-02-30", "bad-date"},
    {"2024-02-29", "2024-02-29"},
    {"0000-01-01", "bad-date"},
    {"12345-1-1", "bad-date"},
    {"2024 May 5", "bad-date"},
    /* a month by its name, or its first three letters; "Sept" too */
    {"5 May 2024", "2024-05-05"},
    {"May 5, 2024", "2024-05-05"},
    {"Sept 5, 2024", "2024-09-05"},
    {"Septe 5 2024", "bad-date"},
    {"Marc 5 2024", "bad-date"},
    {"Ma 5, 2024", "bad-date"},
    {"5 Foo 2024", "bad-date"},
    {"May May 2024", "bad-date"},
    {"5 2024 May", "bad-date"},
    /* day and month: which is which is told by a point, or by a number above 12 */
    {"5.6.2024", "2024-06-05"},
    {"13/5/2024", "2024-05-13"},
    {"5/13/2024", "2024-05-13"},
    {"5/5/2024", "2024-05-05"},
    {"5/6/2024", "ambiguous-date"},
    {"5/6/24", "ambiguous-date"},
    {"13/5/24", "bad-date"},
    {"5/13/24", "bad-date"},
    /* what has not three fields with one sign between them */
    {"1--2-2024", "bad-date"},
    {"a-b-c", "bad-date"},
    {"5-6", "bad-date"},
    {"5", "bad-date"},
    {"", "bad-date"},
};

static void days_of_texts(void **state)
{
    (void)state;
    for (size_t i = 0; i < CHECK_COUNT(dates); i++) {
        char day[IMPORT_DATE_SIZE] = "";
        const char *why = import_cell_date(day, dates[i].text);
        if (strcmp(why != NULL ? why : day, dates[i].said) != 0)
            fail_msg("'%s' is %s, not %s", dates[i].text, why != NULL ? why : day, dates[i].said);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(days_of_texts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
