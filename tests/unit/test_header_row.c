#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "import/header_row.h"
#include "import/row_shape.h"
#include "import_classes.h"

#include <stdio.h>
#include <string.h>

enum { ROWS_MAX = 60 };

/* Rows of a text such as "a|b/1|2", one behind each "/"; cells live in the arena. */
static size_t make_rows(struct import_row *rows, struct arena *arena, const char *text)
{
    size_t count = 0;
    while (*text != '\0') {
        struct import_row *row = &rows[count++];
        size_t length = strcspn(text, "/");
        *row = (struct import_row){.line = count, .raw = ""};
        for (const char *end = text + length; text <= end;) {
            size_t cell = strcspn(text, "|/");
            row->cells = arena_grow(arena, row->cells, row->count, sizeof *row->cells);
            assert_non_null(row->cells);
            row->cells[row->count++] = arena_strndup(arena, text, cell);
            text += cell + 1;
        }
        text -= text[-1] == '\0';
    }
    return count;
}

/* "line, or above+line:names", "none" without a header. */
static void find(char *out, size_t out_size, const char *text, size_t class_count)
{
    struct import_row rows[ROWS_MAX];
    struct import_header_row header;
    struct error err = {0};
    struct arena arena;
    arena_init(&arena);
    size_t count = make_rows(rows, &arena, text), used = 0;
    enum optibom_status status = import_header_row_find(&header, &arena, import_test_classes,
                                                        class_count, rows, count, &err);
    if (status == OPTIBOM_NOT_FOUND) {
        snprintf(out, out_size, "none");
        assert_int_equal(err.status, OPTIBOM_OK);
    } else {
        assert_int_equal(status, OPTIBOM_OK);
        assert_int_equal(header.lower.line, header.index + 1);
        assert_int_equal(header.upper.line, header.is_pair ? header.index : 0);
        used += (size_t)snprintf(out, out_size, "%s%zu,%zu:", header.is_pair ? "pair " : "",
                                 header.index + 1, header.understood);
        for (size_t i = 0; i < header.names.count; i++)
            used += (size_t)snprintf(out + used, out_size - used, "%s%s", i > 0 ? "|" : "",
                                     header.names.cells[i]);
    }
    assert_true(used < out_size);
    arena_fini(&arena);
}

static const struct {
    const char *rows, *header; /* line, attributes understood, names */
} tables[] = {
    {"vendor|mpn|power/Acme|T-1|9", "1,3:vendor|mpn|power"},
    {"Price list 2026/Valid until:|2026-12-31//Manufacturer|Part number|Price (USD)|Qty/"
     "Acme|T-1|9|1",
     "4,4:Manufacturer|Part number|Price (USD)|Qty"},
    /* names that nobody knows, over figures */
    {"Acme Photonics/colour|size|mass/red|3|4.5/blue|4|5", "2,0:colour|size|mass"},
    {"red|3|4.5/blue|4|5", "none"},
    {"1|2|3", "none"},
    {"A759|A1/ZLLS|Z1", "none"},
    {"", "none"},
    {"/", "none"},
    {"manf#||/T-1||", "1,1:manf#||"},
    {"Acme/T-1/T-2", "none"},
    {"vendor|mpn", "1,2:vendor|mpn"},
    /* a banner that is a small table of its own */
    {"version|vendor/1.2|GENERIC/lane|gain|loss|slope|offset|mode/0|1|2|3|4|low/1|1|2|3|4|low",
     "3,0:lane|gain|loss|slope|offset|mode"},
    /* the first of two, when the header stands again below */
    {"vendor|mpn/Acme|T-1/vendor|mpn/Acme|T-2", "1,2:vendor|mpn"},
    /* groups above names that repeat */
    {"Part info||Arrow||Mouser|/manf#|refs|price|stock|price|stock/T-1|U1|9|5|8|6",
     "pair 2,1:manf#|Part info refs|Arrow price|Arrow stock|Mouser price|Mouser stock"},
    /* groups of two cells each */
    {"||50G|PAM4||25G|NRZ|/id|lane|gain|loss|eq|gain|loss|eq/0|1|2|3|4|5|6|7",
     "pair 2,0:id|lane|50G PAM4 gain|50G PAM4 loss|50G PAM4 eq|25G NRZ gain|25G NRZ loss|25G NRZ "
     "eq"},
    /* a title is no group, a line with figures neither */
    {"Our price list|||/mpn|stock|price|stock/T-1|2|9|4", "2,2:mpn|stock|price|stock"},
    {"Date|2026-01-01||/mpn|stock|price|stock/T-1|2|9|4", "2,2:mpn|stock|price|stock"},
    /* sides and units below names */
    {"Manufacturer|Model|Power|||Reach/|||typ|max|/Acme|T-1||9|12|500",
     "pair 2,6:Manufacturer|Model|Power|Power typ|Power max|Reach"},
    {"vendor|model|power|reach/||W|m/Acme|T-1|9|500", "pair 2,4:vendor|model|power W|reach m"},
    {"vendor|model|power|reach|mass/||(mW)|[km]|kg/Acme|T-1|9|5|1",
     "pair 2,4:vendor|model|power (mW)|reach [km]|mass kg"},
    {"vendor|model|price|stock/||USD|-/Acme|T-1|9|5", "pair 2,3:vendor|model|price USD|stock -"},
    /* data is no second half */
    {"vendor|model|power|reach/Acme|T-x||/Acme|T-1|9|5", "1,4:vendor|model|power|reach"},
    {"vendor|model|description|reach/Acme|X|W|m/Acme|Y|W|m", "1,4:vendor|model|description|reach"},
    /* the halves mean more together than alone */
    {"Part|Made|Max/number|by vendor|power/T-1|Acme|9",
     "pair 2,2:Part number|Made by vendor|power"},
};

