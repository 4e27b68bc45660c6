#include "import/tree/tree_json.h"

#include "import/tree/tree_text.h"

#include <string.h>

struct scan {
    const char *name;
    char *text;
    size_t line; /* of the first byte */
    size_t depth, value_count;
};

static enum optibom_status refuse(const struct scan *scan, size_t offset, struct error *err)
{
    size_t line, column;
    import_tree_place(&line, &column, scan->text, offset);
    line += scan->line - 1;
    if (scan->text[offset] == '\0')
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s:%zu:%zu: there is a zero byte; save the file as UTF-8 text",
                         scan->name, line, column);
    if (scan->depth > IMPORT_TREE_DEPTH_MAX)
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s:%zu:%zu: lists and objects are nested more than %d deep; flatten them",
                         scan->name, line, column, IMPORT_TREE_DEPTH_MAX);
    return error_set(err, OPTIBOM_BAD_INPUT,
                     "%s:%zu:%zu: there are more than %d values, objects counted twice; split the "
                     "file, or save it as JSON lines",
                     scan->name, line, column, IMPORT_TREE_VALUES_MAX);
}

/* Returns the offset behind the text that starts with the quote at `at`. */
static size_t skip_text(struct scan *scan, size_t at, size_t length)
{
    char *text = scan->text;
    for (at++; at < length && text[at] != '"'; at++) {
        if (text[at] != '\\')
            continue;
        at++;
        if (length - at > 5 && memcmp(text + at, "u0000", 5) == 0)
            memcpy(text + at, IMPORT_TREE_JSON_REPLACED, 5);
    }
    return at < length ? at + 1 : length;
}

enum optibom_status import_tree_json_scan(struct buf *text, const char *name, size_t line,
                                          struct error *err)
{
    struct scan scan = {.name = name, .text = text->text, .line = line};
    /* jansson passes over one behind a number. */
    const char *zero = memchr(text->text, '\0', text->length);
    if (zero != NULL)
        return refuse(&scan, (size_t)(zero - text->text), err);
    for (size_t at = 0; at < text->length;) {
        switch (text->text[at]) {
        case '"':
            at = skip_text(&scan, at, text->length);
            continue;
        case '{':
            scan.value_count++;
            /* fall through */
        case '[':
            scan.value_count++;
            scan.depth++;
            break;
        case '}':
        case ']':
            scan.depth -= scan.depth > 0;
            break;
        case ',':
            scan.value_count++;
            break;
        default:
            break;
        }
        if (scan.depth > IMPORT_TREE_DEPTH_MAX || scan.value_count > IMPORT_TREE_VALUES_MAX)
            return refuse(&scan, at, err);
        at++;
    }
    return OPTIBOM_OK;
}
