/* What an exploration came to, as a document on the output or in a file, as a workbook, as a page.
 */
#include "optibom_explore.h"

#include "report/answer/explore_report.h"
#include "report/answer/explore_tables.h"
#include "report/answer/explore_worlds.h"
#include "report/fill/fill_exploration.h"
#include "report/whole_file.h"

#include <stdlib.h>
#include <string.h>

static bool ends_with(const char *text, const char *ending)
{
    size_t length = strlen(text), tail = strlen(ending);
    return length > tail && strcmp(text + length - tail, ending) == 0;
}

enum optibom_status explore_answer_target(struct explore_answer *answer, struct error *err)
{
    const char *path = answer->request->path;
    struct error why = {0};
    answer->is_kept = path != NULL && ends_with(path, ".db");
    if (answer->is_kept ||
        report_target_find(&answer->target, &answer->format, path, &why) == OPTIBOM_OK)
        return OPTIBOM_OK;
    return error_set(err, OPTIBOM_USAGE,
                     "%s: the ending tells the format; write .xlsx, .html, .csv, .json or .md, or "
                     ".db to merge it later",
                     path);
}

/* "power=10": weights by objective; NULL where there are none. */
static enum optibom_status read_weights(const double **out, const struct explore_answer *answer,
                                        struct error *err)
{
    const struct optibom_explore_request *request = answer->request;
    double *weights = arena_alloc(answer->arena, EXPLORE_VALUES * sizeof *weights);
    *out = request->weight_count > 0 ? weights : NULL;
    if (weights == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < request->weight_count; i++) {
        const char *text = request->weights[i], *sign = strchr(text, '=');
        char *end = NULL;
        double weight = sign != NULL ? strtod(sign + 1, &end) : 0;
        bool is_read = sign != NULL && end != sign + 1 && *end == '\0' && weight >= 0;
        bool is_found = false;
        for (size_t j = 0; is_read && j < answer->of->objectives; j++) {
            const struct explored_goal *goal = &answer->of->goals[j];
            const char *word = goal_metric_named(answer->arena, text, (size_t)(sign - text));
            if (word == NULL)
                return error_no_memory(err);
            if (strcmp(goal->metric, word) != 0)
                continue;
            weights[j] = weight;
            is_found = true;
        }
        if (!is_found)
            return error_set(err, OPTIBOM_USAGE,
                             "weight '%s': write OBJECTIVE=NUMBER, of one of the objectives, 0 or "
                             "more",
                             text);
    }
    return OPTIBOM_OK;
}

/* ---- as a document ---- */

enum { WHOLE = 1, SPREAD = 2, SEVERAL = 4, ALWAYS = 8 }; /* when a person reads a section */

/* How many worlds there are, and whether they are draws. */
static int worlds_of(const struct exploration *of)
{
    return explore_has_draws(of) ? SEVERAL | SPREAD : of->world_count > 1 ? SEVERAL | WHOLE : WHOLE;
}

static const char *title_of_topics(const struct exploration *of)
{
    for (size_t i = 0; i < of->spec_count; i++)
        for (size_t j = 0; j < of->specs[i].topic_count; j++)
            if (of->specs[i].topics[j].is_level)
                return "Media and levels";
    return "Media";
}

static enum optibom_status write_document(const struct explore_answer *answer,
                                          const struct verdict *verdict,
                                          const struct optibom_output *output)
{
    const struct exploration *of = answer->of;
    const bool is_json = output->format == OPTIBOM_JSON;
    const bool is_several = of->world_count > 1, is_proven = verdict->is_proven;
    const struct {
        const char *key, *title;
        void (*fill)(struct table *out, struct arena *arena, const struct exploration *of,
                     const struct verdict *verdict);
        int shown; /* to a person */
        bool is_of_machines;
    } SECTIONS[] = {
        {"front",
         is_proven ? "Builds that no other one beats"
                   : "Builds that no other one beats of what was looked at: NOT PROVEN",
         explore_table_front, WHOLE, true},
        {"choices", "What fills their slots", explore_table_choices, is_several ? 0 : WHOLE, false},
        {"fillings", NULL, explore_table_fillings, 0, true},
        {"spread",
         is_proven ? "The best of each objective over the draws"
                   : "The best of each objective over the draws that were answered: NOT PROVEN",
         explore_table_spread, SPREAD, true},
        {"worlds", "The best of each objective by scenario", explore_table_worlds,
         is_several ? WHOLE : 0, true},
        {"shares",
         is_proven ? "What fills slots of builds that no other one beats"
                   : "What fills slots of builds that no other one beats, of the worlds that were "
                     "answered: NOT PROVEN",
         explore_table_shares, SEVERAL, true},
        {"conflicts", "No build meets these together, whatever else is let go",
         explore_table_conflicts, ALWAYS, true},
        {"fares", title_of_topics(of), explore_table_fares, SEVERAL, false},
        {"media", title_of_topics(of), explore_table_media, is_several ? 0 : WHOLE, true},
        {"needs", "What would bring the losers onto the front", explore_table_needs, WHOLE, true}};
    struct table tables[sizeof SECTIONS / sizeof *SECTIONS];
    struct emit_document document = {
        .schema = "optibom.explore/1",
        .keys = {"asked", "currency", "proven"},
        .values = {of->request, of->currency, verdict->is_proven ? "whole" : "in part"}};
    const int worlds = worlds_of(of) | ALWAYS;
    for (size_t i = 0; i < sizeof SECTIONS / sizeof *SECTIONS; i++) {
        bool is_csv = i == 0 && output->format == OPTIBOM_CSV;
        bool is_shown = is_json ? SECTIONS[i].is_of_machines : (SECTIONS[i].shown & worlds) != 0;
        if (!is_csv && !is_shown)
            continue;
        SECTIONS[i].fill(&tables[i], answer->arena, of, verdict);
        if (is_json || i == 0 || table_row_count(&tables[i]) > 0)
            document.sections[document.section_count++] =
                (struct emit_section){SECTIONS[i].key, SECTIONS[i].title, &tables[i], NULL};
    }
    if (output->format == OPTIBOM_TEXT) {
        const char *picture = explore_picture(answer->arena, of, verdict);
        if (picture != NULL) {
            output->write(output->context, picture, strlen(picture));
            output->write(output->context, "\n", 1);
        }
    }
    return handle_emit(answer->optibom, &document, output);
}

