#include "import/record_reading.h"

#include "base/scan.h"
#include "import/cell/cell_meaning.h"
#include "import/cell/cell_memo.h"
#include "import/issue_codes.h"

#include <math.h>
#include <string.h>

static enum optibom_status add_issue(struct reading *reading, const char *code, const char *column,
                                     const char *text)
{
    struct import_record *record = reading->record;
    return import_issue_add(&record->issues, &record->issue_count, reading->arena,
                            import_reading_issue(reading, code, column), reading->err, "%s", text);
}

/* The cells of the row beside the columns of the mapping, trimmed; NULL when memory is exhausted.
 */
static const char **copy_cells(struct reading *reading)
{
    const struct import_row *row = reading->row;
    size_t count = reading->mapping->column_count;
    const char **cells = arena_alloc(reading->arena, (count + 1) * sizeof *cells);
    for (size_t i = 0; cells != NULL && i < count; i++) {
        size_t length;
        const char *text = scan_trim(i < row->count ? row->cells[i] : "", &length);
        cells[i] = arena_strndup(reading->arena, text, length);
        if (cells[i] == NULL)
            return NULL;
    }
    return cells;
}

/* Where the cells of the row stood, beside the columns; false when memory is exhausted. */
static bool copy_places(const char *const **out, struct reading *reading)
{
    const struct import_row *row = reading->row;
    size_t count = reading->mapping->column_count;
    *out = NULL;
    if (row->places == NULL)
        return true;
    const char **places = arena_alloc(reading->arena, (count + 1) * sizeof *places);
    for (size_t i = 0; places != NULL && i < count; i++) {
        const char *place = i < row->count && row->places[i] != NULL ? row->places[i] : "";
        if ((places[i] = arena_strdup(reading->arena, place)) == NULL)
            return false;
    }
    *out = places;
    return places != NULL;
}

enum optibom_status import_reading_ask(struct reading *reading, const struct import_column *column,
                                       bool has_sides)
{
    struct import_record *record = reading->record;
    struct import_issue issue =
        import_reading_issue(reading, reading->problem->code, column->header);
    issue.candidates = reading->problem->candidates;
    issue.candidate_count = reading->problem->candidate_count;
    issue.attribute = column->attribute;
    issue.position = (size_t)(column - reading->mapping->columns);
    issue.has_sides = has_sides;
    issue.cells = copy_cells(reading);
    if (issue.cells == NULL || !copy_places(&issue.places, reading))
        return error_no_memory(reading->err);
    return import_issue_add(&record->issues, &record->issue_count, reading->arena, issue,
                            reading->err, "%s", reading->problem->why.text);
}

/* Adds what the side column says to the value; false when both say the same side differently. */
static bool merge_side(double *side, double added)
{
    bool is_free = isnan(*side) || isnan(added) || *side == added;
    if (isnan(*side))
        *side = added;
    return is_free;
}

/* Both texts, once where they are the same or one is missing; false when memory is exhausted. */
static bool merge_text(struct reading *reading, const char **text, const char *added)
{
    if (added == NULL || (*text != NULL && strcmp(*text, added) == 0))
        return true;
    *text = *text == NULL ? added : arena_printf(reading->arena, "%s; %s", *text, added);
    return *text != NULL;
}

static enum optibom_status merge(struct reading *reading, struct import_value *value,
                                 const struct import_value *added,
                                 const struct import_column *column)
{
    bool is_free = merge_side(&value->range.min, added->range.min);
    is_free = merge_side(&value->range.typ, added->range.typ) && is_free;
    is_free = merge_side(&value->range.max, added->range.max) && is_free;
    value->original = arena_printf(reading->arena, "%s; %s", value->original, added->original);
    if (value->original == NULL || !merge_text(reading, &value->condition, added->condition) ||
        !merge_text(reading, &value->place, added->place))
        return error_no_memory(reading->err);
    if (is_free)
        return OPTIBOM_OK;
    return import_issue_add(&reading->record->issues, &reading->record->issue_count, reading->arena,
                            import_reading_issue(reading, "side-conflict", column->header),
                            reading->err,
                            "%s has two different values in this row; give min, typ and max once "
                            "each",
                            column->attribute->name);
}

/* A figure below a header with a condition waits for those with others. */
static enum optibom_status keep_variant(struct reading *reading, struct slot *slot,
                                        const struct import_value *value,
                                        const struct import_column *column)
{
    struct variant **end = &slot->variants;
    for (; *end != NULL; end = &(*end)->next)
        if (strcmp((*end)->column->condition, column->condition) == 0)
            return merge(reading, &(*end)->value, value, column);
    *end = arena_alloc(reading->arena, sizeof **end);
    if (*end == NULL)
        return error_no_memory(reading->err);
    (*end)->value = *value;
    (*end)->column = column;
    return OPTIBOM_OK;
}

static enum optibom_status keep_value(struct reading *reading, const struct import_value *value,
                                      const struct import_column *column)
{
    struct import_record *record = reading->record;
    struct slot *slot = import_reading_slot(reading, value->attribute);
    if (column->condition != NULL)
        return keep_variant(reading, slot, value, column);
    if (slot->value != NULL)
        return merge(reading, slot->value, value, column);
    slot->value = &record->values[record->value_count++];
    *slot->value = *value;
    return OPTIBOM_OK;
}

