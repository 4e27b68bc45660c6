/* What a flow file is refused for, and where the message points: case A25 of the yield model. */
#include "own_arena.h"

#include "assemble/flow_file.h"

#include <string.h>

static enum optibom_status find_text(const char **text, size_t *size, void *context,
                                     struct arena *into, const char *name, struct error *err)
{
    (void)context;
    (void)into;
    static const char *const files[][2] = {
        {"loop", "flow: loop\ncurrency: USD\nsteps:\n  - {add: X, flow: loop2}\n"},
        {"loop2", "flow: second\ncurrency: USD\nsteps:\n  - {add: X, flow: loop}\n"},
        {"broken", "flow: broken\ncurrency: USD\nsteps:\n  - {add: X, bed: 0.1}\n"},
    };
    for (size_t i = 0; i < CHECK_COUNT(files); i++) {
        if (strcmp(files[i][0], name) == 0) {
            *text = files[i][1];
            *size = strlen(*text);
            return OPTIBOM_OK;
        }
    }
    return strcmp(name, "locked") == 0 ? error_set(err, OPTIBOM_FAILED, "the file cannot be read")
                                       : OPTIBOM_NOT_FOUND;
}

/* One part, without a price. */
static enum optibom_status find_part(struct flow_part *part, void *context, struct arena *into,
                                     const char *name, const char *currency, struct error *err)
{
    (void)context;
    (void)into;
    (void)err;
    assert_string_equal(currency, "USD");
    if (strcmp(name, "Acme Unpriced") != 0)
        return OPTIBOM_NOT_FOUND;
    part->bad = (struct flow_figure){{NAN, 0.15, NAN}, "seed", "seed"};
    return OPTIBOM_OK;
}

static const struct flow_resolver resolver = {NULL, find_text, find_part};

#define STEPS "flow: f\ncurrency: USD\nsteps:\n"

