#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "import/cell/cell_split.h"
#include "meaning_shown.h"

#include <jansson.h>
#include <math.h>

#define DEGREE "\xc2\xb0"
#define PLUS_MINUS "\xc2\xb1"

static void reads_plain_values_as_before(void **state)
{
    (void)state;
    static const struct meaning meanings[] = {
        {"C", "0 to 70" DEGREE "C", "0/-/70"},
        {"dBm", "-2.9 ... +4.0 dBm", "-2.9/-/4"},
        {"W", "< 9W", "-/-/9"},
        {"W", "1.5W max", "-/-/1.5"},
        {"C", "0~70", "0/-/70"},
        {"W", "15 W (max)", "-/-/15"},
        {"W", "1,234.5 W", "1234.5"},
        {"W", "10 (typ) 12 (max)", "-/10/12"},
        {"nm", "1310 " PLUS_MINUS " 6.5 nm", "1303.5/1310/1316.5"},
        {"dB/km", "0.35 dB/km", "0.35"},
        {"mm2", "120 mm\xc2\xb2", "120"},
        {"whole", "72", "72"},
        {"whole", "1,024", "1024"},
    };
    assert_all(meanings, sizeof meanings / sizeof *meanings);
}

static void takes_conditions_off(void **state)
{
    (void)state;
    static const struct meaning meanings[] = {
        {"m", "300m (OM3)", "300 (OM3)"},
        {"m", "300 (OM3)", "300 (OM3)"},
        {"m", "300 m [OM3]", "300 (OM3)"},
        {"m", "300 m (OM3, 850 nm)", "300 (OM3; 850 nm)"},
        {"m", "300 m (OM3 (50 um))", "300 (OM3 (50 um))"},
        {"m", "70 m on OM3", "70 (OM3)"},
        {"m", "500 m over SMF", "500 (SMF)"},
        {"m", "OM3: 70 m", "70 (OM3)"},
        {"m", "10 km, SMF", "10000 (SMF)"},
        {"m", "10 km\n(SMF)", "10000 (SMF)"},
        {"m", "2 km G.652", "2000 (G.652)"},
        {"m", "Up to 2km with FEC", "-/-/2000 (with FEC)"},
        {"m", "10 km (SMF), 10 km (G.652)", "10000 (SMF; G.652)"},
        {"W", "12 W @ 70 C", "12 (70 C)"},
        {"W", "12W@70C", "12 (70C)"},
        {"W", "12 W, 70 " DEGREE "C case", "12 (70 degC case)"},
        {"W", "12 W, at 70 C", "12 (70 C)"},
        {"W", "12 W at max case temperature", "12 (max case temperature)"},
        {"W", "9 W in 400G mode", "9 (400G mode)"},
        {"W", "9 in 400G mode", "9 (400G mode)"},
        {"W", "15 W max at 70 C", "-/-/15 (70 C)"},
        {"W", "15 W (max, 70C)", "-/-/15 (70C)"},
        {"W", "15 W (OM3) max", "-/-/15 (OM3)"},
        {"W", "12 W, max", "-/-/12"},
        {"W", "5 (W)", "5"},
        {"W", "12 W (max 14 W)", "-/12/14"},
        {"W", "12 W (14 W max)", "-/12/14"},
        {"W", "14 W max (12 W typ)", "-/12/14"},
        {"W", "\xe2\x89\xa4 3.5 W (typ. 2.8 W)", "-/2.8/3.5"},
        {"W", "12 W (typ), 14 W (max) at 70 C", "-/12/14 (70 C)"},
        {"W", "typ. 12 W (70 C), max. 14 W (70 C)", "-/12/14 (70 C)"},
        {"W", "N/A (passive)", "absent"},
        {"m", "10 km\xef\xbc\x88SMF\xef\xbc\x89", "10000 (SMF)"},
        {"nm", "1550 (C-band)", "1550 (C-band)"},
        {"nm", "850 nm VCSEL", "850 (VCSEL)"},
        {"nm", "1310nm CWDM", "1310 (CWDM)"},
        {"nm", "1550 nm C band", "1550 (C band)"},
        {"nm", "1310 nm (10 km)", "1310 (10 km)"},
        {"nm", "1260 - 1360 nm (O-band)", "1260/-/1360 (O-band)"},
        {"V", "12VDC", "12 (DC)"},
        {"V", "100-240 VAC", "100/-/240 (AC)"},
        {"V", "48 VDC (nominal)", "48 (DC)"},
        {"whole", "8 (LC)", "8 (LC)"},
        {"whole", "8 lanes", "8"},
        {"whole", "8 Channels", "8"},
        {"whole", "100 pcs", "100"},
    };
    assert_all(meanings, sizeof meanings / sizeof *meanings);
}

