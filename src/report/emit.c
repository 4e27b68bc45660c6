#include "report/emit.h"

#include "base/json.h"
#include "report/clean.h"
#include "report/text/csv_write.h"
#include "report/text/json_table.h"
#include "report/text/markdown.h"
#include "report/text/text.h"

/* "columns" and "rows" as arrays: what a query asked for is not ours to name twice. */
static void put_arrays(struct json *json, const struct table *table)
{
    json_key(json, "columns");
    json_array(json);
    for (size_t i = 0; i < table->column_count; i++)
        json_text(json, table->columns[i].name);
    json_array_end(json);
    json_key(json, "rows");
    json_array(json);
    for (size_t row = 0; row < table_row_count(table); row++) {
        json_array(json);
        for (size_t i = 0; i < table->column_count; i++) {
            const struct table_cell *cell = table_at(table, row, i);
            if (cell->kind == TABLE_CELL_INTEGER)
                json_integer(json, cell->integer);
            else if (cell->kind == TABLE_CELL_REAL)
                json_number(json, cell->real);
            else
                json_text(json, cell->kind == TABLE_CELL_TEXT ? cell->text : NULL);
        }
        json_array_end(json);
    }
    json_array_end(json);
}

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
        put_arrays(&json, document->sections[0].table);
    } else {
        for (size_t i = 0; i < document->section_count; i++) {
            json_key(&json, document->sections[i].name);
            json_table_add(&json, document->sections[i].table);
        }
    }
    json_object_end(&json);
}

static void put_text(struct buf *out, const struct emit_section *section,
                     const struct report_spec *spec, const struct optibom_output *style)
{
    struct text_style text = {.width = style->width > 0 ? (size_t)style->width : 0,
                              .is_coloured = style->colour,
                              .is_utf8 = style->utf8};
    if (section->title != NULL) {
        buf_puts(out, style->colour ? "\033[1;4m" : "");
        clean_line(out, section->title);
        buf_puts(out, style->colour ? "\033[0m\n" : "\n");
    }
    text_write(out, section->for_people != NULL ? section->for_people : section->table, spec,
               &text);
}

/* Files get the data as it is; a terminal obeys control characters, so there they are left out. */
static void put_csv(struct buf *out, const struct table *table, const struct optibom_output *style)
{
    struct buf text;
    if (style->width == 0) {
        csv_write(out, table);
        return;
    }
    buf_init(&text);
    csv_write(&text, table);
    clean_lines(out, buf_text(&text));
    out->failed |= !buf_ok(&text);
    buf_fini(&text);
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
            put_csv(out, document->sections[0].table, style);
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
            markdown_write(out, section->for_people != NULL ? section->for_people : section->table,
                           section->title);
        else
            put_text(out, section, document->spec, style);
    }
}
