#include "catalog/export_bom.h"

#include "base/money.h"
#include "base/scan.h"
#include "catalog/bom_list.h"
#include "catalog/bom_words.h"

#include <stdio.h>
#include <string.h>

/* The level comes first: it always has a word, so that no row looks like a remark, as one of a list
 * called "Total" may. */
enum {
    LEVEL,
    BOM,
    LINE,
    REFERENCE,
    QUANTITY,
    QUANTITY_UNIT,
    VENDOR,
    MPN,
    DESCRIPTION,
    SUPPLIER,
    SUPPLIER_PART_NUMBER,
    UNIT_PRICE,
    EXTENDED_PRICE,
    LIST_TOTAL,
    CURRENCY,
    DNP,
    ALTERNATE,
    REMARK = ALTERNATE + 6,
    LIST_FILE,
    LIST_LINE,
    COLUMNS,
    LEVEL_MAX = 99,
    AMOUNT_SIZE = 32
};

static const char *const NAMES[COLUMNS] = {"level",
                                           "bom",
                                           "line",
                                           "reference",
                                           "quantity",
                                           "quantity_unit",
                                           "vendor",
                                           "mpn",
                                           "description",
                                           "supplier",
                                           "supplier_part_number",
                                           "unit_price",
                                           "extended_price",
                                           "list_total",
                                           "currency",
                                           "dnp",
                                           "alternate_vendor",
                                           "alternate_mpn",
                                           "alternate_vendor_2",
                                           "alternate_mpn_2",
                                           "alternate_vendor_3",
                                           "alternate_mpn_3",
                                           "remark",
                                           "list_file",
                                           "list_line"};

/* A list on its way out; all but the mapping lives in the arena of the file. */
struct boms {
    struct export_file *file;
    struct error *err;
    struct import_column columns[COLUMNS];
    struct import_mapping mapping;
    struct catalog_bom_list list; /* as the catalog has it */
    struct catalog_bom_list back; /* as import reads it */
    const char **levels;          /* of the lines, as written */
    int number;                   /* of the file */
};

/* ---- levels ---- */

/* Each line stands below the nearest line above it that is less deep. */
static bool is_in_order(const struct catalog_bom_list *list)
{
    for (size_t i = 0; i < list->line_count; i++) {
        const struct catalog_bom_line *line = &list->lines[i];
        size_t above = i > 0 ? i - 1 : CATALOG_BOM_TOP;
        while (above != CATALOG_BOM_TOP && list->lines[above].level >= line->level)
            above = list->lines[above].parent;
        size_t level = above != CATALOG_BOM_TOP ? list->lines[above].level + 1 : 0;
        if (line->parent != above || line->level != level || level > LEVEL_MAX)
            return false;
    }
    return true;
}

/* "1.2.3": what contains the lines in whatever order they stand. */
static bool write_outline(struct boms *boms)
{
    const struct catalog_bom_list *list = &boms->list;
    struct arena *arena = &boms->file->arena;
    size_t count = list->line_count, top = 0;
    size_t *numbers = arena_alloc(arena, (count + 1) * sizeof *numbers);
    size_t *children = arena_alloc(arena, (count + 1) * sizeof *children);
    if (numbers == NULL || children == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        size_t parent = list->lines[i].parent;
        numbers[i] = parent < count ? ++children[parent] : ++top;
    }
    for (size_t i = 0; i < count; i++)
        while (boms->levels[i] == NULL) {
            size_t at = i, parent, steps = 0;
            while ((parent = list->lines[at].parent) < count && boms->levels[parent] == NULL &&
                   steps++ < count)
                at = parent;
            bool is_below = parent < count && boms->levels[parent] != NULL;
            boms->levels[at] =
                is_below ? arena_printf(arena, "%s.%zu", boms->levels[parent], numbers[at])
                         : arena_printf(arena, "%zu", numbers[at]);
            if (boms->levels[at] == NULL)
                return false;
        }
    return true;
}

static enum optibom_status make_levels(struct boms *boms)
{
    struct arena *arena = &boms->file->arena;
    const struct catalog_bom_list *list = &boms->list;
    boms->levels = arena_alloc(arena, (list->line_count + 1) * sizeof *boms->levels);
    bool is_made = boms->levels != NULL;
    if (is_made && !is_in_order(list))
        is_made = write_outline(boms);
    else
        for (size_t i = 0; is_made && i < list->line_count; i++)
            is_made = (boms->levels[i] = arena_printf(arena, "%zu", list->lines[i].level)) != NULL;
    return is_made ? OPTIBOM_OK : error_no_memory(boms->err);
}

/* ---- writing ---- */

static enum optibom_status write_row(struct boms *boms, const char *const *cells)
{
    const struct catalog_export_sink *sink = boms->file->sink;
    return sink->row(sink->context, cells, COLUMNS, boms->err);
}

static enum optibom_status end_file(struct boms *boms)
{
    return boms->file->sink->end(boms->file->sink->context, boms->err);
}

