/* Workbooks from outside, in ../shared/data (see its README.md): each against its ground truth.
 * Skipped where the folder is absent. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "import/csv/csv.h"

#include "workbook_text.h"

#include <math.h>
#include <stdbool.h>
#include <time.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static FILE *open_shared(const char *name)
{
    const char *base = getenv("OPTIBOM_SHARED");
    char path[512];
    snprintf(path, sizeof path, "%s/data/%s", base != NULL ? base : "../shared", name);
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        print_message("%s is absent: skipped\n", path);
        skip();
    }
    return file;
}

struct count {
    size_t tables, rows, cells, widest;
    double sum; /* of the cells that are numbers */
};

static struct import_reader *open_workbook(FILE *file, const char *name)
{
    const struct import_input input = {file, name};
    struct import_reader *reader = NULL;
    struct error err = {0};
    if (import_format_xlsx.open(&reader, &input, &err) != OPTIBOM_OK)
        fail_msg("%s", err.text);
    return reader;
}

static struct count count_file(const char *name)
{
    FILE *file = open_shared(name);
    struct count count = {0};
    struct import_reader *reader = open_workbook(file, name);
    struct import_table table;
    struct import_row row;
    struct error err = {0};
    while (import_format_xlsx.next_table(reader, &table, &err) == OPTIBOM_OK) {
        count.tables++;
        while (import_format_xlsx.next_row(reader, &row, &err) == OPTIBOM_OK) {
            count.rows++;
            count.widest = row.count > count.widest ? row.count : count.widest;
            for (size_t i = 0; i < row.count; i++) {
                char *end;
                double value = strtod(row.cells[i], &end);
                count.cells += row.cells[i][0] != '\0';
                count.sum += *end == '\0' ? value : 0;
            }
        }
    }
    assert_string_equal(err.text, "");
    import_format_xlsx.close(reader);
    fclose(file);
    return count;
}

static const struct {
    const char *name;
    size_t tables, rows, cells;
    double sum; /* not checked when negative */
} files[] = {
    {"calamine-xlsx/any_sheets.xlsx", 3, 4, 7, 21},
    {"calamine-xlsx/date.xlsx", 1, 3, 6, 48},
    {"calamine-xlsx/date_1904.xlsx", 1, 3, 6, 48},
    {"calamine-xlsx/empty_sheet.xlsx", 1, 0, 0, 0},
    {"calamine-xlsx/errors.xlsx", 3, 7, 7, 0},
    {"calamine-xlsx/formula.issue.xlsx", 1, 3, 4, 48},
    {"calamine-xlsx/header-row.xlsx", 1, 3, 9, 6},
    {"calamine-xlsx/inventory-table.xlsx", 1, 5, 15, 420},
    {"calamine-xlsx/issue_174.xlsx", 1, 2, 22, -1},
    {"calamine-xlsx/issues.xlsx", 6, 23, 26, 12},
    {"calamine-xlsx/merged_range.xlsx", 2, 6, 31, 0},
    {"calamine-xlsx/richtext-namespaced.xlsx", 3, 1, 2, 0},
    {"calamine-xlsx/string-ref.xlsx", 2, 4, 4, -1},
    {"calamine-xlsx/table-multiple.xlsx", 3, 20, 45, -1},
    {"calamine-xlsx/temperature.xlsx", 1, 3, 6, 94.2222},
    {"calamine-xlsx/temperature-in-middle.xlsx", 1, 3, 6, 94.2222},
    {"ocp-timecard/V0-BOM.xlsx", 1, 48, 480, -1},
    {"ocp-timecard/TimeCardV9_BOM_8-28-2023.xlsx", 1, 97, 1191, -1},
    {"ocp-timecard/BOM_M2_NEO-M9N_MODULE.xlsx", 1, 17, 120, 26},
    {"ocp-timecard/OCXO_DaughterCard_SiT5501.xlsx", 1, 28, 167, 4944},
    {"exa-spim-bom/BOM.xlsx", 1, 93, 455, -1},
    {"csvkit-encodings/dummy.xlsx", 1, 2, 6, 6},
    {"csvkit-encodings/sheets.xlsx", 3, 8, 34, -1},
    {"csvkit-encodings/test.xlsx", 1, 6, 28, -1},
    {"csvkit-encodings/test_skip_lines.xlsx", 1, 6, 28, -1},
};

