/* Trees, nearly good ones, against the assertions of tests/fuzz/tree_walk.h. */
#include "mutated.h"

#include "../fuzz/fuzz_tree_yaml.c"

static const char *const words[] = {"- ",
                                    ": ",
                                    "a: 1\n",
                                    "- a: 1\n",
                                    "  b: 2\n",
                                    "{a: 1, b: 2}\n",
                                    "[1, 2]",
                                    "&a ",
                                    "*a",
                                    "<<: *a\n",
                                    "~",
                                    "null",
                                    "yes",
                                    ".inf",
                                    ".nan",
                                    "0x1f",
                                    "0o17",
                                    "1_000",
                                    "2026-01-01",
                                    "\"x\\x41\"",
                                    "'it''s'",
                                    "|\n  text\n",
                                    ">-\n  folded\n",
                                    "---\n",
                                    "...\n",
                                    "# c\n",
                                    "!!str 1",
                                    "!t ",
                                    "? a\n: b\n",
                                    "%YAML 1.1\n",
                                    "\t",
                                    "\"",
                                    "<<: {a: 1}\n",
                                    "<<: [*a, *b]\n",
                                    "a: {b: 1}\n",
                                    "&b {c: 2}",
                                    "- {attr: reach, value: 500, unit: m}\n",
                                    "- name: x\n  list: [{a: 1}, {a: 2}]\n",
                                    "- - 1\n  - 2\n",
                                    "\xc2\x85",
                                    "\xff\xfe"};

static void tree_yaml_holds(void **state)
{
    (void)state;
    mutated_run("tests/fuzz/corpus/tree_yaml", words, CHECK_COUNT(words), 6000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(tree_yaml_holds)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
