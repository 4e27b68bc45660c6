/* Tables for a person: alignment, numbers, ranges, shortening, wrapping, hostile text; Markdown and
 * JSON of the same table; what a workbook cell may hold. */
#include "check.h"

#include "report/clean.h"
#include "report/text/json_table.h"
#include "report/text/markdown.h"
#include "report/text/text.h"

#include <stdlib.h>
#include <string.h>

static void fill(struct table *table, struct arena *arena, const char *text)
{
    table_init(table, arena);
    table_column(table, "part", "Part", TABLE_TEXT, "");
    table_column(table, "quantity", "Quantity", TABLE_INTEGER, "");
    table_column(table, "cost", "Cost", TABLE_MONEY, "USD");
    table_column(table, "power", "Power", TABLE_RANGE, "W");
    table_column(table, "share", "Share", TABLE_PERCENT, "");
    table_text(table, text);
    table_integer(table, 1234567);
    table_real(table, 12345.5);
    table_range(table, (struct range){8, 9, 10});
    table_real(table, 0.02);
    table_text(table, "b");
    table_integer(table, -5);
    table_real(table, -0.001);
    table_range(table, (struct range){NAN, NAN, 15});
    table_real(table, 0.987654321);
}

/* The text is the caller's, freed with free. */
static char *written(const char *text, struct text_style style)
{
    struct arena arena;
    struct table table;
    struct buf out;
    arena_init(&arena);
    buf_init(&out);
    fill(&table, &arena, text);
    text_write(&out, &table, NULL, &style);
    assert_true(buf_ok(&out));
    char *copy = strdup(buf_text(&out));
    buf_fini(&out);
    arena_fini(&arena);
    return copy;
}

static void aligns(void **state)
{
    (void)state;
    char *text = written("alpha", (struct text_style){0});
    assert_string_equal(text, "Part    Quantity  Cost, USD      Power, W    Share\n"
                              "-----  ---------  ---------  ------------  -------\n"
                              "alpha  1,234,567  12,345.50  8 .. 9 .. 10      2 %\n"
                              "b             -5       0.00         <= 15  98.77 %\n");
    free(text);
}

static void shortens_to_width(void **state)
{
    (void)state;
    static const char LONG[] =
        "a part with a very long description that does not fit anywhere at all";
    char *text = written(LONG, (struct text_style){.width = 80, .is_utf8 = true});
    assert_non_null(strstr(text, "1,234,567  12,345.50  8 .. 9 .. 10      2 %"));
    for (const char *line = text; *line != '\0'; line += strcspn(line, "\n") + 1) {
        int columns = 0;
        for (const char *c = line; *c != '\n'; c++)
            columns += ((unsigned char)*c & 0xc0) != 0x80;
        assert_true(columns <= 80);
    }
    free(text);
    text = written(LONG, (struct text_style){.width = 80, .is_wrapped = true});
    assert_null(strstr(text, "..."));
    assert_non_null(strstr(text, "at all"));
    free(text);
}

static void keeps_data_from_the_terminal(void **state)
{
    (void)state;
    char *text = written("a\033[31mred\033]0;title\ab\xc2\x9b"
                         "1mc\xe2\x80\xae"
                         "d\ne\tf\xff",
                         (struct text_style){0});
    assert_non_null(strstr(text, "aredb1mcd e f\xef\xbf\xbd"));
    assert_null(strchr(text, '\033'));
    assert_null(strchr(text, '\a'));
    free(text);
    text = written("x", (struct text_style){.is_coloured = true});
    assert_non_null(strchr(text, '\033'));
    free(text);
}

static void writes_markdown(void **state)
{
    (void)state;
    struct arena arena;
    struct table table;
    struct buf out;
    arena_init(&arena);
    buf_init(&out);
    fill(&table, &arena, "a|b *c* <d>");
    markdown_write(&out, &table, "Parts");
    assert_non_null(strstr(buf_text(&out), "Parts\n"));
    assert_non_null(strstr(buf_text(&out), "a\\|b \\*c\\* \\<d\\>"));
    assert_non_null(strstr(buf_text(&out), "| 1,234,567 |"));
    buf_fini(&out);
    arena_fini(&arena);
}

