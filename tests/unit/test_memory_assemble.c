/*
 * Builds of few parts while each place that asks for memory fails once: what the shipped builds of
 * test_memory_build.c come to only deep within the catalog, or not at all.
 */
#define _GNU_SOURCE
#include "each_allocation.h"

#include "rules_catalog.h"

#include "assemble/where_used.h"
#include "catalog/builds.h"
#include "evaluate/alternates.h"
#include "evaluate/rollup.h"

static struct catalog catalog;
static struct shelf shelf;
static struct arena shelved;

static const struct rules_table more[] = {
    {"enclosure", "vendor,mpn,kind,power (W)\nTest,RACK-FED,rack,\nTest,BLIND,switch,\n"},
    {"psu", "vendor,mpn,description,rated_power (W)\nTest,PSU,test part,3000\n"},
    {"optical_engine", "vendor,mpn,medium,lanes,lane_rate (Gbps),bandwidth (Gbps)\n"
                       "Test,ENGINE-DARK,cpo,16,100,\nTest,ENGINE-FREE,cpo,16,100,1600\n"},
    {"els", "vendor,mpn,description\nTest,ELS-BLIND,test part\n"},
    {"fau", "vendor,mpn,description\nTest,FAU-BLIND,test part\n"},
    {"fiber", "vendor,mpn,fiber_mode\nTest,F-BLIND,smf\n"},
    {"transceiver", "vendor,mpn,form_factor,data_rate (Gbps),reach (m)\n"
                    "Test,M-BLIND,OSFP,,500\nTest,M800-B,OSFP,800,500\n"},
    {"die", "vendor,mpn,width (mm),height (mm),yield_model,defect_density (/cm2),wafer_diameter "
            "(mm)\nTest,DIE,5,6,poisson,0.1,300\n"},
    {"composition", "vendor,mpn,child_vendor,child_mpn,quantity\nTest,RACK-FED,Test,ACC,8\n"
                    "Test,RACK-FED,Test,PSU,4\n"},
    {"cable", "vendor,mpn,medium,lanes\nTest,C-BLIND,dac,8\n"},
    {"offer", "vendor,mpn,supplier,price,currency\nTest,DIE,Shop,30,USD\n"
              "Test,M800-B,Shop,10,USD\n"},
    {"alternate", "vendor,mpn,alternate_vendor,alternate_mpn,state\n"
                  "Test,M800,Test,M800-B,approved\n"},
};

#define HEAD                                                                                       \
    "build: small\nrack: Test RACK\naccelerators: {part: Test ACC, count: 8}\nnetworks:\n"         \
    "  scale-out:\n    bandwidth: 400 Gbps\n"
#define LIGHT "light: {els: Test ELS, fau: Test FAU, fiber: Test PM8, "
#define ENDS "length: 20 m, far-module: Test M400, fiber: Test F8"
#define LIT(topology, links)                                                                       \
    HEAD "    topology: {kind: " topology "}\n    switch: Test SWITCH-LIT\n    nic: Test NIC\n"    \
         "    links:\n" links
#define ENGINE(ends, engine) "      - {" ends ", medium: cpo, " ENDS ", engine: Test " engine "}\n"
#define TO_SWITCH "from: nic, to: switch"
#define TO_LEAF "from: nic, to: leaf"

/* What each path assembles. */
static const char lit[] = LIT("single-tier", ENGINE(TO_SWITCH, "ENGINE")) LIGHT
    "margin: 0 dB, lanes_per_laser: 8, spare_engines: 1, spare_lasers: 1}\n";
static const char lanes_to_find[] =
    LIT("single-tier", ENGINE(TO_SWITCH, "ENGINE-FREE")) LIGHT "margin: 60 dB}\n";
static const char leaf_and_spine[] =
    LIT("leaf-spine, leaves: 2",
        ENGINE(TO_LEAF, "ENGINE") "      - {from: leaf, to: spine, medium: cpo, length: 20 m, "
                                  "engine: Test ENGINE, fiber: Test F8}\n") LIGHT "margin: 0 dB}\n";
