/* Worlds: what a scenario and a draw make of parts and flows, and that nothing else changes. */
#include "check.h"

#include "evaluate/world.h"

#include <math.h>
#include <string.h>

#define PRICE(low, typ, high)                                                                      \
    {                                                                                              \
        .quantity = 1, .price_micros = typ, .low_micros = low, .high_micros = high                 \
    }

/* Two parts of one figure and price each, and a flow whose input moves with the price of the
 * first. */
struct fixture {
    struct arena arena;
    struct catalog_figure figures[2];
    struct catalog_break breaks[2];
    struct catalog_offer offers[2];
    struct catalog_part parts[2];
    struct flow_step step;
    struct flow_input input;
    struct flow flow;
    struct bom_line lines[3];
    struct bom_assembly assembly;
    struct spec spec;
    struct bom bom;
};

static void init(struct fixture *at)
{
    memset(at, 0, sizeof *at);
    arena_init(&at->arena);
    for (size_t i = 0; i < 2; i++) {
        at->figures[i] = (struct catalog_figure){
            .attribute = "power", .range = {10, 11, 14}, .confidence = "vendor", .chosen = true};
        at->breaks[i] = (struct catalog_break)PRICE(800000, 1000000, 1600000);
        at->offers[i] = (struct catalog_offer){.breaks = &at->breaks[i], .break_count = 1};
        at->parts[i] = (struct catalog_part){.part_id = 5 + (int64_t)i,
                                             .class_name = "cable",
                                             .name = i == 0 ? "A" : "B",
                                             .figures = &at->figures[i],
                                             .figure_count = 1,
                                             .offers = &at->offers[i],
                                             .offer_count = 1};
    }
    at->step = (struct flow_step){.kind = FLOW_COST, .name = "buy", .cost = 1};
    at->input = (struct flow_input){.name = "buy: cost",
                                    .target = &at->step.cost,
                                    .range = {0.8, 1, 1.6},
                                    .group = "part A: cost"};
    at->flow = (struct flow){
        .name = "f", .steps = &at->step, .step_count = 1, .inputs = &at->input, .input_count = 1};
    for (size_t i = 0; i < 3; i++)
        at->lines[i] = (struct bom_line){.parent = BOM_TOP, .part = &at->parts[i % 2]};
    at->assembly = (struct bom_assembly){.flow = &at->flow};
    at->bom = (struct bom){.arena = &at->arena,
                           .spec = &at->spec,
                           .lines = at->lines,
                           .line_count = 3,
                           .assemblies = &at->assembly,
                           .assembly_count = 1};
}

struct seen {
    double power[2], price[2], cost;
};

/* What the numbers are in a world. */
static struct seen enter(struct fixture *at, struct world_draw draw)
{
    struct world world;
    struct error err = {0};
    struct seen seen;
    const char *misfit = NULL;
    if (world_open(&world, &at->arena, &at->spec.scenario, draw, &err) != OPTIBOM_OK ||
        world_enter(&world, &at->bom, &err) != OPTIBOM_OK ||
        world_check(&misfit, &world, &at->bom, &err) != OPTIBOM_OK)
        fail_msg("%s", err.text);
    assert_ptr_equal(at->lines[0].part, at->lines[2].part);
    for (size_t i = 0; i < 2; i++) {
        const struct catalog_part *part = at->lines[i].part;
        seen.power[i] = catalog_part_number(part, "power", NAN);
        seen.price[i] = (double)part->offers[0].breaks[0].price_micros / 1e6;
        assert_int_equal(part->part_id, 5 + i);
    }
    seen.cost = at->assembly.flow->steps[0].cost;
    /* What is shared by all worlds stays. */
    CHECK_CLOSE(at->figures[0].range.typ, 11.0);
    CHECK_CLOSE(at->figures[0].range.max, 14.0);
    assert_int_equal(at->breaks[0].price_micros, 1000000);
    CHECK_CLOSE(at->step.cost, 1.0);
    CHECK_CLOSE(at->input.range.max, 1.6);
    world_close(&world);
    return seen;
}

