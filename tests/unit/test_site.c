/*
 * What stands around the links of a build: supplies, heat, distance, workload, supply of parts, and
 * the limits that they may break, against numbers computed by hand. Statement numbers are those at
 * the head of src/evaluate/rack_feed.c, distance.c, throughput.c, supply.c and limits.c.
 *
 * The build of evaluate_build.h draws 2296, 2476, 2686 W in two racks: 1148, 1238, 1343 W a rack.
 */
#include "evaluate_build.h"

#include "evaluate/distance.h"
#include "evaluate/limits.h"
#include "evaluate/rack_feed.h"
#include "evaluate/supply.h"
#include "evaluate/throughput.h"

/* --- supplies */

static const struct {
    enum spec_redundancy redundancy;
    double derating;
    int64_t supplies;
    double min, typ, max; /* needed */
    double used;          /* typ */
} feeds[] = {
    /* 1148 / 400 = 2.87, 1238 / 400 = 3.095, 1343 / 400 = 3.3575: N = 3, 4, 4. */
    {SPEC_NO_REDUNDANCY, 1, 4, 3, 4, 4, 1238.0 / 1600},
    {SPEC_ONE_MORE, 1, 5, 4, 5, 5, 1238.0 / 1600},
    {SPEC_AS_MANY, 1, 9, 6, 8, 8, 1238.0 / 1600}, /* floor(9 / 2) = 4 carry */
    /* 400 W x 80 % = 320 W: 3.5875, 3.86875, 4.196875: N = 4, 4, 5. */
    {SPEC_ONE_MORE, 0.8, 6, 5, 5, 6, 1238.0 / 1600},
    {SPEC_ONE_MORE, 1, 1, 4, 5, 5, NAN}, /* nothing is left to carry */
};

/* Feed 1 and 3 to 5, by what the spec states. */
static void supplies_by_redundancy_and_derating(void **state)
{
    (void)state;
    for (size_t i = 0; i < CHECK_COUNT(feeds); i++) {
        struct build build;
        build_init(&build);
        build.spec.facility.supply_rating_w = 400;
        build.spec.facility.derating = feeds[i].derating;
        build.spec.facility.redundancy = feeds[i].redundancy;
        build.spec.facility.supplies = feeds[i].supplies;
        evaluate(&build);
        CHECK_RANGE(rack_feed(build.evaluation).load_w, 1148, 1238, 1343);
        CHECK_RANGE(metric(&build, "supplies_needed_per_rack"), feeds[i].min, feeds[i].typ,
                    feeds[i].max);
        CHECK_CLOSE(metric(&build, "supply_used").typ, feeds[i].used);
        CHECK_CLOSE(metric(&build, "supply_power").typ, 2.0 * 400 * (double)feeds[i].supplies);
        CHECK_CLOSE(metric(&build, "supply_power_usable").typ, 400 * feeds[i].derating);
        arena_fini(&build.arena);
    }
}

static struct catalog_figure shelf_figures[] = {FIGURE("rated_power", NAN, 3000, NAN),
                                                FIGURE("modules", NAN, 6, NAN)};
static const struct catalog_part shelf = PART("psu", "SHELF", shelf_figures);

