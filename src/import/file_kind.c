#include "import/file_kind.h"

#include "base/scan.h"
#include "import/file_kind_text.h"

#include <stdint.h>
#include <string.h>

static bool is_empty(const char *bytes, size_t length, const char *name)
{
    (void)bytes, (void)name;
    return length == 0;
}

/* "~$parts.xlsx" of Excel has 165 bytes and starts with how long the user's name is, that of Word
 * has 162; ".~lock.parts.xlsx#" is LibreOffice's. */
static bool is_lock(const char *bytes, size_t length, const char *name)
{
    enum { LOCK_MAX = 1024, USER_MAX = 54 };
    const char *slash = strrchr(name, '/');
    const char *base = slash != NULL ? slash + 1 : name;
    if (length >= LOCK_MAX)
        return false;
    return (strncmp(base, "~$", 2) == 0 && (unsigned char)bytes[0] <= USER_MAX) ||
           strncmp(base, ".~lock.", 7) == 0;
}

/* Some programs put lines of their own before the mark. */
static bool is_pdf(const char *bytes, size_t length, const char *name)
{
    enum { MARK_WITHIN = 1024 };
    (void)name;
    for (size_t i = 0; i + 5 <= length && i < MARK_WITHIN; i++)
        if (memcmp(bytes + i, "%PDF-", 5) == 0)
            return true;
    return false;
}

static bool is_whatever(const char *bytes, size_t length, const char *name)
{
    (void)bytes, (void)length, (void)name;
    return true;
}

#define BYTES(text) text, sizeof(text) - 1
#define ZIP 0, BYTES("PK\3\4")
#define OLE2 0, BYTES("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
#define NO_MAGIC 0, NULL, 0
#define ANYTHING NULL, 0, NULL

static const char unpack[] = "unpack it and import what is inside";
static const char save_list[] = "save its table as .xlsx or CSV and import that";
static const char no_list[] = "parts are read from CSV, .xlsx, JSON, YAML and PDF";

