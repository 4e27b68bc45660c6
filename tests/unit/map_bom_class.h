/* The class of bills of materials, as the maps of seed/maps name its attributes. */
#ifndef OPTIBOM_TESTS_MAP_BOM_CLASS_H
#define OPTIBOM_TESTS_MAP_BOM_CLASS_H

#include "import/attribute.h"

static const struct import_attribute map_bom_attributes[] = {
    {"bom", IMPORT_TEXT, "", false, false, "", ""},
    {"line", IMPORT_TEXT, "", false, false, "", ""},
    {"level", IMPORT_INTEGER, "", false, false, "", ""},
    {"parent", IMPORT_TEXT, "", false, false, "", ""},
    {"reference", IMPORT_TEXT, "", false, false, "", ""},
    {"quantity", IMPORT_INTEGER, "", false, false, "", ""},
    {"vendor", IMPORT_TEXT, "", false, false, "", ""},
    {"mpn", IMPORT_TEXT, "", false, false, "", ""},
    {"description", IMPORT_TEXT, "", false, false, "", ""},
    {"unit_price", IMPORT_MONEY, "", false, false, "", ""},
    {"extended_price", IMPORT_MONEY, "", false, false, "", ""},
    {"currency", IMPORT_TEXT, "", false, false, "", ""},
    {"dnp", IMPORT_FLAG, "", false, false, "", ""},
    {"alternate_mpn", IMPORT_TEXT, "", false, false, "", ""},
    {"alternate_vendor", IMPORT_TEXT, "", false, false, "", ""},
};

static const struct import_class map_bom_class = {
    "bom", map_bom_attributes, sizeof map_bom_attributes / sizeof *map_bom_attributes};

#endif
