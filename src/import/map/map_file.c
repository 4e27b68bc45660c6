#include "import/map/map_file.h"

#include "base/nearest.h"
#include "base/scan.h"

#include <string.h>

enum { TEXTS_MAX = 256 };

struct top {
    const char *map, *about, *format, *sheet, *class_name;
    yaml_node csv, numbers, header, columns, constants, aliases, skip, each, breaks;
};

#define TOP(key, kind, member, required)                                                           \
    {                                                                                              \
        key, kind, "", offsetof(struct top, member), required                                      \
    }
static const struct yaml_field top_fields[] = {
    TOP("map", YAML_DOC_TEXT, map, true),
    TOP("about", YAML_DOC_TEXT, about, false),
    TOP("format", YAML_DOC_TEXT, format, false),
    TOP("csv", YAML_DOC_NODE, csv, false),
    TOP("numbers", YAML_DOC_NODE, numbers, false),
    TOP("sheet", YAML_DOC_TEXT, sheet, false),
    TOP("header", YAML_DOC_NODE, header, false),
    TOP("class", YAML_DOC_TEXT, class_name, true),
    TOP("columns", YAML_DOC_NODE, columns, true),
    TOP("constants", YAML_DOC_NODE, constants, false),
    TOP("aliases", YAML_DOC_NODE, aliases, false),
    TOP("skip", YAML_DOC_NODE, skip, false),
    TOP("each", YAML_DOC_NODE, each, false),
    TOP("breaks", YAML_DOC_NODE, breaks, false),
};

#define CSV(key)                                                                                   \
    {                                                                                              \
#key, YAML_DOC_TEXT, "", offsetof(struct import_map, key), false                           \
    }
static const struct yaml_field csv_fields[] = {CSV(delimiter), CSV(quote), CSV(encoding)};
static const struct yaml_field number_fields[] = {CSV(decimal), CSV(group)};

enum optibom_status import_map_file_texts(struct import_map_texts *out,
                                          struct import_map_reading *reading, yaml_node node)
{
    struct yaml_doc *doc = reading->doc;
    bool is_one = yaml_doc_is_scalar(doc, node);
    size_t count = 1;
    enum optibom_status status = OPTIBOM_OK;
    if (!is_one)
        status = yaml_doc_count(&count, doc, node, reading->err);
    if (status == OPTIBOM_OK && (count == 0 || count > TEXTS_MAX))
        status = yaml_doc_error(doc, node, reading->err, "1 to %d texts are expected here, not %zu",
                                TEXTS_MAX, count);
    if (status != OPTIBOM_OK)
        return status;
    out->items = arena_alloc(reading->arena, count * sizeof *out->items);
    if (out->items == NULL)
        return error_no_memory(reading->err);
    for (size_t i = 0; status == OPTIBOM_OK && i < count; i++)
        status = yaml_doc_text(&out->items[i], doc, is_one ? node : yaml_doc_item(doc, node, i),
                               reading->err);
    out->count = count;
    return status;
}

static enum optibom_status check_format(struct import_map_reading *reading)
{
    static const char *const formats[] = {"csv", "xlsx", "json", "json-lines", "yaml", "pdf"};
    const size_t count = sizeof formats / sizeof *formats;
    const char *format = reading->map->format;
    if (format == NULL)
        return OPTIBOM_OK;
    for (size_t i = 0; i < count; i++)
        if (strcmp(formats[i], format) == 0)
            return OPTIBOM_OK;
    const char *near = nearest_word(format, formats, count);
    return yaml_doc_error(reading->doc, yaml_doc_root(reading->doc), reading->err,
                          "'format: %s' is none of csv, xlsx, json, json-lines, yaml, pdf%s%s%s",
                          format, near != NULL ? "; did you mean '" : "", near != NULL ? near : "",
                          near != NULL ? "'?" : "");
}

/* A sign, tab or space: what nobody writes into a cell as part of a word. */
static bool is_delimiter(const char *text)
{
    return text[0] != '\0' && text[1] == '\0' && (text[0] & 0x80) == 0 && text[0] != '\n' &&
           text[0] != '\r' && !scan_is_letter(text[0]) && !scan_is_digit(text[0]);
}

static bool is_encoding(const char *text)
{
    const char *at = text;
    while (scan_is_letter(*at) || scan_is_digit(*at) || *at == '-' || *at == '_' || *at == '.')
        at++;
    return at > text && *at == '\0';
}

static enum optibom_status read_csv(struct import_map_reading *reading, yaml_node node)
{
    struct import_map *map = reading->map;
    enum optibom_status status = yaml_doc_map(
        reading->doc, node, csv_fields, sizeof csv_fields / sizeof *csv_fields, map, reading->err);
    if (status != OPTIBOM_OK)
        return status;
    if (map->delimiter != NULL && !is_delimiter(map->delimiter))
        return yaml_doc_error(reading->doc, node, reading->err,
                              "'delimiter' is one ASCII sign, such as \";\" or \"\\t\"");
    if (map->quote != NULL && strcmp(map->quote, "\"") != 0 && strcmp(map->quote, "'") != 0)
        return yaml_doc_error(reading->doc, node, reading->err, "'quote' is '\"' or \"'\"");
    if (map->delimiter != NULL && map->quote != NULL && strcmp(map->delimiter, map->quote) == 0)
        return yaml_doc_error(reading->doc, node, reading->err,
                              "'delimiter' and 'quote' are the same character");
    if (map->encoding != NULL && !is_encoding(map->encoding))
        return yaml_doc_error(reading->doc, node, reading->err,
                              "'encoding' is a name such as utf-8 or windows-1252");
    return OPTIBOM_OK;
}

