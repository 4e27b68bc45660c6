/* Kinds of files by their first bytes and their names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "import/file_kind.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define BYTES(text) text, sizeof(text) - 1
#define OLE2 "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

static const struct {
    const char *name, *bytes;
    size_t length;
    enum import_file_kind kind;
} kinds[] = {
    {"a.csv", BYTES(""), IMPORT_FILE_EMPTY},
    {"dir/~$a.xlsx",
     BYTES("\x05"
           "Maria     "),
     IMPORT_FILE_LOCK},
    {".~lock.a.xlsx#", BYTES(",maria,desk,14.03.2026 15:09;"), IMPORT_FILE_LOCK},
    {"~$prices.csv", BYTES("name,price\n"), IMPORT_FILE_CSV},
    {"a.xlsx", BYTES("PK\3\4....[Content_Types].xml...xl/workbook.xml"), IMPORT_FILE_XLSX},
    {"a.xlsx", BYTES("PK\3\4....XL\\Worksheets\\Sheet1.xml"), IMPORT_FILE_XLSX},
    {"a", BYTES("PK\3\4....[content_types].xml"), IMPORT_FILE_XLSX},
    {"a.xlsx", BYTES("PK\3\4....[Content_Types].xml.xl/workbook.bin"), IMPORT_FILE_XLSB},
    {"a.ods", BYTES("PK\3\4..mimetypeapplication/vnd.oasis.opendocument.spreadsheet"),
     IMPORT_FILE_OPEN_DOCUMENT},
    {"a.docx", BYTES("PK\3\4....[Content_Types].xml...word/document.xml"), IMPORT_FILE_DOCUMENT},
    {"a.xlsx", BYTES("PK\3\4....[Content_Types].xml...ppt/slides"), IMPORT_FILE_DOCUMENT},
    {"a.zip", BYTES("PK\3\4....readme.txt"), IMPORT_FILE_ZIP},
    {"a.zip", BYTES("PK\5\6"), IMPORT_FILE_ZIP},
    {"a.xlsx", BYTES(OLE2 "...E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"),
     IMPORT_FILE_ENCRYPTED},
    {"a.xls", BYTES(OLE2 "...W\0o\0r\0k\0b\0o\0o\0k\0"), IMPORT_FILE_XLS},
    {"a.xls", BYTES(OLE2 "...\0\0B\0o\0o\0k\0"), IMPORT_FILE_XLS},
    {"a.doc", BYTES(OLE2 "...W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"), IMPORT_FILE_DOCUMENT},
    {"a.msg", BYTES(OLE2 "..."), IMPORT_FILE_OLE2},
    {"a.txt", BYTES("%PDF-1.7\n"), IMPORT_FILE_PDF},
    {"a.pdf", BYTES("\r\nHTTP/1.1 200\r\n\r\n%PDF-1.4"), IMPORT_FILE_PDF},
    {"a.csv", BYTES("\x1f\x8b\x08"), IMPORT_FILE_PACKED},
    {"a.csv",
     BYTES("\xfd"
           "7zXZ\0"),
     IMPORT_FILE_PACKED},
    {"a.csv", BYTES("\x28\xb5\x2f\xfd"), IMPORT_FILE_PACKED},
    {"a.csv", BYTES("BZh91AY&SY"), IMPORT_FILE_PACKED},
    {"a.db", BYTES("SQLite format 3\0"), IMPORT_FILE_DATABASE},
    {"a.csv", BYTES("\x89PNG\r\n\x1a\n"), IMPORT_FILE_IMAGE},
    {"a.csv", BYTES("\xff\xd8\xff\xe0"), IMPORT_FILE_IMAGE},
    {"a.xls", BYTES("\n<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table>"),
     IMPORT_FILE_WEB_PAGE},
    {"a.json", BYTES("<!DOCTYPE HTML>\n<p>404"), IMPORT_FILE_WEB_PAGE},
    {"a.xls",
     BYTES("<?xml version=\"1.0\"?>\n<Workbook "
           "xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">"),
     IMPORT_FILE_XML_SPREADSHEET},
    {"a.csv", BYTES("\xef\xbb\xbf<?xml version=\"1.0\"?><a/>"), IMPORT_FILE_XML},
    {"a.csv", BYTES("<part>,<price>\n1,2\n"), IMPORT_FILE_CSV},
    {"a.csv", BYTES("7z\xbc\xaf\x27\x1c"), IMPORT_FILE_PACKED},
    {"a.csv", BYTES("Rar!\x1a\x07\x01"), IMPORT_FILE_PACKED},
    {"a.parquet", BYTES("PAR1\x15\x04"), IMPORT_FILE_DATABASE},
    {"a.csv", BYTES("GIF89a"), IMPORT_FILE_IMAGE},
    {"a.csv", BYTES("II*\0\x08"), IMPORT_FILE_IMAGE},
    {"a.csv", BYTES("RIFF\4\0\0\0WEBPVP8 "), IMPORT_FILE_IMAGE},
    {"a.doc", BYTES("{\\rtf1\\ansi"), IMPORT_FILE_DOCUMENT},
    {"a.xls", BYTES("MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n"), IMPORT_FILE_WEB_PAGE},
    /* dumps of memory */
    {"a.txt",
     BYTES("EEPROM Setup\nFORMAT 1\n\n0000: 0D 00 02 00 00 00 00 00 \n"
           "0008: 0D 00 02 00 00 00 00 00 \n0010: 0D 00 02 00 00 00 00 00\n"
           "0018: 0D 00 02 00 00 00 00 00 \n"),
     IMPORT_FILE_MEMORY_DUMP},
    {"-",
     BYTES("     0  1  2  3  4  5  6  7    01234567\n00: 11 07 02 ff 00 ff 00 00    ??......\n"
           "10: 11 07 02 ff 00 ff 00 00\n20: 11 07 02 ff 00 ff 00 00\n"
           "30: 11 07 02 ff 00 ff 00 00\n"),
     IMPORT_FILE_MEMORY_DUMP},
    {"-",
     BYTES("00000000: 1107 02ff 00ff 0000  ........\n00000008: 1107 02ff 00ff 0000\n"
           "00000010: 1107 02ff 00ff 0000\n00000018: 1107 02ff 00ff 0000\n"),
     IMPORT_FILE_MEMORY_DUMP},
    {"-",
     BYTES("0x0000: 11 07 02 ff 00 ff 00 00\n0x0008: 11 07 02 ff 00 ff 00 00\n"
           "0x0010: 11 07 02 ff 00 ff 00 00\n0x0018: 11 07 02 ff 00 ff 00 00\n"),
     IMPORT_FILE_MEMORY_DUMP},
    /* more lines of something else than of the dump */
    {"-",
     BYTES("a,b\nc,d\ne,f\ng,h\ni,j\n00: 11 07 02 ff 00 ff 00 00\n10: 11 07 02 ff 00 ff 00 00\n"
           "20: 11 07 02 ff 00 ff 00 00\n30: 11 07 02 ff 00 ff 00 00\n"),
     IMPORT_FILE_CSV},
    /* JSON, YAML and lists: by content, then by the name */
    {"-", BYTES("{\"a\": 1}"), IMPORT_FILE_JSON},
    {"a.csv", BYTES("\xef\xbb\xbf\n [ { \"a\" : 1"), IMPORT_FILE_JSON},
    {"-", BYTES("[[1,2],[3,4]]"), IMPORT_FILE_JSON},
    {"-", BYTES("[]"), IMPORT_FILE_JSON},
    {"-", BYTES("[1, 2"), IMPORT_FILE_JSON},
    {"-", BYTES("{}"), IMPORT_FILE_JSON},
    {"-", BYTES("{ "), IMPORT_FILE_JSON},
    {"-", BYTES("{\"a"), IMPORT_FILE_JSON},
    {"-", BYTES("{\"a\\\"b\""), IMPORT_FILE_JSON},
    {"-", BYTES("{\"a\" "), IMPORT_FILE_JSON},
    {"-", BYTES("{\"a\" 1}"), IMPORT_FILE_CSV},
    {"-", BYTES("[ [true"), IMPORT_FILE_JSON},
    {"-", BYTES("[false]"), IMPORT_FILE_JSON},
    {"-", BYTES("[null,"), IMPORT_FILE_JSON},
    {"-", BYTES("[x]"), IMPORT_FILE_CSV},
    {"-", BYTES("["), IMPORT_FILE_CSV},
    {"-", BYTES("{\"a\":1}\n{\"a\":2}\n"), IMPORT_FILE_JSON_LINES},
    {"-", BYTES("{\"a\":1} \r\n{\"a\":2}\n"), IMPORT_FILE_JSON_LINES},
    {"-", BYTES("{\"a\":1}\n{a:2}\n"), IMPORT_FILE_JSON},
    {"-", BYTES("{\"a\":1}\n{"), IMPORT_FILE_JSON},
    {"a.json", BYTES("{a: 1"), IMPORT_FILE_JSON},
    {"a.JSON", BYTES("[\0]"), IMPORT_FILE_JSON},
    {"a.yaml", BYTES("{\"a\": 1}"), IMPORT_FILE_YAML},
    {"a.csv", BYTES("[1],[2]\n3,4\n"), IMPORT_FILE_CSV},
    {"-", BYTES("{note}\n1,2\n"), IMPORT_FILE_CSV},
    {"-", BYTES("---\na: 1\n"), IMPORT_FILE_YAML},
    {"-", BYTES("---\ra: 1\r"), IMPORT_FILE_YAML},
    {"-", BYTES("%YAML 1.2"), IMPORT_FILE_YAML},
    {"a.htm", BYTES("<p>404</p>"), IMPORT_FILE_WEB_PAGE},
    {"a.xml", BYTES("<parts/>"), IMPORT_FILE_XML},
    {"-", BYTES("<parts/>"), IMPORT_FILE_CSV},
    {"-", BYTES("\xfe\xff\0m\0p\0n"), IMPORT_FILE_CSV},
    {"a.txt", BYTES("# parts\nvendor: Acme\nmodes:\n  - rate: 800G\n    reach: 2 km\n"),
     IMPORT_FILE_YAML},
    {"-", BYTES("vendor: Acme\ndate: 2026-03-14\n\nmpn,price\nx,1\ny,2\nz,3\n"), IMPORT_FILE_CSV},
    {"a.csv", BYTES("note: x\nnote: y\n"), IMPORT_FILE_CSV},
    {"a.yml", BYTES("just text"), IMPORT_FILE_YAML},
    {"a.csv", BYTES("mpn,price\nx,1\n"), IMPORT_FILE_CSV},
    {"-", BYTES("mpn\n"), IMPORT_FILE_CSV},
    {"-", BYTES("caf\xe9;1,5\n"), IMPORT_FILE_CSV},
    {"-", BYTES("\xff\xfem\0p\0n\0"), IMPORT_FILE_CSV},
    {"-", BYTES("m\0p\0n\0,\0p\0r\0i\0c\0e\0"), IMPORT_FILE_CSV},
    {"null.csv", BYTES("a,b\n1\0,2\n"), IMPORT_FILE_CSV},
    {"a.csv",
     BYTES("\x7f"
           "ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0\x3e\0\1"),
     IMPORT_FILE_BINARY},
};

