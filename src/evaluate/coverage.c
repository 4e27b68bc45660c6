/*
 * Statements (yield model 1.3, 1.11; b = bad fraction before the test, Y = 1-b, f = coverage as
 * quoted, both in [0,1]):
 *
 * C1  linear: c = f.
 * C2  Williams-Brown: c = (1-Y^f)/(1-Y); f at Y = 1; 1 at Y = 0 with f > 0.
 * C3  Agrawal-Seth-Agrawal, n0 >= 1 faults on a bad unit: c = 1-(1-f)e^(-(n0-1)f).
 * C4  clustered, alpha > 0: lambda = alpha(Y^(-1/alpha)-1),
 *     c = (1-(1+f lambda/alpha)^-alpha)/(1-Y); f at Y = 1; 1 at Y = 0 with f > 0; alpha infinite
 *     is C2.
 *
 * C5  escapes among what passes: DL = b(1-c)/(1-cb); no value when c = b = 1.
 *
 * C6  retest of rejects, j independent attempts: c_j = c^j, r_j = r^j; a site fails them all with
 *     (1-b) r^j + b c^j.
 */
#include "evaluate/coverage.h"

#include <math.h>

static bool is_fraction(double value)
{
    return value >= 0 && value <= 1;
}

static double williams_brown(double bad, double coverage)
{
    return -expm1(coverage * log1p(-bad)) / bad;
}

static double clustered(double bad, double coverage, double alpha)
{
    if (isinf(alpha))
        return williams_brown(bad, coverage);
    double faults_by_alpha = expm1(-log1p(-bad) / alpha);
    return -expm1(-alpha * log1p(coverage * faults_by_alpha)) / bad;
}

double coverage_detection(enum flow_convention convention, double bad, double coverage,
                          double parameter)
{
    if (!is_fraction(bad) || !is_fraction(coverage))
        return NAN;
    if (convention == FLOW_LINEAR)
        return coverage;
    if (convention == FLOW_AGRAWAL)
        return parameter >= 1 && isfinite(parameter)
                   ? -expm1(log1p(-coverage) - (parameter - 1) * coverage)
                   : NAN;
    if (convention == FLOW_CLUSTERED && !(parameter > 0))
        return NAN;
    if (bad == 0 || coverage == 0)
        return coverage;
    if (bad == 1)
        return 1;
    double detection = convention == FLOW_WILLIAMS_BROWN ? williams_brown(bad, coverage)
                                                         : clustered(bad, coverage, parameter);
    return fmin(detection, 1);
}

double coverage_escape(double bad, double detection)
{
    if (!is_fraction(bad) || !is_fraction(detection))
        return NAN;
    double missed = bad * (1 - detection), pass = 1 - bad + missed;
    return pass > 0 ? missed / pass : NAN;
}

double coverage_failing(double bad, double detection, double overkill, double attempts)
{
    return (1 - bad) * pow(overkill, attempts) + bad * pow(detection, attempts);
}
