#include "report/spec/formula.h"

#include "report/spec/spec_fields.h"

#include <stdio.h>
#include <string.h>

static const char NONE[] = "none";

enum { ROW_MARK = '\1' }; /* texts of formulas hold no control characters */

/* Copies a name of the template; false when it is empty or too long. */
static bool copy_name(char out[FORMULA_NAME_SIZE], const char *text, size_t length)
{
    if (length == 0 || length >= FORMULA_NAME_SIZE)
        return false;
    memcpy(out, text, length);
    out[length] = '\0';
    return true;
}

/* The text between the braces of a part. */
static enum formula_part_kind read_reference(struct formula_part *part, const char *text,
                                             size_t length)
{
    static const char SUFFIX[] = ":column";
    const size_t suffix = sizeof SUFFIX - 1;
    const char *colon = memchr(text, ':', length);
    if (colon == NULL)
        return copy_name(part->name, text, length) ? FORMULA_PART_CELL : FORMULA_PART_BROKEN;
    size_t name = (size_t)(colon - text);
    if (length - name != suffix || memcmp(colon, SUFFIX, suffix) != 0)
        return FORMULA_PART_BROKEN;
    const char *dot = memchr(text, '.', name);
    if (dot != NULL) {
        size_t report = (size_t)(dot - text);
        if (!copy_name(part->report, text, report))
            return FORMULA_PART_BROKEN;
        text = dot + 1;
        name -= report + 1;
    }
    return copy_name(part->name, text, name) ? FORMULA_PART_RANGE : FORMULA_PART_BROKEN;
}

bool formula_next(struct formula_part *part, const char **cursor)
{
    const char *text = *cursor;
    *part = (struct formula_part){.text = text};
    if (*text == '\0')
        return false;
    if (*text != '{') {
        part->length = strcspn(text, "{");
    } else {
        const char *close = strchr(text, '}');
        part->length = close != NULL ? (size_t)(close - text) + 1 : strlen(text);
        part->kind =
            close != NULL ? read_reference(part, text + 1, part->length - 2) : FORMULA_PART_BROKEN;
    }
    *cursor = text + part->length;
    return true;
}

bool formula_part_is_none(const struct formula_part *part)
{
    return part->kind == FORMULA_PART_CELL && strcmp(part->name, NONE) == 0;
}

bool formula_has_none(const char *template)
{
    struct formula_part part;
    while (formula_next(&part, &template))
        if (formula_part_is_none(&part))
            return true;
    return false;
}

void formula_column_letters(struct buf *out, size_t column)
{
    if (column >= 26)
        formula_column_letters(out, column / 26 - 1);
    buf_putc(out, (char)('A' + column % 26));
}

static void add_sheet(struct buf *out, const char *sheet)
{
    buf_putc(out, '\'');
    for (; *sheet != '\0'; sheet++) {
        buf_putc(out, *sheet);
        if (*sheet == '\'')
            buf_putc(out, '\'');
    }
    buf_puts(out, "'!");
}

static void add_absolute(struct buf *out, size_t column, uint32_t row)
{
    buf_putc(out, '$');
    formula_column_letters(out, column);
    buf_printf(out, "$%lu", (unsigned long)row);
}

void formula_cell(struct buf *out, const struct formula_sheet *sheet, size_t column)
{
    add_sheet(out, sheet->spec->sheet);
    add_absolute(out, column, sheet->first_row);
}

void formula_column_range(struct buf *out, const struct formula_sheet *sheet, size_t column)
{
    formula_cell(out, sheet, column);
    buf_putc(out, ':');
    add_absolute(out, column,
                 sheet->last_row < sheet->first_row ? sheet->first_row : sheet->last_row);
}

static bool has_name(const struct report_spec *spec, const char *name)
{
    for (size_t i = 0; i < spec->name_count; i++)
        if (strcmp(spec->names[i].name, name) == 0)
            return true;
    return false;
}

