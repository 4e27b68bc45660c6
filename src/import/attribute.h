/*
 * What a column may mean: one row of the data dictionary, as mapping and reading need it. The
 * catalog fills an array of these from its table `dictionary`; import itself knows no SQL.
 */
#ifndef OPTIBOM_IMPORT_ATTRIBUTE_H
#define OPTIBOM_IMPORT_ATTRIBUTE_H

#include <stdbool.h>
#include <stddef.h>

enum import_kind {
    IMPORT_REAL,    /* a double in `unit`, min/typ/max when `ranged` */
    IMPORT_INTEGER, /* a whole number */
    IMPORT_TEXT,    /* kept as written, outer white space trimmed */
    IMPORT_CHOICE,  /* one of `choices` */
    IMPORT_MONEY,   /* micro-units; the currency is an attribute of its own */
    IMPORT_DATE,    /* ISO 8601 day */
    IMPORT_FLAG     /* yes/no, true/false, 1/0 */
};

struct import_attribute {
    const char *name; /* "power", "mpn", "form_factor" */
    enum import_kind kind;
    const char *unit; /* canonical, "" where there is none */
    bool ranged;
    bool required;
    const char *choices;      /* "OSFP|QSFP-DD|..." for IMPORT_CHOICE, else "" */
    const char *synonyms;     /* further header names, "|" between, lower case */
    const char *choice_words; /* "single-mode=smf|...": other words for choices; NULL or "": none */
    bool takes_longest;       /* of a range the greatest figure counts: a reach of 2 m to 500 m */
};

/* The attributes that one class may have; `class_name` of "transceiver", "offer" ... */
struct import_class {
    const char *class_name;
    const struct import_attribute *attributes;
    size_t attribute_count;
    /* Where nothing is required: a header without one of these attributes ('|' between) does not
     * tell the class. NULL: any header may. */
    const char *telltales;
    /* What the titles of documents call its parts, "|" between; NULL: nothing is known. */
    const char *titles;
};

#endif
