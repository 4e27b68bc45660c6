/* The reader of Excel workbooks: rows, values, relations, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "workbook_text.h"

#include <stdbool.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* What the reader gives of the parts in `text`; to be freed. */
static char *read_text(const char *text)
{
    struct workbook_parts parts = parts_open(text, strlen(text), true);
    struct buf out;
    buf_init(&out);
    assert_non_null(parts.file);
    workbook_text(&out, parts.file, "t.xlsx");
    parts_close(&parts);
    assert_true(buf_ok(&out));
    return out.text;
}

static void check_text(const char *text, const char *tables)
{
    char *out = read_text(text);
    assert_string_equal(out, tables);
    free(out);
}

#define SHEET(rows)                                                                                \
    "@xl/worksheets/sheet1.xml\n<worksheet " PARTS_MAIN "><sheetData>" rows                        \
    "</sheetData></worksheet>\n"
#define STRINGS(items) "@xl/sharedStrings.xml\n<sst " PARTS_MAIN ">" items "</sst>\n"
#define STYLES(formats, styles)                                                                    \
    "@xl/styles.xml\n<styleSheet " PARTS_MAIN "><numFmts>" formats "</numFmts><cellXfs>" styles    \
    "</cellXfs></styleSheet>\n"
#define WORKBOOK(sheets)                                                                           \
    "@xl/workbook.xml\n<workbook " PARTS_MAIN " xmlns:r=\"" PARTS_RELATION "\">" sheets            \
    "</workbook>\n"

