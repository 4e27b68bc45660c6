/*
 * What one header cell means for one class: attribute, side, unit. The rules are those of
 * import/mapping.h; this is the matching of a single cell, without memory of its own.
 */
#ifndef OPTIBOM_IMPORT_HEADER_H
#define OPTIBOM_IMPORT_HEADER_H

#include "base/buf.h"
#include "import/attribute.h"
#include "import/mapping.h"

#include <stdbool.h>

enum { IMPORT_CONDITION_SIZE = 64 };

struct import_header {
    const struct import_attribute *attribute; /* NULL: not understood */
    size_t rank; /* 0: by the attribute's name, from 1: by this synonym */
    enum import_side side;
    char unit[32];      /* as the unit table prints it, or a currency; "" when none is written */
    bool is_unit_wrong; /* the unit does not measure the attribute */
    char condition[IMPORT_CONDITION_SIZE]; /* under which the column holds, as written; "" for none
                                            */
};

struct import_header import_header_match(const struct import_class *record_class,
                                         const char *header);

/* True when both give the same: attribute, side and condition. */
bool import_header_is_same(const struct import_header *a, const struct import_header *b);

/* Appends a header without unit that matches what the column has: "power max (400G mode)". */
void import_header_write(struct buf *out, const struct import_column *column);

/* Whether words beside a name are known to say when or where its values hold: "400G mode", "25 C",
 * "OM4", "each lane". Others may make it another quantity ("storage", "optical"). */
bool import_header_is_condition(const char *text);

#endif
