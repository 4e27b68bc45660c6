#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "csv_read.h"
#include "import/csv/csv_dialect.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *text, *records;
} texts[] = {
    {"a;b\n1,5;2,5\n", "1:a|b/2:1,5|2,5/"},
    {"a\tb\n1\t2\n", "1:a|b/2:1|2/"},
    {"a|b\n1|2\n", "1:a|b/2:1|2/"},
    {"\"a;b;c\",d\n\"1;2;3\",4\n", "1:a;b;c|d/2:1;2;3|4/"},
    {"a:b\n1:2\n", "1:a:b/2:1:2/"}, /* colon and space only when declared */
    {"a b\n1 2\n", "1:a b/2:1 2/"},
    /* a comma in each, where no quoted cell would close */
    {"\"a\";\"b, c\"\n\"d\";\"e, f\"\n", "1:a|b, c/2:d|e, f/"},
    {"sep=;\na;b,c\n", "2:a|b,c/"},
    {"SEP=;\r\na;b,c\n", "2:a|b,c/"},
    {"\"sep=;\"\na;b,c\n", "2:a|b,c/"},
    {"\xef\xbb\xbfsep=\t\na\tb,c\n", "2:a|b,c/"},
    {"sep=:\na:b,c\n", "2:a|b,c/"},
    {"sep=;;\na,b\n", "1:sep=||/2:a,b/"},
    {"\"sep=;\na,b\n1,2\n",
     "!t.csv:1: a quote opens here and never closes; close it, or double it where it is text/"},
    {"sep=\"\na,b\n", "1:sep=\"/2:a|b/"},
    {"sep=\n\na,b\n", "1:sep=/3:a|b/"},
    {"sep=\r\na,b\n", "1:sep=/2:a|b/"},
    {"sep=\xc3\xa9\na,b\n", "1:sep=\xc3\xa9/2:a|b/"},
    {"sep=|a,b\n", "1:sep=|a|b/"},
    {"sep=;\ra;b,c\r", "2:a|b,c/"},
    {"sep=;\r", ""},
    {"sep=;", ""},
    /* single quotes */
    {"'a','b, c'\n'it''s',2\n", "1:a|b, c/2:it's|2/"},
    {"'a';'b, c'\n'd';'e, f'\n", "1:a|b, c/2:d|e, f/"},
    {"a,b\n'x',2\n", "1:a|b/2:'x'|2/"},                 /* one cell is no custom */
    {"'a','b'\n'tis,2\n", "1:'a'|'b'/2:'tis|2/"},       /* one that does not close */
    {"'a','b'\n\"c\",2\n", "1:'a'|'b'/2:c|2/"},         /* the others are text then */
    {"a,b\n'00123,'00456\n", "1:a|b/2:'00123|'00456/"}, /* forced text of a spreadsheet */
    {"a,b\n5' 6\",'\n12\" rack,6'\n", "1:a|b/2:5' 6\"|'/3:12\" rack|6'/"},
    /* backslashes */
    {"a,\"say \\\"hi, there\\\" x\"\n1,\"2\"\n", "1:a|say \"hi, there\" x/2:1|2/"},
    {"a,\"c:\\\\x \\\"y\\\" \\n\"\n", "1:a|c:\\x \"y\" \\n/"},
    {"a,\"c:\\dir\\\",2\n\"d:\\\",3,4\n", "1:a|c:\\dir\\|2/2:d:\\|3|4/"},
    {"a,\"12\\\"\"\n\"b\",4\n", "1:a|12\"/2:b|4/"},
    {"a,\"x\"y\n", "1:a|xy/"},
};

static void finds_out_what_a_file_is_written_in(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char records[1024];
        csv_read(records, sizeof records, texts[i].text, strlen(texts[i].text));
        assert_string_equal(records, texts[i].records);
    }
}

