#include "import/cell/cell_money.h"

#include "base/money.h"
#include "base/scan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BASIS_DIGITS_MAX = 9, MICRO_DIGITS = 6 };

struct amount {
    int64_t micros;
    char currency[4];
};

static bool is_on_request(const char *plain)
{
    static const char *const words[] = {
        "call",
        "call us",
        "call for price",
        "call for pricing",
        "call for quote",
        "contact us",
        "contact sales",
        "on request",
        "upon request",
        "by request",
        "price on request",
        "price upon request",
        "on application",
        "price on application",
        "poa",
        "p.o.a.",
        "por",
        "rfq",
        "quote",
        "request quote",
        "request a quote",
        "by quote",
        "on quotation",
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (scan_same(plain, words[i]))
            return true;
    return false;
}

static enum optibom_status take(struct import_value *value, struct import_cell_problem *problem,
                                struct arena *arena, const struct import_column *column,
                                const struct amount *amount, struct error *err)
{
    char excerpt[SCAN_EXCERPT_SIZE];
    if (amount->micros < 0) {
        scan_excerpt(excerpt, value->original);
        import_cell_refuse(problem, "price-on-request",
                           "\"%s\" is below zero and no price; it is left empty", excerpt);
        return OPTIBOM_OK;
    }
    value->integer = amount->micros;
    const char *named = amount->currency[0] != '\0' ? amount->currency : column->unit;
    if (named[0] == '\0')
        return OPTIBOM_OK;
    value->currency = arena_strdup(arena, named);
    return value->currency != NULL ? OPTIBOM_OK : error_no_memory(err);
}

/* Finds "per" or "/" behind an amount; NULL when neither stands there. */
static char *find_per(char *plain, size_t *length)
{
    for (char *at = plain; *at != '\0'; at++) {
        bool is_word = at > plain && at[-1] == ' ' && scan_lower(at[0]) == 'p' &&
                       scan_lower(at[1]) == 'e' && scan_lower(at[2]) == 'r' && at[3] == ' ';
        if (!is_word && *at != '/')
            continue;
        *length = is_word ? 3 : 1;
        return at;
    }
    return NULL;
}

static bool is_piece(const char *word)
{
    static const char *const words[] = {"",    "each", "ea",    "ea.",   "pc",    "pcs",
                                        "pce", "unit", "units", "piece", "pieces"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (scan_same(word, words[i]))
            return true;
    return false;
}

/* Pieces of "1000", "1,000 pcs", "1k", "each"; 0 when it is something else. */
static int64_t read_basis(const char *text)
{
    char digits[SCAN_NUMBER_SIZE];
    const char *why;
    size_t blank = strspn(text, " ");
    text += blank;
    if (is_piece(text) && *text != '\0')
        return 1;
    if (scan_same(text, "thousand"))
        return 1000;
    if (scan_same(text, "hundred"))
        return 100;
    size_t length = scan_number(digits, text, &why);
    if (length == 0 || strchr(digits, '.') != NULL || strlen(digits) > BASIS_DIGITS_MAX)
        return 0;
    int64_t basis = strtoll(digits, NULL, 10);
    text += length;
    if (scan_lower(*text) == 'k') {
        basis *= 1000;
        text++;
    }
    return is_piece(text + strspn(text, " ")) ? basis : 0;
}

/* "12.00 each": cuts the last word off when it means one piece. */
static bool cut_piece(char *plain)
{
    char *last = strrchr(plain, ' ');
    if (last == NULL || !is_piece(last + 1))
        return false;
    *last = '\0';
    return true;
}

static enum optibom_status ask_basis(struct import_cell_problem *problem, struct arena *arena,
                                     const char *text, const char *amount_text,
                                     const struct amount *amount, int64_t basis, struct error *err)
{
    char excerpt[SCAN_EXCERPT_SIZE], single[32];
    int64_t one = 0;
    struct import_candidate *candidates = arena_alloc(arena, 2 * sizeof *candidates);
    const bool has_one = money_ratio(&one, amount->micros, 1, basis);
    const char *space = amount->currency[0] != '\0' ? " " : "";
    money_format(single, one);
    if (candidates == NULL)
        return error_no_memory(err);
    candidates[0] =
        (struct import_candidate){.text = arena_strdup(arena, amount_text),
                                  .condition = arena_printf(arena, "per %lld", (long long)basis),
                                  .range = range_none(),
                                  .integer = amount->micros};
    candidates[1] = (struct import_candidate){
        .text = arena_printf(arena, "%s%s%s", single, space, amount->currency),
        .condition = arena_strdup(arena, "each"),
        .range = range_none(),
        .integer = one};
    for (size_t i = 0; i < 2; i++)
        if (candidates[i].text == NULL || candidates[i].condition == NULL)
            return error_no_memory(err);
    scan_excerpt(excerpt, text);
    import_cell_refuse(problem, "ambiguous-value",
                       "\"%s\" has its price basis inside: %s per %lld or %s each; choose with "
                       "optibom import confirm, or give the column price_basis",
                       excerpt, amount_text, (long long)basis, candidates[1].text);
    problem->candidates = candidates;
    problem->candidate_count = has_one ? 2 : 1;
    return OPTIBOM_OK;
}

/* "12" or "12.5": true for an amount without currency, sign or separators. */
static bool read_plain(int64_t *micros, const char *text)
{
    const char *at = import_cell_digits(micros, text);
    int digits = 0;
    if (at == NULL || (*at == '.' && !scan_is_digit(at[1])))
        return false;
    at += *at == '.';
    for (; scan_is_digit(*at) && digits < MICRO_DIGITS; digits++)
        *micros = *micros * 10 + (*at++ - '0');
    for (; digits < MICRO_DIGITS; digits++)
        *micros *= 10;
    return *at == '\0';
}

static bool read_amount(struct amount *amount, const char *text, struct error *why)
{
    *amount = (struct amount){0};
    return read_plain(&amount->micros, text) ||
           money_parse(&amount->micros, amount->currency, text, why) == OPTIBOM_OK;
}

static enum optibom_status read_basis_form(struct import_value *value,
                                           struct import_cell_problem *problem, struct arena *arena,
                                           const struct import_column *column, char *plain,
                                           struct error *err)
{
    struct amount amount;
    struct error ignored = {0};
    size_t length = 0;
    char *per = find_per(plain, &length);
    int64_t basis = per != NULL ? read_basis(per + length) : cut_piece(plain) ? 1 : 0;
    if (per != NULL)
        *per = '\0';
    if (per != NULL && per > plain && per[-1] == ' ')
        per[-1] = '\0';
    if (basis <= 0 || !read_amount(&amount, plain, &ignored))
        return OPTIBOM_OK;
    problem->code = NULL;
    if (basis == 1 || amount.micros < 0)
        return take(value, problem, arena, column, &amount, err);
    return ask_basis(problem, arena, value->original, plain, &amount, basis, err);
}

enum optibom_status import_cell_money(struct import_value *value,
                                      struct import_cell_problem *problem, struct arena *arena,
                                      const struct import_column *column, const char *text,
                                      struct error *err)
{
    struct amount amount;
    char plain[SCAN_TEXT_SIZE];
    if (read_amount(&amount, text, &problem->why))
        return take(value, problem, arena, column, &amount, err);
    problem->code = "bad-money";
    if (!scan_plain(plain, text))
        return OPTIBOM_OK;
    if (is_on_request(plain)) {
        import_cell_refuse(problem, "price-on-request",
                           "the price is given on request only; it is left empty");
        return OPTIBOM_OK;
    }
    return read_basis_form(value, problem, arena, column, plain, err);
}
