#include "import/pdf/pdf_features.h"

#include "base/scan.h"
#include "import/pdf/pdf_figure.h"
#include "import/pdf/pdf_plain.h"

#include <string.h>

enum { WORDS_MAX = 24, LABEL_WORDS_MAX = 7, WORD_SIZE = 48 };

static const char doubt_feature[] = "the value stands in a list of features, not in a table";

struct feature {
    struct import_pdf_facts *facts;
    const char *section, *place;
    const struct import_pdf_line *line;
    const char *text;             /* one blank between words */
    const char *words[WORDS_MAX]; /* where each starts in `text` */
    size_t count;
};

static size_t word_length(const char *word)
{
    return strcspn(word, " ");
}

static bool is_word(const char *word, const char *what)
{
    char copy[WORD_SIZE];
    size_t length = word_length(word);
    while (length > 0 && strchr(",.;:", word[length - 1]) != NULL)
        length--;
    if (length >= sizeof copy)
        return false;
    memcpy(copy, word, length);
    copy[length] = '\0';
    return scan_same(copy, what);
}

static bool is_any(const char *word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (is_word(word, words[i]))
            return true;
    return false;
}

/* Labels of figures have one of these words; without it the figure means something else. */
static bool names_a_quantity(const char *label)
{
    static const char *const words[] = {
        "power",   "consumption", "dissipation", "temperature", "reach",   "distance",
        "length",  "wavelength",  "rate",        "sensitivity", "budget",  "loss",
        "voltage", "supply",      "bandwidth",   "speed",       "current", "frequency",
        "latency", "throughput",  "weight"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (import_pdf_has_word(label, words[i]))
            return true;
    return false;
}

/* The words from `first` to before `last` in the arena, starting with a capital. */
static char *phrase(struct feature *feature, size_t first, size_t last)
{
    const char *start = feature->words[first];
    const char *end = last < feature->count ? feature->words[last] : start + strlen(start);
    while (end > start && strchr(" :,.;", end[-1]) != NULL)
        end--;
    char *text = arena_strndup(feature->facts->arena, start, (size_t)(end - start));
    if (text != NULL && *text >= 'a' && *text <= 'z')
        *text = (char)(*text - 'a' + 'A');
    return text;
}

static bool enter(struct feature *feature, const char *label, const char *value)
{
    struct import_pdf_entry entry = {.label = label,
                                     .section = feature->section,
                                     .condition = "",
                                     .value = value,
                                     .unit = "",
                                     .place = feature->place,
                                     .doubt = doubt_feature,
                                     .spot = {feature->line, 0},
                                     .is_weak = true};
    return import_pdf_facts_enter(feature->facts, &entry);
}

static bool is_figure(struct feature *feature, const char *text, bool *is_good)
{
    struct import_pdf_figure figure;
    *is_good = import_pdf_figure_read(&figure, feature->facts->arena, text, "", IMPORT_PDF_ANY);
    return *is_good && figure.is_number && figure.has_unit;
}

/* "Label < 14 W", "Label: 0 to 70 C", "Label of 12 W max". True when it was one. */
static bool read_label_first(struct feature *feature, bool *is_good)
{
    static const char *const glue[] = {"of",  "is",   "from", "range", "at",  "as",
                                       "low", "than", "to",   "less",  "only"};
    for (size_t i = 1; i < feature->count && i <= LABEL_WORDS_MAX + 1; i++) {
        const char *value = feature->words[i];
        size_t last = i;
        if (!is_figure(feature, value, is_good)) {
            if (!*is_good)
                return false;
            continue;
        }
        while (last > 1 && (is_any(feature->words[last - 1], glue, sizeof glue / sizeof *glue) &&
                            !is_word(feature->words[last - 1], "range")))
            last--;
        static const char *const open_ends[] = {"in", "with", "by", "on", "and", "for", "using"};
        if (is_any(feature->words[last - 1], open_ends, sizeof open_ends / sizeof *open_ends))
            return false;
        const char *label = phrase(feature, 0, last);
        *is_good = label != NULL;
        if (label == NULL || !names_a_quantity(label) || strpbrk(label, "0123456789") != NULL)
            return false;
        *is_good = enter(feature, label, value);
        return true;
    }
    return false;
}

/* "Up to 2 km reach on SMF", "Single 3.3 V power supply". True when it was one. */
static bool read_figure_first(struct feature *feature, bool *is_good)
{
    static const char *const before[] = {"single", "supports", "aggregate", "total", "support"};
    static const char *const behind[] = {"on",   "over", "via", "through",
                                         "with", "for",  "in",  "using"};
    size_t first = is_any(feature->words[0], before, sizeof before / sizeof *before), end = 0;
    for (size_t last = first + 1; last < feature->count && last <= first + 6; last++) {
        const char *value = phrase(feature, first, last);
        *is_good = value != NULL;
        if (value != NULL && is_figure(feature, value, is_good))
            end = last;
        if (!*is_good)
            return false;
    }
    if (end == 0)
        return false;
    size_t last = end;
    while (last < feature->count &&
           !is_any(feature->words[last], behind, sizeof behind / sizeof *behind))
        last++;
    const char *value = phrase(feature, first, end);
    const char *label = last > end ? phrase(feature, end, last) : "Reach";
    *is_good = value != NULL && label != NULL;
    if (!*is_good)
        return false;
    bool is_reach = last == end && (import_pdf_has_word(feature->text, "fiber") ||
                                    import_pdf_has_word(feature->text, "fibre") ||
                                    import_pdf_has_word(feature->text, "smf") ||
                                    import_pdf_has_word(feature->text, "mmf"));
    if (!is_reach && (last == end || !names_a_quantity(label) || last - end > 4))
        return false;
    *is_good = enter(feature, label, value);
    return true;
}

/* "Dual duplex LC connector", "Hot-pluggable OSFP form factor", "PAM4 modulation". */
static bool read_kind(struct feature *feature)
{
    size_t last = feature->count - 1, first = 0;
    const char *label = NULL;
    if (feature->count < 2 || feature->count > 6)
        return true;
    if (is_word(feature->words[last], "connector") || is_word(feature->words[last], "connectors")) {
        label = "Connector";
    } else if (is_word(feature->words[last], "modulation")) {
        label = "Modulation";
    } else if (feature->count > 2 && is_word(feature->words[last], "factor") &&
               is_word(feature->words[last - 1], "form")) {
        label = "Form factor";
        last--;
        first = last - 1;
    }
    if (label == NULL || last == first)
        return true;
    const char *value = phrase(feature, first, last);
    return value != NULL && enter(feature, label, value);
}

bool import_pdf_features_read(struct import_pdf_facts *facts, const struct import_pdf_line *line,
                              const char *section, const char *text)
{
    struct feature feature = {.facts = facts,
                              .section = section,
                              .place = import_pdf_facts_place(facts->arena, line->page, text),
                              .line = line};
    feature.text = import_pdf_plain(facts->arena, text);
    if (feature.text == NULL || feature.place == NULL)
        return false;
    for (const char *at = feature.text; *at != '\0' && feature.count < WORDS_MAX;) {
        feature.words[feature.count++] = at;
        at += word_length(at);
        at += *at == ' ';
    }
    bool is_good = true;
    if (feature.count < 2 || read_label_first(&feature, &is_good) || !is_good)
        return is_good;
    if (read_figure_first(&feature, &is_good) || !is_good)
        return is_good;
    return read_kind(&feature);
}
