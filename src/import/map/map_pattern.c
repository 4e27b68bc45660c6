#include "import/map/map_pattern.h"

#include "base/scan.h"

#include <errno.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>

/* "{2,9}" makes nine copies, and what stands inside another one multiplies. */
enum { COPIES_MAX = 1000 };

struct import_map_pattern {
    regex_t regex;
};

/* Copies that the bounds of all repetitions ask for together; COPIES_MAX + 1 for more. */
static size_t count_copies(const char *text)
{
    size_t copies = 1;
    for (; *text != '\0' && copies <= COPIES_MAX; text++) {
        size_t bound = 0;
        if (*text != '{')
            continue;
        for (const char *at = text + 1; scan_is_digit(*at) || *at == ','; at++) {
            bound = *at == ',' && scan_is_digit(at[1]) ? 0 : bound;
            if (scan_is_digit(*at) && bound <= COPIES_MAX)
                bound = bound * 10 + (size_t)(*at - '0');
        }
        if (bound > 1)
            copies *= bound;
    }
    return copies <= COPIES_MAX ? copies : COPIES_MAX + 1;
}

/* Finding what a group took again may take forever. */
static bool refers_back(const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '\\' && scan_is_digit(text[1]))
            return true;
        text += *text == '\\' && text[1] != '\0';
    }
    return false;
}

enum optibom_status import_map_pattern_open(struct import_map_pattern **out, const char *text,
                                            struct error *err)
{
    char excerpt[SCAN_EXCERPT_SIZE], why[128];
    scan_excerpt(excerpt, text);
    if (text[0] == '\0' || strlen(text) > IMPORT_MAP_PATTERN_MAX)
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "the regular expression '%s' is empty or longer than %d bytes", excerpt,
                         IMPORT_MAP_PATTERN_MAX);
    if (count_copies(text) > COPIES_MAX)
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "the regular expression '%s' repeats more than %d times; write + or *",
                         excerpt, COPIES_MAX);
    if (refers_back(text))
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "the regular expression '%s' refers back to a group; that is not "
                         "supported",
                         excerpt);
    struct import_map_pattern *pattern = calloc(1, sizeof *pattern);
    if (pattern == NULL)
        return error_no_memory(err);
    int code = regcomp(&pattern->regex, text, REG_EXTENDED);
    if (code == 0) {
        *out = pattern;
        return OPTIBOM_OK;
    }
    regerror(code, &pattern->regex, why, sizeof why);
    free(pattern);
    if (code == REG_ESPACE)
        return error_no_memory(err);
    return error_set(err, OPTIBOM_BAD_INPUT, "the regular expression '%s' cannot be read: %s",
                     excerpt, why);
}

static bool is_inside_character(char c)
{
    return ((unsigned char)c & 0xc0) == 0x80;
}

enum optibom_status import_map_pattern_find(bool *is_there, size_t *start, size_t *length,
                                            const struct import_map_pattern *pattern,
                                            const char *text, struct error *err)
{
    char head[IMPORT_MAP_PATTERN_TEXT_MAX + 1];
    regmatch_t matches[2];
    size_t size = strlen(text);
    if (size > IMPORT_MAP_PATTERN_TEXT_MAX) {
        size = IMPORT_MAP_PATTERN_TEXT_MAX;
        while (size > 0 && is_inside_character(text[size]))
            size--;
        memcpy(head, text, size);
        head[size] = '\0';
        text = head;
    }
    errno = 0;
    *is_there = regexec(&pattern->regex, text, 2, matches, 0) == 0;
    if (!*is_there) /* without memory glibc finds no match, too, and gives the same code */
        return errno == ENOMEM ? error_no_memory(err) : OPTIBOM_OK;
    const regmatch_t *match = matches[1].rm_so >= 0 ? &matches[1] : &matches[0];
    size_t from = (size_t)match->rm_so, to = (size_t)match->rm_eo;
    if (from < to) {
        while (from > 0 && is_inside_character(text[from]))
            from--;
        while (is_inside_character(text[to]))
            to++;
    }
    *start = from;
    *length = to - from;
    return OPTIBOM_OK;
}

void import_map_pattern_close(struct import_map_pattern *pattern)
{
    if (pattern == NULL)
        return;
    regfree(&pattern->regex);
    free(pattern);
}
