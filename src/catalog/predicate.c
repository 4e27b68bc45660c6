#include "catalog/predicate.h"

#include "base/nearest.h"
#include "base/quantity.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { NAME_MAX_LENGTH = 64 };

enum optibom_status predicate_attribute(const struct catalog_attribute **out, const char **side,
                                        const struct catalog_class *of, const char *name,
                                        struct error *err)
{
    char stem[NAME_MAX_LENGTH];
    snprintf(stem, sizeof stem, "%s", name);
    char *dot = strrchr(stem, '.');
    *side = "";
    if (dot != NULL) {
        *dot = '\0';
        *side = strcmp(dot + 1, "min") == 0   ? "min"
                : strcmp(dot + 1, "typ") == 0 ? "typ"
                : strcmp(dot + 1, "max") == 0 ? "max"
                                              : NULL;
        if (*side == NULL)
            return error_set(err, OPTIBOM_USAGE, "'%s': after the dot stands min, typ or max",
                             name);
    }
    *out = catalog_attribute_find(of, stem);
    if (*out != NULL && (*out)->scope != CATALOG_PROVENANCE)
        return OPTIBOM_OK;
    enum { MOST = 96 };
    const char *names[MOST];
    size_t count = 0;
    for (size_t i = 0; i < of->attribute_count && count < MOST; i++)
        if (of->attributes[i].scope != CATALOG_PROVENANCE)
            names[count++] = of->attributes[i].import->name;
    const char *near = nearest_word(stem, names, count);
    if (near != NULL)
        return error_set(err, OPTIBOM_USAGE, "class %s has no attribute '%s'; did you mean '%s'?",
                         of->name, stem, near);
    return error_set(err, OPTIBOM_USAGE,
                     "class %s has no attribute '%s'; list them with: optibom help attributes %s",
                     of->name, stem, of->name);
}

void predicate_expression(struct buf *sql, const struct catalog_attribute *attribute,
                          const char *side)
{
    const char *column = attribute->column[0] != '\0' ? attribute->column : attribute->import->name;
    if (!attribute->import->ranged)
        buf_printf(sql, "%s", column);
    else if (strcmp(side, "min") == 0)
        buf_printf(sql, "coalesce(%s_min, %s_typ, %s_max)", column, column, column);
    else if (strcmp(side, "max") == 0)
        buf_printf(sql, "coalesce(%s_max, %s_typ, %s_min)", column, column, column);
    else
        buf_printf(sql, "coalesce(%s_typ, %s_max, %s_min)", column, column, column);
}

struct operation {
    const char *word, *sql;
    const char *side; /* which end of a range the comparison is held to */
};

/* Longer words first, so that '<=' is not read as '<'. */
static const struct operation OPERATIONS[] = {
    {"<=", "<=", "max"}, {">=", ">=", "min"}, {"!=", "<>", "typ"}, {"==", "=", "typ"},
    {"<", "<", "max"},   {">", ">", "min"},   {"=", "=", "typ"},   {"~", "~", ""}};

static const struct operation *find_operation(const char **at, const char *text)
{
    for (const char *c = text; *c != '\0'; c++)
        for (size_t i = 0; i < sizeof OPERATIONS / sizeof *OPERATIONS; i++)
            if (strncmp(c, OPERATIONS[i].word, strlen(OPERATIONS[i].word)) == 0) {
                *at = c;
                return &OPERATIONS[i];
            }
    return NULL;
}

/* Copies text without the white space around it; false when it does not fit. */
static bool trim(char *out, size_t size, const char *start, const char *end)
{
    while (start < end && isspace((unsigned char)*start))
        start++;
    while (end > start && isspace((unsigned char)end[-1]))
        end--;
    size_t length = (size_t)(end - start);
    if (length >= size)
        return false;
    memcpy(out, start, length);
    out[length] = '\0';
    return true;
}

/* "power known", "power unknown", "power is unknown". */
static enum optibom_status parse_existence(struct buf *sql, const struct catalog_class *of,
                                           const char *text, struct error *err)
{
    char name[NAME_MAX_LENGTH], word[16] = "", last[16] = "";
    if (sscanf(text, "%63s %15s %15s", name, word, last) < 2)
        return error_set(err, OPTIBOM_USAGE,
                         "'%s': no operator; write ATTRIBUTE OPERATOR VALUE, for example "
                         "'power <= 15 W'",
                         text);
    const char *existence = strcmp(word, "is") == 0 ? last : word;
    bool is_known = strcmp(existence, "known") == 0;
    if (!is_known && strcmp(existence, "unknown") != 0)
        return error_set(err, OPTIBOM_USAGE,
                         "'%s': no operator; write = != < <= > >= ~, or known or unknown", text);
    const struct catalog_attribute *attribute;
    const char *side;
    enum optibom_status status = predicate_attribute(&attribute, &side, of, name, err);
    if (status != OPTIBOM_OK)
        return status;
    predicate_expression(sql, attribute, side);
    buf_puts(sql, is_known ? " IS NOT NULL" : " IS NULL");
    return OPTIBOM_OK;
}

