/*
 * Prints what the PDF reader finds in the files given: mpn,label,value,doubt,place as CSV. A file
 * that cannot be read gives its sentence on standard error and status 1.
 */
#include "import/pdf/pdf_reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void print_field(const char *text, char end)
{
    putchar('"');
    for (; *text != '\0'; text++) {
        if (*text == '"')
            putchar('"');
        putchar(*text);
    }
    putchar('"');
    putchar(end);
}

static void print_row(const struct import_row *names, const struct import_row *row)
{
    for (size_t i = 0; i < row->count; i++) {
        if (*row->cells[i] == '\0')
            continue;
        print_field(row->cells[1], ',');
        print_field(names->cells[i], ',');
        print_field(row->cells[i], ',');
        print_field(row->doubts[i] != NULL ? row->doubts[i] : "", ',');
        print_field(row->places[i], '\n');
    }
}

static enum optibom_status print_file(FILE *file, const char *name, struct error *err)
{
    struct import_reader *reader = NULL;
    struct import_input input = {.file = file, .name = name};
    struct import_table table;
    struct import_row names, row;
    enum optibom_status status = import_format_pdf.open(&reader, &input, err);
    if (status == OPTIBOM_OK)
        status = import_format_pdf.next_table(reader, &table, err);
    if (status == OPTIBOM_OK)
        status = import_format_pdf.next_row(reader, &names, err);
    while (status == OPTIBOM_OK &&
           (status = import_format_pdf.next_row(reader, &row, err)) == OPTIBOM_OK)
        print_row(&names, &row);
    import_format_pdf.close(reader);
    return status == OPTIBOM_NOT_FOUND ? OPTIBOM_OK : status;
}

int main(int argc, char **argv)
{
    int status = EXIT_SUCCESS;
    puts("mpn,label,value,doubt,place");
    for (int i = 1; i < argc; i++) {
        struct error err = {0};
        FILE *file = fopen(argv[i], "rb");
        if (file == NULL) {
            fprintf(stderr, "%s: cannot be opened\n", argv[i]);
            status = EXIT_FAILURE;
            continue;
        }
        if (print_file(file, argv[i], &err) != OPTIBOM_OK) {
            fprintf(stderr, "%s\n", err.text);
            status = EXIT_FAILURE;
        }
        fclose(file);
    }
    return status;
}
