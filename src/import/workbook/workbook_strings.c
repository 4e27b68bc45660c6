#include "import/workbook/workbook_strings.h"

#include "import/workbook/workbook_escape.h"
#include "import/workbook/workbook_xml.h"

#include <stdlib.h>
#include <string.h>

enum place { PLACE_TABLE = 1, PLACE_ITEM, PLACE_TEXT, PLACE_RUN, PLACE_RUN_TEXT, PLACES };

static const struct import_workbook_step steps[PLACES] = {
    [PLACE_TABLE] = {0, "sst"},          [PLACE_ITEM] = {PLACE_TABLE, "si"},
    [PLACE_TEXT] = {PLACE_ITEM, "t"},    [PLACE_RUN] = {PLACE_ITEM, "r"},
    [PLACE_RUN_TEXT] = {PLACE_RUN, "t"},
};

struct reading {
    struct import_workbook_strings *strings;
    const char *name; /* of the file, for messages */
};

void import_workbook_strings_init(struct import_workbook_strings *strings)
{
    *strings = (struct import_workbook_strings){0};
    buf_init(&strings->text);
}

void import_workbook_strings_fini(struct import_workbook_strings *strings)
{
    buf_fini(&strings->text);
    free(strings->starts);
    import_workbook_strings_init(strings);
}

static enum optibom_status start_string(struct reading *reading, struct error *err)
{
    struct import_workbook_strings *strings = reading->strings;
    if (strings->text.length + strings->count * IMPORT_WORKBOOK_STRING_COST >
        IMPORT_WORKBOOK_STRINGS_MAX - IMPORT_WORKBOOK_TEXT_MAX)
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s: the texts of the workbook take more than %d MiB; save its sheets as "
                         "CSV UTF-8 and import those",
                         reading->name, IMPORT_WORKBOOK_STRINGS_MAX / (1024 * 1024));
    if (strings->count + 1 >= strings->capacity) {
        size_t capacity = strings->capacity > 0 ? strings->capacity * 2 : 1024;
        uint32_t *starts = realloc(strings->starts, capacity * sizeof *starts);
        if (starts == NULL)
            return error_no_memory(err);
        strings->starts = starts;
        strings->capacity = capacity;
    }
    strings->starts[strings->count] = (uint32_t)strings->text.length;
    return OPTIBOM_OK;
}

static enum optibom_status end_string(struct reading *reading, struct error *err)
{
    struct import_workbook_strings *strings = reading->strings;
    struct buf *text = &strings->text;
    size_t start = strings->starts[strings->count];
    if (text->length > start) {
        text->length = start + import_workbook_unescape(text->text + start, text->length - start);
        text->text[text->length] = '\0';
    }
    buf_putc(text, '\0');
    if (!buf_ok(text))
        return error_no_memory(err);
    strings->starts[++strings->count] = (uint32_t)text->length;
    return OPTIBOM_OK;
}

static enum optibom_status enter(void *context, int place, const char **attributes,
                                 struct error *err)
{
    (void)attributes;
    return place == PLACE_ITEM ? start_string(context, err) : OPTIBOM_OK;
}

static enum optibom_status leave(void *context, int place, struct error *err)
{
    return place == PLACE_ITEM ? end_string(context, err) : OPTIBOM_OK;
}

static enum optibom_status add(void *context, int place, const char *bytes, size_t length,
                               struct error *err)
{
    struct reading *reading = context;
    struct import_workbook_strings *strings = reading->strings;
    if (place != PLACE_TEXT && place != PLACE_RUN_TEXT)
        return OPTIBOM_OK;
    if (strings->text.length + length - strings->starts[strings->count] > IMPORT_WORKBOOK_TEXT_MAX)
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s: text %zu of the workbook is longer than %d MiB; shorten that cell",
                         reading->name, strings->count + 1,
                         IMPORT_WORKBOOK_TEXT_MAX / (1024 * 1024));
    buf_add(&strings->text, bytes, length);
    return buf_ok(&strings->text) ? OPTIBOM_OK : error_no_memory(err);
}

enum optibom_status import_workbook_strings_read(struct import_workbook_strings *strings,
                                                 struct import_workbook_package *package,
                                                 const char *path, struct error *err)
{
    static const struct import_workbook_form form = {steps, PLACES, enter, leave, add};
    struct reading reading = {strings, import_workbook_package_name(package)};
    return import_workbook_xml_read_part(package, path, &form, &reading, err);
}

const char *import_workbook_string(const struct import_workbook_strings *strings, size_t index,
                                   size_t *length)
{
    if (index >= strings->count)
        return NULL;
    *length = strings->starts[index + 1] - strings->starts[index] - 1;
    return strings->text.text + strings->starts[index];
}