static void nothing_changes_without_scenario_and_draw(void **state)
{
    (void)state;
    struct fixture at;
    init(&at);
    struct seen seen = enter(&at, (struct world_draw){1, 0});
    CHECK_CLOSE(seen.power[1], 11.0);
    assert_ptr_equal(at.lines[1].part, &at.parts[1]);
    assert_ptr_equal(at.assembly.flow, &at.flow);
    arena_fini(&at.arena);
}

static void draws_stay_in_their_ranges(void **state)
{
    (void)state;
    enum { DRAWS = 4000 };
    double sum = 0, squares = 0, least = INFINITY, most = -INFINITY;
    for (uint64_t i = 1; i <= DRAWS; i++) {
        struct fixture at;
        init(&at);
        struct seen seen = enter(&at, (struct world_draw){7, i});
        sum += seen.power[0];
        squares += seen.power[0] * seen.power[0];
        least = fmin(least, seen.power[0]);
        most = fmax(most, seen.power[0]);
        /* Parts are drawn apart; a price and the input that follows it together. */
        assert_true(fabs(seen.power[0] - seen.power[1]) > 1e-9);
        assert_true(fabs(seen.price[0] - seen.price[1]) > 1e-9);
        assert_true(fabs(seen.price[0] - seen.cost) < 1e-6);
        arena_fini(&at.arena);
    }
    /* Of the triangle 10, 11, 14: mean 35/3, variance (a2 + b2 + c2 - ab - ac - bc) / 18 = 13/18.
     */
    double mean = sum / DRAWS, variance = squares / DRAWS - mean * mean;
    assert_true(least >= 10 && most <= 14);
    assert_true(least < 10.1 && most > 13.8);
    assert_true(fabs(mean - 35.0 / 3) < 4 * sqrt(13.0 / 18 / DRAWS));
    assert_true(fabs(variance - 13.0 / 18) < 0.06);
}

/* A number has one value in a draw, whichever build asks for it first. */
static void draws_do_not_hang_on_the_order(void **state)
{
    (void)state;
    struct fixture one, other;
    init(&one);
    init(&other);
    other.bom.lines[0].part = other.bom.lines[2].part = &other.parts[1];
    other.bom.lines[1].part = &other.parts[0];
    struct world world;
    struct error err = {0};
    struct seen seen = enter(&one, (struct world_draw){3, 9});
    assert_int_equal(
        world_open(&world, &other.arena, &other.spec.scenario, (struct world_draw){3, 9}, &err),
        OPTIBOM_OK);
    assert_int_equal(world_enter(&world, &other.bom, &err), OPTIBOM_OK);
    CHECK_CLOSE(catalog_part_number(other.bom.lines[1].part, "power", NAN), seen.power[0]);
    CHECK_CLOSE(catalog_part_number(other.bom.lines[0].part, "power", NAN), seen.power[1]);
    world_close(&world);
    arena_fini(&one.arena);
    arena_fini(&other.arena);
}

/* A sub-flow has one draw below whatever flow it is bought; inputs of one name are two where their
 * flows are. */
