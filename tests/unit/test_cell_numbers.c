#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "import/cell/number_plain.h"
#include "meaning_shown.h"

/* ---- numbers of other countries ---- */

static const struct {
    const char *decimal, *group, *text, *number; /* NULL: refused */
} numbers[] = {
    {",", ".", "", ""},
    {",", ".", "N/A", "N/A"},
    {",", ".", "1.234,50", "1234.50"},
    {",", ".", "1.234.567,8", "1234567.8"},
    {",", ".", "-0,5", "-0.5"},
    {",", ".", ",5", "0.5"},
    {",", ".", "$1.234,50", "$1234.50"},
    {",", ".", "EUR1.234,50", "EUR1234.50"},
    {",", ".", "8,5 - 9,5 W", "8.5 - 9.5 W"},
    {",", ".", "8,5..9,5", "8.5..9.5"},
    {",", ".", "1,5e-3", "1.5e-3"},
    {",", ".", "12 (1.000 pcs)", "12 (1000 pcs)"},
    {",", ".", "1.23", NULL},
    {",", ".", "1234.567", NULL},
    {",", ".", "0.500", NULL},
    {",", ".", "1.2345", NULL},
    {",", ".", "1,5,5", NULL},
    {",", ".", "1,234.5", NULL},
    {",", "", "1,234", "1.234"},
    {",", "", "1.5", NULL},
    {",", "", "8..9", "8..9"},
    {".", ",", "1,234.5", "1234.5"},
    {".", ",", "1,23", NULL},
    {".", "", "8..9", "8..9"},
    {".", "", "9.5..11", "9.5..11"},
    {".", "", "1,234", NULL},
    {",", " ", "1 234,5", "1234.5"},
    {",", " ",
     "1\xc2\xa0"
     "234\xe2\x80\xaf"
     "567",
     "1234567"},
    {",", " ", "10 20", "10 20"},
    {",", " ", "300 m", "300 m"},
    {",", " ", "OM3 300 m", "OM3 300 m"},
    {".", "'", "1'234.50", "1234.50"},
    {".", "'",
     "1\xe2\x80\x99"
     "234",
     "1234"},
    {".", "'", "1'23", NULL},
    {".", "'", "12' cable", "12' cable"},
};

static void rewrites_numbers(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        const struct import_number_format format = {
            *numbers[i].decimal,
            *numbers[i].group != '\0' ? *numbers[i].group : IMPORT_NUMBER_UNGROUPED};
        struct buf out;
        buf_init(&out);
        const char *why = import_number_plain(&out, numbers[i].text, format);
        assert_string_equal(why == NULL ? buf_text(&out) : "refused",
                            numbers[i].number != NULL ? numbers[i].number : "refused");
        buf_fini(&out);
    }
}

static void reads_declared_numbers(void **state)
{
    (void)state;
    static const struct {
        struct import_number_format numbers;
        const char *unit, *text, *expected;
    } cells[] = {
        {{',', '.'}, "W", "1,7", "1.7"},
        {{',', 0}, "W", "200.000.000,50", "200000000.5"},
        {{',', '.'}, "W", "8,5..9,5 W", "8.5/-/9.5"},
        {{',', '.'}, "W", "max ,5 W", "-/-/0.5"},
        {{',', '.'}, "W", "14,5 W peak", "14.5 (peak)"},
        {{',', '.'}, "W", "12,5 W / 13,5 W", "? 12.5; 13.5"},
        {{',', '.'}, "W", "1.5 W", "! bad-number"},
        {{',', '.'}, "W", "1,2,3", "! bad-number"},
        {{',', '.'}, "W", "0.500", "! bad-number"},
        {{',', '.'}, "whole", "200.000.000", "200000000"},
        {{',', ' '},
         "whole",
         "1\xe2\x80\xaf"
         "024",
         "1024"},
        {{'.', '\''}, "W", "1'234.5 W", "1234.5"},
        {{'.', '\''},
         "W",
         "1\xe2\x80\x99"
         "234.5 W",
         "1234.5"},
        {{',', ' '}, "money", "1 234,50 EUR", "1234500000"},
        {{',', ' '},
         "money",
         "1\xc2\xa0"
         "234,50 EUR",
         "1234500000"},
        {{',', '.'}, "money", "EUR 1.234,50", "1234500000"},
        {{',', '.'}, "money", "9.90", "! bad-money"},
    };
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        assert_means(cells[i].unit, cells[i].numbers, cells[i].text, cells[i].expected);
}

static void says_how_to_declare_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *text, *sentence;
    } cells[] = {
        {"1,7",
         "\"1,7\" is no number with a decimal point; write 1.7, or declare decimal \",\" and group "
         "\".\" under numbers in the mapping file of the list"},
        {"1 234,5 W", "\"1 234,5 W\" is no number with a decimal point; write 1234.5 W, or declare "
                      "decimal \",\" "
                      "and group \" \" under numbers in the mapping file of the list"},
        {"1,7 foo",
         "\"1,7 foo\" has a comma that does not group thousands: use a point for decimals "
         "and no thousands separators; write one figure or a range, as in 5 W, 8..9 W, "
         "max 15 W"},
    };
    const struct import_attribute power = {"power", IMPORT_REAL, "W", true, false,
                                           "",      "",          "",  false};
    const struct import_column column = {.header = "power", .attribute = &power, .unit = "W"};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        struct import_value value;
        struct import_cell_problem problem;
        struct error err = {0};
        struct arena arena;
        arena_init(&arena);
        assert_int_equal(
            import_meaning_read(&value, &problem, &arena, &column, cells[i].text, &err),
            OPTIBOM_OK);
        assert_string_equal(problem.why.text, cells[i].sentence);
        arena_fini(&arena);
    }
}

/* ---- money ---- */

static void reads_prices(void **state)
{
    (void)state;
    static const struct meaning meanings[] = {
        {"money", "$1,234.50", "1234500000"},
        {"money", "EUR 12.00", "12000000"},
        {"money", "USD12", "12000000"},
        {"money", "12.00 each", "12000000"},
        {"money", "$12/ea", "12000000"},
        {"money", "12.00 per 1", "12000000"},
        {"money", "12.00 per 1000", "? 12000000 (per 1000); 12000 (each)"},
        {"money", "EUR 12 / 1k pcs", "? 12000000 (per 1000); 12000 (each)"},
        {"money", "12.00/m", "! bad-money"},
        {"money", "12.00/0", "! bad-money"},
        {"money", "12.00 per 99999999999", "! bad-money"},
        {"money", "-5.00", "! price-on-request"},
        {"money", "Call", "! price-on-request"},
        {"money", "on  request", "! price-on-request"},
        {"money", "POA", "! price-on-request"},
        {"money", "RFQ", "! price-on-request"},
        {"money", "recall", "! bad-money"},
        {"money", "9,90", "! bad-money"},
        {"money", "1 234,50 EUR", "! bad-money"},
    };
    assert_all(meanings, sizeof meanings / sizeof *meanings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rewrites_numbers),
        cmocka_unit_test(reads_declared_numbers),
        cmocka_unit_test(says_how_to_declare_numbers),
        cmocka_unit_test(reads_prices),
    };
    return cmocka_run_group_tests_name("cell numbers", tests, NULL, NULL);
}
