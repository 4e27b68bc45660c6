#include "optibom_report.h"

#include "report/fill.h"
#include "report/folder.h"
#include "report/result.h"
#include "report/spec.h"
#include "report/spec_values.h"
#include "report/tables.h"
#include "report/xlsx.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A report on its way to a file or to the output. */
struct reporting {
    struct optibom *optibom;
    const struct report_job *job;
    struct arena arena;
    struct report_spec *specs;
    size_t spec_count;
    struct error *err;
};

static bool ends_with(const char *text, const char *ending)
{
    size_t length = strlen(text), tail = strlen(ending);
    return length > tail && strcmp(text + length - tail, ending) == 0;
}

/* False when the ending names no format that is written. */
static bool format_of(enum optibom_format *format, const char *path)
{
    if (ends_with(path, ".csv"))
        *format = OPTIBOM_CSV;
    else if (ends_with(path, ".json"))
        *format = OPTIBOM_JSON;
    else if (ends_with(path, ".md"))
        *format = OPTIBOM_MARKDOWN;
    else
        return false;
    return true;
}

static enum optibom_status load_specs(struct reporting *reporting)
{
    struct embed_file *extra = NULL;
    size_t extra_count = 0;
    enum optibom_status status = OPTIBOM_OK;
    if (reporting->job->reports != NULL)
        status = report_folder_read(&extra, &extra_count, &reporting->arena,
                                    reporting->job->reports, reporting->err);
    return status == OPTIBOM_OK
               ? report_spec_list(&reporting->specs, &reporting->spec_count, &reporting->arena,
                                  extra, extra_count, reporting->err)
               : status;
}

static enum optibom_status emit_one(struct reporting *reporting, const char *name,
                                    const struct optibom_output *output)
{
    const struct report_spec *spec = NULL;
    struct table table;
    enum optibom_status status =
        report_spec_find(&spec, reporting->specs, reporting->spec_count, name, reporting->err);
    if (status == OPTIBOM_OK)
        status = report_result(&table, &reporting->arena, reporting->optibom->catalog.store, spec,
                               reporting->err);
    if (status == OPTIBOM_OK)
        status =
            handle_emit(reporting->optibom,
                        &(struct emit_document){.schema = "optibom.report/1",
                                                .keys = {"report"},
                                                .values = {spec->name},
                                                .sections = {{"rows", spec->title, &table, NULL}},
                                                .spec = spec,
                                                .section_count = 1},
                        output);
    return status;
}

static void write_file(void *context, const char *bytes, size_t length)
{
    fwrite(bytes, 1, length, context);
}

/* Beside the target first, so that a write cut short leaves no half file under its name. */
static enum optibom_status emit_to_file(struct reporting *reporting, const char *name,
                                        const char *path, enum optibom_format format)
{
    struct error *err = reporting->err;
    const char *temporary = arena_printf(&reporting->arena, "%s.new-%ld", path, (long)getpid());
    if (temporary == NULL)
        return error_no_memory(err);
    FILE *file = fopen(temporary, "wb");
    if (file == NULL)
        return error_set(err, OPTIBOM_FAILED, "%s: %s", path, strerror(errno));
    struct optibom_output output = {.write = write_file, .context = file, .format = format};
    enum optibom_status status = emit_one(reporting, name, &output);
    bool is_whole = fflush(file) == 0 && !ferror(file);
    is_whole = fclose(file) == 0 && is_whole;
    if (status == OPTIBOM_OK && (!is_whole || rename(temporary, path) != 0))
        status = error_set(err, OPTIBOM_FAILED, "%s: cannot be written: %s", path, strerror(errno));
    if (status != OPTIBOM_OK)
        unlink(temporary);
    return status;
}

