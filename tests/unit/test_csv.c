#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "import/csv.h"
#include "import/csv_dialect.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Opens `size` bytes of `text` as a file; an empty one too, which fmemopen refuses. */
static FILE *open_text(const char *text, size_t size)
{
    FILE *file = size > 0 ? fmemopen((void *)(uintptr_t)text, size, "r") : fopen("/dev/null", "r");
    assert_non_null(file);
    return file;
}

/* The records of a text as "line:cell|cell/..." with the final status behind. */
static void read_all(char *out, size_t out_size, const char *text, size_t size)
{
    struct import_csv *csv = NULL;
    struct import_row row;
    struct error err = {0};
    FILE *file = open_text(text, size);
    size_t used = 0;
    out[0] = '\0';
    enum optibom_status status = import_csv_open(&csv, file, "t.csv", &err);
    while (status == OPTIBOM_OK && (status = import_csv_next(csv, &row, &err)) == OPTIBOM_OK) {
        used += (size_t)snprintf(out + used, out_size - used, "%zu:", row.line);
        for (size_t i = 0; i < row.count; i++)
            used += (size_t)snprintf(out + used, out_size - used, "%s%s", i > 0 ? "|" : "",
                                     row.cells[i]);
        used += (size_t)snprintf(out + used, out_size - used, "/");
    }
    if (status == OPTIBOM_BAD_INPUT)
        snprintf(out + used, out_size - used, "!%s", err.text);
    else
        assert_int_equal(status, OPTIBOM_NOT_FOUND);
    import_csv_close(csv);
    fclose(file);
}

static const struct {
    const char *text, *records;
} texts[] = {
    {"", ""},
    {"\n\n", ""},
    {"a,b\n1,2\n", "1:a|b/2:1|2/"},
    {"a,b\n1,2", "1:a|b/2:1|2/"},
    {"a,b\r\n1,2\r\n", "1:a|b/2:1|2/"},
    {"a,b\r1,2\r", "1:a|b/2:1|2/"},
    {"\xef\xbb\xbf"
     "a,b\n1,2\n",
     "1:a|b/2:1|2/"},
    {"\xef\xbb\xbf\"a\",b\n", "1:a|b/"},
    {"a;b\n1,5;2,5\n", "1:a|b/2:1,5|2,5/"},
    {"a\tb\n1\t2\n", "1:a|b/2:1|2/"},
    {"a|b\n1|2\n", "1:a|b/2:1|2/"},
    {"a\n1\n", "1:a/2:1/"},
    {"\"a;b;c\",d\n\"1;2;3\",4\n", "1:a;b;c|d/2:1;2;3|4/"},
    {"title\n\na,b,c\n1,2,3\n4,5,6\n", "1:title/3:a|b|c/4:1|2|3/5:4|5|6/"},
    {"sep=;\na;b,c\n", "2:a|b,c/"},
    {"SEP=;\r\na;b,c\n", "2:a|b,c/"},
    {"\"sep=;\"\na;b,c\n", "2:a|b,c/"},
    {"\xef\xbb\xbfsep=\t\na\tb,c\n", "2:a|b,c/"},
    {"sep=;;\na,b\n", "1:sep=||/2:a,b/"},
    {"a,b\n\"x\ny\",2\nz,3\n", "1:a|b/2:x\ny|2/4:z|3/"},
    {"a,b\n\"x\r\ny\",2\r\nz,3\n", "1:a|b/2:x\r\ny|2/4:z|3/"},
    {"a,b\r\"x\ry\",2\rz,3\r", "1:a|b/2:x\ry|2/4:z|3/"},
    {"a,\"say \"\"hi\"\"\"\n", "1:a|say \"hi\"/"},
    {"a,\"\"\n", "1:a|/"},
    {"a,\"\"\"\"\n", "1:a|\"/"},
    {"a,\"x\"y\n", "1:a|xy/"},
    {"a,\"x\" y \"z\"\n", "1:a|x y \"z\"/"},
    {"a, \"b, c\"\n", "1:a|b, c/"},
    {"a,12\" rack\n", "1:a|12\" rack/"},
    {"a,b\n , \n,\n\t\n1,2\n", "1:a|b/5:1|2/"},
    {"a,b\n\"\",\n", "1:a|b/2:|/"},
    {"a,b\n1,2,3\n4\n", "1:a|b/2:1|2|3/3:4/"},
    {"a,b,\n", "1:a|b|/"},
    {"a,b\n1,\"2\n3,4\n", "1:a|b/!t.csv:2: a quote opens here and never closes; close it, or "
                          "double it where it is text"},
    {"a,b\n1,\xff\n", "1:a|b/!t.csv:2: byte 0xff is not UTF-8; save the file as CSV UTF-8"},
    {"a,b\n\"1\n\xa9\",2\n", "1:a|b/!t.csv:3: byte 0xa9 is not UTF-8; save the file as CSV UTF-8"},
    {"\xff\xfe"
     "a",
     "!t.csv:1: the file is UTF-16; save it as CSV UTF-8 and import that"},
    {"\xfe\xff"
     "a",
     "!t.csv:1: the file is UTF-16; save it as CSV UTF-8 and import that"},
    {"a,b\n1,\xed\xa0\x80\n", "1:a|b/!t.csv:2: byte 0xed is not UTF-8; save the file as CSV UTF-8"},
};

