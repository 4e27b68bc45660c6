/* The CSV reader on files from outside, of ../shared/data; skipped where they are absent. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "csv_read.h"
#include "import/header_row.h"
#include "import/row_shape.h"
#include "import_classes.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_MAX = 4 * 1024 * 1024, KINDS = IMPORT_ROW_HEADER + 1 };

/* The file shared/data/<name>; skips the test when absent. */
static FILE *open_shared(const char *name)
{
    char path[512];
    const char *base = getenv("OPTIBOM_SHARED");
    snprintf(path, sizeof path, "%s/data/%s", base != NULL ? base : "../shared", name);
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        print_message("%s is absent: skipped\n", path);
        skip();
    }
    return file;
}

static char *load(const char *name, size_t *size)
{
    FILE *file = open_shared(name);
    char *bytes = calloc(1, FILE_MAX);
    assert_non_null(bytes);
    *size = fread(bytes, 1, FILE_MAX - 1, file);
    fclose(file);
    return bytes;
}

/* ---- csv-spectrum ---- */

static void check_record(const struct import_row *header, const struct import_row *row,
                         const json_t *answer, const char *wrong_key)
{
    assert_int_equal(row->count, header->count);
    assert_int_equal(json_object_size(answer), header->count);
    for (size_t i = 0; i < header->count; i++) {
        const json_t *value = json_object_get(answer, header->cells[i]);
        assert_true(json_is_string(value));
        if (strcmp(header->cells[i], wrong_key) != 0)
            assert_string_equal(row->cells[i], json_string_value(value));
    }
}

static void check_answer(const char *text, size_t size, const json_t *answers,
                         const char *wrong_key)
{
    struct import_row row, header;
    struct error err = {0};
    struct arena arena;
    FILE *file = csv_open_text(text, size);
    struct import_reader *reader = csv_open(file);
    size_t count = json_is_array(answers) ? json_array_size(answers) : 1;
    arena_init(&arena);
    assert_int_equal(import_format_csv.next_row(reader, &row, &err), OPTIBOM_OK);
    assert_true(import_row_copy(&header, &arena, &row));
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(import_format_csv.next_row(reader, &row, &err), OPTIBOM_OK);
        check_record(&header, &row, json_is_array(answers) ? json_array_get(answers, i) : answers,
                     wrong_key);
    }
    assert_int_equal(import_format_csv.next_row(reader, &row, &err), OPTIBOM_NOT_FOUND);
    import_format_csv.close(reader);
    arena_fini(&arena);
    fclose(file);
}

/* The copies of the CRLF files have lost their CR; the answers have not. */
static char *restore_crlf(char *text, size_t *size)
{
    char *out = malloc(*size * 2 + 1);
    size_t used = 0;
    assert_non_null(out);
    for (size_t i = 0; i < *size; i++) {
        if (text[i] == '\n' && (i == 0 || text[i - 1] != '\r'))
            out[used++] = '\r';
        out[used++] = text[i];
    }
    free(text);
    *size = used;
    return out;
}

static void equals_the_answers_of_csv_spectrum(void **state)
{
    (void)state;
    static const char *const names[] = {
        "comma_in_quotes",
        "empty",
        "empty_crlf",
        "escaped_quotes",
        "json",
        "newlines",
        "newlines_crlf",
        "quotes_and_newlines",
        "simple",
        "simple_crlf",
        "utf8",
        "location_coordinates",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char name[64];
        size_t size, json_size;
        snprintf(name, sizeof name, "csv-spectrum/csvs/%s.csv", names[i]);
        char *text = load(name, &size);
        snprintf(name, sizeof name, "csv-spectrum/json/%s.json", names[i]);
        char *json = load(name, &json_size);
        json_error_t why;
        json_t *answers = json_loadb(json, json_size, 0, &why);
        assert_non_null(answers);
        if (strstr(names[i], "crlf") != NULL)
            text = restore_crlf(text, &size);
        /* In the last file the answer's telephone number is not the one of the question. */
        bool is_wrong = strcmp(names[i], "location_coordinates") == 0;
        check_answer(text, size, answers, is_wrong ? "Contact Phone Number" : "");
        json_decref(answers);
        free(text);
        free(json);
    }
}

/* ---- csvkit ---- */

