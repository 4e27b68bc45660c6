#include "import/reader.h"

#include "import/csv/csv.h"
#include "import/file_kind.h"
#include "import/pdf/pdf_reader.h"
#include "import/tree/tree_format.h"
#include "import/workbook/workbook.h"

#include <string.h>

static const struct import_format *const formats[] = {
    &import_format_csv,        &import_format_xlsx, &import_format_json,
    &import_format_json_lines, &import_format_yaml, &import_format_pdf,
};

const struct import_format *import_format_find(const char *name)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(formats[i]->name, name) == 0)
            return formats[i];
    return NULL;
}

enum optibom_status import_format_tell(const struct import_format **out,
                                       const struct import_input *input, struct error *err)
{
    const struct import_file_row *kind = NULL;
    enum optibom_status status = import_file_tell_open(&kind, input->file, input->name, err);
    if (status != OPTIBOM_OK)
        return status;
    *out = kind->format != NULL ? import_format_find(kind->format) : NULL;
    return *out != NULL ? OPTIBOM_OK : import_file_refuse(kind, NULL, input->name, err);
}
