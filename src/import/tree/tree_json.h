/* JSON text to a tree. */
#ifndef OPTIBOM_IMPORT_TREE_JSON_H
#define OPTIBOM_IMPORT_TREE_JSON_H

#include "base/buf.h"
#include "import/tree/tree.h"

/* Reads one JSON value as RFC 8259 has it into `tree`, which must be empty; what is blank leaves it
 * so. `text` is changed and must outlive the tree. It stands on `line` of the file `name`. Numbers
 * keep all their digits, but end at 1e308. What cannot be read is OPTIBOM_BAD_INPUT with line and
 * column. */
enum optibom_status import_tree_json(struct import_tree *tree, struct buf *text, const char *name,
                                     size_t line, struct error *err);

/* How an escaped U+FFFD is written that was an escaped NUL: no program mixes letters so. */
#define IMPORT_TREE_JSON_REPLACED "uFFfd"

/* Refuses what jansson should not see: zero bytes, more values or more deeply nested ones than the
 * limits. Changes each escaped NUL into U+FFFD, for keys and cells cannot hold it. */
enum optibom_status import_tree_json_scan(struct buf *text, const char *name, size_t line,
                                          struct error *err);

/* Decodes the text that starts with `quote`, in its place, to one that starts behind it and ends
 * with NUL. It must be known to be JSON. Returns where the text goes on behind the closing quote;
 * `is_replaced`: there was an escaped NUL. */
char *import_tree_json_decode(bool *is_replaced, char *quote);

#endif
