#include "explore/exploration.h"

#include <string.h>

const struct explored_unit *explored_unit_of(const struct exploration *of, size_t question)
{
    return &of->units[of->questions[question].unit];
}

const struct explored_spec *explored_spec_of(const struct exploration *of, size_t question)
{
    return &of->specs[explored_unit_of(of, question)->spec];
}

const struct explored_topic *explored_topic_of(const struct exploration *of, size_t question)
{
    return &explored_spec_of(of, question)->topics[of->questions[question].topic];
}

bool explored_answers(const struct exploration *of, const struct explored_point *point,
                      size_t question)
{
    const struct explored_topic *topic = explored_topic_of(of, question);
    if (!topic->is_level)
        return point->question == question;
    return of->questions[point->question].unit == of->questions[question].unit &&
           explored_has(of, point, topic->place, topic->choice);
}

bool explored_has(const struct exploration *of, const struct explored_point *point,
                  const char *place, const char *choice)
{
    const struct explored_spec *spec = explored_spec_of(of, point->question);
    for (size_t i = 0; i < spec->place_count; i++)
        for (size_t j = 0; strcmp(spec->places[i], place) == 0 && j < point->filling_count; j++)
            if (strcmp(point->fillings[j][i], choice) == 0)
                return true;
    return false;
}

bool explored_nothing(const struct exploration *of, const struct explored_unit *unit)
{
    for (size_t i = 0; i < of->specs[unit->spec].topic_count; i++)
        if (of->questions[unit->first_question + i].state != EXPLORED_INFEASIBLE)
            return false;
    return true;
}
