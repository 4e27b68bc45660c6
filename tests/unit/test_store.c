/* The database file: opening and refusing, queries, transactions, taking changes back. */
#include "check.h"

#include "store/changes.h"
#include "store/store.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct store *memory_store(void)
{
    struct store *store = NULL;
    struct error err = {0};
    assert_int_equal(store_open(&store, "", STORE_MEMORY, &err), OPTIBOM_OK);
    return store;
}

static void run(struct store *store, const char *sql)
{
    struct error err = {0};
    if (store_run(store, &err, sql, "") != OPTIBOM_OK) {
        print_error("%s: %s\n", sql, err.text);
        fail();
    }
}

static int64_t one_int(struct store *store, const char *sql)
{
    struct error err = {0};
    int64_t value = -1;
    assert_int_equal(store_one_int(&value, store, &err, sql, ""), OPTIBOM_OK);
    return value;
}

static void memory_has_the_schema(void **state)
{
    (void)state;
    struct store *store = memory_store();
    assert_true(store_schema_version() >= 5);
    assert_int_equal(one_int(store, "PRAGMA user_version"), store_schema_version());
    assert_int_equal(one_int(store, "PRAGMA application_id"), STORE_APPLICATION_ID);
    assert_int_equal(one_int(store, "PRAGMA foreign_keys"), 1);
    assert_int_equal(one_int(store, "SELECT count(*) FROM part"), 0);
    store_close(store);
    store_close(NULL);
}

static void values_are_bound_by_letter(void **state)
{
    (void)state;
    struct store *store = memory_store();
    struct error err = {0};
    struct store_query query;
    size_t size = 9;
    store_query_start(&query, store, "SELECT ?, ?, ?, ?, ?, ?", "idtbdt", INT64_MIN, 0.5, "text",
                      "a\0b", (size_t)3, NAN, NULL);
    assert_true(store_query_next(&query));
    assert_int_equal(store_column_count(&query), 6);
    assert_true(store_int(&query, 0) == INT64_MIN);
    CHECK_CLOSE(store_real(&query, 1), 0.5);
    assert_string_equal(store_text(&query, 2), "text");
    assert_memory_equal(store_blob(&query, 3, &size), "a\0b", 3);
    assert_int_equal(size, 3);
    assert_int_equal(store_column_type(&query, 4), STORE_NULL);
    CHECK_CLOSE(store_real(&query, 4), NAN);
    assert_null(store_text(&query, 5));
    assert_false(store_query_next(&query));
    assert_int_equal(store_query_end(&query, &err), OPTIBOM_OK);
    store_close(store);
}

static void nothing_found_is_a_status(void **state)
{
    (void)state;
    struct store *store = memory_store();
    struct error err = {0};
    struct arena arena;
    int64_t value = 7;
    const char *text = NULL;
    arena_init(&arena);
    assert_int_equal(store_one_int(&value, store, &err, "SELECT 1 WHERE 0", ""), OPTIBOM_NOT_FOUND);
    assert_int_equal(store_one_int(&value, store, &err, "SELECT NULL", ""), OPTIBOM_NOT_FOUND);
    assert_int_equal(value, 7);
    assert_string_equal(err.text, "");
    assert_int_equal(store_one_text(&text, &arena, store, &err, "SELECT ?", "t", "kept"),
                     OPTIBOM_OK);
    store_close(store);
    assert_string_equal(text, "kept"); /* copied */
    arena_fini(&arena);
}

