/* Shoreline of packages and bandwidth by edge; statements in metrics_density.c. */
#ifndef OPTIBOM_EVALUATE_DENSITY_H
#define OPTIBOM_EVALUATE_DENSITY_H

#include "evaluate/evaluation.h"

/* One kind of package: a switch chip with engines around it in one system. Sides that the catalog
 * does not know are NaN. */
struct density_shoreline {
    const struct bom_line *system; /* NULL: chip and engines stand at the top */
    const struct bom_line *asics, *engines;
    double engines_each;         /* of one chip */
    double edge_used_mm;         /* by the engines of one chip */
    struct range edge_usable_mm; /* of one package */
    struct range used;           /* fraction */
    bool is_assumed;
};

/* Pairs of chip and engine in the same system, in the order of the BOM; `*count` of them. False
 * when memory is exhausted. */
bool density_shorelines(struct density_shoreline **out, size_t *count, struct arena *arena,
                        const struct bom *bom);

#endif