static void reads_the_usual_sins(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char records[1024];
        read_all(records, sizeof records, texts[i].text, strlen(texts[i].text));
        assert_string_equal(records, texts[i].records);
    }
}

static void goes_on_behind_bad_bytes(void **state)
{
    (void)state;
    static const char text[] = "a,b\n\0,2\n3,\xc0\n5,6\n";
    struct import_csv *csv = NULL;
    struct import_row row;
    struct error err = {0};
    FILE *file = open_text(text, sizeof text - 1);
    assert_int_equal(import_csv_open(&csv, file, "t.csv", &err), OPTIBOM_OK);
    assert_int_equal(import_csv_next(csv, &row, &err), OPTIBOM_OK);
    assert_int_equal(import_csv_next(csv, &row, &err), OPTIBOM_BAD_INPUT);
    assert_string_equal(err.text,
                        "t.csv:2: there is a zero byte; save the file as plain CSV UTF-8");
    error_clear(&err);
    assert_int_equal(import_csv_next(csv, &row, &err), OPTIBOM_BAD_INPUT);
    assert_int_equal(row.line, 3);
    error_clear(&err);
    assert_int_equal(import_csv_next(csv, &row, &err), OPTIBOM_OK);
    assert_string_equal(row.cells[1], "6");
    assert_int_equal(import_csv_next(csv, &row, &err), OPTIBOM_NOT_FOUND);
    assert_int_equal(import_csv_next(csv, &row, &err), OPTIBOM_NOT_FOUND);
    import_csv_close(csv);
    fclose(file);
}

static void keeps_the_record_as_it_stood(void **state)
{
    (void)state;
    static const char text[] = "\xef\xbb\xbf"
                               "a , \"b\"\r\n\"x\r\n\"\"y\"\"\",2\r\n";
    struct import_csv *csv = NULL;
    struct import_row row;
    struct error err = {0};
    FILE *file = open_text(text, sizeof text - 1);
    assert_int_equal(import_csv_open(&csv, file, "t.csv", &err), OPTIBOM_OK);
    assert_int_equal(import_csv_next(csv, &row, &err), OPTIBOM_OK);
    assert_string_equal(row.raw, "a , \"b\"");
    assert_int_equal(import_csv_next(csv, &row, &err), OPTIBOM_OK);
    assert_string_equal(row.raw, "\"x\r\n\"\"y\"\"\",2");
    assert_string_equal(row.cells[0], "x\r\n\"y\"");
    import_csv_close(csv);
    fclose(file);
}