/* The first row that fits is the answer. */
static const struct import_file_row rows[] = {
    {IMPORT_FILE_EMPTY, "empty", NULL, "check that it was copied or downloaded to its end",
     NO_MAGIC, NULL, 0, is_empty},
    {IMPORT_FILE_LOCK, "the lock file of an open workbook", NULL,
     "import the workbook itself, whose name has no ~ before it", NO_MAGIC, NULL, 0, is_lock},
    {IMPORT_FILE_XLSB, "a binary Excel workbook (.xlsb)", NULL, "save it as .xlsx or CSV", ZIP,
     BYTES("xl/workbook.bin"), NULL},
    {IMPORT_FILE_XLSX, "an Excel workbook", "xlsx", NULL, ZIP, BYTES("xl/work"), NULL},
    {IMPORT_FILE_XLSX, "an Excel workbook", "xlsx", NULL, ZIP, BYTES("xl\\work"), NULL},
    {IMPORT_FILE_OPEN_DOCUMENT, "an OpenDocument file (.ods)", NULL,
     "open it in LibreOffice and save it as .xlsx or CSV", ZIP,
     BYTES("application/vnd.oasis.opendocument"), NULL},
    {IMPORT_FILE_DOCUMENT, "a Word document", NULL, save_list, ZIP, BYTES("word/"), NULL},
    {IMPORT_FILE_DOCUMENT, "a PowerPoint presentation", NULL, save_list, ZIP, BYTES("ppt/"), NULL},
    {IMPORT_FILE_XLSX, "an Excel workbook", "xlsx", NULL, ZIP, BYTES("[Content_Types].xml"), NULL},
    {IMPORT_FILE_ZIP, "a zip archive", NULL, unpack, ZIP, ANYTHING},
    {IMPORT_FILE_ZIP, "an empty zip archive", NULL, unpack, 0, BYTES("PK\5\6"), ANYTHING},
    {IMPORT_FILE_ENCRYPTED, "an encrypted Excel workbook", NULL,
     "remove the password in Excel (File, Info, Protect) and save it again", OLE2,
     BYTES("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"), NULL},
    {IMPORT_FILE_XLS, "an old Excel workbook (.xls)", NULL, "save it as .xlsx or CSV", OLE2,
     BYTES("W\0o\0r\0k\0b\0o\0o\0k\0"), NULL},
    {IMPORT_FILE_DOCUMENT, "an old Word document (.doc)", NULL, save_list, OLE2,
     BYTES("W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"), NULL},
    {IMPORT_FILE_XLS, "an old Excel workbook (.xls)", NULL, "save it as .xlsx or CSV", OLE2,
     BYTES("\0B\0o\0o\0k\0"), NULL},
    {IMPORT_FILE_OLE2, "an old Office file", NULL, save_list, OLE2, ANYTHING},
    {IMPORT_FILE_PDF, "a PDF file", "pdf", NULL, NO_MAGIC, NULL, 0, is_pdf},
    {IMPORT_FILE_PACKED, "packed with gzip", NULL, unpack, 0, BYTES("\x1f\x8b"), ANYTHING},
    {IMPORT_FILE_PACKED, "packed with xz", NULL, unpack, 0,
     BYTES("\xfd"
           "7zXZ\0"),
     ANYTHING},
    {IMPORT_FILE_PACKED, "packed with zstd", NULL, unpack, 0, BYTES("\x28\xb5\x2f\xfd"), ANYTHING},
    {IMPORT_FILE_PACKED, "packed with bzip2", NULL, unpack, 4, BYTES("1AY&SY"), ANYTHING},
    {IMPORT_FILE_PACKED, "a 7-Zip archive", NULL, unpack, 0, BYTES("7z\xbc\xaf\x27\x1c"), ANYTHING},
    {IMPORT_FILE_PACKED, "a RAR archive", NULL, unpack, 0, BYTES("Rar!\x1a\x07"), ANYTHING},
    {IMPORT_FILE_PACKED, "a tar archive", NULL, unpack, 257, BYTES("ustar"), ANYTHING},
    {IMPORT_FILE_DATABASE, "an SQLite database", NULL,
     "write the tables you need as CSV and import those", 0, BYTES("SQLite format 3"), ANYTHING},
    {IMPORT_FILE_DATABASE, "a Parquet file", NULL, "write it as CSV and import that", 0,
     BYTES("PAR1"), ANYTHING},
    {IMPORT_FILE_IMAGE, "a PNG image", NULL, no_list, 0, BYTES("\x89PNG"), ANYTHING},
    {IMPORT_FILE_IMAGE, "a JPEG image", NULL, no_list, 0, BYTES("\xff\xd8\xff"), ANYTHING},
    {IMPORT_FILE_IMAGE, "a GIF image", NULL, no_list, 0, BYTES("GIF8"), ANYTHING},
    {IMPORT_FILE_IMAGE, "a TIFF image", NULL, no_list, 0, BYTES("II*\0"), ANYTHING},
    {IMPORT_FILE_IMAGE, "a TIFF image", NULL, no_list, 0, BYTES("MM\0*"), ANYTHING},
    {IMPORT_FILE_IMAGE, "a WebP image", NULL, no_list, 8, BYTES("WEBP"), ANYTHING},
    {IMPORT_FILE_DOCUMENT, "an RTF document", NULL, save_list, 0, BYTES("{\\rtf"), ANYTHING},
    {IMPORT_FILE_XML_SPREADSHEET, "an XML spreadsheet of 2003", NULL, "save it as .xlsx or CSV",
     NO_MAGIC, BYTES("urn:schemas-microsoft-com:office:spreadsheet"), import_file_looks_xml},
    {IMPORT_FILE_WEB_PAGE, "a web page (HTML), whatever its name says", NULL,
     "open it in Excel and save it as .xlsx", NO_MAGIC, NULL, 0, import_file_looks_html},
    {IMPORT_FILE_WEB_PAGE, "a saved web page (MHTML), whatever its name says", NULL,
     "open it in Excel and save it as .xlsx", 0, BYTES("MIME-Version:"), ANYTHING},
    {IMPORT_FILE_XML, "an XML file", NULL, no_list, NO_MAGIC, NULL, 0, import_file_looks_xml},
    {IMPORT_FILE_MEMORY_DUMP, "a dump of a module's memory", NULL,
     "decode it first, as ethtool -m does, and import the decoded list as CSV or YAML", NO_MAGIC,
     NULL, 0, import_file_looks_dump},
    {IMPORT_FILE_YAML, "a YAML file", "yaml", NULL, NO_MAGIC, NULL, 0, import_file_looks_yaml},
    {IMPORT_FILE_JSON_LINES, "a list of JSON lines", "json-lines", NULL, NO_MAGIC, NULL, 0,
     import_file_looks_json_lines},
    {IMPORT_FILE_JSON, "a JSON file", "json", NULL, NO_MAGIC, NULL, 0, import_file_looks_json},
    {IMPORT_FILE_CSV, "a CSV or text file", "csv", NULL, NO_MAGIC, NULL, 0, import_file_looks_text},
    {IMPORT_FILE_BINARY, "a binary file of unknown kind", NULL, no_list, NO_MAGIC, NULL, 0,
     is_whatever},
};

