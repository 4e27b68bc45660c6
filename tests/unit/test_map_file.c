#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "map_every_key.h"
#include "map_table.h"

#define COLUMNS "columns: {mpn: PN, vendor: V}\n"

static const struct {
    const char *yaml, *error;
} refusals[] = {
    {"", "m.yaml: the file is empty"},
    {"[a]", "m.yaml:1:1: a mapping (key: value) is expected here"},
    {"map: m\n", "m.yaml:1:1: 'class' is missing here"},
    {"class: offer\n" COLUMNS, "m.yaml:1:1: 'map' is missing here"},
    {"map: m\nclass: offer\n", "m.yaml:1:1: 'columns' is missing here"},
    {"map: m\nclas: offer\n", "m.yaml:2:1: unknown key 'clas'; did you mean 'class'?"},
    {"map: m\nmap: n\n", "m.yaml:2:1: 'map' is given twice; keep one"},
    {"map: m\nclass: c\nformat: xls\n" COLUMNS,
     "m.yaml:1:1: 'format: xls' is none of csv, xlsx, json, json-lines, yaml, pdf; did you mean "
     "'xlsx'?"},
    {"map: m\nclass: c\n" COLUMNS "csv: {delimiter: ab}\n",
     "m.yaml:4:6: 'delimiter' is one ASCII sign, such as \";\" or \"\\t\""},
    {"map: m\nclass: c\n" COLUMNS "csv: {delimiter: \"\\n\"}\n",
     "m.yaml:4:6: 'delimiter' is one ASCII sign, such as \";\" or \"\\t\""},
    {"map: m\nclass: c\n" COLUMNS "csv: {delimiter: x}\n",
     "m.yaml:4:6: 'delimiter' is one ASCII sign, such as \";\" or \"\\t\""},
    {"map: m\nclass: c\n" COLUMNS "csv: {delimiter: \"\"}\n",
     "m.yaml:4:6: 'delimiter' is one ASCII sign, such as \";\" or \"\\t\""},
    {"map: m\nclass: c\n" COLUMNS "csv: {delimiter: \"\\r\"}\n",
     "m.yaml:4:6: 'delimiter' is one ASCII sign, such as \";\" or \"\\t\""},
    {"map: m\nclass: c\n" COLUMNS "csv: {delimiter: \"7\"}\n",
     "m.yaml:4:6: 'delimiter' is one ASCII sign, such as \";\" or \"\\t\""},
    {"map: m\nclass: c\n" COLUMNS "csv: {delimiter: \xc2\xa7}\n",
     "m.yaml:4:6: 'delimiter' is one ASCII sign, such as \";\" or \"\\t\""},
    {"map: m\nclass: c\n" COLUMNS "csv: {encoding: \"\"}\n",
     "m.yaml:4:6: 'encoding' is a name such as utf-8 or windows-1252"},
    {"map: m\nclass: c\n" COLUMNS "header: \"\"\n",
     "m.yaml:4:9: 'header' is the number of a row, two of them as in [3, 4], or 0 for a table "
     "without header"},
    {"map: m\nclass: c\n" COLUMNS "header: 12345678\n",
     "m.yaml:4:9: 'header' is the number of a row, two of them as in [3, 4], or 0 for a table "
     "without header"},
    {"map: m\nclass: c\n" COLUMNS "csv: {quote: \"\"}\n", "m.yaml:4:6: 'quote' is '\"' or \"'\""},
    {"map: m\nclass: c\n" COLUMNS "csv: {delimiter: \"'\", quote: \"'\"}\n",
     "m.yaml:4:6: 'delimiter' and 'quote' are the same character"},
    {"map: m\nclass: c\n" COLUMNS "csv: {encoding: \"a b\"}\n",
     "m.yaml:4:6: 'encoding' is a name such as utf-8 or windows-1252"},
    {"map: m\nclass: c\n" COLUMNS "csv: {seperator: a}\n",
     "m.yaml:4:7: unknown key 'seperator'; its manual page in docs/ lists the keys"},
    {"map: m\nclass: c\n" COLUMNS "numbers: {decimal: \";\"}\n",
     "m.yaml:4:10: 'decimal' is \".\" or \",\""},
    {"map: m\nclass: c\n" COLUMNS "numbers: {group: x}\n",
     "m.yaml:4:10: 'group' is \",\", \".\", \" \", \"'\" or \"\" for none"},
    {"map: m\nclass: c\n" COLUMNS "numbers: {decimal: \",\", group: \",\"}\n",
     "m.yaml:4:10: 'decimal' and 'group' are the same character"},
    {"map: m\nclass: c\n" COLUMNS "header: x\n",
     "m.yaml:4:9: 'header' is the number of a row, two of them as in [3, 4], or 0 for a table "
     "without header"},
    {"map: m\nclass: c\n" COLUMNS "header: [4, 4]\n",
     "m.yaml:4:9: 'header' is the number of a row, two of them as in [3, 4], or 0 for a table "
     "without header"},
    {"map: m\nclass: c\n" COLUMNS "header: [0, 1]\n",
     "m.yaml:4:9: 'header' is the number of a row, two of them as in [3, 4], or 0 for a table "
     "without header"},
    {"map: m\nclass: c\n" COLUMNS "header: [1, 2, 3]\n",
     "m.yaml:4:9: 'header' is the number of a row, two of them as in [3, 4], or 0 for a table "
     "without header"},
    {"map: m\nclass: c\n" COLUMNS "header: [1, [2]]\n",
     "m.yaml:4:13: a single value is expected here"},
    {"map: m\nclass: c\ncolumns: {}\n", "m.yaml:3:10: 'columns' names no column"},
    {"map: m\nclass: c\ncolumns: [a]\n", "m.yaml:3:10: a mapping (key: value) is expected here"},
    {"map: m\nclass: c\ncolumns: {mpn: A, MPN: B}\n",
     "m.yaml:3:24: 'MPN' is given twice; keep one"},
    {"map: m\nclass: c\ncolumns: {\"\": A}\n",
     "m.yaml:3:15: the key of this entry is empty or longer than 200 bytes"},
    {"map: m\nclass: c\ncolumns: {mpn: {}}\n",
     "m.yaml:3:16: one of 'column', 'columns' and 'first' says where the text is"},
    {"map: m\nclass: c\ncolumns: {mpn: {column: A, columns: [B]}}\n",
     "m.yaml:3:16: one of 'column', 'columns' and 'first' says where the text is"},
    {"map: m\nclass: c\ncolumns: {mpn: {columns: []}}\n",
     "m.yaml:3:26: 1 to 256 texts are expected here, not 0"},
    {"map: m\nclass: c\ncolumns: {mpn: {first: A, join: x}}\n",
     "m.yaml:3:16: 'join' goes with 'columns'"},
    {"map: m\nclass: c\ncolumns: {mpn: {column: A, split: x}}\n",
     "m.yaml:3:16: 'split' and 'piece', a number from 1, go together"},
    {"map: m\nclass: c\ncolumns: {mpn: {column: A, piece: 2}}\n",
     "m.yaml:3:16: 'split' and 'piece', a number from 1, go together"},
    {"map: m\nclass: c\ncolumns: {mpn: {column: A, split: x, piece: 0}}\n",
     "m.yaml:3:16: 'split' and 'piece', a number from 1, go together"},
    {"map: m\nclass: c\ncolumns: {mpn: {column: A, split: \"\", piece: 1}}\n",
     "m.yaml:3:16: 'split' is the text between the pieces"},
    {"map: m\nclass: c\ncolumns: {mpn: {column: A, unit: \"\"}}\n",
     "m.yaml:3:16: 'unit' is a unit or a currency"},
    {"map: m\nclass: c\ncolumns: {mpn: {column: A, mach: x}}\n",
     "m.yaml:3:28: unknown key 'mach'; did you mean 'match'?"},
    {"map: m\nclass: c\ncolumns: {mpn: {column: A, optional: maybe}}\n",
     "m.yaml:3:38: 'optional: maybe': true or false is expected"},
    {"map: m\nclass: c\ncolumns: {mpn: {column: A, match: \"\"}}\n",
     "m.yaml:3:35: the regular expression '' is empty or longer than 256 bytes"},
    {"map: m\nclass: c\ncolumns: {mpn: {column: A, match: \"((a{1,99}){9}){2}\"}}\n",
     "m.yaml:3:35: the regular expression '((a{1,99}){9}){2}' repeats more than 1000 times; write "
     "+ "
     "or *"},
    {"map: m\nclass: c\ncolumns: {mpn: {column: A, match: '(a)\\1'}}\n",
     "m.yaml:3:35: the regular expression '(a)\\1' refers back to a group; that is not supported"},
    {"map: m\nclass: c\n" COLUMNS "constants: {mpn: X}\n",
     "m.yaml:4:18: 'mpn' is given twice; keep one"},
    {"map: m\nclass: c\n" COLUMNS "constants: {a: X, A: Y}\n",
     "m.yaml:4:22: 'A' is given twice; keep one"},
    {"map: m\nclass: c\n" COLUMNS "constants: {a: [X]}\n",
     "m.yaml:4:16: a single value is expected here"},
    {"map: m\nclass: c\n" COLUMNS "aliases: {vendr: {A: B}}\n",
     "m.yaml:4:18: aliases of 'vendr', which is not among the columns; did you mean 'vendor'?"},
    {"map: m\nclass: c\n" COLUMNS "aliases: {vendor: A}\n",
     "m.yaml:4:19: a list or a mapping is expected here"},
    {"map: m\nclass: c\n" COLUMNS "aliases: {vendor: {A: B, a: C}}\n",
     "m.yaml:4:29: 'a' is given twice; keep one"},
    {"map: m\nclass: c\n" COLUMNS "skip: {column: A}\n",
     "m.yaml:4:7: a list of at most 256 entries, each after '- ', is expected here"},
    {"map: m\nclass: c\n" COLUMNS "skip: [{column: A, because: x}]\n",
     "m.yaml:4:8: one of 'matches', 'equals' and 'empty' says which rows to skip"},
    {"map: m\nclass: c\n" COLUMNS "skip: [{column: A, equals: x}]\n",
     "m.yaml:4:8: 'because' is missing here"},
    {"map: m\nclass: c\n" COLUMNS "skip: [{equals: x, because: y}]\n",
     "m.yaml:4:8: 'column' is missing here"},
    {"map: m\nclass: c\n" COLUMNS "skip: [{column: A, empty: x, because: y}]\n",
     "m.yaml:4:27: 'empty' is true or false"},
    {"map: m\nclass: c\n" COLUMNS "each: {column: A}\n", "m.yaml:4:7: 'split' is missing here"},
    {"map: m\nclass: c\n" COLUMNS "each: {column: A, split: \"\"}\n",
     "m.yaml:4:7: 'split' is the text between the pieces"},
    {"map: m\nclass: c\n" COLUMNS "breaks: [{column: A}]\n",
     "m.yaml:4:10: 'quantity' is missing here"},
    {"map: m\nclass: c\n" COLUMNS "breaks: [{quantity: 0, column: A}]\n",
     "m.yaml:4:10: quantities of 'breaks' are whole numbers from 1 and rise"},
    {"map: m\nclass: c\n" COLUMNS "breaks: [{quantity: 5, column: A}, {quantity: 5, column: B}]\n",
     "m.yaml:4:36: quantities of 'breaks' are whole numbers from 1 and rise"},
    {"map: m\nclass: c\n" COLUMNS
     "breaks: [{quantity: 1, column: A, unit: USD}, {quantity: 5, column: B}]\n",
     "m.yaml:4:47: all 'breaks' have one unit; give it to each of them"},
    {"map: m\nclass: c\ncolumns: {mpn: A, Price: B}\nbreaks: [{quantity: 1, column: A}]\n",
     "m.yaml:4:9: 'breaks' give price and quantity; take them out of 'columns' and 'constants'"},
    {"map: m\nclass: c\n" COLUMNS "constants: {quantity: 1}\nbreaks: [{quantity: 1, column: A}]\n",
     "m.yaml:5:9: 'breaks' give price and quantity; take them out of 'columns' and 'constants'"},
};

