#include "assemble/spec_reader.h"

#include "base/count.h"

#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

enum optibom_status spec_read_servers(struct spec_reader *reader, struct spec *spec, yaml_node node)
{
    if (node == 0)
        return OPTIBOM_OK;
    enum optibom_status status =
        yaml_doc_count(&spec->server_count, reader->doc, node, reader->err);
    if (status != OPTIBOM_OK)
        return status;
    spec->servers = arena_alloc(reader->arena, (spec->server_count + 1) * sizeof *spec->servers);
    if (spec->servers == NULL)
        return error_no_memory(reader->err);
    for (size_t i = 0; status == OPTIBOM_OK && i < spec->server_count; i++) {
        yaml_node value = 0;
        spec->servers[i] = (struct spec_server){0};
        status = yaml_doc_pair(&spec->servers[i].name, &value, reader->doc, node, i, reader->err);
        if (status == OPTIBOM_OK && strcmp(spec->servers[i].name, "rack") == 0)
            status = yaml_doc_error(reader->doc, value, reader->err,
                                    "servers cannot be called 'rack'; that is the build's racks");
        if (status == OPTIBOM_OK)
            status = spec_read_counted(reader, &spec->servers[i].slot, &spec->servers[i].count,
                                       "enclosure", value);
    }
    return status;
}

/* Counting a fabric takes time by the cube of them. */
enum { ENDPOINTS_MAX = 256 };

struct raw_endpoint {
    const char *group;
    yaml_node nic;
    struct spec_endpoint endpoint;
};

static enum optibom_status find_group(struct spec_reader *reader, const struct spec *spec,
                                      long *out, const char *name, yaml_node node)
{
    *out = SPEC_RACKS;
    if (name == NULL || strcmp(name, "rack") == 0)
        return OPTIBOM_OK;
    for (size_t i = 0; i < spec->server_count; i++)
        if (strcmp(spec->servers[i].name, name) == 0) {
            *out = (long)i;
            return OPTIBOM_OK;
        }
    return yaml_doc_error(reader->doc, node, reader->err,
                          "no servers are called '%s'; write 'rack', or add them to 'servers'",
                          name);
}

static enum optibom_status check_endpoint(struct spec_reader *reader,
                                          const struct spec_network *network,
                                          const struct spec_endpoint *endpoint, yaml_node node)
{
    int64_t links = count_times(endpoint->nics, endpoint->ports);
    int64_t planes = network->topology.planes;
    if (!(endpoint->bandwidth_gbps > 0))
        return yaml_doc_error(reader->doc, node, reader->err, "bandwidth must be above 0");
    if (endpoint->nics < 1 || endpoint->ports < 1 || endpoint->homes < 1)
        return yaml_doc_error(reader->doc, node, reader->err,
                              "nics, ports and homes are 1 or more");
    int64_t rails = network->topology.rails;
    int64_t in_plane = links % planes == 0 ? links / planes : links;
    if (rails > 1 && in_plane >= rails && in_plane % rails != 0)
        return yaml_doc_error(reader->doc, node, reader->err,
                              "its %lld ports in a plane do not divide evenly over %lld rails",
                              (long long)in_plane, (long long)rails);
    if (rails > 1 && in_plane >= rails && endpoint->homes > 1 && endpoint->homes != rails)
        return yaml_doc_error(reader->doc, node, reader->err,
                              "with rails a machine has a home in each; leave 'homes' out");
    if (in_plane % endpoint->homes != 0)
        return yaml_doc_error(reader->doc, node, reader->err,
                              "its ports in a plane do not divide evenly over %lld homes",
                              (long long)endpoint->homes);
    if (network->scope == SPEC_RACK && endpoint->group != SPEC_RACKS)
        return yaml_doc_error(reader->doc, node, reader->err,
                              "a network of scope rack joins what is in the racks; write scope: "
                              "build to join other servers");
    return OPTIBOM_OK;
}

