#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "csv_read.h"
#include "csv_reference.h"
#include "import/csv/csv_dialect.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define SIZED(text) text, sizeof text - 1

static const struct {
    const char *text, *records;
} texts[] = {
    {"", ""},
    {"\n\n", ""},
    {"a,b\n1,2\n", "1:a|b/2:1|2/"},
    {"a,b\n1,2", "1:a|b/2:1|2/"},
    {"a,b\r\n1,2\r\n", "1:a|b/2:1|2/"},
    {"a,b\r1,2\r", "1:a|b/2:1|2/"},
    {"a,b\r1,2", "1:a|b/2:1|2/"},
    {"\xef\xbb\xbf"
     "a,b\n1,2\n",
     "1:a|b/2:1|2/"},
    {"\xef\xbb\xbf\"a\",b\n", "1:a|b/"},
    {"a;b\n1,5;2,5\n", "1:a|b/2:1,5|2,5/"},
    {"a\n1\n", "1:a/2:1/"},
    {"title\n\na,b,c\n1,2,3\n4,5,6\n", "1:title/3:a|b|c/4:1|2|3/5:4|5|6/"},
    {"a,b\n\"x\ny\",2\nz,3\n", "1:a|b/2:x\ny|2/4:z|3/"},
    {"a,b\n\"x\r\ny\",2\r\nz,3\n", "1:a|b/2:x\r\ny|2/4:z|3/"},
    {"a,b\r\"x\ry\",2\rz,3\r", "1:a|b/2:x\ry|2/4:z|3/"},
    {"a,\"say \"\"hi\"\"\"\n", "1:a|say \"hi\"/"},
    {"a,\"\"\n", "1:a|/"},
    {"a,\"\"\"\"\n", "1:a|\"/"},
    {"a,\"\"\"", "!t.csv:1: a quote opens here and never closes; close it, or double it where it "
                 "is text/"},
    {"a,\"x\"y\n", "1:a|xy/"},
    {"a,\"x\" y \"z\"\n", "1:a|x y \"z\"/"},
    {"a, \"b, c\"\n", "1:a|b, c/"},
    {"a, \t\"b, \"\"c\"\n", "1:a|b, \"c/"},
    {"a,12\" rack\n", "1:a|12\" rack/"},
    {"a,b\n , \n,\n\t\n1,2\n", "1:a|b/5:1|2/"},
    {"a,b\n\"\",\n", "1:a|b/2:|/"},
    {"a,b\n1,2,3\n4\n", "1:a|b/2:1|2|3/3:4/"},
    {"a,b,\n", "1:a|b|/"},
    {"a,b,", "1:a|b|/"},
    {"a,b\n1,\"2\n3,4\n", "1:a|b/!t.csv:2: a quote opens here and never closes; close it, or "
                          "double it where it is text/"},
};

static void reads_the_usual_sins(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char records[1024];
        csv_read(records, sizeof records, texts[i].text, strlen(texts[i].text));
        assert_string_equal(records, texts[i].records);
    }
}

static const struct {
    const char *text;
    size_t size;
    const char *records;
} zeros[] = {
    {SIZED("a,b,c\n\0,2,3\n"), "1:a|b|c/2:?|2|3/"},
    {SIZED("a,b\nAB\0\0,\0\0 7\n"), "1:a|b/2:AB?| 7?/"},
    {SIZED("a,b\n\"AB\0\",7\n"), "1:a|b/2:AB?|7/"},
    {SIZED("a,b\nA\0B,7\n8,9\n"),
     "1:a|b/!t.csv:2: there is a zero byte; save the file as plain CSV UTF-8/3:8|9/"},
    {SIZED("a,b\n\"x\nA\0B\",7\n8,9\n"),
     "1:a|b/!t.csv:3: there is a zero byte; save the file as plain CSV UTF-8/4:8|9/"},
    {SIZED("\0\0\0"), "!t.csv:1: there is a zero byte; save the file as plain CSV UTF-8/"},
    {SIZED("a,b\n\0,\0 \n8,9\n"), "1:a|b/2:?| ?/3:8|9/"},
};

static void takes_zero_bytes_around_a_text_for_padding(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++) {
        char records[1024];
        csv_read(records, sizeof records, zeros[i].text, zeros[i].size);
        assert_string_equal(records, zeros[i].records);
    }
}

