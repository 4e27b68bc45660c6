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

static enum optibom_status read_part(struct flow_add *add, struct flow_reader *reader,
                                     struct flow_sources *sources, const struct add_map *map,
                                     const char *owner)
{
    const char *part_name = NULL;
    struct flow_part part = flow_part_unknown();
    enum optibom_status status = yaml_doc_text(&part_name, reader->doc, map->part, reader->err);
    if (status == OPTIBOM_OK)
        status = flow_sources_part(&part, sources, reader, map->part, part_name);
    const struct flow_figure *figures[] = {
        [COST] = &part.unit_cost,
        [BAD] = &part.bad,
        [ATTACH_FAIL] = &part.attach_fail,
        [SITE_COST] = &part.site_cost,
    };
    if (status == OPTIBOM_OK && map->flow == 0 && map->numbers[BAD] == 0 && add->die == NULL &&
        range_is_none(part.bad.range) && part.die.model != NULL)
        status = flow_step_take_die(add, reader, &part, part_name, owner);
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
        status = flow_step_take_figure(add, reader, figures[i], part_name, owner, &add_numbers[i]);
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
    if ((map.die != 0 &&
         (status = flow_step_read_die(add, reader, map.die, step->name)) != OPTIBOM_OK) ||
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