/* One text may run in itself, and there are more texts than room for kept statements. */
static void statements_are_kept_and_reused(void **state)
{
    (void)state;
    struct store *store = memory_store();
    struct error err = {0};
    struct store_query outer, inner;
    static const char SQL[] =
        "SELECT value FROM (SELECT 1 AS value UNION SELECT 2) WHERE value >= ?";
    int64_t rows = 0;
    store_query_start(&outer, store, SQL, "i", (int64_t)1);
    while (store_query_next(&outer)) {
        store_query_start(&inner, store, SQL, "i", (int64_t)2);
        while (store_query_next(&inner))
            rows += 10 * store_int(&outer, 0) + store_int(&inner, 0);
        assert_int_equal(store_query_end(&inner, &err), OPTIBOM_OK);
    }
    assert_int_equal(store_query_end(&outer, &err), OPTIBOM_OK);
    assert_int_equal(rows, 12 + 22);
    char texts[400][32];
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 400; i++) {
            snprintf(texts[i], sizeof texts[i], "SELECT %d", i);
            assert_int_equal(one_int(store, texts[i]), i);
        }
    store_close(store);
}

static void bad_sql_is_a_sentence(void **state)
{
    (void)state;
    struct store *store = memory_store();
    struct error err = {0};
    assert_int_equal(store_run(store, &err, "SELEC 1", ""), OPTIBOM_FAILED);
    assert_true(strstr(err.text, "SELEC") != NULL);
    error_clear(&err);
    assert_int_equal(store_run(store, &err, "INSERT INTO vendor (name) VALUES ('')", ""),
                     OPTIBOM_CONFLICT);
    assert_true(strstr(err.text, "CHECK") != NULL);
    error_clear(&err);
    assert_int_equal(store_run(store, &err,
                               "INSERT INTO part (vendor_id, mpn, class) VALUES (99, 'x', 'nic')",
                               ""),
                     OPTIBOM_CONFLICT);
    store_close(store);
}

static void transactions_come_and_go(void **state)
{
    (void)state;
    struct store *store = memory_store();
    struct error err = {0};
    assert_int_equal(store_begin(store, &err), OPTIBOM_OK);
    assert_int_equal(store_run(store, &err, "INSERT INTO vendor (name) VALUES (?)", "t", "Acme"),
                     OPTIBOM_OK);
    assert_int_equal(store_changed_rows(store), 1);
    assert_int_equal(store_last_id(store), one_int(store, "SELECT max(vendor_id) FROM vendor"));
    store_rollback(store);
    store_rollback(store); /* without one: nothing */
    assert_int_equal(one_int(store, "SELECT count(*) FROM vendor"), 0);
    assert_int_equal(store_begin(store, &err), OPTIBOM_OK);
    run(store, "INSERT INTO vendor (name) VALUES ('Acme')");
    assert_int_equal(store_commit(store, &err), OPTIBOM_OK);
    store_rollback(store);
    assert_int_equal(one_int(store, "SELECT count(*) FROM vendor"), 1);
    store_close(store);
}

struct folder {
    char path[64], file[96];
};

static void folder_make(struct folder *folder)
{
    snprintf(folder->path, sizeof folder->path, "/tmp/optibom-store.XXXXXX");
    assert_non_null(mkdtemp(folder->path));
    snprintf(folder->file, sizeof folder->file, "%s/catalog.db", folder->path);
}

static void folder_remove(struct folder *folder)
{
    unlink(folder->file);
    rmdir(folder->path);
}

static void files_are_saved_opened_and_refused(void **state)
{
    (void)state;
    struct folder folder;
    struct error err = {0};
    struct store *store = NULL;
    folder_make(&folder);
    assert_int_equal(store_open(&store, folder.file, STORE_READ, &err), OPTIBOM_NOT_FOUND);
    assert_true(strstr(err.text, folder.file) != NULL);

    struct store *source = memory_store();
    run(source, "INSERT INTO vendor (name) VALUES ('Acme')");
    error_clear(&err);
    assert_int_equal(store_save(source, folder.file, false, &err), OPTIBOM_OK);
    assert_int_equal(store_save(source, folder.file, false, &err), OPTIBOM_CONFLICT);
    store_close(source);

    error_clear(&err);
    assert_int_equal(store_open(&store, folder.file, STORE_READ, &err), OPTIBOM_OK);
    assert_int_equal(one_int(store, "SELECT count(*) FROM vendor"), 1);
    assert_int_equal(store_run(store, &err, "DELETE FROM vendor", ""), OPTIBOM_FAILED);
    store_close(store);

    store = NULL;
    error_clear(&err);
    assert_int_equal(store_open(&store, folder.file, STORE_WRITE, &err), OPTIBOM_OK);
    run(store, "PRAGMA user_version = 999");
    store_close(store);
    assert_int_equal(store_open(&store, folder.file, STORE_READ, &err), OPTIBOM_OUTDATED);
    assert_true(strstr(err.text, "999") != NULL);
    folder_remove(&folder);
}

