#include "assemble/build_spec.h"

#include "base/money.h"
#include "base/nearest.h"
#include "base/yaml_doc.h"

#include <math.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

struct reader {
    struct yaml_doc *doc;
    struct arena *arena;
    struct error *err;
};

struct raw_slot {
    const char *part, *class_name;
    yaml_node where;
};

static enum optibom_status read_where(struct reader *reader, struct spec_slot *slot, yaml_node node)
{
    size_t count = 1;
    bool is_single = yaml_doc_is_scalar(reader->doc, node);
    enum optibom_status status =
        is_single ? OPTIBOM_OK : yaml_doc_count(&count, reader->doc, node, reader->err);
    if (status != OPTIBOM_OK)
        return status;
    slot->where = arena_alloc(reader->arena, (count + 1) * sizeof *slot->where);
    if (slot->where == NULL)
        return error_no_memory(reader->err);
    for (size_t i = 0; status == OPTIBOM_OK && i < count; i++)
        status = yaml_doc_text(&slot->where[i], reader->doc,
                               is_single ? node : yaml_doc_item(reader->doc, node, i), reader->err);
    slot->where_count = count;
    return status;
}

/* A slot is `part: NAME`, `where: PREDICATE(S)`, or just the name; `extra` fields ride along. */
static enum optibom_status read_slot(struct reader *reader, struct spec_slot *slot,
                                     const char *class_name, yaml_node node)
{
    static const struct yaml_field FIELDS[] = {
        {"part", YAML_DOC_TEXT, "", offsetof(struct raw_slot, part), false},
        {"class", YAML_DOC_TEXT, "", offsetof(struct raw_slot, class_name), false},
        {"where", YAML_DOC_NODE, "", offsetof(struct raw_slot, where), false},
    };
    struct raw_slot raw = {.class_name = class_name};
    if (node == 0)
        return OPTIBOM_OK;
    slot->line = yaml_doc_line(reader->doc, node);
    slot->class_name = class_name;
    if (yaml_doc_is_scalar(reader->doc, node))
        return yaml_doc_text(&slot->part, reader->doc, node, reader->err);
    enum optibom_status status =
        yaml_doc_map(reader->doc, node, FIELDS, COUNT_OF(FIELDS), &raw, reader->err);
    if (status != OPTIBOM_OK)
        return status;
    if ((raw.part != NULL) == (raw.where != 0))
        return yaml_doc_error(reader->doc, node, reader->err,
                              "give either 'part: NAME' or 'where: PREDICATE'");
    slot->part = raw.part;
    slot->class_name = raw.class_name;
    return raw.where != 0 ? read_where(reader, slot, raw.where) : OPTIBOM_OK;
}

struct raw_link {
    struct spec_link link;
    yaml_node near_module, far_module, cable, fiber;
};

static bool is_one_of(const char *word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(word, words[i]) == 0)
            return true;
    return false;
}

static enum optibom_status check_word(struct reader *reader, yaml_node node, const char *key,
                                      const char *word, const char *const *words, size_t count)
{
    if (is_one_of(word, words, count))
        return OPTIBOM_OK;
    const char *near = nearest_word(word, words, count);
    return yaml_doc_error(reader->doc, node, reader->err, "%s '%s' is not known; %s '%s'%s", key,
                          word, near != NULL ? "did you mean" : "write",
                          near != NULL ? near : words[0],
                          near != NULL ? "?" : ", or see docs/build-spec.md");
}

static enum optibom_status check_link(struct reader *reader, const struct spec_link *link,
                                      yaml_node node)
{
    static const char *const MEDIA[] = {"dac",       "acc", "aec", "dsp", "lro",
                                        "lpo",       "obo", "npo", "cpo", "cpo-interposer",
                                        "in-package"};
    static const char *const FROM[] = {"accelerator", "nic"}, *const TO[] = {"switch"};
    enum optibom_status status =
        check_word(reader, node, "medium", link->medium, MEDIA, COUNT_OF(MEDIA));
    if (status == OPTIBOM_OK)
        status = check_word(reader, node, "from", link->from, FROM, COUNT_OF(FROM));
    if (status == OPTIBOM_OK)
        status = check_word(reader, node, "to", link->to, TO, COUNT_OF(TO));
    if (status == OPTIBOM_OK && !(link->length_m > 0))
        status = yaml_doc_error(reader->doc, node, reader->err, "length must be above 0");
    return status;
}

