/*
 * What stands around the racks of a build spec: power supply and cooling, the margin that light
 * must keep, and the workload.
 */
#include "assemble/spec_reader.h"

#include "base/quantity.h"

#include <math.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static enum optibom_status check_economics(struct spec_reader *reader,
                                           const struct spec_facility *facility, yaml_node node)
{
    if (!(facility->pue >= 1))
        return yaml_doc_error(reader->doc, node, reader->err, "pue must be 1 or more");
    if (!(facility->supply_efficiency > 0 && facility->supply_efficiency <= 1))
        return yaml_doc_error(reader->doc, node, reader->err,
                              "supply_efficiency must be above 0 and at most 1 (100 %%)");
    if (facility->energy_price < 0)
        return yaml_doc_error(reader->doc, node, reader->err, "energy_price must be 0 or more");
    if (facility->service_life_years <= 0)
        return yaml_doc_error(reader->doc, node, reader->err, "service_life must be above 0");
    return OPTIBOM_OK;
}

static enum optibom_status check_supplies(struct spec_reader *reader,
                                          const struct spec_facility *facility, yaml_node node)
{
    if (!(facility->derating > 0 && facility->derating <= 1))
        return yaml_doc_error(reader->doc, node, reader->err,
                              "derating must be above 0 and at most 1 (100 %%)");
    if (facility->supply.line > 0 && facility->supplies == 0)
        return yaml_doc_error(reader->doc, node, reader->err,
                              "'supply' needs 'supplies', how many of it a rack has");
    if (facility->supply.line > 0 && facility->supply_rating_w > 0)
        return yaml_doc_error(reader->doc, node, reader->err,
                              "the part of 'supply' has a rating; keep it or 'supply_rating'");
    if (facility->supply_rating_w < 0 || facility->rack_power_w < 0 ||
        facility->rack_liquid_w < 0 || facility->rack_air_w < 0)
        return yaml_doc_error(reader->doc, node, reader->err,
                              "supply_rating, rack_power, rack_liquid and rack_air are above 0");
    if (facility->liquid_share < 0 || facility->liquid_share > 1)
        return yaml_doc_error(reader->doc, node, reader->err,
                              "liquid_share must lie between 0 and 100 %%");
    return OPTIBOM_OK;
}

struct raw_facility {
    struct spec_facility facility;
    const char *redundancy;
    yaml_node supply;
};

#define FACILITY_FIELD(key, unit, member)                                                          \
    {                                                                                              \
        key, YAML_DOC_QUANTITY, unit, offsetof(struct raw_facility, facility.member), false        \
    }

enum optibom_status spec_read_facility(struct spec_reader *reader, struct spec *spec,
                                       yaml_node node)
{
    static const struct yaml_field FIELDS[] = {
        FACILITY_FIELD("pue", "", pue),
        FACILITY_FIELD("supply_efficiency", "1", supply_efficiency),
        FACILITY_FIELD("energy_price", "", energy_price),
        FACILITY_FIELD("service_life", "", service_life_years),
        {"supply", YAML_DOC_NODE, "", offsetof(struct raw_facility, supply), false},
        FACILITY_FIELD("supply_rating", "W", supply_rating_w),
        {"supplies", YAML_DOC_COUNT, "", offsetof(struct raw_facility, facility.supplies), false},
        FACILITY_FIELD("derating", "1", derating),
        {"redundancy", YAML_DOC_TEXT, "", offsetof(struct raw_facility, redundancy), false},
        FACILITY_FIELD("rack_power", "W", rack_power_w),
        FACILITY_FIELD("rack_liquid", "W", rack_liquid_w),
        FACILITY_FIELD("rack_air", "W", rack_air_w),
        FACILITY_FIELD("liquid_share", "1", liquid_share),
    };
    static const char *const REDUNDANCIES[] = {
        [SPEC_NO_REDUNDANCY] = "none", [SPEC_ONE_MORE] = "N+1", [SPEC_AS_MANY] = "N+N"};
    struct raw_facility raw = {.facility = spec->facility, .redundancy = "none"};
    if (node == 0)
        return OPTIBOM_OK;
    enum optibom_status status =
        yaml_doc_map(reader->doc, node, FIELDS, COUNT_OF(FIELDS), &raw, reader->err);
    if (status == OPTIBOM_OK)
        status = spec_check_word(reader, node, "redundancy", raw.redundancy, REDUNDANCIES,
                                 COUNT_OF(REDUNDANCIES));
    if (status == OPTIBOM_OK)
        status = spec_read_slot(reader, &raw.facility.supply, "psu", raw.supply);
    if (status == OPTIBOM_OK)
        status = check_economics(reader, &raw.facility, node);
    if (status == OPTIBOM_OK)
        status = check_supplies(reader, &raw.facility, node);
    if (status != OPTIBOM_OK)
        return status;
    while (strcmp(raw.redundancy, REDUNDANCIES[raw.facility.redundancy]) != 0)
        raw.facility.redundancy++;
    spec->facility = raw.facility;
    return OPTIBOM_OK;
}

