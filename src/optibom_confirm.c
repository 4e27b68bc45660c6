#include "facade.h"

#include "catalog/batch.h"
#include "catalog/question.h"
#include "report/answer/import_report.h"

struct confirming {
    struct store *store;
    int64_t batch;
    struct catalog_answer *answers;
    size_t count;
    struct catalog_source *sources; /* of the answers with a value */
    size_t source_count;
};

static enum optibom_status list_questions(struct table *out, struct arena *arena,
                                          struct optibom *optibom, const void *request,
                                          struct error *err)
{
    struct store *store = optibom->catalog.store;
    int64_t batch = *(const int64_t *)request;
    enum optibom_status status = catalog_batch_require(store, batch, err);
    return status == OPTIBOM_OK ? catalog_question_list(out, arena, store, batch, err) : status;
}

static enum optibom_status take_answers(struct confirming *out, struct arena *arena,
                                        const char *const *texts, struct error *err)
{
    out->answers = arena_alloc(arena, out->count * sizeof *out->answers);
    out->sources = arena_alloc(arena, out->count * sizeof *out->sources);
    enum optibom_status status =
        out->answers != NULL && out->sources != NULL ? OPTIBOM_OK : error_no_memory(err);
    for (size_t i = 0; status == OPTIBOM_OK && i < out->count; i++)
        status = catalog_answer_parse(&out->answers[i], texts[i], err);
    for (size_t i = 0; status == OPTIBOM_OK && i < out->count; i++) {
        status = catalog_question_take(&out->answers[i], arena, out->store, out->batch, err);
        if (status == OPTIBOM_OK && out->answers[i].source.reader != NULL)
            out->sources[out->source_count++] = out->answers[i].source;
    }
    return status;
}

/* For catalog_load_request.read, too: the questions are closed with the import of their answers. */
static enum optibom_status close_questions(void *context, const struct catalog_load_report *report,
                                           struct error *err)
{
    const struct confirming *confirming = context;
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < confirming->count; i++) {
        const struct catalog_answer *answer = &confirming->answers[i];
        status = catalog_question_close(answer, confirming->store, confirming->batch,
                                        answer->source.reader != NULL ? report->batch_id : 0, err);
    }
    return status;
}

/* The answers are one import: a value that is refused takes all of them back. */
static enum optibom_status import_answers(struct catalog_load_report *report,
                                          struct confirming *confirming, struct arena *arena,
                                          struct optibom *optibom, struct error *err)
{
    const struct catalog_load_request request = {.sources = confirming->sources,
                                                 .source_count = confirming->source_count,
                                                 .who = optibom->user,
                                                 .now = optibom->now,
                                                 .strict = true,
                                                 .read = close_questions,
                                                 .read_context = confirming};
    *report = (struct catalog_load_report){0};
    if (confirming->source_count > 0)
        return catalog_load(report, arena, &optibom->catalog, &request, err);
    enum optibom_status status = store_begin(confirming->store, err);
    if (status == OPTIBOM_OK)
        status = close_questions(confirming, report, err);
    if (status == OPTIBOM_OK)
        status = store_commit(confirming->store, err);
    store_rollback(confirming->store);
    return status;
}

enum optibom_status optibom_import_confirm(struct optibom *optibom, int64_t batch,
                                           const char *const *answers, size_t count, bool *findings,
                                           const struct optibom_output *output)
{
    struct error *err = handle_begin(optibom);
    struct confirming confirming = {.batch = batch, .count = count};
    struct catalog_load_report report;
    struct arena arena;
    struct buf text;
    if (count == 0)
        return handle_table(optibom, list_questions, &batch, "optibom.import.confirm/1",
                            "questions", output);
    enum optibom_status status = handle_require(optibom);
    if (status != OPTIBOM_OK)
        return status;
    confirming.store = optibom->catalog.store;
    arena_init(&arena);
    buf_init(&text);
    status = take_answers(&confirming, &arena, answers, err);
    if (status == OPTIBOM_OK)
        status = import_answers(&report, &confirming, &arena, optibom, err);
    if (status == OPTIBOM_OK) {
        *findings = report.any_error;
        if (confirming.source_count > 0 || output->format == OPTIBOM_JSON)
            import_report(&text, &report, false, output);
        if (output->format == OPTIBOM_TEXT && !report.any_error)
            buf_printf(&text, "%zu question%s answered\n", count, count == 1 ? "" : "s");
        status = handle_send(optibom, &text, output);
    }
    for (size_t i = 0; i < confirming.source_count; i++)
        confirming.sources[i].format->close(confirming.sources[i].reader);
    buf_fini(&text);
    arena_fini(&arena);
    return status;
}
