#include "assemble/spec_reader.h"

#include <math.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

const char *const SPEC_MEDIA_NAMES[SPEC_MEDIA] = {
    "dac",        "acc",   "aec", "dsp", "lro", "lpo", "obo", "npo", "cpo", "cpo-interposer",
    "in-package", "base-t"};

struct raw_link {
    yaml_node from, medium, lengths, near_module, far_module, engine, far_engine, cable, fiber,
        beyond;
    double length_m; /* NaN: not given */
    struct spec_link link;
};

struct raw_length {
    struct spec_length length;
};

enum { BEYOND_DEPTH_MAX = 4 };

static bool is_tier(const char *end)
{
    return strcmp(end, "leaf") == 0 || strcmp(end, "spine") == 0;
}

/* One tier up, across a mesh, or between endpoints of a full mesh. */
static bool ends_fit(const struct spec_network *network, const struct spec_link *link)
{
    enum spec_kind kind = network->topology.kind;
    bool has_core = kind == SPEC_THREE_TIER || kind == SPEC_FAT_TREE;
    if (strcmp(link->from, "leaf") == 0 && kind == SPEC_MESH)
        return strcmp(link->to, "leaf") == 0;
    if (strcmp(link->from, "leaf") == 0)
        return strcmp(link->to, "spine") == 0 && (has_core || kind == SPEC_LEAF_SPINE);
    if (strcmp(link->from, "spine") == 0)
        return strcmp(link->to, "core") == 0 && has_core;
    if (kind == SPEC_FULL_MESH)
        return strcmp(link->to, link->from) == 0;
    return strcmp(link->to, "switch") == 0 || strcmp(link->to, "leaf") == 0;
}

/* Says of the named endpoints that this link carries them. */
static enum optibom_status take_endpoint(struct spec_reader *reader, struct spec_network *network,
                                         const char *name, long link, yaml_node node)
{
    const char *names[64];
    size_t count = 0;
    for (size_t i = 0; i < network->endpoint_count; i++) {
        struct spec_endpoint *endpoint = &network->endpoints[i];
        bool is_it = endpoint->name != NULL
                         ? strcmp(endpoint->name, name) == 0
                         : strcmp(name, "nic") == 0 || strcmp(name, "accelerator") == 0;
        if (endpoint->name != NULL && count < COUNT_OF(names))
            names[count++] = endpoint->name;
        if (!is_it)
            continue;
        if (endpoint->link != SPEC_NO_LINK)
            return yaml_doc_error(reader->doc, node, reader->err,
                                  "'%s' has a link already; write lengths and 'beyond' for links "
                                  "of several media",
                                  name);
        endpoint->link = link;
        return OPTIBOM_OK;
    }
    if (count == 0) {
        static const char *const WORDS[] = {"nic", "accelerator", "leaf", "spine"};
        return spec_check_word(reader, node, "from", name, WORDS, COUNT_OF(WORDS));
    }
    return spec_check_word(reader, node, "from", name, names, count);
}

static enum optibom_status read_from(struct spec_reader *reader, struct spec_network *network,
                                     struct spec_link *link, long at, yaml_node node)
{
    size_t count = 1;
    bool is_single = yaml_doc_is_scalar(reader->doc, node);
    enum optibom_status status =
        is_single ? OPTIBOM_OK : yaml_doc_count(&count, reader->doc, node, reader->err);
    if (status == OPTIBOM_OK && count == 0)
        status = yaml_doc_error(reader->doc, node, reader->err, "'from' is empty");
    for (size_t i = 0; status == OPTIBOM_OK && i < count; i++) {
        yaml_node item = is_single ? node : yaml_doc_item(reader->doc, node, i);
        const char *name = NULL;
        status = yaml_doc_text(&name, reader->doc, item, reader->err);
        if (i == 0)
            link->from = name;
        if (status == OPTIBOM_OK && !(is_single && is_tier(name)))
            status = take_endpoint(reader, network, name, at, item);
    }
    return status;
}

static enum optibom_status read_lengths(struct spec_reader *reader, struct spec_link *link,
                                        yaml_node node)
{
    static const struct yaml_field FIELDS[] = {
        {"length", YAML_DOC_QUANTITY, "m", offsetof(struct raw_length, length.length_m), true},
        {"share", YAML_DOC_QUANTITY, "1", offsetof(struct raw_length, length.share), true},
    };
    double sum = 0;
    enum optibom_status status =
        yaml_doc_count(&link->length_count, reader->doc, node, reader->err);
    if (status != OPTIBOM_OK)
        return status;
    link->lengths = arena_alloc(reader->arena, (link->length_count + 1) * sizeof *link->lengths);
    if (link->lengths == NULL)
        return error_no_memory(reader->err);
    for (size_t i = 0; status == OPTIBOM_OK && i < link->length_count; i++) {
        struct raw_length raw = {{0, 0}};
        yaml_node item = yaml_doc_item(reader->doc, node, i);
        status = yaml_doc_map(reader->doc, item, FIELDS, COUNT_OF(FIELDS), &raw, reader->err);
        if (status == OPTIBOM_OK && !(raw.length.length_m > 0 && raw.length.share > 0))
            status =
                yaml_doc_error(reader->doc, item, reader->err, "length and share must be above 0");
        sum += raw.length.share;
        link->lengths[i] = raw.length;
    }
    if (status == OPTIBOM_OK && !(fabs(sum - 1) < 1e-9))
        status = yaml_doc_error(reader->doc, node, reader->err,
                                "the shares of the lengths add to %g %%, not to 100 %%", sum * 100);
    return status;
}

