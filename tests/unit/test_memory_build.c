/* Builds, from their specs to their figures, while each place that asks for memory fails once. */
#define _GNU_SOURCE
#include "each_allocation.h"

#include "mangled_build.h"
#include "shipped.h"

#include "assemble/assemble.h"
#include "assemble/bom_against.h"
#include "assemble/rules.h"
#include "assemble/spec_edit.h"
#include "assemble/spec_scenario.h"
#include "evaluate/consolidation.h"
#include "evaluate/limits.h"
#include "evaluate/scenario.h"
#include "evaluate/simulate_build.h"
#include "evaluate/world.h"
#include "store/store.h"

static const struct spec_files files = {read_shipped};
static struct catalog catalog;

/* Every network, light of its own, racks with limits: a build of the parts that come along. */
static const char small[] =
    "build: small\n"
    "racks: 2\n"
    "rack: NVIDIA GB200 NVL72\n"
    "accelerators: {part: NVIDIA GB200 Blackwell GPU, count: 72}\n"
    "networks:\n"
    "  scale-up:\n"
    "    bandwidth: 7200 Gbps\n"
    "    topology: {kind: single-tier, scope: rack}\n"
    "    switch: NVIDIA NVLink5 switch chip\n"
    "    links: [{from: accelerator, to: switch, medium: dac, length: 2 m,\n"
    "             cable: NVIDIA NVLink5 spine cable}]\n"
    "  scale-out:\n"
    "    bandwidth: 400 Gbps\n"
    "    topology: {kind: single-tier, scope: build}\n"
    "    switch: NVIDIA Q3450-LD\n"
    "    nic: NVIDIA ConnectX-8\n"
    "    links: [{from: nic, to: switch, medium: cpo, length: 20 m,\n"
    "             far-module: Standard class 400G DR2 OSFP DSP,\n"
    "             fiber: Standard class MPO-12/APC breakout 1x2 OS2 20 m}]\n"
    "assembly: [{part: NVIDIA Q3450-LD, flow: quantum-x-package, packages: 4}]\n"
    "facility: {pue: 1.2, supply_efficiency: 0.975, energy_price: 0.08, service_life: 5,\n"
    "           rack_power: 1 kW, rack_liquid: 1 kW, rack_air: 1 kW, liquid_share: 80 %,\n"
    "           redundancy: N+1, supplies: 2, supply_rating: 5 kW}\n"
    "light: {margin: 9 dB}\n"
    "program: {racks: 100, spares: 2 %, one_time_cost: 5000, availability: 99 %, restock: 4,\n"
    "          target_date: 2026-03-31, currency: USD}\n"
    "workload: {bytes_per_token: {fixed: 100, per_context_token: 2}, context: [8k],\n"
    "           tokens_per_second: 1000}\n"
    "scenarios:\n"
    "  most: {range: most, flows: {quantum-x-engine: {\"KGOE test: cost\": 30}}}\n"
    "  wrong: {flows: {quantum-x-engine: {\"KGOE test: costs\": 30}}}\n";

/* ---- what is known before ---- */

static void need(enum optibom_status status, const struct error *err)
{
    if (status != OPTIBOM_OK)
        fail_msg("%s", err->text);
}

static int open_catalog(void **state)
{
    static struct arena arena;
    struct store *store = NULL;
    struct error err = {0};
    (void)state;
    arena_init(&arena);
    need(store_open(&store, NULL, STORE_STARTING, &err), &err);
    need(catalog_init(&catalog, store, &err), &err);
    /* A connection keeps the room of its first error for good. */
    assert_int_not_equal(store_run(store, &err, "no statement", ""), OPTIBOM_OK);
    snprintf(catalog.day, sizeof catalog.day, "2026-01-02");
    arena_fini(&arena);
    return 0;
}

static int close_catalog(void **state)
{
    (void)state;
    catalog_fini(&catalog);
    return 0;
}

static void say_bom(const struct bom *bom)
{
    for (size_t i = 0; i < bom->line_count; i++)
        say("%s %s %lld %s\n", bom->lines[i].id, bom->lines[i].part->name,
            (long long)bom->lines[i].quantity, bom->lines[i].derivation);
    for (size_t i = 0; i < bom->finding_count; i++)
        say("%s %s\n", bom->findings[i].code, bom->findings[i].text);
}

static void say_figures(const struct evaluation *evaluation)
{
    for (size_t i = 0; i < evaluation->metric_count; i++)
        say("%s %.12g %s\n", evaluation->metrics[i].name, evaluation->metrics[i].value.typ,
            evaluation->metrics[i].reason != NULL ? evaluation->metrics[i].reason : "");
}

