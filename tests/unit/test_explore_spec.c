/* Open specs against brute force through the engine: shipped builds with a few slots open, each to
 * a few parts, every filling assembled and evaluated whole. The front, its values and its ways are
 * the same. EXPLORE_DRAWS says how many are drawn. */
#include "check.h"
#include "shipped.h"

#include "assemble/assemble.h"
#include "base/embed.h"
#include "evaluate/random.h"
#include "explore/search.h"
#include "facade.h"

#include <stdlib.h>
#include <string.h>

enum { DRAWS = 12, FILLINGS_MOST = 80, OTHERS_MOST = 3, NAMED_MOST = 64, FRONT_MOST = 400 };

static const char *const BUILDS[] = {
    "seed/builds/nvl72-dsp.yaml",      "seed/builds/nvl72-cpo.yaml",
    "seed/builds/th5-cpo-switch.yaml", "seed/builds/scale-up-72-cpo.yaml",
    "seed/builds/scale-up-576.yaml",   "seed/builds/nvl72-npo.yaml",
    "seed/builds/switched-8.yaml",     "seed/builds/scale-across.yaml"};

static const char *const ACCEPTED[] = {
    "price-unknown", "power-unknown", "bare-chip", "missing-contents",
    "ends-unknown",  "reach-unknown", "medium"};

static void check_ok(enum optibom_status status, const struct error *err)
{
    if (status != OPTIBOM_OK)
        fail_msg("%s", err->text);
}

/* ---- an instance ---- */

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

static uint64_t draw(struct instance *instance, uint64_t below)
{
    double uniform = random_uniform(instance->seed, instance->drawn++, 0);
    uint64_t value = (uint64_t)(uniform * (double)below);
    return value < below ? value : below - 1;
}

static void remember(struct instance *instance, const struct spec_slot *slot)
{
    assert_true(instance->named_count < NAMED_MOST);
    instance->named[instance->named_count++] =
        (struct named){slot, slot->line > 0 ? slot->part : NULL};
}

/* What the spec names, before its slots are opened. */
static void remember_all(struct instance *instance)
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
static size_t named_candidate(const struct instance *instance, const struct opening *opening,
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
static size_t pick(struct instance *instance, const uint32_t *named, size_t slot)
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
static void narrow(struct instance *instance, struct opening *opening, const char *medium,
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

static void narrow_all(struct instance *instance)
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
        others[i] = draw(instance, 2) == 0 ? draw(instance, OTHERS_MOST + 1) : 0;
        others[i] = product * (others[i] + 2) > FILLINGS_MOST ? 0 : others[i];
        product *= others[i] > 0 ? others[i] + 2 : 1;
        for (size_t j = 0; j < others[i]; j++)
            picks[i][j] = pick(instance, named, i);
    }
    for (size_t i = 0; i < openings->count; i++)
        narrow(instance, &openings->items[i], media[i], picks[i], others[i]);
}

static void open_instance(struct instance *instance, struct catalog *catalog, uint64_t seed)
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
    const char *path = BUILDS[draw(instance, sizeof BUILDS / sizeof *BUILDS)];
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
    narrow_all(instance);
    instance->world.draw.number = draw(instance, 3) == 0 ? 1 + draw(instance, 9) : 0;
}

static void close_instance(struct instance *instance)
{
    shelf_close(&instance->shelf);
    world_close(&instance->world);
    arena_fini(&instance->look.arena);
    arena_fini(&instance->arena);
}

/* ---- brute force ---- */

struct front {
    int64_t steps[FRONT_MOST][EXPLORE_VALUES];
    uint64_t ways[FRONT_MOST];
    size_t count, objectives;
};

static bool covers(const struct front *front, const int64_t *a, const int64_t *b)
{
    for (size_t i = 0; i < front->objectives; i++)
        if (a[i] > b[i])
            return false;
    return true;
}

static void add(struct front *front, const int64_t *steps)
{
    size_t kept = 0;
    for (size_t i = 0; i < front->count; i++) {
        bool is_covered = covers(front, front->steps[i], steps);
        if (is_covered && covers(front, steps, front->steps[i])) {
            front->ways[i]++;
            return;
        }
        if (is_covered)
            return;
    }
    for (size_t i = 0; i < front->count; i++)
        if (!covers(front, steps, front->steps[i])) {
            memmove(front->steps[kept], front->steps[i], sizeof front->steps[i]);
            front->ways[kept++] = front->ways[i];
        }
    assert_true(kept < FRONT_MOST);
    memcpy(front->steps[kept], steps, sizeof front->steps[kept]);
    front->ways[kept] = 1;
    front->count = kept + 1;
}

