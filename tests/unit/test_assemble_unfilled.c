/*
 * What a build comes to where the catalog lacks what its spec asks for: each slot that nothing
 * fills, each figure that a count needs, each count that is too large is said, and what stands
 * beside it is counted all the same. Parts are those of tests/rules/base.
 */
#include "rules_catalog.h"

static struct catalog catalog;

static const struct rules_table more[] = {
    {"optical_engine", "vendor,mpn,medium,lanes,lane_rate (Gbps),lanes_per_laser,bandwidth (Gbps)\n"
                       "Test,ENGINE-SLOW,cpo,16,,4,1600\n"},
    {"els", "vendor,mpn,description\nTest,ELS-BLIND,test part\n"},
    {"laser", "vendor,mpn,description\nTest,LASER,test part\n"},
    {"other", "vendor,mpn,description\nTest,THING,test part\n"},
    {"enclosure", "vendor,mpn,kind,bandwidth (Gbps),ports,port_rate (Gbps)\n"
                  "Test,SWITCH-OWN,switch,3200,8,400\nTest,SWITCH-BOARD,switch,3200,8,400\n"
                  "Test,BOARD,tray,,,\nTest,DEEP,rack,,,\nTest,MANY,rack,,,\n"},
    {"die", "vendor,mpn,width (mm),height (mm),yield_model,defect_density (/cm2),wafer_diameter "
            "(mm),wafer_cost (USD)\nTest,DIE,5,6,poisson,0.1,300,9000\n"},
    {"offer", "vendor,mpn,supplier,price,currency\nTest,DIE,Shop,30,EUR\n"},
    {"composition", "vendor,mpn,child_vendor,child_mpn,quantity\nTest,SWITCH-OWN,Test,ENGINE,2\n"
                    "Test,SWITCH-OWN,Test,LASER,8\n"
                    "Test,SWITCH-BOARD,Test,BOARD,1\nTest,BOARD,Test,ENGINE,2\n"
                    "Test,MANY,Test,ACC,4000000000000000000\n"},
};

/* A spec with `key: value` in place of what `key` has in it. */
static const char *spec_with(struct arena *arena, const char *key, const char *value)
{
    static const char SPEC[] =
        "build: b\nrack: Test RACK\naccelerators: {part: Test ACC, count: 8}\nnetworks:\n"
        "  scale-out:\n    bandwidth: 400 Gbps\n    topology: {kind: single-tier}\n"
        "    switch: Test SWITCH-LIT\n    nic: Test NIC\n    links:\n"
        "    - {from: nic, to: switch, medium: cpo, length: 20 m, engine: Test ENGINE,\n"
        "       far-module: Test M400, fiber: Test F8, }\n"
        "light: {els: Test ELS, fau: Test FAU, fiber: Test PM8, margin: 0 dB, }\n";
    const char *at = strstr(SPEC, key);
    assert_non_null(at);
    at += strlen(key);
    return arena_printf(arena, "%.*s %s%s", (int)(at - SPEC), SPEC, value,
                        at + strcspn(at, ",}\n"));
}

static enum optibom_status assemble_text(struct bom **bom, struct arena *arena, const char *text,
                                         struct error *err)
{
    struct spec *spec = NULL;
    rules_need(spec_load(&spec, arena, "s.yaml", text, strlen(text), NULL, err), err);
    return assemble(bom, arena, &catalog, spec, err);
}

static bool is_said(const struct bom *bom, const char *code, const char *text)
{
    for (size_t i = 0; i < bom->finding_count; i++)
        if (strcmp(bom->findings[i].code, code) == 0 && strcmp(bom->findings[i].text, text) == 0)
            return true;
    return false;
}

#define NOBODY "no part 'Nobody'; look for it with: optibom find CLASS 'mpn ~ Nobody'"

static int64_t pieces_of(const struct bom *bom, const char *mpn)
{
    int64_t pieces = 0;
    for (size_t i = 0; i < bom->line_count; i++)
        pieces += strcmp(bom->lines[i].part->mpn, mpn) == 0 ? bom->lines[i].quantity : 0;
    return pieces;
}