/* Feed 2: a shelf of 6 in each rack: 3000 W / 6 = 500 W each. Outside the racks it feeds none. */
static void supplies_of_the_racks(void **state)
{
    (void)state;
    struct build build;
    build_init(&build);
    evaluate(&build);
    assert_true(range_is_none(metric(&build, "supplies_per_rack")));
    assert_non_null(evaluation_metric(build.evaluation, "supply_power")->reason);
    build.lines[ACC].part = &shelf;
    build.lines[ACC].quantity = 2;
    evaluate(&build);
    CHECK_CLOSE(metric(&build, "supplies_per_rack").typ, 6);
    CHECK_CLOSE(metric(&build, "supply_power_usable").typ, 500);
    CHECK_CLOSE(metric(&build, "supply_power").typ, 6000);
    /* The spec's own supply takes the place of what the racks contain: 4 x 700 W in two racks. */
    struct catalog_figure own_figures[] = {FIGURE("rated_power", NAN, 700, NAN)};
    const struct catalog_part own = PART("psu", "OWN", own_figures);
    build.lines[FIBER].part = &own;
    build.lines[FIBER].role = "power supply";
    build.lines[FIBER].quantity = 4;
    evaluate(&build);
    CHECK_CLOSE(metric(&build, "supply_power").typ, 6000 + 2800);
    build.spec.facility.supply.line = 1;
    evaluate(&build);
    CHECK_CLOSE(metric(&build, "supplies_per_rack").typ, 2);
    CHECK_CLOSE(metric(&build, "supply_power").typ, 2800);
    build.spec.facility.supply.line = 0;
    build.lines[FIBER].part = &fiber;
    build.lines[ACC].parent = SWITCH;
    evaluate(&build);
    assert_true(range_is_none(metric(&build, "supplies_per_rack")));
    /* What lies in the shelf and has no rating leaves it that of the shelf. */
    const struct catalog_part bare = PART("psu", "BARE", no_figures);
    build.lines[ACC].parent = RACK;
    build.lines[SWITCH] = (struct bom_line){
        .parent = ACC, .level = 2, .role = "supply", .part = &bare, .quantity = 12};
    evaluate(&build);
    CHECK_CLOSE(metric(&build, "supplies_per_rack").typ, 6);
    arena_fini(&build.arena);
}

/* --- heat */

static struct catalog_figure cooled_figures[] = {FIGURE("power", 280, 300, 350),
                                                 {.attribute = "cooling",
                                                  .text = "air",
                                                  .range = {NAN, NAN, NAN},
                                                  .confidence = "vendor",
                                                  .chosen = true}};

/* Feed 6: the switch with its contents is cooled by air: 280, 300, 350 W. The rest, 2016, 2176,
 * 2336 W, goes to liquid by 75 %: 1512, 1632, 1752; to air 504, 544, 584 + the switch. */
static void heat_goes_where_systems_say(void **state)
{
    (void)state;
    struct build build;
    struct catalog_part cooled = switch_system;
    build_init(&build);
    cooled.figures = cooled_figures;
    cooled.figure_count = CHECK_COUNT(cooled_figures);
    build.lines[SWITCH].part = &cooled;
    evaluate(&build);
    assert_true(range_is_none(metric(&build, "power_liquid")));
    build.spec.facility.liquid_share = 0.75;
    evaluate(&build);
    CHECK_RANGE(metric(&build, "power_liquid"), 1512, 1632, 1752);
    CHECK_RANGE(metric(&build, "power_air"), 784, 844, 934);
    /* Of assumed 1760 W of accelerators 1320 go to liquid, 440 to air. */
    struct catalog_part assumed = accelerator;
    struct catalog_figure figure = FIGURE_OF("power", 100, 110, 120, "assumption");
    assumed.figures = &figure;
    build.lines[ACC].part = &assumed;
    evaluate(&build);
    CHECK_CLOSE(evaluation_metric(build.evaluation, "power_liquid")->assumed_share, 1320.0 / 1632);
    CHECK_CLOSE(evaluation_metric(build.evaluation, "power_air")->assumed_share, 440.0 / 844);
    arena_fini(&build.arena);
}

/* Power 8: 3095 W x 8766 h = 27130.77 kWh. */
static void energy_of_a_year(void **state)
{
    (void)state;
    struct build build;
    build_init(&build);
    evaluate(&build);
    CHECK_CLOSE(metric(&build, "energy_year").typ, 27130.77);
    arena_fini(&build.arena);
}

/* --- distance */