static enum optibom_status begin_file(struct boms *boms)
{
    char path[32];
    const struct catalog_export_sink *sink = boms->file->sink;
    snprintf(path, sizeof path, "4-bom-%05d.csv", ++boms->number);
    enum optibom_status status = sink->begin(sink->context, path, boms->err);
    return status == OPTIBOM_OK ? write_row(boms, NAMES) : status;
}

/* What import makes of the row. One that it refuses is a line without anything. */
static enum optibom_status read_back(struct catalog_bom_line *out, struct boms *boms,
                                     const char *const *cells)
{
    struct arena *arena = &boms->file->arena;
    struct catalog_put put = {.catalog = boms->file->catalog, .arena = arena};
    struct import_record record;
    const char *written[COLUMNS];
    const struct import_row row = {.line = 1, .count = COLUMNS, .cells = written, .raw = ""};
    for (size_t i = 0; i < COLUMNS; i++) {
        written[i] = cells[i] != NULL ? cells[i] : "";
        if (scan_is_guarded(written[i]) &&
            (written[i] = arena_printf(arena, "'%s", cells[i])) == NULL)
            return error_no_memory(boms->err);
    }
    enum optibom_status status =
        import_record_read(&record, arena, &boms->mapping, NULL, &row, boms->err);
    if (status == OPTIBOM_OK && !record.is_rejected)
        status = catalog_bom_read(out, arena, &put, &boms->mapping, &record, boms->err);
    if (status == OPTIBOM_OK && (record.is_rejected || put.issue.code != NULL))
        *out = (struct catalog_bom_line){.raw = "",
                                         .quantity_micros = CATALOG_BOM_UNSAID,
                                         .unit_price_micros = CATALOG_BOM_UNSAID,
                                         .extended_price_micros = CATALOG_BOM_UNSAID,
                                         .list_total_micros = CATALOG_BOM_UNSAID,
                                         .parent = CATALOG_BOM_TOP};
    out->table = (size_t)boms->number;
    return status;
}

static enum optibom_status keep_back(struct boms *boms, const struct catalog_bom_line *line)
{
    struct catalog_bom_line *grown =
        arena_grow(&boms->file->arena, boms->back.lines, boms->back.line_count, sizeof *grown);
    if (grown == NULL)
        return error_no_memory(boms->err);
    boms->back.lines = grown;
    grown[boms->back.line_count++] = *line;
    return OPTIBOM_OK;
}

/* Alternates in columns, while there are some and a cell is read as one part; the others as rows,
 * for in a cell of several no vendor can be missing. */
static enum optibom_status fill_alternates(size_t *filled, struct boms *boms,
                                           const struct catalog_bom_line *line, const char **cells)
{
    for (*filled = 0; *filled < line->alternate_count && *filled < 3; ++*filled) {
        const struct catalog_bom_part *part = &line->alternates[*filled];
        size_t count;
        const char **pieces = bom_words_split(&count, &boms->file->arena, part->mpn, true);
        if (pieces == NULL)
            return error_no_memory(boms->err);
        if (count != 1 || strcmp(pieces[0], part->mpn) != 0)
            break;
        cells[ALTERNATE + 2 * *filled] = part->vendor;
        cells[ALTERNATE + 2 * *filled + 1] = part->mpn;
    }
    return OPTIBOM_OK;
}

static enum optibom_status write_alternates(struct boms *boms, const struct catalog_bom_line *line,
                                            const char *level, size_t from)
{
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = from; status == OPTIBOM_OK && i < line->alternate_count; i++) {
        const char *cells[COLUMNS] = {[LEVEL] = level,
                                      [BOM] = boms->list.name,
                                      [VENDOR] = line->alternates[i].vendor,
                                      [MPN] = line->alternates[i].mpn,
                                      [REMARK] = "alternate"};
        struct catalog_bom_line back = {0};
        status = read_back(&back, boms, cells);
        if (status == OPTIBOM_OK)
            status = keep_back(boms, &back);
        if (status == OPTIBOM_OK)
            status = write_row(boms, cells);
    }
    return status;
}

/* Money without a unit, NULL where nothing is said. */
static const char *amount_of(char text[AMOUNT_SIZE], int64_t micros)
{
    if (micros == CATALOG_BOM_UNSAID)
        return NULL;
    money_format(text, micros);
    return text;
}

