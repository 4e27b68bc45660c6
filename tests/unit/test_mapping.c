#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "import/cell/cell_value.h"
#include "import/csv/csv.h"
#include "import/header.h"
#include "import/issue_codes.h"
#include "import/mapping.h"
#include "import_classes.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { ISSUES_SHOWN = 2048 };

static const struct import_class *const transceiver = &import_test_classes[0];
static const struct import_class *const offer = &import_test_classes[1];

/* A file read whole: its mapping, its last record, and "code column; " of every issue. */
struct reading {
    struct arena arena;
    struct import_mapping mapping;
    struct import_record record;
    size_t records;
    char issues[ISSUES_SHOWN], texts[ISSUES_SHOWN];
};

static void note(struct reading *reading, const struct import_issue *issues, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t used = strlen(reading->issues), texts = strlen(reading->texts);
        const struct import_issue_code *known = import_issue_code_find(issues[i].code);
        assert_non_null(known);
        assert_int_equal(known->severity, issues[i].severity);
        assert_true(issues[i].line > 0 && issues[i].column != NULL);
        snprintf(reading->issues + used, sizeof reading->issues - used, "%s %s; ", issues[i].code,
                 issues[i].column);
        snprintf(reading->texts + texts, sizeof reading->texts - texts, "%s\n", issues[i].text);
    }
}

/* `doubts` of the cells of every row, or NULL. */
static void read_file(struct reading *reading, const struct import_class *of, FILE *file,
                      const char **doubts)
{
    struct import_reader *reader = NULL;
    struct import_table table;
    struct import_row row;
    struct import_issue *issues;
    size_t count;
    struct error err = {0};
    *reading = (struct reading){0};
    arena_init(&reading->arena);
    assert_non_null(file);
    struct import_input input = {file, "t.csv"};
    assert_int_equal(import_format_csv.open(&reader, &input, &err), OPTIBOM_OK);
    assert_int_equal(import_format_csv.next_table(reader, &table, &err), OPTIBOM_OK);
    assert_int_equal(import_format_csv.next_row(reader, &row, &err), OPTIBOM_OK);
    assert_int_equal(
        import_mapping_make(&reading->mapping, &reading->arena, of, &row, &issues, &count, &err),
        OPTIBOM_OK);
    note(reading, issues, count);
    while (import_format_csv.next_row(reader, &row, &err) == OPTIBOM_OK) {
        row.doubts = doubts;
        assert_int_equal(import_record_read(&reading->record, &reading->arena, &reading->mapping,
                                            NULL, &row, &err),
                         OPTIBOM_OK);
        note(reading, reading->record.issues, reading->record.issue_count);
        reading->records++;
    }
    assert_int_equal(err.status, OPTIBOM_OK);
    import_format_csv.close(reader);
    fclose(file);
}

static void read_text(struct reading *reading, const struct import_class *of, const char *text)
{
    read_file(reading, of, fmemopen((void *)(uintptr_t)text, strlen(text), "r"), NULL);
}

static void read_done(struct reading *reading)
{
    arena_fini(&reading->arena);
}

/* ---- cells ---- */

static void takes_the_guard_off(void **state)
{
    (void)state;
    static const struct {
        const char *cell, *text;
    } cells[] = {{"'=1+1", "=1+1"}, {"''=1+1", "'=1+1"}, {"'-5", "-5"}, {"\"'+a, b\"", "+a, b"},
                 {" '@x ", "@x"},   {"'s", "'s"},        {"'", "'"},    {"=1+1", "=1+1"},
                 {"''", "''"}};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        struct reading reading;
        char file[128];
        snprintf(file, sizeof file, "vendor,mpn\nAcme,%s\n", cells[i].cell);
        read_text(&reading, transceiver, file);
        const struct import_value *value = import_record_value(&reading.record, "mpn");
        assert_non_null(value);
        assert_string_equal(value->text, cells[i].text);
        assert_string_equal(value->original, cells[i].text);
        read_done(&reading);
    }
}

