/*
 * The head of a table: which lines are it, and the names, units and roles of its columns.
 */
#ifndef OPTIBOM_IMPORT_PDF_HEAD_H
#define OPTIBOM_IMPORT_PDF_HEAD_H

#include "import/pdf/pdf_grid.h"

/* Reads a head from line `first` of `count` on: several lines where cells of it have several.
 * `taken` receives how many lines it is, 0 when these lines are no head of a table. False when
 * memory is exhausted. */
bool import_pdf_head_read(struct import_pdf_grid *out, size_t *taken, struct arena *arena,
                          const struct import_pdf_line *lines, size_t count);

/* Names the groups of a head whose limits repeat by the line above it. False when memory is
 * exhausted. */
bool import_pdf_head_group(struct import_pdf_grid *grid, struct arena *arena,
                           const struct import_pdf_line *above);

#endif
