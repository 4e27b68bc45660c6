/* How the numbers of a workbook's cells are meant: by the number format of each style. */
#ifndef OPTIBOM_IMPORT_WORKBOOK_STYLES_H
#define OPTIBOM_IMPORT_WORKBOOK_STYLES_H

#include "base/arena.h"
#include "import/workbook/workbook_package.h"

enum import_workbook_meaning {
    IMPORT_WORKBOOK_NUMBER,
    IMPORT_WORKBOOK_PERCENT,
    IMPORT_WORKBOOK_DATE,   /* a day, perhaps with a time */
    IMPORT_WORKBOOK_TIME,   /* of a day */
    IMPORT_WORKBOOK_ELAPSED /* hours without end */
};

enum { IMPORT_WORKBOOK_STYLES_MAX = 1024 * 1024 };

/* How a cell shows its number. */
struct import_workbook_style {
    enum import_workbook_meaning meaning;
    unsigned zeros;      /* digits at least, as in 000000; 0: as many as there are */
    const char *literal; /* words or a currency beside it: "EUR", "weeks", "/1000"; NULL: none */
};

enum { IMPORT_WORKBOOK_LITERAL_SIZE = 32 };

struct import_workbook_styles {
    struct arena arena;
    struct import_workbook_style *items; /* of each cell style */
    size_t count, capacity;
};

void import_workbook_styles_init(struct import_workbook_styles *styles);
void import_workbook_styles_fini(struct import_workbook_styles *styles);

/* None where the package has no such part. */
enum optibom_status import_workbook_styles_read(struct import_workbook_styles *styles,
                                                struct import_workbook_package *package,
                                                const char *path, struct error *err);

/* A plain number past the last style. */
const struct import_workbook_style *
import_workbook_style(const struct import_workbook_styles *styles, size_t index);

/* What a format code such as "[$-409]d-mmm-yy;@" means; literals, colours and conditions are seen
 * through. */
enum import_workbook_meaning import_workbook_format_code(const char *code);
/* What such a code shows beside its numbers, "" for nothing that matters; and the digits that it
 * shows at least, 0 unless it is nothing but zeros. */
void import_workbook_format_literal(char out[IMPORT_WORKBOOK_LITERAL_SIZE], const char *code);
unsigned import_workbook_format_zeros(const char *code);
/* The same of one of Excel's own formats by its number, those of East Asia and Thailand too. */
enum import_workbook_meaning import_workbook_format_number(unsigned long number);

#endif
