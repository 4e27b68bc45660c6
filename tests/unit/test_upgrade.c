/*
 * Catalogs of every earlier schema, as programs of the time left them (tests/upgrades), come up to
 * this one: the schema is that of a new catalog to the letter, white space aside, and the rows are
 * those of a new catalog that the old rows were put into. What was imported then can be taken back
 * now. An upgrade that was killed goes on where it was. A catalog of a later schema is refused.
 *
 * UPGRADE_PART=0 kills at every operation on the file, else at ever rarer ones.
 */
#include "check.h"

#include "failing_disk.h"
#include "optibom.h"
#include "row_hash.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WITH_PRICES = 6, WITH_ALL_BATCHES = 4, OLDEST_OF_A_PROGRAM = 5 };

static char folder[] = "/tmp/optibom-upgrade.XXXXXX";

static const char *in_folder(const char *name)
{
    static char paths[8][128];
    static size_t next;
    char *path = paths[next++ % 8];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static const char *fixture(int version)
{
    static char path[64];
    snprintf(path, sizeof path, "tests/upgrades/%04d.sql", version);
    return path;
}

static void drop(void *context, const char *bytes, size_t length)
{
    (void)context;
    (void)bytes;
    (void)length;
}

static const struct optibom_output NOWHERE = {.write = drop};

static struct optibom *new_handle(void)
{
    struct optibom *optibom = NULL;
    const struct optibom_settings settings = {.user = "test", .now = "2026-01-02T00:00:00Z"};
    assert_int_equal(optibom_new(&optibom, &settings), OPTIBOM_OK);
    return optibom;
}

static void require(struct optibom *optibom, enum optibom_status status)
{
    if (status != OPTIBOM_OK)
        fail_msg("%s", optibom_error(optibom));
}

static void migrate(const char *path)
{
    struct optibom *optibom = new_handle();
    require(optibom, optibom_migrate(optibom, path, &NOWHERE));
    optibom_free(optibom);
}

static int64_t number(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t value = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return value;
}

static void execute(sqlite3 *db, const char *sql)
{
    char *message = NULL;
    if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s: %s", sql, message);
}

/* One column of all rows, put together; freed with sqlite3_free. */
static char *joined(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    sqlite3_str *text = sqlite3_str_new(db);
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    while (sqlite3_step(statement) == SQLITE_ROW)
        sqlite3_str_appendf(text, "%s", sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    return sqlite3_str_finish(text);
}

/* Runs the statements that a query gives. */
static void execute_each(sqlite3 *db, const char *sql)
{
    char *script = joined(db, sql);
    if (script != NULL)
        execute(db, script);
    sqlite3_free(script);
}

static int latest(void)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(in_folder("new.db"), &db), SQLITE_OK);
    int64_t version = number(db, "PRAGMA user_version");
    sqlite3_close(db);
    return (int)version;
}

static void collapse(char *text)
{
    char *out = text;
    for (const char *in = text; *in != '\0'; in++) {
        bool is_white = *in == ' ' || *in == '\n' || *in == '\t' || *in == '\r';
        if (!is_white)
            *out++ = *in;
        else if (out > text && out[-1] != ' ')
            *out++ = ' ';
    }
    *out = '\0';
}

/* A new catalog with the rows that the old one had: what a table has gained since is as a new row
 * has it. Offers with their price breaks, of before step 6, are rows of price now. */
static void fill_expected(sqlite3 *db, int version)
{
    execute(db, "PRAGMA foreign_keys = OFF; BEGIN");
    execute_each(
        db, "SELECT format('INSERT INTO expected.\"%w\" (%s) SELECT %s FROM old.\"%w\";', name, "
            "columns, columns, name) FROM (SELECT o.name, (SELECT group_concat(c.name) FROM "
            "pragma_table_info(o.name, 'old') AS c) AS columns FROM old.sqlite_schema AS o JOIN "
            "expected.sqlite_schema AS n USING (type, name) WHERE type = 'table' AND o.name NOT IN "
            "('dictionary', 'class_title') AND o.name NOT LIKE 'search_%')");
    if (version < WITH_PRICES && version >= WITH_ALL_BATCHES) {
        execute(db,
                "INSERT INTO expected.price_list (batch_id, file, row_count) SELECT o.batch_id, "
                "'offers before schema step 6', count(*) FROM old.offer AS o JOIN "
                "old.price_break USING (offer_id) GROUP BY 1 ORDER BY 1");
        execute(db,
                "INSERT INTO expected.price (price_list_id, line, vendor_id, mpn, supplier_id, "
                "currency, quantity, price_micros, price_basis, minimum_order, order_multiple, "
                "lead_time_days, document_id, confidence) SELECT l.price_list_id, 0, p.vendor_id, "
                "p.mpn, o.supplier_id, o.currency, b.quantity, b.price_micros, o.price_basis, "
                "o.minimum_order, o.order_multiple, o.lead_time_days, o.document_id, o.confidence "
                "FROM old.offer AS o JOIN old.price_break AS b USING (offer_id) JOIN old.part AS p "
                "USING (part_id) JOIN expected.price_list AS l USING (batch_id) ORDER BY "
                "o.offer_id, b.quantity");
    }
    execute(db, "COMMIT");
}

