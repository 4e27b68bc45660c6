#include "import/cell/cell_piece.h"

#include "base/quantity.h"
#include "import/cell/cell_split.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COUNT_DIGITS_MAX = 4 };

static const char dagger[] = "\xe2\x80\xa0", double_dagger[] = "\xe2\x80\xa1";

static size_t digits_at(const char *at)
{
    return strspn(at, "0123456789");
}

/* Replaces `length` bytes of the value at `at` by `gap`, by nothing where there is no room. */
static void cut(struct import_piece *piece, char *at, size_t length, const char *gap)
{
    size_t kept = strlen(gap);
    if (strlen(piece->value) - length + kept >= sizeof piece->value)
        kept = 0;
    memmove(at + kept, at + length, strlen(at + length) + 1);
    for (size_t i = 0; i < kept; i++)
        at[i] = gap[i];
}

/* Appends with a separator where something stands already. */
static void append(char *list, const char *separator, const char *text, size_t length)
{
    size_t used = strlen(list);
    snprintf(list + used, IMPORT_PIECE_SIZE - used, "%s%.*s", used > 0 ? separator : "",
             (int)length, text);
}

static void take_mark(struct import_piece *piece, char *at, size_t length, const char *gap)
{
    append(piece->marks, " ", at, length);
    cut(piece, at, length, gap);
}

static void tidy(char *text)
{
    char copy[SCAN_TEXT_SIZE];
    if (scan_plain(copy, text))
        memcpy(text, copy, strlen(copy) + 1);
}

static bool is_letter_or_percent(char c)
{
    return scan_is_letter(c) || c == '%';
}

/* Start of the word of letters that ends before `end`. */
static const char *word_before(const char *text, const char *end)
{
    while (end > text && (is_letter_or_percent(end[-1]) || end[-1] == '/'))
        end--;
    return end;
}

/* ---- "^1": a superscript is a mark, a part of the unit, or a power ---- */

static const struct quantity_unit *unit_with(const char *word, size_t length, char digit)
{
    char symbol[SCAN_TEXT_SIZE];
    if (length == 0 || length + 2 > sizeof symbol)
        return NULL;
    memcpy(symbol, word, length);
    symbol[length] = digit;
    symbol[length + 1] = '\0';
    return quantity_unit_find(symbol);
}

static bool is_power_of(const char *text, const char *end)
{
    const char *start = end;
    while (start > text && scan_is_digit(start[-1]))
        start--;
    bool is_whole = start == text || (start[-1] != '.' && start[-1] != ',');
    size_t length = (size_t)(end - start);
    return is_whole &&
           ((length == 2 && strncmp(start, "10", 2) == 0) || (length == 1 && *start == '2'));
}

static void take_carets(struct import_piece *piece, const struct import_attribute *attribute)
{
    const struct quantity_unit *wanted = quantity_unit_find(attribute->unit);
    char *text = piece->value;
    for (char *at = strchr(text, '^'); at != NULL; at = strchr(at, '^')) {
        size_t length = digits_at(at + 1);
        const char *word = word_before(text, at);
        const struct quantity_unit *unit = unit_with(word, (size_t)(at - word), at[1]);
        bool is_unit = length == 1 && unit != NULL;
        if (length == 0 || length > 2 || (at == text && at[length + 1] != '\0') ||
            (is_unit && wanted != NULL && quantity_unit_converts(unit, wanted))) {
            at++;
            continue;
        }
        if (is_unit)
            piece->doubt = "its superscript may be a footnote or a part of the unit";
        else if (at > text && scan_is_digit(at[-1]) && is_power_of(text, at))
            piece->doubt = "its superscript may be a footnote or a power";
        take_mark(piece, at, length + 1, scan_is_digit(at[length + 1]) ? " " : "");
    }
}

/* ---- stars and daggers ---- */

static void take_daggers(struct import_piece *piece, const char *sign)
{
    size_t length = strlen(sign);
    for (char *at; (at = strstr(piece->value, sign)) != NULL;)
        take_mark(piece, at, length, " ");
}

/* A star between figures multiplies; before a digit at the end it may do either. */
static void take_stars(struct import_piece *piece)
{
    for (char *at = piece->value; (at = strchr(at, '*')) != NULL;) {
        size_t stars = strspn(at, "*"), digits = digits_at(at + stars);
        const char *next = at + stars + strspn(at + stars, " ");
        bool is_numbered = digits == 1 && (next[1] == '\0' || next[1] == ' ');
        if (digits == 0 ? scan_is_digit(*next) : !is_numbered) {
            at += stars;
            continue;
        }
        if (digits > 0)
            piece->doubt = "its star may be a footnote or a factor";
        take_mark(piece, at, stars + digits, " ");
    }
}

