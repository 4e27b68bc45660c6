/* From rows of tables to entries of facts; import/pdf/pdf_facts.h. */
#include "import/pdf/pdf_facts.h"

#include "import/pdf/pdf_shape.h"

#include <string.h>

struct table_reading {
    struct import_pdf_facts *facts;
    const struct import_pdf_table *table;
    size_t number; /* of the table, from 1 */
    struct import_pdf_shape shape;
    const char *section;                /* inside the table, else its own */
    const char *last_unit, *last_label; /* of the row before */
};

static const char doubt_unclear[] =
    "the columns of this row are not clear: compare it with the document";
static const char doubt_divided[] =
    "a hyphen divides the text at the end of a line: it may not belong to the word";
static const char doubt_nameless[] =
    "a row without a label stands beside this one: which value has the label is not sure";
static const char doubt_unit[] = "the unit stands with a remark: compare it with the document";
static const char doubt_ditto[] = "the unit stands in a row above only";

static const char *doubt_of(const struct import_pdf_row *row, size_t column)
{
    return row->is_unclear ? doubt_unclear : row->is_divided[column] ? doubt_divided : NULL;
}

static const char *cell_of(const struct import_pdf_row *row, const struct import_pdf_grid *grid,
                           size_t column)
{
    return column < grid->count ? row->cells[column] : "";
}

static bool share_a_word(const char *a, const char *b)
{
    char key[IMPORT_PDF_KEY_SIZE];
    import_pdf_key(key, a);
    for (const char *at = key; *at != '\0';) {
        char word[IMPORT_PDF_KEY_SIZE];
        size_t length = strcspn(at, " ");
        memcpy(word, at, length);
        word[length] = '\0';
        if (length >= 5 && import_pdf_has_word(b, word))
            return true;
        at += length;
        at += *at == ' ';
    }
    return false;
}

/* The unit of a row: its own, that of the head, or, with a doubt, the one that a cell over several
 * rows gives to rows of like names. NULL when memory is exhausted. */
static const char *unit_of(struct table_reading *reading, const struct import_pdf_row *row,
                           const char *label, const char **doubt)
{
    const struct import_pdf_grid *grid = &reading->table->grid;
    const struct import_pdf_shape *shape = &reading->shape;
    const char *unit = cell_of(row, grid, shape->unit);
    const size_t columns[] = {shape->min, shape->typ, shape->max, shape->value};
    size_t length, own_length;
    const char *own;
    if (import_pdf_is_blank(unit))
        unit = "";
    size_t word = strcspn(unit, " (");
    if (unit[word] != '\0' && !import_pdf_is_unit(unit, strlen(unit)) &&
        import_pdf_is_unit(unit, word)) {
        unit = arena_strndup(reading->facts->arena, unit, word);
        *doubt = *doubt != NULL ? *doubt : doubt_unit;
        if (unit == NULL)
            return NULL;
    }
    for (size_t i = 0; *unit == '\0' && i < sizeof columns / sizeof *columns; i++)
        if (columns[i] < grid->count)
            unit = grid->columns[columns[i]].unit;
    bool has_own = *unit != '\0' || import_pdf_split_unit(label, &length, &own, &own_length);
    if (!has_own && shape->unit < grid->count && *reading->last_unit != '\0' &&
        share_a_word(label, reading->last_label)) {
        unit = reading->last_unit;
        *doubt = *doubt != NULL ? *doubt : doubt_ditto;
    }
    return unit;
}

/* The label of a row, with that of the section where it is but a mode or a limit of it. */
static const char *label_of(struct table_reading *reading, const struct import_pdf_row *row)
{
    const char *label = row->cells[reading->shape.label], *section = reading->section;
    bool is_inner = section != reading->table->section && *section != '\0';
    enum import_pdf_role role = import_pdf_role_of(label);
    bool is_limit = role == IMPORT_PDF_MIN || role == IMPORT_PDF_TYP || role == IMPORT_PDF_MAX;
    if (is_inner && (is_limit || import_pdf_is_comparison(label) ||
                     (import_pdf_is_mode(label) && strlen(label) < 24)))
        return arena_printf(reading->facts->arena, "%s (%s)", section, label);
    return label;
}

/* A row of figures without a label: the label of a neighbour may hold for it, or is centred on it.
 */
static bool is_nameless(const struct table_reading *reading, size_t at)
{
    const struct import_pdf_table *table = reading->table;
    if (at >= table->row_count || *table->rows[at].cells[reading->shape.label] != '\0')
        return false;
    for (size_t i = 0; i < table->grid.count; i++) {
        const char *cell = table->rows[at].cells[i];
        if (i != reading->shape.note && i != reading->shape.condition &&
            strpbrk(cell, "0123456789") != NULL)
            return true;
    }
    return false;
}

