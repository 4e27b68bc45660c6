/*
 * How loops over blocks of draws are compiled: once for each vector unit of the processor, chosen
 * when the program is loaded. Contraction is off and nothing is reassociated, so that every choice
 * gives the same bits. A loop with sqrt becomes vectors only with -fno-math-errno, which the
 * Makefile gives.
 */
#ifndef OPTIBOM_EVALUATE_VECTOR_H
#define OPTIBOM_EVALUATE_VECTOR_H

#include <stdint.h>

#if defined(__GNUC__) && !defined(__clang__)
#define VECTOR_LOOP _Pragma("GCC ivdep")
#define VECTOR_UNROLL _Pragma("GCC unroll 16")
#else
#define VECTOR_LOOP
#define VECTOR_UNROLL
#endif

#if defined(__GNUC__)
#define VECTOR_INLINE inline __attribute__((always_inline))
#else
#define VECTOR_INLINE inline
#endif

/* The sanitizers' run time is not up yet when the loader chooses. */
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__GLIBC__) &&       \
    defined(__OPTIMIZE__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define VECTOR_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define VECTOR_CLONES
#endif

#endif
