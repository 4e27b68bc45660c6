#include "report/spec/statement.h"

#include "base/scan.h"

#include <string.h>

/* Past a comment at `text`; `text` itself when there is none. */
static const char *skip_comment(const char *text)
{
    const char *end = NULL;
    if (strncmp(text, "--", 2) == 0) {
        end = strchr(text, '\n');
        return end != NULL ? end + 1 : text + strlen(text);
    }
    if (strncmp(text, "/*", 2) == 0) {
        end = strstr(text + 2, "*/");
        return end != NULL ? end + 2 : text + strlen(text);
    }
    return text;
}

static const char *skip_blank(const char *text)
{
    for (;;) {
        const char *next = skip_comment(text);
        while (scan_is_blank(*next))
            next++;
        if (next == text)
            return text;
        text = next;
    }
}

/* Past a quoted text at `text`; a doubled quote reads as two texts side by side. */
static const char *skip_quoted(const char *text)
{
    char quote = *text == '[' ? ']' : *text;
    const char *end = strchr(text + 1, quote);
    return end != NULL ? end + 1 : text + strlen(text);
}

bool statement_next(const char **start, size_t *length, const char **cursor)
{
    const char *text = skip_blank(*cursor);
    while (*text == ';')
        text = skip_blank(text + 1);
    *start = text;
    const char *end = text;
    while (*text != '\0' && *text != ';') {
        const char *next = skip_comment(text);
        if (next != text) {
            text = next;
            continue;
        }
        bool is_blank = scan_is_blank(*text);
        text = strchr("'\"`[", *text) != NULL ? skip_quoted(text) : text + 1;
        if (!is_blank)
            end = text;
    }
    *length = (size_t)(end - *start);
    *cursor = *text == ';' ? text + 1 : text;
    return *length > 0;
}
