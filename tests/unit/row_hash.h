/* What a database holds, as one number; and databases made of the text of a dump. */
#ifndef OPTIBOM_TESTS_ROW_HASH_H
#define OPTIBOM_TESTS_ROW_HASH_H

#include "check.h"

#include <sqlite3.h>

#include <stdlib.h>
#include <string.h>

/* FNV-1a, begun at 0. */
static void hash_bytes(uint64_t *hash, const void *bytes, size_t length)
{
    const unsigned char *at = bytes;
    uint64_t sum = *hash ^ 0xcbf29ce484222325ULL;
    for (size_t i = 0; i < length; i++)
        sum = (sum ^ at[i]) * 0x100000001b3ULL;
    *hash = sum ^ 0xcbf29ce484222325ULL;
}

/* Every value of every row with its type. */
static int hash_rows(uint64_t *hash, sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    int result = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
    while (result == SQLITE_OK && (result = sqlite3_step(statement)) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(statement); i++) {
            int type = sqlite3_column_type(statement, i);
            const void *bytes = sqlite3_column_blob(statement, i);
            hash_bytes(hash, &type, sizeof type);
            hash_bytes(hash, bytes, (size_t)sqlite3_column_bytes(statement, i));
        }
        result = SQLITE_OK;
    }
    sqlite3_finalize(statement);
    return result == SQLITE_DONE ? SQLITE_OK : result;
}

static bool is_sound(sqlite3 *db)
{
    sqlite3_stmt *statement = NULL;
    bool is_ok =
        sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW &&
        strcmp((const char *)sqlite3_column_text(statement, 0), "ok") == 0;
    sqlite3_finalize(statement);
    if (!is_ok ||
        sqlite3_prepare_v2(db, "PRAGMA foreign_key_check", -1, &statement, NULL) != SQLITE_OK)
        return false;
    is_ok = sqlite3_step(statement) == SQLITE_DONE;
    sqlite3_finalize(statement);
    return is_ok;
}

/* Schema, version and rows; 0 when the file is damaged. A journal that was left is rolled back. */
static uint64_t hash_connection(sqlite3 *db)
{
    sqlite3_stmt *tables = NULL;
    uint64_t hash = 0;
    int result = is_sound(db) ? SQLITE_OK : SQLITE_CORRUPT;
    if (result == SQLITE_OK)
        result = hash_rows(&hash, db, "SELECT type, name, sql FROM sqlite_schema ORDER BY 1, 2");
    if (result == SQLITE_OK)
        result = hash_rows(&hash, db, "PRAGMA user_version");
    if (result == SQLITE_OK)
        result =
            sqlite3_prepare_v2(db,
                               "SELECT format('SELECT * FROM \"%w\" ORDER BY %s', name, (SELECT "
                               "iif(count(*) > 1, '1, 2', '1') FROM pragma_table_info(s.name))) "
                               "FROM sqlite_schema AS s WHERE type = 'table' ORDER BY name",
                               -1, &tables, NULL);
    while (result == SQLITE_OK && sqlite3_step(tables) == SQLITE_ROW)
        result = hash_rows(&hash, db, (const char *)sqlite3_column_text(tables, 0));
    sqlite3_finalize(tables);
    return result == SQLITE_OK ? hash | 1 : 0;
}

static uint64_t hash_database(const char *path)
{
    sqlite3 *db = NULL;
    int result = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL);
    uint64_t hash = result == SQLITE_OK ? hash_connection(db) : 0;
    sqlite3_close(db);
    return hash;
}

/* A database of the statements in a file. */
static void load_database(const char *path, const char *dump)
{
    FILE *file = fopen(dump, "r");
    sqlite3 *db = NULL;
    char *message = NULL;
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    size_t size = (size_t)ftell(file);
    char *sql = calloc(1, size + 1);
    assert_non_null(sql);
    rewind(file);
    assert_int_equal(fread(sql, 1, size, file), size);
    fclose(file);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s: %s", dump, message);
    free(sql);
    sqlite3_close(db);
}

#endif
