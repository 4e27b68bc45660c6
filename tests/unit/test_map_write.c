#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "import_classes.h"
#include "map_every_key.h"
#include "map_table.h"

static const struct import_class *const transceivers = &import_test_classes[0];
static const struct import_class *const offers = &import_test_classes[1];

static const char every_key_written[] =
    "# How a table becomes records: optibom import --map. Every key is in docs/map-file.md.\n"
    "map: acme-price-list\n"
    "about: \"Acme price list, quarterly\"\n"
    "format: csv\n"
    "csv: {delimiter: \";\", quote: \"\\\"\", encoding: windows-1252}\n"
    "numbers: {decimal: \",\", group: \".\"}\n"
    "sheet: \"Pri*\"\n"
    "header: [3, 4]\n"
    "class: offer\n"
    "\n"
    "# attribute, with min, typ or max where there are several: column\n"
    "columns:\n"
    "  vendor: Manufacturer\n"
    "  mpn: {first: [Part, \"Part#2\"]}\n"
    "  power max: {column: Power, unit: W}\n"
    "  reach: {column: Optics, split: \" / \", piece: 2, optional: true}\n"
    "  form_factor: {column: \"yes\", match: \"(OSFP|QSFP-DD)[0-9]*\"}\n"
    "  description: {columns: [Name, \"Size \\\"x\\\"\\n\\u0085\xc3\xa9\"], join: \"\"}\n"
    "  reason: {columns: [Why], join: x, empty: [call, TBD, \"\"]}\n"
    "\n"
    "# the same in every record\n"
    "constants:\n"
    "  supplier: Acme Distribution\n"
    "  currency: USD\n"
    "  confidence: \"\"\n"
    "\n"
    "# text in the table: text in the catalog\n"
    "aliases:\n"
    "  vendor:\n"
    "    CISCO SYSTEMS INC: Cisco\n"
    "    A: B\n"
    "  mpn:\n"
    "    \"1\": \"2\"\n"
    "\n"
    "# rows that are no records\n"
    "skip:\n"
    "  - {column: Part, matches: \"^Total\", because: total row}\n"
    "  - {column: DNP, equals: \"\", because: \"it's\", optional: true}\n"
    "  - {column: Q, empty: true, because: a}\n"
    "  - {column: Q, empty: false, because: b}\n"
    "\n"
    "# one record a piece of this column\n"
    "each: {column: Part Numbers, split: \"\\n\"}\n"
    "\n"
    "# one record a price\n"
    "breaks:\n"
    "  - {quantity: 1, column: \"1+\", unit: USD}\n"
    "  - {quantity: 100, column: C, unit: USD, empty: [call], optional: true}\n";

static void check_written(const char *yaml, const char *expected)
{
    struct import_map map;
    struct arena arena;
    struct buf out;
    arena_init(&arena);
    buf_init(&out);
    map_read_good(&map, &arena, yaml);
    import_map_write(&out, &map);
    assert_true(buf_ok(&out));
    assert_string_equal(buf_text(&out), expected);
    arena_fini(&arena);
    buf_fini(&out);
}

static void writes_what_it_reads(void **state)
{
    (void)state;
    check_written(every_key, every_key_written);
    check_written(every_key_written, every_key_written);
}

