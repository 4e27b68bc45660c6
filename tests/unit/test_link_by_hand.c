/*
 * One co-packaged and one pluggable link, four of each between a leaf and a spine switch, with
 * every figure given here and every result computed by hand beside it. Statement numbers are those
 * at the head of src/evaluate/link.c, link_energy.c, density.c and metrics_density.c.
 */
#include "evaluate_build.h"

#include "evaluate/density.h"
#include "evaluate/link.h"

enum {
    LEAF,
    LEAF_CHIP,
    LEAF_OPTICS,
    LEAF_LIGHT,
    LEAF_ARRAY,
    SPINE,
    SPINE_CHIP,
    SPINE_OPTICS,
    SPINE_LIGHT,
    SPINE_ARRAY,
    CARRIER,
    HAND_LINES
};

static struct catalog_figure box_figures[] = {FIGURE("rack_units", NAN, 2, NAN),
                                              FIGURE("cages", NAN, 8, NAN)};
/* 6.4 Tbps through 4 x 50 mm of edge, of which 80 % can be used; 1.5 pJ a bit a SerDes end. */
static struct catalog_figure chip_figures[] = {
    FIGURE("bandwidth", NAN, 6400, NAN), FIGURE("package_edge", NAN, 50, NAN),
    FIGURE("usable_edge_share", NAN, 80, NAN), FIGURE("serdes_energy", 1, 1.5, 2)};
static struct catalog_figure oe_figures[] = {FIGURE("power", 6, 7, 8),
                                             FIGURE("bandwidth", NAN, 1600, NAN),
                                             FIGURE("lanes", NAN, 8, NAN),
                                             FIGURE("lanes_per_laser", NAN, 4, NAN),
                                             FIGURE("latency", 1, 5, 20),
                                             FIGURE("modulator_loss", NAN, 5, NAN),
                                             FIGURE_OF("coupling_loss", 1, 1.5, 2, "assumption"),
                                             FIGURE("sensitivity", NAN, -6, NAN),
                                             FIGURE("edge_length", NAN, 6, NAN)};
static struct catalog_figure source_figures[] = {FIGURE("power", NAN, 9, NAN),
                                                 FIGURE("outputs", NAN, 8, NAN),
                                                 FIGURE("optical_power", NAN, 20, NAN)};
static struct catalog_figure array_figures[] = {
    FIGURE("fibers", NAN, 20, NAN), FIGURE("pitch", NAN, 127, NAN), FIGURE("margin", NAN, 2, NAN)};
static struct catalog_figure pluggable_figures[] = {FIGURE_OF("power", 14, 15, 18, "assumption"),
                                                    FIGURE("data_rate", NAN, 800, NAN),
                                                    FIGURE("lanes", NAN, 8, NAN),
                                                    FIGURE("fibers", NAN, 16, NAN),
                                                    FIGURE("latency", 150, 180, 200),
                                                    FIGURE("loss_budget", NAN, 4, NAN)};
static struct catalog_figure glass_figures[] = {FIGURE("attenuation", NAN, 0.4, NAN),
                                                FIGURE("connector_loss", 0.25, 0.35, 0.5),
                                                FIGURE("latency_per_length", NAN, 4.9, NAN)};

static const struct catalog_part box = PART("enclosure", "BOX", box_figures);
static const struct catalog_part chip = PART("switch_asic", "CHIP", chip_figures);
static const struct catalog_part oe = PART("optical_engine", "OE", oe_figures);
static const struct catalog_part source = PART("els", "SOURCE", source_figures);
static const struct catalog_part array = PART("fau", "ARRAY", array_figures);
static const struct catalog_part pluggable = PART("transceiver", "PLUGGABLE", pluggable_figures);
static const struct catalog_part glass = PART("fiber", "GLASS", glass_figures);

struct hand {
    struct arena arena;
    struct spec_network network;
    struct spec spec;
    struct bom_line lines[HAND_LINES];
    struct bom_link link;
    struct bom bom;
    struct evaluation *evaluation;
};

static struct bom_line inside(long parent, const char *role, const struct catalog_part *part,
                              int64_t quantity, bool is_bought)
{
    return (struct bom_line){.parent = parent,
                             .level = 1,
                             .role = role,
                             .part = part,
                             .quantity = quantity,
                             .is_bought = is_bought,
                             .lit_share = 1,
                             .is_switch_end = true};
}

