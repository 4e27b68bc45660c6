#include "import/pdf/pdf_shape.h"

#include "base/scan.h"

#include <string.h>

/* The share of rows, in percent, whose cell passes; blank cells do not count. */
static size_t share(const struct import_pdf_table *table, size_t column,
                    bool (*passes)(const char *))
{
    size_t all = 0, good = 0;
    for (size_t i = 0; i < table->row_count; i++) {
        const char *cell = table->rows[i].cells[column];
        all += *cell != '\0';
        good += *cell != '\0' && passes(cell);
    }
    return all > 0 ? good * 100 / all : 0;
}

/* The share of rows, in percent, with something in the column. */
static size_t filled(const struct import_pdf_table *table, size_t column)
{
    size_t count = 0;
    for (size_t i = 0; i < table->row_count; i++)
        count += *table->rows[i].cells[column] != '\0';
    return table->row_count > 0 ? count * 100 / table->row_count : 0;
}

static bool is_unit_text(const char *text)
{
    return import_pdf_is_unit(text, strlen(text)) || import_pdf_is_blank(text);
}

static bool is_ordinal(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    return digits > 0 && digits <= 3 && (text[digits] == '\0' || strcmp(text + digits, ".") == 0);
}

static bool is_label_text(const char *text)
{
    return scan_is_letter(*text) && strlen(text) > 2 && !import_pdf_is_part(text);
}

static bool is_order_section(const char *section)
{
    static const char *const words[] = {"ordering", "order", "part number", "part numbers",
                                        "models"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (import_pdf_has_word(section, words[i]))
            return true;
    return false;
}

/* Columns without a head. False when they cannot be told. */
static bool guess(struct import_pdf_shape *shape, const struct import_pdf_table *table)
{
    size_t count = table->grid.count, first = share(table, 0, is_ordinal) > 80 ? 1 : 0;
    if (count > 2 && filled(table, 0) <= 60)
        first = 1; /* names of groups of rows */
    size_t left = count - first;
    if (share(table, 0, import_pdf_is_part_surely) > 80 && is_order_section(table->section)) {
        shape->part = 0; /* what stands beside it has no label */
        return true;
    }
    if (left < 2 || left > 3 || share(table, first, is_label_text) < 60)
        return false;
    shape->label = first;
    shape->value = first + 1;
    if (left == 3 && share(table, first + 2, is_unit_text) > 70)
        shape->unit = first + 2;
    else if (left == 3)
        shape->condition = first + 2;
    return true;
}

static void take_role(struct import_pdf_shape *shape, enum import_pdf_role role, size_t column,
                      size_t none, bool *is_twice)
{
    size_t *place = role == IMPORT_PDF_MIN         ? &shape->min
                    : role == IMPORT_PDF_TYP       ? &shape->typ
                    : role == IMPORT_PDF_MAX       ? &shape->max
                    : role == IMPORT_PDF_UNIT      ? &shape->unit
                    : role == IMPORT_PDF_CONDITION ? &shape->condition
                    : role == IMPORT_PDF_NOTE      ? &shape->note
                    : role == IMPORT_PDF_VALUE     ? &shape->value
                                                   : NULL;
    if (place == NULL)
        return;
    *is_twice = *is_twice || (*place != none && role != IMPORT_PDF_NOTE);
    *place = column;
}

static bool is_value_name(const char *name)
{
    char key[IMPORT_PDF_KEY_SIZE];
    import_pdf_key(key, name);
    return strcmp(key, "description") == 0 || strcmp(key, "specification") == 0 ||
           strcmp(key, "specifications") == 0;
}

/* Part numbers down a column with their attributes beside them. */
static bool order_shape(struct import_pdf_shape *shape, const struct import_pdf_grid *grid)
{
    for (size_t i = 0; i < grid->count; i++) {
        enum import_pdf_role role = grid->columns[i].role;
        if (role == IMPORT_PDF_PART && shape->part == grid->count)
            shape->part = i;
        else if (role != IMPORT_PDF_INDEX && role != IMPORT_PDF_NOTE &&
                 *grid->columns[i].name != '\0')
            shape->values[shape->value_count++] = i;
    }
    return shape->part < grid->count;
}

/* Columns below a head. False for tables that are about something else, or not understood. */
static bool read_head(struct import_pdf_shape *shape, const struct import_pdf_grid *grid)
{
    size_t first = grid->columns[0].role == IMPORT_PDF_INDEX ? 1 : 0, parts = 0;
    bool is_twice = false;
    if (first >= grid->count || grid->columns[first].role == IMPORT_PDF_ALIEN)
        return false;
    for (size_t i = first + 1; i < grid->count; i++)
        parts += import_pdf_is_part(grid->columns[i].name);
    if (parts == 0 && order_shape(shape, grid))
        return true;
    shape->part = grid->count;
    shape->value_count = 0;
    shape->label = first;
    for (size_t i = first + 1; i < grid->count; i++) {
        enum import_pdf_role role = grid->columns[i].role;
        const char *name = grid->columns[i].name;
        if (role == IMPORT_PDF_LABEL || (role == IMPORT_PDF_OTHER && is_value_name(name)))
            role = IMPORT_PDF_VALUE;
        shape->has_groups = shape->has_groups || grid->columns[i].group != NULL;
        if (role == IMPORT_PDF_OTHER && (parts == 0 || import_pdf_is_part(name)))
            shape->values[shape->value_count++] = i;
        take_role(shape, role, i, grid->count, &is_twice);
    }
    shape->is_by_part = parts > 0;
    return !is_twice || shape->has_groups;
}

bool import_pdf_shape_read(struct import_pdf_shape *out, const struct import_pdf_table *table)
{
    size_t none = table->grid.count;
    *out = (struct import_pdf_shape){.label = none,
                                     .part = none,
                                     .min = none,
                                     .typ = none,
                                     .max = none,
                                     .unit = none,
                                     .value = none,
                                     .condition = none,
                                     .note = none};
    return table->grid.has_head ? read_head(out, &table->grid) : guess(out, table);
}

/* Label, value, label, value: even columns of words. */
bool import_pdf_shape_is_side_by_side(const struct import_pdf_table *table)
{
    if (table->grid.count < 4 || table->grid.count % 2 != 0)
        return false;
    for (size_t i = 0; i < table->grid.count; i += 2)
        if (share(table, i, is_label_text) < 75)
            return false;
    return true;
}
