/* Reports: reading their headers, the errors that name file, line and nearest key, formulas, rows
 * that WHERE picks, and the reports that travel with the program. */
#include "check.h"

#include "report/each.h"
#include "report/result.h"
#include "report/spec/formula.h"
#include "report/spec/spec.h"
#include "report/spec/statement.h"
#include "report/spec/where.h"

#include <string.h>

static struct embed_file file_of(const char *text)
{
    return (struct embed_file){"reports/sample.sql", text, strlen(text)};
}

static struct report_spec read_fine(struct arena *arena, const char *text)
{
    struct report_spec spec;
    struct error err = {0};
    struct embed_file file = file_of(text);
    if (report_spec_read(&spec, arena, &file, &err) != OPTIBOM_OK)
        fail_msg("%s", err.text);
    return spec;
}

static void reads_every_key(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    struct report_spec spec = read_fine(
        &arena,
        "-- What it shows: prose with a colon inside.\n"
        "-- sheet: Sample\n-- position: 7\n-- title: A title\n-- purpose: One line\n"
        "-- group: level\n-- indent: part\n-- freeze: part\n-- landscape: yes\n-- workbook: no\n"
        "-- column: part | Part | text | 20 wrap\n-- column: level | | integer | hidden\n"
        "-- column: price | Unit price | money EUR | 12 | sum, bar |\n"
        "--     {level}*\n--     2\n"
        "-- column: watts | Power | power | - | - | engine\n"
        "-- name: racks | level | part = a\n"
        "-- input: level | part = a | integer | 1 .. 9 | One to nine\n"
        "-- input: part | all | text | quote, no bid | One of two\n"
        "-- chart: stacked | Sum | part | price, watts | each part, level = 1 | right 2\n"
        "-- chart: bar | By | other.part | price by part | all | below 1\n"
        "-- picture: bars | Bars | part, price , watts | each part\n-- page: no\n"
        "-- highlight: * | warn | {level}>1\n\nSELECT 1;\n");
    assert_string_equal(spec.name, "sample");
    assert_string_equal(spec.sheet, "Sample");
    assert_int_equal(spec.position, 7);
    assert_string_equal(spec.manual, "What it shows: prose with a colon inside.\n");
    assert_true(spec.landscape);
    assert_true(spec.is_apart);
    assert_int_equal(spec.column_count, 4);
    assert_true(spec.columns[0].wrap && spec.columns[0].width == 20);
    assert_true(spec.columns[1].hidden && spec.columns[1].heading == NULL);
    assert_string_equal(spec.columns[2].unit, "EUR");
    assert_string_equal(spec.columns[2].formula, "{level}*  2");
    assert_true(spec.columns[2].total && spec.columns[2].bar && !spec.columns[3].bar);
    assert_string_equal(spec.columns[3].unit, "W");
    assert_true(spec.columns[3].engine && spec.columns[3].formula == NULL);
    assert_string_equal(spec.names[0].where.terms[0].value, "a");
    assert_true(spec.inputs[0].min == 1 && spec.inputs[0].max == 9);
    assert_int_equal(spec.inputs[1].where.count, 0);
    assert_int_equal(spec.inputs[1].word_count, 2);
    assert_string_equal(spec.inputs[1].words[1], "no bid");
    assert_int_equal(spec.charts[0].value_count, 2);
    assert_null(spec.charts[0].where.terms[0].value);
    assert_true(spec.charts[0].place == REPORT_RIGHT && spec.charts[0].slot == 1);
    assert_string_equal(spec.charts[1].report, "other");
    assert_string_equal(spec.charts[1].by, "part");
    assert_int_equal(spec.pictures[0].kind, REPORT_PICTURE_BARS);
    assert_int_equal(spec.pictures[0].column_count, 3);
    assert_string_equal(spec.pictures[0].columns[1], "price");
    assert_null(spec.pictures[0].where.terms[0].value);
    assert_int_equal(spec.page, REPORT_PAGE_NO);
    assert_null(spec.highlights[0].column);
    assert_string_equal(spec.sql, "SELECT 1");
    arena_fini(&arena);
}

