#include "catalog/bom_tree.h"

#include "base/scan.h"
#include "catalog/bom_index.h"

#include <string.h>
#include <strings.h>

/* The line of `entries` that stands nearest above, else the first below. */
static size_t nearest(const struct bom_entry *entries, size_t count, size_t line)
{
    size_t best = entries[0].line;
    for (size_t i = 1; i < count && entries[i].line < line; i++)
        best = entries[i].line;
    return best;
}

/* The indexes of what a parent may be named by, the strongest first. */
struct naming {
    struct bom_index by_reference, by_mpn, by_item;
};

static bool make_naming(struct naming *naming, const struct catalog_bom_list *list,
                        struct arena *arena)
{
    if (!bom_index_init(&naming->by_reference, arena, list->line_count) ||
        !bom_index_init(&naming->by_mpn, arena, list->line_count) ||
        !bom_index_init(&naming->by_item, arena, list->line_count))
        return false;
    for (size_t i = 0; i < list->line_count; i++) {
        bom_index_add(&naming->by_reference, list->lines[i].reference, i);
        bom_index_add(&naming->by_mpn, list->lines[i].mpn, i);
        bom_index_add(&naming->by_item, list->lines[i].item, i);
    }
    bom_index_sort(&naming->by_reference);
    bom_index_sort(&naming->by_mpn);
    bom_index_sort(&naming->by_item);
    return true;
}

static const struct bom_entry *find_parent(size_t *count, const struct naming *naming,
                                           const char *name)
{
    const struct bom_entry *found = bom_index_find(count, &naming->by_reference, name);
    if (found == NULL)
        found = bom_index_find(count, &naming->by_mpn, name);
    return found != NULL ? found : bom_index_find(count, &naming->by_item, name);
}

/* The name of the system itself where the list has no line for it: every line has a parent, and one
 * name alone is not among the lines. NULL where it is not so. */
static const char *find_system(const struct catalog_bom_list *list, const struct naming *naming)
{
    const char *system = NULL;
    size_t count;
    for (size_t i = 0; i < list->line_count; i++) {
        const char *name = list->lines[i].parent_text;
        if (name == NULL)
            return NULL;
        if (find_parent(&count, naming, name) != NULL)
            continue;
        if (system != NULL && strcasecmp(system, name) != 0)
            return NULL;
        system = name;
    }
    return system;
}

static enum optibom_status tell_several(struct catalog_bom_list *list, struct arena *arena,
                                        const struct bom_entry *entries, size_t line,
                                        struct error *err)
{
    struct catalog_bom_line *parent = &list->lines[entries[0].line];
    if (parent->is_told)
        return OPTIBOM_OK;
    parent->is_told = true;
    char excerpt[SCAN_EXCERPT_SIZE];
    scan_excerpt(excerpt, list->lines[line].parent_text);
    return catalog_bom_say(list, arena, err, "bom-parent", line, "parent",
                           "the parent \"%s\" stands in lines %zu and %zu; the nearest one above "
                           "is taken",
                           excerpt, list->lines[entries[0].line].line,
                           list->lines[entries[1].line].line);
}

enum optibom_status bom_tree_parents(struct catalog_bom_list *list, struct arena *arena,
                                     struct error *err)
{
    struct naming naming;
    enum optibom_status status = OPTIBOM_OK;
    if (!make_naming(&naming, list, arena))
        return error_no_memory(err);
    const char *system = find_system(list, &naming);
    for (size_t i = 0; status == OPTIBOM_OK && i < list->line_count; i++) {
        const char *name = list->lines[i].parent_text;
        size_t count;
        char excerpt[SCAN_EXCERPT_SIZE];
        if (name == NULL)
            continue;
        const struct bom_entry *found = find_parent(&count, &naming, name);
        if (found != NULL) {
            list->lines[i].parent = nearest(found, count, i);
            if (count > 1)
                status = tell_several(list, arena, found, i, err);
        } else if ((system == NULL || strcasecmp(system, name) != 0) &&
                   strcasecmp(name, list->name) != 0) {
            scan_excerpt(excerpt, name);
            status = catalog_bom_say(list, arena, err, "bom-parent", i, "parent",
                                     "no line is the parent \"%s\"; the line is kept at the top",
                                     excerpt);
        }
    }
    return status;
}

