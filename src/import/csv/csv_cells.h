/* The cells of one record as texts: copied once, unquoted and ended in the copy. */
#ifndef OPTIBOM_IMPORT_CSV_CELLS_H
#define OPTIBOM_IMPORT_CSV_CELLS_H

#include "import/csv/csv_split.h"

/* Zeroed at first. `texts` and `doubts` hold as many as the record has cells. */
struct import_csv_cells {
    const char **texts;
    const char **doubts; /* of import_csv_cells_copy_padded, each NULL or a sentence */
    size_t capacity;
    char *copy; /* of the record */
    size_t copy_capacity;
};

/* Makes room for what was split; false when memory is exhausted. */
bool import_csv_cells_reserve(struct import_csv_cells *cells, const struct import_csv_split *split);

/* The cells of a record without zero bytes. */
void import_csv_cells_copy(struct import_csv_cells *cells, const struct import_csv_split *split,
                           const char *record);

/* The cells of one with zero bytes, those around a text left out. False when one stands within a
 * text, or when there is no text. */
bool import_csv_cells_copy_padded(struct import_csv_cells *cells,
                                  const struct import_csv_split *split, const char *record);

void import_csv_cells_free(struct import_csv_cells *cells);

#endif