/* Distance 1: bounds belong to the nearer tier; a network of the rack stays in it. */
static void lengths_have_tiers(void **state)
{
    (void)state;
    static const struct {
        double length_m;
        enum spec_scope scope;
        enum distance_kind tier;
    } lengths[] = {{0.05, SPEC_BUILD, DISTANCE_PACKAGE}, {0.1, SPEC_BUILD, DISTANCE_PACKAGE},
                   {0.5, SPEC_BUILD, DISTANCE_BOARD},    {2, SPEC_BUILD, DISTANCE_RACK},
                   {3.001, SPEC_BUILD, DISTANCE_ROW},    {30, SPEC_BUILD, DISTANCE_ROW},
                   {500, SPEC_BUILD, DISTANCE_HALL},     {501, SPEC_BUILD, DISTANCE_CAMPUS},
                   {20, SPEC_RACK, DISTANCE_RACK},       {0.5, SPEC_RACK, DISTANCE_BOARD}};
    for (size_t i = 0; i < CHECK_COUNT(lengths); i++) {
        struct build build;
        struct distance_tier tiers[DISTANCE_TIERS];
        build_init(&build);
        build.link.length_m = lengths[i].length_m;
        build.network.scope = lengths[i].scope;
        evaluate(&build);
        distance_tiers(tiers, build.evaluation);
        for (int kind = 0; kind < DISTANCE_TIERS; kind++) {
            bool is_tier = kind == (int)lengths[i].tier;
            assert_int_equal(tiers[kind].links, is_tier ? 16 : 0);
            CHECK_CLOSE(tiers[kind].escape_gbps, kind < (int)lengths[i].tier ? 400 : 0);
            assert_true(is_tier == (tiers[kind].energy.reason == NULL));
        }
        arena_fini(&build.arena);
    }
}

/* Distance 2: copper of 3600 Gbps inside the rack, 400 Gbps to leaves 2 m away that pass 200 Gbps
 * of each accelerator (16 x 200 = 3200) on over 100 m: 4000 Gbps leave the package and the board,
 * 200 the rack and the row, none the hall. Distance 3: 4000 / 200 = 20. Distance 4: at 100 m
 * engines and sources of statement 4 of test_evaluate.c, 96 W / 6400 Gbps = 15 for the module, (28,
 * 9 W) / 6400 = 4.375 and 1.40625: 20.78125 pJ/bit. */
static void escape_follows_the_first_hop_beyond(void **state)
{
    (void)state;
    struct build build;
    struct distance_tier tiers[DISTANCE_TIERS];
    build_init(&build);
    struct spec_network networks[] = {build.network, {.name = "scale-up", .scope = SPEC_RACK}};
    struct bom_link links[] = {build.link, build.link, build.link};
    links[0].length_m = 2;
    links[1].from = "leaf";
    links[1].to = "spine";
    links[1].length_m = 100;
    links[1].count = 8;
    links[2].network = "scale-up";
    links[2].medium = "dac";
    links[2].from = "accelerator";
    links[2].length_m = 2;
    links[2].gbps = 3600;
    links[2].near_line = links[2].far_line = BOM_TOP;
    build.spec.networks = networks;
    build.spec.network_count = 2;
    build.bom.links = links;
    build.bom.link_count = 3;
    evaluate(&build);
    distance_tiers(tiers, build.evaluation);
    static const double ESCAPES[DISTANCE_TIERS] = {4000, 4000, 200, 200, 0, 0};
    for (int kind = 0; kind < DISTANCE_TIERS; kind++)
        CHECK_CLOSE(tiers[kind].escape_gbps, ESCAPES[kind]);
    CHECK_CLOSE(tiers[DISTANCE_RACK].ratio, 20);
    CHECK_CLOSE(tiers[DISTANCE_PACKAGE].ratio, NAN);
    CHECK_CLOSE(metric(&build, "escape_ratio_rack").typ, 20);
    CHECK_CLOSE(metric(&build, "energy_per_bit_hall").typ, 20.78125);
    /* In the rack 16 x 3600 Gbps draw nothing: 20.78125 x 6400 / (6400 + 57600). */
    CHECK_CLOSE(metric(&build, "energy_per_bit_rack").typ, 2.078125);
    /* Copper alone draws nothing, and nothing of it is assumed. */
    links[0].length_m = 100;
    evaluate(&build);
    distance_tiers(tiers, build.evaluation);
    CHECK_CLOSE(tiers[DISTANCE_RACK].energy.range.typ, 0);
    CHECK_CLOSE(tiers[DISTANCE_RACK].energy.assumed_share, 0);
    arena_fini(&build.arena);
}

/* Distance 2: what is not in the build has no line, and is no mesh for that: 16 x 400 Gbps of 16
 * accelerators are 400 each; of a mesh of leaves the links leave from both ends. */