static const struct {
    const char *name, *records;
} csvkit_files[] = {
    {"bad.csv", "1:column_a|column_b|column_c/2:1|27||I'm too long!/3:|I'm too short!/"
                "4:0|mixed types.... uh oh|17/"},
    {"mac_newlines.csv", "1:a|b|c/2:1|2|3/3:Once upon\ra time|5|6/"},
    {"test_utf8_bom.csv", "1:foo|bar|baz/2:1|2|3/3:4|5|\xca\xa4/"},
    {"test_utf8.csv", "1:foo|bar|baz/2:1|2|3/3:4|5|\xca\xa4/"},
    {"test_utf16_little.csv", "1:a|b|c/2:1|2|3/3:4|5|\xca\xa4/"},
    {"test_utf16_big.csv", "1:a|b|c/2:1|2|3/3:4|5|\xca\xa4/"},
    {"test_latin1.csv", "1:a|b|c/2:1|2|3/3:4|5|\xc2\xa9/"},
    {"null_byte.csv", "1:a|b|c/2:?|2|3/"},
    {"test_skip_lines.csv", "4:a|b|c/5:1|2|3/"},
    {"test_locale.csv", "1:a|b|c/2:1,7|200.000.000|/"},
    {"dummy.tsv", "1:a|b|c/2:1|2|3/"},
    {"optional_quote_characters.csv", "1:a|b|c/2:1|2|3/"},
    {"test_header_newline.csv", "1:\t\n\v\f\r start \t\n\v\f\r end \t\n\v\f\r|b|c/8:d|e|f/"},
    {"test_empty_columns_long_row.csv", "1:a|b|c/"},
    {"test_empty_columns.csv", "1:a|b|c||/2:a||||/3:||c|/"},
    {"empty.csv", ""},
};

static void reads_what_csvkit_reads(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof csvkit_files / sizeof *csvkit_files; i++) {
        char name[64], records[1024];
        size_t size;
        snprintf(name, sizeof name, "csvkit-encodings/%s", csvkit_files[i].name);
        char *text = load(name, &size);
        csv_read(records, sizeof records, text, size);
        assert_string_equal(records, csvkit_files[i].records);
        free(text);
    }
}

/* ---- headers, records and what is none ---- */

#define OCP "ocp-ai-fabric/"
#define FBOSS "fboss-platforms/"

static const struct {
    const char *name;
    size_t header_line; /* 0: no header */
    size_t columns, data, blank, comments;
    const char *column; /* one of the names */
} lists[] = {
    {OCP "opg-64-clos-ro/bom.csv", 1, 19, 9, 0, 1, "quantity"},
    {OCP "opg-128-clos-ro/bom.csv", 1, 19, 9, 0, 1, "quantity"},
    {OCP "xoc-64-mesh-conv-ro/bom.csv", 1, 19, 21, 0, 1, "quantity"},
    {OCP "opg-64-clos-ro/connectivity-map.csv", 1, 11, 176, 0, 0, "cable_id"},
    {OCP "opg-128-clos-ro/connectivity-map.csv", 1, 11, 288, 0, 0, "cable_id"},
    {OCP "xoc-64-mesh-conv-ro/connectivity-map.csv", 1, 11, 128, 0, 0, "cable_id"},
    {"openraman-parts/OpenRaman_parts_list.csv", 1, 7, 62, 0, 0, "part_number"},
    {"kicost-parts/part_list_big.csv", 1, 2, 430, 0, 0, "manf#"},
    {"kicost-parts/part_list_small_nohdr.csv", 0, 2, 8, 0, 0, NULL},
    {"kicost-parts/test_423.csv", 1, 2, 1, 0, 0, "refs"},
    /* formulas copied past the list give zeros; exchange rates stand below it */
    {"kicost-parts/priced/part_list_big.csv", 4, 55, 361, 360, 3, "Digi-Key Unit$"},
    {"kicost-parts/priced/part_list_small.csv", 4, 55, 8, 7, 3, "Manf#"},
    {"ocp-timecard/V0-BOM.csv", 1, 10, 47, 0, 0, "Manufacturer Part Number"},
    {"ocp-timecard/Pick Place for TimeCard-DC-V9_EXP.csv", 13, 8, 399, 0, 0, "Center-X(mil)"},
    {"exa-spim-bom/BOM.csv", 1, 4, 92, 0, 0, "PART NUMBER"},
    {FBOSS "montblanc/montblanc_static_mapping.csv", 1, 20, 516, 0, 0, "A_CORE_LANE"},
    {FBOSS "example_integrated_optics/example_integrated_optics_integrated_transceiver_mapping.csv",
     1, 9, 64, 0, 0, "LASER_SOURCE_LANE"},
    /* the ground truth counts 39 and 29 records, their headers among them */
    {"google-chiplets-cost/chiplet_cost1.csv", 1, 138, 38, 0, 0, "WaferPriceYr5($)"},
    {"google-chiplets-cost/summary_output.csv", 1, 11, 28, 0, 0, "2SocChipsYr5"},
    {"sonic-cpo/TL7_Optics.csv", 5, 37, 258, 0, 0, "10G/40G NRZ TX_EQ_ATTN"},
    {"sonic-cpo/TL7_RJ45.csv", 5, 37, 2, 0, 0, "50G/400G PAM4 TX_EQ_ATTN"},
    {"csvkit-encodings/no_header_row.csv", 0, 3, 1, 0, 0, NULL},
};

