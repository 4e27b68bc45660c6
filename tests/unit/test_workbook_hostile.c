/* Workbooks made to do harm, and broken ones: each is refused with one sentence, soon, and without
 * much memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "workbook_text.h"

#include <stdbool.h>
#include <time.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { MIB = 1024 * 1024 };

/* `before`, `piece` so many times, `after`. */
static void repeat(struct buf *out, const char *before, const char *piece, size_t times,
                   const char *after)
{
    buf_puts(out, before);
    for (size_t i = 0; i < times; i++)
        buf_puts(out, piece);
    buf_puts(out, after);
}

/* Of the processor, so that a busy machine fails no test. */
static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

#define IN_SHEET "@xl/worksheets/sheet1.xml\n<worksheet><sheetData>"
#define OUT_OF_SHEET "</sheetData></worksheet>"
#define AGAIN "; open the workbook in Excel or LibreOffice and save it again"
#define BOMB                                                                                       \
    " unfolds to far more than its size, as zip bombs do; if the workbook is honest, save its "    \
    "sheets as CSV UTF-8 and import those"

static const struct {
    const char *before, *piece;
    size_t times;
    const char *after, *tables;
} repeated[] = {
    /* zip bombs: in the sheet, the strings, a list of relations, a part that is not XML at all */
    {IN_SHEET, "          ", 4 * MIB, OUT_OF_SHEET,
     "S{!t.xlsx: xl/worksheets/sheet1.xml" BOMB "/}"},
    {IN_SHEET, "<row r='1'/>", 2 * MIB, OUT_OF_SHEET,
     "S{!t.xlsx: sheet S, at row 1: there are more rows than a sheet has (1,048,576)" AGAIN "/}"},
    {IN_SHEET "<row>", "<c/>", 20000, "</row>" OUT_OF_SHEET,
     "S{!t.xlsx: sheet S, at row 1: the row has more cells than a sheet has columns (16,384)" AGAIN
     "/}"},
    {IN_SHEET "<row>", "<b/>", 9 * MIB, "</row>" OUT_OF_SHEET,
     "S{!t.xlsx: xl/worksheets/sheet1.xml" BOMB "/}"},
    {"@xl/sharedStrings.xml\n<sst>", "<si/>", 7 * MIB, "</sst>",
     "!t.xlsx: xl/sharedStrings.xml" BOMB},
    {"@xl/styles.xml\n<styleSheet><cellXfs>", "<xf/>", 2 * MIB, "</cellXfs></styleSheet>",
     "!t.xlsx: the workbook has more than 1048576 cell styles; save its sheets as CSV UTF-8 and "
     "import those"},
    {"@_rels/.rels\n<Relationships>", "<Relationship/>", 2300000, "</Relationships>",
     "!t.xlsx: _rels/.rels" BOMB},
    {"@xl/workbook.xml\n<workbook><sheets>", "<sheet/>", 20000, "</sheets></workbook>",
     "!t.xlsx: the workbook has more than 10000 sheets; split it"},
    /* rows that reach far to the right */
    {IN_SHEET, "<row><c r='XFD1' t='str'><v> </v></c></row>", 20000, OUT_OF_SHEET,
     "S{!t.xlsx: sheet S, row 16385: the sheet has more than 256 million cells up to here, empty "
     "ones too; delete what stands far to the right, or split it/}"},
    /* depth, long tags, names without end */
    {IN_SHEET, "<a>", 300, "",
     "S{!t.xlsx: xl/worksheets/sheet1.xml:1: elements are nested deeper than in any workbook" AGAIN
     "/}"},
    {IN_SHEET "<row a='", "aaaaaaaaaaaaaaaa", MIB, "'/>" OUT_OF_SHEET,
     "S{!t.xlsx: xl/worksheets/sheet1.xml:1: a tag or comment is longer than 1 MiB" AGAIN "/}"},
    {IN_SHEET "<!--", "aaaaaaaaaaaaaaaa", MIB, "-->" OUT_OF_SHEET,
     "S{!t.xlsx: xl/worksheets/sheet1.xml:1: a tag or comment is longer than 1 MiB" AGAIN "/}"},
    /* long texts: 32,767 characters and more are read, not without end */
    {IN_SHEET "<row><c t='str'><v>", "aaaaaaaaaaaaaaaa", 5 * MIB / 16,
     "</v></c></row><row><c><v>1</v></c></row>" OUT_OF_SHEET,
     "S{!t.xlsx: sheet S, cell A1: the text is longer than 4 MiB; shorten it/2:1/}"},
    {"@xl/sharedStrings.xml\n<sst><si/><si><t>", "aaaaaaaaaaaaaaaa", 5 * MIB / 16,
     "</t></si></sst>", "!t.xlsx: text 2 of the workbook is longer than 4 MiB; shorten that cell"},
};

/* What the reader gives of the parts in `text`, which is freed; fails past ten seconds, which
 * reading again and again exceeds by far. */
