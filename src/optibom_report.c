#include "optibom_report.h"

#include "report/fill/fill.h"

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
                           .is_program_given = request->program_racks > 0,
                           .program_racks = request->program_racks > 0
                                                ? request->program_racks
                                                : evaluations[0]->bom->spec->program.racks};
    return fill_results(&run, err);
}

static int64_t count_errors(const struct bom *bom)
{
    int64_t count = 0;
    for (size_t i = 0; i < bom->finding_count; i++)
        count += bom->findings[i].severity == BOM_ERROR;
    return count;
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
    for (size_t i = 0; i < all->count; i++)
        report->errors += count_errors(all->items[i]->bom);
    return report_fill_evaluations(optibom, all->items, all->count, request, err);
}

enum optibom_status optibom_report(struct optibom *optibom,
                                   const struct optibom_report_request *request, int64_t *errors,
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
    status = report_job_run(optibom, &job, output);
    *errors = builds.errors;
    return status;
}
