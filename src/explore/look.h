/*
 * A look at a build with some of its open slots filled: what it comes to as far as it goes, and
 * whether it can stand, whatever fills the rest.
 *
 * The engine is asked as it is: what is filled is assembled and evaluated. A finding counts against
 * a partial build when it cannot go away once more slots are filled; judge.c says which can.
 */
#ifndef OPTIBOM_EXPLORE_LOOK_H
#define OPTIBOM_EXPLORE_LOOK_H

#include "evaluate/world.h"
#include "explore/goal.h"
#include "explore/openings.h"

struct look_request {
    struct shelf *shelf;
    struct world *world; /* in which it is evaluated */
    struct arena arena;  /* of the look at hand; emptied for the next */
    const struct openings *openings;
    const struct goals *goals;
    const char *const *accepted; /* codes of warnings that do not count */
    size_t accepted_count;
    bool is_whole; /* what is looked at is meant, and does not stand for other fillings as well */
    struct flow_memory *flows; /* of all looks; NULL: nothing is remembered */
    int64_t looks;             /* made so far */
};

struct look {
    const struct bom *bom;               /* live until the next look */
    const struct evaluation *evaluation; /* NULL where nothing could be evaluated */
    double values[EXPLORE_VALUES];       /* of the goals; NaN: no value */
    uint64_t print;   /* of lines and findings: equal where a slot changed nothing */
    const char *code; /* of what counts against it, "" where it can stand */
    const char *text;
};

/* With the first `count` slots filled. A build that cannot be counted is one that cannot stand. */
enum optibom_status look_at(struct look *out, struct look_request *request, const uint32_t *choices,
                            size_t count, struct error *err);

/* True for a link whose light is made beside a chip, in what a switch or machine is made of. */
bool look_is_copackaged(const struct bom *bom, const struct bom_link *link);

/* The code and text of the first finding that counts against the build; NULL: it can stand. With
 * all slots filled every error counts, and a goal without value. */
const char *judge(const char **text, const struct look_request *request, const struct look *look,
                  const uint32_t *choices, size_t count);

#endif