static void keeps_the_record_as_it_stood(void **state)
{
    (void)state;
    static const char text[] = "\xef\xbb\xbf"
                               "a , \"b\"\r\n\"x\r\n\"\"y\"\"\",2\r\nP\0,3\nQ\0Q,4";
    struct import_row row;
    struct error err = {0};
    FILE *file = csv_open_text(text, sizeof text - 1);
    struct import_reader *reader = csv_open(file);
    assert_int_equal(import_format_csv.next_row(reader, &row, &err), OPTIBOM_OK);
    assert_string_equal(row.raw, "a , \"b\"");
    assert_int_equal(import_format_csv.next_row(reader, &row, &err), OPTIBOM_OK);
    assert_string_equal(row.raw, "\"x\r\n\"\"y\"\"\",2");
    assert_string_equal(row.cells[0], "x\r\n\"y\"");
    assert_null(row.doubts);
    assert_int_equal(import_format_csv.next_row(reader, &row, &err), OPTIBOM_OK);
    assert_string_equal(row.raw, "P,3");
    assert_string_equal(row.doubts[0], "zero bytes around the text are left out");
    assert_int_equal(import_format_csv.next_row(reader, &row, &err), OPTIBOM_BAD_INPUT);
    assert_int_equal(row.line, 5);
    assert_int_equal(row.count, 0);
    assert_string_equal(row.raw, "");
    assert_int_equal(import_format_csv.next_row(reader, &row, &err), OPTIBOM_NOT_FOUND);
    import_format_csv.close(reader);
    fclose(file);
}

static void gives_one_table(void **state)
{
    (void)state;
    struct import_table table;
    struct import_row row;
    struct error err = {0};
    FILE *file = csv_open_text("a\nb\n", 4);
    struct import_reader *reader = csv_open(file);
    assert_int_equal(import_format_csv.next_row(reader, &row, &err), OPTIBOM_OK);
    assert_int_equal(import_format_csv.next_table(reader, &table, &err), OPTIBOM_NOT_FOUND);
    assert_int_equal(import_format_csv.next_row(reader, &row, &err), OPTIBOM_NOT_FOUND);
    import_format_csv.close(reader);
    import_format_csv.close(NULL);
    fclose(file);
}

/* Records, cells and line ends that straddle the chunks of the reader. */
static void reads_across_chunks(void **state)
{
    (void)state;
    enum { ROWS = 40000 };
    size_t capacity = ROWS * 32, used = 0;
    char *text = malloc(capacity);
    assert_non_null(text);
    for (int i = 0; i < ROWS; i++)
        used += (size_t)snprintf(text + used, capacity - used, "%d,\"a\"\"%d\r\nb\",c\r\n", i, i);
    struct import_row row;
    struct error err = {0};
    FILE *file = csv_open_text(text, used);
    struct import_reader *reader = csv_open(file);
    for (int i = 0; i < ROWS; i++) {
        char expected[32];
        assert_int_equal(import_format_csv.next_row(reader, &row, &err), OPTIBOM_OK);
        snprintf(expected, sizeof expected, "a\"%d\r\nb", i);
        assert_int_equal(row.count, 3);
        assert_int_equal(row.line, 1 + 2 * (size_t)i);
        assert_string_equal(row.cells[1], expected);
    }
    assert_int_equal(import_format_csv.next_row(reader, &row, &err), OPTIBOM_NOT_FOUND);
    import_format_csv.close(reader);
    fclose(file);
    free(text);
}

/* ---- held against the plain reader ---- */

static uint32_t draw(uint64_t *state, uint32_t below)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((*state >> 33) % below);
}

