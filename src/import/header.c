#include "import/header.h"

#include "base/money.h"
#include "base/quantity.h"
#include "base/scan.h"

#include <stdio.h>
#include <string.h>

enum { WORDS_MAX = 24 };

struct word {
    const char *at;
    size_t length;
};

struct words {
    struct word items[WORDS_MAX];
    size_t first, end; /* those in use */
};

/* What the words around a name say. */
struct remarks {
    enum import_side side;
    const struct quantity_unit *unit;
    char currency[4]; /* "" for none */
};

/* Letters in lower case, digits, '#', '%' and what is not ASCII count; the rest is spacing. */
static char key_char(const char **at, const char *end)
{
    for (; *at < end; (*at)++) {
        char c = **at;
        if (scan_is_letter(c) || scan_is_digit(c) || c == '#' || c == '%' || (c & 0x80) != 0) {
            (*at)++;
            return scan_lower(c);
        }
    }
    return '\0';
}

/* What counts of a text; `key` has room for all of it. */
static void write_key(char *key, const char *text, size_t length)
{
    const char *end = text + length;
    while ((*key++ = key_char(&text, end)) != '\0')
        continue;
}

static bool has_key(const char *text, size_t length, const char *key)
{
    const char *end = text + length;
    while (key_char(&text, end) == *key)
        if (*key++ == '\0')
            return true;
    return false;
}

static bool has_name(const struct import_attribute *attribute, const char *key)
{
    return has_key(attribute->name, strlen(attribute->name), key);
}

/* The position of the synonym from 1, 0 for none. */
static size_t find_synonym(const struct import_attribute *attribute, const char *key)
{
    size_t rank = 1;
    for (const char *synonym = attribute->synonyms; *synonym != '\0'; rank++) {
        size_t length = strcspn(synonym, "|");
        if (length > 0 && has_key(synonym, length, key))
            return rank;
        synonym += length + (synonym[length] == '|');
    }
    return 0;
}

/* A name is stronger than any synonym. */
static const struct import_attribute *find(const struct import_class *record_class,
                                           const char *name, size_t length)
{
    char key[SCAN_TEXT_SIZE];
    write_key(key, name, length);
    if (key[0] == '\0')
        return NULL;
    for (size_t i = 0; i < record_class->attribute_count; i++)
        if (has_name(&record_class->attributes[i], key))
            return &record_class->attributes[i];
    for (size_t i = 0; i < record_class->attribute_count; i++)
        if (find_synonym(&record_class->attributes[i], key) > 0)
            return &record_class->attributes[i];
    return NULL;
}

static enum import_side side_of(struct word word)
{
    static const struct {
        const char *word;
        enum import_side side;
    } sides[] = {
        {"min", IMPORT_SIDE_MIN},     {"minimum", IMPORT_SIDE_MIN}, {"typ", IMPORT_SIDE_TYP},
        {"typical", IMPORT_SIDE_TYP}, {"nom", IMPORT_SIDE_TYP},     {"nominal", IMPORT_SIDE_TYP},
        {"max", IMPORT_SIDE_MAX},     {"maximum", IMPORT_SIDE_MAX},
    };
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
        if (has_key(word.at, word.length, sides[i].word))
            return sides[i].side;
    return IMPORT_SIDE_ANY;
}

/* Takes a unit or a currency into the remarks; false when the word is neither. */
static bool take_unit(struct remarks *remarks, struct word word)
{
    char text[SCAN_TEXT_SIZE];
    if (remarks->unit != NULL || remarks->currency[0] != '\0')
        return false;
    snprintf(text, sizeof text, "%.*s", (int)word.length, word.at);
    money_currency_find(remarks->currency, text);
    remarks->unit = quantity_unit_find(text);
    return remarks->unit != NULL || remarks->currency[0] != '\0';
}

static bool take_side(struct remarks *remarks, struct word word)
{
    enum import_side side = side_of(word);
    if (side == IMPORT_SIDE_ANY || remarks->side != IMPORT_SIDE_ANY)
        return false;
    remarks->side = side;
    return true;
}

static void split_words(struct words *words, const char *text, size_t length)
{
    static const char gaps[] = " _,:;.-";
    const char *end = text + length;
    *words = (struct words){0};
    for (;;) {
        text += strspn(text, gaps);
        if (text >= end || words->end == WORDS_MAX)
            return;
        size_t word = strcspn(text, gaps), left = (size_t)(end - text);
        words->items[words->end++] = (struct word){text, word < left ? word : left};
        text += word;
    }
}

