/* Formulas of highlights over a row: operators, texts, empty cells, functions, errors, what is not
 * of the row, nesting without end, and every highlight that travels with the program. */
#include "check.h"

#include "report/spec/condition.h"

#include <string.h>

static void fill(struct table *table, struct arena *arena)
{
    table_init(table, arena);
    table_column(table, "text", NULL, TABLE_TEXT, "");
    table_column(table, "count", NULL, TABLE_INTEGER, "");
    table_column(table, "share", NULL, TABLE_PERCENT, "");
    table_column(table, "nothing", NULL, TABLE_TEXT, "");
    table_column(table, "power", NULL, TABLE_RANGE, "W");
    table_column(table, "blank", NULL, TABLE_TEXT, "");
    table_text(table, "Changed: gr\xc3\xb6\xc3\x9f"
                      "er");
    table_integer(table, 7);
    table_real(table, 0.25);
    table_null(table);
    table_range(table, (struct range){8, 9, 10});
    table_text(table, "");
    table_text(table, "second \"row\"");
    table_integer(table, -1);
    table_null(table);
    table_null(table);
    table_null(table);
    table_null(table);
}

static const struct {
    const char *formula;
    bool holds;
} FORMULAS[] = {
    {"{count}=7", true},
    {"{count}<>7", false},
    {"{count}>6", true},
    {"{count}>=7", true},
    {"{count}<7", false},
    {"{count}<=7", true},
    {" { count } = 7", false}, /* names hold no blanks */
    {" {count} < > 8 ", true},
    {"{count}", true},
    {"{count}-7", false},
    {"{power}=9", true},
    /* Arithmetic: precedence, signs, percent, rounding. */
    {"1+2*3=7", true},
    {"(1+2)*3=9", true},
    {"2-3-4=-5", true},
    {"8/4/2=1", true},
    {"--3=3", true},
    {"2*-3=-6", true},
    {"{share}=25%", true},
    {"50%%=0.005", true},
    {"0.1+0.2=0.3", true},
    {"1e3=1000", true},
    {"1.5E-1=0.15", true},
    {".5=0.5", true},
    {"1=2=0", true}, /* from left to right: FALSE=0 */
    {"TRUE=1", true},
    {"false=0", true},
    {"-TRUE", true},
    /* Texts: no case, quotes doubled, order after numbers. */
    {"{text}=\"changed: gr\xc3\xb6\xc3\x9f"
     "er\"",
     true},
    {"{text}=\"changed\"", false},
    {"\"a\"=\"A\"", true},
    {"\"a\"<\"B\"", true},
    {"\"a\"<\"ab\"", true},
    {"\"say \"\"so\"\"\"<>\"say so\"", true},
    {"\"\"\"\"=\"\"\"\"", true},
    {"LEN(\"\"\"\")=1", true},
    {"\"9\"=9", false},
    {"\"9\">10", true},
    {"9<\"\"", true},
    /* Empty cells. */
    {"{nothing}=\"\"", true},
    {"{nothing}=0", true},
    {"{nothing}={blank}", true},
    {"{nothing}", false},
    {"{nothing}+1=1", true},
    {"ISBLANK({nothing})", true},
    {"ISBLANK({blank})", false},
    {"{blank}=0", false},
    {"{nothing}<{count}", true},
    /* Functions. */
    {"AND({count}=7,{share}<1)", true},
    {"AND({count}=7,{share}>1)", false},
    {"AND(1,{nothing})", true},
    {"OR({count}=1,{text}=\"x\",{share}=0.25)", true},
    {"OR({count}=1)", false},
    {"NOT({count}=1)", true},
    {"not(or(FALSE,false))", true},
    {"IF({count}>5,{share}>0.2,1/0)", true},
    {"IF({count}>9,1)", false},
    {"IF({count}>9,1,\"b\")=\"B\"", true},
    {"LEFT({text},7)=\"changed\"", true},
    {"LEFT({text},12)=\"Changed: gr\xc3\xb6\"", true},
    {"LEFT({text})=\"c\"", true},
    {"LEFT({text},0)=\"\"", true},
    {"LEFT({text},1e9)={text}", true},
    {"LEFT({nothing},3)=\"\"", true},
    {"RIGHT({text},3)=\"\xc3\x9f"
     "er\"",
     true},
    {"RIGHT(\"a\"\"b\"\"\",2)=\"b\"\"\"", true},
    {"LEN({text})=15", true},
    {"ABS(-2)=2", true},
    {"MIN(3,1,2)=1", true},
    {"MAX({nothing},-4)=-4", true},
    {"MAX({nothing})=0", true},
    {"ISNUMBER({count})", true},
    {"ISNUMBER({text})", false},
    {"ISTEXT({blank})", true},
    /* Errors spread and never hold. */
    {"1/0=1/0", false},
    {"NOT(1/0)", false},
    {"OR(1=1,1/0)", false},
    {"\"a\"+1", false},
    {"-\"a\"", false},
    {"AND(\"a\")", false},
    {"\"a\"", false},
    {"1e308*10>0", false},
    {"LEFT({text},-1)=\"\"", false},
    /* What is not of the row. */
    {"{racks}=1", false},
    {"OR({count}=7,{racks}=1)", false},
    {"{count:column}=7", false},
    {"OR(1=1,{offers.part:column}=1)", false},
    {"Sheet1!A1=1", false},
    {"SUMIFS({count},1)=0", false},
    {"NOT({other}=1)", false},
    /* What is no formula. */
    {"", false},
    {"=1=1", false},
    {"1=1)", false},
    {"(1=1", false},
    {"AND()", false},
    {"AND(1,)", false},
    {"NOT(1,1)", false},
    {"\"open=\"\"", false},
    {"{count", false},
    {"{count} 7", false},
    {"1 1", false},
    {"1..2=1", false},
    {"0x10=16", false},
    {"inf>1", false},
    {"TRUEST", false},
    {"1e=1", false},
    {"\"a\"&\"b\"=\"ab\"", false},
    {"1<", false},
    {"{count}=>7", false},
};

