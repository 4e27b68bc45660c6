#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/quantity.h"
#include "base/scan.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define NONE NAN

static void assert_side(double is, double expected, const char *text)
{
    if (isnan(expected) ? !isnan(is) : !(fabs(is - expected) <= 1e-12 * fabs(expected)))
        fail_msg("\"%s\": %.17g where %.17g is expected", text, is, expected);
}

static const struct {
    const char *text, *unit;
    double min, typ, max;
} readings[] = {
    {"5", "W", NONE, 5, NONE},
    {"5", "", NONE, 5, NONE},
    {" 14.5 W ", "W", NONE, 14.5, NONE},
    {"14500 mW", "W", NONE, 14.5, NONE},
    {"14500mW", "W", NONE, 14.5, NONE},
    {"0.0145 kW", "W", NONE, 14.5, NONE},
    {"14.5 Watts", "W", NONE, 14.5, NONE},
    {"1.31 um", "nm", NONE, 1310, NONE},
    {"1.31 \xc2\xb5m", "nm", NONE, 1310, NONE},
    {"1.31\xc2\xa0\xce\xbcm", "nm", NONE, 1310, NONE},
    {"1\xe2\x80\x89m", "mm", NONE, 1000, NONE},
    {"300 m", "m", NONE, 300, NONE},
    {"10km", "m", NONE, 10000, NONE},
    {"10 KM", "m", NONE, 10000, NONE},
    {"12 in", "mm", NONE, 304.8, NONE},
    {"3 ft", "m", NONE, 0.9144, NONE},
    {"2RU", "U", NONE, 2, NONE},
    {"1 U", "RU", NONE, 1, NONE},
    {"4 rack units", "RU", NONE, 4, NONE},
    {"800G", "Gbps", NONE, 800, NONE},
    {"1.6T", "Gbps", NONE, 1600, NONE},
    {"112 gbps", "Gbps", NONE, 112, NONE},
    {"112 Gb/s", "Gbps", NONE, 112, NONE},
    {"100 Gbit/s", "Gbps", NONE, 100, NONE},
    {"900 GB/s", "Gbps", NONE, 7200, NONE},
    {"1.8 TB/s", "Tbps", NONE, 14.4, NONE},
    {"53.125 GBd", "GBd", NONE, 53.125, NONE},
    {"5 pJ/bit", "fJ/bit", NONE, 5000, NONE},
    {"5 mW/Gbps", "pJ/bit", NONE, 5, NONE},
    {"1.2 cm2", "mm2", NONE, 120, NONE},
    {"1.2 cm\xc2\xb2", "mm2", NONE, 120, NONE},
    {"1 mm^2", "um2", NONE, 1e6, NONE},
    {"100 GHz", "THz", NONE, 0.1, NONE},
    {"5 min", "s", NONE, 300, NONE},
    {"2 weeks", "d", NONE, 14, NONE},
    {"1.5 h", "min", NONE, 90, NONE},
    {"5 us/km", "ns/m", NONE, 5, NONE},
    {"1 lb", "kg", NONE, 0.45359237, NONE},
    {"32 F", "C", NONE, 0, NONE},
    {"212 \xc2\xb0"
     "F",
     "C", NONE, 100, NONE},
    {"25 \xe2\x84\x83", "K", NONE, 298.15, NONE},
    {"0 deg C", "K", NONE, 273.15, NONE},
    {"70 degC", "C", NONE, 70, NONE},
    {"3300 mV", "V", NONE, 3.3, NONE},
    {"250 mA", "A", NONE, 0.25, NONE},
    {"15 %", "1", NONE, 0.15, NONE},
    {"15%", "%", NONE, 15, NONE},
    {"0.15", "1", NONE, 0.15, NONE},
    {"0.15 fraction", "%", NONE, 15, NONE},
    {"500 ppm", "%", NONE, 0.05, NONE},
    {"8 pcs", "count", NONE, 8, NONE},
    {"250 FIT", "FIT", NONE, 250, NONE},
    {"0.5 Tbps/mm", "Gbps/mm", NONE, 500, NONE},
    {"100 GB/s/mm", "Gbps/mm", NONE, 800, NONE},
    {"0.1 /cm2", "/cm2", NONE, 0.1, NONE},
    {"0.1/cm2", "/cm2", NONE, 0.1, NONE},
    {"0.35 dB/km", "dB/km", NONE, 0.35, NONE},
    {"1 dB/cm", "dB/m", NONE, 100, NONE},
    {"0 dBm", "mW", NONE, 1, NONE},
    {"10 mW", "dBm", NONE, 10, NONE},
    {"0.1 W", "dBm", NONE, 20, NONE},
    {"-2.9 dBm", "dBm", NONE, -2.9, NONE},
    {"\xe2\x88\x92"
     "2.9 dBm",
     "dBm", NONE, -2.9, NONE},
    {"\xe2\x80\x93"
     "2.9 dBm",
     "dBm", NONE, -2.9, NONE},
    {"- 5 C", "C", NONE, -5, NONE},
    {"+4 dBm", "dBm", NONE, 4, NONE},
    {"1e3 m", "km", NONE, 1, NONE},
    {"1.5E-3", "1", NONE, 0.0015, NONE},
    {".5", "m", NONE, 0.5, NONE},
    {"1,234.50", "W", NONE, 1234.5, NONE},
    {"12,345,678 W", "W", NONE, 12345678, NONE},
    {"8..9 W", "W", 8, NONE, 9},
    {"8W..9W", "W", 8, NONE, 9},
    {"5...9", "W", 5, NONE, 9},
    {"9.5..11..12.5 dBm", "dBm", 9.5, 11, 12.5},
    {"8\xe2\x80\x93"
     "9 W",
     "W", 8, NONE, 9},
    {"8 \xe2\x80\x93 9 W", "W", 8, NONE, 9},
    {"8 W \xe2\x80\x93 9 W", "W", 8, NONE, 9},
    {"-40\xe2\x80\x93"
     "85 C",
     "C", -40, NONE, 85},
    {"\xe2\x88\x92"
     "40 \xe2\x80\x93 +85 \xc2\xb0"
     "C",
     "C", -40, NONE, 85},
    {"-2.9 ... +4.0 dBm", "dBm", -2.9, NONE, 4},
    {"-2.9 \xe2\x80\xa6 +4.0 dBm", "dBm", -2.9, NONE, 4},
    {"0.5-2 m", "m", 0.5, NONE, 2},
    {"0.5 - 2 m", "m", 0.5, NONE, 2},
    {"500 mW - 1 W", "W", 0.5, NONE, 1},
    {"0 to 70 C", "C", 0, NONE, 70},
    {"0 to 70\xc2\xb0"
     "C",
     "C", 0, NONE, 70},
    {"0~70 C", "C", 0, NONE, 70},
    {"-5 to -1 dBm", "dBm", -5, NONE, -1},
    {"max 15 W", "W", NONE, NONE, 15},
    {"Max: 15 W", "W", NONE, NONE, 15},
    {"15 W max", "W", NONE, NONE, 15},
    {"15 W max.", "W", NONE, NONE, 15},
    {"1.5W max", "W", NONE, NONE, 1.5},
    {"15 W (max)", "W", NONE, NONE, 15},
    {"< 15 W", "W", NONE, NONE, 15},
    {"<= 15 W", "W", NONE, NONE, 15},
    {"\xe2\x89\xa4"
     "15 W",
     "W", NONE, NONE, 15},
    {"up to 2 km", "m", NONE, NONE, 2000},
    {"max -5 dBm", "dBm", NONE, NONE, -5},
    {"max \xe2\x80\x93"
     "5 dBm",
     "dBm", NONE, NONE, -5},
    {">= 3", "", 3, NONE, NONE},
    {"min 3", "W", 3, NONE, NONE},
    {"3 min", "W", 3, NONE, NONE},
    {"min 3 min", "s", 180, NONE, NONE},
    {"at least 3 W", "W", 3, NONE, NONE},
    {"typ 5", "W", NONE, 5, NONE},
    {"5 W typ.", "W", NONE, 5, NONE},
    {"~5", "W", NONE, 5, NONE},
    {"\xe2\x89\x88 5 W", "W", NONE, 5, NONE},
    {"20 USD", "USD", NONE, 20, NONE},
    {"typ 12 max 14 W", "W", NONE, 12, 14},
    {"Typ. 12 W / Max. 14 W", "W", NONE, 12, 14},
    {"typ 12W/max 14W", "W", NONE, 12, 14},
    {"typ: 12 W; max: 14 W", "W", NONE, 12, 14},
    {"12 W typ, 14 W max", "W", NONE, 12, 14},
    {"12 W typ 14 W max", "W", NONE, 12, 14},
    {"12W typ/14W max", "W", NONE, 12, 14},
    {"12 W (typ) 14 W (max)", "W", NONE, 12, 14},
    {"10 (typ) 12 (max)", "W", NONE, 10, 12},
    {"max 14 W, typ 12 W", "W", NONE, 12, 14},
    {"12 W typ., max. 14 W", "W", NONE, 12, 14},
    {"min 1 typ 2 max 3 dBm", "dBm", 1, 2, 3},
    {"min -5 max -1 dBm", "dBm", -5, NONE, -1},
    {"min 1\nmax 3", "W", 1, NONE, 3},
    {"min 1 max 3", "", 1, NONE, 3},
    {">= 1 W, <= 3 W", "W", 1, NONE, 3},
    {"min 1 typ 2 max 3 min", "s", 60, 120, 180},
    {"typ 500 mW max 1 W", "W", NONE, 0.5, 1},
    {"1310 +/- 10 nm", "nm", 1300, 1310, 1320},
    {"1310 \xc2\xb1 6.5 nm", "nm", 1303.5, 1310, 1316.5},
    {"1310 nm \xc2\xb1 10 nm", "nm", 1300, 1310, 1320},
    {"1310nm\xc2\xb1"
     "10nm",
     "nm", 1300, 1310, 1320},
    {"1310 nm (\xc2\xb1 10 nm)", "nm", 1300, 1310, 1320},
    {"1310 (\xc2\xb1 10) nm", "nm", 1300, 1310, 1320},
    {"1.31 um \xc2\xb1 10 nm", "nm", 1300, 1310, 1320},
    {"1310 \xc2\xb1 10", "nm", 1300, 1310, 1320},
    {"3.3 V \xc2\xb1 5 %", "V", 3.135, 3.3, 3.465},
    {"3.3 \xc2\xb1 5%", "V", 3.135, 3.3, 3.465},
    {"-48 V \xc2\xb1 10 %", "V", -52.8, -48, -43.2},
    {"10 MHz \xc2\xb1 100 ppm", "MHz", 9.999, 10, 10.001},
    {"15 % \xc2\xb1 5 %", "%", 10, 15, 20},
    {"0 dBm \xc2\xb1 2 dB", "dBm", -2, 0, 2},
    {"0 \xc2\xb1 2 dB", "dBm", -2, 0, 2},
    {"20 C \xc2\xb1 9 F", "C", 15, 20, 25},
    {"5 W \xc2\xb1 1 W", "W", 4, 5, 6},
    {"26 AWG", "AWG", NONE, 26, NONE},
};

