/*
 * Counts that follow from other counts: pieces, links, ports. They stop at COUNT_MOST in place of
 * overflowing; who keeps one refuses it there.
 */
#ifndef OPTIBOM_BASE_COUNT_H
#define OPTIBOM_BASE_COUNT_H

#include <stdint.h>

/* Whole in a double; some thousands of them add up in int64. */
#define COUNT_MOST INT64_C(1000000000000000)

/* Of counts of 0 and more. */
int64_t count_times(int64_t a, int64_t b);

/* A whole number as a count; below 0 is 0, what is no number is COUNT_MOST. */
int64_t count_of(double number);

#endif
