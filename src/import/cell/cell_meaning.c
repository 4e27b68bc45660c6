#include "import/cell/cell_meaning.h"

#include "base/buf.h"
#include "base/quantity.h"
#include "base/scan.h"
#include "import/cell/cell_choice.h"
#include "import/cell/cell_condition.h"
#include "import/cell/number_plain.h"

#include <stdlib.h>
#include <string.h>

/* ---- alternatives without a figure ---- */

static bool has_free_figure(const char *words)
{
    for (const char *at = words; *at != '\0'; at++)
        if (scan_is_digit(*at) && (at == words || at[-1] == ' '))
            return true;
    return false;
}

/* Words that cannot be a condition: a figure without a preposition, or signs only. */
static bool is_stray(const char *words)
{
    static const char signs[] = "!\"#$%&'()*+,-./:;<=>[\\]^_`{|}~ ";
    bool is_signs = *words != '\0' && strspn(words, signs) == strlen(words);
    return is_signs || (has_free_figure(words) && import_condition_strip(words) == words);
}

static bool is_side(const char *words)
{
    size_t length = quantity_side_length(words);
    return length > 0 && words[length] == '\0';
}

/* Words between separators belong to the value before them, else to the one behind. */
static enum optibom_status fold_words(struct import_choice *choice, struct import_alternative *to,
                                      const struct import_alternative *words)
{
    if (is_side(words->value)) {
        to->value = arena_printf(choice->arena, "%s (%s)", to->value, words->value);
        return to->value != NULL ? import_choice_join(choice, &to->condition, words->condition)
                                 : error_no_memory(choice->err);
    }
    enum optibom_status status = OPTIBOM_OK;
    if (words->value[0] != '\0')
        status = import_choice_join(choice, &to->condition, words->value);
    return status == OPTIBOM_OK ? import_choice_join(choice, &to->condition, words->condition)
                                : status;
}

/* Leaves the alternatives with a figure in front of `items` and counts them. */
static enum optibom_status fold_all(struct import_choice *choice, struct import_alternative *items,
                                    size_t *count)
{
    struct import_alternative leading = {0};
    size_t kept = 0;
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < *count; i++) {
        struct import_alternative item = items[i];
        bool is_counted = item.count > 0 && choice->column->attribute->kind == IMPORT_INTEGER;
        if (import_starts_figure(item.value) || is_counted) {
            if (leading.value != NULL)
                status = fold_words(choice, &item, &leading);
            leading = (struct import_alternative){0};
            items[kept++] = item;
        } else if (import_cell_is_absent(item.value)) {
            choice->is_absent = true;
        } else if (import_cell_is_open(item.value)) {
            choice->is_open = true;
        } else if (is_stray(item.value) || (kept == 0 && leading.value != NULL)) {
            choice->stray = item.value;
        } else if (kept > 0) {
            status = fold_words(choice, &items[kept - 1], &item);
        } else {
            leading = item;
        }
    }
    *count = kept;
    return status;
}

/* ---- units ---- */

static enum optibom_status read_all(struct import_choice *choice,
                                    const struct import_alternative *items, size_t count)
{
    const struct quantity_unit *unit = NULL;
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < count; i++)
        status = import_choice_add(choice, &(struct import_sense){.is_read = false});
    for (size_t i = count; status == OPTIBOM_OK && i-- > 0;) {
        struct import_sense *sense = &choice->senses[i];
        status =
            import_sense_read(sense, choice->arena, choice->column, &items[i], unit, choice->err);
        if (sense->is_read && sense->unit != NULL)
            unit = sense->unit;
    }
    unit = NULL;
    for (size_t i = 0; status == OPTIBOM_OK && i < count; i++) {
        struct import_sense *sense = &choice->senses[i];
        bool is_last = true;
        for (size_t later = i + 1; later < count; later++)
            is_last &= choice->senses[later].unit == NULL;
        if (sense->unit != NULL)
            unit = sense->unit;
        else if (unit != NULL && is_last)
            status = import_sense_read(sense, choice->arena, choice->column, &items[i], unit,
                                       choice->err);
    }
    return status;
}

/* The unit of the figure at the start of `text`, of two words or one. */
static const struct quantity_unit *leading_unit(const char *text, const char *wanted)
{
    char part[SCAN_TEXT_SIZE];
    size_t one = strcspn(text, " "), two = one + strspn(text + one, " ");
    two += strcspn(text + two, " ");
    for (size_t length = two;; length = one) {
        if (length >= sizeof part)
            return NULL;
        memcpy(part, text, length);
        part[length] = '\0';
        const struct quantity_unit *unit = quantity_unit_written(part, wanted);
        if (unit != NULL || length == one)
            return unit;
    }
}

/* The sense that is read nearest before `position`, else behind it; NULL for none. */
static struct import_sense *neighbour(struct import_choice *choice, size_t position)
{
    struct import_sense *found = NULL;
    for (size_t i = 0; i < choice->sense_count; i++)
        if (choice->senses[i].is_read && (found == NULL || i < position))
            found = &choice->senses[i];
    return found;
}

/* "12 W, 70 C": a figure of another quantity is a condition of the figure beside it. */
static enum optibom_status fold_others(struct import_choice *choice,
                                       const struct import_alternative *items)
{
    const struct quantity_unit *wanted = quantity_unit_find(choice->column->attribute->unit);
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < choice->sense_count; i++) {
        struct import_sense *to = neighbour(choice, i);
        if (choice->senses[i].is_read)
            continue;
        const struct quantity_unit *unit =
            wanted != NULL ? leading_unit(items[i].value, wanted->symbol) : NULL;
        if (unit == NULL || quantity_unit_converts(unit, wanted) || to == NULL ||
            to->unit == NULL) {
            choice->stray = items[i].value;
            continue;
        }
        status = import_choice_join(choice, &to->condition, items[i].value);
        if (status == OPTIBOM_OK)
            status = import_choice_join(choice, &to->condition, items[i].condition);
    }
    return status;
}

