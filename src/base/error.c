#include "base/error.h"

#include "base/scan.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum optibom_status error_set(struct error *err, enum optibom_status status, const char *format,
                              ...)
{
    if (err->status != OPTIBOM_OK)
        return err->status;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(err->text, sizeof err->text, format, arguments);
    va_end(arguments);
    err->status = status;
    return status;
}

enum optibom_status error_no_memory(struct error *err)
{
    return error_set(err, OPTIBOM_FAILED,
                     "out of memory: close other programs or use a smaller input");
}

size_t error_place(const char *text)
{
    for (const char *at = text; (at = strstr(at, ": ")) != NULL; at++) {
        const char *digit = at;
        while (digit > text && scan_is_digit(digit[-1]))
            digit--;
        if (digit < at && digit > text && digit[-1] == ':')
            return (size_t)(at - text);
    }
    return 0;
}

enum optibom_status error_pass(struct error *err, const struct error *from, const char *place,
                               const char *about)
{
    size_t own = error_place(from->text);
    if (own > 0)
        return error_set(err, from->status, "%.*s: %s%s", (int)own, from->text, about,
                         from->text + own);
    return error_set(err, from->status, "%s%s%s: %s", place != NULL ? place : "",
                     place != NULL ? ": " : "", about, from->text);
}

void error_clear(struct error *err)
{
    err->status = OPTIBOM_OK;
    err->text[0] = '\0';
}
