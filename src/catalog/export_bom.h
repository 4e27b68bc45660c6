/* Bills of materials on their way out: inside of catalog/export only. */
#ifndef OPTIBOM_CATALOG_EXPORT_BOM_H
#define OPTIBOM_CATALOG_EXPORT_BOM_H

#include "catalog/bom_list.h"
#include "catalog/export_file.h"

/* A file a list. A list goes on in a second one where a line would else be taken for an alternate
 * of the line above. */
enum optibom_status export_file_boms(struct export_file *file, struct error *err);

/* The list behind `*bom_id`, in the arena of the file; the `line` of a line is its position.
 * OPTIBOM_NOT_FOUND behind the last. */
enum optibom_status export_bom_read(struct catalog_bom_list *out, int64_t *bom_id,
                                    struct export_file *file, struct error *err);

/* Arranges `back`, the rows as import reads them, and says where it is not `list`. */
enum optibom_status export_bom_compare(struct export_file *file,
                                       const struct catalog_bom_list *list,
                                       struct catalog_bom_list *back, struct error *err);

#endif