/* Records, cells and line ends that straddle the chunks of the reader. */
static void reads_across_chunks(void **state)
{
    (void)state;
    enum { ROWS = 20000 };
    size_t capacity = ROWS * 32, used = 0;
    char *text = malloc(capacity);
    assert_non_null(text);
    for (int i = 0; i < ROWS; i++)
        used += (size_t)snprintf(text + used, capacity - used, "%d,\"a\"\"%d\r\nb\",c\r\n", i, i);
    struct import_csv *csv = NULL;
    struct import_row row;
    struct error err = {0};
    FILE *file = open_text(text, used);
    assert_int_equal(import_csv_open(&csv, file, "t.csv", &err), OPTIBOM_OK);
    for (int i = 0; i < ROWS; i++) {
        char expected[32];
        assert_int_equal(import_csv_next(csv, &row, &err), OPTIBOM_OK);
        snprintf(expected, sizeof expected, "a\"%d\r\nb", i);
        assert_int_equal(row.count, 3);
        assert_int_equal(row.line, 1 + 2 * (size_t)i);
        assert_string_equal(row.cells[1], expected);
    }
    assert_int_equal(import_csv_next(csv, &row, &err), OPTIBOM_NOT_FOUND);
    import_csv_close(csv);
    fclose(file);
    free(text);
}

static void assert_refused(char *text, size_t size, const char *why)
{
    struct import_csv *csv = NULL;
    struct import_row row;
    struct error err = {0};
    FILE *file = open_text(text, size);
    assert_int_equal(import_csv_open(&csv, file, "t.csv", &err), OPTIBOM_OK);
    assert_int_equal(import_csv_next(csv, &row, &err), OPTIBOM_BAD_INPUT);
    assert_string_equal(err.text, why);
    assert_int_equal(import_csv_next(csv, &row, &err), OPTIBOM_NOT_FOUND);
    import_csv_close(csv);
    fclose(file);
    free(text);
}

static void bounds_memory(void **state)
{
    (void)state;
    const size_t size = 6 * 1024 * 1024;
    char *text = malloc(size);
    assert_non_null(text);
    memset(text, 'a', size);
    assert_refused(text, size, "t.csv:1: the record is longer than 4 MiB; is this a CSV file?");
    text = malloc(size);
    assert_non_null(text);
    memset(text, '\n', size);
    memcpy(text, "a\n,\"", 4);
    text[1] = ',';
    assert_refused(text, size,
                   "t.csv:1: a quote opens here and does not close within 4 MiB; close it, or "
                   "double it where it is text");
    text = malloc(size);
    assert_non_null(text);
    memset(text, ',', size);
    text[0] = 'a';
    assert_refused(text, 100000,
                   "t.csv:1: the record has more than 16384 cells; is this a CSV file?");
}

/* ---- files from outside ---- */

static const char *shared(void)
{
    const char *base = getenv("OPTIBOM_SHARED");
    return base != NULL ? base : "../shared";
}

/* The bytes of shared/data/<folder>/<file>, ended by a zero byte; skips the test when absent. */
static char *load(const char *folder, const char *name, size_t *size)
{
    char path[512];
    snprintf(path, sizeof path, "%s/data/%s/%s", shared(), folder, name);
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        print_message("%s is absent: skipped\n", path);
        skip();
    }
    char *bytes = calloc(1, 65536);
    assert_non_null(bytes);
    *size = fread(bytes, 1, 65535, file);
    fclose(file);
    return bytes;
}

/* Copies the JSON string at `at` to `out`, returns what follows it. */
static const char *read_json_string(char *out, const char *at)
{
    assert_int_equal(*at, '"');
    for (at++; *at != '"'; at++) {
        if (*at == '\\') {
            at++;
            *out++ = *at == 'n' ? '\n' : *at == 'r' ? '\r' : *at;
        } else {
            *out++ = *at;
        }
    }
    *out = '\0';
    return at + 1;
}

