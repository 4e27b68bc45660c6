#include "import/pdf/pdf_roles.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const label_heads[] = {
    "parameter",      "parameters",     "item",
    "items",          "characteristic", "characteristics",
    "property",       "properties",     "attribute",
    "attributes",     "feature",        "features",
    "specification",  "specifications", "quantity",
    "technical data", "parameter name", "description of parameter"};
static const char *const symbol_heads[] = {"symbol", "symbols", "sym", "abbreviation"};
static const char *const min_heads[] = {"min",           "minimum",     "min value",
                                        "minimum value", "lower limit", "low"};
static const char *const typ_heads[] = {"typ",       "typical",       "nom",          "nominal",
                                        "typ value", "typical value", "nominal value"};
static const char *const max_heads[] = {"max",           "maximum",     "max value",
                                        "maximum value", "upper limit", "high"};
static const char *const unit_heads[] = {"unit", "units", "uom"};
static const char *const value_heads[] = {
    "value",  "values", "rating", "ratings", "data",        "performance",
    "spec",   "range",  "limit",  "limits",  "value range", "specification value",
    "details"};
static const char *const condition_heads[] = {
    "condition", "conditions",     "test condition",       "test conditions",
    "mode",      "operating mode", "measurement condition"};
static const char *const note_heads[] = {"note",     "notes",           "remark", "remarks",
                                         "comment",  "comments",        "ref",    "reference",
                                         "footnote", "notes conditions"};
static const char *const part_heads[] = {"part number",
                                         "part numbers",
                                         "part no",
                                         "part nr",
                                         "part #",
                                         "part",
                                         "p n",
                                         "pn",
                                         "product code",
                                         "product codes",
                                         "product number",
                                         "product no",
                                         "ordering code",
                                         "order code",
                                         "ordering number",
                                         "order number",
                                         "order no",
                                         "ordering part number",
                                         "model",
                                         "models",
                                         "model number",
                                         "model no",
                                         "model name",
                                         "product model",
                                         "sku",
                                         "mpn",
                                         "catalog number",
                                         "catalogue number",
                                         "item number",
                                         "type number",
                                         "manufacturer part number",
                                         "ordering p n",
                                         "orderable part number",
                                         "ordering information",
                                         "type designation",
                                         "product id",
                                         "pid"};
static const char *const index_heads[] = {"no", "#", "nr", "item no", "s n", "line"};
static const char *const alien_heads[] = {"pin",
                                          "pins",
                                          "pin no",
                                          "pin number",
                                          "pin #",
                                          "pad",
                                          "pad no",
                                          "ball",
                                          "contact",
                                          "rev",
                                          "revision",
                                          "version",
                                          "date",
                                          "address",
                                          "byte",
                                          "bytes",
                                          "bit",
                                          "bits",
                                          "register",
                                          "page",
                                          "chapter",
                                          "figure",
                                          "revision history",
                                          "pin name",
                                          "signal",
                                          "document",
                                          "change"};

static const struct {
    enum import_pdf_role role;
    const char *const *heads;
    size_t count;
} roles[] = {
    {IMPORT_PDF_LABEL, label_heads, COUNT(label_heads)},
    {IMPORT_PDF_SYMBOL, symbol_heads, COUNT(symbol_heads)},
    {IMPORT_PDF_MIN, min_heads, COUNT(min_heads)},
    {IMPORT_PDF_TYP, typ_heads, COUNT(typ_heads)},
    {IMPORT_PDF_MAX, max_heads, COUNT(max_heads)},
    {IMPORT_PDF_UNIT, unit_heads, COUNT(unit_heads)},
    {IMPORT_PDF_VALUE, value_heads, COUNT(value_heads)},
    {IMPORT_PDF_CONDITION, condition_heads, COUNT(condition_heads)},
    {IMPORT_PDF_NOTE, note_heads, COUNT(note_heads)},
    {IMPORT_PDF_PART, part_heads, COUNT(part_heads)},
    {IMPORT_PDF_INDEX, index_heads, COUNT(index_heads)},
    {IMPORT_PDF_ALIEN, alien_heads, COUNT(alien_heads)},
};

enum import_pdf_role import_pdf_role_of(const char *text)
{
    char head[IMPORT_PDF_KEY_SIZE], key[IMPORT_PDF_KEY_SIZE];
    size_t length, unit_length;
    const char *unit;
    if (!import_pdf_split_unit(text, &length, &unit, &unit_length))
        length = strlen(text);
    if (length >= sizeof head)
        return IMPORT_PDF_OTHER;
    memcpy(head, text, length);
    head[length] = '\0';
    import_pdf_key(key, head);
    for (size_t i = 0; i < COUNT(roles); i++)
        for (size_t k = 0; k < roles[i].count; k++)
            if (strcmp(key, roles[i].heads[k]) == 0)
                return roles[i].role;
    return IMPORT_PDF_OTHER;
}

bool import_pdf_role_is_limit(enum import_pdf_role role)
{
    return role == IMPORT_PDF_MIN || role == IMPORT_PDF_TYP || role == IMPORT_PDF_MAX;
}
