/*
 * Feeds bytes to the CSV reader, the search for the header, the mapping and the records of two
 * small classes; then to the reader in a dialect that the first bytes declare; and holds what it
 * reads against the plain reader of the unit tests. A libFuzzer entry.
 */
#include "../unit/csv_reference.h"
#include "../unit/import_classes.h"
#include "base/utf8.h"
#include "import/cell/cell_memo.h"
#include "import/csv/csv.h"
#include "import/csv/csv_dialect.h"
#include "import/header_row.h"
#include "import/mapping.h"
#include "import/row_shape.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Touches every byte of a text, for the sanitizers. */
static size_t read_through(const char *text)
{
    return text != NULL ? strlen(text) : 0;
}

static size_t check_issues(const struct import_issue *issues, size_t count)
{
    size_t bytes = 0;
    for (size_t i = 0; i < count; i++)
        bytes += read_through(issues[i].column) + read_through(issues[i].text);
    return bytes;
}

static size_t check_record(const struct import_record *record)
{
    size_t bytes = read_through(record->raw) + check_issues(record->issues, record->issue_count);
    for (size_t i = 0; i < record->value_count; i++) {
        const struct import_value *value = &record->values[i];
        assert(record->is_rejected || value->attribute->kind != IMPORT_REAL ||
               (!range_is_none(value->range) && range_is_ordered(value->range)));
        bytes += read_through(value->text) + read_through(value->original);
    }
    return bytes;
}

/* Opens the bytes as a file and reader; `*file` is to be closed behind it. */
static struct import_reader *open_bytes(FILE **file, const uint8_t *data, size_t size,
                                        const struct import_csv_dialect *dialect)
{
    struct import_reader *reader = NULL;
    struct import_table table;
    struct error err = {0};
    *file = fmemopen((void *)(uintptr_t)data, size, "r");
    assert(*file != NULL);
    struct import_input input = {*file, "fuzz"};
    if (import_csv_open_as(&reader, &input, dialect, &err) != OPTIBOM_OK) {
        assert(err.status == OPTIBOM_BAD_INPUT && reader == NULL);
        return NULL;
    }
    assert(import_format_csv.next_table(reader, &table, &err) == OPTIBOM_OK);
    return reader;
}

/* The next row that can be read; false past the last. */
static bool next_row(struct import_reader *reader, struct import_row *row)
{
    enum optibom_status status;
    size_t line = 0;
    do {
        struct error err = {0};
        status = import_format_csv.next_row(reader, row, &err);
        assert(status == OPTIBOM_OK || status == OPTIBOM_NOT_FOUND ||
               (status == OPTIBOM_BAD_INPUT && err.text[0] != '\0'));
        assert(status != OPTIBOM_BAD_INPUT || row->line > line);
        line = row->line;
    } while (status == OPTIBOM_BAD_INPUT);
    for (size_t i = 0; status == OPTIBOM_OK && i < row->count; i++)
        assert(utf8_is_valid(row->cells[i], strlen(row->cells[i])));
    assert(status != OPTIBOM_OK || (row->count > 0 && utf8_is_valid(row->raw, strlen(row->raw))));
    return status == OPTIBOM_OK;
}

/* ---- rows to records ---- */

static void check_text(const char *text, const char *other)
{
    assert(text == NULL || other == NULL ? text == other : strcmp(text, other) == 0);
}

/* What is known from earlier rows changes nothing. */
static void check_same(const struct import_record *record, const struct import_record *plain)
{
    assert(record->value_count == plain->value_count && record->issue_count == plain->issue_count);
    assert(record->is_rejected == plain->is_rejected);
    for (size_t i = 0; i < record->value_count; i++) {
        const struct import_value *value = &record->values[i], *other = &plain->values[i];
        assert(value->attribute == other->attribute && value->integer == other->integer);
        assert(value->indent == other->indent);
        assert(memcmp(&value->range, &other->range, sizeof value->range) == 0);
        check_text(value->text, other->text);
        check_text(value->currency, other->currency);
        check_text(value->original, other->original);
        check_text(value->condition, other->condition);
    }
}

static void read_class(const struct import_class *record_class, const uint8_t *data, size_t size)
{
    static const struct import_csv_dialect unknown = {0};
    FILE *file;
    struct import_row row, header;
    struct import_mapping mapping;
    struct import_issue *issues;
    size_t issue_count;
    struct error err = {0};
    struct arena arena;
    arena_init(&arena);
    struct import_reader *reader = open_bytes(&file, data, size, &unknown);
    bool has_header = next_row(reader, &row) && import_row_copy(&header, &arena, &row);
    if (has_header) {
        import_mapping_guess(import_test_classes, IMPORT_TEST_CLASSES, &header);
        enum optibom_status status = import_mapping_make(&mapping, &arena, record_class, &header,
                                                         &issues, &issue_count, &err);
        assert(status == OPTIBOM_OK);
        check_issues(issues, issue_count);
    }
    struct import_memo *memo = has_header ? import_memo_open(mapping.column_count) : NULL;
    while (has_header && next_row(reader, &row)) {
        struct import_record record, plain;
        struct arena row_arena;
        arena_init(&row_arena);
        enum optibom_status status =
            import_record_read(&record, &row_arena, &mapping, memo, &row, &err);
        assert(status == OPTIBOM_OK);
        check_record(&record);
        status = import_record_read(&plain, &row_arena, &mapping, NULL, &row, &err);
        assert(status == OPTIBOM_OK);
        check_same(&record, &plain);
        arena_fini(&row_arena);
    }
    import_memo_close(memo);
    import_format_csv.close(reader);
    fclose(file);
    arena_fini(&arena);
}

