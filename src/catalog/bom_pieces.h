/* An imported bill of materials as a list of parts. */
#ifndef OPTIBOM_CATALOG_BOM_PIECES_H
#define OPTIBOM_CATALOG_BOM_PIECES_H

#include "base/arena.h"
#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

struct store;

struct bom_piece {
    int64_t part_id;  /* 0: not told; the catalog may know it by its text all the same */
    const char *text; /* vendor and part number, else what the line says */
    double quantity;  /* as the list states it */
};

/* Lines of the list that are fitted (not DNP), in order; in `arena`. OPTIBOM_NOT_FOUND when no
 * list is called so. */
enum optibom_status catalog_bom_pieces(struct bom_piece **out, size_t *count, struct arena *arena,
                                       struct store *store, const char *name, struct error *err);

#endif
