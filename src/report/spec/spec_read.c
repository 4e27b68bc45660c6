#include "report/spec/spec.h"

#include "base/buf.h"
#include "base/scan.h"
#include "base/utf8.h"
#include "report/spec/spec_fields.h"
#include "report/spec/statement.h"

#include <string.h>

struct header {
    struct spec_reader reader;
    const char *key, *value; /* the line that may still be continued; NULL: none */
    int line;
    struct buf manual;
};

/* Reads the pending key, whose continuation lines are complete. */
static void close_key(struct header *header)
{
    struct spec_reader *reader = &header->reader;
    const char *key = header->key;
    header->key = NULL;
    if (key == NULL || reader->status != OPTIBOM_OK)
        return;
    int line = reader->line; /* the key began on an earlier one */
    reader->line = header->line;
    reader->key = key;
    spec_read_key(reader, header->value);
    reader->line = line;
}

/* Bytes of the key that a comment starts with, 0 when it is prose: a word of small letters and a
 * colon that a blank or the end follows. */
static size_t key_length(const char *text)
{
    size_t length = 0;
    while (text[length] >= 'a' && text[length] <= 'z')
        length++;
    return length > 0 && text[length] == ':' &&
                   (text[length + 1] == ' ' || text[length + 1] == '\0')
               ? length
               : 0;
}

/* One comment line of the header; `text` is what follows the dashes. */
static void read_comment(struct header *header, const char *text)
{
    struct arena *arena = header->reader.arena;
    if (header->key != NULL && strncmp(text, "    ", 4) == 0) {
        header->value = arena_printf(arena, "%s %s", header->value, text + 4);
    } else {
        close_key(header);
        text += *text == ' ';
        size_t length = key_length(text);
        if (length == 0) {
            buf_printf(&header->manual, "%s\n", text);
            return;
        }
        header->key = arena_strndup(arena, text, length);
        header->value = arena_strdup(arena, text + length + 1);
        header->line = header->reader.line;
    }
    if (header->value == NULL)
        header->reader.status = error_no_memory(header->reader.err);
}

/* The comment lines before the first statement; returns the text after them. */
static const char *read_header(struct header *header, const char *text)
{
    struct spec_reader *reader = &header->reader;
    int line = 0;
    while (reader->status == OPTIBOM_OK && (*text == '\n' || strncmp(text, "--", 2) == 0)) {
        reader->line = ++line;
        size_t length = strcspn(text, "\n");
        size_t kept = length > 0 && text[length - 1] == '\r' ? length - 1 : length;
        if (length > 0) {
            const char *copy = arena_strndup(reader->arena, text + 2, kept - 2);
            if (copy == NULL)
                reader->status = error_no_memory(reader->err);
            else
                read_comment(header, copy);
        }
        text += length + (text[length] == '\n');
    }
    close_key(header);
    reader->line = line + 1;
    return text;
}

static bool starts_with_word(const char *text, size_t length, const char *word)
{
    size_t word_length = strlen(word);
    if (length < word_length || scan_is_letter(text[word_length]))
        return false;
    for (size_t i = 0; i < word_length; i++)
        if (scan_lower(text[i]) != word[i])
            return false;
    return true;
}

static void read_select(struct spec_reader *reader, const char *text)
{
    const char *start, *next;
    size_t length, next_length;
    if (reader->status != OPTIBOM_OK)
        return;
    if (!statement_next(&start, &length, &text)) {
        spec_fault(reader, "there is no SELECT below the comment");
    } else if (!starts_with_word(start, length, "select") &&
               !starts_with_word(start, length, "with") &&
               !starts_with_word(start, length, "values")) {
        spec_fault(reader, "a report is one SELECT (or WITH ... SELECT)");
    } else if (statement_next(&next, &next_length, &text)) {
        spec_fault(reader, "a report is one SELECT, and here a second statement follows");
    } else {
        reader->spec->sql = arena_strndup(reader->arena, start, length);
        if (reader->spec->sql == NULL)
            reader->status = error_no_memory(reader->err);
    }
}

/* "reports/bom.sql" is the report bom. */
static const char *report_name(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    size_t length = strlen(name);
    if (length > 4 && strcmp(name + length - 4, ".sql") == 0)
        length -= 4;
    return arena_strndup(arena, name, length);
}

enum optibom_status report_spec_read(struct report_spec *out, struct arena *arena,
                                     const struct embed_file *file, struct error *err)
{
    *out = (struct report_spec){.file = arena_strdup(arena, file->path),
                                .name = report_name(arena, file->path),
                                .position = 1000};
    if (out->file == NULL || out->name == NULL)
        return error_no_memory(err);
    if (strlen(file->data) != file->size || !utf8_is_valid(file->data, file->size))
        return error_set(err, OPTIBOM_BAD_INPUT, "%s: not UTF-8 text", file->path);
    struct header header = {.reader = {.arena = arena, .spec = out, .err = err, .file = out->file}};
    struct spec_reader *reader = &header.reader;
    buf_init(&header.manual);
    const char *body = read_header(&header, file->data);
    read_select(reader, body);
    out->manual = arena_strdup(arena, buf_text(&header.manual));
    if (reader->status == OPTIBOM_OK && (!buf_ok(&header.manual) || out->manual == NULL))
        reader->status = error_no_memory(err);
    buf_fini(&header.manual);
    out->sheet = out->sheet != NULL ? out->sheet : out->name;
    out->title = out->title != NULL ? out->title : out->sheet;
    out->purpose = out->purpose != NULL ? out->purpose : "";
    return reader->status != OPTIBOM_OK ? reader->status : spec_check_own(out, err);
}
