/* The tree readers over the files of ../shared/data, whose README.md has the figures. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "import/tree/tree_format.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { PATH_SIZE = 1024, KINDS_MAX = 1024 };

/* What is counted over the rows of one table, by the names of columns. */
struct tally {
    const char *table, *column;
    size_t rows, filled;
    double sum;
    const char *wanted; /* a cell that is counted */
    size_t wanted_count;
    size_t pieces; /* texts, with "; " or "," between in a cell */
    char *kinds[KINDS_MAX];
    size_t kind_count;
    const char *separator;
};

static const char *folder(void)
{
    const char *shared = getenv("OPTIBOM_SHARED");
    return shared != NULL ? shared : "../shared";
}

static void need(const char *name, char path[PATH_SIZE])
{
    struct stat info;
    snprintf(path, PATH_SIZE, "%s/data/%s", folder(), name);
    if (stat(path, &info) == 0)
        return;
    print_message("%s is absent: not tried\n", path);
    skip();
}

static void count_piece(struct tally *tally, const char *text, size_t length)
{
    tally->pieces++;
    for (size_t i = 0; i < tally->kind_count; i++)
        if (strlen(tally->kinds[i]) == length && memcmp(tally->kinds[i], text, length) == 0)
            return;
    assert_true(tally->kind_count < KINDS_MAX);
    tally->kinds[tally->kind_count++] = strndup(text, length);
}

static void count_cell(struct tally *tally, const char *cell)
{
    tally->rows++;
    tally->filled += cell[0] != '\0';
    tally->sum += strtod(cell, NULL);
    tally->wanted_count += tally->wanted != NULL && strcmp(cell, tally->wanted) == 0;
    while (tally->separator != NULL && *cell != '\0') {
        const char *end = strstr(cell, tally->separator);
        count_piece(tally, cell, end != NULL ? (size_t)(end - cell) : strlen(cell));
        cell = end != NULL ? end + strlen(tally->separator) : "";
    }
}

/* Counts the column in the tables of that name; a file without it counts nothing. */
static void count_file(struct tally *tally, const struct import_format *format, const char *path)
{
    struct error err = {0};
    struct import_reader *reader = NULL;
    struct import_table table;
    struct import_row row;
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    const struct import_input input = {.file = file, .name = path};
    if (format->open(&reader, &input, &err) != OPTIBOM_OK)
        fail_msg("%s", err.text);
    while (format->next_table(reader, &table, &err) == OPTIBOM_OK) {
        size_t column = SIZE_MAX;
        if (strcmp(table.name, tally->table) != 0)
            continue;
        assert_int_equal(format->next_row(reader, &row, &err), OPTIBOM_OK);
        for (size_t i = 0; i < row.count; i++)
            if (strcmp(row.cells[i], tally->column) == 0)
                column = i;
        while (format->next_row(reader, &row, &err) == OPTIBOM_OK)
            count_cell(tally, column != SIZE_MAX ? row.cells[column] : "");
    }
    assert_int_equal(err.status, OPTIBOM_OK);
    format->close(reader);
    fclose(file);
}

static bool ends_with(const char *name, const char *end)
{
    size_t length = strlen(name), wanted = strlen(end);
    return length > wanted && strcmp(name + length - wanted, end) == 0;
}

/* The file, or all files below the folder, whose name ends so. */
static void count(struct tally *tally, const struct import_format *format, const char *path,
                  const char *end)
{
    DIR *directory = opendir(path);
    if (directory == NULL && ends_with(path, end))
        count_file(tally, format, path);
    if (directory == NULL)
        return;
    for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
        char below[PATH_SIZE];
        if (entry->d_name[0] == '.' || strncmp(entry->d_name, "all-given", 9) == 0)
            continue;
        assert_true((size_t)snprintf(below, sizeof below, "%s/%s", path, entry->d_name) <
                    sizeof below);
        count(tally, format, below, end);
    }
    closedir(directory);
}

static void forget(struct tally *tally)
{
    for (size_t i = 0; i < tally->kind_count; i++)
        free(tally->kinds[i]);
}

static struct tally tally_of(const struct import_format *format, const char *path, const char *end,
                             struct tally what)
{
    count(&what, format, path, end);
    forget(&what);
    return what;
}

static const struct {
    const struct import_format *format;
    const char *path, *end;
} noc_forms[] = {
    {&import_format_json, "noc-transceivers", ".json"},
    {&import_format_json, "noc-transceivers/all-given.json", ".json"},
    {&import_format_json_lines, "noc-transceivers/all-given.jsonl", ".jsonl"},
};

