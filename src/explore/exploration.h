/*
 * Explorations of one or more open specs, and what they came to: plain data, in which points name
 * their parts, so that parts of one exploration can be made on several machines and put together.
 *
 * An exploration is cut into questions, each about one spec: for each medium that the spec leaves
 * open, and each that it may be, the front of the builds that have it; a spec that leaves none open
 * is one question. The builds of one open medium are all builds, so that its fronts together hold
 * the front of the spec.
 */
#ifndef OPTIBOM_EXPLORE_EXPLORATION_H
#define OPTIBOM_EXPLORE_EXPLORATION_H

#include "explore/search.h"

/* What is asked of a goal; the same in every spec. */
struct explored_goal {
    const char *metric, *unit, *limit; /* limit: NULL for an objective */
    bool is_large, is_yield;
    enum goal_end end;
};

struct explored_spec {
    const char *name, *title;
    const char **places; /* of its open slots */
    size_t place_count;
    const char **conflict; /* where it has no build: a smallest set of requirements that conflict */
    size_t conflict_count;
};

enum explored_state {
    EXPLORED_PROVEN,
    EXPLORED_INFEASIBLE,
    EXPLORED_ENDED, /* before it was done: of its points nothing is proven */
    EXPLORED_OPEN   /* not asked yet */
};

struct explored_question {
    size_t spec;
    const char *place, *choice; /* the medium that it is about: "networks.scale-out.links.1.medium",
                                   "cpo"; "" for a spec without */
    enum explored_state state;
    const char *reason_place, *reason_code,
        *reason_text; /* why there is none; "" where it is not */
    double share;
};

/* What a filling buys for a slot. */
struct explored_buy {
    int64_t pieces; /* in the build; 0: nothing, or it comes inside something */
    double price;   /* of one, in the program's currency; NaN: not known */
};

struct explored_point {
    size_t question;
    double values[EXPLORE_VALUES]; /* goal_value of the goals */
    int64_t steps[EXPLORE_VALUES];
    uint64_t ways;
    const char ***fillings; /* names of the candidates, by filling and place */
    size_t filling_count;
    struct explored_buy *buys; /* of the first filling, by place */
};

struct exploration {
    struct explored_goal goals[EXPLORE_VALUES]; /* objectives first */
    size_t goal_count, objectives;
    struct explored_spec *specs;
    size_t spec_count;
    struct explored_question *questions;
    size_t question_count;
    struct explored_point *points;
    size_t point_count;
    const char *currency;
    const char *request; /* what was asked, and of which catalog, in words */
    bool is_cut;         /* it ended before all specs were begun */
};

struct exploring {
    struct exploration *out;
    struct arena *arena; /* of the result */
    struct search_options options;
    size_t shard, shards; /* specs shard, shard + shards ... from 0 are asked about; questions to
                             the others stay EXPLORED_OPEN */
    bool is_ended;
    size_t asked, looks; /* questions that are done; looks, as far as the caller counts them */
};

/* Says of the spec that was explored last why it has no build; nothing where it has one, or was not
 * asked about. `look` has openings of OPENINGS_WIDEST. */
enum optibom_status explore_why(struct exploring *exploring, struct look_request *look,
                                struct goals *goals, struct error *err);

/* Whether that is to be asked. */
bool explored_nothing(const struct exploration *exploration);

/* Appends a spec with its questions, and asks those of the shard. */
enum optibom_status explore_spec(struct exploring *exploring, const struct look_request *look,
                                 struct error *err);

#endif
