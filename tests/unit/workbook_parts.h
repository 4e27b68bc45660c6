/*
 * Workbooks for tests, written as text: the parts of a package one after the other, each behind a
 * line "@path". What a test leaves out of relations, workbook and content types is filled in for
 * one sheet "S" with the parts xl/worksheets/sheet1.xml, xl/styles.xml and xl/sharedStrings.xml.
 */
#ifndef OPTIBOM_TESTS_WORKBOOK_PARTS_H
#define OPTIBOM_TESTS_WORKBOOK_PARTS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#define PARTS_MAIN "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define PARTS_RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

struct workbook_parts {
    FILE *file;
    char *bytes;
    size_t size;
};

static const struct {
    const char *path, *content;
} parts_usual[] = {
    {"_rels/.rels",
     "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
     "<Relationship Id=\"rId1\" Type=\"" PARTS_RELATION "/officeDocument\" "
     "Target=\"xl/workbook.xml\"/></Relationships>"},
    {"xl/workbook.xml", "<workbook " PARTS_MAIN " xmlns:r=\"" PARTS_RELATION "\"><sheets>"
                        "<sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"},
    {"xl/_rels/workbook.xml.rels",
     "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
     "<Relationship Id=\"rId1\" Type=\"" PARTS_RELATION "/worksheet\" "
     "Target=\"worksheets/sheet1.xml\"/></Relationships>"},
};

static inline bool parts_add(zip_t *zip, const char *path, const char *content, size_t length,
                             bool is_packed)
{
    zip_source_t *source = zip_source_buffer(zip, content, length, 0);
    zip_int64_t index =
        source != NULL ? zip_file_add(zip, path, source, ZIP_FL_OVERWRITE | ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0) {
        zip_source_free(source);
        return false;
    }
    return is_packed || zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0) == 0;
}

/* Adds each part of `text`. Paths are cut to 255 bytes. */
static inline void parts_add_text(zip_t *zip, const char *text, size_t length, bool is_packed)
{
    const char *at = text, *end = text + length;
    while (at < end && *at == '@') {
        char path[256];
        const char *line_end = memchr(at, '\n', (size_t)(end - at));
        if (line_end == NULL)
            return;
        snprintf(path, sizeof path, "%.*s", (int)(line_end - at - 1), at + 1);
        const char *content = line_end + 1, *next = content;
        while (next < end && !(*next == '@' && next[-1] == '\n'))
            next++;
        size_t content_length = (size_t)(next - content) - (next < end);
        if (next == content)
            content_length = 0;
        parts_add(zip, path, content, content_length, is_packed);
        at = next;
    }
}

static inline bool parts_has(zip_t *zip, const char *path)
{
    return zip_name_locate(zip, path, 0) >= 0;
}

/* `file` is NULL when it could not be made. `is_packed`: deflated, not stored. */
static inline struct workbook_parts parts_open(const char *text, size_t length, bool is_packed)
{
    struct workbook_parts parts = {0};
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *store = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_stat_t stat;
    if (store == NULL)
        return parts;
    zip_source_keep(store);
    zip_t *zip = zip_open_from_source(store, ZIP_CREATE | ZIP_TRUNCATE, &error);
    if (zip != NULL) {
        parts_add_text(zip, text, length, is_packed);
        for (size_t i = 0; i < sizeof parts_usual / sizeof parts_usual[0]; i++)
            if (!parts_has(zip, parts_usual[i].path))
                parts_add(zip, parts_usual[i].path, parts_usual[i].content,
                          strlen(parts_usual[i].content), is_packed);
        if (zip_close(zip) != 0)
            zip_discard(zip);
    }
    if (zip_source_open(store) == 0) {
        if (zip_source_stat(store, &stat) == 0 && (parts.bytes = malloc(stat.size + 1)) != NULL &&
            zip_source_read(store, parts.bytes, stat.size) == (zip_int64_t)stat.size &&
            stat.size > 0) {
            parts.size = stat.size;
            parts.file = fmemopen(parts.bytes, parts.size, "r");
        }
        zip_source_close(store);
    }
    zip_source_free(store);
    zip_error_fini(&error);
    return parts;
}

static inline void parts_close(struct workbook_parts *parts)
{
    if (parts->file != NULL)
        fclose(parts->file);
    free(parts->bytes);
    *parts = (struct workbook_parts){0};
}

#endif
