/* The maps of seed/maps: against the catalog's dictionary, and over real lists where those are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "catalog/catalog.h"
#include "map_table.h"

#include <glob.h>
#include <stdlib.h>

#define SHARED "../shared/data/"

/* Of a new catalog, for all tests. */
static struct catalog catalog_of_all;
static const struct import_class *bom_class;

static int open_catalog(void **state)
{
    (void)state;
    struct store *store = NULL;
    struct error err = {0};
    if (store_open(&store, "", STORE_MEMORY, &err) != OPTIBOM_OK ||
        catalog_init(&catalog_of_all, store, &err) != OPTIBOM_OK)
        return -1;
    bom_class = &catalog_class_find(&catalog_of_all.dictionary, "bom")->import;
    return 0;
}

static int close_catalog(void **state)
{
    (void)state;
    catalog_fini(&catalog_of_all);
    return 0;
}

/* A list of the shared files, or the test is skipped. */
static FILE *open_shared(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        print_message("%s is not here\n", path);
        skip();
    }
    return file;
}

static char *read_text(const char *path)
{
    enum { TEXT_MAX = 64 * 1024 };
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *text = calloc(1, TEXT_MAX);
    assert_non_null(text);
    assert_true(fread(text, 1, TEXT_MAX - 1, file) > 0);
    fclose(file);
    return text;
}

/* What a list amounts to: its records, pieces and money in micro-units. */
struct total {
    size_t records, rejected, refused, dropped;
    int64_t quantity, unit_prices, extended;
    size_t priced;
    char first[256], last[256]; /* "reference|vendor|mpn|description" */
};

static const char *text_of(const struct import_record *record, const char *attribute)
{
    const struct import_value *value = import_record_value(record, attribute);
    return value != NULL ? value->text : "";
}

static void add_record(struct total *total, const struct import_record *record)
{
    const struct import_value *quantity = import_record_value(record, "quantity");
    const struct import_value *price = import_record_value(record, "unit_price");
    const struct import_value *extended = import_record_value(record, "extended_price");
    char *text = total->records++ == 0 ? total->first : total->last;
    total->rejected += record->is_rejected;
    total->quantity += quantity != NULL ? strtoll(quantity->text, NULL, 10) : 0;
    total->unit_prices += price != NULL ? price->integer : 0;
    total->extended += extended != NULL ? extended->integer : 0;
    total->priced += price != NULL;
    snprintf(text, sizeof total->first, "%s|%s|%s|%s", text_of(record, "reference"),
             text_of(record, "vendor"), text_of(record, "mpn"), text_of(record, "description"));
}

static void add_rows(struct total *total, struct import_map_filter *filter)
{
    struct import_mapping mapping;
    struct import_row row;
    struct import_issue issue, *issues;
    const struct import_drop *drops;
    size_t count;
    struct error err = {0};
    struct arena arena;
    arena_init(&arena);
    assert_int_equal(import_map_row(&row, &issue, filter, &err), OPTIBOM_OK);
    assert_int_equal(import_mapping_make(&mapping, &arena, bom_class, &row, &issues, &count, &err),
                     OPTIBOM_OK);
    assert_int_equal(count, 0);
    enum optibom_status status;
    while ((status = import_map_row(&row, &issue, filter, &err)) == OPTIBOM_OK) {
        struct import_record record;
        if (issue.code != NULL) {
            total->refused++;
            continue;
        }
        assert_int_equal(import_record_read(&record, &arena, &mapping, NULL, &row, &err),
                         OPTIBOM_OK);
        add_record(total, &record);
    }
    assert_int_equal(status, OPTIBOM_NOT_FOUND);
    count = import_map_drops(&drops, filter);
    for (size_t i = 0; i < count; i++)
        total->dropped += drops[i].count;
    arena_fini(&arena);
}

