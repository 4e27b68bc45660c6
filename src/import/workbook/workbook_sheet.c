#include "import/workbook/workbook_sheet.h"

#include "base/scan.h"
#include "import/workbook/workbook_cell.h"
#include "import/workbook/workbook_row.h"
#include "import/workbook/workbook_xml.h"

#include <stdlib.h>
#include <string.h>

enum place {
    PLACE_SHEET = 1,
    PLACE_DATA,
    PLACE_ROW,
    PLACE_CELL,
    PLACE_VALUE,
    PLACE_FORMULA,
    PLACE_INLINE,
    PLACE_TEXT,
    PLACE_RUN,
    PLACE_RUN_TEXT,
    PLACES
};

static const struct import_workbook_step steps[PLACES] = {
    [PLACE_SHEET] = {0, "worksheet"},    [PLACE_DATA] = {PLACE_SHEET, "sheetData"},
    [PLACE_ROW] = {PLACE_DATA, "row"},   [PLACE_CELL] = {PLACE_ROW, "c"},
    [PLACE_VALUE] = {PLACE_CELL, "v"},   [PLACE_FORMULA] = {PLACE_CELL, "f"},
    [PLACE_INLINE] = {PLACE_CELL, "is"}, [PLACE_TEXT] = {PLACE_INLINE, "t"},
    [PLACE_RUN] = {PLACE_INLINE, "r"},   [PLACE_RUN_TEXT] = {PLACE_RUN, "t"},
};

struct import_workbook_sheet {
    const struct import_workbook_contents *contents;
    const struct import_workbook_strings *strings;
    const struct import_workbook_styles *styles;
    const char *file;             /* for messages */
    char name[SCAN_EXCERPT_SIZE]; /* for messages */
    struct import_workbook_xml *xml;
    struct import_workbook_row row;
    size_t number, row_count; /* of the present row; rows met */
    size_t column;            /* of the present cell, from 0 */
    size_t next_column;       /* of a cell that does not say its own */
    size_t cell_count;        /* met in the row */
    enum import_workbook_cell_type type;
    size_t style;
    bool is_formula;
    struct buf value;     /* of the present cell, as it stands */
    uint64_t read, cells; /* bytes of all texts so far; cells with gaps */
    struct error problem; /* why the present row cannot be read */
    bool is_over;
};

/* ---- rows ---- */

static enum optibom_status refuse_sheet(const struct import_workbook_sheet *sheet, const char *what,
                                        struct error *err)
{
    return error_set(err, OPTIBOM_BAD_INPUT,
                     "%s: sheet %s, at row %zu: %s; open the workbook in Excel or LibreOffice "
                     "and save it again",
                     sheet->file, sheet->name, sheet->number, what);
}

static enum optibom_status enter_row(struct import_workbook_sheet *sheet, const char **attributes,
                                     struct error *err)
{
    const char *said = import_workbook_attribute(attributes, "r");
    size_t number = ++sheet->number;
    if (said != NULL && (!import_workbook_cell_index(&number, said, strlen(said)) || number == 0))
        return refuse_sheet(sheet, "a row has a number that is none", err);
    sheet->number = number;
    if (number > IMPORT_WORKBOOK_ROWS_MAX || ++sheet->row_count > IMPORT_WORKBOOK_ROWS_MAX)
        return refuse_sheet(sheet, "there are more rows than a sheet has (1,048,576)", err);
    sheet->next_column = sheet->cell_count = 0;
    import_workbook_row_clear(&sheet->row);
    return OPTIBOM_OK;
}

static enum optibom_status leave_row(struct import_workbook_sheet *sheet, struct error *err)
{
    sheet->read += sheet->row.bytes;
    if (sheet->read > IMPORT_WORKBOOK_SHEET_MAX)
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s: sheet %s, row %zu: the texts of the sheet up to here are longer than "
                         "4 GiB; split the sheet",
                         sheet->file, sheet->name, sheet->number);
    sheet->cells += sheet->row.used;
    if (sheet->cells > IMPORT_WORKBOOK_CELLS_MAX)
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s: sheet %s, row %zu: the sheet has more than 256 million cells up to "
                         "here, empty ones too; delete what stands far to the right, or split it",
                         sheet->file, sheet->name, sheet->number);
    if (sheet->row.has_text || sheet->problem.status != OPTIBOM_OK)
        import_workbook_xml_pause(sheet->xml);
    return OPTIBOM_OK;
}

/* ---- cells ---- */

