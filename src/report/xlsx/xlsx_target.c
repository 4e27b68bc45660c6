/* Where the cells of a column lead: the rows of another sheet, by their keys. */
#include "report/spec/where.h"
#include "report/xlsx/xlsx_book.h"

#include "base/text_map.h"

#include <string.h>

struct xlsx_target {
    const struct report_link *link;
    size_t sheet;         /* of the workbook */
    struct text_map rows; /* row of the target's table by its keys */
};

static bool add_key(struct buf *out, const struct report_spec *spec, const struct table *table,
                    size_t row, const char *name)
{
    char text[32];
    const struct report_column *column = report_spec_column(spec, name);
    if (column == NULL)
        return false;
    buf_puts(out, where_text(text, table_at(table, row, (size_t)(column - spec->columns))));
    buf_putc(out, '\x1f');
    return true;
}

static bool map_rows(struct xlsx_book *book, struct xlsx_target *target)
{
    const struct report_spec *spec = &book->specs[target->sheet];
    const struct table *table = &book->sheets[target->sheet].table;
    bool is_ok = true;
    for (size_t row = 0; is_ok && row < table_row_count(table); row++) {
        int64_t known;
        buf_clear(&book->text);
        for (size_t i = 0; is_ok && i < target->link->keys.count; i++)
            is_ok = add_key(&book->text, spec, table, row, target->link->keys.terms[i].value);
        if (is_ok && !text_map_get(&known, &target->rows, buf_text(&book->text)))
            is_ok = buf_ok(&book->text) &&
                    text_map_put(&target->rows, buf_text(&book->text), (int64_t)row);
    }
    return is_ok;
}

struct xlsx_target *xlsx_target_make(struct xlsx_book *book, size_t index,
                                     const struct report_column *column)
{
    const struct report_spec *spec = &book->specs[index];
    for (size_t i = 0; i < spec->link_count; i++) {
        const struct report_link *link = &spec->links[i];
        size_t sheet = 0;
        while (sheet < book->count && strcmp(book->specs[sheet].name, link->report) != 0)
            sheet++;
        if (report_spec_column(spec, link->column) != column || sheet == book->count)
            continue;
        struct xlsx_target *target = arena_alloc(book->arena, sizeof *target);
        if (target != NULL) {
            *target = (struct xlsx_target){.link = link, .sheet = sheet};
            text_map_init(&target->rows, book->arena, true);
            if (map_rows(book, target))
                return target;
            text_map_fini(&target->rows);
        }
        xlsx_no_memory(book);
    }
    return NULL;
}

void xlsx_target_free(struct xlsx_target *target)
{
    if (target != NULL)
        text_map_fini(&target->rows);
}

bool xlsx_target_write(struct xlsx_book *book, const struct xlsx_target *target, size_t index,
                       size_t row, size_t column)
{
    struct xlsx_sheet *sheet = &book->sheets[index];
    int64_t found;
    buf_clear(&book->text);
    for (size_t i = 0; i < target->link->keys.count; i++)
        add_key(&book->text, &book->specs[index], &sheet->table, row,
                target->link->keys.terms[i].column);
    if (!buf_ok(&book->text) || !text_map_get(&found, &target->rows, buf_text(&book->text)))
        return false;
    struct formula_sheet cell = book->places[target->sheet];
    cell.first_row = cell.last_row = book->sheets[target->sheet].rows[found] + 1;
    buf_clear(&book->text);
    buf_puts(&book->text, "internal:");
    formula_cell(&book->text, &cell, 0);
    return buf_ok(&book->text) &&
           worksheet_write_url_opt(sheet->worksheet, sheet->rows[row], (lxw_col_t)column,
                                   buf_text(&book->text), NULL, "", NULL) == LXW_NO_ERROR;
}
