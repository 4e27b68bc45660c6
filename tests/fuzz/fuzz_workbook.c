/*
 * Feeds bytes to the reader of workbooks and to what tells the kind of a file. Bytes that start
 * with "@" are the parts of a package as text (see workbook_parts.h), so that the fuzzer need not
 * find out how to deflate. A libFuzzer entry.
 */
#include "../unit/workbook_parts.h"
#include "base/utf8.h"
#include "import/file_kind.h"
#include "import/workbook/workbook.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Texts are whole, UTF-8, and together what stood there. */
static void check_row(const struct import_row *row)
{
    size_t length = 0;
    assert(row->count > 0 && row->line > 0);
    for (size_t i = 0; i < row->count; i++) {
        size_t cell = strlen(row->cells[i]);
        assert(utf8_is_valid(row->cells[i], cell));
        length += cell + (i > 0);
    }
    assert(row->cells[row->count - 1][0] != '\0' ||
           (row->doubts != NULL && row->doubts[row->count - 1] != NULL));
    assert(strlen(row->raw) == length);
}

static void read_file(FILE *file)
{
    const struct import_format *format = &import_format_xlsx;
    const struct import_input input = {file, "fuzz.xlsx"};
    struct import_reader *reader = NULL;
    struct import_table table;
    struct import_row row;
    struct error err = {0};
    enum optibom_status status = format->open(&reader, &input, &err);
    assert((status == OPTIBOM_OK) == (err.text[0] == '\0'));
    if (status != OPTIBOM_OK)
        return;
    while ((status = format->next_table(reader, &table, &err)) != OPTIBOM_NOT_FOUND) {
        if (status == OPTIBOM_OK)
            assert(utf8_is_valid(table.name, strlen(table.name)));
        while ((status = format->next_row(reader, &row, &err)) != OPTIBOM_NOT_FOUND) {
            assert((status == OPTIBOM_OK) == (err.text[0] == 0));
            if (status == OPTIBOM_OK)
                check_row(&row);
            error_clear(&err);
        }
        error_clear(&err);
    }
    format->close(reader);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"a", "a.json", "a.yaml", "a.csv", "~$a.xlsx"};
    const char *bytes = (const char *)data;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        assert(import_file_tell(bytes, size, names[i]) != NULL);
    if (size == 0)
        return 0;
    if (bytes[0] == '@') {
        struct workbook_parts parts = parts_open(bytes, size, false);
        if (parts.file != NULL)
            read_file(parts.file);
        parts_close(&parts);
        return 0;
    }
    FILE *file = fmemopen((void *)(uintptr_t)data, size, "r");
    if (file == NULL)
        return 0;
    read_file(file);
    fclose(file);
    return 0;
}
