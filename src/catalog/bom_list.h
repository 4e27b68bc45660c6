/*
 * A bill of materials on its way from its file into the catalog: its lines as the list has them,
 * what contains what, and what there is to say about it.
 *
 * Money and quantities are kept as the list says, in millionths; nothing here computes a price.
 * What a list does not say is NULL or CATALOG_BOM_UNSAID.
 */
#ifndef OPTIBOM_CATALOG_BOM_LIST_H
#define OPTIBOM_CATALOG_BOM_LIST_H

#include "catalog/put.h"

enum { CATALOG_BOM_UNSAID = -1 };

/* No line: the list itself, as what contains its topmost lines. */
#define CATALOG_BOM_TOP SIZE_MAX

struct catalog_bom_part {
    const char *vendor, *mpn;
};

struct catalog_bom_line {
    size_t table;          /* of the import, from 0 */
    size_t line;           /* in its file */
    const char *list_file; /* where it stood first, as an exported list says; NULL, or */
    size_t list_line;      /* 0: here */
    const char *raw;
    const char *item, *level_text, *parent_text, *reference;
    const char *vendor, *mpn, *description, *supplier, *supplier_part_number, *remark;
    const char *quantity_unit; /* NULL: pieces */
    size_t indent;             /* spaces before part number or description */
    int64_t quantity_micros, unit_price_micros, extended_price_micros, list_total_micros;
    int64_t extended_half_micros,
        list_total_half_micros; /* half a unit of the last decimal shown */
    char currency[4];           /* "": not said */
    bool dnp;
    bool says_alternate; /* by a word: "alternate", "or" */
    struct catalog_bom_part *alternates;
    size_t alternate_count;
    size_t row_count; /* of the file: 1, and those of its alternates */
    size_t parent;    /* index of the line that contains this one, or CATALOG_BOM_TOP */
    size_t level;     /* how many lines contain it */
    bool is_told;     /* something was said about its children */
    bool changed;     /* as against what the catalog had */
};

/* Something to say; the code stands in put_codes.c. */
struct catalog_bom_finding {
    const char *code, *column, *text;
    size_t line; /* index of a line, CATALOG_BOM_TOP: about the list */
};

struct catalog_bom_list {
    const char *name;
    const char *file; /* label of the table that it was first seen in */
    size_t table;
    struct catalog_bom_line *lines;
    size_t line_count;
    int64_t stated_micros; /* what the list says that it costs, or CATALOG_BOM_UNSAID */
    int64_t stated_half_micros;
    char stated_currency[4];
    const char *summary; /* what it adds up to, in words; set by the check */
    struct catalog_bom_finding *findings;
    size_t finding_count;
};

/* Reads a record, copying into `arena`. Refuses through put->issue, as catalog_put_record does. */
enum optibom_status catalog_bom_read(struct catalog_bom_line *out, struct arena *arena,
                                     struct catalog_put *put, const struct import_mapping *mapping,
                                     const struct import_record *record, struct error *err);

/* True when the row gives an alternate of the line above it, in the same table. */
bool catalog_bom_is_alternate(const struct catalog_bom_line *line,
                              const struct catalog_bom_line *above);

/* Folds rows that give alternates into the lines above them, then finds out what contains what: by
 * parents, levels, outline numbers, or by dots or spaces before the names. */
enum optibom_status catalog_bom_arrange(struct catalog_bom_list *list, struct arena *arena,
                                        struct error *err);

/* Holds prices against each other and sums up; after the arrangement. */
enum optibom_status catalog_bom_check(struct catalog_bom_list *list, struct arena *arena,
                                      struct error *err);

/* The list in place of that of the same name. Sets `changed` of the lines that are new or other
 * than before; *is_changed also when lines are gone. `*before` is the batch of the list that was
 * there, 0 for none. */
enum optibom_status catalog_bom_write(bool *is_changed, int64_t *before, struct store *store,
                                      struct catalog_bom_list *list, int64_t batch_id,
                                      struct error *err);

/* For the files of bom: adds a finding. `line` may be CATALOG_BOM_TOP. */
enum optibom_status catalog_bom_say(struct catalog_bom_list *list, struct arena *arena,
                                    struct error *err, const char *code, size_t line,
                                    const char *column, const char *format, ...)
    __attribute__((format(printf, 7, 8)));

#endif