static void test_noc(void **state)
{
    static const struct {
        const char *vendor;
        size_t count;
    } vendors[] = {{"CISCO", 40}, {"FINISAR", 28}, {"JUNIPER", 22},      {"GENERIC", 8},
                   {"AVAGO", 6},  {"ARISTA", 5},   {"EOPTOLINK INC", 4}, {"OPTICIN", 1}};
    char path[PATH_SIZE];
    (void)state;
    for (size_t i = 0; i < sizeof noc_forms / sizeof noc_forms[0]; i++) {
        const struct import_format *format = noc_forms[i].format;
        const char *end = noc_forms[i].end;
        need(noc_forms[i].path, path);
        for (size_t v = 0; v < sizeof vendors / sizeof vendors[0]; v++) {
            struct tally t = tally_of(format, path, end,
                                      (struct tally){.table = "",
                                                     .column = "vendor__code",
                                                     .wanted = vendors[v].vendor,
                                                     .separator = "; "});
            assert_int_equal(t.rows, 114);
            assert_int_equal(t.kind_count, 8);
            assert_int_equal(t.wanted_count, vendors[v].count);
        }
        struct tally t = tally_of(
            format, path, end, (struct tally){.table = "", .column = "part_no", .separator = "; "});
        assert_int_equal(t.pieces, 157);
        assert_int_equal(t.kind_count, 153);
        t = tally_of(format, path, end, (struct tally){.table = "", .column = "distance_max"});
        assert_int_equal(t.filled, 96);
        assert_int_equal((long)t.sum, 1464783);
        t = tally_of(format, path, end, (struct tally){.table = "", .column = "tx_wavelength"});
        assert_int_equal(t.filled, 23);
        t = tally_of(format, path, end,
                     (struct tally){.table = "", .column = "bidi", .wanted = "true"});
        assert_int_equal(t.wanted_count, 12);
        t = tally_of(format, path, end,
                     (struct tally){.table = "", .column = "twinax", .wanted = "true"});
        assert_int_equal(t.wanted_count, 8);
    }
}

static void test_netbox(void **state)
{
    static const struct {
        const struct import_format *format;
        const char *path, *end;
    } forms[] = {
        {&import_format_yaml, "netbox-devicetypes/Arista", ".yaml"},
        {&import_format_json, "netbox-devicetypes/arista-switches.json", ".json"},
    };
    char path[PATH_SIZE];
    (void)state;
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        const struct import_format *format = forms[i].format;
        const char *end = forms[i].end;
        need(forms[i].path, path);
        struct tally t =
            tally_of(format, path, end, (struct tally){.table = "", .column = "u_height"});
        assert_int_equal(t.rows, 95);
        assert_int_equal((long)t.sum, 111);
        t = tally_of(format, path, end, (struct tally){.table = "", .column = "weight"});
        assert_int_equal(t.filled, 93);
        assert_int_equal((long)(t.sum * 100 + 0.5), 269360);
        t = tally_of(format, path, end, (struct tally){.table = "", .column = "part_number"});
        assert_int_equal(t.filled, 93);
        t = tally_of(
            format, path, end,
            (struct tally){.table = "interfaces", .column = "type", .wanted = "400gbase-x-qsfpdd"});
        assert_int_equal(t.rows, 4625);
        assert_int_equal(t.wanted_count, 268);
        t = tally_of(
            format, path, end,
            (struct tally){.table = "interfaces", .column = "type", .wanted = "400gbase-x-osfp"});
        assert_int_equal(t.wanted_count, 168);
        t = tally_of(format, path, end,
                     (struct tally){.table = "interfaces", .column = "parent.model"});
        assert_int_equal(t.filled, 4625);
    }
}