static bool is_spreadsheet_error(const char *text)
{
    static const char *const errors[] = {"#N/A",   "#REF!",  "#VALUE!", "#DIV/0!",
                                         "#NAME?", "#NULL!", "#NUM!"};
    for (size_t i = 0; *text == '#' && i < sizeof errors / sizeof *errors; i++)
        if (scan_same(text, errors[i]))
            return true;
    return false;
}

/* A cell that its reader doubts is asked about, with the value that it seems to have. */
static enum optibom_status doubt_value(struct reading *reading, const struct import_value *value,
                                       const char *doubt)
{
    char excerpt[SCAN_EXCERPT_SIZE];
    struct import_candidate *candidate = arena_alloc(reading->arena, sizeof *candidate);
    if (candidate == NULL)
        return error_no_memory(reading->err);
    *candidate = (struct import_candidate){.text = value->original,
                                           .condition = value->condition,
                                           .range = value->range,
                                           .integer = value->integer};
    scan_excerpt(excerpt, value->original);
    import_cell_refuse(reading->problem, "doubtful-value",
                       "\"%s\" is not sure: %s; choose with optibom import confirm", excerpt,
                       doubt);
    reading->problem->candidates = candidate;
    reading->problem->candidate_count = 1;
    return OPTIBOM_OK;
}

/* Nobody can correct a cell of a document: instead of refusing its row, the value is asked for. */
static enum optibom_status ask_instead(struct reading *reading, const struct import_column *column,
                                       const char **absence)
{
    char why[sizeof reading->problem->why.text];
    memcpy(why, reading->problem->why.text, sizeof why);
    import_cell_refuse(reading->problem, "doubtful-value",
                       "%s; give the value with optibom import confirm", why);
    reading->problem->candidate_count = 0;
    *absence = "waits for an answer";
    return import_reading_ask(reading, column, false);
}

/* What the problem of a cell does to its attribute depends on how severe it is. */
static enum optibom_status take_problem(struct reading *reading, const struct import_value *value,
                                        const struct import_column *column)
{
    const struct import_issue_code *code = import_issue_code_find(reading->problem->code);
    const char **absence = &import_reading_slot(reading, column->attribute)->absence;
    enum optibom_status status = OPTIBOM_OK;
    if (code->severity == IMPORT_ERROR && reading->row->is_document && !column->attribute->required)
        return ask_instead(reading, column, absence);
    switch (code->severity) {
    case IMPORT_ERROR:
        *absence = import_is_reported;
        break;
    case IMPORT_QUESTION:
        *absence = "waits for an answer";
        return import_reading_ask(reading, column, false);
    case IMPORT_WARNING:
        *absence = "is not what the vendor wrote";
        if (!column->attribute->required)
            status = keep_value(reading, value, column);
        break;
    case IMPORT_NOTE:
        *absence = import_is_reported;
        break;
    }
    if (status != OPTIBOM_OK)
        return status;
    return add_issue(reading, code->code, column->header, reading->problem->why.text);
}

/* Spaces before the text on its line: how lists show what contains what. */
static size_t indent_of(const char *cell)
{
    enum { TAB_WIDTH = 4 };
    size_t indent = 0;
    for (; *cell == ' ' || *cell == '\t'; cell++)
        indent += *cell == '\t' ? TAB_WIDTH : 1;
    return scan_is_blank(*cell) ? 0 : indent;
}

/* "1.250": between decimal commas its point may group thousands. */
static bool is_grouped_perhaps(const struct import_value *value)
{
    enum import_kind kind = value->attribute->kind;
    const char *text = value->original;
    if (kind != IMPORT_REAL && kind != IMPORT_MONEY && kind != IMPORT_INTEGER)
        return false;
    text += strcspn(text, "0123456789");
    size_t whole = strspn(text, "0123456789");
    const char *behind = text + whole;
    return whole > 0 && whole <= 3 && *text != '0' && *behind == '.' &&
           strspn(behind + 1, "0123456789") == 3 && behind[4] != ',' && behind[4] != '.';
}

/* The value with what its place in the row adds, and the problem at hand if there is one. */
static enum optibom_status take_value(struct reading *reading, size_t position,
                                      struct import_value *value)
{
    const struct import_column *column = &reading->mapping->columns[position];
    const struct import_row *row = reading->row;
    enum optibom_status status = OPTIBOM_OK;
    value->indent = indent_of(row->cells[position]);
    if (row->places != NULL && row->places[position] != NULL) {
        value->place = arena_strdup(reading->arena, row->places[position]);
        if (value->place == NULL)
            return error_no_memory(reading->err);
    }
    if (row->conditions != NULL && *row->conditions[position] != '\0' && value->condition == NULL) {
        value->condition = arena_strdup(reading->arena, row->conditions[position]);
        if (value->condition == NULL)
            return error_no_memory(reading->err);
    }
    if (reading->problem->code == NULL && row->doubts != NULL && row->doubts[position] != NULL)
        status = doubt_value(reading, value, row->doubts[position]);
    else if (reading->problem->code == NULL && reading->mapping->has_commas &&
             is_grouped_perhaps(value))
        status = doubt_value(reading, value,
                             "the list has decimal commas, so that the point may group thousands; "
                             "declare its numbers in a mapping file");
    if (status != OPTIBOM_OK)
        return status;
    return reading->problem->code == NULL ? keep_value(reading, value, column)
                                          : take_problem(reading, value, column);
}

