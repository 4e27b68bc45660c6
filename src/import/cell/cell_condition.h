/* Words behind a value: a condition under which it holds, or words that make it another value. */
#ifndef OPTIBOM_IMPORT_CELL_CONDITION_H
#define OPTIBOM_IMPORT_CELL_CONDITION_H

#include <stdbool.h>

/* Takes the words behind a value for a condition: "on OM3", "@ 70 C", "in 400G mode", and where
 * the value `has_unit` also "OM3". Returns the condition without a preposition that says nothing,
 * within `words`; NULL for words that are none ("or more", "per", a unit, a figure). */
const char *import_condition_take(const char *words, bool has_unit);

/* `words` without "at", "on", "over" ... in front. */
const char *import_condition_strip(const char *words);

/* Why the value is not sure with this condition, NULL when it is: "per lane", "max per port", "?".
 * Of a bare number a condition that looks like a unit is doubted too. */
const char *import_condition_doubt(const char *condition, bool is_bare, const char *unit);

#endif
