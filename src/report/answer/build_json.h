/* Assembled and evaluated builds as JSON: keys of docs/json.md. */
#ifndef OPTIBOM_REPORT_BUILD_JSON_H
#define OPTIBOM_REPORT_BUILD_JSON_H

#include "base/buf.h"
#include "evaluate/evaluation.h"
#include "report/answer/simulation.h"

void build_json_assemble(struct buf *out, const struct bom *bom);
/* `simulation` may be NULL. */
void build_json_evaluate(struct buf *out, const struct evaluation *evaluation,
                         const struct simulate_build *simulation);
/* A spec that was stored under a name. */
void build_json_stored(struct buf *out, const char *name, int64_t revision);
void build_json_compare(struct buf *out, struct evaluation *const *evaluations, size_t count);

#endif
