#include "explore_catalog.h"

#include "evaluate/random.h"

#include <stdlib.h>
#include <string.h>

const int bench_split_loss[SPLITS] = {0, 301, 602, 903, 1204};

struct dice {
    uint64_t seed, drawn;
};

static double roll(struct dice *dice, double low, double high)
{
    return low + (high - low) * random_uniform(dice->seed, dice->drawn++, 0);
}

static int pick(struct dice *dice, const int *from, size_t count)
{
    return from[(size_t)roll(dice, 0, (double)count)];
}

#define PICK(dice, ...)                                                                            \
    pick((dice), (const int[]){__VA_ARGS__}, sizeof((const int[]){__VA_ARGS__}) / sizeof(int))

/* Less of one value is more of another: the shares of a draw add up to 1. What is left to chance is
 * a part that is just worse. `least` and `most` as the values of a part. */
static void trade(struct dice *dice, struct bench_part *part, const double *least,
                  const double *most)
{
    double cuts[VALUES + 1] = {0}, worse = roll(dice, 0, 0.1);
    size_t traded = least[VALUE_LINK] != most[VALUE_LINK] ? VALUES : OBJECTIVES;
    for (size_t i = 1; i < traded; i++) {
        double cut = roll(dice, 0, 1);
        size_t at = i;
        for (; at > 1 && cuts[at - 1] > cut; at--)
            cuts[at] = cuts[at - 1];
        cuts[at] = cut;
    }
    cuts[traded] = 1;
    for (size_t i = 0; i < traded; i++)
        part->values[i] =
            (int64_t)(least[i] + (most[i] - least[i]) * (cuts[i + 1] - cuts[i] + worse));
}

static void scale(struct bench_part *part, double power, double cost, double yield)
{
    part->values[VALUE_POWER] = (int64_t)((double)part->values[VALUE_POWER] * power);
    part->values[VALUE_COST] = (int64_t)((double)part->values[VALUE_COST] * cost);
    part->values[VALUE_YIELD] = (int64_t)((double)part->values[VALUE_YIELD] * yield);
}

/* Twice the rate takes less power for a bit, costs more and yields less. */
static void scale_to_rate(struct bench_part *part)
{
    if (part->rate_gbps == 200)
        scale(part, 0.9, 1.12, 1.15);
}

static void draw_asic(struct dice *dice, struct bench_part *asic)
{
    static const double least[VALUES] = {60e3, 200e3, 4e6}, most[VALUES] = {160e3, 600e3, 30e6};
    asic->rate_gbps = PICK(dice, 100, 200);
    asic->interfaces = (unsigned)PICK(dice, 1, 2, 3, 4, 5, 6, 7, 12, 9, 14);
    asic->bandwidth_gbps = PICK(dice, 25600, 51200, 102400);
    double bits = asic->bandwidth_gbps / 25600.0;
    asic->shoreline_um = (int)(1000 * (45 + 15 * (bits - 1)) * (double)PICK(dice, 4, 5, 6, 8) / 4);
    trade(dice, asic, least, most);
    scale(asic, 0.05 + 0.95 * bits, bits, 0.8 * bits + 0.2 * bits * bits);
    scale_to_rate(asic);
}

static void draw_optic(struct dice *dice, struct bench_part *optic)
{
    static const double least[VALUES] = {6e3, 6e3, 0.2e6, 300},
                        most[VALUES] = {18e3, 30e3, 4e6, 1500};
    optic->rate_gbps = PICK(dice, 100, 200);
    optic->interfaces = (unsigned)PICK(dice, 1, 1, 2, 2, 4, 8);
    optic->bandwidth_gbps = PICK(dice, 1600, 3200, 6400);
    int bits = optic->bandwidth_gbps / 1600;
    optic->grid = PICK(dice, 0, 0, 1, 2);
    optic->fibers = bits * PICK(dice, 4, 8, 8, 12);
    optic->pitch_um = PICK(dice, 127, 127, 165, 250);
    trade(dice, optic, least, most);
    scale(optic, bits, 0.1 + 0.9 * bits, bits);
    scale_to_rate(optic);
    optic->values[VALUE_LINK] += optic->rate_gbps == 200 ? 100 : 0;
}

static void draw_fau(struct dice *dice, struct bench_part *fau)
{
    static const double least[VALUES] = {0, 1.5e3, 0.1e6, 20}, most[VALUES] = {0, 8e3, 1.5e6, 140};
    fau->pitch_um = PICK(dice, 127, 127, 165, 250);
    fau->fibers = PICK(dice, 8, 16, 24, 32);
    trade(dice, fau, least, most);
    double fibers = fau->fibers / 16.0;
    /* One that goes through reflow costs more, and fewer are lost. */
    bool is_reflow_proof = roll(dice, 0, 1) < 0.4;
    scale(fau, 0, fibers * (is_reflow_proof ? 1.3 : 1), fibers * (is_reflow_proof ? 0.6 : 1));
}

