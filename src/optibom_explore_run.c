/* Units of an exploration, asked about one after the other. */
#include "optibom_explore.h"

#include <assert.h>
#include <string.h>

/* A unit with a choice for each level of its spec. */
struct variant {
    struct explore_plan *plan;
    size_t unit;
    const struct explore_spec *of;
    const struct scenario_choice *scenario; /* NULL: as the spec is written */
    int64_t draw;
    const char **levels; /* choices */
    struct arena arena;
    struct world world;
    struct goals goals;
    struct openings openings;
};

static bool show_progress(void *context)
{
    struct explore_plan *plan = context;
    const struct optibom_explore_request *request = plan->request;
    if (request->progress != NULL)
        request->progress(request->progress_context, plan->exploring.asked,
                          plan->exploring.looks++);
    return !store_is_interrupted(plan->optibom->catalog.store);
}

/* ---- a variant ---- */

/* The spec under the choices of its levels and then the scenario. */
static enum optibom_status load_variant(struct spec **out, struct variant *variant,
                                        struct error *err)
{
    const struct spec *written = variant->of->spec;
    const char *misfit = NULL;
    struct spec_under *under =
        arena_alloc(&variant->arena, (written->level_count + 1) * sizeof *under);
    size_t count = 0;
    if (under == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < written->level_count; i++)
        if (strcmp(variant->levels[i], SPEC_AS_WRITTEN) != 0)
            under[count++] = (struct spec_under){NULL, variant->levels[i]};
    if (variant->scenario != NULL)
        under[count++] = (struct spec_under){variant->scenario->from, variant->scenario->name.name};
    return spec_scenario_load(out, &misfit, &variant->arena, &variant->of->text.spec, under, count,
                              variant->plan->request->program_racks, err);
}

/* Whether the flows of the spec have what the scenarios name, also where no build uses them yet. */
static enum optibom_status check_world(struct variant *variant, const struct spec *spec,
                                       struct error *err)
{
    const char *misfit = NULL;
    struct bom bom = {.arena = &variant->arena,
                      .spec = spec,
                      .assemblies = arena_alloc(&variant->arena, (spec->assembly_count + 1) *
                                                                     sizeof *bom.assemblies)};
    enum optibom_status status = bom.assemblies != NULL ? OPTIBOM_OK : error_no_memory(err);
    for (; status == OPTIBOM_OK && bom.assembly_count < spec->assembly_count; bom.assembly_count++)
        status = shelf_flow(&bom.assemblies[bom.assembly_count].flow, &variant->plan->shelf,
                            spec->assemblies[bom.assembly_count].flow, err);
    if (status == OPTIBOM_OK)
        status = world_enter(&variant->world, &bom, err);
    return status == OPTIBOM_OK ? world_check(&misfit, &variant->world, &bom, err) : status;
}

/* The spec of the variant in its world, with its slots open as wide. */
static enum optibom_status open_variant(struct variant *variant, enum openings_width width,
                                        struct error *err)
{
    struct explore_plan *plan = variant->plan;
    const struct world_draw draw = {plan->request->seed, (uint64_t)variant->draw};
    struct spec *spec = NULL;
    enum optibom_status status = load_variant(&spec, variant, err);
    if (status == OPTIBOM_OK)
        status = world_open(&variant->world, &variant->arena, &spec->scenario, draw, err);
    if (status == OPTIBOM_OK)
        status = check_world(variant, spec, err);
    if (status == OPTIBOM_OK && strcmp(spec->program.currency, plan->exploring.out->currency) != 0)
        status =
            error_set(err, OPTIBOM_USAGE, "the currency is changed to %s", spec->program.currency);
    if (status == OPTIBOM_OK)
        status = explore_plan_goals(&variant->goals, &variant->arena, plan, spec, err);
    return status == OPTIBOM_OK
               ? openings_find(&variant->openings, &variant->arena, &plan->shelf, spec, width, err)
               : status;
}

/* Passes on why a variant cannot be had, with the choices under which it cannot. */
static enum optibom_status refuse(const struct variant *variant, const struct error *why)
{
    const struct explore_plan *plan = variant->plan;
    const struct spec *spec = variant->of->spec;
    const char *under = NULL;
    for (size_t i = 0; i < spec->level_count; i++)
        if (strcmp(variant->levels[i], SPEC_AS_WRITTEN) != 0)
            under = arena_printf(plan->arena, "%s%s%s", under != NULL ? under : "",
                                 under != NULL ? " and " : "", variant->levels[i]);
    if (variant->scenario != NULL)
        return spec_scenario_refuse(plan->err, why, &variant->scenario->name, spec->name);
    return under != NULL
               ? error_set(plan->err, why->status, "%s under %s: %s", spec->name, under, why->text)
               : error_set(plan->err, why->status, "%s", why->text);
}