/* ---- headers ---- */

static void understands_headers(void **state)
{
    (void)state;
    static const struct {
        const char *header, *attribute;
        enum import_side side;
        const char *unit;
    } headers[] = {
        {"power", "power", IMPORT_SIDE_ANY, ""},
        {"POWER", "power", IMPORT_SIDE_ANY, ""},
        {"Power (W)", "power", IMPORT_SIDE_ANY, "W"},
        {"Power [mW]", "power", IMPORT_SIDE_ANY, "mW"},
        {"Power, W", "power", IMPORT_SIDE_ANY, "W"},
        {"power_w", "power", IMPORT_SIDE_ANY, "W"},
        {"power_max_w", "power", IMPORT_SIDE_MAX, "W"},
        {"Power in W", "power", IMPORT_SIDE_ANY, "W"},
        {"Max. power dissipation [mW]", "power", IMPORT_SIDE_MAX, "mW"},
        {"max power", "power", IMPORT_SIDE_MAX, ""},
        {"Max Power (W)", "power", IMPORT_SIDE_MAX, "W"},
        {"typical power", "power", IMPORT_SIDE_TYP, ""},
        {"Power (max)", "power", IMPORT_SIDE_MAX, ""},
        {"Power (W, max)", "power", IMPORT_SIDE_MAX, "W"},
        {"Power (W) max", "power", IMPORT_SIDE_MAX, "W"},
        {"power min", "power", IMPORT_SIDE_MIN, ""},
        {"reach min (m)", "reach", IMPORT_SIDE_MIN, "m"},
        {"Max. distance (km)", "reach", IMPORT_SIDE_MAX, "km"},
        {"data_rate", "data_rate", IMPORT_SIDE_ANY, ""},
        {"Data Rate (Gb/s)", "data_rate", IMPORT_SIDE_ANY, "Gbps"},
        {"Tx power [dBm]", "tx_power", IMPORT_SIDE_ANY, "dBm"},
        {"Tx power (mW)", "tx_power", IMPORT_SIDE_ANY, "mW"},
        {"Power share %", "power_share", IMPORT_SIDE_ANY, "%"},
        {"settling (min)", "settling", IMPORT_SIDE_ANY, "min"},
        {"settling min", "settling", IMPORT_SIDE_MIN, ""},
        {"Case temperature (\xc2\xb0"
         "C)",
         "temperature", IMPORT_SIDE_ANY, "C"},
        {"Part Number", "mpn", IMPORT_SIDE_ANY, ""},
        {"Manf#", "mpn", IMPORT_SIDE_ANY, ""},
        {" MPN\n", "mpn", IMPORT_SIDE_ANY, ""},
        {"lanes (pcs)", "lanes", IMPORT_SIDE_ANY, "count"},
        {"manf", NULL, IMPORT_SIDE_ANY, ""},
        {"Power (W) (max)", "power", IMPORT_SIDE_MAX, "W"},
        {"Power (W", NULL, IMPORT_SIDE_ANY, ""},
        {"max mpn", NULL, IMPORT_SIDE_ANY, ""},
        {"mpn (W)", NULL, IMPORT_SIDE_ANY, ""},
        {"min max power", NULL, IMPORT_SIDE_ANY, ""},
        {"max", NULL, IMPORT_SIDE_ANY, ""},
        {"W", NULL, IMPORT_SIDE_ANY, ""},
        {"", NULL, IMPORT_SIDE_ANY, ""},
        {"()", NULL, IMPORT_SIDE_ANY, ""},
        {"power m", NULL, IMPORT_SIDE_ANY, ""},
        {"Power ( W )", "power", IMPORT_SIDE_ANY, "W"},
        {"Power (, W ;)", "power", IMPORT_SIDE_ANY, "W"},
        {"Power (W) [max", NULL, IMPORT_SIDE_ANY, ""},
        {"settling (min, max)", NULL, IMPORT_SIDE_ANY, ""},
        {"settling (min, s)", "settling", IMPORT_SIDE_MIN, "s"},
        {"description (min)", NULL, IMPORT_SIDE_ANY, ""},
        {"max distance min", NULL, IMPORT_SIDE_ANY, ""},
    };
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        struct import_header match = import_header_match(transceiver, headers[i].header);
        if ((match.attribute == NULL) != (headers[i].attribute == NULL))
            fail_msg("\"%s\": %s", headers[i].header,
                     match.attribute == NULL ? "not understood" : match.attribute->name);
        if (match.attribute == NULL)
            continue;
        if (strcmp(match.attribute->name, headers[i].attribute) != 0 ||
            match.side != headers[i].side || strcmp(match.unit, headers[i].unit) != 0)
            fail_msg("\"%s\": %s, side %d, unit \"%s\"", headers[i].header, match.attribute->name,
                     (int)match.side, match.unit);
    }
}

