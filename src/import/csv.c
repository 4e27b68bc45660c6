#include "import/csv.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "import/csv_dialect.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK_SIZE = 64 * 1024 };

/* Where in a record the reader stands. */
enum place {
    PLACE_CELL_START,
    PLACE_PLAIN, /* in a cell outside quotes, behind a closing quote too */
    PLACE_QUOTED /* between quotes, where delimiters and line ends are text */
};

struct import_csv {
    FILE *file;
    const char *name;
    char chunk[CHUNK_SIZE];
    size_t at, end; /* unread bytes of `chunk` */
    bool is_file_over, is_stopped;
    char delimiter;
    size_t line; /* of the next unread byte */

    struct buf raw;  /* the record as read */
    struct buf text; /* its cells, each ended by a zero byte */
    size_t *starts;  /* of the cells in `text` */
    const char **cells;
    size_t cell_count, cell_capacity;
    enum place place;
    size_t split;      /* bytes of `raw` that are in cells already */
    size_t quote_line; /* of the last opening quote */
};

/* True when a byte is there to be read. */
static bool fill(struct import_csv *csv)
{
    if (csv->at < csv->end)
        return true;
    if (csv->is_file_over)
        return false;
    csv->at = 0;
    csv->end = fread(csv->chunk, 1, sizeof csv->chunk, csv->file);
    csv->is_file_over = csv->end < sizeof csv->chunk;
    return csv->end > 0;
}

static enum optibom_status refuse_encoding(const struct import_csv *csv, struct error *err)
{
    return error_set(err, OPTIBOM_BAD_INPUT,
                     "%s:1: the file is UTF-16; save it as CSV UTF-8 and import that", csv->name);
}

/* Byte-order mark, "sep=;" line, delimiter: all from the first chunk. */
static enum optibom_status start(struct import_csv *csv, struct error *err)
{
    fill(csv);
    if (ferror(csv->file))
        return error_set(err, OPTIBOM_FAILED, "%s: cannot be read; check the disk and try again",
                         csv->name);
    if (csv->end >= 2 &&
        (memcmp(csv->chunk, "\xff\xfe", 2) == 0 || memcmp(csv->chunk, "\xfe\xff", 2) == 0))
        return refuse_encoding(csv, err);
    if (csv->end >= 3 && memcmp(csv->chunk, "\xef\xbb\xbf", 3) == 0)
        csv->at = 3;
    size_t line_length =
        import_csv_named_delimiter(&csv->delimiter, csv->chunk + csv->at, csv->end - csv->at);
    csv->at += line_length;
    csv->line = line_length > 0 ? 2 : 1;
    if (line_length == 0)
        csv->delimiter =
            import_csv_sniff(csv->chunk + csv->at, csv->end - csv->at, csv->is_file_over);
    return OPTIBOM_OK;
}

enum optibom_status import_csv_open(struct import_csv **out, FILE *file, const char *name,
                                    struct error *err)
{
    struct import_csv *csv = calloc(1, sizeof *csv);
    if (csv == NULL)
        return error_no_memory(err);
    csv->file = file;
    csv->name = name;
    buf_init(&csv->raw);
    buf_init(&csv->text);
    enum optibom_status status = start(csv, err);
    if (status != OPTIBOM_OK)
        import_csv_close(csv);
    else
        *out = csv;
    return status;
}

void import_csv_close(struct import_csv *csv)
{
    if (csv == NULL)
        return;
    buf_fini(&csv->raw);
    buf_fini(&csv->text);
    free(csv->starts);
    free(csv->cells);
    free(csv);
}

/* Appends bytes up to the next line end, which stays unread. */
static void read_line(struct import_csv *csv)
{
    while (csv->raw.length <= IMPORT_CSV_RECORD_MAX && fill(csv)) {
        size_t length = 0, left = csv->end - csv->at;
        const char *bytes = csv->chunk + csv->at;
        while (length < left && bytes[length] != '\n' && bytes[length] != '\r')
            length++;
        buf_add(&csv->raw, bytes, length);
        csv->at += length;
        if (length < left)
            return;
    }
}

