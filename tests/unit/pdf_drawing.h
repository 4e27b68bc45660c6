/* A datasheet drawn as text, as the XHTML that pdftotext gives of one. */
#ifndef OPTIBOM_TESTS_PDF_DRAWING_H
#define OPTIBOM_TESTS_PDF_DRAWING_H

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { LETTER = 5, LINE = 13, HEIGHT = 10, TEXT_SIZE = 32768, WORD_ROOM = 512, WORD_LETTERS = 60 };

/* A page is drawn as text: a letter is 5 points wide, a line 13 high. Words that one blank parts
 * stand half a letter apart, more blanks keep their width. "^2" is a raised, small 2 that touches
 * the word before it. A form feed starts a page. `out` has room for TEXT_SIZE bytes; what does not
 * fit is left out, and words are cut. */
static void draw(char *out, const char *text)
{
    char *end = out;
    double y = 100, x = 50;
    int column = 0;
    const char *start = text;
    end += sprintf(end, "<html><body><doc><page width=\"600\" height=\"800\">");
    while (*text != '\0' && end < out + TEXT_SIZE - WORD_ROOM) {
        size_t length = strcspn(text, " \n\f");
        length = length > WORD_LETTERS ? WORD_LETTERS : length;
        bool is_raised = *text == '^' && length > 1;
        size_t letters = 0;
        if (length == 0) {
            if (*text == '\n') {
                y += LINE;
                column = 0;
            } else if (*text == '\f') {
                end += sprintf(end, "</page><page width=\"600\" height=\"800\">");
                y = 100;
                column = 0;
            } else {
                column++;
            }
            text++;
            continue;
        }
        for (size_t i = is_raised; i < length; i++)
            letters += ((unsigned char)text[i] & 0xc0) != 0x80;
        if (column == 0 || text[-1] == '\n' ||
            (text - start > 1 && text[-1] == ' ' && text[-2] == ' '))
            x = 50 + column * LETTER;
        else if (!is_raised)
            x += LETTER / 2.0;
        double width = (double)letters * (is_raised ? 3 : LETTER);
        end += sprintf(end, "<word xMin=\"%g\" yMin=\"%g\" xMax=\"%g\" yMax=\"%g\">", x,
                       is_raised ? y - 2 : y, x + width, is_raised ? y + 4 : y + HEIGHT);
        for (size_t i = is_raised; i < length; i++)
            end += text[i] == '<'   ? sprintf(end, "&lt;")
                   : text[i] == '&' ? sprintf(end, "&amp;")
                                    : sprintf(end, "%c", text[i]);
        end += sprintf(end, "</word>");
        x += width;
        column += (int)letters;
        text += length;
    }
    sprintf(end, "</page></doc></body></html>");
}

#endif
