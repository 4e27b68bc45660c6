#include "import/workbook/workbook_contents.h"

#include "base/scan.h"
#include "import/workbook/workbook_relations.h"
#include "import/workbook/workbook_xml.h"

#include <string.h>

/* ---- the part that is the workbook ---- */

enum type_place { TYPE_TYPES = 1, TYPE_OVERRIDE, TYPE_PLACES };

static const struct import_workbook_step type_steps[TYPE_PLACES] = {
    [TYPE_TYPES] = {0, "Types"},
    [TYPE_OVERRIDE] = {TYPE_TYPES, "Override"},
};

struct type_reading {
    struct arena *arena;
    const char *path; /* of the workbook, once met */
};

static enum optibom_status enter_type(void *context, int place, const char **attributes,
                                      struct error *err)
{
    struct type_reading *reading = context;
    const char *type = import_workbook_attribute(attributes, "ContentType");
    const char *part = import_workbook_attribute(attributes, "PartName");
    if (place != TYPE_OVERRIDE || reading->path != NULL || type == NULL || part == NULL ||
        strstr(type, ".main+xml") == NULL)
        return OPTIBOM_OK;
    reading->path = import_workbook_resolve(reading->arena, "", part);
    return reading->path != NULL ? OPTIBOM_OK : error_no_memory(err);
}

/* By the relations of the package, by its list of content types, or where it always is. */
static enum optibom_status find_workbook(const char **path, struct arena *arena,
                                         struct import_workbook_package *package, struct error *err)
{
    static const struct import_workbook_form form = {type_steps, TYPE_PLACES, enter_type, NULL,
                                                     NULL};
    struct import_workbook_relations relations = {0};
    struct type_reading reading = {.arena = arena};
    enum optibom_status status =
        import_workbook_relations_read(&relations, arena, package, "", err);
    if (status != OPTIBOM_OK)
        return status;
    const struct import_workbook_relation *relation =
        import_workbook_relation_by_type(&relations, "officeDocument");
    if (relation != NULL) {
        *path = relation->path;
        return OPTIBOM_OK;
    }
    status = import_workbook_xml_read_part(package, "[Content_Types].xml", &form, &reading, err);
    *path = reading.path != NULL ? reading.path : "xl/workbook.xml";
    return status == OPTIBOM_NOT_FOUND ? OPTIBOM_OK : status;
}

/* ---- its sheets ---- */

enum place { PLACE_WORKBOOK = 1, PLACE_PROPERTIES, PLACE_SHEETS, PLACE_SHEET, PLACES };

static const struct import_workbook_step steps[PLACES] = {
    [PLACE_WORKBOOK] = {0, "workbook"},
    [PLACE_PROPERTIES] = {PLACE_WORKBOOK, "workbookPr"},
    [PLACE_SHEETS] = {PLACE_WORKBOOK, "sheets"},
    [PLACE_SHEET] = {PLACE_SHEETS, "sheet"},
};

struct reading {
    struct import_workbook_contents *out;
    struct arena *arena;
    const struct import_workbook_relations *relations;
    const char *file; /* for messages */
    size_t kept;      /* bytes of names */
};

/* Sheets of charts and old dialogs and macros have no cells to import. */
static bool has_cells(const struct import_workbook_relation *relation)
{
    static const char *const others[] = {"chartsheet", "dialogsheet", "xlMacrosheet",
                                         "xlIntlMacrosheet"};
    for (size_t i = 0; relation != NULL && i < sizeof others / sizeof others[0]; i++)
        if (strcmp(relation->type, others[i]) == 0)
            return false;
    return true;
}