static void check_answer(const char *text, size_t size, const char *json, const char *wrong_key)
{
    struct import_csv *csv = NULL;
    struct import_row row;
    struct error err = {0};
    char header[8][64], key[64], value[256];
    FILE *file = open_text(text, size);
    assert_int_equal(import_csv_open(&csv, file, "spectrum", &err), OPTIBOM_OK);
    assert_int_equal(import_csv_next(csv, &row, &err), OPTIBOM_OK);
    size_t count = row.count;
    for (size_t i = 0; i < count; i++)
        snprintf(header[i], sizeof header[i], "%s", row.cells[i]);
    while ((json = strchr(json, '{')) != NULL) {
        assert_int_equal(import_csv_next(csv, &row, &err), OPTIBOM_OK);
        assert_int_equal(row.count, count);
        for (size_t i = 0; i < count; i++) {
            json = read_json_string(key, json + strcspn(json, "\""));
            json = read_json_string(value, json + strcspn(json, "\""));
            assert_string_equal(key, header[i]);
            if (strcmp(key, wrong_key) != 0)
                assert_string_equal(row.cells[i], value);
        }
    }
    assert_int_equal(import_csv_next(csv, &row, &err), OPTIBOM_NOT_FOUND);
    import_csv_close(csv);
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
        snprintf(name, sizeof name, "csvs/%s.csv", names[i]);
        char *text = load("csv-spectrum", name, &size);
        snprintf(name, sizeof name, "json/%s.json", names[i]);
        char *json = load("csv-spectrum", name, &json_size);
        if (strstr(names[i], "crlf") != NULL)
            text = restore_crlf(text, &size);
        /* In the last file the answer's telephone number is not the one of the question. */
        bool is_wrong = strcmp(names[i], "location_coordinates") == 0;
        check_answer(text, size, json, is_wrong ? "Contact Phone Number" : "");
        free(text);
        free(json);
    }
}

static void reads_what_csvkit_reads(void **state)
{
    (void)state;
    static const struct {
        const char *name, *records;
    } files[] = {
        {"bad.csv", "1:column_a|column_b|column_c/2:1|27||I'm too long!/3:|I'm too short!/"
                    "4:0|mixed types.... uh oh|17/"},
        {"mac_newlines.csv", "1:a|b|c/2:1|2|3/3:Once upon\ra time|5|6/"},
        {"test_utf8_bom.csv", "1:foo|bar|baz/2:1|2|3/3:4|5|\xca\xa4/"},
        {"test_utf8.csv", "1:foo|bar|baz/2:1|2|3/3:4|5|\xca\xa4/"},
        {"test_skip_lines.csv", "4:a|b|c/5:1|2|3/"},
        {"test_locale.csv", "1:a|b|c/2:1,7|200.000.000|/"},
        {"dummy.tsv", "1:a|b|c/2:1|2|3/"},
        {"optional_quote_characters.csv", "1:a|b|c/2:1|2|3/"},
        {"test_header_newline.csv", "1:\t\n\v\f\r start \t\n\v\f\r end \t\n\v\f\r|b|c/8:d|e|f/"},
        {"test_empty_columns_long_row.csv", "1:a|b|c/"},
        {"empty.csv", ""},
        {"null_byte.csv",
         "1:a|b|c/!t.csv:2: there is a zero byte; save the file as plain CSV UTF-8"},
        {"test_latin1.csv",
         "1:a|b|c/2:1|2|3/!t.csv:3: byte 0xa9 is not UTF-8; save the file as CSV UTF-8"},
        {"test_utf16_little.csv",
         "!t.csv:1: the file is UTF-16; save it as CSV UTF-8 and import that"},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char records[1024];
        size_t size;
        char *text = load("csvkit-encodings", files[i].name, &size);
        read_all(records, sizeof records, text, size);
        assert_string_equal(records, files[i].records);
        free(text);
    }
}

static void sniffs_the_first_records(void **state)
{
    (void)state;
    static const char cut[] = "a;b;c\n1,5;2;3\n1,5;2;3\n1,1,1,1,1,1";
    assert_int_equal(import_csv_sniff(cut, sizeof cut - 1, false), ';');
    assert_int_equal(import_csv_sniff("", 0, true), ',');
    assert_int_equal(import_csv_sniff("a;b", 3, false), ';');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_the_usual_sins),
        cmocka_unit_test(goes_on_behind_bad_bytes),
        cmocka_unit_test(keeps_the_record_as_it_stood),
        cmocka_unit_test(reads_across_chunks),
        cmocka_unit_test(bounds_memory),
        cmocka_unit_test(sniffs_the_first_records),
        cmocka_unit_test(equals_the_answers_of_csv_spectrum),
        cmocka_unit_test(reads_what_csvkit_reads),
    };
    return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