static void refuses_with_place_and_help(void **state)
{
    (void)state;
    static const struct {
        const char *text, *message;
    } rows[] = {
        {"-- sheet: A\n-- colum: a\nSELECT 1",
         "reports/sample.sql, line 2: unknown key 'colum'; did you "
         "mean 'column'?"},
        {"-- column: a | A | text\n-- picture: sankee | T | a, a, a\nSELECT 1",
         "line 2: unknown kind of picture 'sankee'; did you mean 'sankey'?"},
        {"-- column: a | A | text\n-- picture: sankey | T | a, a\nSELECT 1",
         "line 2: a picture of the kind sankey takes at least 3 and at most 3 columns, not 2"},
        {"-- column: a | A | text\n-- picture: bars | T | a, b\nSELECT 1",
         "line 2: report sample has no column or name 'b'"},
        {"-- column: a | A | real\n-- chart: scatter | T | a | a, a | all | below 1\nSELECT 1",
         "line 2: 'a, a': a scatter chart has one column up, not 2"},
        {"-- column: a | A | intger\nSELECT 1",
         "line 1: unknown kind of column 'intger'; did you mean "
         "'integer'?"},
        {"-- column: a | A | range\nSELECT 1", "min, typ and max a column each"},
        {"-- column: a\n-- column: a\nSELECT 1", "line 2: column 'a' is given twice"},
        {"-- sheet: A\n-- sheet: B\nSELECT 1", "line 2: 'sheet' is given twice"},
        {"-- position: soon\nSELECT 1", "'soon' is not a number"},
        {"-- column: a | b | text | 1 | sum | x | y\nSELECT 1", "at most 6 fields"},
        {"-- column: a | A | text | 300\nSELECT 1", "width '300'"},
        {"-- column: a | A | text | 9 wraps\nSELECT 1", "'with COLUMN' or nothing, not 'wraps'"},
        {"-- column: a | A | text | 9 with\nSELECT 1", "or nothing, not 'with'"},
        {"-- column: a | A | text | 9 with a wrap\nSELECT 1", "no column or name 'a wrap'"},
        {"-- column: a\n-- column: bees | B | text | 9 wrap with bee\nSELECT 1",
         "line 2: report sample has no column or name 'bee'; did you mean 'bees'?"},
        {"-- column: a | A | text | aside\nSELECT 1", "line 1: a column aside wants 'each'"},
        {"-- each: a\n-- column: a\n-- column: b | B | text | aside\n-- freeze: b\nSELECT 1",
         "column 'b' is aside"},
        {"-- sheet: Of {part}\n-- each: parts\n-- column: parts\nSELECT 1",
         "no column or name 'part'; did you mean 'parts'?"},
        {"-- purpose: {}\n-- each: a\n-- column: a\nSELECT 1", "no column or name ''"},
        {"-- column: a | A | real | 9 | bars\nSELECT 1", "'bars'; did you mean 'bar'?"},
        {"-- column: a | A | date | 9 | bar\nSELECT 1", "a bar needs numbers"},
        {"-- column: price\n-- freeze: prices\nSELECT 1", "did you mean 'price'?"},
        {"-- column: a\n-- indent: a\nSELECT 1", "'indent' wants 'group'"},
        {"-- sheet: A/B\nSELECT 1", "cannot name a sheet"},
        {"-- sheet: abcdefghijklmnopqrstuvwxyz012345\nSELECT 1", "cannot name a sheet"},
        {"-- column: a\n-- name: A1 | a | a = 1\nSELECT 1", "'A1' cannot be a name"},
        {"-- column: a\n-- input: a | a = 1 | real | 9 .. 1\nSELECT 1", "not a pair of bounds"},
        {"-- column: a\n-- input: a | all | real\nSELECT 1", "wants bounds"},
        {"-- column: a\n-- input: a | all | text | x,, y\nSELECT 1", "an empty word"},
        {"-- column: a\n-- input: a | each a | text\nSELECT 1", "not of the form"},
        {"-- column: a\n-- chart: pie | T | a | a | all | below 1\nSELECT 1",
         "unknown kind of chart"},
        {"-- column: a\n-- chart: bar | T | a | a | all | above 1\nSELECT 1", "place 'above 1'"},
        {"-- sheet: A\n", "there is no SELECT"},
        {"-- sheet: A\nDELETE FROM part", "a report is one SELECT"},
        {"-- sheet: A\nSELECT 1; SELECT 2", "a second statement follows"},
        {"-- sheet: \xff\nSELECT 1", "not UTF-8"},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        struct arena arena;
        struct report_spec spec;
        struct error err = {0};
        struct embed_file file = file_of(rows[i].text);
        arena_init(&arena);
        assert_int_equal(report_spec_read(&spec, &arena, &file, &err), OPTIBOM_BAD_INPUT);
        if (strstr(err.text, rows[i].message) == NULL)
            fail_msg("'%s' lacks '%s'", err.text, rows[i].message);
        arena_fini(&arena);
    }
}

