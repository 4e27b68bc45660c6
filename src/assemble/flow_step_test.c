#include "assemble/flow_step.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

struct test_map {
    const char *name, *reason;
    bool is_kgoe;
    int64_t attempts;
    yaml_node confidence, coverage, site_overkill, damage_before, damage_after, rework, cycles;
    yaml_node numbers[5];
};

static const struct flow_number_key test_numbers[] = {
    {"cost", offsetof(struct flow_test, cost), FLOW_NUMBER_COST, 1},
    {"overkill", offsetof(struct flow_test, overkill), FLOW_NUMBER_BAD, 1},
    {"salvage", offsetof(struct flow_test, salvage), FLOW_NUMBER_SIGNED, -1},
    {"rework_retest_cost", offsetof(struct flow_test, rework_retest_cost), FLOW_NUMBER_COST, 1},
    {"cost_rate", offsetof(struct flow_test, cost_rate), FLOW_NUMBER_COST, 1},
};

static const struct yaml_field test_fields[] = {
    {"test", YAML_DOC_TEXT, NULL, offsetof(struct test_map, name), true},
    {"kgoe", YAML_DOC_FLAG, NULL, offsetof(struct test_map, is_kgoe), false},
    {"attempts", YAML_DOC_COUNT, NULL, offsetof(struct test_map, attempts), false},
    {"coverage", YAML_DOC_NODE, NULL, offsetof(struct test_map, coverage), false},
    {"site_overkill", YAML_DOC_NODE, NULL, offsetof(struct test_map, site_overkill), false},
    {"damage_before", YAML_DOC_NODE, NULL, offsetof(struct test_map, damage_before), false},
    {"damage_after", YAML_DOC_NODE, NULL, offsetof(struct test_map, damage_after), false},
    {"rework", YAML_DOC_NODE, NULL, offsetof(struct test_map, rework), false},
    {"rework_cycles", YAML_DOC_NODE, NULL, offsetof(struct test_map, cycles), false},
    {"cost", YAML_DOC_NODE, NULL, offsetof(struct test_map, numbers[0]), false},
    {"overkill", YAML_DOC_NODE, NULL, offsetof(struct test_map, numbers[1]), false},
    {"salvage", YAML_DOC_NODE, NULL, offsetof(struct test_map, numbers[2]), false},
    {"rework_retest_cost", YAML_DOC_NODE, NULL, offsetof(struct test_map, numbers[3]), false},
    {"cost_rate", YAML_DOC_NODE, NULL, offsetof(struct test_map, numbers[4]), false},
    {"confidence", YAML_DOC_NODE, NULL, offsetof(struct test_map, confidence), false},
    {"reason", YAML_DOC_TEXT, NULL, offsetof(struct test_map, reason), false},
};

/* The convention of one coverage and the number that goes with it. */
static enum optibom_status read_convention(struct flow_coverage *coverage,
                                           struct flow_reader *reader, yaml_node node,
                                           const struct flow_number_extra *extra, const char *name)
{
    static const char *const words[] = {"linear", "williams-brown", "agrawal", "clustered"};
    static const struct flow_number_key n0 = {"n0", 0, FLOW_NUMBER_FACTOR, 0};
    static const struct flow_number_key alpha = {"alpha", 0, FLOW_NUMBER_ALPHA, 0};
    size_t choice = FLOW_LINEAR;
    enum optibom_status status = OPTIBOM_OK;
    if (extra->convention != 0)
        status = flow_reader_choice(&choice, reader, extra->convention, "convention", words,
                                    COUNT(words));
    if (status != OPTIBOM_OK)
        return status;
    coverage->convention = (enum flow_convention)choice;
    if ((extra->n0 != 0) != (choice == FLOW_AGRAWAL))
        return yaml_doc_error(reader->doc, node, reader->err,
                              "convention agrawal and n0 (faults on a bad unit) belong together");
    if ((extra->alpha != 0) != (choice == FLOW_CLUSTERED))
        return yaml_doc_error(reader->doc, node, reader->err,
                              "convention clustered and alpha belong together");
    bool agrawal = choice == FLOW_AGRAWAL;
    if (!agrawal && choice != FLOW_CLUSTERED)
        return OPTIBOM_OK;
    const char *input = arena_printf(reader->arena, "%s %s", name, agrawal ? "n0" : "alpha");
    return flow_reader_number(&coverage->parameter, reader, agrawal ? extra->n0 : extra->alpha,
                              agrawal ? &n0 : &alpha, input, NULL);
}

