#include "import/cell/cell_choice.h"

#include "base/buf.h"
#include "base/scan.h"
#include "import/cell/cell_condition.h"

#include <math.h>
#include <string.h>

enum { CANDIDATES_SHOWN = 4 };

/* Values are the same but for the noise of conversion, or for rounding to another unit. */
static const double same_value = 1e-9, same_rounded = 0.02;

/* A figure this many times larger or smaller is of something else: 10 km and 1310 nm. */
static const double other_scale = 1e4;

enum optibom_status import_choice_add(struct import_choice *choice,
                                      const struct import_sense *sense)
{
    struct import_sense *senses =
        arena_grow(choice->arena, choice->senses, choice->sense_count, sizeof *senses);
    if (senses == NULL)
        return error_no_memory(choice->err);
    choice->senses = senses;
    senses[choice->sense_count++] = *sense;
    return OPTIBOM_OK;
}

enum optibom_status import_choice_join(struct import_choice *choice, const char **condition,
                                       const char *more)
{
    bool is_lost = false;
    *condition = import_sense_join(choice->arena, *condition, more, &is_lost);
    return is_lost ? error_no_memory(choice->err) : OPTIBOM_OK;
}

/* ---- figures in conditions ---- */

static bool is_other_scale(const struct import_sense *a, const struct import_sense *b)
{
    double left = import_range_size(a->value.range), right = import_range_size(b->value.range);
    double least = fmin(left, right), most = fmax(left, right);
    return least > 0 && most / least > other_scale;
}

/* "12 W (max 14 W)": reads value and condition as one text with a side for each figure. */
static enum optibom_status read_sides(struct import_choice *choice, struct import_sense *sense)
{
    struct import_cell_problem problem;
    struct import_value value;
    struct import_column column = *choice->column;
    bool is_plain = isnan(sense->value.range.min) && isnan(sense->value.range.max);
    column.numbers = (struct import_number_format){0};
    const char *text = arena_printf(choice->arena, "%s%s, %s", is_plain ? "typ " : "", sense->text,
                                    sense->condition);
    if (text == NULL)
        return error_no_memory(choice->err);
    enum optibom_status status =
        import_cell_read(&value, &problem, choice->arena, &column, text, choice->err);
    if (status != OPTIBOM_OK || problem.code != NULL)
        return status;
    const char *doubt =
        import_condition_doubt(sense->condition, false, choice->column->attribute->unit);
    if (doubt != NULL && sense->doubt != NULL && strcmp(doubt, sense->doubt) == 0)
        sense->doubt = NULL;
    sense->value = value;
    sense->text = text;
    sense->condition = NULL;
    return OPTIBOM_OK;
}

/* The words before and behind a figure in a condition are each value's own; NULL when empty. */
static enum optibom_status part_condition(struct import_choice *choice, struct import_sense *sense,
                                          struct import_sense *inside, const char *at)
{
    static const char noise[] = " ,;:";
    size_t whole = strlen(sense->condition), rest = strlen(at);
    size_t head = whole > rest ? whole - rest : 0;
    while (head > 0 && strchr(noise, sense->condition[head - 1]) != NULL)
        head--;
    const char *tail = at + strlen(inside->text);
    tail += strspn(tail, noise);
    const char *front = NULL;
    if (head > 0) {
        front = arena_strndup(choice->arena, sense->condition, head);
        if (front == NULL)
            return error_no_memory(choice->err);
    }
    inside->condition = *tail != '\0' ? tail : front;
    sense->condition = *tail != '\0' ? front : NULL;
    return import_choice_add(choice, inside);
}

/* Takes a figure of the attribute's quantity out of a condition: the same in another unit, or an
 * alternative. */
static enum optibom_status look_inside(struct import_choice *choice, size_t position)
{
    struct import_sense *sense = &choice->senses[position], inside;
    const char *at = NULL;
    enum optibom_status status = read_sides(choice, sense);
    if (status != OPTIBOM_OK || sense->condition == NULL)
        return status;
    status = import_sense_inside(&inside, &at, choice->arena, choice->column, sense->condition,
                                 choice->err);
    if (status != OPTIBOM_OK || at == NULL || is_other_scale(sense, &inside))
        return status;
    bool is_alone = strlen(inside.text) == strlen(sense->condition);
    if (!is_alone || !import_sense_same(sense, &inside, same_rounded))
        return part_condition(choice, sense, &inside, at);
    sense->condition = NULL;
    return OPTIBOM_OK;
}

/* ---- candidates ---- */