static enum optibom_status read_value(struct reading *reading, size_t position, const char *text)
{
    struct import_value value;
    const struct import_column *column = &reading->mapping->columns[position];
    if (import_cell_is_open(text))
        return add_issue(reading, "to-be-determined", column->header,
                         "the value is not known yet; it is left empty");
    if (is_spreadsheet_error(text)) {
        import_reading_slot(reading, column->attribute)->absence = import_is_reported;
        return add_issue(reading, "spreadsheet-error", column->header,
                         "the cell holds an error of a formula; correct it and export again");
    }
    struct import_cell_problem *problem = reading->problem;
    enum optibom_status status =
        import_meaning_read(&value, problem, reading->arena, column, text, reading->err);
    bool is_absent = import_cell_is_absent(text) || problem->is_absent;
    if (status != OPTIBOM_OK ||
        (is_absent && (column->attribute->kind != IMPORT_CHOICE || problem->code != NULL)))
        return status;
    if (reading->memo != NULL && problem->code == NULL &&
        !import_memo_add(reading->memo, position, text, &value))
        return error_no_memory(reading->err);
    return take_value(reading, position, &value);
}

/* Nothing stands there, but something was meant to: an amount that is missed is worth a word. */
static enum optibom_status read_empty(struct reading *reading, size_t position)
{
    const struct import_column *column = &reading->mapping->columns[position];
    const struct import_row *row = reading->row;
    if (column->attribute == NULL || column->attribute->kind != IMPORT_MONEY ||
        row->doubts == NULL || row->doubts[position] == NULL)
        return OPTIBOM_OK;
    const char *text =
        arena_printf(reading->arena, "the cell has no value: %s", row->doubts[position]);
    return text != NULL ? add_issue(reading, "to-be-determined", column->header, text)
                        : error_no_memory(reading->err);
}

static enum optibom_status read_cell(struct reading *reading, size_t position)
{
    size_t length;
    const char *trimmed = scan_trim(reading->row->cells[position], &length);
    if (length == 0)
        return read_empty(reading, position);
    if (reading->mapping->columns[position].attribute == NULL)
        return OPTIBOM_OK;
    if (scan_is_guarded(trimmed)) {
        trimmed++;
        length--;
    }
    const struct import_value *known = reading->memo != NULL && trimmed[length] == '\0'
                                           ? import_memo_find(reading->memo, position, trimmed)
                                           : NULL;
    if (known != NULL) {
        struct import_value value = *known;
        reading->problem->code = NULL;
        return take_value(reading, position, &value);
    }
    const char *text = arena_strndup(reading->arena, trimmed, length);
    return text != NULL ? read_value(reading, position, text) : error_no_memory(reading->err);
}

static enum optibom_status start(struct reading *reading)
{
    const struct import_mapping *mapping = reading->mapping;
    struct import_record *record = reading->record;
    *record = (struct import_record){.line = reading->row->line};
    record->raw = arena_strdup(reading->arena, reading->row->raw);
    record->values = arena_take(reading->arena, mapping->column_count * sizeof *record->values);
    reading->slots = arena_alloc(reading->arena,
                                 mapping->record_class->attribute_count * sizeof *reading->slots);
    return record->raw != NULL && record->values != NULL && reading->slots != NULL
               ? OPTIBOM_OK
               : error_no_memory(reading->err);
}

enum optibom_status import_record_read(struct import_record *out, struct arena *arena,
                                       const struct import_mapping *mapping,
                                       struct import_memo *memo, const struct import_row *row,
                                       struct error *err)
{
    /* Its kilobyte of text need not be cleared for every row. */
    struct import_cell_problem problem;
    struct reading reading = {.record = out,
                              .arena = arena,
                              .mapping = mapping,
                              .memo = memo,
                              .row = row,
                              .problem = &problem,
                              .err = err};
    problem.code = NULL;
    enum optibom_status status = start(&reading);
    if (status == OPTIBOM_OK)
        status = import_reading_check_width(&reading);
    for (size_t i = 0; status == OPTIBOM_OK && i < row->count && i < mapping->column_count; i++)
        status = read_cell(&reading, i);
    if (status == OPTIBOM_OK)
        status = import_reading_settle(&reading);
    if (status == OPTIBOM_OK)
        status = import_reading_check(&reading);
    return status;
}

const struct import_value *import_record_value(const struct import_record *record,
                                               const char *attribute)
{
    for (size_t i = 0; i < record->value_count; i++)
        if (strcmp(record->values[i].attribute->name, attribute) == 0)
            return &record->values[i];
    return NULL;
}
