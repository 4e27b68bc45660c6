#include "assemble/spec_reader.h"

#include "base/day.h"
#include "base/money.h"

#include <math.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

struct raw_assembly {
    struct spec_assembly assembly;
    yaml_node part;
};

static enum optibom_status read_assembly(struct spec_reader *reader, struct spec_assembly *out,
                                         yaml_node node)
{
    static const struct yaml_field FIELDS[] = {
        {"part", YAML_DOC_NODE, "", offsetof(struct raw_assembly, part), true},
        {"flow", YAML_DOC_TEXT, "", offsetof(struct raw_assembly, assembly.flow), true},
        {"packages", YAML_DOC_COUNT, "", offsetof(struct raw_assembly, assembly.packages), true},
    };
    struct raw_assembly raw = {.assembly.file = yaml_doc_file(reader->doc, node),
                               .assembly.line = yaml_doc_line(reader->doc, node)};
    enum optibom_status status =
        yaml_doc_map(reader->doc, node, FIELDS, COUNT_OF(FIELDS), &raw, reader->err);
    if (status == OPTIBOM_OK)
        status = spec_read_part(&raw.assembly.part, reader, raw.part);
    *out = raw.assembly;
    return status;
}

static enum optibom_status read_assemblies(struct spec_reader *reader, struct spec *spec,
                                           yaml_node node)
{
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
    for (size_t i = 0; status == OPTIBOM_OK && i < spec->assembly_count; i++)
        status = read_assembly(reader, &spec->assemblies[i], yaml_doc_item(reader->doc, node, i));
    return status;
}

struct raw_program {
    struct spec_program program;
    const char *alternates;
};

static enum optibom_status read_program(struct spec_reader *reader, struct spec *spec,
                                        yaml_node node)
{
    static const struct yaml_field FIELDS[] = {
        {"racks", YAML_DOC_COUNT, "", offsetof(struct raw_program, program.racks), false},
        {"spares", YAML_DOC_QUANTITY, "1", offsetof(struct raw_program, program.spares), false},
        {"one_time_cost", YAML_DOC_QUANTITY, "",
         offsetof(struct raw_program, program.one_time_cost), false},
        {"availability", YAML_DOC_QUANTITY, "1", offsetof(struct raw_program, program.availability),
         false},
        {"restock", YAML_DOC_QUANTITY, "weeks", offsetof(struct raw_program, program.restock_weeks),
         false},
        {"target_date", YAML_DOC_TEXT, "", offsetof(struct raw_program, program.target_date),
         false},
        {"currency", YAML_DOC_TEXT, "", offsetof(struct raw_program, program.currency), false},
        {"alternates", YAML_DOC_TEXT, "", offsetof(struct raw_program, alternates), false},
    };
    static const char *const ALTERNATES[] = {[SPEC_NO_ALTERNATES] = "none",
                                             [SPEC_APPROVED_ALTERNATES] = "approved",
                                             [SPEC_PROPOSED_ALTERNATES] = "proposed"};
    struct raw_program raw = {spec->program, ALTERNATES[SPEC_NO_ALTERNATES]};
    int64_t day;
    if (node == 0)
        return OPTIBOM_OK;
    enum optibom_status status =
        yaml_doc_map(reader->doc, node, FIELDS, COUNT_OF(FIELDS), &raw, reader->err);
    if (status == OPTIBOM_OK)
        status = spec_check_word(reader, node, "alternates", raw.alternates, ALTERNATES,
                                 COUNT_OF(ALTERNATES));
    if (status != OPTIBOM_OK)
        return status;
    while (strcmp(raw.alternates, ALTERNATES[raw.program.alternates]) != 0)
        raw.program.alternates++;
    spec->program = raw.program;
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
    if (status == OPTIBOM_OK && spec->program.target_date != NULL &&
        !day_read(&day, spec->program.target_date))
        status = yaml_doc_error(reader->doc, node, reader->err,
                                "target_date '%s' is no day; write YYYY-MM-DD",
                                spec->program.target_date);
    if (status == OPTIBOM_OK && !money_currency_is_known(spec->program.currency))
        status = yaml_doc_error(reader->doc, node, reader->err,
                                "currency '%s' is not a code of ISO 4217 that is known here; write "
                                "USD, EUR ...",
                                spec->program.currency);
    return status;
}

struct raw_spec {
    const char *name, *title;
    int64_t racks;
    yaml_node include, rack, accelerators, servers, networks, assembly, facility, light, program,
        workload, scenarios, levels, flows, range;
};

