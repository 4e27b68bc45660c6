/* The workbook: the same results give the same bytes, nothing half-written is left, hostile text
 * and missing rows are met. All builds, parts and prices here are test data, invented for this
 * file. */
#include "check.h"

#include "extension/register.h"
#include "report/fill/tables.h"
#include "report/result.h"
#include "report/xlsx/xlsx.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const ROWS[] = {
    "INSERT INTO result_input VALUES ('racks', 'program', 1, 10, '', 'test data'),"
    " ('spares', 'program', 2, 0.02, '1', 'test data'),"
    " ('target_date', 'program', 3, '2027-01-01', '', 'test data'),"
    " ('pue', 'program', 4, 1.2, '', 'test data'),"
    " ('supply_efficiency', 'program', 5, 0.96, '1', 'test data'),"
    " ('energy_price', 'program', 6, 0.1, '', 'test data'),"
    " ('service_life', 'program', 7, 5, 'years', 'test data'),"
    " ('rate EUR', 'rate', 8, 1.25, 'USD', 'test data'),"
    " ('coverage engine: test: coverage', 'coverage', 9, 0.9, '1', 'test data'),"
    " ('currency', 'run', 10, 'USD', '', 'test data'), ('date', 'run', 11, '2026-01-15', '', 'test "
    "data'),"
    " ('catalog', 'run', 12, 'test.db', '', 'test data'), ('program', 'run', 13, 'test', '', 'test "
    "data')",
    "INSERT INTO result_build VALUES ('one', 1, 'test build one', 1, 'one.yaml', 0, 10, 0.02, "
    "'2027-01-01', 1.2, 0.96, '2026-01-15'),"
    " ('two', 2, 'test build two', 2, 'two.yaml', 100, 10, 0.02, '2027-01-01', 1.2, 0.96, "
    "'2026-01-15')",
    "INSERT INTO result_line VALUES"
    " ('one', 1, '1', NULL, 0, 'switch', 'enclosure', 'Test', '=1+1', 'Test =1+1', "
    "'a'||char(1)||'b', 1,"
    " 2, 2, 'test', 10, 20, 30, 'own figure', 'switching', 'vendor', 0, 1, NULL, 3, 1,"
    " 1, 1, 21, 5, 5, 5, 10, 'Seller', 'assumption'),"
    " ('one', 2, '1.1', '1', 1, 'module', 'transceiver', 'Test', '0012', 'Test 0012', NULL, 2,"
    " 4, 2, 'test', 1, 2, 3, 'own figure', 'light', 'vendor', 1, 1, 'eol', NULL, NULL,"
    " 0, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL),"
    " ('two', 1, '1', NULL, 0, 'module', 'transceiver', 'Test', '0012', 'Test 0012', NULL, 2,"
    " 4, 4, 'test', 1, 2, 3, 'own figure', 'light', 'assumption', 1, 1, 'eol', NULL, NULL,"
    " 1, 2, 21, NULL, NULL, NULL, NULL, NULL, NULL)",
    "INSERT INTO result_order VALUES"
    " (1, 'one', 'Test =1+1', 1, '1', 2, 21, 25, 5, 10, 125, 'Seller', 'EUR', '', 1, 0, 'DE',"
    " 'https://example.org/sheet'),"
    " (2, 'two', 'Test 0012', 2, '1', 4, 21, 21, NULL, NULL, NULL, NULL, NULL, NULL, 0, 1, NULL,"
    " 'javascript:alert(1)')",
    "INSERT INTO result_price VALUES"
    " (1, 1, 'Seller', '', 0, 99, 400, 100, 'EUR', 1.25, '2026-01-02', 1, 0, 10, 5, 14, 7,"
    " '2026-06-30', 'DDP', 'assumption', 'invented for this test', 'test data', "
    "'https://example.org/'),"
    " (1, 2, 'Seller', '', 100, 1000000000, 300, 100, 'EUR', 1.25, '2026-01-02', 1, 0, 10, 5, 14, "
    "7,"
    " '', '', 'assumption', 'invented for this test', 'test data', 'javascript:alert(1)')",
    "INSERT INTO result_alternate VALUES (2, 1, 'Test =2', 'Test', '=2', 'approved', 'everywhere', "
    "'test', NULL, "
    "3,"
    " NULL, NULL, NULL, NULL, NULL)",
    "INSERT INTO result_metric VALUES ('one', 1, 'power_it', 24, 48, 72, 'W', 0.5, NULL),"
    " ('one', 2, 'yield_kgoe_adjusted', NULL, NULL, NULL, '1', NULL, 'nothing is co-packaged')",
    "INSERT INTO result_power VALUES ('one', 'function', 'light', 1, 4, 8, 12),"
    " ('one', 'role', 'module', 1, 4, 8, 12), ('two', 'function', 'light', 1, 4, 8, 12)",
    "INSERT INTO result_finding VALUES ('one', 1, 'test-code', 'error', '1', 'test text', 'test "
    "fix')",
    "INSERT INTO result_flow VALUES"
    " ('two', 'engine', 'with KGOE', 1, 0.8, 100, 90, 20, 8, 0.99, 0.01, 125, 126.3, 0.7, 'USD'),"
    " ('two', 'engine', 'without KGOE', 1, 0.9, 90, 80, 10, 8, 0.9, 0.1, 100, 111.1, 0.5, 'USD')",
    "INSERT INTO result_step VALUES"
    " ('two', 'engine', 'with KGOE', 1, 'add', 1, 50, 50, 0, 0, 0),"
    " ('two', 'engine', 'with KGOE', 2, 'test', 1, 90, 40, 0.2, 20, 8),"
    " ('two', 'engine', 'without KGOE', 1, 'add', 1, 80, 80, 0.1, 10, 8)",
    "INSERT INTO result_cause VALUES ('two', 'engine', 'with KGOE', 2, 'PIC', 0.2, 1, 20)",
    "INSERT INTO result_flow_input VALUES"
    " ('two', 'engine', 1, 'test: coverage', 0.8, 0.9, 1, 'assumption', 'invented for this test')",
};

