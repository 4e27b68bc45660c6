/* Builds as they are asked for: text, bill of materials, evaluation; alone and under scenarios. */
#include "optibom_scenario.h"

#include "catalog/builds.h"
#include "evaluate/alternates.h"
#include "evaluate/limits.h"

#include "base/scan.h"

#include <string.h>

const struct spec_files BUILD_FILES = {handle_read_file};

enum optibom_status optibom_build_text(struct build_text *out, struct optibom *optibom,
                                       struct arena *arena, const char *build, struct error *err)
{
    struct catalog_build stored = {0};
    enum optibom_status status = OPTIBOM_OK;
    bool is_file = handle_is_file(build);
    *out = (struct build_text){.build = build, .spec.file = build};
    if (is_file) {
        out->spec.files = &BUILD_FILES;
        return handle_read_file(&out->spec.text, &out->spec.size, arena, build, err);
    }
    status = catalog_build_get(&stored, arena, &optibom->catalog, build, err);
    if (status == OPTIBOM_OK) {
        out->spec.text = stored.yaml;
        out->spec.size = strlen(stored.yaml);
        out->name = stored.name;
        out->revision = stored.revision;
    }
    return status;
}

enum optibom_status optibom_text_bom(struct bom **out, struct optibom *optibom, struct arena *arena,
                                     const struct build_text *text, int64_t program_racks,
                                     struct error *err)
{
    struct spec *spec = NULL;
    enum optibom_status status = spec_load(&spec, arena, text->spec.file, text->spec.text,
                                           text->spec.size, text->spec.files, err);
    if (status != OPTIBOM_OK)
        return status;
    /* Two revisions side by side are told apart by what they were asked for as. */
    if (text->name != NULL)
        spec->name = text->build;
    return alternates_assemble(out, arena, &optibom->catalog, spec, program_racks, err);
}

enum optibom_status optibom_load_bom(struct bom **out, struct optibom *optibom, struct arena *arena,
                                     const char *build, int64_t program_racks, struct error *err)
{
    struct build_text text;
    enum optibom_status status = optibom_build_text(&text, optibom, arena, build, err);
    return status == OPTIBOM_OK ? optibom_text_bom(out, optibom, arena, &text, program_racks, err)
                                : status;
}

enum optibom_status optibom_evaluate_bom(struct evaluation **out, struct arena *arena,
                                         struct bom *bom, const struct evaluation_request *request,
                                         struct error *err)
{
    enum optibom_status status = evaluation_run(out, arena, bom, request, err);
    return status == OPTIBOM_OK && !limits_check(bom, *out) ? error_no_memory(err) : status;
}

static enum optibom_status add_evaluation(struct build_evaluations *out, struct arena *arena,
                                          struct bom *bom, int64_t program_racks, struct error *err)
{
    const struct evaluation_request how = {.program_racks = program_racks};
    for (size_t i = 0; i < out->count; i++)
        if (scan_same(out->items[i]->bom->spec->name, bom->spec->name))
            return error_set(err, OPTIBOM_USAGE,
                             "two of the builds are named '%s'; give each its own 'build:' name",
                             bom->spec->name);
    if (out->count > 0 &&
        strcmp(out->items[0]->bom->spec->program.currency, bom->spec->program.currency) != 0)
        return error_set(err, OPTIBOM_USAGE,
                         "%s is bought in %s, %s in %s; give both the same program currency",
                         out->items[0]->bom->spec->name, out->items[0]->bom->spec->program.currency,
                         bom->spec->name, bom->spec->program.currency);
    struct evaluation **items =
        arena_grow(arena, out->items, out->count, sizeof(struct evaluation *));
    if (items == NULL)
        return error_no_memory(err);
    out->items = items;
    enum optibom_status status = optibom_evaluate_bom(&items[out->count], arena, bom, &how, err);
    out->count += status == OPTIBOM_OK;
    return status;
}

/* The build once more under a scenario. */
static enum optibom_status add_scenario(struct build_evaluations *out, struct optibom *optibom,
                                        struct arena *arena, const struct build_text *text,
                                        const struct scenario_choice *choice, int64_t program_racks,
                                        struct error *err)
{
    const char *misfit = NULL;
    struct bom *bom = NULL;
    struct spec *spec = NULL;
    struct error why = {0};
    enum optibom_status status = optibom_scenario_bom(&bom, &spec, &misfit, optibom, arena, text,
                                                      choice, program_racks, &why);
    if (status == OPTIBOM_OK) {
        spec->name = arena_printf(arena, "%s: %s", spec->name, choice->name.name);
        status =
            spec->name != NULL ? add_evaluation(out, arena, bom, 0, &why) : error_no_memory(&why);
    }
    /* Builds that do not go together name themselves. */
    if (status == OPTIBOM_USAGE)
        return error_set(err, status, "%s", why.text);
    return status == OPTIBOM_OK ? status
                                : spec_scenario_refuse(err, &why, &choice->name, text->build);
}

/* Under each scenario that the name stands for. */
static enum optibom_status add_scenarios(struct build_evaluations *out, struct optibom *optibom,
                                         struct arena *arena, const struct build_text *text,
                                         const char *name, int64_t program_racks, struct error *err)
{
    struct scenario_choices choices;
    enum optibom_status status = optibom_scenario_choose(&choices, arena, text, name, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < choices.count; i++)
        status = add_scenario(out, optibom, arena, text, &choices.items[i], program_racks, err);
    return status;
}

enum optibom_status optibom_evaluate_builds(struct build_evaluations *out, struct optibom *optibom,
                                            struct arena *arena,
                                            const struct builds_request *request, struct error *err)
{
    struct store *store = optibom->catalog.store;
    bool is_own;
    *out = (struct build_evaluations){0};
    /* All of them from one state of the catalog, whatever is imported meanwhile. */
    enum optibom_status status = store_snapshot(&is_own, store, err);
    if (status != OPTIBOM_OK)
        return status;
    for (size_t i = 0; status == OPTIBOM_OK && i < request->build_count; i++) {
        struct build_text text;
        struct bom *bom = NULL;
        status = optibom_build_text(&text, optibom, arena, request->builds[i], err);
        if (status == OPTIBOM_OK)
            status = optibom_text_bom(&bom, optibom, arena, &text, request->program_racks, err);
        if (status == OPTIBOM_OK)
            status = add_evaluation(out, arena, bom, request->program_racks, err);
        for (size_t j = 0; status == OPTIBOM_OK && j < request->scenario_count; j++)
            status = add_scenarios(out, optibom, arena, &text, request->scenarios[j],
                                   request->program_racks, err);
    }
    store_snapshot_end(store, is_own);
    return status;
}
