/* The formula table: the groups one after the other. */
#include "extension/function.h"

static const struct function_group *const GROUPS[] = {&functions_yield, &functions_kgoe,
                                                      &functions_plan, &functions_unit};

enum { GROUP_COUNT = sizeof GROUPS / sizeof *GROUPS };

const struct function *function_at(size_t index)
{
    for (size_t i = 0; i < GROUP_COUNT; i++) {
        if (index < GROUPS[i]->count)
            return &GROUPS[i]->rows[index];
        index -= GROUPS[i]->count;
    }
    return NULL;
}