static const struct {
    const char *text, *tables;
} rows[] = {
    /* places are told, or count on */
    {SHEET("<row r='2'><c r='A2'><v>1</v></c><c r='C2'><v>3</v></c></row>"), "S{2:1||3/}"},
    {SHEET("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"), "S{1:1|2/2:3/}"},
    {SHEET("<row r='5'><c r='B5'><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"),
     "S{5:|1|2/6:3/}"},
    {SHEET("<row r='1' spans='7:9'><c r='B1'><v>2</v></c><c r='A1'><v>1</v></c></row>"),
     "S{1:1|2/}"},
    {SHEET("<row r='1'><c r='ZZ1'/><c r='A1'><v>1</v></c></row>"), "S{1:1/}"},
    /* rows without text are left out, empty cells at the end cut */
    {SHEET("<row r='1'/><row r='2'><c r='A2' s='1'/></row><row r='3'><c r='A3'><v>1</v></c>"
           "<c r='B3' t='s'/></row><row r='4'><c t='str'><v> </v></c></row>"),
     "S{3:1/}"},
    {SHEET(""), "S{}"},
    {"@xl/worksheets/sheet1.xml\n<worksheet " PARTS_MAIN "/>", "S{}"},
    /* texts */
    {SHEET("<row><c t='s'><v>1</v></c><c t='s'><v>0</v></c></row>")
         STRINGS("<si><t>a</t></si><si><t>b &amp; &#x3a3;</t></si>"),
     "S{1:b & \xce\xa3|a/}"},
    {SHEET("<row><c t='s'><v>0</v></c></row>")
         STRINGS("<si><r><rPr><b/></rPr><t>one </t></r><r><t>two</t></r>"
                 "<rPh sb='0' eb='1'><t>hidden</t></rPh><phoneticPr fontId='1'/></si>"),
     "S{1:one two/}"},
    {SHEET("<row><c t='inlineStr'><is><t>x</t></is></c><c t='inlineStr'><is><r><t>y</t></r><r><t>z"
           "</t></r><rPh><t>no</t></rPh></is></c><c t='str'><f>A1</f><v>w</v></c></row>"),
     "S{1:x|yz|w/}"},
    {SHEET("<row><c t='inlineStr'><v>5</v><is><t>x</t></is></c><c><v>1</v><v>2</v></c></row>"),
     "S{1:x|2/}"},
    {SHEET("<row><c t='str'><v>a_x000D_b_x005F_x0041_ _xD83D__xDE00_ _x0000__xD83D_ _x004_</v></c>"
           "</row>"),
     "S{1:a\rb_x0041_ \xf0\x9f\x98\x80 \xef\xbf\xbd _x004_/}"},
    {SHEET("<row><c t='str'><v xml:space='preserve'> a\tb\nc </v></c></row>"), "S{1: a\tb\nc /}"},
    {SHEET("<row><c t='str'><v><![CDATA[<1>]]></v></c></row>"), "S{1:<1>/}"},
    /* other kinds of value */
    {SHEET("<row><c t='b'><v>1</v></c><c t='b'><v>0</v></c><c t='e'><v>#DIV/0!</v></c>"
           "<c t='n'><v>7</v></c><c t='d'><v>2026-03-14T00:00:00Z</v></c>"
           "<c t='d'><v>2026-03-14T15:09:26.5</v></c></row>"),
     "S{1:TRUE|FALSE|#DIV/0!|7|2026-03-14|2026-03-14T15:09:26/}"},
    {SHEET("<row><c><f>1+1</f></c><c><f>1+1</f><v>2</v></c><c><f>X()</f><v></v></c></row>"
           "<row><c t='str'><f>\"\"</f><v></v></c><c t='str'><f>A1</f><v>a</v></c><c><v/></c></row>"
           "<row><c><f>1+1</f></c></row>"),
     "S{1:?|2|?/2:|a/}"},
    {SHEET("<row><c><v>\n 5 \n</v></c><c t='s'><v> 0 </v></c></row>") STRINGS("<si><t>a</t></si>"),
     "S{1:5|a/}"},
    /* extensions and other elements are skipped with all in them */
    {"@xl/worksheets/sheet1.xml\n<worksheet " PARTS_MAIN
     "><dimension ref='A1:XFD9'/><sheetData><row><c><v>1</v><extLst><ext><v>9</v><c><v>8</v></c>"
     "</ext></extLst></c></row></sheetData><extLst><row><c><v>7</v></c></row></extLst>"
     "<mergeCells><mergeCell ref='A1:B2'/></mergeCells></worksheet>",
     "S{1:1/}"},
    /* prefixes, strict namespaces, backslashes, absolute targets, letters of either case */
    {"@xl/worksheets/sheet1.xml\n<x:worksheet xmlns:x='http://purl.oclc.org/ooxml/spreadsheetml/"
     "main'><x:sheetData><x:row r='1'><x:c r='A1'><x:v>1</x:v></x:c></x:row></x:sheetData>"
     "</x:worksheet>",
     "S{1:1/}"},
    {"@XL\\Worksheets\\Sheet1.XML\n<worksheet><sheetData><row><c><v>1</v></c></row></sheetData>"
     "</worksheet>",
     "S{1:1/}"},
    {"@xl/_rels/workbook.xml.rels\n<Relationships><Relationship Id='rId1' Type='x/worksheet' "
     "Target='/xl/./a/../worksheets//sheet1.xml'/></Relationships>\n" SHEET(
         "<row><c><v>1</v></c></row>"),
     "S{1:1/}"},
    {"@xl/sharedstrings.xml\n<sst><si><t>a</t></si></sst>\n@xl/STYLES.xml\n<styleSheet><cellXfs>"
     "<xf/><xf numFmtId='9'/></cellXfs></styleSheet>\n" SHEET(
         "<row><c t='s'><v>0</v></c><c s='1'><v>0.5</v></c></row>"),
     "S{1:a|50 %/}"},
    {"@xl\\sharedStrings.xml\n<sst><si><t>a</t></si></sst>\n" SHEET(
         "<row><c t='s'><v>0</v></c></row>"),
     "S{1:a/}"},
    {"@_rels/.rels\n<Relationships/>\n" SHEET("<row><c><v>1</v></c></row>"), "S{1:1/}"},
    /* two workbooks in one package: the first of the list; the other is not looked at */
    {"@_rels/.rels\n<Relationships><Relationship Id='rId2' Type='a/officeDocument' "
     "Target='xl/workbook.xml'/><Relationship Id='rId10' Type='a/officeDocument' "
     "Target='xl/other.xml'/></Relationships>\n@xl/other.xml\n<workbook><sheets>"
     "<sheet name='O'/></sheets></workbook>\n" SHEET("<row><c><v>1</v></c></row>"),
     "S{1:1/}"},
    /* the same, strict */
    {"@_rels/.rels\n<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/"
     "relationships'><Relationship Id='a' Type='http://purl.oclc.org/ooxml/officeDocument/"
     "relationships/officeDocument' Target='xl/workbook.xml'/></Relationships>\n"
     "@xl/workbook.xml\n<workbook xmlns='http://purl.oclc.org/ooxml/spreadsheetml/main' "
     "conformance='strict' xmlns:q='http://purl.oclc.org/ooxml/officeDocument/relationships'>"
     "<workbookPr dateCompatibility='0' date1904='true'/><sheets><sheet name='T' sheetId='1' "
     "q:id='b'/></sheets></workbook>\n@xl/_rels/workbook.xml.rels\n<Relationships><Relationship "
     "Id='b' Type='http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet' "
     "Target='worksheets/sheet1.xml'/></Relationships>\n" STYLES("", "<xf/><xf numFmtId='14'/>")
         SHEET(
             "<row><c s='1'><v>1</v></c><c s='1' t='d'><v>1904-01-02T00:00:00.000Z</v></c></row>"),
     "T{1:1904-01-02|1904-01-02/}"},
    /* what is in other encodings */
    {"@xl/worksheets/sheet1.xml\n<?xml version='1.0' encoding='ISO-8859-1'?><worksheet><sheetData>"
     "<row><c t='str'><v>\xb5W</v></c></row></sheetData></worksheet>",
     "S{1:\xc2\xb5W/}"},
    /* a cell told twice, and merged cells: the value stands in the first */
    {SHEET("<row><c r='A1'><v>1</v></c><c r='B1'><v>2</v></c><c r='A1'><v>3</v></c></row>"),
     "S{1:3|2/}"},
    {"@xl/worksheets/sheet1.xml\n<worksheet><sheetData><row r='1'><c r='A1'><v>1</v></c><c r='B1'/>"
     "<c r='C1'><v>2</v></c></row><row r='2'><c r='A2'/><c r='C2'><v>3</v></c></row></sheetData>"
     "<mergeCells count='1'><mergeCell ref='A1:B2'/></mergeCells></worksheet>",
     "S{1:1||2/2:||3/}"},
    /* rows in any order keep their numbers */
    {SHEET("<row r='9'><c><v>9</v></c></row><row r='2'><c><v>2</v></c></row><row><c><v>3</v></c>"
           "</row>"),
     "S{9:9/2:2/3:3/}"},
    {"@_rels/.rels\n<Relationships/>\n@[Content_Types].xml\n<Types><Override PartName='/book.xml' "
     "ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/>"
     "</Types>\n@book.xml\n<workbook xmlns:r='r'><sheets><sheet name='B' r:id='k'/></sheets>"
     "</workbook>\n@_rels/book.xml.rels\n<Relationships><Relationship Id='k' Type='worksheet' "
     "Target='s.xml'/></Relationships>\n@s.xml\n<worksheet><sheetData><row><c><v>1</v></c></row>"
     "</sheetData></worksheet>",
     "B{1:1/}"},
    /* sheets in the order of the workbook, hidden ones marked, charts left out */
    {WORKBOOK("<sheets><sheet name='C' r:id='c'/><sheet name='H' state='veryHidden' r:id='h'/>"
              "<sheet name='S' r:id='s'/></sheets>") "@xl/_rels/workbook.xml.rels\n<Relationships>"
                                                     "<Relationship Id='s' Type='/worksheet' "
                                                     "Target='worksheets/sheet1.xml'/>"
                                                     "<Relationship Id='h' Type='/worksheet' "
                                                     "Target='worksheets/sheet2.xml'/>"
                                                     "<Relationship Id='c' Type='/chartsheet' "
                                                     "Target='chartsheets/sheet1.xml'/></"
                                                     "Relationships>\n"
                                                     "@xl/worksheets/"
                                                     "sheet2.xml\n<worksheet><sheetData><row><c><v>"
                                                     "2</v></c></row></sheetData>"
                                                     "</worksheet>\n" SHEET(
                                                         "<row><c><v>1</v></c></row>"),
     "H(hidden){1:2/}S{1:1/}"},
    /* what a number means by its style */
    {STYLES("<numFmt numFmtId='164' formatCode='yyyy'/>",
            "<xf/><xf numFmtId='14'/><xf "
            "numFmtId='164'/><xf numFmtId='10'/><xf numFmtId='20'/><xf numFmtId='46'/>")
         SHEET("<row><c s='1'><v>44197</v></c><c s='2'><v>44197.25</v></c><c s='3'><v>0.125</v></c>"
               "<c s='4'><v>0.75</v></c><c s='5'><v>1.5</v></c><c s='9'><v>0.5</v></c></row>"
               "<row><c s='1'><v>60</v></c><c s='1'><v>59</v></c><c s='1'><v>61</v></c>"
               "<c s='1'><v>1</v></c><c s='1'><v>0</v></c><c s='1'><v>2958465</v></c>"
               "<c s='1'><v>2958466</v></c><c s='1'><v>-1</v></c><c s='4'><v>2.5</v></c>"
               "<c s='1'><v>44196.999999999</v></c><c s='1' t='str'><v>n/a</v></c>"
               "<c s='1'><v>x</v></c><c s='4'><v>0</v></c></row>"),
     "S{1:2021-01-01|2021-01-01T06:00:00|12.5 %|18:00:00|36:00:00|0.5/2:1900-02-29|1900-02-28|"
     "1900-03-01|1900-01-01|1900-01-00|9999-12-31|2958466|-1|1900-01-02T12:00:00|2021-01-01|n/a|x|"
     "00:00:00/}"},
    {WORKBOOK("<workbookPr date1904='1'/><sheets><sheet name='S' r:id='rId1'/></sheets>")
         STYLES("", "<xf/><xf numFmtId='22'/>")
             SHEET("<row><c s='1'><v>0</v></c><c s='1'><v>42735.5</v></c></row>"),
     "S{1:1904-01-01|2021-01-01T12:00:00/}"},
};

