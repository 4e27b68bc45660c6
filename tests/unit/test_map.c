#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "import_classes.h"
#include "map_table.h"

static const struct import_class *const transceivers = &import_test_classes[0];
static const struct import_class *const offers = &import_test_classes[1];

/* Applies a map of the class to a text; the map's first lines need not be written. */
static void check(const struct import_class *of, const char *yaml, const char *csv,
                  const char *expected)
{
    struct buf out, map;
    buf_init(&out);
    buf_init(&map);
    buf_printf(&map, "map: m\nclass: %s\n%s", of->class_name, yaml);
    FILE *file = fmemopen((void *)(uintptr_t)csv, strlen(csv), "r");
    assert_non_null(file);
    map_apply(&out, buf_text(&map), file, "t.csv", of);
    fclose(file);
    assert_true(buf_ok(&out) && buf_ok(&map));
    assert_string_equal(buf_text(&out), expected);
    buf_fini(&out);
    buf_fini(&map);
}

struct apply_case {
    const char *map, *csv, *rows;
};

static void check_all(const struct import_class *of, const struct apply_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        check(of, cases[i].map, cases[i].csv, cases[i].rows);
}

#define CHECK_ALL(of, cases) check_all(of, cases, sizeof(cases) / sizeof *(cases))

/* --- columns */

static const struct apply_case column_cases[] = {
    /* by header, whatever its case, punctuation and blanks */
    {"columns: {vendor: manufacturer, mpn: Part No}\n", "Part-No.,  MANUFACTURER \nX-1,Acme\n",
     "1:vendor|mpn\n2:Acme|X-1\n"},
    /* the exact header comes before one with other punctuation */
    {"columns: {mpn: PN, vendor: Unit+}\n", "PN,Unit-,Unit+\nX-1,no,yes\n",
     "1:mpn|vendor\n2:X-1|yes\n"},
    /* a repeated one, with and without its number; a header that itself has one */
    {"columns: {mpn: PN, vendor: \"PN#2\", description: \"Pin#2\"}\n",
     "PN,Pin,Pin,PN,Pin#2\na,b,c,d,e\n", "1:mpn|vendor|description\n2:a|d|e\n"},
    /* letters and numbers, but a header of that name first */
    {"columns: {mpn: B, vendor: 3, description: C}\n", "C,x,y\nP,Q,R\n",
     "1:mpn|vendor|description\n2:Q|R|P\n"},
    /* side and unit go into the header */
    {"columns: {mpn: PN, vendor: V, power max: {column: P, unit: mW}}\n", "PN,V,P\nX,Y,12\n",
     "1:mpn|vendor|power max [mW]\n2:X|Y|12\n"},
    {"columns: {mpn: PN, vendor: V, \"Max power (W)\": P}\n", "PN,V,P\nX,Y,12\n",
     "1:mpn|vendor|Max power (W)\n2:X|Y|12\n"},
    /* cells are trimmed; missing ones are empty */
    {"columns: {mpn: PN, vendor: V}\n", "PN,V\n \tX\xc2\xa0,Y\nZ\n", "1:mpn|vendor\n2:X|Y\n3:Z|\n"},
    /* split and piece */
    {"columns: {mpn: PN, vendor: V, reach: {column: O, split: \" / \", piece: 2}}\n",
     "PN,V,O\nX,Y,SMF / 2 km / LC\nX,Y,SMF\n", "1:mpn|vendor|reach\n2:X|Y|2 km\n3:X|Y|\n"},
    /* match: the first group, else all of it; nothing where it does not match */
    {"columns: {mpn: PN, vendor: V, form_factor: {column: T, match: \"(OSFP|QSFP-DD)[0-9]*\"}}\n",
     "PN,V,T\nX,Y,800G OSFP112 SR8\nX,Y,QSFP-DD\nX,Y,CFP\n",
     "1:mpn|vendor|form_factor\n2:X|Y|OSFP\n3:X|Y|QSFP-DD\n4:X|Y|\n"},
    {"columns: {mpn: PN, vendor: V, reach: {column: T, match: \"[0-9]+ *k?m\"}}\n",
     "PN,V,T\nX,Y,up to 2 km SMF\n", "1:mpn|vendor|reach\n2:X|Y|2 km\n"},
    /* a match never cuts a character: the micro sign has two bytes */
    {"columns: {mpn: PN, vendor: V, description: {column: T, match: \"^...\"}}\n",
     "PN,V,T\nX,Y,50\xc2\xb5m\n", "1:mpn|vendor|description\n2:X|Y|50\xc2\xb5\n"},
    /* join leaves out what is empty */
    {"columns: {mpn: PN, vendor: V, description: {columns: [A, B, C], join: \"; \"}}\n",
     "PN,V,A,B,C\nX,Y,a,,c\nX,Y,,,\n", "1:mpn|vendor|description\n2:X|Y|a; c\n3:X|Y|\n"},
    {"columns: {mpn: PN, vendor: V, description: {columns: [A, B]}}\n", "PN,V,A,B\nX,Y,21,lb\n",
     "1:mpn|vendor|description\n2:X|Y|21 lb\n"},
    /* first takes the first that is not empty, and passes over columns that are not there */
    {"columns: {mpn: {first: [Orderable, PN]}, vendor: V}\n", "PN,V\nX,Y\n",
     "1:mpn|vendor\n2:X|Y\n"},
    {"columns: {mpn: {first: [PN 1, PN 2]}, vendor: V}\n", "PN 1,PN 2,V\n,b,Y\na,b,Y\n",
     "1:mpn|vendor\n2:b|Y\n3:a|Y\n"},
    /* empty: texts that are no value, compared as a whole */
    {"columns: {mpn: PN, vendor: V, description: {column: D, empty: [call, \"???\"]}}\n",
     "PN,V,D\nX,Y,Call\nX,Y,???\nX,Y,call us\n",
     "1:mpn|vendor|description\n2:X|Y|\n3:X|Y|\n4:X|Y|call us\n"},
    /* optional */
    {"columns: {mpn: PN, vendor: V, description: {column: D, optional: true}}\n", "PN,V\nX,Y\n",
     "1:mpn|vendor|description\n2:X|Y|\n"},
    /* constants and aliases */
    {"columns: {mpn: PN, vendor: V}\nconstants: {description: as listed}\n"
     "aliases: {vendor: {ACME INC: Acme, \"\\u00c9\": E}}\n",
     "PN,V\nX, Acme Inc \nX,ACME\nX,\xc3\x89\n",
     "1:mpn|vendor|description\n2:X|Acme|as listed\n3:X|ACME|as listed\n4:X|E|as listed\n"},
};