static void compare_schema(sqlite3 *db, int version)
{
    const char *sql[] = {"SELECT format('%s %s %s;', type, name, sql) FROM main.sqlite_schema "
                         "ORDER BY type, name",
                         "SELECT format('%s %s %s;', type, name, sql) FROM expected.sqlite_schema "
                         "ORDER BY type, name"};
    char *got = joined(db, sql[0]), *expected = joined(db, sql[1]);
    collapse(got);
    collapse(expected);
    size_t at = 0;
    while (got[at] != '\0' && got[at] == expected[at])
        at++;
    if (got[at] != expected[at])
        fail_msg("%s: expected ...%.120s...\n  got ...%.120s", fixture(version),
                 expected + (at > 40 ? at - 40 : 0), got + (at > 40 ? at - 40 : 0));
    sqlite3_free(got);
    sqlite3_free(expected);
}

/* Of the record of changes the old catalog knew imports and revisions; later ones have it all. */
static void compare_changes(sqlite3 *db, int version)
{
    static const char *const PAIRS[][2] = {
        {"SELECT count(*) FROM main.change WHERE verb = 'import' AND batch_id IN "
         "(SELECT batch_id FROM main.import_batch)",
         "SELECT count(*) FROM main.import_batch"},
        {"SELECT count(*) FROM main.change WHERE verb = 'build add' AND EXISTS (SELECT * FROM "
         "main.build JOIN main.build_revision USING (build_id) WHERE subject = name || '@' || "
         "revision AND changed_at = stored_at AND changed_by = stored_by)",
         "SELECT count(*) FROM main.build_revision"}};
    for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++)
        if (number(db, PAIRS[i][0]) != number(db, PAIRS[i][1]))
            fail_msg("%s: other changes than expected: %s", fixture(version), PAIRS[i][0]);
}

/* Rows of either that the other does not have, over all tables of facts. */
static void compare_rows(sqlite3 *db, int version)
{
    char *sql = joined(
        db,
        "SELECT format('%s SELECT ''%w'' AS name, (SELECT count(*) FROM main.\"%w\") <> "
        "(SELECT count(*) FROM expected.\"%w\") OR EXISTS (SELECT * FROM main.\"%w\" EXCEPT "
        "SELECT * FROM expected.\"%w\") AS differs ', iif(row_number() OVER () > 1, 'UNION ALL', "
        "''), name, name, name, name, name) FROM main.sqlite_schema WHERE type = 'table' AND name "
        "<> 'change' AND name NOT LIKE 'search_%'");
    char *query = sqlite3_mprintf("SELECT name || ' ' FROM (%s) WHERE differs", sql);
    char *different = joined(db, query);
    if (different != NULL)
        fail_msg("%s: other rows than expected in: %s", fixture(version), different);
    sqlite3_free(sql);
    sqlite3_free(query);
}

static void attach(sqlite3 *db, const char *path, const char *name)
{
    char *sql = sqlite3_mprintf("ATTACH %Q AS %s", path, name);
    execute(db, sql);
    sqlite3_free(sql);
}

static void copy(const char *from, const char *to)
{
    char command[512];
    snprintf(command, sizeof command, "cp %s %s", from, to);
    assert_int_equal(system(command), 0);
}

/* old.db as it was, catalog.db that came up from it. */
static void bring_up(int version)
{
    remove(in_folder("old.db"));
    load_database(in_folder("old.db"), fixture(version));
    copy(in_folder("old.db"), in_folder("catalog.db"));
    migrate(in_folder("catalog.db"));
}

static void every_schema_comes_up(void **state)
{
    (void)state;
    for (int version = 1; version <= latest(); version++) {
        sqlite3 *db = NULL;
        bring_up(version);
        copy(in_folder("new.db"), in_folder("expected.db"));
        assert_int_equal(sqlite3_open(in_folder("catalog.db"), &db), SQLITE_OK);
        attach(db, in_folder("old.db"), "old");
        attach(db, in_folder("expected.db"), "expected");
        assert_int_equal(number(db, "PRAGMA old.user_version"), version);
        assert_int_equal(number(db, "PRAGMA main.user_version"), latest());
        assert_true(number(db, "SELECT count(*) FROM old.part") >= 10);
        fill_expected(db, version);
        compare_schema(db, version);
        compare_rows(db, version);
        compare_changes(db, version);
        assert_true(is_sound(db));
        sqlite3_close(db);
    }
}