static void draw_laser(struct dice *dice, struct bench_part *laser)
{
    static const double least[VALUES] = {200, 500, 0.02e6, -1900},
                        most[VALUES] = {900, 2500, 0.3e6, -900};
    laser->grid = PICK(dice, 0, 0, 1, 2);
    laser->package = PICK(dice, 0, 0, 1, 2);
    trade(dice, laser, least, most);
    laser->power_class = laser->values[VALUE_POWER] < 400   ? 0
                         : laser->values[VALUE_POWER] < 650 ? 1
                                                            : 2;
}

static void draw_els(struct dice *dice, struct bench_part *els)
{
    static const double least[VALUES] = {300, 4e3, 0.1e6, 40},
                        most[VALUES] = {2500, 16e3, 1.2e6, 200};
    els->package = PICK(dice, 0, 0, 1, 2);
    els->held = PICK(dice, 4, 8, 16);
    els->power_class = PICK(dice, 0, 1, 2, 2);
    trade(dice, els, least, most);
    double held = els->held / 8.0;
    scale(els, held, (0.2 + 0.8 * held) * (1 + 0.1 * els->power_class), held);
}

static struct bench_part draw(struct dice *dice, enum bench_role role)
{
    static void (*const DRAW[ROLES])(struct dice *,
                                     struct bench_part *) = {[ROLE_ASIC] = draw_asic,
                                                             [ROLE_OPTIC] = draw_optic,
                                                             [ROLE_FAU] = draw_fau,
                                                             [ROLE_LASER] = draw_laser,
                                                             [ROLE_ELS] = draw_els};
    struct bench_part part = {.values = {0}};
    DRAW[role](dice, &part);
    return part;
}

static bool is_same_class(const struct bench_part *a, const struct bench_part *b)
{
    return a->rate_gbps == b->rate_gbps && a->interfaces == b->interfaces &&
           a->bandwidth_gbps == b->bandwidth_gbps && a->shoreline_um == b->shoreline_um &&
           a->grid == b->grid && a->fibers == b->fibers && a->pitch_um == b->pitch_um &&
           a->package == b->package && a->power_class == b->power_class && a->held == b->held;
}

static uint32_t class_of(struct bench_catalog *catalog, enum bench_role role,
                         const struct bench_part *part)
{
    struct explore_slot *slot = &catalog->slots[role];
    uint32_t at = 0;
    while (at < slot->class_count && !is_same_class(part, &catalog->classes[role][at]))
        at++;
    if (at == slot->class_count)
        catalog->classes[role][slot->class_count++] = *part;
    return at;
}

bool bench_init(struct bench_catalog *catalog, uint64_t seed, const size_t *counts)
{
    *catalog = (struct bench_catalog){.counts = {0}};
    for (enum bench_role role = 0; role < ROLES; role++) {
        struct dice dice = {seed + role, 0};
        size_t count = counts[role];
        struct bench_part *parts = calloc(count, sizeof *parts);
        struct explore_candidate *candidates = calloc(count, sizeof *candidates);
        catalog->counts[role] = count;
        catalog->parts[role] = parts;
        catalog->candidates[role] = candidates;
        catalog->classes[role] = calloc(count, sizeof *catalog->classes[role]);
        if (parts == NULL || candidates == NULL || catalog->classes[role] == NULL)
            return false;
        catalog->slots[role] = (struct explore_slot){candidates, count, 0};
        for (size_t i = 0; i < count; i++) {
            parts[i] = draw(&dice, role);
            candidates[i].class_number = class_of(catalog, role, &parts[i]);
            memcpy(candidates[i].values, parts[i].values, sizeof parts[i].values);
        }
    }
    return true;
}

void bench_fini(struct bench_catalog *catalog)
{
    for (enum bench_role role = 0; role < ROLES; role++) {
        free(catalog->parts[role]);
        free(catalog->classes[role]);
        free(catalog->candidates[role]);
    }
}

/* States: numbers of one ASIC, and how many ASICs there are, the first number but of the ASIC's. */
enum { ASIC_RATE, ASIC_INTERFACES, ASIC_BANDWIDTH, ASIC_SHORELINE };
enum { ASICS, ENGINE_LANES, ENGINE_GRID, ENGINE_FIBERS, ENGINE_PITCH };
enum { LASERS = 1, LASER_PACKAGE, LASER_CLASS };

