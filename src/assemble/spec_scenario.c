/*
 * A scenario is a spec that includes its build: its overrides win key by key. Before that, a value
 * "x10" of a key that may be multiplied becomes the product with the value of the build.
 */
#include "assemble/spec_scenario.h"

#include "assemble/spec_reader.h"
#include "base/nearest.h"
#include "base/scan.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SCENARIOS_MAX = 64, NAMES_MAX = 128 }; /* of one file; of a spec and another file */

struct under {
    struct arena *arena;
    struct yaml_doc *base, *doc; /* the spec so far, the overrides */
    int64_t program_racks;       /* 0: as the document says */
    const char *misfit;
    struct error *err;
};

/* Keys that take a factor; what is counted is rounded up. */
static const struct factor_key {
    const char *section, *key; /* section NULL: at the top */
    bool is_count;
} FACTOR_KEYS[] = {
    {NULL, "racks", true},
    {"program", "racks", true},
    {"program", "one_time_cost", false},
    {"facility", "energy_price", false},
    {"facility", "service_life", false},
    {"workload", "tokens_per_second", false},
};

static enum optibom_status find_in_section(yaml_node *out, struct yaml_doc *doc,
                                           const struct factor_key *key, struct error *err)
{
    yaml_node mapping = yaml_doc_root(doc);
    enum optibom_status status = OPTIBOM_OK;
    if (key->section != NULL)
        status = spec_find_key(&mapping, doc, mapping, key->section, err);
    *out = 0;
    return status == OPTIBOM_OK ? spec_find_key(out, doc, mapping, key->key, err) : status;
}

/* "x10", "x 0.5"; false for any other text. */
static bool read_factor(double *factor, const char *text)
{
    char *end;
    if (text[0] != 'x')
        return false;
    *factor = strtod(text + 1, &end);
    return end != text + 1 && *end == '\0' && *factor > 0 && *factor <= 1e9;
}

static enum optibom_status misfit(struct under *under, yaml_node at, const struct factor_key *key)
{
    under->misfit = arena_printf(under->arena, "the build states no %s%s%s to multiply",
                                 key->section != NULL ? key->section : "",
                                 key->section != NULL ? "." : "", key->key);
    if (under->misfit == NULL)
        return error_no_memory(under->err);
    struct error placed = {0};
    yaml_doc_error(under->doc, at, &placed, "%s", under->misfit);
    return error_set(under->err, OPTIBOM_NOT_FOUND, "%s", placed.text);
}

/* The text of the build's value; NULL when it states none. Racks have a default. */
static enum optibom_status base_text(const char **out, struct under *under,
                                     const struct factor_key *key)
{
    yaml_node node = 0;
    *out = NULL;
    bool is_program = key->is_count && key->section != NULL;
    if (is_program && under->program_racks > 0) {
        *out = arena_printf(under->arena, "%lld", (long long)under->program_racks);
        return *out != NULL ? OPTIBOM_OK : error_no_memory(under->err);
    }
    enum optibom_status status = find_in_section(&node, under->base, key, under->err);
    if (status == OPTIBOM_OK && node == 0 && is_program)
        status = spec_find_key(&node, under->base, yaml_doc_root(under->base), "racks", under->err);
    if (status == OPTIBOM_OK && node == 0 && key->is_count)
        *out = "1";
    return status == OPTIBOM_OK && node != 0 ? yaml_doc_text(out, under->base, node, under->err)
                                             : status;
}

static enum optibom_status multiply(struct under *under, const struct factor_key *key)
{
    yaml_node node = 0;
    const char *text = NULL, *base = NULL;
    double factor = 0;
    char *rest = NULL;
    enum optibom_status status = find_in_section(&node, under->doc, key, under->err);
    if (status != OPTIBOM_OK || node == 0 || !yaml_doc_is_scalar(under->doc, node))
        return status;
    status = yaml_doc_text(&text, under->doc, node, under->err);
    if (status != OPTIBOM_OK || !read_factor(&factor, text))
        return status;
    status = base_text(&base, under, key);
    if (status != OPTIBOM_OK || base == NULL)
        return status == OPTIBOM_OK ? misfit(under, node, key) : status;
    double product = strtod(base, &rest) * factor;
    if (rest == base || !isfinite(product))
        return misfit(under, node, key);
    if (key->is_count) /* a product such as 100 x 0.07 may lie a bit above what it is */
        product = ceil(product * (1 - 1e-12));
    text = arena_printf(under->arena, "%.15g%s", product, rest);
    return text != NULL ? yaml_doc_put_text(under->doc, node, text, under->err)
                        : error_no_memory(under->err);
}

