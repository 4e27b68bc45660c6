/* Open specs, explored as they are or in parts that are put together later. */
#include "optibom_build.h"

#include "assemble/assemble.h"
#include "report/answer/explore_tables.h"
#include "report/exploration_file.h"
#include "report/part_file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct explore_run {
    struct optibom *optibom;
    const struct optibom_explore_request *request;
    struct arena *arena;
    struct exploration *out;
    struct exploring exploring;
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
                                   const struct build_text *text, struct look_request *look,
                                   struct goals *goals)
{
    struct spec *spec = NULL;
    struct openings openings;
    enum optibom_status status = spec_load(&spec, run->arena, text->spec.file, text->spec.text,
                                           text->spec.size, text->spec.files, run->err);
    if (status == OPTIBOM_OK)
        status = openings_find(&openings, run->arena, shelf, spec, OPENINGS_WIDEST, run->err);
    look->openings = &openings;
    return status == OPTIBOM_OK ? explore_why(&run->exploring, look, goals, run->err) : status;
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
    struct look_request look = {.shelf = shelf,
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

/* What was asked, so that only parts of one exploration are put together. */
static enum optibom_status describe(struct explore_run *run)
{
    const struct optibom_explore_request *request = run->request;
    int64_t parts = 0, batch = 0;
    struct store *store = run->optibom->catalog.store;
    enum optibom_status status =
        store_one_int(&parts, store, run->err, "SELECT count(*) FROM part", "");
    if (status == OPTIBOM_OK)
        status = store_one_int(&batch, store, run->err,
                               "SELECT coalesce(max(batch_id), 0) FROM import_batch", "");
    const char *text = arena_printf(run->arena, "%s%s%s", request->objectives,
                                    request->is_robust ? ", robust" : "",
                                    request->opens_all ? ", all slots open" : "");
    for (size_t i = 0; text != NULL && i < request->limit_count; i++)
        text = arena_printf(run->arena, "%s, %s", text, request->limits[i]);
    for (size_t i = 0; text != NULL && i < request->accepted_count; i++)
        text = arena_printf(run->arena, "%s, accepting %s", text, request->accepted[i]);
    for (size_t i = 0; text != NULL && i < request->build_count; i++)
        text = arena_printf(run->arena, "%s, %s", text, request->builds[i]);
    run->out->request =
        text != NULL
            ? arena_printf(run->arena, "%s, catalog of %lld parts and %lld imports, %s", text,
                           (long long)parts, (long long)batch, run->optibom->catalog.day)
            : NULL;
    return status == OPTIBOM_OK && run->out->request == NULL ? error_no_memory(run->err) : status;
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
    status = describe(run);
    for (size_t i = 0; status == OPTIBOM_OK && i < request->build_count; i++)
        status = explore_build(run, request->builds[i]);
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

/* ---- answering ---- */

/* "power=10": weights by objective; NULL where there are none. */
static enum optibom_status read_weights(const double **out, const struct explore_run *run)
{
    const struct optibom_explore_request *request = run->request;
    double *weights = arena_alloc(run->arena, EXPLORE_VALUES * sizeof *weights);
    *out = request->weight_count > 0 ? weights : NULL;
    if (weights == NULL)
        return error_no_memory(run->err);
    for (size_t i = 0; i < request->weight_count; i++) {
        const char *text = request->weights[i], *sign = strchr(text, '=');
        char *end = NULL;
        double weight = sign != NULL ? strtod(sign + 1, &end) : 0;
        bool is_read = sign != NULL && end != sign + 1 && *end == '\0' && weight >= 0;
        bool is_found = false;
        for (size_t j = 0; is_read && j < run->out->objectives; j++) {
            const struct explored_goal *goal = &run->out->goals[j];
            const char *word = goal_metric_named(run->arena, text, (size_t)(sign - text));
            if (word == NULL)
                return error_no_memory(run->err);
            if (strcmp(goal->metric, word) != 0)
                continue;
            weights[j] = weight;
            is_found = true;
        }
        if (!is_found)
            return error_set(run->err, OPTIBOM_USAGE,
                             "weight '%s': write OBJECTIVE=NUMBER, of one of the objectives, 0 or "
                             "more",
                             text);
    }
    return OPTIBOM_OK;
}

static enum optibom_status answer(const struct explore_run *run,
                                  const struct optibom_output *output)
{
    struct table front, choices, fillings, media, needs, conflicts;
    struct verdict verdict;
    const double *weights = NULL;
    const struct exploration *of = run->out;
    enum optibom_status status = read_weights(&weights, run);
    if (status == OPTIBOM_OK)
        status = verdict_find(&verdict, run->arena, of, weights, run->err);
    if (status != OPTIBOM_OK)
        return status;
    explore_table_front(&front, run->arena, of, &verdict);
    explore_table_choices(&choices, run->arena, of, &verdict);
    explore_table_fillings(&fillings, run->arena, of, &verdict);
    explore_table_media(&media, run->arena, of, &verdict);
    explore_table_needs(&needs, run->arena, of, &verdict);
    explore_table_conflicts(&conflicts, run->arena, of);
    bool is_json = output->format == OPTIBOM_JSON;
    struct emit_document document = {
        .schema = "optibom.explore/1",
        .keys = {"asked", "currency", "proven"},
        .values = {of->request, of->currency, verdict.is_proven ? "whole" : "in part"}};
    const struct emit_section sections[] = {
        {"front",
         verdict.is_proven ? "Builds that no other one beats"
                           : "Builds that no other one beats of what was looked at: NOT PROVEN",
         &front, NULL},
        {is_json ? "fillings" : "choices", "What fills their slots", is_json ? &fillings : &choices,
         NULL},
        {"conflicts", "No build meets these together, whatever else is let go", &conflicts,
         NULL},
        {"media", "Media", &media, NULL},
        {"needs", "What would bring the losers onto the front", &needs, NULL}};
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        if (is_json || i == 0 || table_row_count(sections[i].table) > 0)
            document.sections[document.section_count++] = sections[i];
    if (output->format == OPTIBOM_TEXT) {
        const char *picture = explore_picture(run->arena, of, &verdict);
        if (picture != NULL) {
            output->write(output->context, picture, strlen(picture));
            output->write(output->context, "\n", 1);
        }
    }
    return handle_emit(run->optibom, &document, output);
}

static bool ends_with(const char *text, const char *ending)
{
    size_t length = strlen(text), tail = strlen(ending);
    return length > tail && strcmp(text + length - tail, ending) == 0;
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
    if (request->path != NULL && !ends_with(request->path, ".db"))
        return error_set(err, OPTIBOM_USAGE, "%s: the result of an exploration is FILE.db",
                         request->path);
    if (request->shards > 0 && request->path == NULL)
        return error_set(err, OPTIBOM_USAGE, "a shard needs a file for its result: -o FILE.db");
    arena_init(&arena);
    struct explore_run run = {
        .optibom = optibom, .request = request, .arena = &arena, .out = &out, .err = err};
    status = request->merge_count > 0 ? merge_all(&run) : explore_all(&run);
    if (status == OPTIBOM_OK)
        status = request->path != NULL ? exploration_save(&out, request->path, err)
                                       : answer(&run, output);
    *findings = out.point_count == 0;
    for (size_t i = 0; i < out.question_count; i++)
        *findings |= out.questions[i].state == EXPLORED_ENDED;
    arena_fini(&arena);
    return status;
}
