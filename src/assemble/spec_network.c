#include "assemble/spec_reader.h"

#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

struct raw_link {
    struct spec_link link;
    yaml_node near_module, far_module, cable, fiber;
};

/* One tier up. */
static bool ends_fit(const struct spec_link *link)
{
    if (strcmp(link->from, "leaf") == 0)
        return strcmp(link->to, "spine") == 0;
    if (strcmp(link->from, "spine") == 0)
        return strcmp(link->to, "core") == 0;
    return strcmp(link->to, "switch") == 0 || strcmp(link->to, "leaf") == 0;
}

static enum optibom_status check_link(struct spec_reader *reader, const struct spec_link *link,
                                      yaml_node node)
{
    static const char *const MEDIA[] = {"dac",       "acc", "aec", "dsp", "lro",
                                        "lpo",       "obo", "npo", "cpo", "cpo-interposer",
                                        "in-package"};
    static const char *const FROM[] = {"accelerator", "nic", "leaf", "spine"};
    static const char *const TO[] = {"switch", "leaf", "spine", "core"};
    enum optibom_status status =
        spec_check_word(reader, node, "medium", link->medium, MEDIA, COUNT_OF(MEDIA));
    if (status == OPTIBOM_OK)
        status = spec_check_word(reader, node, "from", link->from, FROM, COUNT_OF(FROM));
    if (status == OPTIBOM_OK)
        status = spec_check_word(reader, node, "to", link->to, TO, COUNT_OF(TO));
    if (status == OPTIBOM_OK && !ends_fit(link))
        status = yaml_doc_error(reader->doc, node, reader->err,
                                "there is no link from %s to %s; links go from accelerator or nic "
                                "to switch (or leaf), from leaf to spine, from spine to core",
                                link->from, link->to);
    if (status == OPTIBOM_OK && !(link->length_m > 0))
        status = yaml_doc_error(reader->doc, node, reader->err, "length must be above 0");
    return status;
}

static enum optibom_status read_link(struct spec_reader *reader, struct spec_link *out,
                                     yaml_node node)
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
        status = spec_read_slot(reader, &raw.link.near_module, "transceiver", raw.near_module);
    if (status == OPTIBOM_OK)
        status = spec_read_slot(reader, &raw.link.far_module, "transceiver", raw.far_module);
    if (status == OPTIBOM_OK)
        status = spec_read_slot(reader, &raw.link.cable, "cable", raw.cable);
    if (status == OPTIBOM_OK)
        status = spec_read_slot(reader, &raw.link.fiber, "fiber", raw.fiber);
    *out = raw.link;
    return status;
}

struct raw_topology {
    const char *kind, *scope;
    struct spec_topology topology;
};

static enum optibom_status check_topology(struct spec_reader *reader,
                                          const struct spec_topology *topology, yaml_node node)
{
    if (topology->rails < 1 || topology->planes < 1)
        return yaml_doc_error(reader->doc, node, reader->err, "rails and planes are 1 or more");
    if (!(topology->oversubscription >= 1))
        return yaml_doc_error(reader->doc, node, reader->err,
                              "oversubscription is bandwidth down over bandwidth up, 1 or more");
    if (topology->kind == SPEC_SINGLE_TIER &&
        (topology->rails > 1 || topology->uplinks > 0 || topology->oversubscription > 1))
        return yaml_doc_error(reader->doc, node, reader->err,
                              "a single tier has no rails and no uplinks; write kind: leaf-spine");
    return OPTIBOM_OK;
}

static enum optibom_status read_topology(struct spec_reader *reader, struct spec_network *network,
                                         yaml_node node)
{
    static const struct yaml_field FIELDS[] = {
        {"kind", YAML_DOC_TEXT, "", offsetof(struct raw_topology, kind), true},
        {"scope", YAML_DOC_TEXT, "", offsetof(struct raw_topology, scope), false},
        {"rails", YAML_DOC_COUNT, "", offsetof(struct raw_topology, topology.rails), false},
        {"planes", YAML_DOC_COUNT, "", offsetof(struct raw_topology, topology.planes), false},
        {"oversubscription", YAML_DOC_QUANTITY, "",
         offsetof(struct raw_topology, topology.oversubscription), false},
        {"uplinks", YAML_DOC_COUNT, "", offsetof(struct raw_topology, topology.uplinks), false},
        {"reserved", YAML_DOC_COUNT, "", offsetof(struct raw_topology, topology.reserved), false},
    };
    static const char *const KINDS[] = {[SPEC_SINGLE_TIER] = "single-tier",
                                        [SPEC_LEAF_SPINE] = "leaf-spine",
                                        [SPEC_THREE_TIER] = "three-tier",
                                        [SPEC_FAT_TREE] = "fat-tree"};
    static const char *const SCOPES[] = {"rack", "build"};
    struct raw_topology raw = {.scope = "build",
                               .topology = {.rails = 1, .planes = 1, .oversubscription = 1}};
    enum optibom_status status =
        yaml_doc_map(reader->doc, node, FIELDS, COUNT_OF(FIELDS), &raw, reader->err);
    if (status == OPTIBOM_OK)
        status = spec_check_word(reader, node, "topology kind", raw.kind, KINDS, COUNT_OF(KINDS));
    if (status == OPTIBOM_OK)
        status = spec_check_word(reader, node, "scope", raw.scope, SCOPES, COUNT_OF(SCOPES));
    if (status != OPTIBOM_OK)
        return status;
    while (strcmp(raw.kind, KINDS[raw.topology.kind]) != 0)
        raw.topology.kind++;
    network->scope = raw.scope[0] == 'r' ? SPEC_RACK : SPEC_BUILD;
    network->topology = raw.topology;
    return check_topology(reader, &raw.topology, node);
}

struct raw_network {
    double bandwidth_gbps;
    yaml_node topology, switch_slot, spine, core, nic, links;
};

static enum optibom_status read_network(struct spec_reader *reader, struct spec_network *out,
                                        const char *name, yaml_node node)
{
    static const struct yaml_field FIELDS[] = {
        {"bandwidth", YAML_DOC_QUANTITY, "Gbps", offsetof(struct raw_network, bandwidth_gbps),
         true},
        {"topology", YAML_DOC_NODE, "", offsetof(struct raw_network, topology), true},
        {"switch", YAML_DOC_NODE, "", offsetof(struct raw_network, switch_slot), true},
        {"spine", YAML_DOC_NODE, "", offsetof(struct raw_network, spine), false},
        {"core", YAML_DOC_NODE, "", offsetof(struct raw_network, core), false},
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
        status = spec_read_slot(reader, &out->switch_slot, "enclosure", raw.switch_slot);
    if (status == OPTIBOM_OK)
        status = spec_read_slot(reader, &out->spine, "enclosure", raw.spine);
    if (status == OPTIBOM_OK)
        status = spec_read_slot(reader, &out->core, "enclosure", raw.core);
    if (status == OPTIBOM_OK)
        status = spec_read_slot(reader, &out->nic, "nic", raw.nic);
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

enum optibom_status spec_read_networks(struct spec_reader *reader, struct spec *spec,
                                       yaml_node node)
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
