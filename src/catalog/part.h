/*
 * A part as the stages to the right see it: plain data, no SQL. Everything that the catalog knows
 * of it: figures with provenance, offers with price breaks, contents.
 */
#ifndef OPTIBOM_CATALOG_PART_H
#define OPTIBOM_CATALOG_PART_H

#include "base/arena.h"
#include "base/error.h"
#include "base/range.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct store;

struct catalog_figure {
    int64_t figure_id;
    const char *attribute, *unit;
    struct range range; /* none for text */
    const char *text;   /* NULL for numbers */
    const char *original, *condition, *confidence, *reason;
    const char *source, *source_url, *place;
    bool chosen; /* in force */
};

struct catalog_break {
    int64_t quantity;                /* pieces, from */
    int64_t price_micros;            /* for price_basis pieces */
    int64_t low_micros, high_micros; /* equal to price_micros where the price is exact */
};

struct catalog_offer {
    int64_t offer_id;
    const char *supplier, *supplier_part_number;
    char currency[4];
    int64_t price_basis, minimum_order, order_multiple;
    int64_t lead_time_days, stock; /* -1: not stated */
    const char *valid_from, *valid_until, *incoterm, *confidence, *reason, *source, *source_url;
    struct catalog_break *breaks; /* by quantity */
    size_t break_count;
};

struct catalog_content {
    int64_t part_id;
    int64_t quantity;
    const char *role, *confidence, *source;
};

/* A decision, and where it holds. */
struct catalog_decision {
    const char *build; /* "": everywhere */
    const char *line;  /* role of the line; "": every line */
    const char *state; /* "proposed", "approved" or "rejected" */
    const char *reason;
};

/* On a part that may stand in. */
struct catalog_alternate {
    int64_t part_id;
    struct catalog_decision decision;
};

/* On who may make parts of a class. */
struct catalog_maker {
    bool is_own;      /* on the maker of the part at hand */
    bool is_of_class; /* on its class, not on every one */
    struct catalog_decision decision;
};

struct catalog_part {
    int64_t part_id;
    const char *class_name, *vendor, *mpn;
    const char *name;       /* "NVIDIA Q3450-LD" */
    bool is_representative; /* stands for a standard class: no product, its maker no company */
    struct catalog_figure *figures; /* by attribute, the one in force first */
    size_t figure_count;
    struct catalog_offer *offers; /* by supplier */
    size_t offer_count;
    struct catalog_content *contents;
    size_t content_count;
    struct catalog_alternate *alternates; /* decisions on what may stand in for it */
    size_t alternate_count;
    struct catalog_maker *makers; /* decisions on who may make parts of its class */
    size_t maker_count;
};

/* The figure in force, NULL when the catalog does not say. */
const struct catalog_figure *catalog_part_figure(const struct catalog_part *part,
                                                 const char *attribute);
/* Its value; none, NULL or the fallback when the catalog does not say. */
struct range catalog_part_range(const struct catalog_part *part, const char *attribute);
double catalog_part_number(const struct catalog_part *part, const char *attribute, double fallback);
const char *catalog_part_text(const struct catalog_part *part, const char *attribute);

/* True for what is not for new designs, or ends: "nrnd", "eol", "obsolete"; NULL is not known. */
bool catalog_part_is_ending(const char *lifecycle);

/* A day, YYYY-MM-DD, is within the validity of the offer; NULL or "": any is. */
bool catalog_offer_holds(const struct catalog_offer *offer, const char *day);

/* 2 a quote or press, 1 an estimate or an offer that does not hold on the day, 0 an assumption: an
 * offer of less trust counts only where there is none of more. */
int catalog_offer_trust(const struct catalog_offer *offer, const char *day);

/* Reads a part by its id. */
enum optibom_status catalog_part_load(struct catalog_part **out, struct arena *arena,
                                      struct store *store, int64_t part_id, struct error *err);

/* The part that a person means: "Q3450-LD", "NVIDIA Q3450-LD", "NVIDIA/Q3450-LD", without regard to
 * case. OPTIBOM_NOT_FOUND with the nearest part numbers, OPTIBOM_CONFLICT with the vendors when
 * several make one of that number. */
enum optibom_status catalog_part_resolve(int64_t *part_id, struct arena *arena, struct store *store,
                                         const char *name, struct error *err);

#endif
