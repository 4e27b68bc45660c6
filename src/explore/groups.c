#include "explore/groups.h"

#include <stdlib.h>
#include <string.h>

enum { LEAF = 12 /* points */ };

struct growing {
    struct explore_groups *groups;
    const struct explore_front *front;
    uint32_t *order;
    double scale[EXPLORE_VALUES]; /* that makes the values of the front comparable */
};

static int64_t value_of(const struct growing *growing, uint32_t place, size_t value)
{
    return growing->front->points[growing->order[place] * growing->front->values + value];
}

static void set_least(struct growing *growing, struct explore_group *group, int64_t *most)
{
    for (size_t i = 0; i < growing->front->values; i++) {
        int64_t least = INT64_MAX, highest = INT64_MIN;
        for (uint32_t place = group->start; place < group->end; place++) {
            int64_t value = value_of(growing, place, i);
            least = value < least ? value : least;
            highest = value > highest ? value : highest;
        }
        group->least[i] = least;
        most[i] = highest;
    }
}

/* Parts the places so that the first half is not above the second in one value. */
static void part(struct growing *growing, uint32_t start, uint32_t end, size_t value)
{
    uint32_t middle = start + (end - start) / 2;
    while (end - start > 1) {
        int64_t pivot = value_of(growing, start + (end - start) / 2, value);
        uint32_t low = start, at = start, high = end;
        while (at < high) {
            int64_t here = value_of(growing, at, value);
            uint32_t other = here < pivot ? low++ : here > pivot ? --high : at;
            uint32_t swapped = growing->order[other];
            growing->order[other] = growing->order[at];
            growing->order[at] = swapped;
            at += here <= pivot;
        }
        if (middle < low)
            end = low;
        else if (middle >= high)
            start = high;
        else
            return;
    }
}

static void grow_group(struct growing *growing, uint32_t start, uint32_t end)
{
    struct explore_groups *groups = growing->groups;
    size_t own = groups->group_count++, widest = 0;
    struct explore_group *group = &groups->items[own];
    int64_t most[EXPLORE_VALUES];
    *group = (struct explore_group){.start = start, .end = end};
    set_least(growing, group, most);
    if (end - start > LEAF) {
        double width = -1;
        for (size_t i = 0; i < growing->front->values; i++) {
            double here = ((double)most[i] - (double)group->least[i]) * growing->scale[i];
            if (here > width) {
                width = here;
                widest = i;
            }
        }
        part(growing, start, end, widest);
        grow_group(growing, start, start + (end - start) / 2);
        grow_group(growing, start + (end - start) / 2, end);
    }
    groups->items[own].after = (uint32_t)groups->group_count;
}

static void set_scale(struct growing *growing)
{
    const struct explore_front *front = growing->front;
    for (size_t i = 0; i < front->values; i++) {
        int64_t least = INT64_MAX, most = INT64_MIN;
        for (size_t at = 0; at < front->count; at++) {
            int64_t value = explore_front_at(front, at)[i];
            least = value < least ? value : least;
            most = value > most ? value : most;
        }
        growing->scale[i] = most > least ? 1 / ((double)most - (double)least) : 0;
    }
}

bool explore_groups_make(struct explore_groups *groups, const struct explore_front *front)
{
    size_t count = front->count, values = front->values;
    struct growing growing = {.groups = groups, .front = front};
    *groups = (struct explore_groups){.values = values, .count = count};
    if (count == 0)
        return true;
    groups->points = malloc(count * values * sizeof *groups->points);
    groups->at = malloc(count * sizeof *groups->at);
    /* Halves of more than LEAF points have LEAF / 2 at least: fewer leaves than points. */
    groups->items = malloc((4 * count / LEAF + 2) * sizeof *groups->items);
    if (groups->points == NULL || groups->at == NULL || groups->items == NULL) {
        explore_groups_fini(groups);
        return false;
    }
    growing.order = groups->at;
    for (size_t i = 0; i < count; i++)
        groups->at[i] = (uint32_t)i;
    set_scale(&growing);
    grow_group(&growing, 0, (uint32_t)count);
    for (size_t i = 0; i < count; i++)
        memcpy(&groups->points[i * values], explore_front_at(front, groups->at[i]),
               values * sizeof *groups->points);
    return true;
}

void explore_groups_fini(struct explore_groups *groups)
{
    free(groups->points);
    free(groups->at);
    free(groups->items);
    *groups = (struct explore_groups){0};
}
