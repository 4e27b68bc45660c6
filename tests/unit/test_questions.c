/* Records of rows with cells that ask: what counts, what waits, what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "import/issue_codes.h"
#include "import/mapping.h"
#include "import_classes.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct import_class *const transceiver = &import_test_classes[0];
static const struct import_class *const offer = &import_test_classes[1];

struct reading {
    struct arena arena;
    struct import_mapping mapping;
    struct import_record record;
    char codes[512];
};

/* One row of cells under the headers, as any reader gives it. */
static void read_row(struct reading *reading, const struct import_class *of, const char **headers,
                     const char **cells, const char **places, const char **doubts)
{
    struct import_row row = {.line = 1, .cells = headers, .raw = "raw"};
    struct import_issue *issues;
    size_t count;
    struct error err = {0};
    *reading = (struct reading){0};
    arena_init(&reading->arena);
    while (headers[row.count] != NULL)
        row.count++;
    assert_int_equal(
        import_mapping_make(&reading->mapping, &reading->arena, of, &row, &issues, &count, &err),
        OPTIBOM_OK);
    assert_int_equal(count, 0);
    row.line = 2;
    row.cells = cells;
    row.places = places;
    row.doubts = doubts;
    assert_int_equal(
        import_record_read(&reading->record, &reading->arena, &reading->mapping, NULL, &row, &err),
        OPTIBOM_OK);
    for (size_t i = 0; i < reading->record.issue_count; i++) {
        size_t used = strlen(reading->codes);
        const struct import_issue *issue = &reading->record.issues[i];
        assert_int_equal(import_issue_code_find(issue->code)->severity, issue->severity);
        snprintf(reading->codes + used, sizeof reading->codes - used, "%s %s; ", issue->code,
                 issue->column);
    }
}

static void read_done(struct reading *reading)
{
    arena_fini(&reading->arena);
}

static const char *part_headers[] = {"vendor", "mpn", "reach", "power", NULL};

static void a_question_leaves_the_rest_of_the_row(void **state)
{
    (void)state;
    struct reading reading;
    const char *cells[] = {"Acme", "T-1", "70 m OM3 / 100 m OM4", "12 W @ 70 C"};
    read_row(&reading, transceiver, part_headers, cells, NULL, NULL);
    assert_string_equal(reading.codes, "ambiguous-value reach; ");
    assert_false(reading.record.is_rejected);
    assert_null(import_record_value(&reading.record, "reach"));
    const struct import_value *power = import_record_value(&reading.record, "power");
    assert_true(power->range.typ == 12);
    assert_string_equal(power->condition, "70 C");
    assert_null(power->place);
    const struct import_issue *issue = &reading.record.issues[0];
    assert_int_equal(issue->severity, IMPORT_QUESTION);
    assert_string_equal(issue->attribute->name, "reach");
    assert_string_equal(issue->text, "\"70 m OM3 / 100 m OM4\" may mean 70 m (OM3) or 100 m (OM4); "
                                     "choose with optibom import confirm");
    assert_int_equal(issue->candidate_count, 2);
    assert_string_equal(issue->candidates[0].text, "70 m");
    assert_string_equal(issue->candidates[0].condition, "OM3");
    assert_true(issue->candidates[0].range.typ == 70);
    assert_true(issue->candidates[1].range.typ == 100);
    read_done(&reading);
}

static void places_go_to_their_values(void **state)
{
    (void)state;
    struct reading reading;
    const char *headers[] = {"vendor", "mpn", "power min", "power max", NULL};
    const char *cells[] = {"Acme", "T-1", "8 W (25 C)", "12 W (70 C)"};
    const char *places[] = {NULL, "page 1", "page 3: Power, min", "page 3: Power, max"};
    read_row(&reading, transceiver, headers, cells, places, NULL);
    assert_string_equal(reading.codes, "");
    assert_null(import_record_value(&reading.record, "vendor")->place);
    assert_string_equal(import_record_value(&reading.record, "mpn")->place, "page 1");
    const struct import_value *power = import_record_value(&reading.record, "power");
    assert_string_equal(power->place, "page 3: Power, min; page 3: Power, max");
    assert_string_equal(power->condition, "25 C; 70 C");
    assert_true(power->range.min == 8 && power->range.max == 12);
    read_done(&reading);
}

static void doubts_of_the_reader_are_questions(void **state)
{
    (void)state;
    struct reading reading;
    const char *cells[] = {"Acme", "T-1", "70 m OM3 / 100 m OM4", "12 W (70 C)"};
    const char *doubts[] = {NULL, NULL, "two columns touch", "two columns touch"};
    read_row(&reading, transceiver, part_headers, cells, NULL, doubts);
    assert_string_equal(reading.codes, "ambiguous-value reach; doubtful-value power; ");
    assert_false(reading.record.is_rejected);
    assert_int_equal(reading.record.value_count, 2);
    const struct import_issue *issue = &reading.record.issues[1];
    assert_string_equal(issue->text, "\"12 W (70 C)\" is not sure: two columns touch; choose with "
                                     "optibom import confirm");
    assert_int_equal(issue->candidate_count, 1);
    assert_string_equal(issue->candidates[0].text, "12 W (70 C)");
    assert_string_equal(issue->candidates[0].condition, "70 C");
    assert_true(issue->candidates[0].range.typ == 12);
    assert_string_equal(issue->attribute->name, "power");
    read_done(&reading);

    /* A doubt about nothing, and about what is wrong anyhow, adds nothing. */
    const char *empty[] = {"Acme", "T-1", "N/A", "12 m"};
    read_row(&reading, transceiver, part_headers, empty, NULL, doubts);
    assert_string_equal(reading.codes, "unit-mismatch power; ");
    assert_true(reading.record.is_rejected);
    read_done(&reading);
}

