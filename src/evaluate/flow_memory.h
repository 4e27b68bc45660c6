/*
 * What the assembly flows of builds came to, remembered between evaluations: one who evaluates many
 * builds that share flows runs each of them once, at its corners too.
 *
 * A flow that is the same, with every input of it and of what it uses where it was, comes to the
 * same; with another input somewhere else it is run anew.
 */
#ifndef OPTIBOM_EVALUATE_FLOW_MEMORY_H
#define OPTIBOM_EVALUATE_FLOW_MEMORY_H

#include "evaluate/flow_breakeven.h"

/* A flow as it was run. */
struct flow_runs {
    const struct flow_result *typ, *best, *worst; /* best and worst NULL where nothing passes */
    const struct flow_breakeven *breakeven;       /* NULL: the flow has no KGOE insertion */
};

struct flow_memory_entry;

struct flow_memory {
    struct arena arena; /* of the results */
    struct flow_memory_entry *entries;
    size_t count;
};

void flow_memory_init(struct flow_memory *memory);
void flow_memory_fini(struct flow_memory *memory);

/* The runs of a flow; with `typ_only` the typical one alone is asked for. Without a memory they
 * live in `arena`, else as long as the memory, and the flow must outlive it. What has no typical
 * result is an error as of flow_run. */
enum optibom_status flow_memory_run(struct flow_runs *out, struct flow_memory *memory,
                                    struct arena *arena, struct flow *flow, bool typ_only,
                                    struct error *err);

#endif