/* The whole build: 8 NICs and modules, and for 3200 Gbps in one switch two engines of 1600 Gbps. */
static const struct {
    const char *key, *value, *code, *text;
    int64_t engines, sources, arrays, jumpers;
} cases[] = {
    {"fau:", "Test FAU", NULL, NULL, 2, 1, 2, 1},
    {" fiber:", "Nobody", "unfilled-slot", "scale-out fiber: " NOBODY, 2, 1, 2, 1},
    {"far-module:", "Nobody", "unfilled-slot", "scale-out endpoint module: " NOBODY, 2, 1, 2, 1},
    {"engine:", "Nobody", "unfilled-slot", "scale-out leaf optical engine: " NOBODY, 0, 0, 0, 0},
    {"els:", "Nobody", "unfilled-slot", "scale-out leaf laser source: " NOBODY, 2, 0, 2, 0},
    {"fau:", "Nobody", "unfilled-slot", "scale-out leaf fiber array: " NOBODY, 2, 1, 0, 1},
    {"Test FAU, fiber:", "Nobody", "unfilled-slot", "scale-out leaf laser fiber: " NOBODY, 2, 1, 2,
     0},
    {"engine:", "Test ENGINE-SLOW", "capacity-unknown",
     "scale-out leaf laser source: the catalog has no lasers of Test ELS, or no lane rate or lanes "
     "a laser of Test ENGINE-SLOW",
     2, 0, 2, 0},
    {"els:", "Test ELS-BLIND", "capacity-unknown",
     "scale-out leaf laser source: the catalog has no lasers of Test ELS-BLIND, or no lane rate or "
     "lanes a laser of Test ENGINE",
     2, 0, 2, 0},
    {"els:", "Test FAU", "wrong-class",
     "scale-out leaf laser source: Test FAU is of class fau, not els", 2, 0, 2, 0},
    {"fau:", "Test THING", "capacity-unknown",
     "scale-out leaf fiber array: the catalog has no fiber count of Test THING", 2, 1, 0, 1},
    {"switch:", "Test SWITCH-OWN", NULL, NULL, 2, 0, 2, 0},   /* it brings engines and lasers */
    {"switch:", "Test SWITCH-BOARD", NULL, NULL, 2, 1, 2, 1}, /* engines on a board inside */
};

static void slots_that_nothing_fills(void **state)
{
    (void)state;
    for (size_t i = 0; i < CHECK_COUNT(cases); i++) {
        struct arena arena;
        struct bom *bom = NULL;
        struct error err = {0};
        arena_init(&arena);
        const char *text = spec_with(&arena, cases[i].key, cases[i].value);
        rules_need(assemble_text(&bom, &arena, text, &err), &err);
        const int64_t engines = pieces_of(bom, "ENGINE") + pieces_of(bom, "ENGINE-SLOW");
        if ((cases[i].code != NULL && !is_said(bom, cases[i].code, cases[i].text)) ||
            engines != cases[i].engines || pieces_of(bom, "ELS") != cases[i].sources ||
            pieces_of(bom, "FAU") != cases[i].arrays || pieces_of(bom, "PM8") != cases[i].jumpers) {
            print_error("case %zu: %lld engines, %lld sources, %lld arrays, %lld jumpers\n", i,
                        (long long)engines, (long long)pieces_of(bom, "ELS"),
                        (long long)pieces_of(bom, "FAU"), (long long)pieces_of(bom, "PM8"));
            for (size_t k = 0; k < bom->finding_count; k++)
                print_error("  %s: %s\n", bom->findings[k].code, bom->findings[k].text);
            fail();
        }
        assert_int_equal(pieces_of(bom, "NIC"), 8);
        arena_fini(&arena);
    }
}

/* The loss of a link is reckoned before its fiber is laid; both ask for it, and it is said once. */
static void an_empty_slot_is_said_once(void **state)
{
    (void)state;
    struct arena arena;
    struct bom *bom = NULL;
    struct error err = {0};
    size_t times = 0;
    arena_init(&arena);
    rules_need(assemble_text(&bom, &arena, spec_with(&arena, " fiber:", "Nobody"), &err), &err);
    for (size_t i = 0; i < bom->finding_count; i++)
        times += strcmp(bom->findings[i].code, "unfilled-slot") == 0;
    assert_int_equal(times, 1);
    arena_fini(&arena);
}

