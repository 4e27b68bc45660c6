/* The texts that the sheets of a workbook share, by number. Rich text is joined to plain text,
 * phonetic guides are left out. */
#ifndef OPTIBOM_IMPORT_WORKBOOK_STRINGS_H
#define OPTIBOM_IMPORT_WORKBOOK_STRINGS_H

#include "base/buf.h"
#include "import/workbook/workbook_package.h"

#include <stdint.h>

enum {
    /* Bytes of all texts with some more for each, so that tiny ones without end do not take long
     * either; a workbook with more is refused. */
    IMPORT_WORKBOOK_STRINGS_MAX = 128 * 1024 * 1024,
    IMPORT_WORKBOOK_STRING_COST = 16,
    IMPORT_WORKBOOK_TEXT_MAX = 4 * 1024 * 1024 /* bytes of one text */
};

struct import_workbook_strings {
    struct buf text;  /* all of them, each ended by a zero byte */
    uint32_t *starts; /* of each in `text`, and one past the last */
    size_t count, capacity;
};

void import_workbook_strings_init(struct import_workbook_strings *strings);
void import_workbook_strings_fini(struct import_workbook_strings *strings);

/* OPTIBOM_NOT_FOUND, without a sentence, when there is no such part. */
enum optibom_status import_workbook_strings_read(struct import_workbook_strings *strings,
                                                 struct import_workbook_package *package,
                                                 const char *path, struct error *err);

/* The text, NULL past the last. */
const char *import_workbook_string(const struct import_workbook_strings *strings, size_t index,
                                   size_t *length);

#endif
