#include "report/answer/build_diff.h"

#include "base/money.h"

#include <math.h>
#include <string.h>

/* Sums over the same lines in another order may differ in their last digits. */
static const double ROUNDING = 1e-12;

struct matching {
    struct build_diff *diff;
    struct arena *arena;
    long *partners;  /* by line of the build before: the one after, BOM_TOP for none */
    bool *is_paired; /* by line of the build after */
};

static const struct bom *before_of(const struct matching *matching)
{
    return matching->diff->before->bom;
}

static const struct bom *after_of(const struct matching *matching)
{
    return matching->diff->after->bom;
}

static bool is_partner(const struct matching *matching, long before, long after_parent, long after,
                       bool same_part)
{
    const struct bom_line *a = &before_of(matching)->lines[before],
                          *b = &after_of(matching)->lines[after];
    return b->parent == after_parent && !matching->is_paired[after] &&
           strcmp(a->role, b->role) == 0 && (!same_part || a->part->part_id == b->part->part_id);
}

/* Gives a partner to every line below `parent` that has none. */
static void pair_children(struct matching *matching, long parent, long after_parent, bool same_part)
{
    const struct bom *before = before_of(matching);
    long after_count = (long)after_of(matching)->line_count;
    for (long i = parent + 1; i < (long)before->line_count; i++) {
        if (before->lines[i].parent != parent || matching->partners[i] != BOM_TOP)
            continue;
        long j = after_parent + 1;
        while (j < after_count && !is_partner(matching, i, after_parent, j, same_part))
            j++;
        if (j < after_count) {
            matching->partners[i] = j;
            matching->is_paired[j] = true;
        }
    }
}

static bool is_near(double a, double b)
{
    return isnan(a) || isnan(b) ? isnan(a) == isnan(b)
                                : fabs(a - b) <= ROUNDING * fmax(fabs(a), fabs(b));
}

static double power_of(const struct evaluation *evaluation, long line)
{
    return line == BOM_TOP ? NAN
                           : evaluation->lines[line].unit_power_w.typ *
                                 (double)evaluation->bom->lines[line].quantity;
}

static bool is_priced(const struct evaluation *evaluation, long line)
{
    return line != BOM_TOP && evaluation->bom->lines[line].is_bought &&
           evaluation->lines[line].purchase->price != NULL;
}

static double cost_of(const struct evaluation *evaluation, long line)
{
    return is_priced(evaluation, line) ? (double)evaluation->lines[line].cost_micros / MONEY_MICROS
                                       : NAN;
}

static enum build_change change_of(const struct build_diff *diff, long before, long after)
{
    const struct evaluation *a = diff->before, *b = diff->after;
    if (before == BOM_TOP || after == BOM_TOP)
        return before == BOM_TOP ? BUILD_ADDED : BUILD_REMOVED;
    bool part = a->bom->lines[before].part->part_id != b->bom->lines[after].part->part_id;
    bool quantity = a->bom->lines[before].quantity != b->bom->lines[after].quantity;
    bool cost = a->bom->lines[before].is_bought != b->bom->lines[after].is_bought ||
                is_priced(a, before) != is_priced(b, after) ||
                (is_priced(a, before) &&
                 (a->lines[before].cost_micros != b->lines[after].cost_micros ||
                  strcmp(a->bom->spec->program.currency, b->bom->spec->program.currency) != 0));
    bool power = !is_near(power_of(a, before), power_of(b, after));
    if (part || quantity)
        return part && quantity ? BUILD_PART_AND_QUANTITY : part ? BUILD_PART : BUILD_QUANTITY;
    if (cost || power)
        return cost && power ? BUILD_COST_AND_POWER : cost ? BUILD_COST : BUILD_POWER;
    return BUILD_SAME;
}

static enum optibom_status add_line(struct matching *matching, long before, long after,
                                    struct error *err)
{
    struct build_diff *diff = matching->diff;
    enum build_change change = change_of(diff, before, after);
    if (change == BUILD_SAME)
        return OPTIBOM_OK;
    struct build_diff_line *lines =
        arena_grow(matching->arena, diff->lines, diff->line_count, sizeof *lines);
    const char *role = before != BOM_TOP ? bom_role_path(matching->arena, diff->before->bom, before)
                                         : bom_role_path(matching->arena, diff->after->bom, after);
    if (lines == NULL || role == NULL)
        return error_no_memory(err);
    diff->lines = lines;
    lines[diff->line_count++] =
        (struct build_diff_line){.change = change,
                                 .role = role,
                                 .before = before,
                                 .after = after,
                                 .cost_before = cost_of(diff->before, before),
                                 .cost_after = cost_of(diff->after, after),
                                 .power_before_w = power_of(diff->before, before),
                                 .power_after_w = power_of(diff->after, after)};
    return OPTIBOM_OK;
}

