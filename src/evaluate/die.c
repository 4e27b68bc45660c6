/*
 * Statements (yield model 1.2, 1.11; lambda = expected faults of a die, >= 0):
 *
 * D1  lambda = D0 kappa A / 100; D0 per cm2 >= 0, kappa in [0,1], A mm2 >= 0.
 * D2  Poisson: Y = e^-lambda; loss -expm1(-lambda).
 * D3  Murphy: Y = g^2 with g = (1-e^-lambda)/lambda, 1 at 0; loss (1-g)(1+g), 1-g by its series
 *     below lambda = 1e-3.
 * D4  Seeds: Y = 1/(1+lambda); loss lambda/(1+lambda).
 * D5  Bose-Einstein: Y = (1+lambda/L)^-L, L layers of equal faults, an integer >= 1.
 * D6  negative binomial: Y = (1+lambda/alpha)^-alpha, alpha > 0; alpha infinite is Poisson.
 * D7  d = D-2e, S = (w+s)(h+s):
 *     corr = pi d^2/(4S) - pi d/sqrt(2S), not below 0; exp = pi d^2/(4S) e^(-2 sqrt(S)/d);
 *     sq = pi (d-sqrt(S))^2/(4S), 0 when sqrt(S) >= d. A die whose diagonal exceeds d does not
 *     fit: 0 for every method.
 * D8  grid: whole dies of a regular grid whose finished corners lie within d/2 (on it counts),
 *     best of four phases. Counted in integers: lengths are taken to the nanometre, up to 1 m.
 * D9  cost of a die = wafer cost / dies; of a good die, that / Y. No value for 0 dies or Y = 0.
 */
#include "evaluate/die.h"

#include <math.h>
#include <stdint.h>

static const double PI = 3.14159265358979323846;

double die_faults(double defects_per_cm2, double critical, double area_mm2)
{
    if (!(defects_per_cm2 >= 0) || !(critical >= 0 && critical <= 1) || !(area_mm2 >= 0))
        return NAN;
    return defects_per_cm2 * critical * area_mm2 / 100;
}

/* 1 - (1-e^-x)/x */
static double murphy_side_loss(double x)
{
    if (x < 1e-3)
        return x * (1.0 / 2 - x * (1.0 / 6 - x * (1.0 / 24 - x / 120)));
    return 1 + expm1(-x) / x;
}

/* The exponent of Y = e^-x in the models of that form. */
static double exponent(enum die_model model, double faults, double parameter)
{
    if (model == DIE_POISSON || isinf(parameter))
        return faults;
    return parameter * log1p(faults / parameter);
}

static bool in_domain(enum die_model model, double faults, double parameter)
{
    if (!(faults >= 0))
        return false;
    if (model == DIE_BOSE_EINSTEIN)
        return parameter >= 1 && parameter == floor(parameter) && isfinite(parameter);
    return model != DIE_NEGATIVE_BINOMIAL || parameter > 0;
}

double die_yield(enum die_model model, double faults, double parameter)
{
    if (!in_domain(model, faults, parameter))
        return NAN;
    if (model == DIE_SEEDS)
        return 1 / (1 + faults);
    if (model == DIE_MURPHY) {
        double side = 1 - murphy_side_loss(faults);
        return faults < 1 ? side * side : pow(expm1(-faults) / faults, 2);
    }
    return exp(-exponent(model, faults, parameter));
}

double die_loss(enum die_model model, double faults, double parameter)
{
    if (!in_domain(model, faults, parameter))
        return NAN;
    if (isinf(faults))
        return 1;
    if (model == DIE_SEEDS)
        return faults / (1 + faults);
    if (model == DIE_MURPHY) {
        double side = murphy_side_loss(faults);
        return side * (2 - side);
    }
    return -expm1(-exponent(model, faults, parameter));
}

static bool wafer_in_domain(const struct die_wafer *wafer)
{
    return wafer->width > 0 && wafer->height > 0 && isfinite(wafer->width) &&
           isfinite(wafer->height) && wafer->street >= 0 && wafer->street <= 1000 &&
           wafer->diameter > 0 && wafer->diameter <= 1000 && wafer->edge >= 0;
}

static double usable_diameter(const struct die_wafer *wafer)
{
    return wafer->diameter - 2 * wafer->edge;
}

static int64_t nanometres(double mm)
{
    return (int64_t)llround(mm * 1e6);
}

static int64_t square_root(int64_t value)
{
    int64_t root = (int64_t)sqrt((double)value);
    while (root * root > value)
        root--;
    while ((root + 1) * (root + 1) <= value)
        root++;
    return root;
}

/* One axis of the grid in half nanometres: how far the nearest row reaches from the centre, the
 * distance to the next, and whether that nearest row stands alone on the axis. */
struct axis {
    int64_t nearest, pitch;
    bool centred;
};

static struct axis axis_of(double die_mm, double street_mm, bool on_street)
{
    int64_t die = nanometres(die_mm), street = nanometres(street_mm);
    return (struct axis){on_street ? street + 2 * die : die, 2 * (die + street), !on_street};
}

/* Rows on both sides of the axis that end within `reach`. */
static int64_t rows_within(const struct axis *axis, int64_t reach)
{
    if (reach < axis->nearest)
        return 0;
    int64_t beyond = (reach - axis->nearest) / axis->pitch;
    return axis->centred ? 1 + 2 * beyond : 2 + 2 * beyond;
}

double die_grid(const struct die_wafer *wafer, bool street_in_x, bool street_in_y)
{
    if (!wafer_in_domain(wafer))
        return NAN;
    double usable = usable_diameter(wafer);
    if (!(wafer->width <= usable && wafer->height <= usable))
        return 0;
    struct axis x = axis_of(wafer->width, wafer->street, street_in_x);
    struct axis y = axis_of(wafer->height, wafer->street, street_in_y);
    if (x.pitch == 0 || y.pitch == 0)
        return NAN;
    int64_t radius = nanometres(usable), dies = 0;
    for (int64_t reach = x.nearest; reach <= radius; reach += x.pitch) {
        int64_t rows = rows_within(&y, square_root(radius * radius - reach * reach));
        dies += x.centred && reach == x.nearest ? rows : 2 * rows;
    }
    return (double)dies;
}

static double best_grid(const struct die_wafer *wafer)
{
    double best = die_grid(wafer, false, false);
    best = fmax(best, die_grid(wafer, false, true));
    best = fmax(best, die_grid(wafer, true, false));
    return fmax(best, die_grid(wafer, true, true));
}

double die_gross(enum die_count count, const struct die_wafer *wafer)
{
    if (!wafer_in_domain(wafer))
        return NAN;
    double d = usable_diameter(wafer);
    if (!(hypot(wafer->width, wafer->height) <= d))
        return 0;
    if (count == DIE_COUNT_GRID)
        return best_grid(wafer);
    double area = (wafer->width + wafer->street) * (wafer->height + wafer->street);
    double side = sqrt(area), by_area = PI * d * d / (4 * area);
    if (count == DIE_COUNT_CORR)
        return fmax(0, by_area - PI * d / sqrt(2 * area));
    if (count == DIE_COUNT_EXP)
        return by_area * exp(-2 * side / d);
    return side >= d ? 0 : PI * (d - side) * (d - side) / (4 * area);
}

double die_cost(double wafer_cost, double dies)
{
    return wafer_cost >= 0 && dies > 0 ? wafer_cost / dies : NAN;
}

double die_cost_good(double wafer_cost, double dies, double yield)
{
    return yield > 0 && yield <= 1 ? die_cost(wafer_cost, dies) / yield : NAN;
}
