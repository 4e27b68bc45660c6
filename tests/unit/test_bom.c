/* The words of bills of materials, and which tables are taken for one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "catalog/bom_words.h"
#include "catalog/catalog.h"
#include "import/mapping.h"

#include <string.h>

static void knows_what_is_not_placed(void **state)
{
    (void)state;
    static const char *const yes[] = {
        "DNP",    "R5 (DNI)", "do not place", "Do-Not-Populate", "Don't place!",
        "no pop", "NOPOP",    "R1 DNF",       "Not populated",   "dnp, see note 3"};
    static const char *const no[] = {"", "DNPX", "R5", "place", "dn p", "NO POPCORN", "undnp"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        assert_true(bom_words_dnp(yes[i]));
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        assert_false(bom_words_dnp(no[i]));
}

static void reads_flags(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool is_known, dnp;
    } flags[] = {
        {"yes", true, true},       {"X", true, true},       {"1", true, true},
        {"DNP", true, true},       {"No", true, false},     {"0", true, false},
        {"Populate", true, false}, {"fitted", true, false}, {"Not Fitted", true, true},
        {"maybe", false, false},   {"2", false, false},     {"yes, but", false, false},
    };
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        bool dnp = false;
        assert_int_equal(bom_words_flag(&dnp, flags[i].text), flags[i].is_known);
        if (flags[i].is_known)
            assert_int_equal(dnp, flags[i].dnp);
    }
}

static void knows_alternates(void **state)
{
    (void)state;
    assert_true(bom_words_alternate("or"));
    assert_true(bom_words_alternate("Alternate for R5"));
    assert_true(bom_words_alternate("ALT."));
    assert_true(bom_words_alternate("2nd source"));
    assert_false(bom_words_alternate("orange"));
    assert_false(bom_words_alternate("alternating current"));
    assert_false(bom_words_alternate("see alternate list"));
    assert_false(bom_words_alternate(""));
}

static void splits_part_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *text, *pieces;
        bool commas;
    } cells[] = {
        {"A123", "A123", false},
        {"A123; B456", "A123|B456", false},
        {"A123 / B456 / C7", "A123|B456|C7", false},
        {"A123 or B456", "A123|B456", false},
        {"A123\nB456\r\n", "A123|B456", false},
        {"CP35/M", "CP35/M", false},
        {"A, B", "A, B", false},
        {"A, B", "A|B", true},
        {" ; ;A;", "A", false},
        {"https://a.b/c;d / e", "https://a.b/c;d / e", true},
        {"DIN912 M4 o", "DIN912 M4 o", false},
        {"", "", false},
    };
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        struct arena arena;
        struct buf joined;
        size_t count;
        arena_init(&arena);
        buf_init(&joined);
        const char **pieces = bom_words_split(&count, &arena, cells[i].text, cells[i].commas);
        assert_non_null(pieces);
        for (size_t j = 0; j < count; j++) {
            buf_puts(&joined, j > 0 ? "|" : "");
            buf_puts(&joined, pieces[j]);
        }
        assert_string_equal(buf_text(&joined), cells[i].pieces);
        buf_fini(&joined);
        arena_fini(&arena);
    }
}

enum { CELLS_MAX = 16, CLASSES_MAX = 64 };

/* The cells of "a,b,c"; `text` is cut. */
static struct import_row row_of(const char *cells[CELLS_MAX], char *text)
{
    struct import_row row = {.line = 1, .cells = cells, .raw = ""};
    for (char *at = text; at != NULL;) {
        cells[row.count++] = at;
        at = strchr(at, ',');
        if (at != NULL)
            *at++ = '\0';
    }
    return row;
}

static void open_catalog(struct catalog *catalog)
{
    struct store *store = NULL;
    struct error err = {0};
    assert_int_equal(store_open(&store, "", STORE_MEMORY, &err), OPTIBOM_OK);
    assert_int_equal(catalog_init(catalog, store, &err), OPTIBOM_OK);
}

