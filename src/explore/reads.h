/*
 * What the choice for a slot hangs on: of the slots filled before it, those that decide which of
 * its candidates fit, how many pieces each comes to, and at which price.
 *
 * Two fillings of the first slots between which nothing of this differs for one slot fill that slot
 * in the same ways at the same added cost: one of them is looked at for both. Where nothing differs
 * for any later slot they go on alike: they are one state (stage.h).
 */
#ifndef OPTIBOM_EXPLORE_READS_H
#define OPTIBOM_EXPLORE_READS_H

#include "explore/openings.h"

enum reads_what {
    READS_NOTHING,
    READS_LOSSES, /* what the part takes from the light, and needs of it: reads_losses */
    READS_ALL     /* the part, and how many pieces of it there are */
};

/* For any candidate. */
enum { READS_ANY = -1 };

/* What a candidate of slot `later` (none: what all of them do) can hang on in the choice for slot
 * `earlier`, which is before it; `choices` are those of the first `count` slots, which are filled.
 */
enum reads_what reads(const struct openings *openings, size_t later, long candidate, size_t earlier,
                      const uint32_t *choices, size_t count);

enum { READS_LOSS_FIGURES = 5 };

/* The attributes that a loss budget reads of a fiber or a module. */
extern const char *const reads_losses[READS_LOSS_FIGURES];

#endif
