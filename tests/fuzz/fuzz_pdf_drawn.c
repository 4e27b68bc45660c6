/*
 * Feeds bytes as a datasheet drawn with letters (tests/unit/pdf_drawing.h) to the PDF reader: what
 * moves a word here moves it in a table. A libFuzzer entry.
 */
#define LLVMFuzzerTestOneInput read_words
#include "fuzz_pdf_words.c"
#undef LLVMFuzzerTestOneInput

#include "../unit/pdf_drawing.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char xhtml[TEXT_SIZE];
    char *text = malloc(size + 1);
    if (text == NULL)
        return 0;
    memcpy(text, data, size);
    text[size] = '\0';
    draw(xhtml, text);
    free(text);
    return read_words((const uint8_t *)xhtml, strlen(xhtml));
}