static void makes_cells(void **state)
{
    (void)state;
    CHECK_ALL(transceivers, column_cases);
}

/* --- the header */

static const struct apply_case header_cases[] = {
    /* found: the first row that has every column */
    {"columns: {mpn: PN, vendor: V}\n", "List of V\n,,\nPN only\nPN,V\nX,Y\n",
     "4:mpn|vendor\n5:X|Y\ndropped 2 from 1: above the header\n"},
    /* by row number: what stands above is not read, even where it could be a header */
    {"columns: {mpn: PN, vendor: V}\nheader: 3\n", "PN,V\na,b\nV,PN\nY,X\n",
     "3:mpn|vendor\n4:X|Y\ndropped 2 from 1: above the header\n"},
    {"columns: {mpn: PN, vendor: V}\nheader: 2\n", "UNREADABLE\nPN,V\nX,Y\n",
     "2:mpn|vendor\n3:X|Y\ndropped 1 from 1: above the header\n"},
    {"columns: {mpn: PN, vendor: V}\nheader: 2\n", "PN,V\n\nX,Y\n",
     "!! t.csv:2: the row is blank or not there, but the map m has it as header; correct 'header' "
     "there\n"},
    {"columns: {mpn: PN, vendor: V}\nheader: 9\n", "PN,V\nX,Y\n",
     "!! t.csv:9: the row is blank or not there, but the map m has it as header; correct 'header' "
     "there\n"},
    /* none */
    {"columns: {mpn: B, vendor: 1, description: E}\nheader: 0\n", "Acme,X\nAcme,Y,c,d,e,f\n",
     "1:mpn|vendor|description\n1:X|Acme|\n2:Y|Acme|e\n"},
    /* two rows: the upper text holds on to the right; the lower one alone will do */
    {"columns: {mpn: PN, vendor: Site V, power min: Power min, power max: Power max,"
     " description: max#2}\nheader: [2, 3]\n",
     "title\nSite,,Power,,Size\nV,PN,min,max,max\nY,X,1,2,9\n",
     "3:mpn|vendor|power min|power max|description\n4:X|Y|1|2|9\n"
     "dropped 1 from 1: above the header\n"},
    /* with letters alone the first row is the header */
    {"columns: {mpn: B, vendor: A}\n", "x,y\nAcme,P\n", "1:mpn|vendor\n2:P|Acme\n"},
    /* what is missing, said of the row that has most of it */
    {"columns: {mpn: Part Number, vendor: Maker}\n", "List\nPart Number,Makers\nX,Y\n",
     "!! t.csv:2: there is no column \"Maker\", which map.yaml:3 reads; did you mean "
     "\"Makers\"?\n"},
    {"columns: {mpn: Part Number, vendor: Maker}\nheader: 1\n", "Part Number,x\nX,Y\n",
     "!! t.csv:1: there is no column \"Maker\", which map.yaml:3 reads; correct the map, or the "
     "row "
     "of its header\n"},
    {"columns: {mpn: Part Number, vendor: {first: [Maker, Made by]}}\n", "Part Number,x\nX,Y\n",
     "!! t.csv:1: there is no column \"Maker\", which map.yaml:3 reads; correct the map, or the "
     "row "
     "of its header\n"},
    {"columns: {mpn: B, vendor: D}\n", "x,y\nX,Y\n",
     "!! t.csv:1: there is no column \"D\", which map.yaml:3 reads; correct the map, or the row of "
     "its header\n"},
    {"columns: {mpn: B, vendor: ABC}\nheader: 0\n", "x,y\n", "1:mpn|vendor\n1:y|\n"},
    {"columns: {mpn: PN, vendor: V}\n", "\n",
     "!! t.csv: the file is empty; give one with a header "
     "row\n"},
    {"columns: {mpn: PN, vendor: V}\n", "UNREADABLE\n", "!! t.csv:1: unreadable\n"},
    /* rows that the reader cannot read, and rows with more cells than the header */
    {"columns: {mpn: PN, vendor: V}\n", "PN,V\nUNREADABLE,b\nX,Y,\nX,Y,Z\nX,Y\n",
     "1:mpn|vendor\n!! t.csv:2: unreadable\n3:X|Y\n"
     "4! ragged-row : the row has 3 cells and the header 2; quote cells that contain the "
     "delimiter, "
     "or remove the extra ones\n5:X|Y\n"},
};

