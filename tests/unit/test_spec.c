/* Build specs: what is read, and every error with file, line, column and the nearest key. */
#include "check.h"

#include "assemble/build_spec.h"

#include <string.h>

#define HEAD                                                                                       \
    "build: b\n"                                                                                   \
    "accelerators: {part: Acme ACC, count: 8}\n"
#define LINK "      - {from: nic, to: switch, medium: dsp, length: 20 m}\n"
#define NETWORK                                                                                    \
    "networks:\n"                                                                                  \
    "  scale-out:\n"                                                                               \
    "    bandwidth: 400 Gbps\n"                                                                    \
    "    topology: {kind: single-tier}\n"                                                          \
    "    switch: Acme SWITCH\n"                                                                    \
    "    links:\n" LINK

#define ENDS "networks:\n  n: {topology: {kind: leaf-spine}, switch: S, endpoints: {\n          "

static enum optibom_status load(struct spec **spec, struct arena *arena, const char *text,
                                struct error *err)
{
    return spec_load(spec, arena, "rack.yaml", text, strlen(text), NULL, err);
}

static void smallest_spec_has_its_defaults(void **state)
{
    (void)state;
    struct arena arena;
    struct spec *spec = NULL;
    struct error err = {0};
    arena_init(&arena);
    assert_int_equal(load(&spec, &arena, HEAD NETWORK, &err), OPTIBOM_OK);
    assert_string_equal(spec->name, "b");
    assert_string_equal(spec->title, "b");
    assert_int_equal(spec->racks, 1);
    assert_int_equal(spec->program.racks, 1); /* those of the build */
    assert_string_equal(spec->program.currency, "USD");
    CHECK_CLOSE(spec->program.spares, 0);
    CHECK_CLOSE(spec->facility.pue, 1);
    CHECK_CLOSE(spec->facility.supply_efficiency, 1);
    CHECK_CLOSE(spec->facility.energy_price, NAN);
    CHECK_CLOSE(spec->facility.service_life_years, NAN);
    CHECK_CLOSE(spec->facility.derating, 1);
    CHECK_CLOSE(spec->facility.liquid_share, NAN);
    CHECK_CLOSE(spec->facility.rack_power_w, 0);
    assert_int_equal(spec->facility.redundancy, SPEC_NO_REDUNDANCY);
    assert_int_equal(spec->facility.supply.line, 0);
    CHECK_CLOSE(spec->light.margin_db, 0);
    assert_false(spec->workload.is_given);
    assert_int_equal(spec->rack.line, 0); /* no such slot */
    assert_int_equal(spec->accelerators_per_rack, 8);
    assert_string_equal(spec->accelerator.part, "Acme ACC");
    assert_int_equal(spec->network_count, 1);
    const struct spec_network *network = &spec->networks[0];
    assert_string_equal(network->name, "scale-out");
    CHECK_CLOSE(network->bandwidth_gbps, 400);
    assert_int_equal(network->scope, SPEC_BUILD);
    assert_int_equal(network->line, 5);
    assert_int_equal(network->endpoint_count, 1);
    assert_null(network->endpoints[0].name);
    assert_int_equal(network->endpoints[0].group, SPEC_ACCELERATORS);
    assert_int_equal(network->endpoints[0].link, 0);
    assert_int_equal(network->endpoints[0].nic.line, 0);
    assert_int_equal(network->link_count, 1);
    assert_int_equal(network->links[0].length_count, 1);
    CHECK_CLOSE(network->links[0].lengths[0].length_m, 20);
    CHECK_CLOSE(network->links[0].lengths[0].share, 1);
    assert_int_equal(network->links[0].line, 9);
    arena_fini(&arena);
}

