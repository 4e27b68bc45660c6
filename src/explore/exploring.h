/* Making an exploration: specs, worlds and units are added, then units are asked about. */
#ifndef OPTIBOM_EXPLORE_EXPLORING_H
#define OPTIBOM_EXPLORE_EXPLORING_H

#include "explore/exploration.h"

struct exploring {
    struct exploration *out;
    struct arena *arena; /* of the result */
    struct search_options options;
    struct refusal *reasons; /* by topic, of the unit asked about last */
    size_t reasons_of;       /* its number */
    bool is_ended;
    size_t asked, looks; /* questions that are done; looks, as far as the caller counts them */
};

/* Appends a spec with the topics of its levels and of what is open. */
enum optibom_status explore_add_spec(struct exploring *exploring, const struct spec *spec,
                                     const struct openings *openings, struct error *err);

enum optibom_status explore_add_world(struct exploring *exploring, const char *scenario,
                                      int64_t draw, struct error *err);

/* Appends a unit with its questions, none of them asked. */
enum optibom_status explore_add_unit(struct exploring *exploring, size_t spec, size_t world,
                                     struct error *err);

/* Asks all questions about a unit, units in their order, of the builds that have a choice of each
 * level (of spec_level.choices, by level of the spec that explore_add_spec was given; NULL without
 * levels). OPTIBOM_USAGE when other slots are open than were when the spec was added. */
enum optibom_status explore_unit(struct exploring *exploring, size_t unit,
                                 const struct look_request *look, const char *const *levels,
                                 struct error *err);

/* Says of a unit why it has no build. `look` has openings of OPENINGS_WIDEST; `goals` are its own,
 * and changed. */
enum optibom_status explore_why(struct exploring *exploring, size_t number,
                                struct look_request *look, struct goals *goals, struct error *err);

#endif
