#include "catalog/bom_words.h"

#include "base/scan.h"

#include <string.h>

enum { WORDS_SIZE = 256 };

/* Letters and digits in lower case, everything else one space; with a space at either end. */
static void normalize(char out[WORDS_SIZE], const char *text)
{
    size_t used = 0;
    out[used++] = ' ';
    for (; *text != '\0' && used < WORDS_SIZE - 2; text++) {
        bool is_word = scan_is_letter(*text) || scan_is_digit(*text) || (*text & 0x80) != 0;
        if (is_word)
            out[used++] = scan_lower(*text);
        else if (*text != '\'' && out[used - 1] != ' ')
            out[used++] = ' ';
    }
    if (out[used - 1] != ' ')
        out[used++] = ' ';
    out[used] = '\0';
}

static bool is_one_of(const char *words, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(words, list[i]) == 0)
            return true;
    return false;
}

static bool has_one_of(const char *words, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strstr(words, list[i]) != NULL)
            return true;
    return false;
}

#define COUNT(list) (sizeof(list) / sizeof *(list))

static const char *const not_placed[] = {
    " dnp ",
    " dni ",
    " dnf ",
    " dnl ",
    " do not place ",
    " do not populate ",
    " do not install ",
    " do not fit ",
    " do not stuff ",
    " do not load ",
    " do not mount ",
    " do not assemble ",
    " dont place ",
    " dont populate ",
    " no pop ",
    " nopop ",
    " no place ",
    " no load ",
    " no stuff ",
    " not placed ",
    " not populated ",
    " not fitted ",
    " not installed ",
    " not mounted ",
    " unpopulated ",
};

bool bom_words_dnp(const char *text)
{
    char words[WORDS_SIZE];
    normalize(words, text);
    return has_one_of(words, not_placed, COUNT(not_placed));
}

bool bom_words_flag(bool *dnp, const char *text)
{
    static const char *const yes[] = {" yes ", " y ", " true ",    " t ",       " 1 ",
                                      " x ",   " ",   " exclude ", " excluded "};
    static const char *const no[] = {" no ",      " n ",         " false ",    " f ",
                                     " 0 ",       " fitted ",    " populate ", " place ",
                                     " placed ",  " populated ", " install ",  " installed ",
                                     " mounted ", " include ",   " included "};
    char words[WORDS_SIZE];
    normalize(words, text);
    *dnp = has_one_of(words, not_placed, COUNT(not_placed)) || is_one_of(words, yes, COUNT(yes));
    return *dnp || is_one_of(words, no, COUNT(no));
}

bool bom_words_alternate(const char *text)
{
    static const char *const first[] = {" alternate ",     " alternates ", " alternative ",
                                        " alt ",           " or ",         " substitute ",
                                        " second source ", " 2nd source ", " replacement "};
    char words[WORDS_SIZE];
    normalize(words, text);
    for (size_t i = 0; i < COUNT(first); i++)
        if (strncmp(words, first[i], strlen(first[i])) == 0)
            return true;
    return false;
}

bool bom_words_open_quantity(const char *text)
{
    static const char *const open[] = {
        " a r ", " ar ",        " as required ",  " as needed ", " as reqd ", " as req ",
        " ref ", " reference ", " as necessary ", " alt ",       " or ",      " alternate "};
    char words[WORDS_SIZE];
    normalize(words, text);
    return is_one_of(words, open, COUNT(open));
}

bool bom_words_pieces(const char *text)
{
    static const char *const pieces[] = {" pcs ",  " pc ",  " pieces ", " piece ", " ea ",
                                         " each ", " x ",   " nos ",    " unit ",  " units ",
                                         " stk ",  " off ", " "};
    char words[WORDS_SIZE];
    normalize(words, text);
    return is_one_of(words, pieces, COUNT(pieces));
}

/* Bytes of the separator at `text`, 0 when none stands there. */
static size_t separator(const char *text, bool commas)
{
    if (*text == ';' || *text == '|' || *text == '\n' || *text == '\r' || (commas && *text == ','))
        return 1;
    if (*text != ' ')
        return 0;
    if (text[1] == '/' && text[2] == ' ')
        return 3;
    bool is_or = scan_lower(text[1]) == 'o' && text[1] != '\0' && scan_lower(text[2]) == 'r' &&
                 text[2] != '\0' && text[3] == ' ';
    return is_or ? 4 : 0;
}

const char **bom_words_split(size_t *count, struct arena *arena, const char *text, bool commas)
{
    const char **pieces = NULL, *from = text;
    bool is_address = strstr(text, "://") != NULL;
    *count = 0;
    for (const char *at = text;; at++) {
        size_t length, cut = is_address ? 0 : separator(at, commas);
        if (cut == 0 && *at != '\0')
            continue;
        char *piece = arena_strndup(arena, from, (size_t)(at - from));
        if (piece == NULL)
            return NULL;
        const char *trimmed = scan_trim(piece, &length);
        const char **grown = arena_grow(arena, pieces, *count, sizeof *pieces);
        if (grown == NULL)
            return NULL;
        pieces = grown;
        if (length > 0 && (pieces[*count] = arena_strndup(arena, trimmed, length)) == NULL)
            return NULL;
        *count += length > 0;
        if (*at == '\0')
            return pieces;
        at += cut - 1;
        from = at + 1;
    }
}
