#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tree_show.h"

#include "import/tree/tree.h"

/* A text made of a start, a piece again and again ("%d" counts from 0), and an end. */
struct bomb {
    const struct import_format *format;
    const char *start, *piece;
    int times;
    const char *end;
    const char *shown; /* how what is read starts */
};

static const struct bomb bombs[] = {
    {&import_format_json, "", "[", 100000, "",
     "!t:1:257: lists and objects are nested more than 256 deep; flatten them"},
    {&import_format_json, "", "{\"a\":", 100000, "",
     "!t:1:1281: lists and objects are nested more than 256 deep; flatten them"},
    {&import_format_json, "[", "{},", 400000, "{}]",
     "!t:1:1000001: there are more than 1000000 values, objects counted twice; split the file, or "
     "save it as JSON lines"},
    {&import_format_json, "[", "1,\n", 999998, "1]", "(value)1:1/2:1/"},
    {&import_format_json, "[", "{\"k%d\":1},\n", 17000, "1]",
     "!t:16385: there are more than 16384 different keys in one place; is this a list of records?"},
    {&import_format_json, "{", "\"t%d\":[{\"a\":1}],", 300, "\"b\":1}",
     "!t: there are more than 256 lists of records in different places; split the file"},
    {&import_format_json, "{\"", "kkkkkkkkkk", 103, "\":1}",
     "!t:1:2: a key is longer than 1024 bytes; keys name columns: shorten it"},
    {&import_format_json, "[\"", "xxxxxxxxxxxxxxxx", 2200000, "\"]",
     "!t: the file is larger than 32 MiB; split it, or save it as JSON lines (a record on each "
     "line), which have no limit"},
    {&import_format_json_lines, "{\"a\":1}\n{\"a\":\"", "xxxxxxxxxxxxxxxx", 300000,
     "\"}\n{\"a\":3}\n",
     "(a)1:1/!t:2: the line is longer than 4 MiB; is every record on a line of its own?/3:3/"},
    {&import_format_json_lines, "{\"a\":1}\n", "[", 3000000, "\n{\"a\":3}\n",
     "(a)1:1/!t:2:257: lists and objects are nested more than 256 deep; flatten them/3:3/"},
    {&import_format_yaml, "", "[", 100000, "",
     "!t:1:257: lists and maps are nested more than 256 deep; flatten them"},
    {&import_format_yaml, "", "- ", 100000, "",
     "!t:1:513: lists and maps are nested more than 256 deep; flatten them"},
    {&import_format_yaml, "", "- &a%d x\n", 257, "",
     "!t:257:3: there are more than 256 anchors; write out what they stand for"},
    {&import_format_yaml, "- &a [x,x,x,x,x,x,x,x,x,x]\n", "- *a\n", 100000, "",
     /* 1 list, 11 values in the anchor, 11 more with each line behind it */
     "!t:90910:3: with what the aliases stand for there are more than 1000000 values; split the "
     "file, or use fewer aliases"},
    {&import_format_yaml, "a: ", "xxxxxxxxxxxxxxxx", 1100000, "\n",
     "!t: the file is larger than 16 MiB; split it"},
    {&import_format_yaml, "", "k%d: 1\n", 17000, "",
     "!t:16385: there are more than 16384 different keys in one place; is this a list of records?"},
};

static void write_bomb(struct buf *text, const struct bomb *bomb)
{
    const char *number = strstr(bomb->piece, "%d");
    buf_clear(text);
    buf_puts(text, bomb->start);
    for (int i = 0; i < bomb->times; i++) {
        if (number == NULL) {
            buf_puts(text, bomb->piece);
            continue;
        }
        buf_add(text, bomb->piece, (size_t)(number - bomb->piece));
        buf_printf(text, "%d%s", i, number + 2);
    }
    buf_puts(text, bomb->end);
    assert_true(buf_ok(text));
}

static void check_start(const struct buf *out, const char *start, const char *about)
{
    if (strncmp(buf_text(out), start, strlen(start)) != 0)
        fail_msg("%s: gives %.300s, expected %s", about, buf_text(out), start);
}

