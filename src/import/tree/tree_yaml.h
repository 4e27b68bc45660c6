/* YAML text to a tree. */
#ifndef OPTIBOM_IMPORT_TREE_YAML_H
#define OPTIBOM_IMPORT_TREE_YAML_H

#include "base/buf.h"
#include "import/tree/tree.h"

/* Reads the documents of a YAML stream into `tree`, which must be empty: of one document it is the
 * root, several are the items of a list; documents without a value are left out. Scalars are text
 * as written; a plain ~, null or nothing is null. Aliases are copies of what they name, counted
 * against the limits; "<<" merges. Keys must be scalars. What cannot be read is OPTIBOM_BAD_INPUT
 * with line and column. */
enum optibom_status import_tree_yaml(struct import_tree *tree, const struct buf *text,
                                     const char *name, struct error *err);

#endif
