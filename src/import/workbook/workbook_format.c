#include "import/workbook/workbook_styles.h"

#include "base/buf.h"
#include "base/scan.h"

#include <stdbool.h>
#include <string.h>

/* What was met in a section of a format code. */
struct section {
    bool is_number, is_percent, is_elapsed;
    bool has_zero;                     /* of a number, or the fraction of a second */
    bool has_day, has_month, has_time; /* m is a month, or a minute beside hours and seconds */
};

/* "[h]", "[mm]", "[ss]": a unit that runs past its usual end. Everything else in brackets is a
 * colour, a condition or a locale. */
static bool is_elapsed(const char *bracket, size_t length)
{
    char unit = length > 2 ? scan_lower(bracket[1]) : '\0';
    if (unit != 'h' && unit != 'm' && unit != 's')
        return false;
    for (size_t i = 2; i + 1 < length; i++)
        if (scan_lower(bracket[i]) != unit)
            return false;
    return true;
}

/* The bytes of what starts with `open` up to `close`; all there are when it does not close. */
static size_t enclosed(const char *code, char close)
{
    const char *end = strchr(code + 1, close);
    return end != NULL ? (size_t)(end - code) + 1 : strlen(code);
}

static bool starts_with(const char *code, const char *word)
{
    while (*word != '\0' && scan_lower(*code) == *word)
        code++, word++;
    return *word == '\0';
}

static void note_letter(struct section *section, char letter)
{
    switch (letter) {
    case 'y':
    case 'd':
        section->has_day = true;
        break;
    case 'm':
        section->has_month = true;
        break;
    case 'h':
    case 's':
        section->has_time = true;
        break;
    case '%':
        section->is_percent = true;
        break;
    case '0':
        section->has_zero = true;
        break;
    case '#':
    case '?':
    case '@':
        section->is_number = true;
        break;
    default:
        break;
    }
}

/* Reads one piece of a code into `section`; returns its bytes. */
static size_t read_piece(struct section *section, const char *code)
{
    size_t length;
    switch (*code) {
    case '"':
        return enclosed(code, '"');
    case '\\':
    case '_': /* a space as wide as the next character */
    case '*': /* the next character as often as there is room */
        return code[1] != '\0' ? 2 : 1;
    case '[':
        length = enclosed(code, ']');
        section->is_elapsed |= is_elapsed(code, length);
        return length;
    default:
        break;
    }
    /* "Standard" is what some programs write for it in German. */
    if (starts_with(code, "general") || starts_with(code, "standard")) {
        section->is_number = true;
        return strcspn(code, ";\"[\\");
    }
    note_letter(section, scan_lower(*code));
    return 1;
}

/* True when the section says what it means; literals alone do not. */
static bool section_meaning(enum import_workbook_meaning *meaning, const struct section *section)
{
    if (section->is_elapsed)
        *meaning = IMPORT_WORKBOOK_ELAPSED;
    else if (section->is_number || (section->has_zero && !section->has_time))
        *meaning = section->is_percent ? IMPORT_WORKBOOK_PERCENT : IMPORT_WORKBOOK_NUMBER;
    else if (section->has_day || (section->has_month && !section->has_time))
        *meaning = IMPORT_WORKBOOK_DATE;
    else if (section->has_time)
        *meaning = IMPORT_WORKBOOK_TIME;
    else if (section->is_percent)
        *meaning = IMPORT_WORKBOOK_PERCENT;
    else
        return false;
    return true;
}

enum import_workbook_meaning import_workbook_format_code(const char *code)
{
    enum import_workbook_meaning meaning = IMPORT_WORKBOOK_NUMBER;
    while (*code != '\0') {
        struct section section = {0};
        while (*code != '\0' && *code != ';')
            code += read_piece(&section, code);
        if (section_meaning(&meaning, &section))
            return meaning;
        code += *code == ';';
    }
    return IMPORT_WORKBOOK_NUMBER;
}

/* ---- what stands beside the number ---- */

/* "[$EUR-407]", "[$EUR]": the sign or code; yen and yuan have one sign, which the language tells.
 */