/* True when only the label stands in the row: the name of a section. */
static bool is_section_row(const struct table_reading *reading, const struct import_pdf_row *row)
{
    for (size_t i = 0; i < reading->table->grid.count; i++)
        if (i != reading->shape.label && *row->cells[i] != '\0')
            return false;
    return *row->cells[reading->shape.label] != '\0';
}

static bool enter_columns(struct table_reading *reading, struct import_pdf_entry *entry,
                          const struct import_pdf_row *row)
{
    const struct import_pdf_grid *grid = &reading->table->grid;
    const struct import_pdf_shape *shape = &reading->shape;
    const char *unit = entry->unit, *doubt = entry->doubt;
    for (size_t i = 0; i < shape->value_count; i++) {
        const struct import_pdf_column *column = &grid->columns[shape->values[i]];
        bool is_divided = row->is_divided[shape->values[i]];
        entry->value = row->cells[shape->values[i]];
        entry->doubt = doubt == NULL && is_divided ? doubt_divided : doubt;
        entry->unit = *unit != '\0' ? unit : column->unit;
        entry->part = shape->is_by_part ? column->name : NULL;
        entry->mode = shape->is_by_part ? "" : column->name;
        if (!import_pdf_facts_enter(reading->facts, entry))
            return false;
    }
    return true;
}

/* Limits by mode: each group of columns has its Min, Typ and Max. */
static bool enter_groups(struct table_reading *reading, struct import_pdf_entry *entry,
                         const struct import_pdf_row *row)
{
    const struct import_pdf_grid *grid = &reading->table->grid;
    for (size_t i = 0, end; i < grid->count; i = end) {
        const char *group = grid->columns[i].group;
        entry->min = entry->typ = entry->max = "";
        entry->mode = group;
        for (end = i; end < grid->count && grid->columns[end].group == group; end++) {
            enum import_pdf_role role = grid->columns[end].role;
            entry->min = role == IMPORT_PDF_MIN ? row->cells[end] : entry->min;
            entry->typ = role == IMPORT_PDF_TYP ? row->cells[end] : entry->typ;
            entry->max = role == IMPORT_PDF_MAX ? row->cells[end] : entry->max;
        }
        if (group != NULL && !import_pdf_facts_enter(reading->facts, entry))
            return false;
    }
    return true;
}

/* "Power (W) (400G)" has its unit in the middle: it goes to the cells first. */
static bool split_label(struct arena *arena, struct import_pdf_entry *entry)
{
    size_t length, unit_length;
    const char *unit;
    if (!import_pdf_split_unit(entry->label, &length, &unit, &unit_length))
        return true;
    if (*entry->unit == '\0')
        entry->unit = arena_strndup(arena, unit, unit_length);
    entry->label = arena_strndup(arena, entry->label, length);
    return entry->label != NULL && entry->unit != NULL;
}

static bool enter_row(struct table_reading *reading, size_t at)
{
    const struct import_pdf_row *row = &reading->table->rows[at];
    const struct import_pdf_grid *grid = &reading->table->grid;
    const struct import_pdf_shape *shape = &reading->shape;
    struct arena *arena = reading->facts->arena;
    const char *condition = cell_of(row, grid, shape->condition);
    const char *note = cell_of(row, grid, shape->note);
    if (is_section_row(reading, row)) {
        reading->section = row->cells[shape->label];
        return true;
    }
    if (*row->cells[shape->label] == '\0')
        return true;
    struct import_pdf_entry entry = {.label = label_of(reading, row),
                                     .section = reading->section,
                                     .condition = *condition != '\0' ? condition
                                                  : strspn(note, "0123456789, ") < strlen(note)
                                                      ? note
                                                      : "",
                                     .doubt = row->is_unclear ? doubt_unclear : NULL,
                                     .place = import_pdf_facts_place(arena, row->page, row->raw),
                                     .spot = {row->line, reading->number}};
    if (is_nameless(reading, at + 1) || (at > 0 && is_nameless(reading, at - 1)))
        entry.doubt = doubt_nameless;
    if (entry.label == NULL || entry.place == NULL)
        return false;
    entry.unit = unit_of(reading, row, entry.label, &entry.doubt);
    if (entry.unit == NULL)
        return false;
    reading->last_unit = *cell_of(row, grid, shape->unit) != '\0' ? cell_of(row, grid, shape->unit)
                                                                  : reading->last_unit;
    reading->last_label = entry.label;
    bool has_limits =
        shape->min < grid->count || shape->typ < grid->count || shape->max < grid->count;
    if (shape->has_groups)
        return enter_groups(reading, &entry, row);
    if (has_limits) {
        entry.min = cell_of(row, grid, shape->min);
        entry.typ = cell_of(row, grid, shape->typ);
        entry.max = cell_of(row, grid, shape->max);
        return import_pdf_facts_enter(reading->facts, &entry);
    }
    if (shape->value < grid->count) {
        entry.value = row->cells[shape->value];
        if (row->is_divided[shape->value] && entry.doubt == NULL)
            entry.doubt = doubt_divided;
        return import_pdf_facts_enter(reading->facts, &entry);
    }
    return split_label(arena, &entry) && enter_columns(reading, &entry, row);
}