static bool is_group(const char *text)
{
    static const char *const groups[] = {"", ",", ".", " ", "'"};
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        if (strcmp(text, groups[i]) == 0)
            return true;
    return false;
}

static enum optibom_status read_numbers(struct import_map_reading *reading, yaml_node node)
{
    struct import_map *map = reading->map;
    enum optibom_status status =
        yaml_doc_map(reading->doc, node, number_fields,
                     sizeof number_fields / sizeof *number_fields, map, reading->err);
    if (status != OPTIBOM_OK)
        return status;
    if (map->decimal == NULL)
        map->decimal = map->group != NULL && strcmp(map->group, ".") == 0 ? "," : ".";
    if (map->group == NULL)
        map->group = strcmp(map->decimal, ".") == 0 ? "," : ".";
    if (strcmp(map->decimal, ".") != 0 && strcmp(map->decimal, ",") != 0)
        return yaml_doc_error(reading->doc, node, reading->err, "'decimal' is \".\" or \",\"");
    if (!is_group(map->group))
        return yaml_doc_error(reading->doc, node, reading->err,
                              "'group' is \",\", \".\", \" \", \"'\" or \"\" for none");
    if (strcmp(map->decimal, map->group) == 0)
        return yaml_doc_error(reading->doc, node, reading->err,
                              "'decimal' and 'group' are the same character");
    return OPTIBOM_OK;
}

/* A row number of 1 to 7 digits, 0 too. */
static bool read_row_number(size_t *out, const char *text)
{
    size_t length = strlen(text), number = 0;
    for (size_t i = 0; i < length; i++) {
        if (!scan_is_digit(text[i]))
            return false;
        number = number * 10 + (size_t)(text[i] - '0');
    }
    *out = number;
    return length > 0 && length <= 7;
}

static enum optibom_status read_header(struct import_map_reading *reading, yaml_node node)
{
    struct import_map *map = reading->map;
    struct import_map_texts rows = {0};
    enum optibom_status status = import_map_file_texts(&rows, reading, node);
    if (status != OPTIBOM_OK)
        return status;
    bool is_good = rows.count <= IMPORT_MAP_HEADER_ROWS;
    for (size_t i = 0; is_good && i < rows.count; i++)
        is_good = read_row_number(&map->header_rows[i], rows.items[i]) &&
                  (i == 0 || map->header_rows[i] > map->header_rows[i - 1]) &&
                  (rows.count == 1 || map->header_rows[i] > 0);
    if (!is_good)
        return yaml_doc_error(reading->doc, node, reading->err,
                              "'header' is the number of a row, two of them as in [3, 4], or 0 for "
                              "a table without header");
    map->header = map->header_rows[0] > 0 ? IMPORT_MAP_HEADER_ROW : IMPORT_MAP_HEADER_NONE;
    return OPTIBOM_OK;
}

/* The keys that are not texts, each when it is there. */
static enum optibom_status read_parts(struct import_map_reading *reading, const struct top *top)
{
    const struct {
        yaml_node node;
        enum optibom_status (*read)(struct import_map_reading *reading, yaml_node node);
    } parts[] = {
        {top->csv, read_csv},
        {top->numbers, read_numbers},
        {top->header, read_header},
        {top->columns, import_map_file_columns},
        {top->constants, import_map_file_constants},
        {top->aliases, import_map_file_aliases},
        {top->skip, import_map_file_skips},
        {top->each, import_map_file_each},
        {top->breaks, import_map_file_breaks},
    };
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < sizeof parts / sizeof *parts; i++)
        if (parts[i].node != 0)
            status = parts[i].read(reading, parts[i].node);
    return status;
}

enum optibom_status import_map_read(struct import_map *out, struct arena *arena, const char *file,
                                    const char *text, size_t size, struct error *err)
{
    struct top top = {0};
    struct import_map_reading reading = {.arena = arena, .map = out, .err = err};
    *out = (struct import_map){.file = file};
    enum optibom_status status = yaml_doc_open(&reading.doc, arena, file, text, size, err);
    if (status != OPTIBOM_OK)
        return status;
    status = yaml_doc_map(reading.doc, yaml_doc_root(reading.doc), top_fields,
                          sizeof top_fields / sizeof *top_fields, &top, err);
    out->name = top.map;
    out->about = top.about;
    out->format = top.format;
    out->sheet = top.sheet;
    out->class_name = top.class_name;
    if (status == OPTIBOM_OK)
        status = check_format(&reading);
    if (status == OPTIBOM_OK)
        status = read_parts(&reading, &top);
    yaml_doc_close(reading.doc);
    return status;
}
