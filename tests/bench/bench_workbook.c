/*
 * A workbook as price lists have them, and how long it takes to read its cells.
 *
 *     bench_workbook --write FILE    makes FILE: 50,000 rows of 12 cells
 *     bench_workbook --read FILE     reads it once
 *     bench_workbook FILE            reads it some times over and prints the best, beside what
 *                                    inflating the sheet and parsing it with expat alone take
 */
#include "import/workbook/workbook.h"

#include <expat.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <xlsxwriter.h>
#include <zip.h>

enum { ROWS = 50000, COLUMNS = 12, CHUNK = 64 * 1024 };

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* Texts of which some repeat, whole numbers, prices, computed figures, dates, percentages. */
static void write_row(lxw_worksheet *sheet, lxw_row_t row, lxw_format *date, lxw_format *percent)
{
    static const char *const makers[] = {"Acme Photonics", "Borealis", "Cirrus Optical", "Delta"};
    char text[64];
    snprintf(text, sizeof text, "OSFP-%05u-%c", (unsigned)row, 'A' + (int)(row % 7));
    worksheet_write_string(sheet, row, 0, text, NULL);
    worksheet_write_string(sheet, row, 1, makers[row % 4], NULL);
    snprintf(text, sizeof text, "%u Gbps module, %u m", 100U << row % 4,
             500 * (unsigned)(row % 21));
    worksheet_write_string(sheet, row, 2, text, NULL);
    worksheet_write_string(sheet, row, 3, row % 2 == 0 ? "active" : "sample", NULL);
    worksheet_write_number(sheet, row, 4, row + 1.0, NULL);
    worksheet_write_number(sheet, row, 5, (double)(row % 997), NULL);
    worksheet_write_number(sheet, row, 6, 9550000000000.0 + row, NULL);
    worksheet_write_number(sheet, row, 7, (1000 + row % 9000) / 100.0, NULL);
    worksheet_write_number(sheet, row, 8, (1 + row % 300) / 7.0, NULL);
    worksheet_write_number(sheet, row, 9, 45000.0 + row % 900, date);
    worksheet_write_number(sheet, row, 10, (row % 1000) / 1000.0, percent);
    worksheet_write_boolean(sheet, row, 11, row % 3 == 0, NULL);
}

static int write_file(const char *path)
{
    lxw_workbook *book = workbook_new(path);
    if (book == NULL)
        return EXIT_FAILURE;
    lxw_worksheet *sheet = workbook_add_worksheet(book, "Prices");
    lxw_format *date = workbook_add_format(book), *percent = workbook_add_format(book);
    format_set_num_format(date, "yyyy-mm-dd");
    format_set_num_format(percent, "0.0%");
    for (lxw_row_t row = 0; row < ROWS; row++)
        write_row(sheet, row, date, percent);
    return workbook_close(book) == LXW_NO_ERROR ? EXIT_SUCCESS : EXIT_FAILURE;
}

struct count {
    size_t cells, bytes;
};

static struct count read_file(const char *path)
{
    struct count count = {0};
    struct import_reader *reader = NULL;
    struct import_table table;
    struct import_row row;
    struct error err = {0};
    FILE *file = fopen(path, "rb");
    const struct import_input input = {file, path};
    if (file == NULL || import_format_xlsx.open(&reader, &input, &err) != OPTIBOM_OK) {
        fprintf(stderr, "%s\n", file == NULL ? path : err.text);
        exit(2);
    }
    while (import_format_xlsx.next_table(reader, &table, &err) == OPTIBOM_OK)
        while (import_format_xlsx.next_row(reader, &row, &err) == OPTIBOM_OK)
            for (size_t i = 0; i < row.count; i++) {
                count.cells += row.cells[i][0] != '\0';
                count.bytes += strlen(row.cells[i]);
            }
    import_format_xlsx.close(reader);
    fclose(file);
    if (err.status != OPTIBOM_OK) {
        fprintf(stderr, "%s\n", err.text);
        exit(2);
    }
    return count;
}

static void start_element(void *context, const char *name, const char **attributes)
{
    (void)attributes;
    *(size_t *)context += (size_t)name[0];
}

static void end_element(void *context, const char *name)
{
    *(size_t *)context += (size_t)name[0];
}

static void add_text(void *context, const char *bytes, int length)
{
    (void)bytes;
    *(size_t *)context += (size_t)length;
}

/* Inflates every part of the first sheet and the shared texts and parses it, nothing else. */
static size_t parse_bare(const char *path)
{
    static const char *const parts[] = {"xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"};
    size_t sum = 0;
    int code;
    zip_t *zip = zip_open(path, ZIP_RDONLY, &code);
    for (size_t i = 0; zip != NULL && i < sizeof parts / sizeof parts[0]; i++) {
        zip_file_t *part = zip_fopen(zip, parts[i], 0);
        XML_Parser parser = XML_ParserCreate(NULL);
        zip_int64_t length = 1;
        XML_SetUserData(parser, &sum);
        XML_SetElementHandler(parser, start_element, end_element);
        XML_SetCharacterDataHandler(parser, add_text);
        while (part != NULL && length > 0) {
            void *chunk = XML_GetBuffer(parser, CHUNK);
            length = zip_fread(part, chunk, CHUNK);
            XML_ParseBuffer(parser, length > 0 ? (int)length : 0, length <= 0);
        }
        XML_ParserFree(parser);
        if (part != NULL)
            zip_fclose(part);
    }
    if (zip != NULL)
        zip_discard(zip);
    return sum;
}

int main(int argc, char **argv)
{
    enum { TIMES = 5 };
    if (argc == 3 && strcmp(argv[1], "--write") == 0)
        return write_file(argv[2]);
    if (argc == 3 && strcmp(argv[1], "--read") == 0)
        return read_file(argv[2]).cells > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
    if (argc != 2) {
        fprintf(stderr, "usage: bench_workbook --write FILE | --read FILE | FILE\n");
        return 2;
    }
    double best = 1e9, bare = 1e9;
    struct count count = {0};
    for (int i = 0; i < TIMES; i++) {
        double start = seconds();
        count = read_file(argv[1]);
        double middle = seconds();
        size_t sum = parse_bare(argv[1]);
        double end = seconds();
        best = middle - start < best ? middle - start : best;
        bare = end - middle < bare && sum > 0 ? end - middle : bare;
    }
    printf("%zu cells %.3f seconds\n", count.cells, best);
    printf("%zu bytes of text; inflate and expat alone %.3f seconds\n", count.bytes, bare);
    return 0;
}