static void whole_spec_is_read(void **state)
{
    (void)state;
    static const char TEXT[] =
        "build: b\ntitle: Long name\nracks: 4\nrack: {where: kind = rack}\n"
        "accelerators: {where: [\"memory >= 180 GB\", \"power <= 1.2 kW\"], count: 72}\n"
        "networks:\n  scale-up:\n    bandwidth: 7.2 Tbps\n    topology: {kind: single-tier, scope: "
        "rack}\n"
        "    switch: {where: \"bandwidth >= 51.2 Tbps\", class: switch_asic}\n"
        "    nic: {part: Acme NIC}\n    links:\n"
        "      - {from: accelerator, to: switch, medium: dac, length: 200 cm, cable: Acme DAC}\n"
        "  storage:\n    topology: {kind: leaf-spine, leaves: 2, rails: 2}\n    switch: Acme S\n"
        "    endpoints:\n"
        "      a: {nic: Acme NIC, nics: 4, ports: 2, bandwidth: 200 Gbps, homes: 2}\n"
        "      b: {in: disks, bandwidth: 100 Gbps}\n    links:\n"
        "      - {from: [a, b], to: leaf, medium: dac, cable: Acme DAC,\n"
        "         lengths: [{length: 2 m, share: 75 %}, {length: 0.5 km, share: 25 %}],\n"
        "         beyond: {medium: dsp, module: Acme M, far-module: Acme N, fiber: Acme F}}\n"
        "servers:\n  disks: {part: Acme D, count: 3}\n"
        "assembly:\n  - {part: Acme S, flow: package, packages: 4}\n"
        "facility: {pue: 1.2, supply_efficiency: 97.5 %, energy_price: 0.08, service_life: 5}\n"
        "program: {racks: 100, spares: 2 %, currency: EUR}\n"
        "workload: {bytes_per_token: 1e6, tokens_per_second: 300}\n";
    struct arena arena;
    struct spec *spec = NULL;
    struct error err = {0};
    arena_init(&arena);
    assert_int_equal(load(&spec, &arena, TEXT, &err), OPTIBOM_OK);
    assert_string_equal(spec->title, "Long name");
    assert_int_equal(spec->rack.where_count, 1);
    assert_string_equal(spec->rack.where[0], "kind = rack");
    assert_string_equal(spec->rack.class_name, "enclosure");
    assert_int_equal(spec->accelerator.where_count, 2);
    assert_string_equal(spec->accelerator.where[1], "power <= 1.2 kW");
    const struct spec_network *network = &spec->networks[0];
    CHECK_CLOSE(network->bandwidth_gbps, 7200);
    assert_int_equal(network->scope, SPEC_RACK);
    assert_string_equal(network->switch_slot.class_name, "switch_asic");
    assert_string_equal(network->endpoints[0].nic.part, "Acme NIC");
    assert_int_equal(network->link_count, 1);
    CHECK_CLOSE(network->links[0].lengths[0].length_m, 2);
    assert_string_equal(network->links[0].cable.part, "Acme DAC");
    assert_int_equal(network->links[0].fiber.line, 0);
    network = &spec->networks[1];
    CHECK_CLOSE(network->bandwidth_gbps, 4. * 2 * 200 / 72); /* of each accelerator of a rack */
    assert_int_equal(network->topology.leaves, 2);
    assert_int_equal(network->endpoint_count, 2);
    assert_int_equal(network->endpoints[0].group, SPEC_RACKS);
    assert_int_equal(network->endpoints[0].nics, 4);
    assert_int_equal(network->endpoints[0].homes, 2);
    assert_int_equal(network->endpoints[1].group, 0);
    assert_int_equal(network->endpoints[1].ports, 1);
    assert_int_equal(network->endpoints[1].link, 0);
    assert_string_equal(spec->servers[0].name, "disks");
    assert_int_equal(spec->servers[0].count, 3);
    const struct spec_link *link = &network->links[0];
    assert_int_equal(link->length_count, 2);
    CHECK_CLOSE(link->lengths[0].share, 0.75);
    CHECK_CLOSE(link->lengths[1].length_m, 500);
    assert_string_equal(link->beyond->near_module.part, "Acme M");
    assert_string_equal(link->beyond->far_module.part, "Acme N");
    assert_string_equal(link->beyond->fiber.class_name, "fiber");
    assert_string_equal(link->beyond->from, "a");
    assert_int_equal(link->beyond->length_count, 2);
    assert_int_equal(spec->assembly_count, 1);
    assert_int_equal(spec->assemblies[0].packages, 4);
    CHECK_CLOSE(spec->facility.supply_efficiency, 0.975);
    CHECK_CLOSE(spec->program.spares, 0.02);
    assert_int_equal(spec->program.racks, 100);
    assert_string_equal(spec->program.currency, "EUR");
    assert_true(spec->workload.is_given);
    CHECK_CLOSE(spec->workload.bytes_per_token, 1e6);
    arena_fini(&arena);
}