static void counts_are_those_of_the_files(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(files); i++) {
        struct count count = count_file(files[i].name);
        if (count.tables != files[i].tables || count.rows != files[i].rows ||
            count.cells != files[i].cells ||
            (files[i].sum >= 0 && fabs(count.sum - files[i].sum) > 1e-9))
            fail_msg("%s: %zu tables, %zu rows, %zu cells, sum %.9g", files[i].name, count.tables,
                     count.rows, count.cells, count.sum);
    }
}

/* A column of the first sheet, its heading left out. */
static const struct {
    const char *name;
    size_t rows, column;
    double sum;
} columns[] = {
    {"ocp-timecard/V0-BOM.xlsx", 47, 1, 164},
    {"ocp-timecard/V0-BOM.xlsx", 47, 9, 689.71},
    {"exa-spim-bom/BOM.xlsx", 92, 5, 212},
};

static void columns_add_up(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(columns); i++) {
        FILE *file = open_shared(columns[i].name);
        struct import_reader *reader = open_workbook(file, columns[i].name);
        struct import_table table;
        struct import_row row;
        struct error err = {0};
        size_t rows = 0;
        double sum = 0;
        assert_int_equal(import_format_xlsx.next_table(reader, &table, &err), OPTIBOM_OK);
        assert_int_equal(import_format_xlsx.next_row(reader, &row, &err), OPTIBOM_OK);
        for (; import_format_xlsx.next_row(reader, &row, &err) == OPTIBOM_OK; rows++)
            sum += row.count > columns[i].column ? strtod(row.cells[columns[i].column], NULL) : 0;
        assert_int_equal(rows, columns[i].rows);
        if (fabs(sum - columns[i].sum) > 1e-9)
            fail_msg("%s: column %zu: %.9g", columns[i].name, columns[i].column, sum);
        import_format_xlsx.close(reader);
        fclose(file);
    }
}

/* Formatted down to row 1,048,576: of the processor, under a second. */
static void formatted_rows_take_no_time(void **state)
{
    (void)state;
    clock_t start = clock();
    assert_int_equal(count_file("calamine-xlsx/issue_174.xlsx").rows, 2);
    assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 1);
}

static const struct {
    const char *name, *tables;
} texts[] = {
    {"calamine-xlsx/date_1904.xlsx", "Sheet1{1:2021-01-01|15/2:2021-01-02|16/3:255:10:10|17/}"},
    {"calamine-xlsx/errors.xlsx", "Feuil1{1:#DIV/0!/2:#NAME?/3:#VALUE!/4:#NULL!/5:#REF!/6:#NUM!/"
                                  "7:#N/A/}Feuil2{}Feuil3{}"},
    {"calamine-xlsx/formula.issue.xlsx", "Sheet1{1:23||23/13:||||||2/14:|||||||||US/}"},
    {"calamine-xlsx/merged_range.xlsx",
     "Sheet1{1:A1|B1|C1||E1|F1|G1|H1/3:A3|B3|C3||E3|F3|G3|H3/4:A4|B4|C4||E4|F4|G4|H4/}"
     "Sheet2{1:A1|B1|C1||E1|F1/3:|B3|C3||E3/4:|B4|||E4/}"},
    {"calamine-xlsx/richtext-namespaced.xlsx",
     "Sheet1{1:inline string\nLine 2\nLine 3|||||||shared string\nLine 2\nLine 3/}"
     "Sheet2{}Sheet3{}"},
    {"calamine-xlsx/pass_protected.xlsx",
     "!t: is an encrypted Excel workbook; remove the password in Excel (File, Info, Protect) and "
     "save it again"},
    {"ocp-timecard/V1-BOM.xls", "!t: is an old Excel workbook (.xls); save it as .xlsx or CSV"},
};

static void texts_are_those_of_the_files(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        FILE *file = open_shared(texts[i].name);
        struct buf out;
        buf_init(&out);
        workbook_text(&out, file, "t");
        assert_string_equal(buf_text(&out), texts[i].tables);
        buf_fini(&out);
        fclose(file);
    }
}

