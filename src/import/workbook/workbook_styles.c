#include "import/workbook/workbook_styles.h"

#include "import/workbook/workbook_xml.h"

#include <stdbool.h>
#include <stdlib.h>

enum place { PLACE_SHEET = 1, PLACE_FORMATS, PLACE_FORMAT, PLACE_STYLES, PLACE_STYLE, PLACES };

static const struct import_workbook_step steps[PLACES] = {
    [PLACE_SHEET] = {0, "styleSheet"},          [PLACE_FORMATS] = {PLACE_SHEET, "numFmts"},
    [PLACE_FORMAT] = {PLACE_FORMATS, "numFmt"}, [PLACE_STYLES] = {PLACE_SHEET, "cellXfs"},
    [PLACE_STYLE] = {PLACE_STYLES, "xf"},
};

/* Numbers of the workbook's own formats; Excel starts with 164 and counts on. */
enum { FORMATS_MAX = 65536 };

struct reading {
    struct import_workbook_styles *styles;
    const char *name;                                         /* of the file, for messages */
    const struct import_workbook_style *formats[FORMATS_MAX]; /* NULL where the workbook has none */
};

void import_workbook_styles_init(struct import_workbook_styles *styles)
{
    *styles = (struct import_workbook_styles){0};
    arena_init(&styles->arena);
}

void import_workbook_styles_fini(struct import_workbook_styles *styles)
{
    free(styles->items);
    arena_fini(&styles->arena);
    import_workbook_styles_init(styles);
}

static unsigned long format_number(const char **attributes)
{
    const char *number = import_workbook_attribute(attributes, "numFmtId");
    return number != NULL ? strtoul(number, NULL, 10) : 0;
}

static enum optibom_status add_style(struct reading *reading, const char **attributes,
                                     struct error *err)
{
    struct import_workbook_styles *styles = reading->styles;
    if (styles->count == styles->capacity) {
        size_t capacity = styles->capacity > 0 ? styles->capacity * 2 : 256;
        if (capacity > IMPORT_WORKBOOK_STYLES_MAX)
            return error_set(err, OPTIBOM_BAD_INPUT,
                             "%s: the workbook has more than %d cell styles; save its sheets as "
                             "CSV UTF-8 and import those",
                             reading->name, IMPORT_WORKBOOK_STYLES_MAX);
        struct import_workbook_style *items =
            realloc(styles->items, capacity * sizeof *styles->items);
        if (items == NULL)
            return error_no_memory(err);
        styles->items = items;
        styles->capacity = capacity;
    }
    unsigned long number = format_number(attributes);
    const struct import_workbook_style *own =
        number < FORMATS_MAX ? reading->formats[number] : NULL;
    styles->items[styles->count++] =
        own != NULL
            ? *own
            : (struct import_workbook_style){.meaning = import_workbook_format_number(number)};
    return OPTIBOM_OK;
}

static enum optibom_status add_format(struct reading *reading, const char **attributes,
                                      struct error *err)
{
    unsigned long number = format_number(attributes);
    const char *code = import_workbook_attribute(attributes, "formatCode");
    char literal[IMPORT_WORKBOOK_LITERAL_SIZE];
    if (code == NULL || number >= FORMATS_MAX)
        return OPTIBOM_OK;
    struct import_workbook_style *style = arena_alloc(&reading->styles->arena, sizeof *style);
    if (style == NULL)
        return error_no_memory(err);
    style->meaning = import_workbook_format_code(code);
    style->zeros = import_workbook_format_zeros(code);
    import_workbook_format_literal(literal, code);
    if (literal[0] != '\0' &&
        (style->literal = arena_strdup(&reading->styles->arena, literal)) == NULL)
        return error_no_memory(err);
    reading->formats[number] = style;
    return OPTIBOM_OK;
}

static enum optibom_status enter(void *context, int place, const char **attributes,
                                 struct error *err)
{
    if (place == PLACE_STYLE)
        return add_style(context, attributes, err);
    return place == PLACE_FORMAT ? add_format(context, attributes, err) : OPTIBOM_OK;
}

enum optibom_status import_workbook_styles_read(struct import_workbook_styles *styles,
                                                struct import_workbook_package *package,
                                                const char *path, struct error *err)
{
    static const struct import_workbook_form form = {steps, PLACES, enter, NULL, NULL};
    struct reading *reading = calloc(1, sizeof *reading);
    if (reading == NULL)
        return error_no_memory(err);
    reading->styles = styles;
    reading->name = import_workbook_package_name(package);
    enum optibom_status status = import_workbook_xml_read_part(package, path, &form, reading, err);
    free(reading);
    return status == OPTIBOM_NOT_FOUND ? OPTIBOM_OK : status;
}

const struct import_workbook_style *
import_workbook_style(const struct import_workbook_styles *styles, size_t index)
{
    static const struct import_workbook_style plain = {.meaning = IMPORT_WORKBOOK_NUMBER};
    return index < styles->count ? &styles->items[index] : &plain;
}