static void sub_flows_are_drawn_by_their_own_names(void **state)
{
    (void)state;
    struct fixture at;
    init(&at);
    struct flow_step steps[2][2] = {0};
    struct flow_input inputs[2] = {0};
    struct flow tops[2] = {0};
    struct bom_assembly assemblies[2] = {0};
    at.input.group = NULL;
    for (size_t i = 0; i < 2; i++) {
        steps[i][0] = (struct flow_step){.kind = FLOW_COST, .name = "buy", .cost = 1};
        steps[i][1] = (struct flow_step){.kind = FLOW_ADD, .name = "take"};
        steps[i][1].add.input = &at.flow;
        inputs[i] = (struct flow_input){
            .name = "buy: cost", .target = &steps[i][0].cost, .range = {0.8, 1, 1.6}};
        tops[i] = (struct flow){.name = i == 0 ? "one" : "two",
                                .steps = steps[i],
                                .step_count = 2,
                                .inputs = &inputs[i],
                                .input_count = 1};
        assemblies[i].flow = &tops[i];
    }
    at.bom.assemblies = assemblies;
    at.bom.assembly_count = 2;
    struct world world;
    struct error err = {0};
    assert_int_equal(
        world_open(&world, &at.arena, &at.spec.scenario, (struct world_draw){3, 9}, &err),
        OPTIBOM_OK);
    assert_int_equal(world_enter(&world, &at.bom, &err), OPTIBOM_OK);
    const struct flow *one = assemblies[0].flow, *two = assemblies[1].flow;
    CHECK_CLOSE(one->steps[1].add.input->steps[0].cost, two->steps[1].add.input->steps[0].cost);
    assert_true(fabs(one->steps[0].cost - two->steps[0].cost) > 1e-9);
    assert_true(fabs(one->steps[0].cost - one->steps[1].add.input->steps[0].cost) > 1e-9);
    world_close(&world);
    arena_fini(&at.arena);
}

/* What a scenario sets is not drawn. */
static void scenarios_go_first(void **state)
{
    (void)state;
    struct spec_flow_value value = {.flow = "f", .input = "buy: cost", .value = 3, .place = "s:1"};
    struct fixture at;
    init(&at);
    at.spec.scenario = (struct spec_scenario){.flow_values = &value, .flow_value_count = 1};
    struct seen seen = enter(&at, (struct world_draw){3, 9});
    CHECK_CLOSE(seen.cost, 3.0);
    assert_true(fabs(seen.power[0] - 11) > 1e-9);
    arena_fini(&at.arena);
    init(&at);
    at.spec.scenario = (struct spec_scenario){.end = SPEC_MOST};
    seen = enter(&at, (struct world_draw){3, 9});
    CHECK_CLOSE(seen.power[0], 14.0);
    CHECK_CLOSE(seen.price[1], 1.6);
    arena_fini(&at.arena);
}

static void misfits_are_told(void **state)
{
    (void)state;
    struct spec_flow_value value = {.flow = "g", .input = "buy: cost", .value = 3, .place = "s:1"};
    struct fixture at;
    struct world world;
    struct error err = {0};
    const char *misfit = NULL;
    init(&at);
    at.spec.scenario = (struct spec_scenario){.flow_values = &value, .flow_value_count = 1};
    assert_int_equal(
        world_open(&world, &at.arena, &at.spec.scenario, (struct world_draw){1, 0}, &err),
        OPTIBOM_OK);
    assert_int_equal(world_enter(&world, &at.bom, &err), OPTIBOM_OK);
    assert_int_equal(world_check(&misfit, &world, &at.bom, &err), OPTIBOM_NOT_FOUND);
    assert_string_equal(misfit, "the build uses no assembly flow 'g'; did you mean 'f'?");
    world_close(&world);
    arena_fini(&at.arena);
}

/* A range that is none is refused, not drawn. */
static void odd_ranges_are_refused(void **state)
{
    (void)state;
    struct fixture at;
    struct world world;
    struct error err = {0};
    init(&at);
    at.figures[1].range = (struct range){10, 30, 14};
    assert_int_equal(
        world_open(&world, &at.arena, &at.spec.scenario, (struct world_draw){1, 2}, &err),
        OPTIBOM_OK);
    assert_int_equal(world_enter(&world, &at.bom, &err), OPTIBOM_BAD_INPUT);
    assert_string_equal(err.text,
                        "draw, part B: power: min <= typ <= max is wanted, not 10, 30, 14");
    world_close(&world);
    arena_fini(&at.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_changes_without_scenario_and_draw),
        cmocka_unit_test(draws_stay_in_their_ranges),
        cmocka_unit_test(draws_do_not_hang_on_the_order),
        cmocka_unit_test(sub_flows_are_drawn_by_their_own_names),
        cmocka_unit_test(scenarios_go_first),
        cmocka_unit_test(misfits_are_told),
        cmocka_unit_test(odd_ranges_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