/* Reads "(W)", "[mW, max]" and blanks it out of `name`; false when it holds anything else. */
static bool take_bracket(struct remarks *remarks, char *name)
{
    char *open = strpbrk(name, "([");
    if (open == NULL)
        return true;
    char *close = strchr(open, *open == '(' ? ')' : ']');
    if (close == NULL)
        return false;
    const char *at = open + 1;
    while (at < close) {
        at += strspn(at, " ,;");
        struct word part = {at, strcspn(at, ",;)]")};
        at += part.length;
        while (part.length > 0 && part.at[part.length - 1] == ' ')
            part.length--;
        if (part.length > 0 && !take_side(remarks, part) && !take_unit(remarks, part))
            return false;
        if (part.length == 0 && at < close)
            at++;
    }
    memset(open, ' ', (size_t)(close - open) + 1);
    return strpbrk(name, "([)]") == NULL;
}

static bool accepts_side(const struct import_attribute *attribute, enum import_side side)
{
    return side == IMPORT_SIDE_ANY || attribute->kind == IMPORT_REAL;
}

static bool accepts_unit(const struct import_attribute *attribute, const struct remarks *remarks)
{
    if (remarks->currency[0] != '\0' && attribute->kind == IMPORT_MONEY)
        return true;
    if (remarks->unit == NULL)
        return remarks->currency[0] == '\0';
    const struct quantity_unit *own = quantity_unit_find(attribute->unit);
    bool converts = own != NULL && quantity_unit_converts(remarks->unit, own);
    if (attribute->kind == IMPORT_INTEGER || attribute->kind == IMPORT_MONEY)
        return converts || strcmp(remarks->unit->quantity, "count") == 0; /* "price (each)" */
    return attribute->kind == IMPORT_REAL && converts;
}

/* "Burn-in (min)": in brackets, for a time, the word is minutes and not a side. */
static void settle_minutes(struct remarks *remarks, const struct import_attribute *attribute)
{
    const struct quantity_unit *own = quantity_unit_find(attribute->unit);
    if (remarks->side == IMPORT_SIDE_MIN && remarks->unit == NULL && own != NULL &&
        strcmp(own->quantity, "time") == 0) {
        remarks->side = IMPORT_SIDE_ANY;
        remarks->unit = quantity_unit_find("min");
    }
}

/* `name` is the one that the attribute was found by. */
static struct import_header result(const struct import_attribute *attribute, const char *name,
                                   size_t length, const struct remarks *remarks)
{
    struct import_header out = {.attribute = attribute, .side = remarks->side};
    char key[SCAN_TEXT_SIZE];
    write_key(key, name, length);
    out.rank = has_name(attribute, key) ? 0 : find_synonym(attribute, key);
    out.is_unit_wrong = !accepts_unit(attribute, remarks);
    const char *unit = remarks->unit != NULL ? remarks->unit->symbol : "";
    if (remarks->unit == NULL || (attribute->kind == IMPORT_MONEY && !out.is_unit_wrong))
        unit = remarks->currency;
    snprintf(out.unit, sizeof out.unit, "%s", unit);
    return out;
}

/* A synonym may itself say which side it means: "max power". */
static enum import_side side_of_name(const struct import_attribute *attribute, const char *name,
                                     size_t length)
{
    struct words words;
    char key[SCAN_TEXT_SIZE];
    split_words(&words, name, length);
    write_key(key, name, length);
    if (attribute->kind != IMPORT_REAL || has_name(attribute, key) || words.end == 0)
        return IMPORT_SIDE_ANY;
    enum import_side side = side_of(words.items[0]);
    return side != IMPORT_SIDE_ANY ? side : side_of(words.items[words.end - 1]);
}

/* Takes one word off either end that is a side, or off the back that is a unit. */
static bool strip_word(struct words *words, struct remarks *remarks)
{
    if (words->end - words->first < 2)
        return false;
    struct word last = words->items[words->end - 1];
    if (take_side(remarks, last)) {
        words->end--;
    } else if (take_side(remarks, words->items[words->first])) {
        words->first++;
    } else if (take_unit(remarks, last)) {
        words->end--;
        struct word before = words->items[words->end - 1];
        if (has_key(before.at, before.length, "in") && words->end - words->first > 1)
            words->end--;
    } else {
        return false;
    }
    return true;
}

/* In brackets a unit of another quantity is a mistake to report; a mere word at the end, or one
 * behind the name of a text, is more likely part of a name that is not known. */
static bool is_reported(const struct import_attribute *attribute)
{
    return attribute->kind == IMPORT_REAL || attribute->kind == IMPORT_INTEGER ||
           attribute->kind == IMPORT_MONEY;
}

/* The name inside words of side and unit; `remarks` are those of its bracket. */
static struct import_header match_words(const struct import_class *record_class, const char *name,
                                        struct remarks remarks)
{
    bool is_bracket_unit = remarks.unit != NULL || remarks.currency[0] != '\0';
    bool is_bracket_side = remarks.side != IMPORT_SIDE_ANY;
    struct words words;
    split_words(&words, name, strlen(name));
    while (words.end > words.first) {
        const char *from = words.items[words.first].at;
        struct word last = words.items[words.end - 1];
        size_t length = (size_t)(last.at + last.length - from);
        const struct import_attribute *attribute = find(record_class, from, length);
        if (attribute != NULL) {
            enum import_side own = side_of_name(attribute, from, length);
            if (own != IMPORT_SIDE_ANY && remarks.side != IMPORT_SIDE_ANY && own != remarks.side)
                break;
            if (own != IMPORT_SIDE_ANY)
                remarks.side = own;
            if (is_bracket_side)
                settle_minutes(&remarks, attribute);
            struct import_header found = result(attribute, from, length, &remarks);
            bool is_good = accepts_side(attribute, remarks.side) &&
                           (!found.is_unit_wrong || (is_bracket_unit && is_reported(attribute)));
            return is_good ? found : (struct import_header){0};
        }
        if (!strip_word(&words, &remarks))
            break;
    }
    return (struct import_header){0};
}

