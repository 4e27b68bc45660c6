#include "import/csv_dialect.h"

#include <string.h>

enum { SNIFF_RECORDS = 64, SNIFF_COUNT_MAX = 1024 };

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

struct tally {
    size_t records[SNIFF_COUNT_MAX]; /* how many records hold the delimiter so many times */
    size_t record_count;
};

static void tally_record(struct tally *tally, size_t delimiters, bool is_blank)
{
    if (is_blank)
        return;
    tally->records[delimiters < SNIFF_COUNT_MAX ? delimiters : SNIFF_COUNT_MAX - 1]++;
    tally->record_count++;
}

/* Counts `delimiter` in each of the first records, outside quotes. */
static void tally_text(struct tally *tally, const char *text, size_t length, char delimiter,
                       bool is_whole)
{
    size_t delimiters = 0;
    bool is_cell_start = true, is_quoted = false, is_blank = true;
    for (size_t i = 0; i < length && tally->record_count < SNIFF_RECORDS; i++) {
        char c = text[i];
        if (is_quoted) {
            is_quoted = c != '"';
        } else if (c == '"' && (is_cell_start || (i > 0 && text[i - 1] == '"'))) {
            is_quoted = true; /* opens, or is the second of a doubled quote */
            is_cell_start = is_blank = false;
        } else if (c == '\n' || c == '\r') {
            tally_record(tally, delimiters, is_blank);
            delimiters = 0;
            is_cell_start = is_blank = true;
        } else if (c == delimiter) {
            delimiters++;
            is_cell_start = true;
        } else if (c != ' ' && c != '\t') {
            is_cell_start = is_blank = false;
        }
    }
    if (tally->record_count == 0 || (is_whole && tally->record_count < SNIFF_RECORDS))
        tally_record(tally, delimiters, is_blank);
}

char import_csv_sniff(const char *text, size_t length, bool is_whole)
{
    static const char candidates[] = {',', ';', '\t', '|'};
    char best = ',';
    size_t best_records = 0, best_delimiters = 0;
    for (size_t i = 0; i < sizeof candidates; i++) {
        struct tally tally = {0};
        tally_text(&tally, text, length, candidates[i], is_whole);
        size_t records = 0, delimiters = 0;
        for (size_t n = 1; n < SNIFF_COUNT_MAX; n++) {
            if (tally.records[n] > 0 && tally.records[n] >= records) {
                records = tally.records[n];
                delimiters = n;
            }
        }
        if (records > best_records || (records == best_records && delimiters > best_delimiters)) {
            best = candidates[i];
            best_records = records;
            best_delimiters = delimiters;
        }
    }
    return best;
}