static void writes_each_form_of_header(void **state)
{
    (void)state;
    static const char start[] =
        "# How a table becomes records: optibom import --map. Every key is in docs/map-file.md.\n"
        "map: m\n";
    static const char end[] =
        "class: c\n\n# attribute, with min, typ or max where there are several: column\ncolumns:\n"
        "  mpn: A\n";
    static const char *const headers[][2] = {
        {"", ""},
        {"header: 7\n", "header: 7\n"},
        {"header: 0\n", "header: 0   # none: columns go by letter\n"},
        {"header: [1, 2]\n", "header: [1, 2]\n"},
        {"sheet: \"\"\n", "sheet: \"\"\n"},
        {"sheet: 2\n", "sheet: \"2\"\n"},
        {"sheet: \"a \"\n", "sheet: \"a \"\n"},
        {"sheet: \"a\\tb\\x7f\\x80\\xa0\"\n", "sheet: \"a\\tb\\u007F\\u0080\xc2\xa0\"\n"},
        {"sheet: \"\\u2028\\u2029\\ufeff\\ufffd\"\n",
         "sheet: \"\\u2028\\u2029\\uFEFF\xef\xbf\xbd\"\n"},
        {"sheet: \"\\U0001f50a\"\n", "sheet: \"\xf0\x9f\x94\x8a\"\n"},
        {"csv: {quote: \"'\"}\n", "csv: {quote: \"'\"}\n"},
        {"csv: {encoding: utf-16}\n", "csv: {encoding: utf-16}\n"},
        {"numbers: {group: \".\"}\n", "numbers: {decimal: \",\", group: \".\"}\n"},
        {"numbers: {decimal: \",\"}\n", "numbers: {decimal: \",\", group: \".\"}\n"},
        {"numbers: {}\n", "numbers: {decimal: \".\", group: \",\"}\n"},
        {"numbers: {group: \"'\"}\n", "numbers: {decimal: \".\", group: \"'\"}\n"},
    };
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        char yaml[512], expected[512];
        snprintf(yaml, sizeof yaml, "%s%s%s", start, headers[i][0], end);
        snprintf(expected, sizeof expected, "%s%s%s", start, headers[i][1], end);
        check_written(yaml, expected);
    }
}

/* --- from the automatic mapping */

/* The map of the automatic mapping of the first row of a text. */
static void draft(struct buf *out, const struct import_class *of, const char *csv,
                  const char *sheet)
{
    struct import_reader *reader = NULL;
    struct import_row row;
    struct import_mapping mapping;
    struct import_map map;
    struct import_issue *issues;
    size_t issue_count;
    struct error err = {0};
    struct arena arena;
    arena_init(&arena);
    FILE *file = fmemopen((void *)(uintptr_t)csv, strlen(csv), "r");
    assert_non_null(file);
    reader = map_csv_open(file, "t.csv");
    assert_int_equal(map_csv_row(reader, &row, &err), OPTIBOM_OK);
    assert_int_equal(import_mapping_make(&mapping, &arena, of, &row, &issues, &issue_count, &err),
                     OPTIBOM_OK);
    const struct import_map_decision decision = {
        .name = "t", .format = "csv", .sheet = sheet, .header = &row, .mapping = &mapping};
    assert_int_equal(import_map_from_mapping(&map, &arena, &decision, &err), OPTIBOM_OK);
    import_map_write(out, &map);
    assert_true(buf_ok(out));
    map_csv_close(reader);
    fclose(file);
    arena_fini(&arena);
}

static void writes_what_was_decided(void **state)
{
    (void)state;
    struct buf out;
    buf_init(&out);
    draft(&out, transceivers,
          "\n\nManufacturer,Part Number,Max power (mW),\"Stock\n\"\"code\"\"\",,min power,Reach,"
          "Reach,reach,Settling (min)\n",
          "Optics");
    assert_string_equal(
        buf_text(&out),
        "# How a table becomes records: optibom import --map. Every key is in docs/map-file.md.\n"
        "map: t\n"
        "format: csv\n"
        "sheet: Optics\n"
        "# header: 3   # it was found there; without this key it is looked for\n"
        "class: transceiver\n"
        "\n"
        "# attribute, with min, typ or max where there are several: column\n"
        "columns:\n"
        "  vendor: Manufacturer\n"
        "  mpn: Part Number\n"
        "  power max: {column: Max power (mW), unit: mW}\n"
        "  power min: min power\n"
        "  reach: Reach\n"
        "  settling: {column: Settling (min), unit: min}\n"
        "  # not imported; put an attribute before the column to import it (optibom help "
        "attributes "
        "transceiver):\n"
        "  # ATTRIBUTE: \"Stock \\\"code\\\"\"\n"
        "  # ATTRIBUTE: E\n"
        "  # ATTRIBUTE: \"Reach#2\"\n"
        "  # ATTRIBUTE: \"reach#3\"\n");
    buf_fini(&out);
}

