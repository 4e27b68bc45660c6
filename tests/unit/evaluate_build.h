/*
 * A build by hand for the tests of power, cost and links: parts with their figures, a BOM of two
 * racks.
 */
#ifndef OPTIBOM_TESTS_EVALUATE_BUILD_H
#define OPTIBOM_TESTS_EVALUATE_BUILD_H

#include "check.h"

#include "evaluate/evaluation.h"

#include <string.h>

#define FIGURE(name, low, mid, high) FIGURE_OF(name, low, mid, high, "vendor")
#define FIGURE_OF(name, low, mid, high, how)                                                       \
    {                                                                                              \
        .attribute = name, .range = {low, mid, high}, .confidence = how, .chosen = true            \
    }
#define PART(kind, number, list)                                                                   \
    {                                                                                              \
        .class_name = kind, .vendor = "Test", .mpn = number, .name = "Test " number,               \
        .figures = list, .figure_count = CHECK_COUNT(list)                                         \
    }

static struct catalog_figure acc_figures[] = {FIGURE("power", 100, 110, 120)};
static struct catalog_figure switch_figures[] = {FIGURE("power", 280, 300, 350)};
static struct catalog_figure engine_figures[] = {FIGURE("power", 6, 7, 8),
                                                 FIGURE("lanes", NAN, 8, NAN),
                                                 FIGURE("bandwidth", NAN, 1600, NAN),
                                                 FIGURE("latency", NAN, 5, NAN),
                                                 FIGURE("wavelengths_per_fiber", NAN, 2, NAN),
                                                 FIGURE("modulator_loss", NAN, 5, NAN),
                                                 FIGURE("coupling_loss", NAN, 1.5, NAN),
                                                 FIGURE("sensitivity", NAN, -6, NAN),
                                                 FIGURE("lanes_per_laser", NAN, 4, NAN)};
static struct catalog_figure els_figures[] = {FIGURE("power", NAN, NAN, 9),
                                              FIGURE("outputs", NAN, 8, NAN),
                                              FIGURE("optical_power", NAN, 20, NAN)};
static struct catalog_figure asic_assumed[] = {FIGURE_OF("power", NAN, 200, NAN, "assumption")};
static struct catalog_figure nic_figures[] = {FIGURE("power", NAN, 20, NAN)};
static struct catalog_figure module_figures[] = {
    FIGURE("energy", NAN, 15, NAN),          FIGURE("data_rate", NAN, 400, NAN),
    FIGURE("dsp_power_share", NAN, 40, NAN), FIGURE("laser_power_share", NAN, 20, NAN),
    FIGURE("latency", NAN, 100, NAN),        FIGURE("tx_power", -1, 0, 1),
    FIGURE("rx_sensitivity", NAN, -5.1, NAN)};
static struct catalog_figure fiber_figures[] = {FIGURE("attenuation", NAN, 0.4, NAN),
                                                FIGURE("connector_loss", 0.25, 0.35, 0.5),
                                                FIGURE("latency_per_length", NAN, 4.9, NAN)};
static struct catalog_figure no_figures[] = {FIGURE("weight", NAN, 1, NAN)};

static const struct catalog_part rack = PART("enclosure", "RACK", no_figures);
static const struct catalog_part accelerator = PART("accelerator", "ACC", acc_figures);
static const struct catalog_part switch_system = PART("enclosure", "SWITCH", switch_figures);
static const struct catalog_part engine = PART("optical_engine", "ENGINE", engine_figures);
static const struct catalog_part els = PART("els", "ELS", els_figures);
static const struct catalog_part asic = PART("switch_asic", "ASIC", asic_assumed);
static const struct catalog_part nic = PART("nic", "NIC", nic_figures);
static const struct catalog_part module = PART("transceiver", "MODULE", module_figures);
static const struct catalog_part fiber = PART("fiber", "FIBER", fiber_figures);

enum { RACK, ACC, SWITCH, ENGINE, ELS, ASIC, NIC, MODULE, FIBER, LINES };

/* Two racks; a switch with eight engines, half of them lit, and two sources; a NIC and a module for
 * each of 16 accelerators. */
struct build {
    struct arena arena;
    struct spec_network network;
    struct spec spec;
    struct bom_line lines[LINES];
    struct bom_link link;
    struct bom bom;
    struct evaluation *evaluation;
};