/* An end of the walk that has no line on one side. */
enum { NOWHERE = -2 };

static enum optibom_status walk(struct matching *matching, long parent, long after_parent,
                                struct error *err)
{
    const struct bom *before = before_of(matching), *after = after_of(matching);
    enum optibom_status status = OPTIBOM_OK;
    if (parent != NOWHERE && after_parent != NOWHERE) {
        pair_children(matching, parent, after_parent, true);
        pair_children(matching, parent, after_parent, false);
    }
    for (long i = parent + 1; parent != NOWHERE && i < (long)before->line_count; i++) {
        if (before->lines[i].parent != parent)
            continue;
        long partner = matching->partners[i];
        status = add_line(matching, i, partner, err);
        if (status == OPTIBOM_OK)
            status = walk(matching, i, partner == BOM_TOP ? NOWHERE : partner, err);
        if (status != OPTIBOM_OK)
            return status;
    }
    for (long j = after_parent + 1; after_parent != NOWHERE && j < (long)after->line_count; j++) {
        if (after->lines[j].parent != after_parent || matching->is_paired[j])
            continue;
        status = add_line(matching, BOM_TOP, j, err);
        if (status == OPTIBOM_OK)
            status = walk(matching, NOWHERE, j, err);
        if (status != OPTIBOM_OK)
            return status;
    }
    return OPTIBOM_OK;
}

/* One metric of both; NULL where a build does not have it. */
static enum optibom_status add_metric(struct build_diff *diff, struct arena *arena,
                                      const struct evaluation_metric *before,
                                      const struct evaluation_metric *after, struct error *err)
{
    double a = before != NULL ? before->value.typ : NAN, b = after != NULL ? after->value.typ : NAN;
    const char *unit = before != NULL ? before->unit : after->unit;
    bool same_unit = before == NULL || after == NULL || strcmp(before->unit, after->unit) == 0;
    if (is_near(a, b) && (same_unit || isnan(a)))
        return OPTIBOM_OK;
    struct build_diff_metric *metrics =
        arena_grow(arena, diff->metrics, diff->metric_count, sizeof *metrics);
    if (!same_unit)
        unit = arena_printf(arena, "%s to %s", before->unit, after->unit);
    if (metrics == NULL || unit == NULL)
        return error_no_memory(err);
    diff->metrics = metrics;
    metrics[diff->metric_count++] =
        (struct build_diff_metric){.name = before != NULL ? before->name : after->name,
                                   .unit = unit,
                                   .before = a,
                                   .after = b,
                                   .difference = same_unit ? b - a : NAN,
                                   .reason = isnan(a) && before != NULL  ? before->reason
                                             : isnan(b) && after != NULL ? after->reason
                                             : same_unit                 ? NULL
                                                                         : "the units differ"};
    return OPTIBOM_OK;
}

static enum optibom_status compare_metrics(struct build_diff *diff, struct arena *arena,
                                           struct error *err)
{
    const struct evaluation *before = diff->before, *after = diff->after;
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < before->metric_count; i++)
        status = add_metric(diff, arena, &before->metrics[i],
                            evaluation_metric(after, before->metrics[i].name), err);
    for (size_t i = 0; status == OPTIBOM_OK && i < after->metric_count; i++)
        if (evaluation_metric(before, after->metrics[i].name) == NULL)
            status = add_metric(diff, arena, NULL, &after->metrics[i], err);
    return status;
}

enum optibom_status build_diff_make(struct build_diff **out, struct arena *arena,
                                    const struct evaluation *before, const struct evaluation *after,
                                    struct error *err)
{
    struct matching matching = {.arena = arena};
    struct build_diff *diff = matching.diff = arena_alloc(arena, sizeof *diff);
    matching.partners = arena_alloc(arena, (before->bom->line_count + 1) * sizeof(long));
    matching.is_paired = arena_alloc(arena, after->bom->line_count + 1);
    if (diff == NULL || matching.partners == NULL || matching.is_paired == NULL)
        return error_no_memory(err);
    diff->before = before;
    diff->after = after;
    for (size_t i = 0; i < before->bom->line_count; i++)
        matching.partners[i] = BOM_TOP;
    enum optibom_status status = walk(&matching, BOM_TOP, BOM_TOP, err);
    if (status == OPTIBOM_OK)
        status = compare_metrics(diff, arena, err);
    *out = diff;
    return status;
}

bool build_diff_is_empty(const struct build_diff *diff)
{
    return diff->line_count == 0 && diff->metric_count == 0;
}