/* Records read through the written map are those read without it. */
static void print_record(struct buf *out, const struct import_record *record)
{
    for (size_t i = 0; i < record->value_count; i++) {
        const struct import_value *value = &record->values[i];
        buf_printf(out, "%s=%s/%g/%g/%g/%lld/%s ", value->attribute->name,
                   value->text != NULL ? value->text : "", value->range.min, value->range.typ,
                   value->range.max, (long long)value->integer,
                   value->currency != NULL ? value->currency : "");
    }
    buf_printf(out, "%s\n", record->is_rejected ? "rejected" : "");
}

static void print_records(struct buf *out, const struct import_class *of, const char *csv,
                          const struct import_map *map)
{
    static const struct import_table table = {.name = "", .number = 1};
    struct import_map_input input = {.format = &map_csv_format, .table = &table, .file = "t.csv"};
    struct import_map_filter *filter = NULL;
    struct import_reader *reader = NULL;
    struct import_mapping mapping = {0};
    struct import_issue issue, *issues;
    size_t issue_count;
    struct error err = {0};
    struct arena arena;
    arena_init(&arena);
    FILE *file = fmemopen((void *)(uintptr_t)csv, strlen(csv), "r");
    assert_non_null(file);
    reader = map_csv_open(file, "t.csv");
    input.reader = reader;
    if (map != NULL)
        assert_int_equal(import_map_open(&filter, map, of, &input, &err), OPTIBOM_OK);
    for (;;) {
        struct import_row row;
        struct import_record record;
        if ((map != NULL ? import_map_row(&row, &issue, filter, &err)
                         : map_csv_row(reader, &row, &err)) != OPTIBOM_OK)
            break;
        if (mapping.record_class == NULL) {
            assert_int_equal(
                import_mapping_make(&mapping, &arena, of, &row, &issues, &issue_count, &err),
                OPTIBOM_OK);
            continue;
        }
        assert_int_equal(import_record_read(&record, &arena, &mapping, NULL, &row, &err),
                         OPTIBOM_OK);
        print_record(out, &record);
    }
    import_map_close(filter);
    map_csv_close(reader);
    fclose(file);
    arena_fini(&arena);
}

static void imports_alike_with_the_written_map(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "Manufacturer,PN,Part Number,Max power (mW),Data rate,min power,Settling "
        "(min),Reach,Reach\n"
        "Acme,1,X-800,14500,800G,9 W,2,500,1\n"
        "Acme,1,X-801,15 m,400,9,2..3,2 km,1\n",
        "Manf#,Part Number,Distributor,Unit price (EUR),Qty (pcs),Lead time (days),Valid to\n"
        "Acme,X,Shop,12.50,10,5,2026-01-02\n"
        "Acme,Y,Shop,$2,1,5,01/02/2026\n",
        "model,Brand,maker,supplier,price\nX,Acme,Acme 2,Shop,1\n",
    };
    for (size_t i = 0; i < 2 * sizeof texts / sizeof *texts; i++) {
        const struct import_class *of = i % 2 == 0 ? transceivers : offers;
        struct buf yaml, plain, mapped;
        struct import_map map;
        struct arena arena;
        arena_init(&arena);
        buf_init(&yaml);
        buf_init(&plain);
        buf_init(&mapped);
        draft(&yaml, of, texts[i / 2], NULL);
        map_read_good(&map, &arena, buf_text(&yaml));
        print_records(&plain, of, texts[i / 2], NULL);
        print_records(&mapped, of, texts[i / 2], &map);
        assert_true(plain.length > 0);
        assert_string_equal(buf_text(&mapped), buf_text(&plain));
        buf_fini(&yaml);
        buf_fini(&plain);
        buf_fini(&mapped);
        arena_fini(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_what_it_reads),
        cmocka_unit_test(writes_each_form_of_header),
        cmocka_unit_test(writes_what_was_decided),
        cmocka_unit_test(imports_alike_with_the_written_map),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
