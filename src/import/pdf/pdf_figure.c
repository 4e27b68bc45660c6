#include "import/pdf/pdf_figure.h"

#include "base/buf.h"
#include "base/scan.h"
#include "import/pdf/pdf_plain.h"
#include "import/pdf/pdf_terms.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char doubt_mark[] =
    "a footnote mark may stand glued to the figure: compare it with the document";
static const char doubt_order[] = "the limits run downwards";

/* The unit of all of them: "" when none has one; NULL when they differ. */
static const char *common_unit(const struct import_pdf_numbers *numbers, const char *fallback)
{
    const char *unit = "";
    for (size_t i = 0; i < numbers->count; i++) {
        const char *own = numbers->items[i].unit;
        if (*own != '\0' && *unit != '\0' && strcmp(own, unit) != 0)
            return NULL;
        unit = *own != '\0' ? own : unit;
    }
    return *unit != '\0' ? unit : fallback;
}

static const struct import_pdf_number *of_side(const struct import_pdf_numbers *numbers,
                                               enum import_pdf_side side)
{
    for (size_t i = 0; i < numbers->count; i++)
        if (numbers->items[i].side == side)
            return &numbers->items[i];
    return NULL;
}

static bool runs_downwards(const struct import_pdf_number *low,
                           const struct import_pdf_number *high)
{
    return low != NULL && high != NULL && strtod(low->digits, NULL) > strtod(high->digits, NULL);
}

static void write_sides(struct buf *out, const struct import_pdf_number *low,
                        const struct import_pdf_number *middle,
                        const struct import_pdf_number *high)
{
    if (low != NULL && middle != NULL && high != NULL)
        buf_printf(out, "%s..%s..%s", low->digits, middle->digits, high->digits);
    else if (low != NULL && high != NULL)
        buf_printf(out, "%s..%s", low->digits, high->digits);
    else if (low != NULL)
        buf_printf(out, middle != NULL ? "min %s typ %s" : "min %s", low->digits,
                   middle != NULL ? middle->digits : "");
    else if (high != NULL && middle != NULL)
        buf_printf(out, "typ %s max %s", middle->digits, high->digits);
    else if (high != NULL)
        buf_printf(out, "max %s", high->digits);
    else if (middle != NULL)
        buf_puts(out, middle->digits);
}

/* The figures as the importer wants them, NULL in `out->text` when they make no value. */
static bool write_numbers(struct import_pdf_figure *out, struct arena *arena,
                          const struct import_pdf_numbers *numbers, const char *unit)
{
    const struct import_pdf_number *first = &numbers->items[0], *last = first + numbers->count - 1;
    const struct import_pdf_number *low = of_side(numbers, IMPORT_PDF_LOW);
    const struct import_pdf_number *middle = of_side(numbers, IMPORT_PDF_MIDDLE);
    const struct import_pdf_number *high = of_side(numbers, IMPORT_PDF_HIGH);
    const char *of_all = common_unit(numbers, unit);
    struct buf text;
    if (of_all == NULL)
        return true;
    if (numbers->is_range) {
        low = first;
        middle = numbers->count == IMPORT_PDF_NUMBERS_MAX ? first + 1 : NULL;
        high = last;
    } else if (numbers->count == 1 && first->side == IMPORT_PDF_ANY) {
        middle = first;
    }
    out->doubt = numbers->doubt;
    if (runs_downwards(low, high) || runs_downwards(low, middle) || runs_downwards(middle, high))
        out->doubt = doubt_order;
    buf_init(&text);
    write_sides(&text, low, middle, high);
    bool is_tight = first->is_glued && numbers->count == 1 && strchr("GTMk", *of_all) != NULL &&
                    of_all[0] != '\0' && of_all[1] == '\0';
    if (*of_all != '\0')
        buf_printf(&text, is_tight ? "%s" : " %s", of_all);
    out->text = buf_ok(&text) ? arena_strdup(arena, buf_text(&text)) : NULL;
    out->is_number = true;
    out->has_unit = *of_all != '\0';
    out->has_groups = numbers->has_groups;
    bool is_good = out->text != NULL;
    buf_fini(&text);
    return is_good;
}

/* What stands behind the figures: nothing, a mark, a remark. False: the whole is a text. */
static bool read_rest(struct import_pdf_numbers *numbers, const char **remark)
{
    static const char *const starts[] = {
        "over ", "on ", "for ", "at ", "with ", "without ", "per ",   "@",          "of ",
        "each",  ",",   ";",    "(",   "/lane", "in ",      "/ lane", "including ", "excluding "};
    *remark = NULL;
    struct import_pdf_number *last = &numbers->items[numbers->count - 1];
    size_t digits = strlen(last->digits);
    if (strcmp(numbers->at, ")") == 0 && *last->unit == '\0' && digits > 1) {
        last->digits[digits - 1] = '\0'; /* "2.51)" is 2.5 with a mark, more likely than 2.51 */
        if (last->digits[digits - 2] == '.')
            last->digits[digits - 2] = '\0';
        numbers->doubt = doubt_mark;
        return true;
    }
    numbers->at += strspn(numbers->at, " ");
    if (*numbers->at == '\0')
        return true;
    size_t figures = strspn(numbers->at, "0123456789");
    if (figures > 0 && figures <= 2 && numbers->at[figures] == '\0') {
        numbers->doubt = doubt_mark;
        return true;
    }
    for (size_t i = 0; i < COUNT(starts); i++) {
        if (strncmp(numbers->at, starts[i], strlen(starts[i])) != 0)
            continue;
        *remark = numbers->at + strspn(numbers->at, ",;@ ");
        if (import_pdf_is_comparison(*remark)) /* further limits, not a remark */
            return false;
        return !scan_is_digit(**remark) || *numbers->at == '@'; /* else a list of figures */
    }
    return false;
}

