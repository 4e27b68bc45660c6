#include "optibom_report.h"

#include "base/day.h"
#include "report/each.h"
#include "report/fill/tables.h"
#include "report/html/html.h"
#include "report/result.h"
#include "report/spec/folder.h"
#include "report/spec/spec.h"
#include "report/spec/spec_values.h"
#include "report/whole_file.h"
#include "report/xlsx/xlsx.h"

#include <string.h>

/* A report on its way to a file or to the output. */
struct reporting {
    struct optibom *optibom;
    const struct report_job *job;
    struct arena arena;
    struct arena filling; /* what the result tables are filled from; empty once they are full */
    struct report_spec *specs;
    size_t spec_count;
    const struct report_spec **chosen; /* of these, what is written */
    size_t chosen_count;
    enum report_target target;
    enum optibom_format format; /* of a file that is neither workbook nor page */
    struct error *err;
};

static bool ends_with(const char *text, const char *ending)
{
    size_t length = strlen(text), tail = strlen(ending);
    return length > tail && strcmp(text + length - tail, ending) == 0;
}

enum optibom_status report_target_find(enum report_target *out, enum optibom_format *format,
                                       const char *path, struct error *err)
{
    static const struct {
        const char *ending;
        enum report_target target;
        enum optibom_format format;
    } ENDINGS[] = {{".xlsx", REPORT_TO_WORKBOOK, OPTIBOM_TEXT},
                   {".html", REPORT_TO_PAGE, OPTIBOM_TEXT},
                   {".csv", REPORT_TO_FILE, OPTIBOM_CSV},
                   {".json", REPORT_TO_FILE, OPTIBOM_JSON},
                   {".md", REPORT_TO_FILE, OPTIBOM_MARKDOWN}};
    *out = REPORT_TO_OUTPUT;
    if (path == NULL)
        return OPTIBOM_OK;
    for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++)
        if (ends_with(path, ENDINGS[i].ending)) {
            *out = ENDINGS[i].target;
            *format = ENDINGS[i].format;
            return OPTIBOM_OK;
        }
    return error_set(err, OPTIBOM_USAGE,
                     "%s: the ending tells the format; write .xlsx, .html, .csv, .json or .md",
                     path);
}

static enum optibom_status load_specs(struct reporting *reporting)
{
    const struct report_job *job = reporting->job;
    struct embed_file *extra = NULL;
    size_t extra_count = 0;
    enum optibom_status status = OPTIBOM_OK;
    if (job->reports != NULL)
        status = report_folder_read(&extra, &extra_count, &reporting->arena, job->reports,
                                    reporting->err);
    if (status != OPTIBOM_OK)
        return status;
    bool is_own = job->own != NULL;
    return report_spec_list(&reporting->specs, &reporting->spec_count, &reporting->arena,
                            is_own ? job->own : extra, is_own ? 1 : extra_count, reporting->err);
}

static enum optibom_status emit_one(struct reporting *reporting,
                                    const struct optibom_output *output)
{
    const struct report_spec *spec = reporting->chosen[0];
    struct store *store = reporting->optibom->catalog.store;
    struct table table;
    const char *currency = "";
    enum optibom_status status =
        report_result(&table, &reporting->arena, store, spec, reporting->err);
    if (status == OPTIBOM_OK)
        status = report_result_currency(&currency, &reporting->arena, store, reporting->err);
    if (status == OPTIBOM_OK)
        status = handle_emit(
            reporting->optibom,
            &(struct emit_document){.schema = "optibom.report/1",
                                    .keys = {"report", currency[0] != '\0' ? "currency" : NULL},
                                    .values = {spec->name, currency},
                                    .sections = {{"rows", spec->title, &table, NULL}},
                                    .spec = spec,
                                    .section_count = 1},
            output);
    return status;
}

static enum optibom_status emit_to_file(struct reporting *reporting)
{
    struct whole_file file;
    enum optibom_status status =
        whole_file_open(&file, &reporting->arena, reporting->job->path, reporting->err);
    if (status != OPTIBOM_OK)
        return status;
    struct optibom_output output = {
        .write = whole_file_write, .context = file.stream, .format = reporting->format};
    status = emit_one(reporting, &output);
    return whole_file_close(&file, status, reporting->err);
}

static enum optibom_status write_page(struct reporting *reporting)
{
    struct whole_file file;
    struct buf page;
    buf_init(&page);
    enum optibom_status status =
        report_html_write(&page, reporting->optibom->catalog.store, reporting->chosen,
                          reporting->chosen_count, reporting->job->date, reporting->err);
    if (status == OPTIBOM_OK)
        status = whole_file_open(&file, &reporting->arena, reporting->job->path, reporting->err);
    if (status == OPTIBOM_OK) {
        whole_file_write(file.stream, buf_text(&page), page.length);
        status = whole_file_close(&file, status, reporting->err);
    }
    buf_fini(&page);
    return status;
}

static enum optibom_status write_workbook(struct reporting *reporting)
{
    const struct report_job *job = reporting->job;
    struct xlsx_request request = {.path = job->path,
                                   .specs = reporting->chosen,
                                   .count = reporting->chosen_count,
                                   .date = job->date,
                                   .progress = job->progress,
                                   .progress_context = job->progress_context};
    return report_xlsx_write(&request, reporting->optibom->catalog.store, reporting->err);
}

