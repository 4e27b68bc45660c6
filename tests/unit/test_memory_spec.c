/* Build specs, while each place that asks for memory fails once. */
#define _GNU_SOURCE
#include "each_allocation.h"

#include "assemble/slot_places.h"
#include "assemble/spec_scenario.h"

/* Every section of a spec, some by way of other files. */
static const char *const files[][2] = {
    {"rack.yaml", "racks: 1\n"
                  "rack: {part: Acme Rack}\n"
                  "accelerators: {part: Acme GPU, count: 8}\n"
                  "facility: {pue: 1.3, supplies: 6}\n"
                  "assembly: ~\n"},
    {"net.yaml", "include: [deep.yaml]\n"
                 "networks:\n"
                 "  storage: &s\n"
                 "    endpoints:\n"
                 "      disk: {in: store, nic: Acme NIC, ports: 2, bandwidth: 200 Gbps, homes: 2}\n"
                 "      cpu: {in: rack, bandwidth: 100 Gbps}\n"
                 "    topology: {kind: leaf-spine, leaves: 2, reserved: 1}\n"
                 "    switch: {where: [bandwidth >= 25 Tbps, kind = switch], class: enclosure}\n"
                 "    spine: Acme Spine\n"
                 "    links:\n"
                 "      - {from: [disk, cpu], to: leaf, medium: aec, cable: Acme AEC,\n"
                 "         lengths: [{length: 2 m, share: 30 %}, {length: 20 m, share: 70 %}],\n"
                 "         beyond: {medium: dsp, module: Acme DR4, far-module: Acme DR4,\n"
                 "                  fiber: Acme MPO}}\n"
                 "      - {from: leaf, to: spine, medium: [dsp, lpo], length: 50 m,\n"
                 "         module: Acme DR8, fiber: {where: [length <= 60 m]}}\n"},
    {"deep.yaml", "servers: {store: {part: Acme Shelf, count: 4}}\n"
                  "light: {margin: 1 dB, els: Acme ELS, fau: Acme FAU, fiber: Acme PM,\n"
                  "        lanes_per_laser: 4, spare_lasers: 1, spare_engines: 1}\n"},
};

static const char build[] =
    "include: [rack.yaml, net.yaml]\n"
    "build: whole\n"
    "title: \"A \\\"whole\\\" spec\"\n"
    "racks: 2\n"
    "networks:\n"
    "  scale-up:\n"
    "    bandwidth: 7200 Gbps\n"
    "    topology: {kind: single-tier, scope: rack}\n"
    "    switch: Acme Switch chip\n"
    "    fec_latency: 90 ns\n"
    "    links: [{from: accelerator, to: switch, medium: dac, length: 2 m, cable: Acme DAC}]\n"
    "  scale-out:\n"
    "    bandwidth: 400 Gbps\n"
    "    topology: {kind: single-tier, planes: 2}\n"
    "    switch: Acme Q1\n"
    "    nic: Acme NIC\n"
    "    links: [{from: nic, to: switch, medium: cpo, length: 20 m, engine: Acme OE,\n"
    "             far-module: Acme DR4, fiber: 'Acme MPO'}]\n"
    "assembly: [{part: Acme Q1, flow: package, packages: 4}]\n"
    "facility: {pue: 1.2, supply_efficiency: 97.5 %, energy_price: 0.08, service_life: 5,\n"
    "           supply: Acme PSU, supplies: 8, derating: 80 %, redundancy: N+1,\n"
    "           rack_power: 120 kW, rack_liquid: 100 kW, rack_air: 30 kW, liquid_share: 80 %}\n"
    "program: {racks: 100, spares: 2 %, one_time_cost: 1000, availability: 99 %, restock: 4,\n"
    "          target_date: 2027-01-31, currency: USD}\n"
    "workload: {bytes_per_token: {fixed: 100, per_context_token: 2}, context: [8k, 1M],\n"
    "           tokens_per_second: 1000}\n"
    "scenarios:\n"
    "  many: {title: Many, program: {racks: x10, spares: ~}, range: most}\n"
    "  dear: {facility: {energy_price: x2.5}, flows: {package: {\"KGOE test: cost\": 30,\n"
    "         \"* bad\": most, yield: 99 %}}}\n"
    "  more: {racks: x1.5, workload: {tokens_per_second: x2}, assembly: ~}\n"
    "levels: {volume: [as it is, many], price: [as it is, dear]}\n";

static enum optibom_status read_file(const char **text, size_t *size, struct arena *arena,
                                     const char *path, struct error *err)
{
    (void)arena;
    for (size_t i = 0; i < CHECK_COUNT(files); i++) {
        if (strcmp(files[i][0], path) == 0) {
            *text = files[i][1];
            *size = strlen(*text);
            return OPTIBOM_OK;
        }
    }
    return error_set(err, OPTIBOM_NOT_FOUND, "%s is not there", path);
}

static const struct spec_files includes = {read_file};
static const struct spec_text whole_text = {"whole.yaml", build, sizeof build - 1, &includes};

static void say_slot(const struct spec_slot *slot)
{
    say(" %s:%zu", slot->part != NULL ? slot->part : "-", slot->where_count);
}

