/* Build specs, nearly good ones, against what tests/fuzz/fuzz_spec.c asserts. */
#include "mutated.h"

#include "../fuzz/fuzz_spec.c"

static const char *const words[] = {
    "racks: 2\n",
    "racks: x10\n",
    "program: {racks: x2, spares: ~}\n",
    "title: T\n",
    "range: most\n",
    "flows: {\"*\": {\"a\": least}}\n",
    "scenarios: {s: {racks: 3}}\n",
    "levels: {l: [as it is, s]}\n",
    "include: [b.yaml]\n",
    "light: {margin: 1 dB}\n",
    "facility: {pue: 1.2, energy_price: x2}\n",
    "facility: {redundancy: N+1, supplies: 3, supply_rating: 5 kW}\n",
    "workload: {bytes_per_token: 3, tokens_per_second: 9}\n",
    "{where: [power <= 3 W], class: nic}",
    "medium: any",
    "medium: [dsp, lpo]",
    "lengths: [{length: 2 m, share: 1}]",
    "beyond: {medium: dsp, module: M}",
    "kind: mesh",
    "kind: three-tier",
    "kind: full-mesh",
    "scope: rack",
    "rails: 2",
    "planes: 2",
    "homes: 2",
    "count: 0",
    "99999999999999999999",
    "-1",
    "~",
    "{}",
    "[]",
    "&a",
    "*a",
    "? ",
    "- ",
    ": ",
    "\t",
    "\"",
    "'",
    "switch",
    "leaf",
    "spine",
    "core",
    "from",
    "to"};

static void spec_holds(void **state)
{
    (void)state;
    mutated_run("tests/fuzz/corpus/spec", words, CHECK_COUNT(words), 6000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(spec_holds)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
