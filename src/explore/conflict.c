/*
 * 1. A set of requirements is infeasible when no filling meets it, all other slots open and all
 *    other limits gone. What is infeasible stays so with more requirements.
 * 2. One set that is infeasible and of which none can be spared: drop each in turn where the rest
 *    stays infeasible.
 * 3. A smaller one, if there is: every set of fewer requirements, by size. The first that is
 *    infeasible is a smallest.
 * All questions are put to one search, which looks at more the more is let go: so statement 2
 * begins with all requirements. After LOOKS_MOST looks what was not tried stays in the set, and the
 * answer says so.
 */
#include "explore/conflict.h"

#include "catalog/find.h"

#include <math.h>
#include <string.h>

enum { REQUIREMENTS_MOST = 64, SETS_MOST = 20000, LOOKS_MOST = 60000 };

struct requirement {
    const char *text;
    size_t slot;   /* that it is about, or */
    long limit;    /* the goal that it limits; -1: none */
    bool *allowed; /* candidates of the slot that meet it, none included */
};

struct finding {
    struct conflict *out;
    struct arena *arena;
    struct look_request *look;
    struct goals *goals;
    struct search search;
    const struct search_options *options; /* of the caller */
    struct search_options own;            /* with the end of the looks */
    struct error *err;
    struct requirement items[REQUIREMENTS_MOST];
    size_t count;
    double most[EXPLORE_VALUES]; /* of the limits */
    long questions;
};

/* ---- the requirements ---- */

static struct requirement *add(struct finding *finding, size_t slot, const char *text)
{
    const struct opening *opening =
        slot < finding->look->openings->count ? &finding->look->openings->items[slot] : NULL;
    if (finding->count == REQUIREMENTS_MOST || text == NULL)
        return NULL;
    struct requirement *item = &finding->items[finding->count];
    *item = (struct requirement){.text = text, .slot = slot, .limit = -1};
    if (opening != NULL)
        item->allowed = arena_alloc(finding->arena, (opening->count + 1) * sizeof *item->allowed);
    if (opening != NULL && item->allowed == NULL)
        return NULL;
    finding->count++;
    return item;
}

static enum optibom_status add_predicate(struct finding *finding, size_t slot, const char *where)
{
    const struct opening *opening = &finding->look->openings->items[slot];
    const struct catalog_find_request request = {
        .class_name = opening->slot->class_name, .predicates = &where, .predicate_count = 1};
    int64_t *ids = NULL;
    size_t count = 0;
    enum optibom_status status = catalog_find_ids(
        &ids, &count, finding->arena, finding->look->shelf->catalog, &request, finding->err);
    if (status != OPTIBOM_OK)
        return status;
    struct requirement *item =
        add(finding, slot, arena_printf(finding->arena, "%s: %s", opening->place, where));
    if (item == NULL)
        return error_no_memory(finding->err);
    for (size_t i = 0; i < opening->count; i++)
        for (size_t j = 0; j < count; j++)
            item->allowed[i] |= opening->parts[i]->part_id == ids[j];
    item->allowed[opening->count] = true;
    return OPTIBOM_OK;
}

static enum optibom_status add_of_slot(struct finding *finding, size_t slot)
{
    const struct opening *opening = &finding->look->openings->items[slot];
    const struct opening_asked *asked = &opening->asked;
    int64_t part_id = 0;
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < asked->where_count; i++)
        status = add_predicate(finding, slot, asked->where[i]);
    if (status != OPTIBOM_OK || (asked->part == NULL && !asked->is_absent))
        return status;
    struct requirement *item =
        add(finding, slot,
            arena_printf(finding->arena, "%s: %s", opening->place,
                         asked->is_absent ? "the spec has none" : asked->part));
    if (item == NULL)
        return error_no_memory(finding->err);
    struct error unknown = {0};
    if (!asked->is_absent)
        status = shelf_resolve(&part_id, finding->look->shelf, asked->part, &unknown);
    if (status == OPTIBOM_NOT_FOUND) /* nothing meets it */
        status = OPTIBOM_OK;
    if (status != OPTIBOM_OK)
        return error_set(finding->err, status, "%s", unknown.text);
    for (size_t i = 0; status == OPTIBOM_OK && i < opening->count; i++)
        item->allowed[i] = opening->parts[i]->part_id == part_id;
    item->allowed[opening->count] = true;
    return status;
}