/* Signs that are half of something: they stay what they were, or the cell is asked about. */
static void signs_at_the_edges(void **state)
{
    (void)state;
    static const struct meaning meanings[] = {
        {"W", "^3", "! bad-number"},
        {"W", "3^", "! unknown-unit"},
        {"W", "3^123 W", "! unknown-unit"},
        {"W", "12^3 W", "12"},
        {"W", "10^3 W", "? 10"},
        {"W", "2^3 W", "? 2"},
        {"W", "1.2^3 W", "1.2"},
        {"W", "3 W^12", "3"},
        {"mm2", "120 mm^2", "120"},
        {"mm2", "120 mm^3", "! unknown-unit"},
        {"W", "3.5 W^1 2", "! unknown-unit"},
        {"W", "3.5 W^1 max", "-/-/3.5"},
        {"W", "2 * 3 W", "? 6; 3 (2 x)"},
        {"W", "3 W *12", "? 36; 3 (12 x)"},
        {"W", ")", "! bad-number"},
        {"W", "1)", "! bad-number"},
        {"W", "3.5.1)", "! bad-number"},
        {"W", "3,1)", "! bad-number"},
        {"W", "3 W) 1)", "! bad-number"},
        {"W", "3 W (", "! bad-number"},
        {"W", "3 W (a,1)", "3 (a; 1)"},
        {"W", "3 W (,)", "3"},
        {"W", "3 W (note)", "3"},
        {"W", "3 W (note2)", "3"},
        {"W", "3 W (noted)", "3 (noted)"},
        {"W", "3 W (***)", "3"},
        {"W", "3 W (+/- 1 W)", "2/3/4"},
        {"W", "(3) W", "! bad-number"},
        {"W", "3 (2) W", "? 3; 2"},
        {"whole", "8 [2]", "8"},
        {"V", "12 V ACx", "12 (ACx)"},
        {"V", "12 VDCx", "! unknown-unit"},
        {"V", "12 Vd", "! unknown-unit"},
        {"V", "VDC 12", "! bad-number"},
        {"W", "3 W x", "! bad-number"},
        {"W", "3 W x 99999999999", "! bad-number"},
        {"W", "3 W x 4 of", "! bad-number"},
        {"W", "3 W * 4", "? 12; 3 (4 x)"},
        {"whole", "8 pieces", "8"},
        {"whole", "8 lane", "! bad-integer"},
    };
    assert_all(meanings, sizeof meanings / sizeof *meanings);
}

static void asks_when_alternatives_differ(void **state)
{
    (void)state;
    static const struct meaning meanings[] = {
        {"nm", "1310nm/1550nm", "? 1310; 1550"},
        {"nm", "1271/1291/1311/1331 nm", "? 1271; 1291; 1311; 1331"},
        {"nm", "1310nm Tx/1490nm Rx", "? 1310 (Tx); 1490 (Rx)"},
        {"nm", "Tx: 1310 nm / Rx: 1550 nm", "? 1310 (Tx); 1550 (Rx)"},
        {"nm", "850 nm and 1310 nm", "? 850; 1310"},
        {"m", "300m (OM3), 400m (OM4)", "? 300 (OM3); 400 (OM4)"},
        {"m", "300m (OM3),400m (OM4)", "? 300 (OM3); 400 (OM4)"},
        {"m", "70 m OM3 / 100 m OM4", "? 70 (OM3); 100 (OM4)"},
        {"m", "70 (OM3) / 100 m (OM4)", "? 70 (OM3); 100 (OM4)"},
        {"m", "0.5 km (OM3) / 2 (SMF)", "? 500 (OM3); 2000 (SMF)"},
        {"m",
         "70 m\xc2\xa0OM3\xc2\xa0/\xc2\xa0"
         "100 m OM4",
         "? 70 (OM3); 100 (OM4)"},
        {"m", "10 km or 40 km", "? 10000; 40000"},
        {"m", "10 or 40 km", "? 10000; 40000"},
        {"m", "70 m\n100 m", "? 70; 100"},
        {"m", "70 m\r\n100 m\r\n", "? 70; 100"},
        {"m", "10 km (40 km with FEC)", "? 10000; 40000 (with FEC)"},
        {"m", "300 m OM3 (400 m OM4)", "? 300 (OM3); 400 (OM4)"},
        {"m", "2 km | 10 km", "? 2000; 10000"},
        {"W", "1.5 W; 2.0 W", "? 1.5; 2"},
        {"W", "1,234.5 W, 1,300 W", "? 1234.5; 1300"},
        {"W", "12 W idle 14 W loaded", "? 12 (idle); 14 (loaded)"},
        {"W", "12 W (idle: 5 W)", "? 12; 5 (idle)"},
        {"W", "12 W; 12 W; 14 W", "? 12; 14"},
        {"W", "12 W typical @25C, 14 W maximum @70C", "? 12 (25C); -/-/14 (70C)"},
        {"W", "12 W (typ), 14 W (typ) hot", "? 12; 14 (hot)"},
        {"m", "10 km / up to 40 km", "? 10000; -/-/40000"},
        {"Gbps", "100/1000 Mbps", "? 0.1; 1"},
        {"Gbps", "10G/25G", "? 10; 25"},
        {"C", "0 to 70 C (commercial), -40 to 85 C (industrial)",
         "? 0/-/70 (commercial); -40/-/85 (industrial)"},
        {"V", "3.3V/5V", "? 3.3; 5"},
        {"whole", "4/8", "? 4; 8"},
        {"whole", "8 or 16", "? 8; 16"},
    };
    assert_all(meanings, sizeof meanings / sizeof *meanings);
}