static enum optibom_status write_line(struct boms *boms, size_t index, int64_t total)
{
    const struct catalog_bom_line *line = &boms->list.lines[index];
    char quantity[AMOUNT_SIZE], unit[AMOUNT_SIZE], extended[AMOUNT_SIZE], said[AMOUNT_SIZE];
    char first[AMOUNT_SIZE];
    snprintf(first, sizeof first, "%zu", line->list_line);
    size_t filled, before = boms->back.line_count;
    struct catalog_bom_line back = {0};
    const char *cells[COLUMNS] = {[LEVEL] = boms->levels[index],
                                  [BOM] = boms->list.name,
                                  [LINE] = line->item,
                                  [REFERENCE] = line->reference,
                                  [QUANTITY] = amount_of(quantity, line->quantity_micros),
                                  [QUANTITY_UNIT] = line->quantity_unit,
                                  [VENDOR] = line->vendor,
                                  [MPN] = line->mpn,
                                  [DESCRIPTION] = line->description,
                                  [SUPPLIER] = line->supplier,
                                  [SUPPLIER_PART_NUMBER] = line->supplier_part_number,
                                  [UNIT_PRICE] = amount_of(unit, line->unit_price_micros),
                                  [EXTENDED_PRICE] =
                                      amount_of(extended, line->extended_price_micros),
                                  [LIST_TOTAL] = amount_of(said, total),
                                  [CURRENCY] = line->currency,
                                  [DNP] = line->dnp ? "yes" : NULL,
                                  [REMARK] = line->remark,
                                  [LIST_FILE] = boms->list.file,
                                  [LIST_LINE] = first};
    enum optibom_status status = fill_alternates(&filled, boms, line, cells);
    if (status == OPTIBOM_OK)
        status = read_back(&back, boms, cells);
    /* Rows of two files are never alternates of each other. */
    if (status == OPTIBOM_OK && before > 0 &&
        catalog_bom_is_alternate(&back, &boms->list.lines[index - 1])) {
        status = end_file(boms);
        if (status == OPTIBOM_OK)
            status = begin_file(boms);
        back.table = (size_t)boms->number;
    }
    if (status == OPTIBOM_OK)
        status = keep_back(boms, &back);
    if (status == OPTIBOM_OK)
        status = write_row(boms, cells);
    return status == OPTIBOM_OK ? write_alternates(boms, line, boms->levels[index], filled)
                                : status;
}

/* The total stands in a line with its currency, else in a row of its own. */
static enum optibom_status write_lines(struct boms *boms)
{
    const struct catalog_bom_list *list = &boms->list;
    char amount[AMOUNT_SIZE];
    size_t at = 0;
    while (at < list->line_count && strcmp(list->lines[at].currency, list->stated_currency) != 0)
        at++;
    enum optibom_status status = begin_file(boms);
    for (size_t i = 0; status == OPTIBOM_OK && i < list->line_count; i++)
        status = write_line(boms, i, i == at ? list->stated_micros : CATALOG_BOM_UNSAID);
    if (status == OPTIBOM_OK && at == list->line_count && list->stated_micros >= 0) {
        const char *cells[COLUMNS] = {[LEVEL] = "Total",
                                      [EXTENDED_PRICE] = amount_of(amount, list->stated_micros),
                                      [CURRENCY] = list->stated_currency};
        boms->back.stated_micros = list->stated_micros;
        memcpy(boms->back.stated_currency, list->stated_currency, sizeof list->stated_currency);
        status = write_row(boms, cells);
    }
    return status == OPTIBOM_OK ? end_file(boms) : status;
}

static enum optibom_status write_list(struct boms *boms)
{
    const struct catalog_class *of = catalog_class_find(&boms->file->catalog->dictionary, "bom");
    enum optibom_status status = make_levels(boms);
    if (status == OPTIBOM_OK && boms->list.line_count == 0)
        return export_file_doubt(boms->file, "a bill of materials without lines", "bom",
                                 boms->list.name, boms->err);
    if (status == OPTIBOM_OK)
        status = export_file_check(boms->file, of, "bom", boms->list.name, "bill of materials",
                                   boms->err);
    if (status == OPTIBOM_OK)
        status = write_lines(boms);
    return status == OPTIBOM_OK
               ? export_bom_compare(boms->file, &boms->list, &boms->back, boms->err)
               : status;
}

static enum optibom_status make_mapping(struct boms *boms)
{
    const struct catalog_class *of = catalog_class_find(&boms->file->catalog->dictionary, "bom");
    for (size_t i = 0; i < COLUMNS; i++) {
        const struct catalog_attribute *found =
            of != NULL ? catalog_attribute_find(of, NAMES[i]) : NULL;
        if (found == NULL)
            return error_set(boms->err, OPTIBOM_FAILED,
                             "the dictionary of the catalog has no attribute %s of class bom, "
                             "which the export needs; see: optibom check",
                             NAMES[i]);
        boms->columns[i] = (struct import_column){.header = NAMES[i],
                                                  .attribute = found->import,
                                                  .side = IMPORT_SIDE_ANY,
                                                  .unit = found->import->unit};
    }
    boms->mapping = (struct import_mapping){
        .record_class = &of->import, .columns = boms->columns, .column_count = COLUMNS};
    return OPTIBOM_OK;
}

enum optibom_status export_file_boms(struct export_file *file, struct error *err)
{
    struct boms boms = {.file = file, .err = err};
    int64_t bom_id = 0;
    enum optibom_status status = make_mapping(&boms);
    while (status == OPTIBOM_OK) {
        arena_reset(&file->arena);
        status = export_bom_read(&boms.list, &bom_id, file, err);
        boms.back =
            (struct catalog_bom_list){.name = boms.list.name, .stated_micros = CATALOG_BOM_UNSAID};
        if (status == OPTIBOM_OK)
            status = write_list(&boms);
    }
    return status == OPTIBOM_NOT_FOUND ? OPTIBOM_OK : status;
}