static void migrating_a_current_file_changes_nothing(void **state)
{
    (void)state;
    struct folder folder;
    struct error err = {0};
    struct store *source = memory_store();
    int from = 0;
    folder_make(&folder);
    assert_int_equal(store_save(source, folder.file, false, &err), OPTIBOM_OK);
    store_close(source);
    assert_int_equal(store_migrate_file(&from, folder.file, &err), OPTIBOM_OK);
    assert_int_equal(from, store_schema_version());
    folder_remove(&folder);
}

static void on_problem(void *context, const char *text)
{
    assert_string_not_equal(text, "");
    ++*(int *)context;
}

static void check_finds_orphans(void **state)
{
    (void)state;
    struct store *store = memory_store();
    struct error err = {0};
    int problems = 0;
    assert_int_equal(store_check(store, on_problem, &problems, &err), OPTIBOM_OK);
    assert_int_equal(problems, 0);
    run(store, "PRAGMA foreign_keys = OFF");
    run(store, "INSERT INTO part (vendor_id, mpn, class) VALUES (99, 'x', 'nic')");
    assert_int_equal(store_check(store, on_problem, &problems, &err), OPTIBOM_OK);
    assert_int_equal(problems, 1);
    store_close(store);
}

/* Adds a part with its class row and a figure, and gives back what that changed. */
static void record_part(struct store *store, void **bytes, size_t *size)
{
    struct error err = {0};
    struct store_recording *recording = NULL;
    assert_int_equal(store_begin(store, &err), OPTIBOM_OK);
    assert_int_equal(store_recording_start(&recording, store, &err), OPTIBOM_OK);
    run(store, "INSERT INTO vendor (vendor_id, name) VALUES (1, 'Acme')");
    run(store, "INSERT INTO part (part_id, vendor_id, mpn, class) VALUES (1, 1, 'N', 'nic')");
    run(store, "INSERT INTO nic (part_id, ports) VALUES (1, 2)");
    run(store, "INSERT INTO document (document_id, title) VALUES (1, 'd')");
    run(store, "INSERT INTO figure (part_id, attribute, document_id, typ, original, confidence, "
               "batch_id, chosen)"
               " VALUES (1, 'ports', 1, 2, '2', 'vendor', 1, 1)");
    run(store,
        "INSERT INTO import_batch (imported_at, imported_by, state) VALUES ('t', 'w', 'applied')");
    assert_int_equal(store_recording_bytes(bytes, size, recording, &err), OPTIBOM_OK);
    store_recording_stop(recording);
    assert_int_equal(store_commit(store, &err), OPTIBOM_OK);
    assert_true(*size > 0);
}

static void record(struct store *store, const char *sql, void **bytes, size_t *size)
{
    struct error err = {0};
    struct store_recording *recording = NULL;
    assert_int_equal(store_begin(store, &err), OPTIBOM_OK);
    assert_int_equal(store_recording_start(&recording, store, &err), OPTIBOM_OK);
    run(store, sql);
    assert_int_equal(store_recording_bytes(bytes, size, recording, &err), OPTIBOM_OK);
    store_recording_stop(recording);
    assert_int_equal(store_commit(store, &err), OPTIBOM_OK);
}

