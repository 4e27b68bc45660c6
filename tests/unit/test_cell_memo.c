/* Cells read once: what is known from earlier rows is what reading them again would give. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "import/cell/cell_memo.h"
#include "import_classes.h"

#include <stdio.h>
#include <string.h>

enum { COLUMNS = 3 };

struct table {
    struct arena arena, row;
    struct import_mapping mapping;
    struct import_memo *memo;
    struct import_record record;
};

static void open_table(struct table *table)
{
    const char *const headers[COLUMNS] = {"vendor", "mpn", "power (W)"};
    const struct import_row row = {
        .line = 1, .count = COLUMNS, .cells = (const char **)headers, .raw = ""};
    struct import_issue *issues;
    size_t count;
    struct error err = {0};
    arena_init(&table->arena);
    arena_init(&table->row);
    assert_int_equal(import_mapping_make(&table->mapping, &table->arena, &import_test_classes[0],
                                         &row, &issues, &count, &err),
                     OPTIBOM_OK);
    table->memo = import_memo_open(COLUMNS);
    assert_non_null(table->memo);
}

static void close_table(struct table *table)
{
    import_memo_close(table->memo);
    arena_fini(&table->arena);
    arena_fini(&table->row);
}

/* The row before is gone, and its memory overwritten, as between the batches of a list. */
static void read_row(struct table *table, const char *vendor, const char *mpn, const char *power)
{
    const char *cells[COLUMNS] = {vendor, mpn, power};
    const struct import_row row = {.line = 2, .count = COLUMNS, .cells = cells, .raw = ""};
    struct error err = {0};
    arena_reset(&table->row);
    memset(arena_take(&table->row, 4096), 'x', 4096);
    arena_reset(&table->row);
    assert_int_equal(
        import_record_read(&table->record, &table->row, &table->mapping, table->memo, &row, &err),
        OPTIBOM_OK);
}

static void test_known(void **state)
{
    struct table table;
    (void)state;
    open_table(&table);
    read_row(&table, "Acme", "A-1", "1.5 W max");
    assert_false(table.record.values[0].is_lasting);
    read_row(&table, "Acme", "  A-2", "1.5 W max");
    assert_int_equal(table.record.value_count, COLUMNS);
    assert_true(table.record.values[0].is_lasting);
    assert_string_equal(table.record.values[0].text, "Acme");
    assert_string_equal(table.record.values[1].text, "A-2");
    assert_int_equal(table.record.values[1].indent, 2);
    assert_true(table.record.values[2].is_lasting);
    assert_string_equal(table.record.values[2].original, "1.5 W max");
    assert_true(table.record.values[2].range.max == 1.5);
    /* The same text in another column and with another indent is another matter. */
    read_row(&table, "    Acme", "Acme", "1.5 W max");
    assert_true(table.record.values[0].is_lasting);
    assert_int_equal(table.record.values[0].indent, 4);
    assert_false(table.record.values[1].is_lasting);
    assert_int_equal(table.record.values[1].indent, 0);
    close_table(&table);
}

/* A cell that has something to report reports it in every row. */
static void test_issues_repeat(void **state)
{
    struct table table;
    (void)state;
    open_table(&table);
    for (int i = 0; i < 3; i++) {
        read_row(&table, "Acme", "A-1", "1.5 km");
        assert_int_equal(table.record.issue_count, 1);
        assert_string_equal(table.record.issues[0].code, "unit-mismatch");
        read_row(&table, "Acme", "9.55E+12", "TBD");
        assert_int_equal(table.record.issue_count, 3);
        assert_string_equal(table.record.issues[0].code, "mangled-number");
        assert_string_equal(table.record.issues[1].code, "to-be-determined");
    }
    close_table(&table);
}

/* Past its room the memo reads cells as before, and leaves alone a column that hardly repeats. */
static void test_many(void **state)
{
    struct table table;
    char mpn[32];
    (void)state;
    open_table(&table);
    for (int i = 0; i < 5000; i++) {
        snprintf(mpn, sizeof mpn, "A-%d", i);
        read_row(&table, "Acme", mpn, i % 2 == 0 ? "1" : "2");
        assert_int_equal(table.record.value_count, COLUMNS);
        assert_string_equal(table.record.values[1].text, mpn);
        assert_true(table.record.values[2].range.typ == (i % 2 == 0 ? 1 : 2));
    }
    read_row(&table, "Acme", "A-1", "2");
    assert_true(table.record.values[0].is_lasting);
    assert_false(table.record.values[1].is_lasting);
    close_table(&table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_known),
                                       cmocka_unit_test(test_issues_repeat),
                                       cmocka_unit_test(test_many)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
