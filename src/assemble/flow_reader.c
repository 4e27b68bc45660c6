#include "assemble/flow_reader.h"

#include "base/nearest.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A decimal number at the start of the text; NULL when there is none, else where it ends. */
static const char *decimal(double *value, const char *text)
{
    size_t length = strspn(text, "+-.0123456789eE");
    char digits[64], *end;
    if (length == 0 || length >= sizeof digits)
        return NULL;
    memcpy(digits, text, length);
    digits[length] = '\0';
    *value = strtod(digits, &end);
    return *end == '\0' && isfinite(*value) ? text + length : NULL;
}

static bool is_fraction(enum flow_number_kind kind)
{
    return kind == FLOW_NUMBER_BAD || kind == FLOW_NUMBER_GOOD;
}

/* What is wrong with a value of this kind, NULL when nothing is. */
static const char *objection(enum flow_number_kind kind, double value)
{
    switch (kind) {
    case FLOW_NUMBER_BAD:
    case FLOW_NUMBER_GOOD:
        return value >= 0 && value <= 1 ? NULL : "a fraction lies between 0 and 1 (0 % and 100 %)";
    case FLOW_NUMBER_COST:
        return value >= 0 ? NULL : "it cannot be negative";
    case FLOW_NUMBER_FACTOR:
        return value >= 1 ? NULL : "it is a number from 1 up";
    case FLOW_NUMBER_ALPHA:
        return value > 0 ? NULL : "it is a number above 0, or inf";
    case FLOW_NUMBER_SIGNED:
        break;
    }
    return NULL;
}

static enum optibom_status refuse_number(struct flow_reader *reader, yaml_node node,
                                         const char *key, const char *text,
                                         enum flow_number_kind kind)
{
    static const char *const wanted[] = {
        [FLOW_NUMBER_COST] = "a plain number such as 12.5",
        [FLOW_NUMBER_SIGNED] = "a plain number such as 12.5 or -3",
        [FLOW_NUMBER_BAD] = "a bad fraction: 0.15, 15 % or 500 ppm",
        [FLOW_NUMBER_GOOD] = "a fraction: 0.97 or 97 % (ppm counts bad parts and is not for this)",
        [FLOW_NUMBER_FACTOR] = "a plain number from 1 up",
        [FLOW_NUMBER_ALPHA] = "a plain number above 0, or inf",
    };
    return yaml_doc_error(reader->doc, node, reader->err, "%s: \"%.64s\": expected %s", key, text,
                          wanted[kind]);
}

static enum optibom_status read_text(double *out, struct flow_reader *reader, yaml_node node,
                                     const char *key, const char *text, enum flow_number_kind kind)
{
    if (kind == FLOW_NUMBER_ALPHA && (strcmp(text, "inf") == 0 || strcmp(text, ".inf") == 0)) {
        *out = INFINITY;
        return OPTIBOM_OK;
    }
    double value;
    const char *unit = decimal(&value, text);
    if (unit == NULL)
        return refuse_number(reader, node, key, text, kind);
    unit += strspn(unit, " ");
    if (*unit == '\0' && is_fraction(kind) && value > 1)
        return yaml_doc_error(reader->doc, node, reader->err,
                              "%s: %.64s is above 1; write %.64s %% if that is meant", key, text,
                              text);
    if (is_fraction(kind) && strcmp(unit, "%") == 0)
        value /= 100;
    else if (kind == FLOW_NUMBER_BAD && strcmp(unit, "ppm") == 0)
        value /= 1e6;
    else if (*unit != '\0')
        return refuse_number(reader, node, key, text, kind);
    const char *wrong = objection(kind, value);
    if (wrong != NULL)
        return yaml_doc_error(reader->doc, node, reader->err, "%s: %.64s is outside its range: %s",
                              key, text, wrong);
    *out = value;
    return OPTIBOM_OK;
}

static enum optibom_status read_scalar(double *out, struct flow_reader *reader, yaml_node node,
                                       const struct flow_number_key *key)
{
    const char *text = NULL;
    enum optibom_status status = yaml_doc_text(&text, reader->doc, node, reader->err);
    return status == OPTIBOM_OK ? read_text(out, reader, node, key->key, text, key->kind) : status;
}

enum optibom_status flow_reader_choice(size_t *out, struct flow_reader *reader, yaml_node node,
                                       const char *key, const char *const *words, size_t count)
{
    const char *text = NULL;
    char list[256] = "";
    enum optibom_status status = yaml_doc_text(&text, reader->doc, node, reader->err);
    if (status != OPTIBOM_OK)
        return status;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(words[i], text) == 0) {
            *out = i;
            return OPTIBOM_OK;
        }
        size_t used = strlen(list);
        snprintf(list + used, sizeof list - used, "%s%s", i > 0 ? ", " : "", words[i]);
    }
    const char *near = nearest_word(text, words, count);
    if (near != NULL)
        return yaml_doc_error(reader->doc, node, reader->err,
                              "%s: unknown \"%.64s\"; did you mean \"%s\"?", key, text, near);
    return yaml_doc_error(reader->doc, node, reader->err,
                          "%s: unknown \"%.64s\"; expected one of %s", key, text, list);
}