static enum optibom_status write_file(const struct explore_answer *answer,
                                      const struct verdict *verdict, struct error *err)
{
    struct whole_file file;
    enum optibom_status status = whole_file_open(&file, answer->arena, answer->request->path, err);
    if (status != OPTIBOM_OK)
        return status;
    struct optibom_output output = {
        .write = whole_file_write, .context = file.stream, .format = answer->format};
    status = write_document(answer, verdict, &output);
    return whole_file_close(&file, status, err);
}

/* ---- as a workbook or a page ---- */

struct filling {
    const struct explore_answer *answer;
    const char *date;
    const struct verdict *verdict;
};

static enum optibom_status fill(void *context, struct optibom *optibom, struct arena *arena,
                                struct error *err)
{
    const struct filling *filling = context;
    return fill_exploration(optibom->catalog.store, arena, filling->answer->of, filling->verdict,
                            filling->date, err);
}

static bool has_needs(const struct explore_answer *answer, const struct verdict *verdict)
{
    for (size_t i = 0; i < answer->of->question_count; i++)
        for (size_t j = 0; j < answer->of->objectives; j++)
            if (verdict->questions[i].needs[j].point != VERDICT_NONE)
                return true;
    return false;
}

static bool has_conflict(const struct explore_answer *answer)
{
    size_t count = 0;
    for (size_t i = 0; i < answer->of->unit_count; i++)
        count += answer->of->units[i].conflict_count;
    return count > 0;
}

static enum optibom_status write_report(const struct explore_answer *answer,
                                        const struct verdict *verdict,
                                        const struct optibom_output *output, struct error *err)
{
    const char *sheets[8];
    size_t count = 0;
    const char *day = answer->optibom->catalog.day;
    const char *date = answer->request->date != NULL ? answer->request->date : day;
    struct filling filling = {.answer = answer, .date = date, .verdict = verdict};
    struct report_job job = {.own = explore_report_front(answer->arena, answer->of),
                             .path = answer->request->path,
                             .date = date,
                             .fill = fill,
                             .context = &filling,
                             .sheets = sheets};
    if (job.own == NULL)
        return error_no_memory(err);
    bool is_several = answer->of->world_count > 1;
    sheets[count++] = "explore_about";
    if (explore_has_draws(answer->of))
        sheets[count++] = "explore_spread";
    else if (is_several)
        sheets[count++] = "explore_worlds";
    sheets[count++] = "explore_front";
    if (verdict->front_count > 0)
        sheets[count++] = is_several ? "explore_shares" : "explore_choices";
    if (has_conflict(answer))
        sheets[count++] = "explore_conflicts";
    sheets[count++] = is_several ? "explore_fares" : "explore_media";
    if (!explore_has_draws(answer->of) && has_needs(answer, verdict))
        sheets[count++] = "explore_needs";
    sheets[count] = NULL;
    /* What was found until Ctrl-C is written all the same. */
    store_resume(answer->optibom->catalog.store);
    return report_job_run(answer->optibom, &job, output);
}

enum optibom_status explore_answer(struct explore_answer *answer,
                                   const struct optibom_output *output, struct error *err)
{
    struct verdict verdict;
    const double *weights = NULL;
    enum optibom_status status = read_weights(&weights, answer, err);
    if (status == OPTIBOM_OK)
        status = verdict_find(&verdict, answer->arena, answer->of, weights, err);
    if (status != OPTIBOM_OK)
        return status;
    switch (answer->target) {
    case REPORT_TO_OUTPUT:
        return write_document(answer, &verdict, output);
    case REPORT_TO_FILE:
        return write_file(answer, &verdict, err);
    case REPORT_TO_PAGE:
    case REPORT_TO_WORKBOOK:
        break;
    }
    return write_report(answer, &verdict, output, err);
}
