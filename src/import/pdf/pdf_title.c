#include "import/pdf/pdf_title.h"

enum { TITLE_LINES_MAX = 4 };

double import_pdf_largest_letters(const struct import_pdf_lines *lines)
{
    double largest = 0;
    for (size_t i = 0; i < lines->count && lines->items[i].page == 1; i++)
        largest = lines->items[i].em > largest ? lines->items[i].em : largest;
    return largest;
}

bool import_pdf_is_title(const struct import_pdf_line *line, double largest)
{
    return line->page == 1 && line->em >= 0.8 * largest;
}

const char *import_pdf_title(struct arena *arena, const struct import_pdf_lines *lines)
{
    const char *title = "";
    double largest = import_pdf_largest_letters(lines);
    size_t count = 0;
    for (size_t i = 0; title != NULL && i < lines->count && count < TITLE_LINES_MAX; i++) {
        const struct import_pdf_line *line = &lines->items[i];
        if (!import_pdf_is_title(line, largest))
            continue;
        const char *text = import_pdf_line_dup(arena, line);
        title = text != NULL ? arena_printf(arena, "%s%s%s", title, count++ > 0 ? " " : "", text)
                             : NULL;
    }
    return title;
}
