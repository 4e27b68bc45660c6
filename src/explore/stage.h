/*
 * The stages of filling a spec: states that the solver asks about, and what each candidate of the
 * next slot adds to one.
 *
 * A state stands for all fillings of the slots before it that go on alike: between which nothing
 * differs that the choice for any later slot hangs on (reads.h). What a candidate of the next slot
 * does hangs on less: on what that slot reads, and that candidate. States that agree in this have
 * one view of it: it is looked at once, in the filling of one of them, whoever asks and how often.
 * So what one network is filled with is not looked at again for every filling of another whose
 * engines the light at the end still waits for.
 */
#ifndef OPTIBOM_EXPLORE_STAGE_H
#define OPTIBOM_EXPLORE_STAGE_H

#include "base/text_map.h"
#include "explore/look.h"

/* What filling a slot with a candidate does, in a view. */
struct stage_step {
    bool fits;
    int64_t added[EXPLORE_VALUES]; /* steps of the goals */
    const char *code, *text;       /* why it does not fit; NULL: nothing would change */
    const char **pieces; /* that it and the slots which it hangs on come to then; NULL: as before */
};

struct stage_state {
    uint32_t *choices;               /* of the slots before it, in a filling that stands for it */
    const char **pieces;             /* that these come to, as far as a later slot may hang on it */
    size_t slot;                     /* that comes next */
    const struct stage_step **steps; /* by candidate, the last is none; NULL: nobody has asked yet
                                      */
    uint32_t *next;                  /* the states after it, by candidate that fits */
};

/* Of the next slot, by all states that agree in what its candidates hang on. */
struct stage_view {
    const struct stage_step **steps; /* by candidate; NULL: not looked at */
    bool is_unread;                  /* nobody asks which part fills the slot */
};

struct stages {
    struct arena arena;
    struct look_request look;
    double start[EXPLORE_VALUES]; /* before any slot is filled */
    struct stage_state *states;   /* the first is where all begin */
    size_t count;
    struct text_map numbers; /* of states by what they are */
    struct stage_view **views;
    size_t view_count;
    struct text_map view_numbers; /* of views by what they are */
    bool is_whole; /* states are whole fillings: whatever the rest, nothing is joined */
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

/* A state with its steps and the states after it, live until the next call; NULL when something
 * failed or was ended. */
const struct stage_state *stages_state(struct stages *stages, uint32_t number);

#endif
