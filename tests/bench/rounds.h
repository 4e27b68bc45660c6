/*
 * What a party of a bench took in a round, a line of the file that BENCH_ROUNDS names; nothing
 * without it. A line has figure, party, round, seconds and MiB, with tabs between, as rounds.py
 * writes it; table.py reads the file.
 */
#ifndef OPTIBOM_BENCH_ROUNDS_H
#define OPTIBOM_BENCH_ROUNDS_H

#include <stdio.h>
#include <stdlib.h>

#define ROUNDS_OURS "optibom"

/* NULL when no file is asked for. */
static inline FILE *rounds_open(void)
{
    const char *path = getenv("BENCH_ROUNDS");
    FILE *file = path == NULL || path[0] == '\0' ? NULL : fopen(path, "a");
    if (file == NULL && path != NULL && path[0] != '\0') {
        perror(path);
        exit(3);
    }
    return file;
}

/* A line that is lost would be a round that nobody misses. */
static inline void rounds_close(FILE *file)
{
    if (fclose(file) != 0) {
        perror("BENCH_ROUNDS");
        exit(3);
    }
}

/* Without MiB when they are 0. */
static inline void rounds_record(const char *figure, const char *party, int round, double seconds,
                                 double mib)
{
    FILE *file = rounds_open();
    if (file == NULL)
        return;
    fprintf(file, "%s\t%s\t%d\t%.6f\t", figure, party, round, seconds);
    if (mib > 0)
        fprintf(file, "%.3f", mib);
    fputc('\n', file);
    rounds_close(file);
}

/* The party is not installed. */
static inline void rounds_absent(const char *figure, const char *party)
{
    FILE *file = rounds_open();
    if (file == NULL)
        return;
    fprintf(file, "%s\t%s\tabsent\t\t\n", figure, party);
    rounds_close(file);
}

#endif