/* Words of a header that may be a condition; longer ones are none. */
struct words_beside {
    char text[IMPORT_CONDITION_SIZE];
    bool is_cut;
};

static void add_words(struct words_beside *beside, const char *words, size_t length)
{
    size_t used = strlen(beside->text), room = sizeof beside->text - used;
    int written =
        snprintf(beside->text + used, room, "%s%.*s", used > 0 ? ", " : "", (int)length, words);
    beside->is_cut |= (size_t)written >= room;
}

/* Moves what stands behind the last comma, "on", "over" or "at" of the name into the condition;
 * false without one. */
static bool take_tail(struct words_beside *condition, char *name)
{
    static const char *const gaps[] = {",", " on ", " over ", " at "};
    char *tail = NULL;
    size_t length, gap = 0;
    for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++)
        for (char *at = name; (at = strstr(at, gaps[i])) != NULL; at++)
            if (tail == NULL || at > tail) {
                tail = at;
                gap = strlen(gaps[i]);
            }
    if (tail == NULL)
        return false;
    const char *text = scan_trim(tail + gap, &length);
    add_words(condition, text, length);
    *tail = '\0';
    return length > 0;
}

/* Brackets hold sides, units and conditions: "Power consumption (400G mode) [W]"; false when one
 * does not close. */
static bool take_brackets(struct remarks *remarks, struct words_beside *condition, char *name)
{
    char *open;
    while ((open = strpbrk(name, "([")) != NULL) {
        char *close = strchr(open, *open == '(' ? ')' : ']');
        if (close == NULL)
            return false;
        char bracket[SCAN_TEXT_SIZE];
        struct remarks own = *remarks;
        snprintf(bracket, sizeof bracket, "%.*s", (int)(close - open) + 1, open);
        if (take_bracket(&own, bracket))
            *remarks = own;
        else
            add_words(condition, open + 1, (size_t)(close - open) - 1);
        memset(open, ' ', (size_t)(close - open) + 1);
    }
    return strpbrk(name, ")]") == NULL;
}

/* A name with words beside it that say when its figures hold. */
static struct import_header match_conditioned(const struct import_class *record_class, char *name)
{
    struct remarks remarks = {.side = IMPORT_SIDE_ANY};
    struct import_header found = {0};
    struct words_beside condition = {.is_cut = false};
    if (take_brackets(&remarks, &condition, name)) {
        found = match_words(record_class, name, remarks);
        if (found.attribute == NULL && take_tail(&condition, name))
            found = match_words(record_class, name, remarks);
    }
    if (found.attribute == NULL || found.attribute->kind != IMPORT_REAL || found.is_unit_wrong ||
        condition.is_cut || !import_header_is_condition(condition.text))
        return (struct import_header){0};
    memcpy(found.condition, condition.text, sizeof found.condition);
    return found;
}

struct import_header import_header_match(const struct import_class *record_class,
                                         const char *header)
{
    char name[SCAN_TEXT_SIZE];
    struct remarks remarks = {.side = IMPORT_SIDE_ANY};
    if (!scan_plain(name, header))
        return (struct import_header){0};
    const struct import_attribute *whole = find(record_class, name, strlen(name));
    if (whole != NULL) {
        remarks.side = side_of_name(whole, name, strlen(name));
        return result(whole, name, strlen(name), &remarks);
    }
    struct import_header found = {0};
    if (take_bracket(&remarks, name))
        found = match_words(record_class, name, remarks);
    return found.attribute != NULL || !scan_plain(name, header)
               ? found
               : match_conditioned(record_class, name);
}

bool import_header_is_same(const struct import_header *a, const struct import_header *b)
{
    return a->attribute == b->attribute && a->side == b->side &&
           strcmp(a->condition, b->condition) == 0;
}

void import_header_write(struct buf *out, const struct import_column *column)
{
    static const char *const sides[] = {[IMPORT_SIDE_ANY] = "",
                                        [IMPORT_SIDE_MIN] = " min",
                                        [IMPORT_SIDE_TYP] = " typ",
                                        [IMPORT_SIDE_MAX] = " max"};
    buf_printf(out, "%s%s", column->attribute->name, sides[column->side]);
    if (column->condition != NULL)
        buf_printf(out, " (%s)", column->condition);
}
