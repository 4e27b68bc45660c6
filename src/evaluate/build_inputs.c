#include "evaluate/build_inputs.h"

#include "evaluate/flow_corner.h"

#include <math.h>
#include <string.h>

struct collecting {
    struct build_inputs *inputs;
    struct arena *arena;
    struct error *err;
};

static enum optibom_status add(struct collecting *collecting, struct build_input input,
                               struct draws_range range)
{
    struct build_inputs *inputs = collecting->inputs;
    struct range filled = range_filled(range.range);
    if (!(filled.min < filled.max))
        return OPTIBOM_OK;
    struct build_input *items =
        arena_grow(collecting->arena, inputs->items, inputs->count, sizeof *items);
    struct draws_range *ranges =
        arena_grow(collecting->arena, inputs->ranges, inputs->count, sizeof *ranges);
    if (items == NULL || ranges == NULL || range.name == NULL)
        return error_no_memory(collecting->err);
    inputs->items = items;
    inputs->ranges = ranges;
    range.range = filled;
    items[inputs->count] = input;
    ranges[inputs->count++] = range;
    return OPTIBOM_OK;
}

static enum optibom_status add_figures(struct collecting *collecting,
                                       const struct catalog_part *part)
{
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; i < part->figure_count && status == OPTIBOM_OK; i++) {
        struct catalog_figure *figure = &part->figures[i];
        if (figure->text != NULL || catalog_part_figure(part, figure->attribute) != figure)
            continue;
        const char *name =
            arena_printf(collecting->arena, "part %s: %s", part->name, figure->attribute);
        status = add(collecting, (struct build_input){.figure = figure, .figure_before = *figure},
                     (struct draws_range){name, name, figure->range});
    }
    return status;
}

static enum optibom_status add_prices(struct collecting *collecting,
                                      const struct catalog_part *part)
{
    enum optibom_status status = OPTIBOM_OK;
    const char *name = arena_printf(collecting->arena, "part %s: cost", part->name);
    for (size_t i = 0; i < part->offer_count; i++) {
        const struct catalog_offer *offer = &part->offers[i];
        for (size_t j = 0; j < offer->break_count && status == OPTIBOM_OK; j++) {
            struct catalog_break *price = &offer->breaks[j];
            struct range range = {(double)price->low_micros, (double)price->price_micros,
                                  (double)price->high_micros};
            status = add(collecting, (struct build_input){.price = price, .price_before = *price},
                         (struct draws_range){name, name, range});
        }
    }
    return status;
}

/* An input is one number wherever its flow is a sub-flow. */
static enum optibom_status add_flow(struct collecting *collecting, const struct flow *flow)
{
    struct flow_inputs inputs;
    enum optibom_status status =
        flow_inputs_collect(&inputs, flow, collecting->arena, collecting->err);
    for (size_t i = 0; i < inputs.count && status == OPTIBOM_OK; i++) {
        const struct flow_input *input = inputs.items[i];
        const char *name =
            arena_printf(collecting->arena, "%s: %s", inputs.owners[i]->name, input->name);
        const char *group = input->group != NULL ? input->group : name;
        status = add(collecting,
                     (struct build_input){.target = input->target, .target_before = *input->target},
                     (struct draws_range){name, group, input->range});
    }
    return status;
}

static bool is_first_line(const struct bom *bom, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (bom->lines[i].part == bom->lines[at].part)
            return false;
    return true;
}

static bool is_first_flow(const struct bom *bom, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (bom->assemblies[i].flow == bom->assemblies[at].flow)
            return false;
    return true;
}

enum optibom_status build_inputs_collect(struct build_inputs *out, struct arena *arena,
                                         const struct bom *bom, struct error *err)
{
    struct collecting collecting = {out, arena, err};
    enum optibom_status status = OPTIBOM_OK;
    *out = (struct build_inputs){0};
    for (size_t i = 0; i < bom->line_count && status == OPTIBOM_OK; i++) {
        if (!is_first_line(bom, i))
            continue;
        status = add_figures(&collecting, bom->lines[i].part);
        if (status == OPTIBOM_OK)
            status = add_prices(&collecting, bom->lines[i].part);
    }
    for (size_t i = 0; i < bom->assembly_count && status == OPTIBOM_OK; i++)
        if (is_first_flow(bom, i))
            status = add_flow(&collecting, bom->assemblies[i].flow);
    return status;
}

void build_input_put(struct build_input *input, double value)
{
    if (input->figure != NULL)
        input->figure->range = range_exact(value);
    else if (input->price != NULL)
        input->price->price_micros = input->price->low_micros = input->price->high_micros =
            (int64_t)nearbyint(value);
    else
        *input->target = value;
}

void build_input_restore(struct build_input *input)
{
    if (input->figure != NULL)
        *input->figure = input->figure_before;
    else if (input->price != NULL)
        *input->price = input->price_before;
    else
        *input->target = input->target_before;
}
