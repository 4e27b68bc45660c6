/*
 * Signs of a datasheet: raised figures, marks of footnotes, bullets, brackets, commas and units,
 * and which of them belong to a value.
 */
#include "check.h"

#include "pdf_reading.h"

#include "import/pdf/pdf_figure.h"
#include "import/pdf/pdf_terms.h"

#define HEAD "Part number      EX-1-A\n"
#define DASH "\xe2\x80\x93"
#define TIMES "\xc3\x97"
#define DEGREE "\xc2\xb0"
#define DAGGER "\xe2\x80\xa0"

/* "^2" draws a raised 2; a "?" behind a value says that it is doubted. */
static const struct {
    const char *what, *drawing, *facts;
} drawings[] = {
    {"powers of ten; a figure that is raised for another reason is doubted, or a mark",
     HEAD "Error rate       2.4x10 ^-4 max\n"
          "Error floor      10 ^-12\n"
          "Bit errors       2.4 " TIMES " 10 ^" DASH "6\n"
          "Lifetime         5 x 10 ^5 h\n"
          "Cycles           3\xc2\xb7"
          "10 ^4\n"
          "Rate             110 ^2\n"
          "Margin           10 ^3\n"
          "Ratio            A x10 ^4\n"
          "Index            10 ^a\n",
     "EX-1-A: Error rate=max 2.4E-4; Error floor=1E-12?; Bit errors=2.4E-6?; Lifetime=5E5 h; "
     "Cycles=3E4; Rate=110; Margin=10?; Ratio=A?; Index=10;"},
    {"degrees, of which the circle may be a letter, a figure, or another sign",
     HEAD "Case             0 to 70 ^o C\n"
          "Storage          -40 to 85 ^0 C\n"
          "Ambient          32 to 140 ^o F\n"
          "Peak             90 ^" DEGREE " C\n"
          "Rise             30 ^\xc2\xba C\n"
          "Class            1 ^o Class\n",
     "EX-1-A: Case=0..70 " DEGREE "C; Storage=-40..85 " DEGREE "C; Ambient=32..140 " DEGREE
     "F; Peak=90 " DEGREE "C; Rise=30 " DEGREE "C; Class=1 Class;"},
    {"areas and volumes, and a mark behind a length",
     HEAD "Area             12 mm ^2\n"
          "Volume           30 mm ^3\n"
          "Length           30 mm ^4\n",
     "EX-1-A: Area=12 mm2; Volume=30 mm3; Length=30 mm;"},
    {"raised marks",
     HEAD "Power ^" DAGGER "            14 W\n"
          "Loss ^\xe2\x80\xa1             3 dB\n"
          "Reach ^TM            500 m\n"
          "Weight ^\xc2\xae           45 g\n"
          "Width ^" DEGREE "            18 mm\n"
          "Height ^\xc2\xba           9 mm\n"
          "Depth ^a)          90 mm\n"
          "Length ^b           100 mm\n"
          "Noise ^(2)         3 dB\n"
          "Delay ^*           3 ns\n",
     "EX-1-A: Power=14 W; Loss=3 dB; Reach=500 m; Weight=45 g; Width=18 mm; Height=9 mm; Depth=90 "
     "mm; Length=100 mm; Noise=3 dB; Delay=3 ns;"},
    {"marks behind values",
     HEAD "Power            14 W" DAGGER "\n"
          "Loss             3 dB\xe2\x80\xa1\n"
          "Reach            500 m (Note 3)\n"
          "Draw             12 W [2]\n"
          "Load             13 W (Notes 1, 2)\n"
          "Tilt             3 dB 12)\n",
     "EX-1-A: Power=14 W; Loss=3 dB; Reach=500 m; Draw=12 W; Load=13 W; Tilt=3 dB;"},
    {"bullets of symbol fonts, of which U+F900 is none, and signs before words",
     HEAD "\n\n\n\xef\x82\xb7 Power dissipation < 14 W\n"
          "\xef\x83\xbc Reach up to 2 km\n"
          "\xef\xa4\x80 Loss of 3 dB max\n"
          "\xee\x80\x80 Supply voltage 3.3 V\n"
          "- Bandwidth of 100 GHz\n"
          "* Length of 3 m\n",
     "EX-1-A?: Power dissipation=max 14 W?; Reach=max 2 km?; Supply voltage=3.3 V?; Bandwidth=100 "
     "GHz?; Length=3 m?;"},
};

static void signs_of_datasheets(void **state)
{
    (void)state;
    for (size_t i = 0; i < CHECK_COUNT(drawings); i++) {
        char facts[2048];
        read_drawn(facts, sizeof facts, drawings[i].drawing);
        if (strcmp(facts, drawings[i].facts) != 0)
            print_message("%s\n", drawings[i].what);
        assert_string_equal(facts, drawings[i].facts);
    }
}

/* ---- figures ---- */

