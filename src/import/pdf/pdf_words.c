#include "import/pdf/pdf_words.h"

#include "base/buf.h"
#include "base/scan.h"
#include "base/utf8.h"

#include <expat.h>
#include <limits.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 16 * 1024, CARRY_MAX = 3 };

/* No page of paper is larger; coordinates beyond it are of no use. */
static const double points_max = 20000;

struct import_pdf_words {
    XML_Parser parser;
    struct arena *arena;
    const char *name;
    struct import_pdf_pages pages;
    struct import_pdf_word word; /* the one that is open */
    bool is_in_word, is_box_good;
    struct buf text;
    char block[BLOCK_SIZE + 1];   /* of the XHTML, made well-formed, ended by a zero byte */
    size_t block_length, carried; /* bytes of a character that is not complete yet */
    enum optibom_status status;   /* of the handlers, which cannot return one */
    struct error *err;
};

static void stop(struct import_pdf_words *words, enum optibom_status status)
{
    words->status = status;
    XML_StopParser(words->parser, XML_FALSE);
}

/* The number of an attribute, false when it is absent or none. */
static bool read_attribute(double *out, const char **attributes, const char *name)
{
    for (; *attributes != NULL; attributes += 2) {
        if (strcmp(attributes[0], name) != 0)
            continue;
        char *end;
        *out = strtod(attributes[1], &end);
        return end > attributes[1] && *end == '\0' && isfinite(*out) && fabs(*out) <= points_max;
    }
    return false;
}

static void open_page(struct import_pdf_words *words, const char **attributes)
{
    struct import_pdf_pages *pages = &words->pages;
    struct import_pdf_page page = {0};
    if (pages->count == IMPORT_PDF_PAGES_MAX) {
        stop(words, error_set(words->err, OPTIBOM_BAD_INPUT,
                              "%s: has more than %d pages, which is no datasheet; cut out the "
                              "pages of one product",
                              words->name, (int)IMPORT_PDF_PAGES_MAX));
        return;
    }
    if (!read_attribute(&page.width, attributes, "width") ||
        !read_attribute(&page.height, attributes, "height"))
        page.width = page.height = 0;
    struct import_pdf_page *grown =
        arena_grow(words->arena, pages->items, pages->count, sizeof *grown);
    if (grown == NULL) {
        stop(words, error_no_memory(words->err));
        return;
    }
    pages->items = grown;
    pages->items[pages->count++] = page;
}

static void on_start(void *context, const char *element, const char **attributes)
{
    struct import_pdf_words *words = context;
    if (words->status != OPTIBOM_OK)
        return;
    if (strcmp(element, "page") == 0) {
        open_page(words, attributes);
    } else if (strcmp(element, "word") == 0) {
        words->is_in_word = true;
        words->is_box_good = read_attribute(&words->word.x0, attributes, "xMin") &&
                             read_attribute(&words->word.y0, attributes, "yMin") &&
                             read_attribute(&words->word.x1, attributes, "xMax") &&
                             read_attribute(&words->word.y1, attributes, "yMax") &&
                             words->word.x0 < words->word.x1 && words->word.y0 < words->word.y1;
        buf_clear(&words->text);
    }
}

static void on_text(void *context, const char *bytes, int length)
{
    struct import_pdf_words *words = context;
    if (words->is_in_word && words->text.length + (size_t)length <= IMPORT_PDF_WORD_BYTES_MAX)
        buf_add(&words->text, bytes, (size_t)length);
    else if (words->is_in_word)
        words->is_box_good = false; /* no word is that long */
}

static void keep_word(struct import_pdf_words *words)
{
    struct import_pdf_pages *pages = &words->pages;
    size_t length;
    const char *text = scan_trim(buf_text(&words->text), &length);
    if (!words->is_box_good || length == 0 || pages->count == 0)
        return;
    struct import_pdf_page *page = &pages->items[pages->count - 1];
    if (page->word_count == IMPORT_PDF_PAGE_WORDS_MAX ||
        pages->word_count == IMPORT_PDF_WORDS_MAX) {
        stop(words, error_set(words->err, OPTIBOM_BAD_INPUT,
                              "%s: page %zu: the document has more words than any datasheet; cut "
                              "out the pages of one product",
                              words->name, pages->count));
        return;
    }
    struct import_pdf_word *grown =
        arena_grow(words->arena, page->words, page->word_count, sizeof *grown);
    words->word.text = arena_strndup(words->arena, text, length);
    if (grown == NULL || words->word.text == NULL) {
        stop(words, error_no_memory(words->err));
        return;
    }
    page->words = grown;
    page->words[page->word_count++] = words->word;
    pages->word_count++;
}

