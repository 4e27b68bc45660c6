/*
 * Statements:
 *
 * U1  the best of STEPS + 1 equally spaced points, the first among equals, then golden section
 *     between its neighbours. A valley narrower than a step may be missed.
 * U2  an end of the range stands when it is as good as what the section found.
 */
#include "evaluate/minimum.h"

#include <math.h>

enum { STEPS = 400, SECTIONS = 60 };

static const double GOLDEN = 0.61803398874989484820;

static int coarse(minimum_function *function, const void *context, double low, double step)
{
    int best = 0;
    double least = INFINITY;
    for (int i = 0; i <= STEPS; i++) {
        double value = function(context, low + step * i);
        if (value < least) {
            least = value;
            best = i;
        }
    }
    return best;
}

static double fine(minimum_function *function, const void *context, double low, double high)
{
    double left = high - GOLDEN * (high - low), right = low + GOLDEN * (high - low);
    double at_left = function(context, left), at_right = function(context, right);
    for (int i = 0; i < SECTIONS; i++) {
        if (at_left <= at_right) {
            high = right;
            right = left;
            at_right = at_left;
            left = high - GOLDEN * (high - low);
            at_left = function(context, left);
        } else {
            low = left;
            left = right;
            at_left = at_right;
            right = low + GOLDEN * (high - low);
            at_right = function(context, right);
        }
    }
    return low + (high - low) / 2;
}

double minimum_of(minimum_function *function, const void *context, double low, double high)
{
    double step = (high - low) / STEPS;
    double middle = low + step * coarse(function, context, low, step);
    double best = fine(function, context, fmax(low, middle - step), fmin(high, middle + step));
    double value = function(context, best);
    if (!(value < function(context, low)))
        best = low;
    value = function(context, best);
    return function(context, high) < value ? high : best;
}
