#include "import/pdf/pdf_lines.h"

#include "base/scan.h"
#include "base/utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS_LOOKED_AT = 200 };

/* Shares of the height of a box, and of an em, that tell neighbours apart. */
static const double same_line_overlap = 0.62; /* of the lower of two boxes of one size */
static const double mark_overlap = 0.3;       /* of the box of a raised or lowered mark */
static const double mark_height = 0.87;       /* a box lower than this share is a mark */
static const double mark_gap_em = 0.35;       /* a mark touches what it marks */
static const double word_gap_em = 0.11;       /* less than a blank: one word in two pieces */

static double height_of(const struct import_pdf_word *word)
{
    return word->y1 - word->y0;
}

static int compare_heights(const void *a, const void *b)
{
    const struct import_pdf_word *left = a, *right = b;
    double difference = height_of(right) - height_of(left);
    if (fabs(difference) > 0.01)
        return difference > 0 ? 1 : -1;
    return (left->y0 > right->y0) - (left->y0 < right->y0);
}

static int compare_places(const void *a, const void *b)
{
    const struct import_pdf_word *left = a, *right = b;
    return (left->x0 > right->x0) - (left->x0 < right->x0);
}

static int compare_lines(const void *a, const void *b)
{
    const struct import_pdf_line *left = a, *right = b;
    double difference = (left->y0 + left->y1) - (right->y0 + right->y1);
    return (difference > 0) - (difference < 0);
}

static double overlap(const struct import_pdf_line *line, const struct import_pdf_word *word)
{
    double top = line->y0 > word->y0 ? line->y0 : word->y0;
    double bottom = line->y1 < word->y1 ? line->y1 : word->y1;
    double least = height_of(word) < line->y1 - line->y0 ? height_of(word) : line->y1 - line->y0;
    return (bottom - top) / least;
}

static bool touches(const struct import_pdf_line *line, const struct import_pdf_word *word)
{
    double near = mark_gap_em * line->em;
    for (size_t i = 0; i < line->count; i++)
        if (word->x0 - line->words[i].x1 < near && line->words[i].x0 - word->x1 < near)
            return true;
    return false;
}

static bool belongs(const struct import_pdf_line *line, const struct import_pdf_word *word)
{
    double share = overlap(line, word);
    if (share >= same_line_overlap)
        return true;
    return share >= mark_overlap && height_of(word) < mark_height * (line->y1 - line->y0) &&
           touches(line, word);
}

static bool add_word(struct import_pdf_line *line, struct arena *arena,
                     const struct import_pdf_word *word)
{
    struct import_pdf_word *grown = arena_grow(arena, line->words, line->count, sizeof *grown);
    if (grown == NULL)
        return false;
    line->words = grown;
    line->words[line->count++] = *word;
    return true;
}

static bool add_line(struct import_pdf_lines *lines, struct arena *arena,
                     const struct import_pdf_word *word, const struct import_pdf_page *page,
                     size_t page_number)
{
    struct import_pdf_line *grown = arena_grow(arena, lines->items, lines->count, sizeof *grown);
    if (grown == NULL)
        return false;
    lines->items = grown;
    lines->items[lines->count] = (struct import_pdf_line){
        .page = page_number,
        .y0 = word->y0,
        .y1 = word->y1,
        .em = height_of(word) * page->em,
        .page_y = page->height > 0 ? (word->y0 + word->y1) / 2 / page->height : 0.5};
    return add_word(&lines->items[lines->count++], arena, word);
}

/* The words that fill most of the line give it its height; a letter of another font does not. */
static void settle_height(struct import_pdf_line *line, double em)
{
    const struct import_pdf_word *best = &line->words[0];
    double best_width = 0;
    for (size_t i = 0; i < line->count; i++) {
        double width = 0, height = height_of(&line->words[i]);
        for (size_t k = 0; k < line->count && k < WORDS_LOOKED_AT; k++)
            if (fabs(height_of(&line->words[k]) - height) < 0.05 * height)
                width += line->words[k].x1 - line->words[k].x0;
        if (width > best_width + 0.01) {
            best_width = width;
            best = &line->words[i];
        }
    }
    line->y0 = best->y0;
    line->y1 = best->y1;
    line->em = height_of(best) * em;
}