static void reads_what_people_write(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof readings / sizeof *readings; i++) {
        struct range range;
        struct error err = {0};
        if (quantity_parse(&range, readings[i].text, readings[i].unit, &err) != OPTIBOM_OK)
            fail_msg("\"%s\": %s", readings[i].text, err.text);
        assert_side(range.min, readings[i].min, readings[i].text);
        assert_side(range.typ, readings[i].typ, readings[i].text);
        assert_side(range.max, readings[i].max, readings[i].text);
    }
}

static const struct {
    const char *text, *unit;
    enum quantity_fault fault;
} refusals[] = {
    {"", "W", QUANTITY_UNREADABLE},
    {"W", "W", QUANTITY_UNREADABLE},
    {"abc", "W", QUANTITY_UNREADABLE},
    {"nan", "W", QUANTITY_UNREADABLE},
    {"inf", "W", QUANTITY_UNREADABLE},
    {"0x10", "W", QUANTITY_UNKNOWN_UNIT},
    {"5 m", "W", QUANTITY_OTHER_UNIT},
    {"5 W", "", QUANTITY_OTHER_UNIT},
    {"5 dB", "dBm", QUANTITY_OTHER_UNIT},
    {"5 dB", "mW", QUANTITY_OTHER_UNIT},
    {"0 mW", "dBm", QUANTITY_OTHER_UNIT},
    {"-1 mW", "dBm", QUANTITY_OTHER_UNIT},
    {"5 M", "m", QUANTITY_OTHER_UNIT},
    {"5 G", "g", QUANTITY_OTHER_UNIT},
    {"5 furlong", "m", QUANTITY_UNKNOWN_UNIT},
    {"5 mw", "W", QUANTITY_UNKNOWN_UNIT},
    {"5 gb/s", "Gbps", QUANTITY_UNKNOWN_UNIT},
    {"5 GBPS", "Gbps", QUANTITY_UNKNOWN_UNIT},
    {"5 Gb", "GB", QUANTITY_UNKNOWN_UNIT},
    {"5 t", "kg", QUANTITY_UNKNOWN_UNIT},
    {"1310nm/1550nm", "nm", QUANTITY_UNKNOWN_UNIT},
    {"100GBASE-SR4", "Gbps", QUANTITY_UNKNOWN_UNIT},
    {"300m (OM3)", "m", QUANTITY_UNREADABLE},
    {"1,5", "W", QUANTITY_UNREADABLE},
    {"0,123", "W", QUANTITY_UNREADABLE},
    {"1,23,456", "W", QUANTITY_UNREADABLE},
    {"1234,567", "W", QUANTITY_UNREADABLE},
    {"1.234,50", "W", QUANTITY_UNREADABLE},
    {"200.000.000", "W", QUANTITY_UNREADABLE},
    {"1 234", "W", QUANTITY_UNREADABLE},
    {"5.", "W", QUANTITY_UNREADABLE},
    {"1e999", "W", QUANTITY_UNREADABLE},
    {"1e99999", "W", QUANTITY_UNREADABLE},
    {"12 W max 14 W", "W", QUANTITY_UNREADABLE},
    {"max 12 W 14 W", "W", QUANTITY_UNREADABLE},
    {"typ 12 W 14 W max", "W", QUANTITY_UNREADABLE},
    {"12 W typ max 14 W", "W", QUANTITY_UNREADABLE},
    {"max 12 max 14 W", "W", QUANTITY_UNREADABLE},
    {"min 1 typ 2 max 3 max 4 W", "W", QUANTITY_UNREADABLE},
    {"typ 12 W,", "W", QUANTITY_UNREADABLE},
    {"typ 12 W, 14 W", "W", QUANTITY_UNREADABLE},
    {"12 W, max 14 W", "W", QUANTITY_UNREADABLE},
    {"typ 8..9 max 14 W", "W", QUANTITY_UNREADABLE},
    {"12 (typ 14 (max)", "W", QUANTITY_UNREADABLE},
    {"typ 14 max 12 W", "W", QUANTITY_DISORDER},
    {"typ 12 m max 14 W", "W", QUANTITY_OTHER_UNIT},
    {"\xc2\xb1 5 W", "W", QUANTITY_UNREADABLE},
    {"5 W \xc2\xb1", "W", QUANTITY_UNREADABLE},
    {"5 W \xc2\xb1 -1 W", "W", QUANTITY_UNREADABLE},
    {"5 W \xc2\xb1 1 m", "W", QUANTITY_UNREADABLE},
    {"5 W \xc2\xb1 1 W max", "W", QUANTITY_UNREADABLE},
    {"5 W \xc2\xb1 1 \xc2\xb1 1 W", "W", QUANTITY_UNREADABLE},
    {"5 W (\xc2\xb1 1 W", "W", QUANTITY_UNREADABLE},
    {"0.15 \xc2\xb1 5 %", "1", QUANTITY_UNREADABLE},
    {"20 C \xc2\xb1 5 %", "C", QUANTITY_UNREADABLE},
    {"-3 dBm \xc2\xb1 5 %", "dBm", QUANTITY_UNREADABLE},
    {"1 mW \xc2\xb1 1 dB", "mW", QUANTITY_UNREADABLE},
    {"5 W/min", "W", QUANTITY_UNKNOWN_UNIT},
    {"5 -3 W", "W", QUANTITY_UNREADABLE},
    {"-5-3 W", "W", QUANTITY_UNREADABLE},
    {"1-2-3 W", "W", QUANTITY_UNREADABLE},
    {"1..2..3..4", "W", QUANTITY_UNREADABLE},
    {"1..", "W", QUANTITY_UNREADABLE},
    {"..2", "W", QUANTITY_UNREADABLE},
    {"1....2", "W", QUANTITY_UNREADABLE},
    {"max 8..9 W", "W", QUANTITY_UNREADABLE},
    {"max 8 W max", "W", QUANTITY_UNREADABLE},
    {"min", "W", QUANTITY_UNREADABLE},
    {"--5", "W", QUANTITY_UNREADABLE},
    {"5 W 6 W", "W", QUANTITY_UNREADABLE},
    {"15 W (", "W", QUANTITY_UNREADABLE},
    {"\xff\xfe", "W", QUANTITY_UNREADABLE},
    {"5 \xe2\x82\xac", "W", QUANTITY_UNKNOWN_UNIT},
    {"9..8 W", "W", QUANTITY_DISORDER},
    {"1 W .. 2 mW", "W", QUANTITY_DISORDER},
    {"1..3..2", "W", QUANTITY_DISORDER},
    {"5", "bogus", QUANTITY_UNKNOWN_UNIT},
};