static void add_currency(struct buf *out, const char *bracket, size_t length)
{
    static const char yen[] = "\xc2\xa5";
    const char *dash = memchr(bracket, '-', length);
    size_t size = (dash != NULL ? (size_t)(dash - bracket) : length - 1) - 2;
    bool is_yen = size == 2 && memcmp(bracket + 2, yen, size) == 0;
    if (is_yen && dash != NULL && starts_with(dash, "-804"))
        buf_puts(out, "CNY");
    else if (is_yen && dash != NULL && starts_with(dash, "-411"))
        buf_puts(out, "JPY");
    else
        buf_add(out, bracket + 2, size);
}

/* Appends what a piece of a code shows as it is. */
static void add_shown(struct buf *out, const char *piece, size_t length)
{
    if (*piece == '"' && length > 2)
        buf_add(out, piece + 1, length - 2);
    else if (*piece == '\\' && length == 2)
        buf_add(out, piece + 1, 1);
    else if (*piece == '[' && length > 3 && piece[1] == '$')
        add_currency(out, piece, length);
    else if (*piece == '$' || *piece == ' ' || (*piece & 0x80) != 0)
        buf_add(out, piece, length);
}

/* Words for pieces say nothing of a count. */
static bool matters(const char *text)
{
    static const char *const pieces[] = {"pcs", "pc",   "pieces", "piece",
                                         "ea",  "each", "units",  "x"};
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++)
        if (scan_same(text, pieces[i]))
            return false;
    for (; *text != '\0'; text++)
        if (scan_is_letter(*text) || *text == '$' || *text == '/' || (*text & 0x80) != 0)
            return true;
    return false;
}

void import_workbook_format_literal(char out[IMPORT_WORKBOOK_LITERAL_SIZE], const char *code)
{
    struct section section = {0};
    struct buf shown;
    size_t length;
    buf_init(&shown);
    out[0] = '\0';
    while (*code != '\0' && *code != ';') {
        size_t piece = read_piece(&section, code);
        add_shown(&shown, code, piece);
        code += piece;
    }
    const char *text = scan_trim(buf_text(&shown), &length);
    if (buf_ok(&shown) && length < IMPORT_WORKBOOK_LITERAL_SIZE) {
        memcpy(out, text, length);
        out[length] = '\0';
        if (!matters(out))
            out[0] = '\0';
    }
    buf_fini(&shown);
}

unsigned import_workbook_format_zeros(const char *code)
{
    size_t zeros = strspn(code, "0");
    return code[zeros] == '\0' && zeros > 1 && zeros < IMPORT_WORKBOOK_LITERAL_SIZE
               ? (unsigned)zeros
               : 0;
}

static const struct {
    unsigned long first, last;
    enum import_workbook_meaning meaning;
} own_formats[] = {
    {9, 10, IMPORT_WORKBOOK_PERCENT},  {14, 17, IMPORT_WORKBOOK_DATE},
    {18, 21, IMPORT_WORKBOOK_TIME},    {22, 22, IMPORT_WORKBOOK_DATE},
    {27, 31, IMPORT_WORKBOOK_DATE},    {32, 35, IMPORT_WORKBOOK_TIME},
    {36, 36, IMPORT_WORKBOOK_DATE},    {45, 45, IMPORT_WORKBOOK_TIME},
    {46, 46, IMPORT_WORKBOOK_ELAPSED}, {47, 47, IMPORT_WORKBOOK_TIME},
    {50, 54, IMPORT_WORKBOOK_DATE},    {55, 56, IMPORT_WORKBOOK_TIME},
    {57, 58, IMPORT_WORKBOOK_DATE},    {67, 68, IMPORT_WORKBOOK_PERCENT},
    {71, 74, IMPORT_WORKBOOK_DATE},    {75, 76, IMPORT_WORKBOOK_TIME},
    {77, 77, IMPORT_WORKBOOK_DATE},    {78, 78, IMPORT_WORKBOOK_TIME},
    {79, 79, IMPORT_WORKBOOK_ELAPSED}, {80, 80, IMPORT_WORKBOOK_TIME},
    {81, 81, IMPORT_WORKBOOK_DATE},
};

enum import_workbook_meaning import_workbook_format_number(unsigned long number)
{
    for (size_t i = 0; i < sizeof own_formats / sizeof own_formats[0]; i++)
        if (number >= own_formats[i].first && number <= own_formats[i].last)
            return own_formats[i].meaning;
    return IMPORT_WORKBOOK_NUMBER;
}