/* Rows, filled cells and pieces of one column each. */
static const struct {
    const char *path, *table, *column, *separator;
    size_t rows, filled, pieces;
} columns[] = {
    {"sonic-cpo/cpo.json", "oes", "key", NULL, 8, 8, 0},
    {"sonic-cpo/cpo.json", "elss", "key", NULL, 16, 16, 0},
    {"sonic-cpo/cpo.json", "interfaces", "oe_id", NULL, 64, 64, 0},
    {"sonic-cpo/cpo.json", "interfaces", "lanes", ",", 64, 64, 512},
    {"sonic-cpo/cpo.json", "interfaces", "laser_ids", "; ", 64, 64, 256},
    {"gnpy-eqpt/eqpt_config.json", "Edfa", "type_variety", NULL, 19, 19, 0},
    {"gnpy-eqpt/eqpt_config.json", "Fiber", "effective_area", NULL, 3, 3, 0},
    {"gnpy-eqpt/eqpt_config.json", "Roadm", "target_pch_out_db", NULL, 3, 3, 0},
    {"gnpy-eqpt/eqpt_config.json", "Transceiver", "type_variety", NULL, 2, 2, 0},
    {"gnpy-eqpt/eqpt_config.json", "Transceiver.mode", "Transceiver.type_variety", "; ", 6, 6, 6},
    {"ruckus-otc/transceivers.json", "", "sku", NULL, 15, 15, 0},
    {"digital-datasheet/retimer_PI2EQX22024_output.json", "", "componentID.orderableMPN", "; ", 1,
     1, 1},
    {"digital-datasheet/retimer_PI2EQX22024_output.json", "",
     "componentID.sourceDatasheetID.datasheetURI", NULL, 1, 1, 0},
    {"csvkit-encodings/testjson.json", "", "float", NULL, 5, 3, 0},
    {"csvkit-encodings/testjson_nested.json", "", "nested.nested.integer", NULL, 2, 2, 0},
    {"ocp-ai-fabric/opg-64-clos-ro/netbox_inventory.json", "cables", "id", NULL, 176, 176, 0},
    {"ocp-ai-fabric/opg-64-clos-ro/netbox_inventory.json", "devices", "id", NULL, 13, 13, 0},
    {"ocp-ai-fabric/opg-64-clos-ro/netbox_inventory.json", "modules", "id", NULL, 380, 380, 0},
    {"ocp-ai-fabric/opg-128-clos-ro/netbox_inventory.json", "cables", "id", NULL, 288, 288, 0},
    {"ocp-ai-fabric/opg-128-clos-ro/netbox_inventory.json", "devices", "id", NULL, 22, 22, 0},
    {"ocp-ai-fabric/opg-128-clos-ro/netbox_inventory.json", "modules", "id", NULL, 632, 632, 0},
    {"ocp-ai-fabric/xoc-64-mesh-conv-ro/netbox_inventory.json", "cables", "id", NULL, 128, 128, 0},
    {"ocp-ai-fabric/xoc-64-mesh-conv-ro/netbox_inventory.json", "devices", "id", NULL, 21, 21, 0},
    {"ocp-ai-fabric/xoc-64-mesh-conv-ro/netbox_inventory.json", "modules", "id", NULL, 259, 259, 0},
};

static void test_columns(void **state)
{
    char path[PATH_SIZE];
    (void)state;
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        need(columns[i].path, path);
        struct tally t = tally_of(&import_format_json, path, ".json",
                                  (struct tally){.table = columns[i].table,
                                                 .column = columns[i].column,
                                                 .separator = columns[i].separator});
        if (t.rows != columns[i].rows || t.filled != columns[i].filled ||
            t.pieces != columns[i].pieces)
            fail_msg("%s %s %s: %zu rows, %zu filled, %zu pieces", columns[i].path,
                     columns[i].table, columns[i].column, t.rows, t.filled, t.pieces);
    }
}

/* True when the file can be opened; what is said of another has file, line and column. */
static bool is_accepted(const char *path)
{
    struct error err = {0};
    struct import_reader *reader = NULL;
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    const struct import_input input = {.file = file, .name = "t"};
    enum optibom_status status = import_format_json.open(&reader, &input, &err);
    import_format_json.close(reader);
    fclose(file);
    if (status == OPTIBOM_OK)
        return true;
    unsigned line = 0, column = 0;
    int length = 0;
    assert_int_equal(status, OPTIBOM_BAD_INPUT);
    assert_int_equal(sscanf(err.text, "t:%u:%u: %n", &line, &column, &length), 2);
    assert_true(length > 0 && line > 0 && column > 0);
    return false;
}

static void test_suite(void **state)
{
    char path[PATH_SIZE], below[2 * PATH_SIZE];
    size_t good = 0, bad = 0;
    (void)state;
    need("json-test-suite", path);
    DIR *directory = opendir(path);
    assert_non_null(directory);
    for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
        char kind = entry->d_name[0];
        if (!ends_with(entry->d_name, ".json"))
            continue;
        snprintf(below, sizeof below, "%s/%s", path, entry->d_name);
        if (is_accepted(below) != (kind == 'y'))
            fail_msg("%s is %s", entry->d_name, kind == 'y' ? "refused" : "accepted");
        good += kind == 'y';
        bad += kind == 'n';
    }
    closedir(directory);
    assert_int_equal(good, 95);
    assert_int_equal(bad, 55);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_noc),
        cmocka_unit_test(test_netbox),
        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_suite),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
