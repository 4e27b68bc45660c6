/*
 * Which alternate takes the place of a part, against what its offers come to. Statement numbers are
 * those at the head of src/evaluate/alternates.c. The build needs eight fiber cables, of which a
 * part and its alternates differ by their offers alone.
 */
#include "rules_catalog.h"

#include "evaluate/alternates.h"

static struct catalog catalog;

static const struct rules_table more[] = {
    {"fiber", "vendor,mpn,fiber_mode,fibers,connector\n"
              "Test,TIE,smf,8,MPO-12\nTest,TIE-C,smf,8,MPO-12\nTest,TIE-B,smf,8,MPO-12\n"
              "Test,TIE-D,smf,8,MPO-12\nTest,TRUST,smf,8,MPO-12\nTest,TRUST-B,smf,8,MPO-12\n"
              "Test,TRUST-C,smf,8,MPO-12\nTest,BARE,smf,8,MPO-12\nTest,BARE-B,smf,8,MPO-12\n"
              "Test,BARE-C,smf,8,MPO-12\nTest,PROPOSED,smf,8,MPO-12\nTest,PROPOSED-B,smf,8,MPO-12\n"
              "Test,EQUAL,smf,8,MPO-12\nTest,EQUAL-B,smf,8,MPO-12\nTest,MANY,smf,8,MPO-12\n"
              "Test,MANY-B,smf,8,MPO-12\nTest,DEAR,smf,8,MPO-12\nTest,DEAR-B,smf,8,MPO-12\n"
              "Test,KIND,smf,8,MPO-12\nTest,LOST,smf,8,MPO-12\nTest,LOST-B,smf,8,MPO-12\n"
              "Test,GUESS,smf,8,MPO-12\nTest,GUESS-B,smf,8,MPO-12\n"},
    {"offer", "vendor,mpn,supplier,price,currency,order_multiple,confidence,reason\n"
              "Test,TIE,Shop,5,USD,,vendor,\nTest,TIE-C,Shop,4,USD,,vendor,\n"
              "Test,TIE-B,Shop,4,USD,,vendor,\nTest,TIE-D,Shop,4,USD,,vendor,\n"
              "Test,TRUST,Shop,5,USD,,vendor,\nTest,TRUST-B,Shop,3,USD,,estimate,a guess\n"
              "Test,TRUST-C,Shop,4.5,USD,,vendor,\nTest,BARE-B,Shop,9,USD,,assumption,a guess\n"
              "Test,PROPOSED,Shop,5,USD,,vendor,\nTest,PROPOSED-B,Shop,3,USD,,vendor,\n"
              "Test,EQUAL,Shop,5,USD,,vendor,\nTest,EQUAL-B,Shop,5,USD,,vendor,\n"
              "Test,MANY,Shop,5,USD,,vendor,\nTest,MANY-B,Shop,4,USD,100,vendor,\n"
              "Test,DEAR,Shop,5,USD,,vendor,\nTest,DEAR-B,Shop,9000000000000,USD,,vendor,\n"
              "Test,KIND,Shop,5,USD,,vendor,\nTest,GUESS,Shop,5,USD,,assumption,a guess\n"
              "Test,GUESS-B,Shop,4,USD,,vendor,\n"},
    {"alternate", "vendor,mpn,alternate_vendor,alternate_mpn,state\n"
                  "Test,TIE,Test,TIE-C,approved\nTest,TIE,Test,TIE-B,approved\n"
                  "Test,TIE,Test,TIE-D,approved\nTest,TRUST,Test,TRUST-B,approved\n"
                  "Test,TRUST,Test,TRUST-C,approved\nTest,BARE,Test,BARE-C,approved\n"
                  "Test,BARE,Test,BARE-B,approved\nTest,PROPOSED,Test,PROPOSED-B,proposed\n"
                  "Test,EQUAL,Test,EQUAL-B,approved\nTest,MANY,Test,MANY-B,approved\n"
                  "Test,DEAR,Test,DEAR-B,approved\nTest,KIND,Test,M400,approved\n"
                  "Test,LOST,Test,LOST-B,approved\nTest,GUESS,Test,GUESS-B,approved\n"},
};

static enum optibom_status assemble_with_alternates(struct bom **bom, struct arena *arena,
                                                    const char *fiber, const char *alternates,
                                                    int64_t racks, struct error *err)
{
    struct spec *spec = NULL;
    const char *text = arena_printf(
        arena,
        "build: b\nrack: Test RACK\naccelerators: {part: Test ACC, count: 8}\nnetworks:\n"
        "  scale-out:\n    bandwidth: 400 Gbps\n    topology: {kind: single-tier}\n"
        "    switch: Test SWITCH\n    nic: Test NIC\n"
        "    links: [{from: nic, to: switch, medium: dsp, length: 20 m, module: Test M800,\n"
        "             far-module: Test M400, fiber: Test %s}]\n"
        "program: {alternates: %s, spares: 0}\n",
        fiber, alternates);
    rules_need(spec_load(&spec, arena, "b.yaml", text, strlen(text), NULL, err), err);
    return alternates_assemble(bom, arena, &catalog, spec, racks, err);
}

