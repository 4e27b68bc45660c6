#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "pdf_reading.h"

#include "import/pdf/pdf_figure.h"
#include "import/pdf/pdf_plain.h"
#include "import/pdf/pdf_reader.h"
#include "import/pdf/pdf_terms.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PN "Part number:   EX-1-A\n\n\n"
#define HAS "EX-1-A:"

static const struct {
    const char *what, *drawing, *facts;
} documents[] = {
    {"label and value",
     "Part number      EX-1-A\n"
     "Manufacturer     Example Inc.\n"
     "Form factor      OSFP\n"
     "Power            max. 14 W\n",
     HAS " Vendor=Example Inc.; Form factor=OSFP; Power=max 14 W;"},
    {"values and labels that wrap, rows with space between",
     "Part number         EX-1-A\n\n"
     "Standards           IEEE 802.3ba,\n"
     "                    SFF-8636\n\n"
     "Operating case      0 to 70 C\n"
     "temperature\n\n"
     "Connector           LC\n",
     HAS " Standards=IEEE 802.3ba, SFF-8636; Operating case temperature=0..70 C; Connector=LC;"},
    {"limits, with a note column and raised marks",
     PN "Parameter          Symbol   Min     Typ     Max     Unit   Notes\n"
        "Launch power ^1    P        -2.9            4.0     dBm    1\n"
        "Power consumption  PD       -       12      14 ^2   W\n"
        "Wavelength                  1304.5  1311    1317.5  nm\n"
        "Extinction ratio   ER       3.5                     dB\n",
     HAS " Launch power=-2.9..4.0 dBm; Power consumption=typ 12 max 14 W; "
         "Wavelength=1304.5..1311..1317.5 nm; Extinction ratio=min 3.5 dB;"},
    {"the same head again behind a page break, and a table that goes on without",
     PN "Parameter       Min   Max   Unit\n"
        "Power                 14    W\n"
        "\fParameter       Min   Max   Unit\n"
        "Loss                  3     dB\n"
        "\f"
        "Temperature     0     70    C\n",
     HAS " Power=max 14 W; Loss=max 3 dB; Temperature=0..70 C;"},
    {"units in labels, in the head, none",
     PN "Parameter           Typ    Max\n"
        "Output power (mW)   80     100\n"
        "Supply voltage      3.3\n"
        "Number of lanes     8\n",
     HAS " Output power=typ 80 max 100 mW; Supply voltage=3.3?; Number of lanes=8;"},
    {"an ordering table beside common data",
     "Item            Specification\n"
     "Form factor     QSFP-DD\n\n\n\n"
     "Part number     Reach     Connector\n"
     "EX-1-DR4        500 m     MPO-12\n"
     "EX-1-FR4        2 km      LC\n",
     "EX-1-DR4: Form factor=QSFP-DD; Reach=500 m; Connector=MPO-12;\n"
     "EX-1-FR4: Form factor=QSFP-DD; Reach=2 km; Connector=LC;"},
    {"parts side by side",
     "Model        EX-1-DR4    EX-1-FR4\n"
     "Reach        500 m       2 km\n"
     "Power        8 W         -\n",
     "EX-1-DR4: Reach=500 m; Power=8 W;\n"
     "EX-1-FR4: Reach=2 km;"},
    {"modes in columns",
     PN "Parameter             400G     800G     Unit\n"
        "Power consumption     9        14       W\n",
     HAS " Power consumption (400G)=9 W; Power consumption (800G)=14 W;"},
    {"modes in rows below their label",
     PN "Parameter             Typ      Max      Unit\n"
        "Power consumption\n"
        "400G mode             8        9        W\n"
        "800G mode             13       14       W\n",
     HAS " Power consumption (400G mode)=typ 8 max 9 W; "
         "Power consumption (800G mode)=typ 13 max 14 W;"},
    {"limits by mode",
     PN "                400G            800G\n"
        "Parameter       Min     Max     Min     Max     Unit\n"
        "Output power    -10     0       -8      0       dBm\n",
     HAS " Output power (400G)=-10..0 dBm; Output power (800G)=-8..0 dBm;"},
    {"values that differ: told apart by section, or doubted",
     PN "Transmitter\n\n"
        "Parameter       Min   Max   Unit\n"
        "Power           -3    3     dBm\n\n\n\n"
        "Receiver\n\n"
        "Parameter       Min   Max   Unit\n"
        "Power           -6    3     dBm\n",
     HAS " Power (Transmitter)=-3..3 dBm; Power (Receiver)=-6..3 dBm;"},
    {"values that differ for no reason given",
     "Part number     EX-1-A\n"
     "Reach           2 km\n"
     "Reach           10 km\n",
     HAS " Reach=2 km?;"},
    {"ratings are no operating values",
     PN "Absolute maximum ratings\n\n"
        "Parameter              Min    Max   Unit\n"
        "Supply voltage         -0.5   3.6   V\n"
        "Storage temperature    -40    85    C\n",
     HAS " Supply voltage=-0.5..3.6 V?; Storage temperature=-40..85 C;"},
    {"figures with marks glued to them",
     PN "Parameter        Min     Typ    Max     Unit\n"
        "Ratio            2.51)                  dB\n"
        "Sensitivity                     -4.4 5  dBm\n",
     HAS " Ratio=min 2.5 dB?; Sensitivity=max -4.4 dBm?;"},
    {"one cell for two rows has no sure label",
     PN "Parameter      Min      Max      Unit\n"
        "Wavelength     1264     1277     nm\n"
        "               1284     1297     nm\n"
        "Power                   14       W\n",
     HAS " Wavelength=1264..1277 nm?; Power=max 14 W?;"},
    {"features are doubted, and give way to tables",
     PN "Features\n"
        "\xe2\x80\xa2 Up to 2 km reach on SMF\n"
        "\xe2\x80\xa2 Power dissipation < 14 W\n"
        "\xe2\x80\xa2 Duplex LC connector\n"
        "\xe2\x80\xa2 RoHS compliant\n\n\n\n"
        "Reach            500 m\n"
        "Wavelength       1310 nm\n",
     HAS " Reach=500 m; Wavelength=1310 nm; Power dissipation=max 14 W?; Connector=Duplex LC?;"},
    {"lines with colons",
     "Part number: EX-1-A\n"
     "Lane rate: 106.25 Gb/s\n"
     "Process: 5 nm\n",
     HAS " Lane rate=106.25 Gb/s; Process=5 nm;"},
    {"prose gives no facts",
     "The EX-1-A module\n\n\n"
     "The module takes 14 W and reaches over 2 km of fiber, as early users\n"
     "report. Note: kits are loaned for 90 days. It ran at 45 C without any\n"
     "error in a demonstration of 2024, and more will be told later.\n",
     "EX-1-A?:"},
    {"a maker is known by its copyright",
     PN "(c) 2025 Example Photonics, Inc. All rights reserved.\n",
     HAS " Vendor=Example Photonics, Inc.?;"},
    {"no part number, a row without",
     "Power        14 W\n"
     "Reach        2 km\n",
     ": Power=14 W; Reach=2 km;"},
    {"pins are not about the product",
     PN "Pin    Symbol   Description\n"
        "1      GND      Ground\n"
        "2      TX2p     Data\n",
     HAS},
    {"two columns of text",
     "The module connects hosts and           Part number     EX-1-A\n"
     "switches over fiber. it takes the       Reach           500 m\n"
     "place of earlier modules that are       Power           14 W\n"
     "less dense and need more power in       Connector       LC\n"
     "the same cage of the same host.         Weight          45 g\n",
     HAS " Reach=500 m; Power=14 W; Connector=LC; Weight=45 g;"},
};

