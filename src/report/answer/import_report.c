#include "report/answer/import_report.h"

#include "base/json.h"
#include "report/clean.h"

#include <inttypes.h>

static const char *const SEVERITIES[] = {[IMPORT_NOTE] = "note",
                                         [IMPORT_WARNING] = "warning",
                                         [IMPORT_QUESTION] = "question",
                                         [IMPORT_ERROR] = "error"};

static const char *side_word(enum import_side side)
{
    return side == IMPORT_SIDE_MIN   ? " (min)"
           : side == IMPORT_SIDE_TYP ? " (typ)"
           : side == IMPORT_SIDE_MAX ? " (max)"
                                     : "";
}

static void json_columns(struct json *json, const struct catalog_load_file *file)
{
    const struct import_mapping *mapping = &file->mapping;
    json_key(json, "columns");
    json_array(json);
    for (size_t i = 0; i < mapping->column_count; i++) {
        const struct import_column *column = &mapping->columns[i];
        json_object(json);
        json_key_text(json, "header", column->header);
        json_key_text(json, "attribute",
                      column->attribute != NULL ? column->attribute->name : NULL);
        json_key_text(json, "unit", column->attribute != NULL ? column->unit : NULL);
        json_key_text(json, "sample", file->sample != NULL ? file->sample[i] : NULL);
        json_object_end(json);
    }
    json_array_end(json);
}

static void json_report(struct buf *out, const char *schema,
                        const struct catalog_load_report *report, bool dry_run)
{
    struct json json;
    json_init(&json, out);
    json_object(&json);
    json_key_text(&json, "schema", schema);
    json_key(&json, "batch");
    if (report->batch_id > 0)
        json_integer(&json, report->batch_id);
    else
        json_null(&json);
    json_key(&json, "dry_run");
    json_bool(&json, dry_run);
    json_key(&json, "files");
    json_array(&json);
    for (size_t i = 0; i < report->file_count; i++) {
        const struct catalog_load_file *file = &report->files[i];
        json_object(&json);
        json_key_text(&json, "file", file->file);
        json_key_text(&json, "format", file->format);
        json_key_text(&json, "class", file->class_name);
        json_key_integer(&json, "rows", file->rows);
        json_key_integer(&json, "accepted", file->accepted);
        json_key_integer(&json, "unchanged", file->unchanged);
        json_key_integer(&json, "rejected", file->rejected);
        json_key_integer(&json, "questions", file->questions);
        if (dry_run)
            json_columns(&json, file);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_key(&json, "rejects");
    json_array(&json);
    for (size_t i = 0; i < report->issue_count; i++) {
        const struct catalog_load_issue *issue = &report->issues[i];
        json_object(&json);
        json_key_text(&json, "file", issue->file);
        json_key_integer(&json, "line", (int64_t)issue->issue.line);
        json_key_text(&json, "column", issue->issue.column);
        json_key_text(&json, "code", issue->issue.code);
        json_key_text(&json, "severity", SEVERITIES[issue->issue.severity]);
        json_key_text(&json, "text", issue->issue.text);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_key_integer(&json, "rejects_left_out", (int64_t)report->issues_left_out);
    json_object_end(&json);
}

/* One text of a file, which may hold anything, between two of ours. */
static void put_clean(struct buf *out, const char *before, const char *text, const char *after)
{
    buf_puts(out, before);
    clean_line(out, text);
    buf_puts(out, after);
}

static void text_columns(struct buf *out, const struct catalog_load_file *file)
{
    const struct import_mapping *mapping = &file->mapping;
    for (size_t i = 0; i < mapping->column_count; i++) {
        const struct import_column *column = &mapping->columns[i];
        const char *sample = file->sample != NULL ? file->sample[i] : NULL;
        put_clean(out, "    ", column->header, column->attribute == NULL ? ": left out\n" : ": ");
        if (column->attribute == NULL)
            continue;
        buf_printf(out, "%s%s", column->attribute->name, side_word(column->side));
        if (column->condition != NULL)
            put_clean(out, ", ", column->condition, "");
        if (column->unit[0] != '\0')
            put_clean(out, " in ", column->unit, "");
        if (sample != NULL)
            put_clean(out, ", ", sample, "");
        buf_putc(out, '\n');
    }
}

static void text_issue(struct buf *out, const struct catalog_load_issue *issue)
{
    put_clean(out, "", issue->file, "");
    if (issue->issue.line > 0)
        buf_printf(out, ":%zu", issue->issue.line);
    buf_printf(out, ": %s", SEVERITIES[issue->issue.severity]);
    if (issue->issue.column[0] != '\0')
        put_clean(out, ": ", issue->issue.column, "");
    put_clean(out, ": ", issue->issue.text, "");
    buf_printf(out, " [%s]\n", issue->issue.code);
}

static void text_questions(struct buf *out, const struct catalog_load_report *report)
{
    int64_t questions = 0;
    for (size_t i = 0; i < report->file_count; i++)
        questions += report->files[i].questions;
    if (questions > 0 && report->batch_id > 0)
        buf_printf(out,
                   "questions wait for answers; list and answer them with: optibom import confirm "
                   "%" PRId64 "\n",
                   report->batch_id);
}

void import_report(struct buf *out, const struct catalog_load_report *report, bool dry_run,
                   const struct optibom_output *style)
{
    if (style->format == OPTIBOM_JSON) {
        json_report(out, "optibom.import/1", report, dry_run);
        return;
    }
    if (dry_run)
        buf_puts(out, "dry run: nothing is stored\n");
    else if (report->batch_id > 0)
        buf_printf(out, "batch %" PRId64 "\n", report->batch_id);
    else
        buf_puts(out, "nothing is stored: a row was refused\n");
    for (size_t i = 0; i < report->file_count; i++) {
        const struct catalog_load_file *file = &report->files[i];
        put_clean(out, "", file->label, ": ");
        buf_printf(out,
                   "%s, %" PRId64 " row%s: %" PRId64 " accepted, %" PRId64 " unchanged, %" PRId64
                   " rejected",
                   file->class_name, file->rows, file->rows == 1 ? "" : "s", file->accepted,
                   file->unchanged, file->rejected);
        if (file->questions > 0)
            buf_printf(out, ", %" PRId64 " with a question", file->questions);
        buf_putc(out, '\n');
        if (dry_run)
            text_columns(out, file);
    }
    for (size_t i = 0; i < report->issue_count; i++)
        text_issue(out, &report->issues[i]);
    if (report->issues_left_out > 0)
        buf_printf(out, "%zu more; all of them: optibom import rejects %" PRId64 "\n",
                   report->issues_left_out, report->batch_id);
    text_questions(out, report);
}

void import_report_init(struct buf *out, const char *path, const char *folder,
                        const struct catalog_load_report *report,
                        const struct optibom_output *style)
{
    int64_t rows = 0;
    if (style->format == OPTIBOM_JSON) {
        json_report(out, "optibom.init/1", report, false);
        return;
    }
    for (size_t i = 0; i < report->file_count; i++)
        rows += report->files[i].rows;
    if (report->file_count > 0)
        buf_printf(out, "%s: made with %s, %" PRId64 " rows of %zu files\n", path,
                   folder != NULL ? folder : "the starting catalog", rows, report->file_count);
    else
        buf_printf(out, "%s: made empty\n", path);
}
