/* Trees, nearly good ones, against the assertions of tests/fuzz/tree_walk.h. */
#include "mutated.h"

#include "../fuzz/fuzz_tree_json.c"

static const char *const words[] = {
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\u00e9",
    "\\ud83d\\ude00",
    "\\ud83d",
    "\\u0000",
    "null",
    "true",
    "false",
    "0",
    "-1.5e3",
    "1e999",
    "01",
    "{\"a\": 1}",
    "[1, 2]",
    "{\"attr\": \"x\", \"value\": 3, \"unit\": \"W\"}",
    "\n",
    "{\"a\": {\"b\": [{\"c\": 1}, {\"c\": 2}]}}",
    "\"name\"",
    "\"value\"",
    "\"unit\"",
    " ",
    "'",
    "{\"a\": 1}\n{\"a\": 2}\n",
    "[{\"attr\": \"reach\", \"value\": 500, \"unit\": \"m\"}]",
    "[{\"name\": \"power\", \"value\": \"1 to 2\", \"unit\": \"W\"}]",
    "\"attributes\"",
    "\"min\"",
    "\"max\"",
    "\"-5..70\"",
    "\"+3\"",
    "\xff\xfe",
    "// c",
    "NaN",
    "\\ud83d",
    "\\ude00",
    "\t",
    "[[1, 2], [3, 4]]",
    "{}",
    "[]"};

static void tree_json_holds(void **state)
{
    (void)state;
    mutated_run("tests/fuzz/corpus/tree_json", words, CHECK_COUNT(words), 6000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(tree_json_holds)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