bool bom_tree_is_outline(const char *text)
{
    size_t points = 0, digits = 0;
    for (; *text != '\0'; text++) {
        if (scan_is_digit(*text)) {
            digits++;
        } else if (*text == '.' && digits > 0) {
            digits = 0;
            points++;
        } else {
            return false;
        }
    }
    return points > (digits == 0);
}

/* Without a point and zeros at its end: "1.0" and "1." are "1". */
static char *outline_key(struct arena *arena, const char *text)
{
    char *key = arena_strdup(arena, text);
    size_t length = key != NULL ? strlen(key) : 0;
    for (bool is_shorter = true; is_shorter && length > 0;) {
        is_shorter = false;
        if (key[length - 1] == '.') {
            key[--length] = '\0';
            is_shorter = true;
        } else if (length > 2 && key[length - 1] == '0' && key[length - 2] == '.') {
            key[length -= 2] = '\0';
            is_shorter = true;
        }
    }
    return key;
}

enum optibom_status bom_tree_outline(struct catalog_bom_list *list, struct arena *arena,
                                     const char *const *texts, const char *column,
                                     struct error *err)
{
    struct bom_index index;
    const char **keys = arena_alloc(arena, (list->line_count + 1) * sizeof *keys);
    bool is_made = keys != NULL && bom_index_init(&index, arena, list->line_count);
    for (size_t i = 0; is_made && i < list->line_count; i++) {
        keys[i] = texts[i] != NULL ? outline_key(arena, texts[i]) : "";
        is_made = keys[i] != NULL;
        if (is_made)
            bom_index_add(&index, keys[i], i);
    }
    if (!is_made)
        return error_no_memory(err);
    bom_index_sort(&index);
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < list->line_count; i++) {
        const char *point = strrchr(keys[i], '.');
        size_t count;
        if (point == NULL)
            continue;
        char *above = arena_strndup(arena, keys[i], (size_t)(point - keys[i]));
        if (above == NULL)
            return error_no_memory(err);
        const struct bom_entry *found = bom_index_find(&count, &index, above);
        if (found != NULL)
            list->lines[i].parent = nearest(found, count, i);
        else
            status = catalog_bom_say(list, arena, err, "bom-parent", i, column,
                                     "%s stands below %s, which no line is; the line is kept at "
                                     "the top",
                                     keys[i], above);
    }
    return status;
}

enum optibom_status bom_tree_levels(struct catalog_bom_list *list, struct arena *arena,
                                    const int64_t *given, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    int64_t least = INT64_MAX;
    int64_t *levels = arena_alloc(arena, (list->line_count + 1) * sizeof *levels);
    if (levels == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < list->line_count; i++)
        if (given[i] != CATALOG_BOM_UNSAID && given[i] < least)
            least = given[i];
    for (size_t i = 0; status == OPTIBOM_OK && i < list->line_count; i++) {
        bool is_said = given[i] != CATALOG_BOM_UNSAID;
        levels[i] = is_said ? given[i] : i > 0 ? levels[i - 1] : least;
        size_t above = i > 0 ? i - 1 : CATALOG_BOM_TOP;
        while (above != CATALOG_BOM_TOP && levels[above] >= levels[i])
            above = list->lines[above].parent;
        list->lines[i].parent = above;
        int64_t from = above != CATALOG_BOM_TOP ? levels[above] : least - 1;
        if (!is_said)
            status = catalog_bom_say(list, arena, err, "bom-level", i, "level",
                                     "the level is not given; it is taken to be %lld as in the "
                                     "line above",
                                     (long long)levels[i]);
        else if (levels[i] > from + 1)
            status = catalog_bom_say(list, arena, err, "bom-level", i, "level",
                                     "level %lld comes below level %lld; the line is taken to be "
                                     "contained in it",
                                     (long long)levels[i], (long long)from);
    }
    return status;
}
