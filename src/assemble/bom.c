#include "assemble/bom.h"

#include "assemble/rules.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

long bom_add(struct bom *bom, const struct bom_line *line)
{
    struct bom_line *lines = arena_grow(bom->arena, bom->lines, bom->line_count, sizeof *lines);
    if (lines == NULL)
        return BOM_TOP;
    bom->lines = lines;
    lines[bom->line_count] = *line;
    return (long)bom->line_count++;
}

static struct bom_slot *find_slot(const struct bom *bom, const struct spec_slot *slot)
{
    for (size_t i = 0; i < bom->slot_count; i++)
        if (bom->slots[i].slot == slot)
            return &bom->slots[i];
    return NULL;
}

bool bom_looked_up(const struct bom *bom, const struct spec_slot *slot)
{
    return find_slot(bom, slot) != NULL;
}

struct bom_slot *bom_look_up(struct bom *bom, const struct spec_slot *slot)
{
    struct bom_slot *found = find_slot(bom, slot);
    if (found != NULL)
        return found;
    struct bom_slot *slots = arena_grow(bom->arena, bom->slots, bom->slot_count, sizeof *slots);
    if (slots == NULL)
        return NULL;
    bom->slots = slots;
    slots[bom->slot_count] = (struct bom_slot){.slot = slot};
    return &slots[bom->slot_count++];
}

bool bom_is_below(const struct bom *bom, long line, long above)
{
    while (line != BOM_TOP && line != above)
        line = bom->lines[line].parent;
    return line == above;
}

const char *bom_role_path(struct arena *arena, const struct bom *bom, long line)
{
    const char *path = bom->lines[line].role;
    for (long i = bom->lines[line].parent; path != NULL && i != BOM_TOP; i = bom->lines[i].parent)
        path = arena_printf(arena, "%s / %s", bom->lines[i].role, path);
    return path != bom->lines[line].role ? path : arena_strdup(arena, path);
}

struct order {
    const struct bom *bom;
    struct bom_line *lines;           /* in the new order */
    long *places;                     /* old index to new */
    long *first_child, *next_sibling; /* by old index */
    size_t count;
};

/* Depth first, keeping the order in which lines were added below one parent. */
static bool place_children(struct order *order, long first, long parent, const char *prefix,
                           int level)
{
    int number = 0;
    for (long i = first; i != BOM_TOP; i = order->next_sibling[i]) {
        struct bom_line *line = &order->lines[order->count];
        *line = order->bom->lines[i];
        line->level = level;
        line->parent = parent;
        order->places[i] = (long)order->count++;
        line->id = arena_printf(order->bom->arena, "%s%d", prefix, ++number);
        const char *below = arena_printf(order->bom->arena, "%s%d.", prefix, number);
        if (line->id == NULL || below == NULL ||
            !place_children(order, order->first_child[i], order->places[i], below, level + 1))
            return false;
    }
    return true;
}

/* Links every line to its siblings; returns the first line of the top. */
static long link_siblings(struct order *order)
{
    long top = BOM_TOP;
    for (size_t i = 0; i < order->bom->line_count; i++)
        order->first_child[i] = BOM_TOP;
    for (long i = (long)order->bom->line_count - 1; i >= 0; i--) {
        long parent = order->bom->lines[i].parent;
        long *first = parent == BOM_TOP ? &top : &order->first_child[parent];
        order->next_sibling[i] = *first;
        *first = i;
    }
    return top;
}

static void rename_line(long *line, const long *places)
{
    if (*line != BOM_TOP)
        *line = places[*line];
}

bool bom_finish(struct bom *bom)
{
    struct order order = {.bom = bom};
    size_t room = (bom->line_count + 1) * sizeof(long);
    order.lines = arena_alloc(bom->arena, (bom->line_count + 1) * sizeof *order.lines);
    order.places = arena_alloc(bom->arena, room);
    order.first_child = arena_alloc(bom->arena, room);
    order.next_sibling = arena_alloc(bom->arena, room);
    if (order.lines == NULL || order.places == NULL || order.first_child == NULL ||
        order.next_sibling == NULL ||
        !place_children(&order, link_siblings(&order), BOM_TOP, "", 0))
        return false;
    bom->lines = order.lines;
    for (size_t i = 0; i < bom->link_count; i++) {
        rename_line(&bom->links[i].near_line, order.places);
        rename_line(&bom->links[i].far_line, order.places);
        rename_line(&bom->links[i].carrier_line, order.places);
        rename_line(&bom->links[i].upper_line, order.places);
        rename_line(&bom->links[i].lower_line, order.places);
    }
    for (size_t i = 0; i < bom->finding_count; i++)
        rename_line(&bom->findings[i].line, order.places);
    for (size_t i = 0; i < bom->assembly_count; i++)
        rename_line(&bom->assemblies[i].line, order.places);
    return true;
}

bool bom_find(struct bom *bom, const char *code, long line, const char *format, ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    const struct rule *rule = rule_of(code);
    for (size_t i = 0; i < bom->finding_count; i++) /* a slot that is filled twice says it once */
        if (bom->findings[i].code == rule->code && bom->findings[i].line == line &&
            strcmp(bom->findings[i].text, text) == 0)
            return true;
    struct bom_finding *findings =
        arena_grow(bom->arena, bom->findings, bom->finding_count, sizeof *findings);
    const char *copy = arena_strdup(bom->arena, text);
    if (findings == NULL || copy == NULL)
        return false;
    bom->findings = findings;
    findings[bom->finding_count++] =
        (struct bom_finding){rule->code, rule->severity, line, copy, rule->fix};
    return true;
}