static void takes_one_value_said_twice(void **state)
{
    (void)state;
    static const struct meaning meanings[] = {
        {"W", "1.5 W; 1500 mW", "1.5"},
        {"W", "12 W / N/A", "12"},
        {"W", "12 W; TBD", "12"},
        {"m", "300 m (984 ft)", "300"},
        {"m", "2 km (6562 ft)", "2000"},
        {"C", "0 to 70 " DEGREE "C (32 to 158 " DEGREE "F)", "0/-/70"},
        {"dBm", "0 dBm (1 mW)", "0"},
        {"nm", "1310 +/- 10 nm, 1310 nm " PLUS_MINUS " 10 nm", "1300/1310/1320"},
    };
    assert_all(meanings, sizeof meanings / sizeof *meanings);
}

static void reads_counts(void **state)
{
    (void)state;
    static const struct meaning meanings[] = {
        {"nm", "4x 1311nm", "1311 (4 x)"},
        {"nm", "4 \xc3\x97 1311 nm", "1311 (4 x)"},
        {"nm", "1311nm x 4", "1311 (4 x)"},
        {"GBd", "8 x 53.125 GBd", "53.125 (8 x)"},
        {"Gbps", "4x100G", "? 400; 100 (4 x)"},
        {"Gbps", "8 x 106.25 Gbps", "? 850; 106.25 (8 x)"},
        {"Gbps", "8x50G PAM4", "? 400 (PAM4); 50 (8 x; PAM4)"},
        {"W", "2 x 1600 W", "? 3200; 1600 (2 x)"},
        {"whole", "8x", "8"},
        {"whole", "8 \xc3\x97", "8"},
        {"whole", "8x 106.25 Gbps", "8 (106.25 Gbps)"},
        {"whole", "0x8", "! bad-integer"},
        {"whole", "2x4", "! bad-integer"},
        {"W", "8x", "! unit-mismatch"},
    };
    assert_all(meanings, sizeof meanings / sizeof *meanings);
}

static void takes_footnote_marks_off(void **state)
{
    (void)state;
    static const struct meaning meanings[] = {
        {"W", "3.5 W\xc2\xb9", "3.5"},
        {"W", "3.5 W\xc2\xb9,\xc2\xb2", "3.5"},
        {"W", "3.5\xc2\xb2", "3.5"},
        {"W", "3.5*", "3.5"},
        {"W", "3.5 W **", "3.5"},
        {"W", "3.5 W\xe2\x80\xa0", "3.5"},
        {"W", "3.5 W \xe2\x80\xa1 max", "-/-/3.5"},
        {"W", "3.5 W 1)", "3.5"},
        {"W", "3.5W1)", "3.5"},
        {"W", "3.5 W (1)", "3.5"},
        {"W", "3.5 W [12]", "3.5"},
        {"W", "3.5 W (12)", "? 3.5; 12"},
        {"W", "3.5 [1]", "3.5"},
        {"W", "3.5 W^1", "3.5"},
        {"W", "3.5^1", "3.5"},
        {"m", "300m (OM3)*", "300 (OM3)"},
        {"m", "300 m (note 2)", "300"},
        {"W", "3.51)", "? 3.5; 3.51"},
        {"W", "81)", "? 8; 81"},
        {"W", "3.5W1", "? 3.5"},
        {"W", "3.5W*1", "? 3.5"},
        {"W", "10\xc2\xb3", "? 10"},
        {"W", "10 (8)", "? 10; 8"},
        {"m", "300 m\xc2\xb2", "? 300"},
        {"m", "300 m\xc2\xb3", "300"},
        {"whole", "8*", "8"},
        {"whole", "8 (4)", "? 8; 4"},
    };
    assert_all(meanings, sizeof meanings / sizeof *meanings);
}

