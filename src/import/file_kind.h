/*
 * What kind of file something is: by its first bytes, and where those leave it open by the end of
 * its name. A file that cannot be imported gets a sentence that says what it is and what to do.
 */
#ifndef OPTIBOM_IMPORT_FILE_KIND_H
#define OPTIBOM_IMPORT_FILE_KIND_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum import_file_kind {
    IMPORT_FILE_EMPTY,
    IMPORT_FILE_LOCK, /* what Excel and its like leave beside a workbook that is open */
    IMPORT_FILE_XLSX,
    IMPORT_FILE_XLSB,
    IMPORT_FILE_OPEN_DOCUMENT, /* .ods and its kin */
    IMPORT_FILE_DOCUMENT,      /* .docx, .pptx, .doc, .rtf */
    IMPORT_FILE_ZIP,
    IMPORT_FILE_ENCRYPTED, /* workbook with a password */
    IMPORT_FILE_XLS,
    IMPORT_FILE_OLE2, /* some other file of that form */
    IMPORT_FILE_PDF,
    IMPORT_FILE_PACKED, /* gzip, xz, zstd, bzip2, 7z, rar, tar */
    IMPORT_FILE_DATABASE,
    IMPORT_FILE_IMAGE,
    IMPORT_FILE_WEB_PAGE,
    IMPORT_FILE_XML_SPREADSHEET, /* of 2003 */
    IMPORT_FILE_XML,
    IMPORT_FILE_MEMORY_DUMP, /* of a module's EEPROM, as text */
    IMPORT_FILE_JSON_LINES,
    IMPORT_FILE_JSON,
    IMPORT_FILE_YAML,
    IMPORT_FILE_CSV, /* any other text */
    IMPORT_FILE_BINARY
};

/* One row of the table of kinds. */
struct import_file_row {
    enum import_file_kind kind;
    const char *what;   /* "a PDF file" */
    const char *format; /* the import_format that reads it; NULL: none does */
    const char *advice; /* what to do with one that cannot be read, half a sentence, or NULL */
    size_t offset;      /* of `magic` */
    const char *magic;  /* bytes at the offset, or NULL */
    size_t magic_length;
    const char *holds; /* bytes that stand somewhere, without regard to case; or NULL */
    size_t holds_length;
    /* What else tells it, or NULL. */
    bool (*looks)(const char *bytes, size_t length, const char *name);
};

enum {
    IMPORT_FILE_HEAD = 4096,
    /* With the list of members that archives and OLE2 files keep elsewhere. */
    IMPORT_FILE_SAMPLE = IMPORT_FILE_HEAD + 16384
};

/* The kind of a file that starts with these bytes: its first IMPORT_FILE_HEAD or all it has, more
 * where a list of members was added. `name` may have folders before it. Never NULL. */
const struct import_file_row *import_file_tell(const char *bytes, size_t length, const char *name);

/* The same of an open file, which stands at its start afterwards. */
enum optibom_status import_file_tell_open(const struct import_file_row **out, FILE *file,
                                          const char *name, struct error *err);

/* Sets "NAME: is an encrypted Excel workbook; remove the password ..." of a file that cannot be
 * read as `wanted` ("an Excel workbook"; NULL: as anything). Returns OPTIBOM_BAD_INPUT. */
enum optibom_status import_file_refuse(const struct import_file_row *row, const char *wanted,
                                       const char *name, struct error *err);

#endif
