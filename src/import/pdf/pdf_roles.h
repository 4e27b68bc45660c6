/*
 * What the head of a column says that stands below it. Lists of words, nothing of places on the
 * page.
 */
#ifndef OPTIBOM_IMPORT_PDF_ROLES_H
#define OPTIBOM_IMPORT_PDF_ROLES_H

#include "import/pdf/pdf_terms.h"

enum import_pdf_role {
    IMPORT_PDF_OTHER, /* not known: the name of a mode, a part, or an attribute */
    IMPORT_PDF_LABEL,
    IMPORT_PDF_SYMBOL,
    IMPORT_PDF_MIN,
    IMPORT_PDF_TYP,
    IMPORT_PDF_MAX,
    IMPORT_PDF_UNIT,
    IMPORT_PDF_VALUE,
    IMPORT_PDF_CONDITION,
    IMPORT_PDF_NOTE,
    IMPORT_PDF_PART,  /* part numbers */
    IMPORT_PDF_INDEX, /* running numbers */
    IMPORT_PDF_ALIEN  /* the table is about pins, registers or revisions, not about the product */
};

/* What a text means as the head of a column; a unit in brackets behind it does not matter. */
enum import_pdf_role import_pdf_role_of(const char *text);

/* True for Min, Typ and Max. */
bool import_pdf_role_is_limit(enum import_pdf_role role);

#endif
