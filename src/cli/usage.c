#include "cli/usage.h"

#include <string.h>

static struct usage_word take(struct usage *usage, enum usage_kind kind, size_t length)
{
    struct usage_word word = {.kind = kind, .text = usage->rest, .length = (int)length};
    usage->rest += length;
    usage->last = kind;
    return word;
}

static enum usage_kind kind_of_word(const struct usage *usage)
{
    const char *text = usage->rest;
    if (text[0] == '-' && text[1] != '\0' && text[1] != ' ')
        return USAGE_OPTION;
    if (usage->last == USAGE_OPTION)
        return USAGE_VALUE;
    return text[0] == '-' || (text[0] >= 'a' && text[0] <= 'z') ? USAGE_LITERAL : USAGE_PLACE;
}

/* Up to a blank, a bracket, a bar or the dots that say "may be repeated". */
static size_t word_length(const char *text)
{
    size_t length = strcspn(text, " []|");
    const char *dots = strstr(text, "...");
    return dots != NULL && dots != text && dots < text + length ? (size_t)(dots - text) : length;
}

struct usage_word usage_next(struct usage *usage)
{
    bool after_blank = usage->rest[0] == ' ';
    usage->rest += strspn(usage->rest, " ");
    switch (usage->rest[0]) {
    case '\0':
        return take(usage, USAGE_END, 0);
    case '[':
        usage->depth++;
        return take(usage, USAGE_OPEN, 1);
    case ']':
        usage->depth--;
        return take(usage, USAGE_CLOSE, 1);
    case '|':
        return take(usage, after_blank && usage->depth == 0 ? USAGE_ELSE : USAGE_OR, 1);
    default:
        if (strncmp(usage->rest, "...", 3) == 0)
            return take(usage, USAGE_MORE, 3);
        return take(usage, kind_of_word(usage), word_length(usage->rest));
    }
}

bool usage_is(const struct usage_word *word, const char *text)
{
    return strlen(text) == (size_t)word->length && memcmp(word->text, text, strlen(text)) == 0;
}

static const struct poptOption *nth(const struct poptOption *table, size_t *n)
{
    for (; table != NULL && (table->longName != NULL || table->arg != NULL); table++) {
        const struct poptOption *found = NULL;
        if (table->argInfo == POPT_ARG_INCLUDE_TABLE)
            found = nth(table->arg, n);
        else if ((*n)-- == 0)
            found = table;
        if (found != NULL)
            return found;
    }
    return NULL;
}

const struct poptOption *usage_option(const struct poptOption *table, size_t n)
{
    return nth(table, &n);
}
