#include "catalog/bom_list.h"

#include "base/buf.h"
#include "base/money.h"
#include "base/scan.h"
#include "catalog/bom_words.h"
#include "import/cell/number_plain.h"

#include <stdio.h>
#include <string.h>

enum { UNIT_LENGTH_MAX = 12 };

/* A record on its way to a line. */
struct bom_reading {
    struct catalog_bom_line *line;
    struct arena *arena;
    struct catalog_put *put;
    const struct import_mapping *mapping;
    const struct import_record *record;
    struct error *err;
};

static struct import_number_format numbers_of(const struct bom_reading *reading,
                                              const struct import_attribute *attribute)
{
    const struct import_mapping *mapping = reading->mapping;
    for (size_t i = 0; i < mapping->column_count; i++)
        if (mapping->columns[i].attribute == attribute)
            return mapping->columns[i].numbers;
    return (struct import_number_format){0};
}

static enum optibom_status copy_texts(struct bom_reading *reading)
{
    struct catalog_bom_line *line = reading->line;
    const struct {
        const char **target;
        const char *attribute;
    } texts[] = {
        {&line->item, "line"},
        {&line->level_text, "level"},
        {&line->parent_text, "parent"},
        {&line->reference, "reference"},
        {&line->quantity_unit, "quantity_unit"},
        {&line->vendor, "vendor"},
        {&line->mpn, "mpn"},
        {&line->description, "description"},
        {&line->supplier, "supplier"},
        {&line->supplier_part_number, "supplier_part_number"},
        {&line->remark, "remark"},
        {&line->list_file, "list_file"},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const char *text = catalog_put_text(reading->record, texts[i].attribute, NULL);
        if (text != NULL && (*texts[i].target = arena_strdup(reading->arena, text)) == NULL)
            return error_no_memory(reading->err);
    }
    const struct import_value *first = import_record_value(reading->record, "list_line");
    line->list_line = first != NULL && first->integer > 0 ? (size_t)first->integer : 0;
    line->raw = arena_strdup(reading->arena, reading->record->raw);
    return line->raw != NULL ? OPTIBOM_OK : error_no_memory(reading->err);
}

static enum optibom_status refuse_quantity(struct bom_reading *reading, const char *text,
                                           const char *why)
{
    char excerpt[SCAN_EXCERPT_SIZE];
    scan_excerpt(excerpt, text);
    return catalog_put_refuse(reading->put, "bad-number", "quantity",
                              "\"%s\" is no quantity: %s; write a number such as 12 or 2.5 m",
                              excerpt, why);
}

/* What stands behind the number: a unit such as m, or a word for pieces. */
static enum optibom_status take_unit(struct bom_reading *reading, const char *text,
                                     const char *rest)
{
    size_t length;
    const char *unit = scan_trim(rest, &length);
    if (length == 0)
        return OPTIBOM_OK;
    for (size_t i = 0; i < length; i++)
        if (!scan_is_letter(unit[i]) && unit[i] != '.' && (unit[i] & 0x80) == 0)
            return refuse_quantity(reading, text, "more than a number and a unit");
    if (length > UNIT_LENGTH_MAX)
        return refuse_quantity(reading, text, "more than a number and a unit");
    reading->line->quantity_unit = arena_strndup(reading->arena, unit, length);
    return reading->line->quantity_unit != NULL ? OPTIBOM_OK : error_no_memory(reading->err);
}

static enum optibom_status parse_quantity(struct bom_reading *reading, const char *text,
                                          const char *plain)
{
    char digits[SCAN_NUMBER_SIZE], currency[4] = "";
    const char *why = "";
    struct error ignored = {0};
    size_t skipped = strspn(plain, "xX ");
    size_t taken = scan_number(digits, plain + skipped, &why);
    if (taken == 0)
        return refuse_quantity(reading, text, "it does not begin with a number");
    if (money_parse(&reading->line->quantity_micros, currency, digits, &ignored) != OPTIBOM_OK)
        return refuse_quantity(reading, text, "at most six decimals are kept");
    return take_unit(reading, text, plain + skipped + taken);
}

