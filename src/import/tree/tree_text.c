#include "import/tree/tree_text.h"

#include <string.h>

enum { CHUNK_SIZE = 64 * 1024 };

static const size_t mebibyte = (size_t)1024 * 1024;

enum optibom_status import_tree_load(struct buf *out, const struct import_input *input, size_t max,
                                     const char *advice, struct error *err)
{
    char chunk[CHUNK_SIZE];
    size_t length;
    rewind(input->file);
    while ((length = fread(chunk, 1, sizeof chunk, input->file)) > 0) {
        buf_add(out, chunk, length);
        if (!buf_ok(out))
            return error_no_memory(err);
        if (out->length > max)
            return error_set(err, OPTIBOM_BAD_INPUT, "%s: the file is larger than %zu MiB; %s",
                             input->name, max / mebibyte, advice);
    }
    if (ferror(input->file))
        return error_set(err, OPTIBOM_FAILED, "%s: cannot be read; check the disk and try again",
                         input->name);
    return OPTIBOM_OK;
}

enum optibom_status import_tree_skip_mark(struct buf *text, const char *name, struct error *err)
{
    const char *bytes = buf_text(text);
    if (text->length >= 2 &&
        (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0 ||
         bytes[0] == '\0' || bytes[1] == '\0'))
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s:1:1: the file is UTF-16 or not text; save it as UTF-8", name);
    /* Blanks, so that the places of all else stay. */
    if (text->length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
        memset(text->text, ' ', 3);
    return OPTIBOM_OK;
}

void import_tree_place(size_t *line, size_t *column, const char *text, size_t offset)
{
    *line = *column = 1;
    for (size_t i = 0; i < offset; i++) {
        if (text[i] == '\n') {
            ++*line;
            *column = 1;
        } else if ((text[i] & 0xc0) != 0x80) {
            ++*column;
        }
    }
}

static void print_text(struct buf *out, const char *text)
{
    buf_putc(out, '"');
    for (; *text != '\0' && out->length <= IMPORT_TREE_RAW_MAX; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '"' || c == '\\')
            buf_putc(out, '\\');
        if (c == '\n')
            buf_puts(out, "\\n");
        else if (c == '\t')
            buf_puts(out, "\\t");
        else if (c < 0x20)
            buf_printf(out, "\\u%04x", c);
        else
            buf_putc(out, *text);
    }
    buf_putc(out, '"');
}

static void print_node(struct buf *out, const struct import_tree_node *node)
{
    bool is_map = node->kind == IMPORT_TREE_MAP;
    switch (node->kind) {
    case IMPORT_TREE_NULL:
        buf_puts(out, "null");
        return;
    case IMPORT_TREE_TEXT:
        print_text(out, node->text);
        return;
    case IMPORT_TREE_FLAG:
    case IMPORT_TREE_NUMBER:
        buf_add(out, node->text, strnlen(node->text, IMPORT_TREE_RAW_MAX));
        return;
    default:
        break;
    }
    buf_putc(out, is_map ? '{' : '[');
    for (const struct import_tree_node *child = node->first;
         child != NULL && out->length <= IMPORT_TREE_RAW_MAX; child = child->next) {
        if (child != node->first)
            buf_putc(out, ',');
        if (is_map) {
            print_text(out, child->key);
            buf_putc(out, ':');
        }
        print_node(out, child);
    }
    buf_putc(out, is_map ? '}' : ']');
}

void import_tree_print(struct buf *out, const struct import_tree_node *node)
{
    buf_clear(out);
    print_node(out, node);
    if (!buf_ok(out) || out->length <= IMPORT_TREE_RAW_MAX)
        return;
    size_t end = IMPORT_TREE_RAW_MAX - 3;
    while (end > 0 && (out->text[end] & 0xc0) == 0x80)
        end--;
    out->length = end;
    out->text[end] = '\0';
    buf_puts(out, "...");
}