/* A scenario changes what a build is made of, not which build it is. */
static enum optibom_status check_keys(struct under *under)
{
    static const char *const REFUSED[][2] = {
        {"build", "the build keeps its name"},
        {"include", "files are included by the spec itself"},
        {"scenarios", "there is no scenario of a scenario; write it beside this one"},
        {"levels", "levels are of the spec, and choose among its scenarios"},
    };
    enum optibom_status status = OPTIBOM_OK;
    yaml_node node = 0, root = yaml_doc_root(under->doc);
    for (size_t i = 0; status == OPTIBOM_OK && i < sizeof REFUSED / sizeof *REFUSED; i++) {
        status = spec_find_key(&node, under->doc, root, REFUSED[i][0], under->err);
        if (status == OPTIBOM_OK && node != 0)
            status = yaml_doc_error(under->doc, node, under->err, "'%s': %s", REFUSED[i][0],
                                    REFUSED[i][1]);
    }
    return status;
}

/* The document of `under->base` with the overrides that stand at a node. */
static enum optibom_status override(struct yaml_doc **out, struct under *under,
                                    const struct yaml_doc *from, yaml_node node)
{
    static const struct factor_key PROGRAM = {"program", "racks", true};
    yaml_node racks = 0;
    enum optibom_status status = yaml_doc_copy(&under->doc, under->arena, from, node, under->err);
    if (status != OPTIBOM_OK)
        return status;
    status = check_keys(under);
    for (size_t i = 0; status == OPTIBOM_OK && i < sizeof FACTOR_KEYS / sizeof *FACTOR_KEYS; i++)
        status = multiply(under, &FACTOR_KEYS[i]);
    if (status == OPTIBOM_OK)
        status = find_in_section(&racks, under->doc, &PROGRAM, under->err);
    if (racks != 0)
        under->program_racks = 0;
    if (status == OPTIBOM_OK)
        status = yaml_doc_include(under->doc, under->base, "scenarios", under->err);
    if (status == OPTIBOM_OK)
        *out = under->doc;
    else
        yaml_doc_close(under->doc);
    under->doc = NULL;
    return status;
}

/* Reads what overrides have been merged into. */
static enum optibom_status read_under(struct spec **out, const struct under *under,
                                      struct yaml_doc *doc, const char *file, const char *name)
{
    struct spec_reader reader = {.arena = under->arena, .doc = doc, .err = under->err};
    enum optibom_status status = spec_read(out, &reader, file, true);
    if (status != OPTIBOM_OK)
        return status;
    (*out)->scenario.name = name;
    if (under->program_racks > 0)
        (*out)->program.racks = under->program_racks;
    return OPTIBOM_OK;
}

/* A name that no argument of the command line takes for a file. */
static enum optibom_status check_name(struct yaml_doc *doc, yaml_node at, const char *name,
                                      struct error *err)
{
    size_t length = strlen(name);
    char excerpt[SCAN_EXCERPT_SIZE];
    bool is_file = strchr(name, '/') != NULL ||
                   (length > 5 && strcmp(name + length - 5, ".yaml") == 0) ||
                   (length > 4 && strcmp(name + length - 4, ".yml") == 0);
    if (strcmp(name, SPEC_AS_WRITTEN) == 0)
        return yaml_doc_error(doc, at, err, "'%s' is the spec without any scenario", name);
    if (length > 0 && strchr(name, '\n') == NULL && !is_file)
        return OPTIBOM_OK;
    scan_excerpt(excerpt, name);
    return yaml_doc_error(doc, at, err,
                          "'%s' cannot name a scenario: one line of text that is no file's name is "
                          "expected",
                          excerpt);
}

/* Where the scenario at a node starts, and what it asks. */
static enum optibom_status read_title(struct spec_scenario_name *out, struct arena *arena,
                                      struct yaml_doc *doc, yaml_node scenario, struct error *err)
{
    yaml_node node = 0;
    enum optibom_status status = spec_find_key(&node, doc, scenario, "title", err);
    if (status == OPTIBOM_OK && node != 0 && !yaml_doc_is_null(doc, node))
        status = yaml_doc_text(&out->title, doc, node, err);
    out->place =
        arena_printf(arena, "%s:%zu", yaml_doc_file(doc, scenario), yaml_doc_line(doc, scenario));
    return status == OPTIBOM_OK && out->place == NULL ? error_no_memory(err) : status;
}

