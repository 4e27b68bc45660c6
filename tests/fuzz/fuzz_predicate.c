/*
 * Feeds a text to the reader of predicates. A condition that it gives is one expression which
 * SQLite takes, with as many values as it says, whatever the text holds: nothing of the text stands
 * in the SQL. A libFuzzer entry.
 */
#include "../unit/import_classes.h"
#include "catalog/predicate.h"

#include <assert.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
    ATTRIBUTES = sizeof transceiver_attributes / sizeof *transceiver_attributes,
    FIRST = 3 /* the number of the first value */
};

static struct catalog_attribute attributes[ATTRIBUTES];
static struct catalog_class transceiver = {"transceiver", true, attributes, ATTRIBUTES, {0}};

/* The view of the class, with a row. */
static sqlite3 *make_view(void)
{
    sqlite3 *db = NULL;
    struct buf sql;
    buf_init(&sql);
    buf_puts(&sql, "CREATE TABLE transceiver_view (");
    for (size_t i = 0; i < ATTRIBUTES; i++) {
        const char *name = transceiver_attributes[i].name;
        const char *comma = i > 0 ? ", " : "";
        attributes[i] =
            (struct catalog_attribute){&transceiver_attributes[i], name, "", "", CATALOG_CLASS};
        if (transceiver_attributes[i].ranged)
            buf_printf(&sql, "%s%s_min, %s_typ, %s_max", comma, name, name, name);
        else
            buf_printf(&sql, "%s%s", comma, name);
    }
    buf_puts(&sql, "); INSERT INTO transceiver_view (mpn, power_max) VALUES ('X-1', 15)");
    assert(sqlite3_open(":memory:", &db) == SQLITE_OK);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    assert(sqlite3_exec(db, buf_text(&sql), NULL, NULL, NULL) == SQLITE_OK);
    buf_fini(&sql);
    return db;
}

static void check_condition(sqlite3 *db, const struct predicate *predicate, const char *condition)
{
    sqlite3_stmt *statement = NULL;
    const char *rest = NULL;
    struct buf sql;
    buf_init(&sql);
    buf_printf(&sql, "SELECT count(*) FROM transceiver_view WHERE ?1 IS NULL AND ?2 IS NULL AND %s",
               condition);
    int result = sqlite3_prepare_v2(db, buf_text(&sql), -1, &statement, &rest);
    if (result != SQLITE_OK)
        fprintf(stderr, "%s: %s\n", buf_text(&sql), sqlite3_errmsg(db));
    assert(result == SQLITE_OK && *rest == '\0');
    assert(sqlite3_bind_parameter_count(statement) == FIRST - 1 + (int)predicate->value_count);
    for (int i = 0; i < (int)predicate->value_count; i++) {
        if (predicate->text != NULL)
            sqlite3_bind_text(statement, FIRST + i, predicate->text, -1, SQLITE_STATIC);
        else
            sqlite3_bind_double(statement, FIRST + i, predicate->numbers[i]);
    }
    result = sqlite3_step(statement);
    assert(result == SQLITE_ROW || result == SQLITE_ERROR); /* a pattern may be too long */
    sqlite3_finalize(statement);
    buf_fini(&sql);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static sqlite3 *db;
    struct predicate predicate;
    struct error err = {0};
    struct arena arena;
    struct buf sql;
    if (db == NULL)
        db = make_view();
    arena_init(&arena);
    buf_init(&sql);
    const char *text = arena_strndup(&arena, (const char *)data, size);
    enum optibom_status status =
        predicate_parse(&predicate, &sql, &arena, &transceiver, text, FIRST, &err);
    assert((status == OPTIBOM_OK) == (err.text[0] == '\0'));
    if (status == OPTIBOM_OK)
        check_condition(db, &predicate, buf_text(&sql));
    else
        assert(status == OPTIBOM_USAGE);
    buf_fini(&sql);
    arena_fini(&arena);
    return 0;
}
