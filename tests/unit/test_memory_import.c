/* Tables of each format, down to records, while each place that asks for memory fails once. */
#define _GNU_SOURCE
#include "each_allocation.h"

#include "import_classes.h"
#include "workbook_parts.h"

#include "import/cell/cell_memo.h"
#include "import/csv/csv.h"
#include "import/map/map.h"
#include "import/pdf/pdf_reader.h"
#include "import/row_shape.h"
#include "import/table_rows.h"

#include <dirent.h>

/* Files, opened once: they are the caller's. */
static FILE *from_text(const char *text)
{
    FILE *file = tmpfile();
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fflush(file), 0);
    return file;
}

/* The corpus of a fuzzer: its names have dashes. */
static FILE *from_corpus(const char *path)
{
    char name[128];
    snprintf(name, sizeof name, "%s", path);
    for (char *at = name + strlen("tests/fuzz/corpus/pdf_words/"); *at != '\0'; at++)
        *at = *at == '_' ? '-' : *at;
    FILE *file = fopen(name, "r");
    if (file == NULL)
        fail_msg("%s", name);
    return file;
}

static const char prices[] = "Price list,2026-01-01,,,,,,\n"
                             "Manufacturer,Part number,Distributor,Price each (USD),Qty,MOQ,"
                             "Valid until,Lead time (weeks)\n"
                             "Acme,X-1,Arrow,\"1,200.50\",1,2,2027-01-31,12\n"
                             "Acme,X-2,Arrow,call,10,2,soon,12\n"
                             "Acme,X-3,Mouser,9..12,100,,31.12.2026,\n"
                             "Total,,,1210,,,,\n";

static const char modules[] =
    "vendor;mpn;Form factor;Medium;Data rate (Gbps);Power max (W);Reach min;tx_power;"
    "temperature;representative;Colour\n"
    "Acme;T-1;OSFP;dsp;800;14,5;\"300m (OM3), 400m (OM4)\";-1 dBm;0..70;yes;red\n"
    "Acme;T-2;OSFP;LPO;8 x 106.25 Gbps;12 W @ 70 C max;2 km;-1..4 dBm;max 70 C;no;blue\n"
    "Acme;T-3;QSFP;other;much;typ 12 W, max 14 W;1.234,5;3 mW;350 K;maybe;\n"
    "Acme;T-4;QSFP;aoc;1,6 Tbps;7 W or 9 W;10;;;;;;;extra\n";

static const char tree_json[] =
    "{\"list\": [{\"vendor\": \"Acme\", \"mpn\": \"J-1\", \"power\": {\"value\": 12, \"unit\":"
    " \"W\"}, \"modes\": [{\"name\": \"a\", \"reach\": 500}, {\"name\": \"b\", \"reach\": 2e3}]},"
    " {\"vendor\": \"Acme\", \"mpn\": \"J-2\", \"data_rate\": 800, \"power\": {\"value\": 9,"
    " \"unit\": \"W\"}}], \"other\": [{\"attr\": \"mpn\", \"value\": \"J\\u00e9\"}]}";

static const char tree_yaml[] = "- {vendor: Acme, mpn: Y-1, power: 12 W, reach: 500, lanes: 8}\n"
                                "- vendor: Acme\n"
                                "  mpn: \"Y-\\x32\"\n"
                                "  power: {min: 9, max: 12}\n"
                                "  lanes: &l [8, 4]\n"
                                "- {vendor: Acme, mpn: Y-3, lanes: *l, reach: ~}\n";

