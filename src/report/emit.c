#include "report/emit.h"

#include "base/json.h"
#include "report/csv_write.h"
#include "report/json_table.h"
#include "report/markdown.h"
#include "report/text.h"

static void put_json(struct buf *out, const struct emit_document *document)
{
    struct json json;
    json_init(&json, out);
    json_object(&json);
    json_key_text(&json, "schema", document->schema);
    for (size_t i = 0; i < sizeof document->keys / sizeof *document->keys; i++)
        if (document->keys[i] != NULL)
            json_key_text(&json, document->keys[i], document->values[i]);
    if (document->is_bare) {
        json_table_arrays(&json, document->sections[0].table);
    } else {
        for (size_t i = 0; i < document->section_count; i++) {
            json_key(&json, document->sections[i].name);
            json_table_objects(&json, document->sections[i].table);
        }
    }
    json_object_end(&json);
}

static void put_text(struct buf *out, const struct emit_section *section,
                     const struct optibom_output *style)
{
    if (section->title != NULL)
        buf_printf(out, style->colour ? "\033[1;4m%s\033[0m\n" : "%s\n", section->title);
    text_table(out, section->table, style->width, style->colour);
}

static void put_markdown(struct buf *out, const struct emit_section *section)
{
    if (section->title != NULL)
        buf_printf(out, "## %s\n\n", section->title);
    markdown_table(out, section->table);
}

void emit_document(struct buf *out, const struct emit_document *document,
                   const struct optibom_output *style)
{
    if (style->format == OPTIBOM_JSON) {
        put_json(out, document);
        return;
    }
    if (style->format == OPTIBOM_CSV) {
        if (document->section_count > 0)
            csv_write_table(out, document->sections[0].table);
        return;
    }
    bool is_first = true;
    for (size_t i = 0; i < document->section_count; i++) {
        const struct emit_section *section = &document->sections[i];
        /* Of several sections the empty ones have nothing to say. */
        if (document->section_count > 1 && table_row_count(section->table) == 0)
            continue;
        if (!is_first)
            buf_putc(out, '\n');
        is_first = false;
        if (style->format == OPTIBOM_MARKDOWN)
            put_markdown(out, section);
        else
            put_text(out, section, style);
    }
}
