#include "report/xlsx/xlsx_book.h"

#include <string.h>

enum xlsx_colour {
    INK = 0x1f2933,
    QUIET = 0x7b8794,
    LINE = 0xd9dee4,
    NAVY = 0x243b53, /* headings of data */
    TEAL = 0x0b6e6e, /* headings of live formulas */
    PLUM = 0x6b4d7d, /* headings of engine values */
    INPUT_FILL = 0xfff3c4,
    INPUT_INK = 0x0b4ea2,
    LINK_INK = 0x0b5cad,
    TOTAL_FILL = 0xeef2f6,
    WHITE = 0xffffff
};

static const char *number_format(struct xlsx_look look)
{
    switch (look.kind) {
    case TABLE_INTEGER:
        return look.is_dashed ? "#,##0;-#,##0;\"\xe2\x80\x93\"" : "#,##0";
    case TABLE_MONEY:
        return look.is_dashed ? "#,##0.00;-#,##0.00;\"\xe2\x80\x93\"" : "#,##0.00";
    case TABLE_POWER:
        return look.is_dashed ? "#,##0.0;-#,##0.0;\"\xe2\x80\x93\"" : "#,##0.0";
    case TABLE_REAL:
        return look.is_short ? "#,##0.0" : "#,##0.0###";
    case TABLE_PERCENT:
        return "0.00%";
    case TABLE_DATE:
        return "yyyy-mm-dd";
    case TABLE_TEXT: /* what is typed stays a text: 9.55E12, 0012 */
        return look.role == XLSX_INPUT ? "@" : NULL;
    case TABLE_LINK:
    case TABLE_RANGE:
        break;
    }
    return NULL;
}

static void set_heading(lxw_format *format, lxw_color_t fill)
{
    format_set_bold(format);
    format_set_font_color(format, WHITE);
    format_set_pattern(format, LXW_PATTERN_SOLID);
    format_set_bg_color(format, fill);
    format_set_text_wrap(format);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    format_set_left(format, LXW_BORDER_THIN);
    format_set_left_color(format, WHITE);
}

static void set_lines(lxw_format *format)
{
    format_set_bottom(format, LXW_BORDER_THIN);
    format_set_bottom_color(format, LINE);
}

static void set_fill(lxw_format *format, lxw_color_t fill, lxw_color_t ink)
{
    format_set_pattern(format, LXW_PATTERN_SOLID);
    format_set_bg_color(format, fill);
    format_set_font_color(format, ink);
}

static bool is_right(enum table_kind kind)
{
    return kind != TABLE_TEXT && kind != TABLE_LINK && kind != TABLE_DATE;
}

static void set_role(lxw_format *format, struct xlsx_look look)
{
    switch (look.role) {
    case XLSX_INPUT:
        set_fill(format, INPUT_FILL, INPUT_INK);
        format_set_border(format, LXW_BORDER_THIN);
        format_set_border_color(format, QUIET);
        format_set_unlocked(format);
        break;
    case XLSX_TOTAL:
        format_set_bold(format);
        set_fill(format, TOTAL_FILL, INK);
        break;
    case XLSX_HEADING:
        set_heading(format, NAVY);
        break;
    case XLSX_HEADING_LIVE:
        set_heading(format, TEAL);
        break;
    case XLSX_HEADING_ENGINE:
        set_heading(format, PLUM);
        break;
    case XLSX_KEY:
        format_set_font_size(format, 8);
        format_set_shrink(format);
        format_set_italic(format);
        format_set_font_color(format, QUIET);
        break;
    case XLSX_TITLE:
        format_set_font_size(format, 16);
        format_set_bold(format);
        format_set_font_color(format, NAVY);
        break;
    case XLSX_PURPOSE:
        format_set_font_color(format, QUIET);
        break;
    case XLSX_SECTION:
        format_set_font_size(format, 12);
        format_set_bold(format);
        format_set_font_color(format, TEAL);
        format_set_bottom(format, LXW_BORDER_THIN);
        format_set_bottom_color(format, TEAL);
        break;
    case XLSX_CELL:
        set_lines(format);
        break;
    case XLSX_PLAIN:
        break;
    }
}

