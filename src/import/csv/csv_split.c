#include "import/csv/csv_split.h"

#include "import/csv/csv.h"

#include <stdlib.h>
#include <string.h>

#define EACH_BYTE(byte) ((uint64_t)(unsigned char)(byte)*0x0101010101010101u)
#define LOW_BITS EACH_BYTE(0x7f)
#define HIGH_BITS EACH_BYTE(0x80)

/* Steps through the bytes that mean something. */
struct walk {
    const char *block, *end;
    uint64_t found; /* the high bit of each such byte of the block */
    uint64_t all;   /* every byte seen, or-ed */
    uint64_t delimiters, quotes, escapes;
};

/* The first byte in the lowest bits, whatever the machine. */
static inline uint64_t load(const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/* A high bit for each byte that differs. */
static inline uint64_t differing(uint64_t word, uint64_t pattern)
{
    word ^= pattern;
    return ((word & LOW_BITS) + LOW_BITS) | word;
}

static inline void look(struct walk *walk)
{
    uint64_t word = load(walk->block);
    walk->all |= word;
    walk->found = ~(differing(word, walk->delimiters) & differing(word, walk->quotes) &
                    differing(word, EACH_BYTE('\n')) & differing(word, EACH_BYTE('\r')) &
                    differing(word, walk->escapes)) &
                  HIGH_BITS;
}

/* The next byte that means something, NULL when there is none. */
static inline const char *next(struct walk *walk)
{
    while (walk->found == 0) {
        walk->block += sizeof(uint64_t);
        if (walk->block >= walk->end)
            return NULL;
        look(walk);
    }
    const char *at = walk->block + (__builtin_ctzll(walk->found) >> 3);
    walk->found &= walk->found - 1;
    return at < walk->end ? at : NULL;
}

static struct walk start(const struct import_csv_marks *marks, const char *text, size_t length)
{
    struct walk walk = {.block = text,
                        .end = text + length,
                        .delimiters = EACH_BYTE(marks->delimiter),
                        .quotes = EACH_BYTE(marks->quote)};
    walk.escapes = marks->escape != '\0' ? EACH_BYTE(marks->escape) : walk.quotes;
    look(&walk);
    return walk;
}

static bool grow(struct import_csv_split *split)
{
    size_t capacity = split->capacity > 0 ? split->capacity * 2 : 64;
    struct import_csv_extent *cells = realloc(split->cells, capacity * sizeof *cells);
    if (cells == NULL)
        return false;
    split->cells = cells;
    split->capacity = capacity;
    return true;
}

static bool is_blank(const char *from, const char *to)
{
    while (from < to && (*from == ' ' || *from == '\t'))
        from++;
    return from == to;
}

/* A quote or line end between quotes. Returns where what means something goes on. */
static const char *read_quoted(struct import_csv_split *split, const char *at, const char *end)
{
    const struct import_csv_marks *marks = &split->marks;
    char following = at + 1 < end ? at[1] : '\0';
    if (*at == marks->escape && (following == marks->quote || following == marks->escape))
        return at + 2;
    if (*at == marks->quote && following == marks->quote)
        return at + 2;
    if (*at == marks->quote)
        split->is_quote_open = false;
    else if (*at == '\n' || (*at == '\r' && following != '\n'))
        split->line_ends++;
    return at + 1;
}

/* Bytes of the line end at `at`, 0 when that cannot be told yet. */
static size_t line_end_length(const char *at, const char *end, bool is_last)
{
    if (*at == '\n')
        return 1;
    if (at + 1 == end)
        return is_last ? 1 : 0;
    return at[1] == '\n' ? 2 : 1;
}

/* A cell ends at `end`; `closed` is behind its closing quote, NULL for a cell without. */
static void end_cell(struct import_csv_split *split, const char *closed, const char *end)
{
    if (closed != NULL && split->line_ends > split->quote_line && !is_blank(closed, end))
        split->is_stray = true;
}

static void reset(struct import_csv_split *split)
{
    split->count = split->line_ends = split->quote_line = 0;
    split->is_quote_open = split->has_quotes = split->is_stray = false;
}

enum import_csv_found import_csv_split(struct import_csv_split *split, const char *text,
                                       size_t length, bool is_last)
{
    struct walk walk = start(&split->marks, text, length);
    const char *cell = text, *resume = text, *closed = NULL, *at;
    const char delimiter = split->marks.delimiter, quote = split->marks.quote;
    size_t line_end = 0;
    bool is_quoted = false;
    reset(split);
    while ((at = next(&walk)) != NULL) {
        if (at < resume)
            continue;
        if (split->is_quote_open) {
            if (*at == quote && at + 1 == walk.end && !is_last)
                return IMPORT_CSV_CUT;
            resume = read_quoted(split, at, walk.end);
            closed = split->is_quote_open ? NULL : resume;
        } else if (*at == delimiter) {
            end_cell(split, closed, at);
            closed = NULL;
            if (split->count == split->capacity && !grow(split))
                return IMPORT_CSV_NO_MEMORY;
            split->cells[split->count++] = (struct import_csv_extent){
                (uint32_t)(cell - text), (uint32_t)(at - text), is_quoted};
            if (split->count >= IMPORT_CSV_CELLS_MAX)
                return IMPORT_CSV_CELLS;
            cell = at + 1;
            is_quoted = false;
        } else if (*at == '\n' || *at == '\r') {
            line_end = line_end_length(at, walk.end, is_last);
            if (line_end == 0)
                return IMPORT_CSV_CUT;
            end_cell(split, closed, at);
            split->line_ends++;
            break;
        } else if (*at == quote && !is_quoted && is_blank(cell, at)) {
            split->is_quote_open = split->has_quotes = is_quoted = true;
            split->quote_line = split->line_ends;
        }
    }
    if (at == NULL && (!is_last || split->is_quote_open))
        return IMPORT_CSV_CUT;
    if (at == NULL)
        end_cell(split, closed, text + length);
    if (split->count == split->capacity && !grow(split))
        return IMPORT_CSV_NO_MEMORY;
    split->length = at != NULL ? (size_t)(at - text) : length;
    split->taken = split->length + line_end;
    split->is_ascii = (walk.all & HIGH_BITS) == 0;
    split->cells[split->count++] =
        (struct import_csv_extent){(uint32_t)(cell - text), (uint32_t)split->length, is_quoted};
    return IMPORT_CSV_WHOLE;
}

char *import_csv_unquote(char *cell, size_t *length, const struct import_csv_marks *marks)
{
    const char *end = cell + *length;
    char *text = cell;
    while (*text == ' ' || *text == '\t')
        text++;
    text++;
    const char *from = memchr(text, marks->quote, (size_t)(end - text));
    if (marks->escape != '\0' || from == NULL)
        from = text;
    char *to = text + (from - text);
    while (from < end) {
        char following = from + 1 < end ? from[1] : '\0';
        bool is_escape = *from == marks->escape && marks->escape != '\0' &&
                         (following == marks->quote || following == marks->escape);
        bool is_quote = !is_escape && *from == marks->quote;
        from += is_escape || is_quote;
        if (is_quote && following != marks->quote)
            break;
        *to++ = *from++;
    }
    memmove(to, from, (size_t)(end - from));
    *length = (size_t)(to - text) + (size_t)(end - from);
    return text;
}