/* Counted pieces of these make a larger whole; of a wavelength or a symbol rate they do not. */
static bool adds_up(const struct import_attribute *attribute)
{
    static const char *const quantities[] = {"power",   "data_rate", "memory",    "energy",
                                             "current", "mass",      "area",      "count",
                                             "compute", "money",     "rack_units"};
    const struct quantity_unit *unit = quantity_unit_find(attribute->unit);
    for (size_t i = 0; unit != NULL && i < sizeof quantities / sizeof *quantities; i++)
        if (strcmp(unit->quantity, quantities[i]) == 0)
            return true;
    return false;
}

static bool same_candidate(const struct import_candidate *a, const struct import_candidate *b)
{
    const char *left = a->condition != NULL ? a->condition : "";
    const char *right = b->condition != NULL ? b->condition : "";
    return strcmp(left, right) == 0 && a->integer == b->integer &&
           import_range_same(a->range, b->range, same_value);
}

static enum optibom_status add_candidate(struct import_choice *choice,
                                         const struct import_candidate *candidate)
{
    for (size_t i = 0; i < choice->candidate_count; i++)
        if (same_candidate(&choice->candidates[i], candidate))
            return OPTIBOM_OK;
    struct import_candidate *grown =
        arena_grow(choice->arena, choice->candidates, choice->candidate_count, sizeof *grown);
    if (grown == NULL)
        return error_no_memory(choice->err);
    choice->candidates = grown;
    grown[choice->candidate_count++] = *candidate;
    return OPTIBOM_OK;
}

static enum optibom_status add_counted(struct import_choice *choice, struct import_sense *sense)
{
    const struct import_attribute *attribute = choice->column->attribute;
    const char *own = sense->condition, *each = NULL;
    if (sense->count == 0)
        return OPTIBOM_OK;
    each = arena_printf(choice->arena, "%lld x", (long long)sense->count);
    if (each == NULL)
        return error_no_memory(choice->err);
    sense->condition = each;
    enum optibom_status status = import_choice_join(choice, &sense->condition, own);
    if (status != OPTIBOM_OK || attribute->kind == IMPORT_INTEGER || !adds_up(attribute))
        return status;
    sense->doubt = "it may be each or all of them";
    struct import_candidate all = {
        .text = arena_printf(choice->arena, "%lld x %s", (long long)sense->count, sense->text),
        .condition = own,
        .range = range_scale(sense->value.range, (double)sense->count)};
    return all.text != NULL ? add_candidate(choice, &all) : error_no_memory(choice->err);
}

static enum optibom_status collect(struct import_choice *choice)
{
    enum optibom_status status = OPTIBOM_OK;
    size_t found = choice->sense_count;
    for (size_t i = 0; status == OPTIBOM_OK && i < found; i++)
        if (choice->senses[i].is_read && choice->column->attribute->kind == IMPORT_REAL &&
            choice->senses[i].condition != NULL)
            status = look_inside(choice, i);
    for (size_t i = 0; status == OPTIBOM_OK && i < choice->sense_count; i++) {
        struct import_sense *sense = &choice->senses[i];
        if (!sense->is_read)
            continue;
        status = add_counted(choice, sense);
        struct import_candidate candidate = {.text = sense->text,
                                             .condition = sense->condition,
                                             .range = sense->value.range,
                                             .integer = sense->value.integer};
        if (status == OPTIBOM_OK)
            status = add_candidate(choice, &candidate);
        if (choice->doubt == NULL)
            choice->doubt = sense->doubt;
    }
    return status;
}

/* ---- the outcome ---- */