static void refuses_the_rest_with_a_sentence(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        struct range range = {1, 2, 3};
        enum quantity_fault fault;
        struct error err = {0};
        if (quantity_parse_as(&range, &fault, refusals[i].text, refusals[i].unit, refusals[i].unit,
                              &err) == OPTIBOM_OK)
            fail_msg("\"%s\" is accepted", refusals[i].text);
        if (fault != refusals[i].fault || err.status != OPTIBOM_BAD_INPUT || err.text[0] == '\0')
            fail_msg("\"%s\": fault %d: %s", refusals[i].text, (int)fault, err.text);
        assert_true(range.min == 1 && range.typ == 2 && range.max == 3);
    }
}

static void refuses_what_is_too_long(void **state)
{
    (void)state;
    char text[4096];
    struct range range;
    struct error err = {0};
    memset(text, '1', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    assert_int_equal(quantity_parse(&range, text, "W", &err), OPTIBOM_BAD_INPUT);
    text[200] = '\0';
    error_clear(&err);
    assert_int_equal(quantity_parse(&range, text, "W", &err), OPTIBOM_BAD_INPUT);
}

static void names_text_and_unit_in_errors(void **state)
{
    (void)state;
    struct range range;
    struct error err = {0};
    quantity_parse(&range, "5 m", "W", &err);
    assert_string_equal(err.text,
                        "\"5 m\": m measures length, but power is expected: write it in W");
    error_clear(&err);
    quantity_parse(&range, "1,5", "W", &err);
    assert_string_equal(err.text, "\"1,5\" has a comma that does not group thousands: use a point "
                                  "for decimals and no thousands separators; write one figure or a "
                                  "range, as in 5 W, 8..9 W, max 15 W");
}

static void bare_numbers_take_the_bare_unit(void **state)
{
    (void)state;
    struct range range;
    enum quantity_fault fault;
    struct error err = {0};
    assert_int_equal(quantity_parse_as(&range, &fault, "14500", "mW", "W", &err), OPTIBOM_OK);
    assert_true(range.typ == 14.5);
    assert_int_equal(quantity_parse_as(&range, &fault, "14.5 W", "mW", "W", &err), OPTIBOM_OK);
    assert_true(range.typ == 14.5);
    assert_int_equal(quantity_parse_as(&range, &fault, "95", "%", "1", &err), OPTIBOM_OK);
    assert_true(range.typ == 0.95);
}

static void value_wants_one_plain_figure(void **state)
{
    (void)state;
    double value = 0;
    struct error err = {0};
    assert_int_equal(quantity_parse_value(&value, "400 Gbps", "Gbps", &err), OPTIBOM_OK);
    assert_true(value == 400);
    assert_int_equal(quantity_parse_value(&value, "8..9 W", "W", &err), OPTIBOM_BAD_INPUT);
    error_clear(&err);
    assert_int_equal(quantity_parse_value(&value, "< 9 W", "W", &err), OPTIBOM_BAD_INPUT);
}

static void converts_between_units_of_a_quantity(void **state)
{
    (void)state;
    double value;
    struct error err = {0};
    assert_int_equal(quantity_convert(&value, 3, "dBm", "mW", &err), OPTIBOM_OK);
    assert_side(value, 1.9952623149688795, "3 dBm");
    assert_int_equal(quantity_convert(&value, 2, "mW", "dBm", &err), OPTIBOM_OK);
    assert_side(value, 3.0102999566398120, "2 mW");
    assert_int_equal(quantity_convert(&value, 1, "W", "dBm", &err), OPTIBOM_OK);
    assert_side(value, 30, "1 W");
    assert_int_equal(quantity_convert(&value, 20, "C", "F", &err), OPTIBOM_OK);
    assert_side(value, 68, "20 C");
    assert_int_equal(quantity_convert(&value, 7, "", "", &err), OPTIBOM_OK);
    assert_true(value == 7);
    assert_int_equal(quantity_convert(&value, 1, "dB", "dBm", &err), OPTIBOM_BAD_INPUT);
    error_clear(&err);
    assert_int_equal(quantity_convert(&value, 1, "W", "smoot", &err), OPTIBOM_BAD_INPUT);
}

static void converts_decimal_multiples_exactly(void **state)
{
    (void)state;
    double value;
    struct error err = {0};
    for (int thousandths = 0; thousandths < 100000; thousandths++) {
        assert_int_equal(quantity_convert(&value, thousandths, "mW", "W", &err), OPTIBOM_OK);
        assert_true(value == thousandths / 1000.0);
    }
}

static void finds_units_by_symbol_and_alias(void **state)
{
    (void)state;
    assert_string_equal(quantity_unit_find("Watts")->symbol, "W");
    assert_string_equal(quantity_unit_find("gbps")->symbol, "Gbps");
    assert_string_equal(quantity_unit_find("\xc2\xb5m")->symbol, "um");
    assert_string_equal(quantity_unit_find("\xce\xbcs")->symbol, "us");
    assert_string_equal(quantity_unit_find("\xc2\xb0"
                                           "C")
                            ->symbol,
                        "C");
    assert_string_equal(quantity_unit_find("MW")->symbol, "MW");
    assert_string_equal(quantity_unit_find("U")->symbol, "RU");
    assert_null(quantity_unit_find(""));
    assert_null(quantity_unit_find("|"));
    assert_null(quantity_unit_find("w|watt"));
}

static void excerpts_stay_whole_characters(void **state)
{
    (void)state;
    char text[256] = "", excerpt[SCAN_EXCERPT_SIZE];
    for (int i = 0; i < 79; i++)
        strcat(text, "x");
    strcat(text, "\xe2\x82\xac\xe2\x82\xac");
    scan_excerpt(excerpt, text);
    assert_int_equal(strlen(excerpt), 79 + 3);
    assert_string_equal(excerpt + 78, "x...");
    scan_excerpt(excerpt, "a\nb\xff"
                          "c");
    assert_string_equal(excerpt, "a b?c");
    scan_excerpt(excerpt, "a\033b\x7f\xc2\x9b"
                          "1\xc2\xb5");
    assert_string_equal(excerpt, "a b  1\xc2\xb5");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_people_write),
        cmocka_unit_test(refuses_the_rest_with_a_sentence),
        cmocka_unit_test(refuses_what_is_too_long),
        cmocka_unit_test(names_text_and_unit_in_errors),
        cmocka_unit_test(bare_numbers_take_the_bare_unit),
        cmocka_unit_test(value_wants_one_plain_figure),
        cmocka_unit_test(converts_between_units_of_a_quantity),
        cmocka_unit_test(converts_decimal_multiples_exactly),
        cmocka_unit_test(finds_units_by_symbol_and_alias),
        cmocka_unit_test(excerpts_stay_whole_characters),
    };
    return cmocka_run_group_tests_name("quantity", tests, NULL, NULL);
}
