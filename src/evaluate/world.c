/*
 * Statements:
 *
 *  1. A BOM is counted before it enters: what was counted with ranges (the lanes that a laser
 *     feeds) stays, as with scenarios.
 *  2. The scenario goes first (scenario.c); what it leaves with a range is drawn.
 *  3. A number is drawn from the triangle of its range at P(x <= value) = u, where u is a function
 *     of the seed, the draw and the name of its group alone. So it has one value in all BOMs of the
 *     draw, whichever of them are looked at, in which order, and on how many machines.
 */
#include "evaluate/world.h"

#include "base/text_map.h"
#include "evaluate/build_inputs.h"
#include "evaluate/distribution.h"
#include "evaluate/flow_copy.h"
#include "evaluate/random.h"
#include "evaluate/scenario.h"

#include <string.h>

struct world_flow {
    const struct flow *from;
    struct flow *copy;
};

enum optibom_status world_open(struct world *world, struct arena *arena,
                               const struct spec_scenario *scenario, struct world_draw draw,
                               struct error *err)
{
    *world = (struct world){.scenario = scenario,
                            .draw = draw,
                            .arena = arena,
                            .is_put = arena_alloc(arena, scenario->flow_value_count + 1)};
    id_map_init(&world->numbers);
    return world->is_put != NULL ? OPTIBOM_OK : error_no_memory(err);
}

void world_close(struct world *world)
{
    id_map_fini(&world->numbers);
}

static bool changes_nothing(const struct world *world)
{
    return world->draw.number == 0 && world->scenario->end == SPEC_AS_IT_IS &&
           world->scenario->flow_value_count == 0;
}

/* ---- copies ---- */

static void *copy_items(struct world *world, const void *items, size_t size)
{
    void *copy = arena_alloc(world->arena, size + 1);
    return copy != NULL && size > 0 ? memcpy(copy, items, size) : copy;
}

/* A part with figures and prices of its own. */
static struct catalog_part *copy_part(struct world *world, const struct catalog_part *part)
{
    struct catalog_part *copy = copy_items(world, part, sizeof *part);
    if (copy == NULL)
        return NULL;
    copy->figures = copy_items(world, part->figures, part->figure_count * sizeof *part->figures);
    copy->offers = copy_items(world, part->offers, part->offer_count * sizeof *part->offers);
    if (copy->figures == NULL || copy->offers == NULL)
        return NULL;
    for (size_t i = 0; i < copy->offer_count; i++) {
        struct catalog_offer *offer = &copy->offers[i];
        offer->breaks =
            copy_items(world, offer->breaks, offer->break_count * sizeof *offer->breaks);
        if (offer->breaks == NULL)
            return NULL;
    }
    return copy;
}

/* The copy of a part; one that nobody asked for before is appended to `fresh`. */
static enum optibom_status enter_part(const struct catalog_part **part, struct world *world,
                                      struct bom *fresh, struct error *err)
{
    uint32_t number;
    if (id_map_get(&number, &world->numbers, (*part)->part_id)) {
        *part = world->parts[number];
        return OPTIBOM_OK;
    }
    struct catalog_part *copy = copy_part(world, *part);
    struct catalog_part **parts =
        arena_grow(world->arena, world->parts, world->numbers.count, sizeof(struct catalog_part *));
    if (copy == NULL || parts == NULL)
        return error_no_memory(err);
    world->parts = parts;
    if (!id_map_put(&number, &world->numbers, (*part)->part_id))
        return error_no_memory(err);
    parts[number] = copy;
    *part = copy;
    return bom_add(fresh, &(struct bom_line){.parent = BOM_TOP, .part = copy}) != BOM_TOP
               ? OPTIBOM_OK
               : error_no_memory(err);
}

static enum optibom_status enter_flow(struct flow **flow, struct world *world, struct bom *fresh,
                                      struct error *err)
{
    static const struct flow_inputs NONE = {0};
    struct flow_copy copy;
    for (size_t i = 0; i < world->flow_count; i++)
        if (world->flows[i].from == *flow) {
            *flow = world->flows[i].copy;
            return OPTIBOM_OK;
        }
    enum optibom_status status = flow_copy(&copy, *flow, &NONE, world->arena, err);
    if (status != OPTIBOM_OK)
        return status;
    struct world_flow *flows =
        arena_grow(world->arena, world->flows, world->flow_count, sizeof *flows);
    struct bom_assembly *assemblies =
        arena_grow(world->arena, fresh->assemblies, fresh->assembly_count, sizeof *assemblies);
    if (flows == NULL || assemblies == NULL)
        return error_no_memory(err);
    world->flows = flows;
    fresh->assemblies = assemblies;
    flows[world->flow_count++] = (struct world_flow){*flow, copy.flow};
    assemblies[fresh->assembly_count++] = (struct bom_assembly){.flow = copy.flow};
    *flow = copy.flow;
    return OPTIBOM_OK;
}

/* ---- values ---- */

/* Statement 3. */
static double uniform(struct world_draw draw, const char *group)
{
    uint64_t hash = text_map_hash(0, group);
    struct random_words words =
        random_words(draw.seed, draw.number, (uint32_t)hash, (uint32_t)(hash >> 32));
    uint64_t bits = (uint64_t)words.word[0] << 32 | words.word[1];
    return (double)(bits >> 11) * 0x1p-53;
}

static enum optibom_status put_draw(const struct world *world, const struct bom *fresh,
                                    struct error *err)
{
    struct build_inputs inputs = {0};
    enum optibom_status status = build_inputs_collect(&inputs, world->arena, fresh, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < inputs.count; i++) {
        const struct draws_range *range = &inputs.ranges[i];
        const struct triangle triangle = triangle_of(range->range);
        const char *group = range->group != NULL ? range->group : range->name;
        status = draws_check("draw", range, err);
        if (status == OPTIBOM_OK)
            build_input_put(&inputs.items[i],
                            triangle_quantile(&triangle, uniform(world->draw, group)));
    }
    return status;
}

enum optibom_status world_enter(struct world *world, struct bom *bom, struct error *err)
{
    struct spec of_scenario = {.scenario = *world->scenario};
    struct bom fresh = {.arena = world->arena, .spec = &of_scenario};
    enum optibom_status status = OPTIBOM_OK;
    if (changes_nothing(world))
        return OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < bom->line_count; i++)
        status = enter_part(&bom->lines[i].part, world, &fresh, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < bom->assembly_count; i++)
        status = enter_flow(&bom->assemblies[i].flow, world, &fresh, err);
    bool is_fresh = fresh.line_count > 0 || fresh.assembly_count > 0;
    if (status == OPTIBOM_OK && is_fresh)
        status = scenario_put(world->is_put, &fresh, world->arena, err);
    if (status == OPTIBOM_OK && is_fresh && world->draw.number > 0)
        status = put_draw(world, &fresh, err);
    return status;
}

enum optibom_status world_check(const char **misfit, const struct world *world,
                                const struct bom *bom, struct error *err)
{
    return scenario_check(misfit, world->is_put, bom, world->arena, err);
}