static enum optibom_status parse_text(struct predicate *out, struct buf *sql, struct arena *arena,
                                      const struct catalog_attribute *attribute,
                                      const struct operation *operation, const char *value,
                                      size_t first, struct error *err)
{
    bool is_contained = strcmp(operation->word, "~") == 0;
    bool is_equality = operation->sql[0] == '=' || strcmp(operation->sql, "<>") == 0;
    if (!is_contained && !is_equality && attribute->import->kind != IMPORT_DATE)
        return error_set(err, OPTIBOM_USAGE, "'%s' is text: compare it with =, != or ~ (contains)",
                         attribute->import->name);
    out->text = arena_strdup(arena, value);
    out->value_count = 1;
    if (out->text == NULL)
        return error_no_memory(err);
    predicate_expression(sql, attribute, "");
    if (is_contained)
        buf_printf(sql,
                   " LIKE '%%' || replace(replace(replace(?%zu, '\\', '\\\\'), '%%', '\\%%'),"
                   " '_', '\\_') || '%%' ESCAPE '\\'",
                   first);
    else
        buf_printf(sql, " %s ?%zu COLLATE NOCASE", operation->sql, first);
    return OPTIBOM_OK;
}

static enum optibom_status parse_number(struct predicate *out, struct buf *sql,
                                        const struct catalog_attribute *attribute, const char *side,
                                        const struct operation *operation, const char *value,
                                        size_t first, struct error *err)
{
    struct range range;
    if (strcmp(operation->word, "~") == 0)
        return error_set(err, OPTIBOM_USAGE, "'%s' is a number: compare it with = != < <= > >=",
                         attribute->import->name);
    if (attribute->import->kind == IMPORT_FLAG)
        value = strcasecmp(value, "yes") == 0 || strcasecmp(value, "true") == 0   ? "1"
                : strcasecmp(value, "no") == 0 || strcasecmp(value, "false") == 0 ? "0"
                                                                                  : value;
    struct error reading = {0};
    if (quantity_parse(&range, value, attribute->import->unit, &reading) != OPTIBOM_OK)
        return error_set(err, OPTIBOM_USAGE, "%s: %s", attribute->import->name, reading.text);
    bool is_span = isnan(range.typ);
    range = range_filled(range);
    bool is_equality = operation->sql[0] == '=';
    if (is_span && !is_equality)
        return error_set(err, OPTIBOM_USAGE, "'%s': a range goes with '=' only", value);
    if (is_equality && (is_span || (attribute->import->ranged && side[0] == '\0'))) {
        out->numbers[0] = range.min;
        out->numbers[1] = range.max;
        out->value_count = 2;
        buf_putc(sql, '(');
        predicate_expression(sql, attribute, side[0] != '\0' ? side : "max");
        buf_printf(sql, " >= ?%zu AND ", first);
        predicate_expression(sql, attribute, side[0] != '\0' ? side : "min");
        buf_printf(sql, " <= ?%zu)", first + 1);
        return OPTIBOM_OK;
    }
    out->numbers[0] = range.typ;
    out->value_count = 1;
    predicate_expression(sql, attribute, side[0] != '\0' ? side : operation->side);
    buf_printf(sql, " %s ?%zu", operation->sql, first);
    return OPTIBOM_OK;
}

enum optibom_status predicate_parse(struct predicate *out, struct buf *sql, struct arena *arena,
                                    const struct catalog_class *of, const char *text, size_t first,
                                    struct error *err)
{
    char name[NAME_MAX_LENGTH], value[512];
    const char *at = NULL, *side = "";
    const struct catalog_attribute *attribute = NULL;
    *out = (struct predicate){0};
    const struct operation *operation = find_operation(&at, text);
    if (operation == NULL)
        return parse_existence(sql, of, text, err);
    if (!trim(name, sizeof name, text, at) ||
        !trim(value, sizeof value, at + strlen(operation->word), text + strlen(text)))
        return error_set(err, OPTIBOM_USAGE, "'%.60s...': too long for a predicate", text);
    enum optibom_status status = predicate_attribute(&attribute, &side, of, name, err);
    if (status != OPTIBOM_OK)
        return status;
    if (value[0] == '\0')
        return error_set(err, OPTIBOM_USAGE, "'%s': a value is missing after '%s'", text,
                         operation->word);
    enum import_kind kind = attribute->import->kind;
    return kind == IMPORT_TEXT || kind == IMPORT_CHOICE || kind == IMPORT_DATE
               ? parse_text(out, sql, arena, attribute, operation, value, first, err)
               : parse_number(out, sql, attribute, side, operation, value, first, err);
}
