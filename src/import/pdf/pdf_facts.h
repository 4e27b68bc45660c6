/*
 * What a document says of its products: facts of a label and a value, part numbers, the maker. This
 * is the list of them and what tables add to it.
 */
#ifndef OPTIBOM_IMPORT_PDF_FACTS_H
#define OPTIBOM_IMPORT_PDF_FACTS_H

#include "import/pdf/pdf_tables.h"

enum { IMPORT_PDF_FACTS_MAX = 3000, IMPORT_PDF_PARTS_MAX = 500 };

/* Where something was read. Lines of one document compare by their addresses. */
struct import_pdf_spot {
    const struct import_pdf_line *line; /* NULL: nowhere in particular */
    size_t table;                       /* from 1, 0 outside tables */
};

struct import_pdf_fact {
    const char *label;     /* as printed, without unit */
    const char *section;   /* the heading it stands below, "" for none */
    const char *condition; /* of a column of conditions or remarks, "" for none */
    const char *part;      /* the part number that it holds for, NULL for all of the document */
    const char *value;
    const char *place;
    const char *doubt; /* NULL: sure */
    struct import_pdf_spot spot;
    bool is_weak;     /* of a list of features: a table that says the same label wins */
    bool has_groups;  /* its figure has commas between thousands, if that is what they are */
    bool is_absolute; /* among absolute maximum ratings, which are no operating values */
};

/* A part number or a maker. */
struct import_pdf_name {
    const char *text, *place, *doubt;
    unsigned rank; /* the lower the more it is what it seems: an ordering code, then a model ... */
    struct import_pdf_spot spot; /* of the label that announces it; no line: a table of many */
};

struct import_pdf_facts {
    struct arena *arena;
    struct import_pdf_fact *items;
    size_t count;
    struct import_pdf_name *parts;
    size_t part_count;
    struct import_pdf_name maker; /* text NULL: not known */
};

enum {
    IMPORT_PDF_RANK_ORDER, /* labelled as a part number */
    IMPORT_PDF_RANK_MODEL, /* labelled as a model */
    IMPORT_PDF_RANK_TITLE  /* looks like one */
};

/* All of these give false when memory is exhausted. What is past the limits is left out. */
bool import_pdf_facts_add(struct import_pdf_facts *facts, const struct import_pdf_fact *fact);
bool import_pdf_facts_add_part(struct import_pdf_facts *facts, const struct import_pdf_name *part);

/* Takes a maker unless one of a lower or the same rank is there. */
void import_pdf_facts_set_maker(struct import_pdf_facts *facts,
                                const struct import_pdf_name *maker);

/* A label with its value: part numbers and makers go where they belong, a unit in the label goes to
 * the value, a mode beside the value to the label. `value` may be of several limits already read.
 */
struct import_pdf_entry {
    const char *label, *section, *condition, *part, *place;
    const char *mode;  /* of the column, "" or NULL for none; goes behind the label */
    const char *value; /* one text, or NULL and the limits */
    const char *min, *typ, *max;
    const char *unit; /* of the row or its column, "" for none */
    const char *doubt;
    struct import_pdf_spot spot;
    bool is_weak;
};
bool import_pdf_facts_enter(struct import_pdf_facts *facts, const struct import_pdf_entry *entry);

/* All that the tables say. */
bool import_pdf_facts_of_tables(struct import_pdf_facts *facts,
                                const struct import_pdf_tables *tables);

/* "page 2: Power | 12 | 14 | W", cut to 200 bytes; NULL when memory is exhausted. */
const char *import_pdf_facts_place(struct arena *arena, size_t page, const char *text);

#endif
