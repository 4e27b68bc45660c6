/* The tables of a report of builds that not every report reads: scenarios, changes since the last
 * revision, drafts of requests for quotation. */
#include "optibom_report.h"
#include "optibom_scenario.h"

#include "report/answer/build_diff.h"
#include "report/fill/fill_change.h"
#include "report/fill/fill_rfq.h"
#include "report/fill/fill_scenario.h"
#include "report/fill/rfq_draft.h"

#include <string.h>

/* A long build is assembled anew only for scenarios of its own. */
enum { LINES_FOR_SHIPPED = 5000 };
static const char TOO_LONG[] =
    "not computed for a build of more than 5,000 lines; optibom evaluate "
    "--scenario NAME does";

struct filling {
    struct optibom *optibom;
    struct store *store;
    int64_t program_racks;
    struct error *err;
};

/* One scenario, in memory of its own. What cannot be asked of a build is no failure of the report.
 */
static enum optibom_status fill_one(struct filling *filling, const struct build_text *text,
                                    const struct scenario_choice *choice, struct fill_scenario row)
{
    const struct evaluation_request how = {.typ_only = true};
    struct evaluation *under = NULL;
    struct error refused = {0};
    struct bom *bom = NULL;
    struct spec *spec = NULL;
    struct arena arena;
    arena_init(&arena);
    enum optibom_status status =
        optibom_scenario_bom(&bom, &spec, &row.misfit, filling->optibom, &arena, text, choice,
                             filling->program_racks, &refused);
    if (status == OPTIBOM_OK)
        status = evaluation_run(&under, &arena, bom, &how, &refused);
    if (status == OPTIBOM_FAILED) {
        error_set(filling->err, status, "%s", refused.text);
    } else {
        if (status != OPTIBOM_OK && row.misfit == NULL)
            row.misfit = refused.text;
        row.under = status == OPTIBOM_OK ? under : NULL;
        status = fill_scenario(filling->store, &row, filling->err);
    }
    arena_fini(&arena);
    return status;
}

static enum optibom_status fill_scenarios(struct filling *filling, struct arena *arena,
                                          const char *build, const struct evaluation *base)
{
    struct build_text text;
    struct scenario_choices choices = {0};
    struct fill_scenario row = {
        .name = "as it is", .title = base->bom->spec->title, .base = base, .under = base};
    enum optibom_status status =
        optibom_build_text(&text, filling->optibom, arena, build, filling->err);
    if (status == OPTIBOM_OK)
        status = optibom_scenario_all(&choices, arena, &text, filling->err);
    if (status == OPTIBOM_OK)
        status = fill_scenario(filling->store, &row, filling->err);
    for (size_t i = 0; status == OPTIBOM_OK && i < choices.count; i++) {
        row.name = choices.items[i].name.name;
        row.title = choices.items[i].name.title;
        row.is_shipped = choices.items[i].is_shipped;
        row.position = (int64_t)i + 1;
        row.under = NULL;
        row.misfit = row.is_shipped && base->bom->line_count > LINES_FOR_SHIPPED ? TOO_LONG : NULL;
        status = row.misfit != NULL ? fill_scenario(filling->store, &row, filling->err)
                                    : fill_one(filling, &text, &choices.items[i], row);
    }
    return status;
}

static enum optibom_status diff_to(struct filling *filling, struct arena *arena, const char *before,
                                   const struct evaluation *after)
{
    const struct evaluation_request how = {.program_racks = filling->program_racks};
    const char *build = after->bom->spec->name;
    struct evaluation *earlier = NULL;
    struct build_diff *diff = NULL;
    struct bom *bom = NULL;
    struct error refused = {0};
    enum optibom_status status =
        optibom_load_bom(&bom, filling->optibom, arena, before, filling->program_racks, &refused);
    if (status == OPTIBOM_OK)
        status = optibom_evaluate_bom(&earlier, arena, bom, &how, &refused);
    if (status == OPTIBOM_FAILED)
        return error_set(filling->err, status, "%s", refused.text);
    if (status != OPTIBOM_OK) { /* it was stored with another catalog */
        const char *sentence = arena_printf(arena, "nothing to compare with: %s", refused.text);
        return sentence != NULL ? fill_change_none(filling->store, build, sentence, filling->err)
                                : error_no_memory(filling->err);
    }
    status = build_diff_make(&diff, arena, earlier, after, filling->err);
    return status == OPTIBOM_OK ? fill_change(filling->store, build, before, diff, filling->err)
                                : status;
}

/* A stored build against the revision before it. */
static enum optibom_status fill_changes(struct filling *filling, struct arena *arena,
                                        const char *build, const struct evaluation *after)
{
    struct build_text text;
    const char *sentence = NULL, *before = NULL;
    enum optibom_status status =
        optibom_build_text(&text, filling->optibom, arena, build, filling->err);
    if (status != OPTIBOM_OK)
        return status;
    if (text.name == NULL)
        sentence = "nothing to compare with: the build is a spec file, which has no revisions";
    else if (text.revision == 1)
        sentence = "nothing to compare with: this is the first revision";
    if (sentence != NULL)
        return fill_change_none(filling->store, after->bom->spec->name, sentence, filling->err);
    before = arena_printf(arena, "%s@%lld", text.name, (long long)text.revision - 1);
    return before != NULL ? diff_to(filling, arena, before, after) : error_no_memory(filling->err);
}

/* Of one build alone: beside others nothing is bought yet. */
static enum optibom_status fill_drafts(const struct filling *filling, struct arena *arena,
                                       const struct report_builds *report)
{
    struct rfq_drafts drafts = {0};
    enum optibom_status status = OPTIBOM_OK;
    if (report->all.count == 1)
        status = rfq_drafts(&drafts, arena, report->all.items[0], filling->program_racks,
                            report->request->date, filling->err);
    for (size_t i = 0; status == OPTIBOM_OK && i < drafts.count; i++)
        status = fill_rfq(filling->store, &drafts.items[i], (int64_t)i + 1, filling->err);
    return status;
}

enum optibom_status report_fill_table(void *context, const char *table, struct optibom *optibom,
                                      struct arena *arena, struct error *err)
{
    const struct report_builds *report = context;
    struct filling filling = {.optibom = optibom,
                              .store = optibom->catalog.store,
                              .program_racks = report->request->program_racks,
                              .err = err};
    bool is_change = strcmp(table, "result_change") == 0;
    enum optibom_status status = OPTIBOM_OK;
    size_t build = 0;
    if (strcmp(table, "result_rfq") == 0)
        return fill_drafts(&filling, arena, report);
    for (size_t i = 0; status == OPTIBOM_OK && i < report->all.count; i++) {
        const struct evaluation *evaluation = report->all.items[i];
        if (evaluation->bom->spec->scenario.name != NULL)
            continue;
        const char *name = report->request->builds[build++];
        status = is_change ? fill_changes(&filling, arena, name, evaluation)
                           : fill_scenarios(&filling, arena, name, evaluation);
    }
    return status;
}
