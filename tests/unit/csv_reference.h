/*
 * CSV split one byte at a time, in as few lines as it takes: what the reader, which looks at eight
 * bytes at a time, is held against. For UTF-8 without zero bytes.
 */
#ifndef OPTIBOM_TESTS_CSV_REFERENCE_H
#define OPTIBOM_TESTS_CSV_REFERENCE_H

#include "base/buf.h"
#include "import/csv/csv_split.h"

#include <string.h>

struct csv_reference {
    struct import_csv_marks marks;
    const char *at, *end;
    bool is_stray; /* of the last record: text stands behind a quoted cell that goes over lines */
};

static bool csv_reference_is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool csv_reference_are_blank(const struct buf *out, size_t from)
{
    while (from < out->length && csv_reference_is_blank(out->text[from]))
        from++;
    return from == out->length;
}

/* Appends the cells of the next record, each ended by 0x1f, the record by 0x1e; nothing for one
 * without text. False where a quote never closes. */
static bool csv_reference_record(struct csv_reference *csv, struct buf *out)
{
    size_t before = out->length, cell = out->length;
    bool is_open = false, was_open = false, has_text = false, has_lines = false;
    csv->is_stray = false;
    while (csv->at < csv->end) {
        char c = *csv->at++, next = csv->at < csv->end ? *csv->at : '\0';
        char escape = csv->marks.escape, quote = csv->marks.quote;
        has_text |= !csv_reference_is_blank(c) && c != csv->marks.delimiter &&
                    (is_open || (c != '\n' && c != '\r'));
        if (is_open && ((escape != '\0' && c == escape && (next == escape || next == quote)) ||
                        (c == quote && next == quote))) {
            buf_putc(out, next);
            csv->at++;
        } else if (is_open) {
            is_open = c != quote;
            has_lines |= c == '\n' || c == '\r';
            if (is_open)
                buf_putc(out, c);
        } else if (c == '\n' || c == '\r') {
            csv->at += c == '\r' && next == '\n';
            break;
        } else if (c == csv->marks.delimiter) {
            buf_putc(out, '\x1f');
            cell = out->length;
            was_open = has_lines = false;
        } else if (c == quote && !was_open && csv_reference_are_blank(out, cell)) {
            out->length = cell;
            is_open = was_open = true;
        } else {
            csv->is_stray |= was_open && has_lines && !csv_reference_is_blank(c);
            buf_putc(out, c);
        }
    }
    if (has_text)
        buf_add(out, "\x1f\x1e", 2);
    else
        out->length = before;
    return !is_open;
}

#endif
