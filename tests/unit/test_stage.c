/*
 * An import reads and checks before it writes: at every row that a reader is asked for, another
 * connection tries to write to the catalog.
 */
#include "check.h"

#include "catalog/load.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct {
    char folder[64], file[80], list[80];
    struct catalog catalog;
    sqlite3 *other;
    struct arena arena;
} site;

/* Tables of NICs, numbered on. */
struct import_reader {
    size_t tables, rows; /* rows: of each table */
    const char *padding; /* what every record is as it stood */
    bool fails;          /* behind its last table */
    size_t table, row, number;
    size_t free, locked; /* rows at which the other could write, could not */
    char mpn[32];
    const char *cells[3];
};

static enum optibom_status next_table(struct import_reader *reader, struct import_table *table,
                                      struct error *err)
{
    if (reader->table == reader->tables)
        return reader->fails ? error_set(err, OPTIBOM_FAILED, "the medium is gone")
                             : OPTIBOM_NOT_FOUND;
    reader->row = 0;
    *table = (struct import_table){.name = "list", .number = ++reader->table, .has_names = true};
    return OPTIBOM_OK;
}

static void look(struct import_reader *reader)
{
    bool is_free = sqlite3_exec(site.other, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK;
    if (is_free)
        assert_int_equal(sqlite3_exec(site.other, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
    reader->free += is_free;
    reader->locked += !is_free;
}

/* Every hundredth lacks its part number. */
static enum optibom_status next_row(struct import_reader *reader, struct import_row *row,
                                    struct error *err)
{
    static const char *names[] = {"vendor", "mpn", "description"};
    const char *cells[] = {"Acme", reader->mpn, "two ports"};
    (void)err;
    *row = (struct import_row){.line = reader->row + 1, .count = 3, .cells = names, .raw = ""};
    if (reader->row++ == 0)
        return OPTIBOM_OK;
    look(reader);
    snprintf(reader->mpn, sizeof reader->mpn, "N-%zu", ++reader->number);
    if (reader->number % 100 == 0)
        reader->mpn[0] = '\0';
    memcpy(reader->cells, cells, sizeof cells);
    row->cells = reader->cells;
    row->raw = reader->padding;
    return reader->row - 1 > reader->rows ? OPTIBOM_NOT_FOUND : OPTIBOM_OK;
}

static void close_reader(struct import_reader *reader)
{
    (void)reader;
}

static const struct import_format format = {.name = "made up",
                                            .file_kind = "a list made up",
                                            .next_table = next_table,
                                            .next_row = next_row,
                                            .close = close_reader};

static int set_up(void **state)
{
    (void)state;
    struct error err = {0};
    struct store *memory = NULL, *store = NULL;
    snprintf(site.folder, sizeof site.folder, "/tmp/optibom-stage.XXXXXX");
    assert_non_null(mkdtemp(site.folder));
    snprintf(site.file, sizeof site.file, "%s/c.db", site.folder);
    snprintf(site.list, sizeof site.list, "%s/nic.csv", site.folder);
    assert_int_equal(store_open(&memory, "", STORE_MEMORY, &err), OPTIBOM_OK);
    assert_int_equal(store_save(memory, site.file, false, &err), OPTIBOM_OK);
    store_close(memory);
    assert_int_equal(store_open(&store, site.file, STORE_WRITE, &err), OPTIBOM_OK);
    assert_int_equal(catalog_init(&site.catalog, store, &err), OPTIBOM_OK);
    assert_int_equal(sqlite3_open(site.file, &site.other), SQLITE_OK);
    arena_init(&site.arena);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    char command[96];
    arena_fini(&site.arena);
    sqlite3_close(site.other);
    catalog_fini(&site.catalog);
    snprintf(command, sizeof command, "rm -rf '%s'", site.folder);
    return system(command);
}

static enum optibom_status load(struct catalog_load_report *report, struct import_reader *readers,
                                size_t count, struct error *err)
{
    struct catalog_source sources[4];
    for (size_t i = 0; i < count; i++)
        sources[i] =
            (struct catalog_source){.name = "list", .format = &format, .reader = &readers[i]};
    const struct catalog_load_request request = {.sources = sources,
                                                 .source_count = count,
                                                 .class_name = "nic",
                                                 .who = "tester",
                                                 .now = "2026-11-22T10:00:00Z"};
    return catalog_load(report, &site.arena, &site.catalog, &request, err);
}

static int64_t count_of(const char *table)
{
    struct error err = {0};
    int64_t count = -1;
    char sql[64];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", table);
    assert_int_equal(store_one_int(&count, site.catalog.store, &err, sql, ""), OPTIBOM_OK);
    return count;
}

static void rows_are_read_while_others_may_write(void **state)
{
    (void)state;
    struct error err = {0};
    struct catalog_load_report report;
    struct import_reader readers[3] = {
        {.tables = 2, .rows = 300, .padding = "row"},
        {.tables = 1, .rows = 1, .padding = "row", .number = 1000},
        {.tables = 3, .rows = 200, .padding = "row", .number = 2000}};
    assert_int_equal(load(&report, readers, 3, &err), OPTIBOM_OK);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(readers[i].locked, 0);
        /* The end of a table is a row more that is asked for. */
        assert_int_equal(readers[i].free, readers[i].tables * (readers[i].rows + 1));
    }
    assert_int_equal(report.file_count, 6);
    assert_int_equal(report.issue_count, 6 + 6);
    assert_int_equal(count_of("part"), 600 + 1 + 600 - report.issue_count);
    /* In the order of the rows, with the lines of their own table. */
    assert_int_equal(report.issues[0].issue.line, 101);
    assert_int_equal(report.issues[2].issue.line, 301);
    assert_int_equal(report.issues[3].issue.line, 100);
    for (size_t i = 0; i < report.file_count; i++)
        assert_int_equal(report.files[i].rows, report.files[i].accepted + report.files[i].rejected);
}

/* What is too long for the room is read on while the start of it is written. */
static void a_long_list_is_read_on(void **state)
{
    (void)state;
    enum { ROWS = 5000, PADDING = 16 * 1024 };
    struct error err = {0};
    struct catalog_load_report report;
    char *padding = malloc(PADDING);
    assert_non_null(padding);
    memset(padding, 'x', PADDING);
    padding[PADDING - 1] = '\0';
    struct import_reader readers[2] = {
        {.tables = 1, .rows = ROWS, .padding = padding},
        {.tables = 1, .rows = 700, .padding = "row", .number = 10000}};
    assert_int_equal(load(&report, readers, 2, &err), OPTIBOM_OK);
    free(padding);
    assert_in_range(readers[0].free, 3000, ROWS - 1);
    assert_true(readers[0].locked > 0);
    /* For the second there is no room, but its start was looked at. */
    assert_in_range(readers[1].free, 128, 600);
    assert_int_equal(count_of("part"), ROWS / 100 * 99 + 700 / 100 * 99);
}

/* A file of more than eight megabytes is not waited for, and read whole. */
static void a_large_file_is_read_whole(void **state)
{
    (void)state;
    enum { ROWS = 600, PADDING = 16 * 1024 };
    struct error err = {0};
    struct catalog_load_report report;
    FILE *list = fopen(site.list, "w+");
    assert_non_null(list);
    fputs("vendor,mpn,description\n", list);
    for (int i = 0; i < ROWS; i++)
        fprintf(list, "Acme,N-%d,%0*d\n", i, PADDING, i);
    const struct catalog_source source = {.name = site.list, .file = list};
    const struct catalog_load_request request = {.sources = &source,
                                                 .source_count = 1,
                                                 .class_name = "nic",
                                                 .who = "tester",
                                                 .now = "2026-11-22T10:00:00Z"};
    rewind(list);
    assert_int_equal(catalog_load(&report, &site.arena, &site.catalog, &request, &err), OPTIBOM_OK);
    fclose(list);
    assert_int_equal(report.files[0].accepted, ROWS);
    assert_int_equal(strlen(report.files[0].hash), FILE_HASH_SIZE - 1);
    assert_int_equal(count_of("part"), ROWS);
}

/* Who has nothing to write does not wait for who writes. */
static void what_cannot_be_read_ends_before(void **state)
{
    (void)state;
    struct error err = {0};
    struct catalog_load_report report;
    struct import_reader empty = {.tables = 0};
    struct import_reader broken[2] = {{.tables = 2, .rows = 300, .padding = "row"},
                                      {.tables = 1, .rows = 3, .padding = "row", .fails = true}};
    assert_int_equal(sqlite3_exec(site.other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(load(&report, &empty, 1, &err), OPTIBOM_BAD_INPUT);
    assert_string_equal(err.text, "list: the file is empty; give one with a header row");
    error_clear(&err);
    assert_int_equal(load(&report, broken, 2, &err), OPTIBOM_FAILED);
    assert_string_equal(err.text, "the medium is gone");
    assert_int_equal(sqlite3_exec(site.other, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(count_of("part"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(rows_are_read_while_others_may_write, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_long_list_is_read_on, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_large_file_is_read_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_cannot_be_read_ends_before, set_up, tear_down)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
