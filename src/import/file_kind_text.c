#include "import/file_kind_text.h"

#include "base/scan.h"
#include "base/utf8.h"

#include <string.h>

static const char list_endings[] = ".csv .tsv .tab";

static bool same_letters(const char *a, const char *b, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (scan_lower(a[i]) != scan_lower(b[i]))
            return false;
    return true;
}

bool import_file_has_ending(const char *name, const char *endings)
{
    size_t name_length = strlen(name);
    while (*endings != '\0') {
        size_t length = strcspn(endings, " ");
        if (length <= name_length && same_letters(name + name_length - length, endings, length))
            return true;
        endings += length + (endings[length] == ' ');
    }
    return false;
}

/* ---- text or not ---- */

/* UTF-16 without a mark: every second byte of mostly Latin text is zero. */
static bool is_utf16(const char *bytes, size_t length)
{
    size_t zeros[2] = {0};
    for (size_t i = 0; i < length; i++)
        zeros[i % 2] += bytes[i] == '\0';
    size_t most = zeros[0] > zeros[1] ? zeros[0] : zeros[1];
    size_t least = zeros[0] > zeros[1] ? zeros[1] : zeros[0];
    return most * 10 > length * 4 && least * 50 < length;
}

static bool is_control(char c)
{
    return ((unsigned char)c < 0x20 && !scan_is_blank(c) && c != 0x1b && c != 0x1a) || c == 0x7f;
}

/* The last three bytes are not looked at: they may be a character that is cut. */
static bool is_utf8(const char *bytes, size_t length)
{
    size_t at = 0, step = 1;
    while (step > 0 && length - at > 3) {
        step = utf8_length(bytes + at);
        at += step;
    }
    return step > 0;
}

bool import_file_looks_text(const char *bytes, size_t length, const char *name)
{
    (void)name;
    size_t controls = 0;
    if (length >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0))
        return true;
    for (size_t i = 0; i < length; i++)
        controls += is_control(bytes[i]);
    if (is_utf16(bytes, length))
        return true;
    return controls <= 1 + length / (is_utf8(bytes, length) ? 10 : 100);
}

/* ---- marks at the start ---- */

/* Without byte-order mark and blanks. */
static const char *skip_start(const char *bytes, size_t *length)
{
    if (*length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
        bytes += 3;
        *length -= 3;
    }
    while (*length > 0 && scan_is_blank(*bytes)) {
        bytes++;
        --*length;
    }
    return bytes;
}

static bool starts_with(const char *bytes, size_t length, const char *word)
{
    size_t word_length = strlen(word);
    return word_length <= length && same_letters(bytes, word, word_length);
}

bool import_file_looks_html(const char *bytes, size_t length, const char *name)
{
    static const char *const starts[] = {"<!doctype html", "<html", "<head", "<body",
                                         "<table",         "<meta", "<style"};
    bytes = skip_start(bytes, &length);
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++)
        if (starts_with(bytes, length, starts[i]))
            return true;
    return length > 0 && *bytes == '<' && import_file_has_ending(name, ".html .htm");
}

bool import_file_looks_xml(const char *bytes, size_t length, const char *name)
{
    bytes = skip_start(bytes, &length);
    return starts_with(bytes, length, "<?xml") ||
           (length > 0 && *bytes == '<' && import_file_has_ending(name, ".xml"));
}

/* `"key":` at the start, or the end of the object. */
static bool is_object_start(const char *bytes, size_t length)
{
    bytes = skip_start(bytes, &length);
    if (length == 0 || *bytes == '}')
        return true;
    if (*bytes != '"')
        return false;
    size_t at = 1;
    while (at < length && bytes[at] != '"')
        at += bytes[at] == '\\' ? 2 : 1;
    if (at + 1 >= length)
        return true;
    length -= at + 1;
    bytes = skip_start(bytes + at + 1, &length);
    return length == 0 || *bytes == ':';
}

bool import_file_looks_json(const char *bytes, size_t length, const char *name)
{
    if (!import_file_looks_text(bytes, length, name))
        return false;
    if (import_file_has_ending(name, ".json"))
        return true;
    bytes = skip_start(bytes, &length);
    while (length > 0 && *bytes == '[') {
        length--;
        bytes = skip_start(bytes + 1, &length);
        if (length == 0 || *bytes == '{' || *bytes == '[')
            continue;
        return !import_file_has_ending(name, list_endings) &&
               (strchr("]\"-0123456789", *bytes) != NULL || starts_with(bytes, length, "true") ||
                starts_with(bytes, length, "false") || starts_with(bytes, length, "null"));
    }
    return length > 1 && *bytes == '{' && is_object_start(bytes + 1, length - 1);
}