/* Words that say when a figure holds are a condition; those that make it another figure are not. */
static void understands_conditions(void **state)
{
    (void)state;
    static const struct {
        const char *header, *attribute;
        enum import_side side;
        const char *unit, *condition;
    } headers[] = {
        {"Power (400G mode)", "power", IMPORT_SIDE_ANY, "", "400G mode"},
        {"Power dissipation (400G mode) [mW]", "power", IMPORT_SIDE_ANY, "mW", "400G mode"},
        {"Power (W), 70 \xc2\xb0"
         "C case",
         "power", IMPORT_SIDE_ANY, "W", "70 degC case"},
        {"Power consumption, max. (2x200G)", NULL, IMPORT_SIDE_ANY, "", ""},
        {"Power, max. (2x200G)", "power", IMPORT_SIDE_MAX, "", "2x200G"},
        {"Power (per module)", "power", IMPORT_SIDE_ANY, "", "per module"},
        {"Reach (OM4) (m)", "reach", IMPORT_SIDE_ANY, "m", "OM4"},
        {"Tx power (OMA), each lane", "tx_power", IMPORT_SIDE_ANY, "", "OMA, each lane"},
        {"Temperature (storage)", NULL, IMPORT_SIDE_ANY, "", ""},
        {"Temperature, storage", NULL, IMPORT_SIDE_ANY, "", ""},
        {"Temperature (storage, 1000 h)", NULL, IMPORT_SIDE_ANY, "", ""},
        {"Power (standby)", NULL, IMPORT_SIDE_ANY, "", ""},
        {"Power (optical, 25 C)", NULL, IMPORT_SIDE_ANY, "", ""},
        {"Power (laser)", NULL, IMPORT_SIDE_ANY, "", ""},
        {"Power (400G", NULL, IMPORT_SIDE_ANY, "", ""},
        {"Power )400G(", NULL, IMPORT_SIDE_ANY, "", ""},
        {"Form factor (400G mode)", NULL, IMPORT_SIDE_ANY, "", ""},
        {"Power ()", "power", IMPORT_SIDE_ANY, "", ""},
    };
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        struct import_header match = import_header_match(transceiver, headers[i].header);
        const char *name = match.attribute != NULL ? match.attribute->name : "";
        const char *wanted = headers[i].attribute != NULL ? headers[i].attribute : "";
        if (strcmp(name, wanted) != 0 || match.side != headers[i].side ||
            strcmp(match.unit, headers[i].unit) != 0 ||
            strcmp(match.condition, headers[i].condition) != 0)
            fail_msg("\"%s\": \"%s\", side %d, unit \"%s\", condition \"%s\"", headers[i].header,
                     name, (int)match.side, match.unit, match.condition);
        if (match.attribute == NULL)
            continue;
        /* What is written for a column matches the same. */
        struct buf written;
        struct import_column column = {
            .attribute = match.attribute, .side = match.side, .condition = match.condition};
        if (match.condition[0] == '\0')
            column.condition = NULL;
        buf_init(&written);
        import_header_write(&written, &column);
        struct import_header again = import_header_match(transceiver, buf_text(&written));
        assert_true(import_header_is_same(&match, &again));
        buf_fini(&written);
    }
}