static enum optibom_status add_sheet(struct reading *reading, const char **attributes,
                                     struct error *err)
{
    struct import_workbook_contents *out = reading->out;
    const char *name = import_workbook_attribute(attributes, "name");
    const char *id = import_workbook_prefixed_attribute(attributes, "id");
    const struct import_workbook_relation *relation =
        id != NULL ? import_workbook_relation_by_id(reading->relations, id) : NULL;
    if (!has_cells(relation))
        return OPTIBOM_OK;
    name = name != NULL ? name : "";
    reading->kept += strlen(name);
    if (out->sheet_count == IMPORT_WORKBOOK_SHEETS_MAX ||
        reading->kept > IMPORT_WORKBOOK_SHEET_NAME_BYTES)
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s: the workbook has more than %d sheets; split it", reading->file,
                         IMPORT_WORKBOOK_SHEETS_MAX);
    struct import_workbook_sheet_entry *sheets =
        arena_grow(reading->arena, out->sheets, out->sheet_count, sizeof *sheets);
    char *kept = arena_strdup(reading->arena, name);
    if (sheets == NULL || kept == NULL)
        return error_no_memory(err);
    out->sheets = sheets;
    const char *state = import_workbook_attribute(attributes, "state");
    sheets[out->sheet_count++] =
        (struct import_workbook_sheet_entry){kept, relation != NULL ? relation->path : NULL,
                                             state != NULL && strcmp(state, "visible") != 0};
    return OPTIBOM_OK;
}

static enum optibom_status enter(void *context, int place, const char **attributes,
                                 struct error *err)
{
    struct reading *reading = context;
    if (place == PLACE_SHEET)
        return add_sheet(reading, attributes, err);
    if (place == PLACE_PROPERTIES) {
        const char *is_1904 = import_workbook_attribute(attributes, "date1904");
        reading->out->is_1904 =
            is_1904 != NULL && (strcmp(is_1904, "1") == 0 || strcmp(is_1904, "true") == 0 ||
                                strcmp(is_1904, "on") == 0);
    }
    return OPTIBOM_OK;
}

/* The part of a type; where no relation names one, `name` beside the workbook. */
static const char *find_part(const struct import_workbook_relations *relations, const char *type,
                             struct arena *arena, const char *workbook, const char *name)
{
    const struct import_workbook_relation *relation =
        import_workbook_relation_by_type(relations, type);
    return relation != NULL ? relation->path : import_workbook_resolve(arena, workbook, name);
}

static bool is_binary(const char *path)
{
    size_t length = strlen(path);
    return length > 4 && scan_same(path + length - 4, ".bin");
}

static enum optibom_status refuse_missing(const char *name, const char *path, struct error *err)
{
    char excerpt[SCAN_EXCERPT_SIZE];
    scan_excerpt(excerpt, path);
    return error_set(err, OPTIBOM_BAD_INPUT,
                     "%s: the archive has no %s; is this an Excel workbook? Open it in Excel or "
                     "LibreOffice and save it as .xlsx",
                     name, excerpt);
}

enum optibom_status import_workbook_contents_read(struct import_workbook_contents *out,
                                                  struct arena *arena,
                                                  struct import_workbook_package *package,
                                                  struct error *err)
{
    static const struct import_workbook_form form = {steps, PLACES, enter, NULL, NULL};
    const char *path = NULL, *name = import_workbook_package_name(package);
    struct import_workbook_relations relations = {0};
    struct reading reading = {.out = out, .arena = arena, .relations = &relations, .file = name};
    *out = (struct import_workbook_contents){0};
    enum optibom_status status = find_workbook(&path, arena, package, err);
    if (status == OPTIBOM_OK && is_binary(path))
        status = error_set(err, OPTIBOM_BAD_INPUT,
                           "%s: is a binary Excel workbook (.xlsb); save it as .xlsx or CSV", name);
    if (status == OPTIBOM_OK)
        status = import_workbook_relations_read(&relations, arena, package, path, err);
    if (status == OPTIBOM_OK)
        status = import_workbook_xml_read_part(package, path, &form, &reading, err);
    if (status == OPTIBOM_NOT_FOUND)
        return refuse_missing(name, path, err);
    if (status != OPTIBOM_OK)
        return status;
    if (out->sheet_count == 0)
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s: the workbook has no sheet with cells; is it the right file?", name);
    out->has_strings = import_workbook_relation_by_type(&relations, "sharedStrings") != NULL;
    out->strings_path = find_part(&relations, "sharedStrings", arena, path, "sharedStrings.xml");
    out->styles_path = find_part(&relations, "styles", arena, path, "styles.xml");
    if (out->strings_path == NULL || out->styles_path == NULL)
        return error_no_memory(err);
    return OPTIBOM_OK;
}