/* The names of a mapping of scenarios. */
static enum optibom_status read_names(struct spec_scenario_names *out, struct arena *arena,
                                      struct yaml_doc *doc, yaml_node node, struct error *err)
{
    yaml_node value = 0;
    size_t count = 0;
    *out = (struct spec_scenario_names){0};
    enum optibom_status status = yaml_doc_count(&count, doc, node, err);
    if (status == OPTIBOM_OK && count > SCENARIOS_MAX)
        status = yaml_doc_error(doc, node, err, "more than %d scenarios", SCENARIOS_MAX);
    if (status != OPTIBOM_OK)
        return status;
    out->items = arena_alloc(arena, (count + 1) * sizeof *out->items);
    if (out->items == NULL)
        return error_no_memory(err);
    for (; status == OPTIBOM_OK && out->count < count; out->count++) {
        struct spec_scenario_name *item = &out->items[out->count];
        status = yaml_doc_pair(&item->name, &value, doc, node, out->count, err);
        if (status == OPTIBOM_OK)
            status = check_name(doc, value, item->name, err);
        if (status == OPTIBOM_OK)
            status = read_title(item, arena, doc, value, err);
    }
    return status;
}

enum optibom_status spec_scenario_refuse(struct error *err, const struct error *why,
                                         const struct spec_scenario_name *scenario,
                                         const char *build)
{
    char about[512];
    if (why->status == OPTIBOM_FAILED)
        return error_set(err, why->status, "%s", why->text);
    snprintf(about, sizeof about, "scenario '%s' of %s", scenario->name, build);
    return error_pass(err, why, scenario->place, about);
}

/* Reads the spec under one of its own scenarios, for what is wrong with that. */
static enum optibom_status check_scenario(struct spec_reader *reader, const struct spec *spec,
                                          const struct spec_scenario_name *scenario, yaml_node node)
{
    struct arena own;
    struct error why = {0};
    struct under under = {.arena = &own, .base = reader->doc, .err = &why};
    struct yaml_doc *doc = NULL;
    struct spec *read = NULL;
    arena_init(&own);
    enum optibom_status status = override(&doc, &under, reader->doc, node);
    if (status == OPTIBOM_OK)
        status = read_under(&read, &under, doc, spec->file, scenario->name);
    yaml_doc_close(doc);
    if (status != OPTIBOM_OK)
        status = spec_scenario_refuse(reader->err, &why, scenario, spec->name);
    arena_fini(&own);
    return status;
}

enum optibom_status spec_read_scenarios(struct spec_reader *reader, struct spec *spec,
                                        yaml_node node)
{
    struct spec_scenario_names names = {0};
    if (node == 0)
        return OPTIBOM_OK;
    enum optibom_status status = read_names(&names, reader->arena, reader->doc, node, reader->err);
    spec->scenarios = names.items;
    spec->scenario_count = names.count;
    for (size_t i = 0; status == OPTIBOM_OK && i < names.count; i++) {
        const char *name = NULL;
        yaml_node value = 0;
        status = yaml_doc_pair(&name, &value, reader->doc, node, i, reader->err);
        if (status == OPTIBOM_OK)
            status = check_scenario(reader, spec, &names.items[i], value);
    }
    /* What is multiplied must be there: in the spec itself that is a mistake. */
    return status == OPTIBOM_NOT_FOUND ? OPTIBOM_BAD_INPUT : status;
}

/* The mapping of scenarios of a scenario file; 0: the file is one. */
static enum optibom_status find_mapping(yaml_node *out, struct yaml_doc *doc, bool is_spec,
                                        struct error *err)
{
    static const struct yaml_field FIELDS[] = {{"scenarios", YAML_DOC_NODE, "", 0, true}};
    yaml_node root = yaml_doc_root(doc);
    enum optibom_status status = spec_find_key(out, doc, root, "scenarios", err);
    return status == OPTIBOM_OK && *out != 0 && !is_spec
               ? yaml_doc_map(doc, root, FIELDS, 1, out, err)
               : status;
}

static const char *name_of_file(struct arena *arena, const char *file)
{
    const char *slash = strrchr(file, '/'), *name = slash != NULL ? slash + 1 : file;
    const char *dot = strrchr(name, '.');
    return arena_strndup(arena, name, dot != NULL ? (size_t)(dot - name) : strlen(name));
}