static enum optibom_status read_apart(struct import_choice *choice, struct import_value *value,
                                      struct import_cell_problem *problem)
{
    struct import_alternative *items;
    size_t count;
    enum optibom_status status = import_cell_split(
        &items, &count, choice->arena, choice->column->attribute, choice->text, choice->err);
    if (status == OPTIBOM_OK)
        status = fold_all(choice, items, &count);
    if (status == OPTIBOM_OK)
        status = read_all(choice, items, count);
    if (status == OPTIBOM_OK)
        status = fold_others(choice, items);
    return status == OPTIBOM_OK ? import_choice_settle(choice, value, problem) : status;
}

/* A day or a month, whose parts are no alternatives. */
static bool is_date(const char *text)
{
    enum { FIELDS_MAX = 3, YEAR_DIGITS = 4, FIRST_YEAR = 1900, LAST_YEAR = 2099 };
    size_t fields = 0, years = 0;
    for (const char *at = text; fields <= FIELDS_MAX; at++) {
        size_t digits = strspn(at, "0123456789");
        long number = strtol(at, NULL, 10);
        bool is_year = digits == YEAR_DIGITS && number >= FIRST_YEAR && number <= LAST_YEAR;
        if (digits == 0 || (!is_year && (digits > 2 || number < 1 || number > 31)))
            return false;
        fields++;
        years += is_year;
        at += digits;
        if (*at == '\0')
            return years == 1 && fields >= 2 && fields <= FIELDS_MAX;
        if (*at != '/' && *at != '-' && *at != '.')
            return false;
    }
    return false;
}

/* The value parser takes a raised 2 for a 2, which behind a digit changes the number. */
static bool has_raised_digit(const char *text)
{
    for (const char *at = text; (at = strchr(at, 0xc2)) != NULL; at++)
        if ((unsigned char)at[1] == 0xb2 && at > text && scan_is_digit(at[-1]))
            return true;
    return false;
}

static enum optibom_status read_whole(struct import_value *value,
                                      struct import_cell_problem *problem, struct arena *arena,
                                      const struct import_column *column, const char *text,
                                      struct error *err)
{
    struct import_choice choice = {.column = column, .text = text, .arena = arena, .err = err};
    enum import_kind kind = column->attribute->kind;
    enum optibom_status status = import_cell_read(value, problem, arena, column, text, err);
    if (status != OPTIBOM_OK || (kind != IMPORT_REAL && kind != IMPORT_INTEGER))
        return status;
    bool is_raised = has_raised_digit(text);
    if (problem->code == NULL && !is_raised)
        return OPTIBOM_OK;
    if (problem->code == NULL)
        import_cell_refuse(problem, kind == IMPORT_REAL ? "bad-number" : "bad-integer",
                           "the cell has a superscript that is not understood; write the figure "
                           "without it");
    return is_date(text) ? OPTIBOM_OK : read_apart(&choice, value, problem);
}

static bool is_unread_number(const char *code)
{
    return code != NULL && (strcmp(code, "bad-number") == 0 || strcmp(code, "bad-integer") == 0 ||
                            strcmp(code, "bad-money") == 0);
}

/* When numbers of another country make the text a value, the sentence says how to declare them. */
static enum optibom_status advise(bool *is_advised, struct import_cell_problem *problem,
                                  struct arena *arena, const struct import_column *column,
                                  const char *text, struct import_number_format format,
                                  struct error *err)
{
    struct import_value value;
    struct import_cell_problem trial = {.code = "bad-number"};
    char excerpt[SCAN_EXCERPT_SIZE], shown[SCAN_EXCERPT_SIZE];
    enum optibom_status status = OPTIBOM_OK;
    struct buf plain;
    buf_init(&plain);
    const char *why = import_number_plain(&plain, text, format);
    scan_excerpt(excerpt, text);
    scan_excerpt(shown, buf_text(&plain));
    if (!buf_ok(&plain))
        status = error_no_memory(err);
    else if (why == NULL && strcmp(buf_text(&plain), text) != 0)
        status = read_whole(&value, &trial, arena, column, buf_text(&plain), err);
    buf_fini(&plain);
    *is_advised =
        status == OPTIBOM_OK && (trial.code == NULL || strcmp(trial.code, "ambiguous-value") == 0);
    if (*is_advised)
        import_cell_refuse(problem, problem->code,
                           "\"%s\" is no number with a decimal point; write %s, or declare decimal "
                           "\"%c\" and group \"%c\" under numbers in the mapping file of the list",
                           excerpt, shown, format.decimal, format.group);
    return status;
}

enum optibom_status import_meaning_read(struct import_value *value,
                                        struct import_cell_problem *problem, struct arena *arena,
                                        const struct import_column *column, const char *text,
                                        struct error *err)
{
    static const struct import_number_format formats[] = {
        {',', '.'}, {'.', ' '}, {',', ' '}, {'.', '\''}, {',', '\''}};
    enum optibom_status status = read_whole(value, problem, arena, column, text, err);
    if (import_number_is_declared(column->numbers))
        return status;
    bool is_advised = false;
    for (size_t i = 0; status == OPTIBOM_OK && !is_advised && is_unread_number(problem->code) &&
                       i < sizeof formats / sizeof *formats;
         i++)
        status = advise(&is_advised, problem, arena, column, text, formats[i], err);
    return status;
}
