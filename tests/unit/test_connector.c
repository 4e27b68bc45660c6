/* What texts of connectors and form factors mean, and what mates. */
#include "check.h"

#include "assemble/connector.h"

#include <string.h>

static void texts_are_understood(void **state)
{
    static const struct {
        const char *text, *family;
        int count, positions;
    } CASES[] = {
        {"MPO-12", "MPO", 1, 12},
        {"MPO-12/APC", "MPO", 1, 12},
        {"2xMPO-12", "MPO", 2, 12},
        {"2 x MTP-12 APC", "MPO", 2, 12},
        {"Dual MPO-12/APC", "MPO", 2, 12},
        {"MPO16", "MPO", 1, 16},
        {"MTP/MPO", "MPO", 1, 0},
        {"12-fiber MPO", "MPO", 1, 0},
        {"LC duplex", "LC", 1, 0},
        {"Dual LC", "LC", 1, 0},
        {"2xLC duplex", "LC", 2, 0},
        {"duplex LC/UPC", "LC", 1, 0},
        {"MT-12", "MT", 1, 12},
        {"MPO-999999999999999999999", "MPO", 1, 0},
        {"99999999999999999999xMPO-12", NULL, 1, 0},
        {"0xMPO", NULL, 1, 0},
        {"pigtail", NULL, 1, 0},
        {"2x", NULL, 1, 0},
        {"", NULL, 1, 0},
        {NULL, NULL, 0, 0},
    };
    (void)state;
    for (size_t i = 0; i < CHECK_COUNT(CASES); i++) {
        struct connector read = connector_read(CASES[i].text);
        if ((read.family == NULL) != (CASES[i].family == NULL) ||
            (read.family != NULL && strcmp(read.family, CASES[i].family) != 0) ||
            read.count != CASES[i].count || read.positions != CASES[i].positions)
            fail_msg("'%s' is read as %d x %s, %d positions", CASES[i].text, read.count,
                     read.family != NULL ? read.family : "nothing", read.positions);
    }
}

static void connectors_mate(void **state)
{
    static const struct {
        const char *a, *b;
        bool fits;
    } CASES[] = {
        {"MPO-12", "2xMPO-12", true}, {"MTP-12/APC", "MPO-12", true}, {"MPO-12", "MPO", true},
        {"MPO-12", "MPO-16", false},  {"MPO-12", "LC duplex", false}, {"MPO-12", "MT-12", false},
        {"LC", "LC duplex", true},    {"MPO-12", NULL, true},         {"MPO-12", "pigtail", true},
        {"SN", "CS", false},
    };
    (void)state;
    for (size_t i = 0; i < CHECK_COUNT(CASES); i++) {
        struct connector a = connector_read(CASES[i].a), b = connector_read(CASES[i].b);
        if (connector_fits(a, b) != CASES[i].fits || connector_fits(b, a) != CASES[i].fits)
            fail_msg("%s and %s", CASES[i].a, CASES[i].b != NULL ? CASES[i].b : "nothing");
    }
}

static void modules_go_into_cages(void **state)
{
    static const struct {
        const char *module, *cage;
        bool fits;
    } CASES[] = {
        {"OSFP", "OSFP", true},        {"osfp", "OSFP", true},      {"2xOSFP", "OSFP", true},
        {"OSFP", "OSFP-RHS", false},   {"QSFP112", "OSFP", false},  {"OSFP", "QSFP-DD", false},
        {"QSFP112", "QSFP-DD", true},  {"QSFP28", "QSFP112", true}, {"QSFP112", "QSFP28", false},
        {"QSFP-DD", "QSFP112", false}, {"QSFP+", "QSFP28", true},   {"QSFP-DD800", "QSFP-DD", true},
        {"SFP28", "SFP112", true},     {"SFP112", "SFP28", false},  {"SFP28", "QSFP28", false},
        {NULL, "OSFP", true},          {"OSFP", NULL, true},
    };
    (void)state;
    for (size_t i = 0; i < CHECK_COUNT(CASES); i++)
        if (connector_fits_cage(CASES[i].module, CASES[i].cage) != CASES[i].fits)
            fail_msg("%s in %s", CASES[i].module != NULL ? CASES[i].module : "nothing",
                     CASES[i].cage != NULL ? CASES[i].cage : "nothing");
}

static void counts_stand_in_front(void **state)
{
    (void)state;
    assert_int_equal(connector_count(NULL), 0);
    assert_int_equal(connector_count("OSFP"), 1);
    assert_int_equal(connector_count("4xQSFP112"), 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_understood),
        cmocka_unit_test(connectors_mate),
        cmocka_unit_test(modules_go_into_cages),
        cmocka_unit_test(counts_stand_in_front),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