/* A shipped map over a shared list. */
static struct total read_list(const char *map_path, const char *path)
{
    static const struct import_table table = {.name = "", .number = 1};
    struct total total = {0};
    FILE *file = open_shared(path);
    char *yaml = read_text(map_path);
    struct import_map map;
    struct import_map_filter *filter = NULL;
    struct error err = {0};
    struct arena arena;
    arena_init(&arena);
    map_read_good(&map, &arena, yaml);
    assert_string_equal(map.class_name, "bom");
    const struct import_map_input input = {&map_csv_format, map_csv_open(file, path), &table, path};
    assert_int_equal(import_map_open(&filter, &map, bom_class, &input, &err), OPTIBOM_OK);
    add_rows(&total, filter);
    import_map_close(filter);
    map_csv_close(input.reader);
    arena_fini(&arena);
    free(yaml);
    fclose(file);
    assert_int_equal(total.rejected, 0);
    assert_int_equal(total.refused, 0);
    return total;
}

static void reads_a_cart(void **state)
{
    (void)state;
    struct total total = read_list("seed/maps/digikey-bom.yaml", SHARED "ocp-timecard/V0-BOM.csv");
    assert_int_equal(total.records, 47);
    assert_int_equal(total.quantity, 164);
    assert_int_equal(total.extended, 689710000);
    assert_int_equal(total.dropped, 0);
    assert_string_equal(total.first, "TIME CARD - C3, C4, C67, C76||C0603C103K5RACTU|"
                                     "CAP CER 10000PF 50V X7R 0603");
}

static void reads_fabric_lists(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        size_t records;
        int64_t pieces;
    } lists[] = {
        {SHARED "ocp-ai-fabric/opg-64-clos-ro/bom.csv", 9, 393},
        {SHARED "ocp-ai-fabric/opg-128-clos-ro/bom.csv", 9, 654},
        {SHARED "ocp-ai-fabric/xoc-64-mesh-conv-ro/bom.csv", 21, 280},
    };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        struct total total = read_list("seed/maps/ocp-fabric-bom.yaml", lists[i].path);
        assert_int_equal(total.records, lists[i].records);
        assert_int_equal(total.quantity, lists[i].pieces);
        assert_int_equal(total.dropped, 1);
    }
}

static void reads_a_priced_part_list(void **state)
{
    (void)state;
    struct total total =
        read_list("seed/maps/kicost.yaml", SHARED "kicost-parts/priced/part_list_big.csv");
    assert_int_equal(total.records, 361);
    assert_int_equal(total.quantity, 43000);
    assert_int_equal(total.priced, 319);
    assert_int_equal(total.extended, 23288252300);
    assert_string_equal(total.first, "GEN0||A759MW157M1JAAE048|");
}

static void reads_part_lists(void **state)
{
    (void)state;
    struct total big = read_list("seed/maps/kicost.yaml", SHARED "kicost-parts/part_list_big.csv");
    assert_int_equal(big.records, 430);
    struct total refs = read_list("seed/maps/kicost.yaml", SHARED "kicost-parts/test_423_ok.csv");
    assert_int_equal(refs.records, 1);
    assert_string_equal(refs.first, "J6||09551667812741|");
}

/* By a header of two rows, of which the upper one names the distributor. */
static void reads_one_distributor(void **state)
{
    (void)state;
    static const char yaml[] = "map: m\nheader: [3, 4]\nclass: bom\ncolumns:\n"
                               "  reference: Global Part Info Refs\n"
                               "  mpn: \"Manf#\"\n"
                               "  unit_price: {column: \"Digi-Key Unit$\", unit: USD}\n"
                               "  description: \"Digi-Key Cat#\"\n"
                               "skip: [{column: D, empty: true, because: sum}]\n";
    static const char first[] = "4:reference|mpn|unit_price [USD]|description\n"
                                "5:GEN0|A759MW157M1JAAE048|1.762|399-A759MW157M1JAAE048-ND\n"
                                "6:GEN1|ZLLS350TA|0.2926|ZLLS350TACT-ND\n";
    FILE *file = open_shared(SHARED "kicost-parts/priced/part_list_small.csv");
    struct buf out;
    buf_init(&out);
    map_apply(&out, yaml, file, "small.csv", bom_class);
    assert_true(buf_ok(&out) && out.length >= sizeof first - 1);
    assert_memory_equal(buf_text(&out), first, sizeof first - 1);
    fclose(file);
    buf_fini(&out);
}

