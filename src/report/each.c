#include "report/each.h"

#include "base/buf.h"
#include "base/scan.h"
#include "report/spec/spec_fields.h"
#include "report/spec/where.h"

#include <string.h>

/* The column that "{NAME}" at `text` means, with its length; NULL for anything else. */
static const struct report_column *column_at(size_t *length, const struct report_spec *spec,
                                             const char *text)
{
    size_t end = strcspn(text, "}");
    *length = end + 1;
    for (size_t i = 0; *text == '{' && text[end] != '\0' && i < spec->column_count; i++)
        if (strlen(spec->columns[i].name) == end - 1 &&
            strncmp(spec->columns[i].name, text + 1, end - 1) == 0)
            return &spec->columns[i];
    return NULL;
}

const char *each_text(struct arena *arena, const char *text, const struct report_spec *spec,
                      const struct table *table)
{
    struct buf out;
    buf_init(&out);
    while (*text != '\0') {
        size_t length;
        const struct report_column *column = column_at(&length, spec, text);
        char number[32];
        if (column == NULL) {
            buf_putc(&out, *text++);
            continue;
        }
        if (table_row_count(table) > 0)
            buf_puts(&out,
                     where_text(number, table_at(table, 0, (size_t)(column - spec->columns))));
        text += length;
    }
    size_t length = out.length;
    while (length > 0 && scan_is_blank(buf_text(&out)[length - 1]))
        length--;
    const char *filled = buf_ok(&out) ? arena_strndup(arena, buf_text(&out), length) : NULL;
    buf_fini(&out);
    return filled;
}

enum optibom_status each_check(const struct report_spec *spec, struct error *err)
{
    const char *const texts[] = {spec->sheet, spec->title, spec->purpose};
    for (size_t i = 0; spec->each != NULL && i < sizeof texts / sizeof *texts; i++)
        for (const char *at = strchr(texts[i], '{'); at != NULL; at = strchr(at + 1, '{')) {
            size_t length;
            char name[SCAN_EXCERPT_SIZE], excerpt[SCAN_EXCERPT_SIZE];
            if (strchr(at, '}') == NULL || column_at(&length, spec, at) != NULL)
                continue;
            scan_excerpt(excerpt, at);
            size_t end = strcspn(excerpt, "}");
            memcpy(name, excerpt + 1, end);
            name[end > 0 ? end - 1 : 0] = '\0';
            return spec_unknown_column(spec, spec, 1, name, err);
        }
    return OPTIBOM_OK;
}

const struct report_spec *each_whole(struct arena *arena, const struct report_spec *spec)
{
    static const struct table NO_ROWS;
    if (spec->each == NULL)
        return spec;
    struct report_spec *whole = arena_alloc(arena, sizeof *whole);
    if (whole == NULL)
        return NULL;
    *whole = *spec;
    whole->sheet = each_text(arena, spec->sheet, spec, &NO_ROWS);
    whole->title = each_text(arena, spec->title, spec, &NO_ROWS);
    whole->purpose = each_text(arena, spec->purpose, spec, &NO_ROWS);
    return whole->sheet != NULL && whole->title != NULL && whole->purpose != NULL ? whole : NULL;
}