static void finds_the_header(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        char header[1024];
        find(header, sizeof header, tables[i].rows, IMPORT_TEST_CLASSES);
        assert_string_equal(header, tables[i].header);
    }
}

static void needs_no_class_for_words_over_figures(void **state)
{
    (void)state;
    char header[1024];
    find(header, sizeof header, "colour|size/red|3", 0);
    assert_string_equal(header, "1,0:colour|size");
    find(header, sizeof header, "vendor|mpn/Acme|T-x", 0);
    assert_string_equal(header, "none");
}

static void looks_at_the_first_rows_only(void **state)
{
    (void)state;
    char text[1024] = "", header[256];
    for (size_t i = 0; i < IMPORT_HEADER_ROWS; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "Acme/");
    snprintf(text + strlen(text), sizeof text - strlen(text), "vendor|mpn/Acme|T-1");
    find(header, sizeof header, text, IMPORT_TEST_CLASSES);
    assert_string_equal(header, "none");
    find(header, sizeof header, text + strlen("Acme/"), IMPORT_TEST_CLASSES);
    assert_string_equal(header, "50,2:vendor|mpn");
}

/* ---- rows below it ---- */

static const struct {
    const char *row;
    enum import_row_kind kind;
} kinds[] = {
    {"Acme|T-1|laser|9|5|USD", IMPORT_ROW_DATA},
    {"Acme|T-1||||", IMPORT_ROW_DATA},
    {"", IMPORT_ROW_BLANK},
    {" |\xc2\xa0||||", IMPORT_ROW_BLANK},
    {"|||0|$0.00|", IMPORT_ROW_BLANK},
    {"|||0|0.1|", IMPORT_ROW_DATA},
    {"0|0|0|0|0|0", IMPORT_ROW_DATA},
    {"|0|0|0|0|0", IMPORT_ROW_DATA},
    {"Total||||47|", IMPORT_ROW_TOTAL},
    {"||TOTAL (USD):||3,475.19|", IMPORT_ROW_TOTAL},
    {"Sub-Total|||3|47|", IMPORT_ROW_TOTAL},
    {"|||sum|47|", IMPORT_ROW_TOTAL},
    {"Grand total", IMPORT_ROW_TOTAL},
    {"Total|T-1|laser|9|5|USD", IMPORT_ROW_DATA},
    {"Total Phase|T-1||||", IMPORT_ROW_DATA}, /* a vendor */
    {"Summit|T-1||||", IMPORT_ROW_DATA},
    {"# suppressed_count|0", IMPORT_ROW_COMMENT},
    {"#7|T-1||||", IMPORT_ROW_DATA},
    {"# 7|T-1|laser|9|5|USD", IMPORT_ROW_DATA},
    {"// end", IMPORT_ROW_COMMENT},
    {"Note: prices are net|||||", IMPORT_ROW_COMMENT},
    {"Notes", IMPORT_ROW_COMMENT},
    {"Noteworthy|T-1||||", IMPORT_ROW_DATA},
    {"Page 2|||||", IMPORT_ROW_COMMENT},
    {"Prepared by:|Ann||||", IMPORT_ROW_COMMENT},
    {"Prices change without any notice", IMPORT_ROW_COMMENT},
    {"Optical transceivers", IMPORT_ROW_DATA}, /* the name of a group is refused, with a sentence */
    {"* full reels only", IMPORT_ROW_COMMENT},
    {"*|T-1||9||", IMPORT_ROW_DATA},
    {"-----|-----|-----|---|---|---", IMPORT_ROW_COMMENT},
    {"============", IMPORT_ROW_COMMENT},
    {"-|T-1||9||", IMPORT_ROW_DATA},
    {"Vendor|MPN|Description|Arrow price|Arrow qty|Currency", IMPORT_ROW_HEADER},
    {"vendor | mpn|description|price|qty|currency", IMPORT_ROW_HEADER},
    {"|||Arrow||", IMPORT_ROW_HEADER},
    {"vendor|mpn|||", IMPORT_ROW_DATA},
    {"vendor|mpn|description|price|qty|currency|more", IMPORT_ROW_OTHER},
    {"Vendor|MPN|Description|price|qty|Lead time", IMPORT_ROW_OTHER},
};

