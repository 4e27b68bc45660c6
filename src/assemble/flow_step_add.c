#include "assemble/flow_step.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* Positions in `numbers` below. */
enum { COST, BAD, ATTACH_FAIL, SITE_COST, STEP_COST, NUMBERS };

struct add_map {
    const char *class_name, *name, *onto, *reason;
    int64_t count, required;
    bool is_engine;
    yaml_node confidence, part, flow, die, collateral;
    yaml_node numbers[NUMBERS];
};

static const struct flow_number_key add_numbers[NUMBERS] = {
    [COST] = {"cost", offsetof(struct flow_add, unit_cost), FLOW_NUMBER_COST, 1},
    [BAD] = {"bad", offsetof(struct flow_add, bad), FLOW_NUMBER_BAD, 1},
    [ATTACH_FAIL] = {"attach_fail", offsetof(struct flow_add, attach_fail), FLOW_NUMBER_BAD, 1},
    [SITE_COST] = {"site_cost", offsetof(struct flow_add, site_cost), FLOW_NUMBER_COST, 1},
    [STEP_COST] = {"step_cost", offsetof(struct flow_add, step_cost), FLOW_NUMBER_COST, 1},
};

static const struct yaml_field add_fields[] = {
    {"add", YAML_DOC_TEXT, NULL, offsetof(struct add_map, class_name), true},
    {"name", YAML_DOC_TEXT, NULL, offsetof(struct add_map, name), false},
    {"part", YAML_DOC_NODE, NULL, offsetof(struct add_map, part), false},
    {"flow", YAML_DOC_NODE, NULL, offsetof(struct add_map, flow), false},
    {"die", YAML_DOC_NODE, NULL, offsetof(struct add_map, die), false},
    {"count", YAML_DOC_COUNT, NULL, offsetof(struct add_map, count), false},
    {"required", YAML_DOC_COUNT, NULL, offsetof(struct add_map, required), false},
    {"onto", YAML_DOC_TEXT, NULL, offsetof(struct add_map, onto), false},
    {"cost", YAML_DOC_NODE, NULL, offsetof(struct add_map, numbers[COST]), false},
    {"bad", YAML_DOC_NODE, NULL, offsetof(struct add_map, numbers[BAD]), false},
    {"attach_fail", YAML_DOC_NODE, NULL, offsetof(struct add_map, numbers[ATTACH_FAIL]), false},
    {"site_cost", YAML_DOC_NODE, NULL, offsetof(struct add_map, numbers[SITE_COST]), false},
    {"step_cost", YAML_DOC_NODE, NULL, offsetof(struct add_map, numbers[STEP_COST]), false},
    {"collateral", YAML_DOC_NODE, NULL, offsetof(struct add_map, collateral), false},
    {"engine", YAML_DOC_FLAG, NULL, offsetof(struct add_map, is_engine), false},
    {"confidence", YAML_DOC_NODE, NULL, offsetof(struct add_map, confidence), false},
    {"reason", YAML_DOC_TEXT, NULL, offsetof(struct add_map, reason), false},
};

/* Positions in `numbers` of the die. */
enum { DEFECTS, CRITICAL, GROSS_YIELD, ALPHA, LAYERS, WAFER_COST, DIE_NUMBERS };

struct die_map {
    struct die_wafer wafer;
    yaml_node model, method;
    yaml_node numbers[DIE_NUMBERS];
};

static const struct flow_number_key die_numbers[DIE_NUMBERS] = {
    [DEFECTS] = {"defects", offsetof(struct flow_die, defects), FLOW_NUMBER_COST, 1},
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
    {"critical", YAML_DOC_NODE, NULL, offsetof(struct die_map, numbers[CRITICAL]), false},
    {"gross_yield", YAML_DOC_NODE, NULL, offsetof(struct die_map, numbers[GROSS_YIELD]), false},
    {"alpha", YAML_DOC_NODE, NULL, offsetof(struct die_map, numbers[ALPHA]), false},
    {"layers", YAML_DOC_NODE, NULL, offsetof(struct die_map, numbers[LAYERS]), false},
    {"wafer_cost", YAML_DOC_NODE, NULL, offsetof(struct die_map, numbers[WAFER_COST]), false},
};

static enum optibom_status read_die_words(struct flow_die *die, struct flow_reader *reader,
                                          yaml_node node, const struct die_map *map)
{
    static const char *const models[] = {"poisson", "murphy", "seeds", "bose-einstein",
                                         "negative-binomial"};
    static const char *const methods[] = {"corr", "exp", "sq", "grid"};
    size_t model = 0, method = DIE_COUNT_CORR;
    enum optibom_status status =
        flow_reader_choice(&model, reader, map->model, "model", models, COUNT(models));
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
    return OPTIBOM_OK;
}

