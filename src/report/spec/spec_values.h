/* Workbooks whose builds do not share the inputs: what reads these is written as values. */
#ifndef OPTIBOM_REPORT_SPEC_VALUES_H
#define OPTIBOM_REPORT_SPEC_VALUES_H

#include "report/spec/spec.h"

/* Formulas that speak of other sheets or of defined names become engine values, and no cell is an
 * input any more; those over the sheet's own columns stay. */
void report_spec_fix_values(struct report_spec *specs, size_t count);

#endif
