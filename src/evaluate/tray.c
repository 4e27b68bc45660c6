/*
 * Statements (yield model 1.9; b bad as shipped, c detection, unlimited swaps):
 *
 * I1  u = 1-bc, swaps per slot (1-u)/u, bad afterwards b(1-c)/u, cost per slot
 *     C + (swap + repair)(1-u)/u. u = 0: no value.
 * I2  tray: sum over slots + test + integration; good = product of (1-bad after)^quantity, its
 *     complement without cancellation; cost per good = cost/good.
 */
#include "evaluate/tray.h"

#include <math.h>
#include <stdbool.h>

static enum optibom_status refuse(const struct tray_unit *unit, const char *field, const char *what,
                                  struct error *err)
{
    return error_set(err, OPTIBOM_BAD_INPUT, "unit %s, %s: %s", unit->name, field, what);
}

static bool is_money(double value)
{
    return value >= 0 && isfinite(value);
}

static enum optibom_status check(const struct tray_unit *unit, struct error *err)
{
    if (!(unit->quantity >= 0 && unit->quantity <= 1e9) || unit->quantity != floor(unit->quantity))
        return refuse(unit, "quantity", "a count is a whole number from 0 to 1e9", err);
    if (!(unit->bad >= 0 && unit->bad <= 1))
        return refuse(unit, "bad", "a probability lies between 0 and 1", err);
    if (!(unit->detection >= 0 && unit->detection <= 1))
        return refuse(unit, "detection", "a probability lies between 0 and 1", err);
    if (!is_money(unit->cost) || !is_money(unit->swap_cost) || !is_money(unit->repair_cost))
        return refuse(unit, "cost", "a cost is a number from 0 up", err);
    return OPTIBOM_OK;
}

/* I1 */
static struct tray_slot slot_of(const struct tray_unit *unit)
{
    double found = unit->bad * unit->detection, pass = 1 - found;
    if (pass == 0)
        return (struct tray_slot){0, NAN, NAN, NAN};
    double swaps = found / pass;
    return (struct tray_slot){pass, swaps, unit->bad * (1 - unit->detection) / pass,
                              unit->cost + (unit->swap_cost + unit->repair_cost) * swaps};
}

enum optibom_status tray_run(struct tray *out, const struct tray_unit *units, size_t count,
                             double test_cost, double integration_cost, struct error *err)
{
    if (!is_money(test_cost) || !is_money(integration_cost))
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "test and integration: a cost is a number from 0 up");
    double log_good = 0;
    out->swaps = 0;
    out->cost = test_cost + integration_cost;
    for (size_t i = 0; i < count; i++) {
        enum optibom_status status = check(&units[i], err);
        if (status != OPTIBOM_OK)
            return status;
        out->slots[i] = slot_of(&units[i]);
        if (units[i].quantity == 0)
            continue;
        out->swaps += units[i].quantity * out->slots[i].swaps;
        out->cost += units[i].quantity * out->slots[i].cost;
        log_good += units[i].quantity * log1p(-out->slots[i].bad);
    }
    out->good = exp(log_good);
    out->escape = -expm1(log_good);
    out->cost_per_good = out->good > 0 ? out->cost / out->good : NAN;
    return OPTIBOM_OK;
}
