#include "assemble/flow_file.h"

#include "assemble/flow_step.h"
#include "base/nearest.h"

#include <string.h>

enum { DEEPEST = 16 };

/* One flow as it stands in a document: the document's own or one of its `flows`. */
struct definition {
    struct yaml_doc *doc;
    const char *file;  /* one per document, compared by address */
    const char *asked; /* the name a resolver was asked for; NULL else */
    const char *name, *currency, *reason;
    yaml_node node, name_node, confidence, penalty, steps, flows;
    struct flow *flow; /* NULL until it is read */
    bool reading;
};

static const struct yaml_field fields[] = {
    {"flow", YAML_DOC_NODE, NULL, offsetof(struct definition, name_node), true},
    {"currency", YAML_DOC_TEXT, NULL, offsetof(struct definition, currency), false},
    {"penalty", YAML_DOC_NODE, NULL, offsetof(struct definition, penalty), false},
    {"confidence", YAML_DOC_NODE, NULL, offsetof(struct definition, confidence), false},
    {"reason", YAML_DOC_TEXT, NULL, offsetof(struct definition, reason), false},
    {"steps", YAML_DOC_NODE, NULL, offsetof(struct definition, steps), true},
    {"flows", YAML_DOC_NODE, NULL, offsetof(struct definition, flows), false},
};

enum { FIELDS = sizeof fields / sizeof fields[0] };

struct flow_sources {
    struct arena *arena;
    const struct flow_resolver *resolver;
    struct definition **items;
    size_t count;
    int depth;
    struct error *err;
};