static void escape_counts_both_ends_of_a_mesh(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to;
        long lines;
        double gbps;
    } rows[] = {{"accelerator", "switch", BOM_TOP, 400},
                {"accelerator", "leaf", BOM_TOP, 400},
                {"accelerator", "accelerator", BOM_TOP, 800},
                {"leaf", "leaf", SWITCH, 800}};
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        struct build build;
        struct distance_tier tiers[DISTANCE_TIERS];
        build_init(&build);
        build.link.from = rows[i].from;
        build.link.to = rows[i].to;
        build.link.upper_line = build.link.lower_line = rows[i].lines;
        evaluate(&build);
        distance_tiers(tiers, build.evaluation);
        CHECK_CLOSE(tiers[DISTANCE_RACK].escape_gbps, rows[i].gbps);
        arena_fini(&build.arena);
    }
}

/* Power 7: another network may start with the same word. */
static void power_of_a_network_is_its_own(void **state)
{
    (void)state;
    struct build build;
    build_init(&build);
    evaluate(&build);
    double alone = metric(&build, "bandwidth_per_power").typ;
    build.lines[ACC].role = "scale-out-2 accelerator";
    evaluate(&build);
    CHECK_CLOSE(metric(&build, "bandwidth_per_power").typ, alone);
    build.lines[ACC].role = "scale-out accelerator";
    evaluate(&build);
    assert_true(metric(&build, "bandwidth_per_power").typ < alone);
    arena_fini(&build.arena);
}

/* --- throughput */

/* Throughput 1 to 4: 400 Gbps are 5e10 bytes/s of each of 16 accelerators that compute 1000 tokens
 * a second; 1e7 + 400 x context bytes. At 10,000: 1.4e7 bytes, 5e10 / 1.4e7 = 3571 > 1000, compute:
 * 16,000 tokens/s / 3.095 kW = 5,169,628 a MW. At 200,000: 9e7 bytes, 555.6: fabric. The limit is
 * (5e10 / 1000 - 1e7) / 400 = 100,000 tokens. */
static void throughput_meets_the_fabric(void **state)
{
    (void)state;
    struct build build;
    double contexts[] = {10000, 200000};
    build_init(&build);
    build.spec.workload = (struct spec_workload){.bytes_per_token = 1e7,
                                                 .bytes_per_context_token = 400,
                                                 .tokens_per_second = 1000,
                                                 .contexts = contexts,
                                                 .context_count = 2,
                                                 .is_given = true};
    evaluate(&build);
    struct range facility = metric(&build, "power_facility");
    struct throughput near = throughput_at(build.evaluation, facility, contexts[0]);
    struct throughput far = throughput_at(build.evaluation, facility, contexts[1]);
    CHECK_CLOSE(near.bytes_per_token, 1.4e7);
    assert_false(near.is_fabric_bound);
    CHECK_CLOSE(near.per_megawatt.typ, 16000 / 3095.0 * 1e6);
    CHECK_CLOSE(near.per_megawatt.min, 16000 / (2686 * 1.25) * 1e6);
    assert_true(far.is_fabric_bound);
    CHECK_CLOSE(far.fabric_tokens, 16 * 5e10 / 9e7);
    CHECK_CLOSE(metric(&build, "tokens_per_second_per_megawatt").typ, near.per_megawatt.typ);
    CHECK_CLOSE(metric(&build, "context_fabric_limit").typ, 100000);
    /* At the limit both bounds are one. */
    struct throughput limit = throughput_at(build.evaluation, facility, 100000);
    CHECK_CLOSE(limit.fabric_tokens, limit.compute_tokens);
    build.spec.workload.bytes_per_token = 1e9; /* the fabric is the limit from the first token */
    evaluate(&build);
    CHECK_CLOSE(metric(&build, "context_fabric_limit").typ, 0);
    build.spec.workload.bytes_per_context_token = 0;
    evaluate(&build);
    assert_true(range_is_none(metric(&build, "context_fabric_limit")));
    build.network.name = "storage";
    evaluate(&build);
    assert_true(range_is_none(metric(&build, "tokens_per_second_per_megawatt")));
    arena_fini(&build.arena);
}

/* --- supply */

