#include "report/spec/spec.h"

#include "base/nearest.h"
#include "report/spec/spec_fields.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_WORDS = 256 };

const struct report_column *report_spec_column(const struct report_spec *spec, const char *name)
{
    for (size_t i = 0; i < spec->column_count; i++)
        if (strcmp(spec->columns[i].name, name) == 0)
            return &spec->columns[i];
    return NULL;
}

enum optibom_status spec_unknown_column(const struct report_spec *spec,
                                        const struct report_spec *owner, int line, const char *name,
                                        struct error *err)
{
    const char *words[MOST_WORDS];
    size_t count = owner->column_count < MOST_WORDS ? owner->column_count : MOST_WORDS;
    for (size_t i = 0; i < count; i++)
        words[i] = owner->columns[i].name;
    const char *near = nearest_word(name, words, count);
    return error_set(err, OPTIBOM_BAD_INPUT,
                     "%s, line %d: report %s has no column or name '%s'%s%s%s", spec->file, line,
                     owner->name, name, near != NULL ? "; did you mean '" : "",
                     near != NULL ? near : "", near != NULL ? "'?" : "");
}

static size_t find(const struct report_spec *specs, size_t count, const char *name)
{
    size_t i = 0;
    while (i < count && strcmp(specs[i].name, name) != 0)
        i++;
    return i;
}

enum optibom_status report_spec_find(const struct report_spec **out,
                                     const struct report_spec *specs, size_t count,
                                     const char *name, struct error *err)
{
    size_t i = find(specs, count, name);
    if (i < count) {
        *out = &specs[i];
        return OPTIBOM_OK;
    }
    const char *words[MOST_WORDS];
    for (i = 0; i < count && i < MOST_WORDS; i++)
        words[i] = specs[i].name;
    const char *near = nearest_word(name, words, i);
    return error_set(err, OPTIBOM_NOT_FOUND, "there is no report '%s'%s%s%s", name,
                     near != NULL ? "; did you mean '" : "", near != NULL ? near : "",
                     near != NULL ? "'?" : "");
}

/* Adds a report, in the place of one of the same name. */
static enum optibom_status put(struct report_spec **specs, size_t *count, struct arena *arena,
                               const struct embed_file *file, struct error *err)
{
    struct report_spec spec;
    enum optibom_status status = report_spec_read(&spec, arena, file, err);
    if (status != OPTIBOM_OK)
        return status;
    size_t i = find(*specs, *count, spec.name);
    if (i == *count) {
        struct report_spec *grown = arena_grow(arena, *specs, *count, sizeof *grown);
        if (grown == NULL)
            return error_no_memory(err);
        *specs = grown;
        ++*count;
    }
    (*specs)[i] = spec;
    return OPTIBOM_OK;
}

static int by_position(const void *a, const void *b)
{
    const struct report_spec *one = a, *two = b;
    if (one->is_apart != two->is_apart)
        return one->is_apart ? 1 : -1;
    if (one->position != two->position)
        return one->position < two->position ? -1 : 1;
    return strcmp(one->name, two->name);
}

enum optibom_status report_spec_list(struct report_spec **out, size_t *count, struct arena *arena,
                                     const struct embed_file *extra, size_t extra_count,
                                     struct error *err)
{
    struct report_spec *specs = NULL;
    size_t found = 0;
    enum optibom_status status = OPTIBOM_OK;
    const struct embed_file *file;
    for (size_t i = 0; status == OPTIBOM_OK; i++) {
        file = embed_nth("reports/", ".sql", i);
        if (file == NULL)
            break;
        status = put(&specs, &found, arena, file, err);
    }
    for (size_t i = 0; status == OPTIBOM_OK && i < extra_count; i++)
        status = put(&specs, &found, arena, &extra[i], err);
    if (status != OPTIBOM_OK)
        return status;
    if (found > 0)
        qsort(specs, found, sizeof *specs, by_position);
    status = spec_check_set(specs, found, err);
    if (status == OPTIBOM_OK) {
        *out = specs;
        *count = found;
    }
    return status;
}