static void understands_headers_of_offers(void **state)
{
    (void)state;
    struct import_header match = import_header_match(offer, "Unit price (EUR)");
    assert_string_equal(match.attribute->name, "price");
    assert_string_equal(match.unit, "EUR");
    match = import_header_match(offer, "price usd");
    assert_string_equal(match.attribute->name, "price");
    assert_string_equal(match.unit, "USD");
    match = import_header_match(offer, "Price (each)");
    assert_string_equal(match.attribute->name, "price");
    assert_string_equal(match.unit, "");
    assert_false(match.is_unit_wrong);
    match = import_header_match(offer, "Price (W)");
    assert_true(match.is_unit_wrong);
    match = import_header_match(offer, "Price min");
    assert_string_equal(match.attribute->name, "price_low");
    assert_int_equal(match.side, IMPORT_SIDE_ANY);
    match = import_header_match(offer, "Lead time (days)");
    assert_string_equal(match.attribute->name, "lead_time");
    assert_false(match.is_unit_wrong);
    match = import_header_match(offer, "Lead time (weeks)");
    assert_string_equal(match.attribute->name, "lead_time");
    assert_true(match.is_unit_wrong);
}

static void names_what_a_header_may_have_meant(void **state)
{
    (void)state;
    struct reading reading;
    read_text(&reading, transceiver, "vendor,mpn,Powr (W),colour of the box,data rate (GHz)\n");
    assert_string_equal(reading.issues, "unknown-column Powr (W); unknown-column colour of the "
                                        "box; header-unit data rate (GHz); ");
    assert_string_equal(
        reading.texts,
        "column \"Powr (W)\" is not known of class transceiver and is left out; did you mean "
        "\"power\"?\n"
        "column \"colour of the box\" is not known of class transceiver and is left out\n"
        "column \"data rate (GHz)\": GHz is not a unit of data_rate; write Gbps\n");
    read_done(&reading);
}

static const struct import_class *guess(const char *text)
{
    struct import_reader *reader = NULL;
    struct import_table table;
    struct import_row row;
    struct error err = {0};
    FILE *file = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
    assert_non_null(file);
    struct import_input input = {file, "t.csv"};
    assert_int_equal(import_format_csv.open(&reader, &input, &err), OPTIBOM_OK);
    assert_int_equal(import_format_csv.next_table(reader, &table, &err), OPTIBOM_OK);
    assert_int_equal(import_format_csv.next_row(reader, &row, &err), OPTIBOM_OK);
    const struct import_class *best =
        import_mapping_guess(import_test_classes, IMPORT_TEST_CLASSES, &row);
    import_format_csv.close(reader);
    fclose(file);
    return best;
}

static void guesses_the_class(void **state)
{
    (void)state;
    assert_ptr_equal(guess("vendor,mpn,power (W),reach\n"), transceiver);
    assert_ptr_equal(guess("maker,part number,distributor,unit price,qty\n"), offer);
    assert_ptr_equal(guess("vendor,mpn\n"), transceiver);
    assert_null(guess("power,reach\n"));
    assert_null(guess("x,y\n"));
}

/* ---- records ---- */

static const struct import_value *value_of(const struct reading *reading, const char *attribute)
{
    const struct import_value *value = import_record_value(&reading->record, attribute);
    if (value == NULL)
        fail_msg("no %s: %s", attribute, reading->texts);
    return value;
}