static void reads_documents(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        char facts[2048];
        read_drawn(facts, sizeof facts, documents[i].drawing);
        if (strcmp(facts, documents[i].facts) != 0)
            print_message("%s\n", documents[i].what);
        assert_string_equal(facts, documents[i].facts);
    }
}

static void says_where(void **state)
{
    (void)state;
    static char xhtml[TEXT_SIZE];
    static const char drawing[] = PN "\fParameter          Min  Typ  Max  Unit\n"
                                     "Power consumption       12   14   W\n";
    const char *cells[8], *places[8], *conditions[8], *doubts[8];
    struct import_pdf_sheet sheet;
    struct error err = {0};
    struct arena arena;
    arena_init(&arena);
    draw(xhtml, drawing);
    assert_int_equal(read_xhtml(&sheet, &arena, xhtml, strlen(xhtml), &err), OPTIBOM_OK);
    assert_int_equal(sheet.column_count, 3);
    import_pdf_sheet_row(&sheet, 0, cells, places, conditions, doubts);
    assert_string_equal(places[1], "page 1: Part number: | EX-1-A");
    assert_string_equal(places[2], "page 2: Power consumption | - | 12 | 14 | W");
    assert_null(doubts[2]);
    arena_fini(&arena);
}

/* ---- values ---- */

