#include "import/pdf/pdf_facts.h"

#include "base/scan.h"
#include "base/utf8.h"
#include "import/pdf/pdf_figure.h"
#include "import/pdf/pdf_plain.h"

#include <string.h>

enum { PLACE_BYTES_MAX = 200, LABEL_BYTES_MAX = 140, VALUE_BYTES_MAX = 400, PART_WORDS_MAX = 3 };

bool import_pdf_facts_add(struct import_pdf_facts *facts, const struct import_pdf_fact *fact)
{
    if (facts->count == IMPORT_PDF_FACTS_MAX)
        return true;
    struct import_pdf_fact *grown =
        arena_grow(facts->arena, facts->items, facts->count, sizeof *grown);
    if (grown == NULL)
        return false;
    facts->items = grown;
    facts->items[facts->count++] = *fact;
    return true;
}

bool import_pdf_facts_add_part(struct import_pdf_facts *facts, const struct import_pdf_name *part)
{
    for (size_t i = 0; i < facts->part_count; i++) {
        if (strcmp(facts->parts[i].text, part->text) != 0)
            continue;
        if (part->rank < facts->parts[i].rank)
            facts->parts[i] = *part;
        return true;
    }
    if (facts->part_count == IMPORT_PDF_PARTS_MAX)
        return true;
    struct import_pdf_name *grown =
        arena_grow(facts->arena, facts->parts, facts->part_count, sizeof *grown);
    if (grown == NULL)
        return false;
    facts->parts = grown;
    facts->parts[facts->part_count++] = *part;
    return true;
}

void import_pdf_facts_set_maker(struct import_pdf_facts *facts, const struct import_pdf_name *maker)
{
    if (facts->maker.text == NULL || maker->rank < facts->maker.rank)
        facts->maker = *maker;
}

const char *import_pdf_facts_place(struct arena *arena, size_t page, const char *text)
{
    char *place = arena_printf(arena, "page %zu: %s", page, text);
    if (place == NULL || strlen(place) <= PLACE_BYTES_MAX)
        return place;
    size_t end = PLACE_BYTES_MAX;
    while (end > 0 && ((unsigned char)place[end] & 0xc0) == 0x80)
        end--;
    place[end] = '\0';
    return place;
}

/* ---- part numbers and makers by their labels ---- */

/* The rank of a label that announces a part number, IMPORT_PDF_RANK_TITLE when it does not. */
static unsigned part_rank(const char *label)
{
    char key[IMPORT_PDF_KEY_SIZE];
    import_pdf_key(key, label);
    if (import_pdf_role_of(label) != IMPORT_PDF_PART)
        return IMPORT_PDF_RANK_TITLE;
    bool is_model = strstr(key, "model") != NULL || strcmp(key, "type designation") == 0 ||
                    strcmp(key, "pid") == 0 || strcmp(key, "product id") == 0 ||
                    strcmp(key, "part") == 0 || strcmp(key, "type number") == 0;
    return is_model ? IMPORT_PDF_RANK_MODEL : IMPORT_PDF_RANK_ORDER;
}

static bool is_maker_label(const char *label)
{
    static const char *const labels[] = {
        "manufacturer", "manufactured by",   "maker",   "vendor",  "vendor name",
        "brand",        "manufacturer name", "made by", "company", "brand name"};
    char key[IMPORT_PDF_KEY_SIZE];
    import_pdf_key(key, label);
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (strcmp(key, labels[i]) == 0)
            return true;
    return false;
}

/* "EX-1, EX-2" and "EX-1 / EX-2" are two; "EX 800 A" is one that is not sure; "see below" none. */
static bool add_parts(struct import_pdf_facts *facts, const struct import_pdf_entry *entry,
                      unsigned rank)
{
    struct import_pdf_name part = {
        .place = entry->place, .doubt = entry->doubt, .rank = rank, .spot = entry->spot};
    size_t words = 0, parts = 0;
    for (const char *at = entry->value; *at != '\0';) {
        at += strspn(at, " ,;");
        size_t length = strcspn(at, " ,;");
        const char *word = arena_strndup(facts->arena, at, length);
        if (word == NULL)
            return false;
        at += length;
        if (length == 0 || strcmp(word, "/") == 0 || scan_same(word, "or") ||
            scan_same(word, "and"))
            continue;
        words++;
        parts += import_pdf_is_part(word);
    }
    size_t first_length = strcspn(entry->value, " ");
    if (parts < words && strncmp(entry->value + first_length, " (", 2) == 0) {
        part.text = arena_strndup(facts->arena, entry->value, first_length);
        part.doubt = "other words stand beside the part number";
        return part.text != NULL &&
               (!import_pdf_is_part(part.text) || import_pdf_facts_add_part(facts, &part));
    }
    if (words == 0 || (parts < words && (words > PART_WORDS_MAX || parts == 0)) ||
        strlen(entry->value) > LABEL_BYTES_MAX)
        return true;
    if (parts < words) {
        part.text = entry->value;
        part.doubt = "the part number has blanks: compare it with the document";
        return import_pdf_facts_add_part(facts, &part);
    }
    for (const char *at = entry->value; *at != '\0';) {
        at += strspn(at, " ,;");
        size_t length = strcspn(at, " ,;");
        part.text = arena_strndup(facts->arena, at, length);
        at += length;
        if (part.text == NULL)
            return false;
        if (import_pdf_is_part(part.text) && !import_pdf_facts_add_part(facts, &part))
            return false;
    }
    return true;
}

/* ---- labels ---- */