static void put_switch(struct hand *hand, long at, const char *role, bool is_copackaged)
{
    struct bom_line *lines = &hand->lines[at];
    lines[0] = (struct bom_line){
        .parent = BOM_TOP, .role = role, .part = &box, .quantity = 1, .is_bought = true};
    lines[1] = inside(at, "switch chip", &chip, 1, false);
    lines[2] = is_copackaged ? inside(at, "optical engine", &oe, 4, false)
                             : inside(at, "module", &pluggable, 4, true);
    lines[2].optical_gbps = 4 * hand->link.gbps;
    lines[3] = inside(at, "laser source", &source, is_copackaged ? 1 : 0, false);
    lines[4] = inside(at, "fiber attach", &array, is_copackaged ? 4 : 0, false);
}

static void hand_evaluate(struct hand *hand)
{
    struct error err = {0};
    struct evaluation_request request = {0};
    if (evaluation_run(&hand->evaluation, &hand->arena, &hand->bom, &request, &err) != OPTIBOM_OK)
        fail_msg("%s", err.text);
}

/* Four links of 1.6 Tbps over engines, or of 800 Gbps over modules. */
static void hand_init(struct hand *hand, bool is_copackaged, double length_m, double fec_ns)
{
    memset(hand, 0, sizeof *hand);
    arena_init(&hand->arena);
    hand->network = (struct spec_network){
        .name = "scale-out", .bandwidth_gbps = 800, .scope = SPEC_BUILD, .fec_latency_ns = fec_ns};
    hand->spec = (struct spec){
        .file = "h.yaml",
        .name = "h",
        .racks = 1,
        .networks = &hand->network,
        .network_count = 1,
        .facility = {.pue = 1,
                     .supply_efficiency = 1,
                     .energy_price = NAN,
                     .service_life_years = NAN,
                     .derating = 1,
                     .liquid_share = NAN},
        .program = {.racks = 1, .availability = NAN, .restock_weeks = NAN, .currency = "USD"}};
    hand->link = (struct bom_link){.network = "scale-out",
                                   .medium = is_copackaged ? "cpo" : "dsp",
                                   .from = "leaf",
                                   .to = "spine",
                                   .count = 4,
                                   .length_m = length_m,
                                   .gbps = is_copackaged ? 1600 : 800,
                                   .near_line = SPINE_OPTICS,
                                   .far_line = LEAF_OPTICS,
                                   .carrier_line = CARRIER,
                                   .upper_line = SPINE,
                                   .lower_line = LEAF};
    put_switch(hand, LEAF, "scale-out leaf switch", is_copackaged);
    put_switch(hand, SPINE, "scale-out spine switch", is_copackaged);
    hand->lines[CARRIER] = (struct bom_line){.parent = BOM_TOP,
                                             .role = "scale-out fiber",
                                             .part = &glass,
                                             .quantity = 4,
                                             .is_bought = true};
    hand->bom = (struct bom){.arena = &hand->arena,
                             .spec = &hand->spec,
                             .lines = hand->lines,
                             .line_count = HAND_LINES,
                             .links = &hand->link,
                             .link_count = 1,
                             .endpoints = 8};
    hand_evaluate(hand);
}

static struct range hand_metric(const struct hand *hand, const char *name)
{
    const struct evaluation_metric *found = evaluation_metric(hand->evaluation, name);
    if (found == NULL)
        fail_msg("no metric %s", name);
    return found->value;
}

/*
 * CPO, power. At each end 4 engines x (6, 7, 8) W and 1 source x 9 W: 33, 37, 41 W; both ends 66,
 * 74, 82 W over four links: 16.5, 18.5, 20.5 W a link of 1.6 Tbps. Energy 1: 4 x (6, 7, 8) W / 6400
 * Gbps x 1000 = 3.75, 4.375, 5 pJ/bit an end: 7.5, 8.75, 10. Energy 2: 9 W / 6400 Gbps x 1000
 * = 1.40625 pJ/bit an end: 2.8125. Energy 3: 2 x (1, 1.5, 2) = 2, 3, 4. Energy
 * 4: 12.3125, 14.5625, 16.8125 pJ/bit end to end.
 */