static enum optibom_status read_quantity(struct bom_reading *reading)
{
    const struct import_value *value = import_record_value(reading->record, "quantity");
    struct catalog_bom_line *line = reading->line;
    enum optibom_status status = OPTIBOM_OK;
    line->quantity_micros = CATALOG_BOM_UNSAID;
    if (value != NULL && bom_words_open_quantity(value->text)) {
        line->says_alternate |= bom_words_alternate(value->text);
    } else if (value != NULL) {
        struct buf plain;
        buf_init(&plain);
        struct import_number_format format = numbers_of(reading, value->attribute);
        const char *why = import_number_is_declared(format)
                              ? import_number_plain(&plain, value->text, format)
                              : (buf_puts(&plain, value->text), NULL);
        if (why != NULL)
            status = refuse_quantity(reading, value->text, why);
        else
            status = buf_ok(&plain) ? parse_quantity(reading, value->text, buf_text(&plain))
                                    : error_no_memory(reading->err);
        buf_fini(&plain);
    }
    if (line->quantity_unit != NULL && bom_words_pieces(line->quantity_unit))
        line->quantity_unit = NULL;
    return status;
}

/* Half a unit of the last decimal that the text shows, in millionths. */
static int64_t half_of(const char *text, char decimal)
{
    int64_t half = MONEY_MICROS / 2;
    const char *point = strrchr(text, decimal);
    for (point = point != NULL ? point + 1 : ""; scan_is_digit(*point); point++)
        half /= 10;
    return half;
}

static enum optibom_status refuse_currency(struct bom_reading *reading, const char *said,
                                           const char *also)
{
    return catalog_put_refuse(reading->put, "currency-conflict", "currency",
                              "the row names %s and %s; correct one of them", said, also);
}

static enum optibom_status take_currency(struct bom_reading *reading, const char *said)
{
    char *currency = reading->line->currency;
    if (said == NULL || reading->put->issue.code != NULL)
        return OPTIBOM_OK;
    if (currency[0] != '\0' && strcmp(currency, said) != 0)
        return refuse_currency(reading, currency, said);
    snprintf(currency, sizeof reading->line->currency, "%s", said);
    return OPTIBOM_OK;
}

/* "usd", "US$", "EUR". */
static enum optibom_status read_currency(struct bom_reading *reading)
{
    const char *text = catalog_put_text(reading->record, "currency", NULL);
    char code[4] = "", amount[SCAN_EXCERPT_SIZE], excerpt[SCAN_EXCERPT_SIZE];
    int64_t micros;
    struct error ignored = {0};
    if (text == NULL || reading->put->issue.code != NULL)
        return OPTIBOM_OK;
    for (size_t i = 0; i < 3 && strlen(text) == 3; i++)
        code[i] = scan_is_letter(text[i]) ? (char)(scan_lower(text[i]) - 'a' + 'A') : text[i];
    if (money_currency_is_known(code))
        return take_currency(reading, code);
    code[0] = '\0';
    scan_excerpt(excerpt, text);
    snprintf(amount, sizeof amount, "%.16s1", text);
    if (money_parse(&micros, code, amount, &ignored) == OPTIBOM_OK && code[0] != '\0')
        return take_currency(reading, code);
    return catalog_put_refuse(reading->put, "unknown-currency", "currency",
                              "'%s' is not a currency code of ISO 4217 that is known here",
                              excerpt);
}

static enum optibom_status read_price(int64_t *micros, int64_t *half, struct bom_reading *reading,
                                      const char *attribute)
{
    const struct import_value *value = import_record_value(reading->record, attribute);
    *micros = CATALOG_BOM_UNSAID;
    if (value == NULL)
        return OPTIBOM_OK;
    struct import_number_format format = numbers_of(reading, value->attribute);
    *micros = value->integer;
    *half = half_of(value->original, format.decimal != '\0' ? format.decimal : '.');
    return take_currency(
        reading, value->currency != NULL && value->currency[0] != '\0' ? value->currency : NULL);
}

static enum optibom_status read_prices(struct bom_reading *reading)
{
    struct catalog_bom_line *line = reading->line;
    int64_t unused;
    enum optibom_status status =
        read_price(&line->unit_price_micros, &unused, reading, "unit_price");
    if (status == OPTIBOM_OK)
        status = read_price(&line->extended_price_micros, &line->extended_half_micros, reading,
                            "extended_price");
    if (status == OPTIBOM_OK)
        status = read_price(&line->list_total_micros, &line->list_total_half_micros, reading,
                            "list_total");
    return status == OPTIBOM_OK ? read_currency(reading) : status;
}