/* ---- "1)" ---- */

static bool has_open_bracket(const char *text, const char *end)
{
    int depth = 0;
    for (const char *at = text; at < end; at++)
        depth += *at == '(' ? 1 : *at == ')' && depth > 0 ? -1 : 0;
    return depth > 0;
}

/* "3.5 W 1)" and "3.5 W1)" end in a mark; "3.51)" is 3.5 with one, or 3.51. */
static void take_stray_bracket(struct import_piece *piece)
{
    char *text = piece->value;
    size_t length = strlen(text);
    if (length < 2 || text[length - 1] != ')' || has_open_bracket(text, text + length - 1))
        return;
    char *start = text + length - 1;
    while (start > text && scan_is_digit(start[-1]))
        start--;
    size_t digits = (size_t)(text + length - 1 - start);
    bool is_apart = start > text && (start[-1] == ' ' || start[-1] == ')');
    if (digits == 0 || length == 2)
        return;
    if (digits > 2 || !is_apart)
        start = text + length - 2;
    if (!is_apart && (scan_is_digit(start[-1]) || start[-1] == '.' || start[-1] == ',')) {
        snprintf(piece->other, sizeof piece->other, "%.*s", (int)(length - 1), text);
        piece->doubt = "its last digit may be a footnote";
        if (!scan_is_digit(start[-1]))
            return;
    }
    take_mark(piece, start, strlen(start), "");
}

/* ---- brackets ---- */

/* The bracket that closes the one at `open`, NULL when none does. */
static char *closing(char *open)
{
    char other = *open == '(' ? ')' : ']';
    int depth = 0;
    for (char *at = open; *at != '\0'; at++) {
        depth += *at == *open ? 1 : *at == other ? -1 : 0;
        if (depth == 0)
            return at;
    }
    return NULL;
}

static bool is_note(const char *word)
{
    static const char *const starts[] = {"note", "see note", "footnote"};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        size_t length = strlen(starts[i]), same = 0;
        while (same < length && scan_lower(word[same]) == starts[i][same])
            same++;
        if (same == length &&
            (word[same] == ' ' || scan_is_digit(word[same]) || word[same] == '\0'))
            return true;
    }
    return *word != '\0' && strspn(word, "*") == strlen(word);
}

/* A lone figure in brackets is a footnote or a second value. */
static void take_bracketed_digits(struct import_piece *piece,
                                  const struct import_attribute *attribute, const char *word,
                                  char open, bool is_behind_unit, bool is_last)
{
    bool is_small = word[1] == '\0' && *word >= '1' && *word <= '3';
    bool is_mark = (is_behind_unit && word[1] == '\0') ||
                   (is_last && (open == '[' || (is_small && attribute->kind == IMPORT_REAL)));
    if (is_mark) {
        char mark[SCAN_TEXT_SIZE + 2];
        snprintf(mark, sizeof mark, "%c%s%c", open, word, open == '(' ? ')' : ']');
        append(piece->marks, " ", mark, strlen(mark));
        return;
    }
    snprintf(piece->other, sizeof piece->other, "%s", word);
    piece->doubt = "the figure in brackets may be a footnote or another value";
}

/* One part of a bracket, between commas: appends to `kept` what belongs to the value. */
static void take_part(struct import_piece *piece, const char *word, char *kept, bool *has_unit)
{
    size_t side = quantity_side_length(word), used = strlen(kept);
    bool is_tolerance = strncmp(word, "\xc2\xb1", 2) == 0 || strncmp(word, "+/-", 3) == 0;
    if ((side > 0 && word[side] == '\0') || is_tolerance) {
        snprintf(kept + used, SCAN_TEXT_SIZE - used, " (%s)", word);
    } else if (!*has_unit && quantity_unit_find(word) != NULL) {
        snprintf(kept + used, SCAN_TEXT_SIZE - used, " %s", word);
        *has_unit = true;
    } else if (is_note(word)) {
        append(piece->marks, " ", word, strlen(word));
    } else if (*word != '\0') {
        append(piece->condition, "; ", word, strlen(word));
    }
}

