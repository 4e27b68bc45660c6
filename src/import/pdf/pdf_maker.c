#include "import/pdf/pdf_maker.h"

#include "base/scan.h"
#include "import/pdf/pdf_title.h"

#include <stdio.h>
#include <string.h>

enum {
    NAME_WORDS_MAX = 6,
    NAME_SIZE = 120,
    CANDIDATES_MAX = 16,
    RANK_COPYRIGHT = 2,
    RANK_HEAD = 3
};

static const char *const company_ends[] = {
    "inc", "ltd", "gmbh",    "corp",    "corporation", "co",  "llc",         "ag", "kk",
    "bv",  "b.v", "limited", "plc",     "sa",          "s.a", "ab",          "oy", "as",
    "nv",  "pte", "srl",     "company", "group",       "sas", "incorporated"};
static const char *const abbreviations[] = {"inc", "ltd", "co", "corp", "s.a", "b.v", "pte"};
static const char *const company_words[] = {
    "photonics",      "optics",           "optical",      "networks",
    "semiconductor",  "technologies",     "technology",   "systems",
    "communications", "electronics",      "lasertec",     "lasers",
    "semiconductors", "microelectronics", "interconnect", "lightwave"};
static const char *const product_words[] = {"transceiver",
                                            "transceivers",
                                            "module",
                                            "modules",
                                            "datasheet",
                                            "sheet",
                                            "specification",
                                            "preliminary",
                                            "product",
                                            "page",
                                            "cable",
                                            "cables",
                                            "family",
                                            "characteristics",
                                            "specifications",
                                            "guide",
                                            "the",
                                            "unit",
                                            "co-packaged",
                                            "linear",
                                            "pluggable",
                                            "optical transceiver",
                                            "engine",
                                            "features",
                                            "network",
                                            "silicon photonics"};

static bool is_among(const char *word, const char *const *words, size_t count)
{
    char copy[NAME_SIZE];
    size_t length = strlen(word);
    while (length > 0 && strchr(".,;", word[length - 1]) != NULL)
        length--;
    if (length >= sizeof copy)
        return false;
    memcpy(copy, word, length);
    copy[length] = '\0';
    for (size_t i = 0; i < count; i++)
        if (scan_same(copy, words[i]))
            return true;
    return false;
}

static bool is_company_end(const char *word)
{
    return is_among(word, company_ends, sizeof company_ends / sizeof *company_ends);
}

static bool is_year(const char *word)
{
    return strspn(word, "0123456789") >= 4 || (scan_is_digit(*word) && strchr(word, '-') != NULL);
}

/* The name that starts at word `at` of a copyright line; false when none does. */
static bool read_name(char out[NAME_SIZE], const struct import_pdf_line *line, size_t at)
{
    size_t used = 0, words = 0;
    out[0] = '\0';
    for (; at < line->count && words < NAME_WORDS_MAX; at++, words++) {
        const char *word = line->words[at].text;
        size_t length = strlen(word);
        bool is_capital = (*word >= 'A' && *word <= 'Z') || (unsigned char)*word >= 0xc3 ||
                          strcmp(word, "&") == 0 || strcmp(word, "of") == 0;
        if (!is_capital || (unsigned char)*word == 0xe2 || used + length + 2 > NAME_SIZE ||
            scan_same(word, "All") || scan_same(word, "Rights"))
            break;
        if (used > 0)
            out[used++] = ' ';
        memcpy(out + used, word, length + 1);
        used += length;
        bool is_end = word[length - 1] == '.' || word[length - 1] == ',';
        bool has_more = at + 1 < line->count && is_company_end(line->words[at + 1].text);
        if (is_end && !has_more && !is_company_end(word)) {
            out[--used] = '\0';
            break;
        }
        if (is_company_end(word) && !has_more) {
            if (is_end &&
                !is_among(word, abbreviations, sizeof abbreviations / sizeof *abbreviations))
                out[--used] = '\0';
            break;
        }
    }
    while (used > 0 && strchr(",;", out[used - 1]) != NULL)
        out[--used] = '\0';
    return used > 2;
}