static inline void build_init(struct build *build)
{
    static const struct bom_line LINE_TABLE[LINES] = {
        [RACK] =
            {.parent = BOM_TOP, .role = "rack", .part = &rack, .quantity = 2, .is_bought = true},
        [ACC] = {.parent = RACK,
                 .level = 1,
                 .role = "accelerator",
                 .part = &accelerator,
                 .quantity = 16},
        [SWITCH] = {.parent = BOM_TOP,
                    .role = "scale-out switch",
                    .part = &switch_system,
                    .quantity = 1,
                    .is_bought = true},
        [ENGINE] = {.parent = SWITCH,
                    .level = 1,
                    .role = "optical engine",
                    .part = &engine,
                    .quantity = 8,
                    .lit_share = 0.5,
                    .optical_gbps = 6400,
                    .is_switch_end = true},
        [ELS] = {.parent = SWITCH,
                 .level = 1,
                 .role = "laser source",
                 .part = &els,
                 .quantity = 2,
                 .lit_share = 0.5,
                 .is_switch_end = true},
        [ASIC] =
            {.parent = SWITCH, .level = 1, .role = "switch chip", .part = &asic, .quantity = 1},
        [NIC] = {.parent = BOM_TOP,
                 .role = "scale-out NIC",
                 .part = &nic,
                 .quantity = 16,
                 .is_bought = true},
        [MODULE] = {.parent = NIC,
                    .level = 1,
                    .role = "scale-out endpoint module",
                    .part = &module,
                    .quantity = 16,
                    .is_bought = true,
                    .lit_share = 1,
                    .optical_gbps = 6400},
        [FIBER] = {.parent = BOM_TOP,
                   .role = "scale-out fiber",
                   .part = &fiber,
                   .quantity = 16,
                   .is_bought = true},
    };
    memset(build, 0, sizeof *build);
    arena_init(&build->arena);
    memcpy(build->lines, LINE_TABLE, sizeof LINE_TABLE);
    build->network =
        (struct spec_network){.name = "scale-out", .bandwidth_gbps = 400, .scope = SPEC_BUILD};
    build->spec = (struct spec){.file = "b.yaml",
                                .name = "b",
                                .racks = 2,
                                .networks = &build->network,
                                .network_count = 1,
                                .facility = {.pue = 1.2,
                                             .supply_efficiency = 0.96,
                                             .energy_price = NAN,
                                             .service_life_years = NAN,
                                             .derating = 1,
                                             .liquid_share = NAN},
                                .program = {.racks = 5,
                                            .spares = 0.1,
                                            .availability = NAN,
                                            .restock_weeks = NAN,
                                            .currency = "USD"}};
    build->link = (struct bom_link){.network = "scale-out",
                                    .medium = "cpo",
                                    .from = "nic",
                                    .to = "switch",
                                    .count = 16,
                                    .length_m = 500,
                                    .gbps = 400,
                                    .near_line = ENGINE,
                                    .far_line = MODULE,
                                    .carrier_line = FIBER,
                                    .upper_line = SWITCH,
                                    .lower_line = NIC};
    build->bom = (struct bom){.arena = &build->arena,
                              .spec = &build->spec,
                              .lines = build->lines,
                              .line_count = LINES,
                              .links = &build->link,
                              .link_count = 1,
                              .endpoints = 16};
}

static inline void evaluate(struct build *build)
{
    struct error err = {0};
    struct evaluation_request request = {0};
    if (evaluation_run(&build->evaluation, &build->arena, &build->bom, &request, &err) !=
        OPTIBOM_OK)
        fail_msg("%s", err.text);
}

#define CHECK_RANGE(got, low, mid, high)                                                           \
    do {                                                                                           \
        struct range check_range = (got);                                                          \
        CHECK_CLOSE(check_range.min, low);                                                         \
        CHECK_CLOSE(check_range.typ, mid);                                                         \
        CHECK_CLOSE(check_range.max, high);                                                        \
    } while (0)

static inline struct range metric(const struct build *build, const char *name)
{
    const struct evaluation_metric *found = evaluation_metric(build->evaluation, name);
    if (found == NULL)
        fail_msg("no metric %s", name);
    return found->value;
}

#endif
