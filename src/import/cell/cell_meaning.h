/*
 * What the text of a cell means: between the record reader and the value parser.
 *
 * 1. A text that is a value (import_cell_read) means that value.
 * 2. Else, for IMPORT_REAL and IMPORT_INTEGER, it is taken apart (import/cell/cell_split.h). Of
 * each alternative the longest part from the start that is a value is the value; the words behind
 * it are its condition: "70 m on OM3", "12 W @ 70 C", "850 nm VCSEL". A bare number takes a
 *    condition only from a bracket, a label or a preposition, for "14 wats" is a slip.
 * 3. A bare alternative takes the unit of the next one that has one, else of the one before:
 *    "1271/1291 nm".
 * 4. A figure of the attribute's quantity in a condition is an alternative too, but for the same
 *    in another unit: "10 m (33 ft)".
 * 5. "4 x 1311 nm" is 1311 nm, condition "4 x". Of what adds up (a rate, a power) it may mean each
 *    or all.
 * 6. One value in all alternatives is the value of the cell; so are figures that state a side each:
 *    "12 W (typ), 14 W (max) at 70 C". Otherwise, or where something makes
 *    the value doubtful, the cell is a question: code "ambiguous-value" with the candidates.
 */
#ifndef OPTIBOM_IMPORT_CELL_MEANING_H
#define OPTIBOM_IMPORT_CELL_MEANING_H

#include "import/cell/cell_value.h"

/* As import_cell_read, for the text of a whole cell. */
enum optibom_status import_meaning_read(struct import_value *value,
                                        struct import_cell_problem *problem, struct arena *arena,
                                        const struct import_column *column, const char *text,
                                        struct error *err);

#endif
