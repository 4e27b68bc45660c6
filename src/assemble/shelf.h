/*
 * Parts on their way into builds: each is looked up and read once, all of them from one state of
 * the catalog.
 */
#ifndef OPTIBOM_ASSEMBLE_SHELF_H
#define OPTIBOM_ASSEMBLE_SHELF_H

#include "base/id_map.h"
#include "base/text_map.h"
#include "catalog/catalog.h"
#include "catalog/part.h"

struct shelf {
    struct catalog *catalog;
    struct arena *arena;         /* holds the parts */
    struct id_map numbers;       /* of parts by their ids */
    struct catalog_part **parts; /* by number */
    struct text_map names;       /* ids by the names that were asked for */
    bool is_own;                 /* of the snapshot */
};

/* Parts live in `arena`, also when the shelf is closed. */
enum optibom_status shelf_open(struct shelf *shelf, struct arena *arena, struct catalog *catalog,
                               struct error *err);
void shelf_close(struct shelf *shelf);

enum optibom_status shelf_part(const struct catalog_part **out, struct shelf *shelf,
                               int64_t part_id, struct error *err);

/* As catalog_part_resolve. */
enum optibom_status shelf_resolve(int64_t *part_id, struct shelf *shelf, const char *name,
                                  struct error *err);

#endif
