#include "catalog/put_codes.h"

const struct import_issue_code catalog_put_codes[] = {
    {"unreadable-row", IMPORT_ERROR,
     "The row cannot be read: a zero byte, invalid UTF-8 or an "
     "unclosed quote.",
     "Correct the row, or save the file as UTF-8."},
    {"unknown-part", IMPORT_ERROR, "The row is about a part that the catalog does not have.",
     "Import the part first, or correct vendor and part number."},
    {"class-conflict", IMPORT_ERROR, "The part is in the catalog under another class.",
     "Correct the class of the file or of the part."},
    {"out-of-domain", IMPORT_ERROR, "A value lies outside its domain, such as a negative power.",
     "Correct the value."},
    {"assumption-without-reason", IMPORT_ERROR, "An assumption does not say what it rests on.",
     "Fill the column 'reason'."},
    {"currency-conflict", IMPORT_ERROR, "Price and currency column name different currencies.",
     "Correct one of them."},
    {"unknown-currency", IMPORT_ERROR, "The currency code is not known.",
     "Write a code of ISO 4217, such as USD or EUR."},
    {"contains-itself", IMPORT_ERROR, "The system would contain itself, directly or further down.",
     "Correct the system or the part that it contains."},
    {"other-price", IMPORT_WARNING, "Two rows of a list give different prices for the same thing.",
     "Remove the row that does not hold; the later one is in force."},
    {"skipped-row", IMPORT_NOTE, "Rows that are no records are left out.",
     "Check the reasons when a row is missed."},
    {"unlisted-part", IMPORT_NOTE, "Prices are about parts that the catalog does not have.",
     "Import the parts, or correct vendor and part number."},
};

const size_t catalog_put_code_count = sizeof catalog_put_codes / sizeof *catalog_put_codes;
