/*
 * What the choice for a slot hangs on: of the slots filled before it, those that decide which of
 * its candidates fit, how many pieces each comes to, and at which price.
 *
 * Two fillings of the first slots between which nothing of this differs go on in the same ways at
 * the same added cost: they are one state, and one of them stands for both.
 */
#ifndef OPTIBOM_EXPLORE_READS_H
#define OPTIBOM_EXPLORE_READS_H

#include "explore/openings.h"

/* Whether the choice for slot `later` can hang on that for slot `earlier`, which is before it;
 * `choices` are those of all slots before `later` that are filled. */
bool reads(const struct openings *openings, size_t later, size_t earlier, const uint32_t *choices,
           size_t count);

#endif