/* A build that stands before anything fails. */
static struct bom *standing(struct arena *arena, const char *file, const char *text,
                            const char *scenario)
{
    const struct spec_text from = {file, text, strlen(text), &files};
    const struct spec_under under = {NULL, scenario};
    struct error err = {0};
    struct spec *spec = NULL;
    struct bom *bom = NULL;
    const char *misfit = NULL;
    heap.is_counting = false;
    need(spec_scenario_load(&spec, &misfit, arena, &from, &under, scenario != NULL, 0, &err), &err);
    need(assemble(&bom, arena, &catalog, spec, &err), &err);
    heap.is_counting = true;
    return bom;
}

/* The small build, assembled once; what may be changed in it is a copy in `arena`. */
static struct bom *small_build(struct arena *arena, const char *scenario)
{
    static const char *const scenarios[] = {NULL, "most", "wrong"};
    static struct bom *kept[CHECK_COUNT(scenarios)];
    static struct arena whole;
    size_t at = 0;
    while (scenario != NULL && (at == 0 || strcmp(scenarios[at], scenario) != 0))
        at++;
    if (kept[at] == NULL)
        kept[at] = standing(&whole, "small.yaml", small, scenario);
    heap.is_counting = false;
    struct bom *bom = arena_alloc(arena, sizeof *bom);
    *bom = *kept[at];
    bom->arena = arena;
    bom->lines = arena_alloc(arena, bom->line_count * sizeof *bom->lines);
    memcpy(bom->lines, kept[at]->lines, bom->line_count * sizeof *bom->lines);
    bom->assemblies = arena_alloc(arena, bom->assembly_count * sizeof *bom->assemblies);
    memcpy(bom->assemblies, kept[at]->assemblies, bom->assembly_count * sizeof *bom->assemblies);
    bom->findings = NULL;
    bom->finding_count = 0;
    heap.is_counting = true;
    return bom;
}

/* ---- what may fail ---- */

static enum optibom_status assemble_text(const char *file, const char *text, struct error *err)
{
    struct arena arena;
    struct spec *spec = NULL;
    struct bom *bom = NULL;
    arena_init(&arena);
    heap.is_counting = false;
    need(spec_load(&spec, &arena, file, text, strlen(text), &files, err), err);
    heap.is_counting = true;
    enum optibom_status status = assemble(&bom, &arena, &catalog, spec, err);
    if (status == OPTIBOM_OK)
        say_bom(bom);
    arena_fini(&arena);
    return status;
}

static enum optibom_status assemble_small(struct error *err)
{
    return assemble_text("small.yaml", small, err);
}

#define SHIPPED(name, path)                                                                        \
    static enum optibom_status assemble_##name(struct error *err)                                  \
    {                                                                                              \
        return assemble_text(path, embed_find(path)->data, err);                                   \
    }
SHIPPED(tiers, "seed/builds/fat-tree-512.yaml")
SHIPPED(copper, "seed/builds/scale-out-64-copper.yaml")
SHIPPED(engines, "seed/builds/nvl72-npo.yaml")

static enum optibom_status evaluate(struct error *err)
{
    struct arena arena;
    struct evaluation *evaluation = NULL;
    const struct evaluation_request request = {0};
    arena_init(&arena);
    struct bom *bom = small_build(&arena, NULL);
    enum optibom_status status = evaluation_run(&evaluation, &arena, bom, &request, err);
    if (status == OPTIBOM_OK && !limits_check(bom, evaluation))
        status = error_no_memory(err);
    if (status == OPTIBOM_OK) {
        say_figures(evaluation);
        say_bom(bom);
    }
    arena_fini(&arena);
    return status;
}

/* What rules say of builds in which much is wrong. */
static enum optibom_status find_faults(struct error *err)
{
    static const char *const names[] = {
        "seed/builds/scale-out-64-copper.yaml", "seed/builds/fat-tree-512.yaml",
        "seed/builds/nvl72-npo.yaml", "seed/builds/scale-up-72-cpo.yaml"};
    enum { NAMES = CHECK_COUNT(names), TIMES = 40 };
    static struct bom *wholes[NAMES];
    static struct arena kept;
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; i < NAMES && wholes[i] == NULL; i++)
        wholes[i] = standing(&kept, names[i], embed_find(names[i])->data, NULL);
    for (uint64_t seed = 0; seed < NAMES * TIMES && status == OPTIBOM_OK; seed++) {
        struct arena arena;
        struct bom bom = *wholes[seed % NAMES];
        arena_init(&arena);
        bom.arena = &arena;
        heap.is_counting = false;
        mangle(&bom, &arena, seed);
        heap.is_counting = true;
        if (!rules_check(&bom))
            status = error_no_memory(err);
        for (size_t i = 0; i < bom.finding_count && status == OPTIBOM_OK; i++)
            say("%s %s\n", bom.findings[i].code, bom.findings[i].text);
        arena_fini(&arena);
    }
    return status;
}

