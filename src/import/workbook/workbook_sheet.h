/* The rows of one sheet, streamed. */
#ifndef OPTIBOM_IMPORT_WORKBOOK_SHEET_H
#define OPTIBOM_IMPORT_WORKBOOK_SHEET_H

#include "import/workbook/workbook_contents.h"
#include "import/workbook/workbook_strings.h"
#include "import/workbook/workbook_styles.h"

enum {
    IMPORT_WORKBOOK_ROWS_MAX = 1048576,
    /* Of one sheet, the gaps before each row's last one too: a full sheet of 256 columns. */
    IMPORT_WORKBOOK_CELLS_MAX = 256 * 1024 * 1024
};

/* The texts of a sheet may be of so many bytes together: shared ones can make it far longer than
 * its file. */
#define IMPORT_WORKBOOK_SHEET_MAX ((uint64_t)4 * 1024 * 1024 * 1024)

struct import_workbook_sheet;

/* `contents`, `strings` and `styles` are kept; `entry` is one of the contents. OPTIBOM_BAD_INPUT
 * when the sheet leads nowhere. */
enum optibom_status import_workbook_sheet_open(struct import_workbook_sheet **out,
                                               struct import_workbook_package *package,
                                               const struct import_workbook_contents *contents,
                                               const struct import_workbook_sheet_entry *entry,
                                               const struct import_workbook_strings *strings,
                                               const struct import_workbook_styles *styles,
                                               struct error *err);
/* As next_row of a format. */
enum optibom_status import_workbook_sheet_next(struct import_workbook_sheet *sheet,
                                               struct import_row *row, struct error *err);
void import_workbook_sheet_close(struct import_workbook_sheet *sheet);

#endif