static const struct {
    const char *text, *unit;
    enum import_pdf_side side;
    const char *value, *remark; /* value "?" in front: doubted */
} figures[] = {
    {"14 W", "", IMPORT_PDF_ANY, "14 W", ""},
    {"14W", "", IMPORT_PDF_ANY, "14 W", ""},
    {"800G", "", IMPORT_PDF_ANY, "800G", ""},
    {"14", "W", IMPORT_PDF_HIGH, "max 14 W", ""},
    {"max. 14 W", "", IMPORT_PDF_ANY, "max 14 W", ""},
    {"14 W (max.)", "", IMPORT_PDF_ANY, "max 14 W", ""},
    {"< 14 W", "", IMPORT_PDF_ANY, "max 14 W", ""},
    {"\xe2\x89\xa4 \xe2\x88\x92"
     "10.6 dBm",
     "", IMPORT_PDF_ANY, "max -10.6 dBm", ""},
    {"\xe2\x89\xa5 40 dB", "", IMPORT_PDF_ANY, "min 40 dB", ""},
    {"12 W typical", "", IMPORT_PDF_ANY, "12 W", ""},
    {"typ. 11 W, max. 13.5 W", "", IMPORT_PDF_ANY, "typ 11 max 13.5 W", ""},
    {"9 W typ. / 11 W max.", "", IMPORT_PDF_ANY, "typ 9 max 11 W", ""},
    {"0 to 70 \xc2\xb0"
     "C",
     "", IMPORT_PDF_ANY,
     "0..70 \xc2\xb0"
     "C",
     ""},
    {"-40 \xe2\x84\x83 ~ +85 \xe2\x84\x83", "", IMPORT_PDF_ANY,
     "-40..85 \xc2\xb0"
     "C",
     ""},
    {"1304.5 \xe2\x80\x93 1317.5 nm", "", IMPORT_PDF_ANY, "1304.5..1317.5 nm", ""},
    {"5-85%", "", IMPORT_PDF_ANY, "5..85 %", ""},
    {"70 to 0 C", "", IMPORT_PDF_ANY, "?70..0 C", ""},
    {"500 m (SMF)", "", IMPORT_PDF_ANY, "500 m", "SMF"},
    {"53 Gb/s per lane", "", IMPORT_PDF_ANY, "53 Gb/s", "per lane"},
    {"14 W (1)", "", IMPORT_PDF_ANY, "14 W", ""},
    {"14 W 1)", "", IMPORT_PDF_ANY, "14 W", ""},
    {"8*", "", IMPORT_PDF_ANY, "8", ""},
    {"3.51)", "dB", IMPORT_PDF_LOW, "?min 3.5 dB", ""},
    {"3.5 1", "dB", IMPORT_PDF_ANY, "?3.5 dB", ""},
    {"3,5 W", "", IMPORT_PDF_ANY, "?3.5 W", ""},
    {"1,500 W", "", IMPORT_PDF_ANY, "1500 W", ""},
    {"2.4x10^-4", "", IMPORT_PDF_HIGH, "max 2.4E-4", ""},
    {"3.3 V \xc2\xb1 5 %", "", IMPORT_PDF_ANY, "3.3 V \xc2\xb1 5 %", ""},
    {"1271, 1291 nm", "", IMPORT_PDF_ANY, "1271, 1291 nm", ""},
    {"1295.56 / 1300.05 nm", "", IMPORT_PDF_ANY, "1295.56 / 1300.05 nm", ""},
    {"8 x 106.25 Gb/s", "", IMPORT_PDF_ANY, "8 x 106.25 Gb/s", ""},
    {"\xe2\x89\xa5"
     "86% at 19 um, \xe2\x89\xa4"
     "30% at 4.5 um",
     "", IMPORT_PDF_ANY,
     "\xe2\x89\xa5"
     "86% at 19 um, \xe2\x89\xa4"
     "30% at 4.5 um",
     ""},
    {"LC duplex", "", IMPORT_PDF_ANY, "LC duplex", ""},
    {"PAM4", "W", IMPORT_PDF_ANY, "?PAM4", ""},
    {"500 mW to 2 W", "", IMPORT_PDF_ANY, "500 mW to 2 W", ""},
    {"-", "W", IMPORT_PDF_ANY, "", ""},
    {"TBD", "", IMPORT_PDF_ANY, "", ""},
    {"n/a", "W", IMPORT_PDF_ANY, "", ""},
};

