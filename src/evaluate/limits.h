/* Limits that only figures of an evaluation can show to be broken; statements in limits.c. */
#ifndef OPTIBOM_EVALUATE_LIMITS_H
#define OPTIBOM_EVALUATE_LIMITS_H

#include "evaluate/evaluation.h"

/* Appends its findings to the BOM, once for each evaluation that is shown. False when memory is
 * exhausted. */
bool limits_check(struct bom *bom, const struct evaluation *evaluation);

#endif