static void leaves_other_lists_alone(void **state)
{
    (void)state;
    static const struct {
        const char *headers, *class_name; /* NULL: the headers do not tell */
    } tables[] = {
        {"Part Number,Description,Qty", "bom"},
        {"Designator,Comment,Footprint", "bom"},
        {"Level,Part Number,Qty", "bom"},
        {"manufacturer,part number,description,quantity,unit price,total price", "bom"},
        {"Mouser #:,Mfr. #:,Manufacturer:,Description:,Order Qty.,Price (USD),Ext.: (USD)", "bom"},
        {"vendor,mpn,supplier,price,quantity", "offer"},
        {"vendor,mpn,supplier,qty,unit price", "offer"},
        {"vendor,mpn,alternate_vendor,alternate_mpn", "alternate"},
        {"vendor,mpn,child_vendor,child_mpn,quantity", "composition"},
        {"vendor,mpn,standard,polish,data rate,reach,power,quantity", "transceiver"},
        {"Part Number,Price", NULL},
        {"Part Number,Manufacturer,Price", NULL},
        {"vendor,mpn,description", NULL},
        {"Name,Value", NULL},
        {"name,position,parent.manufacturer,parent.model,parent.part_number", NULL},
    };
    struct catalog catalog;
    open_catalog(&catalog);
    size_t count = catalog.dictionary.class_count;
    struct import_class classes[CLASSES_MAX];
    assert_true(count <= CLASSES_MAX);
    for (size_t i = 0; i < count; i++)
        classes[i] = catalog.dictionary.classes[i].import;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        char text[256];
        const char *cells[CELLS_MAX];
        assert_true(strlen(tables[i].headers) < sizeof text);
        memcpy(text, tables[i].headers, strlen(tables[i].headers) + 1);
        struct import_row row = row_of(cells, text);
        const struct import_class *of = import_mapping_guess(classes, count, &row);
        assert_string_equal(of != NULL ? of->class_name : "none",
                            tables[i].class_name != NULL ? tables[i].class_name : "none");
        of = import_mapping_nearest(classes, count, &row);
        assert_true(of == NULL || strcmp(of->class_name, "bom") != 0);
    }
    catalog_fini(&catalog);
}

/* Whichever comes first, the maker's number is the part number. */
static void prefers_the_stronger_name(void **state)
{
    (void)state;
    static const char *const orders[] = {"Part Number,Manufacturer Part Number,Qty",
                                         "Manufacturer Part Number,Part Number,Qty"};
    struct catalog catalog;
    open_catalog(&catalog);
    const struct import_class *of = &catalog_class_find(&catalog.dictionary, "bom")->import;
    for (size_t i = 0; i < 2; i++) {
        struct import_mapping mapping;
        struct import_issue *issues;
        struct error err = {0};
        struct arena arena;
        size_t count;
        char text[64];
        const char *cells[CELLS_MAX];
        arena_init(&arena);
        memcpy(text, orders[i], strlen(orders[i]) + 1);
        struct import_row row = row_of(cells, text);
        assert_int_equal(import_mapping_make(&mapping, &arena, of, &row, &issues, &count, &err),
                         OPTIBOM_OK);
        assert_null(mapping.columns[i].attribute);
        assert_string_equal(mapping.columns[1 - i].attribute->name, "mpn");
        assert_int_equal(count, 1);
        assert_string_equal(issues[0].code, "duplicate-column");
        assert_string_equal(issues[0].column, "Part Number");
        arena_fini(&arena);
    }
    catalog_fini(&catalog);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_what_is_not_placed), cmocka_unit_test(reads_flags),
        cmocka_unit_test(knows_alternates),         cmocka_unit_test(splits_part_numbers),
        cmocka_unit_test(leaves_other_lists_alone), cmocka_unit_test(prefers_the_stronger_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
