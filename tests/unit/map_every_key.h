/* A mapping file with every key. */
#ifndef OPTIBOM_TESTS_MAP_EVERY_KEY_H
#define OPTIBOM_TESTS_MAP_EVERY_KEY_H

static const char every_key[] =
    "map: acme-price-list\n"
    "about: Acme price list, quarterly\n"
    "format: csv\n"
    "csv: {delimiter: \";\", quote: '\"', encoding: windows-1252}\n"
    "numbers: {decimal: \",\", group: \".\"}\n"
    "sheet: Pri*\n"
    "header: [3, 4]\n"
    "class: offer\n"
    "columns:\n"
    "  vendor: Manufacturer\n"
    "  mpn: {first: [Part, \"Part#2\"]}\n"
    "  power max: {column: Power, unit: W}\n"
    "  reach: {column: Optics, split: \" / \", piece: 2, optional: true}\n"
    "  form_factor: {column: \"yes\", match: \"(OSFP|QSFP-DD)[0-9]*\"}\n"
    "  description: {columns: [Name, \"Size \\\"x\\\"\\n\\u0085\xc3\xa9\"], join: \"\"}\n"
    "  reason: {columns: [Why], join: x, empty: [call, TBD, \"\"]}\n"
    "constants: {supplier: Acme Distribution, currency: USD, confidence: \"\"}\n"
    "aliases: {vendor: {\"CISCO SYSTEMS INC\": Cisco, A: B}, mpn: {\"1\": \"2\"}}\n"
    "skip:\n"
    "  - {column: Part, matches: \"^Total\", because: total row}\n"
    "  - {column: DNP, equals: \"\", because: \"it's\", optional: true}\n"
    "  - {column: Q, empty: true, because: a}\n"
    "  - {column: Q, empty: no, because: b}\n"
    "each: {column: Part Numbers, split: \"\\n\"}\n"
    "breaks:\n"
    "  - {quantity: 1, column: \"1+\", unit: USD}\n"
    "  - {quantity: 100, column: C, unit: USD, empty: [call], optional: true}\n";

#endif
