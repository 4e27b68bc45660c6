#include "assemble/flow_step.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* In the order of enum die_model. */
static const char *const model_words[] = {"poisson", "murphy", "seeds", "bose-einstein",
                                          "negative-binomial"};

/* Positions in `numbers` of the die. */
enum {
    DEFECTS,
    MATURES_TO,
    TIME_CONSTANT,
    AGE,
    CRITICAL,
    GROSS_YIELD,
    ALPHA,
    LAYERS,
    WAFER_COST,
    DIE_NUMBERS
};

struct die_map {
    struct die_wafer wafer;
    yaml_node model, method;
    yaml_node numbers[DIE_NUMBERS];
};

static const struct flow_number_key die_numbers[DIE_NUMBERS] = {
    [DEFECTS] = {"defects", offsetof(struct flow_die, defects), FLOW_NUMBER_COST, 1},
    [MATURES_TO] = {"matures_to", offsetof(struct flow_die, matures_to), FLOW_NUMBER_COST, 1},
    [TIME_CONSTANT] = {"time_constant", offsetof(struct flow_die, time_constant), FLOW_NUMBER_COST,
                       1},
    [AGE] = {"age", offsetof(struct flow_die, age), FLOW_NUMBER_COST, -1},
    [CRITICAL] = {"critical", offsetof(struct flow_die, critical), FLOW_NUMBER_GOOD, 1},
    [GROSS_YIELD] = {"gross_yield", offsetof(struct flow_die, gross_yield), FLOW_NUMBER_GOOD, -1},
    [ALPHA] = {"alpha", offsetof(struct flow_die, parameter), FLOW_NUMBER_ALPHA, 0},
    [LAYERS] = {"layers", offsetof(struct flow_die, parameter), FLOW_NUMBER_FACTOR, 0},
    [WAFER_COST] = {"wafer_cost", offsetof(struct flow_die, wafer_cost), FLOW_NUMBER_COST, 1},
};

static const struct yaml_field die_fields[] = {
    {"width", YAML_DOC_QUANTITY, "mm", offsetof(struct die_map, wafer.width), true},
    {"height", YAML_DOC_QUANTITY, "mm", offsetof(struct die_map, wafer.height), true},
    {"street", YAML_DOC_QUANTITY, "mm", offsetof(struct die_map, wafer.street), false},
    {"diameter", YAML_DOC_QUANTITY, "mm", offsetof(struct die_map, wafer.diameter), false},
    {"edge", YAML_DOC_QUANTITY, "mm", offsetof(struct die_map, wafer.edge), false},
    {"method", YAML_DOC_NODE, NULL, offsetof(struct die_map, method), false},
    {"model", YAML_DOC_NODE, NULL, offsetof(struct die_map, model), true},
    {"defects", YAML_DOC_NODE, NULL, offsetof(struct die_map, numbers[DEFECTS]), true},
    {"matures_to", YAML_DOC_NODE, NULL, offsetof(struct die_map, numbers[MATURES_TO]), false},
    {"time_constant", YAML_DOC_NODE, NULL, offsetof(struct die_map, numbers[TIME_CONSTANT]), false},
    {"age", YAML_DOC_NODE, NULL, offsetof(struct die_map, numbers[AGE]), false},
    {"critical", YAML_DOC_NODE, NULL, offsetof(struct die_map, numbers[CRITICAL]), false},
    {"gross_yield", YAML_DOC_NODE, NULL, offsetof(struct die_map, numbers[GROSS_YIELD]), false},
    {"alpha", YAML_DOC_NODE, NULL, offsetof(struct die_map, numbers[ALPHA]), false},
    {"layers", YAML_DOC_NODE, NULL, offsetof(struct die_map, numbers[LAYERS]), false},
    {"wafer_cost", YAML_DOC_NODE, NULL, offsetof(struct die_map, numbers[WAFER_COST]), false},
};