static const struct {
    const char *text, *unit, *value, *remark; /* value "?" in front: doubted */
} figures[] = {
    /* what says of which side a figure is */
    {"max: 14 W", "", "max 14 W", ""},
    {"max=14 W", "", "max 14 W", ""},
    {"max14 W", "", "max 14 W", ""},
    {"3 W (typ)", "", "3 W", ""},
    {"14 W (max", "", "14 W", "(max"},
    {"14 W maximal", "", "14 W maximal", ""},
    {"min 1 W, max 15 W; typ 9 W", "", "1..9..15 W", ""},
    {"max 14 W, max 15 W", "", "max 14 W", "max 15 W"},
    /* powers of ten */
    {"2.4E+4", "", "2.4E4", ""},
    {"2.4x10-4", "", "2.4E-4", ""},
    {"3 * 10^4", "", "3E4", ""},
    {"2.4E", "", "2.4E", ""},
    {"1E1234", "", "1E1234", ""},
    {"2.4x10", "", "2.4x10", ""},
    /* points and commas: two of one kind, or one of each, make no figure */
    {".5 W", "", ".5 W", ""},
    {"1.2.3 W", "", "1.2.3 W", ""},
    {"1.234,567 W", "", "1.234,567 W", ""},
    {"1.234,5 W", "", "1.234,5 W", ""},
    {"1,5,5 W", "", "1,5,5 W", ""},
    {"1,500,5 W", "", "?1500.5 W", ""},
    {"1,500..2,500 W", "", "1500..2500 W", ""},
    {"1,5..2,500 W", "", "?1.5..2500 W", ""},
    {"123456789012345678901234567890123456789012345678901234567890 W", "",
     "123456789012345678901234567890123456789012345678901234567890 W", ""},
    /* signs and ranges */
    {"from 3 to 5 W", "", "3..5 W", ""},
    {"1..2..3 W", "", "1..2..3 W", ""},
    {"1 to 2 to 3 to 4 W", "", "1 to 2 to 3 to 4 W", ""},
    {"+ 3 dBm", "", "3 dBm", ""},
    {"- 3 dBm", "", "-3 dBm", ""},
    {"5 - 85 %", "", "5..85 %", ""},
    {"5- 85 %", "", "5- 85 %", ""},
    {"5--3 C", "", "?5..-3 C", ""},
    {"-5-+3 C", "", "-5..3 C", ""},
    {"5-x", "", "5-x", ""},
    /* units */
    {"70 " DEGREE " C", "", "70 " DEGREE "C", ""},
    {"70 " DEGREE " F", "", "70 " DEGREE "F", ""},
    {"70 " DEGREE " K", "", "70 " DEGREE " K", ""},
    {"70 " DEGREE " Class", "", "70 " DEGREE " Class", ""},
    {"70 deg Class", "", "70 deg Class", ""},
    {"800GHz", "", "800 GHz", ""},
    {"800 G", "", "800 G", ""},
    {"25k", "", "25k", ""},
    {"14 Wattsandmoreandmoreandmoreandmore", "", "14 Wattsandmoreandmoreandmoreandmore", ""},
    {"0.4" TIMES "2.5", "um", "0.4" TIMES "2.5 um", ""},
    {"0.4 x 2.5", "um", "0.4 x 2.5 um", ""},
    {"x14", "um", "?x14", ""},
    {"/14", "um", "?/14", ""},
    /* marks that may be digits, and brackets that are no marks */
    {"2.5)", "", "?2", ""},
    {"3)", "", "3)", ""},
    {"2.51 W)", "", "2.51 W)", ""},
    {"14 12", "", "?14", ""},
    {"14 123", "", "14 123", ""},
    {"14 W**", "", "14 W", ""},
    {"14 W (notes 3)", "", "14 W", ""},
    {"14 W (mote 3)", "", "14 W", "mote 3"},
    {"14 W (12345678)", "", "14 W", "12345678"},
    {"14 W (12,34,5)", "", "14 W", "12,34,5"},
    {"14 W (3]", "", "14 W", "(3]"},
    {"14 W x12)", "", "14 W x12)", ""},
    {"14 W (x) 1)", "", "14 W", "(x) 1)"},
    {"(Note 3)", "", "(Note 3)", ""},
    /* what is no UTF-8 stays as it is */
    {"\xff"
     "14 W",
     "",
     "\xff"
     "14 W",
     ""},
    {"  14   W  ", "", "14 W", ""},
    {"see Figure 2", "W", "", ""},
};

static void signs_of_figures(void **state)
{
    (void)state;
    for (size_t i = 0; i < CHECK_COUNT(figures); i++) {
        struct import_pdf_figure figure;
        struct arena arena;
        char value[128];
        arena_init(&arena);
        assert_true(import_pdf_figure_read(&figure, &arena, figures[i].text, figures[i].unit,
                                           IMPORT_PDF_ANY));
        snprintf(value, sizeof value, "%s%s", figure.doubt != NULL ? "?" : "",
                 figure.text != NULL ? figure.text : "");
        assert_string_equal(value, figures[i].value);
        assert_string_equal(figure.remark != NULL ? figure.remark : "", figures[i].remark);
        arena_fini(&arena);
    }
}