static const char mesh[] =
    LIT("mesh, leaves: 2, mesh_links: 1",
        ENGINE(TO_LEAF, "ENGINE") "      - {from: leaf, to: leaf, medium: dsp, length: 20 m, "
                                  "module: Test M800, fiber: Test F8}\n") LIGHT "margin: 0 dB}\n";
static const char nothing_is_known[] =
    "build: small\nrack: Test RACK-FED\naccelerators: {part: Test ACC, count: 7}\n"
    "servers: {s: {part: Test M400, count: 2}, t: {part: Test RACK, count: 2}}\n"
    "networks:\n"
    "  a:\n    bandwidth: 400 Gbps\n    topology: {kind: single-tier}\n    nic: Test NIC\n"
    "    switch: Test SWITCH\n"
    "    links: [{from: nic, to: switch, medium: dsp, length: 20 m, module: Test M-BLIND,\n"
    "             far-module: Test M-BLIND, fiber: Test F-BLIND}]\n"
    "  b:\n    bandwidth: 400 Gbps\n    topology: {kind: leaf-spine}\n    nic: Test NIC\n"
    "    switch: Test BLIND\n"
    "    links: [{from: nic, to: leaf, medium: dsp, length: 20 m, module: Test M800,\n"
    "             far-module: Test M400, fiber: Test F-BLIND},\n"
    "            {from: leaf, to: spine, medium: dsp, length: 20 m, module: Test M800,\n"
    "             fiber: Test F8}]\n"
    "  c:\n    bandwidth: 400 Gbps\n    topology: {kind: leaf-spine, reserved: 8}\n"
    "    nic: Test NIC\n    switch: Test SWITCH\n"
    "    links: [{from: nic, to: leaf, medium: dsp, length: 20 m, module: Test M800,\n"
    "             far-module: Test M400, fiber: Test F-BLIND},\n"
    "            {from: leaf, to: spine, medium: dsp, length: 20 m, module: Test M800,\n"
    "             fiber: Test F8}]\n"
    "  d:\n    bandwidth: 400 Gbps\n    topology: {kind: leaf-spine}\n"
    "    nic: Test NIC\n    switch: Test SWITCH\n"
    "    links: [{from: nic, to: leaf, medium: dsp, length: 20 m, module: Test M800,\n"
    "             far-module: Test M400, fiber: Test F-BLIND}]\n"
    "  e:\n    topology: {kind: single-tier}\n    switch: Test SWITCH\n"
    "    endpoints: {g: {in: rack, nic: Test NIC, bandwidth: 400 Gbps},\n"
    "                h: {in: t, bandwidth: 100 Gbps}}\n"
    "    links: [{from: g, to: switch, medium: dac, length: 2 m, cable: Test C-BLIND}]\n"
    "facility: {supply: Test PSU, supplies: 6}\n";
static const char dark[] = LIT("single-tier", ENGINE(TO_SWITCH, "ENGINE-DARK")) LIGHT "}\n";
static const char sources_not_known[] =
    LIT("single-tier", ENGINE(TO_SWITCH, "ENGINE")) "light: {els: Test ELS-BLIND, fau: Test "
                                                    "FAU-BLIND, fiber: Test PM8}\n";
static const char machines_with_optics[] =
    LIT("single-tier", "      - {from: nic, to: switch, medium: cpo, length: 20 m, engine: Test "
                       "ENGINE, far-engine: Test ENGINE, fiber: Test F8}\n") LIGHT
    "margin: 0 dB}\nassembly: [{part: Test SWITCH-LIT, flow: priced, packages: 2},\n"
    "           {part: Test CHIP, flow: priced, packages: 2}]\n";
static const char full_mesh[] =
    HEAD "    topology: {kind: full-mesh}\n    nic: Test NIC\n"
         "    links: [{from: nic, to: nic, medium: dsp, lengths: [{length: 2 m, share: 50 %},\n"
         "             {length: 20 m, share: 50 %}], module: Test M400, fiber: Test F8}]\n";