static void reads_every_kind(void **state)
{
    (void)state;
    struct reading reading;
    read_text(&reading, transceiver,
              "vendor;mpn;description;medium;data rate;lanes;reach;power [mW];tx power;"
              "power share (%);temperature;representative\n"
              "Acme; T-1 \xc2\xa0;\"two\nlines\";Half Retimed;800G;\"1,024\";max 2 km;14500;"
              "-2.9 ... +4.0 dBm;15;\"0 to 70 \xc2\xb0"
              "C\";Yes\n");
    assert_string_equal(reading.texts, "");
    assert_false(reading.record.is_rejected);
    assert_int_equal(reading.record.line, 2);
    assert_string_equal(value_of(&reading, "mpn")->text, "T-1");
    assert_string_equal(value_of(&reading, "description")->text, "two\nlines");
    assert_string_equal(value_of(&reading, "medium")->text, "half-retimed");
    assert_true(value_of(&reading, "data_rate")->range.typ == 800);
    assert_int_equal(value_of(&reading, "lanes")->integer, 1024);
    assert_true(value_of(&reading, "reach")->range.max == 2000);
    assert_true(value_of(&reading, "power")->range.typ == 14.5);
    assert_string_equal(value_of(&reading, "power")->original, "14500");
    assert_true(value_of(&reading, "tx_power")->range.min == -2.9);
    assert_true(value_of(&reading, "tx_power")->range.max == 4);
    assert_true(isnan(value_of(&reading, "tx_power")->range.typ));
    assert_true(value_of(&reading, "power_share")->range.typ == 0.15);
    assert_true(value_of(&reading, "temperature")->range.max == 70);
    assert_int_equal(value_of(&reading, "representative")->integer, 1);
    assert_null(import_record_value(&reading.record, "colour"));
    read_done(&reading);
}

static void reads_offers(void **state)
{
    (void)state;
    struct reading reading;
    read_text(&reading, offer,
              "vendor,mpn,supplier,unit price (EUR),price min,qty,valid until\n"
              "Acme,T-1,Shop,\"1,234.5678\",$9,100,21 Nov 2026\n");
    assert_string_equal(reading.texts, "");
    assert_int_equal(value_of(&reading, "price")->integer, 1234567800);
    assert_string_equal(value_of(&reading, "price")->currency, "EUR");
    assert_string_equal(value_of(&reading, "price_low")->currency, "USD");
    assert_int_equal(value_of(&reading, "quantity")->integer, 100);
    assert_string_equal(value_of(&reading, "valid_until")->text, "2026-11-21");
    read_done(&reading);
    read_text(&reading, offer, "vendor,mpn,supplier,price\nAcme,T-1,Shop,5\n");
    assert_null(value_of(&reading, "price")->currency);
    read_done(&reading);
}

static void merges_side_columns(void **state)
{
    (void)state;
    struct reading reading;
    read_text(&reading, transceiver,
              "vendor,mpn,power min (mW),power (W),max power\nAcme,T-1,13000,14,max 15 W\n");
    assert_string_equal(reading.texts, "");
    const struct import_value *power = value_of(&reading, "power");
    assert_true(power->range.min == 13 && power->range.typ == 14 && power->range.max == 15);
    assert_string_equal(power->original, "13000; 14; max 15 W");
    read_done(&reading);
    read_text(&reading, transceiver, "vendor,mpn,power,max power\nAcme,T-1,8..9,10\n");
    assert_string_equal(reading.issues, "side-conflict max power; ");
    assert_true(reading.record.is_rejected);
    read_done(&reading);
    read_text(&reading, transceiver, "vendor,mpn,power min,power typ\nAcme,T-1,9,8\n");
    assert_string_equal(reading.issues, "range-order power min; ");
    read_done(&reading);
    read_text(&reading, transceiver, "vendor,mpn,reach min,reach max\nAcme,T-1,2,500\n");
    assert_string_equal(reading.issues, "range-not-allowed reach min; ");
    read_done(&reading);
}

