/* What a build spec is refused for: the smallest change of a good one for each sentence. */
#include "check.h"

#include "assemble/build_spec.h"

#include <string.h>

/* A good one; a case puts something else in place of one of its first three lines, or behind. */
#define HEAD "build: b\n"
#define MACHINES "accelerators: {part: A, count: 4}\n"
#define NETWORK(rest) "networks: {scale-out: {" rest "}}\n"
#define LEAVES                                                                                     \
    "switch: S, links: [{from: accelerator, to: leaf, medium: dac, length: 2, cable: C}, "         \
    "{from: leaf, to: spine, medium: dac, length: 2, cable: C}]"
#define TREE(topology)                                                                             \
    NETWORK("bandwidth: 400, topology: {kind: leaf-spine, " topology "}, " LEAVES)
#define LINKS(list) "switch: S, links: [" list "]"
#define LINK "{from: accelerator, to: switch, medium: dac, length: 2, cable: C}"
#define LINKED(list) NETWORK("bandwidth: 400, topology: {kind: single-tier}, " LINKS(list))
#define SHAPED(topology, list) NETWORK("bandwidth: 400, topology: {" topology "}, " LINKS(list))
#define JOINED(list, topology)                                                                     \
    NETWORK("endpoints: {" list "}, topology: {kind: single-tier" topology                         \
            "}, " LINKS("{from: e, to: switch, medium: dac, length: 2, cable: C}"))

