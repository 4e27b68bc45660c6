#include "assemble/spec_reader.h"

#include <math.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

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
    bool is_mesh = topology->kind == SPEC_MESH || topology->kind == SPEC_FULL_MESH;
    if (topology->mesh_links > 0 && !is_mesh)
        return yaml_doc_error(reader->doc, node, reader->err,
                              "mesh_links are those of kind: mesh or full-mesh");
    if (is_mesh && topology->uplinks > 0)
        return yaml_doc_error(reader->doc, node, reader->err,
                              "a mesh has no uplinks; write mesh_links");
    if (topology->kind == SPEC_FULL_MESH &&
        (topology->rails > 1 || topology->leaves > 0 || topology->planes > 1))
        return yaml_doc_error(reader->doc, node, reader->err,
                              "a full mesh of endpoints has no leaves, no rails and no planes");
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
        {"leaves", YAML_DOC_COUNT, "", offsetof(struct raw_topology, topology.leaves), false},
        {"mesh_links", YAML_DOC_COUNT, "", offsetof(struct raw_topology, topology.mesh_links),
         false},
        {"reserved", YAML_DOC_COUNT, "", offsetof(struct raw_topology, topology.reserved), false},
    };
    static const char *const KINDS[] = {[SPEC_SINGLE_TIER] = "single-tier",
                                        [SPEC_LEAF_SPINE] = "leaf-spine",
                                        [SPEC_THREE_TIER] = "three-tier",
                                        [SPEC_FAT_TREE] = "fat-tree",
                                        [SPEC_MESH] = "mesh",
                                        [SPEC_FULL_MESH] = "full-mesh"};
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
    double bandwidth_gbps; /* NaN: not given */
    double fec_latency_ns;
    yaml_node topology, switch_slot, spine, core, nic, endpoints, links;
};

/* The accelerators, each with the bandwidth of the network. */
static enum optibom_status take_accelerators(struct spec_reader *reader, struct spec_network *out,
                                             const struct raw_network *raw, yaml_node node)
{
    if (isnan(raw->bandwidth_gbps))
        return yaml_doc_error(reader->doc, node, reader->err,
                              "'%s' needs 'bandwidth', of each accelerator, or 'endpoints'",
                              out->name);
    if (!(raw->bandwidth_gbps > 0))
        return yaml_doc_error(reader->doc, node, reader->err, "bandwidth of '%s' must be above 0",
                              out->name);
    out->bandwidth_gbps = raw->bandwidth_gbps;
    out->endpoint_count = 1;
    out->endpoints = arena_alloc(reader->arena, sizeof *out->endpoints);
    if (out->endpoints == NULL)
        return error_no_memory(reader->err);
    out->endpoints[0] = (struct spec_endpoint){.group = SPEC_ACCELERATORS,
                                               .ports = 1,
                                               .bandwidth_gbps = raw->bandwidth_gbps,
                                               .homes = 1,
                                               .link = SPEC_NO_LINK,
                                               .line = out->line};
    return spec_read_slot(reader, &out->endpoints[0].nic, "nic", raw->nic);
}

static enum optibom_status read_ends(struct spec_reader *reader, const struct spec *spec,
                                     struct spec_network *out, const struct raw_network *raw,
                                     yaml_node node)
{
    if (raw->endpoints == 0)
        return take_accelerators(reader, out, raw, node);
    if (!isnan(raw->bandwidth_gbps) || raw->nic != 0)
        return yaml_doc_error(reader->doc, node, reader->err,
                              "'%s' has endpoints; their bandwidth and nic stand there", out->name);
    return spec_read_endpoints(reader, spec, out, raw->endpoints);
}

static enum optibom_status read_switches(struct spec_reader *reader, struct spec_network *out,
                                         const struct raw_network *raw, yaml_node node)
{
    bool is_direct = out->topology.kind == SPEC_FULL_MESH;
    if (is_direct != (raw->switch_slot == 0))
        return yaml_doc_error(reader->doc, node, reader->err,
                              is_direct ? "a full mesh of endpoints has no switch"
                                        : "'switch' is missing here");
    enum optibom_status status =
        spec_read_slot(reader, &out->switch_slot, "enclosure", raw->switch_slot);
    if (status == OPTIBOM_OK)
        status = spec_read_slot(reader, &out->spine, "enclosure", raw->spine);
    return status == OPTIBOM_OK ? spec_read_slot(reader, &out->core, "enclosure", raw->core)
                                : status;
}

static enum optibom_status read_network(struct spec_reader *reader, const struct spec *spec,
                                        struct spec_network *out, const char *name, yaml_node node)
{
    static const struct yaml_field FIELDS[] = {
        {"bandwidth", YAML_DOC_QUANTITY, "Gbps", offsetof(struct raw_network, bandwidth_gbps),
         false},
        {"topology", YAML_DOC_NODE, "", offsetof(struct raw_network, topology), true},
        {"switch", YAML_DOC_NODE, "", offsetof(struct raw_network, switch_slot), false},
        {"spine", YAML_DOC_NODE, "", offsetof(struct raw_network, spine), false},
        {"core", YAML_DOC_NODE, "", offsetof(struct raw_network, core), false},
        {"nic", YAML_DOC_NODE, "", offsetof(struct raw_network, nic), false},
        {"endpoints", YAML_DOC_NODE, "", offsetof(struct raw_network, endpoints), false},
        {"fec_latency", YAML_DOC_QUANTITY, "ns", offsetof(struct raw_network, fec_latency_ns),
         false},
        {"links", YAML_DOC_NODE, "", offsetof(struct raw_network, links), true},
    };
    struct raw_network raw = {.bandwidth_gbps = NAN};
    *out = (struct spec_network){.name = name, .line = yaml_doc_line(reader->doc, node)};
    enum optibom_status status =
        yaml_doc_map(reader->doc, node, FIELDS, COUNT_OF(FIELDS), &raw, reader->err);
    if (status == OPTIBOM_OK && raw.fec_latency_ns < 0)
        status = yaml_doc_error(reader->doc, node, reader->err, "fec_latency is 0 or more");
    out->fec_latency_ns = raw.fec_latency_ns;
    if (status == OPTIBOM_OK)
        status = read_topology(reader, out, raw.topology);
    if (status == OPTIBOM_OK)
        status = read_ends(reader, spec, out, &raw, node);
    if (status == OPTIBOM_OK)
        status = read_switches(reader, out, &raw, node);
    return status == OPTIBOM_OK ? spec_read_links(reader, out, raw.links) : status;
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
            status = read_network(reader, spec, &spec->networks[i], name, value);
    }
    return status;
}
