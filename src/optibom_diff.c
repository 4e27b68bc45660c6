#include "optibom_report.h"

#include "catalog/builds.h"
#include "report/answer/build_diff.h"
#include "report/fill/fill_change.h"

#include <string.h>

static enum optibom_status load_diff(struct build_diff **out, struct optibom *optibom,
                                     struct arena *arena, const char *const builds[2],
                                     struct error *err)
{
    struct evaluation *evaluations[2] = {NULL, NULL};
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < 2; i++) {
        struct bom *bom = NULL;
        status = optibom_load_bom(&bom, optibom, arena, builds[i], 0, err);
        if (status == OPTIBOM_OK)
            status = optibom_evaluate_bom(&evaluations[i], arena, bom,
                                          &(struct evaluation_request){0}, err);
    }
    return status == OPTIBOM_OK ? build_diff_make(out, arena, evaluations[0], evaluations[1], err)
                                : status;
}

/* "small@1" and "small@2" for a build that has two revisions. */
static enum optibom_status last_two(const char *builds[2], struct optibom *optibom,
                                    struct arena *arena, const char *name, struct error *err)
{
    struct catalog_build latest = {0};
    if (handle_is_file(name))
        return error_set(err, OPTIBOM_USAGE,
                         "%s: one file has nothing to differ from; name two builds, or one stored "
                         "build for its last two revisions",
                         name);
    enum optibom_status status = catalog_build_get(&latest, arena, &optibom->catalog, name, err);
    if (status == OPTIBOM_OK && latest.revision == 1)
        status = error_set(err, OPTIBOM_NOT_FOUND,
                           "%s: revision 1 has none before it; name what to compare it with", name);
    if (status != OPTIBOM_OK)
        return status;
    for (int i = 0; i < 2; i++)
        builds[i] = arena_printf(arena, "%s@%lld", latest.name, (long long)latest.revision - 1 + i);
    return builds[0] != NULL && builds[1] != NULL ? OPTIBOM_OK : error_no_memory(err);
}

static enum optibom_status emit_diff(struct optibom *optibom, struct arena *arena,
                                     const char *const builds[2], struct build_diff *diff,
                                     const struct optibom_output *output)
{
    struct table lines, metrics;
    build_diff_table_lines(&lines, arena, &diff, 1);
    build_diff_table_metrics(&metrics, arena, &diff, 1);
    return handle_emit(optibom,
                       &(struct emit_document){.schema = "optibom.build.diff/1",
                                               .keys = {"before", "after"},
                                               .values = {builds[0], builds[1]},
                                               .sections = {{"lines", NULL, &lines, NULL},
                                                            {"metrics", NULL, &metrics, NULL}},
                                               .section_count = 2},
                       output);
}

enum optibom_status optibom_build_diff(struct optibom *optibom, const char *before,
                                       const char *after, bool *differ,
                                       const struct optibom_output *output)
{
    struct error *err = handle_begin(optibom);
    struct arena arena;
    struct build_diff *diff = NULL;
    const char *builds[2] = {before, after};
    enum optibom_status status = handle_require(optibom);
    if (status != OPTIBOM_OK)
        return status;
    arena_init(&arena);
    if (after == NULL)
        status = last_two(builds, optibom, &arena, before, err);
    if (status == OPTIBOM_OK)
        status = load_diff(&diff, optibom, &arena, builds, err);
    if (status == OPTIBOM_OK) {
        *differ = !build_diff_is_empty(diff);
        status = emit_diff(optibom, &arena, builds, diff, output);
    }
    arena_fini(&arena);
    return status;
}

/* A diff on its way to a report. */
struct diff_report {
    const struct optibom_report_request *request;
    bool differs;
};

/* Both builds bear the names that they were asked for as, which tells them apart. */
static enum optibom_status rename_bom(struct bom *bom, struct arena *arena, const char *name,
                                      struct error *err)
{
    struct spec *spec = arena_alloc(arena, sizeof *spec);
    if (spec == NULL || name == NULL)
        return error_no_memory(err);
    *spec = *bom->spec;
    spec->name = name;
    bom->spec = spec;
    return OPTIBOM_OK;
}

static enum optibom_status fill_diff(void *context, struct optibom *optibom, struct arena *arena,
                                     struct error *err)
{
    struct diff_report *report = context;
    const struct optibom_report_request *request = report->request;
    const char *builds[2] = {request->builds[0],
                             request->build_count > 1 ? request->builds[1] : NULL};
    struct evaluation *evaluations[2] = {NULL, NULL};
    struct build_diff *diff = NULL;
    enum optibom_status status = OPTIBOM_OK;
    if (builds[1] == NULL)
        status = last_two(builds, optibom, arena, builds[0], err);
    for (size_t i = 0; status == OPTIBOM_OK && i < 2; i++) {
        bool is_twin = i == 0 && strcmp(builds[0], builds[1]) == 0;
        struct bom *bom = NULL;
        status = optibom_load_bom(&bom, optibom, arena, builds[i], 0, err);
        if (status == OPTIBOM_OK)
            status = rename_bom(bom, arena,
                                is_twin ? arena_printf(arena, "%s (before)", builds[0]) : builds[i],
                                err);
        if (status == OPTIBOM_OK)
            status = optibom_evaluate_bom(&evaluations[i], arena, bom,
                                          &(struct evaluation_request){0}, err);
    }
    if (status == OPTIBOM_OK)
        status = build_diff_make(&diff, arena, evaluations[0], evaluations[1], err);
    if (status == OPTIBOM_OK)
        status = report_fill_evaluations(optibom, evaluations, 2, request, err);
    if (status == OPTIBOM_OK) {
        report->differs = !build_diff_is_empty(diff);
        status = fill_change(optibom->catalog.store, evaluations[1]->bom->spec->name,
                             evaluations[0]->bom->spec->name, diff, err);
    }
    return status;
}

enum optibom_status optibom_build_diff_report(struct optibom *optibom,
                                              const struct optibom_report_request *request,
                                              bool *differ, const struct optibom_output *output)
{
    static const char *const SHEETS[] = {"readme", "change_summary", "changes", "change_metrics",
                                         NULL};
    struct error *err = handle_begin(optibom);
    struct diff_report report = {.request = request};
    struct report_job job = {.report = request->report,
                             .reports = request->reports,
                             .path = request->path,
                             .date = request->date,
                             .one = "changes",
                             .fill = fill_diff,
                             .context = &report,
                             .sheets = SHEETS};
    enum optibom_status status = handle_require(optibom);
    if (status == OPTIBOM_OK && (request->build_count < 1 || request->build_count > 2))
        status = error_set(err, OPTIBOM_USAGE,
                           "name two builds, or one stored build for its last two revisions");
    if (status == OPTIBOM_OK)
        status = report_job_run(optibom, &job, output);
    *differ = report.differs;
    return status;
}