/* The list that stands there in both forms imports alike, cell by cell. */
static void workbook_and_csv_are_alike(void **state)
{
    (void)state;
    FILE *sheet = open_shared("ocp-timecard/V0-BOM.xlsx");
    FILE *text = open_shared("ocp-timecard/V0-BOM.csv");
    struct import_reader *reader = open_workbook(sheet, "V0-BOM.xlsx");
    struct import_reader *csv = NULL;
    const struct import_input input = {text, "V0-BOM.csv"};
    struct import_table table;
    struct import_row of_sheet, of_text;
    struct error err = {0};
    size_t rows = 0, quantity = 0;
    assert_int_equal(import_format_csv.open(&csv, &input, &err), OPTIBOM_OK);
    assert_int_equal(import_format_csv.next_table(csv, &table, &err), OPTIBOM_OK);
    assert_int_equal(import_format_xlsx.next_table(reader, &table, &err), OPTIBOM_OK);
    while (import_format_csv.next_row(csv, &of_text, &err) == OPTIBOM_OK) {
        assert_int_equal(import_format_xlsx.next_row(reader, &of_sheet, &err), OPTIBOM_OK);
        assert_int_equal(of_sheet.count, of_text.count);
        for (size_t i = 0; i < of_text.count; i++) {
            char *end;
            double value = strtod(of_text.cells[i], &end);
            if (*end == '\0' && end != of_text.cells[i])
                assert_true(value == strtod(of_sheet.cells[i], NULL));
            else
                assert_string_equal(of_sheet.cells[i], of_text.cells[i]);
        }
        quantity += rows++ > 0 ? strtoul(of_sheet.cells[1], NULL, 10) : 0;
    }
    assert_int_equal(import_format_xlsx.next_row(reader, &of_sheet, &err), OPTIBOM_NOT_FOUND);
    assert_int_equal(rows, 48);
    assert_int_equal(quantity, 164);
    import_format_csv.close(csv);
    import_format_xlsx.close(reader);
    fclose(text);
    fclose(sheet);
}

/* V9: 96 rows of 16 columns; 77 priced, 5 not placed; the sums of the README, to all their places.
 */
static void timecard_adds_up(void **state)
{
    (void)state;
    enum { DNP = 1, QUANTITY = 8, UNIT_PRICE = 14, SUBTOTAL = 15, COLUMNS = 16 };
    FILE *file = open_shared("ocp-timecard/TimeCardV9_BOM_8-28-2023.xlsx");
    struct import_reader *reader = open_workbook(file, "V9");
    struct import_table table;
    struct import_row row;
    struct error err = {0};
    size_t rows = 0, priced = 0, unplaced = 0;
    double quantity = 0, subtotals = 0, extended = 0;
    assert_int_equal(import_format_xlsx.next_table(reader, &table, &err), OPTIBOM_OK);
    assert_int_equal(import_format_xlsx.next_row(reader, &row, &err), OPTIBOM_OK);
    assert_int_equal(row.count, COLUMNS);
    for (; import_format_xlsx.next_row(reader, &row, &err) == OPTIBOM_OK; rows++) {
        double count = row.count > QUANTITY ? strtod(row.cells[QUANTITY], NULL) : 0;
        quantity += count;
        unplaced += row.cells[DNP][0] != '\0';
        if (row.count == COLUMNS) {
            priced++;
            extended += count * strtod(row.cells[UNIT_PRICE], NULL);
            subtotals += strtod(row.cells[SUBTOTAL], NULL);
        }
    }
    assert_int_equal(rows, 96);
    assert_int_equal(priced, 77);
    assert_int_equal(unplaced, 5);
    assert_true(quantity == 382);
    assert_true(fabs(subtotals - 113.43553) < 1e-9);
    assert_true(fabs(extended - 112.16284) < 1e-9);
    import_format_xlsx.close(reader);
    fclose(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_are_those_of_the_files),
        cmocka_unit_test(columns_add_up),
        cmocka_unit_test(formatted_rows_take_no_time),
        cmocka_unit_test(texts_are_those_of_the_files),
        cmocka_unit_test(workbook_and_csv_are_alike),
        cmocka_unit_test(timecard_adds_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