/* Two builds in one buy, and one of them against what somebody else lists. */
static enum optibom_status buy_together(struct error *err)
{
    const struct bom_piece pieces[] = {{0, "NVIDIA Q3450-LD", 2}, {0, "Acme X-1", 1}};
    struct arena arena;
    struct evaluation *both[2] = {NULL, NULL};
    struct consolidation *buy = NULL;
    const struct evaluation_request request = {.program_racks = 7, .typ_only = true};
    enum optibom_status status = OPTIBOM_OK;
    arena_init(&arena);
    struct bom *bom = small_build(&arena, NULL);
    for (size_t i = 0; i < 2 && status == OPTIBOM_OK; i++)
        status = evaluation_run(&both[i], &arena, bom, &request, err);
    if (status == OPTIBOM_OK)
        status = consolidation_make(&buy, &arena, both, 2, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < buy->line_count; i++)
        say("%s %lld %lld\n", buy->lines[i].part->name, (long long)buy->lines[i].need,
            (long long)buy->lines[i].alone_micros);
    if (status == OPTIBOM_OK && !bom_against_list(bom, pieces, 2, true))
        status = error_no_memory(err);
    if (status == OPTIBOM_OK)
        say_bom(bom);
    arena_fini(&arena);
    return status;
}

static enum optibom_status in_a_world(struct error *err)
{
    struct arena arena;
    struct world world;
    struct evaluation *evaluation = NULL;
    const char *misfit = NULL;
    const struct evaluation_request request = {.typ_only = true};
    arena_init(&arena);
    struct bom *bom = small_build(&arena, "most");
    enum optibom_status status = world_open(&world, &arena, &bom->spec->scenario,
                                            (struct world_draw){.seed = 3, .number = 2}, err);
    if (status == OPTIBOM_OK) {
        status = world_enter(&world, bom, err);
        if (status == OPTIBOM_OK)
            status = world_check(&misfit, &world, bom, err);
        if (status == OPTIBOM_OK)
            status = evaluation_run(&evaluation, &arena, bom, &request, err);
        if (status == OPTIBOM_OK)
            say_figures(evaluation);
        world_close(&world);
    }
    arena_fini(&arena);
    return status;
}

static enum optibom_status misfits(struct error *err)
{
    struct arena arena;
    const char *misfit = NULL;
    arena_init(&arena);
    struct bom *bom = small_build(&arena, "wrong");
    enum optibom_status status = scenario_apply(&misfit, bom, &arena, err);
    if (status == OPTIBOM_NOT_FOUND) {
        say("%s\n", misfit);
        status = OPTIBOM_OK;
    }
    arena_fini(&arena);
    return status;
}

static enum optibom_status simulate(struct error *err)
{
    const struct simulate_options options = {.seed = 1, .draws = 8};
    const struct evaluation_request request = {.typ_only = true};
    struct arena arena;
    struct evaluation *evaluation = NULL;
    const struct simulate_build *drawn = NULL;
    arena_init(&arena);
    struct bom *bom = small_build(&arena, NULL);
    enum optibom_status status = evaluation_run(&evaluation, &arena, bom, &request, err);
    if (status == OPTIBOM_OK)
        status =
            simulate_build(&drawn, &arena, bom, evaluation, &request, "power_it", &options, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < drawn->result->figure_count; i++)
        say("%s %.12g\n", drawn->metrics[i]->name, drawn->result->figures[i].mean);
    arena_fini(&arena);
    return status;
}

static enum optibom_status rename_part(struct error *err)
{
    static const char *const names[] = {"NVIDIA ConnectX-8", "NVIDIA ConnectX-7"};
    struct catalog_part *parts[2] = {NULL, NULL};
    struct spec_edit edit;
    struct arena arena;
    int64_t id = 0;
    arena_init(&arena);
    heap.is_counting = false;
    for (size_t i = 0; i < 2; i++) {
        need(catalog_part_resolve(&id, &arena, catalog.store, names[i], err), err);
        need(catalog_part_load(&parts[i], &arena, catalog.store, id, err), err);
    }
    heap.is_counting = true;
    enum optibom_status status =
        spec_edit_part(&edit, &arena, &catalog, "s.yaml", small, parts[0], parts[1], err);
    if (status == OPTIBOM_OK)
        say("%zu\n%s", edit.count, edit.text);
    arena_fini(&arena);
    return status;
}

/* Deeper than that the catalog reads a part, the same for whoever asks. */
enum { DEPTH = 7 };

static const struct each_path PATHS[] = {
    {"assemble", assemble_small, DEPTH},
    {"assemble tiers", assemble_tiers, DEPTH},
    {"assemble copper", assemble_copper, DEPTH},
    {"assemble engines", assemble_engines, DEPTH + 2},
    {"evaluate", evaluate, 0},
    {"find faults", find_faults, 0},
    {"buy together", buy_together, 0},
    {"a world", in_a_world, 0},
    {"misfits", misfits, 0},
    {"simulate", simulate, 0},
    {"rename a part", rename_part, DEPTH},
};

static void builds(void **state)
{
    (void)state;
    try_paths(PATHS, CHECK_COUNT(PATHS));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(builds)};
    return cmocka_run_group_tests(tests, open_catalog, close_catalog);
}