static enum optibom_status add_of_medium(struct finding *finding, size_t slot)
{
    const struct opening *opening = &finding->look->openings->items[slot];
    const struct spec_link *link = opening->medium;
    const char *words = NULL;
    for (size_t i = 0; i < link->media_count; i++)
        words = arena_printf(finding->arena, "%s%s%s", words != NULL ? words : "",
                             words != NULL ? ", " : "", link->media[i]);
    struct requirement *item =
        add(finding, slot, arena_printf(finding->arena, "%s: %s", opening->place, words));
    if (item == NULL)
        return error_no_memory(finding->err);
    for (size_t i = 0; i < opening->count; i++)
        for (size_t j = 0; j < link->media_count; j++)
            item->allowed[i] |= strcmp(opening->media[i], link->media[j]) == 0;
    return OPTIBOM_OK;
}

static enum optibom_status add_all(struct finding *finding)
{
    const struct openings *openings = finding->look->openings;
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < openings->count; i++)
        status =
            openings->items[i].medium != NULL ? add_of_medium(finding, i) : add_of_slot(finding, i);
    for (size_t i = finding->goals->objectives; status == OPTIBOM_OK && i < finding->goals->count;
         i++) {
        struct requirement *item = add(finding, SIZE_MAX, finding->goals->items[i].limit);
        if (item == NULL)
            return error_no_memory(finding->err);
        item->limit = (long)i;
        finding->most[i] = finding->goals->items[i].most;
    }
    return status;
}

/* ---- questions ---- */

static bool may_go_on(void *context)
{
    const struct finding *finding = context;
    return finding->search.stages.look.looks < LOOKS_MOST &&
           (finding->options->progress == NULL ||
            finding->options->progress(finding->options->context));
}

/* Whether fillings meet all requirements of a set. */
static enum optibom_status ask(bool *is_feasible, struct finding *finding, const bool *kept)
{
    struct search_scope scope = {.allowed = {NULL}};
    bool *masks[EXPLORE_SLOTS] = {NULL};
    struct search_answer answer = {.share = 0};
    struct arena arena;
    enum optibom_status status = OPTIBOM_OK;
    arena_init(&arena);
    for (size_t i = finding->goals->objectives; i < finding->goals->count; i++)
        finding->goals->items[i].most = INFINITY;
    for (size_t i = 0; status == OPTIBOM_OK && i < finding->count; i++) {
        const struct requirement *item = &finding->items[i];
        if (kept[i] && item->limit >= 0)
            finding->goals->items[item->limit].most = finding->most[item->limit];
        if (!kept[i] || item->limit >= 0)
            continue;
        size_t count = finding->look->openings->items[item->slot].count + 1;
        bool is_first = masks[item->slot] == NULL;
        bool *mask = is_first ? arena_alloc(&arena, count * sizeof *mask) : masks[item->slot];
        if (mask == NULL) {
            status = error_no_memory(finding->err);
            break;
        }
        for (size_t j = 0; j < count; j++)
            mask[j] = (is_first || mask[j]) && item->allowed[j];
        masks[item->slot] = mask;
        scope.allowed[item->slot] = mask;
    }
    if (status == OPTIBOM_OK)
        status = search_run(&answer, &arena, &finding->search, &scope, &finding->own, finding->err);
    /* What was ended is not known to be infeasible. */
    bool is_ended = status == OPTIBOM_OK && answer.share < 1;
    *is_feasible = status == OPTIBOM_OK && (answer.count > 0 || is_ended);
    if (is_ended) {
        finding->questions = SETS_MOST;
        finding->out->is_smallest = false;
    }
    if (status == OPTIBOM_OK && !*is_feasible)
        finding->out->reason = answer.reason;
    finding->questions++;
    arena_fini(&arena);
    return status;
}

