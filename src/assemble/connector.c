/*
 * Sources: IEC 61754-7 names the MPO, of which MTP is a make; the QSFP-DD specification takes QSFP
 * modules into its cages; SFF-8665 and SFF-8402 keep the cages of faster QSFP and SFP the same.
 */
#include "assemble/connector.h"

#include <ctype.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { COUNT_MOST = 64, POSITIONS_MOST = 144 };

/* Past "2x" or "2 x"; the text itself where it does not start so. */
static const char *past_count(int *count, const char *text)
{
    char *end;
    long value = strtol(text, &end, 10);
    *count = 1;
    if (end == text || value < 1 || value > COUNT_MOST)
        return text;
    while (*end == ' ')
        end++;
    if ((*end != 'x' && *end != 'X') || end[1] == '\0')
        return text;
    *count = (int)value;
    for (end++; *end == ' '; end++)
        ;
    return end;
}

int connector_count(const char *text)
{
    int count = 0;
    if (text != NULL)
        past_count(&count, text);
    return count;
}

static const char *family_of(const char *word, size_t length)
{
    static const struct {
        const char *word, *family;
    } FAMILIES[] = {{"MPO", "MPO"}, {"MTP", "MPO"}, {"MT", "MT"},  {"MMC", "MMC"},
                    {"LC", "LC"},   {"SC", "SC"},   {"FC", "FC"},  {"ST", "ST"},
                    {"CS", "CS"},   {"SN", "SN"},   {"MDC", "MDC"}};
    for (size_t i = 0; i < sizeof FAMILIES / sizeof *FAMILIES; i++)
        if (strlen(FAMILIES[i].word) == length && strncasecmp(FAMILIES[i].word, word, length) == 0)
            return FAMILIES[i].family;
    return NULL;
}

struct connector connector_read(const char *text)
{
    struct connector out = {0};
    if (text == NULL)
        return out;
    text = past_count(&out.count, text);
    bool is_dual = false;
    while (*text != '\0' && out.family == NULL) {
        const char *word = text;
        while (isalpha((unsigned char)*text))
            text++;
        is_dual |= text - word == 4 && strncasecmp(word, "dual", 4) == 0;
        out.family = family_of(word, (size_t)(text - word));
        text += text == word && *text != '\0';
    }
    if (out.family == NULL)
        return out;
    if (is_dual && strcmp(out.family, "MPO") == 0) /* "dual LC" is one duplex connector */
        out.count = 2;
    text += strspn(text, " -");
    long positions = isdigit((unsigned char)*text) ? strtol(text, NULL, 10) : 0;
    out.positions = positions > 0 && positions <= POSITIONS_MOST ? (int)positions : 0;
    return out;
}

bool connector_fits(struct connector a, struct connector b)
{
    if (a.family == NULL || b.family == NULL)
        return true;
    return strcmp(a.family, b.family) == 0 &&
           (a.positions == 0 || b.positions == 0 || a.positions == b.positions);
}

/* The number after the name of a family of cages: 112 of "QSFP112"; 0 for the bare name, -1 for
 * another family. */
static long speed_of(const char *form_factor, const char *family)
{
    size_t length = strlen(family);
    if (strncasecmp(form_factor, family, length) != 0)
        return -1;
    const char *rest = form_factor + length + strspn(form_factor + length, "+ ");
    return *rest == '\0' ? 0 : isdigit((unsigned char)*rest) ? strtol(rest, NULL, 10) : -1;
}

bool connector_fits_cage(const char *form_factor, const char *cage)
{
    static const char *const FAMILIES[] = {"QSFP", "SFP"};
    int count;
    if (form_factor == NULL || cage == NULL)
        return true;
    form_factor = past_count(&count, form_factor);
    if (strcasecmp(form_factor, cage) == 0)
        return true;
    if (strncasecmp(cage, "QSFP-DD", strlen("QSFP-DD")) == 0)
        return strncasecmp(form_factor, "QSFP", strlen("QSFP")) == 0;
    for (size_t i = 0; i < sizeof FAMILIES / sizeof *FAMILIES; i++) {
        long module = speed_of(form_factor, FAMILIES[i]), takes = speed_of(cage, FAMILIES[i]);
        if (module >= 0 && takes >= 0)
            return module <= takes;
    }
    return false;
}
