/*
 * Of the splits of a laser the largest that the link allows is taken: fewer lasers and sources are
 * better in every value, so that the others need not be looked at.
 */
#include "explore_peers.h"

#include <limits.h>
#include <stdlib.h>

enum { CELLS = 128, WAITING = 1 << 16, POINTS_MOST = 1 << 20 };

static bool archive_init(struct peer_archive *archive)
{
    *archive = (struct peer_archive){.points = malloc(POINTS_MOST * sizeof *archive->points),
                                     .stairs = malloc(POINTS_MOST * sizeof *archive->stairs),
                                     .least = malloc(CELLS * CELLS * sizeof *archive->least)};
    for (size_t i = 0; archive->least != NULL && i < CELLS * CELLS; i++)
        archive->least[i] = INT64_MAX;
    return archive->points != NULL && archive->stairs != NULL && archive->least != NULL;
}

void peer_archive_fini(struct peer_archive *archive)
{
    free(archive->points);
    free(archive->stairs);
    free(archive->least);
    *archive = (struct peer_archive){.points = NULL};
}

static int by_values(const void *a, const void *b)
{
    const int64_t *x = ((const struct peer_point *)a)->values;
    const int64_t *y = ((const struct peer_point *)b)->values;
    for (size_t i = 0; i < OBJECTIVES; i++)
        if (x[i] != y[i])
            return x[i] < y[i] ? -1 : 1;
    return 0;
}

/* In lexicographic order a point is beaten, or there twice, when one before it is not above it in
 * the second and third values: the stairs are the least of these, the second values rising and the
 * third ones falling. */
static size_t keep_front(struct peer_point *points, size_t count, struct peer_point *stairs)
{
    size_t kept = 0, steps = 0;
    for (size_t i = 0; i < count; i++) {
        const struct peer_point point = points[i];
        size_t low = 0, high = steps; /* steps whose second value is not above that of the point */
        while (low < high) {
            size_t middle = (low + high) / 2;
            if (stairs[middle].values[1] <= point.values[1])
                low = middle + 1;
            else
                high = middle;
        }
        if (low > 0 && stairs[low - 1].values[2] <= point.values[2])
            continue;
        size_t from = low > 0 && stairs[low - 1].values[1] == point.values[1] ? low - 1 : low;
        size_t to = from;
        while (to < steps && stairs[to].values[2] >= point.values[2])
            to++;
        if (to == from)
            for (size_t at = steps; at > from; at--)
                stairs[at] = stairs[at - 1];
        else
            for (size_t at = to; at < steps; at++)
                stairs[at - (to - from) + 1] = stairs[at];
        steps = steps + 1 - (to - from);
        stairs[from] = point;
        points[kept++] = point;
    }
    return kept;
}

static size_t cell_of(const struct peer_archive *archive, const struct peer_point *point,
                      size_t axis)
{
    double cell = (double)(point->values[axis] - archive->low[axis]) * archive->per_cell[axis];
    return cell < 0 ? 0 : cell < CELLS - 1 ? (size_t)cell : CELLS - 1;
}

static void make_grid(struct peer_archive *archive)
{
    for (size_t axis = 0; axis < 2; axis++) {
        int64_t low = INT64_MAX, high = INT64_MIN;
        for (size_t i = 0; i < archive->count; i++) {
            int64_t value = archive->points[i].values[axis];
            low = value < low ? value : low;
            high = value > high ? value : high;
        }
        archive->low[axis] = low;
        archive->per_cell[axis] = (CELLS - 1) / ((double)high - (double)low + 1);
    }
    for (size_t i = 0; i < CELLS * CELLS; i++)
        archive->least[i] = INT64_MAX;
    for (size_t i = 0; i < archive->count; i++) {
        const struct peer_point *point = &archive->points[i];
        size_t x = cell_of(archive, point, 0) + 1, y = cell_of(archive, point, 1) + 1;
        if (x < CELLS && y < CELLS && point->values[2] < archive->least[x * CELLS + y])
            archive->least[x * CELLS + y] = point->values[2];
    }
    for (size_t x = 0; x < CELLS; x++)
        for (size_t y = 0; y < CELLS; y++) {
            int64_t *at = &archive->least[x * CELLS + y];
            if (x > 0 && at[-CELLS] < *at)
                *at = at[-CELLS];
            if (y > 0 && at[-1] < *at)
                *at = at[-1];
        }
}