/* The names, and the node of one of them; NULL for none asked for. */
static enum optibom_status find_scenario(struct spec_scenario_names *names, yaml_node *out,
                                         struct arena *arena, struct yaml_doc *doc,
                                         const struct spec_text *file, bool is_spec,
                                         const char *wanted, struct error *err)
{
    yaml_node mapping = 0;
    enum optibom_status status = find_mapping(&mapping, doc, is_spec, err);
    *out = 0;
    if (status == OPTIBOM_OK && mapping != 0)
        status = read_names(names, arena, doc, mapping, err);
    if (status == OPTIBOM_OK && mapping == 0 && !is_spec) {
        *names = (struct spec_scenario_names){arena_grow(arena, NULL, 0, sizeof *names->items), 1};
        if (names->items == NULL ||
            (names->items[0].name = name_of_file(arena, file->file)) == NULL)
            return error_no_memory(err);
        status = read_title(&names->items[0], arena, doc, yaml_doc_root(doc), err);
    }
    for (size_t i = 0; status == OPTIBOM_OK && wanted != NULL && i < names->count; i++) {
        const char *name = names->items[i].name;
        if (strcmp(name, wanted) == 0 && mapping == 0)
            *out = yaml_doc_root(doc);
        else if (strcmp(name, wanted) == 0)
            status = yaml_doc_pair(&name, out, doc, mapping, i, err);
    }
    return status;
}

const char *spec_scenario_nearest(const struct spec_scenario_names *names, const char *wanted)
{
    const char *words[NAMES_MAX];
    size_t count = 0;
    for (; count < names->count && count < NAMES_MAX; count++)
        words[count] = names->items[count].name;
    return nearest_word(wanted, words, count);
}

enum optibom_status spec_scenario_names(struct spec_scenario_names *out, struct arena *arena,
                                        const struct spec_text *from, struct error *err)
{
    struct yaml_doc *doc = NULL;
    yaml_node node = 0;
    *out = (struct spec_scenario_names){0};
    enum optibom_status status =
        yaml_doc_open(&doc, arena, from->file, from->text, from->size, err);
    if (status == OPTIBOM_OK)
        status = find_scenario(out, &node, arena, doc, from, false, NULL, err);
    yaml_doc_close(doc);
    return status;
}

/* Merges the overrides of one scenario into `under->base`. */
static enum optibom_status add_scenario(struct under *under, const struct spec_text *spec,
                                        const struct spec_under *scenario)
{
    const struct spec_text *from = scenario->from;
    struct spec_scenario_names names = {0};
    struct yaml_doc *other = NULL, *merged = NULL;
    yaml_node node = 0;
    enum optibom_status status = OPTIBOM_OK;
    if (from != NULL)
        status =
            yaml_doc_open(&other, under->arena, from->file, from->text, from->size, under->err);
    struct yaml_doc *doc = from != NULL ? other : under->base;
    if (status == OPTIBOM_OK)
        status = find_scenario(&names, &node, under->arena, doc, from != NULL ? from : spec,
                               from == NULL, scenario->name, under->err);
    if (status == OPTIBOM_OK && node == 0) {
        const char *near = spec_scenario_nearest(&names, scenario->name);
        status = error_set(under->err, OPTIBOM_NOT_FOUND, "%s has no scenario '%s'%s%s%s",
                           from != NULL ? from->file : spec->file, scenario->name,
                           near != NULL ? "; did you mean '" : "", near != NULL ? near : "",
                           near != NULL ? "'?" : "");
    }
    if (status == OPTIBOM_OK)
        status = override(&merged, under, doc, node);
    if (status == OPTIBOM_OK) {
        yaml_doc_close(under->base);
        under->base = merged;
    }
    yaml_doc_close(other);
    return status;
}

enum optibom_status spec_scenario_load(struct spec **out, const char **misfit_text,
                                       struct arena *arena, const struct spec_text *spec,
                                       const struct spec_under *scenarios, size_t count,
                                       int64_t program_racks, struct error *err)
{
    struct under under = {.arena = arena, .program_racks = program_racks, .err = err};
    enum optibom_status status =
        spec_open(&under.base, arena, spec->file, spec->text, spec->size, spec->files, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < count; i++)
        status = add_scenario(&under, spec, &scenarios[i]);
    if (status == OPTIBOM_OK)
        status = read_under(out, &under, under.base, spec->file,
                            count > 0 ? scenarios[count - 1].name : NULL);
    *misfit_text = under.misfit;
    yaml_doc_close(under.base);
    return status;
}