static void test_bombs(void **state)
{
    struct buf text, out;
    (void)state;
    buf_init(&text);
    buf_init(&out);
    for (size_t i = 0; i < sizeof bombs / sizeof bombs[0]; i++) {
        write_bomb(&text, &bombs[i]);
        show_bytes(&out, bombs[i].format, text.text, text.length);
        check_start(&out, bombs[i].shown, bombs[i].piece);
    }
    buf_fini(&text);
    buf_fini(&out);
}

/* Few records with thousands of keys beside many with none: rows without end. */
static void test_sparse(void **state)
{
    struct buf text, out;
    (void)state;
    buf_init(&text);
    buf_init(&out);
    buf_puts(&text, "{");
    for (int i = 0; i < 16000; i++)
        buf_printf(&text, "\"k%d\":1,", i);
    buf_puts(&text, "\"c\":[");
    for (int i = 0; i < 200000; i++)
        buf_puts(&text, "{\"x\":1},");
    buf_puts(&text, "{}]}");
    show_bytes(&out, &import_format_json, text.text, text.length);
    check_start(&out,
                "!t: the table \"c\" would have 200001 rows of 16001 columns, nearly all empty; is "
                "this a list of records?",
                "sparse");
    buf_fini(&text);
    buf_fini(&out);
}

/* Long keys at every level: each path is the sum of all above it. */
static void test_long_names(void **state)
{
    struct buf text, out;
    char key[1001];
    (void)state;
    memset(key, 'k', sizeof key);
    key[sizeof key - 1] = '\0';
    buf_init(&text);
    buf_init(&out);
    for (int i = 0; i < 250; i++)
        buf_printf(&text, "{\"b\":1,\"%s\":", key);
    buf_puts(&text, "1");
    for (int i = 0; i < 250; i++)
        buf_puts(&text, "}");
    show_bytes(&out, &import_format_json, text.text, text.length);
    check_start(&out,
                "!t: the names of all columns are longer than 16 MiB together; use shorter keys "
                "or fewer levels",
                "long names");
    buf_fini(&text);
    buf_fini(&out);
}

/* jansson passes over a zero byte behind a number. */
static void test_zero_bytes(void **state)
{
    static const char text[] = "{\"a\":1,\n\"b\":[2\0]}";
    struct buf out;
    (void)state;
    buf_init(&out);
    show_bytes(&out, &import_format_json, text, sizeof text - 1);
    check_start(&out, "!t:2:7: there is a zero byte; save the file as UTF-8 text", "zero byte");
    buf_fini(&out);
}

/* The record for the list of what was refused is cut between characters. */
static void test_raw(void **state)
{
    struct buf text;
    struct import_reader *reader = NULL;
    struct import_table table;
    struct import_row row;
    struct error err = {0};
    (void)state;
    buf_init(&text);
    buf_puts(&text, "[{\"a\":\"");
    for (int i = 0; i < 2000; i++)
        buf_puts(&text, "\xc3\xa9");
    buf_puts(&text, "\"},{ \"b\" : [ 1.50, null, \"x\\\"\\n\" ] }]");
    FILE *file = fmemopen(text.text, text.length, "r");
    assert_non_null(file);
    const struct import_input input = {.file = file, .name = "t"};
    const struct import_format *json = &import_format_json;
    assert_int_equal(json->open(&reader, &input, &err), OPTIBOM_OK);
    assert_int_equal(json->next_table(reader, &table, &err), OPTIBOM_OK);
    assert_int_equal(json->next_row(reader, &row, &err), OPTIBOM_OK);
    assert_int_equal(json->next_row(reader, &row, &err), OPTIBOM_OK);
    assert_in_range(strlen(row.raw), IMPORT_TREE_RAW_MAX - 4, IMPORT_TREE_RAW_MAX);
    assert_memory_equal(row.raw + strlen(row.raw) - 5, "\xc3\xa9...", 5);
    assert_int_equal(json->next_row(reader, &row, &err), OPTIBOM_OK);
    assert_string_equal(row.raw, "{\"b\":[1.50,null,\"x\\\"\\n\"]}");
    json->close(reader);
    fclose(file);
    buf_fini(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bombs),      cmocka_unit_test(test_sparse),
        cmocka_unit_test(test_long_names), cmocka_unit_test(test_zero_bytes),
        cmocka_unit_test(test_raw),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
