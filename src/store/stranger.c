/*
 * Files of strangers: what their schema could do, and does not.
 *
 * 1. A catalog has tables and indexes of rows, and the views that the program lays. Anything else
 *    (another view, the same with another text, a trigger, a virtual table) is refused when the
 *    file is opened; in the result of an exploration any view is.
 * 2. So a trigger of a stranger never fires: `migrate`, which opens the file all the same, drops
 *    triggers and views before it changes a row. Foreign keys are no triggers.
 * 3. Functions in checks, defaults, indexes and generated columns are those without side effects
 *    (trusted_schema off); extensions and the pointers of fts3_tokenizer cannot be had by SQL.
 * 4. Every cell of a page is checked before it is read, and no file is mapped into memory: one that
 *    gets shorter while it is read is an error, not a signal.
 */
#include "store/handle.h"

#include "base/embed.h"

#include <stdio.h>
#include <string.h>

int store_harden(sqlite3 *db)
{
    static const struct {
        int what, value;
    } SETTINGS[] = {{SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
                    {SQLITE_DBCONFIG_DEFENSIVE, 1},
                    {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
                    {SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0},
                    {SQLITE_DBCONFIG_DQS_DML, 0},
                    {SQLITE_DBCONFIG_DQS_DDL, 0}};
    int result = SQLITE_OK;
    for (size_t i = 0; i < sizeof SETTINGS / sizeof *SETTINGS && result == SQLITE_OK; i++)
        result = sqlite3_db_config(db, SETTINGS[i].what, SETTINGS[i].value, NULL);
    return result == SQLITE_OK ? sqlite3_exec(db,
                                              "PRAGMA cell_size_check = ON; "
                                              "PRAGMA mmap_size = 0",
                                              NULL, NULL, NULL)
                               : result;
}

/* SQLite keeps the text of a table or an index from "CREATE" on in one form. */
static bool is_of_rows(const char *sql)
{
    static const char *const BEGINNINGS[] = {"CREATE TABLE ", "CREATE INDEX ",
                                             "CREATE UNIQUE INDEX "};
    for (size_t i = 0; i < sizeof BEGINNINGS / sizeof *BEGINNINGS; i++)
        if (strncmp(sql, BEGINNINGS[i], strlen(BEGINNINGS[i])) == 0)
            return true;
    return false;
}

/* The end of a statement within a script; NULL where it is not there as a whole. */
static const char *find_end(const char *script, const char *sql)
{
    const char *at = strstr(script, sql);
    const char *end = at != NULL ? at + strlen(sql) : "";
    return *end == ';' ? end : NULL;
}

/* Views mostly stand in a file as in the script: each is looked for behind the one before, `*from`
 * on, at first. */
static bool is_own(const char **from, const char *sql)
{
    const struct embed_file *script;
    const char *end = find_end(*from, sql);
    for (size_t i = 0; end == NULL && (script = embed_nth("schema/", ".sql", i)) != NULL; i++)
        end = find_end(script->data, sql);
    *from = end != NULL ? end : *from;
    return end != NULL;
}

/* The first object that is neither of rows nor the program's; OPTIBOM_NOT_FOUND for none. What has
 * no text is an index that a table brings. */
static enum optibom_status find_foreign(char type[16], char name[64], struct store *store,
                                        bool may_be_own, struct error *err)
{
    struct store_query query;
    const char *from = embed_find("schema/views.sql")->data;
    bool is_found = false;
    store_query_start(&query, store,
                      "SELECT sql, type, name FROM sqlite_schema WHERE sql IS NOT NULL", "");
    while (!is_found && store_query_next(&query)) {
        const char *sql = store_text(&query, 0);
        is_found = !is_of_rows(sql) && !(may_be_own && is_own(&from, sql));
        if (is_found) {
            const char *texts[] = {store_text(&query, 1), store_text(&query, 2)};
            snprintf(type, 16, "%s", texts[0] != NULL ? texts[0] : "object");
            snprintf(name, 64, "%s", texts[1] != NULL ? texts[1] : "");
        }
    }
    enum optibom_status status = store_query_end(&query, err);
    return status != OPTIBOM_OK ? status : is_found ? OPTIBOM_OK : OPTIBOM_NOT_FOUND;
}

enum optibom_status store_schema_check(struct store *store, struct error *err)
{
    char type[16], name[64];
    enum optibom_status status = find_foreign(type, name, store, true, err);
    if (status != OPTIBOM_OK)
        return status == OPTIBOM_NOT_FOUND ? OPTIBOM_OK : status;
    bool goes_by_migrate = strcmp(type, "view") == 0 || strcmp(type, "trigger") == 0;
    return error_set(err, OPTIBOM_BAD_INPUT, "%s: its %s '%s' is not of this program; %s%s%s",
                     store->path, type, name,
                     goes_by_migrate
                         ? "have views laid anew and triggers dropped with: optibom --db "
                         : "take it out, or restore a backup",
                     goes_by_migrate ? store->path : "", goes_by_migrate ? " migrate" : "");
}

enum optibom_status store_result_check(struct store *store, struct error *err)
{
    char type[16], name[64];
    enum optibom_status status = find_foreign(type, name, store, false, err);
    if (status != OPTIBOM_OK)
        return status == OPTIBOM_NOT_FOUND ? OPTIBOM_OK : status;
    return error_set(err, OPTIBOM_BAD_INPUT,
                     "%s: holds the %s '%s', which no exploration does; make the file anew",
                     store->path, type, name);
}
