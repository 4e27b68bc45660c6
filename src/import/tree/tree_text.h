/* The text of a tree: read from a file, places in it, and a record printed again. */
#ifndef OPTIBOM_IMPORT_TREE_TEXT_H
#define OPTIBOM_IMPORT_TREE_TEXT_H

#include "base/buf.h"
#include "import/reader.h"
#include "import/tree/tree.h"

/* Reads the whole file, which must not be longer than `max` bytes; `advice` is what to do with a
 * longer one. */
enum optibom_status import_tree_load(struct buf *out, const struct import_input *input, size_t max,
                                     const char *advice, struct error *err);

/* Takes a byte-order mark from the start; UTF-16 is OPTIBOM_BAD_INPUT. */
enum optibom_status import_tree_skip_mark(struct buf *text, const char *name, struct error *err);

/* Line and column, from 1, of the byte at `offset`; columns count characters. */
void import_tree_place(size_t *line, size_t *column, const char *text, size_t offset);

/* Puts the node as compact JSON into `out`, cut behind IMPORT_TREE_RAW_MAX bytes. */
void import_tree_print(struct buf *out, const struct import_tree_node *node);

#endif