/* Notes why the row cannot be read; the first reason stays. */
static void refuse_cell(struct import_workbook_sheet *sheet, const char *what)
{
    char reference[IMPORT_WORKBOOK_REFERENCE_SIZE];
    import_workbook_cell_reference(reference, sheet->column, sheet->number);
    error_set(&sheet->problem, OPTIBOM_BAD_INPUT, "%s: sheet %s, cell %s: %s", sheet->file,
              sheet->name, reference, what);
}

static void refuse_reference(struct import_workbook_sheet *sheet, const char *reference)
{
    char excerpt[SCAN_EXCERPT_SIZE];
    scan_excerpt(excerpt, reference);
    error_set(&sheet->problem, OPTIBOM_BAD_INPUT,
              "%s: sheet %s, row %zu: \"%s\" is no place of a cell; open the workbook in Excel or "
              "LibreOffice and save it again",
              sheet->file, sheet->name, sheet->number, excerpt);
}

static enum optibom_status enter_cell(struct import_workbook_sheet *sheet, const char **attributes,
                                      struct error *err)
{
    const char *reference = NULL, *type = NULL;
    sheet->style = 0;
    sheet->is_formula = false;
    for (size_t i = 0; attributes[i] != NULL; i += 2) {
        const char *name = attributes[i], *value = attributes[i + 1];
        if (name[0] == '\0' || name[1] != '\0')
            continue;
        if (name[0] == 'r')
            reference = value;
        else if (name[0] == 't')
            type = value;
        else if (name[0] == 's' && !import_workbook_cell_index(&sheet->style, value, strlen(value)))
            sheet->style = 0;
    }
    sheet->type = import_workbook_cell_type(type);
    buf_clear(&sheet->value);
    sheet->column = sheet->next_column;
    if (reference != NULL && !import_workbook_cell_column(&sheet->column, reference))
        refuse_reference(sheet, reference);
    sheet->next_column = sheet->column + 1;
    if (sheet->column >= IMPORT_WORKBOOK_COLUMNS_MAX)
        refuse_cell(sheet, "it is past the last column of a sheet, XFD; open the workbook in Excel "
                           "or LibreOffice and save it again");
    if (++sheet->cell_count > IMPORT_WORKBOOK_COLUMNS_MAX)
        return refuse_sheet(sheet, "the row has more cells than a sheet has columns (16,384)", err);
    return OPTIBOM_OK;
}

/* False when memory is exhausted. */
static bool put_shared(struct import_workbook_sheet *sheet)
{
    size_t index, length;
    if (sheet->value.length == 0)
        return true;
    const char *text = NULL;
    if (import_workbook_cell_index(&index, sheet->value.text, sheet->value.length))
        text = import_workbook_string(sheet->strings, index, &length);
    if (text != NULL)
        return import_workbook_row_keep(&sheet->row, sheet->column, text, length);
    refuse_cell(sheet, sheet->strings->count == 0
                           ? "its text is among the shared ones, of which the workbook has none; "
                             "open the workbook in Excel or LibreOffice and save it again"
                           : "its text is not among the shared ones; open the workbook in Excel "
                             "or LibreOffice and save it again");
    return true;
}

/* A formula that gave an empty text says that it is a text; others were never computed, as in
 * workbooks that programs write. */
static bool put_nothing(struct import_workbook_sheet *sheet)
{
    if (!sheet->is_formula || sheet->type != IMPORT_WORKBOOK_CELL_NUMBER)
        return true;
    return import_workbook_row_doubt(&sheet->row, sheet->column,
                                     "its formula was saved without a value; open the workbook in "
                                     "Excel or LibreOffice and save it again");
}

static bool put_own(struct import_workbook_sheet *sheet)
{
    size_t start = sheet->row.text.length;
    if (sheet->value.length == 0)
        return put_nothing(sheet);
    import_workbook_cell_text(&sheet->row.text, sheet->type,
                              import_workbook_style(sheet->styles, sheet->style),
                              sheet->contents->is_1904, sheet->value.text, sheet->value.length);
    return import_workbook_row_own(&sheet->row, sheet->column, start);
}

static enum optibom_status leave_cell(struct import_workbook_sheet *sheet, struct error *err)
{
    if (sheet->problem.status != OPTIBOM_OK)
        return OPTIBOM_OK;
    if (!buf_ok(&sheet->value) ||
        !(sheet->type == IMPORT_WORKBOOK_CELL_SHARED ? put_shared(sheet) : put_own(sheet)))
        return error_no_memory(err);
    if (sheet->row.bytes > IMPORT_WORKBOOK_ROW_MAX)
        refuse_cell(sheet, "the texts of the row up to here are longer than 4 MiB; shorten them");
    return OPTIBOM_OK;
}

