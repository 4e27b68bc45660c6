#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

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

void error_clear(struct error *err)
{
    err->status = OPTIBOM_OK;
    err->text[0] = '\0';
}
