/* Datasheets drawn with letters, and the facts in them; the same on a page that lies on its side.
 */
#include "check.h"
#include "pdf_reading.h"

#include <string.h>

static const struct {
    const char *what, *drawing, *facts;
} documents[] = {
    {"raised figures and signs",
     "Part number:   EX-1-A\n"
     "\n"
     "\n"
     "Parameter            Min    Typ    Max           Unit\n"
     "BER before FEC                     2.4x10 ^-4\n"
     "Lifetime             10 ^5                       h\n"
     "Case temperature     0             70 ^o C\n"
     "Footprint                   100 mm ^2\n"
     "Package height              8.5 ^1               mm\n",
     "EX-1-A: BER before FEC=max 2.4E-4; Lifetime=min 10 h?; Case temperature=0..70 \xc2\xb0"
     "C; Footprint=100 mm2; Package height=8.5 mm;"},
    {"ordering with descriptions",
     "Example Photonics, Inc.\n"
     "\n"
     "Ordering information\n"
     "\n"
     "Part No.         Description               Temperature\n"
     "EX-3-C           400G DR4, 500 m           0 to 70 C\n"
     "EX-3-I           400G DR4, 500 m           -40 to 85 C\n",
     "EX-3-C: Vendor=Example Photonics, Inc.?; Description=400G DR4, 500 m; Temperature=0..70 C;\n"
     "EX-3-I: Vendor=Example Photonics, Inc.?; Description=400G DR4, 500 m; Temperature=-40..85 "
     "C;"},
    {"a copyright of two makers, and a page of the web",
     "Part number:   EX-4-D\n"
     "\n"
     "\n"
     "Reach          2 km\n"
     "\n"
     "Copyright 2020-2025 by Example Networks GmbH & Co. All rights reserved. www.example.com\n",
     "EX-4-D: Vendor=Example Networks GmbH?;"},
    {"a model in the letterhead",
     "Example Optics Corp.\n"
     "EX-800-DR8 Transceiver\n"
     "\n"
     "\n"
     "Power consumption      16 W\n"
     "Data rate              800 Gb/s\n"
     "Connector              MPO-16\n",
     "EX-800-DR8?: Vendor=Example Optics Corp.?; Power consumption=16 W; Data rate=800 Gb/s; "
     "Connector=MPO-16;"},
    {"features of many kinds",
     "Part number:   EX-5-E\n"
     "\n"
     "\n"
     "Key features\n"
     "\xe2\x80\xa2 Supports 850 Gb/s\n"
     "\xe2\x80\xa2 Transmission distance up to 10 km over SMF\n"
     "\xe2\x80\xa2 Maximum power consumption of 12 W\n"
     "\xe2\x80\xa2 Operating temperature range: 0 to 70 C\n"
     "\xe2\x80\xa2 PAM4 modulation\n"
     "\xe2\x80\xa2 QSFP-DD form factor\n"
     "\xe2\x80\xa2 8 channels of 100G\n"
     "\xe2\x80\xa2 Dual CS connectors\n"
     "\xe2\x80\xa2 Low power, low cost and easy to use in every data center of the world\n",
     "EX-5-E: Transmission distance=max 10 km?; Maximum power consumption=max 12 W?; Operating "
     "temperature range=0..70 C?; Modulation=PAM4?; Form factor=QSFP-DD?; Connector=Dual CS?;"},
    {"applications are no features",
     "Part number:   EX-6-F\n"
     "\n"
     "\n"
     "Applications\n"
     "\xe2\x80\xa2 400G Ethernet up to 2 km\n",
     "EX-6-F:"},
    {"pairs side by side",
     "Part number:   EX-7-G\n"
     "\n"
     "\n"
     "Form factor     OSFP          Data rate       800 Gb/s\n"
     "Power           < 16 W        Reach           10 km\n"
     "Connector       Dual LC       Fiber           SMF\n"
     "Wavelength      1310 nm       Lanes           8\n",
     "EX-7-G: Form factor=OSFP; Power=max 16 W; Connector=Dual LC; Wavelength=1310 nm; Data "
     "rate=800 Gb/s; Reach=10 km; Fiber=SMF; Lanes=8;"},
    {"leaders of dots",
     "Part number:   EX-8-H\n"
     "\n"
     "\n"
     "Nominal distance .......... 10 km\n"
     "Bit error rate ............ <2.4E-4\n"
     "Optical return loss ....... 17.1 dB\n"
     "Contents .................. 3\n",
     "EX-8-H: Nominal distance=10 km; Bit error rate=max 2.4E-4; Optical return loss=17.1 dB;"},
    {"a part with a remark",
     "Part number            Reach     Power\n"
     "EX-10-A (preliminary)  2 km      12 W\n"
     "EX-10-B                10 km     14 W\n",
     "EX-10-A?: Reach=2 km; Power=12 W;\n"
     "EX-10-B: Reach=10 km; Power=14 W;"},
    {"several numbers in one line",
     "Model: EX-12-A / EX-12-B\n"
     "Reach          2 km\n",
     "EX-12-A:\n"
     "EX-12-B:"},
};