/* Change sets of before hold fewer columns, and tables that are gone. */
static void old_imports_can_be_taken_back(void **state)
{
    static const char DECISION[] = "SELECT coalesce(max(change_id), 0) FROM change"
                                   " WHERE verb IN ('alternate', 'maker') AND undone_by IS NULL";
    (void)state;
    for (int version = WITH_ALL_BATCHES; version <= latest(); version++) {
        struct optibom *optibom = new_handle();
        sqlite3 *db = NULL;
        bring_up(version);
        assert_int_equal(sqlite3_open(in_folder("catalog.db"), &db), SQLITE_OK);
        require(optibom, optibom_open(optibom, in_folder("catalog.db"), OPTIBOM_WRITE));
        /* Decisions stand on the parts that they are about. */
        for (int64_t change; (change = number(db, DECISION)) > 0;)
            require(optibom, optibom_log_undo(optibom, change));
        for (int64_t batch = number(db, "SELECT max(batch_id) FROM import_batch"); batch > 0;
             batch--) {
            char *sql = sqlite3_mprintf(
                "SELECT state = 'applied' FROM import_batch WHERE batch_id = %lld", batch);
            if (number(db, sql) == 1)
                require(optibom, optibom_import_undo(optibom, batch));
            sqlite3_free(sql);
        }
        assert_int_equal(number(db, "SELECT (SELECT count(*) FROM part) + (SELECT count(*) FROM "
                                    "figure) + (SELECT count(*) FROM price) + (SELECT count(*) "
                                    "FROM price_list) + (SELECT count(*) FROM bom) + (SELECT "
                                    "count(*) FROM document) + (SELECT count(*) FROM supplier)"),
                         0);
        assert_true(is_sound(db));
        sqlite3_close(db);
        optibom_free(optibom);
    }
}

static void die(void)
{
    if (disk.made + 1 == disk.fails_at)
        raise(SIGKILL);
}

/* False when the upgrade was done before it could be killed. */
static bool killed_at(uint64_t operation)
{
    pid_t child = fork();
    int how = 0;
    assert_true(child >= 0);
    if (child == 0) {
        disk.before = die;
        disk_start(operation, false, false);
        struct optibom *optibom = new_handle();
        optibom_migrate(optibom, in_folder("catalog.db"), &NOWHERE);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &how, 0), child);
    return WIFSIGNALED(how);
}

static void a_killed_upgrade_goes_on(void **state)
{
    (void)state;
    const bool is_each = getenv("UPGRADE_PART") != NULL;
    uint64_t kills = 0;
    bring_up(OLDEST_OF_A_PROGRAM);
    uint64_t expected = hash_database(in_folder("catalog.db"));
    for (uint64_t at = 1;; at += 1 + (is_each ? 0 : at / 2)) {
        copy(in_folder("old.db"), in_folder("catalog.db"));
        if (!killed_at(at))
            break;
        kills++;
        migrate(in_folder("catalog.db"));
        uint64_t got = hash_database(in_folder("catalog.db"));
        if (got != expected)
            fail_msg("killed at operation %llu: %s", (unsigned long long)at,
                     got == 0 ? "damaged" : "other rows");
    }
    assert_true(kills > 8);
    assert_int_not_equal(access(in_folder("catalog.db-journal"), F_OK), 0);
    assert_int_not_equal(access(in_folder("catalog.db-wal"), F_OK), 0);
}

static void is_refused(struct optibom *optibom, enum optibom_status status)
{
    assert_int_equal(status, OPTIBOM_OUTDATED);
    assert_non_null(strstr(optibom_error(optibom), "is newer than this program's"));
}

/* What a later program wrote cannot be read, written, or brought down. */
static void a_later_schema_is_refused(void **state)
{
    (void)state;
    struct optibom *optibom = new_handle();
    sqlite3 *db = NULL;
    const char *later = in_folder("later.db");
    copy(in_folder("new.db"), later);
    assert_int_equal(sqlite3_open(later, &db), SQLITE_OK);
    char *sql = sqlite3_mprintf("CREATE TABLE later (a); PRAGMA user_version = %d", latest() + 1);
    execute(db, sql);
    sqlite3_free(sql);
    sqlite3_close(db);
    uint64_t before = hash_database(later);
    is_refused(optibom, optibom_open(optibom, later, OPTIBOM_READ));
    is_refused(optibom, optibom_open(optibom, later, OPTIBOM_WRITE));
    is_refused(optibom, optibom_migrate(optibom, later, &NOWHERE));
    assert_true(hash_database(later) == before);
    optibom_free(optibom);
}

static int set_up(void **state)
{
    (void)state;
    if (mkdtemp(folder) == NULL || disk_install() != SQLITE_OK)
        return -1;
    struct optibom *optibom = new_handle();
    require(optibom, optibom_create(optibom, in_folder("new.db"), true, &NOWHERE));
    optibom_free(optibom);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    char command[64];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_schema_comes_up), cmocka_unit_test(old_imports_can_be_taken_back),
        cmocka_unit_test(a_killed_upgrade_goes_on), cmocka_unit_test(a_later_schema_is_refused)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
