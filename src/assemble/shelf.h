/*
 * What is on its way into builds: parts, assembly flows and exchange rates. Each is looked up and
 * read once, all of them from one state of the catalog.
 */
#ifndef OPTIBOM_ASSEMBLE_SHELF_H
#define OPTIBOM_ASSEMBLE_SHELF_H

#include "assemble/bom.h"
#include "base/id_map.h"
#include "base/text_map.h"
#include "catalog/catalog.h"
#include "catalog/part.h"

struct shelf {
    struct catalog *catalog;
    struct arena *arena;         /* holds what is on it */
    struct id_map numbers;       /* of parts by their ids */
    struct catalog_part **parts; /* by number */
    struct text_map names;       /* ids by the names that were asked for */
    struct flow **flows;         /* by number */
    struct text_map flow_numbers;
    size_t flow_count;
    struct bom_rate *rates; /* to `currency` */
    size_t rate_count;
    const char *currency; /* NULL: of none yet */
    bool is_own;          /* of the snapshot */
};

/* What is on it lives in `arena`, also when the shelf is closed. */
enum optibom_status shelf_open(struct shelf *shelf, struct arena *arena, struct catalog *catalog,
                               struct error *err);
void shelf_close(struct shelf *shelf);

enum optibom_status shelf_part(const struct catalog_part **out, struct shelf *shelf,
                               int64_t part_id, struct error *err);

/* As catalog_part_resolve. */
enum optibom_status shelf_resolve(int64_t *part_id, struct shelf *shelf, const char *name,
                                  struct error *err);

/* A stored assembly flow, as assemble_flow gives it. */
enum optibom_status shelf_flow(struct flow **out, struct shelf *shelf, const char *name,
                               struct error *err);

/* The latest rate of each currency into that of a program; the inverse where only that is known. */
enum optibom_status shelf_rates(struct bom_rate **out, size_t *count, struct shelf *shelf,
                                const char *currency, struct error *err);

#endif