static const struct {
    const char *what, *said, *behind, *head, *machines, *network;
} cases[] = {
    {"a cost below 0", "s.yaml:4:10: one_time_cost cannot be negative",
     .behind = "program: {one_time_cost: -1}\n"},
    {"certainty", "s.yaml:4:10: availability lies between 0 and 100 %, both excluded",
     .behind = "program: {availability: 100 %}\n"},
    {"no availability", "s.yaml:4:10: availability lies between 0 and 100 %, both excluded",
     .behind = "program: {availability: 0}\n"},
    {"no time", "s.yaml:4:10: restock is a time above 0", .behind = "program: {restock: 0}\n"},
    {"no day", "s.yaml:4:10: target_date '2026-02-30' is no day; write YYYY-MM-DD",
     .behind = "program: {target_date: 2026-02-30}\n"},
    {"no day at all", "s.yaml:4:10: target_date 'soon' is no day; write YYYY-MM-DD",
     .behind = "program: {target_date: soon}\n"},
    {"a name of nothing", "s.yaml:1:1: 'build' is the build's name, one line of text",
     .head = "build: \"\"\n"},
    {"a name of two lines", "s.yaml:1:1: 'build' is the build's name, one line of text",
     .head = "build: \"a\\nb\"\n"},
    {"a name that is a pattern",
     "s.yaml:1:1: build 'a*': a name has no * ? ~ and does not begin with = < >",
     .head = "build: a*\n"},
    {"a name that compares",
     "s.yaml:1:1: build '=a': a name has no * ? ~ and does not begin with = < >",
     .head = "build: \"=a\"\n"},
    {"endpoints without bandwidth", "s.yaml:3:39: bandwidth must be above 0",
     .network = JOINED("e: {in: rack, bandwidth: 0}", "")},
    {"no adapters", "s.yaml:3:39: nics, ports and homes are 1 or more",
     .network = JOINED("e: {in: rack, bandwidth: 4, nics: 0}", "")},
    {"no ports", "s.yaml:3:39: nics, ports and homes are 1 or more",
     .network = JOINED("e: {in: rack, bandwidth: 4, ports: 0}", "")},
    {"no homes", "s.yaml:3:39: nics, ports and homes are 1 or more",
     .network = JOINED("e: {in: rack, bandwidth: 4, homes: 0}", "")},
    {"no endpoints", "s.yaml:3:77: a network has 1 to 256 endpoints",
     .network = NETWORK("topology: {kind: single-tier}, switch: S, endpoints: {},  links: [{from: "
                        "accelerator, to: switch, medium: dac, length: 2, cable: C}]")},
    {"machines beside the racks in a network of the rack",
     "s.yaml:3:39: a network of scope rack joins what is in the racks; write scope: build to join "
     "other servers",
     .network = JOINED("e: {in: s, bandwidth: 4}", ", scope: rack"),
     .behind = "servers: {s: {part: M, count: 2}}\n"},
    {"endpoints and bandwidth",
     "s.yaml:3:23: 'scale-out' has endpoints; their bandwidth and nic stand there",
     .network = NETWORK(
         "bandwidth: 400, topology: {kind: single-tier}, switch: S, endpoints: {e: {in: rack, "
         "bandwidth: 4}},  links: [{from: e, to: switch, medium: dac, length: 2, cable: C}]")},
    {"endpoints and nic",
     "s.yaml:3:23: 'scale-out' has endpoints; their bandwidth and nic stand there",
     .network = NETWORK(
         "topology: {kind: single-tier}, switch: S, nic: N, endpoints: {e: {in: rack, bandwidth: "
         "4}},  links: [{from: e, to: switch, medium: dac, length: 2, cable: C}]")},
    {"a level without choices", "s.yaml:5:13: a level takes 1 to 64 scenarios of the spec",
     .behind = "scenarios: {s: {racks: 2}}\n"
               "levels: {l: []}\n"},
    {"a level of no name", "s.yaml:5:14: the name of a level is one line of text",
     .behind = "scenarios: {s: {racks: 2}}\n"
               "levels: {\"\": [s]}\n"},
    {"a level of two lines", "s.yaml:5:18: the name of a level is one line of text",
     .behind = "scenarios: {s: {racks: 2}}\n"
               "levels: {\"a\\nb\": [s]}\n"},
    {"a level that is one word", "s.yaml:5:13: a list or a mapping is expected here",
     .behind = "scenarios: {s: {racks: 2}}\n"
               "levels: {l: s}\n"},
    {"a scenario that is a file",
     "s.yaml:4:21: 's.yaml' cannot name a scenario: one line of text that is no file's name is "
     "expected",
     .behind = "scenarios: {s.yaml: {racks: 2}}\n"},
    {"a scenario that is a short file",
     "s.yaml:4:20: 's.yml' cannot name a scenario: one line of text that is no file's name is "
     "expected",
     .behind = "scenarios: {s.yml: {racks: 2}}\n"},
    {"a scenario of two lines",
     "s.yaml:4:21: 'a b' cannot name a scenario: one line of text that is no file's name is "
     "expected",
     .behind = "scenarios: {\"a\\nb\": {racks: 2}}\n"},
    {"a scenario of no name",
     "s.yaml:4:17: '' cannot name a scenario: one line of text that is no file's name is expected",
     .behind = "scenarios: {\"\": {racks: 2}}\n"},
    {"too large a factor",
     "s.yaml:4:24: scenario 's' of b: 'racks: x1e10': a whole number, 0 or more, is expected",
     .behind = "scenarios: {s: {racks: x1e10}}\n"},
    {"a factor of nothing",
     "s.yaml:4:24: scenario 's' of b: 'racks: x0': a whole number, 0 or more, is expected",
     .behind = "scenarios: {s: {racks: x0}}\n"},
    {"a factor that is none",
     "s.yaml:4:24: scenario 's' of b: 'racks: x2y': a whole number, 0 or more, is expected",
     .behind = "scenarios: {s: {racks: x2y}}\n"},
    {"a factor where none goes",
     "s.yaml:4:39: scenario 's' of b: 'count: x2': a whole number, 0 or more, is expected",
     .behind = "scenarios: {s: {accelerators: {count: x2}}}\n"},
    {"no medium", "s.yaml:3:130: 'medium' is empty",
     .network = LINKED("{from: accelerator, to: switch, medium: [], length: 2, cable: C}")},
    {"an unknown medium", "s.yaml:3:130: medium 'dacc' is not known; did you mean 'dac'?",
     .network = LINKED("{from: accelerator, to: switch, medium: dacc, length: 2, cable: C}")},
    {"from nowhere", "s.yaml:3:97: 'from' is empty",
     .network = LINKED("{from: [], to: switch, medium: dac, length: 2, cable: C}")},
    {"to two ends", "s.yaml:3:114: a single value is expected here",
     .network =
         LINKED("{from: accelerator, to: [switch, leaf], medium: dac, length: 2, cable: C}")},
    {"length and lengths", "s.yaml:3:90: give either 'length' or 'lengths'",
     .network = LINKED("{from: accelerator, to: switch, medium: dac, length: 2, lengths: [{length: "
                       "2, share: 1}], cable: C}")},
    {"no length", "s.yaml:3:90: 'length' is missing here",
     .network = LINKED("{from: accelerator, to: switch, medium: dac, cable: C}")},
    {"no lengths", "s.yaml:3:144: the shares of the lengths add to 0 %, not to 100 %",
     .network = LINKED("{from: accelerator, to: switch, medium: dac, lengths: [], cable: C}")},
    {"a length of nothing", "s.yaml:3:90: length must be above 0",
     .network = LINKED("{from: accelerator, to: switch, medium: dac, length: 0, cable: C}")},
    {"a share of nothing", "s.yaml:3:145: length and share must be above 0",
     .network = LINKED("{from: accelerator, to: switch, medium: dac, lengths: [{length: 2, share: "
                       "0}, {length: 3, share: 1}], cable: C}")},
    {"shares of more than all",
     "s.yaml:3:144: the shares of the lengths add to 120 %, not to 100 %",
     .network = LINKED("{from: accelerator, to: switch, medium: dac, lengths: [{length: 2, share: "
                       "60 %}, {length: 3, share: 60 %}], cable: C}")},
    {"beyond beyond beyond", "s.yaml:3:295: 'beyond' nests deeper than 4",
     .network = LINKED("{from: accelerator, to: switch, medium: dac, length: 2, cable: C, beyond: "
                       "{medium: aec, cable: D, beyond: {medium: dsp, module: M, beyond: {medium: "
                       "lpo, module: M, beyond: {medium: lro, module: M, beyond: {medium: dsp, "
                       "module: M, beyond: {medium: lpo, module: N}}}}}}}")},
    {"a spine of a single tier",
     "s.yaml:3:90: there is no link from leaf to spine in this topology; links go from endpoints "
     "to switch (or leaf), from leaf to spine, from spine to core, in a mesh from leaf to leaf, in "
     "a full mesh between the same endpoints",
     .network = LINKED("{from: leaf, to: spine, medium: dac, length: 2, cable: C}")},
    {"a link to a core of two tiers",
     "s.yaml:3:154: there is no link from spine to core in this topology; links go from endpoints "
     "to switch (or leaf), from leaf to spine, from spine to core, in a mesh from leaf to leaf, in "
     "a full mesh between the same endpoints",
     .network = SHAPED("kind: leaf-spine",
                       "{from: accelerator, to: leaf, medium: dac, length: 2, cable: C}, {from: "
                       "spine, to: core, medium: dac, length: 2, cable: C}")},
    {"a core above a leaf of three tiers",
     "s.yaml:3:154: there is no link from leaf to core in this topology; links go from endpoints "
     "to switch (or leaf), from leaf to spine, from spine to core, in a mesh from leaf to leaf, in "
     "a full mesh between the same endpoints",
     .network = SHAPED("kind: three-tier",
                       "{from: accelerator, to: leaf, medium: dac, length: 2, cable: C}, {from: "
                       "leaf, to: core, medium: dac, length: 2, cable: C}")},
    {"a spine above a leaf of a mesh",
     "s.yaml:3:148: there is no link from leaf to spine in this topology; links go from endpoints "
     "to switch (or leaf), from leaf to spine, from spine to core, in a mesh from leaf to leaf, in "
     "a full mesh between the same endpoints",
     .network = SHAPED("kind: mesh",
                       "{from: accelerator, to: leaf, medium: dac, length: 2, cable: C}, {from: "
                       "leaf, to: spine, medium: dac, length: 2, cable: C}")},
    {"a leaf above a spine",
     "s.yaml:3:154: there is no link from spine to leaf in this topology; links go from endpoints "
     "to switch (or leaf), from leaf to spine, from spine to core, in a mesh from leaf to leaf, in "
     "a full mesh between the same endpoints",
     .network = SHAPED("kind: three-tier",
                       "{from: accelerator, to: leaf, medium: dac, length: 2, cable: C}, {from: "
                       "spine, to: leaf, medium: dac, length: 2, cable: C}")},
    {"a length of nothing among several", "s.yaml:3:145: length and share must be above 0",
     .network = LINKED("{from: accelerator, to: switch, medium: dac, lengths: [{length: 0, share: "
                       "1}], cable: C}")},
    {"a length of its own beyond",
     "s.yaml:3:164: 'beyond' carries the lengths of its link; it has none of its own",
     .network = LINKED("{from: accelerator, to: switch, medium: dac, length: 2, cable: C, beyond: "
                       "{medium: dsp, module: M, length: 3}}")},
    {"lengths of its own beyond",
     "s.yaml:3:164: 'beyond' carries the lengths of its link; it has none of its own",
     .network = LINKED("{from: accelerator, to: switch, medium: dac, length: 2, cable: C, beyond: "
                       "{medium: dsp, module: M, lengths: [{length: 3, share: 1}]}}")},
    {"a medium twice", "s.yaml:3:141: 'dsp' stands in 'medium' twice",
     .network = LINKED("{from: accelerator, to: switch, medium: [dsp, lpo, dsp], length: 2}")},
    {"a link twice",
     "s.yaml:3:164: 'accelerator' has a link already; write lengths and 'beyond' for links of "
     "several media",
     .network = LINKED(LINK ", " LINK)},
    {"no rails", "s.yaml:3:50: rails and planes are 1 or more", .network = TREE("rails: 0")},
    {"no planes", "s.yaml:3:50: rails and planes are 1 or more", .network = TREE("planes: 0")},
    {"fewer up than none",
     "s.yaml:3:50: oversubscription is bandwidth down over bandwidth up, 1 or more",
     .network = TREE("oversubscription: 0.5")},
    {"rails of a single tier",
     "s.yaml:3:50: a single tier has no rails and no uplinks; write kind: leaf-spine",
     .network = SHAPED("kind: single-tier, rails: 2", LINK)},
    {"planes of a full mesh",
     "s.yaml:3:50: a full mesh of endpoints has no leaves, no rails and no planes",
     .network = SHAPED("kind: full-mesh, planes: 2",
                       "{from: accelerator, to: accelerator, medium: dac, length: 2, cable: C}")},
    {"rails of a full mesh",
     "s.yaml:3:50: a full mesh of endpoints has no leaves, no rails and no planes",
     .network = SHAPED("kind: full-mesh, rails: 2",
                       "{from: accelerator, to: accelerator, medium: dac, length: 2, cable: C}")},
    {"leaves of a full mesh",
     "s.yaml:3:50: a full mesh of endpoints has no leaves, no rails and no planes",
     .network = SHAPED("kind: full-mesh, leaves: 2",
                       "{from: accelerator, to: accelerator, medium: dac, length: 2, cable: C}")},
    {"uplinks of a mesh", "s.yaml:3:50: a mesh has no uplinks; write mesh_links",
     .network = SHAPED("kind: mesh, uplinks: 2", LINK)},
    {"mesh links of a tree", "s.yaml:3:50: mesh_links are those of kind: mesh or full-mesh",
     .network = TREE("mesh_links: 2")},
    {"time before it came", "s.yaml:3:23: fec_latency is 0 or more",
     .network =
         NETWORK("bandwidth: 400, topology: {kind: single-tier}, switch: S, fec_latency: -1,  "
                 "links: [{from: accelerator, to: switch, medium: dac, length: 2, cable: C}]")},
    {"no supply left", "s.yaml:4:11: derating must be above 0 and at most 1 (100 %)",
     .behind = "facility: {derating: 0}\n"},
    {"more than a supply has", "s.yaml:4:11: derating must be above 0 and at most 1 (100 %)",
     .behind = "facility: {derating: 110 %}\n"},
    {"negative rating",
     "s.yaml:4:11: supply_rating, rack_power, rack_liquid and rack_air are above 0",
     .behind = "facility: {supplies: 2, supply_rating: -1}\n"},
    {"negative rack power",
     "s.yaml:4:11: supply_rating, rack_power, rack_liquid and rack_air are above 0",
     .behind = "facility: {rack_power: -1}\n"},
    {"negative liquid",
     "s.yaml:4:11: supply_rating, rack_power, rack_liquid and rack_air are above 0",
     .behind = "facility: {rack_liquid: -1}\n"},
    {"negative air", "s.yaml:4:11: supply_rating, rack_power, rack_liquid and rack_air are above 0",
     .behind = "facility: {rack_air: -1}\n"},
    {"negative liquid share", "s.yaml:4:11: liquid_share must lie between 0 and 100 %",
     .behind = "facility: {liquid_share: -1}\n"},
    {"more than all liquid", "s.yaml:4:11: liquid_share must lie between 0 and 100 %",
     .behind = "facility: {liquid_share: 101 %}\n"},
    {"a supply without a number of them",
     "s.yaml:4:11: 'supply' needs 'supplies', how many of it a rack has",
     .behind = "facility: {supply: P}\n"},
    {"pue of a machine that makes power", "s.yaml:4:11: pue must be 1 or more",
     .behind = "facility: {pue: 0.9}\n"},
    {"supplies that make power",
     "s.yaml:4:11: supply_efficiency must be above 0 and at most 1 (100 %)",
     .behind = "facility: {supply_efficiency: 1.1}\n"},
    {"redundancy of another kind",
     "s.yaml:4:11: redundancy 'N+2' is not known; did you mean 'N+1'?",
     .behind = "facility: {redundancy: N+2}\n"},
    {"negative margin", "s.yaml:4:8: margin is 0 dB or more", .behind = "light: {margin: -1}\n"},
    {"no tokens", "s.yaml:4:11: bytes_per_token and tokens_per_second must be above 0",
     .behind = "workload: {bytes_per_token: 1, tokens_per_second: 0}\n"},
    {"negative bytes", "s.yaml:4:11: bytes_per_token and tokens_per_second must be above 0",
     .behind = "workload: {bytes_per_token: -1, tokens_per_second: 1}\n"},
    {"no bytes", "s.yaml:4:11: bytes_per_token and tokens_per_second must be above 0",
     .behind = "workload: {bytes_per_token: 0, tokens_per_second: 1}\n"},
    {"negative bytes of context",
     "s.yaml:4:11: bytes_per_token and tokens_per_second must be above 0",
     .behind = "workload: {bytes_per_token: {fixed: 1, per_context_token: -1}, context: [1k], "
               "tokens_per_second: 1}\n"},
    {"bytes that grow without a context",
     "s.yaml:4:11: bytes that grow with the context need 'context', the lengths to look at, such "
     "as [8k, 128k]",
     .behind =
         "workload: {bytes_per_token: {fixed: 1, per_context_token: 1}, tokens_per_second: 1}\n"},
    {"a context of nothing",
     "s.yaml:4:42: context '0' is no length in tokens; write 8k, 131072, 1M ...",
     .behind = "workload: {bytes_per_token: 1, context: [0], tokens_per_second: 1}\n"},
    {"a context that is no number",
     "s.yaml:4:42: context 'k' is no length in tokens; write 8k, 131072, 1M ...",
     .behind = "workload: {bytes_per_token: 1, context: [k], tokens_per_second: 1}\n"},
    {"a slot of two kinds", "s.yaml:4:7: give either 'part: NAME' or 'where: PREDICATE'",
     .behind = "rack: {part: A, where: [power < 3 W]}\n"},
    {"a slot of none", "s.yaml:4:7: give either 'part: NAME' or 'where: PREDICATE'",
     .behind = "rack: {class: enclosure}\n"},
    {"no accelerators", "s.yaml:2:15: give 'count' above 0 and either 'part' or 'where'",
     .machines = "accelerators: {part: A, count: 0}\n"},
    {"no count", "s.yaml:2:32: 'count: some': a whole number, 0 or more, is expected",
     .machines = "accelerators: {part: A, count: some}\n"},
    {"a list for a name", "s.yaml:1:8: a single value is expected here", .head = "build: [b]\n"},
    {"no spec", "s.yaml:1:1: a mapping (key: value) is expected here", .head = "[]\n",
     .machines = "", .network = ""},
    {"an include", "s.yaml:4:10: a stored build includes no files; write what it needs out",
     .behind = "include: a.yaml\n"},
    {"no racks", "s.yaml:1:1: racks must be 1 or more", .behind = "racks: 0\n"},
    {"no machines", "s.yaml:4:14: give 'count' above 0 and either 'part' or 'where'",
     .behind = "servers: {s: {part: M, count: 0}}\n"},
};

static void bad_specs(void **state)
{
    (void)state;
    for (size_t i = 0; i < CHECK_COUNT(cases); i++) {
        struct spec *spec = NULL;
        struct error err = {0};
        struct arena arena;
        char text[2048];
        arena_init(&arena);
        snprintf(text, sizeof text, "%s%s%s%s", cases[i].head != NULL ? cases[i].head : HEAD,
                 cases[i].machines != NULL ? cases[i].machines : MACHINES,
                 cases[i].network != NULL ? cases[i].network : LINKED(LINK),
                 cases[i].behind != NULL ? cases[i].behind : "");
        enum optibom_status status =
            spec_load(&spec, &arena, "s.yaml", text, strlen(text), NULL, &err);
        if (status != OPTIBOM_BAD_INPUT || strcmp(err.text, cases[i].said) != 0)
            fail_msg("%s: status %d\n  expected %s\n  got      %s", cases[i].what, status,
                     cases[i].said, err.text);
        arena_fini(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(bad_specs)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
