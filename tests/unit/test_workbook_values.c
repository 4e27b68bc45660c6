/* Values of cells in Excel workbooks: numbers as people read them, number formats, dates. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "import/workbook/workbook_cell.h"
#include "import/workbook/workbook_date.h"
#include "import/workbook/workbook_number.h"
#include "import/workbook/workbook_styles.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const struct {
    const char *stored, *shown;
    int shift;
} numbers[] = {
    {"0", "0", 0},
    {"-0", "0", 0},
    {"1", "1", 0},
    {"-12.5", "-12.5", 0},
    {"1.50", "1.5", 0},
    {"007", "7", 0},
    {".5", "0.5", 0},
    {"5.", "5", 0},
    {"+3", "3", 0},
    {"9550000000000", "9550000000000", 0},
    {"9.55E+12", "9550000000000", 0},
    {"999999999999999", "999999999999999", 0},
    {"1E+15", "1000000000000000", 0},
    {"12345678901234567", "12345678901234567", 0},
    {"1E+20", "1E+20", 0},
    {"-1.25e21", "-1.25E+21", 0},
    {"1E-3", "0.001", 0},
    {"1.5E-9", "0.0000000015", 0},
    {"1.5E-12", "1.5E-12", 0},
    {"1e-400", "1E-400", 0},
    {"0.30000000000000004", "0.3", 0},
    {"0.10000000000000001", "0.1", 0},
    {"434.99999999999994", "435", 0},
    {"1234.5599999999999", "1234.56", 0},
    {"689.71000000000026", "689.71", 0},
    {"9.9999999999999995E-2", "0.1", 0},
    {"99999999999999994", "99999999999999994", 0},
    {"9999999999999999999999", "1E+22", 0},
    {"1234567890120001", "1234567890120001", 0},
    {"1.2345678901234501", "1.23456789012345", 0},
    {"0.14285714285714285", "0.14285714285714285", 0},
    {"0.1428571428571428", "0.1428571428571428", 0},
    {"3.1415926535897931", "3.141592653589793", 0},
    {"0.1000000000000000055511151231257827", "0.1", 0},
    {"0.125", "12.5", 2},
    {"7.0000000000000007E-2", "7", 2},
    {"1", "100", 2},
    {"0.0005", "0.05", 2},
    {"1E-10", "0.00000001", 2},
};

static const char *const no_numbers[] = {"",    "-",    ".",   "1e",  "1e+", "1,5", "1.2.3",
                                         "abc", "0x1F", "nan", "inf", "1 2", "--1", "12a"};

static void shows_numbers_as_people_read_them(void **state)
{
    (void)state;
    struct buf out;
    buf_init(&out);
    for (size_t i = 0; i < COUNT(numbers); i++) {
        buf_clear(&out);
        assert_true(import_workbook_number(&out, numbers[i].stored, strlen(numbers[i].stored),
                                           numbers[i].shift));
        assert_string_equal(buf_text(&out), numbers[i].shown);
    }
    for (size_t i = 0; i < COUNT(no_numbers); i++) {
        buf_clear(&out);
        assert_false(import_workbook_number(&out, no_numbers[i], strlen(no_numbers[i]), 0));
        assert_string_equal(buf_text(&out), "");
    }
    buf_fini(&out);
}

/* Doubles of all sizes as Excel stores them, with 17 digits: what is shown is within 22 steps (15
 * digits), and the same double where more digits are shown. */