static const struct {
    struct import_csv_dialect dialect;
    const char *text, *records;
} declared[] = {
    {{':', '\0', NULL}, "a:b,c\n1:2\n", "1:a|b,c/2:1|2/"},
    {{' ', '\0', NULL}, "a b\n\"1 2\"  3\n", "1:a|b/2:1 2||3/"},
    {{',', '\0', NULL}, "a;b;c\n1;2;3\n", "1:a;b;c/2:1;2;3/"},
    {{';', '\0', NULL}, "sep=,\na;b,c\n", "2:a|b,c/"},
    {{'^', '\0', NULL}, "a^b\n", "1:a|b/"},
    {{'\0', '\'', NULL}, "a,b\n'x, y',2\n\"p,3\n", "1:a|b/2:x, y|2/3:\"p|3/"},
    {{'\0', '"', NULL}, "'a','b'\n'c','d'\n", "1:'a'|'b'/2:'c'|'d'/"},
    {{'\0', '\0', "Windows-1252"}, "\xc2\xb5,1\n", "1:\xc3\x82\xc2\xb5|1/"},
    {{'\0', '\0', "UTF-8"},
     "\xb5,1\na,2\n",
     "!t.csv:1: byte 0xb5 is not UTF-8; save the file as CSV UTF-8/2:a|2/"},
    {{'\0', '\0', ""}, "\xb5,1\n", "1:\xc2\xb5|1/"},
    {{'x', '\0', NULL},
     "a\n",
     "t.csv: the delimiter cannot be byte 0x78; name a comma, semicolon, tab, bar, colon or space"},
    {{'"', '\0', NULL},
     "a\n",
     "t.csv: the delimiter cannot be byte 0x22; name a comma, semicolon, tab, bar, colon or space"},
    {{'\xb5', '\0', NULL},
     "a\n",
     "t.csv: the delimiter cannot be byte 0xb5; name a comma, semicolon, tab, bar, colon or space"},
    {{'\n', '\0', NULL},
     "a\n",
     "t.csv: the delimiter cannot be byte 0x0a; name a comma, semicolon, tab, bar, colon or space"},
    {{'\0', '`', NULL}, "a\n", "t.csv: the quote cannot be byte 0x60; name \" or '"},
    {{'\0', '\0', "nosuch"},
     "a\n",
     "t.csv: no encoding has the name \"nosuch\"; write UTF-8, UTF-16, Windows-1252 or another "
     "name that iconv knows"},
};

static void takes_what_is_declared(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof declared / sizeof *declared; i++) {
        char records[1024];
        csv_read_as(records, sizeof records, declared[i].text, strlen(declared[i].text),
                    &declared[i].dialect);
        assert_string_equal(records, declared[i].records);
    }
}

static char sniff(const char *text, bool is_whole)
{
    struct import_csv_marks marks = {0};
    import_csv_sniff(&marks, text, strlen(text), is_whole);
    assert_int_equal(marks.quote, '"');
    assert_int_equal(marks.escape, '\0');
    return marks.delimiter;
}

static void sniffs_the_first_records(void **state)
{
    (void)state;
    assert_int_equal(sniff("a;b;c\n1,5;2;3\n1,5;2;3\n1,1,1,1,1,1", false), ';');
    assert_int_equal(sniff("", true), ',');
    assert_int_equal(sniff("a;b", false), ';');
    /* a sample that ends within a quoted cell */
    struct import_csv_marks marks = {0};
    static const char cut[] = "'a';'b'\n'c';'d, e";
    import_csv_sniff(&marks, cut, sizeof cut - 1, false);
    assert_int_equal(marks.quote, '\'');
    assert_int_equal(marks.delimiter, ';');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_out_what_a_file_is_written_in),
        cmocka_unit_test(takes_what_is_declared),
        cmocka_unit_test(sniffs_the_first_records),
    };
    return cmocka_run_group_tests_name("csv_dialect", tests, NULL, NULL);
}
