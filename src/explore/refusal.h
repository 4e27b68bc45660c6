/* Why a search finds nothing. Statements in refusal.c. */
#ifndef OPTIBOM_EXPLORE_REFUSAL_H
#define OPTIBOM_EXPLORE_REFUSAL_H

#include "explore/stage.h"

/* The candidates that a question allows, none included, by slot; NULL: all. */
struct search_scope {
    const bool *allowed[EXPLORE_SLOTS];
};

bool search_allows(const struct search_scope *scope, size_t slot, size_t candidate);

struct refusal {
    size_t slot;             /* up to which any filling gets; as many as there are slots: limits */
    const char *place;       /* that slot, "limits" */
    const char *code, *text; /* NULL: the search ended before */
    long limit;              /* of limits: the goal; REFUSAL_TOGETHER: none alone */
    double least;            /* of that goal */
};

enum { REFUSAL_TOGETHER = -1 };

/* Of stages that have answered all that the question allows, and found nothing. */
enum optibom_status refusal_find(struct refusal *out, struct arena *arena,
                                 const struct stages *stages, const struct search_scope *scope,
                                 struct error *err);

/* Makes one of two, for all that both are about; texts are kept in `arena`. A code of NULL is none
 * yet. */
enum optibom_status refusal_join(struct refusal *into, struct arena *arena,
                                 const struct refusal *other, const struct openings *openings,
                                 const struct goals *goals, struct error *err);

#endif
