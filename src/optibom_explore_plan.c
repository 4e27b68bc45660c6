/* What an exploration is about: its specs, its goals, its worlds. */
#include "optibom_explore.h"

#include "assemble/assemble.h"

#include <string.h>

/* ---- goals ---- */

enum optibom_status explore_plan_goals(struct goals *out, struct arena *arena,
                                       struct explore_plan *plan, const struct spec *spec,
                                       struct error *err)
{
    const struct optibom_explore_request *request = plan->request;
    const struct goals_request asked = {.objectives = request->objectives,
                                        .limits = request->limits,
                                        .limit_count = request->limit_count,
                                        .is_robust = request->is_robust};
    struct bom *bom = NULL;
    struct evaluation *sample = NULL;
    enum optibom_status status = assemble_from(&bom, arena, &plan->shelf, spec, err);
    if (status == OPTIBOM_OK)
        status = evaluation_run(&sample, arena, bom, &(struct evaluation_request){.typ_only = true},
                                err);
    return status == OPTIBOM_OK ? goals_read(out, arena, &asked, sample, err) : status;
}

/* Goals of all specs are the same, in one currency. */
static enum optibom_status take_goals(struct explore_plan *plan, const struct spec *spec)
{
    struct exploration *out = plan->exploring.out;
    struct goals goals;
    if (out->currency != NULL && strcmp(out->currency, spec->program.currency) != 0)
        return error_set(plan->err, OPTIBOM_USAGE,
                         "%s is bought in %s, the specs before it in %s; give all the same "
                         "program currency",
                         spec->name, spec->program.currency, out->currency);
    enum optibom_status status = explore_plan_goals(&goals, plan->arena, plan, spec, plan->err);
    if (status != OPTIBOM_OK)
        return status;
    out->currency = spec->program.currency;
    out->objectives = goals.objectives;
    out->goal_count = goals.count;
    for (size_t i = 0; i < goals.count; i++) {
        const struct goal *goal = &goals.items[i];
        out->goals[i] = (struct explored_goal){.metric = arena_strdup(plan->arena, goal->metric),
                                               .unit = arena_strdup(plan->arena, goal->unit),
                                               .limit = goal->limit,
                                               .is_large = goal->is_large,
                                               .is_yield = goal->is_yield,
                                               .end = goal->end};
        if (out->goals[i].metric == NULL || out->goals[i].unit == NULL)
            return error_no_memory(plan->err);
    }
    return OPTIBOM_OK;
}

/* ---- specs ---- */

static enum optibom_status load_written(struct spec **out, struct explore_plan *plan,
                                        const struct explore_spec *of)
{
    const struct spec_text *text = &of->text.spec;
    return spec_load(out, plan->arena, text->file, text->text, text->size, text->files, plan->err);
}

/* The slots of the spec as it is written. */
static enum optibom_status add_spec(struct explore_plan *plan, const struct explore_spec *of)
{
    struct spec *opened = NULL;
    struct openings openings;
    enum optibom_status status = take_goals(plan, of->spec);
    if (status == OPTIBOM_OK)
        status = load_written(&opened, plan, of);
    if (status == OPTIBOM_OK)
        status =
            openings_find(&openings, plan->arena, &plan->shelf, opened,
                          plan->request->opens_all ? OPENINGS_NAMED : OPENINGS_ASKED, plan->err);
    return status == OPTIBOM_OK ? explore_add_spec(&plan->exploring, of->spec, &openings, plan->err)
                                : status;
}

static enum optibom_status load_spec(struct explore_plan *plan, const char *build)
{
    struct explore_spec *specs =
        arena_grow(plan->arena, plan->specs, plan->spec_count, sizeof *specs);
    struct spec *spec = NULL;
    if (specs == NULL)
        return error_no_memory(plan->err);
    plan->specs = specs;
    struct explore_spec *of = &specs[plan->spec_count];
    enum optibom_status status =
        optibom_build_text(&of->text, plan->optibom, plan->arena, build, plan->err);
    if (status == OPTIBOM_OK)
        status = load_written(&spec, plan, of);
    if (status != OPTIBOM_OK)
        return status;
    for (size_t i = 0; i < plan->spec_count; i++)
        if (strcmp(specs[i].spec->name, spec->name) == 0)
            return error_set(plan->err, OPTIBOM_USAGE,
                             "two of the specs are named '%s'; give each its own 'build:' name",
                             spec->name);
    of->spec = spec;
    plan->spec_count++;
    return add_spec(plan, of);
}

/* ---- worlds ---- */

