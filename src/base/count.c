#include "base/count.h"

int64_t count_times(int64_t a, int64_t b)
{
    int64_t product;
    return __builtin_mul_overflow(a, b, &product) || product > COUNT_MOST ? COUNT_MOST : product;
}

int64_t count_of(double number)
{
    return number <= 0 ? 0 : number < (double)COUNT_MOST ? (int64_t)number : COUNT_MOST;
}
