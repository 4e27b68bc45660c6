/*
 * Power of a build.
 *
 * 1. A piece draws its figure `power` (W); where only energy per bit is known, pJ/bit x Gbps /
 * 1000. Absent sides: typ is max or min; min and max are typ.
 * 2. Every watt counts once. A system with a figure of its own counts as that figure: the contents
 *    inside it that have figures count as themselves, the system's line as the rest, each of min,
 * typ and max for itself (so the rest may be smaller at max than at min). Contents without a figure
 *    lie within the rest. A system without a figure counts as its contents.
 *    An assumed figure does not displace part of a known one: only optics are itemised then.
 * 3. Parts that hang below a line but are bought as themselves (a module in its cage) add to it.
 * 4. power_optics: modules, engines, external sources (else lasers), times their lit share, both
 * ends.
 * 5. A module's power splits into DSP, light and the rest (driver and TIA) by its shares, typ.
 * Unit: W throughout. Source: domain model, power; definitions of the metrics.
 */
#include "evaluate/power.h"

#include <math.h>
#include <string.h>

static const char *const FUNCTIONS[EVALUATION_FUNCTIONS] = {
    [EVALUATION_COMPUTE] = "compute",       [EVALUATION_SWITCHING] = "switching",
    [EVALUATION_CONVERSION] = "conversion", [EVALUATION_DSP] = "DSP",
    [EVALUATION_LIGHT] = "light",           [EVALUATION_DRIVER_TIA] = "driver and TIA",
    [EVALUATION_SERDES] = "SerDes",         [EVALUATION_OTHER] = "other",
    [EVALUATION_LOSSES] = "losses"};

const char *power_function_name(enum evaluation_function function)
{
    return FUNCTIONS[function];
}

static bool is_class(const struct bom_line *line, const char *class_name)
{
    return strcmp(line->part->class_name, class_name) == 0;
}

/* Statement 1. */
static struct range own_power(const struct bom_line *line, const struct catalog_figure **from)
{
    *from = catalog_part_figure(line->part, "power");
    if (*from != NULL)
        return range_filled((*from)->range);
    *from = catalog_part_figure(line->part, "energy");
    const char *rate = is_class(line, "transceiver") ? "data_rate" : "bandwidth";
    double gbps = catalog_part_number(line->part, rate, NAN);
    if (*from == NULL || isnan(gbps)) {
        *from = NULL;
        return range_none();
    }
    return range_scale(range_filled((*from)->range), gbps / 1000);
}

/* The lines above have theirs. */
static enum evaluation_function function_of(const struct evaluation *evaluation, size_t at)
{
    const struct bom *bom = evaluation->bom;
    const struct bom_line *line = &bom->lines[at];
    if (is_class(line, "optical_engine"))
        return EVALUATION_CONVERSION;
    if (is_class(line, "els") || is_class(line, "laser"))
        return EVALUATION_LIGHT;
    if (is_class(line, "transceiver"))
        return EVALUATION_DRIVER_TIA;
    if (is_class(line, "cable"))
        return EVALUATION_SERDES;
    if (is_class(line, "switch_asic") || is_class(line, "nic"))
        return EVALUATION_SWITCHING;
    if (is_class(line, "accelerator"))
        return EVALUATION_COMPUTE;
    /* Any system belongs to what it contains: accelerators first, then switching. */
    bool has_switch = strstr(line->role, "switch") != NULL;
    for (size_t i = at + 1; i < bom->line_count && bom->lines[i].level > line->level; i++) {
        if (is_class(&bom->lines[i], "accelerator"))
            return EVALUATION_COMPUTE;
        has_switch |= is_class(&bom->lines[i], "switch_asic");
    }
    if (has_switch)
        return EVALUATION_SWITCHING;
    return line->parent != BOM_TOP && is_class(line, "other")
               ? evaluation->lines[line->parent].function
               : EVALUATION_OTHER;
}

/* A source counts as optics; lasers inside a source that counts lie within it. */
static bool is_optics(const struct bom *bom, const struct bom_line *line)
{
    if (is_class(line, "transceiver") || is_class(line, "optical_engine") || is_class(line, "els"))
        return line->optical_gbps > 0 || is_class(line, "els");
    if (!is_class(line, "laser"))
        return false;
    return line->parent == BOM_TOP || !is_class(&bom->lines[line->parent], "els");
}

/* True for an assumed figure, not of optics, inside a system that has a figure of its own. */
static bool is_hidden(const struct evaluation *evaluation, const struct bom_line *line, size_t at,
                      const struct catalog_figure *from)
{
    const struct bom *bom = evaluation->bom;
    const struct catalog_figure *above = NULL;
    if (strcmp(from->confidence, "assumption") != 0 || is_optics(bom, &bom->lines[at]))
        return false;
    while (above == NULL && !line->is_bought && line->parent != BOM_TOP) {
        line = &bom->lines[line->parent];
        own_power(line, &above);
    }
    return above != NULL;
}

