#include "optibom_scenario.h"

#include "base/embed.h"
#include "evaluate/alternates.h"
#include "evaluate/scenario.h"

#include <assert.h>
#include <string.h>

static enum optibom_status add_choice(struct scenario_choices *choices, struct arena *arena,
                                      struct scenario_choice choice, struct error *err)
{
    struct scenario_choice *items =
        arena_grow(arena, choices->items, choices->count, sizeof *items);
    if (items == NULL)
        return error_no_memory(err);
    choices->items = items;
    items[choices->count++] = choice;
    return OPTIBOM_OK;
}

/* The scenarios that travel with the program. */
static enum optibom_status shipped(const struct spec_text **out, struct spec_scenario_names *names,
                                   struct arena *arena, struct error *err)
{
    const struct embed_file *file = embed_find("seed/scenarios.yaml");
    struct spec_text *text = arena_alloc(arena, sizeof *text);
    assert(file != NULL);
    if (text == NULL)
        return error_no_memory(err);
    *text = (struct spec_text){.file = file->path, .text = file->data, .size = file->size};
    *out = text;
    return spec_scenario_names(names, arena, text, err);
}

/* NULL when there is none of that name. */
static const struct spec_scenario_name *find(const struct spec_scenario_names *names,
                                             const char *name)
{
    for (size_t i = 0; i < names->count; i++)
        if (strcmp(names->items[i].name, name) == 0)
            return &names->items[i];
    return NULL;
}

/* The spec as it is tells the names of its scenarios. */
static enum optibom_status own_names(struct spec_scenario_names *out, struct arena *arena,
                                     const struct build_text *build, struct error *err)
{
    struct spec *spec = NULL;
    enum optibom_status status = spec_load(&spec, arena, build->spec.file, build->spec.text,
                                           build->spec.size, build->spec.files, err);
    if (status == OPTIBOM_OK)
        *out = (struct spec_scenario_names){spec->scenarios, spec->scenario_count};
    return status;
}

enum optibom_status optibom_scenario_all(struct scenario_choices *out, struct arena *arena,
                                         const struct build_text *build, struct error *err)
{
    struct spec_scenario_names own = {0}, names = {0};
    const struct spec_text *from = NULL;
    *out = (struct scenario_choices){0};
    enum optibom_status status = own_names(&own, arena, build, err);
    if (status == OPTIBOM_OK)
        status = shipped(&from, &names, arena, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < own.count; i++)
        status = add_choice(out, arena, (struct scenario_choice){NULL, own.items[i], false}, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < names.count; i++)
        if (find(&own, names.items[i].name) == NULL)
            status =
                add_choice(out, arena, (struct scenario_choice){from, names.items[i], true}, err);
    return status;
}

/* Splits "FILE.yaml:NAME"; `*name` NULL where no name follows. */
static enum optibom_status split_file(const char **file, const char **name, struct arena *arena,
                                      const char *request, struct error *err)
{
    const char *ending = strstr(request, ".yaml:");
    size_t length = ending != NULL ? (size_t)(ending - request) + 5 : 0;
    if (ending == NULL && (ending = strstr(request, ".yml:")) != NULL)
        length = (size_t)(ending - request) + 4;
    *file = ending != NULL ? arena_strndup(arena, request, length) : request;
    *name = ending != NULL ? request + length + 1 : NULL;
    return *file != NULL ? OPTIBOM_OK : error_no_memory(err);
}

static enum optibom_status not_found(struct arena *arena, const char *where, const char *name,
                                     const struct spec_scenario_names *own,
                                     const struct spec_scenario_names *others, struct error *err)
{
    struct spec_scenario_names all = {
        arena_alloc(arena, (own->count + others->count + 1) * sizeof *all.items), 0};
    if (all.items == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < own->count; i++)
        all.items[all.count++] = own->items[i];
    for (size_t i = 0; i < others->count; i++)
        all.items[all.count++] = others->items[i];
    const char *near = spec_scenario_nearest(&all, name);
    return error_set(err, OPTIBOM_NOT_FOUND, "%s has no scenario '%s'%s%s%s", where, name,
                     near != NULL ? "; did you mean '" : "", near != NULL ? near : "",
                     near != NULL ? "'?" : "");
}

static enum optibom_status choose_of_file(struct scenario_choices *out, struct arena *arena,
                                          const char *file, const char *name, struct error *err)
{
    struct spec_scenario_names names = {0}, none = {0};
    struct spec_text *from = arena_alloc(arena, sizeof *from);
    if (from == NULL)
        return error_no_memory(err);
    from->file = file;
    enum optibom_status status = handle_read_file(&from->text, &from->size, arena, file, err);
    if (status == OPTIBOM_OK)
        status = spec_scenario_names(&names, arena, from, err);
    if (status == OPTIBOM_OK && name != NULL && find(&names, name) == NULL)
        status = not_found(arena, file, name, &names, &none, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < names.count; i++)
        if (name == NULL || strcmp(names.items[i].name, name) == 0)
            status =
                add_choice(out, arena, (struct scenario_choice){from, names.items[i], false}, err);
    if (status == OPTIBOM_OK && out->count == 0)
        status = error_set(err, OPTIBOM_BAD_INPUT, "%s holds no scenario", file);
    return status;
}

enum optibom_status optibom_scenario_choose(struct scenario_choices *out, struct arena *arena,
                                            const struct build_text *build, const char *name,
                                            struct error *err)
{
    struct spec_scenario_names own = {0}, others = {0};
    const struct spec_text *from = NULL;
    const char *file = NULL, *of_file = NULL;
    const struct spec_scenario_name *found = NULL;
    *out = (struct scenario_choices){0};
    enum optibom_status status = own_names(&own, arena, build, err);
    if (status == OPTIBOM_OK && (found = find(&own, name)) != NULL)
        return add_choice(out, arena, (struct scenario_choice){NULL, *found, false}, err);
    if (status == OPTIBOM_OK)
        status = split_file(&file, &of_file, arena, name, err);
    if (status == OPTIBOM_OK && handle_is_file(file))
        return choose_of_file(out, arena, file, of_file, err);
    if (status == OPTIBOM_OK)
        status = shipped(&from, &others, arena, err);
    if (status != OPTIBOM_OK)
        return status;
    if ((found = find(&others, name)) == NULL)
        return not_found(arena, build->build, name, &own, &others, err);
    return add_choice(out, arena, (struct scenario_choice){from, *found, true}, err);
}

enum optibom_status optibom_scenario_bom(struct bom **out, struct spec **spec, const char **misfit,
                                         struct optibom *optibom, struct arena *arena,
                                         const struct build_text *build,
                                         const struct scenario_choice *choice,
                                         int64_t program_racks, struct error *err)
{
    const struct spec_under under = {choice->from, choice->name.name};
    enum optibom_status status =
        spec_scenario_load(spec, misfit, arena, &build->spec, &under, 1, program_racks, err);
    if (status != OPTIBOM_OK)
        return status;
    if (build->name != NULL)
        (*spec)->name = build->build;
    status = alternates_assemble(out, arena, &optibom->catalog, *spec, 0, err);
    return status == OPTIBOM_OK ? scenario_apply(misfit, *out, arena, err) : status;
}
