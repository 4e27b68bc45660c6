/* What a scenario says beside the keys of a spec: numbers of flows, and the end of the ranges. */
#include "assemble/spec_reader.h"
#include "base/quantity.h"

#include <string.h>

static const char *const ENDS[] = {"least", "typical", "most"}; /* from SPEC_LEAST on */
enum { END_COUNT = sizeof ENDS / sizeof *ENDS };

static bool read_end(enum spec_end *out, const char *text)
{
    for (size_t i = 0; i < END_COUNT; i++)
        if (strcmp(text, ENDS[i]) == 0) {
            *out = (enum spec_end)(SPEC_LEAST + i);
            return true;
        }
    return false;
}

enum optibom_status spec_read_end(struct spec_reader *reader, struct spec *spec, yaml_node node)
{
    const char *text = NULL;
    if (node == 0)
        return OPTIBOM_OK;
    enum optibom_status status = yaml_doc_text(&text, reader->doc, node, reader->err);
    if (status == OPTIBOM_OK)
        status = spec_check_word(reader, node, "range", text, ENDS, END_COUNT);
    if (status == OPTIBOM_OK)
        read_end(&spec->scenario.end, text);
    return status;
}

static enum optibom_status add_value(struct spec_reader *reader, struct spec *spec,
                                     const char *flow, const char *input, yaml_node node)
{
    struct spec_scenario *scenario = &spec->scenario;
    struct spec_flow_value value = {.flow = flow, .input = input};
    const char *text = NULL;
    struct error reading = {0}, place = {0};
    enum optibom_status status = yaml_doc_text(&text, reader->doc, node, reader->err);
    if (status != OPTIBOM_OK)
        return status;
    if (!read_end(&value.end, text) &&
        quantity_parse_value(&value.value, text, "1", &reading) != OPTIBOM_OK)
        return yaml_doc_error(reader->doc, node, reader->err,
                              "%s: '%s': a number, a percentage, or least, typical or most is "
                              "expected",
                              input, text);
    yaml_doc_error(reader->doc, node, &place, "%s", "");
    struct spec_flow_value *values = arena_grow(reader->arena, scenario->flow_values,
                                                scenario->flow_value_count, sizeof *values);
    size_t length = strlen(place.text); /* ends in ": " */
    value.place = arena_strndup(reader->arena, place.text, length > 2 ? length - 2 : 0);
    if (values == NULL || value.place == NULL)
        return error_no_memory(reader->err);
    scenario->flow_values = values;
    values[scenario->flow_value_count++] = value;
    return OPTIBOM_OK;
}

/* `flows: {FLOW: {INPUT: VALUE}}`. */
enum optibom_status spec_read_flow_values(struct spec_reader *reader, struct spec *spec,
                                          yaml_node node)
{
    size_t flows = 0;
    if (node == 0)
        return OPTIBOM_OK;
    enum optibom_status status = yaml_doc_count(&flows, reader->doc, node, reader->err);
    for (size_t i = 0; status == OPTIBOM_OK && i < flows; i++) {
        const char *flow = NULL, *input = NULL;
        yaml_node inputs = 0, value = 0;
        size_t count = 0;
        status = yaml_doc_pair(&flow, &inputs, reader->doc, node, i, reader->err);
        if (status == OPTIBOM_OK)
            status = yaml_doc_count(&count, reader->doc, inputs, reader->err);
        for (size_t j = 0; status == OPTIBOM_OK && j < count; j++) {
            status = yaml_doc_pair(&input, &value, reader->doc, inputs, j, reader->err);
            if (status == OPTIBOM_OK)
                status = add_value(reader, spec, flow, input, value);
        }
    }
    return status;
}
