/*
 * Cells of Excel workbooks at the edges: values that do not suit their type, formats that show
 * zeros or words, numbers past what a double holds, characters that XML has no place for.
 */
#include "check.h"

#include "base/buf.h"
#include "import/workbook/workbook_cell.h"
#include "import/workbook/workbook_escape.h"
#include "import/workbook/workbook_number.h"
#include "import/workbook/workbook_styles.h"

#include <string.h>

static const struct {
    const char *type; /* as XML has it */
    struct import_workbook_style style;
    const char *value, *shown;
} cells[] = {
    {NULL, {IMPORT_WORKBOOK_NUMBER, 0, NULL}, "  ", ""},
    {NULL, {IMPORT_WORKBOOK_NUMBER, 0, NULL}, "\n 4.50 \n", "4.5"},
    {"n", {IMPORT_WORKBOOK_NUMBER, 0, NULL}, "four", "four"},
    {"n", {IMPORT_WORKBOOK_NUMBER, 0, "weeks"}, "4", "4 weeks"},
    {"n", {IMPORT_WORKBOOK_NUMBER, 0, "weeks"}, "four", "four"},
    {"n", {IMPORT_WORKBOOK_NUMBER, 6, NULL}, "42", "000042"},
    {"n", {IMPORT_WORKBOOK_NUMBER, 2, NULL}, "421", "421"},
    {"n", {IMPORT_WORKBOOK_NUMBER, 6, NULL}, "4.2", "4.2"},
    {"n", {IMPORT_WORKBOOK_NUMBER, 6, NULL}, "-42", "-42"},
    {"n", {IMPORT_WORKBOOK_PERCENT, 0, NULL}, "0.125", "12.5 %"},
    {"n", {IMPORT_WORKBOOK_PERCENT, 0, NULL}, "most", "most"},
    {"n", {IMPORT_WORKBOOK_DATE, 0, NULL}, "44197", "2021-01-01"},
    {"n", {IMPORT_WORKBOOK_DATE, 0, NULL}, "soon", "soon"},
    {"n", {IMPORT_WORKBOOK_DATE, 0, NULL}, "-3", "-3"},
    {"b", {IMPORT_WORKBOOK_NUMBER, 0, NULL}, "1", "TRUE"},
    {"b", {IMPORT_WORKBOOK_NUMBER, 0, NULL}, "true", "TRUE"},
    {"b", {IMPORT_WORKBOOK_NUMBER, 0, NULL}, "TRUE", "TRUE"},
    {"b", {IMPORT_WORKBOOK_NUMBER, 0, NULL}, "0", "FALSE"},
    {"b", {IMPORT_WORKBOOK_NUMBER, 0, NULL}, " ", ""},
    {"d", {IMPORT_WORKBOOK_NUMBER, 0, NULL}, "2026-01-02", "2026-01-02"},
    {"d", {IMPORT_WORKBOOK_NUMBER, 0, NULL}, "2026-01-02T00:00:00", "2026-01-02"},
    {"d", {IMPORT_WORKBOOK_NUMBER, 0, NULL}, "2026-01-02T00:00:00.000Z", "2026-01-02"},
    {"d", {IMPORT_WORKBOOK_NUMBER, 0, NULL}, "2026-01-02T10:00:00.5", "2026-01-02T10:00:00"},
    {"d",
     {IMPORT_WORKBOOK_NUMBER, 0, NULL},
     "2026-01-02T10:00:00+01:00",
     "2026-01-02T10:00:00+01:00"},
    {"d", {IMPORT_WORKBOOK_NUMBER, 0, NULL}, "2026-01-02T10:00:00X", "2026-01-02T10:00:00X"},
    {"e", {IMPORT_WORKBOOK_NUMBER, 0, NULL}, "#N/A", "#N/A"},
    {"str", {IMPORT_WORKBOOK_PERCENT, 0, NULL}, " a_x0041_ ", " aA "},
};

static void texts_of_cells(void **state)
{
    struct buf out;
    (void)state;
    buf_init(&out);
    for (size_t i = 0; i < CHECK_COUNT(cells); i++) {
        char value[64];
        snprintf(value, sizeof value, "%s", cells[i].value);
        buf_clear(&out);
        import_workbook_cell_text(&out, import_workbook_cell_type(cells[i].type), &cells[i].style,
                                  false, value, strlen(value));
        assert_string_equal(buf_text(&out), cells[i].shown);
    }
    buf_fini(&out);
}