static void take(struct explore_step *out, int64_t count, const struct explore_state *next)
{
    *out = (struct explore_step){.scale = {count, count, count, 1}, .next = *next};
}

static bool step_asic(struct explore_step *out, const struct bench_part *asic)
{
    take(out, SYSTEM_GBPS / asic->bandwidth_gbps,
         &(struct explore_state){{[ASIC_RATE] = asic->rate_gbps,
                                  [ASIC_INTERFACES] = asic->interfaces,
                                  [ASIC_BANDWIDTH] = asic->bandwidth_gbps,
                                  [ASIC_SHORELINE] = asic->shoreline_um}});
    return true;
}

static bool step_optic(struct explore_step *out, const int64_t *state,
                       const struct bench_part *optic)
{
    const struct bench_part asic = {.rate_gbps = (int)state[ASIC_RATE],
                                    .interfaces = (unsigned)state[ASIC_INTERFACES],
                                    .bandwidth_gbps = (int)state[ASIC_BANDWIDTH],
                                    .shoreline_um = (int)state[ASIC_SHORELINE]};
    if (!bench_engine_fits(&asic, optic))
        return false;
    int asics = SYSTEM_GBPS / asic.bandwidth_gbps;
    int engines = asic.bandwidth_gbps / optic->bandwidth_gbps;
    take(out, asics * engines,
         &(struct explore_state){{[ASICS] = asics,
                                  [ENGINE_LANES] = asic.bandwidth_gbps / asic.rate_gbps,
                                  [ENGINE_GRID] = optic->grid,
                                  [ENGINE_FIBERS] = engines * optic->fibers,
                                  [ENGINE_PITCH] = optic->pitch_um}});
    return true;
}

static bool step_fau(struct explore_step *out, const int64_t *state, const struct bench_part *fau)
{
    if (state[ENGINE_PITCH] != fau->pitch_um)
        return false;
    take(out, state[ASICS] * bench_ceil((int)state[ENGINE_FIBERS], fau->fibers),
         &(struct explore_state){{[ASICS] = state[ASICS],
                                  [ENGINE_LANES] = state[ENGINE_LANES],
                                  [ENGINE_GRID] = state[ENGINE_GRID]}});
    return true;
}

static bool step_laser(struct explore_step *out, const int64_t *state,
                       const struct bench_part *laser, unsigned split)
{
    if (state[ENGINE_GRID] != laser->grid)
        return false;
    int lasers = bench_ceil((int)state[ENGINE_LANES], 1 << split);
    take(out, state[ASICS] * lasers,
         &(struct explore_state){{[ASICS] = state[ASICS],
                                  [LASERS] = lasers,
                                  [LASER_PACKAGE] = laser->package,
                                  [LASER_CLASS] = laser->power_class}});
    out->constant[VALUE_LINK] = bench_split_loss[split];
    return true;
}

static bool step_els(struct explore_step *out, const int64_t *state, const struct bench_part *els)
{
    const struct bench_part laser = {.package = (int)state[LASER_PACKAGE],
                                     .power_class = (int)state[LASER_CLASS]};
    if (!bench_source_fits(&laser, els))
        return false;
    take(out, state[ASICS] * bench_ceil((int)state[LASERS], els->held),
         &(struct explore_state){{0}});
    return true;
}

static bool step(struct explore_step *out, const void *context, size_t slot,
                 const struct explore_state *state, uint32_t class_number, unsigned variant)
{
    const struct bench_catalog *catalog = context;
    const struct bench_part *part = &catalog->classes[slot][class_number];
    if (variant >= (slot == ROLE_LASER ? SPLITS : 1))
        return false;
    switch ((enum bench_role)slot) {
    case ROLE_ASIC:
        return step_asic(out, part);
    case ROLE_OPTIC:
        return step_optic(out, state->numbers, part);
    case ROLE_FAU:
        return step_fau(out, state->numbers, part);
    case ROLE_LASER:
        return step_laser(out, state->numbers, part, variant);
    case ROLE_ELS:
        return step_els(out, state->numbers, part);
    case ROLES:
        break;
    }
    return false;
}

void bench_problem(struct explore_problem *problem, const struct bench_catalog *catalog)
{
    *problem = (struct explore_problem){.values = VALUES,
                                        .objectives = OBJECTIVES,
                                        .most = {INT64_MAX, INT64_MAX, INT64_MAX, 0},
                                        .slots = catalog->slots,
                                        .slot_count = ROLES,
                                        .step = step,
                                        .context = catalog};
}
