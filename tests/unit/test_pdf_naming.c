/*
 * What a datasheet is about: its part numbers and its maker, however they are written, and which
 * values hold for which of several parts. Then lists, leaders and features, and labels that are
 * none.
 */
#include "check.h"

#include "pdf_reading.h"

#define HEAD "Part number      EX-1-A\n"
#define DOT "\xe2\x80\xa2 "
#define COPYRIGHT "\xc2\xa9"

static const struct {
    const char *what, *drawing, *facts;
} cases[] = {
    /* part numbers */
    {"a model that is the ordering code too",
     "Model            EX-1-A\nReach            500 m\n\n\n\n"
     "Ordering code    EX-1-A\nPower            14 W\n",
     "EX-1-A: Reach=500 m; Power=14 W;"},
    {"a model beside an ordering code is a fact",
     "Model            EX-9\nReach            500 m\n\n\n\n"
     "Ordering code    EX-1-A\nPower            14 W\n",
     "EX-1-A: Reach=500 m; Power=14 W; Model=EX-9;"},
    {"several labels of parts",
     "PID              EX-1-A\nProduct ID       EX-1-B\nType number      EX-1-C\n"
     "Type designation EX-1-D\n",
     "EX-1-A:\nEX-1-B:\nEX-1-C:\nEX-1-D:"},
    {"several part numbers in one cell",
     "Part number      EX-1-A / EX-1-B or EX-1-C and EX-1-D, EX-1-E;\nReach            500 m\n",
     "EX-1-A: Reach=500 m;\nEX-1-B: Reach=500 m;\nEX-1-C: Reach=500 m;\nEX-1-D: Reach=500 m;\n"
     "EX-1-E: Reach=500 m;"},
    {"a remark in brackets makes it doubtful",
     "Part number      EX-1-A (with pull tab)\nReach            500 m\n", "EX-1-A?: Reach=500 m;"},
    {"what stands before brackets is none",
     "Part number      see (below for all)\nReach            500 m\n", ": Reach=500 m;"},
    {"a part number that has blanks", "Part number      EX 81234\nReach            500 m\n",
     "EX 81234?: Reach=500 m;"},
    {"none of the words is a part number", "Part number      EX 800 A\nReach            500 m\n",
     ": Reach=500 m;"},
    {"nothing but a comma", "Part number      ,\nReach            500 m\n", ": Reach=500 m;"},
    {"of a title",
     "EX-800-DR4A\n\n\n\nThe EX-800-DR4A is fast.\n\n\nReach            500 m\n"
     "Power            14 W\n",
     "EX-800-DR4A?: Reach=500 m; Power=14 W;"},
    {"two in titles: which of them cannot be told",
     "EX-800-DR4A EX-800-DR4B\n\n\n\n\n\nReach            500 m\nPower            14 W\n",
     ": Reach=500 m; Power=14 W;"},
    {"alone in a line", "Part No. EX-1-A\n\n\n\n\nReach: 500 m\n", "EX-1-A: Reach=500 m?;"},
    {"rows of an ordering table, of which one is no part",
     "Part number          Reach     Connector\nEX-1-DR4 (new)       500 m     MPO-12\n"
     "EX-1-FR4             2 km      LC\nother                3 km      SC\n",
     "EX-1-DR4?: Reach=500 m; Connector=MPO-12;\nEX-1-FR4: Reach=2 km; Connector=LC;"},
    /* makers */
    {"the first of two makers", HEAD "Manufacturer     Example Inc.\nVendor           Other Inc.\n",
     "EX-1-A: Vendor=Example Inc.;"},
    {"a copyright of several years and words",
     HEAD "\n\n\n\nCopyright " COPYRIGHT " 2024\xe2\x80\x93"
          "2026 by Example & Sons of Ulm, GmbH, all rights reserved\n",
     "EX-1-A?: Vendor=Example & Sons of Ulm, GmbH?;"},
    {"a copyright of nobody", HEAD "\n\n\n\nThis is " COPYRIGHT " 2024\n", "EX-1-A?:"},
    {"a copyright that runs on", HEAD "\n\n\n\n(c) 2024-2025 Example Photonics All Rights\n",
     "EX-1-A?: Vendor=Example Photonics?;"},
    {"a copyright with a city", HEAD "\n\n\n\n(c) 2024 Example Optics, Ulm, Germany\n",
     "EX-1-A?: Vendor=Example Optics?;"},
    {"a copyright that ends in a full stop", HEAD "\n\n\n\n(c) 2024 Example Limited. Ulm\n",
     "EX-1-A?: Vendor=Example Limited?;"},
    {"a copyright of many words",
     HEAD "\n\n\n\n(c) 2024 Alpha Beta Gamma Delta Epsilon Zeta Eta Theta\n",
     "EX-1-A?: Vendor=Alpha Beta Gamma Delta Epsilon Zeta?;"},
    {"what two places say is believed",
     "Example Photonics presents\n\n\n" HEAD "\n\n\n\n(c) 2024 Example Photonics, Inc.\n",
     "EX-1-A?: Vendor=Example Photonics, Inc.;"},
    /* several values of one label */
    {"a rating that is an operating value too",
     HEAD "\n\nAbsolute maximum ratings\n\n"
          "Parameter              Min    Max   Unit\nSupply voltage         3.1    3.5   V\n"
          "Storage temperature    -40    85    C\n\n\n\nOperating conditions\n\n"
          "Parameter              Min    Max   Unit\nSupply voltage         3.1    3.5   V\n",
     "EX-1-A?: Supply voltage=3.1..3.5 V; Storage temperature=-40..85 C;"},
    {"a rating alone",
     HEAD "\n\nAbsolute Max Ratings\n\nParameter              Min    Max   Unit\n"
          "Supply voltage         3.1    3.5   V\n",
     "EX-1-A?: Supply voltage=3.1..3.5 V?;"},
    {"told apart by their conditions",
     HEAD "\n\nParameter       Condition    Min   Max   Unit\n"
          "Power           25 C         -3    3     dBm\n"
          "Power           70 C         -6    3     dBm\n"
          "Loss            per lane     1     2     dB\n",
     "EX-1-A?: Power (25 C)=-3..3 dBm; Power (70 C)=-6..3 dBm; Loss (per lane)=1..2 dB;"},
    {"one decimal comma makes all commas doubtful",
     HEAD "Power            3,5 W\nWeight           1,500 g\n",
     "EX-1-A: Power=3.5 W?; Weight=1500 g?;"},
    /* labels and units */
    {"what is no label",
     HEAD "A                12 W\nmail@x.com       12 W\nhttp://x.com     3\n"
          "www.x.com        4\nNote             5 W\nNotes            6 W\n"
          "Reach            500 m\n",
     "EX-1-A: Reach=500 m;"},
    {"remarks behind values",
     HEAD "Loss             3 dB per lane\n"
          "Rise             3 dB per lane and per end of each of the fibers of it\n"
          "Speed            14 W (peak of a day)\n",
     "EX-1-A: Loss (per lane)=3 dB; Rise=3 dB?; Speed=14 W?;"},
    {"units in labels", HEAD "Draw (W)         14\nLoad (W)         14 W\n",
     "EX-1-A: Draw=14 W; Load=14 W;"},
    {"units with remarks, and none",
     HEAD "\n\nParameter       Min   Max   Unit\nPower           -3    3     dBm (avg)\n"
          "Swing           1     2     -\nPower peak      1     3\n",
     "EX-1-A?: Power=-3..3 dBm?; Swing=1..2?; Power peak=1..3?;"},
    {"limits below their label",
     HEAD "\n\nParameter       Value   Unit\nPower consumption\nMax             14      W\n"
          "Typ             12      W\n> 50 C          15      W\n",
     "EX-1-A?: Power consumption (Max)=max 14 W; Power consumption (Typ)=12 W; "
     "Power consumption (> 50 C)=15 W;"},
    /* lists */
    {"leaders, and a line of contents",
     HEAD "\n\n\nReach .......... 500 m\nPower .......... 14 W\nLoss ........... 3 dB\n"
          "Contents ....... 12\n",
     "EX-1-A?: Reach=500 m; Power=14 W; Loss=3 dB;"},
    {"a sentence above a table",
     HEAD "\n\n\nThe module is warm;\nReach            500 m\n"
          "Power            14 W\n",
     "EX-1-A?: Reach=500 m; Power=14 W;"},
    {"features",
     HEAD "\n\n\nFeatures\n" DOT "Power consumption of less than 14 W\n" DOT
          "Supports 2 km over SMF\n" DOT "Hot-pluggable OSFP form factor\n" DOT
          "PAM4 modulation\n" DOT "Works with 14 W\n" DOT "connector\n" DOT
          "Two years of 14 W by hand\n",
     "EX-1-A?: Power consumption=max 14 W?; Reach=2 km?; Form factor=OSFP?; Modulation=PAM4?;"},
    {"a reach by the fiber that it is over", HEAD "\n\n\n" DOT "500 m via fibre\n",
     "EX-1-A?: Reach=500 m?;"},
    {"applications are none of its own",
     HEAD "\n\n\nApplications\n" DOT "Links of 2 km reach on SMF\n" DOT
          "Power dissipation < 14 W\n",
     "EX-1-A?:"},
};

static void what_datasheets_name(void **state)
{
    (void)state;
    for (size_t i = 0; i < CHECK_COUNT(cases); i++) {
        char facts[2048];
        read_drawn(facts, sizeof facts, cases[i].drawing);
        if (strcmp(facts, cases[i].facts) != 0)
            print_message("%s\n", cases[i].what);
        assert_string_equal(facts, cases[i].facts);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_datasheets_name)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
