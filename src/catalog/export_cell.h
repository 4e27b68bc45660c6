/* The cells of a figure that import reads back to it: inside of catalog/export only. */
#ifndef OPTIBOM_CATALOG_EXPORT_CELL_H
#define OPTIBOM_CATALOG_EXPORT_CELL_H

#include "base/arena.h"
#include "base/error.h"
#include "import/mapping.h"

enum { EXPORT_SIDES = IMPORT_SIDE_MAX + 1 };

/* A figure of the catalog: of the table `figure`, with its document. */
struct export_figure {
    const struct import_attribute *attribute;
    size_t number; /* of the attribute in its class */
    struct range range;
    const char *text; /* of text, choice and date attributes; else NULL */
    const char *original;
    const char *source, *source_url, *condition, *place, *confidence, *reason;
};

struct export_cells {
    const char *cells[EXPORT_SIDES]; /* by enum import_side; NULL: empty */
    const char *original; /* what the column original_text has to say; NULL: the cells say it */
    bool has_condition;   /* the cells say under which condition the figure holds */
    bool is_doubtful;     /* import would read something else */
};

/* The cells live in `arena`, or are those of the figure. */
enum optibom_status export_cells_of(struct export_cells *out, const struct export_figure *figure,
                                    struct arena *arena, struct error *err);

/* Whether a cell of the attribute is read as that text. */
enum optibom_status export_text_reads(bool *out, const struct import_attribute *attribute,
                                      const char *text, struct arena *arena, struct error *err);

#endif