static const struct {
    const char *key, *value, *said;
} refusals[] = {
    {"engine:", "{where: [power <= 3 kg]}",
     "s.yaml:11: power: \"3 kg\": kg measures mass, but power is expected: write it in W"},
    {"rack:", "Test DEEP", "Test LEVEL-16: contents nest deeper than 16 levels"},
    {"rack:", "Test MANY",
     "Test ACC: more pieces than can be counted; lower the counts of the spec"},
};

/* Test DEEP holds LEVEL-1, that LEVEL-2 ... */
static void load_levels(void)
{
    char parts[1024] = "vendor,mpn,description\n", contents[2048];
    size_t used = strlen(parts);
    size_t held = (size_t)snprintf(contents, sizeof contents,
                                   "vendor,mpn,child_vendor,child_mpn,quantity\n"
                                   "Test,DEEP,Test,LEVEL-1,1\n");
    for (int i = 1; i < 20; i++) {
        used += (size_t)snprintf(parts + used, sizeof parts - used, "Test,LEVEL-%d,test part\n", i);
        if (i < 19)
            held += (size_t)snprintf(contents + held, sizeof contents - held,
                                     "Test,LEVEL-%d,Test,LEVEL-%d,1\n", i, i + 1);
    }
    const struct rules_table levels[] = {{"other", parts}, {"composition", contents}};
    rules_load(&catalog, levels, CHECK_COUNT(levels));
}

static void what_cannot_be_counted_is_refused(void **state)
{
    (void)state;
    load_levels();
    for (size_t i = 0; i < CHECK_COUNT(refusals); i++) {
        struct arena arena;
        struct bom *bom = NULL;
        struct error err = {0};
        arena_init(&arena);
        const char *text = spec_with(&arena, refusals[i].key, refusals[i].value);
        assert_int_equal(assemble_text(&bom, &arena, text, &err), OPTIBOM_BAD_INPUT);
        assert_string_equal(err.text, refusals[i].said);
        arena_fini(&arena);
    }
}

#define RED "{where: [colour = red]}"
#define NO_COLOUR                                                                                  \
    "s.yaml:%d: class %s has no attribute 'colour'; list them with: optibom help attributes %s"

/* A slot that asks for what its class does not have is refused where it stands, whichever it is. */
static void slots_that_cannot_be_read(void **state)
{
    static const struct {
        const char *key;
        int line;
        const char *class_name;
    } slots[] = {
        {"rack:", 2, "enclosure"},
        {"switch:", 8, "enclosure"},
        {"nic:", 9, "nic"},
        {"engine:", 11, "optical_engine"},
        {"fiber:", 12, "fiber"},
        {"far-module:", 12, "transceiver"},
        {"els:", 13, "els"},
        {"fau:", 13, "fau"},
        {"Test FAU, fiber:", 13, "fiber"},
    };
    (void)state;
    for (size_t i = 0; i < CHECK_COUNT(slots); i++) {
        struct arena arena;
        struct bom *bom = NULL;
        struct error err = {0};
        char said[128];
        arena_init(&arena);
        const char *text = spec_with(&arena, slots[i].key, RED);
        snprintf(said, sizeof said, NO_COLOUR, slots[i].line, slots[i].class_name,
                 slots[i].class_name);
        assert_int_equal(assemble_text(&bom, &arena, text, &err), OPTIBOM_BAD_INPUT);
        assert_string_equal(err.text, said);
        arena_fini(&arena);
    }
}