static void copackaged_power(void **state)
{
    (void)state;
    struct hand hand;
    hand_init(&hand, true, 50, 0);
    const struct evaluation_link *link = &hand.evaluation->links[0];
    CHECK_RANGE(hand_metric(&hand, "power_optics"), 66, 74, 82);
    CHECK_CLOSE(hand_metric(&hand, "power_optics").typ / 4, 18.5);
    CHECK_RANGE(link->conversion_pj.range, 7.5, 8.75, 10);
    CHECK_RANGE(link->light_pj.range, 2.8125, 2.8125, 2.8125);
    CHECK_RANGE(link->serdes_pj.range, 2, 3, 4);
    CHECK_RANGE(link->energy_pj.range, 12.3125, 14.5625, 16.8125);
    CHECK_RANGE(hand_metric(&hand, "link_energy_per_bit"), 12.3125, 14.5625, 16.8125);
    CHECK_CLOSE(link->energy_pj.assumed_share, 0);
    arena_fini(&hand.arena);
}

/*
 * CPO, latency: 50 m x 4.9 ns/m = 245 ns; engines at both ends 2 x (1, 5, 20): 247, 255, 285 ns.
 * Loss: 0.05 km x 0.4 dB/km = 0.02 dB; 2 x (0.25, 0.35, 0.5) dB: 0.52, 0.72, 1.02 dB.
 * Margin: launch 20 dBm - 10 log10(4) dB - 5 dB modulator - 2 couplings of (1, 1.5, 2) dB;
 * sensitivity -6 dBm behind one coupling: together three couplings, 3, 4.5, 6 dB. What remains of
 * 20 - 6.0205999133 - 5 + 6 = 14.9794000867 dB: min - 6 - 1.02 = 7.9594000867, typ - 4.5 - 0.72 =
 * 9.7594000867, max - 3 - 0.52 = 11.4594000867. The coupling is assumed, so the margin is.
 */
static void copackaged_latency_and_margin(void **state)
{
    (void)state;
    struct hand hand;
    hand_init(&hand, true, 50, 0);
    const struct evaluation_link *link = &hand.evaluation->links[0];
    CHECK_RANGE(link->latency_ns.range, 247, 255, 285);
    CHECK_RANGE(link->loss_db.range, 0.52, 0.72, 1.02);
    CHECK_RANGE(link->margin_db.range, 7.9594000867, 9.7594000867, 11.4594000867);
    CHECK_CLOSE(link->margin_db.assumed_share, 1);
    CHECK_CLOSE(link->loss_db.assumed_share, 0);
    CHECK_CLOSE(hand_metric(&hand, "link_margin_min").typ, 9.7594000867);
    CHECK_CLOSE(hand_metric(&hand, "latency_max").typ, 255);
    arena_fini(&hand.arena);
}

/*
 * CPO, density 1: 4 engines x 6 mm = 24 mm of 4 x 50 mm x 80 % = 160 mm: 0.15.
 * 2: 1.6 Tbps / 6 mm = 0.2666... Tbps/mm. 3: 6.4 Tbps / 160 mm = 0.04 Tbps/mm.
 * 4: 20 fibers x 0.127 mm + 2 mm = 4.54 mm; 1.6 Tbps / 4.54 mm = 0.352422907489 Tbps/mm.
 * 5: 4 engines x 8 lanes x 2 directions = 64 fibers / 2 U = 32. Link 5: and 8 of the source at each
 * end: 80 in the build. 6: no module sits in a cage.
 */
static void copackaged_density(void **state)
{
    (void)state;
    struct hand hand;
    hand_init(&hand, true, 50, 0);
    CHECK_CLOSE(hand_metric(&hand, "shoreline_used").typ, 0.15);
    CHECK_CLOSE(hand_metric(&hand, "edge_density_engine").typ, 1.6 / 6);
    CHECK_CLOSE(hand_metric(&hand, "edge_density_asic").typ, 0.04);
    CHECK_CLOSE(hand_metric(&hand, "fau_width").typ, 4.54);
    CHECK_WITHIN(hand_metric(&hand, "fau_density").typ, 0.352422907489, 1e-11);
    CHECK_CLOSE(hand_metric(&hand, "fibers_per_rack_unit").typ, 32);
    CHECK_CLOSE(hand_metric(&hand, "fibers").typ, 80);
    CHECK_CLOSE(hand_metric(&hand, "fibers_laser").typ, 16);
    assert_true(range_is_none(hand_metric(&hand, "cages_used")));
    struct density_shoreline *list = NULL;
    size_t count = 0;
    assert_true(density_shorelines(&list, &count, &hand.arena, &hand.bom));
    assert_int_equal(count, 2);
    assert_ptr_equal(list[1].system, &hand.lines[SPINE]);
    arena_fini(&hand.arena);
}