/* Reads CRLF, LF or CR; the bytes go to `line_end`. False at the end of the file. */
static bool read_line_end(struct import_csv *csv, char line_end[3])
{
    size_t length = 0;
    if (!fill(csv))
        return false;
    line_end[length++] = csv->chunk[csv->at++];
    if (line_end[0] == '\r' && fill(csv) && csv->chunk[csv->at] == '\n')
        line_end[length++] = csv->chunk[csv->at++];
    line_end[length] = '\0';
    csv->line++;
    return true;
}

static bool start_cell(struct import_csv *csv)
{
    if (csv->cell_count == csv->cell_capacity) {
        size_t capacity = csv->cell_capacity > 0 ? csv->cell_capacity * 2 : 64;
        size_t *starts = realloc(csv->starts, capacity * sizeof *starts);
        if (starts != NULL)
            csv->starts = starts;
        const char **cells = realloc(csv->cells, capacity * sizeof *cells);
        if (cells != NULL)
            csv->cells = cells;
        if (starts == NULL || cells == NULL)
            return false;
        csv->cell_capacity = capacity;
    }
    csv->starts[csv->cell_count++] = csv->text.length;
    csv->place = PLACE_CELL_START;
    return true;
}

/* Blanks before an opening quote are not text: `a, "b, c"`. */
static void open_cell(struct import_csv *csv)
{
    const char *raw = csv->raw.text;
    size_t at = csv->split;
    while ((raw[at] == ' ' || raw[at] == '\t') && raw[at] != csv->delimiter)
        at++;
    csv->place = raw[at] == '"' ? PLACE_QUOTED : PLACE_PLAIN;
    if (csv->place == PLACE_QUOTED) {
        csv->split = at + 1;
        csv->quote_line = csv->line;
    }
}

static void split_quoted(struct import_csv *csv)
{
    const char *from = csv->raw.text + csv->split;
    size_t left = csv->raw.length - csv->split;
    const char *quote = memchr(from, '"', left);
    size_t length = quote != NULL ? (size_t)(quote - from) : left;
    buf_add(&csv->text, from, length);
    csv->split += length;
    if (quote == NULL)
        return;
    csv->split++;
    if (quote[1] == '"') {
        buf_putc(&csv->text, '"');
        csv->split++;
    } else {
        csv->place = PLACE_PLAIN;
    }
}

/* Text up to the delimiter behind, or to the end; false when memory is exhausted. */
static bool split_plain(struct import_csv *csv)
{
    const char *from = csv->raw.text + csv->split;
    size_t left = csv->raw.length - csv->split, length = 0;
    while (length < left && from[length] != csv->delimiter)
        length++;
    buf_add(&csv->text, from, length);
    csv->split += length;
    if (length == left)
        return true;
    csv->split++;
    buf_putc(&csv->text, '\0');
    return start_cell(csv);
}

/* Puts what was appended to `raw` into cells; false when memory is exhausted. */
static bool split(struct import_csv *csv)
{
    while (csv->split < csv->raw.length && csv->cell_count <= IMPORT_CSV_CELLS_MAX) {
        if (csv->place == PLACE_CELL_START)
            open_cell(csv);
        if (csv->place == PLACE_QUOTED)
            split_quoted(csv);
        else if (!split_plain(csv))
            return false;
    }
    return buf_ok(&csv->raw) && buf_ok(&csv->text);
}

static enum optibom_status check_limits(struct import_csv *csv, size_t line, struct error *err)
{
    csv->is_stopped = true;
    if (csv->raw.length > IMPORT_CSV_RECORD_MAX && csv->place == PLACE_QUOTED)
        return error_set(
            err, OPTIBOM_BAD_INPUT,
            "%s:%zu: a quote opens here and does not close within %d MiB; close it, or "
            "double it where it is text",
            csv->name, csv->quote_line, IMPORT_CSV_RECORD_MAX / (1024 * 1024));
    if (csv->raw.length > IMPORT_CSV_RECORD_MAX)
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s:%zu: the record is longer than %d MiB; is this a CSV file?", csv->name,
                         line, IMPORT_CSV_RECORD_MAX / (1024 * 1024));
    if (csv->cell_count > IMPORT_CSV_CELLS_MAX)
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s:%zu: the record has more than %d cells; is this a CSV file?",
                         csv->name, line, IMPORT_CSV_CELLS_MAX);
    csv->is_stopped = false;
    return OPTIBOM_OK;
}