static void read_soon(struct buf *out, struct buf *text)
{
    assert_true(buf_ok(text));
    struct workbook_parts parts = parts_open(buf_text(text), text->length, true);
    assert_non_null(parts.file);
    buf_init(out);
    double start = seconds();
    workbook_text(out, parts.file, "t.xlsx");
    double taken = seconds() - start;
    if (taken > 10)
        fail_msg("took %.1f s", taken);
    parts_close(&parts);
    buf_fini(text);
}

static void check_soon(struct buf *text, const char *tables)
{
    struct buf out;
    read_soon(&out, text);
    assert_string_equal(buf_text(&out), tables);
    buf_fini(&out);
}

static void bombs_are_refused_soon(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(repeated); i++) {
        struct buf text;
        buf_init(&text);
        repeat(&text, repeated[i].before, repeated[i].piece, repeated[i].times, repeated[i].after);
        check_soon(&text, repeated[i].tables);
    }
}

/* The parser keeps each name of an element or attribute for good. */
static void names_without_end_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *before, *piece, *after;
    } forms[] = {
        {"<row>", "<a%d/>", "</row>"},
        {"<row>", "<c a%d=''/>", "</row>"},
        {"<row>", "<p%d:c/>", "</row>"}, /* prefixes make names too */
        {"<row", " a%d=''", "/>"},       /* all in one tag */
    };
    for (size_t form = 0; form < COUNT(forms); form++) {
        struct buf text;
        buf_init(&text);
        buf_printf(&text, IN_SHEET "%s", forms[form].before);
        for (int i = 10; i < 15000; i++) {
            const char *number = strstr(forms[form].piece, "%d");
            buf_add(&text, forms[form].piece, (size_t)(number - forms[form].piece));
            buf_printf(&text, "%d%s", i, number + 2);
        }
        buf_printf(&text, "%s" OUT_OF_SHEET, forms[form].after);
        check_soon(&text, "S{!t.xlsx: xl/worksheets/sheet1.xml:1: there are more different names "
                          "of elements than a workbook has" AGAIN "/}");
    }
}

/* What cannot be packed behind the bomb does not excuse it. */
static void bombs_are_known_before_their_end(void **state)
{
    (void)state;
    struct buf text;
    uint64_t seed = 1;
    buf_init(&text);
    repeat(&text, IN_SHEET "<row><c t='str'><v>", "                ", 40 * MIB / 16, "");
    for (int i = 0; i < 40000; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        buf_printf(&text, "%016llx", (unsigned long long)seed);
    }
    buf_puts(&text, "</v></c></row>" OUT_OF_SHEET);
    check_soon(&text, "S{!t.xlsx: xl/worksheets/sheet1.xml" BOMB "/}");
}

/* Ten thousand sheets that are one part, read again for each. */
static void one_part_is_not_read_without_end(void **state)
{
    (void)state;
    struct buf text, out;
    buf_init(&text);
    repeat(&text, "@xl/workbook.xml\n<workbook xmlns:r='r'><sheets>", "<sheet r:id='rId1'/>", 9999,
           "</sheets></workbook>\n");
    repeat(&text, IN_SHEET, "            ", 100000, OUT_OF_SHEET);
    read_soon(&out, &text);
    assert_non_null(strstr(buf_text(&out), "!t.xlsx: xl/worksheets/sheet1.xml" BOMB));
    buf_fini(&out);
}

/* A workbook deep in folders with many relations: each would keep the whole path. */
static void long_paths_do_not_multiply(void **state)
{
    (void)state;
    struct buf text, folders;
    buf_init(&text);
    buf_init(&folders);
    repeat(&folders, "", "f/", 100, "");
    buf_printf(&text,
               "@_rels/.rels\n<Relationships><Relationship Id='a' Type='/officeDocument' "
               "Target='%sw.xml'/></Relationships>\n@%sw.xml\n<workbook xmlns:r='r'><sheets><sheet "
               "name='S' r:id='z'/></sheets></workbook>\n@%s_rels/w.xml.rels\n<Relationships>",
               buf_text(&folders), buf_text(&folders), buf_text(&folders));
    for (int i = 0; i < 200000; i++)
        buf_printf(&text, "<Relationship Id='r%d' Type='/worksheet' Target='b'/>", i);
    buf_puts(&text, "</Relationships>");
    buf_fini(&folders);
    check_soon(&text, "!t.xlsx: sheet S is listed, but its part is missing" AGAIN);
}

/* Formatted to the last row, as a careless "whole column" leaves it. */
static void styled_rows_to_the_last_are_soon_over(void **state)
{
    (void)state;
    enum { LAST = 1048576 };
    struct buf text;
    buf_init(&text);
    buf_puts(&text, IN_SHEET "<row r='1'><c r='A1' s='1' t='str'><v>x</v></c></row>");
    for (int i = 2; i < LAST; i++)
        buf_printf(&text, "<row r='%d'><c r='A%d' s='1'/></row>", i, i);
    buf_printf(&text, "<row r='%d'><c r='B%d'><v>1</v></c></row>" OUT_OF_SHEET, LAST, LAST);
    check_soon(&text, "S{1:x/1048576:|1/}");
}