static const char *fiber_of(const struct bom *bom)
{
    for (size_t i = 0; i < bom->line_count; i++)
        if (strcmp(bom->lines[i].part->class_name, "fiber") == 0)
            return bom->lines[i].part->mpn;
    return "none";
}

static const char *said(const struct bom *bom)
{
    for (size_t i = 0; i < bom->finding_count; i++)
        if (strcmp(bom->findings[i].code, "alternate-taken") == 0)
            return bom->findings[i].text;
    return "";
}

static void the_cheapest_is_taken(void **state)
{
    static const struct {
        const char *fiber, *alternates;
        int64_t racks;
        const char *taken, *said;
    } cases[] = {
        /* 3: of those at 4 the first by name */
        {"TIE", "approved", 0, "TIE-B",
         "Test TIE-B stands in for Test TIE: a piece comes to 4 USD in place of 5 USD"},
        {"TIE", "none", 0, "TIE", ""},
        /* 3: 3 is an estimate, 4.5 as much of a quote as 5 is */
        {"TRUST", "approved", 0, "TRUST-C",
         "Test TRUST-C stands in for Test TRUST: a piece comes to 4.5 USD in place of 5 USD"},
        /* 3: whatever has an offer stands in for what has none */
        {"BARE", "approved", 0, "BARE-B",
         "Test BARE-B stands in for Test BARE: a piece comes to 9 USD in place of no offer"},
        {"LOST", "approved", 0, "LOST", ""},
        /* 3: an assumption is an offer, too */
        {"GUESS", "approved", 0, "GUESS-B",
         "Test GUESS-B stands in for Test GUESS: a piece comes to 4 USD in place of 5 USD"},
        /* 1: proposed ones where the spec asks for them */
        {"PROPOSED", "approved", 0, "PROPOSED", ""},
        {"PROPOSED", "proposed", 0, "PROPOSED-B",
         "Test PROPOSED-B stands in for Test PROPOSED: a piece comes to 3 USD in place of 5 USD"},
        {"EQUAL", "approved", 0, "EQUAL", ""},
        /* 2: 8 come to 100 x 4 / 8 = 50, 96 to 100 x 4 / 96 */
        {"MANY", "approved", 0, "MANY", ""},
        {"MANY", "approved", 12, "MANY-B",
         "Test MANY-B stands in for Test MANY: a piece comes to 4.166666667 USD in place of 5 USD"},
        /* 1: a transceiver is no fiber */
        {"KIND", "approved", 0, "KIND", ""},
    };
    (void)state;
    for (size_t i = 0; i < CHECK_COUNT(cases); i++) {
        struct arena arena;
        struct bom *bom = NULL;
        struct error err = {0};
        arena_init(&arena);
        rules_need(assemble_with_alternates(&bom, &arena, cases[i].fiber, cases[i].alternates,
                                            cases[i].racks, &err),
                   &err);
        assert_string_equal(fiber_of(bom), cases[i].taken);
        assert_string_equal(said(bom), cases[i].said);
        arena_fini(&arena);
    }
}

/* 64 bits hold one price of the alternate in micro-units, not that of eight pieces. */
static void what_cannot_be_computed_is_refused(void **state)
{
    static const struct {
        const char *fiber, *said;
        int64_t racks;
    } cases[] = {
        {"DEAR", "Test DEAR-B: quantity or price is too large to compute with", 0},
        {"TIE", "Test RACK: quantity or price is too large to compute with", INT64_MAX / 2},
    };
    (void)state;
    for (size_t i = 0; i < CHECK_COUNT(cases); i++) {
        struct arena arena;
        struct bom *bom = NULL;
        struct error err = {0};
        arena_init(&arena);
        assert_int_equal(assemble_with_alternates(&bom, &arena, cases[i].fiber, "approved",
                                                  cases[i].racks, &err),
                         OPTIBOM_BAD_INPUT);
        assert_string_equal(err.text, cases[i].said);
        arena_fini(&arena);
    }
}

static int set_up(void **state)
{
    (void)state;
    rules_catalog_open(&catalog);
    rules_load(&catalog, more, CHECK_COUNT(more));
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    catalog_fini(&catalog);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_cheapest_is_taken),
                                       cmocka_unit_test(what_cannot_be_computed_is_refused)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
