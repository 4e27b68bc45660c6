#include "import/pdf/pdf_plain.h"

#include "base/buf.h"
#include "base/scan.h"
#include "base/utf8.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct {
    const char *from, *to;
} replacements[] = {
    {"\xc2\xa0", " "},
    {"\xe2\x80\x89", " "},
    {"\xe2\x80\xaf", " "},
    {"\xe2\x80\x82", " "},
    {"\xe2\x80\x83", " "},
    {"\xe2\x80\x8a", " "},
    {"\xe2\x80\x8b", ""},
    {"\xc2\xad", ""},
    {"\xe2\x88\x92", "-"},
    {"\xe2\x80\x90", "-"},
    {"\xe2\x80\x91", "-"},
    {"\xef\xbc\x8d", "-"},
    {"\xe2\x84\x83", "\xc2\xb0"
                     "C"},
    {"\xc2\xba", "\xc2\xb0"},
    {"\xcb\x9a", "\xc2\xb0"},
    {"\xef\xbc\x9c", "<"},
    {"\xef\xbc\x9e", ">"},
    {"\xef\xbd\x9e", "~"},
    {"\xe2\x88\xbc", "~"},
    {"\xef\xac\x81", "fi"},
    {"\xef\xac\x82", "fl"},
};

static void add_plain(struct buf *out, const char *text)
{
    while (*text != '\0') {
        size_t step = utf8_length(text);
        step = step > 0 ? step : 1;
        const char *to = NULL;
        for (size_t i = 0; i < COUNT(replacements) && to == NULL; i++)
            if (strncmp(replacements[i].from, text, strlen(replacements[i].from)) == 0)
                to = replacements[i].to;
        bool is_blank = to != NULL ? *to == ' ' : scan_is_blank(*text);
        if (!is_blank)
            buf_add(out, to != NULL ? to : text, to != NULL ? strlen(to) : step);
        else if (out->length > 0 && buf_text(out)[out->length - 1] != ' ')
            buf_putc(out, ' ');
        text += step;
    }
}

/* Bytes of a footnote mark that ends the text: "*", "(1)", "[2]", "(Note 3)", " 1)". */
static size_t mark_length(const char *text, size_t length)
{
    const char *end = text + length;
    if (length > 1 && end[-1] == '*')
        return 1;
    if (length > 3 && end[-3] == '\xe2' && end[-2] == '\x80' &&
        (end[-1] == '\xa0' || end[-1] == '\xa1'))
        return 3; /* dagger, double dagger */
    if (length < 3 || (end[-1] != ')' && end[-1] != ']'))
        return 0;
    const char *at = end - 2;
    while (at > text && (scan_is_digit(*at) || *at == ',' || *at == ' ') && end - at < 8)
        at--;
    if (at + 1 == end - 1 || !scan_is_digit(end[-2]))
        return 0;
    const char *open = at;
    if (*open == (end[-1] == ')' ? '(' : '[') && end - open <= 6)
        return open > text ? (size_t)(end - open) : 0;
    for (size_t i = 0; i < 2; i++) {
        const char *word = i == 0 ? "note" : "notes";
        size_t size = strlen(word);
        const char *start = at + 1 - size;
        if ((size_t)(at + 1 - text) > size + 1 && (start[-1] == '(' || start[-1] == '[')) {
            size_t same = 0;
            while (same < size && scan_lower(start[same]) == word[same])
                same++;
            if (same == size && start - 1 > text)
                return (size_t)(end - start) + 1;
        }
    }
    bool is_lone = end[-1] == ')' && scan_is_digit(end[-2]) && length > 3 &&
                   (end[-3] == ' ' || (scan_is_digit(end[-3]) && end[-4] == ' '));
    return is_lone && memchr(text, '(', length) == NULL ? (end[-3] == ' ' ? 3 : 4) : 0;
}

const char *import_pdf_plain(struct arena *arena, const char *text)
{
    struct buf plain;
    buf_init(&plain);
    add_plain(&plain, text);
    size_t length = plain.length;
    for (;;) {
        while (length > 0 && plain.text[length - 1] == ' ')
            length--;
        size_t mark = length > 0 ? mark_length(plain.text, length) : 0;
        if (mark == 0)
            break;
        length -= mark;
    }
    const char *copy = buf_ok(&plain) ? arena_strndup(arena, buf_text(&plain), length) : NULL;
    buf_fini(&plain);
    return copy;
}
