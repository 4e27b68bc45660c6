#include "base/buf.h"
#include "import/issue_codes.h"
#include "import/record_reading.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static bool same_side(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

static bool same_range(const struct range *a, const struct range *b)
{
    return same_side(a->min, b->min) && same_side(a->typ, b->typ) && same_side(a->max, b->max);
}

/* What the header and the cell say of when the figure holds; NULL when memory is exhausted. */
static const char *condition_of(const struct reading *reading, const struct variant *variant)
{
    const char *own = variant->value.condition;
    return own != NULL ? arena_printf(reading->arena, "%s; %s", variant->column->condition, own)
                       : variant->column->condition;
}

/* The figure in words: its cell, or what several cells with a side each make of it. */
static const char *text_of(const struct reading *reading, const struct variant *variant)
{
    const struct range *range = &variant->value.range;
    const char *unit = variant->column->attribute->unit;
    const struct {
        double value;
        const char *side;
    } sides[] = {{range->min, "min "}, {range->typ, "typ "}, {range->max, "max "}};
    const char *text = "";
    if (variant->column->side == IMPORT_SIDE_ANY)
        return variant->value.original;
    for (size_t i = 0; text != NULL && i < sizeof sides / sizeof *sides; i++)
        if (!isnan(sides[i].value))
            text = arena_printf(reading->arena, "%s%s%s%.15g %s", text, *text != '\0' ? ", " : "",
                                sides[i].side, sides[i].value, unit);
    return text;
}

static bool all_same(const struct variant *variants)
{
    for (const struct variant *other = variants->next; other != NULL; other = other->next)
        if (!same_range(&variants->value.range, &other->value.range))
            return false;
    return true;
}

/* One figure that holds under all the conditions. */
static enum optibom_status take_all(struct reading *reading, struct slot *slot)
{
    struct import_record *record = reading->record;
    struct import_value value = slot->variants->value;
    value.condition = NULL;
    for (const struct variant *variant = slot->variants; variant != NULL; variant = variant->next) {
        const char *condition = condition_of(reading, variant);
        value.condition = value.condition == NULL || condition == NULL
                              ? condition
                              : arena_printf(reading->arena, "%s; %s", value.condition, condition);
        if (value.condition == NULL)
            return error_no_memory(reading->err);
    }
    slot->value = &record->values[record->value_count++];
    *slot->value = value;
    return OPTIBOM_OK;
}

/* Several figures, none of which is better than the others. */
static enum optibom_status ask(struct reading *reading, struct slot *slot)
{
    struct import_cell_problem *problem = reading->problem;
    const struct import_column *column = slot->variants->column;
    struct import_candidate *candidates = NULL;
    struct buf list;
    size_t count = 0;
    buf_init(&list);
    for (const struct variant *variant = slot->variants; variant != NULL; variant = variant->next) {
        candidates = arena_grow(reading->arena, candidates, count, sizeof *candidates);
        const char *condition = condition_of(reading, variant), *text = text_of(reading, variant);
        if (candidates == NULL || condition == NULL || text == NULL)
            break;
        candidates[count++] = (struct import_candidate){.text = text,
                                                        .condition = condition,
                                                        .range = variant->value.range,
                                                        .integer = variant->value.integer};
        buf_printf(&list, "%s%s (%s)", count > 1 ? "; " : "", text, condition);
        if (variant->next == NULL && buf_ok(&list)) {
            import_cell_refuse(problem, "ambiguous-value",
                               "%s may be %s; choose with optibom import confirm",
                               column->attribute->name, buf_text(&list));
            problem->candidates = candidates;
            problem->candidate_count = count;
            slot->absence = "waits for an answer";
            buf_fini(&list);
            return import_reading_ask(reading, column, true);
        }
    }
    buf_fini(&list);
    return error_no_memory(reading->err);
}

/* The figure without a condition counts; one that says something else is mentioned. */
static enum optibom_status note_others(struct reading *reading, const struct slot *slot)
{
    struct import_record *record = reading->record;
    enum optibom_status status = OPTIBOM_OK;
    for (const struct variant *variant = slot->variants; status == OPTIBOM_OK && variant != NULL;
         variant = variant->next)
        if (!same_range(&variant->value.range, &slot->value->range))
            status = import_issue_add(
                &record->issues, &record->issue_count, reading->arena,
                import_reading_issue(reading, "other-condition", variant->column->header),
                reading->err, "%s is %s under the condition \"%s\"; the one without counts",
                variant->column->attribute->name, variant->value.original,
                variant->column->condition);
    return status;
}

enum optibom_status import_reading_settle(struct reading *reading)
{
    const struct import_class *of = reading->mapping->record_class;
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < of->attribute_count; i++) {
        struct slot *slot = &reading->slots[i];
        if (slot->variants == NULL)
            continue;
        if (slot->value != NULL)
            status = note_others(reading, slot);
        else
            status = all_same(slot->variants) ? take_all(reading, slot) : ask(reading, slot);
    }
    return status;
}