static void site_is_read(void **state)
{
    (void)state;
    static const char TEXT[] = HEAD NETWORK
        "    fec_latency: 0.2 us\n"
        "facility: {supply: Acme PSU, supplies: 8, derating: 80 %, redundancy: N+N, rack_power: "
        "130 "
        "kW, rack_liquid: 115 kW, rack_air: 17000, liquid_share: 87 %}\n"
        "light: {margin: 1.5 dB}\n"
        "workload: {bytes_per_token: {fixed: 1e6, per_context_token: 40}, tokens_per_second: 300,"
        " context: [8k, 131072, 1 M]}\n";
    struct arena arena;
    struct spec *spec = NULL;
    struct error err = {0};
    arena_init(&arena);
    if (load(&spec, &arena, TEXT, &err) != OPTIBOM_OK)
        fail_msg("%s", err.text);
    CHECK_CLOSE(spec->networks[0].fec_latency_ns, 200);
    assert_string_equal(spec->facility.supply.part, "Acme PSU");
    assert_string_equal(spec->facility.supply.class_name, "psu");
    assert_int_equal(spec->facility.supplies, 8);
    CHECK_CLOSE(spec->facility.derating, 0.8);
    assert_int_equal(spec->facility.redundancy, SPEC_AS_MANY);
    CHECK_CLOSE(spec->facility.rack_power_w, 130000);
    CHECK_CLOSE(spec->facility.rack_liquid_w, 115000);
    CHECK_CLOSE(spec->facility.rack_air_w, 17000);
    CHECK_CLOSE(spec->facility.liquid_share, 0.87);
    CHECK_CLOSE(spec->facility.pue, 1);
    CHECK_CLOSE(spec->light.margin_db, 1.5);
    CHECK_CLOSE(spec->workload.bytes_per_token, 1e6);
    CHECK_CLOSE(spec->workload.bytes_per_context_token, 40);
    assert_int_equal(spec->workload.context_count, 3);
    CHECK_CLOSE(spec->workload.contexts[0], 8000);
    CHECK_CLOSE(spec->workload.contexts[1], 131072);
    CHECK_CLOSE(spec->workload.contexts[2], 1e6);
    arena_fini(&arena);
}