/* Reads lines until the record ends outside quotes. */
static enum optibom_status read_record(struct import_csv *csv, struct error *err)
{
    size_t line = csv->line;
    char line_end[3];
    buf_clear(&csv->raw);
    buf_clear(&csv->text);
    csv->cell_count = csv->split = 0;
    if (!start_cell(csv))
        return error_no_memory(err);
    for (;;) {
        read_line(csv);
        if (!split(csv))
            return error_no_memory(err);
        enum optibom_status status = check_limits(csv, line, err);
        if (status != OPTIBOM_OK)
            return status;
        if (!read_line_end(csv, line_end)) {
            if (csv->place != PLACE_QUOTED)
                break;
            csv->is_stopped = true;
            return error_set(err, OPTIBOM_BAD_INPUT,
                             "%s:%zu: a quote opens here and never closes; close it, or double it "
                             "where it is text",
                             csv->name, csv->quote_line);
        }
        if (csv->place != PLACE_QUOTED)
            break;
        buf_puts(&csv->raw, line_end);
    }
    buf_putc(&csv->text, '\0');
    return buf_ok(&csv->text) ? OPTIBOM_OK : error_no_memory(err);
}

/* A line without text: nothing, blanks, or the bare delimiters that spreadsheets save for one. */
static bool is_blank_record(const struct import_csv *csv)
{
    for (size_t i = 0; i < csv->raw.length; i++) {
        char c = csv->raw.text[i];
        if (c != ' ' && c != '\t' && c != csv->delimiter)
            return false;
    }
    return true;
}

static bool is_ascii(const char *text, size_t length)
{
    unsigned char bits = 0;
    for (size_t i = 0; i < length; i++)
        bits |= (unsigned char)text[i];
    return bits < 0x80;
}

static size_t count_line_ends(const char *text, size_t length)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n');
    return count;
}

/* A cell is a C string of UTF-8: a record with a zero byte or other bytes is refused. */
static enum optibom_status check_bytes(const struct import_csv *csv, size_t line, struct error *err)
{
    const char *raw = buf_text(&csv->raw);
    size_t length = csv->raw.length, good = 0;
    if (memchr(raw, '\0', length) != NULL) {
        line += count_line_ends(raw, strlen(raw));
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s:%zu: there is a zero byte; save the file as plain CSV UTF-8",
                         csv->name, line);
    }
    if (is_ascii(raw, length) || utf8_is_valid(raw, length))
        return OPTIBOM_OK;
    for (size_t step; (step = utf8_length(raw + good)) > 0;)
        good += step;
    return error_set(err, OPTIBOM_BAD_INPUT,
                     "%s:%zu: byte 0x%02x is not UTF-8; save the file as CSV UTF-8", csv->name,
                     line + count_line_ends(raw, good), (unsigned char)raw[good]);
}

enum optibom_status import_csv_next(struct import_csv *csv, struct import_row *row,
                                    struct error *err)
{
    do {
        if (csv->is_stopped || !fill(csv)) {
            if (ferror(csv->file))
                return error_set(err, OPTIBOM_FAILED,
                                 "%s:%zu: cannot be read further; check the disk and try again",
                                 csv->name, csv->line);
            return OPTIBOM_NOT_FOUND;
        }
        row->line = csv->line;
        enum optibom_status status = read_record(csv, err);
        if (status != OPTIBOM_OK)
            return status;
    } while (is_blank_record(csv));
    for (size_t i = 0; i < csv->cell_count; i++)
        csv->cells[i] = csv->text.text + csv->starts[i];
    row->count = csv->cell_count;
    row->cells = csv->cells;
    row->raw = buf_text(&csv->raw);
    return check_bytes(csv, row->line, err);
}
