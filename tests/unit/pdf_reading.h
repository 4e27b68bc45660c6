/* What the PDF reader makes of a drawn datasheet, as one text. Included behind cmocka. */
#ifndef OPTIBOM_TESTS_PDF_READING_H
#define OPTIBOM_TESTS_PDF_READING_H

#include "pdf_drawing.h"

#include "import/pdf/pdf_reader.h"

#include <stdlib.h>

static inline enum optibom_status read_xhtml(struct import_pdf_sheet *sheet, struct arena *arena,
                                             const char *text, size_t length, struct error *err)
{
    struct import_pdf_words *words = NULL;
    struct import_pdf_pages pages;
    enum optibom_status status = import_pdf_words_open(&words, arena, "t.pdf", err);
    for (size_t at = 0; status == OPTIBOM_OK && at < length; at += 1000)
        status =
            import_pdf_words_feed(words, text + at, length - at < 1000 ? length - at : 1000, err);
    if (status == OPTIBOM_OK)
        status = import_pdf_words_finish(&pages, words, err);
    import_pdf_words_close(words);
    if (status == OPTIBOM_OK)
        status = import_pdf_sheet_of_pages(sheet, arena, &pages, "t.pdf", err);
    return status;
}

/* What a document says: "part: label=value; label=value?" with "?" behind doubted values. */
static inline void read_said(char *out, size_t size, const char *xhtml)
{
    struct import_pdf_sheet sheet;
    struct error err = {0};
    struct arena arena;
    size_t used = 0;
    arena_init(&arena);
    out[0] = '\0';
    if (read_xhtml(&sheet, &arena, xhtml, strlen(xhtml), &err) != OPTIBOM_OK)
        snprintf(out, size, "%s", err.text);
    else
        for (size_t i = 0; i < sheet.part_count; i++) {
            const char *cells[64], *places[64], *conditions[64], *doubts[64];
            assert_in_range(sheet.column_count, 2, 64);
            import_pdf_sheet_row(&sheet, i, cells, places, conditions, doubts);
            used += (size_t)snprintf(out + used, size - used, "%s%s%s:", i > 0 ? "\n" : "",
                                     cells[1], doubts[1] != NULL ? "?" : "");
            for (size_t k = 0; k < sheet.column_count; k++)
                if (k != 1 && *cells[k] != '\0')
                    used += (size_t)snprintf(out + used, size - used, " %s=%s%s;", sheet.names[k],
                                             cells[k], doubts[k] != NULL ? "?" : "");
        }
    arena_fini(&arena);
}

static inline void read_drawn(char *out, size_t size, const char *drawing)
{
    static char xhtml[TEXT_SIZE];
    draw(xhtml, drawing);
    read_said(out, size, xhtml);
}

#endif
