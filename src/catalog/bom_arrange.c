#include "catalog/bom_tree.h"

#include "base/scan.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { LEVEL_MAX = 99, INDENT_STEP_MIN = 2 };

enum optibom_status catalog_bom_say(struct catalog_bom_list *list, struct arena *arena,
                                    struct error *err, const char *code, size_t line,
                                    const char *column, const char *format, ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    struct catalog_bom_finding *grown =
        arena_grow(arena, list->findings, list->finding_count, sizeof *grown);
    if (grown == NULL)
        return error_no_memory(err);
    list->findings = grown;
    struct catalog_bom_finding *finding = &grown[list->finding_count++];
    *finding = (struct catalog_bom_finding){
        .code = code, .column = column, .text = arena_strdup(arena, text), .line = line};
    return finding->text != NULL ? OPTIBOM_OK : error_no_memory(err);
}

/* --- rows that give an alternate of the line above */

static bool is_same(const char *a, const char *b)
{
    return a != NULL && b != NULL && scan_same(a, b);
}

/* Nothing but a part: as lists write second sources below a line. */
static bool is_bare(const struct catalog_bom_line *line)
{
    return line->vendor != NULL && line->reference == NULL && line->item == NULL &&
           line->description == NULL && line->level_text == NULL && line->parent_text == NULL &&
           line->unit_price_micros < 0 && line->extended_price_micros < 0;
}

bool catalog_bom_is_alternate(const struct catalog_bom_line *line,
                              const struct catalog_bom_line *above)
{
    bool repeats = is_same(line->reference, above->reference) || is_same(line->item, above->item);
    bool names_other = (line->reference != NULL && !line->says_alternate &&
                        !is_same(line->reference, above->reference));
    if (line->mpn == NULL || line->dnp || names_other)
        return false;
    if (line->quantity_micros > 0)
        return line->says_alternate && (repeats || (line->reference == NULL && line->item == NULL));
    if (repeats)
        return above->quantity_micros > 0 || line->says_alternate;
    return line->says_alternate || (above->quantity_micros > 0 && is_bare(line));
}

static bool fold_into(struct catalog_bom_line *above, const struct catalog_bom_line *line,
                      struct arena *arena)
{
    for (size_t i = 0; i <= line->alternate_count; i++) {
        struct catalog_bom_part *grown =
            arena_grow(arena, above->alternates, above->alternate_count, sizeof *grown);
        if (grown == NULL)
            return false;
        above->alternates = grown;
        grown[above->alternate_count++] =
            i == 0 ? (struct catalog_bom_part){line->vendor, line->mpn} : line->alternates[i - 1];
    }
    above->row_count += line->row_count;
    return true;
}

static bool fold_alternates(struct catalog_bom_list *list, struct arena *arena)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->line_count; i++) {
        struct catalog_bom_line *above = kept > 0 ? &list->lines[kept - 1] : NULL;
        if (above == NULL || above->table != list->lines[i].table ||
            !catalog_bom_is_alternate(&list->lines[i], above))
            list->lines[kept++] = list->lines[i];
        else if (!fold_into(above, &list->lines[i], arena))
            return false;
    }
    list->line_count = kept;
    return true;
}

/* --- what contains what */

/* "2", "L2", "Level 2", "..", "..2": a depth, else CATALOG_BOM_UNSAID. */
static int64_t level_of(const char *text)
{
    int64_t level = 0, dots = 0;
    while (*text == '.' || *text == ' ') {
        dots += *text == '.';
        text++;
    }
    if (*text == '\0')
        return dots > 0 ? dots : CATALOG_BOM_UNSAID;
    while (scan_is_letter(*text) || *text == ' ')
        text++;
    if (!scan_is_digit(*text))
        return CATALOG_BOM_UNSAID;
    for (; scan_is_digit(*text) && level <= LEVEL_MAX; text++)
        level = level * 10 + (*text - '0');
    return (*text == '\0' || strcmp(text, ".0") == 0) && level <= LEVEL_MAX ? level
                                                                            : CATALOG_BOM_UNSAID;
}

/* What the lines say in one of their texts. */
enum source { BY_LEVEL, BY_ITEM };

static const char *text_of(const struct catalog_bom_line *line, enum source source)
{
    return source == BY_LEVEL ? line->level_text : line->item;
}

/* True when all lines have outline numbers, or plain ones, and some stand below others. */
static bool is_outlined(const struct catalog_bom_list *list, enum source source)
{
    bool is_any = false;
    for (size_t i = 0; i < list->line_count; i++) {
        const char *text = text_of(&list->lines[i], source);
        if (text == NULL)
            continue;
        is_any |= bom_tree_is_outline(text) && strcmp(strrchr(text, '.'), ".0") != 0;
        if (!bom_tree_is_outline(text) && text[strspn(text, "0123456789.")] != '\0')
            return false;
    }
    return is_any;
}

static enum optibom_status by_outline(struct catalog_bom_list *list, struct arena *arena,
                                      enum source source, struct error *err)
{
    const char **texts = arena_alloc(arena, (list->line_count + 1) * sizeof *texts);
    if (texts == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < list->line_count; i++)
        texts[i] = text_of(&list->lines[i], source);
    return bom_tree_outline(list, arena, texts, source == BY_LEVEL ? "level" : "line", err);
}

