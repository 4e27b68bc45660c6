/* Usage lines word by word: a letter for each kind, the words between. */
#include "check.h"

#include "cli/usage.h"

#include <string.h>

static void check_reads(const char *line, const char *expected)
{
    static const char LETTERS[] = {[USAGE_LITERAL] = 'l', [USAGE_PLACE] = 'p', [USAGE_OPTION] = 'o',
                                   [USAGE_VALUE] = 'v',   [USAGE_OPEN] = '<',  [USAGE_CLOSE] = '>',
                                   [USAGE_MORE] = '.',    [USAGE_OR] = '/',    [USAGE_ELSE] = '|'};
    struct usage usage = {.rest = line};
    struct usage_word word;
    char got[256] = "";
    size_t length = 0;
    while ((word = usage_next(&usage)).kind != USAGE_END)
        length += (size_t)snprintf(got + length, sizeof got - length, "%c(%.*s)",
                                   LETTERS[word.kind], word.length, word.text);
    assert_string_equal(got, expected);
}

static void words(void **state)
{
    (void)state;
    check_reads("", "");
    check_reads("FILE... | list | show BATCH", "p(FILE).(...)|(|)l(list)|(|)l(show)p(BATCH)");
    check_reads("BUILD...|claims [-o FILE]", "p(BUILD).(...)/(|)l(claims)<([)o(-o)v(FILE)>(])");
    check_reads("[--empty | --from FOLDER]", "<([)o(--empty)/(|)o(--from)v(FOLDER)>(])");
    check_reads("QUERY | -", "p(QUERY)|(|)l(-)");
    check_reads("[--bom LIST [--bought]]", "<([)o(--bom)v(LIST)<([)o(--bought)>(])>(])");
    check_reads("[N=ANSWER...] a ...", "<([)p(N=ANSWER).(...)>(])l(a).(...)");
}

static void options_of_included_tables(void **state)
{
    (void)state;
    static const struct poptOption INNER[] = {{"b", '\0', POPT_ARG_NONE, NULL, 0, "", NULL},
                                              {"c", '\0', POPT_ARG_NONE, NULL, 0, "", NULL},
                                              POPT_TABLEEND};
    static const struct poptOption OUTER[] = {
        {"a", '\0', POPT_ARG_NONE, NULL, 0, "", NULL},
        {NULL, '\0', POPT_ARG_INCLUDE_TABLE, (void *)INNER, 0, NULL, NULL},
        {"d", '\0', POPT_ARG_NONE, NULL, 0, "", NULL},
        POPT_TABLEEND};
    for (size_t i = 0; i < 4; i++) {
        assert_non_null(usage_option(OUTER, i));
        assert_int_equal(usage_option(OUTER, i)->longName[0], "abcd"[i]);
    }
    assert_null(usage_option(OUTER, 4));
    assert_null(usage_option(NULL, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(words),
                                       cmocka_unit_test(options_of_included_tables)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
