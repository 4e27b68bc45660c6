#include "import/cell/cell_condition.h"

#include "base/quantity.h"
#include "base/scan.h"

#include <stddef.h>
#include <string.h>

static bool is_word(const char *at, size_t length, const char *word)
{
    size_t same = 0;
    while (same < length && word[same] != '\0' && scan_lower(at[same]) == word[same])
        same++;
    return same == length && word[same] == '\0';
}

static bool is_one_of(const char *at, size_t length, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (is_word(at, length, words[i]))
            return true;
    return false;
}

static const char *next_word(const char *at)
{
    at += strcspn(at, " ");
    return at + strspn(at, " ");
}

const char *import_condition_strip(const char *words)
{
    static const char *const empty[] = {"at", "on", "over", "in", "for", "of"};
    words += strspn(words, " ,;:");
    if (*words == '@')
        return words + 1 + strspn(words + 1, " ");
    const char *rest = next_word(words);
    bool is_empty =
        is_one_of(words, strcspn(words, " "), empty, sizeof empty / sizeof *empty) && *rest != '\0';
    return is_empty ? rest : words;
}

static bool is_preposition(const char *at, size_t length)
{
    static const char *const words[] = {"at",      "on",    "over", "in",   "for",   "with",
                                        "without", "using", "when", "if",   "under", "via",
                                        "w/",      "w/o",   "per",  "each", "by",    "during"};
    return is_one_of(at, length, words, sizeof words / sizeof *words);
}

/* Words that go on with the value itself. */
static bool is_part_of_value(const char *at, size_t length)
{
    static const char *const words[] = {
        "or",        "and",     "to",    "plus",  "minus", "x",      "than",    "of",
        "more",      "less",    "above", "below", "up",    "times",  "from",    "thousand",
        "thousands", "million", "k",     "dozen", "lower", "higher", "greater", "better"};
    return is_one_of(at, length, words, sizeof words / sizeof *words);
}

static bool is_unit(const char *at, size_t length)
{
    char word[SCAN_TEXT_SIZE];
    if (length == 0 || length >= sizeof word || is_word(next_word(at), 4, "band"))
        return false;
    memcpy(word, at, length);
    word[length] = '\0';
    return quantity_unit_find(word) != NULL;
}

const char *import_condition_take(const char *words, bool has_unit)
{
    words += strspn(words, " ");
    size_t length = strcspn(words, " ");
    if (*words == '@')
        return *import_condition_strip(words) != '\0' ? import_condition_strip(words) : NULL;
    if (is_part_of_value(words, length))
        return NULL;
    if (is_preposition(words, length))
        return import_condition_strip(words);
    bool is_words = scan_is_letter(*words) || (unsigned char)*words >= 0x80;
    if (!has_unit || !is_words || is_unit(words, length) || quantity_side_length(words) > 0)
        return NULL;
    return words;
}

static bool is_side_word(const char *at)
{
    return scan_is_letter(*at) && quantity_side_length(at) > 0;
}

/* True when a word of side is the first or the last of a part, parts divided by semicolons. */
static bool has_side(const char *condition)
{
    bool is_first = true;
    for (const char *word = condition; *word != '\0'; word = next_word(word)) {
        size_t length = strcspn(word, " ");
        bool is_last = word[length] == '\0' || word[length - 1] == ';';
        if ((is_first || is_last) && is_side_word(word))
            return true;
        is_first = word[length - 1] == ';';
    }
    return false;
}

const char *import_condition_doubt(const char *condition, bool is_bare, const char *unit)
{
    static const char *const shares[] = {"per", "each", "ea", "apiece"};
    static const char *const sums[] = {"total", "aggregate", "sum", "combined"};
    bool is_of_one = strcmp(unit, "dBm") == 0; /* light is that of one lane or output */
    if (strchr(condition, '?') != NULL)
        return "it has a question mark";
    for (const char *word = condition; *word != '\0'; word = next_word(word)) {
        size_t length = strcspn(word, " ;");
        bool is_share =
            *word == '/' || is_one_of(word, length, shares, sizeof shares / sizeof *shares);
        if (is_share && !is_of_one)
            return "it is a figure per something";
        if (is_of_one && is_one_of(word, length, sums, sizeof sums / sizeof *sums))
            return "it is the sum of several lanes or outputs";
    }
    if (has_side(condition))
        return "min, typ or max stands with the condition";
    if (is_bare && quantity_unit_resembles(condition))
        return "what is in brackets may be a unit";
    return NULL;
}
