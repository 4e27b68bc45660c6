/*
 * A search over slots, each of which takes one of its candidates, for the fillings that no other
 * beats.
 *
 * Every filling has a vector of values, smaller is better, which is a sum: of each slot the values
 * of its candidate, each multiplied by a count, and a constant. Products enter as sums of
 * logarithms, rounded once for each candidate. Values are whole numbers, so that a sum does not
 * depend on the order in which it is made and equal means equal.
 *
 * The first `objectives` values are to be least. Further values are only spent; what gives (the
 * power of a laser in a loss budget) is negative. No value of a filling may be more than its
 * `most`.
 *
 * Counts, and whether candidates fit together, depend on the classes of candidates, not on their
 * values: all candidates of a class can stand for each other wherever one fits. Slots are filled in
 * order; what the rest of the slots need to know of those before is a state. The fewer different
 * states there are, the less there is to do: a state says what is left to decide by and nothing
 * else (128 lanes at 1310 nm, not which engine made them).
 */
#ifndef OPTIBOM_EXPLORE_PROBLEM_H
#define OPTIBOM_EXPLORE_PROBLEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    EXPLORE_VALUES = 6, /* of a point, at most */
    EXPLORE_STATE = 6,  /* numbers of a state */
    EXPLORE_SLOTS = 64  /* at most */
};

/* What a slot adds to a value is within this, either way, so that sums fit. */
#define EXPLORE_MOST (INT64_MAX / (INT64_C(2) * EXPLORE_SLOTS))

struct explore_state {
    int64_t numbers[EXPLORE_STATE]; /* those not used are 0 */
};

/* What filling a slot with a candidate of a class does. */
struct explore_step {
    int64_t scale[EXPLORE_VALUES];    /* of the candidate's values, 0 or more; 1 for what is counted
                                         once */
    int64_t constant[EXPLORE_VALUES]; /* added whatever the candidate is */
    struct explore_state next;        /* for the slot that follows; after the last one not read */
};

/* What fills a slot, and in which of the ways that `step` gives. */
struct explore_choice {
    size_t candidate;
    unsigned variant;
};

struct explore_candidate {
    uint32_t class_number; /* from 0, below the class_count of the slot */
    int64_t values[EXPLORE_VALUES];
};

struct explore_slot {
    const struct explore_candidate *candidates;
    size_t count;
    uint32_t class_count;
};

struct explore_problem {
    size_t values;                /* of a point, EXPLORE_VALUES at most */
    size_t objectives;            /* of these, from 1 */
    int64_t most[EXPLORE_VALUES]; /* that a filling may have; INT64_MAX: any */
    const struct explore_slot *slots;
    size_t slot_count; /* from 1, EXPLORE_SLOTS at most */
    struct explore_state start;
    /* The `variant`-th way to fill the slot with a candidate of the class, from 0 on until it is
     * false. Asked for once for each slot, class and state that can come up, on the thread that
     * called. */
    bool (*step)(struct explore_step *out, const void *context, size_t slot,
                 const struct explore_state *state, uint32_t class_number, unsigned variant);
    const void *context;
};

#endif
