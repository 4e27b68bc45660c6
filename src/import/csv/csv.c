#include "import/csv/csv.h"

#include "base/utf8.h"
#include "import/csv/csv_cells.h"
#include "import/csv/csv_dialect.h"
#include "import/csv/encoding.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK_SIZE = 128 * 1024, SNIFF_SIZE = 64 * 1024 };

struct import_reader {
    FILE *file;
    const char *name;
    struct import_encoding *encoding;
    size_t faults_seen; /* of the encoding */
    bool is_table_given, is_text_over, is_stopped;
    size_t line; /* of the next unread byte */

    char *chunk;    /* text, followed by IMPORT_CSV_SPLIT_PAD bytes */
    size_t at, end; /* unread bytes of it */
    size_t capacity;
    bool has_zero; /* in the chunk */

    struct import_csv_split split; /* of the record that is read */
    struct import_csv_cells cells;
};

/* ---- text ---- */

static bool enlarge(struct import_reader *reader, size_t capacity)
{
    char *chunk = realloc(reader->chunk, capacity + IMPORT_CSV_SPLIT_PAD);
    if (chunk == NULL)
        return false;
    reader->chunk = chunk;
    reader->capacity = capacity;
    return true;
}

/* Reads behind the unread bytes, which make room for it; false when memory is exhausted. */
static bool refill(struct import_reader *reader)
{
    size_t left = reader->end - reader->at;
    memmove(reader->chunk, reader->chunk + reader->at, left);
    reader->at = 0;
    if (left > reader->capacity / 2 && !enlarge(reader, reader->capacity * 2))
        return false;
    size_t end = left, added = 1;
    while (added > 0 && reader->capacity - end >= IMPORT_ENCODING_READ_MIN) {
        added = import_encoding_read(reader->encoding, reader->chunk + end, reader->capacity - end);
        end += added;
    }
    reader->is_text_over = added == 0;
    reader->end = end;
    memset(reader->chunk + end, 0, IMPORT_CSV_SPLIT_PAD);
    reader->has_zero = memchr(reader->chunk, '\0', end) != NULL;
    return true;
}

/* The first byte in no UTF-8 character, NULL when all are in one; `text` has a byte behind it. */
static const char *find_invalid(const char *text, size_t length, bool *is_ascii)
{
    const char *end = text + length;
    *is_ascii = true;
    while (text < end) {
        uint64_t eight;
        if (end - text >= (ptrdiff_t)sizeof eight) {
            memcpy(&eight, text, sizeof eight);
            if ((eight & 0x8080808080808080u) == 0) {
                text += sizeof eight;
                continue;
            }
        }
        size_t step = (*text & 0x80) != 0 ? utf8_length(text) : 1;
        if (step == 0 || step > (size_t)(end - text))
            return text;
        *is_ascii &= step == 1;
        text += step;
    }
    return NULL;
}

static size_t count_line_ends(const char *text, const char *end)
{
    size_t count = 0;
    for (; text < end; text++)
        count += *text == '\n' || (*text == '\r' && text[1] != '\n');
    return count;
}

/* ---- opening ---- */

static enum optibom_status check_dialect(const struct import_input *input,
                                         const struct import_csv_dialect *dialect,
                                         struct error *err)
{
    unsigned char delimiter = (unsigned char)dialect->delimiter;
    bool is_word = (delimiter >= '0' && delimiter <= '9') ||
                   ((delimiter | 0x20) >= 'a' && (delimiter | 0x20) <= 'z');
    if (delimiter != '\0' && delimiter != '\t' &&
        (delimiter < ' ' || delimiter > '~' || is_word || delimiter == '"' || delimiter == '\''))
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s: the delimiter cannot be byte 0x%02x; name a comma, semicolon, tab, "
                         "bar, colon or space",
                         input->name, delimiter);
    if (dialect->quote != '\0' && dialect->quote != '"' && dialect->quote != '\'')
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s: the quote cannot be byte 0x%02x; name \" or '", input->name,
                         (unsigned char)dialect->quote);
    return OPTIBOM_OK;
}

/* "sep=;" line, delimiter, quotes: all from the first chunk. */
static enum optibom_status start(struct import_reader *reader,
                                 const struct import_csv_dialect *dialect, struct error *err)
{
    if (!enlarge(reader, CHUNK_SIZE) || !refill(reader))
        return error_no_memory(err);
    char named = '\0';
    struct import_csv_marks *marks = &reader->split.marks;
    reader->at = import_csv_named_delimiter(&named, reader->chunk, reader->end);
    reader->line = reader->at > 0 ? 2 : 1;
    marks->delimiter = dialect->delimiter != '\0' ? dialect->delimiter : named;
    marks->quote = dialect->quote;
    size_t length = reader->end - reader->at;
    bool is_whole = reader->is_text_over && length <= SNIFF_SIZE;
    import_csv_sniff(marks, reader->chunk + reader->at, length < SNIFF_SIZE ? length : SNIFF_SIZE,
                     is_whole);
    return OPTIBOM_OK;
}

