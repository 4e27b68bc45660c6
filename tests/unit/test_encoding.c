#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "csv_read.h"
#include "import/csv/encoding.h"

#include <stdlib.h>
#include <string.h>

#define SIZED(text) text, sizeof text - 1

static const struct {
    const char *text;
    size_t size;
    const char *encoding; /* NULL: undecided */
} sniffed[] = {
    {SIZED(""), NULL},
    {SIZED("a,b\n1,2\n"), NULL},
    {SIZED("\xef\xbb\xbf"
           "a\n"),
     "UTF-8"},
    {SIZED("a,\xc2\xb5m\n"), "UTF-8"},
    {SIZED("a,\xb5m\n"), "Windows-1252"},
    {SIZED("\xc2\xb5m, \xc2\xb0"
           "C, \xb0"
           "C\n"),
     "UTF-8"}, /* one bad byte among many good ones */
    {SIZED("\xc2\xb5m, \xb0"
           "C\n"),
     "Windows-1252"},
    {SIZED("\xff\xfe"
           "a\0"),
     "UTF-16LE"},
    {SIZED("\xfe\xff\0a"), "UTF-16BE"},
    {SIZED("a\0,\0b\0\n\0"), "UTF-16LE"},
    {SIZED("\0a\0,\0b\0\n"), "UTF-16BE"},
    {SIZED("a\0,\0\0\x01,\0b\0,\0c\0,\0d\0,\0\n\0"), "UTF-16LE"},       /* with U+0100 */
    {SIZED("\x6f\xc0\x51\x49\x56\x68\0,\0\x31\0\x32\0\n"), "UTF-16BE"}, /* Chinese */
    {SIZED("a,b\n\0,2\n"), NULL},
    {SIZED("\0\0\0\0"), NULL},
};

static void tells_encodings_apart(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sniffed / sizeof *sniffed; i++) {
        const char *found = import_encoding_sniff(sniffed[i].text, sniffed[i].size, true);
        if (sniffed[i].encoding == NULL)
            assert_null(found);
        else
            assert_string_equal(found, sniffed[i].encoding);
    }
    /* The end of a sample may cut a character, the end of a file may not. */
    assert_string_equal(import_encoding_sniff("\xc3\xa9\xe2\x82", 4, false), "UTF-8");
    assert_null(import_encoding_sniff("a\xe2\x82", 3, false));
    assert_string_equal(import_encoding_sniff("a\xe2\x82", 3, true), "Windows-1252");
}

static struct import_encoding *open_bytes(FILE *file, const char *named)
{
    struct import_encoding *encoding = NULL;
    struct error err = {0};
    assert_int_equal(import_encoding_open(&encoding, file, "t.csv", named, &err), OPTIBOM_OK);
    return encoding;
}

/* All that is read, in pieces of the least size. */
static size_t drain(struct import_encoding *encoding, char *out, size_t out_size)
{
    size_t used = 0, added;
    do {
        assert_true(out_size - used > IMPORT_ENCODING_READ_MIN);
        added = import_encoding_read(encoding, out + used, IMPORT_ENCODING_READ_MIN);
        used += added;
    } while (added > 0);
    out[used] = '\0';
    return used;
}

static const struct {
    const char *named;
    const char *bytes;
    size_t size;
    const char *text;
} read_texts[] = {
    {NULL, SIZED("a,\xc2\xb5m\n"), "a,\xc2\xb5m\n"},
    {NULL,
     SIZED("\xef\xbb\xbf"
           "a\n"),
     "a\n"},
    {NULL, SIZED("a\0\xb5\0"), "a\xc2\xb5"},
    {NULL, SIZED("\xff\xfe\xa4\x02"), "\xca\xa4"},
    {NULL, SIZED("\xfe\xff\x02\xa4"), "\xca\xa4"},
    {NULL,
     SIZED("\xff\xfe\x3d\xd8\x0a\xdd"
           "a\0"),
     "\xf0\x9f\x94\x8a"
     "a"}, /* a pair of surrogates */
    {NULL, SIZED("5 \xb0, 3 \x80"), "5 \xc2\xb0, 3 \xe2\x82\xac"},
    {"ISO-8859-15", SIZED("3 \xa4"), "3 \xe2\x82\xac"},
    {"utf-8", SIZED("\xef\xbb\xbf\xe9"), "\xe9"},
    {"UTF8", SIZED("a\xe9"), "a\xe9"},
    {"windows-1252", SIZED("\xc2\xb5"), "\xc3\x82\xc2\xb5"},
    {"UTF-16", SIZED("\xfe\xff\0a"), "a"},
    {"UTF-16", SIZED("\0a\0b"), "ab"},
    {"UTF-16", SIZED("\x61\x4e"), "\xe4\xb9\xa1"},
    {"GB18030", SIZED("\xbc\xa4\xb9\xe2"), "\xe6\xbf\x80\xe5\x85\x89"},
    {"CP1258", SIZED("a"), "a"}, /* kept back for a tone that may follow */
    {NULL, SIZED("\x81\xe9"), "\xff\xc3\xa9"},
    {NULL, SIZED("\xff\xfe\x3d\xd8\x61\0"),
     "\xff"
     "a"},
    {NULL, SIZED("\xff\xfe\x61\0\x62"), "a\xff"},
    {"GB18030", SIZED("a\xbc"), "a\xff"},
};