static void documents_say(void **state)
{
    (void)state;
    for (size_t i = 0; i < CHECK_COUNT(documents); i++) {
        char facts[4096];
        read_drawn(facts, sizeof facts, documents[i].drawing);
        if (strcmp(facts, documents[i].facts) != 0)
            fail_msg("%s: got\n%s", documents[i].what, facts);
    }
}

/* Turns the words of a drawn page by a quarter: letters then run upwards, or downwards. */
static void turn(char *out, const char *xhtml, bool is_upwards)
{
    enum { WIDTH = 600, DEPTH = 800 };
    const char *at = strstr(xhtml, "<word");
    double x0, y0, x1, y1;
    out += sprintf(out, "<html><body><doc><page width=\"%d\" height=\"%d\">", DEPTH, WIDTH);
    while (at != NULL && sscanf(at, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\">",
                                &x0, &y0, &x1, &y1) == 4) {
        const char *text = strchr(at, '>') + 1, *end = strstr(text, "</word>");
        out += sprintf(out, "<word xMin=\"%g\" yMin=\"%g\" xMax=\"%g\" yMax=\"%g\">%.*s</word>",
                       is_upwards ? y0 : DEPTH - y1, is_upwards ? WIDTH - x1 : x0,
                       is_upwards ? y1 : DEPTH - y0, is_upwards ? WIDTH - x0 : x1,
                       (int)(end - text), text);
        at = strstr(end, "<word");
    }
    sprintf(out, "</page></doc></body></html>");
}

static void a_page_on_its_side_says_the_same(void **state)
{
    static const char table[] = "Part number:   EX-1-A\n\n\n"
                                "Parameter            Min     Typ     Max     Unit\n"
                                "Launch power         -2.9            4.0     dBm\n"
                                "Power consumption            12      14      W\n"
                                "Wavelength           1304.5  1311    1317.5  nm\n"
                                "Extinction ratio     3.5                     dB\n";
    static char xhtml[TEXT_SIZE], turned[TEXT_SIZE];
    char facts[1024], again[1024];
    (void)state;
    read_drawn(facts, sizeof facts, table);
    assert_string_equal(facts,
                        "EX-1-A: Launch power=-2.9..4.0 dBm; Power consumption=typ 12 max 14 W; "
                        "Wavelength=1304.5..1311..1317.5 nm; Extinction ratio=min 3.5 dB;");
    draw(xhtml, table);
    for (int is_upwards = 0; is_upwards < 2; is_upwards++) {
        turn(turned, xhtml, is_upwards != 0);
        read_said(again, sizeof again, turned);
        assert_string_equal(again, facts);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(documents_say),
                                       cmocka_unit_test(a_page_on_its_side_says_the_same)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
