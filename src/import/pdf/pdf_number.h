/*
 * The figures at the start of a text, with their units and sides: "14 W", "typ. 11 W, max. 13 W",
 * "0 to 70 C". Pieces of import/pdf/pdf_figure.h.
 */
#ifndef OPTIBOM_IMPORT_PDF_NUMBER_H
#define OPTIBOM_IMPORT_PDF_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

enum import_pdf_side { IMPORT_PDF_ANY, IMPORT_PDF_LOW, IMPORT_PDF_MIDDLE, IMPORT_PDF_HIGH };

enum { IMPORT_PDF_NUMBERS_MAX = 3, IMPORT_PDF_NUMBER_SIZE = 40, IMPORT_PDF_UNIT_SIZE = 32 };

struct import_pdf_number {
    char digits[IMPORT_PDF_NUMBER_SIZE]; /* with sign and exponent */
    char unit[IMPORT_PDF_UNIT_SIZE];     /* as printed, "" for none */
    bool is_glued;                       /* no blank before the unit */
    enum import_pdf_side side;
};

struct import_pdf_numbers {
    const char *at; /* the text: where reading goes on */
    struct import_pdf_number items[IMPORT_PDF_NUMBERS_MAX];
    size_t count;
    bool is_range;
    bool has_groups;   /* commas were taken to divide thousands */
    const char *doubt; /* why a figure is not sure, or NULL */
};

/* The doubt of a figure whose comma was taken for a decimal point. */
extern const char import_pdf_doubt_comma[];

/* Reads all figures that stand at `at`, plain text; false when there is none. */
bool import_pdf_numbers_read(struct import_pdf_numbers *numbers);

#endif