/* A length of context: a number, with k for thousands or M for millions. */
static enum optibom_status read_context(double *out, struct spec_reader *reader, yaml_node node)
{
    const char *text = NULL;
    struct error reading = {0};
    enum optibom_status status = yaml_doc_text(&text, reader->doc, node, reader->err);
    if (status != OPTIBOM_OK)
        return status;
    size_t length = strlen(text);
    char last = length > 0 ? text[length - 1] : ' ';
    double times = last == 'k' ? 1e3 : last == 'M' ? 1e6 : 1;
    const char *number = arena_printf(reader->arena, "%.*s", (int)(length - (times > 1)), text);
    if (number == NULL)
        return error_no_memory(reader->err);
    status = quantity_parse_value(out, number, "", &reading);
    error_clear(&reading);
    *out *= times;
    return status == OPTIBOM_OK && *out > 0
               ? OPTIBOM_OK
               : yaml_doc_error(reader->doc, node, reader->err,
                                "context '%s' is no length in tokens; write 8k, 131072, 1M ...",
                                text);
}

static enum optibom_status read_contexts(struct spec_reader *reader, struct spec_workload *workload,
                                         yaml_node node)
{
    bool is_one = yaml_doc_is_scalar(reader->doc, node);
    size_t count = 1;
    enum optibom_status status = OPTIBOM_OK;
    if (!is_one)
        status = yaml_doc_count(&count, reader->doc, node, reader->err);
    if (status != OPTIBOM_OK)
        return status;
    workload->contexts = arena_alloc(reader->arena, (count + 1) * sizeof *workload->contexts);
    if (workload->contexts == NULL)
        return error_no_memory(reader->err);
    workload->context_count = count;
    for (size_t i = 0; status == OPTIBOM_OK && i < count; i++)
        status = read_context(&workload->contexts[i], reader,
                              is_one ? node : yaml_doc_item(reader->doc, node, i));
    return status;
}

struct raw_workload {
    struct spec_workload workload;
    yaml_node bytes_per_token, context;
};

/* A number, or a mapping of a fixed part and one for each token of the context. */
static enum optibom_status read_bytes(struct spec_reader *reader, struct spec_workload *workload,
                                      yaml_node node)
{
    static const struct yaml_field FIELDS[] = {
        {"fixed", YAML_DOC_QUANTITY, "", offsetof(struct spec_workload, bytes_per_token), false},
        {"per_context_token", YAML_DOC_QUANTITY, "",
         offsetof(struct spec_workload, bytes_per_context_token), true},
    };
    const char *text = NULL;
    struct error reading = {0};
    if (!yaml_doc_is_scalar(reader->doc, node))
        return yaml_doc_map(reader->doc, node, FIELDS, COUNT_OF(FIELDS), workload, reader->err);
    enum optibom_status status = yaml_doc_text(&text, reader->doc, node, reader->err);
    if (status == OPTIBOM_OK &&
        quantity_parse_value(&workload->bytes_per_token, text, "", &reading) != OPTIBOM_OK)
        status =
            yaml_doc_error(reader->doc, node, reader->err, "bytes_per_token: %s", reading.text);
    return status;
}

static enum optibom_status check_workload(struct spec_reader *reader,
                                          const struct spec_workload *workload, yaml_node node)
{
    bool grows = workload->bytes_per_context_token > 0;
    if (!(workload->tokens_per_second > 0) || !(workload->bytes_per_token >= 0) ||
        !(workload->bytes_per_context_token >= 0) || !(workload->bytes_per_token > 0 || grows))
        return yaml_doc_error(reader->doc, node, reader->err,
                              "bytes_per_token and tokens_per_second must be above 0");
    if (grows && workload->context_count == 0)
        return yaml_doc_error(reader->doc, node, reader->err,
                              "bytes that grow with the context need 'context', the lengths to "
                              "look at, such as [8k, 128k]");
    return OPTIBOM_OK;
}

enum optibom_status spec_read_workload(struct spec_reader *reader, struct spec *spec,
                                       yaml_node node)
{
    static const struct yaml_field FIELDS[] = {
        {"bytes_per_token", YAML_DOC_NODE, "", offsetof(struct raw_workload, bytes_per_token),
         true},
        {"tokens_per_second", YAML_DOC_QUANTITY, "",
         offsetof(struct raw_workload, workload.tokens_per_second), true},
        {"context", YAML_DOC_NODE, "", offsetof(struct raw_workload, context), false},
    };
    struct raw_workload raw = {.workload.is_given = true};
    if (node == 0)
        return OPTIBOM_OK;
    enum optibom_status status =
        yaml_doc_map(reader->doc, node, FIELDS, COUNT_OF(FIELDS), &raw, reader->err);
    if (status == OPTIBOM_OK)
        status = read_bytes(reader, &raw.workload, raw.bytes_per_token);
    if (status == OPTIBOM_OK && raw.context != 0)
        status = read_contexts(reader, &raw.workload, raw.context);
    if (status == OPTIBOM_OK)
        status = check_workload(reader, &raw.workload, node);
    spec->workload = raw.workload;
    return status;
}
