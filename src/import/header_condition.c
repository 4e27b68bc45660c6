#include "base/scan.h"
#include "import/header.h"

#include <string.h>

/* Beside these a figure is another one, even with "70 C" beside it. */
static const char *const other_words[] = {
    "storage", "standby",  "stand-by",  "sleep",   "idle",     "off",      "absolute",
    "damage",  "survival", "shipping",  "inrush",  "overload", "stressed", "optical",
    "supply",  "tec",      "heater",    "monitor", "junction", "chip",     "non-operating",
    "non",     "without",  "no",        "low",     "not",      "total",    "input",
    "output",  "peak",     "saturation"};

/* Alone these say enough; others need a figure beside them. */
static const char *const known_words[] = {
    "each", "per",      "lane",    "lanes", "channel", "of",    "any",         "mode",
    "oma",  "case",     "average", "outer", "full",    "load",  "transmitter", "tx",
    "avg",  "omaouter", "normal",  "at",    "the",     "over",  "module",      "smf",
    "mmf",  "pm",       "sm",      "mm",    "fiber",   "fibre", "on",          "operating"};

static bool is_among(const char *word, size_t length, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t k = 0;
        while (k < length && scan_lower(word[k]) == words[i][k])
            k++;
        if (k == length && words[i][k] == '\0')
            return true;
    }
    return false;
}

bool import_header_is_condition(const char *text)
{
    static const char gaps[] = " ,;:()[]";
    bool has_figure = false, all_known = true;
    for (text += strspn(text, gaps); *text != '\0'; text += strspn(text, gaps)) {
        size_t length = strcspn(text, gaps);
        if (is_among(text, length, other_words, sizeof other_words / sizeof *other_words))
            return false;
        has_figure |= strcspn(text, "0123456789") < length;
        all_known &= is_among(text, length, known_words, sizeof known_words / sizeof *known_words);
        text += length;
    }
    return has_figure || all_known;
}
