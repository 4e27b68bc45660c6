/* Open specs drawn from shipped builds: a few slots open, each to a few parts. */
#ifndef OPTIBOM_TESTS_EXPLORE_INSTANCE_H
#define OPTIBOM_TESTS_EXPLORE_INSTANCE_H

#include "check.h"
#include "shipped.h"

#include "assemble/assemble.h"
#include "base/embed.h"
#include "evaluate/random.h"
#include "explore/search.h"
#include "facade.h"

#include <stdlib.h>
#include <string.h>

enum { OTHERS_MOST = 8, NAMED_MOST = 64 };

/* What instances are drawn from. */
struct instance_kind {
    const char *const *builds;
    size_t build_count;
    size_t fillings_most, others_most; /* of an instance; of a slot, OTHERS_MOST at most */
    uint64_t one_in;                   /* slots has others than the spec names */
};

static const char *const ACCEPTED[] = {
    "price-unknown", "power-unknown", "bare-chip", "missing-contents",
    "ends-unknown",  "reach-unknown", "medium"};

static inline void check_ok(enum optibom_status status, const struct error *err)
{
    if (status != OPTIBOM_OK)
        fail_msg("%s", err->text);
}

struct named {
    const struct spec_slot *slot;
    const char *part;
};

struct instance {
    struct arena arena;
    struct shelf shelf;
    struct spec *spec;
    struct openings openings;
    struct goals goals;
    struct world world;
    struct look_request look;
    struct named named[NAMED_MOST];
    size_t named_count;
    uint64_t seed, drawn;
};

static inline uint64_t draw(struct instance *instance, uint64_t below)
{
    double uniform = random_uniform(instance->seed, instance->drawn++, 0);
    uint64_t value = (uint64_t)(uniform * (double)below);
    return value < below ? value : below - 1;
}

static inline void remember(struct instance *instance, const struct spec_slot *slot)
{
    assert_true(instance->named_count < NAMED_MOST);
    instance->named[instance->named_count++] =
        (struct named){slot, slot->line > 0 ? slot->part : NULL};
}

/* What the spec names, before its slots are opened. */
static inline void remember_all(struct instance *instance)
{
    struct spec *spec = instance->spec;
    for (size_t i = 0; i < spec->network_count; i++) {
        remember(instance, &spec->networks[i].switch_slot);
        remember(instance, &spec->networks[i].spine);
        remember(instance, &spec->networks[i].core);
        for (size_t j = 0; j < spec->networks[i].link_count; j++)
            for (struct spec_link *link = &spec->networks[i].links[j]; link != NULL;
                 link = link->beyond) {
                remember(instance, &link->near_module);
                remember(instance, &link->far_module);
                remember(instance, &link->engine);
                remember(instance, &link->far_engine);
                remember(instance, &link->cable);
                remember(instance, &link->fiber);
            }
    }
    remember(instance, &spec->light.els);
    remember(instance, &spec->light.fau);
    remember(instance, &spec->light.fiber);
    remember(instance, &spec->facility.supply);
}

/* The candidate that the spec names; the count of them where it names none. */
static inline size_t named_candidate(const struct instance *instance, const struct opening *opening,
                                     const char *medium)
{
    const char *part = NULL;
    size_t at = 0;
    for (size_t i = 0; i < instance->named_count; i++)
        if (instance->named[i].slot == opening->slot)
            part = instance->named[i].part;
    if (opening->medium != NULL)
        part = medium;
    while (part != NULL && at < opening->count && strcmp(opening_name(opening, at), part) != 0 &&
           (opening->medium != NULL || strcmp(opening->parts[at]->mpn, part) != 0))
        at++;
    return part == NULL ? opening->count : at;
}

/* A candidate with which the build stands where all other slots are filled as the spec names, so
 * that fronts have more than the build itself; any, where there is none or chance says so. */
static inline size_t pick(struct instance *instance, const uint32_t *named, size_t slot)
{
    size_t all = instance->openings.items[slot].count, first = draw(instance, all);
    uint32_t choices[EXPLORE_SLOTS];
    memcpy(choices, named, sizeof choices);
    if (draw(instance, 4) == 0)
        return first;
    for (size_t i = 0; i < all; i++) {
        struct look look;
        struct error err = {0};
        choices[slot] = (uint32_t)((first + i) % all);
        check_ok(look_at(&look, &instance->look, choices, instance->openings.count, &err), &err);
        if (look.code[0] == '\0' && choices[slot] != named[slot])
            return choices[slot];
    }
    return first;
}

/* Leaves a slot with what the spec names and others. */
static inline void narrow(struct instance *instance, struct opening *opening, const char *medium,
                          const size_t *picks, size_t others)
{
    size_t named = named_candidate(instance, opening, medium), count = 0;
    size_t all = opening->count;
    const struct catalog_part **parts = arena_alloc(&instance->arena, (others + 2) * sizeof *parts);
    const char **media = arena_alloc(&instance->arena, (others + 2) * sizeof *media);
    assert_true(parts != NULL && media != NULL);
    for (size_t i = 0; i <= others && all > 0; i++) {
        size_t at = i < others ? picks[i] : named;
        bool is_new = at < all;
        for (size_t j = 0; is_new && j < count; j++)
            is_new = opening->medium != NULL ? media[j] != opening->media[at]
                                             : parts[j] != opening->parts[at];
        if (!is_new)
            continue;
        if (opening->medium != NULL)
            media[count] = opening->media[at];
        else
            parts[count] = opening->parts[at];
        count++;
    }
    opening->count = count;
    if (opening->medium != NULL)
        opening->media = media;
    else
        opening->parts = parts;
}

