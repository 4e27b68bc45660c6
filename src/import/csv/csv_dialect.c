#include "import/csv/csv_dialect.h"

#include <string.h>

enum { SNIFF_RECORDS = 256, SNIFF_COUNT_MAX = 1024 };

size_t import_csv_named_delimiter(char *delimiter, const char *text, size_t length)
{
    size_t quoted = length > 0 && text[0] == '"';
    size_t at = quoted + 5;
    if (length < at + quoted ||
        (memcmp(text + quoted, "sep=", 4) != 0 && memcmp(text + quoted, "SEP=", 4) != 0))
        return 0;
    char named = text[at - 1];
    if (named == '"' || named == '\r' || named == '\n' || (named & 0x80) != 0 || named == '\0' ||
        (quoted && text[at] != '"'))
        return 0;
    at += quoted;
    if (at < length && text[at] == '\r')
        at++;
    if (at < length && text[at] == '\n')
        at++;
    else if (at < length && text[at - 1] != '\r')
        return 0;
    *delimiter = named;
    return at;
}

/* What the first records look like, read by certain marks. */
struct tally {
    struct import_csv_marks marks;
    size_t counts[SNIFF_COUNT_MAX]; /* how many records hold the delimiter so many times */
    size_t record_count;
    size_t opened, closed_well, closed_badly; /* quoted cells; badly: text follows the quote */
    size_t escaped;                           /* quotes */
    size_t records, delimiters;               /* most records have so many delimiters each */
};

static void tally_record(struct tally *tally, size_t delimiters, bool is_blank)
{
    if (is_blank)
        return;
    tally->counts[delimiters < SNIFF_COUNT_MAX ? delimiters : SNIFF_COUNT_MAX - 1]++;
    tally->record_count++;
}

static bool ends_cell(const struct tally *tally, const char *at, const char *end)
{
    while (at < end && *at == ' ' && *at != tally->marks.delimiter)
        at++;
    return at == end || *at == tally->marks.delimiter || *at == '\n' || *at == '\r';
}

/* Reads from behind an opening quote to behind the closing one. */
static const char *tally_quoted(struct tally *tally, const char *at, const char *end)
{
    const struct import_csv_marks *marks = &tally->marks;
    tally->opened++;
    for (; at < end; at++) {
        bool is_pair = at + 1 < end && at[1] == marks->quote;
        if (marks->escape != '\0' && *at == marks->escape &&
            (is_pair || (at + 1 < end && at[1] == marks->escape))) {
            tally->escaped += is_pair;
            at++;
        } else if (*at == marks->quote) {
            if (!is_pair) {
                bool is_well = ends_cell(tally, at + 1, end);
                tally->closed_well += is_well;
                tally->closed_badly += !is_well;
                return at + 1;
            }
            at++;
        }
    }
    return end;
}

static void tally_text(struct tally *tally, const char *text, size_t length, bool is_whole)
{
    const char *at = text, *end = text + length;
    size_t delimiters = 0;
    bool is_cell_start = true, is_blank = true;
    while (at < end && tally->record_count < SNIFF_RECORDS) {
        char c = *at++;
        if (c == '\n' || c == '\r') {
            tally_record(tally, delimiters, is_blank);
            delimiters = 0;
            is_cell_start = is_blank = true;
        } else if (c == tally->marks.delimiter) {
            delimiters++;
            is_cell_start = true;
        } else if (c == tally->marks.quote && is_cell_start) {
            at = tally_quoted(tally, at, end);
            is_cell_start = is_blank = false;
        } else if (c != ' ' && c != '\t') {
            is_cell_start = is_blank = false;
        }
    }
    if (at == end && (is_whole || tally->record_count == 0))
        tally_record(tally, delimiters, is_blank);
    for (size_t n = 1; n < SNIFF_COUNT_MAX; n++) {
        if (tally->counts[n] > 0 && tally->counts[n] >= tally->records) {
            tally->records = tally->counts[n];
            tally->delimiters = n;
        }
    }
}

static bool is_better(const struct tally *a, const struct tally *b)
{
    bool is_a_plausible = a->closed_badly <= a->closed_well;
    bool is_b_plausible = b->closed_badly <= b->closed_well;
    if (is_a_plausible != is_b_plausible)
        return is_a_plausible && a->records > 0;
    if (a->records != b->records)
        return a->records > b->records;
    return a->delimiters > b->delimiters;
}

/* The text read by the delimiter that suits it best. */
static void tally_best(struct tally *best, struct import_csv_marks marks, const char *text,
                       size_t length, bool is_whole)
{
    static const char candidates[] = {',', ';', '\t', '|'};
    size_t count = marks.delimiter != '\0' ? 1 : sizeof candidates;
    for (size_t i = 0; i < count; i++) {
        struct tally tally = {.marks = marks};
        if (marks.delimiter == '\0')
            tally.marks.delimiter = candidates[i];
        tally_text(&tally, text, length, is_whole);
        if (i == 0 || is_better(&tally, best))
            *best = tally;
    }
}

/* All quoted cells close rightly, but for one that the end of the sample may cut. */
static bool is_consistent(const struct tally *tally, bool is_whole)
{
    size_t unclosed = tally->opened - tally->closed_well - tally->closed_badly;
    return tally->closed_badly == 0 && unclosed <= (is_whole ? 0 : 1);
}

void import_csv_sniff(struct import_csv_marks *marks, const char *text, size_t length,
                      bool is_whole)
{
    struct tally plain = {0}, other = {0};
    struct import_csv_marks tried = *marks;
    bool is_quote_open = marks->quote == '\0';
    if (is_quote_open)
        tried.quote = '"';
    tally_best(&plain, tried, text, length, is_whole);
    *marks = plain.marks;
    if (!is_consistent(&plain, is_whole)) {
        tried.escape = '\\';
        tally_best(&other, tried, text, length, is_whole);
        if (other.escaped > 0 && is_consistent(&other, is_whole))
            *marks = other.marks;
    } else if (is_quote_open && plain.opened == 0 && memchr(text, '\'', length) != NULL) {
        tried.quote = '\'';
        tally_best(&other, tried, text, length, is_whole);
        if (other.closed_well >= 2 && is_consistent(&other, is_whole))
            *marks = other.marks;
    }
}