static void close_reader(struct import_reader *reader)
{
    if (reader == NULL)
        return;
    import_encoding_close(reader->encoding);
    free(reader->chunk);
    free(reader->split.cells);
    import_csv_cells_free(&reader->cells);
    free(reader);
}

enum optibom_status import_csv_open_as(struct import_reader **out, const struct import_input *input,
                                       const struct import_csv_dialect *dialect, struct error *err)
{
    enum optibom_status status = check_dialect(input, dialect, err);
    if (status != OPTIBOM_OK)
        return status;
    struct import_reader *reader = calloc(1, sizeof *reader);
    if (reader == NULL)
        return error_no_memory(err);
    reader->file = input->file;
    reader->name = input->name;
    status =
        import_encoding_open(&reader->encoding, input->file, input->name, dialect->encoding, err);
    if (status == OPTIBOM_OK)
        status = start(reader, dialect, err);
    if (status != OPTIBOM_OK)
        close_reader(reader);
    else
        *out = reader;
    return status;
}

static enum optibom_status open_reader(struct import_reader **out, const struct import_input *input,
                                       struct error *err)
{
    static const struct import_csv_dialect unknown = {0};
    return import_csv_open_as(out, input, &unknown, err);
}

/* ---- one record ---- */

static enum optibom_status refuse_quote(const struct import_reader *reader, const char *where,
                                        struct error *err)
{
    return error_set(err, OPTIBOM_BAD_INPUT,
                     "%s:%zu: a quote opens here and %s; close it, or double it where it is text",
                     reader->name, reader->line + reader->split.quote_line, where);
}

/* Why a record is past the limits; behind it nothing can be read. */
static enum optibom_status refuse_record(struct import_reader *reader, enum import_csv_found found,
                                         struct error *err)
{
    bool is_long = reader->end - reader->at > IMPORT_CSV_RECORD_MAX;
    reader->is_stopped = true;
    if (found == IMPORT_CSV_CELLS)
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s:%zu: the record has more than %d cells; is this a CSV file?",
                         reader->name, reader->line, IMPORT_CSV_CELLS_MAX);
    if (found == IMPORT_CSV_CUT && reader->split.is_quote_open)
        return refuse_quote(reader, is_long ? "does not close within 4 MiB" : "never closes", err);
    return error_set(
        err, OPTIBOM_BAD_INPUT,
        "%s:%zu: the record is longer than 4 MiB; nothing from here on is read: is this "
        "a CSV file?",
        reader->name, reader->line);
}

/* Splits the next record, which then stands at `at` of the chunk. */
static enum optibom_status find_record(struct import_reader *reader, struct error *err)
{
    for (;;) {
        size_t length = reader->end - reader->at;
        if (reader->is_stopped || (length == 0 && reader->is_text_over))
            return OPTIBOM_NOT_FOUND;
        enum import_csv_found found = import_csv_split(&reader->split, reader->chunk + reader->at,
                                                       length, reader->is_text_over);
        if (found == IMPORT_CSV_WHOLE && reader->split.length <= IMPORT_CSV_RECORD_MAX)
            return OPTIBOM_OK;
        bool is_more =
            found == IMPORT_CSV_CUT && !reader->is_text_over && length <= IMPORT_CSV_RECORD_MAX;
        if (found != IMPORT_CSV_NO_MEMORY && !is_more)
            return refuse_record(reader, found, err);
        if (found == IMPORT_CSV_NO_MEMORY || !refill(reader))
            return error_no_memory(err);
    }
}

/* A line without text: nothing, blanks, or the bare delimiters that spreadsheets save for one. */
static bool is_blank_record(const struct import_reader *reader)
{
    const char *record = reader->chunk + reader->at;
    for (size_t i = 0; i < reader->split.length; i++)
        if (record[i] != ' ' && record[i] != '\t' && record[i] != reader->split.marks.delimiter)
            return false;
    return true;
}

static enum optibom_status refuse_byte(struct import_reader *reader, const char *record,
                                       const char *bad, struct error *err)
{
    size_t line = reader->line + count_line_ends(record, bad);
    const char *encoding = import_encoding_name(reader->encoding);
    const struct import_encoding_fault *fault = NULL;
    if (*bad == (char)0xff && strcmp(encoding, "UTF-8") != 0)
        fault = import_encoding_fault(reader->encoding, reader->faults_seen);
    for (size_t i = 0; i < reader->split.length; i++)
        reader->faults_seen += record[i] == (char)0xff;
    if (fault != NULL)
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s:%zu: byte 0x%02x, at offset %llu of the file, is not %s; save the "
                         "file as CSV UTF-8",
                         reader->name, line, fault->byte, (unsigned long long)fault->offset,
                         encoding);
    return error_set(err, OPTIBOM_BAD_INPUT,
                     "%s:%zu: byte 0x%02x is not %s; save the file as CSV UTF-8", reader->name,
                     line, (unsigned char)*bad, encoding);
}