/* The `at`-th scenario of a spec; those of the first spec name the worlds. */
static enum optibom_status add_scenario(struct explore_plan *plan, struct explore_spec *of,
                                        size_t at, const struct scenario_choice *choice)
{
    const char *name = choice != NULL ? choice->name.name : SPEC_AS_WRITTEN;
    const struct scenario_choice **choices =
        arena_grow(plan->arena, of->choices, at, sizeof(struct scenario_choice *));
    if (choices == NULL)
        return error_no_memory(plan->err);
    of->choices = choices;
    choices[at] = choice;
    if (of != plan->specs)
        return OPTIBOM_OK;
    for (size_t i = 0; i < plan->scenario_count; i++)
        if (strcmp(plan->scenarios[i], name) == 0)
            return error_set(plan->err, OPTIBOM_USAGE,
                             "two of the scenarios are named '%s'; give one", name);
    const char **names =
        arena_grow(plan->arena, plan->scenarios, plan->scenario_count, sizeof *names);
    if (names == NULL)
        return error_no_memory(plan->err);
    plan->scenarios = names;
    names[plan->scenario_count++] = name;
    return OPTIBOM_OK;
}

static enum optibom_status choose_scenarios(struct explore_plan *plan, struct explore_spec *of)
{
    const struct optibom_explore_request *request = plan->request;
    size_t count = 1;
    enum optibom_status status = add_scenario(plan, of, 0, NULL);
    for (size_t i = 0; status == OPTIBOM_OK && i < request->scenario_count; i++) {
        struct scenario_choices found;
        status = optibom_scenario_choose(&found, plan->arena, &of->text, request->scenarios[i],
                                         plan->err);
        for (size_t j = 0; status == OPTIBOM_OK && j < found.count; j++)
            status = add_scenario(plan, of, count++, &found.items[j]);
    }
    return status;
}

static enum optibom_status add_units(struct explore_plan *plan)
{
    struct exploring *exploring = &plan->exploring;
    int64_t draws = plan->request->draws;
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < plan->scenario_count; i++)
        for (int64_t draw = draws > 0; status == OPTIBOM_OK && draw <= draws; draw++)
            status = explore_add_world(exploring, plan->scenarios[i], draw, plan->err);
    for (size_t i = 0; status == OPTIBOM_OK && i < exploring->out->world_count; i++)
        for (size_t j = 0; status == OPTIBOM_OK && j < plan->spec_count; j++)
            status = explore_add_unit(exploring, j, i, plan->err);
    return status;
}

/* ---- in words ---- */

/* What was asked, so that only parts of one exploration are put together. */
static enum optibom_status describe(struct explore_plan *plan)
{
    const struct optibom_explore_request *request = plan->request;
    struct store *store = plan->optibom->catalog.store;
    int64_t parts = 0, imports = 0;
    enum optibom_status status =
        store_one_int(&parts, store, plan->err, "SELECT count(*) FROM part", "");
    if (status == OPTIBOM_OK)
        status = store_one_int(&imports, store, plan->err,
                               "SELECT coalesce(max(batch_id), 0) FROM import_batch", "");
    if (status != OPTIBOM_OK)
        return status;
    const char *text = arena_printf(plan->arena, "%s%s%s", request->objectives,
                                    request->is_robust ? ", robust" : "",
                                    request->opens_all ? ", all slots open" : "");
    for (size_t i = 0; text != NULL && i < request->limit_count; i++)
        text = arena_printf(plan->arena, "%s, %s", text, request->limits[i]);
    for (size_t i = 0; text != NULL && i < request->accepted_count; i++)
        text = arena_printf(plan->arena, "%s, accepting %s", text, request->accepted[i]);
    for (size_t i = 1; text != NULL && i < plan->scenario_count; i++)
        text = arena_printf(plan->arena, "%s, under %s", text, plan->scenarios[i]);
    if (text != NULL && request->draws > 0)
        text = arena_printf(plan->arena, "%s, %lld draws of seed %llu", text,
                            (long long)request->draws, (unsigned long long)request->seed);
    if (text != NULL && request->program_racks > 0)
        text = arena_printf(plan->arena, "%s, program of %lld racks", text,
                            (long long)request->program_racks);
    for (size_t i = 0; text != NULL && i < plan->spec_count; i++)
        text = arena_printf(plan->arena, "%s, %s", text, plan->specs[i].spec->name);
    plan->exploring.out->request =
        text != NULL
            ? arena_printf(plan->arena, "%s, catalog of %lld parts and %lld imports, %s", text,
                           (long long)parts, (long long)imports, plan->optibom->catalog.day)
            : NULL;
    return plan->exploring.out->request != NULL ? OPTIBOM_OK : error_no_memory(plan->err);
}

enum optibom_status explore_plan_make(struct explore_plan *plan)
{
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < plan->request->build_count; i++)
        status = load_spec(plan, plan->request->builds[i]);
    for (size_t i = 0; status == OPTIBOM_OK && i < plan->spec_count; i++)
        status = choose_scenarios(plan, &plan->specs[i]);
    if (status == OPTIBOM_OK)
        status = add_units(plan);
    return status == OPTIBOM_OK ? describe(plan) : status;
}
