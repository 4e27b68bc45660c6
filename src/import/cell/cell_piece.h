/* One alternative of a cell without what hangs on it: inside of import/cell_split only. */
#ifndef OPTIBOM_IMPORT_CELL_PIECE_H
#define OPTIBOM_IMPORT_CELL_PIECE_H

#include "base/scan.h"
#include "import/attribute.h"

#include <stdbool.h>
#include <stdint.h>

/* Room for what rewriting brackets adds. */
enum { IMPORT_PIECE_SIZE = 4 * SCAN_TEXT_SIZE };

struct import_piece {
    char value[IMPORT_PIECE_SIZE];
    char condition[IMPORT_PIECE_SIZE], marks[IMPORT_PIECE_SIZE];
    char other[SCAN_TEXT_SIZE]; /* a second value that the piece may mean, "" for none */
    const char *doubt;          /* NULL when the value is sure */
    int64_t count;
};

/* Takes marks, brackets, label and count off `plain`, a text of scan_plain in which superscripts
 * are written "^1". */
void import_piece_read(struct import_piece *out, const struct import_attribute *attribute,
                       const char *plain);

#endif