/* ---- the form of a sheet ---- */

static enum optibom_status enter(void *context, int place, const char **attributes,
                                 struct error *err)
{
    struct import_workbook_sheet *sheet = context;
    switch (place) {
    case PLACE_ROW:
        return enter_row(sheet, attributes, err);
    case PLACE_CELL:
        return enter_cell(sheet, attributes, err);
    case PLACE_INLINE:
        sheet->type = IMPORT_WORKBOOK_CELL_TEXT;
        buf_clear(&sheet->value);
        break;
    case PLACE_VALUE:
        buf_clear(&sheet->value);
        break;
    case PLACE_FORMULA:
        sheet->is_formula = true;
        break;
    default:
        break;
    }
    return OPTIBOM_OK;
}

static enum optibom_status leave(void *context, int place, struct error *err)
{
    struct import_workbook_sheet *sheet = context;
    if (place == PLACE_CELL)
        return leave_cell(sheet, err);
    return place == PLACE_ROW ? leave_row(sheet, err) : OPTIBOM_OK;
}

static enum optibom_status add(void *context, int place, const char *bytes, size_t length,
                               struct error *err)
{
    struct import_workbook_sheet *sheet = context;
    (void)err;
    bool is_text = place == PLACE_VALUE || place == PLACE_TEXT || place == PLACE_RUN_TEXT;
    if (!is_text || sheet->problem.status != OPTIBOM_OK)
        return OPTIBOM_OK;
    if (sheet->value.length + length > IMPORT_WORKBOOK_TEXT_MAX)
        refuse_cell(sheet, "the text is longer than 4 MiB; shorten it");
    else
        buf_add(&sheet->value, bytes, length);
    return OPTIBOM_OK;
}

enum optibom_status import_workbook_sheet_open(struct import_workbook_sheet **out,
                                               struct import_workbook_package *package,
                                               const struct import_workbook_contents *contents,
                                               const struct import_workbook_sheet_entry *entry,
                                               const struct import_workbook_strings *strings,
                                               const struct import_workbook_styles *styles,
                                               struct error *err)
{
    static const struct import_workbook_form form = {steps, PLACES, enter, leave, add};
    struct import_workbook_sheet *sheet = calloc(1, sizeof *sheet);
    if (sheet == NULL)
        return error_no_memory(err);
    sheet->contents = contents;
    sheet->strings = strings;
    sheet->styles = styles;
    sheet->file = import_workbook_package_name(package);
    scan_excerpt(sheet->name, entry->name);
    import_workbook_row_init(&sheet->row);
    buf_init(&sheet->value);
    enum optibom_status status = OPTIBOM_NOT_FOUND;
    if (entry->path != NULL)
        status = import_workbook_xml_open(&sheet->xml, package, entry->path, &form, sheet, err);
    if (status == OPTIBOM_NOT_FOUND)
        status = error_set(err, OPTIBOM_BAD_INPUT,
                           "%s: sheet %s is listed, but its part is missing; open the workbook in "
                           "Excel or LibreOffice and save it again",
                           sheet->file, sheet->name);
    if (status != OPTIBOM_OK)
        import_workbook_sheet_close(sheet);
    else
        *out = sheet;
    return status;
}

void import_workbook_sheet_close(struct import_workbook_sheet *sheet)
{
    if (sheet == NULL)
        return;
    import_workbook_xml_close(sheet->xml);
    import_workbook_row_fini(&sheet->row);
    buf_fini(&sheet->value);
    free(sheet);
}

enum optibom_status import_workbook_sheet_next(struct import_workbook_sheet *sheet,
                                               struct import_row *row, struct error *err)
{
    if (sheet->is_over)
        return OPTIBOM_NOT_FOUND;
    error_clear(&sheet->problem);
    enum optibom_status status = import_workbook_xml_read(sheet->xml, err);
    sheet->is_over = status != OPTIBOM_OK;
    if (status != OPTIBOM_OK)
        return status;
    if (sheet->problem.status != OPTIBOM_OK)
        return error_set(err, sheet->problem.status, "%s", sheet->problem.text);
    row->line = sheet->number;
    if (!import_workbook_row_finish(&sheet->row, row)) {
        sheet->is_over = true;
        return error_no_memory(err);
    }
    return OPTIBOM_OK;
}
