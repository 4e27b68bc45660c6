/* What a workbook holds: its sheets in order, its epoch, and where its other parts are. */
#ifndef OPTIBOM_IMPORT_WORKBOOK_CONTENTS_H
#define OPTIBOM_IMPORT_WORKBOOK_CONTENTS_H

#include "base/arena.h"
#include "import/workbook/workbook_package.h"

#include <stdbool.h>

enum { IMPORT_WORKBOOK_SHEETS_MAX = 10000, IMPORT_WORKBOOK_SHEET_NAME_BYTES = 4 * 1024 * 1024 };

struct import_workbook_sheet_entry {
    const char *name;
    const char *path; /* of its part; NULL when the workbook leads nowhere */
    bool is_hidden;
};

struct import_workbook_contents {
    bool is_1904; /* days count from 1904, as on old Macs */
    const char *styles_path, *strings_path;
    bool has_strings;                           /* the workbook says that it has them */
    struct import_workbook_sheet_entry *sheets; /* those with cells, charts left out */
    size_t sheet_count;
};

/* In `arena`. OPTIBOM_BAD_INPUT when the package is no workbook or has no sheet with cells. */
enum optibom_status import_workbook_contents_read(struct import_workbook_contents *out,
                                                  struct arena *arena,
                                                  struct import_workbook_package *package,
                                                  struct error *err);

#endif