static void kinds_are_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(kinds); i++) {
        const struct import_file_row *row =
            import_file_tell(kinds[i].bytes, kinds[i].length, kinds[i].name);
        if (row->kind != kinds[i].kind)
            fail_msg("row %zu, %s: told as %s", i, kinds[i].name, row->what);
        struct error err = {0};
        assert_int_equal(import_file_refuse(row, NULL, "x", &err), OPTIBOM_BAD_INPUT);
        assert_true((row->format == NULL) == (row->advice != NULL));
    }
}

static void refusals_say_what_to_do(void **state)
{
    (void)state;
    static const struct {
        const char *name, *bytes;
        size_t length;
        const char *text;
    } refusals[] = {
        {"a.xlsx", BYTES(OLE2 "...E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"),
         "a.xlsx: is an encrypted Excel workbook; remove the password in Excel (File, Info, "
         "Protect) and save it again"},
        {"a.xls", BYTES(OLE2 "...W\0o\0r\0k\0b\0o\0o\0k\0"),
         "a.xls: is an old Excel workbook (.xls); save it as .xlsx or CSV"},
        {"a.xlsx", BYTES(""),
         "a.xlsx: is empty; check that it was copied or downloaded to its end"},
        {"dir/~$a.xlsx", BYTES("\5Maria"),
         "dir/~$a.xlsx: is the lock file of an open workbook; import the workbook itself, whose "
         "name has no ~ before it"},
        {"a.xlsb", BYTES("PK\3\4....xl/workbook.bin"),
         "a.xlsb: is a binary Excel workbook (.xlsb); save it as .xlsx or CSV"},
        {"a.bin",
         BYTES("00: 11 07 02 ff 00 ff 00 00\n08: 11 07 02 ff 00 ff 00 00\n"
               "10: 11 07 02 ff 00 ff 00 00\n18: 11 07 02 ff 00 ff 00 00\n"),
         "a.bin: is a dump of a module's memory; decode it first, as ethtool -m does, and import "
         "the decoded list as CSV or YAML"},
        {"a.gz", BYTES("\x1f\x8b\x08"),
         "a.gz: is packed with gzip; unpack it and import what is inside"},
        {"a.csv", BYTES("mpn\n"),
         "a.csv: is a CSV or text file, not an Excel workbook; import it as what it is"},
    };
    for (size_t i = 0; i < COUNT(refusals); i++) {
        struct error err = {0};
        const struct import_file_row *row =
            import_file_tell(refusals[i].bytes, refusals[i].length, refusals[i].name);
        import_file_refuse(row, "an Excel workbook", refusals[i].name, &err);
        assert_string_equal(err.text, refusals[i].text);
    }
}