static void keeps_the_double(void **state)
{
    (void)state;
    struct buf out;
    uint64_t seed = 1;
    buf_init(&out);
    for (int i = 0; i < 200000; i++) {
        char text[40];
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        double value = (double)(seed >> 11) / 9007199254740992.0;
        for (uint64_t power = (seed >> 5) % 25; power > 0; power--)
            value *= (seed & 1) != 0 ? 10 : 0.1;
        int length = snprintf(text, sizeof text, "%.17g", value);
        buf_clear(&out);
        assert_true(import_workbook_number(&out, text, (size_t)length, 0));
        double shown = strtod(buf_text(&out), NULL), off = shown / value - 1;
        size_t digits = 0, zeros = 0; /* significant ones, zeros at the end apart */
        for (const char *c = buf_text(&out); *c != '\0' && *c != 'E'; c++) {
            if (*c == '.' || (*c == '0' && digits == 0))
                continue;
            zeros = *c == '0' ? zeros + 1 : 0;
            digits++;
        }
        digits -= zeros;
        assert_true(off > -5.1e-15 && off < 5.1e-15);
        assert_true(digits <= 17);
        if (digits > 15 && shown != value)
            fail_msg("%s is shown as %s", text, buf_text(&out));
    }
    buf_fini(&out);
}

static const struct {
    const char *code;
    enum import_workbook_meaning meaning;
} formats[] = {
    {"General", IMPORT_WORKBOOK_NUMBER},
    {"GENERAL", IMPORT_WORKBOOK_NUMBER},
    {"Standard", IMPORT_WORKBOOK_NUMBER},
    {"General \"days\"", IMPORT_WORKBOOK_NUMBER},
    {"0.00", IMPORT_WORKBOOK_NUMBER},
    {"#,##0.00_);[Red](#,##0.00)", IMPORT_WORKBOOK_NUMBER},
    {"0.00E+00", IMPORT_WORKBOOK_NUMBER},
    {"@", IMPORT_WORKBOOK_NUMBER},
    {"0 \"days\"", IMPORT_WORKBOOK_NUMBER},
    {"0\\ \\d", IMPORT_WORKBOOK_NUMBER},
    {"0_d", IMPORT_WORKBOOK_NUMBER},
    {"*d0", IMPORT_WORKBOOK_NUMBER},
    {"[$USD-409]#,##0.00", IMPORT_WORKBOOK_NUMBER},
    {"[$-409]0", IMPORT_WORKBOOK_NUMBER},
    {"[Red]0;[Magenta]-0", IMPORT_WORKBOOK_NUMBER},
    {"[>=100]0;0.0", IMPORT_WORKBOOK_NUMBER},
    {"# ?/?", IMPORT_WORKBOOK_NUMBER},
    {"", IMPORT_WORKBOOK_NUMBER},
    {";;;", IMPORT_WORKBOOK_NUMBER},
    {"\"yyyy\"", IMPORT_WORKBOOK_NUMBER},
    {"\"open", IMPORT_WORKBOOK_NUMBER},
    {"[open", IMPORT_WORKBOOK_NUMBER},
    {"0%", IMPORT_WORKBOOK_PERCENT},
    {"0.00\\ %", IMPORT_WORKBOOK_PERCENT},
    {"[Green]0.0%;[Red]-0.0%", IMPORT_WORKBOOK_PERCENT},
    {"0\"%\"", IMPORT_WORKBOOK_NUMBER},
    {"0\\%", IMPORT_WORKBOOK_NUMBER},
    {"yyyy-mm-dd", IMPORT_WORKBOOK_DATE},
    {"[$-409]d-mmm-yy;@", IMPORT_WORKBOOK_DATE},
    {"[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", IMPORT_WORKBOOK_DATE},
    {"mmm", IMPORT_WORKBOOK_DATE},
    {"[Blue]DD.MM.YYYY", IMPORT_WORKBOOK_DATE},
    {"yyyy\"-\"mm\"-\"dd\" \"hh:mm:ss.000", IMPORT_WORKBOOK_DATE},
    {"d/m h", IMPORT_WORKBOOK_DATE},
    {"\"on \";yyyy", IMPORT_WORKBOOK_DATE},
    {"h:mm AM/PM", IMPORT_WORKBOOK_TIME},
    {"[$-F400]h:mm:ss\\ AM/PM", IMPORT_WORKBOOK_TIME},
    {"mm:ss.0", IMPORT_WORKBOOK_TIME},
    {"[h]:mm:ss", IMPORT_WORKBOOK_ELAPSED},
    {"[mm]:ss", IMPORT_WORKBOOK_ELAPSED},
    {"[SS]", IMPORT_WORKBOOK_ELAPSED},
};

