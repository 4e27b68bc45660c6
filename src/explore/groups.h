/* The points of a front in nested groups, each with its least values: a group whose least values
 * are beaten needs no look inside. */
#ifndef OPTIBOM_EXPLORE_GROUPS_H
#define OPTIBOM_EXPLORE_GROUPS_H

#include "explore/front.h"

struct explore_group {
    int64_t least[EXPLORE_VALUES];
    uint32_t start, end; /* points of the groups */
    uint32_t after;      /* the first group that is not inside this one */
};

/* Groups stand before those inside them. */
struct explore_groups {
    size_t values, count;
    int64_t *points; /* in the order of the groups */
    uint32_t *at;    /* place of each in the front */
    struct explore_group *items;
    size_t group_count;
};

/* False when memory is exhausted. */
bool explore_groups_make(struct explore_groups *groups, const struct explore_front *front);
void explore_groups_fini(struct explore_groups *groups);

#endif