static const char book[] =
    "@xl/workbook.xml\n"
    "<workbook " PARTS_MAIN " xmlns:r=\"" PARTS_RELATION "\"><sheets>"
    "<sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/>"
    "<sheet name=\"T\" sheetId=\"2\" r:id=\"rId2\" state=\"hidden\"/></sheets></workbook>\n"
    "@xl/_rels/workbook.xml.rels\n"
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    "<Relationship Id=\"rId1\" Type=\"" PARTS_RELATION "/worksheet\" "
    "Target=\"worksheets/sheet1.xml\"/>"
    "<Relationship Id=\"rId2\" Type=\"" PARTS_RELATION "/worksheet\" "
    "Target=\"/xl/worksheets/sheet1.xml\"/>"
    "<Relationship Id=\"rId3\" Type=\"" PARTS_RELATION "/sharedStrings\" "
    "Target=\"sharedStrings.xml\"/>"
    "<Relationship Id=\"rId4\" Type=\"" PARTS_RELATION "/styles\" Target=\"styles.xml\"/>"
    "</Relationships>\n"
    "@xl/sharedStrings.xml\n"
    "<sst " PARTS_MAIN "><si><t>vendor</t></si><si><r><t>m</t></r><r><t>pn</t></r>"
    "<rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></si><si><t>Ac_x006d_e</t></si></sst>\n"
    "@xl/styles.xml\n"
    "<styleSheet " PARTS_MAIN "><numFmts count=\"1\"><numFmt numFmtId=\"164\" "
    "formatCode=\"0.00&quot; W&quot;\"/></numFmts><cellXfs count=\"3\"><xf numFmtId=\"0\"/>"
    "<xf numFmtId=\"14\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>\n"
    "@xl/worksheets/sheet1.xml\n"
    "<worksheet " PARTS_MAIN "><sheetData>"
    "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>"
    "<c r=\"C1\" t=\"inlineStr\"><is><t>power</t></is></c><c r=\"D1\" t=\"str\"><v>lanes</v></c>"
    "<c r=\"E1\" t=\"str\"><v>representative</v></c></row>"
    "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>2</v></c><c r=\"B2\" t=\"str\"><v>W-1</v></c>"
    "<c r=\"C2\" s=\"2\"><v>12.5</v></c><c r=\"D2\"><f>4+4</f><v>8</v></c>"
    "<c r=\"E2\" t=\"b\"><v>1</v></c></row>"
    "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>2</v></c><c r=\"B3\" s=\"1\"><v>45000</v></c>"
    "<c r=\"C3\" t=\"e\"><v>#N/A</v></c></row></sheetData></worksheet>\n";

static const char map_of_prices[] =
    "map: prices\n"
    "about: a price list\n"
    "numbers: {decimal: \".\", group: \",\"}\n"
    "header: 2\n"
    "class: offer\n"
    "columns:\n"
    "  vendor: Manufacturer\n"
    "  mpn: {first: [Part number, \"Part\"], optional: true}\n"
    "  valid_until: {column: Valid until, match: \"[0-9]{4}-[0-9-]*\", optional: true}\n"
    "  lead_time: {columns: [MOQ, \"Lead time (weeks)\"], join: \"\", empty: [\"-\"]}\n"
    "constants: {supplier: Acme Distribution}\n"
    "aliases: {vendor: {Acme: Acme Inc.}}\n"
    "skip: [{column: Manufacturer, matches: \"^Total\", because: total row},\n"
    "       {column: MOQ, empty: true, because: no least order, optional: true}]\n"
    "each: {column: Part number, split: \"-\"}\n"
    "breaks: [{quantity: 1, column: \"Price each (USD)\", unit: USD, empty: [call]},\n"
    "         {quantity: 100, column: Price of 100, unit: USD, optional: true}]\n";

static void say_issues(const struct import_issue *issues, size_t count)
{
    for (size_t i = 0; i < count; i++)
        say(" %s %s: %s", issues[i].code, issues[i].column, issues[i].text);
}

static void say_record(const struct import_record *record)
{
    say("%zu%s:", record->line, record->is_rejected ? "!" : "");
    for (size_t i = 0; i < record->value_count; i++) {
        const struct import_value *value = &record->values[i];
        say(" %s=%s/%lld/%g..%g..%g", value->attribute->name,
            value->text != NULL ? value->text : "", (long long)value->integer, value->range.min,
            value->range.typ, value->range.max);
    }
    say_issues(record->issues, record->issue_count);
    say("\n");
}