static void asks_where_words_make_another_value(void **state)
{
    (void)state;
    static const struct meaning meanings[] = {
        {"W", "12 W per lane", "? 12 (per lane)"},
        {"dBm", "3 dBm per lane", "3 (per lane)"},
        {"dBm", "12 dBm total", "? 12 (total)"},
        {"W", "12 W each", "? 12 (each)"},
        {"W", "12 W (max per port)", "? 12 (max per port)"},
        {"W", "12 W @ 70 C max", "? 12 (70 C max)"},
        {"W", "12 W (?)", "? 12 (?)"},
        {"W", "14 (mw)", "? 14 (mw)"},
        {"W", "14 (wats)", "? 14 (wats)"},
        {"W", "14,5 W; 15 W", "? 15"},
        {"m", "between 5 and 10 m", "? 10"},
        {"m", "5 in SMF", "? 0.127 (SMF)"},
    };
    assert_all(meanings, sizeof meanings / sizeof *meanings);
}

static void refuses_what_it_does_not_understand(void **state)
{
    (void)state;
    static const struct meaning meanings[] = {
        {"W", "1,7", "! bad-number"},
        {"W", "14,5 W", "! bad-number"},
        {"W", "14 wats", "! unknown-unit"},
        {"W", "14 wats max", "! unknown-unit"},
        {"W", "14 m", "! unit-mismatch"},
        {"W", "5 (m)", "! bad-number"},
        {"W", "9..8 W", "! range-order"},
        {"W", "12 W/port", "! unknown-unit"},
        {"W", "12 W + 3 W", "! bad-number"},
        {"W", "12 W or more", "! bad-number"},
        {"W", "5 kW h", "! bad-number"},
        {"W", "5 thousand W", "! unknown-unit"},
        {"W", "class 4", "! bad-number"},
        {"W", "N/A or so", "! bad-number"},
        {"W", "15 W (", "! bad-number"},
        {"W", "15 W (OM3", "! bad-number"},
        {"m", "10 km+", "! bad-number"},
        {"m", "300 OM3", "! unknown-unit"},
        {"m", "12/2025", "! unknown-unit"},
        {"m", "21/11/2026", "! unknown-unit"},
        {"m", "2026-11-21", "! bad-number"},
        {"m", "1)", "! bad-number"},
        {"m", "(OM3)", "! bad-number"},
        {"m", "/", "! bad-number"},
        {"m", ";;;", "! bad-number"},
        {"dB", "0.35 dB / km", "! bad-number"},
        {"GBd", "53.125 GBd/s", "! unknown-unit"},
        {"Gbps", "100GBASE-SR4", "! unknown-unit"},
        {"V", "600 mVpp", "! unknown-unit"},
        {"whole", "8.5", "! bad-integer"},
        {"whole", "1 024", "! bad-integer"},
        {"whole", "2 pairs", "! bad-integer"},
        {"whole", "2 (weeks)", "! bad-integer"},
        {"whole", "eight", "! bad-integer"},
        {"W", "TBD (Q3)", "! to-be-determined"},
    };
    assert_all(meanings, sizeof meanings / sizeof *meanings);
}

static void refuses_what_is_too_long(void **state)
{
    (void)state;
    char text[2000] = "12 W (";
    memset(text + 6, 'x', sizeof text - 8);
    text[sizeof text - 2] = ')';
    text[sizeof text - 1] = '\0';
    assert_means("W", undeclared, text, "! bad-number");
    for (size_t i = 0; i + 4 < 252; i += 4)
        memcpy(text + i, "(W);", 5);
    assert_means("W", undeclared, text, "! bad-number");
}

/* ---- the parts ---- */