static enum optibom_status read_die(struct flow_add *add, struct flow_reader *reader,
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

/* A figure of the catalog where the step does not give its own. */
static enum optibom_status take_figure(struct flow_add *add, struct flow_reader *reader,
                                       const struct flow_figure *figure, const char *part,
                                       const char *owner, const struct flow_number_key *key)
{
    if (range_is_none(figure->range))
        return OPTIBOM_OK;
    double *target = (double *)(void *)((char *)add + key->offset);
    struct flow_input input = {.target = target,
                               .range = range_filled(figure->range),
                               .worse = key->worse,
                               .confidence = figure->confidence,
                               .reason = figure->reason};
    input.name = arena_printf(reader->arena, "%s: %s", owner, key->key);
    input.group = arena_printf(reader->arena, "part %s: %s", part, key->key);
    if (input.group == NULL)
        return error_no_memory(reader->err);
    *target = input.range.typ;
    return flow_reader_input(reader, input);
}

static enum optibom_status read_part(struct flow_add *add, struct flow_reader *reader,
                                     struct flow_sources *sources, const struct add_map *map,
                                     const char *owner)
{
    const char *part_name = NULL;
    struct flow_part part = {{range_none(), NULL, NULL},
                             {range_none(), NULL, NULL},
                             {range_none(), NULL, NULL},
                             {range_none(), NULL, NULL}};
    enum optibom_status status = yaml_doc_text(&part_name, reader->doc, map->part, reader->err);
    if (status == OPTIBOM_OK)
        status = flow_sources_part(&part, sources, reader, map->part, part_name);
    const struct flow_figure *figures[] = {
        [COST] = &part.unit_cost,
        [BAD] = &part.bad,
        [ATTACH_FAIL] = &part.attach_fail,
        [SITE_COST] = &part.site_cost,
    };
    const bool made[] = {
        [COST] = map->flow != 0 || (add->die != NULL && add->die->wafer_cost > 0),
        [BAD] = map->flow != 0 || add->die != NULL,
        [ATTACH_FAIL] = false,
        [SITE_COST] = false,
    };
    for (size_t i = 0; i < COUNT(figures) && status == OPTIBOM_OK; i++) {
        if (map->numbers[i] != 0 || made[i])
            continue;
        if (i <= BAD && range_is_none(figures[i]->range))
            return yaml_doc_error(reader->doc, map->part, reader->err,
                                  "the catalog does not know %s of part \"%.64s\": give it here",
                                  add_numbers[i].key, part_name);
        status = take_figure(add, reader, figures[i], part_name, owner, &add_numbers[i]);
    }
    return status;
}

static bool contains_kgoe(const struct flow *flow)
{
    for (size_t i = 0; i < flow->step_count; i++) {
        if (flow->steps[i].kind == FLOW_TEST && flow->steps[i].test.is_kgoe)
            return true;
    }
    return false;
}

static enum optibom_status read_input(struct flow_add *add, struct flow_reader *reader,
                                      struct flow_sources *sources, yaml_node node)
{
    const char *name = NULL;
    enum optibom_status status = yaml_doc_text(&name, reader->doc, node, reader->err);
    if (status == OPTIBOM_OK)
        status = flow_sources_flow(&add->input, sources, reader, node, name);
    if (status == OPTIBOM_OK)
        add->is_engine = add->is_engine || contains_kgoe(add->input);
    return status;
}

/* Keys that would say the same thing twice. */
static enum optibom_status check_sources(struct flow_reader *reader, const struct add_map *map,
                                         const struct flow_add *add)
{
    if (map->flow != 0 && (map->numbers[COST] != 0 || map->numbers[BAD] != 0))
        return yaml_doc_error(reader->doc, map->flow, reader->err,
                              "cost and bad come from the flow: leave them out here");
    if (map->flow != 0 && map->die != 0)
        return yaml_doc_error(reader->doc, map->die, reader->err,
                              "a part comes from a flow or from a wafer, not both");
    if (map->die != 0 && map->numbers[BAD] != 0)
        return yaml_doc_error(reader->doc, map->numbers[BAD], reader->err,
                              "bad comes from the die: leave it out here");
    if (add->die != NULL && add->die->wafer_cost > 0 && map->numbers[COST] != 0)
        return yaml_doc_error(reader->doc, map->numbers[COST], reader->err,
                              "cost comes from the die's wafer_cost: give one of them");
    return OPTIBOM_OK;
}

enum optibom_status flow_step_read_add(struct flow_step *step, struct flow_reader *reader,
                                       struct flow_sources *sources, yaml_node node)
{
    struct add_map map = {.count = 1, .required = -1};
    struct flow_add *add = &step->add;
    enum optibom_status status =
        yaml_doc_map(reader->doc, node, add_fields, COUNT(add_fields), &map, reader->err);
    if (status == OPTIBOM_OK)
        status = flow_reader_provenance(&reader->confidence, &reader->reason, reader,
                                        map.confidence, map.reason);
    if (status != OPTIBOM_OK)
        return status;
    step->kind = FLOW_ADD;
    step->name = map.name != NULL ? map.name : map.class_name;
    add->class_name = map.class_name;
    add->onto = map.onto;
    add->mounted = (double)map.count;
    add->required = (double)(map.required >= 0 ? map.required : map.count);
    add->is_engine = map.is_engine;
    if ((map.die != 0 && (status = read_die(add, reader, map.die, step->name)) != OPTIBOM_OK) ||
        (status = check_sources(reader, &map, add)) != OPTIBOM_OK ||
        (map.flow != 0 && (status = read_input(add, reader, sources, map.flow)) != OPTIBOM_OK) ||
        (status = flow_reader_numbers(add, reader, map.numbers, add_numbers, NUMBERS,
                                      step->name)) != OPTIBOM_OK ||
        (map.part != 0 &&
         (status = read_part(add, reader, sources, &map, step->name)) != OPTIBOM_OK))
        return status;
    return flow_step_read_effects(&add->collateral, reader, map.collateral, step->name,
                                  "collateral");
}