static enum optibom_status read_link(struct reader *reader, struct spec_link *out, yaml_node node)
{
    static const struct yaml_field FIELDS[] = {
        {"from", YAML_DOC_TEXT, "", offsetof(struct raw_link, link.from), true},
        {"to", YAML_DOC_TEXT, "", offsetof(struct raw_link, link.to), true},
        {"medium", YAML_DOC_TEXT, "", offsetof(struct raw_link, link.medium), true},
        {"length", YAML_DOC_QUANTITY, "m", offsetof(struct raw_link, link.length_m), true},
        {"module", YAML_DOC_NODE, "", offsetof(struct raw_link, near_module), false},
        {"far-module", YAML_DOC_NODE, "", offsetof(struct raw_link, far_module), false},
        {"cable", YAML_DOC_NODE, "", offsetof(struct raw_link, cable), false},
        {"fiber", YAML_DOC_NODE, "", offsetof(struct raw_link, fiber), false},
    };
    struct raw_link raw = {.link.line = yaml_doc_line(reader->doc, node)};
    enum optibom_status status =
        yaml_doc_map(reader->doc, node, FIELDS, COUNT_OF(FIELDS), &raw, reader->err);
    if (status == OPTIBOM_OK)
        status = check_link(reader, &raw.link, node);
    if (status == OPTIBOM_OK)
        status = read_slot(reader, &raw.link.near_module, "transceiver", raw.near_module);
    if (status == OPTIBOM_OK)
        status = read_slot(reader, &raw.link.far_module, "transceiver", raw.far_module);
    if (status == OPTIBOM_OK)
        status = read_slot(reader, &raw.link.cable, "cable", raw.cable);
    if (status == OPTIBOM_OK)
        status = read_slot(reader, &raw.link.fiber, "fiber", raw.fiber);
    *out = raw.link;
    return status;
}

struct raw_topology {
    const char *kind, *scope;
};

static enum optibom_status read_topology(struct reader *reader, struct spec_network *network,
                                         yaml_node node)
{
    static const struct yaml_field FIELDS[] = {
        {"kind", YAML_DOC_TEXT, "", offsetof(struct raw_topology, kind), true},
        {"scope", YAML_DOC_TEXT, "", offsetof(struct raw_topology, scope), false},
    };
    struct raw_topology raw = {.scope = "build"};
    enum optibom_status status =
        yaml_doc_map(reader->doc, node, FIELDS, COUNT_OF(FIELDS), &raw, reader->err);
    if (status != OPTIBOM_OK)
        return status;
    if (strcmp(raw.kind, "single-tier") != 0)
        return yaml_doc_error(reader->doc, node, reader->err,
                              "topology kind '%s' is not known; write single-tier", raw.kind);
    if (strcmp(raw.scope, "rack") != 0 && strcmp(raw.scope, "build") != 0)
        return yaml_doc_error(reader->doc, node, reader->err,
                              "scope '%s' is not known; write rack or build", raw.scope);
    network->scope = raw.scope[0] == 'r' ? SPEC_RACK : SPEC_BUILD;
    return OPTIBOM_OK;
}

struct raw_network {
    double bandwidth_gbps;
    yaml_node topology, switch_slot, nic, links;
};