static void keeps_every_problem_of_a_row(void **state)
{
    (void)state;
    struct reading reading;
    read_text(&reading, transceiver,
              "vendor,mpn,power,lanes,medium,colour\n,T-1,14 m,8.5,lpx,red\n");
    assert_string_equal(reading.issues, "unknown-column colour; unit-mismatch power; bad-integer "
                                        "lanes; unknown-choice medium; missing-value vendor; ");
    assert_string_equal(strchr(reading.texts, '\n') + 1,
                        "\"14 m\": m measures length, but power is expected: write it in W\n"
                        "\"8.5\" is not a whole number; write digits only, as in 72 or 1,024\n"
                        "\"lpx\" is none of dsp|half-retimed|lpo|aoc|none; did you mean \"lpo\"?\n"
                        "vendor is empty; every transceiver needs it\n");
    assert_true(reading.record.is_rejected);
    assert_string_equal(reading.record.raw, ",T-1,14 m,8.5,lpx,red");
    read_done(&reading);
}

static void knows_words_for_no_value(void **state)
{
    (void)state;
    static const char *const words[] = {"N/A", "-", "n.a.", "unknown", "None", "\xe2\x80\x93", " "};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct reading reading;
        char text[128];
        snprintf(text, sizeof text, "vendor,mpn,power,description\nAcme,T-1,%s,%s\n", words[i],
                 words[i]);
        read_text(&reading, transceiver, text);
        assert_string_equal(reading.texts, "");
        assert_int_equal(reading.record.value_count, 2);
        read_done(&reading);
    }
    struct reading reading;
    read_text(&reading, transceiver, "vendor,mpn,medium,power\nAcme,TBD,None,tbd\n");
    assert_string_equal(reading.issues,
                        "to-be-determined mpn; to-be-determined power; missing-value mpn; ");
    assert_string_equal(value_of(&reading, "medium")->text, "none");
    read_done(&reading);
}

static void takes_ragged_rows_for_what_they_are(void **state)
{
    (void)state;
    static const struct {
        const char *row, *issues;
    } rows[] = {
        {"14,Acme,T-1,,\n", ""},
        {"14,Acme,T-1, ,x\n", "ragged-row ; "},
        {"14,Acme\n", "short-row mpn; missing-value mpn; "},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct reading reading;
        char text[128];
        snprintf(text, sizeof text, "power,vendor,mpn\n%s", rows[i].row);
        read_text(&reading, transceiver, text);
        assert_string_equal(reading.issues, rows[i].issues);
        read_done(&reading);
    }
    struct reading reading;
    read_text(&reading, transceiver, "vendor,mpn,power\nAcme,T-1\n");
    assert_string_equal(reading.issues, "");
    read_done(&reading);
}

static void reads_whole_numbers_only(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool is_good;
        int64_t integer;
    } cells[] = {
        {"72", true, 72},
        {"\"1,024\"", true, 1024},
        {"-3", true, -3},
        {"+3", true, 3},
        {"72.0", false, 0},
        {"\"1,02\"", false, 0},
        {"8x", true, 8},
        {"0x8", false, 0},
        {"eight", false, 0},
        {"1e3", false, 0},
        {"1 024", false, 0},
        {"9223372036854775807", true, INT64_MAX},
        {"-9223372036854775808", true, INT64_MIN},
        {"9223372036854775808", false, 0},
    };
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        struct reading reading;
        char text[128];
        snprintf(text, sizeof text, "vendor,mpn,lanes\nAcme,T-1,%s\n", cells[i].text);
        read_text(&reading, transceiver, text);
        assert_string_equal(reading.issues, cells[i].is_good ? "" : "bad-integer lanes; ");
        if (cells[i].is_good)
            assert_int_equal(value_of(&reading, "lanes")->integer, cells[i].integer);
        read_done(&reading);
    }
}