static enum optibom_status say_rows(struct import_table_rows *rows,
                                    const struct import_mapping *mapping, struct error *err)
{
    struct import_memo *memo = import_memo_open(mapping->column_count);
    struct arena arena;
    struct import_row row;
    struct import_issue refused = {0};
    enum optibom_status status = memo != NULL ? OPTIBOM_OK : error_no_memory(err);
    arena_init(&arena);
    while (status == OPTIBOM_OK) {
        struct import_record record;
        arena_reset(&arena);
        status = import_table_rows_next(&row, &refused, rows, err);
        if (status == OPTIBOM_BAD_INPUT) {
            say("!! %s\n", err->text);
            error_clear(err);
            status = OPTIBOM_OK;
        } else if (status == OPTIBOM_OK && refused.code != NULL) {
            say_issues(&refused, 1);
        } else if (status == OPTIBOM_OK) {
            status = import_record_read(&record, &arena, mapping, memo, &row, err);
            if (status == OPTIBOM_OK)
                say_record(&record);
        }
    }
    arena_fini(&arena);
    import_memo_close(memo);
    return status == OPTIBOM_NOT_FOUND ? OPTIBOM_OK : status;
}

/* The map that says what was guessed. */
static enum optibom_status say_map(const struct import_mapping *mapping,
                                   const struct import_row *header, struct arena *arena,
                                   struct error *err)
{
    struct import_map map;
    struct buf text;
    const struct import_map_decision decision = {
        .name = "guessed", .format = "csv", .header = header, .mapping = mapping};
    enum optibom_status status = import_map_from_mapping(&map, arena, &decision, err);
    buf_init(&text);
    if (status == OPTIBOM_OK)
        import_map_write(&text, &map);
    if (status == OPTIBOM_OK && !buf_ok(&text))
        status = error_no_memory(err);
    if (status == OPTIBOM_OK)
        say("%s", buf_text(&text));
    buf_fini(&text);
    return status;
}

/* `of_map`: the class of the map. */
static enum optibom_status read_rows(const struct import_map_input *input,
                                     const struct import_map *map,
                                     const struct import_class *of_map, struct error *err)
{
    const struct import_class *classes = map != NULL ? of_map : import_test_classes;
    struct import_table_rows *rows = NULL;
    struct import_mapping mapping;
    struct import_row row, header;
    struct import_issue refused = {0}, *issues = NULL;
    size_t issue_count = 0;
    struct arena arena;
    arena_init(&arena);
    enum optibom_status status = import_table_rows_open(&rows, input, map, classes,
                                                        map != NULL ? 1 : IMPORT_TEST_CLASSES, err);
    if (status == OPTIBOM_OK)
        status = import_table_rows_next(&row, &refused, rows, err);
    if (status == OPTIBOM_OK && !import_row_copy(&header, &arena, &row))
        status = error_no_memory(err);
    const struct import_class *of =
        status != OPTIBOM_OK ? NULL
        : map != NULL        ? classes
                      : import_mapping_nearest(import_test_classes, IMPORT_TEST_CLASSES, &header);
    if (of != NULL)
        status = import_mapping_make(&mapping, &arena, of, &header, &issues, &issue_count, err);
    if (of != NULL && status == OPTIBOM_OK) {
        say("%s:", of->class_name);
        say_issues(issues, issue_count);
        say("\n");
        import_table_rows_declare(&mapping, rows);
        status = say_rows(rows, &mapping, err);
    }
    if (of != NULL && status == OPTIBOM_OK && map == NULL)
        status = say_map(&mapping, &header, &arena, err);
    import_table_rows_close(rows);
    arena_fini(&arena);
    return status;
}

