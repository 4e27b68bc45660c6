/*
 * The stages of filling a spec: states that the solver asks about, and what each candidate of the
 * next slot adds to one. A state stands for all fillings of the slots before it that go on alike
 * (reads.h); it is looked at by one of them, once for each candidate, whoever asks and how often.
 */
#ifndef OPTIBOM_EXPLORE_STAGE_H
#define OPTIBOM_EXPLORE_STAGE_H

#include "base/text_map.h"
#include "explore/look.h"

/* What filling a slot with a candidate does to a state. */
struct stage_step {
    bool fits;
    int64_t added[EXPLORE_VALUES]; /* steps of the goals */
    uint32_t next;                 /* the state after it */
    const char *code, *text;       /* why it does not fit; NULL: nothing would change */
};

struct stage_state {
    uint32_t *choices; /* of the slots before it, in a filling that stands for it */
    size_t slot;       /* that comes next */
    double values[EXPLORE_VALUES];
    struct stage_step *steps; /* by candidate, the last is none; NULL: nobody has asked yet */
};

struct stages {
    struct arena arena;
    struct look_request look;
    struct stage_state *states; /* the first is where all begin */
    size_t count;
    struct text_map numbers; /* of states by what they are */
    bool is_whole;           /* states are whole fillings: whatever the rest, nothing is joined */
    enum optibom_status status; /* sticky */
    struct error *err;
    bool (*progress)(void *context); /* asked before every look; false ends it; may be NULL */
    void *context;
    bool is_ended;
};

/* A look at what is there before any slot is filled begins it. `look` holds what the caller has
 * filled in. */
enum optibom_status stages_open(struct stages *stages, const struct look_request *look,
                                bool is_whole, struct error *err);
void stages_close(struct stages *stages);

/* The steps of a state; NULL when something failed or was ended. */
const struct stage_step *stages_steps(struct stages *stages, uint32_t state);

#endif