static const char to_be_swapped[] =
    HEAD "    topology: {kind: single-tier}\n    switch: Test SWITCH\n    nic: Test NIC\n"
         "    links: [{from: nic, to: switch, medium: dsp, length: 20 m, module: Test M800,\n"
         "             far-module: Test M400, fiber: Test F8}]\n"
         "program: {racks: 10, alternates: approved}\n";
static const char priced[] = "flow: priced\ncurrency: USD\nsteps:\n"
                             "  - {add: DIE, part: Test DIE}\n"
                             "  - {add: MODULE, part: Test M800, bad: 0.01}\n";

static void say_bom(const struct bom *bom)
{
    for (size_t i = 0; i < bom->line_count; i++)
        say("%s %lld %s\n", bom->lines[i].part->name, (long long)bom->lines[i].quantity,
            bom->lines[i].derivation);
    for (size_t i = 0; i < bom->finding_count; i++)
        say("%s %s\n", bom->findings[i].code, bom->findings[i].text);
}

static struct spec *spec_of(struct arena *arena, const char *text)
{
    struct spec *spec = NULL;
    struct error err = {0};
    heap.is_counting = false;
    rules_need(spec_load(&spec, arena, "s.yaml", text, strlen(text), NULL, &err), &err);
    heap.is_counting = true;
    return spec;
}

/* Parts, flows and rates are on the shelf since the first run, so that what fails is here. */
static enum optibom_status assemble_text(const char *text, struct error *err)
{
    struct arena arena;
    struct bom *bom = NULL;
    arena_init(&arena);
    enum optibom_status status = assemble_from(&bom, &arena, &shelf, spec_of(&arena, text), err);
    if (status == OPTIBOM_OK)
        say_bom(bom);
    arena_fini(&arena);
    return status;
}

#define ASSEMBLED(name)                                                                            \
    static enum optibom_status assemble_##name(struct error *err)                                  \
    {                                                                                              \
        return assemble_text(name, err);                                                           \
    }
ASSEMBLED(lit)
ASSEMBLED(lanes_to_find)
ASSEMBLED(leaf_and_spine)
ASSEMBLED(mesh)
ASSEMBLED(nothing_is_known)
ASSEMBLED(dark)
ASSEMBLED(sources_not_known)
ASSEMBLED(machines_with_optics)
ASSEMBLED(full_mesh)

static enum optibom_status swap(struct error *err)
{
    struct arena arena;
    struct bom *bom = NULL;
    arena_init(&arena);
    enum optibom_status status =
        alternates_assemble(&bom, &arena, &catalog, spec_of(&arena, to_be_swapped), 0, err);
    if (status == OPTIBOM_OK)
        say_bom(bom);
    arena_fini(&arena);
    return status;
}

static enum optibom_status price_a_flow(struct error *err)
{
    struct arena arena;
    struct flow *flow = NULL;
    arena_init(&arena);
    enum optibom_status status = assemble_flow(&flow, &arena, &catalog, "priced", err);
    if (status == OPTIBOM_OK)
        say("%s %zu\n", flow->currency, flow->step_count);
    arena_fini(&arena);
    return status;
}

static enum optibom_status miss_a_flow(struct error *err)
{
    struct arena arena;
    struct flow *flow = NULL;
    arena_init(&arena);
    enum optibom_status status = assemble_flow(&flow, &arena, &catalog, "prized", err);
    if (status == OPTIBOM_NOT_FOUND) {
        say("%s\n", err->text);
        error_clear(err);
        status = OPTIBOM_OK;
    }
    arena_fini(&arena);
    return status;
}