static enum optibom_status read_file_as(FILE *file, const char *name, const struct import_map *map,
                                        const struct import_class *of_map, struct error *err)
{
    const struct import_input input = {file, name};
    const struct import_format *format = NULL;
    struct import_reader *reader = NULL;
    struct import_table table;
    rewind(file);
    enum optibom_status status = import_format_tell(&format, &input, err);
    if (status == OPTIBOM_OK)
        status = format->open(&reader, &input, err);
    while (status == OPTIBOM_OK) {
        status = format->next_table(reader, &table, err);
        if (status == OPTIBOM_OK) {
            const struct import_map_input rows = {format, reader, &table, name};
            say("%s %s\n", format->name, table.name);
            status = read_rows(&rows, map, of_map, err);
            if (status == OPTIBOM_BAD_INPUT) {
                say("!! %s\n", err->text);
                error_clear(err);
                status = OPTIBOM_OK;
            }
        }
    }
    if (format != NULL)
        format->close(reader);
    return status == OPTIBOM_NOT_FOUND ? OPTIBOM_OK : status;
}

static enum optibom_status read_file(FILE *file, const char *name, const struct import_map *map,
                                     struct error *err)
{
    return read_file_as(file, name, map, &import_test_classes[1], err);
}

#define OPENED_ONCE(name, opened)                                                                  \
    static FILE *name;                                                                             \
    if (name == NULL) {                                                                            \
        heap.is_counting = false;                                                                  \
        name = (opened);                                                                           \
        heap.is_counting = true;                                                                   \
    }

static enum optibom_status csv_of_offers(struct error *err)
{
    OPENED_ONCE(file, from_text(prices))
    return read_file(file, "p.csv", NULL, err);
}

static enum optibom_status csv_of_modules(struct error *err)
{
    OPENED_ONCE(file, from_text(modules))
    return read_file(file, "m.csv", NULL, err);
}

static enum optibom_status csv_with_map(struct error *err)
{
    OPENED_ONCE(file, from_text(prices))
    struct import_map map;
    struct arena arena;
    arena_init(&arena);
    enum optibom_status status =
        import_map_read(&map, &arena, "map.yaml", map_of_prices, sizeof map_of_prices - 1, err);
    if (status == OPTIBOM_OK)
        status = read_file(file, "p.csv", &map, err);
    arena_fini(&arena);
    return status;
}

static enum optibom_status csv_recoded(struct error *err)
{
    OPENED_ONCE(file, from_text("vendor\tmpn\tpower\nAcm\xe9\t1\t12 W\n\xb5\t'2'\t3\n"))
    return read_file(file, "r.csv", NULL, err);
}

static enum optibom_status json(struct error *err)
{
    OPENED_ONCE(file, from_text(tree_json))
    return read_file(file, "t.json", NULL, err);
}

static enum optibom_status yaml(struct error *err)
{
    OPENED_ONCE(file, from_text(tree_yaml))
    return read_file(file, "t.yaml", NULL, err);
}

static enum optibom_status xlsx(struct error *err)
{
    OPENED_ONCE(file, parts_open(book, sizeof book - 1, true).file)
    return read_file(file, "b.xlsx", NULL, err);
}

static const char map_of_modules[] = "map: modules\n"
                                     "class: transceiver\n"
                                     "columns:\n"
                                     "  vendor: vendor\n"
                                     "  mpn: mpn\n"
                                     "  power max: {column: Power max (W), unit: W}\n"
                                     "  reach: {column: Reach min, split: \" \", piece: 1}\n"
                                     "skip: [{column: mpn, equals: T-2, because: no}]\n";

/* Totals are kept where a row is one record. */
static enum optibom_status csv_with_totals(struct error *err)
{
    OPENED_ONCE(file, from_text("vendor,mpn,Power max (W),Reach min\nAcme,T-1,14,500 m\n"
                                "Acme,T-2,9,2 km\nTotal,,23,\n,,,\nAcme,T-3,9,2 km,more,than\n"))
    struct import_map map;
    struct arena arena;
    arena_init(&arena);
    enum optibom_status status =
        import_map_read(&map, &arena, "map.yaml", map_of_modules, sizeof map_of_modules - 1, err);
    if (status == OPTIBOM_OK)
        status = read_file_as(file, "p.csv", &map, &import_test_classes[0], err);
    arena_fini(&arena);
    return status;
}