/* "(c) 2025 Acme Photonics, Inc. All rights reserved". */
static bool read_copyright(char out[NAME_SIZE], const struct import_pdf_line *line)
{
    for (size_t i = 0; i < line->count; i++) {
        const char *word = line->words[i].text;
        bool is_sign = strncmp(word, "\xc2\xa9", 2) == 0 || scan_same(word, "(c)");
        if (!is_sign && !scan_same(word, "copyright"))
            continue;
        size_t at = i + 1;
        while (at < line->count &&
               (is_year(line->words[at].text) || strlen(line->words[at].text) == 1 ||
                strncmp(line->words[at].text, "\xc2\xa9", 2) == 0 ||
                strncmp(line->words[at].text, "\xe2\x80\x93", 3) == 0 ||
                scan_same(line->words[at].text, "(c)") || scan_same(line->words[at].text, "by") ||
                scan_same(line->words[at].text, "copyright")))
            at++;
        if (read_name(out, line, at))
            return true;
    }
    return false;
}

/* What parts the pieces of a letterhead: bars, dashes, dots. */
static bool is_divider(const char *word)
{
    return strcmp(word, "|") == 0 || strcmp(word, "-") == 0 || strcmp(word, "/") == 0 ||
           strncmp(word, "\xe2\x80\x93", 3) == 0 || strncmp(word, "\xe2\x80\x94", 3) == 0 ||
           strncmp(word, "\xe2\x80\xa2", 3) == 0 || strncmp(word, "\xc2\xb7", 2) == 0;
}

/* A short run of capitalised words with a word of the trade, and none of products. */
static bool read_letterhead(char out[NAME_SIZE], const struct import_pdf_line *line,
                            const struct import_pdf_run *run)
{
    size_t used = 0, words = 0;
    bool is_company = false;
    for (size_t i = 0; i < run->count; i++) {
        const char *word = line->words[run->first + i].text;
        size_t length = strlen(word);
        if (is_divider(word))
            break;
        if (*word < 'A' || *word > 'Z' || used + length + 2 > NAME_SIZE ||
            strpbrk(word, "0123456789:") != NULL ||
            is_among(word, product_words, sizeof product_words / sizeof *product_words))
            return false;
        if (used > 0)
            out[used++] = ' ';
        memcpy(out + used, word, length + 1);
        used += length;
        words++;
        bool has_more = i + 1 < run->count && is_company_end(line->words[run->first + i + 1].text);
        if (words > 1 && is_company_end(word) && !has_more)
            return words <= NAME_WORDS_MAX + 2;
        is_company = is_company || (words > 1 && is_company_end(word)) ||
                     is_among(word, company_words, sizeof company_words / sizeof *company_words);
    }
    return is_company && words >= 2 && words <= NAME_WORDS_MAX;
}

/* Bytes of the name without its "Inc.", "Co., Ltd." ... */
static size_t core_length(const char *name)
{
    size_t length = strlen(name);
    for (;;) {
        size_t word = length;
        while (word > 0 && name[word - 1] != ' ')
            word--;
        if (word == 0 || !is_company_end(name + word))
            break;
        length = word - 1;
        while (length > 0 && strchr(" ,", name[length - 1]) != NULL)
            length--;
    }
    return length;
}

/* Whether the words from `at` on begin with the text. */
static bool begins_with(const struct import_pdf_line *line, size_t at, const char *text)
{
    for (; *text != '\0' && at < line->count; at++) {
        const char *word = line->words[at].text;
        for (; *text != '\0' && scan_lower(*text) == scan_lower(*word); word++)
            text++;
        bool is_whole = strspn(word, ".,;:)") == strlen(word);
        if (*text == '\0' || !is_whole)
            return *text == '\0' && is_whole;
        text += strspn(text, ".,; ");
    }
    return *text == '\0';
}

/* True when a line that claims no copyright has the name too: what two places of a document say is
 * believed. */
static bool is_said_again(const struct import_pdf_lines *lines, const char *name)
{
    char core[NAME_SIZE], other[NAME_SIZE];
    snprintf(core, sizeof core, "%.*s", (int)core_length(name), name);
    for (size_t i = 0; i < lines->count; i++) {
        const struct import_pdf_line *line = &lines->items[i];
        bool is_claim = read_copyright(other, line);
        for (size_t at = 0; !is_claim && at < line->count; at++)
            if (begins_with(line, at, core))
                return true;
    }
    return false;
}

