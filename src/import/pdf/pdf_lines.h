/*
 * Lines out of words: those that stand on one baseline, from left to right, and the runs of words
 * in them that wide gaps divide. Knows nothing of tables.
 */
#ifndef OPTIBOM_IMPORT_PDF_LINES_H
#define OPTIBOM_IMPORT_PDF_LINES_H

#include "base/arena.h"
#include "base/buf.h"
#include "import/pdf/pdf_words.h"

#include <stdbool.h>
#include <stddef.h>

struct import_pdf_line {
    size_t page;      /* from 1 */
    size_t column;    /* of text on that page, from 0; lines of one come together */
    double y0, y1;    /* of the words of full size */
    double em;        /* size of the letters, points */
    double page_y;    /* middle as a share of the height of the page, 0 at the top */
    bool is_repeated; /* a running head or foot: the same text at the same place of other pages */
    struct import_pdf_word *words; /* from left to right */
    size_t count;
};

struct import_pdf_lines {
    struct import_pdf_line *items;
    size_t count;
};

/* A run of words of one line. */
struct import_pdf_run {
    size_t first, count; /* words */
    double x0, x1;
};

/* What raised and glued signs were left out of a text. */
struct import_pdf_marks {
    bool is_unclear; /* a raised figure behind a 10 may be a footnote mark or an exponent */
};

/* Divides `words`, which are put in another order, into lines from top to bottom. */
enum optibom_status import_pdf_lines_make(struct import_pdf_lines *out, struct arena *arena,
                                          struct import_pdf_word *words, size_t count,
                                          const struct import_pdf_page *page, size_t page_number,
                                          struct error *err);

/* The next run of words that no gap of `gap` em or more divides, from word `from` on. */
struct import_pdf_run import_pdf_line_run(const struct import_pdf_line *line, size_t from,
                                          double gap);

size_t import_pdf_line_runs(const struct import_pdf_line *line, double gap);

/* Appends the text of some words: blanks where there are gaps, raised footnote marks left out,
 * raised exponents and degree signs made plain. `marks` is added to. */
void import_pdf_line_text(struct buf *out, struct import_pdf_marks *marks,
                          const struct import_pdf_line *line, size_t first, size_t count);

/* The text of the whole line, in `arena`; NULL when memory is exhausted. */
const char *import_pdf_line_dup(struct arena *arena, const struct import_pdf_line *line);

/* True when the line starts with a bullet; `text_at` receives the first word behind it. */
bool import_pdf_line_is_bullet(const struct import_pdf_line *line, size_t *text_at);

/* Space between two lines in heights of the upper one, below 0 where they overlap. */
double import_pdf_line_gap(const struct import_pdf_line *above,
                           const struct import_pdf_line *below);

/* True when both are in one column of text of one page. */
bool import_pdf_line_follows(const struct import_pdf_line *a, const struct import_pdf_line *b);

/* True when the last word has a full stop or a semicolon. */
bool import_pdf_line_ends_sentence(const struct import_pdf_line *line);

#endif