/* Tall words make the lines, so that marks find theirs. The line that fits best takes a word. */
enum optibom_status import_pdf_lines_make(struct import_pdf_lines *out, struct arena *arena,
                                          struct import_pdf_word *words, size_t count,
                                          const struct import_pdf_page *page, size_t page_number,
                                          struct error *err)
{
    *out = (struct import_pdf_lines){0};
    if (count > 0)
        qsort(words, count, sizeof *words, compare_heights);
    for (size_t i = 0; i < count; i++) {
        struct import_pdf_line *best = NULL;
        for (size_t j = 0; j < out->count; j++) {
            struct import_pdf_line *line = &out->items[j];
            if (words[i].y0 < line->y1 && line->y0 < words[i].y1 && belongs(line, &words[i]) &&
                (best == NULL || overlap(line, &words[i]) > overlap(best, &words[i])))
                best = line;
        }
        bool is_kept = best != NULL ? add_word(best, arena, &words[i])
                                    : add_line(out, arena, &words[i], page, page_number);
        if (!is_kept)
            return error_no_memory(err);
    }
    for (size_t i = 0; i < out->count; i++) {
        qsort(out->items[i].words, out->items[i].count, sizeof *words, compare_places);
        settle_height(&out->items[i], page->em);
    }
    if (out->count > 0)
        qsort(out->items, out->count, sizeof *out->items, compare_lines);
    return OPTIBOM_OK;
}

/* A mark has no gap of its own: it hangs on the word before it. */
struct import_pdf_run import_pdf_line_run(const struct import_pdf_line *line, size_t from,
                                          double gap)
{
    struct import_pdf_run run = {
        .first = from, .count = 1, .x0 = line->words[from].x0, .x1 = line->words[from].x1};
    while (from + run.count < line->count) {
        const struct import_pdf_word *word = &line->words[from + run.count];
        if (word->x0 - run.x1 >= gap * line->em)
            break;
        run.x1 = word->x1 > run.x1 ? word->x1 : run.x1;
        run.count++;
    }
    return run;
}

size_t import_pdf_line_runs(const struct import_pdf_line *line, double gap)
{
    size_t runs = 0;
    for (size_t at = 0; at < line->count; runs++)
        at += import_pdf_line_run(line, at, gap).count;
    return runs;
}

/* ---- text ---- */

/* Figures, single letters and stars mark footnotes; other signs are low for their font. */
static bool is_mark(const char *text)
{
    size_t length = strspn(text, "0123456789,.()[]*+-");
    bool is_minus = strncmp(text, "\xe2\x88\x92", 3) == 0 || strncmp(text, "\xe2\x80\x93", 3) == 0;
    if (is_minus)
        return scan_is_digit(text[3]);
    if (text[length] == '\0')
        return strcmp(text, "-") != 0;
    if (strcmp(text, "\xe2\x80\xa0") == 0 || strcmp(text, "\xe2\x80\xa1") == 0 ||
        strcmp(text, "TM") == 0 || strcmp(text, "\xc2\xae") == 0 || strcmp(text, "\xc2\xb0") == 0 ||
        strcmp(text, "\xc2\xba") == 0)
        return true;
    return scan_is_letter(text[0]) && (text[1] == '\0' || (text[1] == ')' && text[2] == '\0'));
}

static bool is_raised(const struct import_pdf_line *line, const struct import_pdf_word *word)
{
    double height = line->y1 - line->y0;
    return is_mark(word->text) && height_of(word) < mark_height * height &&
           word->y1 < line->y1 - 0.05 * height && word->y0 + word->y1 < line->y0 + line->y1;
}

static bool ends_with(const struct buf *text, const char *end)
{
    size_t length = strlen(end);
    return text->length >= length && strcmp(buf_text(text) + text->length - length, end) == 0;
}

static bool is_integer(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    return digits > 0 && text[digits] == '\0';
}

/* Takes "x10" off the end of "2.4x10", or "10" off a lone one, and says that it did. */
static bool cut_power_of_ten(struct buf *text)
{
    static const char *const endings[] = {"\xc3\x97"
                                          "10",
                                          "\xc3\x97 10",
                                          "x10",
                                          "x 10",
                                          "\xc2\xb7"
                                          "10",
                                          "*10"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (!ends_with(text, endings[i]))
            continue;
        text->length -= strlen(endings[i]);
        while (text->length > 0 && text->text[text->length - 1] == ' ')
            text->length--;
        text->text[text->length] = '\0';
        return text->length > 0 && scan_is_digit(text->text[text->length - 1]);
    }
    return false;
}

