#include "explore/look.h"

#include "assemble/assemble.h"
#include "assemble/network.h"
#include "evaluate/limits.h"

#include "base/text_map.h"

#include <math.h>
#include <string.h>

/* What a slot changes shows in the lines of the build, or in what is found about it. */
static uint64_t print_of(const struct bom *bom)
{
    uint64_t print = bom->line_count;
    for (size_t i = 0; i < bom->line_count; i++) {
        const struct bom_line *line = &bom->lines[i];
        print = text_map_hash(print ^ (uint64_t)line->quantity * 0x9e3779b97f4a7c15U, line->role);
        print = text_map_hash(print ^ (uint64_t)line->part->part_id, line->is_bought ? "b" : "i");
    }
    for (size_t i = 0; i < bom->finding_count; i++)
        print = text_map_hash(print, bom->findings[i].code);
    return print;
}

bool look_is_copackaged(const struct bom *bom, const struct bom_link *link)
{
    const long ends[] = {link->near_line, link->far_line};
    for (size_t i = 0; i < 2; i++)
        if (ends[i] != BOM_TOP &&
            strcmp(bom->lines[ends[i]].part->class_name, "optical_engine") == 0)
            return true;
    return !network_is_copper(link->medium) && !network_is_pluggable(link->medium);
}

static bool is_copackaged(const struct bom *bom)
{
    for (size_t i = 0; i < bom->link_count; i++)
        if (look_is_copackaged(bom, &bom->links[i]))
            return true;
    return false;
}

/* Only metrics that assembly flows make have corners that take a while. */
static bool needs_corners(const struct goals *goals)
{
    for (size_t i = 0; i < goals->count; i++)
        if (goals->items[i].end != GOAL_TYPICAL &&
            (strstr(goals->items[i].metric, "yield") != NULL ||
             strcmp(goals->items[i].metric, "cost_assembly") == 0 ||
             strcmp(goals->items[i].metric, "cost_test") == 0))
            return true;
    return false;
}

static enum optibom_status evaluate(struct look *out, struct look_request *request,
                                    struct error *err)
{
    struct bom *bom = NULL;
    struct evaluation *evaluation = NULL;
    const struct evaluation_request how = {.typ_only = !needs_corners(request->goals),
                                           .flows = request->flows};
    enum optibom_status status =
        assemble_from(&bom, &request->arena, request->shelf, request->openings->spec, err);
    if (status == OPTIBOM_OK)
        status = world_enter(request->world, bom, err);
    if (status == OPTIBOM_OK)
        status = evaluation_run(&evaluation, &request->arena, bom, &how, err);
    if (status == OPTIBOM_OK && !limits_check(bom, evaluation))
        status = error_no_memory(err);
    if (status != OPTIBOM_OK)
        return status;
    out->bom = bom;
    out->evaluation = evaluation;
    out->print = print_of(bom);
    for (size_t i = 0; i < request->goals->count; i++) {
        const struct goal *goal = &request->goals->items[i];
        out->values[i] = goal_value(goal, evaluation);
        /* Of no co-packaged package none is lost. */
        if (goal->is_yield && isnan(out->values[i]) && !is_copackaged(bom))
            out->values[i] = 0;
    }
    return OPTIBOM_OK;
}

enum optibom_status look_at(struct look *out, struct look_request *request, const uint32_t *choices,
                            size_t count, struct error *err)
{
    struct error why = {0};
    *out = (struct look){.code = ""};
    arena_reset(&request->arena);
    request->looks++;
    openings_fill(request->openings, choices, count);
    enum optibom_status status = evaluate(out, request, &why);
    if (status == OPTIBOM_BAD_INPUT) {
        out->code = "too-large";
        out->text = arena_strdup(&request->arena, why.text);
        return out->text != NULL ? OPTIBOM_OK : error_no_memory(err);
    }
    if (status != OPTIBOM_OK)
        return error_set(err, status, "%s", why.text);
    const char *code = judge(&out->text, request, out, choices, count);
    if (code != NULL)
        out->code = code;
    return OPTIBOM_OK;
}
