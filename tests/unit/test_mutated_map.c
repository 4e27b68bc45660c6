/* Mapping files, nearly good ones, against what tests/fuzz/fuzz_map.c asserts. */
#include "mutated.h"

#include "../fuzz/fuzz_map.c"

static const char *const words[] = {"map: a\n",
                                    "class: offer\n",
                                    "class: transceiver\n",
                                    "columns:\n",
                                    "  mpn: Part\n",
                                    "  vendor: {column: A, unit: W}\n",
                                    "  power max: {columns: [A, B], join: x}\n",
                                    "  reach: {first: [A, B]}\n",
                                    "constants: {supplier: A}\n",
                                    "aliases: {vendor: {A: B}}\n",
                                    "skip:\n  - {column: A, empty: true, because: b}\n",
                                    "each: {column: A, split: \",\"}\n",
                                    "breaks:\n  - {quantity: 1, column: A, unit: USD}\n",
                                    "header: none\n",
                                    "header: 2\n",
                                    "header: [1, 2]\n",
                                    "sheet: 2\n",
                                    "format: json\n",
                                    "numbers: {decimal: \",\", group: \" \"}\n",
                                    "csv: {delimiter: tab}\n",
                                    "optional: true",
                                    "matches: \"^T\"",
                                    "match: \"([0-9]+)\"",
                                    "equals: \"\"",
                                    "empty: [a]",
                                    "piece: 2",
                                    "split: \"/\"",
                                    "unit: m",
                                    "{",
                                    "}",
                                    "[",
                                    "]",
                                    ",",
                                    ": ",
                                    "~",
                                    "\"",
                                    "'",
                                    "A,B\n",
                                    "1,2\n",
                                    "*",
                                    "&a ",
                                    "*a"};

static void map_holds(void **state)
{
    (void)state;
    mutated_run("tests/fuzz/corpus/map", words, CHECK_COUNT(words), 10000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(map_holds)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
