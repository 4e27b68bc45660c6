/* Two small classes, as the catalog would hand them to the import stage. */
#ifndef OPTIBOM_TESTS_IMPORT_CLASSES_H
#define OPTIBOM_TESTS_IMPORT_CLASSES_H

#include "import/attribute.h"

static const struct import_attribute transceiver_attributes[] = {
    {"vendor", IMPORT_TEXT, "", false, true, "", "manufacturer|maker"},
    {"mpn", IMPORT_TEXT, "", false, true, "", "part number|manf#|model"},
    {"description", IMPORT_TEXT, "", false, false, "", "name|title"},
    {"form_factor", IMPORT_TEXT, "", false, false, "", "package"},
    {"medium", IMPORT_CHOICE, "", false, false, "dsp|half-retimed|lpo|aoc|none", "architecture"},
    {"data_rate", IMPORT_REAL, "Gbps", false, false, "", "rate|speed"},
    {"lanes", IMPORT_INTEGER, "", false, false, "", "channels"},
    {"reach", IMPORT_REAL, "m", false, false, "", "distance|max distance"},
    {"power", IMPORT_REAL, "W", true, false, "", "power dissipation|max power|typical power"},
    {"tx_power", IMPORT_REAL, "dBm", true, false, "", "launch power"},
    {"power_share", IMPORT_REAL, "1", true, false, "", ""},
    {"settling", IMPORT_REAL, "s", true, false, "", "settling time"},
    {"temperature", IMPORT_REAL, "C", true, false, "", "case temperature"},
    {"representative", IMPORT_FLAG, "", false, false, "", ""},
};

static const struct import_attribute offer_attributes[] = {
    {"vendor", IMPORT_TEXT, "", false, true, "", "manufacturer|maker"},
    {"mpn", IMPORT_TEXT, "", false, true, "", "part number|manf#|model"},
    {"supplier", IMPORT_TEXT, "", false, true, "", "distributor"},
    {"price", IMPORT_MONEY, "", false, true, "", "unit price|price each"},
    {"price_low", IMPORT_MONEY, "", false, false, "", "price min"},
    {"quantity", IMPORT_INTEGER, "", false, false, "", "qty|break"},
    {"lead_time", IMPORT_INTEGER, "", false, false, "", "lead days|lead time (days)"},
    {"valid_until", IMPORT_DATE, "", false, false, "", "validity|valid to"},
};

static const struct import_class import_test_classes[] = {
    {"transceiver", transceiver_attributes,
     sizeof transceiver_attributes / sizeof *transceiver_attributes, NULL},
    {"offer", offer_attributes, sizeof offer_attributes / sizeof *offer_attributes, NULL},
};

enum { IMPORT_TEST_CLASSES = sizeof import_test_classes / sizeof *import_test_classes };

#endif