/* Reads a list with its first rows kept, as a load does; false without a header. */
static bool read_list(const char *name, struct import_header_row *header, struct arena *arena,
                      size_t kinds[KINDS], size_t *columns)
{
    struct import_row first[IMPORT_HEADER_ROWS], row;
    struct error err = {0};
    FILE *file = open_shared(name);
    struct import_reader *reader = csv_open(file);
    size_t count = 0;
    enum optibom_status status = OPTIBOM_OK;
    while (count < IMPORT_HEADER_ROWS &&
           (status = import_format_csv.next_row(reader, &row, &err)) == OPTIBOM_OK)
        assert_true(import_row_copy(&first[count++], arena, &row));
    bool is_found = import_header_row_find(header, arena, import_test_classes, IMPORT_TEST_CLASSES,
                                           first, count, &err) == OPTIBOM_OK;
    const struct import_header_row *known = is_found ? header : NULL;
    *columns = is_found ? header->names.count : first[0].count;
    for (size_t i = is_found ? header->index + 1 : 0; i < count; i++)
        kinds[import_row_kind(known, &first[i])]++;
    while (status == OPTIBOM_OK &&
           (status = import_format_csv.next_row(reader, &row, &err)) == OPTIBOM_OK)
        kinds[import_row_kind(known, &row)]++;
    assert_int_equal(status, OPTIBOM_NOT_FOUND);
    import_format_csv.close(reader);
    fclose(file);
    return is_found;
}

static void counts_the_records_of_lists(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        struct import_header_row header;
        struct arena arena;
        size_t kinds[KINDS] = {0}, columns;
        arena_init(&arena);
        bool is_found = read_list(lists[i].name, &header, &arena, kinds, &columns);
        assert_int_equal(is_found ? header.lower.line : 0, lists[i].header_line);
        assert_int_equal(columns, lists[i].columns);
        assert_int_equal(kinds[IMPORT_ROW_DATA], lists[i].data);
        assert_int_equal(kinds[IMPORT_ROW_BLANK], lists[i].blank);
        assert_int_equal(kinds[IMPORT_ROW_COMMENT], lists[i].comments);
        assert_int_equal(kinds[IMPORT_ROW_TOTAL] + kinds[IMPORT_ROW_HEADER], 0);
        size_t named = 0;
        for (size_t j = 0; is_found && j < header.names.count; j++)
            named += strcmp(header.names.cells[j], lists[i].column) == 0;
        assert_int_equal(named, is_found ? 1 : 0);
        arena_fini(&arena);
    }
}

static void reads_the_letters_of_a_latin1_list(void **state)
{
    (void)state;
    struct import_row row;
    struct error err = {0};
    size_t plus_minus = 0;
    FILE *file = open_shared("ocp-timecard/Pick Place for TimeCard-DC-V9_EXP.csv");
    struct import_reader *reader = csv_open(file);
    while (import_format_csv.next_row(reader, &row, &err) == OPTIBOM_OK)
        for (size_t i = 0; i < row.count; i++)
            plus_minus += strstr(row.cells[i], "\xc2\xb1") != NULL;
    assert_int_equal(err.status, OPTIBOM_OK);
    assert_true(plus_minus > 0);
    import_format_csv.close(reader);
    fclose(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equals_the_answers_of_csv_spectrum),
        cmocka_unit_test(reads_what_csvkit_reads),
        cmocka_unit_test(counts_the_records_of_lists),
        cmocka_unit_test(reads_the_letters_of_a_latin1_list),
    };
    return cmocka_run_group_tests_name("csv_shared", tests, NULL, NULL);
}