static void take_bracket(struct import_piece *piece, const struct import_attribute *attribute,
                         char *open, char *close)
{
    char inside[SCAN_TEXT_SIZE], word[SCAN_TEXT_SIZE], kept[SCAN_TEXT_SIZE] = "";
    snprintf(inside, sizeof inside, "%.*s", (int)(close - open - 1), open + 1);
    const char *before = open;
    while (before > piece->value && before[-1] == ' ')
        before--;
    bool has_figure = before > piece->value && scan_is_digit(before[-1]);
    bool has_unit = before > piece->value && !has_figure;
    bool is_last = close[1 + strspn(close + 1, " ")] == '\0';
    tidy(inside);
    size_t digits = digits_at(inside);
    bool is_figure = digits > 0 && inside[digits] == '\0';
    if (is_figure && before == piece->value) {
        snprintf(kept, sizeof kept, "(%s)", inside);
    } else if (is_figure) {
        take_bracketed_digits(piece, attribute, inside, *open, has_unit, is_last);
    } else {
        for (const char *part = inside; *part != '\0'; part += *part != '\0') {
            size_t length = 0;
            while (part[length] != '\0' && part[length] != ';' &&
                   (part[length] != ',' || (scan_is_digit(part[length + 1]) && length > 0 &&
                                            scan_is_digit(part[length - 1]))))
                length++;
            snprintf(word, sizeof word, "%.*s", (int)length, part);
            tidy(word);
            take_part(piece, word, kept, &has_unit);
            part += length;
        }
    }
    strncat(kept, " ", sizeof kept - strlen(kept) - 1);
    cut(piece, open, (size_t)(close - open) + 1, kept);
}

static void take_brackets(struct import_piece *piece, const struct import_attribute *attribute)
{
    size_t from = 0;
    for (size_t next; piece->value[next = from + strcspn(piece->value + from, "([")] != '\0';) {
        char *open = piece->value + next, *close = closing(open);
        if (close == NULL)
            return;
        size_t rest = strlen(close + 1);
        take_bracket(piece, attribute, open, close);
        from = strlen(piece->value) - rest;
    }
    tidy(piece->value);
}

/* ---- labels, counts, current ---- */

static void take_label(struct import_piece *piece)
{
    char *colon = strchr(piece->value, ':');
    if (colon == NULL || colon == piece->value || quantity_side_length(piece->value) > 0 ||
        !import_starts_figure(colon + 1) || (colon[1] != ' ' && import_starts_figure(piece->value)))
        return;
    bool has_letter = false;
    for (const char *at = piece->value; at < colon; at++)
        has_letter |= scan_is_letter(*at);
    if (!has_letter)
        return;
    append(piece->condition, "; ", piece->value, (size_t)(colon - piece->value));
    cut(piece, piece->value, (size_t)(colon - piece->value) + 1, "");
    tidy(piece->value);
}

static void take_count(struct import_piece *piece)
{
    const char *text = piece->value;
    size_t length = digits_at(text), at = length + strspn(text + length, " ");
    if (length == 0 || length > COUNT_DIGITS_MAX || *text == '0' ||
        (scan_lower(text[at]) != 'x' && text[at] != '*'))
        return;
    at++;
    at += strspn(text + at, " ");
    bool is_alone = text[at] == '\0' && scan_lower(text[at - 1]) == 'x';
    if (!is_alone && !import_starts_figure(text + at))
        return;
    piece->count = strtoll(text, NULL, 10);
    cut(piece, piece->value, at, "");
}

/* "12VDC" and "230 V AC" are volts. */
static void take_current(struct import_piece *piece)
{
    for (char *at = piece->value; (at = strpbrk(at, "Vv")) != NULL; at++) {
        bool is_unit = at > piece->value && (scan_is_digit(at[-1]) || at[-1] == ' ');
        bool is_current = (scan_lower(at[1]) == 'd' || scan_lower(at[1]) == 'a') &&
                          scan_lower(at[2]) == 'c' && (at[3] == '\0' || at[3] == ' ');
        if (!is_unit || !is_current)
            continue;
        append(piece->condition, "; ", at + 1, 2);
        cut(piece, at + 1, 2, "");
        return;
    }
}

void import_piece_read(struct import_piece *out, const struct import_attribute *attribute,
                       const char *plain)
{
    *out = (struct import_piece){.count = 0};
    snprintf(out->value, sizeof out->value, "%s", plain);
    take_count(out);
    take_carets(out, attribute);
    take_daggers(out, double_dagger);
    take_daggers(out, dagger);
    take_stars(out);
    tidy(out->value);
    take_stray_bracket(out);
    take_brackets(out, attribute);
    take_label(out);
    if (out->count == 0)
        take_count(out);
    take_current(out);
    tidy(out->value);
}