static enum optibom_status find_uses(struct error *err)
{
    struct arena arena;
    struct where_used found;
    int64_t part_id = 0;
    arena_init(&arena);
    heap.is_counting = false;
    rules_need(catalog_part_resolve(&part_id, &arena, catalog.store, "Test M800", err), err);
    heap.is_counting = true;
    enum optibom_status status = where_used_find(&found, &arena, &catalog, part_id, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < found.line_count; i++)
        say("%s %s %lld\n", found.lines[i].build, found.lines[i].role,
            (long long)found.lines[i].quantity);
    for (size_t i = 0; status == OPTIBOM_OK && i < found.failure_count; i++)
        say("%s: %s\n", found.failures[i].build, found.failures[i].reason);
    arena_fini(&arena);
    return status;
}

/* Two of a part in one, three in another: five in what holds both. */
static enum optibom_status roll_up(struct error *err)
{
    static const uint32_t parents[] = {0, 0, 1, 2}, children[] = {1, 2, 3, 3};
    static const int64_t quantities[] = {1, 1, 2, 3};
    const int64_t cost[] = {ROLLUP_UNKNOWN, ROLLUP_UNKNOWN, ROLLUP_UNKNOWN, 7};
    const struct range power[] = {range_none(), range_none(), range_none(), range_none()};
    const bool flags[4] = {false};
    const struct rollup_input input = {4,    4,     parents, children, quantities,
                                       cost, power, flags,   flags};
    struct rollup_graph graph;
    struct rollup_cycle cycle;
    struct rollup_sum sums[4];
    struct arena arena;
    arena_init(&arena);
    enum optibom_status status = rollup_graph_make(&graph, &cycle, &arena, &input, err);
    if (status == OPTIBOM_OK) {
        rollup_sums(sums, &graph);
        say("%lld\n", (long long)sums[0].cost_micros);
    }
    arena_fini(&arena);
    return status;
}

/* Deeper than that the catalog reads a part, the same for whoever asks. */
enum { DEPTH = 5 };

static const struct each_path PATHS[] = {
    {"light", assemble_lit, 0},
    {"lanes to find", assemble_lanes_to_find, 0},
    {"leaf and spine", assemble_leaf_and_spine, 0},
    {"mesh", assemble_mesh, 0},
    {"nothing is known", assemble_nothing_is_known, 0},
    {"dark", assemble_dark, 0},
    {"sources not known", assemble_sources_not_known, 0},
    {"machines with optics", assemble_machines_with_optics, 0},
    {"full mesh", assemble_full_mesh, 0},
    {"swap", swap, DEPTH - 1},
    {"price a flow", price_a_flow, DEPTH},
    {"miss a flow", miss_a_flow, 0},
    {"find uses", find_uses, DEPTH},
    {"roll up", roll_up, 0},
};

static void keep_text(const char *sql, const char *name, const char *text)
{
    struct error err = {0};
    rules_need(store_run(catalog.store, &err, sql, "tt", name, text), &err);
}

static void store_builds(void)
{
    static const struct {
        const char *name, *text;
    } builds[] = {{"swapped", to_be_swapped}, {"broken", "build: broken\n"}};
    const struct catalog_who who = {"test", "2026-01-02T00:00:00Z"};
    for (size_t i = 0; i < CHECK_COUNT(builds); i++) {
        struct error err = {0};
        int64_t revision = 0;
        rules_need(
            catalog_build_put(&revision, &catalog, builds[i].name, builds[i].text, who, &err),
            &err);
    }
    keep_text("INSERT INTO flow (name, yaml) VALUES (?, ?)", "priced", priced);
}

static int set_up(void **state)
{
    struct error err = {0};
    (void)state;
    rules_catalog_open(&catalog);
    rules_load(&catalog, more, CHECK_COUNT(more));
    store_builds();
    arena_init(&shelved);
    rules_need(shelf_open(&shelf, &shelved, &catalog, &err), &err);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    shelf_close(&shelf);
    arena_fini(&shelved);
    catalog_fini(&catalog);
    return 0;
}

static void small_builds(void **state)
{
    (void)state;
    try_paths(PATHS, CHECK_COUNT(PATHS));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(small_builds)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