/* True when the bytes stand in the sample, letters of either case alike. */
static bool holds(const char *bytes, size_t length, const char *wanted, size_t wanted_length)
{
    for (size_t i = 0; i + wanted_length <= length; i++) {
        size_t same = 0;
        while (same < wanted_length && scan_lower(bytes[i + same]) == scan_lower(wanted[same]))
            same++;
        if (same == wanted_length)
            return true;
    }
    return false;
}

static bool fits(const struct import_file_row *row, const char *bytes, size_t length,
                 const char *name)
{
    if (row->magic != NULL && (length < row->offset + row->magic_length ||
                               memcmp(bytes + row->offset, row->magic, row->magic_length) != 0))
        return false;
    if (row->looks != NULL && !row->looks(bytes, length, name))
        return false;
    return row->holds == NULL || holds(bytes, length, row->holds, row->holds_length);
}

const struct import_file_row *import_file_tell(const char *bytes, size_t length, const char *name)
{
    const struct import_file_row *row = rows;
    while (!fits(row, bytes, length, name)) /* the last one fits everything */
        row++;
    return row;
}

static uint32_t read_number(const char *bytes, size_t count)
{
    uint32_t number = 0;
    while (count-- > 0)
        number = number << 8 | (unsigned char)bytes[count];
    return number;
}

/* Where a container lists its members: an OLE2 file in a sector that its header names, a zip
 * archive at its end. -1 where the head tells all. */
static off_t list_start(const char *head, size_t length, off_t size)
{
    enum { SECTOR_SHIFT = 0x1e, DIRECTORY_SECTOR = 0x30, SHIFT_MAX = 12, HEADER = 0x40 };
    if (length > HEADER && memcmp(head, "\xd0\xcf\x11\xe0", 4) == 0) {
        uint32_t shift = read_number(head + SECTOR_SHIFT, 2);
        uint32_t sector = read_number(head + DIRECTORY_SECTOR, 4);
        return shift <= SHIFT_MAX ? ((off_t)sector + 1) << shift : -1;
    }
    if (length == IMPORT_FILE_HEAD && memcmp(head, "PK", 2) == 0) {
        off_t list = IMPORT_FILE_SAMPLE - IMPORT_FILE_HEAD;
        return size - list > IMPORT_FILE_HEAD ? size - list : IMPORT_FILE_HEAD;
    }
    return -1;
}

enum optibom_status import_file_tell_open(const struct import_file_row **out, FILE *file,
                                          const char *name, struct error *err)
{
    char sample[IMPORT_FILE_SAMPLE];
    off_t size = fseeko(file, 0, SEEK_END) == 0 ? ftello(file) : -1;
    bool is_read = size >= 0 && fseeko(file, 0, SEEK_SET) == 0;
    size_t length = is_read ? fread(sample, 1, IMPORT_FILE_HEAD, file) : 0;
    off_t list = list_start(sample, length, size);
    if (list >= 0 && list < size && fseeko(file, list, SEEK_SET) == 0)
        length += fread(sample + length, 1, sizeof sample - length, file);
    if (!is_read || ferror(file) || fseeko(file, 0, SEEK_SET) != 0)
        return error_set(err, OPTIBOM_FAILED, "%s: cannot be read; check the disk and try again",
                         name);
    *out = import_file_tell(sample, length, name);
    return OPTIBOM_OK;
}

enum optibom_status import_file_refuse(const struct import_file_row *row, const char *wanted,
                                       const char *name, struct error *err)
{
    if (row->advice != NULL)
        return error_set(err, OPTIBOM_BAD_INPUT, "%s: is %s; %s", name, row->what, row->advice);
    return error_set(err, OPTIBOM_BAD_INPUT, "%s: is %s, not %s; import it as what it is", name,
                     row->what, wanted != NULL ? wanted : "a list of parts");
}