/* --- without shared files */

static enum optibom_status no_row(struct import_reader *reader, struct import_row *row,
                                  struct error *err)
{
    (void)reader;
    (void)row;
    (void)err;
    return OPTIBOM_NOT_FOUND;
}

static void check_map(const struct catalog_dictionary *dictionary, const char *path)
{
    static const struct import_format format = {.name = "none", .next_row = no_row};
    static const struct import_table table = {.name = "", .number = 1, .has_names = true};
    const struct import_map_input input = {&format, NULL, &table, "none"};
    struct import_map_filter *filter = NULL;
    struct import_map map;
    struct error err = {0};
    struct arena arena;
    char *yaml = read_text(path);
    arena_init(&arena);
    map_read_good(&map, &arena, yaml);
    const struct catalog_class *of = catalog_class_find(dictionary, map.class_name);
    assert_non_null(of);
    enum optibom_status status = import_map_open(&filter, &map, &of->import, &input, &err);
    assert_string_equal(err.text, "");
    assert_int_equal(status, OPTIBOM_OK);
    import_map_close(filter);
    arena_fini(&arena);
    free(yaml);
}

static void shipped_maps_name_what_the_catalog_knows(void **state)
{
    (void)state;
    struct catalog catalog;
    struct store *store = NULL;
    struct error err = {0};
    glob_t found;
    assert_int_equal(store_open(&store, "", STORE_MEMORY, &err), OPTIBOM_OK);
    assert_int_equal(catalog_init(&catalog, store, &err), OPTIBOM_OK);
    assert_int_equal(glob("seed/maps/*.yaml", 0, NULL, &found), 0);
    assert_true(found.gl_pathc >= 8);
    for (size_t i = 0; i < found.gl_pathc; i++)
        check_map(&catalog.dictionary, found.gl_pathv[i]);
    globfree(&found);
    catalog_fini(&catalog);
}

