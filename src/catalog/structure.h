/*
 * What contains what, as far as the catalog says it outright: the contents of systems and the lines
 * of imported bills of materials, with the price and the power of each piece. Read in a few queries
 * over everything, into arrays that a roll-up takes.
 *
 * A node is a part, a list, or a line of a list. A line contains the lines below it; without such,
 * the part that it is about. Lines that are not placed are left out with all below them.
 */
#ifndef OPTIBOM_CATALOG_STRUCTURE_H
#define OPTIBOM_CATALOG_STRUCTURE_H

#include "base/range.h"
#include "catalog/catalog.h"

/* Of an amount or quantity that is not known. */
#define CATALOG_STRUCTURE_UNKNOWN INT64_MIN

enum { CATALOG_STRUCTURE_PART = 0, CATALOG_STRUCTURE_LIST = -1 };

struct catalog_node {
    int64_t id;       /* of the part; of the list */
    int64_t position; /* of the line in the list, else one of the two above */
};

struct catalog_structure {
    struct catalog_node *nodes; /* parts first */
    size_t node_count, part_count, edge_count;
    uint32_t *parents, *children; /* indices of nodes */
    int64_t *quantities;          /* pieces in one parent */
    int64_t *cost_micros;         /* price of one piece alone, of `currency` */
    struct range *power_w;        /* own figure, filled; or none */
    bool *is_stand_in;            /* a line with nothing in it but the part that it is about */
    bool *is_passive;             /* of a class that has no power figures */
    const char *currency;
};

enum catalog_structure_scope {
    CATALOG_STRUCTURE_ALL,
    CATALOG_STRUCTURE_BELOW, /* the parts asked for and all that they contain */
    CATALOG_STRUCTURE_ABOVE  /* the parts asked for and all that contains them */
};

struct catalog_structure_request {
    enum catalog_structure_scope scope;
    const int64_t *part_ids; /* that are asked for; nodes of their own in any case */
    size_t part_count;
    bool with_lists;   /* all of them, and the parts that they are about */
    bool with_figures; /* else no price and no power is known */
    const char *day;   /* YYYY-MM-DD on which prices are to hold; NULL: any */
};

/* Everything in `arena`. Prices are chosen as a build chooses them, at quantity 1; of lists the
 * price of the line goes first. */
enum optibom_status catalog_structure_load(struct catalog_structure *out, struct arena *arena,
                                           struct store *store,
                                           const struct catalog_structure_request *request,
                                           struct error *err);

/* How a node is called. */
struct catalog_node_name {
    const char *vendor; /* NULL for a list, and where a line does not say */
    const char *name;   /* part number; of a list its name; of a line without one what it says */
    const char *kind;   /* class of a part; "bom"; "line" */
    const char *list;   /* of a line: the list, with the line; else NULL */
};

/* The names of some nodes, in their order. */
enum optibom_status catalog_structure_names(struct catalog_node_name **out, struct arena *arena,
                                            struct store *store,
                                            const struct catalog_structure *structure,
                                            const uint32_t *nodes, size_t count, struct error *err);

#endif