static const char *strip_brackets(struct arena *arena, const char *remark)
{
    size_t length = strlen(remark);
    if (length > 2 && *remark == '(' && strchr(remark, ')') == remark + length - 1)
        return arena_strndup(arena, remark + 1, length - 2);
    return arena_strdup(arena, remark);
}

/* "0.4 x 2.5", "1271/1291": figures and what joins them, to which a unit belongs. */
static bool is_figures(const char *text)
{
    size_t length = strlen(text);
    for (const char *at = text; *at != '\0'; at++) {
        if (strncmp(at, "\xc3\x97", 2) == 0)
            at++;
        else if (!scan_is_digit(*at) && strchr(". x/,", *at) == NULL)
            return false;
    }
    return length > 0 && scan_is_digit(text[0]) && scan_is_digit(text[length - 1]);
}

static bool read_text(struct import_pdf_figure *out, struct arena *arena, const char *clean,
                      const char *unit)
{
    if (import_pdf_is_blank(clean))
        return true;
    bool has_digit = strpbrk(clean, "0123456789") != NULL;
    bool takes_unit = *unit != '\0' && is_figures(clean);
    out->text = takes_unit ? arena_printf(arena, "%s %s", clean, unit) : arena_strdup(arena, clean);
    if (*unit == '\0' || takes_unit || !has_digit)
        return out->text != NULL;
    out->doubt = arena_printf(arena, "the unit %s stands beside a text that is no figure", unit);
    return out->text != NULL && out->doubt != NULL;
}

bool import_pdf_figure_read(struct import_pdf_figure *out, struct arena *arena, const char *text,
                            const char *unit, enum import_pdf_side side)
{
    *out = (struct import_pdf_figure){0};
    const char *clean = import_pdf_plain(arena, text), *remark;
    struct import_pdf_numbers numbers = {.at = clean};
    if (clean == NULL)
        return false;
    if (!import_pdf_numbers_read(&numbers) || !read_rest(&numbers, &remark))
        return read_text(out, arena, clean, unit);
    if (numbers.count == 1 && numbers.items[0].side == IMPORT_PDF_ANY)
        numbers.items[0].side = side;
    if (!write_numbers(out, arena, &numbers, unit))
        return false;
    if (out->text == NULL)
        return read_text(out, arena, clean, unit);
    out->remark = remark != NULL ? strip_brackets(arena, remark) : NULL;
    return remark == NULL || out->remark != NULL;
}

static bool read_limit(struct import_pdf_numbers *all, struct arena *arena, const char *text,
                       enum import_pdf_side side, bool *is_number)
{
    const char *clean = import_pdf_plain(arena, text), *remark;
    struct import_pdf_numbers one = {.at = clean};
    if (clean == NULL)
        return false;
    if (import_pdf_is_blank(clean))
        return true;
    bool is_one = import_pdf_numbers_read(&one) && read_rest(&one, &remark) && remark == NULL &&
                  one.count == 1 &&
                  (one.items[0].side == IMPORT_PDF_ANY || one.items[0].side == side);
    *is_number = *is_number && is_one;
    one.items[0].side = side;
    all->items[all->count++] = one.items[0];
    all->doubt = one.doubt != NULL ? one.doubt : all->doubt;
    all->has_groups = all->has_groups || one.has_groups;
    return true;
}

bool import_pdf_figure_limits(struct import_pdf_figure *out, struct arena *arena, const char *min,
                              const char *typ, const char *max, const char *unit)
{
    struct import_pdf_numbers all = {0};
    bool is_number = true;
    *out = (struct import_pdf_figure){0};
    if (!read_limit(&all, arena, min, IMPORT_PDF_LOW, &is_number) ||
        !read_limit(&all, arena, typ, IMPORT_PDF_MIDDLE, &is_number) ||
        !read_limit(&all, arena, max, IMPORT_PDF_HIGH, &is_number))
        return false;
    if (all.count == 0)
        return true;
    if (is_number)
        return write_numbers(out, arena, &all, unit);
    if (all.count > 1)
        return true; /* a figure and a text, or two figures in one cell: which is which? */
    enum import_pdf_side side = all.items[0].side;
    const char *text = side == IMPORT_PDF_LOW ? min : side == IMPORT_PDF_HIGH ? max : typ;
    return import_pdf_figure_read(out, arena, text, unit, side);
}

enum import_pdf_side import_pdf_figure_side(const char *label)
{
    static const struct {
        const char *word;
        enum import_pdf_side side;
    } words[] = {{"max", IMPORT_PDF_HIGH},   {"maximum", IMPORT_PDF_HIGH},
                 {"min", IMPORT_PDF_LOW},    {"minimum", IMPORT_PDF_LOW},
                 {"typ", IMPORT_PDF_MIDDLE}, {"typical", IMPORT_PDF_MIDDLE}};
    enum import_pdf_side side = IMPORT_PDF_ANY;
    for (size_t i = 0; i < COUNT(words); i++) {
        if (!import_pdf_has_word(label, words[i].word))
            continue;
        if (side != IMPORT_PDF_ANY && side != words[i].side)
            return IMPORT_PDF_ANY;
        side = words[i].side;
    }
    return side;
}