static void reads_every_encoding_as_utf8(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof read_texts / sizeof *read_texts; i++) {
        char text[1024];
        FILE *file = csv_open_text(read_texts[i].bytes, read_texts[i].size);
        struct import_encoding *encoding = open_bytes(file, read_texts[i].named);
        drain(encoding, text, sizeof text);
        assert_string_equal(text, read_texts[i].text);
        import_encoding_close(encoding);
        fclose(file);
    }
}

static void says_where_bytes_are_no_character(void **state)
{
    (void)state;
    static const char bytes[] = "\xff\xfe"
                                "a\0\x00\xdc"
                                "b\0\x3d\xd8";
    char text[1024];
    FILE *file = csv_open_text(bytes, sizeof bytes - 1);
    struct import_encoding *encoding = open_bytes(file, NULL);
    drain(encoding, text, sizeof text);
    assert_string_equal(text, "a\xff"
                              "b\xff");
    assert_int_equal(import_encoding_fault(encoding, 0)->offset, 4);
    assert_int_equal(import_encoding_fault(encoding, 0)->byte, 0);
    assert_int_equal(import_encoding_fault(encoding, 1)->offset, 8);
    assert_int_equal(import_encoding_fault(encoding, 1)->byte, 0x3d);
    assert_null(import_encoding_fault(encoding, 2));
    import_encoding_close(encoding);
    fclose(file);
}

/* Characters that straddle the pieces the converter reads and gives. */
static void reads_long_texts(void **state)
{
    (void)state;
    enum { LETTERS = 200001 };
    char *bytes = malloc(LETTERS * 4), *text = malloc(LETTERS * 4 + 2 * IMPORT_ENCODING_READ_MIN);
    assert_true(bytes != NULL && text != NULL);
    for (size_t i = 0; i < LETTERS; i++) /* U+20AC and U+1F50A by turns, little endian */
        memcpy(bytes + i / 2 * 6 + i % 2 * 2, i % 2 == 0 ? "\xac\x20" : "\x3d\xd8\x0a\xdd",
               i % 2 == 0 ? 2 : 4);
    FILE *file = csv_open_text(bytes, LETTERS / 2 * 6 + 2);
    struct import_encoding *encoding = open_bytes(file, "UTF-16LE");
    size_t size = drain(encoding, text, LETTERS * 4 + 2 * IMPORT_ENCODING_READ_MIN);
    assert_int_equal(size, LETTERS / 2 * 7 + 3);
    for (size_t i = 0; i < LETTERS / 2; i++)
        assert_memory_equal(text + i * 7, "\xe2\x82\xac\xf0\x9f\x94\x8a", 7);
    import_encoding_close(encoding);
    fclose(file);
    free(bytes);
    free(text);
}

static void refuses_names_it_does_not_know(void **state)
{
    (void)state;
    static const char *const names[] = {
        "klingon",
        "UTF-8//TRANSLIT",
        "/",
        "UTF 8",
        "\xc3\xa9",
        "windows-1252-windows-1252-windows-1252-windows-1252-windows-1252-windows-1252"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct import_encoding *encoding = NULL;
        struct error err = {0};
        FILE *file = csv_open_text("a", 1);
        assert_int_equal(import_encoding_open(&encoding, file, "t.csv", names[i], &err),
                         OPTIBOM_BAD_INPUT);
        assert_non_null(strstr(err.text, "t.csv: no encoding has the name \""));
        assert_null(encoding);
        fclose(file);
    }
}

static void reads_again_what_was_decided_late(void **state)
{
    (void)state;
    char first[IMPORT_ENCODING_READ_MIN + 1] = "", rest[1024];
    FILE *file = csv_open_text(SIZED("abc,def"));
    struct import_encoding *encoding = open_bytes(file, "");
    struct error err = {0};
    assert_true(import_encoding_is_undecided(encoding));
    assert_string_equal(import_encoding_name(encoding), "UTF-8");
    assert_int_equal(import_encoding_read(encoding, first, IMPORT_ENCODING_READ_MIN), 7);
    assert_int_equal(import_encoding_decide(encoding, "UTF-16BE", first + 3, 4, &err), OPTIBOM_OK);
    assert_false(import_encoding_is_undecided(encoding));
    drain(encoding, rest, sizeof rest);
    assert_string_equal(rest, "\xe2\xb1\xa4\xe6\x95\xa6"); /* ",d" and "ef" as two letters */
    import_encoding_close(encoding);
    fclose(file);
}