static enum optibom_status read_spec(struct spec_reader *reader, struct spec *spec,
                                     bool is_scenario)
{
    enum { OF_SCENARIOS = 2 }; /* the last fields */
    static const struct yaml_field FIELDS[] = {
        {"build", YAML_DOC_TEXT, "", offsetof(struct raw_spec, name), true},
        {"include", YAML_DOC_NODE, "", offsetof(struct raw_spec, include), false}, /* done */
        {"title", YAML_DOC_TEXT, "", offsetof(struct raw_spec, title), false},
        {"racks", YAML_DOC_COUNT, "", offsetof(struct raw_spec, racks), false},
        {"rack", YAML_DOC_NODE, "", offsetof(struct raw_spec, rack), false},
        {"accelerators", YAML_DOC_NODE, "", offsetof(struct raw_spec, accelerators), true},
        {"servers", YAML_DOC_NODE, "", offsetof(struct raw_spec, servers), false},
        {"networks", YAML_DOC_NODE, "", offsetof(struct raw_spec, networks), true},
        {"assembly", YAML_DOC_NODE, "", offsetof(struct raw_spec, assembly), false},
        {"facility", YAML_DOC_NODE, "", offsetof(struct raw_spec, facility), false},
        {"light", YAML_DOC_NODE, "", offsetof(struct raw_spec, light), false},
        {"program", YAML_DOC_NODE, "", offsetof(struct raw_spec, program), false},
        {"workload", YAML_DOC_NODE, "", offsetof(struct raw_spec, workload), false},
        {"scenarios", YAML_DOC_NODE, "", offsetof(struct raw_spec, scenarios), false},
        {"levels", YAML_DOC_NODE, "", offsetof(struct raw_spec, levels), false},
        {"flows", YAML_DOC_NODE, "", offsetof(struct raw_spec, flows), false},
        {"range", YAML_DOC_NODE, "", offsetof(struct raw_spec, range), false},
    };
    struct raw_spec raw = {.racks = 1};
    enum optibom_status status =
        yaml_doc_map(reader->doc, yaml_doc_root(reader->doc), FIELDS,
                     COUNT_OF(FIELDS) - (is_scenario ? 0 : OF_SCENARIOS), &raw, reader->err);
    if (status != OPTIBOM_OK)
        return status;
    if (raw.name[0] == '\0' || strchr(raw.name, '\n') != NULL)
        return yaml_doc_error(reader->doc, yaml_doc_root(reader->doc), reader->err,
                              "'build' is the build's name, one line of text");
    /* Formulas of a workbook look builds up by name, where these are patterns and comparisons. */
    if (strpbrk(raw.name, "*?~") != NULL || strchr("=<>", raw.name[0]) != NULL)
        return yaml_doc_error(reader->doc, yaml_doc_root(reader->doc), reader->err,
                              "build '%s': a name has no * ? ~ and does not begin with = < >",
                              raw.name);
    spec->name = spec->build = raw.name;
    spec->title = raw.title != NULL ? raw.title : raw.name;
    spec->racks = raw.racks;
    if (spec->racks == 0)
        return yaml_doc_error(reader->doc, yaml_doc_root(reader->doc), reader->err,
                              "racks must be 1 or more");
    if ((status = spec_read_slot(reader, &spec->rack, "enclosure", raw.rack)) != OPTIBOM_OK ||
        (status = spec_read_counted(reader, &spec->accelerator, &spec->accelerators_per_rack,
                                    "accelerator", raw.accelerators)) != OPTIBOM_OK ||
        (status = spec_read_servers(reader, spec, raw.servers)) != OPTIBOM_OK ||
        (status = spec_read_networks(reader, spec, raw.networks)) != OPTIBOM_OK ||
        (status = read_assemblies(reader, spec, raw.assembly)) != OPTIBOM_OK ||
        (status = spec_read_facility(reader, spec, raw.facility)) != OPTIBOM_OK ||
        (status = spec_read_light(reader, spec, raw.light)) != OPTIBOM_OK ||
        (status = read_program(reader, spec, raw.program)) != OPTIBOM_OK ||
        (status = spec_read_workload(reader, spec, raw.workload)) != OPTIBOM_OK ||
        (status = spec_read_flow_values(reader, spec, raw.flows)) != OPTIBOM_OK ||
        (status = spec_read_end(reader, spec, raw.range)) != OPTIBOM_OK)
        return status;
    if (is_scenario)
        return OPTIBOM_OK;
    status = spec_read_scenarios(reader, spec, raw.scenarios);
    return status == OPTIBOM_OK ? spec_read_levels(reader, spec, raw.levels) : status;
}

enum optibom_status spec_read(struct spec **out, struct spec_reader *reader, const char *file,
                              bool is_scenario)
{
    struct spec *spec = arena_alloc(reader->arena, sizeof *spec);
    if (spec == NULL)
        return error_no_memory(reader->err);
    *spec =
        (struct spec){.file = file,
                      .facility = {.pue = 1,
                                   .supply_efficiency = 1,
                                   .energy_price = NAN,
                                   .service_life_years = NAN,
                                   .derating = 1,
                                   .liquid_share = NAN},
                      .program = {.currency = "USD", .availability = NAN, .restock_weeks = NAN}};
    enum optibom_status status = read_spec(reader, spec, is_scenario);
    if (status == OPTIBOM_OK && spec->program.racks == 0)
        spec->program.racks = spec->racks;
    if (status == OPTIBOM_OK)
        *out = spec;
    return status;
}

/* `places` may be NULL. */
static enum optibom_status load(struct spec **out, struct slot_places *places, struct arena *arena,
                                const char *file, const char *text, size_t size,
                                const struct spec_files *files, struct error *err)
{
    struct spec_reader reader = {
        .arena = arena, .err = err, .places = places, .text = text, .size = size};
    enum optibom_status status = spec_open(&reader.doc, arena, file, text, size, files, err);
    if (status == OPTIBOM_OK)
        status = spec_read(out, &reader, file, false);
    yaml_doc_close(reader.doc);
    return status;
}

enum optibom_status spec_load(struct spec **out, struct arena *arena, const char *file,
                              const char *text, size_t size, const struct spec_files *files,
                              struct error *err)
{
    return load(out, NULL, arena, file, text, size, files, err);
}

enum optibom_status slot_places_load(struct slot_places *out, struct arena *arena, const char *file,
                                     const char *text, size_t size, struct error *err)
{
    struct spec *spec = NULL;
    *out = (struct slot_places){0};
    return load(&spec, out, arena, file, text, size, NULL, err);
}
