/*
 * What a test finds: quoted coverage to detection, escapes, retest. Statements in coverage.c.
 * Arguments outside their domain give NaN.
 */
#ifndef OPTIBOM_EVALUATE_COVERAGE_H
#define OPTIBOM_EVALUATE_COVERAGE_H

#include "assemble/flow.h"

/* Detection c = P(test fails, given the site is bad) for sites that are bad with `bad` just before
 * the test. `parameter` as enum flow_convention says; the other conventions do not read it. */
double coverage_detection(enum flow_convention convention, double bad, double coverage,
                          double parameter);

/* Bad fraction among what passes; NaN when nothing passes. */
double coverage_escape(double bad, double detection);

/* P(a site fails each of `attempts` independent attempts); with overkill 0 and attempts 1 the
 * true-fail fallout. */
double coverage_failing(double bad, double detection, double overkill, double attempts);

#endif