static enum optibom_status ask(struct import_choice *choice, struct import_cell_problem *problem)
{
    char excerpt[SCAN_EXCERPT_SIZE], stray[SCAN_EXCERPT_SIZE];
    struct buf list;
    buf_init(&list);
    scan_excerpt(excerpt, choice->text);
    for (size_t i = 0; i < choice->candidate_count && i < CANDIDATES_SHOWN; i++) {
        char shown[SCAN_EXCERPT_SIZE], condition[SCAN_EXCERPT_SIZE];
        const struct import_candidate *candidate = &choice->candidates[i];
        scan_excerpt(shown, candidate->text);
        scan_excerpt(condition, candidate->condition != NULL ? candidate->condition : "");
        bool is_last = i + 1 == choice->candidate_count;
        buf_printf(&list, "%s%s%s%s%s",
                   i == 0    ? ""
                   : is_last ? " or "
                             : ", ",
                   shown, condition[0] != '\0' ? " (" : "", condition,
                   condition[0] != '\0' ? ")" : "");
    }
    if (choice->candidate_count > CANDIDATES_SHOWN)
        buf_printf(&list, " or %zu more", choice->candidate_count - CANDIDATES_SHOWN);
    bool is_good = buf_ok(&list);
    scan_excerpt(stray, choice->stray != NULL ? choice->stray : "");
    if (choice->stray != NULL)
        import_cell_refuse(problem, "ambiguous-value",
                           "\"%s\" may mean %s, but \"%s\" is not understood; choose with optibom "
                           "import confirm",
                           excerpt, buf_text(&list), stray);
    else
        import_cell_refuse(problem, "ambiguous-value",
                           "\"%s\" may mean %s%s%s; choose with optibom import confirm", excerpt,
                           buf_text(&list), choice->doubt != NULL ? ": " : "",
                           choice->doubt != NULL ? choice->doubt : "");
    buf_fini(&list);
    problem->candidates = choice->candidates;
    problem->candidate_count = choice->candidate_count;
    return is_good ? OPTIBOM_OK : error_no_memory(choice->err);
}

/* True for a text of one figure that says which side it is. */
static bool states_side(const struct import_sense *sense)
{
    const struct range *range = &sense->value.range;
    int sides = !isnan(range->min) + !isnan(range->typ) + !isnan(range->max);
    if (sides != 1 || isnan(range->typ))
        return sides == 1;
    for (const char *at = sense->text; *at != '\0'; at++)
        if (scan_is_letter(*at) && quantity_side_length(at) > 0)
            return true;
    return false;
}

static bool take_free_side(double *side, double added)
{
    if (isnan(added))
        return true;
    bool is_free = isnan(*side);
    *side = added;
    return is_free;
}

/* "12 W (typ), 14 W (max) at 70 C": each a side of its own, under the condition of the last. */
static bool merge_sides(const struct import_choice *choice, struct import_value *value)
{
    struct range range = range_none();
    const char *condition = NULL;
    for (size_t i = choice->sense_count; i-- > 0;) {
        const struct import_sense *sense = &choice->senses[i];
        if (!sense->is_read)
            continue;
        if (range_is_none(range))
            condition = sense->condition;
        bool is_same_condition = sense->condition == NULL ||
                                 (condition != NULL && strcmp(sense->condition, condition) == 0);
        if (!states_side(sense) || !is_same_condition ||
            !take_free_side(&range.min, sense->value.range.min) ||
            !take_free_side(&range.typ, sense->value.range.typ) ||
            !take_free_side(&range.max, sense->value.range.max))
            return false;
    }
    if (choice->column->side != IMPORT_SIDE_ANY || !range_is_ordered(range))
        return false;
    *value = (struct import_value){.attribute = choice->column->attribute,
                                   .range = range,
                                   .original = choice->text,
                                   .condition = condition};
    return true;
}

/* Nothing is read: perhaps because the text says that there is nothing. */
static enum optibom_status say_nothing(const struct import_choice *choice,
                                       struct import_cell_problem *problem)
{
    if (choice->stray != NULL)
        return OPTIBOM_OK;
    if (choice->is_open) {
        import_cell_refuse(problem, "to-be-determined",
                           "the value is not known yet; it is left empty");
    } else if (choice->is_absent) {
        problem->code = NULL;
        problem->is_absent = true;
    }
    return OPTIBOM_OK;
}

enum optibom_status import_choice_settle(struct import_choice *choice, struct import_value *value,
                                         struct import_cell_problem *problem)
{
    const struct import_sense *first = NULL;
    const char *condition = NULL;
    enum optibom_status status = collect(choice);
    bool is_clear = choice->doubt == NULL && choice->stray == NULL, is_one = is_clear;
    for (size_t i = 0; status == OPTIBOM_OK && i < choice->sense_count; i++) {
        const struct import_sense *sense = &choice->senses[i];
        if (!sense->is_read)
            continue;
        if (first == NULL)
            first = sense;
        is_one &= import_sense_same(first, sense, same_value);
        if (sense->condition != NULL)
            status = import_choice_join(choice, &condition, sense->condition);
    }
    if (status != OPTIBOM_OK)
        return status;
    if (first == NULL)
        return say_nothing(choice, problem);
    problem->code = NULL;
    if (!is_one)
        return is_clear && merge_sides(choice, value) ? OPTIBOM_OK : ask(choice, problem);
    *value = first->value;
    value->original = choice->text;
    value->condition = condition;
    return OPTIBOM_OK;
}