static void tells_data_from_what_is_none(void **state)
{
    (void)state;
    struct import_row rows[ROWS_MAX];
    struct import_header_row header = {.is_pair = true};
    struct arena arena;
    arena_init(&arena);
    make_rows(&header.names, &arena, "Vendor|MPN|Description|Arrow price|Arrow qty|Currency");
    make_rows(&header.upper, &arena, "|||Arrow||");
    make_rows(&header.lower, &arena, "Vendor|MPN|Description|price|qty|Currency");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t count = make_rows(rows, &arena, kinds[i].row);
        if (count == 0)
            rows[0] = (struct import_row){.raw = ""};
        if (strchr(kinds[i].row, '/') != NULL) { /* its slashes are text */
            rows[0].count = 1;
            rows[0].cells[0] = kinds[i].row;
        }
        if (import_row_kind(&header, &rows[0]) != kinds[i].kind)
            fail_msg("\"%s\" is of kind %d", kinds[i].row, (int)import_row_kind(&header, &rows[0]));
    }
    arena_fini(&arena);
}

static void goes_by_the_row_alone_without_a_header(void **state)
{
    (void)state;
    static const struct {
        const char *row;
        enum import_row_kind kind;
    } alone[] = {
        {"T-1|9", IMPORT_ROW_DATA},  {"Total|9", IMPORT_ROW_TOTAL}, {"# end|9", IMPORT_ROW_COMMENT},
        {"||", IMPORT_ROW_BLANK},    {"T-1", IMPORT_ROW_DATA},      {"Total", IMPORT_ROW_TOTAL},
        {"T-1:|9", IMPORT_ROW_DATA},
    };
    struct import_row rows[ROWS_MAX];
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < sizeof alone / sizeof *alone; i++) {
        make_rows(rows, &arena, alone[i].row);
        assert_int_equal(import_row_kind(NULL, &rows[0]), alone[i].kind);
    }
    arena_fini(&arena);
}

static void tells_figures_from_words(void **state)
{
    (void)state;
    static const char *const figures[] = {"1",
                                          "-2.5",
                                          "$1,234.50",
                                          "12 %",
                                          "2026-01-02",
                                          "1e-9",
                                          "\xe2\x82\xac"
                                          "5",
                                          "1/2"};
    static const char *const words[] = {"", "-", "%", "e", "W", "5 W", "T-1", "50G", "1 May"};
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        assert_true(import_cell_is_figure(figures[i]));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_false(import_cell_is_figure(words[i]));
}

static void copies_rows(void **state)
{
    (void)state;
    const char *cells[] = {"a", "b"}, *places[] = {"page 1", NULL}, *doubts[] = {NULL, "smudged"};
    struct import_row row = {7, 2, cells, "a,b", places, doubts, NULL, false}, copy;
    struct arena arena;
    arena_init(&arena);
    assert_true(import_row_copy(&copy, &arena, &row));
    assert_int_equal(copy.line, 7);
    assert_int_equal(copy.count, 2);
    assert_string_equal(copy.cells[1], "b");
    assert_ptr_not_equal(copy.cells[1], cells[1]);
    assert_string_equal(copy.raw, "a,b");
    assert_string_equal(copy.places[0], "page 1");
    assert_null(copy.places[1]);
    assert_string_equal(copy.doubts[1], "smudged");
    row.places = row.doubts = NULL;
    assert_true(import_row_copy(&copy, &arena, &row));
    assert_null(copy.places);
    assert_null(copy.doubts);
    arena_fini(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_header),
        cmocka_unit_test(needs_no_class_for_words_over_figures),
        cmocka_unit_test(looks_at_the_first_rows_only),
        cmocka_unit_test(tells_data_from_what_is_none),
        cmocka_unit_test(goes_by_the_row_alone_without_a_header),
        cmocka_unit_test(tells_figures_from_words),
        cmocka_unit_test(copies_rows),
    };
    return cmocka_run_group_tests_name("header_row", tests, NULL, NULL);
}