static bool archive_merge(struct peer_archive *archive)
{
    size_t count = archive->count + archive->waiting;
    qsort(archive->points, count, sizeof *archive->points, by_values);
    archive->count = keep_front(archive->points, count, archive->stairs);
    archive->waiting = 0;
    make_grid(archive);
    return archive->count + WAITING <= POINTS_MOST;
}

static inline bool archive_add(struct peer_archive *archive, int64_t power, int64_t cost,
                               int64_t yield)
{
    const struct peer_point point = {{power, cost, yield}};
    archive->feasible++;
    size_t cell = cell_of(archive, &point, 0) * CELLS + cell_of(archive, &point, 1);
    if (archive->least[cell] <= yield)
        return true;
    archive->points[archive->count + archive->waiting++] = point;
    /* The first grids are made early: most points come while the front is still far off. */
    return archive->waiting < WAITING && (archive->count > 0 || archive->waiting < 1024)
               ? true
               : archive_merge(archive);
}

/* An ASIC, an engine and all the fiber arrays, with what follows from them. */
struct fau_row {
    int64_t values[OBJECTIVES];
    int64_t margin; /* what of the laser's power is left for the link of array and engine */
    bool fits;
};

struct pair {
    int asics, lasers[SPLITS]; /* of one ASIC */
    int grid;
    bool fits;
    size_t row_count;
    struct fau_row *rows;
};

static void pair_make(struct pair *pair, const struct bench_catalog *catalog,
                      const struct bench_part *asic, const struct bench_part *optic, bool all)
{
    int engines = asic->bandwidth_gbps / optic->bandwidth_gbps;
    pair->asics = SYSTEM_GBPS / asic->bandwidth_gbps;
    pair->fits = bench_engine_fits(asic, optic);
    pair->grid = optic->grid;
    for (int split = 0; split < SPLITS; split++)
        pair->lasers[split] = bench_ceil(asic->bandwidth_gbps / asic->rate_gbps, 1 << split);
    pair->row_count = 0;
    for (size_t i = 0; i < catalog->counts[ROLE_FAU] && (all || pair->fits); i++) {
        const struct bench_part *fau = &catalog->parts[ROLE_FAU][i];
        bool fits = optic->pitch_um == fau->pitch_um;
        if (!all && !fits)
            continue;
        int arrays = bench_ceil(engines * optic->fibers, fau->fibers);
        struct fau_row *row = &pair->rows[pair->row_count++];
        row->fits = fits;
        row->margin = -optic->values[VALUE_LINK] - fau->values[VALUE_LINK];
        for (size_t v = 0; v < OBJECTIVES; v++)
            row->values[v] = pair->asics * (asic->values[v] + engines * optic->values[v] +
                                            arrays * fau->values[v]);
    }
}

/* Lasers and sources for each split. */
static void light_make(struct peer_point *light, const struct pair *pair,
                       const struct bench_part *laser, const struct bench_part *els)
{
    for (size_t split = 0; split < SPLITS; split++) {
        int sources = bench_ceil(pair->lasers[split], els->held);
        for (size_t v = 0; v < OBJECTIVES; v++)
            light[split].values[v] =
                pair->asics * (pair->lasers[split] * laser->values[v] + sources * els->values[v]);
    }
}

/* The largest split with this margin; 0 also where there is none. */
static inline size_t split_of(int64_t margin)
{
    return (size_t)(margin >= bench_split_loss[1]) + (margin >= bench_split_loss[2]) +
           (margin >= bench_split_loss[3]) + (margin >= bench_split_loss[4]);
}

/* A combination as it was evaluated. */
struct sum {
    int64_t values[OBJECTIVES], margin;
};