static uint64_t print_with(struct instance *instance, uint32_t *choices, size_t slot,
                           uint32_t choice)
{
    struct look look;
    struct error err = {0};
    uint32_t kept = choices[slot];
    choices[slot] = choice;
    check_ok(look_at(&look, &instance->look, choices, instance->openings.count, &err), &err);
    choices[slot] = kept;
    return look.print;
}

/* A slot has a part where one has a use, and none where it has not, or where the spec has none. */
static bool is_canonical(struct instance *instance, uint32_t *choices)
{
    for (size_t i = 0; i < instance->openings.count; i++) {
        const struct opening *opening = &instance->openings.items[i];
        if (opening->parts == NULL || opening->count == 0)
            continue;
        uint64_t empty = print_with(instance, choices, i, (uint32_t)opening->count);
        bool is_used = false;
        for (size_t j = 0; j < opening->count; j++)
            if (choices[i] == opening->count || choices[i] == j)
                is_used |= print_with(instance, choices, i, (uint32_t)j) != empty;
        bool is_filled = choices[i] < opening->count;
        if (is_used != is_filled && (is_filled || !opening->asked.is_absent))
            return false;
    }
    return true;
}

static void brute(struct front *out, struct instance *instance)
{
    const struct openings *openings = &instance->openings;
    uint32_t choices[EXPLORE_SLOTS] = {0};
    *out = (struct front){.objectives = instance->goals.objectives};
    instance->look.is_whole = true;
    for (size_t at = 0; at < openings->count;) {
        struct look look;
        struct error err = {0};
        int64_t steps[EXPLORE_VALUES] = {0};
        check_ok(look_at(&look, &instance->look, choices, openings->count, &err), &err);
        for (size_t i = 0; i < instance->goals.objectives; i++)
            steps[i] = goal_steps(&instance->goals.items[i], look.values[i]);
        if (look.code[0] == '\0' && is_canonical(instance, choices))
            add(out, steps);
        for (at = 0; at < openings->count; at++) {
            const struct opening *opening = &openings->items[at];
            if (++choices[at] < opening->count + (opening->parts != NULL))
                break;
            choices[at] = 0;
        }
    }
    instance->look.is_whole = false;
}

static void say(const struct instance *instance)
{
    print_message("draw %llu of %s:", (unsigned long long)instance->seed, instance->spec->name);
    for (size_t i = 0; i < instance->openings.count; i++)
        for (size_t j = 0; j < instance->openings.items[i].count; j++)
            print_message("%s%s %s", j == 0 ? "\n  " : "",
                          j == 0 ? instance->openings.items[i].place : ",",
                          opening_name(&instance->openings.items[i], j));
    print_message("\n");
}

static void compare(const struct front *expected, const struct search_answer *answer)
{
    assert_int_equal(answer->count, expected->count);
    for (size_t i = 0; i < answer->count; i++) {
        size_t at = 0;
        while (at < expected->count && memcmp(expected->steps[at], answer->points[i].steps,
                                              expected->objectives * sizeof(int64_t)) != 0)
            at++;
        assert_true(at < expected->count);
        assert_int_equal(answer->points[i].ways, expected->ways[at]);
    }
}

static void fronts_are_those_of_brute_force(void **state)
{
    const char *wanted = getenv("EXPLORE_DRAWS");
    uint64_t draws = wanted != NULL ? strtoull(wanted, NULL, 10) : DRAWS;
    static struct front expected;
    size_t points = 0, feasible = 0;
    struct optibom *optibom = NULL;
    (void)state;
    assert_int_equal(
        optibom_new(&optibom,
                    &(struct optibom_settings){.user = "test", .now = "2026-01-02T00:00:00Z"}),
        OPTIBOM_OK);
    assert_int_equal(optibom_open(optibom, "", OPTIBOM_BUILT_IN), OPTIBOM_OK);
    for (uint64_t seed = 1; seed <= draws; seed++) {
        struct instance instance;
        struct search search;
        struct search_answer answer;
        struct error err = {0};
        const struct search_scope scope = {.allowed = {NULL}};
        const struct search_options options = {.threads = 1};
        open_instance(&instance, &optibom->catalog, seed);
        check_ok(search_open(&search, &instance.look, &options, &err), &err);
        check_ok(search_run(&answer, &instance.arena, &search, &scope, &options, &err), &err);
        brute(&expected, &instance);
        say(&instance);
        compare(&expected, &answer);
        points += answer.count;
        feasible += answer.count > 0;
        search_close(&search);
        close_instance(&instance);
    }
    optibom_free(optibom);
    print_message("%zu of %llu have a front, of %zu points\n", feasible, (unsigned long long)draws,
                  points);
    assert_true(feasible * 5 > draws);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(fronts_are_those_of_brute_force)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
