/*
 * The findings that optibom can have about a build: one table, from which the docs are made.
 * Each has a smallest example in tests/rules/.
 */
#ifndef OPTIBOM_ASSEMBLE_RULES_H
#define OPTIBOM_ASSEMBLE_RULES_H

#include "assemble/bom.h"

struct rule {
    const char *code;
    enum bom_severity severity;
    const char *explanation; /* what is wrong when it fires */
    const char *fix;         /* what would clear it */
};

extern const struct rule rules[];
extern const size_t rule_count;

/* The rule of that code; asking for one that is not in the table is our bug. */
const struct rule *rule_of(const char *code);

/* Runs the rules that look at a finished BOM: compatibility, completeness, capacity. False when
 * memory is exhausted. */
bool rules_check(struct bom *bom);

#endif