/* What a format shows beside its number says what the number is; words for pieces do not. */
static void keeps_what_formats_show(void **state)
{
    (void)state;
    static const struct {
        const char *code, *literal;
        unsigned zeros;
    } shown[] = {{"General", "", 0},
                 {"0.00", "", 0},
                 {"#,##0.00\\ \"\xe2\x82\xac\"", "\xe2\x82\xac", 0},
                 {"#,##0.00\\ \xe2\x82\xac;[Red]-#,##0.00\\ \xe2\x82\xac", "\xe2\x82\xac", 0},
                 {"[$\xe2\x82\xac-407]\\ #,##0.00", "\xe2\x82\xac", 0},
                 {"[$\xc2\xa5-804]#,##0", "CNY", 0},
                 {"[$\xc2\xa5-411]#,##0", "JPY", 0},
                 {"[$EUR] #,##0", "EUR", 0},
                 {"[$-409]#,##0.00", "", 0},
                 {"_(\"$\"* #,##0.00_);_(\"$\"* (#,##0.00)", "$", 0},
                 {"0\" weeks\"", "weeks", 0},
                 {"0.00\" /1000\"", "/1000", 0},
                 {"0\" pcs\"", "", 0},
                 {"0\"x\"", "", 0},
                 {"\"(\"0\")\"", "", 0},
                 {"000000", "", 6},
                 {"0", "", 0},
                 {"000.0", "", 0},
                 {"[$", "", 0},
                 {"[$]", "", 0},
                 {"\"", "", 0},
                 {"\\", "", 0}};
    for (size_t i = 0; i < COUNT(shown); i++) {
        char literal[IMPORT_WORKBOOK_LITERAL_SIZE];
        import_workbook_format_literal(literal, shown[i].code);
        if (strcmp(literal, shown[i].literal) != 0 ||
            import_workbook_format_zeros(shown[i].code) != shown[i].zeros)
            fail_msg("%s shows \"%s\", %u digits", shown[i].code, literal,
                     import_workbook_format_zeros(shown[i].code));
    }
}

static void tells_dates_from_numbers(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(formats); i++)
        if (import_workbook_format_code(formats[i].code) != formats[i].meaning)
            fail_msg("%s is taken for %d", formats[i].code,
                     import_workbook_format_code(formats[i].code));
    assert_int_equal(import_workbook_format_number(14), IMPORT_WORKBOOK_DATE);
    assert_int_equal(import_workbook_format_number(9), IMPORT_WORKBOOK_PERCENT);
    assert_int_equal(import_workbook_format_number(46), IMPORT_WORKBOOK_ELAPSED);
    assert_int_equal(import_workbook_format_number(13), IMPORT_WORKBOOK_NUMBER);
    assert_int_equal(import_workbook_format_number(49), IMPORT_WORKBOOK_NUMBER);
}