static void on_end(void *context, const char *element)
{
    struct import_pdf_words *words = context;
    if (words->status != OPTIBOM_OK || strcmp(element, "word") != 0 || !words->is_in_word)
        return;
    words->is_in_word = false;
    if (buf_ok(&words->text))
        keep_word(words);
    else
        stop(words, error_no_memory(words->err));
}

/* pdftotext declares none; one that does is not its output, and may expand without bound. */
static void on_entity(void *context, const char *entity, int is_parameter, const char *value,
                      int value_length, const char *base, const char *system_id,
                      const char *public_id, const char *notation)
{
    struct import_pdf_words *words = context;
    (void)entity, (void)is_parameter, (void)value, (void)value_length, (void)base;
    (void)system_id, (void)public_id, (void)notation;
    if (words->status == OPTIBOM_OK)
        stop(words, error_set(words->err, OPTIBOM_BAD_INPUT,
                              "%s: its text declares entities, which pdftotext never writes; "
                              "print the document to a new PDF and import that",
                              words->name));
}

enum optibom_status import_pdf_words_open(struct import_pdf_words **out, struct arena *arena,
                                          const char *name, struct error *err)
{
    struct import_pdf_words *words = calloc(1, sizeof *words);
    if (words == NULL)
        return error_no_memory(err);
    words->arena = arena;
    words->name = name;
    buf_init(&words->text);
    words->parser = XML_ParserCreate("UTF-8");
    if (words->parser == NULL) {
        import_pdf_words_close(words);
        return error_no_memory(err);
    }
    XML_SetUserData(words->parser, words);
    XML_SetElementHandler(words->parser, on_start, on_end);
    XML_SetCharacterDataHandler(words->parser, on_text);
    XML_SetEntityDeclHandler(words->parser, on_entity);
    *out = words;
    return OPTIBOM_OK;
}

static enum optibom_status parse(struct import_pdf_words *words, const char *bytes, size_t length,
                                 bool is_final, struct error *err)
{
    words->err = err;
    if (words->status != OPTIBOM_OK)
        return words->status;
    if (length <= INT_MAX &&
        XML_Parse(words->parser, bytes, (int)length, is_final) != XML_STATUS_ERROR)
        return OPTIBOM_OK;
    if (words->status != OPTIBOM_OK)
        return words->status;
    if (XML_GetErrorCode(words->parser) == XML_ERROR_NO_MEMORY)
        words->status = error_no_memory(err);
    else
        words->status =
            error_set(err, OPTIBOM_BAD_INPUT,
                      "%s: its text cannot be read: line %lu of what pdftotext wrote is not "
                      "well-formed; print the document to a new PDF and import that",
                      words->name, (unsigned long)XML_GetCurrentLineNumber(words->parser));
    return words->status;
}

/* Fonts without a sound table of characters give control characters and halves of pairs, which XML
 * forbids: they become blanks and question marks. Cuts the block behind its last whole character.
 */
static void clean_block(struct import_pdf_words *words, bool is_final)
{
    char *block = words->block;
    size_t at = 0, end = words->block_length;
    block[end] = '\0';
    while (at < end) {
        size_t step = utf8_length(block + at);
        bool is_cut = step == 0 && (unsigned char)block[at] >= 0xc2 && end - at <= CARRY_MAX;
        if (is_cut && !is_final)
            break;
        if (step == 0 || (step == 3 && memcmp(block + at, "\xef\xbf", 2) == 0)) {
            step = step == 0 ? 1 : step; /* the others are no characters, or replace one */
            memset(block + at, '?', step);
        } else if ((unsigned char)block[at] < 0x20 && block[at] != '\t' && block[at] != '\n' &&
                   block[at] != '\r') {
            block[at] = ' ';
        }
        at += step;
    }
    words->carried = end - at;
}