static struct catalog_break nic_price[] = {{1, 40000000, 40000000, 40000000}};
static struct catalog_break rack_price[] = {{1, 1000000000, 1000000000, 1000000000}};
static struct catalog_figure made_in[] = {{.attribute = "country_of_origin",
                                           .text = "MX",
                                           .range = {NAN, NAN, NAN},
                                           .confidence = "vendor",
                                           .chosen = true}};

/* Supply 1 to 6: two racks of 1000 and 16 NICs of 40 are 2640; the switch, modules and fibers have
 * no offer. The rack has an alternate, a lead time of 84 days and an assumed price; the NIC is of
 * MX and its price ends. */
static void supply_of_parts(void **state)
{
    (void)state;
    struct build build;
    struct supply supply;
    struct catalog_part priced_rack = rack, priced_nic = nic;
    struct catalog_offer rack_offer = {.supplier = "A",
                                       .currency = "USD",
                                       .price_basis = 1,
                                       .minimum_order = 1,
                                       .order_multiple = 1,
                                       .lead_time_days = 84,
                                       .valid_until = "",
                                       .confidence = "assumption",
                                       .breaks = rack_price,
                                       .break_count = 1};
    struct catalog_offer nic_offer = rack_offer;
    nic_offer.lead_time_days = -1;
    nic_offer.valid_until = "2026-12-31";
    nic_offer.confidence = "vendor";
    nic_offer.breaks = nic_price;
    priced_rack.offers = &rack_offer;
    priced_rack.offer_count = 1;
    struct catalog_alternate stand_in = {99, {"", "", "approved", ""}};
    priced_rack.alternates = &stand_in;
    priced_rack.alternate_count = 1;
    priced_nic.offers = &nic_offer;
    priced_nic.offer_count = 1;
    priced_nic.figures = made_in;
    priced_nic.figure_count = 1;
    build_init(&build);
    build.lines[RACK].part = &priced_rack;
    build.lines[NIC].part = &priced_nic;
    evaluate(&build);
    assert_true(supply_of(&supply, &build.arena, build.evaluation));
    assert_int_equal(supply.part_count, 5);
    assert_string_equal(supply.parts[0]->part->name, "Test RACK");
    assert_int_equal(supply.parts[0]->cost_micros, 2000000000);
    assert_string_equal(supply.parts[1]->part->name, "Test NIC");
    assert_int_equal(supply.slowest->line, RACK);
    assert_string_equal(supply.expiring->part->name, "Test NIC");
    assert_int_equal(supply.origin_count, 2);
    assert_string_equal(supply.origins[0].country, "MX");
    assert_null(supply.origins[1].country);
    assert_int_equal(supply.origins[1].parts, 4);
    CHECK_CLOSE(metric(&build, "lead_time").typ, 12);
    CHECK_CLOSE(evaluation_metric(build.evaluation, "lead_time")->assumed_share, 1);
    CHECK_CLOSE(metric(&build, "lead_time_stated_share").typ, 2000.0 / 2640);
    CHECK_CLOSE(metric(&build, "single_source_share").typ, 640.0 / 2640);
    CHECK_CLOSE(evaluation_metric(build.evaluation, "single_source_share")->assumed_share, 0);
    CHECK_CLOSE(metric(&build, "single_source_part_share").typ, 0.8);
    CHECK_CLOSE(metric(&build, "price_validity_stated_share").typ, 640.0 / 2640);
    CHECK_CLOSE(metric(&build, "origin_stated_share").typ, 640.0 / 2640);
    CHECK_CLOSE(metric(&build, "top_ten_share").typ, 1);
    arena_fini(&build.arena);
}

/* --- limits */

/* The limit that what rounding may add, 1e-9 of it, brings to `watts` exactly. */
#define JUST(watts) ((watts) / (1 + 1e-9))

/* Limits 1 to 3: 1343 W a rack at most; by 75 % 1007.25 W to liquid and 335.75 W to air; the margin
 * is 2.3 dB at least. A limit that is met exactly is kept, and so is one met but for rounding. */