static const struct {
    double serial;
    enum import_workbook_meaning meaning;
    bool is_1904;
    const char *shown; /* NULL: no date */
} dates[] = {
    {0, IMPORT_WORKBOOK_DATE, false, "1900-01-00"},
    {1, IMPORT_WORKBOOK_DATE, false, "1900-01-01"},
    {59, IMPORT_WORKBOOK_DATE, false, "1900-02-28"},
    {60, IMPORT_WORKBOOK_DATE, false, "1900-02-29"},
    {61, IMPORT_WORKBOOK_DATE, false, "1900-03-01"},
    {36525, IMPORT_WORKBOOK_DATE, false, "1999-12-31"},
    {36585, IMPORT_WORKBOOK_DATE, false, "2000-02-29"},
    {73108, IMPORT_WORKBOOK_DATE, false, "2100-02-27"},
    {73109, IMPORT_WORKBOOK_DATE, false, "2100-02-28"},
    {73110, IMPORT_WORKBOOK_DATE, false, "2100-03-01"},
    {2958465, IMPORT_WORKBOOK_DATE, false, "9999-12-31"},
    {2958465.9999999, IMPORT_WORKBOOK_DATE, false, NULL}, /* rounds to the year 10000 */
    {2958466, IMPORT_WORKBOOK_DATE, false, NULL},
    {-0.5, IMPORT_WORKBOOK_DATE, false, NULL},
    {1e300, IMPORT_WORKBOOK_DATE, false, NULL},
    {44197.5, IMPORT_WORKBOOK_DATE, false, "2021-01-01T12:00:00"},
    {44197.999999, IMPORT_WORKBOOK_DATE, false, "2021-01-02"},
    {0.25, IMPORT_WORKBOOK_DATE, false, "06:00:00"},
    {0, IMPORT_WORKBOOK_DATE, true, "1904-01-01"},
    {59, IMPORT_WORKBOOK_DATE, true, "1904-02-29"},
    {60, IMPORT_WORKBOOK_DATE, true, "1904-03-01"},
    {42735, IMPORT_WORKBOOK_DATE, true, "2021-01-01"},
    {2957003, IMPORT_WORKBOOK_DATE, true, "9999-12-31"},
    {2957004, IMPORT_WORKBOOK_DATE, true, NULL},
    {0.75, IMPORT_WORKBOOK_TIME, true, "18:00:00"},
    {0.75, IMPORT_WORKBOOK_TIME, false, "18:00:00"},
    {0.9999999, IMPORT_WORKBOOK_TIME, false, "1900-01-01"},
    {10.632060185185185, IMPORT_WORKBOOK_ELAPSED, false, "255:10:10"},
    {0, IMPORT_WORKBOOK_ELAPSED, false, "00:00:00"},
};

static void counts_days_as_excel_does(void **state)
{
    (void)state;
    struct buf out;
    buf_init(&out);
    for (size_t i = 0; i < COUNT(dates); i++) {
        buf_clear(&out);
        bool is_date =
            import_workbook_date(&out, dates[i].serial, dates[i].meaning, dates[i].is_1904);
        if (is_date != (dates[i].shown != NULL) ||
            strcmp(buf_text(&out), is_date ? dates[i].shown : "") != 0)
            fail_msg("row %zu, %.10g, is shown as '%s'", i, dates[i].serial, buf_text(&out));
    }
    buf_fini(&out);
}

static void knows_columns_by_their_letters(void **state)
{
    (void)state;
    static const struct {
        const char *reference;
        size_t column;
    } columns[] = {{"A1", 0},    {"Z9", 25},          {"AA1", 26},    {"az10", 51},
                   {"ZZ1", 701}, {"AAA1048576", 702}, {"XFD1", 16383}};
    static const char *const none[] = {"", "A", "1", "1A", "XFE1", "AAAA1", "A1:B2", "$A$1", "A-1"};
    size_t column;
    for (size_t i = 0; i < COUNT(columns); i++) {
        char back[IMPORT_WORKBOOK_REFERENCE_SIZE];
        assert_true(import_workbook_cell_column(&column, columns[i].reference));
        assert_int_equal(column, columns[i].column);
        import_workbook_cell_reference(back, column, 7);
        size_t letters = strcspn(back, "0123456789");
        assert_int_equal(letters, strcspn(columns[i].reference, "0123456789"));
        assert_string_equal(back + letters, "7");
    }
    for (size_t i = 0; i < COUNT(none); i++)
        assert_false(import_workbook_cell_column(&column, none[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shows_numbers_as_people_read_them),
        cmocka_unit_test(keeps_the_double),
        cmocka_unit_test(tells_dates_from_numbers),
        cmocka_unit_test(keeps_what_formats_show),
        cmocka_unit_test(counts_days_as_excel_does),
        cmocka_unit_test(knows_columns_by_their_letters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
