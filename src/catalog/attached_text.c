#include "catalog/attached_text.h"

#include "base/buf.h"
#include "base/scan.h"
#include "base/utf8.h"
#include "import/csv/encoding.h"
#include "import/file_kind.h"
#include "import/pdf/pdf_process.h"

#include <string.h>
#include <strings.h>

enum { CHUNK_SIZE = 16 * 1024 };

/* ---- bytes ---- */

/* Takes what is within bounds and lets the rest pass, so that the program comes to its end. */
static enum optibom_status take(void *context, const char *bytes, size_t length, struct error *err)
{
    struct buf *text = context;
    size_t room = text->length < ATTACHED_TEXT_MAX ? ATTACHED_TEXT_MAX - text->length : 0;
    buf_add(text, bytes, length < room ? length : room);
    return buf_ok(text) ? OPTIBOM_OK : error_no_memory(err);
}

static enum optibom_status read_pdf(struct buf *text, FILE *file, const char *name,
                                    struct error *err)
{
    const struct import_input input = {.file = file, .name = name};
    const struct import_pdf_sink sink = {.take = take, .context = text};
    return import_pdf_process_run(&import_pdf_text_command, &input, NULL, &sink, err);
}

static enum optibom_status read_text(struct buf *text, FILE *file, const char *name,
                                     struct error *err)
{
    struct import_encoding *encoding = NULL;
    char chunk[CHUNK_SIZE];
    size_t length;
    enum optibom_status status = import_encoding_open(&encoding, file, name, NULL, err);
    while (status == OPTIBOM_OK && text->length < ATTACHED_TEXT_MAX &&
           (length = import_encoding_read(encoding, chunk, sizeof chunk)) > 0)
        status = take(text, chunk, length, err);
    import_encoding_close(encoding);
    return status;
}

/* ---- words ---- */

/* Bytes of a tag at `text`, with all up to its end for one whose content no page shows. */
static size_t tag_length(const char *text)
{
    static const char *const UNSEEN[] = {"script", "style"};
    const char *end = strchr(text, '>');
    for (size_t i = 0; i < sizeof UNSEEN / sizeof *UNSEEN; i++) {
        size_t length = strlen(UNSEEN[i]);
        if (strncasecmp(text + 1, UNSEEN[i], length) != 0 || scan_is_letter(text[1 + length]))
            continue;
        for (const char *at = text + 1; (at = strstr(at, "</")) != NULL; at++)
            if (strncasecmp(at + 2, UNSEEN[i], length) == 0) {
                end = strchr(at, '>');
                return end != NULL ? (size_t)(end - text) + 1 : strlen(text);
            }
        return strlen(text);
    }
    return end != NULL ? (size_t)(end - text) + 1 : strlen(text);
}

/* A sign that pages write by its name; " " for those that part words or are none. */
static size_t entity_length(const char **out, const char *text)
{
    static const char *const NAMES[][2] = {{"&amp;", "&"},          {"&lt;", "<"},
                                           {"&gt;", ">"},           {"&quot;", "\""},
                                           {"&micro;", "\xc2\xb5"}, {"&shy;", ""}};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (strncmp(text, NAMES[i][0], strlen(NAMES[i][0])) == 0) {
            *out = NAMES[i][1];
            return strlen(NAMES[i][0]);
        }
    size_t length = 1;
    while (scan_is_letter(text[length]) || scan_is_digit(text[length]) || text[length] == '#')
        length++;
    *out = text[length] == ';' ? " " : "&";
    return text[length] == ';' ? length + 1 : 1;
}

/* Words with one blank between: no controls, no bytes that are no character. */
static void put_words(struct buf *out, const char *text, bool is_marked_up)
{
    while (*text != '\0') {
        const char *sign = NULL;
        size_t length = utf8_length(text);
        if (is_marked_up && *text == '<' && (scan_is_letter(text[1]) || strchr("/!?", text[1]))) {
            length = tag_length(text);
            sign = " ";
        } else if (is_marked_up && *text == '&') {
            length = entity_length(&sign, text);
        } else if (length == 0 || (unsigned char)*text <= ' ' || *text == 0x7f) {
            length = length > 0 ? length : 1;
            sign = " ";
        }
        bool is_blank = sign != NULL && sign[0] == ' ';
        if (sign == NULL)
            buf_add(out, text, length);
        else if (!is_blank || (out->length > 0 && out->text[out->length - 1] != ' '))
            buf_puts(out, sign);
        text += length;
    }
    if (out->length > 0 && out->text[out->length - 1] == ' ')
        out->text[--out->length] = '\0';
}

static bool is_marked_up(enum import_file_kind kind)
{
    return kind == IMPORT_FILE_WEB_PAGE || kind == IMPORT_FILE_XML;
}

static bool is_text(enum import_file_kind kind)
{
    return is_marked_up(kind) || kind == IMPORT_FILE_MEMORY_DUMP || kind == IMPORT_FILE_JSON ||
           kind == IMPORT_FILE_JSON_LINES || kind == IMPORT_FILE_YAML || kind == IMPORT_FILE_CSV;
}

/* A zero byte would end the text. */
static void drop_zeros(struct buf *text)
{
    for (size_t i = 0; i < text->length; i++)
        if (text->text[i] == '\0')
            text->text[i] = ' ';
}

enum optibom_status attached_text_read(const char **out, const char **why, struct arena *arena,
                                       FILE *file, const char *name, struct error *err)
{
    const struct import_file_row *kind = NULL;
    struct buf text, words;
    struct error reading = {0};
    *out = *why = NULL;
    enum optibom_status status = import_file_tell_open(&kind, file, name, err);
    if (status != OPTIBOM_OK)
        return status;
    buf_init(&text);
    buf_init(&words);
    if (kind->kind == IMPORT_FILE_PDF)
        status = read_pdf(&text, file, name, &reading);
    else if (is_text(kind->kind))
        status = read_text(&text, file, name, &reading);
    drop_zeros(&text);
    put_words(&words, buf_text(&text), is_marked_up(kind->kind));
    bool is_whole = buf_ok(&text) && buf_ok(&words);
    if (status != OPTIBOM_OK)
        *why = arena_strdup(arena, reading.text);
    else if (words.length == 0)
        *why = arena_printf(arena, "%s, without text", kind->what);
    else
        *out = arena_strdup(arena, buf_text(&words));
    is_whole = is_whole && (*out != NULL || *why != NULL);
    buf_fini(&text);
    buf_fini(&words);
    return is_whole ? OPTIBOM_OK : error_no_memory(err);
}
