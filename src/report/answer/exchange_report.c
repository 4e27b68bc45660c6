#include "report/answer/exchange_report.h"

#include "base/json.h"
#include "report/clean.h"
#include "report/emit.h"
#include "report/text/json_table.h"

#include <inttypes.h>

static void put_count(struct buf *out, int64_t count, const char *what)
{
    buf_printf(out, "%" PRId64 " %s%s", count, what, count == 1 ? "" : "s");
}

/* "north.changes: 2 changes, 14 rows, 0 prices" */
static void put_file(struct buf *out, const struct catalog_exchange_counts *counts,
                     const char *path)
{
    clean_line(out, path);
    buf_puts(out, ": ");
    put_count(out, counts->changes, "change");
    buf_puts(out, ", ");
    put_count(out, counts->rows, "row");
    buf_puts(out, ", ");
    put_count(out, counts->prices, "price");
}

static void put_keys(struct json *json, const char *schema, const char *path,
                     const struct catalog_exchange_counts *counts)
{
    json_object(json);
    json_key_text(json, "schema", schema);
    json_key_text(json, "file", path);
    json_key_integer(json, "changes", counts->changes);
    json_key_integer(json, "rows", counts->rows);
    json_key_integer(json, "prices", counts->prices);
}

void exchange_report_export(struct buf *out, const struct catalog_exchange_counts *counts,
                            const char *path, const struct optibom_output *style)
{
    if (style->format == OPTIBOM_JSON) {
        struct json json;
        json_init(&json, out);
        put_keys(&json, "optibom.changes.export/1", path, counts);
        json_object_end(&json);
        return;
    }
    put_file(out, counts, path);
    buf_putc(out, '\n');
}

static void put_json(struct buf *out, const struct catalog_exchange_report *report,
                     const struct catalog_exchange_request *request)
{
    struct json json;
    json_init(&json, out);
    put_keys(&json, "optibom.changes.apply/1", request->path, &report->file);
    json_key(&json, "batch");
    if (report->batch_id > 0)
        json_integer(&json, report->batch_id);
    else
        json_null(&json);
    json_key(&json, "dry_run");
    json_bool(&json, request->dry_run);
    json_key_integer(&json, "written", report->written);
    json_key_integer(&json, "unchanged", report->unchanged);
    json_key_integer(&json, "in_conflict", report->conflicted);
    json_key(&json, "conflicts");
    json_table_add(&json, &report->conflicts);
    json_object_end(&json);
}

/* What became of it, in a line. */
static void put_outcome(struct buf *out, const struct catalog_exchange_report *report,
                        const struct catalog_exchange_request *request)
{
    bool is_refused = report->conflicted > 0 && !request->skip_conflicts;
    if (request->dry_run)
        buf_puts(out, "dry run: nothing is stored\n");
    else if (is_refused)
        buf_puts(out, "nothing is stored because of the conflicts; --skip-conflicts stores the "
                      "rest\n");
    else if (report->batch_id > 0)
        buf_printf(out, "batch %" PRId64 "\n", report->batch_id);
    else
        buf_puts(out, "nothing is new\n");
    put_file(out, &report->file, request->path);
    buf_printf(out, ": %" PRId64 " %s, %" PRId64 " unchanged, %" PRId64 " in conflict\n",
               report->written, report->batch_id > 0 ? "written" : "to write", report->unchanged,
               report->conflicted);
}

void exchange_report_apply(struct buf *out, const struct catalog_exchange_report *report,
                           const struct catalog_exchange_request *request,
                           const struct optibom_output *style)
{
    const struct emit_document conflicts = {
        .sections = {{.name = "conflicts", .table = &report->conflicts}}, .section_count = 1};
    if (style->format == OPTIBOM_JSON) {
        put_json(out, report, request);
        return;
    }
    if (style->format != OPTIBOM_CSV)
        put_outcome(out, report, request);
    if (style->format != OPTIBOM_CSV && report->conflicted > 0)
        buf_putc(out, '\n');
    if (style->format == OPTIBOM_CSV || report->conflicted > 0)
        emit_document(out, &conflicts, style);
}
