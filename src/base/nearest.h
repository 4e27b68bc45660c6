/* The word somebody meant: for "unknown key X; did you mean Y?". */
#ifndef OPTIBOM_BASE_NEAREST_H
#define OPTIBOM_BASE_NEAREST_H

#include <stddef.h>

/* The word that takes the fewest inserted, dropped, changed or swapped letters to get from `word`,
 * without regard to case and taking "-" for "_"; the earlier one of equals. NULL when none is
 * within a third of the longer word's letters (at least one), so that nothing is suggested at
 * random. */
const char *nearest_word(const char *word, const char *const *words, size_t count);

#endif