static enum optibom_status parse_block(struct import_pdf_words *words, bool is_final,
                                       struct error *err)
{
    clean_block(words, is_final);
    size_t whole = words->block_length - words->carried;
    enum optibom_status status = parse(words, words->block, whole, is_final, err);
    memmove(words->block, words->block + whole, words->carried);
    words->block_length = words->carried;
    return status;
}

enum optibom_status import_pdf_words_feed(struct import_pdf_words *words, const char *bytes,
                                          size_t length, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    while (status == OPTIBOM_OK && length > 0) {
        size_t room = BLOCK_SIZE - words->block_length, piece = length < room ? length : room;
        memcpy(words->block + words->block_length, bytes, piece);
        words->block_length += piece;
        bytes += piece;
        length -= piece;
        status = parse_block(words, false, err);
    }
    return status;
}

/* ---- pages upright, sizes ---- */

static size_t count_letters(const char *text)
{
    size_t count = 0;
    for (; *text != '\0'; text++)
        count += ((unsigned char)*text & 0xc0) != 0x80;
    return count;
}

/* Words of three letters and more are wider than high, unless the page is printed sideways. Says
 * how many stand upright less how many lie, and counts in `upwards` which way those are read. */
static long count_upright(const struct import_pdf_page *page, long *upwards)
{
    long upright = 0;
    for (size_t i = 0; i < page->word_count; i++) {
        const struct import_pdf_word *word = &page->words[i];
        if (count_letters(word->text) < 3)
            continue;
        bool is_lying = word->y1 - word->y0 > (word->x1 - word->x0) * 1.2;
        upright += is_lying ? -1 : 1;
        const struct import_pdf_word *next = i + 1 < page->word_count ? word + 1 : NULL;
        if (is_lying && next != NULL && fabs(next->x0 - word->x0) < 1 &&
            fabs(next->x1 - word->x1) < 1)
            *upwards += next->y0 < word->y0 ? 1 : -1;
    }
    return upright;
}

static void turn(struct import_pdf_page *page, bool is_upwards)
{
    for (size_t i = 0; i < page->word_count; i++) {
        struct import_pdf_word *word = &page->words[i], old = *word;
        word->x0 = is_upwards ? page->height - old.y1 : old.y0;
        word->x1 = is_upwards ? page->height - old.y0 : old.y1;
        word->y0 = is_upwards ? old.x0 : page->width - old.x1;
        word->y1 = is_upwards ? old.x1 : page->width - old.x0;
    }
    double width = page->width;
    page->width = page->height;
    page->height = width;
}

/* Text that lies across the page belongs to no line of it. */
static void drop_lying(struct import_pdf_page *page)
{
    size_t kept = 0;
    for (size_t i = 0; i < page->word_count; i++) {
        const struct import_pdf_word *word = &page->words[i];
        if (count_letters(word->text) < 3 || word->y1 - word->y0 <= (word->x1 - word->x0) * 2)
            page->words[kept++] = *word;
    }
    page->word_count = kept;
}

/* A letter is half as wide as its size, on average; heights of boxes differ from font to font. */
static void measure_em(struct import_pdf_page *page)
{
    double area = 0, ems = 0;
    for (size_t i = 0; i < page->word_count; i++) {
        const struct import_pdf_word *word = &page->words[i];
        double letters = (double)count_letters(word->text);
        area += letters * (word->y1 - word->y0);
        ems += 2 * (word->x1 - word->x0);
    }
    page->em = area > 0 ? ems / area : 1;
    page->em = page->em < 0.6 ? 0.6 : page->em > 1.3 ? 1.3 : page->em;
}

enum optibom_status import_pdf_words_finish(struct import_pdf_pages *out,
                                            struct import_pdf_words *words, struct error *err)
{
    enum optibom_status status = parse_block(words, true, err);
    if (status != OPTIBOM_OK)
        return status;
    for (size_t i = 0; i < words->pages.count; i++) {
        struct import_pdf_page *page = &words->pages.items[i];
        long upwards = 0;
        if (count_upright(page, &upwards) < 0)
            turn(page, upwards >= 0);
        drop_lying(page);
        measure_em(page);
    }
    *out = words->pages;
    return OPTIBOM_OK;
}

void import_pdf_words_close(struct import_pdf_words *words)
{
    if (words == NULL)
        return;
    if (words->parser != NULL)
        XML_ParserFree(words->parser);
    buf_fini(&words->text);
    free(words);
}
