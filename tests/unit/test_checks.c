/* The sums of result_check: rows that add up agree, and each way in which they can fail to add up
 * is said by its own check, on the sheet Checks and on the Summary. Builds, parts and prices are
 * test data, invented for this file. */
#include "check.h"

#include "extension/register.h"
#include "report/fill/tables.h"
#include "report/result.h"

#include <stdlib.h>
#include <string.h>

/* Build one: 2 switches of 20 W at 5 USD, in them 4 modules of 2 W, half of their lanes lit, 1 tray
 * at 3 USD that draws nothing known. 2 x 20 + 4 x 2 = 48 W, optics 4 x 2 x 0.5 = 4 W, 2 x 5 + 1 x 3
 * = 13 USD; 25 switches and 1 tray are ordered, 25 x 5 + 1 x 3 = 128 USD. Build two has a part of
 * which neither power nor price is known. */
static const char *const ROWS[] = {
    "INSERT INTO result_input VALUES ('currency', 'run', 1, 'USD', '', 'test data')",
    "INSERT INTO result_build VALUES ('one', 1, 'test', 1, 'one.yaml', 0, 1, 0, NULL, 1, 1, "
    "'2026-01-15'),"
    " ('two', 2, 'test', 1, 'two.yaml', 0, 1, 0, NULL, 1, 1, '2026-01-15')",
    "INSERT INTO result_line (build, position, line_id, level, role, class, vendor, mpn, part, "
    "part_id,"
    " quantity, quantity_per_parent, derivation, power_w_typ, power_basis, power_function, "
    "is_optics,"
    " lit_share, is_bought, order_number, need, unit_price, cost) VALUES"
    " ('one', 1, '1', 0, 'switch', 'enclosure', 'Test', 'S', 'Test S', 1, 2, 2, '', 20, '', '', 0, "
    "1, 1, 1,"
    "  2, 5, 10),"
    " ('one', 2, '1.1', 1, 'module', 'transceiver', 'Test', 'M', 'Test M', 2, 4, 2, '', 2, '', '', "
    "1, 0.5, 0,"
    "  NULL, 0, NULL, NULL),"
    " ('one', 3, '2', 0, 'tray', 'tray', 'Test', 'T', 'Test T', 3, 1, 1, '', NULL, '', '', 0, 1, "
    "1, 2, 1, 3,"
    "  3),"
    " ('two', 1, '1', 0, 'tray', 'box', 'Test', 'B', 'Test B', 4, 1, 1, '', NULL, '', '', 0, 1, 1, "
    "3, 1,"
    "  NULL, NULL)",
    "INSERT INTO result_order (number, build, part, part_id, line_id, quantity, need, orderable, "
    "unit_price,"
    " cost, order_value, suppliers, approved_alternates) VALUES"
    " (1, 'one', 'Test S', 1, '1', 2, 2, 25, 5, 10, 125, 1, 0),"
    " (2, 'one', 'Test T', 3, '2', 1, 1, 1, 3, 3, 3, 1, 0),"
    " (3, 'two', 'Test B', 4, '1', 1, 1, 1, NULL, NULL, NULL, 0, 0)",
    "INSERT INTO result_metric VALUES ('one', 1, 'power_it', 48, 48, 48, 'W', 0, NULL),"
    " ('one', 2, 'power_optics', 4, 4, 4, 'W', 0, NULL),"
    " ('one', 3, 'cost_material', 13, 13, 13, 'USD', 0, NULL),"
    " ('one', 4, 'cost_program', 128, 128, 128, 'USD', 0, NULL),"
    " ('two', 1, 'power_it', NULL, NULL, NULL, 'W', 0, 'not known')",
    "INSERT INTO result_power VALUES ('one', 'role', 'switch', 1, 40, 40, 40),"
    " ('one', 'role', 'module', 2, 8, 8, 8), ('one', 'function', 'switching', 1, 99, 99, 99)",
};

struct fixture {
    struct arena arena;
    struct store *store;
    struct report_spec *specs;
    size_t count;
};

static void run(const struct fixture *fixture, const char *sql)
{
    struct error err = {0};
    if (store_run(fixture->store, &err, sql, "") != OPTIBOM_OK)
        fail_msg("%s", err.text);
}

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    struct error err = {0};
    assert_non_null(fixture);
    *state = fixture;
    arena_init(&fixture->arena);
    enum optibom_status status = store_open(&fixture->store, NULL, STORE_MEMORY, &err);
    if (status == OPTIBOM_OK)
        status = store_extend(fixture->store, extension_register, &err);
    if (status == OPTIBOM_OK)
        status = report_tables_create(fixture->store, &err);
    if (status == OPTIBOM_OK)
        status = report_spec_list(&fixture->specs, &fixture->count, &fixture->arena, NULL, 0, &err);
    if (status != OPTIBOM_OK)
        fail_msg("%s", err.text);
    for (size_t i = 0; i < CHECK_COUNT(ROWS); i++)
        run(fixture, ROWS[i]);
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    store_close(fixture->store);
    arena_fini(&fixture->arena);
    free(fixture);
    return 0;
}

static struct table report(struct fixture *fixture, const char *name)
{
    struct table table = {0};
    struct error err = {0};
    size_t at = 0;
    while (at < fixture->count && strcmp(fixture->specs[at].name, name) != 0)
        at++;
    assert_true(at < fixture->count);
    if (report_result(&table, &fixture->arena, fixture->store, &fixture->specs[at], &err) !=
        OPTIBOM_OK)
        fail_msg("%s", err.text);
    assert_int_equal(table_row_count(&table), 2);
    return table;
}

