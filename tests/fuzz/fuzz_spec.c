/*
 * Feeds a build spec to its readers: bytes up to the first zero byte are the spec, those behind it
 * the file that it includes, whatever it is called. A spec that is read must read as well from the
 * text that `build add` stores, which includes nothing, and under each of its scenarios. A
 * libFuzzer entry.
 */
#include "assemble/slot_places.h"
#include "assemble/spec_scenario.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What the spec at hand includes; spec_files has no place for it. */
static const char *included;
static size_t included_size;

static enum optibom_status read_included(const char **text, size_t *size, struct arena *arena,
                                         const char *path, struct error *err)
{
    (void)arena;
    if (included == NULL)
        return error_set(err, OPTIBOM_BAD_INPUT, "%s: there is no such file", path);
    *text = included;
    *size = included_size;
    return OPTIBOM_OK;
}

static void check_scenarios(struct arena *arena, const struct spec *spec,
                            const struct spec_text *text)
{
    for (size_t i = 0; i < spec->scenario_count; i++) {
        const char *misfit = NULL, *name = spec->scenarios[i].name;
        const struct spec_under scenario = {NULL, name};
        struct spec *under = NULL;
        struct error err = {0};
        enum optibom_status status =
            spec_scenario_load(&under, &misfit, arena, text, &scenario, 1, 0, &err);
        if (status != OPTIBOM_OK)
            fprintf(stderr, "%s: %s\n", name, err.text);
        assert(status == OPTIBOM_OK && strcmp(under->name, spec->name) == 0);
        assert(under->scenario_count == 0 && strcmp(under->scenario.name, name) == 0);
    }
}

/* Every choice of a level alone; that several go together is nobody's promise. */
static void check_levels(struct arena *arena, const struct spec *spec, const struct spec_text *text)
{
    for (size_t i = 0; i < spec->level_count; i++)
        for (size_t j = 0; j < spec->levels[i].count; j++) {
            const struct spec_under choice = {NULL, spec->levels[i].choices[j]};
            const char *misfit = NULL;
            struct spec *under = NULL;
            struct error err = {0};
            size_t count = strcmp(choice.name, SPEC_AS_WRITTEN) != 0;
            assert(spec_scenario_load(&under, &misfit, arena, text, &choice, count, 0, &err) ==
                   OPTIBOM_OK);
        }
}

static void check_flat(struct arena *arena, const struct spec *spec, const char *flat)
{
    struct spec *again = NULL;
    struct slot_places places;
    struct error err = {0};
    enum optibom_status status = spec_load(&again, arena, "flat", flat, strlen(flat), NULL, &err);
    if (status != OPTIBOM_OK)
        fprintf(stderr, "%s\n%s", err.text, flat);
    assert(status == OPTIBOM_OK);
    assert(strcmp(again->name, spec->name) == 0 && again->racks == spec->racks);
    assert(again->network_count == spec->network_count);
    assert(again->scenario_count == spec->scenario_count);
    assert(again->level_count == spec->level_count);
    check_scenarios(arena, again, &(struct spec_text){"flat", flat, strlen(flat), NULL});
    assert(slot_places_load(&places, arena, "flat", flat, strlen(flat), &err) == OPTIBOM_OK);
    for (size_t i = 0; i < places.count; i++) {
        const struct slot_place *place = &places.items[i];
        assert(place->span.start <= place->span.end && place->span.end <= strlen(flat));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct spec_files files = {read_included};
    const uint8_t *zero = size > 0 ? memchr(data, '\0', size) : NULL;
    size_t length = zero != NULL ? (size_t)(zero - data) : size;
    struct spec *spec = NULL;
    const char *flat = NULL;
    struct error err = {0};
    struct arena arena;
    included = zero != NULL ? (const char *)zero + 1 : NULL;
    included_size = zero != NULL ? size - length - 1 : 0;
    arena_init(&arena);
    char *text = arena_strndup(&arena, (const char *)data, length);
    enum optibom_status status = spec_load(&spec, &arena, "fuzz", text, length, &files, &err);
    assert((status == OPTIBOM_OK) == (err.text[0] == '\0'));
    if (status == OPTIBOM_OK) {
        assert(spec_flatten(&flat, &arena, "fuzz", text, length, &files, &err) == OPTIBOM_OK);
        check_scenarios(&arena, spec, &(struct spec_text){"fuzz", text, length, &files});
        check_levels(&arena, spec, &(struct spec_text){"fuzz", text, length, &files});
        check_flat(&arena, spec, flat);
    }
    arena_fini(&arena);
    return 0;
}