static enum optibom_status read_network(struct reader *reader, struct spec_network *out,
                                        const char *name, yaml_node node)
{
    static const struct yaml_field FIELDS[] = {
        {"bandwidth", YAML_DOC_QUANTITY, "Gbps", offsetof(struct raw_network, bandwidth_gbps),
         true},
        {"topology", YAML_DOC_NODE, "", offsetof(struct raw_network, topology), true},
        {"switch", YAML_DOC_NODE, "", offsetof(struct raw_network, switch_slot), true},
        {"nic", YAML_DOC_NODE, "", offsetof(struct raw_network, nic), false},
        {"links", YAML_DOC_NODE, "", offsetof(struct raw_network, links), true},
    };
    struct raw_network raw = {0};
    *out = (struct spec_network){.name = name, .line = yaml_doc_line(reader->doc, node)};
    enum optibom_status status =
        yaml_doc_map(reader->doc, node, FIELDS, COUNT_OF(FIELDS), &raw, reader->err);
    if (status == OPTIBOM_OK && !(raw.bandwidth_gbps > 0))
        status = yaml_doc_error(reader->doc, node, reader->err, "bandwidth of '%s' must be above 0",
                                name);
    out->bandwidth_gbps = raw.bandwidth_gbps;
    if (status == OPTIBOM_OK)
        status = read_topology(reader, out, raw.topology);
    if (status == OPTIBOM_OK)
        status = read_slot(reader, &out->switch_slot, "enclosure", raw.switch_slot);
    if (status == OPTIBOM_OK)
        status = read_slot(reader, &out->nic, "nic", raw.nic);
    if (status == OPTIBOM_OK)
        status = yaml_doc_count(&out->link_count, reader->doc, raw.links, reader->err);
    if (status == OPTIBOM_OK) {
        out->links = arena_alloc(reader->arena, (out->link_count + 1) * sizeof *out->links);
        if (out->links == NULL)
            return error_no_memory(reader->err);
    }
    for (size_t i = 0; status == OPTIBOM_OK && i < out->link_count; i++)
        status = read_link(reader, &out->links[i], yaml_doc_item(reader->doc, raw.links, i));
    return status;
}

static enum optibom_status read_networks(struct reader *reader, struct spec *spec, yaml_node node)
{
    enum optibom_status status =
        yaml_doc_count(&spec->network_count, reader->doc, node, reader->err);
    if (status != OPTIBOM_OK)
        return status;
    spec->networks = arena_alloc(reader->arena, (spec->network_count + 1) * sizeof *spec->networks);
    if (spec->networks == NULL)
        return error_no_memory(reader->err);
    for (size_t i = 0; status == OPTIBOM_OK && i < spec->network_count; i++) {
        const char *name = NULL;
        yaml_node value = 0;
        status = yaml_doc_pair(&name, &value, reader->doc, node, i, reader->err);
        if (status == OPTIBOM_OK)
            status = read_network(reader, &spec->networks[i], name, value);
    }
    return status;
}

static enum optibom_status read_assemblies(struct reader *reader, struct spec *spec, yaml_node node)
{
    static const struct yaml_field FIELDS[] = {
        {"part", YAML_DOC_TEXT, "", offsetof(struct spec_assembly, part), true},
        {"flow", YAML_DOC_TEXT, "", offsetof(struct spec_assembly, flow), true},
        {"packages", YAML_DOC_COUNT, "", offsetof(struct spec_assembly, packages), true},
    };
    if (node == 0)
        return OPTIBOM_OK;
    enum optibom_status status =
        yaml_doc_count(&spec->assembly_count, reader->doc, node, reader->err);
    if (status != OPTIBOM_OK)
        return status;
    spec->assemblies =
        arena_alloc(reader->arena, (spec->assembly_count + 1) * sizeof *spec->assemblies);
    if (spec->assemblies == NULL)
        return error_no_memory(reader->err);
    for (size_t i = 0; status == OPTIBOM_OK && i < spec->assembly_count; i++) {
        yaml_node item = yaml_doc_item(reader->doc, node, i);
        spec->assemblies[i].line = yaml_doc_line(reader->doc, item);
        status = yaml_doc_map(reader->doc, item, FIELDS, COUNT_OF(FIELDS), &spec->assemblies[i],
                              reader->err);
    }
    return status;
}

static enum optibom_status read_facility(struct reader *reader, struct spec *spec, yaml_node node)
{
    static const struct yaml_field FIELDS[] = {
        {"pue", YAML_DOC_QUANTITY, "", offsetof(struct spec_facility, pue), false},
        {"supply_efficiency", YAML_DOC_QUANTITY, "1",
         offsetof(struct spec_facility, supply_efficiency), false},
        {"energy_price", YAML_DOC_QUANTITY, "", offsetof(struct spec_facility, energy_price),
         false},
        {"service_life", YAML_DOC_QUANTITY, "", offsetof(struct spec_facility, service_life_years),
         false},
    };
    if (node == 0)
        return OPTIBOM_OK;
    enum optibom_status status =
        yaml_doc_map(reader->doc, node, FIELDS, COUNT_OF(FIELDS), &spec->facility, reader->err);
    if (status == OPTIBOM_OK && !(spec->facility.pue >= 1))
        status = yaml_doc_error(reader->doc, node, reader->err, "pue must be 1 or more");
    if (status == OPTIBOM_OK &&
        !(spec->facility.supply_efficiency > 0 && spec->facility.supply_efficiency <= 1))
        status = yaml_doc_error(reader->doc, node, reader->err,
                                "supply_efficiency must be above 0 and at most 1 (100 %%)");
    if (status == OPTIBOM_OK && spec->facility.energy_price < 0)
        status = yaml_doc_error(reader->doc, node, reader->err, "energy_price must be 0 or more");
    if (status == OPTIBOM_OK && spec->facility.service_life_years <= 0)
        status = yaml_doc_error(reader->doc, node, reader->err, "service_life must be above 0");
    return status;
}

