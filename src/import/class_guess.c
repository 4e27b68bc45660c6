#include "base/scan.h"
#include "import/header.h"
#include "import/mapping.h"

#include <string.h>

static bool is_listed(const char *names, const char *name)
{
    size_t length = strlen(name);
    for (; names != NULL; names = strchr(names, '|'), names += names != NULL)
        if (strncmp(names, name, length) == 0 && strchr("|", names[length]) != NULL)
            return true;
    return false;
}

/* How well a header suits a class. */
struct suit {
    size_t understood; /* columns; 0 when one that the class requires is missing */
    size_t required;   /* of them, those that it requires */
};

static struct suit count_understood(const struct import_class *record_class,
                                    const struct import_row *header)
{
    struct suit suit = {0};
    bool is_told = record_class->telltales == NULL;
    for (size_t i = 0; i < header->count; i++) {
        struct import_header match = import_header_match(record_class, header->cells[i]);
        suit.understood += match.attribute != NULL;
        is_told |=
            match.attribute != NULL && is_listed(record_class->telltales, match.attribute->name);
    }
    for (size_t a = 0; suit.understood > 0 && a < record_class->attribute_count; a++) {
        const struct import_attribute *attribute = &record_class->attributes[a];
        bool is_found = !attribute->required;
        for (size_t i = 0; !is_found && i < header->count; i++)
            is_found = import_header_match(record_class, header->cells[i]).attribute == attribute;
        suit.required += attribute->required;
        is_told &= is_found;
    }
    return is_told ? suit : (struct suit){0};
}

const struct import_class *import_mapping_guess(const struct import_class *classes, size_t count,
                                                const struct import_row *header)
{
    const struct import_class *best = NULL;
    struct suit most = {0};
    for (size_t i = 0; i < count; i++) {
        struct suit suit = count_understood(&classes[i], header);
        bool is_equal = suit.understood == most.understood;
        if (suit.understood > most.understood || (is_equal && suit.required > most.required)) {
            best = &classes[i];
            most = suit;
        } else if (is_equal && suit.required == most.required) {
            best = NULL;
        }
    }
    return best;
}

const struct import_class *import_mapping_nearest(const struct import_class *classes, size_t count,
                                                  const struct import_row *header)
{
    enum { UNDERSTOOD_MIN = 2 };
    const struct import_class *best = NULL;
    size_t best_understood = UNDERSTOOD_MIN - 1;
    for (size_t i = 0; i < count; i++) {
        size_t understood = 0;
        for (size_t k = 0; k < header->count && classes[i].telltales == NULL; k++)
            understood += import_header_match(&classes[i], header->cells[k]).attribute != NULL;
        if (understood > best_understood) {
            best = &classes[i];
            best_understood = understood;
        } else if (understood == best_understood) {
            best = NULL;
        }
    }
    return best;
}

/* Bytes of the phrase when the text has it from here on as whole words, else 0. */
static size_t phrase_length(const char *text, const char *phrase, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (scan_lower(text[i]) != phrase[i])
            return 0;
    return scan_is_letter(text[length]) || scan_is_digit(text[length]) ? 0 : length;
}

/* The longest phrase of the list that the text has. */
static size_t longest_phrase(const char *text, const char *phrases)
{
    size_t longest = 0;
    for (; *phrases != '\0'; phrases += *phrases == '|') {
        size_t length = strcspn(phrases, "|");
        for (const char *at = text; *at != '\0' && length > longest; at++) {
            bool is_start = at == text || !(scan_is_letter(at[-1]) || scan_is_digit(at[-1]));
            if (is_start && phrase_length(at, phrases, length) > longest)
                longest = length;
        }
        phrases += length;
    }
    return longest;
}

const struct import_class *import_mapping_titled(const struct import_class *classes, size_t count,
                                                 const char *title)
{
    const struct import_class *best = NULL;
    size_t longest = 0;
    for (size_t i = 0; i < count; i++) {
        size_t length = classes[i].titles != NULL ? longest_phrase(title, classes[i].titles) : 0;
        if (length == longest && length > 0)
            best = NULL;
        if (length <= longest)
            continue;
        best = &classes[i];
        longest = length;
    }
    return best;
}