static void finds_the_header(void **state)
{
    (void)state;
    CHECK_ALL(transceivers, header_cases);
}

/* --- records */

static const struct apply_case record_cases[] = {
    /* skip, with every test; each reason is counted */
    {"columns: {vendor: V, mpn: PN, supplier: S, price: P}\n"
     "skip:\n"
     "  - {column: PN, matches: \"^(Sub)?total\", because: total row}\n"
     "  - {column: PN, empty: true, because: no part number}\n"
     "  - {column: DNP, equals: \"YES\", because: do not place}\n"
     "  - {column: Note, empty: false, because: has a note}\n"
     "  - {column: Gone, empty: true, because: never, optional: true}\n",
     "PN,V,S,P,DNP,Note\n"
     "X,Y,Z,1,no,\n"
     "Subtotal,,,1,,\n"
     " ,,,1,,\n"
     "X,Y,Z,1,yes ,\n"
     "total,,,3,,\n"
     "X,Y,Z,1,,see below\n",
     "1:vendor|mpn|supplier|price\n2:Y|X|Z|1\n"
     "dropped 2 from 3: total row\n"
     "dropped 1 from 4: no part number\n"
     "dropped 1 from 5: do not place\n"
     "dropped 1 from 7: has a note\n"},
    /* the end of a text is the end of its trimmed form */
    {"columns: {vendor: V, mpn: PN, supplier: V, price: P}\n"
     "skip: [{column: PN, matches: \"l$\", because: total row}]\n",
     "PN,V,P\nTotal ,,3\n", "1:vendor|mpn|supplier|price\ndropped 1 from 2: total row\n"},
    /* a trailer with fewer cells, and one with more, is skipped before its cells are counted */
    {"columns: {vendor: V, mpn: PN, supplier: V, price: P}\n"
     "skip: [{column: 1, matches: \"^#\", because: trailer}]\n",
     "PN,V,P\nX,Y,1\n# end,1\n#,1,2,3,4\n",
     "1:vendor|mpn|supplier|price\n2:Y|X|Y|1\ndropped 2 from 3: trailer\n"},
    /* each */
    {"columns: {vendor: V, mpn: PNs, supplier: S, price: P}\n"
     "each: {column: PNs, split: \";\"}\n",
     "PNs,V,S,P\na; b;;c;,Y,Z,1\n,Y,Z,2\n; ,Y,Z,3\n",
     "1:vendor|mpn|supplier|price\n2:Y|a|Z|1\n2:Y|b|Z|1\n2:Y|c|Z|1\n3:Y||Z|2\n4:Y||Z|3\n"},
    /* breaks: empty ones and words for no price give no record */
    {"columns: {vendor: V, mpn: PN, supplier: S}\n"
     "breaks:\n"
     "  - {quantity: 1, column: \"1+\", unit: EUR}\n"
     "  - {quantity: 100, column: \"100+\", unit: EUR}\n"
     "  - {quantity: 1000, column: \"1000+\", unit: eur}\n",
     "PN,V,S,1+,100+,1000+\nX,Y,Z,1.5, 1.2 ,\nX,Y,Z,N/A,TBD,0.5\nX,Y,Z,,n/a,-\n",
     "1:vendor|mpn|supplier|quantity|price [EUR]\n"
     "2:Y|X|Z|1|1.5\n2:Y|X|Z|100|1.2\n3:Y|X|Z|1000|0.5\n"
     "dropped 1 from 4: no price in any break column\n"},
    {"columns: {vendor: V, mpn: PN, supplier: S}\n"
     "breaks: [{quantity: 1, column: P1, empty: [on request]}, {quantity: 5, column: P5},"
     " {quantity: 9, column: P9, optional: true}]\n",
     "PN,V,S,P1,P5\nX,Y,Z,On  request,2\n", "1:vendor|mpn|supplier|quantity|price\n2:Y|X|Z|5|2\n"},
    /* each and breaks: every piece at every price */
    {"columns: {vendor: V, mpn: PN, supplier: S}\neach: {column: PN, split: \"/\"}\n"
     "breaks: [{quantity: 1, column: P1}, {quantity: 5, column: P5}]\n",
     "PN,V,S,P1,P5\na/b,Y,Z,1,2\nc/d,Y,Z,,4\n",
     "1:vendor|mpn|supplier|quantity|price\n"
     "2:Y|a|Z|1|1\n2:Y|a|Z|5|2\n2:Y|b|Z|1|1\n2:Y|b|Z|5|2\n3:Y|c|Z|5|4\n3:Y|d|Z|5|4\n"},
};

