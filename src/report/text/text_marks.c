#include "report/text/text_marks.h"

#include <string.h>

#define BOLD "\033[1m"
#define NOT_BOLD "\033[22m"

enum { MARK_LENGTH = sizeof TEXT_MARK_OPEN - 1 };

static bool is_mark(const char *text, const char *mark)
{
    return strncmp(text, mark, MARK_LENGTH) == 0;
}

void text_marks_show(struct buf *out, const char *text)
{
    bool is_bold = false;
    while (*text != '\0') {
        if (is_mark(text, TEXT_MARK_OPEN)) {
            buf_puts(out, is_bold ? "" : BOLD);
            is_bold = true;
            text += MARK_LENGTH;
        } else if (is_mark(text, TEXT_MARK_CLOSE)) {
            buf_puts(out, is_bold ? NOT_BOLD : "");
            is_bold = false;
            text += MARK_LENGTH;
        } else {
            /* A text that was cut has lost the end of its word. */
            if (*text == '\n' && is_bold) {
                buf_puts(out, NOT_BOLD);
                is_bold = false;
            }
            buf_putc(out, *text++);
        }
    }
}
