#include "optibom_build.h"

#include "catalog/rfq.h"
#include "report/fill/fill_rfq.h"
#include "report/fill/rfq_lines.h"
#include "report/fill/tables.h"
#include "report/spec/spec.h"
#include "report/xlsx/xlsx.h"

#include "base/day.h"
#include "base/incoterm.h"
#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SUPPLIER_MOST = 80, COMMENT_MOST = 500 };

/* A request on its way. */
struct asking {
    struct optibom *optibom;
    const struct optibom_rfq_request *request;
    struct arena arena;
    struct catalog_rfq rfq;
    int64_t quantities[CATALOG_RFQ_QUANTITIES];
    size_t quantity_count;
    struct optibom_rfq_supplier *supplier;
    struct error *err;
};

/* --- what is asked for */

static bool is_line(const char *text, size_t most)
{
    size_t length = strlen(text);
    if (length == 0 || length > most || !utf8_is_valid(text, length))
        return false;
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] < ' ')
            return false;
    return true;
}

static enum optibom_status check_texts(const struct asking *asking)
{
    const struct optibom_rfq_request *request = asking->request;
    size_t length = strlen(request->path);
    if (!is_line(request->supplier, SUPPLIER_MOST))
        return error_set(asking->err, OPTIBOM_USAGE,
                         "name the supplier, in one line of at most %d bytes", SUPPLIER_MOST);
    if ((request->incoterm != NULL && !is_line(request->incoterm, SUPPLIER_MOST)) ||
        (request->comment != NULL && !is_line(request->comment, COMMENT_MOST)))
        return error_set(asking->err, OPTIBOM_USAGE,
                         "delivery term and comment are one line each, of at most %d and %d bytes",
                         SUPPLIER_MOST, COMMENT_MOST);
    if (length <= 5 || strcmp(request->path + length - 5, ".xlsx") != 0)
        return error_set(asking->err, OPTIBOM_USAGE,
                         "%s: a request is a workbook; give a name that ends in .xlsx",
                         request->path);
    return OPTIBOM_OK;
}

/* In capitals, with the place behind it. */
static enum optibom_status take_incoterm(struct asking *asking)
{
    const char *said = asking->request->incoterm, *place = NULL;
    size_t length = 0;
    if (said == NULL)
        return OPTIBOM_OK;
    const char *term = incoterm_read(&place, &length, said);
    if (term == NULL)
        return error_set(asking->err, OPTIBOM_USAGE,
                         "--incoterm '%s': a term of Incoterms 2020 is expected, with a place "
                         "behind it if wanted: %s",
                         said, INCOTERM_LIST);
    asking->rfq.incoterm =
        arena_printf(&asking->arena, "%s%s%.*s", term, length > 0 ? " " : "", (int)length, place);
    return asking->rfq.incoterm != NULL ? OPTIBOM_OK : error_no_memory(asking->err);
}

/* A day that the calendar has. */
static enum optibom_status check_day(const struct asking *asking, const char *what, const char *day)
{
    int64_t ignored;
    return day == NULL || day_read(&ignored, day)
               ? OPTIBOM_OK
               : error_set(asking->err, OPTIBOM_USAGE, "%s '%s': a day as YYYY-MM-DD is expected",
                           what, day);
}

static enum optibom_status take_days(struct asking *asking)
{
    const struct optibom_rfq_request *request = asking->request;
    struct catalog_rfq *rfq = &asking->rfq;
    enum optibom_status status = check_day(asking, "--date", request->date);
    if (status == OPTIBOM_OK)
        status = check_day(asking, "--respond-by", request->respond_by);
    if (status == OPTIBOM_OK)
        status = check_day(asking, "--required", request->required_by);
    if (status != OPTIBOM_OK)
        return status;
    handle_set_day(asking->optibom, request->date);
    rfq->created_on = request->date;
    rfq->respond_by = request->respond_by;
    rfq->required_by = request->required_by;
    if (rfq->respond_by == NULL)
        rfq->respond_by = rfq_respond_by(&asking->arena, request->date);
    if (rfq->respond_by == NULL)
        return error_no_memory(asking->err);
    if (strcmp(rfq->respond_by, rfq->created_on) < 0)
        return error_set(asking->err, OPTIBOM_USAGE,
                         "answers by %s are asked for before the day of the request, %s",
                         rfq->respond_by, rfq->created_on);
    if (rfq->required_by != NULL && strcmp(rfq->required_by, rfq->created_on) < 0)
        return error_set(asking->err, OPTIBOM_USAGE,
                         "parts by %s are asked for before the day of the request, %s",
                         rfq->required_by, rfq->created_on);
    return OPTIBOM_OK;
}

static int by_size(const void *a, const void *b)
{
    int64_t one = *(const int64_t *)a, two = *(const int64_t *)b;
    return (one > two) - (one < two);
}

