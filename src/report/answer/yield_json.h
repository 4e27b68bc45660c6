/* The outcome of an assembly flow as JSON: keys of docs/json.md, full precision. */
#ifndef OPTIBOM_REPORT_YIELD_JSON_H
#define OPTIBOM_REPORT_YIELD_JSON_H

#include "base/json.h"
#include "evaluate/flow_run.h"
#include "report/answer/yield_answers.h"

/* Writes the object's members into an open object. */
void yield_json_members(struct json *json, const struct flow_result *result);

/* The same, and the run with the known-good test switched the other way beside it. */
void yield_json_both(struct json *json, const struct flow_result *result);

/* A figure, or null with "<key>_reason" beside it. */
void yield_json_value(struct json *json, const char *key, struct flow_value value);

/* The whole document. */
void yield_json(struct buf *out, const struct yield_answers *answers);

#endif
