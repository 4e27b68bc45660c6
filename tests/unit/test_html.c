/* The page: its texts, short numbers and the hash that its policy names. */
#include "check.h"

#include "report/html/html_page.h"

#include <string.h>

static void escapes(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t columns;
        const char *html;
        bool is_cut;
    } rows[] = {
        {"<b> & \"c\" 'd'", 99, "&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;", false},
        {"a\nb\tc\r\x01\x7f", 99, "a b c ", false},
        {"\xe2\x80\xaeturned \xff", 99, "turned \xef\xbf\xbd", false},
        {"abcdef", 6, "abcdef", false},
        {"abcdefg", 6, "abcde\xe2\x80\xa6", true},
        {"<<<", 2, "&lt;\xe2\x80\xa6", true},
        {"", 0, "", false},
        {"\xc3\xa4\xc3\xb6\xc3\xbc", 3, "\xc3\xa4\xc3\xb6\xc3\xbc", false},
        {"\xf0\x9f\x98\x80\xf0\x9f\x98\x80", 3, "\xf0\x9f\x98\x80\xe2\x80\xa6", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf out;
        buf_init(&out);
        assert_int_equal(html_escape_cut(&out, rows[i].text, rows[i].columns), rows[i].is_cut);
        assert_string_equal(buf_text(&out), rows[i].html);
        buf_fini(&out);
    }
}

static void shortens_numbers(void **state)
{
    (void)state;
    static const struct {
        enum table_kind kind;
        const char *unit;
        double value;
        const char *text;
    } rows[] = {
        {TABLE_POWER, "W", 481670, "481.7 kW"},
        {TABLE_POWER, "W", 5200, "5,200 W"},
        {TABLE_POWER, "W", 2.5e6, "2.5 MW"},
        {TABLE_MONEY, "USD", 12947334, "12.95 M USD"},
        {TABLE_MONEY, "EUR", -17493.3, "-17.49 k EUR"},
        {TABLE_PERCENT, "", 0.53333, "53.33 %"},
        {TABLE_PERCENT, "", -0.00099, "-0.1 %"},
        {TABLE_REAL, "1", 3, "3"},
        {TABLE_REAL, "", 0, "0"},
        {TABLE_REAL, "dB", 0.0081, "0.0081 dB"},
        {TABLE_REAL, "", 9999.4, "9,999"},
        {TABLE_REAL, "", 999960, "1 M"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct table_column column = {
            .name = "c", .kind = rows[i].kind, .unit = rows[i].unit};
        struct buf out;
        buf_init(&out);
        html_short(&out, &column, rows[i].value);
        assert_string_equal(buf_text(&out), rows[i].text);
        buf_fini(&out);
    }
}

/* Against another program's SHA-256, around the ends of blocks. */
static void hashes(void **state)
{
    (void)state;
    static const struct {
        char c;
        size_t count;
        const char *hash;
    } rows[] = {
        {'a', 0, "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="},
        {'a', 55, "sha256-n0OQ+NMMLdkuyfCVtl4rmumwqSWlJY4kHJ8ekQ9zQxg="},
        {'a', 56, "sha256-s1Q5pKxvCUi21vnjxq8PX1kM4g8b3nCQ73lwaG7Gc4o="},
        {'a', 64, "sha256-/+BU/nrgy23GXDr5th1SCfQ5hR20PQulmXM33xVGaOs="},
        {'a', 1000, "sha256-Qe3s5C1j6Nm/UVqbppMuHCDLyfWl0TRkWttdsblzfqM="},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[1000];
        struct buf out;
        memset(text, rows[i].c, sizeof text);
        buf_init(&out);
        html_hash(&out, text, rows[i].count);
        assert_string_equal(buf_text(&out), rows[i].hash);
        buf_fini(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(escapes),
        cmocka_unit_test(shortens_numbers),
        cmocka_unit_test(hashes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