static void say_spec(const struct spec *spec)
{
    say("%s, %s: %lld racks,", spec->name, spec->title, (long long)spec->racks);
    say_slot(&spec->rack);
    say_slot(&spec->facility.supply);
    say_slot(&spec->light.els);
    say(" %g %g %lld %zu", spec->facility.pue, spec->facility.energy_price,
        (long long)spec->program.racks, spec->assembly_count);
    for (size_t i = 0; i < spec->network_count; i++) {
        say("\n%s", spec->networks[i].name);
        say_slot(&spec->networks[i].switch_slot);
        for (size_t j = 0; j < spec->networks[i].endpoint_count; j++)
            say(" %s", spec->networks[i].endpoints[j].name);
        for (size_t j = 0; j < spec->networks[i].link_count; j++)
            say(" %s-%s/%zu", spec->networks[i].links[j].from, spec->networks[i].links[j].medium,
                spec->networks[i].links[j].length_count);
    }
    for (size_t i = 0; i < spec->scenario_count; i++)
        say("\n%s: %s", spec->scenarios[i].name, spec->scenarios[i].title);
    for (size_t i = 0; i < spec->scenario.flow_value_count; i++)
        say("\n%s: %s", spec->scenario.flow_values[i].flow, spec->scenario.flow_values[i].input);
    for (size_t i = 0; i < spec->level_count; i++)
        say("\n%s: %s", spec->levels[i].name, spec->levels[i].choices[1]);
    say("\n");
}

static enum optibom_status load(struct error *err)
{
    struct arena arena;
    struct spec *spec = NULL;
    arena_init(&arena);
    enum optibom_status status =
        spec_load(&spec, &arena, "whole.yaml", build, sizeof build - 1, &includes, err);
    if (status == OPTIBOM_OK)
        say_spec(spec);
    arena_fini(&arena);
    return status;
}

static enum optibom_status flatten(struct error *err)
{
    struct arena arena;
    const char *flat = NULL;
    arena_init(&arena);
    enum optibom_status status =
        spec_flatten(&flat, &arena, "whole.yaml", build, sizeof build - 1, &includes, err);
    if (status == OPTIBOM_OK)
        say("%s", flat);
    arena_fini(&arena);
    return status;
}

static enum optibom_status under_scenarios(struct error *err)
{
    static const char outside[] = "title: Aside\nprogram: {racks: x2}\n";
    const struct spec_text aside = {"aside.yaml", outside, sizeof outside - 1, &includes};
    const struct spec_under under[] = {{NULL, "many"}, {NULL, "dear"}, {&aside, "aside"}};
    struct arena arena;
    struct spec *spec = NULL;
    const char *misfit = NULL;
    arena_init(&arena);
    enum optibom_status status =
        spec_scenario_load(&spec, &misfit, &arena, &whole_text, under, CHECK_COUNT(under), 0, err);
    if (status == OPTIBOM_OK)
        say_spec(spec);
    if (status == OPTIBOM_OK)
        status = spec_scenario_load(&spec, &misfit, &arena, &whole_text,
                                    &(struct spec_under){NULL, "more"}, 1, 12, err);
    if (status == OPTIBOM_OK)
        say_spec(spec);
    arena_fini(&arena);
    return status;
}

/* Of one that does not fit the sentence is told. */
static enum optibom_status misfits(struct error *err)
{
    static const char bare[] = "build: bare\naccelerators: {part: A, count: 1}\n"
                               "networks: {scale-up: {bandwidth: 100, switch: S,\n"
                               "  topology: {kind: single-tier}, links: [{from: accelerator,\n"
                               "  to: switch, medium: dac, length: 1, cable: C}]}}\n"
                               "scenarios: {dear: {facility: {energy_price: x2}}}\n";
    const struct spec_text text = {"bare.yaml", bare, sizeof bare - 1, NULL};
    static const char *const asked[] = {"dear", "deer"};
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; i < CHECK_COUNT(asked) && status == OPTIBOM_OK; i++) {
        struct arena arena;
        struct spec *spec = NULL;
        const char *misfit = NULL;
        arena_init(&arena);
        status = spec_scenario_load(&spec, &misfit, &arena, &text,
                                    &(struct spec_under){NULL, asked[i]}, 1, 0, err);
        if (status == OPTIBOM_NOT_FOUND) {
            say("%s: %s\n", asked[i], misfit);
            status = OPTIBOM_OK;
        }
        arena_fini(&arena);
    }
    return status;
}

static enum optibom_status names(struct error *err)
{
    static const char several[] = "scenarios: {one: {title: First}, two: {racks: 3}}\n";
    const struct spec_text texts[] = {{"a/several.yaml", several, sizeof several - 1, NULL},
                                      {"b/alone.yaml", "racks: 3\n", 9, NULL}};
    struct arena arena;
    enum optibom_status status = OPTIBOM_OK;
    arena_init(&arena);
    for (size_t i = 0; i < CHECK_COUNT(texts) && status == OPTIBOM_OK; i++) {
        struct spec_scenario_names found = {NULL, 0};
        status = spec_scenario_names(&found, &arena, &texts[i], err);
        for (size_t j = 0; status == OPTIBOM_OK && j < found.count; j++)
            say("%s %s\n", found.items[j].name, found.items[j].place);
    }
    arena_fini(&arena);
    return status;
}

static enum optibom_status places_of_parts(struct error *err)
{
    struct arena arena;
    const char *flat = NULL;
    struct slot_places found = {NULL, 0};
    arena_init(&arena);
    enum optibom_status status =
        spec_flatten(&flat, &arena, "whole.yaml", build, sizeof build - 1, &includes, err);
    if (status == OPTIBOM_OK)
        status = slot_places_load(&found, &arena, "flat.yaml", flat, strlen(flat), err);
    for (size_t i = 0; status == OPTIBOM_OK && i < found.count; i++)
        say("%zu %s\n", found.items[i].line, found.items[i].part);
    arena_fini(&arena);
    return status;
}

static const struct each_path PATHS[] = {
    {"load", load, 0},       {"flatten", flatten, 0}, {"scenarios", under_scenarios, 0},
    {"misfits", misfits, 0}, {"names", names, 0},     {"places", places_of_parts, 0},
};

static void specs(void **state)
{
    (void)state;
    try_paths(PATHS, CHECK_COUNT(PATHS));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(specs)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