static void remembers_marks(void **state)
{
    (void)state;
    static const struct {
        const char *text, *value, *marks;
    } cells[] = {
        {"3.5 W\xc2\xb9\xc2\xb2", "3.5 W", "^12"},
        {"3.5 W* \xe2\x80\xa0", "3.5 W", "\xe2\x80\xa0 *"},
        {"3.5 W 1)", "3.5 W", "1)"},
        {"3.5 W (1)", "3.5 W", "(1)"},
        {"3.5 W [2]", "3.5 W", "[2]"},
        {"3.5 W^1", "3.5 W", "^1"},
        {"3.5 W", "3.5 W", NULL},
    };
    const struct import_attribute power = {"power", IMPORT_REAL, "W", true, false,
                                           "",      "",          "",  false};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        struct import_alternative *items;
        size_t count;
        struct error err = {0};
        struct arena arena;
        arena_init(&arena);
        assert_int_equal(import_cell_split(&items, &count, &arena, &power, cells[i].text, &err),
                         OPTIBOM_OK);
        assert_int_equal(count, 1);
        assert_string_equal(items[0].value, cells[i].value);
        if (cells[i].marks == NULL)
            assert_null(items[0].marks);
        else
            assert_string_equal(items[0].marks, cells[i].marks);
        arena_fini(&arena);
    }
}

/* ---- a real list ---- */

static double sum_of_power(const json_t *list)
{
    static const struct import_attribute power = {"power", IMPORT_REAL, "W", true, false,
                                                  "",      "",          "",  false};
    const struct import_column column = {.header = "power", .attribute = &power, .unit = "W"};
    double sum = 0;
    size_t i;
    json_t *part;
    json_array_foreach(list, i, part)
    {
        struct import_value value;
        struct import_cell_problem problem;
        struct error err = {0};
        struct arena arena;
        arena_init(&arena);
        import_meaning_read(&value, &problem, &arena, &column,
                            json_string_value(json_object_get(part, "power")), &err);
        assert_null(problem.code);
        sum += value.range.max;
        arena_fini(&arena);
    }
    return sum;
}

/* How many cells of a key come out as `expected`; "" for any value. */
static size_t count_cells(const json_t *list, const char *key, const char *unit,
                          const char *expected)
{
    const struct import_attribute attribute = {
        key, *unit != '\0' ? IMPORT_REAL : IMPORT_TEXT, unit, true, false, "", "", NULL, false};
    const struct import_column column = {.header = key, .attribute = &attribute, .unit = unit};
    size_t i, count = 0;
    json_t *part;
    json_array_foreach(list, i, part)
    {
        const char *text = json_string_value(json_object_get(part, key));
        char shown[SHOWN] = "";
        if (*unit != '\0')
            show(shown, &column, text);
        else
            append(shown, text);
        bool is_value = shown[0] != '?' && shown[0] != '!';
        count += expected[0] == '\0' ? is_value : strcmp(shown, expected) == 0;
    }
    return count;
}

static void reads_a_list_of_transceivers(void **state)
{
    (void)state;
    json_error_t why;
    json_t *list = json_load_file("../shared/data/ruckus-otc/transceivers.json", 0, &why);
    if (list == NULL) {
        print_message("../shared/data/ruckus-otc is absent\n");
        skip();
    }
    assert_int_equal(json_array_size(list), 15);
    assert_true(fabs(sum_of_power(list) - 42.2) < 1e-9);
    assert_int_equal(count_cells(list, "reach", "m", ""), 15);
    assert_int_equal(count_cells(list, "reach", "m", "100 (OM4)"), 3);
    assert_int_equal(count_cells(list, "reach", "m", "10000 (SMF)"), 5);
    assert_int_equal(count_cells(list, "wavelength", "nm", ""), 14);
    assert_int_equal(count_cells(list, "wavelength", "nm", "? 1310; 1550"), 1);
    assert_int_equal(count_cells(list, "wavelength", "nm", "1310 (CWDM)"), 2);
    assert_int_equal(count_cells(list, "temperature", "C", "0/-/70"), 15);
    assert_int_equal(count_cells(list, "data_rate", "Gbps", ""), 15);
    assert_int_equal(count_cells(list, "connector", "", "LC"), 12);
    assert_int_equal(count_cells(list, "connector", "", "MPO/MTP"), 2);
    assert_int_equal(count_cells(list, "connector", "", "MPO-16"), 1);
    json_decref(list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_plain_values_as_before),
        cmocka_unit_test(takes_conditions_off),
        cmocka_unit_test(signs_at_the_edges),
        cmocka_unit_test(asks_when_alternatives_differ),
        cmocka_unit_test(takes_one_value_said_twice),
        cmocka_unit_test(reads_counts),
        cmocka_unit_test(takes_footnote_marks_off),
        cmocka_unit_test(asks_where_words_make_another_value),
        cmocka_unit_test(refuses_what_it_does_not_understand),
        cmocka_unit_test(refuses_what_is_too_long),
        cmocka_unit_test(remembers_marks),
        cmocka_unit_test(reads_a_list_of_transceivers),
    };
    return cmocka_run_group_tests_name("cell meaning", tests, NULL, NULL);
}