static enum optibom_status undo(struct store_changed_row *row, struct store *store,
                                const void *bytes, size_t size, struct error *err)
{
    assert_int_equal(store_undo_begin(store, err), OPTIBOM_OK);
    enum optibom_status status = store_changes_undo(row, store, bytes, size, err);
    enum optibom_status ended = store_undo_end(store, status == OPTIBOM_OK, err);
    return status != OPTIBOM_OK ? status : ended;
}

/* Parents and children that a batch inserted go together; history stays. */
static void changes_are_taken_back(void **state)
{
    (void)state;
    struct store *store = memory_store();
    struct error err = {0};
    void *bytes = NULL;
    size_t size = 0;
    struct store_changed_row row;
    record_part(store, &bytes, &size);
    if (undo(&row, store, bytes, size, &err) != OPTIBOM_OK)
        fail_msg("%s", err.text);
    assert_int_equal(one_int(store,
                             "SELECT (SELECT count(*) FROM part) + (SELECT count(*) FROM nic) +"
                             " (SELECT count(*) FROM figure) + (SELECT count(*) FROM vendor) +"
                             " (SELECT count(*) FROM document)"),
                     0);
    assert_int_equal(one_int(store, "SELECT count(*) FROM import_batch"), 1);
    assert_int_equal(one_int(store, "PRAGMA foreign_keys"), 1);
    store_changes_free(bytes);
    store_close(store);
}

/* A row that was changed, or that something later refers to, stops the undo and is told; nothing
 * changes. What touched it is found by its own change set. */
static void changes_in_use_stay(void **state)
{
    (void)state;
    static const struct {
        const char *sql, *table, *parent;
    } LATER[] = {{"UPDATE nic SET ports = 4", "nic", ""},
                 {"INSERT INTO part (part_id, vendor_id, mpn, class) VALUES (2, 1, 'M', 'nic')",
                  "part", "vendor"},
                 {"INSERT INTO figure (part_id, attribute, document_id, typ, original, confidence, "
                  "batch_id, "
                  "chosen)"
                  " VALUES (1, 'lanes', 1, 2, '2', 'vendor', 2, 1)",
                  "figure", NULL}};
    for (size_t i = 0; i < CHECK_COUNT(LATER); i++) {
        struct store *store = memory_store();
        struct error err = {0};
        void *bytes = NULL;
        size_t size = 0;
        void *later = NULL;
        size_t later_size = 0;
        struct store_changed_row row;
        record_part(store, &bytes, &size);
        record(store, LATER[i].sql, &later, &later_size);
        int64_t figures = one_int(store, "SELECT count(*) FROM figure");
        assert_int_equal(undo(&row, store, bytes, size, &err), OPTIBOM_CONFLICT);
        assert_string_equal(row.table, LATER[i].table);
        if (LATER[i].parent != NULL)
            assert_string_equal(row.parent, LATER[i].parent);
        assert_true(store_changes_touch(later, later_size, &row));
        row.texts[0][0] ^= 1; /* another row */
        assert_false(store_changes_touch(later, later_size, &row));
        assert_int_equal(one_int(store, "SELECT count(*) FROM nic"), 1);
        assert_int_equal(one_int(store, "SELECT count(*) FROM figure"), figures);
        store_changes_free(bytes);
        store_changes_free(later);
        store_close(store);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_has_the_schema),
        cmocka_unit_test(values_are_bound_by_letter),
        cmocka_unit_test(nothing_found_is_a_status),
        cmocka_unit_test(statements_are_kept_and_reused),
        cmocka_unit_test(bad_sql_is_a_sentence),
        cmocka_unit_test(transactions_come_and_go),
        cmocka_unit_test(files_are_saved_opened_and_refused),
        cmocka_unit_test(migrating_a_current_file_changes_nothing),
        cmocka_unit_test(check_finds_orphans),
        cmocka_unit_test(changes_are_taken_back),
        cmocka_unit_test(changes_in_use_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