bool import_file_looks_json_lines(const char *bytes, size_t length, const char *name)
{
    if (!import_file_looks_text(bytes, length, name))
        return false;
    if (import_file_has_ending(name, ".jsonl .ndjson"))
        return true;
    /* A line that is a whole object, and one more that starts as the first does. */
    bytes = skip_start(bytes, &length);
    const char *end = length > 0 ? memchr(bytes, '\n', length) : NULL;
    if (end == NULL || *bytes != '{')
        return false;
    size_t line = (size_t)(end - bytes);
    while (line > 0 && (bytes[line - 1] == '\r' || bytes[line - 1] == ' '))
        line--;
    size_t rest = length - (size_t)(end + 1 - bytes);
    const char *next = skip_start(end + 1, &rest);
    return bytes[line - 1] == '}' && rest > 1 && *next == '{' &&
           is_object_start(next + 1, rest - 1);
}

/* ---- lines ---- */

enum { LINES_MAX = 64 };

/* The next line that is not blank, without its blanks at the front; NULL past the last. */
static const char *next_line(const char **at, const char *end, size_t *length)
{
    while (*at < end) {
        const char *line = *at;
        while (*at < end && **at != '\n' && **at != '\r')
            ++*at;
        *length = (size_t)(*at - line);
        *at += *at < end;
        while (*length > 0 && scan_is_blank(*line)) {
            line++;
            --*length;
        }
        if (*length > 0)
            return line;
    }
    return NULL;
}

/* "- item" or "key: value", with no delimiter of a list before the colon. */
static bool is_yaml_line(const char *line, size_t length)
{
    if (*line == '-' && (length == 1 || line[1] == ' '))
        return true;
    for (size_t i = 0; i < length; i++) {
        if (line[i] == ':')
            return i > 0 && (i + 1 == length || line[i + 1] == ' ');
        if (strchr(",;\t|\"{[", line[i]) != NULL)
            return false;
    }
    return false;
}

bool import_file_looks_yaml(const char *bytes, size_t length, const char *name)
{
    if (!import_file_looks_text(bytes, length, name))
        return false;
    if (import_file_has_ending(name, ".yaml .yml"))
        return true;
    if (import_file_has_ending(name, list_endings))
        return false;
    bytes = skip_start(bytes, &length);
    if (starts_with(bytes, length, "%YAML") || starts_with(bytes, length, "---\n") ||
        starts_with(bytes, length, "---\r"))
        return true;
    size_t lines = 0, like = 0, line_length;
    const char *at = bytes, *line;
    while (lines < LINES_MAX && (line = next_line(&at, bytes + length, &line_length)) != NULL) {
        if (*line == '#')
            continue;
        lines++;
        like += is_yaml_line(line, line_length);
    }
    return lines >= 2 && like * 5 >= lines * 4;
}

static bool is_hex(char c)
{
    return scan_is_digit(c) || (scan_lower(c) >= 'a' && scan_lower(c) <= 'f');
}

static size_t count_hex(const char *text, size_t length)
{
    size_t count = 0;
    while (count < length && is_hex(text[count]))
        count++;
    return count;
}

static bool is_dump_line(const char *line, size_t length)
{
    enum { OFFSET_MAX = 8, BYTES_MIN = 8 };
    size_t at = starts_with(line, length, "0x") ? 2 : 0, bytes = 0;
    size_t digits = count_hex(line + at, length - at);
    at += digits;
    if (digits < 2 || digits > OFFSET_MAX || at == length)
        return false;
    at += line[at] == ':';
    while (at < length && line[at] == ' ') {
        while (at < length && line[at] == ' ')
            at++;
        digits = count_hex(line + at, length - at);
        if (digits != 2 && digits != 4)
            break;
        bytes += digits / 2;
        at += digits;
    }
    return bytes >= BYTES_MIN;
}

bool import_file_looks_dump(const char *bytes, size_t length, const char *name)
{
    enum { LINES_MIN = 4 };
    (void)name;
    size_t lines = 0, like = 0, line_length;
    const char *at = bytes, *line;
    while (lines < LINES_MAX && (line = next_line(&at, bytes + length, &line_length)) != NULL) {
        lines++;
        like += is_dump_line(line, line_length);
    }
    return like >= LINES_MIN && like * 2 > lines;
}