/* Density 4: the arrays of a switch carry the engines of that switch. Leaf: 4 x 1.6 Tbps / 2 arrays
 * = 3.2 Tbps an array; spine: 2 x 1.6 / 4 = 0.8. The denser ones are 4.54 mm wide.
 * Without engines they carry nothing. */
static void arrays_carry_their_own_engines(void **state)
{
    (void)state;
    struct hand hand;
    hand_init(&hand, true, 50, 0);
    hand.lines[LEAF_ARRAY].quantity = hand.lines[SPINE_OPTICS].quantity = 2;
    hand_evaluate(&hand);
    CHECK_CLOSE(hand_metric(&hand, "fau_density").typ, 3.2 / 4.54);
    hand.lines[LEAF_OPTICS].part = hand.lines[SPINE_OPTICS].part = &pluggable;
    hand_evaluate(&hand);
    assert_true(range_is_none(hand_metric(&hand, "fau_density")));
    arena_fini(&hand.arena);
}

/*
 * Pluggable, power: 2 x (14, 15, 18) W = 28, 30, 36 W a link of 800 Gbps; the build has four.
 * Energy 1: 28, 30, 36 W / 800 Gbps x 1000 = 35, 37.5, 45 pJ/bit, lasers within. 2: no external
 * source, 0. 3: 2 x (1, 1.5, 2). 4: 37, 40.5, 49 pJ/bit, of which the assumed 37.5 are 37.5 / 40.5.
 */
static void pluggable_power(void **state)
{
    (void)state;
    struct hand hand;
    hand_init(&hand, false, 100, 0);
    const struct evaluation_link *link = &hand.evaluation->links[0];
    CHECK_RANGE(hand_metric(&hand, "power_optics"), 112, 120, 144);
    CHECK_RANGE(link->conversion_pj.range, 35, 37.5, 45);
    CHECK_RANGE(link->light_pj.range, 0, 0, 0);
    CHECK_RANGE(link->energy_pj.range, 37, 40.5, 49);
    CHECK_CLOSE(link->energy_pj.assumed_share, 37.5 / 40.5);
    /* 100 m belong to the hall; there SerDes is left out. */
    CHECK_RANGE(hand_metric(&hand, "energy_per_bit_hall"), 35, 37.5, 45);
    assert_true(range_is_none(hand_metric(&hand, "energy_per_bit_row")));
    arena_fini(&hand.arena);
}

/*
 * Pluggable, latency: 100 m x 4.9 ns/m = 490 ns; modules 2 x (150, 180, 200): 790, 850, 890 ns;
 * with 198 ns of error correction, once a link, 988, 1048, 1088 ns. Copper of no length takes none.
 * Loss: 0.1 km x 0.4 dB/km + 2 x (0.25, 0.35, 0.5) = 0.54, 0.74, 1.04 dB. Margin: 4 dB - loss
 * = 2.96, 3.26, 3.46 dB.
 */
static void pluggable_latency_and_margin(void **state)
{
    (void)state;
    struct hand hand;
    hand_init(&hand, false, 100, 0);
    CHECK_RANGE(hand.evaluation->links[0].latency_ns.range, 790, 850, 890);
    CHECK_RANGE(hand.evaluation->links[0].loss_db.range, 0.54, 0.74, 1.04);
    CHECK_RANGE(hand.evaluation->links[0].margin_db.range, 2.96, 3.26, 3.46);
    CHECK_RANGE(hand_metric(&hand, "link_loss_max"), 0.54, 0.74, 1.04);
    arena_fini(&hand.arena);
    hand_init(&hand, false, 100, 198);
    CHECK_RANGE(hand.evaluation->links[0].latency_ns.range, 988, 1048, 1088);
    arena_fini(&hand.arena);
    hand_init(&hand, false, 0, 0);
    hand.link.near_line = hand.link.far_line = BOM_TOP;
    struct link_value latency = link_latency_ns(&hand.arena, &hand.bom, &hand.link);
    CHECK_RANGE(latency.range, 0, 0, 0);
    CHECK_CLOSE(latency.assumed_share, 0);
    arena_fini(&hand.arena);
}

