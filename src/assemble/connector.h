/*
 * What the text of a connector or form factor says: "2xMPO-12/APC" is two of the family MPO with 12
 * positions, "LC duplex" one of LC. Words that nobody knows say nothing.
 */
#ifndef OPTIBOM_ASSEMBLE_CONNECTOR_H
#define OPTIBOM_ASSEMBLE_CONNECTOR_H

#include <stdbool.h>

struct connector {
    int count;          /* ends or receptacles, 1 or more; 0: nothing is known */
    const char *family; /* "MPO", "LC" ...; NULL: not known */
    int positions;      /* for fibers, 0: not stated */
};

/* `text` may be NULL. */
struct connector connector_read(const char *text);

/* False when both are known and differ in family or positions; the count does not matter. */
bool connector_fits(struct connector a, struct connector b);

/* The count in front of a form factor or connector: 2 of "2xOSFP"; 1 without, 0 for NULL. */
int connector_count(const char *text);

/* True when a module or cable end of a form factor goes into a cage: the same, a QSFP into the
 * cages of QSFP-DD, a slower QSFP or SFP into a faster cage. Either may be NULL, which fits. */
bool connector_fits_cage(const char *form_factor, const char *cage);

#endif
