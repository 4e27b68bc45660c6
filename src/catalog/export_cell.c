#include "catalog/export_cell.h"

#include "base/buf.h"
#include "base/scan.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Cells of one attribute, as a row of nothing else. */
struct trial {
    struct import_column columns[EXPORT_SIDES];
    const char *texts[EXPORT_SIDES];
    size_t count;
};

static void add_cell(struct trial *trial, const struct import_attribute *attribute,
                     enum import_side side, const char *text)
{
    trial->columns[trial->count] = (struct import_column){
        .header = attribute->name, .attribute = attribute, .side = side, .unit = attribute->unit};
    trial->texts[trial->count++] = text;
}

/* What import makes of the cells; NULL in `*out`: no value. */
static enum optibom_status read_trial(const struct import_value **out, struct trial *trial,
                                      const struct import_attribute *attribute, struct arena *arena,
                                      struct error *err)
{
    struct import_record record;
    const char *cells[EXPORT_SIDES];
    const struct import_class only = {
        .class_name = "", .attributes = attribute, .attribute_count = 1};
    const struct import_mapping mapping = {
        .record_class = &only, .columns = trial->columns, .column_count = trial->count};
    *out = NULL;
    const struct import_row row = {.line = 1, .count = trial->count, .cells = cells, .raw = ""};
    for (size_t i = 0; i < trial->count; i++) {
        /* As it is written. */
        cells[i] = scan_is_guarded(trial->texts[i]) ? arena_printf(arena, "'%s", trial->texts[i])
                                                    : trial->texts[i];
        if (cells[i] == NULL)
            return error_no_memory(err);
    }
    enum optibom_status status = import_record_read(&record, arena, &mapping, NULL, &row, err);
    *out = status == OPTIBOM_OK && !record.is_rejected && record.value_count == 1
               ? &record.values[0]
               : NULL;
    return status;
}

