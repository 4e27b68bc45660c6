#include "extension/register.h"

#include "extension/function.h"

/* Built in, calls go to the library directly; a module that is loaded goes through its loader. */
#ifndef OPTIBOM_LOADABLE
#define SQLITE_CORE
#endif
#include <sqlite3ext.h>
SQLITE_EXTENSION_INIT3

static bool read_value(struct function_value *out, sqlite3_value *value, bool is_text)
{
    *out = (struct function_value){FUNCTION_NULL, 0, NULL};
    switch (is_text ? sqlite3_value_type(value) : sqlite3_value_numeric_type(value)) {
    case SQLITE_NULL:
        return true;
    case SQLITE_INTEGER:
    case SQLITE_FLOAT:
        out->kind = FUNCTION_NUMBER;
        out->number = sqlite3_value_double(value);
        return true;
    default:
        out->kind = FUNCTION_TEXT;
        out->text = (const char *)sqlite3_value_text(value);
        return out->text != NULL;
    }
}

static void run(sqlite3_context *context, int count, sqlite3_value **values)
{
    const struct function *function = *(const struct function *const *)sqlite3_user_data(context);
    struct function_value arguments[FUNCTION_ARGUMENTS_MAX];
    struct error err;
    double result = 0;
    error_clear(&err);
    for (int i = 0; i < count; i++)
        if (!read_value(&arguments[i], values[i], function_takes_text(&function->arguments[i]))) {
            sqlite3_result_error_nomem(context);
            return;
        }
    enum optibom_status status = function_call(&result, function, arguments, &err);
    if (status == OPTIBOM_OK)
        sqlite3_result_double(context, result);
    else if (status == OPTIBOM_NOT_FOUND)
        sqlite3_result_null(context);
    else
        sqlite3_result_error(context, err.text, -1);
}

int extension_register(sqlite3 *db)
{
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    int result = SQLITE_OK;
    const struct function *function;
    for (size_t i = 0; (function = function_at(i)) != NULL && result == SQLITE_OK; i++) {
        /* SQLite holds a pointer it may write through, so a row of the table goes in a box. */
        const struct function **held = sqlite3_malloc((int)sizeof *held);
        if (held == NULL)
            return SQLITE_NOMEM;
        *held = function;
        result = sqlite3_create_function_v2(db, function->name, function_argument_count(function),
                                            flags, held, run, NULL, NULL, sqlite3_free);
    }
    return result;
}