static const struct {
    const char *text, *sentence; /* the start of it */
} refusals[] = {
    {"buidl: b\n", "rack.yaml:1:1: unknown key 'buidl'; did you mean 'build'?"},
    {HEAD "rakcs: 2\n" NETWORK, "rack.yaml:3:1: unknown key 'rakcs'; did you mean 'racks'?"},
    {HEAD "qwertyuiop: 2\n" NETWORK, "rack.yaml:3:1: unknown key 'qwertyuiop'; its manual page"},
    {HEAD "racks: 2\nracks: 3\n" NETWORK, "rack.yaml:4:1: 'racks' is given twice; keep one"},
    {HEAD, "rack.yaml:1:1: 'networks' is missing here"},
    {"build: b\n" NETWORK, "rack.yaml:1:1: 'accelerators' is missing here"},
    {"accelerators: {part: A, count: 8}\n" NETWORK, "rack.yaml:1:1: 'build' is missing here"},
    {"build: b\naccelerators: {part: A}\n" NETWORK, "rack.yaml:2:15: 'count' is missing here"},
    {"build: b\naccelerators: {count: 8}\n" NETWORK, "rack.yaml:2:15: give 'count' above 0"},
    {"build: b\naccelerators: {part: A, where: x = 1, count: 8}\n" NETWORK,
     "rack.yaml:2:15: give 'count' above 0"},
    {"build: b\naccelerators: {part: A, count: 0}\n" NETWORK,
     "rack.yaml:2:15: give 'count' above 0"},
    {"build: b\naccelerators: {part: A, count: -8}\n" NETWORK,
     "rack.yaml:2:32: 'count: -8': a whole number, 0 or more, is expected"},
    {"build: b\naccelerators: Acme\n" NETWORK,
     "rack.yaml:2:15: a mapping (key: value) is expected"},
    {HEAD "racks: 0\n" NETWORK, "rack.yaml:1:1: racks must be 1 or more"},
    {HEAD "racks: 1.5\n" NETWORK, "rack.yaml:3:8: 'racks: 1.5': a whole number"},
    {HEAD "rack: {}\n" NETWORK, "rack.yaml:3:7: give either 'part: NAME' or 'where: PREDICATE'"},
    {HEAD "rack: {part: A, where: x = 1}\n" NETWORK, "rack.yaml:3:7: give either"},
    {HEAD "rack: {prat: A}\n" NETWORK, "rack.yaml:3:8: unknown key 'prat'; did you mean 'part'?"},
    {HEAD "rack: [A, B]\n" NETWORK, "rack.yaml:3:7: a mapping (key: value) is expected"},
    {HEAD NETWORK "    swtich: A\n",
     "rack.yaml:10:5: unknown key 'swtich'; did you mean 'switch'?"},
    {HEAD
     "networks:\n  n: {bandwidth: 400 W, topology: {kind: single-tier}, switch: S, links: []}\n",
     "rack.yaml:4:18: bandwidth: "},
    {HEAD "networks:\n  n: {bandwidth: 0, topology: {kind: single-tier}, switch: S, links: []}\n",
     "rack.yaml:4:6: bandwidth of 'n' must be above 0"},
    {HEAD "networks:\n  n: {bandwidth: 1, topology: {kind: torus}, switch: S, links: []}\n",
     "rack.yaml:4:31: topology kind 'torus' is not known; write 'single-tier', or see "
     "docs/build-spec.md"},
    {HEAD "networks:\n  n: {bandwidth: 1, topology: {kind: single-tier, scope: moon}, switch: S, "
          "links: []}\n",
     "rack.yaml:4:31: scope 'moon' is not known; write 'rack', or see docs/build-spec.md"},
    {HEAD "networks:\n  n: {bandwidth: 1, topology: {kind: single-tier, rails: 4}, switch: S, "
          "links: []}\n",
     "rack.yaml:4:31: a single tier has no rails and no uplinks; write kind: leaf-spine"},
    {HEAD "networks:\n  n: {bandwidth: 1, topology: {kind: leaf-spine, planes: 0}, switch: S, "
          "links: []}\n",
     "rack.yaml:4:31: rails and planes are 1 or more"},
    {HEAD "networks:\n  n: {bandwidth: 1, topology: {kind: fat-tree, oversubscription: 0.5}, "
          "switch: S, links: []}\n",
     "rack.yaml:4:31: oversubscription is bandwidth down over bandwidth up, 1 or more"},
    {HEAD "networks:\n  n: {bandwidth: 1, topology: {kind: single-tier}, switch: S, links: [{from: "
          "nic}]}\n",
     "rack.yaml:4:71: 'to' is missing here"},
    {HEAD "networks:\n  n: {topology: {kind: single-tier}, switch: S, links: []}\n",
     "rack.yaml:4:6: 'n' needs 'bandwidth', of each accelerator, or 'endpoints'"},
    {HEAD "networks:\n  n: {bandwidth: 1, topology: {kind: single-tier}, links: []}\n",
     "rack.yaml:4:6: 'switch' is missing here"},
    {HEAD "networks:\n  n: {bandwidth: 1, topology: {kind: full-mesh}, switch: S, links: []}\n",
     "rack.yaml:4:6: a full mesh of endpoints has no switch"},
    {HEAD "networks:\n  n: {bandwidth: 1, topology: {kind: full-mesh, planes: 2}, links: []}\n",
     "rack.yaml:4:31: a full mesh of endpoints has no leaves, no rails and no planes"},
    {HEAD "networks:\n  n: {bandwidth: 1, topology: {kind: mesh, uplinks: 2}, switch: S, links: "
          "[]}\n",
     "rack.yaml:4:31: a mesh has no uplinks; write mesh_links"},
    {HEAD "networks:\n  n: {bandwidth: 1, topology: {kind: fat-tree, mesh_links: 2}, switch: S, "
          "links: []}\n",
     "rack.yaml:4:31: mesh_links are those of kind: mesh or full-mesh"},
    {HEAD ENDS "a: {bandwidth: 1, in: moon}}, links: []}\n",
     "rack.yaml:5:14: no servers are called 'moon'; write 'rack', or add them to 'servers'"},
    {HEAD ENDS "a: {bandwidth: 1, ports: 3, homes: 2}}, links: []}\n",
     "rack.yaml:5:14: its ports in a plane do not divide evenly over 2 homes"},
    {HEAD ENDS "a: {bandwidth: 1}}, nic: N, links: []}\n",
     "rack.yaml:4:6: 'n' has endpoints; their bandwidth and nic stand there"},
    {HEAD ENDS "disk: {bandwidth: 1}}, links: [{from: disc, to: leaf, medium: dac, length: 1}]}\n",
     "rack.yaml:5:49: from 'disc' is not known; did you mean 'disk'?"},
    {HEAD ENDS "a: {bandwidth: 1}}, links: [{from: [a, a], to: leaf, medium: dac, length: 1}]}\n",
     "rack.yaml:5:50: 'a' has a link already"},
    {HEAD ENDS "a: {bandwidth: 1}}, links: [{from: a, to: leaf, medium: dac}]}\n",
     "rack.yaml:5:39: 'length' is missing here"},
    {HEAD ENDS "a: {bandwidth: 1}}, links: [{from: a, to: leaf, medium: dac, lengths: [{length: 1, "
               "share: 90 %}]}]}\n",
     "rack.yaml:5:81: the shares of the lengths add to 90 %, not to 100 %"},
    {HEAD ENDS "a: {bandwidth: 1}}, links: [{from: a, to: spine, medium: dac, length: 1}]}\n",
     "rack.yaml:5:39: there is no link from a to spine"},
    {HEAD ENDS "}, links: []}\n", "rack.yaml:4:59: a network has 1 to 256 endpoints"},
    {HEAD ENDS "switch: {bandwidth: 1}}, links: []}\n",
     "rack.yaml:5:19: endpoints cannot be called 'switch'; that is a switch"},
    {HEAD ENDS "a: {bandwidth: 1}, a: {bandwidth: 2}}, links: []}\n",
     "rack.yaml:5:30: 'a' is given twice; keep one"},
    {HEAD ENDS "a: {bandwidth: 1, nics: 1e12, ports: 1e12, homes: 3}}, links: []}\n",
     "rack.yaml:5:14: its ports in a plane do not divide evenly over 3 homes"},
    {HEAD ENDS "a: {bandwidth: 1}}, links: [{from: spine, to: core, medium: dac, length: 1}]}\n",
     "rack.yaml:5:39: there is no link from spine to core"},
    {HEAD "networks:\n  n: {bandwidth: 1, topology: {kind: single-tier}, switch: S, links: [{from: "
          "leaf, to: spine, medium: dac, length: 1}]}\n",
     "rack.yaml:4:71: there is no link from leaf to spine"},
    {HEAD NETWORK "  scale-out: {}\n", "rack.yaml:10:3: 'scale-out' is given twice; keep one"},
    {HEAD NETWORK "servers: {s: {part: A, count: 1}, s: {part: B, count: 1}}\n",
     "rack.yaml:10:35: 's' is given twice; keep one"},
    {HEAD NETWORK "servers: {rack: {part: A, count: 1}}\n",
     "rack.yaml:10:17: servers cannot be called 'rack'"},
    {HEAD NETWORK "assembly:\n  - {part: A, flow: f}\n",
     "rack.yaml:11:5: 'packages' is missing here"},
    {HEAD NETWORK "facility: {pue: 0.9}\n", "rack.yaml:10:11: pue must be 1 or more"},
    {HEAD NETWORK "facility: {supply_efficiency: 0}\n",
     "rack.yaml:10:11: supply_efficiency must be"},
    {HEAD NETWORK "facility: {supply_efficiency: 101 %}\n",
     "rack.yaml:10:11: supply_efficiency must be"},
    {HEAD NETWORK "program: {spares: 101 %}\n",
     "rack.yaml:10:10: spares must lie between 0 and 100 %"},
    {HEAD NETWORK "program: {spares: -1 %}\n",
     "rack.yaml:10:10: spares must lie between 0 and 100 %"},
    {HEAD NETWORK "workload: {bytes_per_token: 1}\n",
     "rack.yaml:10:11: 'tokens_per_second' is missing"},
    {"", "rack.yaml: "},
    {"just text\n", "rack.yaml:1:1: a mapping (key: value) is expected"},
    {"build: [\n", "rack.yaml:2:1: not YAML: "},
    {"build: b\n\tracks: 2\n", "rack.yaml:2:1: not YAML: "},
    {HEAD NETWORK "facility: {redundancy: N+2}\n", "rack.yaml:10:11: redundancy 'N+2'"},
    {HEAD NETWORK "facility: {derating: 0}\n", "rack.yaml:10:11: derating must be above 0"},
    {HEAD NETWORK "facility: {supply: Acme PSU}\n", "rack.yaml:10:11: 'supply' needs 'supplies'"},
    {HEAD NETWORK "facility: {supply: Acme PSU, supplies: 2, supply_rating: 1 kW}\n",
     "rack.yaml:10:11: the part of 'supply' has a rating"},
    {HEAD NETWORK "facility: {rack_power: -1}\n", "rack.yaml:10:11: supply_rating, rack_power,"},
    {HEAD NETWORK "facility: {liquid_share: 101 %}\n", "rack.yaml:10:11: liquid_share must lie"},
    {HEAD NETWORK "light: {margin: -1 dB}\n", "rack.yaml:10:8: margin is 0 dB or more"},
    {HEAD NETWORK "workload: {bytes_per_token: {per_context_token: 4}, tokens_per_second: 3}\n",
     "rack.yaml:10:11: bytes that grow with the context need 'context'"},
    {HEAD NETWORK "workload: {bytes_per_token: 4 W, tokens_per_second: 3}\n",
     "rack.yaml:10:29: bytes_per_token: "},
    {HEAD NETWORK "workload: {bytes_per_token: 4, tokens_per_second: 3, context: [8k, long]}\n",
     "rack.yaml:10:68: context 'long' is no length in tokens"},
    {HEAD NETWORK "workload: {bytes_per_token: 4, tokens_per_second: 3, context: 0}\n",
     "rack.yaml:10:63: context '0' is no length in tokens"},
};