/* Ascending, each once. */
static enum optibom_status take_quantities(struct asking *asking)
{
    const struct optibom_rfq_request *request = asking->request;
    size_t count = request->quantity_count, kept = 0;
    if (count > CATALOG_RFQ_QUANTITIES)
        return error_set(asking->err, OPTIBOM_USAGE, "at most %d quantities can be asked for",
                         CATALOG_RFQ_QUANTITIES);
    for (size_t i = 0; i < count; i++)
        asking->quantities[i] = request->quantities[i];
    qsort(asking->quantities, count, sizeof *asking->quantities, by_size);
    for (size_t i = 0; i < count; i++) {
        if (asking->quantities[i] < 1)
            return error_set(asking->err, OPTIBOM_USAGE, "a quantity to quote for is 1 or more");
        if (kept == 0 || asking->quantities[kept - 1] != asking->quantities[i])
            asking->quantities[kept++] = asking->quantities[i];
    }
    asking->quantity_count = kept;
    return OPTIBOM_OK;
}

static enum optibom_status check_classes(const struct asking *asking)
{
    const struct catalog_class *ignored;
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < asking->request->class_count; i++)
        status = catalog_class_require(&ignored, &asking->optibom->catalog.dictionary,
                                       asking->request->classes[i], asking->err);
    return status;
}

/* --- its lines */

static void take_build(struct asking *asking, const struct build_text *text,
                       const struct spec *spec)
{
    struct catalog_rfq *rfq = &asking->rfq;
    rfq->build = text->name != NULL ? text->name : spec->name;
    rfq->revision = text->revision;
    rfq->currency = spec->program.currency;
    rfq->racks = asking->request->program_racks > 0 ? asking->request->program_racks
                 : spec->program.racks > 0          ? spec->program.racks
                                                    : spec->racks;
}

/* Whether the supplier has to do with the build, and who was meant if not. */
static enum optibom_status look_up_supplier(struct asking *asking,
                                            const struct evaluation *evaluation)
{
    const struct optibom_rfq_request *request = asking->request;
    struct optibom_rfq_supplier *supplier = asking->supplier;
    const char *nearest = NULL;
    supplier->is_unknown = !request->is_all && !rfq_knows_supplier(evaluation, request->supplier);
    if (!supplier->is_unknown)
        return OPTIBOM_OK;
    enum optibom_status status =
        rfq_nearest_supplier(&nearest, &asking->arena, evaluation, request->supplier, asking->err);
    if (nearest != NULL)
        snprintf(supplier->nearest, sizeof supplier->nearest, "%s", nearest);
    return status;
}

static enum optibom_status make_lines(struct asking *asking, const struct evaluation *evaluation)
{
    const struct optibom_rfq_request *request = asking->request;
    const struct rfq_pick pick = {.supplier = request->supplier,
                                  .classes = request->classes,
                                  .class_count = request->class_count,
                                  .is_all = request->is_all || asking->supplier->is_unknown,
                                  .has_target = request->has_target,
                                  .quantities = asking->quantities,
                                  .quantity_count = asking->quantity_count};
    enum optibom_status status =
        rfq_lines(&asking->rfq, &asking->arena, evaluation, &pick, asking->err);
    if (status != OPTIBOM_OK || asking->rfq.line_count > 0)
        return status;
    return error_set(asking->err, OPTIBOM_USAGE,
                     request->class_count > 0
                         ? "%s buys no part of that class from %s; leave --class out, or take --all"
                         : "%s buys no part; there is nothing to ask %s for",
                     asking->rfq.build, request->supplier);
}

static enum optibom_status take_lines(struct asking *asking)
{
    const struct optibom_rfq_request *request = asking->request;
    struct error *err = asking->err;
    const struct evaluation_request how = {.program_racks = request->program_racks,
                                           .typ_only = true};
    struct build_text text;
    struct bom *bom = NULL;
    struct evaluation *evaluation = NULL;
    enum optibom_status status =
        optibom_build_text(&text, asking->optibom, &asking->arena, request->build, err);
    if (status == OPTIBOM_OK)
        status = optibom_text_bom(&bom, asking->optibom, &asking->arena, &text,
                                  request->program_racks, err);
    if (status == OPTIBOM_OK)
        status = optibom_evaluate_bom(&evaluation, &asking->arena, bom, &how, err);
    if (status != OPTIBOM_OK)
        return status;
    take_build(asking, &text, bom->spec);
    status = look_up_supplier(asking, evaluation);
    return status == OPTIBOM_OK ? make_lines(asking, evaluation) : status;
}

/* --- the workbook */

static enum optibom_status remember(void *context, struct error *err)
{
    struct asking *asking = context;
    return store_commit(asking->optibom->catalog.store, err);
}