/* Cells that ask, warn and are refused. */
static enum optibom_status csv_of_doubts(struct error *err)
{
    OPENED_ONCE(
        file,
        from_text("vendor,mpn,power,reach,tx_power,temperature,settling,lanes,medium\n"
                  "A,1,12 W @ 70 C max,\"300m (OM3), 400m (OM4)\",1310 nm,0..70 C,3,4,lpo\n"
                  "A,2,\"typ 12 W, max 14 W\",8 (4),-1..4 dBm,85/70 C,3 us (typ),8 or 4,x\n"
                  "A,3,\"1.234,5 W\",500 m / 2 km,3 dBm (each lane),min 5,~3 ms,3.5,DSP\n"
                  "A,4,9 W or 11 W,2 km over SMF,\xc2\xb1 3 dBm,-5,1 s @ 25 C,eight,half retimed\n"
                  "A,5,12 W [typ],10,0 dBm*,storage: -40..85 C,TBD,2x4,aoc (active)\n"
                  "A,6,5 mW,1000 ft,3 mW,350 K,5 minutes,8 lanes,none\n"
                  "A,7,8 x 3 W,30 %,4 (2),70 C (case),0,1e3,dsp / lpo\n"))
    return read_file(file, "d.csv", NULL, err);
}

/* The corpora of the fuzzers, one after the other. */
static enum optibom_status corpus(const char *folder, bool is_parts, struct error *err)
{
    enum { FILES = 32 };
    static struct {
        const char *folder;
        FILE *files[FILES];
        char names[FILES][64];
        size_t count;
    } kept;
    bool was_counting = heap.is_counting;
    heap.is_counting = false;
    if (kept.folder != folder) {
        struct dirent **names = NULL;
        int count = scandir(folder, &names, NULL, alphasort);
        assert_true(count > 2);
        kept.folder = folder;
        kept.count = 0;
        for (int i = 0; i < count && kept.count < FILES; i++) {
            char path[512];
            snprintf(path, sizeof path, "%s/%s", folder, names[i]->d_name);
            FILE *file = names[i]->d_name[0] != '.' ? fopen(path, "r") : NULL;
            snprintf(kept.names[kept.count], sizeof kept.names[0], "%.60s", names[i]->d_name);
            free(names[i]);
            if (file != NULL && is_parts) {
                static char text[16384];
                size_t size = fread(text, 1, sizeof text, file);
                fclose(file);
                file = size > 0 && text[0] == '@' ? parts_open(text, size, true).file : NULL;
            }
            if (file != NULL)
                kept.files[kept.count++] = file;
        }
        free(names);
    }
    heap.is_counting = was_counting;
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; i < kept.count && status == OPTIBOM_OK; i++) {
        status = read_file(kept.files[i], kept.names[i], NULL, err);
        if (status == OPTIBOM_BAD_INPUT) {
            say("!! %s\n", err->text);
            error_clear(err);
            status = OPTIBOM_OK;
        }
    }
    return status;
}

static enum optibom_status csv_corpus(struct error *err)
{
    return corpus("tests/fuzz/corpus/csv", false, err);
}

static enum optibom_status json_corpus(struct error *err)
{
    return corpus("tests/fuzz/corpus/tree_json", false, err);
}

static enum optibom_status yaml_corpus(struct error *err)
{
    return corpus("tests/fuzz/corpus/tree_yaml", false, err);
}

static enum optibom_status workbook_corpus(struct error *err)
{
    return corpus("tests/fuzz/corpus/workbook", true, err);
}