static void errors_name_place_and_nearest_key(void **state)
{
    (void)state;
    for (size_t i = 0; i < CHECK_COUNT(refusals); i++) {
        struct arena arena;
        struct spec *spec = NULL;
        struct error err = {0};
        arena_init(&arena);
        enum optibom_status status = load(&spec, &arena, refusals[i].text, &err);
        if (status != OPTIBOM_BAD_INPUT ||
            strncmp(err.text, refusals[i].sentence, strlen(refusals[i].sentence)) != 0) {
            print_error("spec:\n%s\n  expected %s\n  got      %s\n", refusals[i].text,
                        refusals[i].sentence, err.text);
            fail();
        }
        assert_null(spec);
        arena_fini(&arena);
    }
}

/* Every prefix of a good spec is read or refused, without a crash or a leak. */
static void cut_off_specs_are_refused_or_read(void **state)
{
    (void)state;
    static const char TEXT[] =
        HEAD NETWORK "facility: {pue: 1.2}\nprogram: {racks: 100, spares: 2 %}\n";
    for (size_t length = 0; length < sizeof TEXT; length++) {
        struct arena arena;
        struct spec *spec = NULL;
        struct error err = {0};
        arena_init(&arena);
        enum optibom_status status =
            spec_load(&spec, &arena, "rack.yaml", TEXT, length, NULL, &err);
        assert_true((status == OPTIBOM_OK) == (spec != NULL));
        assert_true((status == OPTIBOM_OK) == (err.text[0] == '\0'));
        arena_fini(&arena);
    }
}