static enum optibom_status read_program(struct reader *reader, struct spec *spec, yaml_node node)
{
    static const struct yaml_field FIELDS[] = {
        {"racks", YAML_DOC_COUNT, "", offsetof(struct spec_program, racks), false},
        {"spares", YAML_DOC_QUANTITY, "1", offsetof(struct spec_program, spares), false},
        {"one_time_cost", YAML_DOC_QUANTITY, "", offsetof(struct spec_program, one_time_cost),
         false},
        {"availability", YAML_DOC_QUANTITY, "1", offsetof(struct spec_program, availability),
         false},
        {"restock", YAML_DOC_QUANTITY, "weeks", offsetof(struct spec_program, restock_weeks),
         false},
        {"currency", YAML_DOC_TEXT, "", offsetof(struct spec_program, currency), false},
    };
    if (node == 0)
        return OPTIBOM_OK;
    enum optibom_status status =
        yaml_doc_map(reader->doc, node, FIELDS, COUNT_OF(FIELDS), &spec->program, reader->err);
    if (status == OPTIBOM_OK && !(spec->program.spares >= 0 && spec->program.spares <= 1))
        status =
            yaml_doc_error(reader->doc, node, reader->err, "spares must lie between 0 and 100 %%");
    if (status == OPTIBOM_OK && !(spec->program.one_time_cost >= 0))
        status = yaml_doc_error(reader->doc, node, reader->err, "one_time_cost cannot be negative");
    if (status == OPTIBOM_OK && !isnan(spec->program.availability) &&
        !(spec->program.availability > 0 && spec->program.availability < 1))
        status = yaml_doc_error(reader->doc, node, reader->err,
                                "availability lies between 0 and 100 %%, both excluded");
    if (status == OPTIBOM_OK && spec->program.restock_weeks <= 0)
        status = yaml_doc_error(reader->doc, node, reader->err, "restock is a time above 0");
    if (status == OPTIBOM_OK && !money_currency_is_known(spec->program.currency))
        status = yaml_doc_error(reader->doc, node, reader->err,
                                "currency '%s' is not a code of ISO 4217 that is known here; write "
                                "USD, EUR ...",
                                spec->program.currency);
    return status;
}

static enum optibom_status read_workload(struct reader *reader, struct spec *spec, yaml_node node)
{
    static const struct yaml_field FIELDS[] = {
        {"bytes_per_token", YAML_DOC_QUANTITY, "", offsetof(struct spec_workload, bytes_per_token),
         true},
        {"tokens_per_second", YAML_DOC_QUANTITY, "",
         offsetof(struct spec_workload, tokens_per_second), true},
    };
    if (node == 0)
        return OPTIBOM_OK;
    spec->workload.is_given = true;
    enum optibom_status status =
        yaml_doc_map(reader->doc, node, FIELDS, COUNT_OF(FIELDS), &spec->workload, reader->err);
    if (status == OPTIBOM_OK &&
        !(spec->workload.bytes_per_token > 0 && spec->workload.tokens_per_second > 0))
        status = yaml_doc_error(reader->doc, node, reader->err,
                                "bytes_per_token and tokens_per_second must be above 0");
    return status;
}

struct raw_accelerators {
    struct raw_slot slot;
    int64_t count;
};