/* Words that count things, or are ratios, have no unit to miss. */
static bool needs_no_unit(const char *label)
{
    static const char *const words[] = {"number", "count",      "lanes",  "channels", "fibers",
                                        "fibres", "ports",      "ratio",  "rate",     "ber",
                                        "class",  "version",    "factor", "quantity", "outputs",
                                        "inputs", "lasers",     "index",  "cores",    "wavelengths",
                                        "radix",  "generation", "cycles", "revision", "no"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (import_pdf_has_word(label, words[i]))
            return true;
    return false;
}

/* The label without colon, leaders and the figure of a footnote: "dissipation2" is no word. */
static const char *clean_label(struct arena *arena, const char *text)
{
    const char *clean = import_pdf_plain(arena, text);
    if (clean == NULL)
        return NULL;
    size_t length = strlen(clean);
    while (length > 0 && (strchr(": ", clean[length - 1]) != NULL ||
                          (clean[length - 1] == '.' && length > 1 &&
                           (clean[length - 2] == '.' || clean[length - 2] == ' '))))
        length--;
    size_t small = 0;
    while (length > small + 1 && clean[length - 2 - small] >= 'a' &&
           clean[length - 2 - small] <= 'z')
        small++;
    if (length > 1 && scan_is_digit(clean[length - 1]) && small >= 4)
        length--;
    return arena_strndup(arena, clean, length);
}

static bool is_sound_label(const char *label)
{
    size_t length = strlen(label), letters = 0;
    for (size_t i = 0; i < length; i++)
        letters += scan_is_letter(label[i]) || ((unsigned char)label[i] & 0x80) != 0;
    return letters >= 2 && length <= LABEL_BYTES_MAX && strchr(label, '@') == NULL &&
           strstr(label, "http") == NULL && strstr(label, "www.") == NULL &&
           strcmp(label, "Note") != 0 && strcmp(label, "Notes") != 0;
}

/* "ER >= 4.5 dB" alone says when a value holds, not what it is. */
static bool is_condition(const char *label)
{
    return import_pdf_is_comparison(label) && strchr(label, '(') == NULL;
}

/* ---- one label and its value ---- */

static bool read_value(struct import_pdf_figure *figure, struct arena *arena,
                       const struct import_pdf_entry *entry, const char *label, const char *unit)
{
    if (entry->value == NULL)
        return import_pdf_figure_limits(figure, arena, entry->min, entry->typ, entry->max, unit);
    return import_pdf_figure_read(figure, arena, entry->value, unit, import_pdf_figure_side(label));
}

static const char *in_brackets(struct arena *arena, const char *label, const char *remark)
{
    return strstr(label, remark) != NULL ? label : arena_printf(arena, "%s (%s)", label, remark);
}

static bool is_short(const char *text)
{
    size_t blanks = 0;
    for (; *text != '\0'; text++)
        blanks += *text == ' ';
    return blanks < 5;
}

bool import_pdf_facts_enter(struct import_pdf_facts *facts, const struct import_pdf_entry *entry)
{
    struct arena *arena = facts->arena;
    const char *label = clean_label(arena, entry->label), *unit = entry->unit, *own;
    size_t length, unit_length;
    struct import_pdf_figure figure;
    if (label == NULL)
        return false;
    unsigned rank = part_rank(label);
    if (entry->value != NULL && rank != IMPORT_PDF_RANK_TITLE && entry->part == NULL)
        return add_parts(facts, entry, rank);
    if (entry->value != NULL && is_maker_label(label)) {
        const char *text = import_pdf_plain(arena, entry->value);
        struct import_pdf_name maker = {.text = text,
                                        .place = entry->place,
                                        .doubt = entry->doubt,
                                        .rank = entry->doubt != NULL};
        if (text != NULL && *text != '\0')
            import_pdf_facts_set_maker(facts, &maker);
        return text != NULL;
    }
    if (import_pdf_split_unit(label, &length, &own, &unit_length)) {
        unit = *unit == '\0' ? arena_strndup(arena, own, unit_length) : unit;
        label = arena_strndup(arena, label, length);
        if (unit == NULL || label == NULL)
            return false;
    }
    if (!is_sound_label(label) || import_pdf_is_part_surely(label))
        return true;
    if (!read_value(&figure, arena, entry, label, unit))
        return false;
    if (figure.text == NULL || strlen(figure.text) > VALUE_BYTES_MAX)
        return true;
    struct import_pdf_fact fact = {.section = entry->section,
                                   .condition = entry->condition,
                                   .part = entry->part,
                                   .value = figure.text,
                                   .place = entry->place,
                                   .spot = entry->spot,
                                   .doubt = entry->doubt != NULL ? entry->doubt : figure.doubt,
                                   .is_weak = entry->is_weak,
                                   .has_groups = figure.has_groups};
    fact.is_absolute = import_pdf_has_word(entry->section, "absolute maximum") ||
                       import_pdf_has_word(entry->section, "absolute max");
    if (figure.remark != NULL && import_pdf_is_mode(figure.remark) && is_short(figure.remark))
        label = in_brackets(arena, label, figure.remark);
    else if (figure.remark != NULL && !import_pdf_is_harmless(figure.remark) && fact.doubt == NULL)
        fact.doubt = arena_printf(arena, "the value stands with the remark \"%s\"", figure.remark);
    if (*entry->condition != '\0' && import_pdf_is_mode(entry->condition) &&
        is_short(entry->condition))
        label = in_brackets(arena, label, entry->condition);
    if (label != NULL && entry->mode != NULL && *entry->mode != '\0')
        label = arena_printf(arena, "%s (%s)", label, entry->mode);
    if (label == NULL)
        return false;
    if (is_condition(label) && fact.doubt == NULL)
        fact.doubt = "the label is a condition: of what cannot be told";
    if (figure.is_number && !figure.has_unit && fact.doubt == NULL && !needs_no_unit(label))
        fact.doubt = "no unit is given for the figure";
    fact.label = label;
    return import_pdf_facts_add(facts, &fact);
}