/* The same of what the spec above does not have. */
static void other_slots_that_cannot_be_read(void **state)
{
    static const struct {
        const char *network, *behind;
        int line;
        const char *class_name;
    } specs[] = {
        {"topology: {kind: single-tier}, switch: Test SWITCH, links: [{from: accelerator, to: "
         "switch, medium: dac, length: 2,\n cable: " RED "}]",
         "", 4, "cable"},
        {"topology: {kind: single-tier}, switch: Test SWITCH, links: [{from: accelerator, to: "
         "switch, medium: dac, length: 2,\n cable: " RED
         ", beyond: {medium: dsp, module: Test M800}}]",
         "", 4, "cable"},
        {"topology: {kind: single-tier}, switch: Test SWITCH, links: [{from: nic, to: switch, "
         "medium: dsp, length: 20,\n module: " RED ", fiber: Test F8}]",
         "", 4, "transceiver"},
        {"topology: {kind: leaf-spine}, switch: Test SWITCH, links: [{from: nic, to: leaf, medium: "
         "dac, length: 2, cable: Test DAC}, {from: leaf, to: spine, medium: dsp, length: 20,\n "
         "module: " RED ", fiber: Test F8}]",
         "", 4, "transceiver"},
        {"topology: {kind: leaf-spine}, switch: Test SWITCH, links: [{from: nic, to: leaf, medium: "
         "dac, length: 2, cable: Test DAC}, {from: leaf, to: spine, medium: dsp, length: 20,\n "
         "module: Test M800, far-module: " RED ", fiber: Test F8}]",
         "", 4, "transceiver"},
        {"topology: {kind: leaf-spine}, switch: Test SWITCH, links: [{from: nic, to: leaf, medium: "
         "dac, length: 2, cable: Test DAC}, {from: leaf, to: spine, medium: cpo, length: 20,\n "
         "engine: " RED ", fiber: Test F8}]",
         "", 4, "optical_engine"},
        {"topology: {kind: single-tier}, switch: Test SWITCH, links: [{from: nic, to: switch, "
         "medium: cpo, length: 20, engine: Test ENGINE,\n far-engine: " RED ", fiber: Test F8}]",
         "", 4, "optical_engine"},
        {"topology: {kind: single-tier}, switch: Test SWITCH, links: [{from: nic, to: switch, "
         "medium: dac, length: 2, cable: Test DAC}]",
         "servers: {s: {where: [colour = red], count: 2}}\n", 4, "enclosure"},
        {"topology: {kind: single-tier}, switch: Test SWITCH, links: [{from: nic, to: switch, "
         "medium: dac, length: 2, cable: Test DAC}]",
         "facility: {supplies: 2, supply: " RED "}\n", 4, "psu"},
    };
    (void)state;
    for (size_t i = 0; i < CHECK_COUNT(specs); i++) {
        struct arena arena;
        struct bom *bom = NULL;
        struct error err = {0};
        char said[128];
        arena_init(&arena);
        const char *text = arena_printf(&arena,
                                        "build: b\naccelerators: {part: Test ACC, count: 8}\n"
                                        "networks: {n: {bandwidth: 400, nic: Test NIC, %s}}\n%s",
                                        specs[i].network, specs[i].behind);
        snprintf(said, sizeof said, NO_COLOUR, specs[i].line, specs[i].class_name,
                 specs[i].class_name);
        assert_int_equal(assemble_text(&bom, &arena, text, &err), OPTIBOM_BAD_INPUT);
        assert_string_equal(err.text, said);
        arena_fini(&arena);
    }
}

/* The die has an offer of 30 EUR, and a wafer of 9000 USD to be made from. */
static void a_die_costs_what_the_currency_knows(void **state)
{
    (void)state;
    static const struct {
        const char *currency;
        double unit_cost, wafer_cost;
    } flows[] = {{"EUR", 30, 0}, {"USD", 0, 9000}};
    for (size_t i = 0; i < CHECK_COUNT(flows); i++) {
        struct arena arena;
        struct flow *flow = NULL;
        struct error err = {0};
        arena_init(&arena);
        const char *text = arena_printf(&arena,
                                        "flow: f\ncurrency: %s\nsteps:\n"
                                        "  - {add: DIE, part: Test DIE}\n",
                                        flows[i].currency);
        rules_need(assemble_flow_text(&flow, &arena, &catalog, "f.yaml", text, strlen(text), &err),
                   &err);
        assert_int_equal(flow->step_count, 1);
        assert_non_null(flow->steps[0].add.die);
        CHECK_CLOSE(flow->steps[0].add.unit_cost, flows[i].unit_cost);
        CHECK_CLOSE(flow->steps[0].add.die->wafer_cost, flows[i].wafer_cost);
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
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slots_that_nothing_fills),
        cmocka_unit_test(an_empty_slot_is_said_once),
        cmocka_unit_test(what_cannot_be_counted_is_refused),
        cmocka_unit_test(slots_that_cannot_be_read),
        cmocka_unit_test(other_slots_that_cannot_be_read),
        cmocka_unit_test(a_die_costs_what_the_currency_knows),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
