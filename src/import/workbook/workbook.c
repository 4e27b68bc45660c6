#include "import/workbook/workbook.h"

#include "base/arena.h"
#include "import/workbook/workbook_sheet.h"

#include <stdlib.h>

struct import_reader {
    struct import_workbook_package *package;
    struct arena arena; /* of the contents */
    struct import_workbook_contents contents;
    struct import_workbook_strings strings;
    struct import_workbook_styles styles;
    struct import_workbook_sheet *sheet; /* the present table */
    size_t next;                         /* sheet */
    size_t table_count;
};

static void close_workbook(struct import_reader *reader)
{
    if (reader == NULL)
        return;
    import_workbook_sheet_close(reader->sheet);
    import_workbook_styles_fini(&reader->styles);
    import_workbook_strings_fini(&reader->strings);
    arena_fini(&reader->arena);
    import_workbook_package_close(reader->package);
    free(reader);
}

static enum optibom_status read_strings(struct import_reader *reader, struct error *err)
{
    enum optibom_status status = import_workbook_strings_read(&reader->strings, reader->package,
                                                              reader->contents.strings_path, err);
    if (status != OPTIBOM_NOT_FOUND)
        return status;
    if (!reader->contents.has_strings)
        return OPTIBOM_OK;
    return error_set(err, OPTIBOM_BAD_INPUT,
                     "%s: the part with the shared texts is missing; copy or download the workbook "
                     "again",
                     import_workbook_package_name(reader->package));
}

static enum optibom_status open_workbook(struct import_reader **out,
                                         const struct import_input *input, struct error *err)
{
    struct import_reader *reader = calloc(1, sizeof *reader);
    if (reader == NULL)
        return error_no_memory(err);
    arena_init(&reader->arena);
    import_workbook_strings_init(&reader->strings);
    import_workbook_styles_init(&reader->styles);
    enum optibom_status status = import_workbook_package_open(&reader->package, input, err);
    if (status == OPTIBOM_OK)
        status =
            import_workbook_contents_read(&reader->contents, &reader->arena, reader->package, err);
    if (status == OPTIBOM_OK)
        status = import_workbook_styles_read(&reader->styles, reader->package,
                                             reader->contents.styles_path, err);
    if (status == OPTIBOM_OK)
        status = read_strings(reader, err);
    if (status != OPTIBOM_OK)
        close_workbook(reader);
    else
        *out = reader;
    return status;
}

static enum optibom_status next_table(struct import_reader *reader, struct import_table *table,
                                      struct error *err)
{
    const struct import_workbook_contents *contents = &reader->contents;
    import_workbook_sheet_close(reader->sheet);
    reader->sheet = NULL;
    if (reader->next == contents->sheet_count)
        return OPTIBOM_NOT_FOUND;
    const struct import_workbook_sheet_entry *entry = &contents->sheets[reader->next++];
    enum optibom_status status = import_workbook_sheet_open(
        &reader->sheet, reader->package, contents, entry, &reader->strings, &reader->styles, err);
    if (status == OPTIBOM_OK)
        *table = (struct import_table){
            .name = entry->name, .number = ++reader->table_count, .is_hidden = entry->is_hidden};
    return status;
}

static enum optibom_status next_row(struct import_reader *reader, struct import_row *row,
                                    struct error *err)
{
    return reader->sheet != NULL ? import_workbook_sheet_next(reader->sheet, row, err)
                                 : OPTIBOM_NOT_FOUND;
}

const struct import_format import_format_xlsx = {
    .name = "xlsx",
    .file_kind = "an Excel workbook",
    .open = open_workbook,
    .next_table = next_table,
    .next_row = next_row,
    .close = close_workbook,
};
