/*
 * What one header cell means for one class: attribute, side, unit. The rules are those of
 * import/mapping.h; this is the matching of a single cell, without memory of its own.
 */
#ifndef OPTIBOM_IMPORT_HEADER_H
#define OPTIBOM_IMPORT_HEADER_H

#include "import/attribute.h"
#include "import/mapping.h"

#include <stdbool.h>

struct import_header {
    const struct import_attribute *attribute; /* NULL: not understood */
    size_t rank; /* 0: by the attribute's name, from 1: by this synonym */
    enum import_side side;
    char unit[32];      /* as the unit table prints it, or a currency; "" when none is written */
    bool is_unit_wrong; /* the unit does not measure the attribute */
};

struct import_header import_header_match(const struct import_class *record_class,
                                         const char *header);

#endif