/* What GitHub and others would make markup of, a link without being asked too. */
static void escapes_markdown(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } rows[] = {
        {"[a](javascript:b) ![c](d)", "\\[a\\](javascript:b) !\\[c\\](d)"},
        {"http://a.b Https://c", "http\\://a.b Https\\://c"},
        {"www.a.b WwW.c ww.d", "www\\.a.b WwW\\.c ww.d"},
        {"<img src=x> &lt; `c` ~s~ #1 $x$", "\\<img src=x\\> \\&lt; \\`c\\` \\~s\\~ \\#1 \\$x\\$"},
        {"two\r\nlines | \\| \033[1mx", "two  lines \\| \\\\\\| x"},
        {"a_b*c*", "a\\_b\\*c\\*"},
        {"3:4 a.b", "3:4 a.b"},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        struct arena arena;
        struct table table;
        struct buf out;
        arena_init(&arena);
        buf_init(&out);
        table_init(&table, &arena);
        table_column(&table, "x", NULL, TABLE_TEXT, "");
        table_text(&table, rows[i].text);
        markdown_write(&out, &table, rows[i].text);
        char *expected = arena_printf(&arena, "## %s\n\n| x |\n| --- |\n| %s |\n", rows[i].expected,
                                      rows[i].expected);
        assert_string_equal(buf_text(&out), expected);
        buf_fini(&out);
        arena_fini(&arena);
    }
}

static void cleans_lines(void **state)
{
    (void)state;
    static const struct {
        const char *text, *line, *lines;
    } rows[] = {
        {"a\r\nb\nc\rd\te", "a  b c d e", "a\r\nb\nc d e"},
        {"\033[31mred\033]0;t\ax\033", "redx", " [31mred ]0;t x "},
        {"c1\xc2\x9bx del\x7f.", "c1x del.", "c1 x del ."},
        {"\xe2\x80\xaertl\xe2\x80\xac \xe2\x81\xa6i\xe2\x80\xa8s", "rtl is", " rtl   i s"},
        {"\xff\xef\xbf\xbf", "\xef\xbf\xbd\xef\xbf\xbd", " \xef\xbf\xbf"},
    };
    struct buf out;
    buf_init(&out);
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        buf_clear(&out);
        clean_line(&out, rows[i].text);
        assert_string_equal(buf_text(&out), rows[i].line);
        buf_clear(&out);
        clean_lines(&out, rows[i].text);
        assert_string_equal(buf_text(&out), rows[i].lines);
    }
    buf_fini(&out);
}

static void cleans_cells(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } rows[] = {
        {"=1+1", "=1+1"}, /* a text in a workbook is never run */
        {"a\x01"
         "b",
         "a\xef\xbf\xbd"
         "b"},
        {"a\r\nb\tc", "a\nb c"},
        {"\xff", "\xef\xbf\xbd"},
        {"\xef\xbf\xbf", "\xef\xbf\xbd"},
        {"M_x0041_Z", "M_x005F_x0041_Z"},
        {"M_x41_", "M_x41_"},
    };
    struct buf out;
    buf_init(&out);
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        buf_clear(&out);
        clean_cell(&out, rows[i].text);
        assert_string_equal(buf_text(&out), rows[i].expected);
    }
    char *text = malloc(40001);
    assert_non_null(text);
    memset(text, 'x', 40000);
    text[40000] = '\0';
    buf_clear(&out);
    clean_cell(&out, text);
    assert_int_equal(out.length, 32766 + strlen("\xe2\x80\xa6"));
    text[32767] = '\0'; /* exactly the limit stays whole */
    buf_clear(&out);
    clean_cell(&out, text);
    assert_int_equal(out.length, 32767);
    free(text);
    buf_fini(&out);
    assert_true(clean_is_link("https://example.org/a?b=c"));
    assert_false(clean_is_link("javascript:alert(1)"));
    assert_false(clean_is_link("file:///etc/passwd"));
    assert_false(clean_is_link("http://a b"));
    assert_false(clean_is_link("https://"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(aligns),
        cmocka_unit_test(shortens_to_width),
        cmocka_unit_test(keeps_data_from_the_terminal),
        cmocka_unit_test(writes_markdown),
        cmocka_unit_test(escapes_markdown),
        cmocka_unit_test(cleans_lines),
        cmocka_unit_test(cleans_cells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
