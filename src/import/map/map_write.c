#include "import/map/map.h"

#include "base/scan.h"
#include "base/utf8.h"

#include <string.h>

/* Words that YAML readers take for something else than text. */
static bool is_reserved(const char *text)
{
    static const char *const words[] = {"true", "false", "yes", "no",  "on",  "off",
                                        "null", "y",     "n",   "nan", "inf", "infinity"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (scan_same(text, words[i]))
            return true;
    return false;
}

/* True where the text needs no quotes: it starts with a letter and holds nothing that has a meaning
 * in YAML, also between braces. */
static bool is_plain(const char *text)
{
    size_t length = strlen(text);
    if (!scan_is_letter(text[0]) || text[length - 1] == ' ' || is_reserved(text))
        return false;
    return strspn(text,
                  "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 _-./()%+") ==
           length;
}

/* Characters that YAML admits in no text, or takes for a line end or a mark. */
static bool needs_escape(unsigned long code)
{
    return code < 0x20 || (code >= 0x7f && code <= 0x9f) || code == 0x2028 || code == 0x2029 ||
           code == 0xfeff || code == 0xfffe || code == 0xffff;
}

static unsigned long code_of(const char *text, size_t length)
{
    static const unsigned char masks[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
    unsigned long code = (unsigned char)text[0] & masks[length];
    for (size_t i = 1; i < length; i++)
        code = code << 6 | ((unsigned char)text[i] & 0x3f);
    return code;
}

static void write_quoted(struct buf *out, const char *text)
{
    buf_putc(out, '"');
    while (*text != '\0') {
        size_t length = utf8_length(text);
        unsigned long code = length > 0 ? code_of(text, length) : 0xfffd;
        if (*text == '"' || *text == '\\')
            buf_printf(out, "\\%c", *text);
        else if (*text == '\n' || *text == '\t')
            buf_puts(out, *text == '\n' ? "\\n" : "\\t");
        else if (length == 0 || needs_escape(code))
            buf_printf(out, "\\u%04lX", code);
        else
            buf_add(out, text, length);
        text += length > 0 ? length : 1;
    }
    buf_putc(out, '"');
}

static void write_text(struct buf *out, const char *text)
{
    if (is_plain(text))
        buf_puts(out, text);
    else
        write_quoted(out, text);
}

/* A key with its text on a line; nothing when the text is NULL. */
static void write_line(struct buf *out, const char *key, const char *text)
{
    if (text == NULL)
        return;
    buf_printf(out, "%s: ", key);
    write_text(out, text);
    buf_putc(out, '\n');
}

/* Between braces: ", " before all but the first. */
static void write_key(struct buf *out, bool *is_first, const char *key)
{
    buf_printf(out, "%s%s: ", *is_first ? "" : ", ", key);
    *is_first = false;
}

static void write_entry(struct buf *out, bool *is_first, const char *key, const char *text)
{
    if (text == NULL)
        return;
    write_key(out, is_first, key);
    write_text(out, text);
}

static void write_list(struct buf *out, const struct import_map_texts *texts)
{
    buf_putc(out, '[');
    for (size_t i = 0; i < texts->count; i++) {
        buf_puts(out, i > 0 ? ", " : "");
        write_text(out, texts->items[i]);
    }
    buf_putc(out, ']');
}

static void write_csv(struct buf *out, const struct import_map *map)
{
    bool is_first = true;
    if (map->delimiter == NULL && map->quote == NULL && map->encoding == NULL)
        return;
    buf_puts(out, "csv: {");
    write_entry(out, &is_first, "delimiter", map->delimiter);
    write_entry(out, &is_first, "quote", map->quote);
    write_entry(out, &is_first, "encoding", map->encoding);
    buf_puts(out, "}\n");
}

static void write_numbers(struct buf *out, const struct import_map *map)
{
    bool is_first = true;
    if (map->decimal == NULL)
        return;
    buf_puts(out, "numbers: {");
    write_entry(out, &is_first, "decimal", map->decimal);
    write_entry(out, &is_first, "group", map->group);
    buf_puts(out, "}\n");
}

static void write_header(struct buf *out, const struct import_map *map)
{
    const size_t *rows = map->header_rows;
    if (map->header == IMPORT_MAP_HEADER_FOUND && map->found_row > 0)
        buf_printf(out, "# header: %zu   # it was found there; without this key it is looked for\n",
                   map->found_row);
    else if (map->header == IMPORT_MAP_HEADER_NONE)
        buf_puts(out, "header: 0   # none: columns go by letter\n");
    else if (map->header == IMPORT_MAP_HEADER_ROW && rows[1] == 0)
        buf_printf(out, "header: %zu\n", rows[0]);
    else if (map->header == IMPORT_MAP_HEADER_ROW)
        buf_printf(out, "header: [%zu, %zu]\n", rows[0], rows[1]);
}

static void write_empty(struct buf *out, bool *is_first, const struct import_map_texts *empty,
                        bool is_optional)
{
    if (empty->count > 0) {
        write_key(out, is_first, "empty");
        write_list(out, empty);
    }
    if (is_optional)
        buf_puts(out, ", optional: true");
}

/* One column and nothing else to say is written short. */
static bool is_short(const struct import_map_source *source)
{
    return source->columns.count == 1 && !source->is_first && source->join == NULL &&
           source->split == NULL && source->match == NULL && source->unit == NULL &&
           source->empty.count == 0 && !source->is_optional;
}

static void write_source(struct buf *out, const struct import_map_source *source)
{
    bool is_first = true;
    if (is_short(source)) {
        write_text(out, source->columns.items[0]);
        return;
    }
    buf_putc(out, '{');
    if (source->columns.count == 1 && !source->is_first && source->join == NULL) {
        write_entry(out, &is_first, "column", source->columns.items[0]);
    } else {
        write_key(out, &is_first, source->is_first ? "first" : "columns");
        write_list(out, &source->columns);
    }
    write_entry(out, &is_first, "join", source->join);
    write_entry(out, &is_first, "split", source->split);
    if (source->split != NULL) {
        write_key(out, &is_first, "piece");
        buf_printf(out, "%zu", source->piece);
    }
    write_entry(out, &is_first, "match", source->match);
    write_entry(out, &is_first, "unit", source->unit);
    write_empty(out, &is_first, &source->empty, source->is_optional);
    buf_putc(out, '}');
}

static void write_columns(struct buf *out, const struct import_map *map)
{
    buf_puts(out,
             "\n# attribute, with min, typ or max where there are several: column\ncolumns:\n");
    for (size_t i = 0; i < map->column_count; i++) {
        buf_puts(out, "  ");
        write_text(out, map->columns[i].attribute);
        buf_puts(out, ": ");
        write_source(out, &map->columns[i].source);
        buf_putc(out, '\n');
    }
    if (map->left_out.count > 0)
        buf_printf(out,
                   "  # not imported; put an attribute before the column to import it "
                   "(optibom help attributes %s):\n",
                   map->class_name);
    for (size_t i = 0; i < map->left_out.count; i++) {
        buf_puts(out, "  # ATTRIBUTE: ");
        write_text(out, map->left_out.items[i]);
        buf_putc(out, '\n');
    }
}

static void write_constants(struct buf *out, const struct import_map *map)
{
    if (map->constant_count > 0)
        buf_puts(out, "\n# the same in every record\nconstants:\n");
    for (size_t i = 0; i < map->constant_count; i++) {
        buf_puts(out, "  ");
        write_text(out, map->constants[i].attribute);
        buf_puts(out, ": ");
        write_text(out, map->constants[i].text);
        buf_putc(out, '\n');
    }
    if (map->missing.count == 0)
        return;
    buf_puts(out, "\n# the class requires what no column says: give it one above, or a constant\n"
                  "# constants:\n");
    for (size_t i = 0; i < map->missing.count; i++)
        buf_printf(out, "#   %s: ...\n", map->missing.items[i]);
}

static void write_aliases(struct buf *out, const struct import_map *map)
{
    const char *last = "";
    if (map->alias_count > 0)
        buf_puts(out, "\n# text in the table: text in the catalog\naliases:\n");
    for (size_t i = 0; i < map->alias_count; i++) {
        const struct import_map_alias *alias = &map->aliases[i];
        if (strcmp(alias->attribute, last) != 0) {
            buf_puts(out, "  ");
            write_text(out, alias->attribute);
            buf_puts(out, ":\n");
        }
        last = alias->attribute;
        buf_puts(out, "    ");
        write_text(out, alias->from);
        buf_puts(out, ": ");
        write_text(out, alias->to);
        buf_putc(out, '\n');
    }
}

static void write_skips(struct buf *out, const struct import_map *map)
{
    if (map->skip_count > 0)
        buf_puts(out, "\n# rows that are no records\nskip:\n");
    for (size_t i = 0; i < map->skip_count; i++) {
        const struct import_map_skip *skip = &map->skips[i];
        bool is_first = true;
        buf_puts(out, "  - {");
        write_entry(out, &is_first, "column", skip->column);
        if (skip->test == IMPORT_MAP_MATCHES || skip->test == IMPORT_MAP_EQUALS) {
            write_entry(out, &is_first, skip->test == IMPORT_MAP_EQUALS ? "equals" : "matches",
                        skip->text);
        } else {
            write_key(out, &is_first, "empty");
            buf_puts(out, skip->test == IMPORT_MAP_EMPTY ? "true" : "false");
        }
        write_entry(out, &is_first, "because", skip->because);
        if (skip->is_optional)
            buf_puts(out, ", optional: true");
        buf_puts(out, "}\n");
    }
}

static void write_records(struct buf *out, const struct import_map *map)
{
    bool is_first = true;
    if (map->each_column != NULL) {
        buf_puts(out, "\n# one record a piece of this column\neach: {");
        write_entry(out, &is_first, "column", map->each_column);
        write_entry(out, &is_first, "split", map->each_split);
        buf_puts(out, "}\n");
    }
    if (map->break_count > 0)
        buf_puts(out, "\n# one record a price\nbreaks:\n");
    for (size_t i = 0; i < map->break_count; i++) {
        is_first = false;
        buf_printf(out, "  - {quantity: %lld", (long long)map->breaks[i].quantity);
        write_entry(out, &is_first, "column", map->breaks[i].column);
        write_entry(out, &is_first, "unit", map->breaks[i].unit);
        write_empty(out, &is_first, &map->breaks[i].empty, map->breaks[i].is_optional);
        buf_puts(out, "}\n");
    }
}

void import_map_write(struct buf *out, const struct import_map *map)
{
    buf_puts(out, "# How a table becomes records: optibom import --map. Every key is in "
                  "docs/map-file.md.\n");
    write_line(out, "map", map->name);
    write_line(out, "about", map->about);
    write_line(out, "format", map->format);
    write_csv(out, map);
    write_numbers(out, map);
    write_line(out, "sheet", map->sheet);
    write_header(out, map);
    write_line(out, "class", map->class_name);
    write_columns(out, map);
    write_constants(out, map);
    write_aliases(out, map);
    write_skips(out, map);
    write_records(out, map);
}
