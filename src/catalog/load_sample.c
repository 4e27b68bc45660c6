#include "catalog/load_run.h"

#include "base/buf.h"
#include "base/money.h"
#include "base/scan.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

static void add_side(struct buf *out, const char *side, double value, const char *unit)
{
    if (!isnan(value))
        buf_printf(out, "%s%s%.10g%s%s", out->length > 0 ? ", " : "", side, value,
                   *unit != '\0' ? " " : "", unit);
}

/* The value as the catalog has it. */
static void add_meaning(struct buf *out, const struct import_value *value)
{
    const char *unit = value->attribute->unit;
    char amount[32];
    switch (value->attribute->kind) {
    case IMPORT_REAL:
        add_side(out, "min ", value->range.min, unit);
        add_side(out, "", value->range.typ, unit);
        add_side(out, "max ", value->range.max, unit);
        return;
    case IMPORT_MONEY:
        money_format(amount, value->integer);
        buf_printf(out, "%s%s%s", amount, value->currency != NULL ? " " : "",
                   value->currency != NULL ? value->currency : "");
        return;
    case IMPORT_INTEGER:
        buf_printf(out, "%" PRId64, value->integer);
        return;
    case IMPORT_FLAG:
        buf_puts(out, value->integer != 0 ? "yes" : "no");
        return;
    case IMPORT_TEXT:
    case IMPORT_CHOICE:
    case IMPORT_DATE:
        break;
    }
    buf_puts(out, value->text);
}

static const char *describe(struct arena *arena, const struct import_value *value)
{
    char excerpt[SCAN_EXCERPT_SIZE];
    struct buf meaning, text;
    buf_init(&meaning);
    buf_init(&text);
    add_meaning(&meaning, value);
    scan_excerpt(excerpt, value->original);
    buf_printf(&text, "\"%s\"", excerpt);
    if (value->attribute->kind != IMPORT_TEXT && strcmp(buf_text(&meaning), value->original) != 0)
        buf_printf(&text, " is %s", buf_text(&meaning));
    if (value->condition != NULL) {
        scan_excerpt(excerpt, value->condition);
        buf_printf(&text, " under \"%s\"", excerpt);
    }
    const char *out =
        buf_ok(&text) && buf_ok(&meaning) ? arena_strdup(arena, buf_text(&text)) : NULL;
    buf_fini(&meaning);
    buf_fini(&text);
    return out;
}

enum optibom_status load_sample(struct catalog_load_file *file, struct arena *arena,
                                const struct import_record *record, struct error *err)
{
    const struct import_mapping *mapping = &file->mapping;
    file->sample = arena_alloc(arena, mapping->column_count * sizeof *file->sample);
    if (file->sample == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < mapping->column_count; i++) {
        const struct import_attribute *attribute = mapping->columns[i].attribute;
        const struct import_value *value =
            attribute != NULL ? import_record_value(record, attribute->name) : NULL;
        if (value != NULL && (file->sample[i] = describe(arena, value)) == NULL)
            return error_no_memory(err);
    }
    return OPTIBOM_OK;
}