static enum optibom_status add_alternate(struct bom_reading *reading, const char *vendor,
                                         const char *mpn)
{
    struct catalog_bom_line *line = reading->line;
    struct catalog_bom_part *grown =
        arena_grow(reading->arena, line->alternates, line->alternate_count, sizeof *grown);
    if (grown == NULL)
        return error_no_memory(reading->err);
    line->alternates = grown;
    grown[line->alternate_count++] = (struct catalog_bom_part){vendor, mpn};
    return OPTIBOM_OK;
}

/* Part numbers of a cell with the vendors beside them; one vendor holds for all. With `is_main` the
 * first is the part of the line. */
static enum optibom_status add_parts(struct bom_reading *reading, const char *vendor,
                                     const char *mpn, bool is_main)
{
    size_t count, vendor_count = 0;
    const char **numbers = bom_words_split(&count, reading->arena, mpn, !is_main), **vendors = NULL;
    if (numbers != NULL && count > 1 && vendor != NULL)
        vendors = bom_words_split(&vendor_count, reading->arena, vendor, false);
    if (numbers == NULL || (vendors == NULL && count > 1 && vendor != NULL))
        return error_no_memory(reading->err);
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < count; i++) {
        const char *maker = vendor_count == 0   ? vendor
                            : vendor_count == 1 ? vendors[0]
                            : i < vendor_count  ? vendors[i]
                                                : NULL;
        if (!is_main || i > 0)
            status = add_alternate(reading, maker, numbers[i]);
        else if (count > 1) {
            reading->line->vendor = maker;
            reading->line->mpn = numbers[i];
        }
    }
    return status;
}

static enum optibom_status read_parts(struct bom_reading *reading)
{
    static const char *const columns[][2] = {{"alternate_vendor", "alternate_mpn"},
                                             {"alternate_vendor_2", "alternate_mpn_2"},
                                             {"alternate_vendor_3", "alternate_mpn_3"}};
    struct catalog_bom_line *line = reading->line;
    enum optibom_status status =
        line->mpn != NULL ? add_parts(reading, line->vendor, line->mpn, true) : OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < sizeof columns / sizeof *columns; i++) {
        const char *vendor = catalog_put_text(reading->record, columns[i][0], NULL);
        const char *mpn = catalog_put_text(reading->record, columns[i][1], NULL);
        char *copy = vendor != NULL ? arena_strdup(reading->arena, vendor) : NULL;
        if (vendor != NULL && copy == NULL)
            return error_no_memory(reading->err);
        if (mpn != NULL)
            status = add_parts(reading, copy, mpn, false);
    }
    return status;
}

static enum optibom_status read_words(struct bom_reading *reading)
{
    struct catalog_bom_line *line = reading->line;
    const char *flag = catalog_put_text(reading->record, "dnp", NULL);
    const char *const hints[] = {line->remark, line->item, line->reference};
    char excerpt[SCAN_EXCERPT_SIZE];
    if (flag != NULL && !bom_words_flag(&line->dnp, flag)) {
        scan_excerpt(excerpt, flag);
        return catalog_put_refuse(reading->put, "bad-flag", "dnp",
                                  "\"%s\" is neither yes nor no; write one of them, or DNP",
                                  excerpt);
    }
    line->dnp |= (line->reference != NULL && bom_words_dnp(line->reference)) ||
                 (line->remark != NULL && bom_words_dnp(line->remark));
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++)
        line->says_alternate |= hints[i] != NULL && bom_words_alternate(hints[i]);
    return OPTIBOM_OK;
}

static size_t indent_of(const struct import_record *record)
{
    const struct import_value *value = import_record_value(record, "mpn");
    if (value == NULL)
        value = import_record_value(record, "description");
    return value != NULL ? value->indent : 0;
}

enum optibom_status catalog_bom_read(struct catalog_bom_line *out, struct arena *arena,
                                     struct catalog_put *put, const struct import_mapping *mapping,
                                     const struct import_record *record, struct error *err)
{
    struct bom_reading reading = {out, arena, put, mapping, record, err};
    put->issue = (struct import_issue){0};
    *out = (struct catalog_bom_line){.line = record->line,
                                     .indent = indent_of(record),
                                     .row_count = 1,
                                     .parent = CATALOG_BOM_TOP};
    enum optibom_status status = copy_texts(&reading);
    if (status == OPTIBOM_OK)
        status = read_quantity(&reading);
    if (status == OPTIBOM_OK && put->issue.code == NULL)
        status = read_prices(&reading);
    if (status == OPTIBOM_OK && put->issue.code == NULL)
        status = read_words(&reading);
    return status == OPTIBOM_OK && put->issue.code == NULL ? read_parts(&reading) : status;
}
