/*
 * The rows of one table as records go in: names first, then data, whatever the reader.
 *
 * Through a map, as it says. Without one the header is looked for (import/header_row.h), and what
 * stands above it is left out; tables whose format knows the names have them first. Totals,
 * remarks and the header once more are left out either way; everything left out is counted.
 */
#ifndef OPTIBOM_IMPORT_TABLE_ROWS_H
#define OPTIBOM_IMPORT_TABLE_ROWS_H

#include "import/map/map.h"

struct import_table_rows;

/* `input` stands before the first row of its table and lives as long as the rows. `map` may be
 * NULL. `classes` are what the table may list: with a map the one that it names. */
enum optibom_status import_table_rows_open(struct import_table_rows **out,
                                           const struct import_map_input *input,
                                           const struct import_map *map,
                                           const struct import_class *classes, size_t class_count,
                                           struct error *err);

/* The next row, the names first; valid until the next call. `issue` has a code when the map
 * refuses the row. Statuses are those of import_format.next_row; OPTIBOM_BAD_INPUT from the first
 * call means that the table has no names. */
enum optibom_status import_table_rows_next(struct import_row *row, struct import_issue *issue,
                                           struct import_table_rows *rows, struct error *err);

/* As import_map_declare; does nothing without a map. */
void import_table_rows_declare(struct import_mapping *mapping,
                               const struct import_table_rows *rows);

/* As import_map_drops, of the rows so far. */
size_t import_table_rows_drops(const struct import_drop **out,
                               const struct import_table_rows *rows);

/* The last row so far that was left out as a total, as import_table_rows_next gives rows; NULL for
 * none. Lives until the close. */
const struct import_row *import_table_rows_total(const struct import_table_rows *rows);

void import_table_rows_close(struct import_table_rows *rows); /* takes NULL */

#endif