/* Statement 2, from the deepest lines up: `inside` sums what counts below a system as itself. */
static void count_lines(struct evaluation *evaluation, struct range *inside)
{
    const struct bom *bom = evaluation->bom;
    for (size_t i = 0; i < bom->line_count; i++)
        evaluation->lines[i].function = function_of(evaluation, i);
    for (size_t i = bom->line_count; i-- > 0;) {
        const struct bom_line *line = &bom->lines[i];
        struct evaluation_line *result = &evaluation->lines[i];
        const struct catalog_figure *from;
        struct range own = own_power(line, &from);
        struct range total = inside[i];
        if (from != NULL && is_hidden(evaluation, line, i, from))
            from = NULL;
        result->is_power_known = from != NULL;
        result->is_optics = is_optics(bom, line);
        result->unit_power_w = range_exact(0);
        if (from != NULL) {
            total = range_scale(own, (double)line->quantity);
            bool has_inside = inside[i].max > 0;
            struct range rest = range_add(total, range_scale(inside[i], -1));
            result->unit_power_w =
                line->quantity > 0 ? range_scale(rest, 1 / (double)line->quantity) : range_exact(0);
            if (!has_inside)
                result->unit_power_w = own;
            result->power_basis = has_inside ? "rest of the system's own figure" : "own figure";
            result->power_confidence = from->confidence;
            result->is_power_assumed = strcmp(from->confidence, "assumption") == 0;
        } else {
            result->power_basis = inside[i].max > 0       ? "sum of its contents"
                                  : !line->is_bought      ? "within the figure of its system"
                                  : is_class(line, "psu") ? "losses are in the supply efficiency"
                                                          : "passive or not known";
        }
        if (!line->is_bought && line->parent != BOM_TOP)
            inside[line->parent] = range_add(inside[line->parent], total);
    }
}

static struct range line_power(const struct evaluation *evaluation, size_t at)
{
    return range_scale(evaluation->lines[at].unit_power_w,
                       (double)evaluation->bom->lines[at].quantity);
}

static bool add_role(struct evaluation *evaluation, struct arena *arena, const char *role,
                     struct range watts)
{
    size_t i = 0;
    while (i < evaluation->role_count && strcmp(evaluation->roles[i].name, role) != 0)
        i++;
    if (i == evaluation->role_count) {
        struct evaluation_group *roles =
            arena_grow(arena, evaluation->roles, evaluation->role_count, sizeof *roles);
        if (roles == NULL)
            return false;
        evaluation->roles = roles;
        roles[evaluation->role_count++] = (struct evaluation_group){role, range_exact(0)};
    }
    evaluation->roles[i].power_w = range_add(evaluation->roles[i].power_w, watts);
    return true;
}

/* Statement 5. */
static void add_function(struct evaluation *evaluation, size_t at, struct range watts)
{
    const struct catalog_part *part = evaluation->bom->lines[at].part;
    struct evaluation_group *functions = evaluation->functions;
    enum evaluation_function function = evaluation->lines[at].function;
    double dsp = 0, light = 0;
    if (function == EVALUATION_DRIVER_TIA) {
        dsp = fmin(1, catalog_part_number(part, "dsp_power_share", 0) / 100);
        light = fmin(1 - dsp, catalog_part_number(part, "laser_power_share", 0) / 100);
    }
    struct range *target = &functions[function].power_w;
    *target = range_add(*target, range_scale(watts, 1 - dsp - light));
    target = &functions[EVALUATION_DSP].power_w;
    *target = range_add(*target, range_scale(watts, dsp));
    target = &functions[EVALUATION_LIGHT].power_w;
    *target = range_add(*target, range_scale(watts, light));
}

bool power_lines(struct evaluation *evaluation, struct arena *arena)
{
    const struct bom *bom = evaluation->bom;
    struct range *inside = arena_alloc(arena, (bom->line_count + 1) * sizeof *inside);
    if (inside == NULL)
        return false;
    count_lines(evaluation, inside);
    for (size_t i = 0; i < EVALUATION_FUNCTIONS; i++)
        evaluation->functions[i] = (struct evaluation_group){FUNCTIONS[i], range_exact(0)};
    for (size_t i = 0; i < bom->line_count; i++) {
        struct range watts = line_power(evaluation, i);
        if (watts.min == 0 && watts.typ == 0 && watts.max == 0)
            continue;
        if (!add_role(evaluation, arena, bom->lines[i].role, watts))
            return false;
        add_function(evaluation, i, watts);
    }
    return true;
}

struct power_total power_it(const struct evaluation *evaluation)
{
    struct power_total total = {range_exact(0), 0};
    for (size_t i = 0; i < evaluation->bom->line_count; i++) {
        struct range watts = line_power(evaluation, i);
        total.watts = range_add(total.watts, watts);
        if (evaluation->lines[i].is_power_assumed)
            total.assumed_w += watts.typ;
    }
    return total;
}

struct power_total power_optics(const struct evaluation *evaluation, bool switch_end)
{
    struct power_total total = {range_exact(0), 0};
    for (size_t i = 0; i < evaluation->bom->line_count; i++) {
        const struct bom_line *line = &evaluation->bom->lines[i];
        if (!evaluation->lines[i].is_optics || (switch_end && !line->is_switch_end))
            continue;
        struct range watts = range_scale(line_power(evaluation, i), line->lit_share);
        total.watts = range_add(total.watts, watts);
        if (evaluation->lines[i].is_power_assumed)
            total.assumed_w += watts.typ;
    }
    return total;
}

double power_optical_gbps(const struct evaluation *evaluation, bool switch_end)
{
    double gbps = 0;
    for (size_t i = 0; i < evaluation->bom->line_count; i++)
        if (!switch_end || evaluation->bom->lines[i].is_switch_end)
            gbps += evaluation->bom->lines[i].optical_gbps;
    return gbps;
}

const struct catalog_part *power_unknown_optics(const struct evaluation *evaluation,
                                                bool switch_end)
{
    for (size_t i = 0; i < evaluation->bom->line_count; i++) {
        const struct bom_line *line = &evaluation->bom->lines[i];
        if (line->optical_gbps > 0 && !evaluation->lines[i].is_power_known &&
            (!switch_end || line->is_switch_end))
            return line->part;
    }
    return NULL;
}