/* Texts keep a distance from the numbers at their left, which end at the line between. */
static uint8_t indent_of(struct xlsx_look look)
{
    bool is_table = look.role == XLSX_CELL || look.role == XLSX_INPUT || look.role == XLSX_KEY ||
                    look.role == XLSX_HEADING || look.role == XLSX_HEADING_LIVE ||
                    look.role == XLSX_HEADING_ENGINE;
    return (uint8_t)(look.indent + (is_table && !is_right(look.kind) ? 1 : 0));
}

static bool is_heading(enum xlsx_role role)
{
    return role == XLSX_HEADING || role == XLSX_HEADING_LIVE || role == XLSX_HEADING_ENGINE;
}

static void set_look(lxw_format *format, struct xlsx_look look)
{
    bool is_value = look.role == XLSX_CELL || look.role == XLSX_INPUT || look.role == XLSX_TOTAL ||
                    look.role == XLSX_PLAIN;
    const char *number = number_format(look);
    set_role(format, look);
    if (is_value)
        format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    if (is_value && number != NULL)
        format_set_num_format(format, number);
    if (look.role == XLSX_PLAIN)
        format_set_align(format, LXW_ALIGN_LEFT);
    if (look.role != XLSX_PLAIN && (is_value || is_heading(look.role) || look.role == XLSX_KEY) &&
        is_right(look.kind))
        format_set_align(format, LXW_ALIGN_RIGHT);
    if (is_value && look.kind == TABLE_LINK) {
        format_set_font_color(format, LINK_INK);
        format_set_underline(format, LXW_UNDERLINE_SINGLE);
    }
    if (look.is_link)
        format_set_font_color(format, LINK_INK);
    if (look.is_wrapped)
        format_set_text_wrap(format);
    if (indent_of(look) > 0)
        format_set_indent(format, indent_of(look));
}

static bool is_same(struct xlsx_look a, struct xlsx_look b)
{
    return a.role == b.role && a.kind == b.kind && a.is_wrapped == b.is_wrapped &&
           a.is_dashed == b.is_dashed && a.is_link == b.is_link && a.is_short == b.is_short &&
           a.indent == b.indent;
}

/* Of looks that come to the same format the first one's: the library looks any other up anew for
 * every cell. It numbers formats in the order of this call. */
static lxw_format *first_alike(const struct xlsx_book *book, lxw_format *format)
{
    int32_t index = lxw_format_get_xf_index(format);
    for (size_t i = 0; i < book->format_count; i++)
        if (book->formats[i].format->xf_index == index)
            return book->formats[i].format;
    return format;
}

lxw_format *xlsx_format(struct xlsx_book *book, struct xlsx_look look)
{
    for (size_t i = 0; i < book->format_count; i++)
        if (is_same(book->formats[i].look, look))
            return book->formats[i].format;
    void *grown = arena_grow(book->arena, book->formats, book->format_count, sizeof *book->formats);
    lxw_format *format = workbook_add_format(book->workbook);
    if (grown == NULL || format == NULL) {
        xlsx_no_memory(book);
        return NULL;
    }
    set_look(format, look);
    format = first_alike(book, format);
    book->formats = grown;
    book->formats[book->format_count].look = look;
    book->formats[book->format_count++].format = format;
    return format;
}

lxw_format *xlsx_style(struct xlsx_book *book, enum report_style style)
{
    static const struct {
        lxw_color_t fill, ink;
    } COLOURS[REPORT_STYLES] = {
        [REPORT_STYLE_GOOD] = {0xdcf2e3, 0x14663a}, [REPORT_STYLE_BAD] = {0xfbdcdc, 0x9b1c1c},
        [REPORT_STYLE_WARN] = {0xffe8b8, 0x8a5a00}, [REPORT_STYLE_INPUT] = {INPUT_FILL, INPUT_INK},
        [REPORT_STYLE_MUTED] = {0xf3f5f7, QUIET},   [REPORT_STYLE_LIVE] = {TEAL, WHITE},
        [REPORT_STYLE_ENGINE] = {PLUM, WHITE}};
    if (book->styles[style] != NULL)
        return book->styles[style];
    lxw_format *format = workbook_add_format(book->workbook);
    if (format == NULL) {
        xlsx_no_memory(book);
        return NULL;
    }
    set_fill(format, COLOURS[style].fill, COLOURS[style].ink);
    book->styles[style] = format;
    return format;
}