static enum optibom_status read_coverage(struct flow_test *test, struct flow_reader *reader,
                                         yaml_node node, const char *owner)
{
    static const struct flow_number_key key = {"coverage", 0, FLOW_NUMBER_GOOD, -1};
    size_t count = 0;
    if (node == 0)
        return OPTIBOM_OK;
    enum optibom_status status = yaml_doc_count(&count, reader->doc, node, reader->err);
    if (status != OPTIBOM_OK)
        return status;
    test->coverage = arena_alloc(reader->arena, (count + 1) * sizeof *test->coverage);
    if (test->coverage == NULL)
        return error_no_memory(reader->err);
    for (size_t i = 0; i < count && status == OPTIBOM_OK; i++) {
        struct flow_coverage *coverage = &test->coverage[i];
        struct flow_number_extra extra = {0};
        yaml_node value = 0;
        status = yaml_doc_pair(&coverage->class_name, &value, reader->doc, node, i, reader->err);
        if (status != OPTIBOM_OK)
            return status;
        const char *name =
            arena_printf(reader->arena, "%s: coverage %s", owner, coverage->class_name);
        status = flow_reader_number(&coverage->coverage, reader, value, &key, name, &extra);
        if (status == OPTIBOM_OK)
            status = read_convention(coverage, reader, value, &extra, name);
        test->coverage_count++;
    }
    return status;
}

struct rework_map {
    yaml_node numbers[3];
    bool is_new_piece;
};

static enum optibom_status read_rework_class(struct flow_rework *rework, struct flow_reader *reader,
                                             yaml_node node, const char *owner)
{
    static const struct flow_number_key numbers[] = {
        {"cost", offsetof(struct flow_rework, cost), FLOW_NUMBER_COST, 1},
        {"bad", offsetof(struct flow_rework, bad), FLOW_NUMBER_BAD, 0},
        {"survival", offsetof(struct flow_rework, survival), FLOW_NUMBER_GOOD, -1},
    };
    static const struct yaml_field fields[] = {
        {"cost", YAML_DOC_NODE, NULL, offsetof(struct rework_map, numbers[0]), true},
        {"bad", YAML_DOC_NODE, NULL, offsetof(struct rework_map, numbers[1]), false},
        {"survival", YAML_DOC_NODE, NULL, offsetof(struct rework_map, numbers[2]), false},
        {"new_piece", YAML_DOC_FLAG, NULL, offsetof(struct rework_map, is_new_piece), false},
    };
    struct rework_map map = {0};
    rework->survival = 1;
    enum optibom_status status =
        yaml_doc_map(reader->doc, node, fields, COUNT(fields), &map, reader->err);
    const char *name = arena_printf(reader->arena, "%s: rework %s", owner, rework->class_name);
    if (name == NULL)
        return error_no_memory(reader->err);
    if (status != OPTIBOM_OK)
        return status;
    if (map.is_new_piece == (map.numbers[1] != 0))
        return yaml_doc_error(reader->doc, node, reader->err,
                              "rework says how bad the replaced site is: bad, or new_piece: true "
                              "for a new piece of the class");
    rework->is_new_piece = map.is_new_piece;
    return flow_reader_numbers(rework, reader, map.numbers, numbers, COUNT(numbers), name);
}

