/* The ways in which lists say what contains what; each sets `parent` of every line. */
#ifndef OPTIBOM_CATALOG_BOM_TREE_H
#define OPTIBOM_CATALOG_BOM_TREE_H

#include "catalog/bom_list.h"

/* By the column `parent`: reference, part number or line number of the containing line. */
enum optibom_status bom_tree_parents(struct catalog_bom_list *list, struct arena *arena,
                                     struct error *err);

/* By texts such as "1.2.3" of each line, that of the level or of the line number. */
enum optibom_status bom_tree_outline(struct catalog_bom_list *list, struct arena *arena,
                                     const char *const *texts, const char *column,
                                     struct error *err);

/* By a depth for each line, CATALOG_BOM_UNSAID where there is none. */
enum optibom_status bom_tree_levels(struct catalog_bom_list *list, struct arena *arena,
                                    const int64_t *given, struct error *err);

/* True for "1.2", not for "1". */
bool bom_tree_is_outline(const char *text);

#endif