static void shows_columns_with_values(void **state)
{
    (void)state;
    struct arena arena;
    struct table table, part;
    arena_init(&arena);
    struct report_spec spec = read_fine(
        &arena, "-- sheet: {b} of {a} {n}{c}\n-- title: {a\n-- purpose: {note}.\n-- each: n\n"
                "-- column: n | | integer | 9 with n\n-- column: a | A | text | 9 wrap with b\n"
                "-- column: b | B | text | 9  with  a\n-- column: c | C | real | hidden\n"
                "-- column: note | N | text | aside\nSELECT 1");
    assert_true(spec.columns[1].wrap && spec.columns[1].width == 9);
    assert_string_equal(spec.columns[2].with, "a");
    assert_true(spec.columns[4].aside && spec.columns[4].hidden && spec.columns[4].with == NULL);
    table_init(&table, &arena);
    for (size_t i = 0; i < spec.column_count; i++)
        table_column(&table, spec.columns[i].name, NULL, spec.columns[i].kind, "");
    static const char *const B[] = {NULL, "", "x"};
    for (size_t i = 0; i < CHECK_COUNT(B); i++) {
        table_integer(&table, (int64_t)i + 7);
        table_null(&table);
        table_text(&table, B[i]);
        table_real(&table, 0.5);
        table_text(&table, "kept");
    }
    static const struct {
        size_t rows;
        bool hidden[5];
    } CASES[] = {{0, {true, true, true, true, true}}, /* of no rows what has none */
                 {2, {false, true, true, true, true}},
                 {3, {false, false, true, true, true}}};
    for (size_t i = 0; i < CHECK_COUNT(CASES); i++) {
        part = table;
        part.cell_count = CASES[i].rows * table.column_count;
        report_result_hide(&part, &spec);
        for (size_t k = 0; k < spec.column_count; k++)
            assert_int_equal(part.columns[k].is_hidden, CASES[i].hidden[k]);
    }
    part = table;
    part.cells += 2 * table.column_count;
    part.cell_count -= 2 * table.column_count;
    assert_string_equal(each_text(&arena, spec.sheet, &spec, &part), "x of  90.5");
    assert_string_equal(each_text(&arena, spec.purpose, &spec, &part), "kept.");
    assert_string_equal(each_text(&arena, spec.title, &spec, &part), "{a");
    const struct report_spec *whole = each_whole(&arena, &spec);
    assert_string_equal(whole->sheet, " of");
    assert_string_equal(whole->purpose, ".");
    arena_fini(&arena);
}

static void expands_formulas(void **state)
{
    (void)state;
    struct arena arena;
    struct buf text;
    arena_init(&arena);
    buf_init(&text);
    struct report_spec specs[] = {
        read_fine(&arena, "-- sheet: Bo's list\n-- column: a\n-- column: b\nSELECT 1"),
        read_fine(&arena,
                  "-- sheet: In\n-- column: value\n-- name: racks | value | value = 1\nSELECT 1")};
    specs[1].name = "inputs";
    struct formula_sheet sheets[] = {{&specs[0], 6, 9}, {&specs[1], 5, 4}};
    struct formula_place place = {sheets, 2, 0, false};
    struct buf expanded;
    buf_init(&expanded);
    assert_true(formula_expand(
        &expanded, &place, "SUM({b:column})*{a}*{racks}+SUM({inputs.value:column})+{b}&{none}"));
    formula_for_row(&text, buf_text(&expanded), 7);
    assert_string_equal(buf_text(&text), "SUM('Bo''s list'!$B$6:$B$9)*A7*racks+"
                                         "SUM('In'!$A$5:$A$6)+B7&\"" FORMULA_DASH "\"");
    buf_clear(&text);
    formula_for_row(&text, "no cell of the row", 7);
    assert_string_equal(buf_text(&text), "no cell of the row");
    buf_clear(&text);
    buf_clear(&expanded);
    place.is_column_fixed = true;
    assert_true(formula_expand(&expanded, &place, "{b}>0"));
    formula_for_row(&text, buf_text(&expanded), 1048576);
    assert_string_equal(buf_text(&text), "$B1048576>0");
    place.count = 1;
    assert_false(formula_expand(&expanded, &place, "{racks}"));
    assert_false(formula_expand(&expanded, &place, "{inputs.value:column}"));
    buf_fini(&expanded);
    static const char *const LETTERS[] = {"A", "Z", "AA", "AZ", "ZZ", "AAA"};
    static const size_t COLUMNS[] = {0, 25, 26, 51, 701, 702};
    for (size_t i = 0; i < CHECK_COUNT(COLUMNS); i++) {
        buf_clear(&text);
        formula_column_letters(&text, COLUMNS[i]);
        assert_string_equal(buf_text(&text), LETTERS[i]);
    }
    buf_fini(&text);
    arena_fini(&arena);
}