static bool expand_cell(struct buf *out, const struct formula_place *place, const char *name)
{
    const struct report_spec *spec = place->sheets[place->own].spec;
    const struct report_column *column = report_spec_column(spec, name);
    if (strcmp(name, NONE) == 0) {
        buf_puts(out, "\"" FORMULA_DASH "\"");
        return true;
    }
    if (column != NULL) {
        buf_puts(out, place->is_column_fixed ? "$" : "");
        formula_column_letters(out, (size_t)(column - spec->columns));
        buf_putc(out, ROW_MARK);
        return true;
    }
    for (size_t i = 0; i < place->count; i++)
        if (has_name(place->sheets[i].spec, name)) {
            buf_puts(out, name);
            return true;
        }
    return false;
}

static bool expand_range(struct buf *out, const struct formula_place *place,
                         const struct formula_part *part)
{
    const char *report =
        part->report[0] != '\0' ? part->report : place->sheets[place->own].spec->name;
    for (size_t i = 0; i < place->count; i++) {
        const struct report_spec *spec = place->sheets[i].spec;
        const struct report_column *column = report_spec_column(spec, part->name);
        if (strcmp(spec->name, report) != 0 || column == NULL)
            continue;
        struct formula_sheet rows = place->sheets[i];
        /* Of one row also the one below, which is empty: gnumeric takes INDEX of a single cell for
         * a value, not for the reference that INDEX():INDEX() wants. */
        if (rows.last_row <= rows.first_row)
            rows.last_row = rows.first_row + 1;
        formula_column_range(out, &rows, (size_t)(column - spec->columns));
        return true;
    }
    return false;
}

bool formula_expand(struct buf *out, const struct formula_place *place, const char *template)
{
    struct formula_part part;
    bool is_known = true;
    while (is_known && formula_next(&part, &template)) {
        if (part.kind == FORMULA_PART_TEXT)
            buf_add(out, part.text, part.length);
        else if (part.kind == FORMULA_PART_CELL)
            is_known = expand_cell(out, place, part.name);
        else
            is_known = part.kind == FORMULA_PART_RANGE && expand_range(out, place, &part);
    }
    return is_known;
}

void formula_for_row(struct buf *out, const char *expanded, uint32_t row)
{
    char digits[16];
    int length = snprintf(digits, sizeof digits, "%lu", (unsigned long)row);
    for (const char *mark; (mark = strchr(expanded, ROW_MARK)) != NULL; expanded = mark + 1) {
        buf_add(out, expanded, (size_t)(mark - expanded));
        buf_add(out, digits, (size_t)length);
    }
    buf_puts(out, expanded);
}

static enum optibom_status check_part(const struct report_spec *specs, size_t count,
                                      const struct report_spec *own, int line,
                                      const struct formula_part *part, struct error *err)
{
    if (part->kind == FORMULA_PART_TEXT)
        return OPTIBOM_OK;
    if (part->kind == FORMULA_PART_BROKEN)
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s, line %d: '%.*s' is not {column}, {name} or {report.column:column}",
                         own->file, line, (int)part->length, part->text);
    const struct report_spec *owner = own;
    if (part->report[0] != '\0') {
        struct error why = {0};
        if (report_spec_find(&owner, specs, count, part->report, &why) != OPTIBOM_OK)
            return error_set(err, OPTIBOM_BAD_INPUT, "%s, line %d: %s", own->file, line, why.text);
    }
    if (report_spec_column(owner, part->name) != NULL || formula_part_is_none(part))
        return OPTIBOM_OK;
    for (size_t i = 0; part->kind == FORMULA_PART_CELL && i < count; i++)
        if (has_name(&specs[i], part->name))
            return OPTIBOM_OK;
    return spec_unknown_column(own, owner, line, part->name, err);
}

enum optibom_status formula_check(const struct report_spec *specs, size_t count,
                                  const struct report_spec *own, int line, const char *template,
                                  struct error *err)
{
    struct formula_part part;
    enum optibom_status status = OPTIBOM_OK;
    while (status == OPTIBOM_OK && formula_next(&part, &template))
        status = check_part(specs, count, own, line, &part, err);
    return status;
}