/* `length`, or `lengths` with shares; a `beyond` has those of the link before it. */
static enum optibom_status take_lengths(struct spec_reader *reader, struct raw_link *raw,
                                        const struct spec_link *before, yaml_node node)
{
    struct spec_link *link = &raw->link;
    bool is_one = !isnan(raw->length_m), are_several = raw->lengths != 0;
    if (before != NULL && (is_one || are_several))
        return yaml_doc_error(reader->doc, node, reader->err,
                              "'beyond' carries the lengths of its link; it has none of its own");
    if (before != NULL) {
        link->lengths = before->lengths;
        link->length_count = before->length_count;
        return OPTIBOM_OK;
    }
    if (is_one == are_several)
        return yaml_doc_error(reader->doc, node, reader->err,
                              is_one ? "give either 'length' or 'lengths'"
                                     : "'length' is missing here");
    if (are_several)
        return read_lengths(reader, link, raw->lengths);
    if (!(raw->length_m > 0))
        return yaml_doc_error(reader->doc, node, reader->err, "length must be above 0");
    link->lengths = arena_alloc(reader->arena, sizeof *link->lengths);
    if (link->lengths == NULL)
        return error_no_memory(reader->err);
    link->lengths[0] = (struct spec_length){raw->length_m, 1};
    link->length_count = 1;
    return OPTIBOM_OK;
}

/* One medium, "any", or a list of those that are to be looked at. */
static enum optibom_status read_media(struct spec_reader *reader, struct spec_link *link,
                                      yaml_node node)
{
    bool is_single = yaml_doc_is_scalar(reader->doc, node);
    size_t count = 1;
    enum optibom_status status =
        is_single ? OPTIBOM_OK : yaml_doc_count(&count, reader->doc, node, reader->err);
    if (status == OPTIBOM_OK && count == 0)
        status = yaml_doc_error(reader->doc, node, reader->err, "'medium' is empty");
    if (status != OPTIBOM_OK)
        return status;
    link->media = arena_alloc(reader->arena, (count + SPEC_MEDIA) * sizeof *link->media);
    if (link->media == NULL)
        return error_no_memory(reader->err);
    for (size_t i = 0; status == OPTIBOM_OK && i < count; i++) {
        yaml_node item = is_single ? node : yaml_doc_item(reader->doc, node, i);
        status = yaml_doc_text(&link->media[i], reader->doc, item, reader->err);
        if (status == OPTIBOM_OK && is_single && strcmp(link->media[0], "any") == 0) {
            for (count = 0; count < SPEC_MEDIA_OF_PORTS; count++)
                link->media[count] = SPEC_MEDIA_NAMES[count];
            break;
        }
        if (status == OPTIBOM_OK)
            status = spec_check_word(reader, item, "medium", link->media[i], SPEC_MEDIA_NAMES,
                                     SPEC_MEDIA);
        for (size_t j = 0; status == OPTIBOM_OK && j < i; j++)
            if (strcmp(link->media[i], link->media[j]) == 0)
                status = yaml_doc_error(reader->doc, item, reader->err,
                                        "'%s' stands in 'medium' twice", link->media[i]);
    }
    link->media_count = count;
    link->medium = link->media[0];
    return status;
}

static enum optibom_status read_carrier(struct spec_reader *reader, struct raw_link *raw)
{
    struct spec_link *link = &raw->link;
    enum optibom_status status = read_media(reader, link, raw->medium);
    if (status == OPTIBOM_OK)
        status = spec_read_slot(reader, &link->near_module, "transceiver", raw->near_module);
    if (status == OPTIBOM_OK)
        status = spec_read_slot(reader, &link->far_module, "transceiver", raw->far_module);
    if (status == OPTIBOM_OK)
        status = spec_read_slot(reader, &link->engine, "optical_engine", raw->engine);
    if (status == OPTIBOM_OK)
        status = spec_read_slot(reader, &link->far_engine, "optical_engine", raw->far_engine);
    if (status == OPTIBOM_OK)
        status = spec_read_slot(reader, &link->cable, "cable", raw->cable);
    return status == OPTIBOM_OK ? spec_read_slot(reader, &link->fiber, "fiber", raw->fiber)
                                : status;
}

