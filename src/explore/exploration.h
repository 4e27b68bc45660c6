/*
 * Explorations of one or more open specs, in one or more worlds, and what they came to: plain data,
 * in which points name their parts, so that parts of one exploration can be made on several
 * machines and put together.
 *
 * An exploration is cut into units: a spec in a world. A unit is cut into questions, one for each
 * topic of the spec: for each medium that it leaves open, and each that it may be, the front of the
 * builds that have it; a spec that leaves none open has one topic. The builds of one open medium
 * are all builds, so that its fronts together hold the front of the unit. The levels of a spec are
 * topics as well: what is asked about media, once for each combination of levels, answers them too.
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

/* Under what the builds are looked at; those of one world are compared with each other. */
struct explored_world {
    const char *scenario; /* SPEC_AS_WRITTEN: none */
    int64_t draw;         /* of the ranges, from 1; 0: typical values */
};

struct explored_topic {
    const char *place, *choice; /* "networks.scale-out.links.1.medium", "cpo"; "" for a spec without
                                   open medium; "levels.redundancy", "N+N" */
    bool is_level;
};

struct explored_spec {
    const char *name, *title;
    const char **places; /* of its levels, then of its open slots */
    size_t place_count;
    struct explored_topic *topics;
    size_t topic_count;
};

struct explored_unit {
    size_t spec, world;
    size_t first_question; /* one for each topic of the spec, in their order */
    const char **conflict; /* where it has no build: a smallest set of requirements that conflict */
    size_t conflict_count;
};

enum explored_state {                /* of several searches about one question the last of these */
                      EXPLORED_OPEN, /* not asked yet */
                      EXPLORED_INFEASIBLE,
                      EXPLORED_PROVEN,
                      EXPLORED_ENDED /* before it was done: of its points nothing is proven */
};

struct explored_question {
    size_t unit, topic;
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
    struct explored_world *worlds;
    size_t world_count;
    struct explored_spec *specs;
    size_t spec_count;
    struct explored_unit *units; /* world by world */
    size_t unit_count;
    struct explored_question *questions; /* unit by unit */
    size_t question_count;
    struct explored_point *points; /* unit by unit */
    size_t point_count;
    const char *currency;
    const char *request; /* what was asked, and of which catalog, in words */
};

const struct explored_unit *explored_unit_of(const struct exploration *of, size_t question);
const struct explored_spec *explored_spec_of(const struct exploration *of, size_t question);
const struct explored_topic *explored_topic_of(const struct exploration *of, size_t question);

/* True for a point that is an answer to the question. */
bool explored_answers(const struct exploration *of, const struct explored_point *point,
                      size_t question);

/* One of the fillings of a point that are listed has `choice` at a place. */
bool explored_has(const struct exploration *of, const struct explored_point *point,
                  const char *place, const char *choice);

/* True where every question of the unit was asked, and none has a build. */
bool explored_nothing(const struct exploration *of, const struct explored_unit *unit);

#endif