static void reads_dates_that_mean_one_day(void **state)
{
    (void)state;
    static const struct {
        const char *text, *date; /* or the code of the refusal */
    } dates[] = {
        {"2026-11-21", "2026-11-21"},
        {"2026/11/21", "2026-11-21"},
        {"2026-1-2", "2026-01-02"},
        {"21 Nov 2026", "2026-11-21"},
        {"1 september 2026", "2026-09-01"},
        {"1 Sept 2026", "2026-09-01"},
        {"21-Nov-2026", "2026-11-21"},
        {"Nov 21, 2026", "2026-11-21"},
        {"2024-02-29", "2024-02-29"},
        {"2000-02-29", "2000-02-29"},
        {"1900-02-29", "bad-date"},
        {"2026-02-29", "bad-date"},
        {"2026-13-01", "bad-date"},
        {"2026-00-10", "bad-date"},
        {"2026-04-31", "bad-date"},
        {"03/04/2026", "ambiguous-date"},
        {"3.4.26", "ambiguous-date"},
        {"21/11/2026", "2026-11-21"},
        {"11/21/2026", "2026-11-21"},
        {"11/11/2026", "2026-11-11"},
        {"21/13/2026", "bad-date"},
        {"31.12.2026", "2026-12-31"},
        {"3.4.2026", "2026-04-03"},
        {"12.31.2026", "bad-date"},
        {"21 Nvo 2026", "bad-date"},
        {"21 Nov 26", "bad-date"},
        {"2026", "bad-date"},
        {"2026-11", "bad-date"},
        {"20261121", "bad-date"},
        {"", "bad-date"},
        {"2026-11-21T00:00", "2026-11-21"},
        {"2026-11-21 18:30:05", "2026-11-21"},
        {"2026-11-21T18:30:05Z", "2026-11-21"},
        {"2026-11-21T", "bad-date"},
        {"2026-11-21T1", "bad-date"},
        {"2026-11-21T18:30x", "bad-date"},
        {"2026-11-211", "bad-date"},
        {"2026-11--21", "bad-date"},
    };
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        char date[IMPORT_DATE_SIZE];
        const char *code = import_cell_date(date, dates[i].text);
        assert_string_equal(code != NULL ? code : date, dates[i].date);
    }
}

/* ---- codes ---- */

static void every_code_has_its_example(void **state)
{
    (void)state;
    const char *doubts[] = {NULL, NULL, "two columns of the page touch here"};
    for (size_t i = 0; i < import_issue_code_count; i++) {
        const struct import_issue_code *code = &import_issue_codes[i];
        bool is_found = false;
        char path[128], wanted[64];
        assert_ptr_equal(import_issue_code_find(code->code), code);
        assert_true(strlen(code->explanation) > 10 && strlen(code->fix) > 10);
        snprintf(path, sizeof path, "tests/import/%s.csv", code->code);
        snprintf(wanted, sizeof wanted, "%s ", code->code);
        for (size_t c = 0; c < IMPORT_TEST_CLASSES; c++) {
            struct reading reading;
            FILE *file = fopen(path, "r");
            if (file == NULL)
                fail_msg("%s is missing", path);
            bool is_doubtful = strcmp(code->code, "doubtful-value") == 0;
            read_file(&reading, &import_test_classes[c], file, is_doubtful ? doubts : NULL);
            is_found |= strncmp(reading.issues, wanted, strlen(wanted)) == 0;
            read_done(&reading);
        }
        if (!is_found)
            fail_msg("%s does not show its code", path);
    }
    assert_null(import_issue_code_find("no-such-code"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(understands_headers),
        cmocka_unit_test(understands_conditions),
        cmocka_unit_test(understands_headers_of_offers),
        cmocka_unit_test(names_what_a_header_may_have_meant),
        cmocka_unit_test(guesses_the_class),
        cmocka_unit_test(reads_every_kind),
        cmocka_unit_test(reads_offers),
        cmocka_unit_test(merges_side_columns),
        cmocka_unit_test(keeps_every_problem_of_a_row),
        cmocka_unit_test(knows_words_for_no_value),
        cmocka_unit_test(takes_ragged_rows_for_what_they_are),
        cmocka_unit_test(reads_whole_numbers_only),
        cmocka_unit_test(reads_dates_that_mean_one_day),
        cmocka_unit_test(takes_the_guard_off),
        cmocka_unit_test(every_code_has_its_example),
    };
    return cmocka_run_group_tests_name("mapping", tests, NULL, NULL);
}
