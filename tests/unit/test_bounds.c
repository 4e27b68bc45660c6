/* Statements of a person: what they may not do, how much they may take, and that this ends. */
#include "check.h"

#include "store/store.h"

static struct store *memory_store(void)
{
    struct store *store = NULL;
    struct error err = {0};
    assert_int_equal(store_open(&store, "", STORE_MEMORY, &err), OPTIBOM_OK);
    return store;
}

static int64_t one_int(struct store *store, const char *sql)
{
    struct error err = {0};
    int64_t value = -1;
    assert_int_equal(store_one_int(&value, store, &err, sql, ""), OPTIBOM_OK);
    return value;
}

static void restricted_statements_only_read(void **state)
{
    (void)state;
    static const char *const REFUSED[] = {"INSERT INTO vendor (name) VALUES ('x')",
                                          "DELETE FROM vendor",
                                          "ATTACH ':memory:' AS other",
                                          "PRAGMA user_version = 1",
                                          "CREATE TEMP TABLE t (a)",
                                          "SELECT load_extension('x')",
                                          "BEGIN"};
    struct store *store = memory_store();
    store_restrict(store);
    for (size_t i = 0; i < CHECK_COUNT(REFUSED); i++) {
        struct error err = {0};
        assert_int_not_equal(store_run(store, &err, REFUSED[i], ""), OPTIBOM_OK);
        assert_string_not_equal(err.text, "");
    }
    assert_int_equal(
        one_int(store, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 5)"
                       " SELECT sum(i) FROM n"),
        15);
    store_close(store);
}

static void released_statements_write_again(void **state)
{
    (void)state;
    struct error err = {0};
    struct store *store = memory_store();
    const struct store_bounds bounds = {.seconds = 1, .mebibytes = 1};
    store_set_bounds(store, &bounds);
    store_restrict(store);
    assert_int_equal(store_run(store, &err, "SELECT zeroblob(100000000)", ""), OPTIBOM_FAILED);
    error_clear(&err);
    assert_int_equal(store_run(store, &err, "SELECT hex(zeroblob(2000000))", ""), OPTIBOM_FAILED);
    assert_string_equal(err.text, "the query takes more than 1 MiB of memory; ask for less, or "
                                  "raise OPTIBOM_QUERY_MEMORY");
    error_clear(&err);
    store_release(store);
    assert_int_equal(one_int(store, "SELECT length(zeroblob(100000000))"), 100000000);
    assert_int_equal(store_run(store, &err, "INSERT INTO vendor (name) VALUES ('x')", ""),
                     OPTIBOM_OK);
    assert_int_equal(store_run(store, &err, "ATTACH ':memory:' AS other", ""), OPTIBOM_OK);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(restricted_statements_only_read),
                                       cmocka_unit_test(released_statements_write_again)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
