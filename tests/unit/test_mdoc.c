/* Text that mdoc would take for markup comes out so that it is shown as it is: docs of mandoc,
 * mdoc(7) and mandoc_char(7). */
#include "check.h"

#include "cli/mdoc.h"

#include <stdlib.h>
#include <string.h>

static void check_prints(void (*print)(FILE *, const char *), const char *text,
                         const char *expected)
{
    char *got = NULL;
    size_t length;
    FILE *out = open_memstream(&got, &length);
    assert_non_null(out);
    print(out, text);
    assert_int_equal(fclose(out), 0);
    assert_string_equal(got, expected);
    free(got);
}

static void print_argument(FILE *out, const char *text)
{
    mdoc_argument(out, text, (int)strlen(text));
}

static void lines_as_they_stand(void **state)
{
    (void)state;
    check_prints(mdoc_verbatim, ".Sh NAME", "\\&.Sh NAME");
    check_prints(mdoc_verbatim, "a.b\n.b\n'c'", "a.b\n\\&.b\n\\&\\(aqc\\(aq");
    check_prints(mdoc_verbatim, "a\\fB -o --date", "a\\efB \\-o \\-\\-date");
    check_prints(mdoc_verbatim, "`~^`", "\\(ga\\(ti\\(ha\\(ga");
}

static void sentences_and_paragraphs(void **state)
{
    (void)state;
    check_prints(mdoc_prose, "One. Two.\n\n.three", "One.\nTwo.\n.Pp\n\\&.three\n");
    check_prints(mdoc_prose, "in .yaml or e.g. so", "in .yaml or e.g. so\n");
    check_prints(mdoc_prose,
                 "a line of more than seventy-two signs is broken at a blank before them .here",
                 "a line of more than seventy\\-two signs is broken at a blank before them\n"
                 "\\&.here\n");
}

static void arguments_of_macros(void **state)
{
    (void)state;
    check_prints(print_argument, "FILE.xlsx", " FILE.xlsx");
    check_prints(print_argument, "No", " \\&No");
    check_prints(print_argument, "|", " \\&|");
    check_prints(print_argument, "two words", " \"two words\"");
    check_prints(print_argument, "\"quoted\"", " \\(dqquoted\\(dq");
    check_prints(print_argument, "-date", " \\-date");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(lines_as_they_stand),
                                       cmocka_unit_test(sentences_and_paragraphs),
                                       cmocka_unit_test(arguments_of_macros)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