/* "any" is each medium of ports, in the order of SPEC_MEDIA_NAMES; the first counts till one is
 * chosen. */
static void any_medium_is_each_of_ports(void **state)
{
    (void)state;
    struct arena arena;
    struct spec *spec = NULL;
    struct error err = {0};
    arena_init(&arena);
    assert_int_equal(load(&spec, &arena,
                          HEAD "networks:\n  n: {bandwidth: 400, topology: {kind: single-tier},\n"
                               "      switch: S, links: [{from: nic, to: switch, medium: any, "
                               "length: 20 m}]}\n",
                          &err),
                     OPTIBOM_OK);
    const struct spec_link *link = &spec->networks[0].links[0];
    assert_int_equal(link->media_count, SPEC_MEDIA_OF_PORTS);
    for (size_t i = 0; i < link->media_count; i++) {
        assert_string_equal(link->media[i], SPEC_MEDIA_NAMES[i]);
        assert_string_not_equal(link->media[i], "base-t");
    }
    assert_string_equal(link->medium, "dac");
    arena_fini(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_medium_is_each_of_ports),
        cmocka_unit_test(smallest_spec_has_its_defaults),
        cmocka_unit_test(whole_spec_is_read),
        cmocka_unit_test(site_is_read),
        cmocka_unit_test(errors_name_place_and_nearest_key),
        cmocka_unit_test(cut_off_specs_are_refused_or_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