static void evaluates(void **state)
{
    (void)state;
    struct arena arena;
    struct table table;
    arena_init(&arena);
    fill(&table, &arena);
    for (size_t i = 0; i < CHECK_COUNT(FORMULAS); i++)
        if (condition_holds(FORMULAS[i].formula, NULL, &table, 0) != FORMULAS[i].holds)
            fail_msg("%s: not %s", FORMULAS[i].formula, FORMULAS[i].holds ? "true" : "false");
    assert_true(condition_holds("AND({count}=-1,{text}=\"SECOND \"\"row\"\"\")", NULL, &table, 1));
    assert_false(condition_holds("{count}=7", NULL, &table, 1));
    arena_fini(&arena);
}

/* A column of the table that the report does not name is a defined name to it. */
static void knows_the_columns_of_the_report(void **state)
{
    (void)state;
    struct arena arena;
    struct table table;
    struct report_column columns[] = {{.name = "count"}, {.name = "gone"}};
    const struct report_spec spec = {.columns = columns, .column_count = 2}, open = {0};
    arena_init(&arena);
    fill(&table, &arena);
    assert_true(condition_holds("{count}=7", &spec, &table, 0));
    assert_false(condition_holds("{share}=0.25", &spec, &table, 0));
    assert_false(condition_holds("{gone}=0", &spec, &table, 0));
    assert_true(condition_holds("{share}=0.25", &open, &table, 0));
    arena_fini(&arena);
}

static void bounds_its_depth(void **state)
{
    (void)state;
    enum { DEEP = 100000 };
    struct arena arena;
    struct table table;
    arena_init(&arena);
    fill(&table, &arena);
    char *text = arena_alloc(&arena, 2 * DEEP + 2);
    assert_non_null(text);
    memset(text, '(', DEEP);
    text[DEEP] = '1';
    memset(text + DEEP + 1, ')', DEEP);
    assert_false(condition_holds(text, NULL, &table, 0));
    memset(text, '-', 2 * DEEP);
    text[2 * DEEP] = '1';
    assert_true(condition_holds(text, NULL, &table, 0));
    for (size_t i = 0; i < DEEP; i++)
        memcpy(text + 2 * i, "1+", 2);
    text[2 * DEEP] = '1';
    assert_true(condition_holds(text, NULL, &table, 0));
    arena_fini(&arena);
}

/* Every formula is read to its end: of an empty row it is true or it is false, and one of the two
 * when it is negated; what is not read is false both times. */
static void reads_the_highlights_of_the_program(void **state)
{
    (void)state;
    struct arena arena;
    struct report_spec *specs;
    size_t count, read = 0;
    struct error err = {0};
    arena_init(&arena);
    if (report_spec_list(&specs, &count, &arena, NULL, 0, &err) != OPTIBOM_OK)
        fail_msg("%s", err.text);
    for (size_t i = 0; i < count; i++) {
        struct table table;
        table_init(&table, &arena);
        for (size_t c = 0; c < specs[i].column_count; c++)
            table_column(&table, specs[i].columns[c].name, NULL, specs[i].columns[c].kind, "");
        for (size_t c = 0; c < specs[i].column_count; c++)
            table_null(&table);
        for (size_t h = 0; h < specs[i].highlight_count; h++) {
            const char *formula = specs[i].highlights[h].formula;
            const char *negated = arena_printf(&arena, "NOT(%s)", formula);
            assert_non_null(negated);
            if (condition_holds(formula, &specs[i], &table, 0) ==
                condition_holds(negated, &specs[i], &table, 0))
                print_message("%s: not of one row: %s\n", specs[i].file, formula);
            else
                read++;
        }
    }
    assert_true(read >= 30);
    arena_fini(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(evaluates),
        cmocka_unit_test(knows_the_columns_of_the_report),
        cmocka_unit_test(bounds_its_depth),
        cmocka_unit_test(reads_the_highlights_of_the_program),
    };
    return cmocka_run_group_tests_name("condition", tests, NULL, NULL);
}
