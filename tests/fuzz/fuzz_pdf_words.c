/*
 * Feeds bytes as the XHTML of pdftotext to the PDF reader, down to rows. A libFuzzer entry. The
 * process that writes the XHTML is not part of it.
 */
#include "import/pdf/pdf_reader.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t total;

/* Touches every byte of a text, for the sanitizers. */
static void read_through(const char *text)
{
    total += text != NULL ? strlen(text) : 0;
}

static void check_sheet(const struct import_pdf_sheet *sheet)
{
    size_t size = sheet->column_count * sizeof(char *);
    const char **cells = malloc(size), **places = malloc(size), **doubts = malloc(size);
    const char **conditions = malloc(size);
    assert(sheet->column_count >= 2 && cells != NULL && places != NULL && doubts != NULL &&
           conditions != NULL);
    for (size_t i = 0; i < sheet->part_count; i++) {
        import_pdf_sheet_row(sheet, i, cells, places, conditions, doubts);
        for (size_t k = 0; k < sheet->column_count; k++) {
            assert(cells[k] != NULL && places[k] != NULL && conditions[k] != NULL &&
                   sheet->names[k] != NULL);
            assert(strlen(places[k]) <= 200);
            read_through(cells[k]);
            read_through(doubts[k]);
            read_through(sheet->names[k]);
        }
        assert(*cells[1] != '\0' || sheet->part_count == 1);
    }
    free(cells);
    free(places);
    free(doubts);
    free(conditions);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct import_pdf_words *words = NULL;
    struct import_pdf_pages pages;
    struct import_pdf_sheet sheet;
    struct error err = {0};
    struct arena arena;
    arena_init(&arena);
    enum optibom_status status = import_pdf_words_open(&words, &arena, "fuzz", &err);
    for (size_t at = 0; status == OPTIBOM_OK && at < size; at += 4096)
        status = import_pdf_words_feed(words, (const char *)data + at,
                                       size - at < 4096 ? size - at : 4096, &err);
    if (status == OPTIBOM_OK)
        status = import_pdf_words_finish(&pages, words, &err);
    import_pdf_words_close(words);
    if (status == OPTIBOM_OK)
        status = import_pdf_sheet_of_pages(&sheet, &arena, &pages, "fuzz", &err);
    if (status == OPTIBOM_OK)
        check_sheet(&sheet);
    else
        assert(status == OPTIBOM_BAD_INPUT && err.text[0] != '\0');
    arena_fini(&arena);
    return 0;
}