/* What both readers give, in the notation of csv_reference.h. */
static void assert_same(const char *text, size_t size)
{
    struct import_row row;
    struct error err = {0};
    struct buf plain, fast;
    buf_init(&plain);
    buf_init(&fast);
    struct csv_reference reference = {.at = text, .end = text + size};
    import_csv_sniff(&reference.marks, text, size < 65536 ? size : 65536, size <= 65536);
    bool is_closed = true;
    while (is_closed && reference.at < reference.end) {
        size_t before = plain.length;
        is_closed = csv_reference_record(&reference, &plain);
        if (!is_closed || reference.is_stray)
            plain.length = before;
    }
    FILE *file = csv_open_text(text, size);
    struct import_reader *reader = csv_open(file);
    enum optibom_status status;
    while ((status = import_format_csv.next_row(reader, &row, &err)) == OPTIBOM_OK ||
           strstr(err.text, "closes lines below") != NULL) {
        for (size_t i = 0; status == OPTIBOM_OK && i < row.count; i++) {
            buf_puts(&fast, row.cells[i]);
            buf_putc(&fast, '\x1f');
        }
        if (status == OPTIBOM_OK)
            buf_putc(&fast, '\x1e');
        error_clear(&err);
    }
    assert_int_equal(status, is_closed ? OPTIBOM_NOT_FOUND : OPTIBOM_BAD_INPUT);
    assert_int_equal(plain.length, fast.length);
    if (plain.length > 0)
        assert_memory_equal(plain.text, fast.text, plain.length);
    import_format_csv.close(reader);
    fclose(file);
    buf_fini(&plain);
    buf_fini(&fast);
}

static void splits_as_the_plain_reader_does(void **state)
{
    (void)state;
    static const char signs[] = "ab,,\"\"\n\r ;'\\\t|x1234567890";
    enum { TEXTS = 20000, LONG_TEXTS = 12, LONG_SIZE = 700000 };
    uint64_t random = 42;
    char *text = malloc(LONG_SIZE);
    assert_non_null(text);
    for (int i = 0; i < TEXTS; i++) {
        size_t size = draw(&random, 80);
        for (size_t j = 0; j < size; j++)
            text[j] = signs[draw(&random, sizeof signs - 1)];
        assert_same(text, size);
    }
    for (int i = 0; i < LONG_TEXTS; i++) {
        size_t size = LONG_SIZE - draw(&random, 1000);
        for (size_t j = 0; j < size; j++)
            text[j] = draw(&random, 200) > 0 ? "0123456789,\n"[draw(&random, 12)]
                                             : signs[draw(&random, sizeof signs - 1)];
        assert_same(text, size);
    }
    free(text);
}

/* ---- limits ---- */

static void assert_refused(char *text, size_t size, const char *why)
{
    struct import_row row;
    struct error err = {0};
    FILE *file = csv_open_text(text, size);
    struct import_reader *reader = csv_open(file);
    assert_int_equal(import_format_csv.next_row(reader, &row, &err), OPTIBOM_BAD_INPUT);
    assert_string_equal(err.text, why);
    assert_int_equal(import_format_csv.next_row(reader, &row, &err), OPTIBOM_NOT_FOUND);
    import_format_csv.close(reader);
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
    assert_refused(text, size,
                   "t.csv:1: the record is longer than 4 MiB; nothing from here on is read: is "
                   "this a CSV file?");
    text = malloc(size);
    assert_non_null(text);
    memset(text, '\n', size);
    memcpy(text, "a,,\"", 4);
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

static void reads_a_record_of_the_largest_size(void **state)
{
    (void)state;
    const size_t size = IMPORT_CSV_RECORD_MAX;
    struct import_row row;
    struct error err = {0};
    char *text = malloc(size + 4);
    assert_non_null(text);
    memset(text, 'a', size);
    text[size / 2] = ',';
    memcpy(text + size, "\r\nb", 4);
    FILE *file = csv_open_text(text, size + 3);
    struct import_reader *reader = csv_open(file);
    assert_int_equal(import_format_csv.next_row(reader, &row, &err), OPTIBOM_OK);
    assert_int_equal(row.count, 2);
    assert_int_equal(strlen(row.cells[1]), size - size / 2 - 1);
    assert_int_equal(strlen(row.raw), size);
    assert_int_equal(import_format_csv.next_row(reader, &row, &err), OPTIBOM_OK);
    assert_string_equal(row.cells[0], "b");
    import_format_csv.close(reader);
    fclose(file);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_the_usual_sins),
        cmocka_unit_test(takes_zero_bytes_around_a_text_for_padding),
        cmocka_unit_test(keeps_the_record_as_it_stood),
        cmocka_unit_test(gives_one_table),
        cmocka_unit_test(reads_across_chunks),
        cmocka_unit_test(splits_as_the_plain_reader_does),
        cmocka_unit_test(bounds_memory),
        cmocka_unit_test(reads_a_record_of_the_largest_size),
    };
    return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
