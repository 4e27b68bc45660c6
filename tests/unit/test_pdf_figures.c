/* Figures as datasheets print them, and what is read: a text that is no plain figure stays as it
 * is. */
#include "check.h"

#include "import/pdf/pdf_figure.h"

#include <string.h>

static const struct {
    const char *text, *value, *remark; /* value "?" in front: doubted */
} figures[] = {
    {"from 5 to 9 W", "5..9 W", ""},
    {"25 deg C", "25 deg C", ""},
    {"25 deg F", "25 deg F", ""},
    {"0 \xe2\x84\x83",
     "0 \xc2\xb0"
     "C",
     ""},
    {"3.5 dB (Note 3)", "3.5 dB", ""},
    {"3.5 dB [2]", "3.5 dB", ""},
    {"14 W *", "14 W", ""},
    {"2.4 \xc3\x97 10^-4", "2.4E-4", ""},
    {"2.4x10-4", "2.4E-4", ""},
    {"2.4 x 10^-4", "2.4E-4", ""},
    {"10^-12", "10^-12", ""},
    {"1.5E-12", "1.5E-12", ""},
    {"1.5e+3 W", "1.5E3 W", ""},
    {"1,500,000 h", "1500000 h", ""},
    {"1,50 W", "?1.50 W", ""},
    {"max: 14 W", "max 14 W", ""},
    {"max = 14 W", "max = 14 W", ""},
    {"typ: -3 dBm", "-3 dBm", ""},
    {"~ 14 W", "14 W", ""},
    {"14 W ~", "14 W ~", ""},
    {"+/-5 %", "+/-5 %", ""},
    {"\xc2\xb1 6.5 nm", "\xc2\xb1 6.5 nm", ""},
    {"12 (typ) 14 (max) W", "12 (typ) 14 (max) W", ""},
    {"14 W @ 70 C", "14 W", "70 C"},
    {"3.3 V, 5 V, 12 V, 24 V", "3.3 V, 5 V, 12 V, 24 V", ""},
    {"12 W (Note", "12 W", "(Note"},
    {"12\xe2\x80\x93"
     "14 W",
     "12..14 W", ""},
    {"-3...4 dBm", "-3..4 dBm", ""},
    {"1310 nm \xc2\xb1 6.5 nm", "1310 nm \xc2\xb1 6.5 nm", ""},
    {"2 x 400G", "2 x 400G", ""},
    {"800 Gb/s (8 x 100G)", "800 Gb/s", "8 x 100G"},
    {"<= 3 dB", "max 3 dB", ""},
    {">= -3 dB", "min -3 dB", ""},
    {"3 dB min", "min 3 dB", ""},
    {"minimum 3 dB", "min 3 dB", ""},
    {"3 dB minimum", "min 3 dB", ""},
    {"3.5W/4W", "3.5W/4W", ""},
    {"85 %RH", "85 %RH", ""},
    {"5 to 85 % RH", "5 to 85 % RH", ""},
    {"min 1 typ 2 max 3 W", "1..2..3 W", ""},
    {"1 W min 2 W typ", "min 1 typ 2 W", ""},
    {"9 W max 8 W min", "8..9 W", ""},
    {"less than 3 dB", "max 3 dB", ""},
    {"up to 14 W", "max 14 W", ""},
    {"at least 3 dB", "min 3 dB", ""},
    {"more than 3 dB", "min 3 dB", ""},
    {"approx. 14 W", "14 W", ""},
    {"14 W\xe2\x80\xa0", "14 W", ""},
    {"3.5 (1) dB", "3.5", "(1) dB"},
    {"-", "", ""},
    {"--", "", ""},
    {"see note", "", ""},
    {"12 W or 14 W", "12 W or 14 W", ""},
    {"3 - 5", "3..5", ""},
    {"3 -5 dB", "3 -5 dB", ""},
    {"+3 dBm", "3 dBm", ""},
    {"- 3 dBm", "-3 dBm", ""},
    {"1.0E-5 h", "1.0E-5 h", ""},
    {"100 ppm", "100 ppm", ""},
    {"0.5 pJ/bit", "0.5 pJ/bit", ""},
    {"5 x 5 mm", "5 x 5 mm", ""},
    {"5 mm x 3 mm", "5 mm x 3 mm", ""},
    {".5 W", ".5 W", ""},
    {"5. W", "5. W", ""},
    {"1 234 W", "1 234 W", ""},
    {"3,3 V", "?3.3 V", ""},
    {"8 lanes", "8 lanes", ""},
    {"8-channel", "8-channel", ""},
    {"PAM4", "PAM4", ""},
    {"2 km over SMF", "2 km", "over SMF"},
    {"500 m (max.)", "max 500 m", ""},
    {"14 W typical, 16 W maximum", "typ 14 max 16 W", ""},
    {"(14 W)", "(14 W)", ""},
    {"14 W (typ) / 16 W (max)", "typ 14 max 16 W", ""},
    {"12 W; 14 W", "12 W; 14 W", ""},
    {"max14W", "max 14 W", ""},
    {"14Wmax", "14Wmax", ""},
    {"<14W", "max 14 W", ""},
    {"\xe2\x89\xa5"
     "86%",
     "min 86 %", ""},
    {"86 % \xe2\x89\xa4", "86 % \xe2\x89\xa4", ""},
    {"-40\xe2\x84\x83~85\xe2\x84\x83",
     "-40..85 \xc2\xb0"
     "C",
     ""},
    {"-40 \xc2\xb0"
     "C to +85 \xc2\xb0"
     "C",
     "-40..85 \xc2\xb0"
     "C",
     ""},
    {"0\xef\xbd\x9e"
     "70 C",
     "0..70 C", ""},
    {"1271/1291/1311/1331 nm", "1271/1291/1311/1331 nm", ""},
};

static void reads_what_is_printed(void **state)
{
    (void)state;
    for (size_t i = 0; i < CHECK_COUNT(figures); i++) {
        struct import_pdf_figure figure;
        struct arena arena;
        char value[256];
        arena_init(&arena);
        assert_true(import_pdf_figure_read(&figure, &arena, figures[i].text, "", IMPORT_PDF_ANY));
        snprintf(value, sizeof value, "%s%s", figure.doubt != NULL ? "?" : "",
                 figure.text != NULL ? figure.text : "");
        if (strcmp(value, figures[i].value) != 0 ||
            strcmp(figure.remark != NULL ? figure.remark : "", figures[i].remark) != 0)
            fail_msg("'%s': got '%s', '%s'", figures[i].text, value,
                     figure.remark != NULL ? figure.remark : "");
        arena_fini(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_what_is_printed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