static void reads_figures(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        struct import_pdf_figure figure;
        struct arena arena;
        char value[256];
        arena_init(&arena);
        assert_true(import_pdf_figure_read(&figure, &arena, figures[i].text, figures[i].unit,
                                           figures[i].side));
        snprintf(value, sizeof value, "%s%s", figure.doubt != NULL ? "?" : "",
                 figure.text != NULL ? figure.text : "");
        assert_string_equal(value, figures[i].value);
        assert_string_equal(figure.remark != NULL ? figure.remark : "", figures[i].remark);
        arena_fini(&arena);
    }
}

static void reads_limits(void **state)
{
    (void)state;
    static const struct {
        const char *min, *typ, *max, *unit, *value;
    } rows[] = {
        {"1", "2", "3", "W", "1..2..3 W"},
        {"1", "", "3", "W", "1..3 W"},
        {"-", "12", "14", "W", "typ 12 max 14 W"},
        {"80", "100", "-", "mW", "min 80 typ 100 mW"},
        {"", "12", "", "W", "12 W"},
        {"", "", "14", "W", "max 14 W"},
        {"3.5", "", "", "dB", "min 3.5 dB"},
        {"0 C", "", "70 C", "", "0..70 C"},
        {"", "0 ~ 70", "", "C", "0..70 C"},
        {"", "PAM4", "", "", "PAM4"},
        {"-2.2 -1.9", "", "4", "dBm", ""},
        {"", "", "", "W", ""},
        {"5", "", "3", "W", "?5..3 W"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct import_pdf_figure figure;
        struct arena arena;
        char value[64];
        arena_init(&arena);
        assert_true(import_pdf_figure_limits(&figure, &arena, rows[i].min, rows[i].typ, rows[i].max,
                                             rows[i].unit));
        snprintf(value, sizeof value, "%s%s", figure.doubt != NULL ? "?" : "",
                 figure.text != NULL ? figure.text : "");
        assert_string_equal(value, rows[i].value);
        arena_fini(&arena);
    }
}

static void knows_part_numbers(void **state)
{
    (void)state;
    static const char *const parts[] = {"EX-OSFP-DR8", "EX-1", "900-12345", "MMA1B00-C100D",
                                        "QDD-400G-DR4-S"};
    static const char *const others[] = {"400GBASE-DR4", "IEEE802.3bs", "QSFP-DD",  "MPO-12",
                                         "EX-8-xxx",     "800G-DR8",    "see",      "14",
                                         "EX-8-[AB]",    "-",           "CMIS-5.0", "EX-1-"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        assert_true(import_pdf_is_part(parts[i]));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(import_pdf_is_part(others[i]));
}

/* ---- what pdftotext may write ---- */

static void refuse(const char *xhtml, size_t length, const char *why)
{
    struct import_pdf_sheet sheet;
    struct error err = {0};
    struct arena arena;
    arena_init(&arena);
    assert_int_equal(read_xhtml(&sheet, &arena, xhtml, length, &err), OPTIBOM_BAD_INPUT);
    assert_string_equal(err.text, why);
    arena_fini(&arena);
}

static void refuses_what_is_no_text(void **state)
{
    (void)state;
    static const char scan[] = "<html><page width=\"600\" height=\"800\"></page></html>";
    static const char cut[] = "<html>\n<page width=\"600\" height=\"800\">";
    static const char entity[] = "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>";
    refuse(scan, strlen(scan),
           "t.pdf: has no text: it is a scan; recognise its text first (for instance with "
           "ocrmypdf) or fetch the maker's own PDF");
    refuse(cut, strlen(cut),
           "t.pdf: its text cannot be read: line 2 of what pdftotext wrote is not well-formed; "
           "print the document to a new PDF and import that");
    refuse(entity, strlen(entity),
           "t.pdf: its text declares entities, which pdftotext never writes; print the document "
           "to a new PDF and import that");
}

static void bounds_pages_and_words(void **state)
{
    (void)state;
    static const char page[] = "<page width=\"600\" height=\"800\"></page>";
    static const char word[] = "<word xMin=\"1\" yMin=\"1\" xMax=\"9\" yMax=\"9\">a</word>";
    size_t size = 1024 * 1024;
    char *text = calloc(1, size);
    assert_non_null(text);
    size_t used = (size_t)snprintf(text, size, "<html>");
    for (int i = 0; i <= IMPORT_PDF_PAGES_MAX; i++)
        used += (size_t)snprintf(text + used, size - used, "%s", page);
    refuse(text, used,
           "t.pdf: has more than 300 pages, which is no datasheet; cut out the pages of one "
           "product");
    used = (size_t)snprintf(text, size, "<html><page width=\"600\" height=\"800\">");
    for (int i = 0; i <= IMPORT_PDF_PAGE_WORDS_MAX; i++)
        used += (size_t)snprintf(text + used, size - used, "%s", word);
    refuse(text, used,
           "t.pdf: page 1: the document has more words than any datasheet; cut out the pages of "
           "one product");
    free(text);
}

/* Control characters and broken UTF-8, as fonts without a table of characters give them. */
static void survives_bad_characters(void **state)
{
    (void)state;
    static const char xhtml[] =
        "<html><page width=\"600\" height=\"800\">"
        "<word xMin=\"50\" yMin=\"50\" xMax=\"90\" yMax=\"60\">\x01\xff\xed\xa0\x80</word>"
        "<word xMin=\"50\" yMin=\"90\" xMax=\"80\" yMax=\"100\">P/N:</word>"
        "<word xMin=\"85\" yMin=\"90\" xMax=\"130\" yMax=\"100\">EX-1-A</word></page></html>";
    struct import_pdf_sheet sheet;
    struct error err = {0};
    struct arena arena;
    arena_init(&arena);
    assert_int_equal(read_xhtml(&sheet, &arena, xhtml, strlen(xhtml), &err), OPTIBOM_OK);
    assert_int_equal(sheet.part_count, 1);
    assert_string_equal(sheet.parts[0].text, "EX-1-A");
    arena_fini(&arena);
}

/* ---- the process ---- */

static enum optibom_status count_bytes(void *context, const char *bytes, size_t length,
                                       struct error *err)
{
    (void)bytes, (void)err;
    *(size_t *)context += length;
    return OPTIBOM_OK;
}

static enum optibom_status run(size_t *bytes, const char *path, const char *argument,
                               const struct import_pdf_limits *limits, struct error *err)
{
    const char *const paths[] = {"/nonexistent/program", path, NULL};
    const char *const arguments[] = {"program", argument, NULL};
    struct import_pdf_command command = {paths, arguments};
    struct import_pdf_sink sink = {count_bytes, bytes};
    static const char content[] = "content of the file";
    FILE *file = fmemopen((void *)(uintptr_t)content, strlen(content), "r");
    assert_non_null(file);
    struct import_input input = {.file = file, .name = "t.pdf"};
    *bytes = 0;
    enum optibom_status status = import_pdf_process_run(&command, &input, limits, &sink, err);
    fclose(file);
    return status;
}

static void bounds_the_process(void **state)
{
    (void)state;
    const struct import_pdf_limits limits = {.cpu_seconds = 1,
                                             .wall_seconds = 1,
                                             .memory_bytes = (size_t)256 * 1024 * 1024,
                                             .output_bytes = 1024 * 1024};
    struct error err = {0};
    size_t bytes;
    assert_int_equal(run(&bytes, "/bin/cat", "/proc/self/fd/0", &limits, &err), OPTIBOM_OK);
    assert_int_equal(bytes, strlen("content of the file"));
    assert_int_equal(run(&bytes, "/nonexistent/other", NULL, &limits, &err), OPTIBOM_FAILED);
    assert_string_equal(err.text, "t.pdf: reading PDF needs the program pdftotext, which is not "
                                  "installed; install the Debian package poppler-utils");
    error_clear(&err);
    assert_int_equal(run(&bytes, "/bin/cat", "/dev/zero", &limits, &err), OPTIBOM_BAD_INPUT);
    assert_string_equal(err.text, "t.pdf: holds more than 1 MiB of text, which is no datasheet; "
                                  "cut out the pages of one product");
    assert_in_range(bytes, 1, 1024 * 1024);
    error_clear(&err);
    assert_int_equal(run(&bytes, "/bin/sleep", "30", &limits, &err), OPTIBOM_BAD_INPUT);
    assert_string_equal(err.text, "t.pdf: takes longer than 1 s to read, which no datasheet of "
                                  "its size does; print the pages that matter to a new PDF and "
                                  "import that");
    error_clear(&err);
    assert_int_equal(run(&bytes, "/bin/false", NULL, &limits, &err), OPTIBOM_BAD_INPUT);
    assert_string_equal(err.text, "t.pdf: is damaged or cut short, no PDF reader can open it; "
                                  "fetch the file again");
}

static void refuses_what_is_no_pdf(void **state)
{
    (void)state;
    static const char content[] = "Part number,Power\nEX-1,14 W\n";
    struct import_reader *reader = NULL;
    struct error err = {0};
    FILE *file = fmemopen((void *)(uintptr_t)content, strlen(content), "r");
    assert_non_null(file);
    struct import_input input = {.file = file, .name = "t.pdf"};
    assert_int_equal(import_format_pdf.open(&reader, &input, &err), OPTIBOM_BAD_INPUT);
    assert_string_equal(err.text, "t.pdf: is not a PDF, whatever its name says; check how it was "
                                  "made or fetched");
    assert_null(reader);
    fclose(file);
    import_format_pdf.close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_documents),        cmocka_unit_test(says_where),
        cmocka_unit_test(reads_figures),          cmocka_unit_test(reads_limits),
        cmocka_unit_test(knows_part_numbers),     cmocka_unit_test(refuses_what_is_no_text),
        cmocka_unit_test(bounds_pages_and_words), cmocka_unit_test(survives_bad_characters),
        cmocka_unit_test(bounds_the_process),     cmocka_unit_test(refuses_what_is_no_pdf),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