/* Archives name their members at the end, OLE2 files in a sector of their choice. */
static void lists_of_members_are_found(void **state)
{
    (void)state;
    static char bytes[100000];
    const struct import_file_row *row = NULL;
    struct error err = {0};
    memcpy(bytes, "PK\3\4", 4);
    memcpy(bytes + sizeof bytes - 100, "word/document.xml", 17);
    FILE *file = fmemopen(bytes, sizeof bytes, "r");
    assert_int_equal(import_file_tell_open(&row, file, "a", &err), OPTIBOM_OK);
    assert_int_equal(row->kind, IMPORT_FILE_DOCUMENT);
    assert_int_equal(ftell(file), 0);
    fclose(file);
    memset(bytes, 0, sizeof bytes);
    memcpy(bytes, OLE2, 8);
    bytes[0x1e] = 9; /* sectors of 512 bytes */
    bytes[0x30] = 100;
    memcpy(bytes + 101 * 512 + 128, "W\0o\0r\0k\0b\0o\0o\0k\0", 16);
    file = fmemopen(bytes, sizeof bytes, "r");
    assert_int_equal(import_file_tell_open(&row, file, "a", &err), OPTIBOM_OK);
    assert_int_equal(row->kind, IMPORT_FILE_XLS);
    fclose(file);
}