static bool set_maker(struct import_pdf_facts *facts, const struct import_pdf_line *line,
                      const char *name, unsigned rank, const char *doubt)
{
    const char *text = import_pdf_line_dup(facts->arena, line);
    struct import_pdf_name maker = {
        .text = arena_strdup(facts->arena, name), .doubt = doubt, .rank = rank};
    if (text == NULL || maker.text == NULL)
        return false;
    maker.place = import_pdf_facts_place(facts->arena, line->page, text);
    import_pdf_facts_set_maker(facts, &maker);
    return maker.place != NULL;
}

static bool guess_maker(struct import_pdf_facts *facts, const struct import_pdf_lines *lines)
{
    char name[NAME_SIZE];
    for (size_t i = 0; i < lines->count && facts->maker.text == NULL; i++)
        if (read_copyright(name, &lines->items[i]) &&
            !set_maker(facts, &lines->items[i], name, RANK_COPYRIGHT,
                       is_said_again(lines, name) ? NULL
                                                  : "the maker was read from a copyright line"))
            return false;
    for (size_t i = 0; i < lines->count && facts->maker.text == NULL; i++) {
        const struct import_pdf_line *line = &lines->items[i];
        bool is_head = line->is_repeated || line->page_y < 0.25 || line->page_y > 0.9;
        for (size_t at = 0; is_head && line->page <= 2 && at < line->count;) {
            struct import_pdf_run run = import_pdf_line_run(line, at, 1.0);
            for (size_t k = 1; k < run.count; k++)
                if (is_divider(line->words[at + k].text))
                    run.count = k + 1;
            at += run.count;
            if (facts->maker.text == NULL && read_letterhead(name, line, &run) &&
                !set_maker(facts, line, name, RANK_HEAD, "the maker was read from a letterhead"))
                return false;
        }
    }
    return true;
}

/* ---- part numbers of titles ---- */

struct candidate {
    const char *text;
    const struct import_pdf_line *line;
    size_t count;
};

static const char *bare_word(struct arena *arena, const char *word)
{
    size_t length = strlen(word);
    while (length > 0 && strchr(".,;:)", word[length - 1]) != NULL)
        length--;
    while (*word == '(')
        word++, length--;
    return arena_strndup(arena, word, length);
}

/* Words like part numbers in large letters, in heads and feet, or above all else on page 1. */
static bool guess_part(struct import_pdf_facts *facts, const struct import_pdf_lines *lines)
{
    struct candidate candidates[CANDIDATES_MAX], *best = NULL;
    size_t count = 0;
    double largest = import_pdf_largest_letters(lines);
    for (size_t i = 0; i < lines->count; i++) {
        const struct import_pdf_line *line = &lines->items[i];
        bool is_title =
            import_pdf_is_title(line, largest) || (line->page == 1 && line->page_y < 0.2);
        for (size_t k = 0; (is_title || line->is_repeated) && k < line->count; k++) {
            const char *word = bare_word(facts->arena, line->words[k].text);
            size_t at = 0;
            if (word == NULL)
                return false;
            if (!import_pdf_is_part_surely(word))
                continue;
            while (at < count && strcmp(candidates[at].text, word) != 0)
                at++;
            if (at == count && count < CANDIDATES_MAX)
                candidates[count++] = (struct candidate){word, line, 0};
            if (at < count)
                candidates[at].count++;
        }
    }
    for (size_t i = 0; i < count; i++)
        if (best == NULL || candidates[i].count > best->count)
            best = &candidates[i];
    for (size_t i = 0; i < count; i++) /* which of several it is cannot be told */
        if (best != &candidates[i] && candidates[i].count == best->count)
            return true;
    if (best == NULL)
        return true;
    const char *text = import_pdf_line_dup(facts->arena, best->line);
    struct import_pdf_name part = {.text = best->text,
                                   .doubt = "the part number was read from a title",
                                   .rank = IMPORT_PDF_RANK_TITLE};
    part.place = text != NULL ? import_pdf_facts_place(facts->arena, best->line->page, text) : NULL;
    return part.place != NULL && import_pdf_facts_add_part(facts, &part);
}

bool import_pdf_maker_guess(struct import_pdf_facts *facts, const struct import_pdf_lines *lines)
{
    return (facts->maker.text != NULL || guess_maker(facts, lines)) &&
           (facts->part_count > 0 || guess_part(facts, lines));
}
