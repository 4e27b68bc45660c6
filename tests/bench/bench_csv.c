/*
 * A price list of a million rows and twelve columns, and how long it takes to read it into cells.
 *
 *     bench_csv --write FILE    makes FILE, the same bytes every time
 *     bench_csv FILE            reads it, several times; prints the best
 */
#include "import/csv/csv.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { ROWS = 1000000, READS = 5 };

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static uint32_t draw(uint64_t *state, uint32_t below)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((*state >> 33) % below);
}

static void write_row(FILE *file, uint64_t *state)
{
    static const char *const vendors[] = {"Lumentum",  "Coherent Corp.", "Broadcom",
                                          "Eoptolink", "InnoLight",      "Accelink"};
    static const char *const suppliers[] = {"Digi-Key", "Mouser", "Arrow Electronics", "Fiber Mall",
                                            "RS"};
    static const char *const kinds[] = {"OSFP transceiver", "QSFP-DD transceiver", "CW laser",
                                        "fiber array unit", "MPO-16 trunk cable"};
    static const char *const conditions[] = {"", "case 25 C", "full reel only", "EOL notice"};
    uint32_t vendor = draw(state, COUNT(vendors)), kind = draw(state, COUNT(kinds));
    fprintf(file, "%s,%c%c-%06" PRIu32 "-%02" PRIu32 ",", vendors[vendor], vendors[vendor][0],
            kinds[kind][0], draw(state, 1000000), draw(state, 100));
    fprintf(file, "\"%s, %" PRIu32 "G, %" PRIu32 " nm, %" PRIu32 " m reach, 0 to 70 C, RoHS\",",
            kinds[kind], 100 * (1 + draw(state, 16)), 1310 + draw(state, 240),
            100 * (1 + draw(state, 100)));
    fprintf(file, "%s,USD,%" PRIu32 ".%02" PRIu32 ",%" PRIu32 ",%" PRIu32 ",%" PRIu32,
            suppliers[draw(state, COUNT(suppliers))], 1 + draw(state, 4000), draw(state, 100),
            1 + draw(state, 1000), 1 + draw(state, 10), 1 + draw(state, 100));
    fprintf(file, ",%" PRIu32 ",2026-%02" PRIu32 "-%02" PRIu32 ",%s\r\n", 1 + draw(state, 365),
            1 + draw(state, 12), 1 + draw(state, 28), conditions[draw(state, COUNT(conditions))]);
}

static int write_list(const char *path, long rows)
{
    uint64_t state = 1;
    FILE *file = fopen(path, "wb");
    if (file == NULL)
        return EOF;
    fputs("vendor,mpn,description,supplier,currency,price,quantity,minimum order,multiple,"
          "lead time days,valid until,condition\r\n",
          file);
    for (long i = 0; i < rows; i++)
        write_row(file, &state);
    return fclose(file);
}

struct counts {
    size_t rows, cells;
};

static double read_cells(FILE *file, struct counts *counts)
{
    struct import_input input = {file, "bench"};
    struct import_reader *reader = NULL;
    struct import_table table;
    struct import_row row;
    struct error err = {0};
    double from = seconds();
    rewind(file);
    *counts = (struct counts){0};
    enum optibom_status status = import_format_csv.open(&reader, &input, &err);
    if (status == OPTIBOM_OK)
        status = import_format_csv.next_table(reader, &table, &err);
    while (status == OPTIBOM_OK &&
           (status = import_format_csv.next_row(reader, &row, &err)) == OPTIBOM_OK) {
        counts->rows++;
        counts->cells += row.count;
    }
    import_format_csv.close(reader);
    if (status != OPTIBOM_NOT_FOUND)
        fprintf(stderr, "%s\n", err.text);
    return seconds() - from;
}

int main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "--write") == 0)
        return write_list(argv[2], ROWS) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    if (file == NULL) {
        fputs("usage: bench_csv --write FILE | FILE\n", stderr);
        return 2;
    }
    struct counts counts;
    double best = read_cells(file, &counts);
    for (int i = 1; i < READS; i++) {
        double again = read_cells(file, &counts);
        best = again < best ? again : best;
    }
    fclose(file);
    printf("%zu cells %.3f seconds\n", counts.cells, best);
    return EXIT_SUCCESS;
}
