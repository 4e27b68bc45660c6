/* What states and views are, in words: fillings with the same words are the same. */
#ifndef OPTIBOM_EXPLORE_STAGE_KEY_H
#define OPTIBOM_EXPLORE_STAGE_KEY_H

#include "base/buf.h"
#include "explore/reads.h"

/* The first slots of a spec, filled. */
struct stage_filling {
    const struct openings *openings;
    const uint32_t *choices;
    const char *const *pieces; /* that the choices come to (stage_pieces) */
    size_t count;
    bool is_whole; /* it stands for no other: everything hangs on everything */
};

/* Of a state: each choice that a later slot hangs on. */
void stage_key_of_state(struct buf *out, const struct stage_filling *filling);

/* Of a view: each choice that a candidate of the next slot hangs on. None: that all of them do. */
void stage_key_of_view(struct buf *out, const struct stage_filling *filling, size_t candidate);

/* What a candidate of the next slot hangs on in the choice for an earlier one. */
enum reads_what stage_reads(const struct stage_filling *filling, size_t candidate, size_t earlier);

/* Whether a candidate hangs on more than all candidates of the next slot do. */
bool stage_reads_more(const struct stage_filling *filling, size_t candidate);

/* How many pieces of a choice there are, which is what later counts are made of, by the roles in
 * which they stand. NULL when memory is exhausted. */
const char *stage_pieces(struct arena *arena, const struct bom *bom, const struct opening *opening,
                         uint32_t choice);

#endif
