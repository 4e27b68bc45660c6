/* A structure on its way: what the files that load it share. */
#ifndef OPTIBOM_CATALOG_STRUCTURE_LOAD_H
#define OPTIBOM_CATALOG_STRUCTURE_LOAD_H

#include "base/buf.h"
#include "base/id_map.h"
#include "catalog/structure.h"

struct structure_load {
    struct catalog_structure *out;
    struct arena *arena;
    struct store *store;
    const char *day;     /* of the prices; "": any */
    struct id_map parts; /* node of each part */
    size_t edge_room;
    bool has_failed;              /* memory was exhausted */
    struct structure_line *lines; /* of all lists, by list and position */
    size_t line_count;
    size_t list_count;
    struct structure_rates {
        struct structure_rate {
            char currency[4];
            int64_t rate_micros; /* of one unit, in the currency of the structure */
        } * rates;
        size_t count;
    } rates;
};

/* A line that is placed. */
struct structure_line {
    int64_t bom_id, position, parent_position; /* 0: of the list itself */
    int64_t quantity_micros, price_micros;     /* CATALOG_STRUCTURE_UNKNOWN */
    int64_t part_id;                           /* 0: of no part that the catalog has */
    char currency[4];
    bool has_unit, has_below;
};

/* Room for so many edges in all. False when memory is exhausted. */
bool structure_reserve(struct structure_load *load, size_t room);
bool structure_add_edge(struct structure_load *load, uint32_t parent, uint32_t child,
                        int64_t quantity);

/* Starts a query over the parts of the structure: `by_part`, which takes their ids as a JSON array,
 * where they are few beside the rows of the table, else `by_row`, which reads all rows. `highest`
 * gives about the number of rows. */
void structure_query(struct store_query *query, struct structure_load *load, const char *highest,
                     const char *by_part, const char *by_row);

/* The lines of lists, before the nodes are counted: puts the parts that they are about. */
enum optibom_status structure_read_lines(struct structure_load *load, struct error *err);

/* Nodes and edges of the lists, behind the parts; prices and power of the parts are there. */
enum optibom_status structure_add_lists(struct structure_load *load, struct error *err);

/* Prices of the parts. */
enum optibom_status structure_load_prices(struct structure_load *load, struct error *err);

/* An amount of a currency in that of the structure; false without a rate or when it does not fit.
 */
bool structure_convert(int64_t *out, const struct structure_load *load, const char *currency,
                       int64_t micros, int64_t basis);

/* Power of the parts. */
enum optibom_status structure_load_power(struct structure_load *load, struct error *err);

#endif