/*
 * Pluggable, density 5: 4 modules x 16 fibers = 64 / 2 U = 32. 6: 4 modules / 8 cages = 0.5. 3: the
 * chip as before, 0.04 Tbps/mm. 1, 2 and 4 have nothing to count.
 */
static void pluggable_density(void **state)
{
    (void)state;
    struct hand hand;
    hand_init(&hand, false, 100, 0);
    CHECK_CLOSE(hand_metric(&hand, "fibers").typ, 64);
    CHECK_CLOSE(hand_metric(&hand, "fibers_per_rack_unit").typ, 32);
    CHECK_CLOSE(hand_metric(&hand, "cages_used").typ, 0.5);
    CHECK_CLOSE(hand_metric(&hand, "edge_density_asic").typ, 0.04);
    assert_true(range_is_none(hand_metric(&hand, "shoreline_used")));
    assert_true(range_is_none(hand_metric(&hand, "edge_density_engine")));
    arena_fini(&hand.arena);
}

/* Energy 3: a chip without a figure leaves SerDes and the whole unknown, and says which. */
static void serdes_without_a_figure(void **state)
{
    (void)state;
    struct hand hand;
    struct catalog_part silent = chip;
    hand_init(&hand, true, 50, 0);
    silent.figure_count = 3;
    hand.lines[LEAF_CHIP].part = &silent;
    hand_evaluate(&hand);
    const struct evaluation_link *link = &hand.evaluation->links[0];
    assert_string_equal(link->serdes_pj.reason, "the catalog has no SerDes energy of Test CHIP");
    assert_string_equal(link->energy_pj.reason, link->serdes_pj.reason);
    assert_null(link->conversion_pj.reason);
    assert_true(range_is_none(hand_metric(&hand, "link_energy_per_bit")));
    arena_fini(&hand.arena);
}

/* Energy 3: the end "nic" is the NIC of the network: (1, 1.5, 2) of the chip above and 2, 3, 4. */
static void serdes_of_a_nic(void **state)
{
    (void)state;
    static struct catalog_figure card_figures[] = {FIGURE("serdes_energy", 2, 3, 4)};
    static const struct catalog_part card = PART("nic", "CARD", card_figures);
    struct hand hand;
    hand_init(&hand, true, 50, 0);
    hand.link.from = "nic";
    hand.lines[LEAF_ARRAY].role = "scale-out NIC";
    hand.lines[LEAF_ARRAY].part = &card;
    hand_evaluate(&hand);
    CHECK_RANGE(hand.evaluation->links[0].serdes_pj.range, 3, 4.5, 6);
    arena_fini(&hand.arena);
}

/* Link 2: the worse of both directions is the margin, and assumed where that one is: budgets of 3
 * and 5 dB against the 4 dB of the other end, less 0.74 dB; where both are 4 dB, either. */
static void margin_of_the_worse_direction(void **state)
{
    (void)state;
    static const struct {
        double budget, margin, assumed;
    } rows[] = {{3, 2.26, 1}, {5, 3.26, 0}, {4, 3.26, 1}};
    static const long ends[] = {LEAF_OPTICS, SPINE_OPTICS};
    for (size_t i = 0; i < CHECK_COUNT(rows); i++)
        for (size_t end = 0; end < CHECK_COUNT(ends); end++) {
            struct catalog_figure budget[] = {
                FIGURE_OF("loss_budget", NAN, rows[i].budget, NAN, "assumption")};
            const struct catalog_part other = PART("transceiver", "OTHER", budget);
            struct hand hand;
            hand_init(&hand, false, 100, 0);
            hand.lines[ends[end]].part = &other;
            struct link_value margin = link_margin_db(&hand.arena, &hand.bom, &hand.link);
            CHECK_CLOSE(margin.range.typ, rows[i].margin);
            CHECK_CLOSE(margin.assumed_share, rows[i].assumed);
            arena_fini(&hand.arena);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(copackaged_power),
        cmocka_unit_test(copackaged_latency_and_margin),
        cmocka_unit_test(copackaged_density),
        cmocka_unit_test(arrays_carry_their_own_engines),
        cmocka_unit_test(pluggable_power),
        cmocka_unit_test(pluggable_latency_and_margin),
        cmocka_unit_test(margin_of_the_worse_direction),
        cmocka_unit_test(pluggable_density),
        cmocka_unit_test(serdes_without_a_figure),
        cmocka_unit_test(serdes_of_a_nic),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