static void makes_records(void **state)
{
    (void)state;
    CHECK_ALL(offers, record_cases);
}

static void bounds_the_pieces_of_a_row(void **state)
{
    (void)state;
    struct buf csv;
    buf_init(&csv);
    buf_puts(&csv, "PN,V\n\"");
    for (int i = 0; i < 4097; i++)
        buf_puts(&csv, "a;");
    buf_puts(&csv, "\",Y\nX,Y\n");
    assert_true(buf_ok(&csv));
    check(transceivers, "columns: {mpn: PN, vendor: V}\neach: {column: PN, split: ;}\n",
          buf_text(&csv),
          "1:mpn|vendor\n"
          "!! t.csv:2: column \"PN\" has more than 4096 pieces; correct the cell, or 'each' of the "
          "map m\n3:X|Y\n");
    buf_fini(&csv);
}

/* --- what the class refuses */

static const struct apply_case class_cases[] = {
    {"columns: {mpn: PN, vendor: V, pwer: P}\n", "PN,V,P\n",
     "!! map.yaml:3: 'pwer' is not an attribute of class transceiver; did you mean 'power'?\n"},
    {"columns: {mpn: PN, vendor: V}\nconstants:\n  colour: red\n", "PN,V\n",
     "!! map.yaml:5: 'colour' is not an attribute of class transceiver\n"},
    {"columns: {mpn: PN, vendor: V, power: {column: P, unit: nm}}\n", "PN,V,P\n",
     "!! map.yaml:3: 'nm' is not a unit of power; write W\n"},
    {"columns: {mpn: PN, vendor: V, power: {column: P, unit: parsec}}\n", "PN,V,P\n",
     "!! map.yaml:3: 'parsec' is not a unit of power; write W\n"},
    {"columns: {mpn: PN, vendor: V, form_factor: {column: P, unit: W}}\n", "PN,V,P\n",
     "!! map.yaml:3: 'W' is not a unit of form_factor; it has none\n"},
    {"columns: {mpn: PN, vendor: V, lanes max: P}\n", "PN,V,P\n",
     "!! map.yaml:3: 'lanes max' is not an attribute of class transceiver\n"},
    {"columns: {mpn: PN, vendor: V, power max: P, max power: Q}\n", "PN,V,P,Q\n",
     "!! map.yaml:3: 'max power' gives what 'power max' gives; keep one\n"},
    {"columns: {mpn: PN, vendor: V}\nbreaks: [{quantity: 1, column: P}]\n", "PN,V,P\n",
     "!! map.yaml:4: 'quantity' is not an attribute of class transceiver\n"},
};