static void refusals(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {STEPS "  - {add: X, bad: 15}\n", "test.yaml:4:19: bad: 15 is above 1; write 15 %"},
        {STEPS "  - {add: X, bad: 150 %}\n", "outside its range"},
        {STEPS "  - {add: X, bad: -0.1}\n", "outside its range"},
        {STEPS "  - {add: X, bad: nan}\n", "expected a bad fraction"},
        {STEPS "  - {add: X, cost: 45 USD}\n",
         "test.yaml:4:20: cost: \"45 USD\": expected a plain"},
        {STEPS "  - {add: X, cost: -1}\n", "negative"},
        {STEPS "  - {add: X, cots: 1}\n",
         "test.yaml:4:14: unknown key 'cots'; did you mean 'cost'"},
        {STEPS "  - {add: X, cost: 1, cost: 2}\n", "twice"},
        {STEPS "  - {add: X, count: 1.5}\n", "whole number"},
        {STEPS "  - {ad: X}\n", "did you mean \"add\"?"},
        {STEPS "  - {cost: 3}\n", "add, test, stress or pay"},
        {STEPS "  - {add: X, test: y}\n", "not both"},
        {STEPS "  - {test: T, coverage: {X: 300 ppm}}\n", "ppm counts bad parts"},
        {STEPS "  - {test: T, coverage: {X: {typ: 0.9, convention: williams}}}\n",
         "expected one of linear, williams-brown"},
        {STEPS "  - {test: T, coverage: {X: {typ: 0.9, convention: agrawall, n0: 2}}}\n",
         "did you mean \"agrawal\"?"},
        {STEPS "  - {test: T, coverage: {X: {typ: 0.9, convention: agrawal}}}\n",
         "belong together"},
        {STEPS "  - {test: T, coverage: {X: {typ: 0.9, alpha: 2}}}\n", "belong together"},
        {STEPS "  - {test: T, damage_after: {X: 0.1, X: 0.2}}\n", "'X' is given twice"},
        {STEPS "  - {test: T, rework: {X: {cost: 1, bad: 0}}}\n", "rework needs rework_cycles"},
        {STEPS "  - {test: T, rework_cycles: 3}\n", "nothing is reworked"},
        {STEPS "  - {test: T, rework: {X: {cost: 1, bad: 0}}, rework_cycles: -1}\n",
         "or unlimited"},
        {STEPS "  - {pay: freight}\n", "'cost' is missing"},
        {STEPS "  - {add: X, cost: {min: 1, max: 2}}\n", "'typ' is missing"},
        {STEPS "  - {add: X, cost: {min: 3, typ: 2}}\n", "min <= typ <= max"},
        {STEPS "  - {add: X, cost: {typ: 2, confidence: vender}}\n", "did you mean \"vendor\"?"},
        {STEPS "  - {stress: S, class: X, weak: 0.1}\n", "weak and strength"},
        {STEPS "  - {add: X, flow: engine, cost: 3}\n", "come from the flow"},
        {STEPS "  - {add: X, flow: nowhere}\n", "test.yaml:4:20: there is no flow \"nowhere\""},
        {STEPS "  - {add: X, flow: locked}\n", "flow \"locked\": the file cannot be read"},
        {STEPS "  - {add: X, flow: broken}\n",
         "broken:4:14: unknown key 'bed'; did you mean 'bad'"},
        {STEPS "  - {add: X, flow: f}\n", "flow f uses itself"},
        {STEPS "  - {add: X, flow: loop}\n", "uses itself"},
        {STEPS "  - {add: X, part: Acme None}\n", "there is no part \"Acme None\""},
        {STEPS "  - {add: X, part: Acme Unpriced}\n", "does not know cost of part"},
        {STEPS "  - {add: X, die: {width: 1, height: 1, defects: 1, model: negative-binomial}}\n",
         "alpha belong together"},
        {STEPS "  - {add: X, bad: 0, die: {width: 1, height: 1, defects: 1, model: seeds}}\n",
         "bad comes from the die"},
        {"flow: f\nsteps: []\n", "no currency"},
        {"flow: f\ncurrency: usd\nsteps: []\n", "three capital letters"},
        {"flow: f\ncurrency: USD\n", "'steps' is missing"},
        {"flow: f\ncurrency: USD\nsteps: {add: X}\n", "steps is a list"},
        {"flow: f\ncurrency: USD\nsteps: [1]\n", "test.yaml:3:9"},
        {"flow: f\ncurrency: USD\nflows: [{flow: f, steps: []}]\nsteps: []\n", "defined twice"},
        {"flow: [\n", "test.yaml:2:1"},
        {"", "test.yaml"},
    };
    for (size_t i = 0; i < CHECK_COUNT(cases); i++) {
        struct flow *flow = NULL;
        struct error err = {0};
        const char *text = cases[i][0];
        enum optibom_status status =
            flow_file_load(&flow, &arena, "test.yaml", text, strlen(text), &resolver, &err);
        /* What fails outside of the file is no mistake of it. */
        bool is_outside = strstr(cases[i][0], "flow: locked") != NULL;
        if (status != (is_outside ? OPTIBOM_FAILED : OPTIBOM_BAD_INPUT) ||
            strstr(err.text, cases[i][1]) == NULL) {
            print_error("%s\n  status %d: %s\n  should hold: %s\n", text, status, err.text,
                        cases[i][1]);
            fail();
        }
    }
}

static void deep_nesting(void **state)
{
    (void)state;
    char text[4096] = "flow: f0\ncurrency: USD\nflows:\n";
    for (int i = 1; i <= 20; i++) {
        size_t used = strlen(text);
        snprintf(text + used, sizeof text - used, "  - {flow: f%d, steps: [{add: X, %s%d}]}\n", i,
                 i < 20 ? "flow: f" : "cost: ", i + 1);
    }
    strcat(text, "steps: [{add: X, flow: f1}]\n");
    struct flow *flow = NULL;
    struct error err = {0};
    assert_int_equal(flow_file_load(&flow, &arena, "deep.yaml", text, strlen(text), NULL, &err),
                     OPTIBOM_BAD_INPUT);
    assert_non_null(strstr(err.text, "deeper than 16"));
}

#define CASE(name, function)                                                                       \
    {                                                                                              \
        name, function, open_arena, close_arena, NULL                                              \
    }

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE("A25 what is refused, and where", refusals),
        CASE("flows nested too deep", deep_nesting),
    };
    return cmocka_run_group_tests_name("flow refusals", tests, NULL, NULL);
}
