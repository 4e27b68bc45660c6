#include "optibom_report.h"

#include "assemble/assemble.h"
#include "base/embed.h"
#include "evaluate/evaluation.h"
#include "report/answer/claims.h"

#include <assert.h>

/* A file of the builds that are shipped, from inside the program. */
static enum optibom_status read_shipped(const char **text, size_t *size, struct arena *arena,
                                        const char *path, struct error *err)
{
    const struct embed_file *file = embed_find(path);
    (void)arena;
    if (file == NULL)
        return error_set(err, OPTIBOM_NOT_FOUND, "%s: no such build is shipped", path);
    *text = file->data;
    *size = file->size;
    return OPTIBOM_OK;
}

static enum optibom_status evaluate_shipped(struct evaluation **out, struct optibom *optibom,
                                            struct arena *arena, const char *name,
                                            int64_t program_racks, struct error *err)
{
    static const struct spec_files SHIPPED = {read_shipped};
    const struct evaluation_request how = {.program_racks = program_racks};
    struct spec *spec = NULL;
    struct bom *bom = NULL;
    const char *text = NULL, *path = arena_printf(arena, "seed/builds/%s.yaml", name);
    size_t size = 0;
    if (path == NULL)
        return error_no_memory(err);
    enum optibom_status status = read_shipped(&text, &size, arena, path, err);
    if (status == OPTIBOM_OK)
        status = spec_load(&spec, arena, path, text, size, &SHIPPED, err);
    if (status == OPTIBOM_OK)
        status = assemble(&bom, arena, &optibom->catalog, spec, err);
    return status == OPTIBOM_OK ? evaluation_run(out, arena, bom, &how, err) : status;
}

/* A build that this catalog cannot make leaves its claims open, and says why. */
static enum optibom_status leave_open(struct claim_build *build, struct arena *arena,
                                      enum optibom_status status, struct error *err)
{
    if (status != OPTIBOM_NOT_FOUND && status != OPTIBOM_BAD_INPUT)
        return status;
    build->problem = arena_strdup(arena, err->text);
    error_clear(err);
    return build->problem != NULL ? OPTIBOM_OK : error_no_memory(err);
}

static enum optibom_status fill_builds(struct claims *claims, struct optibom *optibom,
                                       struct arena *arena,
                                       const struct optibom_report_request *request,
                                       struct error *err)
{
    struct evaluation **evaluations =
        arena_alloc(arena, (claims->build_count + 1) * sizeof *evaluations);
    size_t count = 0;
    if (evaluations == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < claims->build_count; i++) {
        struct claim_build *build = claims->builds[i];
        enum optibom_status status = evaluate_shipped(&evaluations[count], optibom, arena,
                                                      build->name, request->program_racks, err);
        if (status == OPTIBOM_OK)
            count++;
        else
            status = leave_open(build, arena, status, err);
        if (status != OPTIBOM_OK)
            return status;
    }
    return count == 0 ? OPTIBOM_OK
                      : report_fill_evaluations(optibom, evaluations, count, request, err);
}

static enum optibom_status fill_claims(void *context, struct optibom *optibom, struct arena *arena,
                                       struct error *err)
{
    const struct embed_file *file = embed_find("seed/claims.yaml");
    assert(file != NULL);
    struct claims claims;
    enum optibom_status status = claims_read(&claims, arena, file, err);
    if (status == OPTIBOM_OK)
        status = fill_builds(&claims, optibom, arena, context, err);
    return status == OPTIBOM_OK ? claims_fill(optibom->catalog.store, &claims, err) : status;
}

enum optibom_status optibom_claims(struct optibom *optibom,
                                   const struct optibom_report_request *request,
                                   const struct optibom_output *output)
{
    handle_begin(optibom);
    struct optibom_report_request claims = *request;
    struct report_job job = {.report = request->report != NULL ? request->report : "claims",
                             .reports = request->reports,
                             .path = request->path,
                             .date = request->date,
                             .fill = fill_claims,
                             .context = &claims};
    enum optibom_status status = handle_require(optibom);
    return status == OPTIBOM_OK ? report_job_run(optibom, &job, output) : status;
}