/* Limits that run downwards, whichever of the three are there. */
static void limits_run_upwards(void **state)
{
    static const struct {
        const char *min, *typ, *max, *value;
    } rows[] = {
        {"1,500", "", "2,5", "?1500..2.5 W"},
        {"5", "3", "", "?min 5 typ 3 W"},
        {"", "5", "3", "?typ 5 max 3 W"},
        {"1,500", "2,000", "3,500", "1500..2000..3500 W"},
    };
    (void)state;
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        struct import_pdf_figure figure;
        struct arena arena;
        char value[64];
        arena_init(&arena);
        assert_true(
            import_pdf_figure_limits(&figure, &arena, rows[i].min, rows[i].typ, rows[i].max, "W"));
        snprintf(value, sizeof value, "%s%s", figure.doubt != NULL ? "?" : "", figure.text);
        assert_string_equal(value, rows[i].value);
        arena_fini(&arena);
    }
    assert_int_equal(import_pdf_figure_side("Power (min) max"), IMPORT_PDF_ANY);
    assert_int_equal(import_pdf_figure_side("Power max, maximum"), IMPORT_PDF_HIGH);
    assert_int_equal(import_pdf_figure_side("typ. power"), IMPORT_PDF_MIDDLE);
}

/* ---- labels and part numbers ---- */

static void units_of_labels(void **state)
{
    static const struct {
        const char *text, *label, *unit; /* NULL: it has none */
    } cases[] = {
        {"Power (W)", "Power", "W"}, {"Power [W]:", "Power", "W"},
        {"Power, W", "Power", "W"},  {"Rise (\xce\xa9)", "Rise", "\xce\xa9"},
        {"Power (W]", NULL, NULL},   {"Power ( )", NULL, NULL},
        {"Power ()", NULL, NULL},    {"Power ,", NULL, NULL},
        {"Power (3)", NULL, NULL},   {"Hold (min)", NULL, NULL}, /* the least, rarely minutes */
        {"Price (USD)", NULL, NULL}, {"(W)", NULL, NULL},
        {" (W)", NULL, NULL},        {"Power (a remark that is longer than any unit)", NULL, NULL},
    };
    (void)state;
    for (size_t i = 0; i < CHECK_COUNT(cases); i++) {
        size_t length = 0, unit_length = 0;
        const char *unit = "";
        bool is_split = import_pdf_split_unit(cases[i].text, &length, &unit, &unit_length);
        assert_int_equal(is_split, cases[i].unit != NULL);
        if (!is_split)
            continue;
        assert_int_equal(length, strlen(cases[i].label));
        assert_memory_equal(cases[i].text, cases[i].label, length);
        assert_int_equal(unit_length, strlen(cases[i].unit));
        assert_memory_equal(unit, cases[i].unit, unit_length);
    }
}

static void words_like_part_numbers(void **state)
{
    static const struct {
        const char *text;
        bool is_part, is_sure;
    } cases[] = {
        {"EX-100-AB", true, true},     {"EX_100-AB", true, true},   {"EX/100-AB", true, false},
        {"1234-AB", true, false},      {"a1-bcdef", true, false},   {"12-34-567", true, false},
        {"400-G-100-AB", true, false}, {"800T-1-2-3", true, false}, {"800g-x", false, false},
        {"1.6T-2DR4", false, false},   {"EX-1##A", false, false},   {"EX-1XXA", false, false},
        {"EX-1-X", false, false},      {"EX-1-x", false, false},    {"EX-12**", false, false},
        {"EX-1?", false, false},
    };
    (void)state;
    for (size_t i = 0; i < CHECK_COUNT(cases); i++) {
        if (import_pdf_is_part(cases[i].text) != cases[i].is_part ||
            import_pdf_is_part_surely(cases[i].text) != cases[i].is_sure)
            fail_msg("%s", cases[i].text);
    }
}

static void words_like_modes(void **state)
{
    static const char *const yes[] = {"400G", "2x400G mode", "1.6T", "400GE", "400Gb/s", "lane"};
    static const char *const no[] = {"400gx", "x4 t", "14 W", ""};
    char text[2 * IMPORT_PDF_KEY_SIZE], key[IMPORT_PDF_KEY_SIZE];
    (void)state;
    for (size_t i = 0; i < CHECK_COUNT(yes); i++)
        assert_true(import_pdf_is_mode(yes[i]));
    for (size_t i = 0; i < CHECK_COUNT(no); i++)
        assert_false(import_pdf_is_mode(no[i]));
    /* What is too long for a key is cut. */
    memset(text, 'A', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    import_pdf_key(key, text);
    assert_in_range(strlen(key), IMPORT_PDF_KEY_SIZE - 4, IMPORT_PDF_KEY_SIZE - 1);
    assert_int_equal(strspn(key, "a"), strlen(key));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signs_of_datasheets),     cmocka_unit_test(signs_of_figures),
        cmocka_unit_test(limits_run_upwards),      cmocka_unit_test(units_of_labels),
        cmocka_unit_test(words_like_part_numbers), cmocka_unit_test(words_like_modes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