/* What tables of these shapes become, beside the lists above. */
static const struct {
    const char *map, *class_name, *table, *rows;
} shapes[] = {
    {"seed/maps/netbox-devicetype.yaml", "enclosure",
     "manufacturer,model,part_number,u_height,weight,weight_unit,comments\n"
     "Nvidia,Q3400-RA,,4,60.5,kg,\n"
     "Arista,7050,DCS-7050,1,21,lb,[Sheet](https://a.b/c.pdf) and [more](https://a.b/d.pdf)\n"
     "Arista,7060,DCS-7060,1,,,\n",
     "1:vendor|mpn|description|rack_units [U]|weight|datasheet_url|source|confidence\n"
     "2:NVIDIA|Q3400-RA|Q3400-RA|4|60.5 kg||NetBox device type library|press\n"
     "3:Arista|DCS-7050|7050|1|21 lb|https://a.b/c.pdf|NetBox device type library|press\n"
     "4:Arista|DCS-7060|7060|1|||NetBox device type library|press\n"},
    {"seed/maps/altium-bom.yaml", "bom",
     "Line #,DNP,Name,Description,Designator,Quantity,Manufacturer 1,Manufacturer Part Number 1,"
     "Supplier 1,Supplier Part Number 1,Supplier Unit Price 1,Supplier Subtotal 1\n"
     "1,,39-30-0040,CONN HEADER,J38,1,Molex,39-30-0040,Newark,26AC7279,0.906,0.906\n"
     "2,DNP,SW2,,SW2,1,CTS,219-2LPST,,,,\n",
     "1:line|reference|vendor|mpn|description|quantity|supplier|supplier_part_number|unit_price|"
     "extended_price|dnp|alternate_vendor|alternate_mpn\n"
     "2:1|J38|Molex|39-30-0040|39-30-0040; CONN HEADER|1|Newark|26AC7279|0.906|0.906|||\n"
     "3:2|SW2|CTS|219-2LPST|SW2|1|||||yes||\n"},
    {"seed/maps/altium-bom.yaml", "bom",
     "Comment,Description,Designator,Quantity,Manufacturer Part Number,Manufacturer Part Number 1,"
     "Manufacturer_Part_Number\n"
     "Green,LED,LED1,1,LTST-C190KGKT,,\n"
     "2N7002W,MOSFET,Q2,1,,,DMG2302UKQ-7\n",
     "1:line|reference|vendor|mpn|description|quantity|supplier|supplier_part_number|unit_price|"
     "extended_price|dnp|alternate_vendor|alternate_mpn\n"
     "2:|LED1||LTST-C190KGKT|Green; LED|1|||||||\n"
     "3:|Q2||DMG2302UKQ-7|2N7002W; MOSFET|1|||||||\n"},
    {"seed/maps/digikey-bom.yaml", "bom",
     "Index,Quantity,Part Number,Manufacturer Part Number,Description,Unit Price,"
     "Extended Price\n"
     "1,4,399-1091-1-ND,C0603C103K5RACTU,CAP CER,0.1,0.4\n"
     ",,,,Total,,0.4\n",
     "1:line|reference|vendor|mpn|description|supplier_part_number|quantity|unit_price [USD]|"
     "extended_price [USD]|supplier|currency\n"
     "2:1|||C0603C103K5RACTU|CAP CER|399-1091-1-ND|4|0.1|0.4|DigiKey|USD\n"
     "dropped 1 from 3: total of the cart\n"},
    {"seed/maps/sonic-cpo.yaml", "bom", "name,lanes,oe_id,els_id\nEthernet0,\"1,2\",0,3\n",
     "1:reference|parent|description|bom|quantity\n"
     "2:Ethernet0|oe0|1,2|cpo engines|1\n"},
    {"seed/maps/sonic-cpo-lasers.yaml", "bom", "name,laser_ids,oe_id,els_id\nEthernet0,4; 5,0,3\n",
     "1:reference|parent|description|bom|quantity\n"
     "2:Ethernet0|els3|4; 5|cpo lasers|1\n"},
};

static void shipped_maps_read_these_shapes(void **state)
{
    (void)state;
    struct catalog catalog;
    struct store *store = NULL;
    struct error err = {0};
    assert_int_equal(store_open(&store, "", STORE_MEMORY, &err), OPTIBOM_OK);
    assert_int_equal(catalog_init(&catalog, store, &err), OPTIBOM_OK);
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        const struct catalog_class *of =
            catalog_class_find(&catalog.dictionary, shapes[i].class_name);
        char *yaml = read_text(shapes[i].map);
        FILE *file = fmemopen((void *)(uintptr_t)shapes[i].table, strlen(shapes[i].table), "r");
        assert_non_null(file);
        struct buf out;
        buf_init(&out);
        map_apply(&out, yaml, file, "t", &of->import);
        assert_string_equal(buf_text(&out), shapes[i].rows);
        buf_fini(&out);
        fclose(file);
        free(yaml);
    }
    catalog_fini(&catalog);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shipped_maps_name_what_the_catalog_knows),
        cmocka_unit_test(shipped_maps_read_these_shapes),
        cmocka_unit_test(reads_a_cart),
        cmocka_unit_test(reads_fabric_lists),
        cmocka_unit_test(reads_a_priced_part_list),
        cmocka_unit_test(reads_part_lists),
        cmocka_unit_test(reads_one_distributor),
    };
    return cmocka_run_group_tests(tests, open_catalog, close_catalog);
}
