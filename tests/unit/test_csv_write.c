/* CSV: quoting after RFC 4180, cells that a spreadsheet would run, ranges, all digits of numbers.
 */
#include "check.h"

#include "report/text/csv_write.h"

#include <string.h>

static void expect_cell(const char *text, const char *expected)
{
    struct arena arena;
    struct table table;
    struct buf out;
    arena_init(&arena);
    buf_init(&out);
    table_init(&table, &arena);
    table_column(&table, "x", "Heading", TABLE_TEXT, "");
    table_text(&table, text);
    csv_write(&out, &table);
    assert_true(buf_ok(&out));
    assert_memory_equal(buf_text(&out), "x\r\n", 3);
    size_t length = strlen(expected);
    if (out.length != 3 + length + 2 || memcmp(out.text + 3, expected, length) != 0)
        fail_msg("'%s' became '%s', not '%s'", text, out.text + 3, expected);
    buf_fini(&out);
    arena_fini(&arena);
}

static void quotes(void **state)
{
    (void)state;
    expect_cell("plain", "plain");
    expect_cell("a,b", "\"a,b\"");
    expect_cell("say \"so\"", "\"say \"\"so\"\"\"");
    expect_cell("two\nlines", "\"two\nlines\"");
    expect_cell(" outer ", "\" outer \"");
    expect_cell("\xc3\xa9\xe2\x82\xac", "\xc3\xa9\xe2\x82\xac");
    expect_cell("", "");
}

static void defuses_formulas(void **state)
{
    (void)state;
    expect_cell("=1+1", "\"'=1+1\"");
    expect_cell("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"");
    expect_cell("@SUM(A1)", "\"'@SUM(A1)\"");
    expect_cell("+1+cmd|' /C calc'!A0", "\"'+1+cmd|' /C calc'!A0\"");
    expect_cell("-2+3", "\"'-2+3\"");
    expect_cell("\t=1", "\"'\t=1\"");
    expect_cell("\r=1", "\"'\r=1\"");
    /* Numbers stay numbers, and a sign inside is no formula. */
    expect_cell("-2.9", "-2.9");
    expect_cell("+5", "+5");
    expect_cell("-1e-9", "-1e-9");
    expect_cell("-", "\"'-\"");
    expect_cell("1=1", "1=1");
    expect_cell("Q3450-LD", "Q3450-LD");
    /* What import would take for a guard gets one more. */
    expect_cell("'=1+1", "\"''=1+1\"");
    expect_cell("'-5", "\"''-5\"");
    expect_cell("''@x", "\"'''@x\"");
    expect_cell("'s-Hertogenbosch", "'s-Hertogenbosch");
    expect_cell("'", "'");
}

static void writes_values(void **state)
{
    (void)state;
    struct arena arena;
    struct table table;
    struct buf out;
    arena_init(&arena);
    buf_init(&out);
    table_init(&table, &arena);
    table_column(&table, "count", NULL, TABLE_INTEGER, "");
    table_column(&table, "price", NULL, TABLE_MONEY, "USD");
    table_column(&table, "power", NULL, TABLE_RANGE, "W");
    table_column(&table, "mpn", NULL, TABLE_TEXT, "");
    table_integer(&table, 1234567);
    table_real(&table, 0.1);
    table_range(&table, (struct range){8, 9, NAN});
    table_text(&table, "9.55E12");
    table_null(&table);
    table_real(&table, -2.5);
    table_null(&table);
    table_null(&table);
    csv_write(&out, &table);
    assert_string_equal(buf_text(&out), "count,price,power_min,power_typ,power_max,mpn\r\n"
                                        "1234567,0.1,8,9,,9.55E12\r\n"
                                        ",-2.5,,,,\r\n");
    buf_fini(&out);
    arena_fini(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quotes),
        cmocka_unit_test(defuses_formulas),
        cmocka_unit_test(writes_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