struct fixture {
    struct arena arena;
    struct store *store;
    struct report_spec *specs;
    size_t count;
    char folder[32], path[64];
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    struct error err = {0};
    assert_non_null(fixture);
    *state = fixture;
    arena_init(&fixture->arena);
    strcpy(fixture->folder, "/tmp/workbook-XXXXXX");
    assert_non_null(mkdtemp(fixture->folder));
    snprintf(fixture->path, sizeof fixture->path, "%s/a.xlsx", fixture->folder);
    enum optibom_status status = store_open(&fixture->store, NULL, STORE_MEMORY, &err);
    if (status == OPTIBOM_OK)
        status = store_extend(fixture->store, extension_register, &err);
    if (status == OPTIBOM_OK)
        status = report_tables_create(fixture->store, &err);
    for (size_t i = 0; status == OPTIBOM_OK && i < CHECK_COUNT(ROWS); i++)
        status = store_run(fixture->store, &err, ROWS[i], "");
    if (status == OPTIBOM_OK)
        status = report_spec_list(&fixture->specs, &fixture->count, &fixture->arena, NULL, 0, &err);
    if (status != OPTIBOM_OK)
        fail_msg("%s", err.text);
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    unlink(fixture->path);
    assert_int_equal(rmdir(fixture->folder), 0); /* nothing else may be left in it */
    store_close(fixture->store);
    arena_fini(&fixture->arena);
    free(fixture);
    return 0;
}

static enum optibom_status write_book(const struct fixture *fixture, const char *path, size_t first,
                                      size_t count, const char *date, struct error *err)
{
    const struct report_spec *specs[64];
    for (size_t i = 0; i < count; i++)
        specs[i] = &fixture->specs[first + i];
    return report_xlsx_write(
        &(struct xlsx_request){.path = path, .specs = specs, .count = count, .date = date},
        fixture->store, err);
}

/* The bytes are the caller's. */
static char *written(struct fixture *fixture, const char *date, size_t *size)
{
    struct error err = {0};
    if (write_book(fixture, fixture->path, 0, fixture->count, date, &err) != OPTIBOM_OK)
        fail_msg("%s", err.text);
    FILE *file = fopen(fixture->path, "rb");
    assert_non_null(file);
    char *bytes = malloc(1 << 20);
    assert_non_null(bytes);
    *size = fread(bytes, 1, 1 << 20, file);
    assert_true(*size > 1000 && *size < 1 << 20);
    fclose(file);
    return bytes;
}

