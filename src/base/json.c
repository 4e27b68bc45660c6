#include "base/json.h"

#include "base/utf8.h"

#include <inttypes.h>
#include <string.h>

void json_init(struct json *json, struct buf *out)
{
    *json = (struct json){.out = out, .first = true};
}

static void newline(struct json *json)
{
    buf_putc(json->out, '\n');
    for (int i = 0; i < json->depth; i++)
        buf_puts(json->out, "  ");
}

/* What stands before any value: nothing after a key, else a comma and a new line. */
static void before_value(struct json *json)
{
    if (json->after_key) {
        json->after_key = false;
        return;
    }
    if (!json->first)
        buf_putc(json->out, ',');
    if (json->depth > 0)
        newline(json);
    json->first = false;
}

static void open_container(struct json *json, char bracket)
{
    before_value(json);
    buf_putc(json->out, bracket);
    json->depth++;
    json->first = true;
}

static void close_container(struct json *json, char bracket)
{
    json->depth--;
    if (!json->first)
        newline(json);
    buf_putc(json->out, bracket);
    json->first = false;
    if (json->depth == 0)
        buf_putc(json->out, '\n');
}

void json_object(struct json *json)
{
    open_container(json, '{');
}

void json_object_end(struct json *json)
{
    close_container(json, '}');
}

void json_array(struct json *json)
{
    open_container(json, '[');
}

void json_array_end(struct json *json)
{
    close_container(json, ']');
}

/* What a terminal obeys or a script stumbles over, at `text`: C1 controls, line separators, and
 * what turns the direction of writing; 0 when it is none. JSON may spell any character. */
static unsigned unsafe_point(const unsigned char *text, size_t length)
{
    unsigned point = length == 2 ? (text[0] & 0x1fu) << 6 | (text[1] & 0x3fu)
                     : length == 3
                         ? (text[0] & 0x0fu) << 12 | (text[1] & 0x3fu) << 6 | (text[2] & 0x3fu)
                         : 0;
    bool is_unsafe = (point >= 0x80 && point < 0xa0) || (point >= 0x2028 && point <= 0x202e) ||
                     (point >= 0x2066 && point <= 0x2069);
    return is_unsafe ? point : 0;
}

static void write_text(struct json *json, const char *text)
{
    struct buf *out = json->out;
    buf_putc(out, '"');
    while (*text != '\0') {
        unsigned char c = (unsigned char)*text;
        size_t length = utf8_length(text);
        if (c == '"' || c == '\\') {
            buf_putc(out, '\\');
            buf_putc(out, (char)c);
        } else if (c == '\n') {
            buf_puts(out, "\\n");
        } else if (c == '\t') {
            buf_puts(out, "\\t");
        } else if (c < 0x20 || c == 0x7f) {
            buf_printf(out, "\\u%04x", c);
        } else if (length == 0) {
            buf_puts(out, "\\ufffd");
        } else if (unsafe_point((const unsigned char *)text, length) != 0) {
            buf_printf(out, "\\u%04x", unsafe_point((const unsigned char *)text, length));
        } else {
            buf_add(out, text, length);
        }
        text += length > 0 ? length : 1;
    }
    buf_putc(out, '"');
}

void json_key(struct json *json, const char *key)
{
    before_value(json);
    write_text(json, key);
    buf_puts(json->out, ": ");
    json->after_key = true;
}

void json_text(struct json *json, const char *text)
{
    before_value(json);
    if (text == NULL)
        buf_puts(json->out, "null");
    else
        write_text(json, text);
}

void json_number(struct json *json, double value)
{
    before_value(json);
    buf_number(json->out, value);
}

void json_integer(struct json *json, int64_t value)
{
    before_value(json);
    buf_printf(json->out, "%" PRId64, value);
}

void json_bool(struct json *json, bool value)
{
    before_value(json);
    buf_puts(json->out, value ? "true" : "false");
}

void json_null(struct json *json)
{
    json_text(json, NULL);
}

void json_range(struct json *json, struct range range, const char *unit)
{
    json_object(json);
    json_key_number(json, "min", range.min);
    json_key_number(json, "typ", range.typ);
    json_key_number(json, "max", range.max);
    json_key_text(json, "unit", unit);
    json_object_end(json);
}

void json_key_text(struct json *json, const char *key, const char *text)
{
    json_key(json, key);
    json_text(json, text);
}

void json_key_number(struct json *json, const char *key, double value)
{
    json_key(json, key);
    json_number(json, value);
}

void json_key_integer(struct json *json, const char *key, int64_t value)
{
    json_key(json, key);
    json_integer(json, value);
}
