#include "import/cell/cell_split.h"

#include "base/quantity.h"
#include "base/scan.h"
#include "base/utf8.h"
#include "import/cell/cell_piece.h"
#include "import/cell/cell_value.h"

#include <stdio.h>
#include <string.h>

struct split {
    struct import_alternative *items;
    size_t count;
    struct arena *arena;
    const struct import_attribute *attribute;
    struct error *err;
};

/* The full-width sign at `text` as the ASCII one, '\0' for none. */
static char narrow(const char *text)
{
    static const struct {
        const char *wide;
        char narrow;
    } signs[] = {{"\xef\xbc\x88", '('}, {"\xef\xbc\x89", ')'}, {"\xef\xbc\x8c", ','},
                 {"\xef\xbc\x8f", '/'}, {"\xef\xbc\x9a", ':'}, {"\xef\xbc\x9b", ';'},
                 {"\xe3\x80\x81", ','}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strncmp(text, signs[i].wide, strlen(signs[i].wide)) == 0)
            return signs[i].narrow;
    return '\0';
}

/* Superscript digits as "^1", full-width signs as ASCII, blanks but for line ends as
 * spaces; never longer than `text`. */
static void write_plainer(char *out, const char *text)
{
    static const char *const raised[] = {
        "\xe2\x81\xb0", "\xc2\xb9",     "\xc2\xb2",     "\xc2\xb3",     "\xe2\x81\xb4",
        "\xe2\x81\xb5", "\xe2\x81\xb6", "\xe2\x81\xb7", "\xe2\x81\xb8", "\xe2\x81\xb9",
    };
    bool is_raised = false;
    while (*text != '\0') {
        size_t length = utf8_length(text), digit = 0;
        while (digit < 10 && strncmp(text, raised[digit], strlen(raised[digit])) != 0)
            digit++;
        if (digit == 10) {
            size_t blank = scan_blank_length(text);
            char sign = narrow(text);
            *out++ = blank > 1 ? ' ' : sign != '\0' ? sign : *text;
            text += blank > 1 ? blank : sign != '\0' ? length : 1;
            is_raised = false;
            continue;
        }
        if (!is_raised)
            *out++ = '^';
        *out++ = (char)('0' + digit);
        is_raised = true;
        text += length;
    }
    *out = '\0';
}

static const char *skip_blanks(const char *text)
{
    return text + strspn(text, " ");
}

bool import_starts_figure(const char *text)
{
    text = skip_blanks(text);
    text += quantity_side_length(text);
    if (*text == '-' || *text == '+')
        text = skip_blanks(text + 1);
    return scan_is_digit(*text) || (*text == '.' && scan_is_digit(text[1]));
}

/* "Rx: 1550nm" */
static bool starts_label(const char *text)
{
    text = skip_blanks(text);
    size_t length = strcspn(text, ":/,;|()");
    return scan_is_letter(*text) && text[length] == ':' && import_starts_figure(text + length + 1);
}

static bool starts_value(const char *text)
{
    return import_starts_figure(text) || starts_label(text);
}

/* "12 W / N/A" */
static bool is_no_value(const char *text)
{
    text = skip_blanks(text);
    return import_cell_is_absent(text) || import_cell_is_open(text);
}

/* Bytes of a word that divides before a figure. */
static size_t dividing_word(const char *at)
{
    static const char *const words[] = {" or ", " and ", " & "};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t same = 0;
        while (words[i][same] != '\0' && scan_lower(at[same]) == words[i][same])
            same++;
        if (words[i][same] == '\0' && import_starts_figure(at + same))
            return same;
    }
    return 0;
}

/* Bytes of what divides alternatives at `at`, 0 when nothing does. */
static size_t divider(const char *text, const char *at)
{
    bool is_first = at == text;
    switch (*at) {
    case '\n':
    case '\r':
    case '\v':
    case '\f':
    case ';':
    case '|':
        return 1;
    case ',':
        return is_first || !scan_is_digit(at[-1]) || !scan_is_digit(at[1]);
    case '/':
        return !is_first && at[-1] != '+' && (starts_value(at + 1) || is_no_value(at + 1));
    default:
        return dividing_word(at);
    }
}

static enum optibom_status add(struct split *split, const struct import_piece *piece,
                               const char *value)
{
    struct import_alternative *items =
        arena_grow(split->arena, split->items, split->count, sizeof *items);
    if (items == NULL)
        return error_no_memory(split->err);
    split->items = items;
    struct import_alternative *added = &items[split->count++];
    *added = (struct import_alternative){
        .value = arena_strdup(split->arena, value), .doubt = piece->doubt, .count = piece->count};
    bool is_good = added->value != NULL;
    if (piece->condition[0] != '\0') {
        added->condition = arena_strdup(split->arena, piece->condition);
        is_good &= added->condition != NULL;
    }
    if (piece->marks[0] != '\0') {
        added->marks = arena_strdup(split->arena, piece->marks);
        is_good &= added->marks != NULL;
    }
    return is_good ? OPTIBOM_OK : error_no_memory(split->err);
}

/* "or 40 km" behind a comma. */
static size_t leading_word(const char *plain)
{
    char spaced[SCAN_TEXT_SIZE + 1];
    snprintf(spaced, sizeof spaced, " %s", plain);
    size_t length = dividing_word(spaced);
    return length > 0 ? length - 1 : 0;
}

static enum optibom_status add_piece(struct split *split, const char *text, size_t length)
{
    char raw[SCAN_TEXT_SIZE], plain[SCAN_TEXT_SIZE];
    struct import_piece piece;
    snprintf(raw, sizeof raw, "%.*s", (int)length, text);
    if (!scan_plain(plain, raw) || plain[0] == '\0')
        return OPTIBOM_OK;
    size_t word = leading_word(plain);
    import_piece_read(&piece, split->attribute, plain + word);
    enum optibom_status status = add(split, &piece, piece.value);
    if (status == OPTIBOM_OK && piece.other[0] != '\0')
        status = add(split, &piece, piece.other);
    return status;
}

enum optibom_status import_cell_split(struct import_alternative **out, size_t *count,
                                      struct arena *arena, const struct import_attribute *attribute,
                                      const char *text, struct error *err)
{
    struct split split = {.arena = arena, .attribute = attribute, .err = err};
    enum optibom_status status = OPTIBOM_OK;
    char raised[SCAN_TEXT_SIZE];
    *out = NULL;
    *count = 0;
    if (strlen(text) >= sizeof raised)
        return OPTIBOM_OK;
    write_plainer(raised, text);
    int depth = 0;
    const char *from = raised, *at = raised;
    while (*at != '\0' && status == OPTIBOM_OK) {
        depth += *at == '(' || *at == '[' ? 1 : (*at == ')' || *at == ']') && depth > 0 ? -1 : 0;
        size_t length = depth == 0 ? divider(raised, at) : 0;
        if (length > 0) {
            status = add_piece(&split, from, (size_t)(at - from));
            from = at + length;
        }
        at += length > 0 ? length : 1;
    }
    if (status == OPTIBOM_OK)
        status = add_piece(&split, from, (size_t)(at - from));
    *out = split.items;
    *count = split.count;
    return status;
}