static inline void narrow_all(struct instance *instance, const struct instance_kind *kind)
{
    struct openings *openings = &instance->openings;
    size_t product = 1, others[EXPLORE_SLOTS], picks[EXPLORE_SLOTS][OTHERS_MOST];
    uint32_t named[EXPLORE_SLOTS] = {0};
    const char *media[EXPLORE_SLOTS];
    for (size_t i = 0; i < openings->count; i++) {
        const struct opening *opening = &openings->items[i];
        media[i] = opening->medium != NULL ? opening->medium->medium : NULL;
        named[i] = (uint32_t)named_candidate(instance, opening, media[i]);
    }
    for (size_t i = 0; i < openings->count; i++) {
        others[i] = draw(instance, kind->one_in) == 0 ? draw(instance, kind->others_most + 1) : 0;
        others[i] = product * (others[i] + 2) > kind->fillings_most ? 0 : others[i];
        product *= others[i] > 0 ? others[i] + 2 : 1;
        for (size_t j = 0; j < others[i]; j++)
            picks[i][j] = pick(instance, named, i);
    }
    for (size_t i = 0; i < openings->count; i++)
        narrow(instance, &openings->items[i], media[i], picks[i], others[i]);
}

static inline void open_instance(struct instance *instance, struct catalog *catalog,
                                 const struct instance_kind *kind, uint64_t seed)
{
    static const char *const OBJECTIVES[] = {"power,cost,yield", "power,cost", "cost_program",
                                             "power,fibers", "cost,latency_max"};
    static const struct spec_files FILES = {read_shipped};
    const char *text = "", *limits[] = {"power_it<=1000 kW"};
    size_t size = 0;
    struct error err = {0};
    struct bom *bom = NULL;
    struct evaluation *sample = NULL;
    *instance = (struct instance){.seed = seed};
    arena_init(&instance->arena);
    const char *path = kind->builds[draw(instance, kind->build_count)];
    bool is_robust = draw(instance, 5) == 0;
    const struct goals_request asked = {.objectives = OBJECTIVES[draw(instance, 5)],
                                        .limits = limits,
                                        .limit_count = is_robust ? 0 : draw(instance, 2),
                                        .is_robust = is_robust};
    assert_int_equal(read_shipped(&text, &size, &instance->arena, path, &err), OPTIBOM_OK);
    check_ok(spec_load(&instance->spec, &instance->arena, path, text, size, &FILES, &err), &err);
    check_ok(shelf_open(&instance->shelf, &instance->arena, catalog, &err), &err);
    check_ok(assemble_from(&bom, &instance->arena, &instance->shelf, instance->spec, &err), &err);
    check_ok(evaluation_run(&sample, &instance->arena, bom,
                            &(struct evaluation_request){.typ_only = true}, &err),
             &err);
    check_ok(goals_read(&instance->goals, &instance->arena, &asked, sample, &err), &err);
    remember_all(instance);
    check_ok(openings_find(&instance->openings, &instance->arena, &instance->shelf, instance->spec,
                           OPENINGS_NAMED, &err),
             &err);
    instance->look = (struct look_request){.shelf = &instance->shelf,
                                           .world = &instance->world,
                                           .openings = &instance->openings,
                                           .goals = &instance->goals,
                                           .accepted = ACCEPTED,
                                           .accepted_count = draw(instance, 3) == 0 ? 0 : 7};
    check_ok(world_open(&instance->world, &instance->arena, &instance->spec->scenario,
                        (struct world_draw){seed, 0}, &err),
             &err);
    narrow_all(instance, kind);
    instance->world.draw.number = draw(instance, 3) == 0 ? 1 + draw(instance, 9) : 0;
}

static inline void close_instance(struct instance *instance)
{
    shelf_close(&instance->shelf);
    world_close(&instance->world);
    arena_fini(&instance->look.arena);
    arena_fini(&instance->arena);
}

static inline void say(const struct instance *instance)
{
    print_message("draw %llu of %s:", (unsigned long long)instance->seed, instance->spec->name);
    for (size_t i = 0; i < instance->openings.count; i++)
        for (size_t j = 0; j < instance->openings.items[i].count; j++)
            print_message("%s%s %s", j == 0 ? "\n  " : "",
                          j == 0 ? instance->openings.items[i].place : ",",
                          opening_name(&instance->openings.items[i], j));
    print_message("\n");
}

/* A catalog as the program ships it. */
static inline struct optibom *open_shipped(void)
{
    struct optibom *optibom = NULL;
    assert_int_equal(
        optibom_new(&optibom,
                    &(struct optibom_settings){.user = "test", .now = "2026-01-02T00:00:00Z"}),
        OPTIBOM_OK);
    assert_int_equal(optibom_open(optibom, "", OPTIBOM_BUILT_IN), OPTIBOM_OK);
    return optibom;
}

static inline uint64_t draws_wanted(uint64_t draws)
{
    const char *wanted = getenv("EXPLORE_DRAWS");
    return wanted != NULL ? strtoull(wanted, NULL, 10) : draws;
}

#endif
