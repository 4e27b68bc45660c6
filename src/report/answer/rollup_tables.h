/* A roll-up as tables: systems, what they lack, what they need, where a part is used. */
#ifndef OPTIBOM_REPORT_ROLLUP_TABLES_H
#define OPTIBOM_REPORT_ROLLUP_TABLES_H

#include "base/table.h"
#include "catalog/structure.h"
#include "evaluate/rollup.h"

struct rollup_view {
    struct arena *arena;
    struct store *store;
    struct catalog_structure structure;
    struct rollup_input input; /* points into the structure */
    struct rollup_graph graph; /* points at the input */
    struct rollup_sum *sums;   /* one a node, once rollup_view_sum has made them */
};

/* Loads, orders and checks. OPTIBOM_BAD_INPUT when parts contain each other, with their names. */
enum optibom_status rollup_view_load(struct rollup_view *out, struct arena *arena,
                                     struct store *store,
                                     const struct catalog_structure_request *request,
                                     struct error *err);

/* Of a view with figures. */
enum optibom_status rollup_view_sum(struct rollup_view *view, struct error *err);

/* Everything that contains something and is in nothing: systems and lists, no lines. */
enum optibom_status rollup_view_roots(uint32_t **roots, size_t *count,
                                      const struct rollup_view *view, struct error *err);

/* These need the sums. A row a node: lines, depth, cost, power. By vendor and name, as all of these
 * tables. */
enum optibom_status rollup_table_systems(struct table *out, const struct rollup_view *view,
                                         const uint32_t *nodes, size_t count, struct error *err);

/* What the sums of these nodes lack. */
enum optibom_status rollup_table_missing(struct table *out, const struct rollup_view *view,
                                         const uint32_t *nodes, size_t count, struct error *err);

/* All parts in one piece of each node. */
enum optibom_status rollup_table_parts(struct table *out, const struct rollup_view *view,
                                       const uint32_t *nodes, size_t count, struct error *err);

/* Systems and lists that contain the node at any depth. */
enum optibom_status rollup_table_used_in(struct table *out, const struct rollup_view *view,
                                         uint32_t node, struct error *err);

#endif