enum optibom_status flow_reader_provenance(const char **confidence, const char **reason,
                                           struct flow_reader *reader, yaml_node confidence_node,
                                           const char *given_reason)
{
    static const char *const words[] = {"vendor",   "standard", "press",
                                        "estimate", "seed",     "assumption"};
    if (given_reason != NULL)
        *reason = given_reason;
    if (confidence_node == 0)
        return OPTIBOM_OK;
    size_t choice = 0;
    enum optibom_status status = flow_reader_choice(&choice, reader, confidence_node, "confidence",
                                                    words, sizeof words / sizeof words[0]);
    if (status == OPTIBOM_OK)
        *confidence = words[choice];
    return status;
}

enum optibom_status flow_reader_input(struct flow_reader *reader, struct flow_input input)
{
    struct flow *flow = reader->flow;
    struct flow_input *inputs =
        arena_grow(reader->arena, flow->inputs, flow->input_count, sizeof *inputs);
    if (inputs == NULL || input.name == NULL || input.reason == NULL)
        return error_no_memory(reader->err);
    inputs[flow->input_count++] = input;
    flow->inputs = inputs;
    return OPTIBOM_OK;
}

/* The mapping of a number; the last three are for coverage only. */
struct range_map {
    yaml_node sides[3];
    yaml_node confidence;
    const char *reason, *group;
    struct flow_number_extra extra;
};

static const struct yaml_field range_fields[] = {
    {"min", YAML_DOC_NODE, NULL, offsetof(struct range_map, sides[0]), false},
    {"typ", YAML_DOC_NODE, NULL, offsetof(struct range_map, sides[1]), true},
    {"max", YAML_DOC_NODE, NULL, offsetof(struct range_map, sides[2]), false},
    {"confidence", YAML_DOC_NODE, NULL, offsetof(struct range_map, confidence), false},
    {"reason", YAML_DOC_TEXT, NULL, offsetof(struct range_map, reason), false},
    {"group", YAML_DOC_TEXT, NULL, offsetof(struct range_map, group), false},
    {"convention", YAML_DOC_NODE, NULL, offsetof(struct range_map, extra.convention), false},
    {"n0", YAML_DOC_NODE, NULL, offsetof(struct range_map, extra.n0), false},
    {"alpha", YAML_DOC_NODE, NULL, offsetof(struct range_map, extra.alpha), false},
};

enum { RANGE_FIELDS = sizeof range_fields / sizeof range_fields[0], EXTRA_FIELDS = 3 };

static enum optibom_status read_range(struct flow_input *input, struct flow_reader *reader,
                                      yaml_node node, const struct flow_number_key *key,
                                      struct flow_number_extra *extra)
{
    struct range_map map = {0};
    size_t fields = extra != NULL ? RANGE_FIELDS : RANGE_FIELDS - EXTRA_FIELDS;
    enum optibom_status status =
        yaml_doc_map(reader->doc, node, range_fields, fields, &map, reader->err);
    double *const sides[] = {&input->range.min, &input->range.typ, &input->range.max};
    for (size_t i = 0; i < 3 && status == OPTIBOM_OK; i++) {
        if (map.sides[i] != 0)
            status = read_scalar(sides[i], reader, map.sides[i], key);
    }
    if (status != OPTIBOM_OK)
        return status;
    if (!range_is_ordered(input->range))
        return yaml_doc_error(reader->doc, node, reader->err,
                              "%s: not in order: min <= typ <= max is expected", key->key);
    input->group = map.group;
    if (extra != NULL)
        *extra = map.extra;
    return flow_reader_provenance(&input->confidence, &input->reason, reader, map.confidence,
                                  map.reason);
}

enum optibom_status flow_reader_number(double *target, struct flow_reader *reader, yaml_node node,
                                       const struct flow_number_key *key, const char *name,
                                       struct flow_number_extra *extra)
{
    struct flow_input input = {name,           target, range_none(), key->worse, reader->confidence,
                               reader->reason, NULL};
    double value = 0;
    enum optibom_status status;
    if (yaml_doc_is_scalar(reader->doc, node)) {
        status = read_scalar(&value, reader, node, key);
        input.range = range_exact(value);
    } else {
        status = read_range(&input, reader, node, key, extra);
    }
    if (status != OPTIBOM_OK)
        return status;
    if (input.confidence == NULL)
        input.confidence = "assumption";
    if (input.reason == NULL)
        input.reason = arena_printf(reader->arena, "flow file %s line %zu", reader->file,
                                    yaml_doc_line(reader->doc, node));
    input.range = range_filled(input.range);
    *target = input.range.typ;
    return flow_reader_input(reader, input);
}

enum optibom_status flow_reader_numbers(void *record, struct flow_reader *reader,
                                        const yaml_node *nodes, const struct flow_number_key *keys,
                                        size_t count, const char *owner)
{
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; i < count && status == OPTIBOM_OK; i++) {
        if (nodes[i] == 0)
            continue;
        double *target = (double *)(void *)((char *)record + keys[i].offset);
        const char *name = arena_printf(reader->arena, "%s: %s", owner, keys[i].key);
        status = flow_reader_number(target, reader, nodes[i], &keys[i], name, NULL);
    }
    return status;
}
