/* The rules of a build as a table: what `optibom help rules` shows and docs/rules.md is made of. */
#ifndef OPTIBOM_REPORT_RULE_TABLE_H
#define OPTIBOM_REPORT_RULE_TABLE_H

#include "base/table.h"

/* A row a rule, in the order of the table in assemble/rules.c. */
void rule_table_make(struct table *out, struct arena *arena);

#endif
