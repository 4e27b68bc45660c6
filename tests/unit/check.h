/*
 * What the unit tests of figures share: closeness that prints both sides, and cmocka's includes in
 * the order it wants them.
 */
#ifndef OPTIBOM_TESTS_CHECK_H
#define OPTIBOM_TESTS_CHECK_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

/* The acceptance of the yield model's reference cases. */
#define RELATIVE 1e-10

static inline bool check_is_close(double got, double expected, double tolerance)
{
    if (isnan(expected) || isnan(got))
        return isnan(expected) && isnan(got);
    return got == expected || fabs(got - expected) <= tolerance * fabs(expected);
}

/* Relative; an expected 0 must be 0, an expected NaN must be NaN. */
#define CHECK_WITHIN(got, expected, tolerance)                                                     \
    do {                                                                                           \
        double check_got = (got), check_expected = (expected);                                     \
        if (!check_is_close(check_got, check_expected, (tolerance))) {                             \
            print_error("%s:%d: %s\n  expected %.17g\n  got      %.17g\n", __FILE__, __LINE__,     \
                        #got, check_expected, check_got);                                          \
            fail();                                                                                \
        }                                                                                          \
    } while (0)

#define CHECK_CLOSE(got, expected) CHECK_WITHIN((got), (expected), RELATIVE)

/* For differences that the table itself could not keep: |got - expected| <= tolerance. */
#define CHECK_ABSOLUTE(got, expected, tolerance)                                                   \
    do {                                                                                           \
        double check_got = (got), check_expected = (expected);                                     \
        if (!(fabs(check_got - check_expected) <= (tolerance))) {                                  \
            print_error("%s:%d: %s\n  expected %.17g\n  got      %.17g\n", __FILE__, __LINE__,     \
                        #got, check_expected, check_got);                                          \
            fail();                                                                                \
        }                                                                                          \
    } while (0)

#define CHECK_COUNT(array) (sizeof(array) / sizeof(array)[0])

#endif
