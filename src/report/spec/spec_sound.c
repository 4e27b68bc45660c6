#include "report/spec/spec_sound.h"

#include "base/scan.h"
#include "base/utf8.h"

#include <string.h>

enum { SHEET_MOST = 31, NAME_MOST = 128, DEEPEST = 64, FUNCTION_SIZE = 32 };

/* Functions that are newer than the file format: without their prefix Excel shows #NAME?. */
static const char NEWER[] =
    " ACOT ACOTH AGGREGATE ARABIC BASE BETA.DIST BETA.INV BINOM.DIST BINOM.DIST.RANGE BINOM.INV"
    " BITAND BITLSHIFT BITOR BITRSHIFT BITXOR BYCOL BYROW CEILING.MATH CHISQ.DIST CHISQ.DIST.RT"
    " CHISQ.INV CHISQ.INV.RT CHISQ.TEST CHOOSECOLS CHOOSEROWS COMBINA CONCAT CONFIDENCE.NORM"
    " CONFIDENCE.T COT COTH COVARIANCE.P COVARIANCE.S CSC CSCH DAYS DECIMAL DROP EXPAND EXPON.DIST"
    " F.DIST F.DIST.RT F.INV F.INV.RT F.TEST FILTER FLOOR.MATH FORECAST.LINEAR FORMULATEXT GAMMA"
    " GAMMA.DIST GAMMA.INV GAUSS HSTACK HYPGEOM.DIST IFNA IFS ISFORMULA ISOWEEKNUM LAMBDA LET"
    " LOGNORM.DIST LOGNORM.INV MAKEARRAY MAP MAXIFS MINIFS MODE.MULT MODE.SNGL MUNIT NEGBINOM.DIST"
    " NETWORKDAYS.INTL NORM.DIST NORM.INV NORM.S.DIST NORM.S.INV NUMBERVALUE PDURATION"
    " PERCENTILE.EXC PERCENTILE.INC PERCENTRANK.EXC PERCENTRANK.INC PERMUTATIONA PHI POISSON.DIST"
    " QUARTILE.EXC QUARTILE.INC RANDARRAY RANK.AVG RANK.EQ REDUCE RRI SCAN SEC SECH SEQUENCE SHEET"
    " SHEETS SKEW.P SORT SORTBY STDEV.P STDEV.S SWITCH T.DIST T.DIST.2T T.DIST.RT T.INV T.INV.2T"
    " T.TEST TAKE TEXTAFTER TEXTBEFORE TEXTJOIN TEXTSPLIT TOCOL TOROW UNICHAR UNICODE UNIQUE VAR.P"
    " VAR.S VSTACK WEIBULL.DIST WORKDAY.INTL WRAPCOLS WRAPROWS XLOOKUP XMATCH XOR Z.TEST ";

size_t spec_sound_length(const char *text)
{
    size_t units = 0;
    while (*text != '\0') {
        size_t length = utf8_length(text);
        units += length == 4 ? 2 : 1;
        text += length > 0 ? length : 1;
    }
    return units;
}

bool spec_sound_sheet(const char *name)
{
    size_t units = spec_sound_length(name), length = strlen(name);
    if (units < 1 || units > SHEET_MOST || strpbrk(name, "[]:*?/\\") != NULL || name[0] == '\'' ||
        name[length - 1] == '\'' || scan_same(name, "History"))
        return false;
    for (const char *c = name; *c != '\0'; c++)
        if ((unsigned char)*c < ' ' || *c == 0x7f)
            return false;
    return true;
}

static size_t count_digits(const char *text)
{
    size_t digits = 0;
    while (scan_is_digit(text[digits]))
        digits++;
    return digits;
}

/* A1, XFD9, R, C, R1, C1, RC, R1C1. */
static bool is_cell(const char *name)
{
    size_t letters = 0;
    while (scan_is_letter(name[letters]))
        letters++;
    size_t digits = count_digits(name + letters);
    if (letters <= 3 && digits > 0 && name[letters + digits] == '\0')
        return true;
    const char *rest = name;
    if (scan_lower(*rest) == 'r')
        rest += 1 + count_digits(rest + 1);
    if (scan_lower(*rest) == 'c')
        rest += 1 + count_digits(rest + 1);
    return rest > name && *rest == '\0';
}

bool spec_sound_name(const char *name)
{
    size_t length = strlen(name);
    for (const char *c = name; *c != '\0'; c++)
        if (!scan_is_letter(*c) && !scan_is_digit(*c) && *c != '_')
            return false;
    return length > 0 && length <= NAME_MOST && scan_is_letter(*name) && !is_cell(name);
}

/* The word that ends before a parenthesis. */
static const char *function_fault(const char *word, size_t length)
{
    char name[FUNCTION_SIZE + 2] = " ";
    if (length == 0 || length >= FUNCTION_SIZE || strncmp(word, "_xlfn.", 6) == 0)
        return NULL;
    for (size_t i = 0; i < length; i++)
        if (word[i] >= 'a' && word[i] <= 'z')
            return "functions are written in capitals";
    memcpy(name + 1, word, length);
    name[length + 1] = ' ';
    return strstr(NEWER, name) != NULL ? "newer functions are written with _xlfn. before them"
                                       : NULL;
}

static bool is_word(char c)
{
    return scan_is_letter(c) || scan_is_digit(c) || c == '_' || c == '.';
}

/* A text or a reference, from its first character on; NULL when it does not close. */
static const char *skip_closed(const char *text, char close)
{
    for (text++; *text != '\0'; text++)
        if (*text == close && text[1] != close)
            return text + 1;
        else if (*text == close)
            text++;
    return NULL;
}

const char *spec_sound_formula(const char *formula)
{
    const char *word = formula;
    int depth = 0;
    if (*formula == '=')
        return "it stands without the = at its start";
    while (*formula != '\0') {
        char c = *formula;
        if (c == '"' || c == '{' || c == '\'') {
            formula = skip_closed(formula, c == '{' ? '}' : c);
            if (formula == NULL)
                return "a text or name in it does not close";
            word = formula;
            continue;
        }
        if (strchr("[]}|;`@", c) != NULL)
            return "of [ ] } | ; ` @ it can have none";
        if (c == '(') {
            const char *fault = function_fault(word, (size_t)(formula - word));
            if (fault != NULL)
                return fault;
        }
        depth += (c == '(') - (c == ')');
        if (depth < 0 || depth > DEEPEST)
            return "its parentheses do not match, or are deeper than 64";
        formula++;
        if (!is_word(c))
            word = formula;
    }
    return depth == 0 ? NULL : "its parentheses do not match, or are deeper than 64";
}