static bool is_listed(const char *const *names, const char *name)
{
    for (size_t i = 0; names[i] != NULL; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

/* The report that is written where it is one. */
static const char *name_of(const struct report_job *job)
{
    return job->report != NULL ? job->report : job->one != NULL ? job->one : "summary";
}

static bool is_written(const struct report_job *job, const struct report_spec *spec)
{
    bool is_book = job->path != NULL && ends_with(job->path, ".xlsx");
    if (job->report != NULL || !is_book)
        return strcmp(spec->name, name_of(job)) == 0;
    return job->sheets != NULL ? is_listed(job->sheets, spec->name) : !spec->is_apart;
}

/* The listed sheets, in the order of the list. */
static enum optibom_status list_sheets(const struct report_spec **out, size_t *count,
                                       struct reporting *reporting)
{
    const char *const *names = reporting->job->sheets;
    struct report_spec *specs = NULL;
    enum optibom_status status = OPTIBOM_OK;
    for (*count = 0; status == OPTIBOM_OK && names[*count] != NULL; ++*count) {
        const struct report_spec *spec = NULL;
        struct report_spec *grown = arena_grow(&reporting->arena, specs, *count, sizeof *specs);
        if (grown == NULL)
            return error_no_memory(reporting->err);
        specs = grown;
        status = report_spec_find(&spec, reporting->specs, reporting->spec_count, names[*count],
                                  reporting->err);
        if (status == OPTIBOM_OK)
            specs[*count] = *spec;
    }
    *out = specs;
    return status;
}

static enum optibom_status fill_tables(struct reporting *reporting)
{
    static const char *const TABLES[] = {"result_scenario", "result_change"};
    const struct report_job *job = reporting->job;
    enum optibom_status status = OPTIBOM_OK;
    for (size_t t = 0; job->fill_table != NULL && t < sizeof TABLES / sizeof *TABLES; t++) {
        bool is_read = false;
        for (size_t i = 0; i < reporting->spec_count; i++)
            is_read |= is_written(job, &reporting->specs[i]) &&
                       strstr(reporting->specs[i].sql, TABLES[t]) != NULL;
        if (is_read && status == OPTIBOM_OK)
            status = job->fill_table(job->context, TABLES[t], reporting->optibom, &reporting->arena,
                                     reporting->err);
    }
    return status;
}

static enum optibom_status write_workbook(struct reporting *reporting)
{
    const struct report_job *job = reporting->job;
    const struct report_spec *specs = reporting->specs;
    size_t count = reporting->spec_count;
    if (job->report != NULL) {
        enum optibom_status status = report_spec_find(
            &specs, reporting->specs, reporting->spec_count, job->report, reporting->err);
        if (status != OPTIBOM_OK)
            return status;
        count = 1;
    }
    if (job->report == NULL && job->sheets != NULL) {
        enum optibom_status status = list_sheets(&specs, &count, reporting);
        if (status != OPTIBOM_OK)
            return status;
    }
    while (job->report == NULL && job->sheets == NULL && count > 0 && specs[count - 1].is_apart)
        count--;
    struct xlsx_request request = {.path = job->path,
                                   .specs = specs,
                                   .count = count,
                                   .date = job->date,
                                   .progress = job->progress,
                                   .progress_context = job->progress_context};
    return report_xlsx_write(&request, reporting->optibom->catalog.store, reporting->err);
}

static enum optibom_status write_report(struct reporting *reporting,
                                        const struct optibom_output *output)
{
    const struct report_job *job = reporting->job;
    const char *name = name_of(job);
    enum optibom_format format;
    if (job->path == NULL)
        return emit_one(reporting, name, output);
    if (ends_with(job->path, ".xlsx"))
        return write_workbook(reporting);
    if (format_of(&format, job->path))
        return emit_to_file(reporting, name, job->path, format);
    return error_set(reporting->err, OPTIBOM_USAGE,
                     "%s: the ending tells the format; write .xlsx, .csv, .json or .md", job->path);
}

enum optibom_status report_job_run(struct optibom *optibom, const struct report_job *job,
                                   const struct optibom_output *output)
{
    struct reporting reporting = {.optibom = optibom, .job = job, .err = &optibom->error};
    struct store *store = optibom->catalog.store;
    arena_init(&reporting.arena);
    enum optibom_status status = load_specs(&reporting);
    if (status == OPTIBOM_OK && job->has_scenarios)
        report_spec_fix_values(reporting.specs, reporting.spec_count);
    if (status == OPTIBOM_OK)
        status = report_tables_create(store, reporting.err);
    if (status == OPTIBOM_OK)
        status = job->fill(job->context, optibom, &reporting.arena, reporting.err);
    if (status == OPTIBOM_OK)
        status = fill_tables(&reporting);
    if (status == OPTIBOM_OK)
        status = write_report(&reporting, output);
    arena_fini(&reporting.arena);
    return status;
}

enum optibom_status report_fill_evaluations(struct optibom *optibom,
                                            struct evaluation **evaluations, size_t count,
                                            const struct optibom_report_request *request,
                                            struct error *err)
{
    struct fill_run run = {.store = optibom->catalog.store,
                           .evaluations = evaluations,
                           .count = count,
                           .date = request->date,
                           .catalog = optibom->path,
                           .program = "optibom " OPTIBOM_VERSION,
                           .program_racks = request->program_racks > 0
                                                ? request->program_racks
                                                : evaluations[0]->bom->spec->program.racks};
    return fill_results(&run, err);
}

static enum optibom_status fill_builds(void *context, struct optibom *optibom, struct arena *arena,
                                       struct error *err)
{
    struct report_builds *report = context;
    const struct optibom_report_request *request = report->request;
    struct build_evaluations *all = &report->all;
    const struct builds_request builds = {request->builds, request->build_count, request->scenarios,
                                          request->scenario_count, request->program_racks};
    enum optibom_status status = optibom_evaluate_builds(all, optibom, arena, &builds, err);
    if (status != OPTIBOM_OK)
        return status;
    return report_fill_evaluations(optibom, all->items, all->count, request, err);
}

enum optibom_status optibom_report(struct optibom *optibom,
                                   const struct optibom_report_request *request,
                                   const struct optibom_output *output)
{
    struct error *err = handle_begin(optibom);
    struct report_builds builds = {.request = request};
    struct report_job job = {.report = request->report,
                             .reports = request->reports,
                             .path = request->path,
                             .date = request->date,
                             .progress = request->progress,
                             .progress_context = request->progress_context,
                             .fill = fill_builds,
                             .fill_table = report_fill_table,
                             .context = &builds,
                             .has_scenarios = request->scenario_count > 0};
    enum optibom_status status = handle_require(optibom);
    if (status != OPTIBOM_OK)
        return status;
    if (request->build_count == 0)
        return error_set(err, OPTIBOM_USAGE, "name a build or spec to report on");
    return report_job_run(optibom, &job, output);
}
