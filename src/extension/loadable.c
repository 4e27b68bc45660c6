/*
 * Entry of the loadable module, which any program with SQLite can load: .load optibom_functions
 * It is linked with register.c as compiled with OPTIBOM_LOADABLE, and not part of the library.
 */
#include "extension/register.h"

#include <sqlite3ext.h>
SQLITE_EXTENSION_INIT1

__attribute__((visibility("default"))) int sqlite3_extension_init(sqlite3 *db, char **message,
                                                                  const sqlite3_api_routines *api)
{
    (void)message;
    SQLITE_EXTENSION_INIT2(api);
    return extension_register(db);
}