/* Holds the record against the encoding. `*is_again`: it is to be read once more, in another. */
static enum optibom_status check_encoding(struct import_reader *reader, bool *is_again,
                                          struct error *err)
{
    bool is_ascii;
    const char *record = reader->chunk + reader->at;
    const char *bad = find_invalid(record, reader->split.length, &is_ascii);
    *is_again = false;
    if (bad == NULL && (is_ascii || !import_encoding_is_undecided(reader->encoding)))
        return OPTIBOM_OK;
    if (bad == NULL)
        return import_encoding_decide(reader->encoding, "UTF-8", NULL, 0, err);
    if (!import_encoding_is_undecided(reader->encoding))
        return refuse_byte(reader, record, bad, err);
    enum optibom_status status = import_encoding_decide(reader->encoding, IMPORT_ENCODING_FALLBACK,
                                                        record, reader->end - reader->at, err);
    *is_again = status == OPTIBOM_OK;
    reader->is_stopped = status != OPTIBOM_OK;
    reader->is_text_over = false;
    reader->at = reader->end = 0;
    reader->split.taken = reader->split.line_ends = 0;
    return status;
}

/* ---- rows ---- */

static enum optibom_status refuse_zero(const struct import_reader *reader, struct error *err)
{
    const char *record = reader->chunk + reader->at;
    const char *zero = memchr(record, '\0', reader->split.length);
    return error_set(err, OPTIBOM_BAD_INPUT,
                     "%s:%zu: there is a zero byte; save the file as plain CSV UTF-8", reader->name,
                     reader->line + count_line_ends(record, zero));
}

/* The record as it stood, ended in place, where its line end is read; zero bytes are left out. */
static const char *end_raw(struct import_reader *reader, bool has_zero)
{
    char *raw = reader->chunk + reader->at;
    size_t length = reader->split.length;
    if (has_zero) {
        length = 0;
        for (size_t i = 0; i < reader->split.length; i++)
            if (raw[i] != '\0')
                raw[length++] = raw[i];
    }
    raw[length] = '\0';
    return raw;
}

static enum optibom_status read_cells(struct import_reader *reader, struct import_row *row,
                                      struct error *err)
{
    const char *record = reader->chunk + reader->at;
    if (reader->split.is_stray)
        return refuse_quote(reader, "closes lines below, before more text", err);
    bool has_zero = reader->has_zero && memchr(record, '\0', reader->split.length) != NULL;
    if (!import_csv_cells_reserve(&reader->cells, &reader->split))
        return error_no_memory(err);
    if (!has_zero)
        import_csv_cells_copy(&reader->cells, &reader->split, record);
    else if (!import_csv_cells_copy_padded(&reader->cells, &reader->split, record))
        return refuse_zero(reader, err);
    row->count = reader->split.count;
    row->cells = reader->cells.texts;
    row->doubts = has_zero ? reader->cells.doubts : NULL;
    row->raw = end_raw(reader, has_zero);
    return OPTIBOM_OK;
}

static void advance(struct import_reader *reader)
{
    reader->at += reader->split.taken;
    reader->line += reader->split.line_ends;
}

static enum optibom_status next_row(struct import_reader *reader, struct import_row *row,
                                    struct error *err)
{
    for (;;) {
        bool is_again = false;
        *row = (struct import_row){.line = reader->line, .raw = ""};
        enum optibom_status status = find_record(reader, err);
        if (status == OPTIBOM_NOT_FOUND && ferror(reader->file))
            return error_set(err, OPTIBOM_FAILED,
                             "%s:%zu: cannot be read further; check the disk and try again",
                             reader->name, reader->line);
        if (status != OPTIBOM_OK)
            return status;
        bool is_blank = is_blank_record(reader);
        if (!is_blank && !reader->split.is_ascii)
            status = check_encoding(reader, &is_again, err);
        if (is_again)
            continue;
        if (!is_blank && status == OPTIBOM_OK)
            status = read_cells(reader, row, err);
        advance(reader);
        if (!is_blank)
            return status;
    }
}

static enum optibom_status next_table(struct import_reader *reader, struct import_table *table,
                                      struct error *err)
{
    (void)err;
    *table = (struct import_table){.name = "", .number = 1};
    reader->is_stopped |= reader->is_table_given;
    enum optibom_status status = reader->is_table_given ? OPTIBOM_NOT_FOUND : OPTIBOM_OK;
    reader->is_table_given = true;
    return status;
}

const struct import_format import_format_csv = {
    .name = "csv",
    .file_kind = "a CSV file",
    .open = open_reader,
    .next_table = next_table,
    .next_row = next_row,
    .close = close_reader,
};