static const struct yaml_field LINK_FIELDS[] = {
    {"from", YAML_DOC_NODE, "", offsetof(struct raw_link, from), true},
    {"to", YAML_DOC_TEXT, "", offsetof(struct raw_link, link.to), true},
    {"medium", YAML_DOC_NODE, "", offsetof(struct raw_link, medium), true},
    {"length", YAML_DOC_QUANTITY, "m", offsetof(struct raw_link, length_m), false},
    {"lengths", YAML_DOC_NODE, "", offsetof(struct raw_link, lengths), false},
    {"module", YAML_DOC_NODE, "", offsetof(struct raw_link, near_module), false},
    {"far-module", YAML_DOC_NODE, "", offsetof(struct raw_link, far_module), false},
    {"engine", YAML_DOC_NODE, "", offsetof(struct raw_link, engine), false},
    {"far-engine", YAML_DOC_NODE, "", offsetof(struct raw_link, far_engine), false},
    {"cable", YAML_DOC_NODE, "", offsetof(struct raw_link, cable), false},
    {"fiber", YAML_DOC_NODE, "", offsetof(struct raw_link, fiber), false},
    {"beyond", YAML_DOC_NODE, "", offsetof(struct raw_link, beyond), false},
};
enum { ENDS = 2 }; /* fields that a `beyond` has from its link */

static enum optibom_status read_beyond(struct spec_reader *reader, struct spec_link *link,
                                       yaml_node node, int depth)
{
    struct raw_link raw = {.length_m = NAN};
    if (node == 0)
        return OPTIBOM_OK;
    if (depth > BEYOND_DEPTH_MAX)
        return yaml_doc_error(reader->doc, node, reader->err, "'beyond' nests deeper than %d",
                              BEYOND_DEPTH_MAX);
    raw.link.line = yaml_doc_line(reader->doc, node);
    enum optibom_status status = yaml_doc_map(reader->doc, node, LINK_FIELDS + ENDS,
                                              COUNT_OF(LINK_FIELDS) - ENDS, &raw, reader->err);
    raw.link.from = link->from;
    raw.link.to = link->to;
    if (status == OPTIBOM_OK)
        status = take_lengths(reader, &raw, link, node);
    if (status == OPTIBOM_OK)
        status = read_carrier(reader, &raw);
    if (status == OPTIBOM_OK)
        status = read_beyond(reader, &raw.link, raw.beyond, depth + 1);
    link->beyond = arena_alloc(reader->arena, sizeof *link->beyond);
    if (link->beyond == NULL)
        return error_no_memory(reader->err);
    *link->beyond = raw.link;
    return status;
}

static enum optibom_status read_link(struct spec_reader *reader, struct spec_network *network,
                                     long at, yaml_node node)
{
    static const char *const TO[] = {"switch", "leaf", "spine", "core"};
    struct raw_link raw = {.length_m = NAN, .link.line = yaml_doc_line(reader->doc, node)};
    enum optibom_status status =
        yaml_doc_map(reader->doc, node, LINK_FIELDS, COUNT_OF(LINK_FIELDS), &raw, reader->err);
    if (status == OPTIBOM_OK)
        status = read_from(reader, network, &raw.link, at, raw.from);
    if (status == OPTIBOM_OK && network->topology.kind != SPEC_FULL_MESH)
        status = spec_check_word(reader, node, "to", raw.link.to, TO, COUNT_OF(TO));
    if (status == OPTIBOM_OK && !ends_fit(network, &raw.link))
        status = yaml_doc_error(
            reader->doc, node, reader->err,
            "there is no link from %s to %s in this topology; links go from endpoints to switch "
            "(or leaf), from leaf to spine, from spine to core, in a mesh from "
            "leaf to leaf, in a full mesh between the same endpoints",
            raw.link.from, raw.link.to);
    if (status == OPTIBOM_OK)
        status = take_lengths(reader, &raw, NULL, node);
    if (status == OPTIBOM_OK)
        status = read_carrier(reader, &raw);
    if (status == OPTIBOM_OK)
        status = read_beyond(reader, &raw.link, raw.beyond, 1);
    network->links[at] = raw.link;
    return status;
}

enum optibom_status spec_read_links(struct spec_reader *reader, struct spec_network *network,
                                    yaml_node node)
{
    enum optibom_status status =
        yaml_doc_count(&network->link_count, reader->doc, node, reader->err);
    if (status != OPTIBOM_OK)
        return status;
    network->links = arena_alloc(reader->arena, (network->link_count + 1) * sizeof *network->links);
    if (network->links == NULL)
        return error_no_memory(reader->err);
    for (size_t i = 0; status == OPTIBOM_OK && i < network->link_count; i++)
        status = read_link(reader, network, (long)i, yaml_doc_item(reader->doc, node, i));
    return status;
}