static enum optibom_status by_level(struct catalog_bom_list *list, struct arena *arena,
                                    int64_t *levels, struct error *err)
{
    if (is_outlined(list, BY_LEVEL))
        return by_outline(list, arena, BY_LEVEL, err);
    for (size_t i = 0; i < list->line_count; i++)
        levels[i] = list->lines[i].level_text != NULL ? level_of(list->lines[i].level_text)
                                                      : CATALOG_BOM_UNSAID;
    return bom_tree_levels(list, arena, levels, err);
}

/* Dots before a name, as in ".. Screw"; ".1 uF" has none. */
static size_t dots_of(const char *text)
{
    size_t dots = text != NULL ? strspn(text, ".") : 0;
    if (dots == 0 || text[dots] == '\0' || (dots == 1 && scan_is_digit(text[1])))
        return 0;
    return dots;
}

static const char **name_of(struct catalog_bom_line *line)
{
    return line->mpn != NULL ? &line->mpn : &line->description;
}

static const char *without_dots(const char *text)
{
    text += dots_of(text);
    while (*text == ' ')
        text++;
    return text;
}

/* Levels by the dots before the names, which then go; false when no name has any. */
static bool take_dots(struct catalog_bom_list *list, int64_t *levels)
{
    bool is_any = false;
    for (size_t i = 0; i < list->line_count; i++) {
        const char **name = name_of(&list->lines[i]);
        levels[i] = (int64_t)dots_of(*name);
        is_any |= levels[i] > 0;
        if (levels[i] > 0)
            *name = without_dots(*name);
    }
    return is_any;
}

/* Levels by spaces before the names; false unless they are those of a tree throughout. */
static bool take_indents(const struct catalog_bom_list *list, int64_t *levels)
{
    size_t step = SIZE_MAX, indented = 0;
    for (size_t i = 0; i < list->line_count; i++) {
        size_t indent = list->lines[i].indent;
        indented += indent > 0;
        if (indent > 0 && indent < step)
            step = indent;
    }
    if (indented < 2 || step < INDENT_STEP_MIN || list->lines[0].indent > 0)
        return false;
    for (size_t i = 0; i < list->line_count; i++) {
        size_t indent = list->lines[i].indent;
        levels[i] = (int64_t)(indent / step);
        if (indent % step != 0 || (i > 0 && levels[i] > levels[i - 1] + 1))
            return false;
    }
    return true;
}

/* A way up that comes back: the line that closes the circle goes to the top. */
static enum optibom_status open_loops(struct catalog_bom_list *list, struct arena *arena,
                                      struct error *err)
{
    size_t *walk = arena_alloc(arena, (list->line_count + 1) * sizeof *walk); /* 0: not walked */
    enum optibom_status status = OPTIBOM_OK;
    if (walk == NULL)
        return error_no_memory(err);
    for (size_t i = 0; status == OPTIBOM_OK && i < list->line_count; i++) {
        for (size_t at = i; at != CATALOG_BOM_TOP && walk[at] == 0; at = list->lines[at].parent) {
            size_t parent = list->lines[at].parent;
            walk[at] = i + 1;
            if (parent == CATALOG_BOM_TOP || walk[parent] != i + 1)
                continue;
            list->lines[at].parent = CATALOG_BOM_TOP;
            status = catalog_bom_say(list, arena, err, "bom-loop", at, "parent",
                                     "the line would contain itself by way of line %zu; it is kept "
                                     "at the top",
                                     list->lines[parent].line);
        }
    }
    return status;
}

/* Each line is climbed from once: up to one whose level is known, then again to set it. */
static void count_levels(struct catalog_bom_list *list)
{
    struct catalog_bom_line *lines = list->lines;
    for (size_t i = 0; i < list->line_count; i++)
        lines[i].level = SIZE_MAX;
    for (size_t i = 0; i < list->line_count; i++) {
        size_t at = i, steps = 0;
        for (; at != CATALOG_BOM_TOP && lines[at].level == SIZE_MAX; at = lines[at].parent)
            steps++;
        size_t level = steps + (at != CATALOG_BOM_TOP ? lines[at].level + 1 : 0);
        for (at = i; steps > 0; at = lines[at].parent, steps--)
            lines[at].level = --level;
    }
}

enum optibom_status catalog_bom_arrange(struct catalog_bom_list *list, struct arena *arena,
                                        struct error *err)
{
    bool has_parents = false, has_levels = false;
    int64_t *levels = arena_alloc(arena, (list->line_count + 1) * sizeof *levels);
    if (levels == NULL || !fold_alternates(list, arena))
        return error_no_memory(err);
    for (size_t i = 0; i < list->line_count; i++) {
        has_parents |= list->lines[i].parent_text != NULL;
        has_levels |= list->lines[i].level_text != NULL;
    }
    enum optibom_status status = OPTIBOM_OK;
    if (has_parents)
        status = bom_tree_parents(list, arena, err);
    else if (has_levels)
        status = by_level(list, arena, levels, err);
    else if (is_outlined(list, BY_ITEM))
        status = by_outline(list, arena, BY_ITEM, err);
    else if (list->line_count > 0 && (take_dots(list, levels) || take_indents(list, levels)))
        status = bom_tree_levels(list, arena, levels, err);
    if (status == OPTIBOM_OK)
        status = open_loops(list, arena, err);
    if (status == OPTIBOM_OK)
        count_levels(list);
    return status;
}