static void reads_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        check_text(rows[i].text, rows[i].tables);
}

#define AGAIN "; open the workbook in Excel or LibreOffice and save it again"

static const struct {
    const char *text, *tables;
} refusals[] = {
    /* one row; the next is read */
    {SHEET("<row><c t='s'><v>3</v></c></row><row><c><v>1</v></c></row>") STRINGS("<si/>"),
     "S{!t.xlsx: sheet S, cell A1: its text is not among the shared ones" AGAIN "/2:1/}"},
    {SHEET("<row><c r='AB1' t='s'><v>0</v></c></row>"),
     "S{!t.xlsx: sheet S, cell AB1: its text is among the shared ones, of which the workbook has "
     "none" AGAIN "/}"},
    {SHEET("<row><c r='XFE1'><v>1</v></c></row><row><c r='1A'/></row><row><c><v>2</v></c></row>"),
     "S{!t.xlsx: sheet S, row 1: \"XFE1\" is no place of a cell" AGAIN
     "/!t.xlsx: sheet S, row 2: \"1A\" is no place of a cell" AGAIN "/3:2/}"},
    {SHEET("<row><c r='XFD1'/><c><v>1</v></c></row>"),
     "S{!t.xlsx: sheet S, cell XFE1: it is past the last column of a sheet, XFD" AGAIN "/}"},
    /* the rest of a sheet */
    {SHEET("<row r='1048576'><c><v>1</v></c></row><row><c><v>1</v></c></row>"),
     "S{1048576:1/!t.xlsx: sheet S, at row 1048577: there are more rows than a sheet has "
     "(1,048,576)" AGAIN "/}"},
    {SHEET("<row r='0'/>"),
     "S{!t.xlsx: sheet S, at row 1: a row has a number that is none" AGAIN "/}"},
    {SHEET("<row><c><v>1</v></c></row><row><c><v>2</v></row>"),
     "S{1:1/!t.xlsx: xl/worksheets/sheet1.xml:1: this is not XML (mismatched tag)" AGAIN "/}"},
    {"@xl/worksheets/sheet1.xml\n<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet>&b;</worksheet>",
     "S{!t.xlsx: xl/worksheets/sheet1.xml:1: a document type with entities has no place in a "
     "workbook" AGAIN "/}"},
    {"@xl/worksheets/sheet1.xml\n<html/>",
     "S{!t.xlsx: xl/worksheets/sheet1.xml:1: this is another kind of part than its name says" AGAIN
     "/}"},
    {"@xl/worksheets/sheet1.xml\n",
     "S{!t.xlsx: xl/worksheets/sheet1.xml:1: this is not XML (no element found)" AGAIN "/}"},
    /* a whole sheet; the next is read */
    {WORKBOOK("<sheets><sheet name='A' r:id='x'/><sheet name='B'/><sheet name='S' r:id='rId1'/>"
              "</sheets>") SHEET("<row><c><v>1</v></c></row>"),
     "!t.xlsx: sheet A is listed, but its part is missing" AGAIN
     "!t.xlsx: sheet B is listed, but its part is missing" AGAIN "S{1:1/}"},
    {"@x\n", "!t.xlsx: sheet S is listed, but its part is missing" AGAIN},
    /* the file */
    {"@_rels/.rels\n<Relationships><Relationship Type='a/officeDocument' Target='xl/book.xml'/>"
     "</Relationships>\n",
     "!t.xlsx: the archive has no xl/book.xml; is this an Excel workbook? Open it in Excel or "
     "LibreOffice and save it as .xlsx"},
    {"@_rels/.rels\n<Relationships><Relationship Type='a/officeDocument' Target='xl/workbook.bin'/>"
     "</Relationships>\n",
     "!t.xlsx: is a binary Excel workbook (.xlsb); save it as .xlsx or CSV"},
    {WORKBOOK("<sheets/>"), "!t.xlsx: the workbook has no sheet with cells; is it the right file?"},
    {"@xl/_rels/workbook.xml.rels\n<Relationships><Relationship Id='rId1' Type='/worksheet' "
     "Target='worksheets/sheet1.xml'/><Relationship Id='s' Type='/sharedStrings' Target='s.xml'/>"
     "</Relationships>",
     "!t.xlsx: the part with the shared texts is missing; copy or download the workbook again"},
    {STRINGS("<si><t>&lol9;</t></si>"),
     "!t.xlsx: xl/sharedStrings.xml:1: this is not XML (undefined entity)" AGAIN},
};