static void a_row_waits_for_what_it_cannot_do_without(void **state)
{
    (void)state;
    struct reading reading;
    const char *doubts[] = {NULL, "the number is smeared", NULL, NULL};
    const char *cells[] = {"Acme", "T-1", "70 m", "12 W"};
    read_row(&reading, transceiver, part_headers, cells, NULL, doubts);
    assert_string_equal(reading.codes, "doubtful-value mpn; missing-value mpn; ");
    assert_string_equal(reading.record.issues[1].text,
                        "mpn waits for an answer; every transceiver needs it");
    assert_true(reading.record.is_rejected);
    read_done(&reading);

    const char *headers[] = {"vendor", "mpn", "supplier", "price", "price low", NULL};
    const char *per_reel[] = {"Acme", "T-1", "Shop", "12.00 per 1000", "call"};
    read_row(&reading, offer, headers, per_reel, NULL, NULL);
    assert_string_equal(reading.codes, "ambiguous-value price; price-on-request price low; "
                                       "missing-value price; ");
    assert_true(reading.record.is_rejected);
    read_done(&reading);

    const char *on_request[] = {"Acme", "T-1", "Shop", "POA", "-1"};
    read_row(&reading, offer, headers, on_request, NULL, NULL);
    assert_string_equal(reading.codes, "price-on-request price; price-on-request price low; ");
    assert_true(reading.record.is_rejected);
    read_done(&reading);
}

static void part_numbers_stay_as_written(void **state)
{
    (void)state;
    static const struct {
        const char *cell, *mpn; /* NULL: mangled */
    } numbers[] = {
        {"\t\r\nER2-P4 \xc2\xa0", "ER2-P4"},
        {"0012345", "0012345"},
        {"1E5", "1E5"},
        {"12E+12", "12E+12"},
        {"9.55E+1", "9.55E+1"},
        {"5E-10", "5E-10"},
        {"LC/UPC", "LC/UPC"},
        {"1,7", "1,7"},
        {"4x100G (LR4)*", "4x100G (LR4)*"},
        {"9.55E+12", NULL},
        {"9,55E+12", NULL},
        {"1e+15", NULL},
        {"1.00E-05", NULL},
    };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct reading reading;
        const char *cells[] = {"Acme", numbers[i].cell, "", ""};
        read_row(&reading, transceiver, part_headers, cells, NULL, NULL);
        const struct import_value *mpn = import_record_value(&reading.record, "mpn");
        if (numbers[i].mpn == NULL) {
            assert_string_equal(reading.codes, "mangled-number mpn; missing-value mpn; ");
            assert_int_equal(reading.record.issues[0].severity, IMPORT_WARNING);
            assert_true(reading.record.is_rejected);
            assert_null(mpn);
        } else {
            assert_string_equal(reading.codes, "");
            assert_string_equal(mpn->text, numbers[i].mpn);
        }
        read_done(&reading);
    }
    struct reading reading;
    const char *headers[] = {"vendor", "mpn", "description", NULL};
    const char *cells[] = {"Acme", "T-1", "9.55E+12"};
    read_row(&reading, transceiver, headers, cells, NULL, NULL);
    assert_string_equal(reading.codes, "");
    read_done(&reading);
}

/* Nobody can correct a document: what is not understood there, or not said, is asked for. */
static void documents_ask(void **state)
{
    (void)state;
    const char *cells[] = {"", "T-1", "100 m", "12 m"};
    struct reading lists;
    read_row(&lists, transceiver, part_headers, cells, NULL, NULL);
    assert_string_equal(lists.codes, "unit-mismatch power; missing-value vendor; ");
    struct import_record record;
    struct error err = {0};
    const char *conditions[] = {"", "", "OM4", ""};
    const struct import_row row = {.line = 2,
                                   .count = 4,
                                   .cells = cells,
                                   .raw = "raw",
                                   .conditions = conditions,
                                   .is_document = true};
    assert_int_equal(import_record_read(&record, &lists.arena, &lists.mapping, NULL, &row, &err),
                     OPTIBOM_OK);
    assert_int_equal(record.issue_count, 3);
    assert_string_equal(record.issues[0].code, "doubtful-value");
    assert_string_equal(record.issues[0].attribute->name, "power");
    assert_int_equal(record.issues[0].candidate_count, 0);
    assert_string_equal(record.issues[1].code, "doubtful-value");
    assert_string_equal(record.issues[1].attribute->name, "vendor");
    assert_string_equal(record.issues[2].code, "missing-value");
    assert_true(record.is_rejected);
    assert_string_equal(import_record_value(&record, "reach")->condition, "OM4");
    read_done(&lists);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_question_leaves_the_rest_of_the_row),
        cmocka_unit_test(places_go_to_their_values),
        cmocka_unit_test(documents_ask),
        cmocka_unit_test(doubts_of_the_reader_are_questions),
        cmocka_unit_test(a_row_waits_for_what_it_cannot_do_without),
        cmocka_unit_test(part_numbers_stay_as_written),
    };
    return cmocka_run_group_tests_name("questions", tests, NULL, NULL);
}