/* ---- the header among the first rows ---- */

static void find_header(const uint8_t *data, size_t size)
{
    static const struct import_csv_dialect unknown = {0};
    FILE *file;
    struct import_row row, rows[IMPORT_HEADER_ROWS];
    struct import_header_row header;
    size_t count = 0, kinds = 0;
    struct error err = {0};
    struct arena arena;
    arena_init(&arena);
    struct import_reader *reader = open_bytes(&file, data, size, &unknown);
    while (count < IMPORT_HEADER_ROWS && next_row(reader, &row))
        assert(import_row_copy(&rows[count++], &arena, &row));
    enum optibom_status status = import_header_row_find(&header, &arena, import_test_classes,
                                                        IMPORT_TEST_CLASSES, rows, count, &err);
    assert(status == OPTIBOM_OK || status == OPTIBOM_NOT_FOUND);
    for (size_t i = 0; i < count; i++)
        kinds += import_row_kind(status == OPTIBOM_OK ? &header : NULL, &rows[i]);
    assert(kinds <= count * IMPORT_ROW_OTHER);
    if (status == OPTIBOM_OK) {
        assert(header.index < count && (header.index > 0 || !header.is_pair));
        for (size_t i = 0; i < header.names.count; i++)
            read_through(header.names.cells[i]);
    }
    import_format_csv.close(reader);
    fclose(file);
    arena_fini(&arena);
}

/* ---- dialects ---- */

/* The first three bytes choose what is declared of the others. */
static void read_declared(const uint8_t *data, size_t size)
{
    static const char delimiters[] = {'\0', ',', ';', '\t', '|', ':', ' ', '\\', 'x'};
    static const char quotes[] = {'\0', '"', '\''};
    static const char *const encodings[] = {
        NULL,      "UTF-8",     "UTF-16",      "UTF-16BE", "Windows-1252", "ISO-8859-1",
        "GB18030", "SHIFT_JIS", "ISO-2022-JP", "UTF-7",    "nosuch",
    };
    if (size < 4)
        return;
    struct import_csv_dialect dialect = {
        delimiters[data[0] % sizeof delimiters], quotes[data[1] % sizeof quotes],
        encodings[data[2] % (sizeof encodings / sizeof *encodings)]};
    FILE *file;
    struct import_row row;
    struct import_reader *reader = open_bytes(&file, data + 3, size - 3, &dialect);
    while (reader != NULL && next_row(reader, &row))
        read_through(row.raw);
    import_format_csv.close(reader);
    fclose(file);
}

/* The cells of UTF-8 without zero bytes are those of the plain reader. */
static void compare(const uint8_t *data, size_t size)
{
    static const struct import_csv_dialect utf8 = {.encoding = "UTF-8"};
    enum { SAMPLE = 64 * 1024 };
    const char *text = (const char *)data;
    char named = '\0';
    if (size >= SAMPLE || memchr(text, '\0', size) != NULL || !utf8_is_valid(text, size))
        return;
    size_t mark = size >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    size_t skipped = mark + import_csv_named_delimiter(&named, text + mark, size - mark);
    struct csv_reference reference = {
        .marks.delimiter = named, .at = text + skipped, .end = text + size};
    import_csv_sniff(&reference.marks, text + skipped, size - skipped, true);
    FILE *file;
    struct import_row row;
    struct import_reader *reader = open_bytes(&file, data, size, &utf8);
    while (next_row(reader, &row)) {
        struct buf plain, fast;
        buf_init(&plain);
        buf_init(&fast);
        for (size_t i = 0; i < row.count; i++)
            buf_printf(&fast, "%s\x1f", row.cells[i]);
        buf_putc(&fast, '\x1e');
        while (plain.length == 0 && reference.at < reference.end) {
            assert(csv_reference_record(&reference, &plain));
            if (reference.is_stray)
                buf_clear(&plain);
        }
        assert(strcmp(buf_text(&plain), buf_text(&fast)) == 0);
        buf_fini(&plain);
        buf_fini(&fast);
    }
    import_format_csv.close(reader);
    fclose(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    /* What utf8_is_valid and the sniffers ask for: a zero byte behind. */
    uint8_t *ended = size > 0 ? malloc(size + 1) : NULL;
    if (ended == NULL)
        return 0;
    memcpy(ended, data, size);
    ended[size] = '\0';
    for (size_t i = 0; i < IMPORT_TEST_CLASSES; i++)
        read_class(&import_test_classes[i], ended, size);
    find_header(ended, size);
    read_declared(ended, size);
    compare(ended, size);
    free(ended);
    return 0;
}
