/*
 * What mdoc would take for its own, and what stands for it here:
 *
 * 1. a backslash anywhere: \e;
 * 2. a minus: \-, which stays a minus where "-" may become a hyphen that no shell knows;
 * 3. a full stop or an apostrophe at the head of a line, where they start a request: \& before it;
 * 4. in arguments of a macro quotes: \(dq, and the names of macros and single punctuation, all of
 *    at most three signs: \& before them;
 * 5. ` ' ^ ~, which some devices print as typographic signs: \(ga \(aq \(ha \(ti.
 */
#include "cli/mdoc.h"

#include <stdbool.h>
#include <string.h>

enum {
    MACRO_LENGTH = 3, /* at most: Nm, Fl, %T, Brq */
    LINE_LENGTH = 72  /* of prose, without what escapes add */
};

static void put(FILE *out, char c)
{
    static const struct {
        char sign;
        const char *escape;
    } ESCAPES[] = {{'\\', "\\e"},   {'-', "\\-"},   {'`', "\\(ga"},
                   {'\'', "\\(aq"}, {'^', "\\(ha"}, {'~', "\\(ti"}};
    for (size_t i = 0; i < sizeof ESCAPES / sizeof *ESCAPES; i++)
        if (c == ESCAPES[i].sign) {
            fputs(ESCAPES[i].escape, out);
            return;
        }
    fputc(c, out);
}

static void put_line_head(FILE *out, char first)
{
    if (first == '.' || first == '\'')
        fputs("\\&", out);
}

void mdoc_verbatim(FILE *out, const char *text)
{
    for (const char *c = text; *c != '\0'; c++) {
        if (c == text || c[-1] == '\n')
            put_line_head(out, *c);
        put(out, *c);
    }
}

/* A full stop with a blank and a capital behind it ends a sentence. */
static bool ends_sentence(const char *text, const char *c)
{
    return c > text && c[-1] == '.' && c[1] >= 'A' && c[1] <= 'Z';
}

void mdoc_prose(FILE *out, const char *text)
{
    size_t column = 0;
    put_line_head(out, text[0]);
    for (const char *c = text; *c != '\0'; c++) {
        bool is_paragraph = c[0] == '\n' && c[1] == '\n';
        if (is_paragraph)
            fputs("\n.Pp", out);
        c += is_paragraph;
        if (*c == '\n' || (*c == ' ' && (ends_sentence(text, c) ||
                                         column + strcspn(c + 1, " \n") >= LINE_LENGTH))) {
            fputc('\n', out);
            put_line_head(out, c[1]);
            column = 0;
        } else {
            put(out, *c);
            column++;
        }
    }
    fputc('\n', out);
}

void mdoc_argument(FILE *out, const char *text, int length)
{
    bool has_blank = memchr(text, ' ', (size_t)length) != NULL;
    fputs(has_blank ? " \"" : " ", out);
    if (length <= MACRO_LENGTH)
        fputs("\\&", out);
    for (int i = 0; i < length; i++)
        if (text[i] == '"')
            fputs("\\(dq", out);
        else
            put(out, text[i]);
    if (has_blank)
        fputc('"', out);
}