/* The longest text that Excel allows is read. */
static void long_texts_are_read(void **state)
{
    (void)state;
    struct buf text, out;
    buf_init(&text);
    repeat(&text, IN_SHEET "<row><c t='inlineStr'><is><t>", "\xe2\x82\xac", 32767,
           "</t></is></c></row>" OUT_OF_SHEET);
    read_soon(&out, &text);
    assert_int_equal(out.length, strlen("S{1:/}") + 3 * 32767);
    buf_fini(&out);
}

/* One long shared text in many cells: each row past the limit is refused, the sheet as a whole
 * before it takes long. */
static void shared_texts_do_not_multiply(void **state)
{
    (void)state;
    struct buf text, out;
    buf_init(&text);
    repeat(&text, "@xl/sharedStrings.xml\n<sst><si><t>", "aaaaaaaaaaaaaaaa", 3 * MIB / 16,
           "</t></si></sst>\n" IN_SHEET);
    repeat(&text, "", "<row><c t='s'><v>0</v></c><c t='s'><v>0</v></c></row>", 100000,
           OUT_OF_SHEET);
    read_soon(&out, &text);
    assert_non_null(strstr(buf_text(&out), "cell B1: the texts of the row up to here are longer "
                                           "than 4 MiB; shorten them/"));
    assert_non_null(strstr(buf_text(&out), "row 683: the texts of the sheet up to here are longer "
                                           "than 4 GiB; split the sheet/}"));
    buf_fini(&out);
}

static const char whole[] =
    "@xl/worksheets/sheet1.xml\n<worksheet><sheetData><row><c t='s'><v>0</v></c><c><v>1.5</v></c>"
    "</row><row r='7'><c t='inlineStr'><is><t>b</t></is></c></row></sheetData></worksheet>\n"
    "@xl/sharedStrings.xml\n<sst><si><t>a</t></si></sst>\n"
    "@xl/styles.xml\n<styleSheet><cellXfs><xf numFmtId='14'/></cellXfs></styleSheet>\n";

/* From one changed file to the next: HOSTILE_STEP times as far in the quick tests as in the long
 * ones, where it is 1. */
static size_t step(size_t least)
{
    const char *text = getenv("HOSTILE_STEP");
    return least * (text != NULL ? strtoul(text, NULL, 10) : 7);
}

/* Every file cut short says so; nothing else happens. */
static void cut_files_are_refused(void **state)
{
    (void)state;
    struct workbook_parts parts = parts_open(whole, sizeof whole - 1, true);
    assert_non_null(parts.file);
    for (size_t size = 1; size < parts.size; size += step(3)) {
        struct buf out;
        buf_init(&out);
        FILE *file = fmemopen(parts.bytes, size, "r");
        assert_non_null(file);
        workbook_text(&out, file, "t.xlsx");
        assert_int_equal(buf_text(&out)[0], '!');
        if (size > 100)
            assert_string_equal(
                buf_text(&out),
                "!t.xlsx: the workbook is cut off or damaged; copy or download it again");
        fclose(file);
        buf_fini(&out);
    }
    parts_close(&parts);
}

/* A changed byte gives a sentence or the rows, never harm. */
static void damaged_files_do_no_harm(void **state)
{
    (void)state;
    for (int is_packed = 0; is_packed < 2; is_packed++) {
        struct workbook_parts parts = parts_open(whole, sizeof whole - 1, is_packed != 0);
        assert_non_null(parts.file);
        for (size_t i = 0; i < parts.size; i += step(1)) {
            struct buf out;
            buf_init(&out);
            parts.bytes[i] ^= (char)(1 + i % 255);
            workbook_text(&out, parts.file, "t.xlsx");
            assert_true(buf_ok(&out));
            parts.bytes[i] ^= (char)(1 + i % 255);
            buf_fini(&out);
        }
        parts_close(&parts);
    }
}

/* Rows that were read stay; what follows them is said. */
static void a_wrong_sum_is_told_behind_the_rows(void **state)
{
    (void)state;
    struct buf out;
    struct workbook_parts parts = parts_open(whole, sizeof whole - 1, false);
    buf_init(&out);
    for (size_t i = 0; i + 3 < parts.size; i++)
        if (memcmp(parts.bytes + i, "1.5", 3) == 0)
            parts.bytes[i] = '7';
    workbook_text(&out, parts.file, "t.xlsx");
    assert_string_equal(
        buf_text(&out),
        "S{1:a|1900-01-07T12:00:00/7:b/!t.xlsx: xl/worksheets/sheet1.xml is cut off or damaged; "
        "copy or download the workbook again/}");
    buf_fini(&out);
    parts_close(&parts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bombs_are_refused_soon),
        cmocka_unit_test(names_without_end_are_refused),
        cmocka_unit_test(bombs_are_known_before_their_end),
        cmocka_unit_test(one_part_is_not_read_without_end),
        cmocka_unit_test(long_paths_do_not_multiply),
        cmocka_unit_test(styled_rows_to_the_last_are_soon_over),
        cmocka_unit_test(long_texts_are_read),
        cmocka_unit_test(shared_texts_do_not_multiply),
        cmocka_unit_test(cut_files_are_refused),
        cmocka_unit_test(damaged_files_do_no_harm),
        cmocka_unit_test(a_wrong_sum_is_told_behind_the_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