static void refuses_with_a_sentence(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(refusals); i++)
        check_text(refusals[i].text, refusals[i].tables);
}

/* What the cells of a row join to. */
static void gives_the_record_as_it_stood(void **state)
{
    (void)state;
    const char *text = SHEET("<row><c><v>1</v></c><c r='C1' t='str'><v>b</v></c></row>");
    struct workbook_parts parts = parts_open(text, strlen(text), false);
    const struct import_input input = {parts.file, "t.xlsx"};
    struct import_reader *reader = NULL;
    struct import_table table;
    struct import_row row;
    struct error err = {0};
    assert_int_equal(import_format_xlsx.open(&reader, &input, &err), OPTIBOM_OK);
    assert_int_equal(import_format_xlsx.next_row(reader, &row, &err), OPTIBOM_NOT_FOUND);
    assert_int_equal(import_format_xlsx.next_table(reader, &table, &err), OPTIBOM_OK);
    assert_int_equal(table.number, 1);
    assert_false(table.has_names);
    assert_int_equal(import_format_xlsx.next_row(reader, &row, &err), OPTIBOM_OK);
    assert_string_equal(row.raw, "1\t\tb");
    assert_null(row.places);
    assert_null(row.doubts);
    import_format_xlsx.close(reader);
    import_format_xlsx.close(NULL);
    assert_int_equal(fseek(parts.file, 0, SEEK_SET), 0); /* still open: it is the caller's */
    parts_close(&parts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_rows),
        cmocka_unit_test(refuses_with_a_sentence),
        cmocka_unit_test(gives_the_record_as_it_stood),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