static void refuse(struct error *err, const char *yaml)
{
    struct import_map map;
    struct arena arena;
    arena_init(&arena);
    error_clear(err);
    assert_int_equal(import_map_read(&map, &arena, "m.yaml", yaml, strlen(yaml), err),
                     OPTIBOM_BAD_INPUT);
    arena_fini(&arena);
}

static void refuses_what_is_not_a_map(void **state)
{
    (void)state;
    struct error err;
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        refuse(&err, refusals[i].yaml);
        assert_string_equal(err.text, refusals[i].error);
    }
}

/* One more than are taken: texts of a list, entries, and rules. */
static void refuses_lists_without_end(void **state)
{
    static const struct {
        const char *before, *item, *after;
        int times;
        const char *error;
    } lists[] = {
        {"columns: {mpn: {columns: [", "A,", "]}}\n", 257,
         "m.yaml:3:26: 1 to 256 texts are expected here, not 257"},
        {"columns: {mpn: A, vendor: V}\nskip: [", "{column: A, empty: true, because: x},", "]\n",
         257, "m.yaml:4:7: a list of at most 256 entries, each after '- ', is expected here"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        struct error err;
        struct buf yaml;
        buf_init(&yaml);
        buf_printf(&yaml, "map: m\nclass: c\n%s", lists[i].before);
        for (int k = 0; k < lists[i].times; k++)
            buf_puts(&yaml, lists[i].item);
        buf_puts(&yaml, lists[i].after);
        refuse(&err, buf_text(&yaml));
        assert_string_equal(err.text, lists[i].error);
        buf_fini(&yaml);
    }
}

/* What is wrong with it is said in the words of the C library. */
static void refuses_bad_regular_expressions(void **state)
{
    (void)state;
    static const char match[] = "m.yaml:3:35: the regular expression 'a(b' cannot be read: ";
    static const char matches[] = "m.yaml:4:29: the regular expression '[' cannot be read: ";
    struct error err;
    refuse(&err, "map: m\nclass: c\ncolumns: {mpn: {column: A, match: \"a(b\"}}\n");
    assert_memory_equal(err.text, match, sizeof match - 1);
    refuse(&err, "map: m\nclass: c\n" COLUMNS "skip: [{column: A, matches: \"[\", because: y}]\n");
    assert_memory_equal(err.text, matches, sizeof matches - 1);
}

static void check_source(const struct import_map_source *source, size_t columns, const char *column)
{
    assert_int_equal(source->columns.count, columns);
    assert_string_equal(source->columns.items[0], column);
}

static void reads_every_key(void **state)
{
    (void)state;
    struct import_map map;
    struct arena arena;
    arena_init(&arena);
    map_read_good(&map, &arena, every_key);
    assert_string_equal(map.name, "acme-price-list");
    assert_string_equal(map.about, "Acme price list, quarterly");
    assert_string_equal(map.format, "csv");
    assert_string_equal(map.delimiter, ";");
    assert_string_equal(map.quote, "\"");
    assert_string_equal(map.encoding, "windows-1252");
    assert_string_equal(map.decimal, ",");
    assert_string_equal(map.group, ".");
    assert_string_equal(map.sheet, "Pri*");
    assert_int_equal(map.header, IMPORT_MAP_HEADER_ROW);
    assert_int_equal(map.header_rows[0], 3);
    assert_int_equal(map.header_rows[1], 4);
    assert_string_equal(map.class_name, "offer");
    assert_int_equal(map.column_count, 7);
    assert_string_equal(map.columns[2].attribute, "power max");
    assert_int_equal(map.columns[2].line, 12);
    check_source(&map.columns[1].source, 2, "Part");
    assert_true(map.columns[1].source.is_first);
    assert_string_equal(map.columns[2].source.unit, "W");
    assert_string_equal(map.columns[3].source.split, " / ");
    assert_int_equal(map.columns[3].source.piece, 2);
    assert_true(map.columns[3].source.is_optional);
    assert_string_equal(map.columns[4].source.match, "(OSFP|QSFP-DD)[0-9]*");
    check_source(&map.columns[5].source, 2, "Name");
    assert_string_equal(map.columns[5].source.join, "");
    assert_int_equal(map.columns[6].source.empty.count, 3);
    assert_int_equal(map.constant_count, 3);
    assert_string_equal(map.constants[0].text, "Acme Distribution");
    assert_int_equal(map.alias_count, 3);
    assert_string_equal(map.aliases[2].attribute, "mpn");
    assert_string_equal(map.aliases[2].to, "2");
    assert_int_equal(map.skip_count, 4);
    assert_int_equal(map.skips[0].test, IMPORT_MAP_MATCHES);
    assert_int_equal(map.skips[1].test, IMPORT_MAP_EQUALS);
    assert_true(map.skips[1].is_optional);
    assert_int_equal(map.skips[2].test, IMPORT_MAP_EMPTY);
    assert_int_equal(map.skips[3].test, IMPORT_MAP_FILLED);
    assert_string_equal(map.each_column, "Part Numbers");
    assert_string_equal(map.each_split, "\n");
    assert_int_equal(map.break_count, 2);
    assert_int_equal(map.breaks[1].quantity, 100);
    assert_string_equal(map.breaks[1].empty.items[0], "call");
    assert_true(map.breaks[1].is_optional);
    arena_fini(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_what_is_not_a_map),
        cmocka_unit_test(refuses_lists_without_end),
        cmocka_unit_test(refuses_bad_regular_expressions),
        cmocka_unit_test(reads_every_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
