/* The nearest word: base/nearest.h. */
#include "check.h"

#include "base/nearest.h"

#include <string.h>

static const char *const words[] = {"cost",      "bad",       "attach_fail",
                                    "site_cost", "step_cost", "count"};

static const char *near(const char *word)
{
    return nearest_word(word, words, CHECK_COUNT(words));
}

static void finds_what_was_meant(void **state)
{
    (void)state;
    assert_string_equal(near("cots"), "cost");
    assert_string_equal(near("Cost"), "cost");
    assert_string_equal(near("ba"), "bad");
    assert_string_equal(near("attach-fail"), "attach_fail");
    assert_string_equal(near("attachfial"), "attach_fail");
    assert_string_equal(near("sitecost"), "site_cost");
    assert_string_equal(near("coutn"), "count");
}

static void does_not_guess(void **state)
{
    (void)state;
    assert_null(near("wavelength"));
    assert_null(near("xy"));
    assert_null(near(""));
    assert_null(nearest_word("cost", words, 0));
    char long_word[200];
    memset(long_word, 'c', sizeof long_word - 1);
    long_word[sizeof long_word - 1] = '\0';
    assert_null(near(long_word));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        {"finds what was meant", finds_what_was_meant, NULL, NULL, NULL},
        {"does not guess", does_not_guess, NULL, NULL, NULL},
    };
    return cmocka_run_group_tests_name("nearest", tests, NULL, NULL);
}