static enum optibom_status check_currency(struct flow_sources *sources,
                                          const struct definition *definition)
{
    const char *currency = definition->currency;
    if (currency == NULL)
        return yaml_doc_error(definition->doc, definition->node, sources->err,
                              "flow %s has no currency: add currency: with the code of its money, "
                              "such as USD",
                              definition->name);
    if (strlen(currency) == 3 && strspn(currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3)
        return OPTIBOM_OK;
    return yaml_doc_error(definition->doc, definition->node, sources->err,
                          "currency \"%.64s\": expected a code of three capital letters, such as "
                          "USD",
                          currency);
}

/* Registers a flow without reading its steps. `above` is the document's own flow for one of its
 * `flows`, else NULL. */
static enum optibom_status define(struct flow_sources *sources, struct definition *definition,
                                  const struct definition *above)
{
    size_t known = above != NULL ? FIELDS - 1 : FIELDS;
    enum optibom_status status =
        yaml_doc_map(definition->doc, definition->node, fields, known, definition, sources->err);
    if (status == OPTIBOM_OK)
        status =
            yaml_doc_text(&definition->name, definition->doc, definition->name_node, sources->err);
    if (status == OPTIBOM_OK && definition->currency == NULL && above != NULL)
        definition->currency = above->currency;
    if (status == OPTIBOM_OK)
        status = check_currency(sources, definition);
    if (status != OPTIBOM_OK)
        return status;
    for (size_t i = 0; i < sources->count; i++) {
        if (sources->items[i]->file == definition->file &&
            strcmp(sources->items[i]->name, definition->name) == 0)
            return yaml_doc_error(definition->doc, definition->name_node, sources->err,
                                  "flow %s is defined twice", definition->name);
    }
    struct definition **items =
        arena_grow(sources->arena, sources->items, sources->count, sizeof(struct definition *));
    if (items == NULL)
        return error_no_memory(sources->err);
    items[sources->count++] = definition;
    sources->items = items;
    return OPTIBOM_OK;
}

static enum optibom_status define_flows(struct flow_sources *sources,
                                        const struct definition *above)
{
    size_t count = 0;
    if (above->flows == 0)
        return OPTIBOM_OK;
    enum optibom_status status = yaml_doc_count(&count, above->doc, above->flows, sources->err);
    for (size_t i = 0; i < count && status == OPTIBOM_OK; i++) {
        struct definition *definition = arena_alloc(sources->arena, sizeof *definition);
        if (definition == NULL)
            return error_no_memory(sources->err);
        definition->doc = above->doc;
        definition->file = above->file;
        definition->node = yaml_doc_item(above->doc, above->flows, i);
        status = definition->node != 0
                     ? define(sources, definition, above)
                     : yaml_doc_error(above->doc, above->flows, sources->err,
                                      "flows is a list: - {flow: NAME, steps: [...]}");
    }
    return status;
}

/* Opens a text and registers its flows; the document's own is *out. */
static enum optibom_status open_text(struct definition **out, struct flow_sources *sources,
                                     const char *file, const char *text, size_t size)
{
    struct definition *definition = arena_alloc(sources->arena, sizeof *definition);
    if (definition == NULL)
        return error_no_memory(sources->err);
    definition->file = arena_strdup(sources->arena, file);
    if (definition->file == NULL)
        return error_no_memory(sources->err);
    enum optibom_status status =
        yaml_doc_open(&definition->doc, sources->arena, definition->file, text, size, sources->err);
    if (status != OPTIBOM_OK)
        return status;
    definition->node = yaml_doc_root(definition->doc);
    status = define(sources, definition, NULL);
    if (status != OPTIBOM_OK) {
        yaml_doc_close(definition->doc);
        return status;
    }
    *out = definition;
    return define_flows(sources, definition);
}

/* Documents are shared by the flows of one file and belong to the first of them. */
static void close_all(struct flow_sources *sources)
{
    const char *closed = NULL;
    for (size_t i = 0; i < sources->count; i++) {
        if (sources->items[i]->file != closed)
            yaml_doc_close(sources->items[i]->doc);
        closed = sources->items[i]->file;
    }
}

static enum optibom_status read_steps(struct flow *flow, struct flow_reader *reader,
                                      struct flow_sources *sources, yaml_node node)
{
    size_t count = 0;
    enum optibom_status status = yaml_doc_count(&count, reader->doc, node, sources->err);
    if (status != OPTIBOM_OK)
        return status;
    flow->steps = arena_alloc(sources->arena, (count + 1) * sizeof *flow->steps);
    if (flow->steps == NULL)
        return error_no_memory(sources->err);
    for (size_t i = 0; i < count && status == OPTIBOM_OK; i++) {
        yaml_node item = yaml_doc_item(reader->doc, node, i);
        if (item == 0)
            return yaml_doc_error(reader->doc, node, sources->err, "steps is a list: - {add: ...}");
        status = flow_step_read(&flow->steps[i], reader, sources, item);
        flow->step_count = i + 1;
    }
    return status;
}

static enum optibom_status read_flow(struct flow_sources *sources, struct definition *definition)
{
    static const struct flow_number_key penalty = {"penalty", offsetof(struct flow, penalty),
                                                   FLOW_NUMBER_COST, 1};
    struct flow *flow = arena_alloc(sources->arena, sizeof *flow);
    if (flow == NULL)
        return error_no_memory(sources->err);
    flow->name = definition->name;
    flow->currency = definition->currency;
    struct flow_reader reader = {.arena = sources->arena,
                                 .err = sources->err,
                                 .file = definition->file,
                                 .doc = definition->doc,
                                 .flow = flow};
    enum optibom_status status = flow_reader_provenance(&reader.confidence, &reader.reason, &reader,
                                                        definition->confidence, definition->reason);
    if (status == OPTIBOM_OK)
        status = flow_reader_numbers(flow, &reader, &definition->penalty, &penalty, 1, flow->name);
    if (status == OPTIBOM_OK)
        status = read_steps(flow, &reader, sources, definition->steps);
    definition->flow = flow;
    return status;
}

/* The flow of a definition, read at its first use. */
static enum optibom_status flow_of(struct flow **out, struct flow_sources *sources,
                                   struct definition *definition)
{
    enum optibom_status status = OPTIBOM_OK;
    if (definition->flow == NULL) {
        definition->reading = true;
        sources->depth++;
        status = read_flow(sources, definition);
        sources->depth--;
        definition->reading = false;
    }
    *out = definition->flow;
    return status;
}

static struct definition *find_definition(const struct flow_sources *sources, const char *file,
                                          const char *name)
{
    for (size_t i = 0; i < sources->count; i++) {
        if (sources->items[i]->file == file && strcmp(sources->items[i]->name, name) == 0)
            return sources->items[i];
    }
    for (size_t i = 0; i < sources->count; i++) {
        if (sources->items[i]->asked != NULL && strcmp(sources->items[i]->asked, name) == 0)
            return sources->items[i];
    }
    return NULL;
}

static enum optibom_status refuse_name(struct flow_reader *reader, yaml_node at, const char *what,
                                       const char *name, const struct error *refused)
{
    if (refused->status == OPTIBOM_FAILED) /* which has nothing to do with the file */
        return error_set(reader->err, refused->status, "%s \"%.64s\": %s", what, name,
                         refused->text);
    if (refused->status != OPTIBOM_OK)
        return yaml_doc_error(reader->doc, at, reader->err, "%s \"%.64s\": %s", what, name,
                              refused->text);
    return yaml_doc_error(reader->doc, at, reader->err,
                          "there is no %s \"%.64s\"; check its spelling", what, name);
}

/* Asks the resolver; *out stays NULL when it does not know the name. */
static enum optibom_status open_named(struct definition **out, struct flow_sources *sources,
                                      struct flow_reader *reader, yaml_node at, const char *name)
{
    const struct flow_resolver *resolver = sources->resolver;
    struct error refused = {0};
    const char *text = NULL;
    size_t size = 0;
    enum optibom_status status = OPTIBOM_NOT_FOUND;
    if (resolver != NULL && resolver->flow_text != NULL)
        status =
            resolver->flow_text(&text, &size, resolver->context, sources->arena, name, &refused);
    if (status != OPTIBOM_OK)
        return refuse_name(reader, at, "flow", name, &refused);
    status = open_text(out, sources, name, text, size);
    if (status != OPTIBOM_OK)
        return status;
    (*out)->asked = arena_strdup(sources->arena, name);
    return (*out)->asked != NULL ? OPTIBOM_OK : error_no_memory(sources->err);
}

enum optibom_status flow_sources_flow(struct flow **out, struct flow_sources *sources,
                                      struct flow_reader *reader, yaml_node at, const char *name)
{
    struct definition *definition = find_definition(sources, reader->file, name);
    enum optibom_status status = OPTIBOM_OK;
    if (definition == NULL)
        status = open_named(&definition, sources, reader, at, name);
    if (status != OPTIBOM_OK)
        return status;
    if (definition->reading)
        return yaml_doc_error(reader->doc, at, reader->err, "flow %s uses itself through this step",
                              definition->name);
    if (sources->depth >= DEEPEST)
        return yaml_doc_error(reader->doc, at, reader->err,
                              "flows are nested deeper than %d: flow %s is one too many", DEEPEST,
                              name);
    return flow_of(out, sources, definition);
}

enum optibom_status flow_sources_part(struct flow_part *out, struct flow_sources *sources,
                                      struct flow_reader *reader, yaml_node at, const char *name)
{
    const struct flow_resolver *resolver = sources->resolver;
    struct error refused = {0};
    enum optibom_status status = OPTIBOM_NOT_FOUND;
    if (resolver != NULL && resolver->part != NULL)
        status = resolver->part(out, resolver->context, sources->arena, name,
                                reader->flow->currency, &refused);
    return status == OPTIBOM_OK ? status : refuse_name(reader, at, "part", name, &refused);
}

struct flow_part flow_part_unknown(void)
{
    const struct flow_figure none = {range_none(), NULL, NULL};
    return (struct flow_part){none, none, none, none, {NULL, 0, 0, 0, none, none, none, none}};
}

static bool is_coverage(const struct flow *flow, const double *target)
{
    for (size_t i = 0; i < flow->step_count; i++) {
        const struct flow_step *step = &flow->steps[i];
        for (size_t c = 0; step->kind == FLOW_TEST && c < step->test.coverage_count; c++) {
            if (&step->test.coverage[c].coverage == target)
                return true;
        }
    }
    return false;
}

/* Where more coverage may raise the cost per good unit: spares, rework, coverage that costs. */
static bool has_costly_coverage(const struct flow *flow)
{
    for (size_t i = 0; i < flow->step_count; i++) {
        const struct flow_step *step = &flow->steps[i];
        if ((step->kind == FLOW_ADD && step->add.required < step->add.mounted) ||
            (step->kind == FLOW_TEST && (step->test.rework_count > 0 || step->test.cost_rate > 0)))
            return true;
    }
    return false;
}

/* More coverage is better for cost per good only without those (model 1.10), and what
 * a sub-flow hands over meets those of the flows above it. */
static void direct_coverage(const struct flow_sources *sources)
{
    bool any = false;
    for (size_t i = 0; i < sources->count; i++)
        any = any ||
              (sources->items[i]->flow != NULL && has_costly_coverage(sources->items[i]->flow));
    for (size_t i = 0; i < sources->count && any; i++) {
        struct flow *flow = sources->items[i]->flow;
        for (size_t j = 0; flow != NULL && j < flow->input_count; j++) {
            if (is_coverage(flow, flow->inputs[j].target))
                flow->inputs[j].worse = 0;
        }
    }
}

enum optibom_status flow_file_load(struct flow **out, struct arena *arena, const char *name,
                                   const char *text, size_t size,
                                   const struct flow_resolver *resolver, struct error *err)
{
    struct flow_sources sources = {.arena = arena, .resolver = resolver, .err = err};
    struct definition *definition = NULL;
    enum optibom_status status = open_text(&definition, &sources, name, text, size);
    if (status == OPTIBOM_OK)
        status = flow_of(out, &sources, definition);
    if (status == OPTIBOM_OK)
        direct_coverage(&sources);
    close_all(&sources);
    return status;
}
