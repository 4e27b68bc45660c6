/* Open specs, explored as they are or in parts that are put together later. */
#include "optibom_explore.h"

#include "assemble/assemble.h"
#include "base/day.h"
#include "optibom_build.h"
#include "report/exploration_file.h"
#include "report/part_file.h"

#include <string.h>
#include <unistd.h>

struct explore_run {
    struct optibom *optibom;
    const struct optibom_explore_request *request;
    struct arena *arena;
    struct exploration *out;
    struct exploring exploring;
    int64_t parts, imports; /* of the catalog */
    struct error *err;
};

/* ---- exploring ---- */

static bool show_progress(void *context)
{
    struct explore_run *run = context;
    const struct optibom_explore_request *request = run->request;
    if (request->progress != NULL)
        request->progress(request->progress_context, run->exploring.asked, run->exploring.looks++);
    return !store_is_interrupted(run->optibom->catalog.store);
}

static enum optibom_status read_goals(struct goals *out, struct explore_run *run,
                                      struct shelf *shelf, const struct spec *spec)
{
    const struct optibom_explore_request *request = run->request;
    const struct goals_request asked = {.objectives = request->objectives,
                                        .limits = request->limits,
                                        .limit_count = request->limit_count,
                                        .is_robust = request->is_robust};
    struct bom *bom = NULL;
    struct evaluation *sample = NULL;
    enum optibom_status status = assemble_from(&bom, run->arena, shelf, spec, run->err);
    if (status == OPTIBOM_OK)
        status = evaluation_run(&sample, run->arena, bom,
                                &(struct evaluation_request){.typ_only = true}, run->err);
    return status == OPTIBOM_OK ? goals_read(out, run->arena, &asked, sample, run->err) : status;
}

/* Goals of all specs are the same, in one currency. */
static enum optibom_status take_goals(struct explore_run *run, const struct goals *goals,
                                      const struct spec *spec)
{
    struct exploration *out = run->out;
    if (out->currency != NULL && strcmp(out->currency, spec->program.currency) != 0)
        return error_set(run->err, OPTIBOM_USAGE,
                         "%s is bought in %s, the specs before it in %s; give all the same "
                         "program currency",
                         spec->name, spec->program.currency, out->currency);
    out->currency = spec->program.currency;
    out->objectives = goals->objectives;
    out->goal_count = goals->count;
    for (size_t i = 0; i < goals->count; i++) {
        const struct goal *goal = &goals->items[i];
        out->goals[i] = (struct explored_goal){.metric = arena_strdup(run->arena, goal->metric),
                                               .unit = arena_strdup(run->arena, goal->unit),
                                               .limit = goal->limit,
                                               .is_large = goal->is_large,
                                               .is_yield = goal->is_yield,
                                               .end = goal->end};
        if (out->goals[i].metric == NULL || out->goals[i].unit == NULL)
            return error_no_memory(run->err);
    }
    return OPTIBOM_OK;
}

/* The spec anew, with all open that can be. */
static enum optibom_status explain(struct explore_run *run, struct shelf *shelf,
                                   const struct build_text *text, const struct look_request *look,
                                   struct goals *goals)
{
    struct spec *spec = NULL;
    struct openings openings;
    enum optibom_status status = spec_load(&spec, run->arena, text->spec.file, text->spec.text,
                                           text->spec.size, text->spec.files, run->err);
    if (status == OPTIBOM_OK)
        status = openings_find(&openings, run->arena, shelf, spec, OPENINGS_WIDEST, run->err);
    struct look_request wide = *look;
    wide.openings = &openings;
    return status == OPTIBOM_OK ? explore_why(&run->exploring, &wide, goals, run->err) : status;
}

static enum optibom_status explore_on(struct explore_run *run, struct shelf *shelf,
                                      const struct build_text *text, struct spec *spec)
{
    const struct optibom_explore_request *request = run->request;
    struct goals goals;
    struct openings openings;
    enum optibom_status status = read_goals(&goals, run, shelf, spec);
    if (status == OPTIBOM_OK)
        status = take_goals(run, &goals, spec);
    if (status == OPTIBOM_OK)
        status = openings_find(&openings, run->arena, shelf, spec,
                               request->opens_all ? OPENINGS_NAMED : OPENINGS_ASKED, run->err);
    const struct look_request look = {.shelf = shelf,
                                      .openings = &openings,
                                      .goals = &goals,
                                      .accepted = request->accepted,
                                      .accepted_count = request->accepted_count,
                                      .program_racks = request->program_racks};
    if (status == OPTIBOM_OK)
        status = explore_spec(&run->exploring, &look, run->err);
    return status == OPTIBOM_OK && explored_nothing(run->out)
               ? explain(run, shelf, text, &look, &goals)
               : status;
}

static enum optibom_status explore_build(struct explore_run *run, const char *build)
{
    struct build_text text;
    struct spec *spec = NULL;
    struct shelf shelf;
    enum optibom_status status =
        optibom_build_text(&text, run->optibom, run->arena, build, run->err);
    if (status == OPTIBOM_OK)
        status = spec_load(&spec, run->arena, text.spec.file, text.spec.text, text.spec.size,
                           text.spec.files, run->err);
    if (status != OPTIBOM_OK)
        return status;
    for (size_t i = 0; i < run->out->spec_count; i++)
        if (strcmp(run->out->specs[i].name, spec->name) == 0)
            return error_set(run->err, OPTIBOM_USAGE,
                             "two of the specs are named '%s'; give each its own 'build:' name",
                             spec->name);
    status = shelf_open(&shelf, run->arena, &run->optibom->catalog, run->err);
    if (status == OPTIBOM_OK)
        status = explore_on(run, &shelf, &text, spec);
    shelf_close(&shelf);
    return status;
}