static bool evaluate_row(struct peer_archive *archive, struct sum *sums, const struct pair *pair,
                         const struct bench_part *laser, const struct bench_part *els)
{
    struct peer_point light[SPLITS];
    bool fits = pair->fits && pair->grid == laser->grid && bench_source_fits(laser, els);
    int64_t power = -laser->values[VALUE_LINK] - els->values[VALUE_LINK];
    light_make(light, pair, laser, els);
    for (size_t i = 0; i < pair->row_count; i++) {
        const struct fau_row *row = &pair->rows[i];
        sums[i].margin = power + row->margin;
        const struct peer_point *at = &light[split_of(sums[i].margin)];
        for (size_t v = 0; v < OBJECTIVES; v++)
            sums[i].values[v] = row->values[v] + at->values[v];
    }
    for (size_t i = 0; i < pair->row_count; i++)
        if (sums[i].margin >= 0 && fits && pair->rows[i].fits &&
            !archive_add(archive, sums[i].values[0], sums[i].values[1], sums[i].values[2]))
            return false;
    return true;
}

static bool evaluate_pair(struct peer_archive *archive, struct sum *sums, const struct pair *pair,
                          const struct bench_catalog *catalog)
{
    for (size_t l = 0; l < catalog->counts[ROLE_LASER]; l++)
        for (size_t e = 0; e < catalog->counts[ROLE_ELS]; e++)
            if (!evaluate_row(archive, sums, pair, &catalog->parts[ROLE_LASER][l],
                              &catalog->parts[ROLE_ELS][e]))
                return false;
    return true;
}

static bool early_row(struct peer_archive *archive, const struct pair *pair,
                      const struct bench_part *laser, const struct bench_part *els)
{
    struct peer_point light[SPLITS];
    int64_t power = -laser->values[VALUE_LINK] - els->values[VALUE_LINK];
    light_make(light, pair, laser, els);
    for (size_t i = 0; i < pair->row_count; i++) {
        const struct fau_row *row = &pair->rows[i];
        int64_t margin = power + row->margin;
        if (margin < 0)
            continue;
        const struct peer_point *at = &light[split_of(margin)];
        if (!archive_add(archive, row->values[0] + at->values[0], row->values[1] + at->values[1],
                         row->values[2] + at->values[2]))
            return false;
    }
    return true;
}

static bool early_pair(struct peer_archive *archive, const struct pair *pair,
                       const struct bench_catalog *catalog)
{
    int64_t most = INT64_MIN;
    for (size_t i = 0; i < pair->row_count; i++)
        most = pair->rows[i].margin > most ? pair->rows[i].margin : most;
    for (size_t l = 0; pair->row_count > 0 && l < catalog->counts[ROLE_LASER]; l++) {
        const struct bench_part *laser = &catalog->parts[ROLE_LASER][l];
        if (laser->grid != pair->grid || most < laser->values[VALUE_LINK])
            continue;
        for (size_t e = 0; e < catalog->counts[ROLE_ELS]; e++) {
            const struct bench_part *els = &catalog->parts[ROLE_ELS][e];
            if (bench_source_fits(laser, els) &&
                most >= laser->values[VALUE_LINK] + els->values[VALUE_LINK] &&
                !early_row(archive, pair, laser, els))
                return false;
        }
    }
    return true;
}

static bool over_pairs(struct peer_archive *archive, const struct bench_catalog *catalog, bool all)
{
    size_t faus = catalog->counts[ROLE_FAU];
    struct pair pair = {.rows = malloc(faus * sizeof *pair.rows)};
    struct sum *sums = malloc(faus * sizeof *sums);
    bool is_ok = archive_init(archive) && pair.rows != NULL && sums != NULL;
    for (size_t a = 0; is_ok && a < catalog->counts[ROLE_ASIC]; a++)
        for (size_t o = 0; is_ok && o < catalog->counts[ROLE_OPTIC]; o++) {
            pair_make(&pair, catalog, &catalog->parts[ROLE_ASIC][a], &catalog->parts[ROLE_OPTIC][o],
                      all);
            is_ok = all ? evaluate_pair(archive, sums, &pair, catalog)
                        : early_pair(archive, &pair, catalog);
        }
    is_ok = is_ok && archive_merge(archive);
    free(pair.rows);
    free(sums);
    return is_ok;
}

bool peer_evaluate_all(struct peer_archive *archive, const struct bench_catalog *catalog)
{
    return over_pairs(archive, catalog, true);
}

bool peer_test_early(struct peer_archive *archive, const struct bench_catalog *catalog)
{
    return over_pairs(archive, catalog, false);
}
