/*
 * The words of a PDF with their boxes, out of the XHTML that `pdftotext -bbox-layout` writes.
 * Flows, blocks and lines of that text are not used: they are those of prose, and cut tables.
 * Pages that are printed sideways are turned upright.
 */
#ifndef OPTIBOM_IMPORT_PDF_WORDS_H
#define OPTIBOM_IMPORT_PDF_WORDS_H

#include "base/arena.h"
#include "base/error.h"

#include <stddef.h>

enum {
    IMPORT_PDF_PAGES_MAX = 300,
    IMPORT_PDF_PAGE_WORDS_MAX = 6000,
    IMPORT_PDF_WORDS_MAX = 120000,
    IMPORT_PDF_WORD_BYTES_MAX = 500
};

/* Points from the upper left corner of the page; y grows downwards. */
struct import_pdf_word {
    double x0, y0, x1, y1;
    const char *text; /* UTF-8, at least one character that is not blank */
};

struct import_pdf_page {
    double width, height;
    double em; /* size of the letters as a share of the height of their boxes, about 1 */
    struct import_pdf_word *words;
    size_t word_count;
};

struct import_pdf_pages {
    struct import_pdf_page *items;
    size_t count;
    size_t word_count; /* of all pages */
};

struct import_pdf_words;

/* Everything of the result will live in `arena`; `name` is for messages and is kept. */
enum optibom_status import_pdf_words_open(struct import_pdf_words **out, struct arena *arena,
                                          const char *name, struct error *err);

/* Takes the next bytes of the XHTML. OPTIBOM_BAD_INPUT when it is not such a text, or when the
 * document is larger than any datasheet. */
enum optibom_status import_pdf_words_feed(struct import_pdf_words *words, const char *bytes,
                                          size_t length, struct error *err);

/* Says that the text is at its end and gives the pages. */
enum optibom_status import_pdf_words_finish(struct import_pdf_pages *out,
                                            struct import_pdf_words *words, struct error *err);

void import_pdf_words_close(struct import_pdf_words *words); /* takes NULL */

#endif
