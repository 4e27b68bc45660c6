#include "base/nearest.h"
#include "base/scan.h"
#include "import/cell/cell_value.h"

#include <string.h>

enum { CHOICES_SHOWN_MAX = 400 };

/* Spaces, hyphens, underscores and case do not tell choices apart. */
static bool same_choice(const char *text, const char *choice, size_t length)
{
    const char *end = choice + length;
    for (;;) {
        while (*text == ' ' || *text == '-' || *text == '_')
            text++;
        while (choice < end && (*choice == ' ' || *choice == '-' || *choice == '_'))
            choice++;
        if (*text == '\0' || choice == end)
            return *text == '\0' && choice == end;
        if (scan_lower(*text++) != scan_lower(*choice++))
            return false;
    }
}

static enum optibom_status find_choice(const char **out, struct arena *arena, const char *choices,
                                       const char *text, struct error *err)
{
    *out = NULL;
    for (const char *choice = choices; *choice != '\0';) {
        size_t length = strcspn(choice, "|");
        if (length > 0 && same_choice(text, choice, length)) {
            *out = arena_strndup(arena, choice, length);
            return *out != NULL ? OPTIBOM_OK : error_no_memory(err);
        }
        choice += length;
        choice += *choice == '|';
    }
    return OPTIBOM_OK;
}

/* The choice that another word stands for; NULL for none. */
static enum optibom_status find_word(const char **out, struct arena *arena, const char *words,
                                     const char *text, struct error *err)
{
    for (const char *word = words; *word != '\0';) {
        size_t length = strcspn(word, "="), size = strcspn(word, "|");
        if (length < size && same_choice(text, word, length)) {
            *out = arena_strndup(arena, word + length + 1, size - length - 1);
            return *out != NULL ? OPTIBOM_OK : error_no_memory(err);
        }
        word += size + (word[size] == '|');
    }
    return OPTIBOM_OK;
}

static enum optibom_status refuse_choice(struct import_cell_problem *problem, struct arena *arena,
                                         const char *choices, const char *text, struct error *err)
{
    char excerpt[SCAN_EXCERPT_SIZE];
    char *list = arena_strdup(arena, choices), *rest;
    const char **words = NULL;
    size_t count = 0;
    if (list == NULL)
        return error_no_memory(err);
    for (char *word = strtok_r(list, "|", &rest); word != NULL; word = strtok_r(NULL, "|", &rest)) {
        const char **grown = arena_grow(arena, words, count, sizeof *words);
        if (grown == NULL)
            return error_no_memory(err);
        words = grown;
        words[count++] = word;
    }
    const char *nearest = nearest_word(text, words, count);
    scan_excerpt(excerpt, text);
    import_cell_refuse(problem, "unknown-choice", "\"%s\" is none of %.*s%s%s%s", excerpt,
                       CHOICES_SHOWN_MAX, choices, nearest != NULL ? "; did you mean \"" : "",
                       nearest != NULL ? nearest : "", nearest != NULL ? "\"?" : "");
    return OPTIBOM_OK;
}

enum optibom_status import_cell_listed(struct import_value *value,
                                       struct import_cell_problem *problem, struct arena *arena,
                                       const char *text, struct error *err)
{
    const struct import_attribute *attribute = value->attribute;
    /* "Single-mode (G.652)", "single mode, one strand": what comes behind says more, not something
     * else. */
    char *short_text = arena_strndup(arena, text, strcspn(text, "(,;"));
    if (short_text == NULL)
        return error_no_memory(err);
    for (size_t end = strlen(short_text); end > 0 && short_text[end - 1] == ' ';)
        short_text[--end] = '\0';
    const char *const forms[] = {text, short_text};
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && value->text == NULL && i < 2; i++) {
        status = find_choice(&value->text, arena, attribute->choices, forms[i], err);
        if (status == OPTIBOM_OK && value->text == NULL && attribute->choice_words != NULL)
            status = find_word(&value->text, arena, attribute->choice_words, forms[i], err);
    }
    if (status == OPTIBOM_OK && value->text == NULL)
        status = refuse_choice(problem, arena, attribute->choices, text, err);
    return status;
}
