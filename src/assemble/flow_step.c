#include "assemble/flow_step.h"

#include "base/nearest.h"

#include <string.h>

struct stress_map {
    const char *name, *class_name, *reason;
    yaml_node confidence;
    yaml_node numbers[4];
};

static const struct flow_number_key stress_numbers[] = {
    {"cost", offsetof(struct flow_stress, cost), FLOW_NUMBER_COST, 1},
    {"bad", offsetof(struct flow_stress, bad), FLOW_NUMBER_BAD, 1},
    {"weak", offsetof(struct flow_stress, weak), FLOW_NUMBER_BAD, 1},
    {"strength", offsetof(struct flow_stress, strength), FLOW_NUMBER_GOOD, 0},
};

static const struct yaml_field stress_fields[] = {
    {"stress", YAML_DOC_TEXT, NULL, offsetof(struct stress_map, name), true},
    {"class", YAML_DOC_TEXT, NULL, offsetof(struct stress_map, class_name), true},
    {"confidence", YAML_DOC_NODE, NULL, offsetof(struct stress_map, confidence), false},
    {"reason", YAML_DOC_TEXT, NULL, offsetof(struct stress_map, reason), false},
    {"cost", YAML_DOC_NODE, NULL, offsetof(struct stress_map, numbers[0]), false},
    {"bad", YAML_DOC_NODE, NULL, offsetof(struct stress_map, numbers[1]), false},
    {"weak", YAML_DOC_NODE, NULL, offsetof(struct stress_map, numbers[2]), false},
    {"strength", YAML_DOC_NODE, NULL, offsetof(struct stress_map, numbers[3]), false},
};

static enum optibom_status read_stress(struct flow_step *step, struct flow_reader *reader,
                                       yaml_node node)
{
    struct stress_map map = {0};
    enum optibom_status status =
        yaml_doc_map(reader->doc, node, stress_fields,
                     sizeof stress_fields / sizeof stress_fields[0], &map, reader->err);
    if (status == OPTIBOM_OK)
        status = flow_reader_provenance(&reader->confidence, &reader->reason, reader,
                                        map.confidence, map.reason);
    if (status != OPTIBOM_OK)
        return status;
    if ((map.numbers[2] == 0) != (map.numbers[3] == 0))
        return yaml_doc_error(reader->doc, node, reader->err,
                              "weak and strength belong together: give both or neither");
    step->kind = FLOW_STRESS;
    step->name = map.name;
    step->stress.class_name = map.class_name;
    return flow_reader_numbers(&step->stress, reader, map.numbers, stress_numbers,
                               sizeof stress_numbers / sizeof stress_numbers[0], map.name);
}

struct pay_map {
    const char *name, *reason;
    yaml_node confidence, cost;
};

static const struct yaml_field pay_fields[] = {
    {"pay", YAML_DOC_TEXT, NULL, offsetof(struct pay_map, name), true},
    {"cost", YAML_DOC_NODE, NULL, offsetof(struct pay_map, cost), true},
    {"confidence", YAML_DOC_NODE, NULL, offsetof(struct pay_map, confidence), false},
    {"reason", YAML_DOC_TEXT, NULL, offsetof(struct pay_map, reason), false},
};

static enum optibom_status read_pay(struct flow_step *step, struct flow_reader *reader,
                                    yaml_node node)
{
    static const struct flow_number_key key = {"cost", offsetof(struct flow_step, cost),
                                               FLOW_NUMBER_COST, 1};
    struct pay_map map = {0};
    enum optibom_status status = yaml_doc_map(
        reader->doc, node, pay_fields, sizeof pay_fields / sizeof pay_fields[0], &map, reader->err);
    if (status == OPTIBOM_OK)
        status = flow_reader_provenance(&reader->confidence, &reader->reason, reader,
                                        map.confidence, map.reason);
    if (status != OPTIBOM_OK)
        return status;
    step->kind = FLOW_COST;
    step->name = map.name;
    return flow_reader_numbers(step, reader, &map.cost, &key, 1, map.name);
}

enum optibom_status flow_step_read_effects(struct flow_effects *effects, struct flow_reader *reader,
                                           yaml_node node, const char *owner, const char *key)
{
    const struct flow_number_key number = {key, 0, FLOW_NUMBER_BAD, 1};
    size_t count = 0;
    if (node == 0)
        return OPTIBOM_OK;
    enum optibom_status status = yaml_doc_count(&count, reader->doc, node, reader->err);
    if (status != OPTIBOM_OK)
        return status;
    effects->items = arena_alloc(reader->arena, (count + 1) * sizeof *effects->items);
    if (effects->items == NULL)
        return error_no_memory(reader->err);
    for (size_t i = 0; i < count && status == OPTIBOM_OK; i++) {
        struct flow_effect *effect = &effects->items[i];
        yaml_node value = 0;
        status = yaml_doc_pair(&effect->class_name, &value, reader->doc, node, i, reader->err);
        if (status != OPTIBOM_OK)
            return status;
        const char *name = arena_printf(reader->arena, "%s: %s %s", owner, key, effect->class_name);
        status = flow_reader_number(&effect->value, reader, value, &number, name, NULL);
        effects->count++;
    }
    return status;
}

static const char *const kinds[] = {"add", "test", "stress", "pay"};

enum { KINDS = sizeof kinds / sizeof kinds[0] };

/* Position in `kinds` of the one key that says what the step is. */
static enum optibom_status kind_of(size_t *kind, const struct flow_reader *reader, yaml_node node)
{
    size_t count = 0;
    const char *near = NULL;
    *kind = KINDS;
    enum optibom_status status = yaml_doc_count(&count, reader->doc, node, reader->err);
    for (size_t i = 0; i < count && status == OPTIBOM_OK; i++) {
        const char *key = NULL;
        yaml_node value = 0;
        status = yaml_doc_pair(&key, &value, reader->doc, node, i, reader->err);
        for (size_t k = 0; k < KINDS && status == OPTIBOM_OK; k++) {
            if (strcmp(key, kinds[k]) != 0)
                continue;
            if (*kind < KINDS)
                return yaml_doc_error(reader->doc, value, reader->err,
                                      "a step is one of %s and %s, not both: make it two steps",
                                      kinds[*kind], kinds[k]);
            *kind = k;
        }
        if (i == 0 && status == OPTIBOM_OK)
            near = nearest_word(key, kinds, KINDS);
    }
    if (status != OPTIBOM_OK || *kind < KINDS)
        return status;
    return yaml_doc_error(reader->doc, node, reader->err,
                          "a step says what it does: add, test, stress or pay%s%s%s",
                          near != NULL ? "; did you mean \"" : "", near != NULL ? near : "",
                          near != NULL ? "\"?" : "");
}

enum optibom_status flow_step_read(struct flow_step *step, struct flow_reader *reader,
                                   struct flow_sources *sources, yaml_node node)
{
    struct flow_reader own = *reader; /* a step may vouch for its numbers itself */
    size_t kind = KINDS;
    step->line = yaml_doc_line(reader->doc, node);
    enum optibom_status status = kind_of(&kind, reader, node);
    if (status != OPTIBOM_OK)
        return status;
    switch (kind) {
    case 0:
        return flow_step_read_add(step, &own, sources, node);
    case 1:
        return flow_step_read_test(step, &own, node);
    case 2:
        return read_stress(step, &own, node);
    default:
        return read_pay(step, &own, node);
    }
}
