#include "import/tree/tree_guess.h"

#include "base/scan.h"

#include <stdlib.h>
#include <string.h>

enum { RECORDS_MAX = 1000, WORD_SIZE = 32, NAME_MAX_BYTES = 256 };

bool import_tree_holds_records(const struct import_tree_node *list)
{
    for (const struct import_tree_node *item = list->first; item != NULL; item = item->next)
        if (!import_tree_is_scalar(item))
            return true;
    return false;
}

/* Letters only, in lower case; "" when that is longer than any word of the tables here. */
static void plain_word(char out[WORD_SIZE], const char *text)
{
    size_t length = 0;
    for (; *text != '\0'; text++) {
        if (!scan_is_letter(*text))
            continue;
        if (length + 1 == WORD_SIZE) {
            length = 0;
            break;
        }
        out[length++] = scan_lower(*text);
    }
    out[length] = '\0';
}

static bool is_among(const char *key, const char *const *words)
{
    char word[WORD_SIZE];
    plain_word(word, key);
    while (*words != NULL && strcmp(word, *words) != 0)
        words++;
    return *words != NULL;
}

static const char *const figure_words[] = {
    "min",      "typ",       "max",        "nom",       "nominal", "typical", "minimum", "maximum",
    "minvalue", "typvalue",  "maxvalue",   "value",     "values",  "unit",    "units",   "siunit",
    "unitname", "condition", "conditions", "tolerance", "lower",   "upper",   NULL};
static const char *const unit_words[] = {"unit", "units", "siunit", "unitname", "uom", NULL};
static const char *const value_words[] = {
    "value",          "val",        "attributevalue", "displayvalue", "valuetext",
    "parametervalue", "paramvalue", "propertyvalue",  "specvalue",    NULL};
static const char *const attribute_words[] = {
    "attr",          "attribute",     "attributename",  "parameter",
    "parametername", "parametertext", "param",          "paramname",
    "property",      "propertyname",  "spec",           "specification",
    "specname",      "feature",       "characteristic", NULL};
/* They name parts as well, so that an item may say nothing else but a value and its unit. */
static const char *const name_words[] = {"name", "key", "label", "field", "title", NULL};

static bool is_figure(const struct import_tree_node *map)
{
    for (const struct import_tree_node *member = map->first; member != NULL; member = member->next)
        if (!is_among(member->key, figure_words))
            return false;
    return true;
}

static int compare_keys(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* How many of the keys are different ones. */
static size_t count_different(const char **keys, size_t count)
{
    size_t different = count > 0;
    qsort(keys, count, sizeof *keys, compare_keys);
    for (size_t i = 1; i < count; i++)
        different += strcmp(keys[i - 1], keys[i]) != 0;
    return different;
}

enum optibom_status import_tree_guess_map(bool *out, const struct import_tree_node *map,
                                          bool is_in_record, struct error *err)
{
    size_t key_count = 0, record_count = 0, figure_count = 0;
    const struct import_tree_node *record = map->first;
    *out = false;
    if (map->count < (is_in_record ? 3 : 2))
        return OPTIBOM_OK;
    for (; record != NULL; record = record->next)
        if (record->kind != IMPORT_TREE_MAP)
            return OPTIBOM_OK;
    for (record = map->first; record != NULL && record_count < RECORDS_MAX; record = record->next) {
        key_count += record->count;
        record_count++;
        figure_count += is_figure(record);
    }
    if (figure_count == record_count)
        return OPTIBOM_OK;
    const char **keys = malloc((key_count + 1) * sizeof *keys);
    if (keys == NULL)
        return error_no_memory(err);
    size_t filled = 0, seen = 0;
    for (record = map->first; seen < record_count; record = record->next, seen++)
        for (const struct import_tree_node *m = record->first; m != NULL; m = m->next)
            keys[filled++] = m->key;
    *out = filled * 5 >= count_different(keys, filled) * record_count * 3;
    free(keys);
    return OPTIBOM_OK;
}

static bool is_cell(const struct import_tree_node *node)
{
    return import_tree_is_scalar(node) ||
           (node->kind == IMPORT_TREE_LIST && !import_tree_holds_records(node));
}

bool import_tree_is_further(const struct import_tree_attribute *attribute,
                            const struct import_tree_node *member)
{
    return member != attribute->value && member != attribute->unit &&
           member->text != attribute->name;
}

bool import_tree_attribute_read(struct import_tree_attribute *out,
                                const struct import_tree_node *item)
{
    enum { MEMBERS_MAX = 6 };
    size_t name_count = 0, value_count = 0, further_count = 0;
    bool is_strong = false;
    *out = (struct import_tree_attribute){0};
    if (item->kind != IMPORT_TREE_MAP || item->count > MEMBERS_MAX)
        return false;
    for (const struct import_tree_node *m = item->first; m != NULL; m = m->next) {
        bool is_attribute = is_among(m->key, attribute_words);
        if ((is_attribute || is_among(m->key, name_words)) && m->kind == IMPORT_TREE_TEXT) {
            out->name = m->text;
            is_strong = is_attribute;
            name_count++;
        } else if (is_among(m->key, value_words) && is_cell(m)) {
            out->value = m;
            value_count++;
        } else if (is_among(m->key, unit_words) && import_tree_is_scalar(m) && out->unit == NULL) {
            out->unit = m;
        } else if (import_tree_is_scalar(m)) {
            further_count++;
        } else {
            return false;
        }
    }
    return name_count == 1 && value_count == 1 && (is_strong || further_count == 0) &&
           out->name[0] != '\0' && strlen(out->name) <= NAME_MAX_BYTES;
}