/* Which catalog it is, before Ctrl-C may stop its queries. */
static enum optibom_status know_catalog(struct explore_run *run)
{
    struct store *store = run->optibom->catalog.store;
    enum optibom_status status =
        store_one_int(&run->parts, store, run->err, "SELECT count(*) FROM part", "");
    return status == OPTIBOM_OK
               ? store_one_int(&run->imports, store, run->err,
                               "SELECT coalesce(max(batch_id), 0) FROM import_batch", "")
               : status;
}

/* What was asked, so that only parts of one exploration are put together. */
static enum optibom_status describe(struct explore_run *run)
{
    const struct optibom_explore_request *request = run->request;
    const char *text = arena_printf(run->arena, "%s%s%s", request->objectives,
                                    request->is_robust ? ", robust" : "",
                                    request->opens_all ? ", all slots open" : "");
    for (size_t i = 0; text != NULL && i < request->limit_count; i++)
        text = arena_printf(run->arena, "%s, %s", text, request->limits[i]);
    for (size_t i = 0; text != NULL && i < request->accepted_count; i++)
        text = arena_printf(run->arena, "%s, accepting %s", text, request->accepted[i]);
    for (size_t i = 0; text != NULL && i < run->out->spec_count; i++)
        text = arena_printf(run->arena, "%s, %s", text, run->out->specs[i].name);
    run->out->request =
        text != NULL ? arena_printf(run->arena, "%s, catalog of %lld parts and %lld imports, %s",
                                    text, (long long)run->parts, (long long)run->imports,
                                    run->optibom->catalog.day)
                     : NULL;
    return run->out->request != NULL ? OPTIBOM_OK : error_no_memory(run->err);
}

static enum optibom_status explore_all(struct explore_run *run)
{
    const struct optibom_explore_request *request = run->request;
    struct store *store = run->optibom->catalog.store;
    bool is_own;
    run->exploring = (struct exploring){
        .out = run->out,
        .arena = run->arena,
        .options = {.threads = request->threads, .progress = show_progress, .context = run},
        .shard = request->shards > 0 ? (size_t)request->shard - 1 : 0,
        .shards = request->shards > 0 ? (size_t)request->shards : 1};
    /* All of them from one state of the catalog. */
    enum optibom_status status = store_snapshot(&is_own, store, run->err);
    if (status != OPTIBOM_OK)
        return status;
    status = know_catalog(run);
    for (size_t i = 0; status == OPTIBOM_OK && i < request->build_count; i++)
        status = explore_build(run, request->builds[i]);
    /* Ctrl-C between two specs: what was found until then is given. */
    if (status == OPTIBOM_FAILED && store_is_interrupted(store) && run->out->question_count > 0) {
        run->out->is_cut = true;
        status = OPTIBOM_OK;
    }
    if (status == OPTIBOM_OK)
        status = describe(run);
    store_snapshot_end(store, is_own);
    return status;
}

static enum optibom_status merge_all(struct explore_run *run)
{
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < run->request->merge_count; i++) {
        struct exploration part;
        const char *path = run->request->merge[i];
        status = exploration_load(i == 0 ? run->out : &part, run->arena, path, run->err);
        if (status == OPTIBOM_OK && i > 0)
            status = exploration_merge(run->out, run->arena, &part, path, run->err);
    }
    return status;
}

/* What can be told before a search that may take long, also whether the file can be made. */
static enum optibom_status check_request(struct explore_answer *answer,
                                         const struct explore_run *run)
{
    const struct optibom_explore_request *request = run->request;
    const char *part;
    int64_t day;
    enum optibom_status status = explore_answer_target(answer, run->err);
    if (status == OPTIBOM_OK && request->shards > 0 && !answer->is_kept)
        status =
            error_set(run->err, OPTIBOM_USAGE, "a shard needs a file for its result: -o FILE.db");
    if (status == OPTIBOM_OK && request->date != NULL && !day_read(&day, request->date))
        status =
            error_set(run->err, OPTIBOM_USAGE, "'%s' is no day; write YYYY-MM-DD", request->date);
    if (status != OPTIBOM_OK || request->path == NULL)
        return status;
    status = part_file_create(&part, run->arena, request->path, run->err);
    if (status == OPTIBOM_OK)
        unlink(part);
    return status;
}

enum optibom_status optibom_explore(struct optibom *optibom,
                                    const struct optibom_explore_request *request, bool *findings,
                                    const struct optibom_output *output)
{
    struct error *err = handle_begin(optibom);
    struct exploration out = {.currency = NULL};
    struct arena arena;
    enum optibom_status status = handle_require(optibom);
    if (status != OPTIBOM_OK)
        return status;
    arena_init(&arena);
    struct explore_run run = {
        .optibom = optibom, .request = request, .arena = &arena, .out = &out, .err = err};
    struct explore_answer answer = {
        .optibom = optibom, .request = request, .arena = &arena, .of = &out};
    status = check_request(&answer, &run);
    if (status == OPTIBOM_OK && request->date != NULL)
        handle_set_day(optibom, request->date);
    if (status == OPTIBOM_OK)
        status = request->merge_count > 0 ? merge_all(&run) : explore_all(&run);
    if (status == OPTIBOM_OK)
        status = answer.is_kept ? exploration_save(&out, request->path, err)
                                : explore_answer(&answer, output, err);
    *findings = out.point_count == 0 || out.is_cut;
    for (size_t i = 0; i < out.question_count; i++)
        *findings |= out.questions[i].state == EXPLORED_ENDED;
    arena_fini(&arena);
    return status;
}
