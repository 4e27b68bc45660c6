/* Two small classes, as the catalog would hand them to the import stage. */
#ifndef OPTIBOM_TESTS_IMPORT_CLASSES_H
#define OPTIBOM_TESTS_IMPORT_CLASSES_H

#include "import/attribute.h"

static const struct import_attribute transceiver_attributes[] = {
    {"vendor", IMPORT_TEXT, "", false, true, "", "manufacturer|maker", NULL, false},
    {"mpn", IMPORT_TEXT, "", false, true, "", "part number|manf#|model", NULL, false},
    {"description", IMPORT_TEXT, "", false, false, "", "name|title", NULL, false},
    {"form_factor", IMPORT_TEXT, "", false, false, "", "package", NULL, false},
    {"medium", IMPORT_CHOICE, "", false, false, "dsp|half-retimed|lpo|aoc|none", "architecture",
     NULL, false},
    {"data_rate", IMPORT_REAL, "Gbps", false, false, "", "rate|speed", NULL, false},
    {"lanes", IMPORT_INTEGER, "", false, false, "", "channels", NULL, false},
    {"reach", IMPORT_REAL, "m", false, false, "", "distance|max distance", NULL, false},
    {"power", IMPORT_REAL, "W", true, false, "", "power dissipation|max power|typical power", NULL,
     false},
    {"tx_power", IMPORT_REAL, "dBm", true, false, "", "launch power", NULL, false},
    {"power_share", IMPORT_REAL, "1", true, false, "", "", NULL, false},
    {"settling", IMPORT_REAL, "s", true, false, "", "settling time", NULL, false},
    {"temperature", IMPORT_REAL, "C", true, false, "", "case temperature", NULL, false},
    {"representative", IMPORT_FLAG, "", false, false, "", "", NULL, false},
};

static const struct import_attribute offer_attributes[] = {
    {"vendor", IMPORT_TEXT, "", false, true, "", "manufacturer|maker", NULL, false},
    {"mpn", IMPORT_TEXT, "", false, true, "", "part number|manf#|model", NULL, false},
    {"supplier", IMPORT_TEXT, "", false, true, "", "distributor", NULL, false},
    {"price", IMPORT_MONEY, "", false, true, "", "unit price|price each", NULL, false},
    {"price_low", IMPORT_MONEY, "", false, false, "", "price min", NULL, false},
    {"quantity", IMPORT_INTEGER, "", false, false, "", "qty|break", NULL, false},
    {"lead_time", IMPORT_INTEGER, "", false, false, "", "lead days|lead time (days)", NULL, false},
    {"valid_until", IMPORT_DATE, "", false, false, "", "validity|valid to", NULL, false},
};

static const struct import_class import_test_classes[] = {
    {"transceiver", transceiver_attributes,
     sizeof transceiver_attributes / sizeof *transceiver_attributes, NULL, NULL},
    {"offer", offer_attributes, sizeof offer_attributes / sizeof *offer_attributes, NULL, NULL},
};

enum { IMPORT_TEST_CLASSES = sizeof import_test_classes / sizeof *import_test_classes };

#endif