static void holds_the_map_against_the_class(void **state)
{
    (void)state;
    CHECK_ALL(transceivers, class_cases);
    check(offers, "columns: {vendor: V, mpn: PN, supplier: S, price: {column: P, unit: W}}\n",
          "x\n", "!! map.yaml:3: 'W' is not a unit of price; name a currency, such as USD\n");
}

/* --- places, doubts, tables */

/* A reader of one table in memory. */
struct memory {
    const struct import_row *rows;
    size_t count, at;
};

static enum optibom_status memory_row(struct import_reader *reader, struct import_row *row,
                                      struct error *err)
{
    struct memory *memory = (struct memory *)(void *)reader;
    (void)err;
    if (memory->at == memory->count)
        return OPTIBOM_NOT_FOUND;
    *row = memory->rows[memory->at++];
    return OPTIBOM_OK;
}

static const struct import_format memory_format = {
    .name = "pdf", .file_kind = "memory", .next_row = memory_row};

/* Opens a map over rows; the first names the columns. */
static void open_memory(struct import_map_filter **filter, struct import_map *map,
                        struct arena *arena, const char *yaml, struct memory *memory)
{
    static const struct import_table table = {.name = "Power", .number = 1, .has_names = true};
    const struct import_map_input input = {&memory_format, (struct import_reader *)(void *)memory,
                                           &table, "t.pdf"};
    struct error err = {0};
    map_read_good(map, arena, yaml);
    assert_int_equal(import_map_open(filter, map, transceivers, &input, &err), OPTIBOM_OK);
}

static void keeps_places_and_doubts(void **state)
{
    (void)state;
    static const char yaml[] =
        "map: m\nclass: transceiver\ncolumns: {mpn: PN, vendor: {columns: [A, B, C]}, power: P}\n"
        "constants: {medium: dsp}\neach: {column: PN, split: /}\n";
    static const char *names[] = {"PN", "A", "B", "C", "P"};
    static const char *cells[] = {"X/Y", " ", "b", "c", "5"};
    static const char *places[] = {"page 1", "page 2", "page 3", "page 4", "page 5"};
    static const char *doubts[] = {NULL, "faint", NULL, "smeared", "read by eye"};
    static const struct import_row rows[] = {
        {.line = 1, .count = 5, .cells = names, .raw = ""},
        {.line = 2, .count = 5, .cells = cells, .raw = "raw", .places = places, .doubts = doubts},
        {.line = 3, .count = 5, .cells = cells, .raw = "raw"},
    };
    struct memory memory = {rows, 3, 0};
    struct import_map_filter *filter = NULL;
    struct import_map map;
    struct import_row row;
    struct import_issue issue;
    struct error err = {0};
    struct arena arena;
    arena_init(&arena);
    open_memory(&filter, &map, &arena, yaml, &memory);
    assert_int_equal(import_map_row(&row, &issue, filter, &err), OPTIBOM_OK);
    assert_null(row.places);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(import_map_row(&row, &issue, filter, &err), OPTIBOM_OK);
        assert_int_equal(row.count, 4);
        assert_string_equal(row.raw, "raw");
        assert_string_equal(row.cells[0], i == 0 ? "X" : "Y");
        assert_string_equal(row.cells[1], "b c");
        assert_string_equal(row.places[0], "page 1");
        assert_string_equal(row.places[1], "page 3");
        assert_string_equal(row.places[2], "page 5");
        assert_string_equal(row.places[3], "map m");
        assert_null(row.doubts[0]);
        assert_string_equal(row.doubts[1], "smeared");
        assert_string_equal(row.doubts[2], "read by eye");
        assert_null(row.doubts[3]);
    }
    assert_int_equal(import_map_row(&row, &issue, filter, &err), OPTIBOM_OK);
    assert_null(row.places);
    assert_null(row.doubts);
    import_map_close(filter);
    arena_fini(&arena);
}