static enum optibom_status read_endpoint(struct spec_reader *reader, const struct spec *spec,
                                         const struct spec_network *network,
                                         struct spec_endpoint *out, yaml_node node)
{
    static const struct yaml_field FIELDS[] = {
        {"in", YAML_DOC_TEXT, "", offsetof(struct raw_endpoint, group), false},
        {"nic", YAML_DOC_NODE, "", offsetof(struct raw_endpoint, nic), false},
        {"nics", YAML_DOC_COUNT, "", offsetof(struct raw_endpoint, endpoint.nics), false},
        {"ports", YAML_DOC_COUNT, "", offsetof(struct raw_endpoint, endpoint.ports), false},
        {"bandwidth", YAML_DOC_QUANTITY, "Gbps",
         offsetof(struct raw_endpoint, endpoint.bandwidth_gbps), true},
        {"homes", YAML_DOC_COUNT, "", offsetof(struct raw_endpoint, endpoint.homes), false},
    };
    struct raw_endpoint raw = {.endpoint = {.name = out->name,
                                            .nics = 1,
                                            .ports = 1,
                                            .homes = 1,
                                            .link = SPEC_NO_LINK,
                                            .line = yaml_doc_line(reader->doc, node)}};
    enum optibom_status status =
        yaml_doc_map(reader->doc, node, FIELDS, COUNT_OF(FIELDS), &raw, reader->err);
    if (status == OPTIBOM_OK)
        status = find_group(reader, spec, &raw.endpoint.group, raw.group, node);
    if (status == OPTIBOM_OK)
        status = check_endpoint(reader, network, &raw.endpoint, node);
    if (status == OPTIBOM_OK)
        status = spec_read_slot(reader, &raw.endpoint.nic, "nic", raw.nic);
    *out = raw.endpoint;
    return status;
}

/* Links call their ends by these words; an endpoint of that name would be one of the switches. */
static enum optibom_status check_name(struct spec_reader *reader, const char *name, yaml_node node)
{
    static const char *const TAKEN[] = {"switch", "leaf", "spine", "core"};
    for (size_t i = 0; i < COUNT_OF(TAKEN); i++)
        if (strcmp(name, TAKEN[i]) == 0)
            return yaml_doc_error(reader->doc, node, reader->err,
                                  "endpoints cannot be called '%s'; that is a switch", name);
    return OPTIBOM_OK;
}

enum optibom_status spec_read_endpoints(struct spec_reader *reader, const struct spec *spec,
                                        struct spec_network *network, yaml_node node)
{
    double gbps = 0;
    enum optibom_status status =
        yaml_doc_count(&network->endpoint_count, reader->doc, node, reader->err);
    if (status != OPTIBOM_OK)
        return status;
    if (network->endpoint_count == 0 || network->endpoint_count > ENDPOINTS_MAX)
        return yaml_doc_error(reader->doc, node, reader->err, "a network has 1 to %d endpoints",
                              ENDPOINTS_MAX);
    network->endpoints =
        arena_alloc(reader->arena, (network->endpoint_count + 1) * sizeof *network->endpoints);
    if (network->endpoints == NULL)
        return error_no_memory(reader->err);
    for (size_t i = 0; status == OPTIBOM_OK && i < network->endpoint_count; i++) {
        struct spec_endpoint *endpoint = &network->endpoints[i];
        yaml_node value = 0;
        status = yaml_doc_pair(&endpoint->name, &value, reader->doc, node, i, reader->err);
        if (status == OPTIBOM_OK)
            status = check_name(reader, endpoint->name, value);
        if (status == OPTIBOM_OK)
            status = read_endpoint(reader, spec, network, endpoint, value);
        if (status == OPTIBOM_OK && endpoint->group == SPEC_RACKS)
            gbps += (double)endpoint->nics * (double)endpoint->ports * endpoint->bandwidth_gbps;
    }
    network->bandwidth_gbps = gbps / (double)spec->accelerators_per_rack;
    return status;
}
