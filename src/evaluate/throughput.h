/* Tokens per second and megawatt against the length of the context; statements in throughput.c. */
#ifndef OPTIBOM_EVALUATE_THROUGHPUT_H
#define OPTIBOM_EVALUATE_THROUGHPUT_H

#include "evaluate/evaluation.h"

struct throughput {
    double bytes_per_token;    /* that cross the fabric */
    double compute_tokens;     /* 1/s, what the accelerators of the build compute */
    double fabric_tokens;      /* 1/s, what the fabric carries */
    struct range per_megawatt; /* 1/s/MW, the lesser of both over the facility's power */
    bool is_fabric_bound;
};

/* At a context of so many tokens; the spec has a workload. */
struct throughput throughput_at(const struct evaluation *evaluation, struct range facility_w,
                                double context);

/* Context, in tokens, from which on the fabric is the limit; none with the reason. */
struct link_value throughput_fabric_limit(const struct evaluation *evaluation);

#endif