/* Where the format knows the names they are the header, and nothing else is. */
static void takes_the_names_that_the_format_knows(void **state)
{
    (void)state;
    static const char yaml[] = "map: m\nclass: transceiver\ncolumns: {mpn: a.mpn, vendor: V}\n";
    static const char *keys[] = {"a.mpn", "x"}, *cells[] = {"a.mpn", "V"};
    static const struct import_row rows[] = {{.line = 1, .count = 2, .cells = keys, .raw = ""},
                                             {.line = 2, .count = 2, .cells = cells, .raw = ""}};
    static const struct import_table table = {.name = "", .number = 1, .has_names = true};
    struct memory memory = {rows, 2, 0};
    struct import_map_input input = {.format = &memory_format, .table = &table, .file = "t.pdf"};
    struct import_map_filter *filter = NULL;
    struct import_map map;
    struct import_row row;
    struct import_issue issue;
    struct error err = {0};
    struct arena arena;
    arena_init(&arena);
    open_memory(&filter, &map, &arena, yaml, &memory);
    assert_int_equal(import_map_row(&row, &issue, filter, &err), OPTIBOM_BAD_INPUT);
    assert_string_equal(err.text,
                        "t.pdf:1: there is no column \"V\", which m.yaml:3 reads; correct "
                        "the map, or the row of its header");
    import_map_close(filter);
    map.header = IMPORT_MAP_HEADER_NONE;
    error_clear(&err);
    assert_int_equal(import_map_open(&filter, &map, transceivers, &input, &err), OPTIBOM_BAD_INPUT);
    assert_string_equal(err.text, "m.yaml: the names of the columns come from the keys of t.pdf; "
                                  "take 'header' out of the map");
    arena_fini(&arena);
}

static void takes_tables_by_name_and_number(void **state)
{
    (void)state;
    static const struct {
        const char *sheet, *name;
        bool takes;
    } cases[] = {
        {NULL, "Prices", true},
        {"Prices", "prices", true},
        {"Prices", "Prices 2", false},
        {"Pri*", "Prices 2", true},
        {"*es", "Prices", true},
        {"*es", "Prices 2", false},
        {"P*s*2", "Prices 2", true},
        {"P*s*2", "Prices", false},
        {"*a*ab", "aaab", true},
        {"*", "", true},
        {"", "", true},
        {"", "Prices", false},
        {"2", "Prices", true},
        {"3", "Prices", false},
        {"3", "3", true},
        {"Prices**", "Prices", true},
        {"Transceiver.mode", "transceiver.MODE", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct import_map map = {.sheet = cases[i].sheet};
        const struct import_table table = {.name = cases[i].name, .number = 2};
        assert_int_equal(import_map_takes(&map, &table), cases[i].takes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(makes_cells),
        cmocka_unit_test(finds_the_header),
        cmocka_unit_test(makes_records),
        cmocka_unit_test(bounds_the_pieces_of_a_row),
        cmocka_unit_test(holds_the_map_against_the_class),
        cmocka_unit_test(keeps_places_and_doubts),
        cmocka_unit_test(takes_the_names_that_the_format_knows),
        cmocka_unit_test(takes_tables_by_name_and_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