/* Adds the report of a name to what is written. */
static enum optibom_status choose(struct reporting *reporting, const char *name)
{
    const struct report_spec **slot = &reporting->chosen[reporting->chosen_count++];
    return report_spec_find(slot, reporting->specs, reporting->spec_count, name, reporting->err);
}

/* What is written: the report asked for by name, the sheets that the job lists, or all that belong
 * into a workbook or onto a page. */
static enum optibom_status choose_reports(struct reporting *reporting)
{
    const struct report_job *job = reporting->job;
    enum optibom_status status = OPTIBOM_OK;
    bool is_set = reporting->target == REPORT_TO_WORKBOOK || reporting->target == REPORT_TO_PAGE;
    reporting->chosen =
        arena_alloc(&reporting->arena, (reporting->spec_count + 1) * sizeof *reporting->chosen);
    if (reporting->chosen == NULL)
        return error_no_memory(reporting->err);
    if (job->report != NULL || !is_set)
        return choose(reporting, job->report != NULL ? job->report
                                 : job->one != NULL  ? job->one
                                                     : "summary");
    for (size_t i = 0; job->sheets != NULL && job->sheets[i] != NULL && status == OPTIBOM_OK; i++)
        status = choose(reporting, job->sheets[i]);
    for (size_t i = 0; job->sheets == NULL && i < reporting->spec_count; i++)
        if (reporting->target == REPORT_TO_PAGE ? report_html_shows(&reporting->specs[i])
                                                : !reporting->specs[i].is_apart)
            reporting->chosen[reporting->chosen_count++] = &reporting->specs[i];
    return status;
}

static enum optibom_status fill_slow_tables(struct reporting *reporting)
{
    static const char *const TABLES[] = {"result_scenario", "result_change", "result_rfq"};
    const struct report_job *job = reporting->job;
    enum optibom_status status = OPTIBOM_OK;
    for (size_t t = 0; job->fill_table != NULL && t < sizeof TABLES / sizeof *TABLES; t++) {
        bool is_read = false;
        for (size_t i = 0; i < reporting->chosen_count; i++)
            is_read |= strstr(reporting->chosen[i]->sql, TABLES[t]) != NULL;
        if (is_read && status == OPTIBOM_OK)
            status = job->fill_table(job->context, TABLES[t], reporting->optibom,
                                     &reporting->filling, reporting->err);
    }
    return status;
}

static enum optibom_status fill_tables(struct reporting *reporting)
{
    const struct report_job *job = reporting->job;
    arena_init(&reporting->filling);
    enum optibom_status status =
        report_tables_create(reporting->optibom->catalog.store, reporting->err);
    if (status == OPTIBOM_OK)
        status = job->fill(job->context, reporting->optibom, &reporting->filling, reporting->err);
    if (status == OPTIBOM_OK)
        status = fill_slow_tables(reporting);
    arena_fini(&reporting->filling);
    return status;
}

/* Live formulas read one set of inputs; builds with others are written as values. */
static enum optibom_status fix_values(struct reporting *reporting)
{
    int64_t is_shared = 1;
    enum optibom_status status =
        store_one_int(&is_shared, reporting->optibom->catalog.store, reporting->err,
                      "SELECT value FROM result_input WHERE name = 'shared'", "");
    if (status == OPTIBOM_NOT_FOUND)
        status = OPTIBOM_OK;
    if (status == OPTIBOM_OK && (reporting->job->has_scenarios || !is_shared))
        report_spec_fix_values(reporting->specs, reporting->spec_count);
    return status;
}

/* Only a workbook has a sheet for each value. */
static enum optibom_status join_sheets(struct reporting *reporting)
{
    for (size_t i = 0; reporting->target != REPORT_TO_WORKBOOK && i < reporting->chosen_count;
         i++) {
        reporting->chosen[i] = each_whole(&reporting->arena, reporting->chosen[i]);
        if (reporting->chosen[i] == NULL)
            return error_no_memory(reporting->err);
    }
    return OPTIBOM_OK;
}

static enum optibom_status write_report(struct reporting *reporting,
                                        const struct optibom_output *output)
{
    switch (reporting->target) {
    case REPORT_TO_OUTPUT:
        return emit_one(reporting, output);
    case REPORT_TO_FILE:
        return emit_to_file(reporting);
    case REPORT_TO_PAGE:
        return write_page(reporting);
    case REPORT_TO_WORKBOOK:
        break;
    }
    return write_workbook(reporting);
}

enum optibom_status report_job_run(struct optibom *optibom, const struct report_job *job,
                                   const struct optibom_output *output)
{
    struct reporting reporting = {.optibom = optibom, .job = job, .err = &optibom->error};
    int64_t day;
    if (job->date != NULL && !day_read(&day, job->date))
        return error_set(reporting.err, OPTIBOM_USAGE, "'%s' is no day; write YYYY-MM-DD",
                         job->date);
    if (job->date != NULL)
        handle_set_day(optibom, job->date);
    arena_init(&reporting.arena);
    enum optibom_status status =
        report_target_find(&reporting.target, &reporting.format, job->path, reporting.err);
    if (status == OPTIBOM_OK)
        status = load_specs(&reporting);
    if (status == OPTIBOM_OK)
        status = choose_reports(&reporting);
    if (status == OPTIBOM_OK)
        status = fill_tables(&reporting);
    if (status == OPTIBOM_OK)
        status = fix_values(&reporting);
    if (status == OPTIBOM_OK)
        status = join_sheets(&reporting);
    if (status == OPTIBOM_OK)
        status = write_report(&reporting, output);
    arena_fini(&reporting.arena);
    return status;
}