static bool same_number(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

static bool same_text(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* Whether the value is the figure's, leaving out the text it was read from. */
static bool is_value(const struct import_value *value, const struct export_figure *figure)
{
    switch (value->attribute->kind) {
    case IMPORT_REAL:
        return same_number(value->range.min, figure->range.min) &&
               same_number(value->range.typ, figure->range.typ) &&
               same_number(value->range.max, figure->range.max);
    case IMPORT_INTEGER:
    case IMPORT_MONEY:
    case IMPORT_FLAG:
        return (double)value->integer == figure->range.typ;
    case IMPORT_TEXT:
    case IMPORT_CHOICE:
    case IMPORT_DATE:
        break;
    }
    return same_text(value->text, figure->text);
}

static bool is_side_present(const struct export_figure *figure, enum import_side side)
{
    return !isnan(side == IMPORT_SIDE_MIN   ? figure->range.min
                  : side == IMPORT_SIDE_TYP ? figure->range.typ
                                            : figure->range.max);
}

/* Puts the cells of the trial into `out` when they are read as the figure. */
static enum optibom_status try_cells(bool *is_good, struct export_cells *out, struct trial *trial,
                                     const char *original, const struct export_figure *figure,
                                     struct arena *arena, struct error *err)
{
    const struct import_value *value;
    enum optibom_status status = read_trial(&value, trial, figure->attribute, arena, err);
    *is_good = value != NULL && is_value(value, figure) &&
               (original != NULL || strcmp(value->original, figure->original) == 0) &&
               (value->condition == NULL || strcmp(value->condition, figure->condition) == 0);
    if (!*is_good)
        return status;
    *out = (struct export_cells){.original = original, .has_condition = value->condition != NULL};
    for (size_t i = 0; i < trial->count; i++)
        out->cells[trial->columns[i].side] = trial->texts[i];
    return status;
}

/* "8; 9" is what columns of min and max make of their cells. */
static enum optibom_status try_sides(bool *is_good, struct export_cells *out,
                                     const struct export_figure *figure, struct arena *arena,
                                     struct error *err)
{
    static const char GAP[] = "; ";
    struct trial trial = {.count = 0};
    const char *at = figure->original;
    *is_good = false;
    for (enum import_side side = IMPORT_SIDE_MIN; side <= IMPORT_SIDE_MAX && at != NULL; side++) {
        if (!is_side_present(figure, side))
            continue;
        const char *gap = strstr(at, GAP);
        const char *cell = gap != NULL ? arena_strndup(arena, at, (size_t)(gap - at)) : at;
        if (cell == NULL)
            return error_no_memory(err);
        add_cell(&trial, figure->attribute, side, cell);
        at = gap != NULL ? gap + strlen(GAP) : NULL;
    }
    return at == NULL ? try_cells(is_good, out, &trial, NULL, figure, arena, err) : OPTIBOM_OK;
}

/* The shortest digits that are the number, without an exponent. */
static const char *digits_of(double number, struct arena *arena)
{
    struct buf text;
    char plain[400];
    buf_init(&text);
    buf_number(&text, number);
    const char *out = buf_text(&text);
    for (int decimals = 0; strchr(out, 'e') != NULL && decimals < 60; decimals++) {
        snprintf(plain, sizeof plain, "%.*f", decimals, number);
        if (strtod(plain, NULL) == number)
            out = plain;
    }
    out = buf_ok(&text) ? arena_strdup(arena, out) : NULL;
    buf_fini(&text);
    return out;
}

/* The value itself, as the catalog has it. */
static enum optibom_status make_plain(struct trial *trial, const struct export_figure *figure,
                                      struct arena *arena, struct error *err)
{
    const struct import_attribute *attribute = figure->attribute;
    bool is_exact =
        !is_side_present(figure, IMPORT_SIDE_MIN) && !is_side_present(figure, IMPORT_SIDE_MAX);
    const double numbers[] = {[IMPORT_SIDE_MIN] = figure->range.min,
                              [IMPORT_SIDE_TYP] = figure->range.typ,
                              [IMPORT_SIDE_MAX] = figure->range.max};
    trial->count = 0;
    if (figure->text != NULL || attribute->kind == IMPORT_FLAG) {
        const char *flag = figure->range.typ == 0 ? "no" : "yes";
        add_cell(trial, attribute, IMPORT_SIDE_ANY, figure->text != NULL ? figure->text : flag);
        return OPTIBOM_OK;
    }
    for (enum import_side side = IMPORT_SIDE_MIN; side <= IMPORT_SIDE_MAX; side++) {
        if (!is_side_present(figure, side))
            continue;
        const char *digits = digits_of(numbers[side], arena);
        if (digits == NULL)
            return error_no_memory(err);
        add_cell(trial, attribute, is_exact ? IMPORT_SIDE_ANY : side, digits);
    }
    return OPTIBOM_OK;
}

enum optibom_status export_cells_of(struct export_cells *out, const struct export_figure *figure,
                                    struct arena *arena, struct error *err)
{
    bool is_good = false;
    struct trial trial = {.count = 0};
    add_cell(&trial, figure->attribute, IMPORT_SIDE_ANY, figure->original);
    enum optibom_status status = try_cells(&is_good, out, &trial, NULL, figure, arena, err);
    if (status == OPTIBOM_OK && !is_good && figure->attribute->kind == IMPORT_REAL)
        status = try_sides(&is_good, out, figure, arena, err);
    if (status != OPTIBOM_OK || is_good)
        return status;
    status = make_plain(&trial, figure, arena, err);
    if (status == OPTIBOM_OK)
        status = try_cells(&is_good, out, &trial, figure->original, figure, arena, err);
    if (status != OPTIBOM_OK || is_good)
        return status;
    *out = (struct export_cells){.original = figure->original, .is_doubtful = true};
    for (size_t i = 0; i < trial.count; i++)
        out->cells[trial.columns[i].side] = trial.texts[i];
    return OPTIBOM_OK;
}

enum optibom_status export_text_reads(bool *out, const struct import_attribute *attribute,
                                      const char *text, struct arena *arena, struct error *err)
{
    const struct import_value *value;
    struct trial trial = {.count = 0};
    add_cell(&trial, attribute, IMPORT_SIDE_ANY, text);
    enum optibom_status status = read_trial(&value, &trial, attribute, arena, err);
    *out = value != NULL && same_text(value->text, text);
    return status;
}
