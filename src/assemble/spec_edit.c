/*
 * 1. A name is changed where it stands in the text, in the quotes that it has; every other byte
 *    stays.
 * 2. A name that several slots share through an anchor stands once and is changed once.
 * 3. The new text is read again: the changed slots name the new part, all others what they named.
 */
#include "assemble/spec_edit.h"

#include "assemble/slot_places.h"
#include "base/buf.h"
#include "base/scan.h"

#include <stdlib.h>
#include <string.h>

struct editing {
    struct arena *arena;
    struct catalog *catalog;
    const char *file, *text;
    const struct catalog_part *from, *to;
    struct slot_places places;
    bool *is_named;             /* by place: it names `from` */
    struct slot_place *changes; /* those, by where they stand, each once */
    size_t change_count;
    struct error *err;
};

/* What does not resolve is another part, or a finding of the build. */
static enum optibom_status names_part(bool *out, struct editing *editing, const char *name)
{
    int64_t part_id = 0;
    struct error lookup = {0};
    enum optibom_status status =
        catalog_part_resolve(&part_id, editing->arena, editing->catalog->store, name, &lookup);
    *out = status == OPTIBOM_OK && part_id == editing->from->part_id;
    return status == OPTIBOM_FAILED ? error_set(editing->err, status, "%s", lookup.text)
                                    : OPTIBOM_OK;
}

static int by_start(const void *a, const void *b)
{
    const struct slot_place *x = a, *y = b;
    return (x->span.start > y->span.start) - (x->span.start < y->span.start);
}

/* Statement 2. */
static void keep_each_once(struct editing *editing)
{
    size_t kept = 0;
    if (editing->change_count > 0)
        qsort(editing->changes, editing->change_count, sizeof *editing->changes, by_start);
    for (size_t i = 0; i < editing->change_count; i++)
        if (kept == 0 || editing->changes[kept - 1].span.start != editing->changes[i].span.start)
            editing->changes[kept++] = editing->changes[i];
    editing->change_count = kept;
}

static enum optibom_status find_changes(struct editing *editing)
{
    size_t count = editing->places.count;
    editing->is_named = arena_alloc(editing->arena, count + 1);
    editing->changes = arena_alloc(editing->arena, (count + 1) * sizeof *editing->changes);
    if (editing->is_named == NULL || editing->changes == NULL)
        return error_no_memory(editing->err);
    for (size_t i = 0; i < count; i++) {
        const struct slot_place *place = &editing->places.items[i];
        enum optibom_status status = names_part(&editing->is_named[i], editing, place->part);
        if (status != OPTIBOM_OK)
            return status;
        if (!editing->is_named[i])
            continue;
        if (place->span.end == 0)
            return error_set(editing->err, OPTIBOM_BAD_INPUT,
                             "%s:%zu: the part is written as a block of text; write its name on "
                             "the line of its key",
                             editing->file, place->line);
        editing->changes[editing->change_count++] = *place;
    }
    keep_each_once(editing);
    return OPTIBOM_OK;
}

/* Letters, digits and what has no meaning in YAML wherever it stands. */
static bool is_plain(const char *name)
{
    size_t length = strlen(name);
    if (length == 0 || !(scan_is_letter(name[0]) || scan_is_digit(name[0])) ||
        name[length - 1] == ' ')
        return false;
    for (size_t i = 0; i < length; i++)
        if (!scan_is_letter(name[i]) && !scan_is_digit(name[i]) &&
            strchr(" ._-+/()=", name[i]) == NULL)
            return false;
    return true;
}

/* Statement 1; a plain name gets quotes where YAML would read it as something else. */
static void put_name(struct buf *out, const char *name, char quote)
{
    if (quote == 0 && is_plain(name)) {
        buf_puts(out, name);
        return;
    }
    quote = quote == 0 ? '"' : quote;
    buf_putc(out, quote);
    for (; *name != '\0'; name++) {
        if (quote == '\'' && *name == '\'')
            buf_putc(out, '\'');
        if (quote == '"' && (*name == '"' || *name == '\\'))
            buf_putc(out, '\\');
        buf_putc(out, *name);
    }
    buf_putc(out, quote);
}

static enum optibom_status write_text(const char **out, struct editing *editing)
{
    struct buf text;
    size_t from = 0;
    buf_init(&text);
    for (size_t i = 0; i < editing->change_count; i++) {
        const struct yaml_span *span = &editing->changes[i].span;
        buf_add(&text, editing->text + from, span->start - from);
        put_name(&text, editing->to->name, span->quote);
        from = span->end;
    }
    buf_puts(&text, editing->text + from);
    *out = buf_ok(&text) ? arena_strndup(editing->arena, buf_text(&text), text.length) : NULL;
    buf_fini(&text);
    return *out != NULL ? OPTIBOM_OK : error_no_memory(editing->err);
}

/* Statement 3. */
static enum optibom_status check_text(struct editing *editing, const char *text)
{
    struct slot_places places;
    struct error reading = {0};
    enum optibom_status status =
        slot_places_load(&places, editing->arena, editing->file, text, strlen(text), &reading);
    if (status == OPTIBOM_FAILED)
        return error_set(editing->err, status, "%s", reading.text);
    bool is_same = status == OPTIBOM_OK && places.count == editing->places.count;
    for (size_t i = 0; is_same && i < places.count; i++)
        is_same =
            strcmp(places.items[i].part,
                   editing->is_named[i] ? editing->to->name : editing->places.items[i].part) == 0;
    return is_same ? OPTIBOM_OK
                   : error_set(editing->err, OPTIBOM_BAD_INPUT,
                               "%s: '%s' stands in the spec in a way that cannot be changed in "
                               "place; change it by hand and store it with: optibom build add",
                               editing->file, editing->from->name);
}

enum optibom_status spec_edit_part(struct spec_edit *out, struct arena *arena,
                                   struct catalog *catalog, const char *file, const char *text,
                                   const struct catalog_part *from, const struct catalog_part *to,
                                   struct error *err)
{
    struct editing editing = {.arena = arena,
                              .catalog = catalog,
                              .file = file,
                              .text = text,
                              .from = from,
                              .to = to,
                              .err = err};
    *out = (struct spec_edit){.text = text};
    enum optibom_status status =
        slot_places_load(&editing.places, arena, file, text, strlen(text), err);
    if (status == OPTIBOM_OK)
        status = find_changes(&editing);
    if (status != OPTIBOM_OK || editing.change_count == 0)
        return status;
    status = write_text(&out->text, &editing);
    if (status == OPTIBOM_OK)
        status = check_text(&editing, out->text);
    out->count = editing.change_count;
    return status;
}
