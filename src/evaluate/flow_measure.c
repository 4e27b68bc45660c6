#include "evaluate/flow_measure.h"

#include <assert.h>
#include <math.h>

const char *flow_measure_name(enum flow_measure figure)
{
    static const char *const names[FLOW_MEASURES] = {
        [FLOW_COST_PER_GOOD] = "cost_per_good",
        [FLOW_COST_PER_GOOD_WITH_PENALTY] = "cost_per_good_with_penalty",
        [FLOW_COST_PER_SHIPPED] = "cost_per_shipped",
        [FLOW_SHIPPED_PER_START] = "shipped_per_start",
        [FLOW_ESCAPE] = "escape",
        [FLOW_YIELD_KGOE_ADJUSTED] = "yield_kgoe_adjusted",
        [FLOW_YIELD_UNADJUSTED] = "yield_unadjusted",
        [FLOW_KGOE_SAVING] = "kgoe_saving",
    };
    assert(figure < FLOW_MEASURES);
    return names[figure];
}

static struct flow_value saving(const struct flow_result *result)
{
    if (result->counterpart == NULL)
        return (struct flow_value){NAN, result->yield_unadjusted.reason != NULL
                                            ? result->yield_unadjusted.reason
                                            : "the flow has no KGOE insertion"};
    struct flow_value own = result->cost_per_good, other = result->counterpart->cost_per_good;
    double gain = result->without_kgoe ? own.value - other.value : other.value - own.value;
    return (struct flow_value){gain, own.reason != NULL ? own.reason : other.reason};
}

struct flow_value flow_measure_of(const struct flow_result *result, enum flow_measure figure)
{
    switch (figure) {
    case FLOW_COST_PER_GOOD:
        return result->cost_per_good;
    case FLOW_COST_PER_GOOD_WITH_PENALTY:
        return result->cost_per_good_with_penalty;
    case FLOW_COST_PER_SHIPPED:
        return result->cost_per_shipped;
    case FLOW_SHIPPED_PER_START:
        return (struct flow_value){result->shipped_per_start, NULL};
    case FLOW_ESCAPE:
        return result->escape;
    case FLOW_YIELD_KGOE_ADJUSTED:
        return result->yield_kgoe_adjusted;
    case FLOW_YIELD_UNADJUSTED:
        return result->yield_unadjusted;
    case FLOW_KGOE_SAVING:
        return saving(result);
    case FLOW_MEASURES:
        break;
    }
    assert(false);
    return (struct flow_value){NAN, NULL};
}