static void files_from_outside_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        enum import_file_kind kind;
    } files[] = {
        {"oom-eeprom/qsfp28datafile.txt", IMPORT_FILE_MEMORY_DUMP},
        {"oom-eeprom/qsfpdatafile.txt", IMPORT_FILE_MEMORY_DUMP},
        {"ocp-timecard/V1-BOM.xls", IMPORT_FILE_XLS},
        {"ocp-timecard/V0-BOM.xlsx", IMPORT_FILE_XLSX},
        {"calamine-xlsx/pass_protected.xlsx", IMPORT_FILE_ENCRYPTED},
        {"calamine-xlsx/issue_174.xlsx", IMPORT_FILE_XLSX},
        {"csvkit-encodings/test_utf16_little.csv", IMPORT_FILE_CSV},
        {"csvkit-encodings/null_byte.csv", IMPORT_FILE_CSV},
        {"csvkit-encodings/testjson.json", IMPORT_FILE_JSON},
    };
    const char *base = getenv("OPTIBOM_SHARED");
    for (size_t i = 0; i < COUNT(files); i++) {
        char path[512];
        const struct import_file_row *row = NULL;
        struct error err = {0};
        snprintf(path, sizeof path, "%s/data/%s", base != NULL ? base : "../shared", files[i].name);
        FILE *file = fopen(path, "rb");
        if (file == NULL) {
            print_message("%s is absent: skipped\n", path);
            skip();
        }
        assert_int_equal(import_file_tell_open(&row, file, path, &err), OPTIBOM_OK);
        if (row->kind != files[i].kind)
            fail_msg("%s: told as %s", files[i].name, row->what);
        fclose(file);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds_are_told),
        cmocka_unit_test(refusals_say_what_to_do),
        cmocka_unit_test(lists_of_members_are_found),
        cmocka_unit_test(files_from_outside_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
