/* Two small classes, as the catalog would hand them to the import stage. */
#ifndef OPTIBOM_TESTS_IMPORT_CLASSES_H
#define OPTIBOM_TESTS_IMPORT_CLASSES_H

#include "import/attribute.h"

static const struct import_attribute transceiver_attributes[] = {
    {"vendor", IMPORT_TEXT, "", false, true, "", "manufacturer|maker", NULL},
    {"mpn", IMPORT_TEXT, "", false, true, "", "part number|manf#|model", NULL},
    {"description", IMPORT_TEXT, "", false, false, "", "name|title", NULL},
    {"form_factor", IMPORT_TEXT, "", false, false, "", "package", NULL},
    {"medium", IMPORT_CHOICE, "", false, false, "dsp|half-retimed|lpo|aoc|none", "architecture",
     NULL},
    {"data_rate", IMPORT_REAL, "Gbps", false, false, "", "rate|speed", NULL},
    {"lanes", IMPORT_INTEGER, "", false, false, "", "channels", NULL},
    {"reach", IMPORT_REAL, "m", false, false, "", "distance|max distance", NULL},
    {"power", IMPORT_REAL, "W", true, false, "", "power dissipation|max power|typical power", NULL},
    {"tx_power", IMPORT_REAL, "dBm", true, false, "", "launch power", NULL},
    {"power_share", IMPORT_REAL, "1", true, false, "", "", NULL},
    {"settling", IMPORT_REAL, "s", true, false, "", "settling time", NULL},
    {"temperature", IMPORT_REAL, "C", true, false, "", "case temperature", NULL},
    {"representative", IMPORT_FLAG, "", false, false, "", "", NULL},
};

static const struct import_attribute offer_attributes[] = {
    {"vendor", IMPORT_TEXT, "", false, true, "", "manufacturer|maker", NULL},
    {"mpn", IMPORT_TEXT, "", false, true, "", "part number|manf#|model", NULL},
    {"supplier", IMPORT_TEXT, "", false, true, "", "distributor", NULL},
    {"price", IMPORT_MONEY, "", false, true, "", "unit price|price each", NULL},
    {"price_low", IMPORT_MONEY, "", false, false, "", "price min", NULL},
    {"quantity", IMPORT_INTEGER, "", false, false, "", "qty|break", NULL},
    {"lead_time", IMPORT_INTEGER, "", false, false, "", "lead days|lead time (days)", NULL},
    {"valid_until", IMPORT_DATE, "", false, false, "", "validity|valid to", NULL},
};

static const struct import_class import_test_classes[] = {
    {"transceiver", transceiver_attributes,
     sizeof transceiver_attributes / sizeof *transceiver_attributes, NULL},
    {"offer", offer_attributes, sizeof offer_attributes / sizeof *offer_attributes, NULL},
};

enum { IMPORT_TEST_CLASSES = sizeof import_test_classes / sizeof *import_test_classes };

#endif
