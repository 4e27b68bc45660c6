/* Numbers as a list writes them, into numbers with a decimal point and no groups. */
#ifndef OPTIBOM_IMPORT_NUMBER_PLAIN_H
#define OPTIBOM_IMPORT_NUMBER_PLAIN_H

#include "base/buf.h"
#include "import/mapping.h"

#include <stdbool.h>

bool import_number_is_declared(struct import_number_format format);

/* Appends `text` with every number in it in plain form: of decimal ',' and group '.' "1,7" is
 * "1.7", "200.000.000,50 EUR" is "200000000.50 EUR". What stands between the numbers stays. Returns
 * NULL, or half a sentence when a number is not written in that way; `out` is of no use then. */
const char *import_number_plain(struct buf *out, const char *text,
                                struct import_number_format format);

#endif