/* ---- in the reader ---- */

static const struct {
    const char *text;
    size_t size;
    const char *records;
} read_tables[] = {
    {SIZED("a,b\n1,\xff\n"), "1:a|b/2:1|\xc3\xbf/"},
    {SIZED("a;b\n\"1\n\xa9\";2\n"), "1:a|b/2:1\n\xc2\xa9|2/"},
    {SIZED("\xff\xfe"
           "s\0e\0p\0=\0;\0\r\0\n\0a\0;\0b\0,\0"),
     "2:a|b,/"},
    {SIZED("a,\xc2\xb5m\n\xc2\xb0"
           "C,\xb5m\n7,8\n"),
     "1:a|\xc2\xb5m/!t.csv:2: byte 0xb5 is not UTF-8; save the file as CSV UTF-8/3:7|8/"},
    {SIZED("a,\xe9\n\"1\n\x81\",2\n3,\x8d\n4,5\n"),
     "1:a|\xc3\xa9/!t.csv:3: byte 0x81, at offset 7 of the file, is not Windows-1252; save the "
     "file as CSV UTF-8/!t.csv:4: byte 0x8d, at offset 14 of the file, is not Windows-1252; save "
     "the file as CSV UTF-8/5:4|5/"},
    {SIZED("\xfe\xff\0a\0,\0b\0\n\xdc\0\0,\0d\0\n\0e\0\n"),
     "1:a|b/!t.csv:2: byte 0xdc, at offset 10 of the file, is not UTF-16BE; save the file as CSV "
     "UTF-8/3:e/"},
};

static void reads_tables_of_every_encoding(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof read_tables / sizeof *read_tables; i++) {
        char records[1024];
        csv_read(records, sizeof records, read_tables[i].text, read_tables[i].size);
        assert_string_equal(records, read_tables[i].records);
    }
}

/* Rows of ASCII past the sample, then `tail`: the records of the tail. */
static void read_tail(char *out, size_t out_size, const char *tail, size_t *first_line)
{
    static const char line[] = "Acme,T-1,9\n";
    size_t length = sizeof line - 1, lines = 3 * IMPORT_ENCODING_SAMPLE / length;
    char *text = malloc(lines * length + strlen(tail) + 1);
    size_t all_size = lines * 32 + 1024;
    char *all = malloc(all_size);
    assert_true(text != NULL && all != NULL);
    for (size_t i = 0; i < lines; i++)
        memcpy(text + i * length, line, length);
    memcpy(text + lines * length, tail, strlen(tail) + 1);
    csv_read(all, all_size, text, lines * length + strlen(tail));
    *first_line = lines + 1;
    char last[64];
    snprintf(last, sizeof last, "%zu:Acme|T-1|9/", lines);
    const char *found = strstr(all, last);
    assert_non_null(found);
    snprintf(out, out_size, "%s", found + strlen(last));
    free(text);
    free(all);
}

static void decides_by_the_first_letter_past_the_sample(void **state)
{
    (void)state;
    char records[1024], expected[1024];
    size_t line;
    read_tail(records, sizeof records, "x,5 \xb5m\ny,\xe9\n", &line);
    snprintf(expected, sizeof expected, "%zu:x|5 \xc2\xb5m/%zu:y|\xc3\xa9/", line, line + 1);
    assert_string_equal(records, expected);
    read_tail(records, sizeof records, "x,5 \xc2\xb5m\ny,\xe9\nz,1\n", &line);
    snprintf(expected, sizeof expected,
             "%zu:x|5 \xc2\xb5m/!t.csv:%zu: byte 0xe9 is not UTF-8; save the file as CSV "
             "UTF-8/%zu:z|1/",
             line, line + 1, line + 2);
    assert_string_equal(records, expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_encodings_apart),
        cmocka_unit_test(reads_every_encoding_as_utf8),
        cmocka_unit_test(says_where_bytes_are_no_character),
        cmocka_unit_test(reads_long_texts),
        cmocka_unit_test(refuses_names_it_does_not_know),
        cmocka_unit_test(reads_again_what_was_decided_late),
        cmocka_unit_test(reads_tables_of_every_encoding),
        cmocka_unit_test(decides_by_the_first_letter_past_the_sample),
    };
    return cmocka_run_group_tests_name("encoding", tests, NULL, NULL);
}
