/* What attached files say, what they may be called, what comes out of a catalog of a stranger; and
 * words that are marked. */
#include "check.h"

#include "catalog/attached_file.h"
#include "catalog/attached_text.h"
#include "report/text/text_marks.h"

#include <stdlib.h>
#include <string.h>

static FILE *file_of(const char *bytes, size_t length)
{
    FILE *file = tmpfile();
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    rewind(file);
    return file;
}

/* What the file says, or why it says nothing. */
static const char *said(struct arena *arena, const char *name, const char *bytes, size_t length)
{
    const char *text = NULL, *why = NULL;
    struct error err = {0};
    FILE *file = file_of(bytes, length);
    assert_int_equal(attached_text_read(&text, &why, arena, file, name, &err), OPTIBOM_OK);
    fclose(file);
    assert_true((text == NULL) != (why == NULL));
    return text != NULL ? text : why;
}

static void texts_are_one_line_of_words(void **state)
{
    (void)state;
    static const struct {
        const char *name, *bytes, *expected;
    } CASES[] = {
        {"a.txt", "  one\r\n\ttwo \n\n three", "one two three"},
        {"a.txt", "a < b && c > d <e>", "a < b && c > d <e>"},
        {"a.md", "# Head\n* *strong* `code`", "# Head * *strong* `code`"},
        {"a.csv", "mpn,power\nX-1,\"9 W\"\n", "mpn,power X-1,\"9 W\""},
        {"a.txt", "bell\a and \033[31mred\177", "bell and [31mred"},
        {"a.txt", "5 \xb5m, na\xefve", "5 \xc2\xb5m, na\xc3\xafve"},
        {"a.html", "<!DOCTYPE html><html><head><title>T</title></head><body>a<br>b</body></html>",
         "T a b"},
        {"a.html", "<html><style>p { x }</style><p>seen</p><SCRIPT>if (a < b) c()</Script>end",
         "seen end"},
        {"a.html", "<html><p>1 < 2 &amp;&lt;&gt;&quot; &micro;m soft&shy;ly &nope; &#65; & &x",
         "1 < 2 &<>\" \xc2\xb5m softly & &x"},
        {"a.html", "<html><p>open <b and no end", "open"},
        {"a.html", "<html>seen<script>never closed", "seen"},
        {"a.html", "<html>a<!-- b -->c<scripted>d", "a c d"},
        {"a.xml", "<?xml version=\"1.0\"?><a><b>one</b><b>two</b></a>", "one two"},
        {"a.txt", "", "empty, without text"},
        {"a.png", "\211PNG\r\n\032\n", "a PNG image, without text"},
    };
    for (size_t i = 0; i < CHECK_COUNT(CASES); i++) {
        struct arena arena;
        arena_init(&arena);
        const char *got = said(&arena, CASES[i].name, CASES[i].bytes, strlen(CASES[i].bytes));
        if (strcmp(got, CASES[i].expected) != 0)
            fail_msg("'%s': '%s', expected '%s'", CASES[i].bytes, got, CASES[i].expected);
        arena_fini(&arena);
    }
}

static void long_texts_are_cut(void **state)
{
    (void)state;
    enum { SIZE = 3 * ATTACHED_TEXT_MAX };
    struct arena arena;
    char *bytes = malloc(SIZE);
    assert_non_null(bytes);
    for (size_t i = 0; i < SIZE; i++)
        bytes[i] = i % 7 == 6 ? '\n' : 'x';
    arena_init(&arena);
    assert_in_range(strlen(said(&arena, "a.txt", bytes, SIZE)), ATTACHED_TEXT_MAX - 8,
                    ATTACHED_TEXT_MAX);
    arena_fini(&arena);
    free(bytes);
}

static void names_are_names_of_files(void **state)
{
    (void)state;
    static const char *const GOOD[] = {"a", "a.pdf", "...", "-x", "a b", "\xc3\xa9", "a\\b"};
    static const char *const BAD[] = {"",     ".",   "..",       "/",    "a/b",
                                      "../a", "a\n", "\033[31m", "\177", "\xff"};
    for (size_t i = 0; i < CHECK_COUNT(GOOD); i++)
        assert_true(attached_file_is_name(GOOD[i]));
    for (size_t i = 0; i < CHECK_COUNT(BAD); i++)
        assert_false(attached_file_is_name(BAD[i]));
}

static void names_come_from_paths(void **state)
{
    (void)state;
    static const char *const CASES[][2] = {{"https://example.org/a/b.pdf?c=/d#e", "b.pdf"},
                                           {"https://example.org/a/", "a"},
                                           {"https://example.org", "example.org"},
                                           {"ftp://x/\033[31m", "_[31m"},
                                           {"http://x/..", "file"},
                                           {"http://", "http:"},
                                           {"http://x/a\xff", "a_"}};
    for (size_t i = 0; i < CHECK_COUNT(CASES); i++) {
        struct arena arena;
        struct attached_file file;
        struct error err = {0};
        arena_init(&arena);
        assert_int_equal(attached_file_read(&file, &arena, CASES[i][0], true, 0, &err), OPTIBOM_OK);
        assert_true(file.is_address);
        assert_string_equal(file.name, CASES[i][1]);
        attached_file_free(&file);
        arena_fini(&arena);
    }
    assert_false(attached_file_is_address("a/b://c"));
    assert_false(attached_file_is_address("://c"));
    assert_false(attached_file_is_address("c:/d"));
}

/* Sizes that are not those of the data, and data that no zlib wrote. */
static void damaged_files_are_refused(void **state)
{
    (void)state;
    static const int64_t SIZES[] = {-1, 1, 3, 100, INT64_C(1) << 40, INT64_MAX};
    for (size_t i = 0; i < CHECK_COUNT(SIZES); i++) {
        void *bytes = NULL;
        struct error err = {0};
        assert_int_equal(attached_file_inflate(&bytes, "xy", 2, SIZES[i], "a.pdf", &err),
                         OPTIBOM_BAD_INPUT);
        assert_null(bytes);
        assert_string_equal(err.text, "a.pdf: is damaged in the catalog; restore a backup");
    }
    void *bytes = NULL;
    struct error err = {0};
    assert_int_equal(attached_file_inflate(&bytes, NULL, 0, 0, "a.pdf", &err), OPTIBOM_OK);
    free(bytes);
}

static void marks_are_bold(void **state)
{
    (void)state;
#define O TEXT_MARK_OPEN
#define C TEXT_MARK_CLOSE
    static const char *const CASES[][2] = {{"", ""},
                                           {"plain\n", "plain\n"},
                                           {"a " O "b" C " c\n", "a \033[1mb\033[22m c\n"},
                                           {"a " O "b...\nc\n", "a \033[1mb...\033[22m\nc\n"},
                                           {O O "a" C C "b" C, "\033[1ma\033[22mb"},
                                           {"\xe2\x83", "\xe2\x83"}};
    for (size_t i = 0; i < CHECK_COUNT(CASES); i++) {
        struct buf out;
        buf_init(&out);
        text_marks_show(&out, CASES[i][0]);
        assert_string_equal(buf_text(&out), CASES[i][1]);
        buf_fini(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_one_line_of_words), cmocka_unit_test(long_texts_are_cut),
        cmocka_unit_test(names_are_names_of_files),    cmocka_unit_test(names_come_from_paths),
        cmocka_unit_test(damaged_files_are_refused),   cmocka_unit_test(marks_are_bold)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
