/* Delivery terms of Incoterms 2020. */
#ifndef OPTIBOM_BASE_INCOTERM_H
#define OPTIBOM_BASE_INCOTERM_H

#include <stddef.h>

/* The terms in the order of the rules, for a sentence: "EXW, FCA, ...". */
#define INCOTERM_LIST "EXW, FCA, CPT, CIP, DAP, DPU, DDP, FAS, FOB, CFR, CIF"

enum { INCOTERM_LENGTH = 3 };

/* The term that the text starts with, letter case free, in capitals; NULL when it starts with none.
 * `*place`: what follows it without its outer blanks, `*length` bytes; often none. */
const char *incoterm_read(const char **place, size_t *length, const char *text);

#endif