static enum optibom_status read_cycles(int *cycles, struct flow_reader *reader, yaml_node node)
{
    const char *text = NULL;
    enum optibom_status status = yaml_doc_text(&text, reader->doc, node, reader->err);
    if (status != OPTIBOM_OK)
        return status;
    *cycles = -1;
    if (strcmp(text, "unlimited") == 0)
        return OPTIBOM_OK;
    size_t digits = strspn(text, "0123456789");
    if (digits == 0 || digits > 6 || text[digits] != '\0')
        return yaml_doc_error(reader->doc, node, reader->err,
                              "rework_cycles: \"%.64s\": expected a whole number up to 999999, or "
                              "unlimited",
                              text);
    *cycles = (int)strtol(text, NULL, 10);
    return OPTIBOM_OK;
}

static enum optibom_status read_rework(struct flow_test *test, struct flow_reader *reader,
                                       const struct test_map *map)
{
    size_t count = 0;
    if (map->rework == 0 && (map->cycles != 0 || map->numbers[3] != 0))
        return yaml_doc_error(reader->doc, map->cycles != 0 ? map->cycles : map->numbers[3],
                              reader->err, "nothing is reworked here: name the classes in rework");
    if (map->rework == 0)
        return OPTIBOM_OK;
    if (map->cycles == 0)
        return yaml_doc_error(reader->doc, map->rework, reader->err,
                              "rework needs rework_cycles, a whole number or unlimited");
    enum optibom_status status = read_cycles(&test->rework_cycles, reader, map->cycles);
    if (status == OPTIBOM_OK)
        status = yaml_doc_count(&count, reader->doc, map->rework, reader->err);
    if (status != OPTIBOM_OK)
        return status;
    test->rework = arena_alloc(reader->arena, (count + 1) * sizeof *test->rework);
    if (test->rework == NULL)
        return error_no_memory(reader->err);
    for (size_t i = 0; i < count && status == OPTIBOM_OK; i++) {
        struct flow_rework *rework = &test->rework[i];
        yaml_node value = 0;
        status =
            yaml_doc_pair(&rework->class_name, &value, reader->doc, map->rework, i, reader->err);
        if (status == OPTIBOM_OK)
            status = read_rework_class(rework, reader, value, map->name);
        test->rework_count++;
    }
    return status;
}

enum optibom_status flow_step_read_test(struct flow_step *step, struct flow_reader *reader,
                                        yaml_node node)
{
    struct test_map map = {.attempts = 1};
    struct flow_test *test = &step->test;
    enum optibom_status status =
        yaml_doc_map(reader->doc, node, test_fields, COUNT(test_fields), &map, reader->err);
    if (status == OPTIBOM_OK)
        status = flow_reader_provenance(&reader->confidence, &reader->reason, reader,
                                        map.confidence, map.reason);
    if (status != OPTIBOM_OK)
        return status;
    step->kind = FLOW_TEST;
    step->name = map.name;
    test->is_kgoe = map.is_kgoe;
    test->attempts = map.attempts <= INT16_MAX ? (int)map.attempts : INT16_MAX;
    if ((status = flow_reader_numbers(test, reader, map.numbers, test_numbers, COUNT(test_numbers),
                                      map.name)) != OPTIBOM_OK ||
        (status = read_coverage(test, reader, map.coverage, map.name)) != OPTIBOM_OK ||
        (status = flow_step_read_effects(&test->site_overkill, reader, map.site_overkill, map.name,
                                         "site_overkill")) != OPTIBOM_OK ||
        (status = flow_step_read_effects(&test->damage_before, reader, map.damage_before, map.name,
                                         "damage_before")) != OPTIBOM_OK ||
        (status = flow_step_read_effects(&test->damage_after, reader, map.damage_after, map.name,
                                         "damage_after")) != OPTIBOM_OK)
        return status;
    return read_rework(test, reader, &map);
}