static void same_results_same_bytes(void **state)
{
    size_t size, again_size, other_size;
    char *bytes = written(*state, "2026-01-15", &size);
    char *again = written(*state, "2026-01-15", &again_size);
    assert_int_equal(size, again_size);
    assert_memory_equal(bytes, again, size);
    char *other = written(*state, "2026-01-16", &other_size);
    assert_false(size == other_size && memcmp(bytes, other, size) == 0);
    free(bytes);
    free(again);
    free(other);
}

static void one_sheet_alone_is_values(void **state)
{
    struct fixture *fixture = *state;
    for (size_t i = 0; i < fixture->count; i++) {
        struct error err = {0};
        if (write_book(fixture, fixture->path, i, 1, "2026-01-15", &err) != OPTIBOM_OK)
            fail_msg("%s: %s", fixture->specs[i].name, err.text);
    }
}

static void failure_leaves_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct error err = {0};
    char path[96];
    snprintf(path, sizeof path, "%s/missing/a.xlsx", fixture->folder);
    assert_int_equal(write_book(fixture, path, 0, fixture->count, "2026-01-15", &err),
                     OPTIBOM_FAILED);
    error_clear(&err);
    assert_int_equal(
        store_run(fixture->store, &err, "DELETE FROM result_input WHERE name = 'racks'", ""),
        OPTIBOM_OK);
    assert_int_equal(write_book(fixture, fixture->path, 0, fixture->count, "2026-01-15", &err),
                     OPTIBOM_BAD_INPUT);
    assert_non_null(strstr(err.text, "racks"));
    assert_int_not_equal(access(fixture->path, F_OK), 0);
}

static void empty_results_still_make_a_workbook(void **state)
{
    struct fixture *fixture = *state;
    static const char *const TABLES[] = {"build",   "line", "price", "metric", "power",
                                         "finding", "flow", "step",  "cause",  "flow_input"};
    for (size_t i = 0; i < CHECK_COUNT(TABLES); i++) {
        char sql[64];
        struct error err = {0};
        snprintf(sql, sizeof sql, "DELETE FROM result_%s", TABLES[i]);
        assert_int_equal(store_run(fixture->store, &err, sql, ""), OPTIBOM_OK);
    }
    size_t size;
    free(written(fixture, "2026-01-15", &size));
}

static void errors_of_a_select_name_the_file(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const char *text, *message;
    } rows[] = {
        {"-- column: a\nSELECT 1 AS b", "the SELECT has no column 'a'"},
        {"-- column: a\nSELECT 1 AS a, 2 AS c", "column 'c' of the SELECT has no"},
        {"SELECT nothing FROM nowhere", "mine/x.sql: "},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        struct embed_file file = {"mine/x.sql", rows[i].text, strlen(rows[i].text)};
        struct report_spec spec;
        struct table table;
        struct error err = {0};
        assert_int_equal(report_spec_read(&spec, &fixture->arena, &file, &err), OPTIBOM_OK);
        assert_int_not_equal(report_result(&table, &fixture->arena, fixture->store, &spec, &err),
                             OPTIBOM_OK);
        assert_true(strncmp(err.text, "mine/x.sql", 10) == 0);
        if (strstr(err.text, rows[i].message) == NULL)
            fail_msg("'%s' lacks '%s'", err.text, rows[i].message);
    }
}

static void types_follow_the_report(void **state)
{
    struct fixture *fixture = *state;
    const char *text =
        "-- column: mpn | | text\n-- column: cost | | money\n-- column: n | | integer\n"
        "SELECT 12 AS mpn, 3.0 AS n, NULL AS cost";
    struct embed_file file = {"mine/x.sql", text, strlen(text)};
    struct report_spec spec;
    struct table table;
    struct error err = {0};
    assert_int_equal(report_spec_read(&spec, &fixture->arena, &file, &err), OPTIBOM_OK);
    assert_int_equal(report_result(&table, &fixture->arena, fixture->store, &spec, &err),
                     OPTIBOM_OK);
    assert_string_equal(table_at(&table, 0, 0)->text, "12");
    assert_int_equal(table_at(&table, 0, 1)->kind, TABLE_CELL_NULL);
    assert_int_equal(table_at(&table, 0, 2)->integer, 3);
    assert_string_equal(table.columns[1].unit, "USD");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(same_results_same_bytes),          TEST(one_sheet_alone_is_values),
        TEST(failure_leaves_nothing),           TEST(empty_results_still_make_a_workbook),
        TEST(errors_of_a_select_name_the_file), TEST(types_follow_the_report),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