static void limits_are_held_at_the_worst_side(void **state)
{
    (void)state;
    static const struct {
        double power, liquid, air, share, margin;
        const char *code; /* NULL: nothing is found */
    } limits[] = {
        {0, 0, 0, NAN, 0, NULL},
        {1343, 0, 0, NAN, 0, NULL},
        {1342, 0, 0, NAN, 0, "rack-power"},
        {JUST(1343), 0, 0, NAN, 0, NULL},
        {0, JUST(671.5), JUST(671.5), 0.5, 0, NULL},
        {0, JUST(1343) / 2, JUST(1343) / 2, NAN, 0, NULL},
        {0, 1007.25, 335.75, 0.75, 0, NULL},
        {0, 1007, 400, 0.75, 0, "rack-cooling"},
        {0, 1100, 335, 0.75, 0, "rack-cooling"},
        {0, 1000, 343, NAN, 0, NULL}, /* the split is not known: all of it against both */
        {0, 1000, 342, NAN, 0, "rack-cooling"},
        {0, 1000, 0, NAN, 0, NULL},
        {0, 0, 0, NAN, 2.2, NULL},
        {0, 0, 0, NAN, 2.4, "link-margin-worst"},
        {0, 0, 0, NAN, 9, "link-margin"},
    };
    for (size_t i = 0; i < CHECK_COUNT(limits); i++) {
        struct build build;
        build_init(&build);
        build.spec.facility.rack_power_w = limits[i].power;
        build.spec.facility.rack_liquid_w = limits[i].liquid;
        build.spec.facility.rack_air_w = limits[i].air;
        build.spec.facility.liquid_share = limits[i].share;
        build.spec.light.margin_db = limits[i].margin;
        evaluate(&build);
        assert_true(limits_check(&build.bom, build.evaluation));
        assert_int_equal(build.bom.finding_count, limits[i].code != NULL ? 1 : 0);
        if (limits[i].code != NULL)
            assert_string_equal(build.bom.findings[0].code, limits[i].code);
        arena_fini(&build.arena);
    }
}

static struct catalog_figure rack_limit[] = {FIGURE("power_limit", NAN, 900, NAN)};

/* Limits 1: accelerators of 960 W at most stand in each rack, which supplies 900 W; and three
 * supplies of 500 W where N+1 needs ceil(1343 / 500) + 1 = 4. 960 W and four are enough. */
static void racks_and_supplies_have_limits(void **state)
{
    (void)state;
    struct build build;
    struct catalog_part weak = rack;
    build_init(&build);
    weak.figures = rack_limit;
    build.lines[RACK].part = &weak;
    build.spec.facility.supply_rating_w = 500;
    build.spec.facility.supplies = 3;
    build.spec.facility.redundancy = SPEC_ONE_MORE;
    evaluate(&build);
    assert_true(limits_check(&build.bom, build.evaluation));
    assert_int_equal(build.bom.finding_count, 2);
    assert_string_equal(build.bom.findings[0].text,
                        "Test RACK may draw 960 W, it supplies and cools 900 W");
    assert_string_equal(build.bom.findings[1].text,
                        "a rack may draw 1343 W and needs 4 supplies that carry 500 W each with "
                        "N+1, it has 3");
    struct catalog_figure enough[] = {FIGURE("power_limit", NAN, JUST(960), NAN)};
    weak.figures = enough;
    build.spec.facility.supplies = 4;
    evaluate(&build);
    assert_true(limits_check(&build.bom, build.evaluation));
    assert_int_equal(build.bom.finding_count, 2);
    arena_fini(&build.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(supplies_by_redundancy_and_derating),
        cmocka_unit_test(supplies_of_the_racks),
        cmocka_unit_test(heat_goes_where_systems_say),
        cmocka_unit_test(energy_of_a_year),
        cmocka_unit_test(lengths_have_tiers),
        cmocka_unit_test(escape_follows_the_first_hop_beyond),
        cmocka_unit_test(escape_counts_both_ends_of_a_mesh),
        cmocka_unit_test(power_of_a_network_is_its_own),
        cmocka_unit_test(throughput_meets_the_fabric),
        cmocka_unit_test(supply_of_parts),
        cmocka_unit_test(limits_are_held_at_the_worst_side),
        cmocka_unit_test(racks_and_supplies_have_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
