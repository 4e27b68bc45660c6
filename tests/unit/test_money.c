#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/money.h"

#include <string.h>

static const struct {
    const char *text;
    int64_t micros;
    const char *currency; /* "XXX": left as it was */
} amounts[] = {
    {"1234.5", 1234500000, "XXX"},
    {"$1,234.50", 1234500000, "USD"},
    {"$ 1234.50", 1234500000, "USD"},
    {"US$5", 5000000, "USD"},
    {"USD 12", 12000000, "USD"},
    {"usd 12", 12000000, "USD"},
    {"USD12", 12000000, "USD"},
    {"12.00 EUR", 12000000, "EUR"},
    {"12.00EUR", 12000000, "EUR"},
    {"$12 USD", 12000000, "USD"},
    {"\xe2\x82\xac"
     "9.90",
     9900000, "EUR"},
    {"9.90 \xe2\x82\xac", 9900000, "EUR"},
    {"9.90\xc2\xa0\xe2\x82\xac", 9900000, "EUR"},
    {"\xc2\xa3"
     "3",
     3000000, "GBP"},
    {"NT$100", 100000000, "TWD"},
    {"-5.25", -5250000, "XXX"},
    {"-$5", -5000000, "USD"},
    {"$-5", -5000000, "USD"},
    {"\xe2\x88\x92"
     "5",
     -5000000, "XXX"},
    {"+5", 5000000, "XXX"},
    {"0", 0, "XXX"},
    {".5", 500000, "XXX"},
    {"0.000001", 1, "XXX"},
    {"9223372036854.775807", INT64_MAX, "XXX"},
    {"-9223372036854.775808", INT64_MIN, "XXX"},
};

static const char *const refused[] = {
    "",
    "$",
    "USD",
    "abc",
    "1.2345678",
    "1.0000000",
    "1234,50",
    "1.234,50",
    "1,23",
    "0,500",
    "1 234",
    "12 XYZ",
    "12 EURO",
    "EUR 12 USD",
    "$12 CAD",
    "\302\245100",
    "(5.00)",
    "--5",
    "5-",
    "1e3",
    "12/ea",
    "5 6",
    "9223372036854.775808",
    "-9223372036854.775809",
    "99999999999999999999999999",
    "nan",
    "EUR EUR 5",
    "\xff",
};

static void reads_amounts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++) {
        int64_t micros = 0;
        char currency[4] = "XXX";
        struct error err = {0};
        if (money_parse(&micros, currency, amounts[i].text, &err) != OPTIBOM_OK)
            fail_msg("%s", err.text);
        assert_int_equal(micros, amounts[i].micros);
        assert_string_equal(currency, amounts[i].currency);
    }
}

static void refuses_what_is_no_amount(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        int64_t micros = 7;
        char currency[4] = "XXX";
        struct error err = {0};
        if (money_parse(&micros, currency, refused[i], &err) != OPTIBOM_BAD_INPUT)
            fail_msg("\"%s\" is accepted", refused[i]);
        assert_int_equal(micros, 7);
        assert_string_equal(currency, "XXX");
        assert_true(strlen(err.text) > 20);
    }
}

static void formats_exactly(void **state)
{
    (void)state;
    static const struct {
        int64_t micros;
        const char *text;
    } cases[] = {
        {1234500000, "1234.50"},
        {0, "0.00"},
        {1, "0.000001"},
        {-1, "-0.000001"},
        {-5250000, "-5.25"},
        {1230000, "1.23"},
        {1234000, "1.234"},
        {INT64_MAX, "9223372036854.775807"},
        {INT64_MIN, "-9223372036854.775808"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[32];
        money_format(text, cases[i].micros);
        assert_string_equal(text, cases[i].text);
        int64_t again;
        char currency[4] = "";
        struct error err = {0};
        assert_int_equal(money_parse(&again, currency, text, &err), OPTIBOM_OK);
        assert_int_equal(again, cases[i].micros);
    }
}

static void adds_and_multiplies_or_says_no(void **state)
{
    (void)state;
    int64_t out = 7;
    assert_true(money_add(&out, 2, 3));
    assert_int_equal(out, 5);
    assert_true(money_multiply(&out, -4, 3));
    assert_int_equal(out, -12);
    assert_false(money_add(&out, INT64_MAX, 1));
    assert_false(money_add(&out, INT64_MIN, -1));
    assert_false(money_multiply(&out, INT64_MAX, 2));
    assert_false(money_multiply(&out, INT64_MIN, -1));
    assert_int_equal(out, -12);
}

static void ratio_rounds_half_to_even(void **state)
{
    (void)state;
    static const struct {
        int64_t micros, numerator, denominator, expected;
    } cases[] = {
        {1, 1, 2, 0},
        {3, 1, 2, 2},
        {5, 1, 2, 2},
        {-1, 1, 2, 0},
        {-3, 1, 2, -2},
        {-5, 1, 2, -2},
        {7, 1, 4, 2},
        {5, 1, 4, 1},
        {6, 1, 4, 2},
        {2, -1, 4, 0},
        {6, -1, 4, -2},
        {100, 3, 7, 43},
        {10, 1, 3, 3},
        {20, 1, 3, 7},
        {0, 5, 9, 0},
        {INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX},
        {INT64_MIN, 1, 1, INT64_MIN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t out = 0;
        assert_true(money_ratio(&out, cases[i].micros, cases[i].numerator, cases[i].denominator));
        assert_int_equal(out, cases[i].expected);
    }
    int64_t out = 7;
    assert_false(money_ratio(&out, 1, 1, 0));
    assert_false(money_ratio(&out, 1, 1, -1));
    assert_false(money_ratio(&out, INT64_MAX, 2, 1));
    assert_false(money_ratio(&out, INT64_MIN, -1, 1));
    assert_int_equal(out, 7);
}

static void knows_currencies(void **state)
{
    (void)state;
    assert_true(money_currency_is_known("USD"));
    assert_true(money_currency_is_known("TWD"));
    assert_false(money_currency_is_known("usd"));
    assert_false(money_currency_is_known("XYZ"));
    assert_false(money_currency_is_known(""));
    assert_false(money_currency_is_known("USDX"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_amounts),
        cmocka_unit_test(refuses_what_is_no_amount),
        cmocka_unit_test(formats_exactly),
        cmocka_unit_test(adds_and_multiplies_or_says_no),
        cmocka_unit_test(ratio_rounds_half_to_even),
        cmocka_unit_test(knows_currencies),
    };
    return cmocka_run_group_tests_name("money", tests, NULL, NULL);
}
