#include "report/xlsx/xlsx_book.h"

#include "base/utf8.h"

#include <string.h>

enum { LINE_POINTS = 15, MOST_LINES = 27 /* a row is at most 409 points high */ };

static size_t word_columns(const char *word, size_t length)
{
    char text[256];
    if (length >= sizeof text)
        return length;
    memcpy(text, word, length);
    text[length] = '\0';
    return utf8_columns(text);
}

/* Words go on a line while they fit; one longer than a line is broken. */
static size_t line_count(const char *text, size_t width)
{
    size_t lines = 1, used = 0;
    while (*text != '\0' && lines < MOST_LINES) {
        size_t length = strcspn(text, " \n");
        size_t columns = word_columns(text, length);
        size_t space = used > 0 ? 1 : 0;
        if (used + space + columns > width && used > 0) {
            lines++;
            used = space = 0;
        }
        lines += columns > width ? (columns - 1) / width : 0;
        used += space + (columns > width ? (columns - 1) % width + 1 : columns);
        text += length;
        if (*text == '\n') {
            lines++;
            used = 0;
        }
        text += *text != '\0';
    }
    return lines < MOST_LINES ? lines : MOST_LINES;
}

double xlsx_height(const char *text, double width)
{
    return LINE_POINTS * (double)line_count(text, width >= 1 ? (size_t)width : 1);
}