static enum optibom_status write_workbook(struct asking *asking)
{
    static const char *const SHEETS[] = {"rfq_cover", "rfq"};
    enum { SHEET_COUNT = sizeof SHEETS / sizeof *SHEETS };
    const struct report_spec *chosen[SHEET_COUNT];
    struct report_spec *specs = NULL;
    size_t count = 0;
    struct error *err = asking->err;
    struct store *store = asking->optibom->catalog.store;
    enum optibom_status status = report_spec_list(&specs, &count, &asking->arena, NULL, 0, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < SHEET_COUNT; i++)
        status = report_spec_find(&chosen[i], specs, count, SHEETS[i], err);
    if (status == OPTIBOM_OK)
        status = report_tables_create(store, err);
    if (status == OPTIBOM_OK)
        status = fill_rfq(store, &asking->rfq, 1, err);
    if (status != OPTIBOM_OK)
        return status;
    return report_xlsx_write(&(struct xlsx_request){.path = asking->request->path,
                                                    .specs = chosen,
                                                    .count = SHEET_COUNT,
                                                    .date = asking->request->date,
                                                    .ready = remember,
                                                    .ready_context = asking},
                             store, err);
}

/* Remembered once the file is whole, which appears when that is done. */
static enum optibom_status send(struct asking *asking)
{
    struct store *store = asking->optibom->catalog.store;
    enum optibom_status status = store_begin(store, asking->err);
    if (status != OPTIBOM_OK)
        return status;
    status = catalog_rfq_put(&asking->rfq, &asking->arena, store, asking->err);
    if (status == OPTIBOM_OK)
        status = catalog_change_note(store, handle_who(asking->optibom), "rfq", asking->rfq.number,
                                     (int64_t)asking->rfq.line_count + 1, 0, asking->err);
    if (status == OPTIBOM_OK)
        status = write_workbook(asking);
    store_rollback(store);
    return status;
}

static void make_table(struct table *out, struct asking *asking)
{
    table_init(out, &asking->arena);
    table_column(out, "line", NULL, TABLE_INTEGER, "");
    table_column(out, "vendor", NULL, TABLE_TEXT, "");
    table_column(out, "mpn", NULL, TABLE_TEXT, "");
    table_column(out, "class", NULL, TABLE_TEXT, "");
    table_column(out, "need", NULL, TABLE_INTEGER, "");
    table_column(out, "quantities", NULL, TABLE_TEXT, "");
    for (size_t i = 0; i < asking->rfq.line_count; i++) {
        const struct catalog_rfq_line *line = &asking->rfq.lines[i];
        struct buf list;
        buf_init(&list);
        for (size_t k = 0; k < line->quantity_count; k++)
            buf_printf(&list, "%s%lld", k > 0 ? ", " : "", (long long)line->quantities[k]);
        table_integer(out, line->line);
        table_text(out, line->vendor);
        table_text(out, line->mpn);
        table_text(out, line->class_name);
        table_integer(out, line->need);
        table_text(out, buf_text(&list));
        out->failed |= !buf_ok(&list);
        buf_fini(&list);
    }
}

static enum optibom_status tell(struct asking *asking, const struct optibom_output *output)
{
    const struct catalog_rfq *rfq = &asking->rfq;
    struct table table;
    make_table(&table, asking);
    const char *title =
        arena_printf(&asking->arena, "%s: %s, %zu line%s for %s, answers by %s",
                     asking->request->path, rfq->number, rfq->line_count,
                     rfq->line_count == 1 ? "" : "s", rfq->supplier, rfq->respond_by);
    if (title == NULL)
        return error_no_memory(asking->err);
    return handle_emit(asking->optibom,
                       &(struct emit_document){.schema = "optibom.rfq/1",
                                               .keys = {"rfq", "supplier", "respond_by", "file"},
                                               .values = {rfq->number, rfq->supplier,
                                                          rfq->respond_by, asking->request->path},
                                               .sections = {{"rows", title, &table, NULL}},
                                               .section_count = 1},
                       output);
}

enum optibom_status optibom_rfq(struct optibom *optibom, const struct optibom_rfq_request *request,
                                struct optibom_rfq_supplier *supplier,
                                const struct optibom_output *output)
{
    struct error *err = handle_begin(optibom);
    struct asking asking = {.optibom = optibom,
                            .request = request,
                            .rfq = {.supplier = request->supplier, .comment = request->comment},
                            .supplier = supplier,
                            .err = err};
    *supplier = (struct optibom_rfq_supplier){0};
    enum optibom_status status = handle_require(optibom);
    if (status == OPTIBOM_OK && optibom->is_built_in)
        status = error_set(err, OPTIBOM_USAGE,
                           "a request must be remembered until it is answered, and the built-in "
                           "catalog cannot; make a catalog with optibom init");
    if (status != OPTIBOM_OK)
        return status;
    arena_init(&asking.arena);
    status = check_texts(&asking);
    if (status == OPTIBOM_OK)
        status = take_incoterm(&asking);
    if (status == OPTIBOM_OK)
        status = take_days(&asking);
    if (status == OPTIBOM_OK)
        status = take_quantities(&asking);
    if (status == OPTIBOM_OK)
        status = check_classes(&asking);
    if (status == OPTIBOM_OK)
        status = take_lines(&asking);
    if (status == OPTIBOM_OK)
        status = catalog_rfq_number(&asking.rfq, &asking.arena, err);
    if (status == OPTIBOM_OK)
        status = send(&asking);
    if (status == OPTIBOM_OK)
        status = tell(&asking, output);
    arena_fini(&asking.arena);
    return status;
}