static void picks_rows(void **state)
{
    (void)state;
    struct arena arena;
    struct table table;
    arena_init(&arena);
    struct report_spec spec =
        read_fine(&arena, "-- column: build\n-- column: n | | integer\n"
                          "-- chart: bar | T | n | n | each build, n = 1 | below 1\n"
                          "-- chart: bar | T | n | n | each build | below 1\nSELECT 1");
    table_init(&table, &arena);
    table_column(&table, "build", NULL, TABLE_TEXT, "");
    table_column(&table, "n", NULL, TABLE_INTEGER, "");
    static const char *const BUILDS[] = {"a", "a", "b", "b", "a"};
    for (size_t i = 0; i < CHECK_COUNT(BUILDS); i++) {
        table_text(&table, BUILDS[i]);
        table_integer(&table, i == 0 || i == 3 ? 1 : 2);
    }
    struct where_run *runs;
    size_t count, first;
    bool is_apart;
    assert_true(where_runs(&runs, &count, &is_apart, &arena, &table, &spec, &spec.charts[0].where));
    assert_int_equal(count, 2);
    assert_false(is_apart);
    assert_true(runs[0].first == 0 && runs[0].last == 0 && runs[1].first == 3);
    assert_true(where_runs(&runs, &count, &is_apart, &arena, &table, &spec, &spec.charts[1].where));
    assert_int_equal(count, 2);
    assert_true(is_apart); /* the last row of a stands behind b */
    assert_int_equal(where_first(&first, &table, &spec, &spec.charts[0].where), OPTIBOM_OK);
    assert_int_equal(first, 0);
    arena_fini(&arena);
}

static void cuts_statements(void **state)
{
    (void)state;
    const char *cursor = "-- one; two\n CREATE TABLE t (a TEXT -- x; y\n, b DEFAULT ';''');\n"
                         "/* ; */ ;; SELECT \";\" ;  -- end\n";
    const char *start;
    size_t length;
    assert_true(statement_next(&start, &length, &cursor));
    assert_memory_equal(start, "CREATE TABLE t", 14);
    assert_memory_equal(start + length - 4, "''')", 4);
    assert_true(statement_next(&start, &length, &cursor));
    assert_int_equal(length, strlen("SELECT \";\""));
    assert_false(statement_next(&start, &length, &cursor));
}

static void own_reports_agree(void **state)
{
    (void)state;
    struct arena arena;
    struct report_spec *specs;
    const struct report_spec *found;
    size_t count;
    struct error err = {0};
    arena_init(&arena);
    if (report_spec_list(&specs, &count, &arena, NULL, 0, &err) != OPTIBOM_OK)
        fail_msg("%s", err.text);
    assert_true(count > 0);
    for (size_t i = 0; i < count; i++) {
        assert_true(i == 0 || specs[i - 1].position <= specs[i].position);
        assert_string_not_equal(specs[i].purpose, "");
        /* What no workbook has by itself comes last. */
        assert_true(i == 0 || !specs[i - 1].is_apart || specs[i].is_apart);
    }
    assert_true(specs[count - 1].is_apart);
    assert_int_equal(report_spec_find(&found, specs, count, "offer", &err), OPTIBOM_NOT_FOUND);
    assert_non_null(strstr(err.text, "did you mean 'offers'?"));

    struct embed_file extra = {"mine/inputs.sql", "-- sheet: Mine\nSELECT 1", 23};
    struct error why = {0};
    /* Others need the columns and names of the report that it takes the place of. */
    assert_int_equal(report_spec_list(&specs, &count, &arena, &extra, 1, &why), OPTIBOM_BAD_INPUT);
    assert_non_null(strstr(why.text, "line"));
    arena_fini(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_every_key),           cmocka_unit_test(refuses_with_place_and_help),
        cmocka_unit_test(expands_formulas),          cmocka_unit_test(picks_rows),
        cmocka_unit_test(cuts_statements),           cmocka_unit_test(own_reports_agree),
        cmocka_unit_test(shows_columns_with_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
