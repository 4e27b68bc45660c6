#include "base/scan.h"
#include "import/header_row.h"
#include "import/row_shape.h"

#include <string.h>

enum { SENTENCE_WORDS = 4, COLUMNS_MIN = 3, RULE_LENGTH = 3, PHRASE_SIZE = 32 };

/* Of their letters alone, in lower case. */
static const char *const total_phrases[] = {
    "total",      "totals",           "grandtotal",  "subtotal",      "sum",
    "totalsum",   "totalcost",        "totalcosts",  "totalprice",    "totalusd",
    "totaleur",   "totalgbp",         "totalcny",    "totalamount",   "totalvalue",
    "totalnet",   "totalquantity",    "totalqty",    "totaldue",      "totalitems",
    "totalparts", "bomtotal",         "ordertotal",  "sumtotal",      "summe",
    "gesamt",     "gesamtsumme",      "gesamtpreis", "zwischensumme", "montanttotal",
    "soustotal",  "merchandisetotal", "carttotal",   "extendedtotal", "totalextended",
    "nettotal",   "invoicetotal",
};

/* The first word of a remark. */
static const char *const remark_words[] = {
    "note",     "notes",      "remark", "remarks",  "comment",
    "comments", "disclaimer", "legend", "footnote", "page",
};

static const char *first_filled(const struct import_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        if (!import_cell_is_empty(row->cells[i]))
            return row->cells[i];
    return "";
}

/* Columns that have a name, or without a header those of the row. */
static size_t width_of(const struct import_header_row *header, const struct import_row *row)
{
    size_t named = header != NULL ? import_row_filled(&header->names) : 0;
    return named > 0 ? named : row->count;
}

/* At most half of the other columns have text; of two columns the other may. */
static bool is_sparse(size_t filled, size_t width)
{
    size_t others = width > 1 ? (width - 1) / 2 : 0;
    return filled <= 1 + (others > 0 ? others : 1);
}

static bool is_zero(const char *cell)
{
    return import_cell_is_figure(cell) && strpbrk(cell, "123456789") == NULL;
}

static bool is_residue(const struct import_row *row, size_t filled, size_t width)
{
    if (!import_cell_is_empty(import_row_cell(row, 0)) || filled * 2 > width)
        return false;
    for (size_t i = 0; i < row->count; i++)
        if (!import_cell_is_empty(row->cells[i]) && !is_zero(row->cells[i]))
            return false;
    return true;
}

/* The cells of the row are those of `header`, and at least half of them. */
static bool repeats(const struct import_row *header, const struct import_row *row, size_t filled)
{
    if (filled == 0)
        return false;
    for (size_t i = 0; i < row->count; i++)
        if (!import_cell_is_empty(row->cells[i]) &&
            !import_cell_is_same(row->cells[i], import_row_cell(header, i)))
            return false;
    return filled * 2 >= import_row_filled(header);
}

/* It begins like the header and shares another name with it, but not all: another table's header.
 */
static bool is_other_header(const struct import_row *header, const struct import_row *row)
{
    size_t same = 0, other = 0;
    if (header->count == 0 || row->count == 0 || import_cell_is_empty(row->cells[0]) ||
        !import_cell_is_same(row->cells[0], header->cells[0]))
        return false;
    for (size_t i = 1; i < row->count; i++) {
        bool is_same = import_cell_is_same(row->cells[i], import_row_cell(header, i));
        same += is_same && !import_cell_is_empty(row->cells[i]);
        other += !is_same && !import_cell_is_empty(row->cells[i]);
    }
    return same > 0 && other > 0;
}

static bool is_total(const char *cell)
{
    char letters[PHRASE_SIZE];
    size_t used = 0;
    for (; *cell != '\0'; cell++) {
        if ((*cell & 0x80) != 0)
            return false;
        if (!scan_is_letter(*cell))
            continue;
        if (used == sizeof letters - 1)
            return false;
        letters[used++] = scan_lower(*cell);
    }
    letters[used] = '\0';
    for (size_t i = 0; i < sizeof total_phrases / sizeof *total_phrases; i++)
        if (strcmp(letters, total_phrases[i]) == 0)
            return true;
    return false;
}

static bool is_remark_word(const char *text, size_t length)
{
    for (size_t i = 0; i < sizeof remark_words / sizeof *remark_words; i++) {
        size_t letters = 0;
        while (letters < length && remark_words[i][letters] != '\0' &&
               scan_lower(text[letters]) == remark_words[i][letters])
            letters++;
        if (remark_words[i][letters] == '\0' &&
            (letters == length || strchr(" .:", text[letters]) != NULL))
            return true;
    }
    return false;
}

/* "# ...", but not the number "#1"; "Note: ..."; "Prepared by:". */
static bool is_remark(const char *cell, size_t width)
{
    size_t length;
    const char *text = scan_trim(cell, &length);
    if (text[0] == '#' && !scan_is_digit(text[1]))
        return true;
    if (strncmp(text, "//", 2) == 0 || is_remark_word(text, length))
        return true;
    return text[length - 1] == ':' && width >= COLUMNS_MIN;
}

/* A line of dashes or the like, in one cell or under each name. */
static bool is_ruled(const struct import_row *row)
{
    for (size_t i = 0; i < row->count; i++) {
        size_t length, ruled = strspn(scan_trim(row->cells[i], &length), "-=_*~+");
        if (length > 0 && (ruled < length || length < RULE_LENGTH))
            return false;
    }
    return true;
}

static bool is_sentence(const char *cell)
{
    size_t words = 0;
    for (const char *at = cell; *at != '\0'; at++)
        words += !scan_is_blank(*at) && (scan_is_blank(at[1]) || at[1] == '\0');
    return words >= SENTENCE_WORDS;
}

/* What stands alone in a row of several columns and is no name. */
static bool is_lone_remark(const char *cell, size_t filled, size_t width)
{
    return filled == 1 && width >= COLUMNS_MIN && (cell[0] == '*' || is_sentence(cell));
}

enum import_row_kind import_row_kind(const struct import_header_row *header,
                                     const struct import_row *row)
{
    size_t filled = import_row_filled(row), width = width_of(header, row);
    const char *first = first_filled(row);
    if (filled == 0 || is_residue(row, filled, width))
        return IMPORT_ROW_BLANK;
    if (header != NULL &&
        (repeats(&header->names, row, filled) || repeats(&header->lower, row, filled) ||
         repeats(&header->upper, row, filled)))
        return IMPORT_ROW_HEADER;
    if (header != NULL && is_other_header(&header->lower, row))
        return IMPORT_ROW_OTHER;
    if (is_ruled(row))
        return IMPORT_ROW_COMMENT;
    if (!is_sparse(filled, width))
        return IMPORT_ROW_DATA;
    if (is_total(first))
        return IMPORT_ROW_TOTAL;
    if (is_remark(first, width) || is_lone_remark(first, filled, width))
        return IMPORT_ROW_COMMENT;
    return IMPORT_ROW_DATA;
}

const char *import_row_kind_because(enum import_row_kind kind)
{
    static const char *const reasons[] = {[IMPORT_ROW_DATA] = "data",
                                          [IMPORT_ROW_BLANK] = "zeros only",
                                          [IMPORT_ROW_TOTAL] = "total row",
                                          [IMPORT_ROW_COMMENT] = "remark",
                                          [IMPORT_ROW_HEADER] = "the header again",
                                          [IMPORT_ROW_OTHER] = "another header"};
    return reasons[kind];
}

void import_drop_count(struct import_drop *drop, size_t line)
{
    if (drop->count++ == 0)
        drop->first_line = line;
}