static enum optibom_status read_accelerators(struct reader *reader, struct spec *spec,
                                             yaml_node node)
{
    static const struct yaml_field FIELDS[] = {
        {"part", YAML_DOC_TEXT, "", offsetof(struct raw_accelerators, slot.part), false},
        {"where", YAML_DOC_NODE, "", offsetof(struct raw_accelerators, slot.where), false},
        {"count", YAML_DOC_COUNT, "", offsetof(struct raw_accelerators, count), true},
    };
    struct raw_accelerators raw = {0};
    enum optibom_status status =
        yaml_doc_map(reader->doc, node, FIELDS, COUNT_OF(FIELDS), &raw, reader->err);
    if (status != OPTIBOM_OK)
        return status;
    if (raw.count == 0 || (raw.slot.part != NULL) == (raw.slot.where != 0))
        return yaml_doc_error(reader->doc, node, reader->err,
                              "accelerators need 'count' above 0 and either 'part' or 'where'");
    spec->accelerators_per_rack = raw.count;
    spec->accelerator = (struct spec_slot){.part = raw.slot.part,
                                           .class_name = "accelerator",
                                           .line = yaml_doc_line(reader->doc, node)};
    return raw.slot.where != 0 ? read_where(reader, &spec->accelerator, raw.slot.where)
                               : OPTIBOM_OK;
}

struct raw_spec {
    const char *name, *title;
    int64_t racks;
    yaml_node rack, accelerators, networks, assembly, facility, program, workload;
};

static enum optibom_status read_spec(struct reader *reader, struct spec *spec)
{
    static const struct yaml_field FIELDS[] = {
        {"build", YAML_DOC_TEXT, "", offsetof(struct raw_spec, name), true},
        {"title", YAML_DOC_TEXT, "", offsetof(struct raw_spec, title), false},
        {"racks", YAML_DOC_COUNT, "", offsetof(struct raw_spec, racks), false},
        {"rack", YAML_DOC_NODE, "", offsetof(struct raw_spec, rack), false},
        {"accelerators", YAML_DOC_NODE, "", offsetof(struct raw_spec, accelerators), true},
        {"networks", YAML_DOC_NODE, "", offsetof(struct raw_spec, networks), true},
        {"assembly", YAML_DOC_NODE, "", offsetof(struct raw_spec, assembly), false},
        {"facility", YAML_DOC_NODE, "", offsetof(struct raw_spec, facility), false},
        {"program", YAML_DOC_NODE, "", offsetof(struct raw_spec, program), false},
        {"workload", YAML_DOC_NODE, "", offsetof(struct raw_spec, workload), false},
    };
    struct raw_spec raw = {.racks = 1};
    enum optibom_status status = yaml_doc_map(reader->doc, yaml_doc_root(reader->doc), FIELDS,
                                              COUNT_OF(FIELDS), &raw, reader->err);
    if (status != OPTIBOM_OK)
        return status;
    spec->name = raw.name;
    spec->title = raw.title != NULL ? raw.title : raw.name;
    spec->racks = raw.racks;
    if (spec->racks == 0)
        return yaml_doc_error(reader->doc, yaml_doc_root(reader->doc), reader->err,
                              "racks must be 1 or more");
    if ((status = read_slot(reader, &spec->rack, "enclosure", raw.rack)) != OPTIBOM_OK ||
        (status = read_accelerators(reader, spec, raw.accelerators)) != OPTIBOM_OK ||
        (status = read_networks(reader, spec, raw.networks)) != OPTIBOM_OK ||
        (status = read_assemblies(reader, spec, raw.assembly)) != OPTIBOM_OK ||
        (status = read_facility(reader, spec, raw.facility)) != OPTIBOM_OK ||
        (status = read_program(reader, spec, raw.program)) != OPTIBOM_OK)
        return status;
    return read_workload(reader, spec, raw.workload);
}

enum optibom_status spec_load(struct spec **out, struct arena *arena, const char *file,
                              const char *text, size_t size, struct error *err)
{
    struct reader reader = {.arena = arena, .err = err};
    struct spec *spec = arena_alloc(arena, sizeof *spec);
    if (spec == NULL)
        return error_no_memory(err);
    *spec =
        (struct spec){.file = file,
                      .facility = {.pue = 1,
                                   .supply_efficiency = 1,
                                   .energy_price = NAN,
                                   .service_life_years = NAN},
                      .program = {.currency = "USD", .availability = NAN, .restock_weeks = NAN}};
    enum optibom_status status = yaml_doc_open(&reader.doc, arena, file, text, size, err);
    if (status == OPTIBOM_OK)
        status = read_spec(&reader, spec);
    yaml_doc_close(reader.doc);
    if (status == OPTIBOM_OK) {
        if (spec->program.racks == 0)
            spec->program.racks = spec->racks;
        *out = spec;
    }
    return status;
}