static enum optibom_status read_die_words(struct flow_die *die, struct flow_reader *reader,
                                          yaml_node node, const struct die_map *map)
{
    static const char *const methods[] = {"corr", "exp", "sq", "grid"};
    size_t model = 0, method = DIE_COUNT_CORR;
    enum optibom_status status =
        flow_reader_choice(&model, reader, map->model, "model", model_words, COUNT(model_words));
    if (status == OPTIBOM_OK && map->method != 0)
        status =
            flow_reader_choice(&method, reader, map->method, "method", methods, COUNT(methods));
    if (status != OPTIBOM_OK)
        return status;
    die->model = (enum die_model)model;
    die->count = (enum die_count)method;
    if ((map->numbers[ALPHA] != 0) != (model == DIE_NEGATIVE_BINOMIAL))
        return yaml_doc_error(reader->doc, node, reader->err,
                              "model negative-binomial and alpha belong together; there is no "
                              "default");
    if ((map->numbers[LAYERS] != 0) != (model == DIE_BOSE_EINSTEIN))
        return yaml_doc_error(reader->doc, node, reader->err,
                              "model bose-einstein and layers belong together");
    if (map->numbers[WAFER_COST] != 0 && map->wafer.diameter == 0)
        return yaml_doc_error(reader->doc, node, reader->err,
                              "wafer_cost needs the diameter of the wafer");
    bool matures = map->numbers[TIME_CONSTANT] != 0;
    if (matures != (map->numbers[MATURES_TO] != 0) || (map->numbers[AGE] != 0 && !matures))
        return yaml_doc_error(reader->doc, node, reader->err,
                              "matures_to, time_constant and age belong together");
    return OPTIBOM_OK;
}

enum optibom_status flow_step_read_die(struct flow_add *add, struct flow_reader *reader,
                                       yaml_node node, const char *owner)
{
    struct die_map map = {0};
    enum optibom_status status =
        yaml_doc_map(reader->doc, node, die_fields, COUNT(die_fields), &map, reader->err);
    if (status != OPTIBOM_OK)
        return status;
    struct flow_die *die = arena_alloc(reader->arena, sizeof *die);
    const char *name = arena_printf(reader->arena, "%s: die", owner);
    if (die == NULL || name == NULL)
        return error_no_memory(reader->err);
    *die = (struct flow_die){.wafer = map.wafer, .critical = 1, .gross_yield = 1};
    add->die = die;
    status = read_die_words(die, reader, node, &map);
    return status == OPTIBOM_OK
               ? flow_reader_numbers(die, reader, map.numbers, die_numbers, DIE_NUMBERS, name)
               : status;
}

enum optibom_status flow_step_take_figure(void *owner, struct flow_reader *reader,
                                          const struct flow_figure *figure, const char *part,
                                          const char *step, const struct flow_number_key *key)
{
    if (range_is_none(figure->range))
        return OPTIBOM_OK;
    double *target = (double *)(void *)((char *)owner + key->offset);
    struct flow_input input = {.target = target,
                               .range = range_filled(figure->range),
                               .worse = key->worse,
                               .confidence = figure->confidence,
                               .reason = figure->reason};
    input.name = arena_printf(reader->arena, "%s: %s", step, key->key);
    input.group = arena_printf(reader->arena, "part %s: %s", part, key->key);
    if (input.name == NULL || input.group == NULL)
        return error_no_memory(reader->err);
    *target = input.range.typ;
    return flow_reader_input(reader, input);
}

/* What the catalog must know of a die of this model beside its size. */
static bool is_complete(const struct flow_part_die *from, size_t model)
{
    return from->width > 0 && from->height > 0 && !range_is_none(from->defects.range) &&
           (model != DIE_NEGATIVE_BINOMIAL || !range_is_none(from->alpha.range)) &&
           model != DIE_BOSE_EINSTEIN;
}

enum optibom_status flow_step_take_die(struct flow_add *add, struct flow_reader *reader,
                                       const struct flow_part *part, const char *name,
                                       const char *step)
{
    const struct flow_part_die *from = &part->die;
    size_t model = 0;
    while (model < COUNT(model_words) && strcmp(model_words[model], from->model) != 0)
        model++;
    if (model == COUNT(model_words) || !is_complete(from, model))
        return OPTIBOM_OK;
    struct flow_die *die = arena_alloc(reader->arena, sizeof *die);
    const char *owner = arena_printf(reader->arena, "%s: die", step);
    if (die == NULL || owner == NULL)
        return error_no_memory(reader->err);
    *die = (struct flow_die){
        .wafer = {.width = from->width, .height = from->height, .diameter = from->diameter},
        .critical = 1,
        .gross_yield = 1,
        .model = (enum die_model)model};
    add->die = die;
    const struct flow_figure *figures[DIE_NUMBERS] = {
        [DEFECTS] = &from->defects, [GROSS_YIELD] = &from->gross_yield};
    if (model == DIE_NEGATIVE_BINOMIAL)
        figures[ALPHA] = &from->alpha;
    if (range_is_none(part->unit_cost.range) && from->diameter > 0)
        figures[WAFER_COST] = &from->wafer_cost;
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; i < DIE_NUMBERS && status == OPTIBOM_OK; i++)
        if (figures[i] != NULL)
            status = flow_step_take_figure(die, reader, figures[i], name, owner, &die_numbers[i]);
    return status;
}