/* The part number of a cell, its text NULL when there is none. Words behind it may be remarks, or
 * it has blanks. False when memory is exhausted. */
static bool read_part(struct import_pdf_name *out, struct arena *arena, const char *cell)
{
    size_t length = strcspn(cell, " "), blanks = 0;
    const char *first = arena_strndup(arena, cell, length);
    *out = (struct import_pdf_name){0};
    if (first == NULL || !import_pdf_is_part(first))
        return first != NULL;
    for (const char *at = cell; *at != '\0'; at++)
        blanks += *at == ' ';
    bool is_remark = blanks > 2 || (blanks > 0 && cell[length + 1] == '(');
    out->text = is_remark ? first : cell;
    if (blanks > 0)
        out->doubt = "other words stand beside the part number, or it has blanks";
    return true;
}

/* A row of an ordering table: its part, and what holds for that part only. */
static bool enter_order(struct table_reading *reading, const struct import_pdf_row *row)
{
    const struct import_pdf_grid *grid = &reading->table->grid;
    const struct import_pdf_shape *shape = &reading->shape;
    struct arena *arena = reading->facts->arena;
    const char *cell = row->cells[shape->part];
    struct import_pdf_name part;
    if (!read_part(&part, arena, cell))
        return false;
    if (part.text == NULL)
        return true;
    part.place = import_pdf_facts_place(arena, row->page, row->raw);
    if (part.place == NULL)
        return false;
    if (row->is_unclear)
        part.doubt = doubt_unclear;
    if (!import_pdf_facts_add_part(reading->facts, &part))
        return false;
    for (size_t i = 0; i < shape->value_count; i++) {
        const struct import_pdf_column *column = &grid->columns[shape->values[i]];
        struct import_pdf_entry entry = {.label = column->name,
                                         .section = "",
                                         .condition = "",
                                         .part = part.text,
                                         .place = part.place,
                                         .value = row->cells[shape->values[i]],
                                         .unit = column->unit,
                                         .doubt = doubt_of(row, shape->values[i])};
        if (!import_pdf_facts_enter(reading->facts, &entry))
            return false;
    }
    return true;
}

/* ---- tables ---- */

static bool enter_side_by_side(struct import_pdf_facts *facts, const struct import_pdf_table *table,
                               size_t number)
{
    for (size_t i = 0; i < table->row_count; i++) {
        const struct import_pdf_row *row = &table->rows[i];
        for (size_t k = 0; k + 1 < table->grid.count; k += 2) {
            struct import_pdf_entry entry = {
                .label = row->cells[k],
                .section = table->section,
                .condition = "",
                .value = row->cells[k + 1],
                .unit = "",
                .place = import_pdf_facts_place(facts->arena, row->page, row->raw),
                .doubt = doubt_of(row, k + 1),
                .spot = {row->line, number}};
            if (*entry.label == '\0')
                continue;
            if (entry.place == NULL || !import_pdf_facts_enter(facts, &entry))
                return false;
        }
    }
    return true;
}

static bool is_alien_section(const char *section)
{
    static const char *const words[] = {
        "revision history",    "document history", "contents",
        "pin assignment",      "pin description",  "pin definition",
        "contact information", "contact",          "pinout",
        "pin descriptions",    "change history",   "pin definitions",
        "register map",        "memory map",       "sales offices"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (import_pdf_has_word(section, words[i]))
            return true;
    return false;
}

bool import_pdf_facts_of_tables(struct import_pdf_facts *facts,
                                const struct import_pdf_tables *tables)
{
    for (size_t i = 0; i < tables->count; i++) {
        const struct import_pdf_table *table = &tables->items[i];
        struct table_reading reading = {.facts = facts,
                                        .table = table,
                                        .number = i + 1,
                                        .section = table->section,
                                        .last_unit = "",
                                        .last_label = ""};
        bool is_good = true;
        if (is_alien_section(table->section))
            continue;
        if (!table->grid.has_head && import_pdf_shape_is_side_by_side(table))
            is_good = enter_side_by_side(facts, table, i + 1);
        else if (import_pdf_shape_read(&reading.shape, table))
            for (size_t k = 0; is_good && k < table->row_count; k++)
                is_good = reading.shape.part < table->grid.count
                              ? enter_order(&reading, &table->rows[k])
                              : enter_row(&reading, k);
        if (!is_good)
            return false;
        for (size_t k = 0; reading.shape.is_by_part && k < reading.shape.value_count; k++) {
            struct import_pdf_name part = {
                .text = table->grid.columns[reading.shape.values[k]].name,
                .place = import_pdf_facts_place(facts->arena,
                                                table->row_count > 0 ? table->rows[0].page : 1,
                                                table->grid.columns[reading.shape.values[k]].name)};
            if (part.place == NULL || !import_pdf_facts_add_part(facts, &part))
                return false;
        }
    }
    return true;
}