/* The parts of a datasheet as records of a transceiver. */
static enum optibom_status read_parts(const struct import_pdf_sheet *sheet, struct arena *arena,
                                      struct error *err)
{
    enum { CELLS = 64 };
    const char *cells[CELLS], *places[CELLS], *conditions[CELLS], *doubts[CELLS];
    struct import_row row = {.line = 1, .count = sheet->column_count, .raw = ""};
    struct import_mapping mapping;
    struct import_issue *issues = NULL;
    size_t issue_count = 0;
    assert_in_range(sheet->column_count, 2, CELLS);
    row.cells = sheet->names;
    enum optibom_status status = import_mapping_make(&mapping, arena, &import_test_classes[0], &row,
                                                     &issues, &issue_count, err);
    row.is_document = true;
    row.cells = cells;
    row.places = places;
    row.conditions = conditions;
    row.doubts = doubts;
    for (size_t i = 0; status == OPTIBOM_OK && i < sheet->part_count; i++) {
        struct import_record record;
        import_pdf_sheet_row(sheet, i, cells, places, conditions, doubts);
        for (size_t k = 0; k < sheet->column_count; k++)
            say("%s=%s%s; ", sheet->names[k], cells[k], doubts[k] != NULL ? "?" : "");
        status = import_record_read(&record, arena, &mapping, NULL, &row, err);
        if (status == OPTIBOM_OK)
            say_record(&record);
    }
    return status;
}

/* A datasheet as pdftotext gives it, in blocks. */
static enum optibom_status pdf_from(FILE *file, struct error *err)
{
    struct import_pdf_words *words = NULL;
    struct import_pdf_pages pages;
    struct import_pdf_sheet sheet;
    struct arena arena;
    char block[1000];
    arena_init(&arena);
    rewind(file);
    enum optibom_status status = import_pdf_words_open(&words, &arena, "d.pdf", err);
    for (size_t size; status == OPTIBOM_OK && (size = fread(block, 1, sizeof block, file)) > 0;)
        status = import_pdf_words_feed(words, block, size, err);
    if (status == OPTIBOM_OK)
        status = import_pdf_words_finish(&pages, words, err);
    import_pdf_words_close(words);
    if (status == OPTIBOM_OK)
        status = import_pdf_sheet_of_pages(&sheet, &arena, &pages, "d.pdf", err);
    if (status == OPTIBOM_OK)
        status = read_parts(&sheet, &arena, err);
    arena_fini(&arena);
    return status;
}

#define PDF(name)                                                                                  \
    static enum optibom_status pdf_##name(struct error *err)                                       \
    {                                                                                              \
        OPENED_ONCE(file, from_corpus("tests/fuzz/corpus/pdf_words/" #name ".xhtml"))              \
        return pdf_from(file, err);                                                                \
    }
PDF(boxed_wraps)
PDF(feature_bullets)
PDF(footnote_marks)
PDF(grouped_modes)
PDF(osfp_two_modes)
PDF(part_columns)
PDF(sideways_table)
PDF(two_column_page)

static const struct each_path PATHS[] = {
    {"csv of offers", csv_of_offers, 0},
    {"csv of modules", csv_of_modules, 0},
    {"csv with map", csv_with_map, 0},
    {"csv recoded", csv_recoded, 0},
    {"csv with totals", csv_with_totals, 0},
    {"csv of doubts", csv_of_doubts, 0},
    {"csv corpus", csv_corpus, 0},
    {"json corpus", json_corpus, 0},
    {"yaml corpus", yaml_corpus, 0},
    {"workbook corpus", workbook_corpus, 0},
    {"json", json, 0},
    {"yaml", yaml, 0},
    {"xlsx", xlsx, 0},
    {"boxed-wraps.pdf", pdf_boxed_wraps, 0},
    {"feature-bullets.pdf", pdf_feature_bullets, 0},
    {"footnote-marks.pdf", pdf_footnote_marks, 0},
    {"grouped-modes.pdf", pdf_grouped_modes, 0},
    {"osfp-two-modes.pdf", pdf_osfp_two_modes, 0},
    {"part-columns.pdf", pdf_part_columns, 0},
    {"sideways-table.pdf", pdf_sideways_table, 0},
    {"two-column-page.pdf", pdf_two_column_page, 0},
};

static void tables(void **state)
{
    (void)state;
    try_paths(PATHS, CHECK_COUNT(PATHS));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(tables)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