static const struct table_cell *cell(const struct table *table, size_t row, const char *column)
{
    for (size_t i = 0; i < table->column_count; i++)
        if (strcmp(table->columns[i].name, column) == 0)
            return table_at(table, row, i);
    fail_msg("no column %s", column);
    return NULL;
}

/* The checks of a build that differ, without "_state", each with a blank before it. */
static const char *differing(struct fixture *fixture, const struct table *checks, size_t row)
{
    static const char SUFFIX[] = "_state";
    const char *names = "";
    int64_t count = 0;
    for (size_t i = 0; i < checks->column_count; i++) {
        const char *name = checks->columns[i].name, *suffix = strstr(name, SUFFIX);
        if (suffix == NULL || strcmp(table_at(checks, row, i)->text, "agrees") == 0)
            continue;
        assert_string_equal(table_at(checks, row, i)->text, "differs");
        names = arena_printf(&fixture->arena, "%s %.*s", names, (int)(suffix - name), name);
        count++;
    }
    assert_int_equal(cell(checks, row, "differing")->integer, count);
    return names;
}

static void rows_that_add_up_agree(void **state)
{
    struct fixture *fixture = *state;
    struct table checks = report(fixture, "checks"), summary = report(fixture, "summary");
    for (size_t row = 0; row < 2; row++) {
        assert_string_equal(differing(fixture, &checks, row), "");
        assert_string_equal(cell(&summary, row, "checks")->text, "all agree");
    }
    static const struct {
        const char *column;
        double value;
    } sums[] = {{"power_it", 48}, {"power_optics", 4}, {"cost_material", 13}, {"cost_program", 128},
                {"flat", 13},     {"split", 13},       {"roles", 48}};
    for (size_t i = 0; i < CHECK_COUNT(sums); i++)
        CHECK_CLOSE(cell(&checks, 0, sums[i].column)->real, sums[i].value);
}

static void each_sum_can_differ(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const char *change, *differing;
    } rows[] = {
        {"UPDATE result_metric SET typ = 47 WHERE metric = 'power_it' AND build = 'one'",
         " power_it"},
        {"UPDATE result_metric SET typ = 5 WHERE metric = 'power_optics'", " power_optics"},
        {"UPDATE result_metric SET typ = NULL WHERE metric = 'power_optics'", " power_optics"},
        {"DELETE FROM result_metric WHERE metric = 'cost_material'", " cost_material"},
        {"UPDATE result_metric SET typ = 127 WHERE metric = 'cost_program'", " cost_program"},
        {"UPDATE result_order SET cost = 9 WHERE number = 1", " flat"},
        {"UPDATE result_order SET order_value = NULL WHERE number = 2", " cost_program"},
        {"UPDATE result_power SET typ = 9 WHERE name = 'module'", " roles"},
        {"DELETE FROM result_power", " roles"},
        /* The lines stand in four sums: with the metric, the orders, the classes and the roles. */
        {"UPDATE result_line SET power_w_typ = NULL WHERE line_id = '1'", " power_it roles"},
        {"UPDATE result_line SET cost = 11 WHERE line_id = '1' AND build = 'one'",
         " cost_material flat"},
        /* The split has no row for a class of no cost; a credit is none. */
        {"UPDATE result_line SET cost = -3 WHERE line_id = '2'", " cost_material flat split"},
        /* Nor for a role of no power. */
        {"UPDATE result_power SET max = 0 WHERE name = 'module'", " roles"},
        /* Cents and hundredths of a watt count, less does not. */
        {"UPDATE result_metric SET typ = 13.004 WHERE metric = 'cost_material'", ""},
        {"UPDATE result_metric SET typ = 13.006 WHERE metric = 'cost_material'", " cost_material"},
        {"UPDATE result_metric SET typ = 47.994 WHERE metric = 'power_it' AND build = 'one'",
         " power_it"},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        run(fixture, "SAVEPOINT change");
        run(fixture, rows[i].change);
        struct table checks = report(fixture, "checks"), summary = report(fixture, "summary");
        const char *found = differing(fixture, &checks, 0);
        if (strcmp(found, rows[i].differing) != 0)
            fail_msg("%s: differing are '%s', not '%s'", rows[i].change, found, rows[i].differing);
        assert_string_equal(cell(&summary, 0, "checks")->text,
                            found[0] == '\0' ? "all agree" : "see Checks");
        assert_string_equal(differing(fixture, &checks, 1),
                            ""); /* a build speaks for itself alone */
        assert_string_equal(cell(&summary, 1, "checks")->text, "all agree");
        run(fixture, "ROLLBACK TO change");
        run(fixture, "RELEASE change");
    }
}

/* Of build two nothing is known: its sums are zero, as formulas over empty cells are. */
static void unknown_counts_as_zero(void **state)
{
    struct fixture *fixture = *state;
    struct table checks = report(fixture, "checks");
    static const char *const SUMS[] = {"power_it", "power_it_run",  "power_optics",
                                       "flat",     "cost_material", "cost_program_run",
                                       "split",    "roles"};
    for (size_t i = 0; i < CHECK_COUNT(SUMS); i++) {
        const struct table_cell *sum = cell(&checks, 1, SUMS[i]);
        assert_int_equal(sum->kind, TABLE_CELL_INTEGER);
        assert_int_equal(sum->integer, 0);
    }
    run(fixture, "UPDATE result_line SET power_w_typ = 1 WHERE build = 'two'");
    checks = report(fixture, "checks");
    assert_string_equal(differing(fixture, &checks, 1), " power_it roles");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(rows_that_add_up_agree),
        TEST(each_sum_can_differ),
        TEST(unknown_counts_as_zero),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
