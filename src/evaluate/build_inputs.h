/* The numbers of a build that have ranges: figures and prices of its parts, inputs of its flows. */
#ifndef OPTIBOM_EVALUATE_BUILD_INPUTS_H
#define OPTIBOM_EVALUATE_BUILD_INPUTS_H

#include "assemble/bom.h"
#include "evaluate/draws.h"

/* One number. Which member holds it is told by what is not NULL. */
struct build_input {
    struct catalog_figure *figure;
    struct catalog_break *price;
    double *target; /* of a flow */
    struct catalog_figure figure_before;
    struct catalog_break price_before;
    double target_before;
};

struct build_inputs {
    struct build_input *items;
    struct draws_range *ranges; /* beside the items; prices in micro-units */
    size_t count;
};

/* Those that spread, parts by first appearance in the BOM, then flows. Prices of one part move
 * together, with the cost of that part in a flow. */
enum optibom_status build_inputs_collect(struct build_inputs *out, struct arena *arena,
                                         const struct bom *bom, struct error *err);

/* Puts an input to a value, as if it were known exactly. */
void build_input_put(struct build_input *input, double value);
void build_input_restore(struct build_input *input);

#endif