/* What is done with a variant: its questions are asked, or why it has no build. */
enum doing { ASK, EXPLAIN };

static enum optibom_status do_with(struct variant *variant, enum doing doing)
{
    const struct optibom_explore_request *request = variant->plan->request;
    struct exploring *exploring = &variant->plan->exploring;
    struct look_request look = {.shelf = &variant->plan->shelf,
                                .world = &variant->world,
                                .openings = &variant->openings,
                                .goals = &variant->goals,
                                .accepted = request->accepted,
                                .accepted_count = request->accepted_count};
    enum openings_width asked = request->opens_all ? OPENINGS_NAMED : OPENINGS_ASKED;
    struct error why = {0};
    arena_init(&variant->arena);
    variant->world = (struct world){.scenario = NULL};
    enum optibom_status status =
        open_variant(variant, doing == ASK ? asked : OPENINGS_WIDEST, &why);
    if (status == OPTIBOM_OK)
        status = doing == ASK ? explore_unit(exploring, variant->unit, &look, variant->levels, &why)
                              : explore_why(exploring, variant->unit, &look, &variant->goals, &why);
    world_close(&variant->world);
    arena_fini(&variant->arena);
    return status == OPTIBOM_OK ? OPTIBOM_OK : refuse(variant, &why);
}

/* ---- units ---- */

/* The choices of the `number`-th combination of levels, the last of them fastest. */
static void choose_levels(struct variant *variant, size_t number)
{
    const struct spec *spec = variant->of->spec;
    for (size_t i = spec->level_count; i > 0; i--) {
        const struct spec_level *level = &spec->levels[i - 1];
        assert(level->count > 0);
        variant->levels[i - 1] = level->choices[number % level->count];
        number /= level->count;
    }
}

static enum optibom_status ask_unit(struct explore_plan *plan, size_t number)
{
    const struct exploration *out = plan->exploring.out;
    const struct explored_unit *unit = &out->units[number];
    const struct explore_spec *of = &plan->specs[unit->spec];
    size_t worlds_each = out->world_count / plan->scenario_count, variants = 1;
    struct variant variant = {
        .plan = plan,
        .unit = number,
        .of = of,
        .scenario = of->choices[unit->world / worlds_each],
        .draw = out->worlds[unit->world].draw,
        .levels = arena_alloc(plan->arena, (of->spec->level_count + 1) * sizeof(const char *))};
    enum optibom_status status = variant.levels != NULL ? OPTIBOM_OK : error_no_memory(plan->err);
    for (size_t i = 0; i < of->spec->level_count; i++)
        variants *= of->spec->levels[i].count;
    for (size_t i = 0; status == OPTIBOM_OK && i < variants; i++) {
        choose_levels(&variant, i);
        status = do_with(&variant, ASK);
    }
    /* Draws differ in figures, and what conflicts is a matter of fit: the first speaks for all. */
    if (status != OPTIBOM_OK || variant.draw > 1 || !explored_nothing(out, unit))
        return status;
    choose_levels(&variant, 0);
    return do_with(&variant, EXPLAIN);
}

enum optibom_status explore_run(struct exploration *out, struct optibom *optibom,
                                const struct optibom_explore_request *request, struct arena *arena,
                                struct error *err)
{
    struct explore_plan plan = {.optibom = optibom, .request = request, .arena = arena, .err = err};
    size_t shards = request->shards > 0 ? (size_t)request->shards : 1;
    size_t shard = request->shards > 0 ? (size_t)request->shard - 1 : 0;
    plan.exploring = (struct exploring){
        .out = out,
        .arena = arena,
        .options = {.threads = request->threads, .progress = show_progress, .context = &plan}};
    /* The shelf keeps all of them at one state of the catalog. */
    enum optibom_status status = shelf_open(&plan.shelf, arena, &optibom->catalog, err);
    if (status != OPTIBOM_OK)
        return status;
    status = explore_plan_make(&plan);
    bool is_planned = status == OPTIBOM_OK;
    for (size_t i = shard; status == OPTIBOM_OK && i < out->unit_count && !plan.exploring.is_ended;
         i += shards)
        status = ask_unit(&plan, i);
    shelf_close(&plan.shelf);
    /* Ctrl-C in a query: what was found until then is given. */
    return is_planned && status == OPTIBOM_FAILED && store_is_interrupted(optibom->catalog.store)
               ? OPTIBOM_OK
               : status;
}