/* A raised word is an exponent, a degree sign, or a mark that is left out. */
static void add_raised(struct buf *out, struct import_pdf_marks *marks, const char *raised,
                       const char *next)
{
    bool is_negative = strncmp(raised, "\xe2\x88\x92", 3) == 0 || *raised == '-' ||
                       strncmp(raised, "\xe2\x80\x93", 3) == 0;
    const char *digits = raised + (is_negative ? (*raised == '-' ? 1 : 3) : 0);
    bool is_ten =
        ends_with(out, "10") && (out->length == 2 || !scan_is_digit(out->text[out->length - 3]));
    bool is_degree = strcmp(raised, "o") == 0 || strcmp(raised, "0") == 0 ||
                     strcmp(raised, "\xc2\xb0") == 0 || strcmp(raised, "\xc2\xba") == 0;
    if (is_degree && (*next == 'C' || *next == 'F') && !scan_is_letter(next[1])) {
        buf_puts(out, "\xc2\xb0");
    } else if (is_ten && is_integer(digits) && cut_power_of_ten(out)) {
        buf_printf(out, "E%s%s", is_negative ? "-" : "", digits);
    } else if (is_ten && is_integer(digits) && is_negative) {
        out->length -= 2;
        buf_printf(out, "1E-%s", digits);
    } else if (is_ten && is_integer(digits)) {
        marks->is_unclear = true;
    } else if (ends_with(out, "mm") && (strcmp(raised, "2") == 0 || strcmp(raised, "3") == 0)) {
        buf_puts(out, raised);
    }
}

void import_pdf_line_text(struct buf *out, struct import_pdf_marks *marks,
                          const struct import_pdf_line *line, size_t first, size_t count)
{
    double x1 = 0;
    bool is_started = false;
    for (size_t i = first; i < first + count; i++) {
        const struct import_pdf_word *word = &line->words[i];
        const char *next = i + 1 < first + count ? word[1].text : "";
        if (is_started && word->x0 - x1 >= word_gap_em * line->em && !is_raised(line, word))
            buf_putc(out, ' ');
        if (is_raised(line, word))
            add_raised(out, marks, word->text, next);
        else
            buf_puts(out, word->text);
        x1 = is_started && x1 > word->x1 ? x1 : word->x1;
        is_started = true;
    }
}

const char *import_pdf_line_dup(struct arena *arena, const struct import_pdf_line *line)
{
    struct import_pdf_marks marks = {0};
    struct buf text;
    buf_init(&text);
    import_pdf_line_text(&text, &marks, line, 0, line->count);
    const char *copy = buf_ok(&text) ? arena_strndup(arena, buf_text(&text), text.length) : NULL;
    buf_fini(&text);
    return copy;
}

/* Bullets of symbol fonts lie in the private use area, U+E000 to U+F8FF. A sign that also means
 * something else is a bullet before a word only. */
bool import_pdf_line_is_bullet(const struct import_pdf_line *line, size_t *text_at)
{
    static const char *const bullets[] = {
        "\xe2\x80\xa2", "\xe2\x97\x8f", "\xe2\x96\xaa", "\xe2\x96\xa0", "\xe2\x97\x8b",
        "\xe2\x97\xa6", "\xc2\xb7",     "\xe2\x9e\xa2", "\xe2\x96\xba", "\xe2\x9c\x93",
        "\xe2\x9c\x94", "\xe2\x97\x86", "\xe2\x96\xb6", "\xe2\x80\xa3", "\xe2\x9e\xa4"};
    static const char *const signs[] = {"-", "*", "o", "n", "l", "\xe2\x80\x93"};
    if (line->count < 2)
        return false;
    const char *text = line->words[0].text;
    bool is_bullet = ((unsigned char)text[0] == 0xee ||
                      ((unsigned char)text[0] == 0xef && (unsigned char)text[1] <= 0xa3)) &&
                     utf8_length(text) == 3 && text[3] == '\0';
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
        is_bullet = is_bullet || strcmp(text, bullets[i]) == 0;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        is_bullet =
            is_bullet || (strcmp(text, signs[i]) == 0 && scan_is_letter(line->words[1].text[0]));
    *text_at = 1;
    return is_bullet;
}

double import_pdf_line_gap(const struct import_pdf_line *above, const struct import_pdf_line *below)
{
    return (below->y0 - above->y1) / (above->y1 - above->y0);
}

bool import_pdf_line_follows(const struct import_pdf_line *a, const struct import_pdf_line *b)
{
    return a->page == b->page && a->column == b->column;
}

bool import_pdf_line_ends_sentence(const struct import_pdf_line *line)
{
    const char *word = line->words[line->count - 1].text;
    size_t length = strlen(word);
    return word[length - 1] == '.' || word[length - 1] == ';';
}