static void numbers_at_the_edges(void **state)
{
    static const struct {
        const char *stored, *shown; /* NULL: it is no number */
    } numbers[] = {
        {"1.23456789012345678E+50", "1.2345678901234568E+50"},
        {"1.23456789012345678E-50", "1.2345678901234568E-50"},
        {"12345678901234567890123456789012345678901234567890", "1.2345678901234568E+49"},
        {"0.12345678901234567890123456789012345678901234567890", "0.12345678901234568"},
        {"9.99999999999999949", "10"},
        {"1e99999", NULL},
        {"1e-99999", NULL},
        {"1e5x", NULL},
    };
    static char digits[5000];
    struct buf out;
    (void)state;
    buf_init(&out);
    for (size_t i = 0; i < CHECK_COUNT(numbers); i++) {
        buf_clear(&out);
        assert_int_equal(
            import_workbook_number(&out, numbers[i].stored, strlen(numbers[i].stored), 0),
            numbers[i].shown != NULL);
        assert_string_equal(buf_text(&out), numbers[i].shown != NULL ? numbers[i].shown : "");
    }
    memset(digits, '1', sizeof digits);
    assert_false(import_workbook_number(&out, digits, sizeof digits, 0));
    buf_fini(&out);
}

static void escaped_characters(void **state)
{
    static const struct {
        const char *text, *shown;
    } texts[] = {
        {"_x0041_", "A"},
        {"a_x00e9_b_x00E9_", "a\xc3\xa9"
                             "b\xc3\xa9"},
        {"_x20AC_", "\xe2\x82\xac"},
        {"_xD83D__xDE00_", "\xf0\x9f\x98\x80"},
        {"_xd83d_", "\xef\xbf\xbd"}, /* half a pair */
        {"_xDE00_", "\xef\xbf\xbd"}, /* the other half */
        {"_xD83D__x0041_", "\xef\xbf\xbd"
                           "A"}, /* half a pair and a letter */
        {"_xD83D__xFFFF_", "\xef\xbf\xbd\xef\xbf\xbf"},
        {"_x0000_", ""},
        {"_xzz00_", "_xzz00_"},
        {"_x00G0_", "_x00G0_"},
        {"_x00g0_", "_x00g0_"},
        {"_a0041_", "_a0041_"},
        {"_x00411", "_x00411"},
        {"_x0041", "_x0041"},
        {"__x0041_", "_A"},
    };
    (void)state;
    for (size_t i = 0; i < CHECK_COUNT(texts); i++) {
        char text[64];
        snprintf(text, sizeof text, "%s", texts[i].text);
        text[import_workbook_unescape(text, strlen(text))] = '\0';
        assert_string_equal(text, texts[i].shown);
    }
}

static void formats_at_the_edges(void **state)
{
    static const struct {
        const char *code;
        enum import_workbook_meaning meaning;
        const char *literal;
    } formats[] = {
        {"[hx]", IMPORT_WORKBOOK_NUMBER, ""},
        {"[h", IMPORT_WORKBOOK_NUMBER, ""},
        {"%", IMPORT_WORKBOOK_PERCENT, ""},
        {"\"of \"%", IMPORT_WORKBOOK_PERCENT, "of"},
        {"[$\xc2\xa5]#", IMPORT_WORKBOOK_NUMBER, "\xc2\xa5"}, /* of which country is not said */
        {"[$\xc2\xa5-409]#", IMPORT_WORKBOOK_NUMBER, "\xc2\xa5"},
        {"[$ab-804]#", IMPORT_WORKBOOK_NUMBER, "ab"},
        {"[$ab-411]", IMPORT_WORKBOOK_NUMBER, "ab"},
        {"\"a literal that is longer than any unit of a cell\"0", IMPORT_WORKBOOK_NUMBER, ""},
    };
    (void)state;
    for (size_t i = 0; i < CHECK_COUNT(formats); i++) {
        char literal[IMPORT_WORKBOOK_LITERAL_SIZE];
        import_workbook_format_literal(literal, formats[i].code);
        assert_string_equal(literal, formats[i].literal);
        assert_int_equal(import_workbook_format_code(formats[i].code), formats[i].meaning);
    }
    assert_int_equal(import_workbook_format_zeros("00;00"), 0);
    assert_int_equal(import_workbook_format_zeros("00000000000000000000000000000000000000"), 0);
}

/* Columns and indexes that no sheet has. */
static void places_that_there_are_not(void **state)
{
    static const char *const references[] = {"{1", "@1", "AAAAA1", "A1x"};
    static const char *const indexes[] = {"", "x", "1x", "99999999999"};
    size_t at = 0;
    (void)state;
    for (size_t i = 0; i < CHECK_COUNT(references); i++)
        assert_false(import_workbook_cell_column(&at, references[i]));
    for (size_t i = 0; i < CHECK_COUNT(indexes); i++)
        assert_false(import_workbook_cell_index(&at, indexes[i], strlen(indexes[i])));
    assert_true(import_workbook_cell_index(&at, "\n 12 ", 5));
    assert_int_equal(at, 12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_of_cells),
        cmocka_unit_test(numbers_at_the_edges),
        cmocka_unit_test(escaped_characters),
        cmocka_unit_test(formats_at_the_edges),
        cmocka_unit_test(places_that_there_are_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
