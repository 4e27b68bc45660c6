/*
 * The peer of the workbook writer: a bare loop over libxlsxwriter that writes the cells of a
 * workbook again.
 *
 *     bench_cells FILE.xlsx OUT.xlsx constant|whole
 *
 * Reads every cell of FILE (number, text, or formula with its value, and which format it has) into
 * memory, then writes them to OUT, in constant memory or with the whole workbook in memory as the
 * library does by itself, and prints the seconds that the writing took and the number of cells.
 */
#include <expat.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <xlsxwriter.h>
#include <zip.h>

enum { MOST_SHEETS = 100, MOST_FORMATS = 1000, CHUNK = 1 << 16 };

struct cell {
    lxw_row_t row;
    lxw_col_t column;
    unsigned format;
    bool is_text, is_number;
    double number;
    char *text, *formula; /* NULL: none */
};

struct sheet {
    struct cell *cells;
    size_t count, capacity;
};

struct reading {
    struct sheet *sheet;
    struct cell cell;
    char *text;
    size_t length, capacity;
    bool is_text;
};

static void *need(void *memory)
{
    if (memory == NULL) {
        fprintf(stderr, "bench_cells: no memory\n");
        exit(3);
    }
    return memory;
}

static void open_cell(struct reading *reading, const char **attributes)
{
    reading->cell = (struct cell){0};
    reading->is_text = false;
    for (size_t i = 0; attributes[i] != NULL; i += 2) {
        const char *value = attributes[i + 1];
        if (strcmp(attributes[i], "s") == 0)
            reading->cell.format = (unsigned)strtoul(value, NULL, 10);
        else if (strcmp(attributes[i], "t") == 0)
            reading->is_text = strcmp(value, "inlineStr") == 0 || strcmp(value, "str") == 0;
        else if (strcmp(attributes[i], "r") == 0) {
            unsigned column = 0;
            for (; *value >= 'A'; value++)
                column = column * 26 + (unsigned)(*value - 'A') + 1;
            reading->cell.column = (lxw_col_t)(column - 1);
            reading->cell.row = (lxw_row_t)strtoul(value, NULL, 10) - 1;
        }
    }
}

static void XMLCALL start(void *context, const char *name, const char **attributes)
{
    struct reading *reading = context;
    if (strcmp(name, "c") == 0)
        open_cell(reading, attributes);
    if (strcmp(name, "v") == 0 || strcmp(name, "f") == 0 || strcmp(name, "t") == 0)
        reading->length = 0;
}

static void XMLCALL text(void *context, const char *bytes, int length)
{
    struct reading *reading = context;
    if (reading->length + (size_t)length + 1 > reading->capacity) {
        reading->capacity = 2 * (reading->length + (size_t)length + 1);
        reading->text = need(realloc(reading->text, reading->capacity));
    }
    memcpy(reading->text + reading->length, bytes, (size_t)length);
    reading->length += (size_t)length;
    reading->text[reading->length] = '\0';
}

static void XMLCALL end(void *context, const char *name)
{
    struct reading *reading = context;
    const char *content = reading->length > 0 ? reading->text : "";
    if (strcmp(name, "f") == 0) {
        reading->cell.formula = need(malloc(reading->length + 2));
        reading->cell.formula[0] = '=';
        strcpy(reading->cell.formula + 1, content);
    } else if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) {
        reading->cell.is_text = reading->is_text;
        if (reading->is_text)
            reading->cell.text = need(strdup(content));
        else
            reading->cell.number = strtod(content, NULL);
        reading->cell.is_number = !reading->is_text;
        reading->length = 0;
    } else if (strcmp(name, "c") == 0) {
        struct sheet *sheet = reading->sheet;
        if (sheet->count == sheet->capacity) {
            sheet->capacity = sheet->capacity * 2 + 1024;
            sheet->cells = need(realloc(sheet->cells, sheet->capacity * sizeof *sheet->cells));
        }
        sheet->cells[sheet->count++] = reading->cell;
    }
}

/* False when there is no such sheet. */
static bool read_sheet(struct sheet *sheet, zip_t *archive, int number)
{
    char name[64];
    snprintf(name, sizeof name, "xl/worksheets/sheet%d.xml", number);
    zip_file_t *file = zip_fopen(archive, name, 0);
    if (file == NULL)
        return false;
    struct reading reading = {.sheet = sheet};
    XML_Parser parser = need(XML_ParserCreate(NULL));
    XML_SetUserData(parser, &reading);
    XML_SetElementHandler(parser, start, end);
    XML_SetCharacterDataHandler(parser, text);
    char *buffer = need(malloc(CHUNK));
    zip_int64_t length;
    while ((length = zip_fread(file, buffer, CHUNK)) > 0)
        XML_Parse(parser, buffer, (int)length, 0);
    XML_Parse(parser, "", 0, 1);
    XML_ParserFree(parser);
    free(buffer);
    free(reading.text);
    zip_fclose(file);
    return true;
}

static void write_cell(lxw_worksheet *worksheet, const struct cell *cell, lxw_format *format)
{
    if (cell->formula != NULL && cell->is_text)
        worksheet_write_formula_str(worksheet, cell->row, cell->column, cell->formula, format,
                                    cell->text);
    else if (cell->formula != NULL)
        worksheet_write_formula_num(worksheet, cell->row, cell->column, cell->formula, format,
                                    cell->number);
    else if (cell->is_text)
        worksheet_write_string(worksheet, cell->row, cell->column, cell->text, format);
    else if (cell->is_number)
        worksheet_write_number(worksheet, cell->row, cell->column, cell->number, format);
    else
        worksheet_write_blank(worksheet, cell->row, cell->column, format);
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int main(int argument_count, char **arguments)
{
    static struct sheet sheets[MOST_SHEETS];
    static lxw_format *formats[MOST_FORMATS];
    int count = 0, problem;
    if (argument_count != 4)
        return 2;
    zip_t *archive = zip_open(arguments[1], ZIP_RDONLY, &problem);
    while (archive != NULL && count < MOST_SHEETS && read_sheet(&sheets[count], archive, count + 1))
        count++;
    if (archive == NULL || count == 0)
        return 3;
    zip_close(archive);
    double began = seconds();
    size_t cells = 0;
    lxw_workbook_options options = {.constant_memory = strcmp(arguments[3], "constant") == 0};
    lxw_workbook *workbook = need(workbook_new_opt(arguments[2], &options));
    for (int s = 0; s < count; s++) {
        lxw_worksheet *worksheet = workbook_add_worksheet(workbook, NULL);
        for (size_t i = 0; i < sheets[s].count; i++) {
            const struct cell *cell = &sheets[s].cells[i];
            if (cell->format < MOST_FORMATS && formats[cell->format] == NULL) {
                formats[cell->format] = workbook_add_format(workbook);
                format_set_indent(formats[cell->format], (uint8_t)(cell->format % 200));
            }
            write_cell(worksheet, cell, formats[cell->format]);
        }
        cells += sheets[s].count;
    }
    if (workbook_close(workbook) != LXW_NO_ERROR)
        return 3;
    printf("%.3f %zu\n", seconds() - began, cells);
    return 0;
}