/* Statement 2; `kept` begins as an infeasible set. */
static enum optibom_status spare(struct finding *finding, bool *kept)
{
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < finding->count; i++) {
        bool is_feasible = false;
        kept[i] = false;
        status = ask(&is_feasible, finding, kept);
        kept[i] = is_feasible;
    }
    return status;
}

static size_t count_of_set(const struct finding *finding, const bool *kept)
{
    size_t count = 0;
    for (size_t i = 0; i < finding->count; i++)
        count += kept[i];
    return count;
}

/* The next set of as many, as a counter whose digits rise; false after the last. */
static bool next_set(size_t *members, size_t size, size_t count)
{
    size_t at = size;
    while (at > 0 && members[at - 1] == count - size + at - 1)
        at--;
    if (at == 0)
        return false;
    members[at - 1]++;
    for (size_t i = at; i < size; i++)
        members[i] = members[i - 1] + 1;
    return true;
}

/* Statement 3. */
static enum optibom_status look_for_smaller(struct finding *finding, bool *best)
{
    size_t most = count_of_set(finding, best), members[REQUIREMENTS_MOST];
    for (size_t size = 1; size < most; size++) {
        for (size_t i = 0; i < size; i++)
            members[i] = i;
        do {
            bool kept[REQUIREMENTS_MOST] = {false}, is_feasible = true;
            for (size_t i = 0; i < size; i++)
                kept[members[i]] = true;
            if (finding->questions >= SETS_MOST) {
                finding->out->is_smallest = false;
                return OPTIBOM_OK;
            }
            enum optibom_status status = ask(&is_feasible, finding, kept);
            if (status != OPTIBOM_OK)
                return status;
            if (!is_feasible) {
                memcpy(best, kept, sizeof kept);
                return OPTIBOM_OK;
            }
        } while (next_set(members, size, finding->count));
    }
    return OPTIBOM_OK;
}

static enum optibom_status find(struct finding *finding)
{
    bool kept[REQUIREMENTS_MOST] = {false};
    struct conflict *out = finding->out;
    enum optibom_status status = add_all(finding);
    for (size_t i = 0; i < finding->count; i++)
        kept[i] = true;
    if (status == OPTIBOM_OK)
        status = spare(finding, kept);
    if (status == OPTIBOM_OK && count_of_set(finding, kept) == 0) {
        /* Nothing that could be let go is to blame. */
        out->reason.text = arena_strdup(finding->arena, out->reason.text);
        return out->reason.text != NULL ? OPTIBOM_OK : error_no_memory(finding->err);
    }
    if (status == OPTIBOM_OK)
        status = look_for_smaller(finding, kept);
    out->requirements =
        arena_alloc(finding->arena, (finding->count + 1) * sizeof *out->requirements);
    if (out->requirements == NULL)
        return error_no_memory(finding->err);
    for (size_t i = 0; status == OPTIBOM_OK && i < finding->count; i++)
        if (kept[i])
            out->requirements[out->count++] = finding->items[i].text;
    return status;
}

enum optibom_status conflict_find(struct conflict *out, struct arena *arena,
                                  struct look_request *look, struct goals *goals,
                                  const struct search_options *options, struct error *err)
{
    struct finding finding = {
        .out = out, .arena = arena, .look = look, .goals = goals, .options = options, .err = err};
    *out = (struct conflict){.is_smallest = true};
    look->goals = goals;
    finding.own = (struct search_options){
        .threads = options->threads, .progress = may_go_on, .context = &finding};
    enum optibom_status status = search_open(&finding.search, look, &finding.own, err);
    if (status == OPTIBOM_OK)
        status = find(&finding);
    search_close(&finding.search);
    return status;
}
