/* Open specs, explored as they are or in parts that are put together later. */
#include "optibom_explore.h"

#include "base/day.h"
#include "report/exploration_file.h"
#include "store/part_file.h"

#include <unistd.h>

/* Puts the files of the parts together. */
static enum optibom_status merge_all(struct exploration *out,
                                     const struct optibom_explore_request *request,
                                     struct arena *arena, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < request->merge_count; i++) {
        struct exploration part;
        const char *path = request->merge[i];
        status = exploration_load(i == 0 ? out : &part, arena, path, err);
        if (status == OPTIBOM_OK && i > 0)
            status = exploration_merge(out, arena, &part, path, err);
    }
    return status;
}

/* What can be told before a search that may take long, also whether the file can be made. */
static enum optibom_status check_request(struct explore_answer *answer, struct error *err)
{
    const struct optibom_explore_request *request = answer->request;
    const char *part;
    int64_t day;
    enum optibom_status status = explore_answer_target(answer, err);
    if (status == OPTIBOM_OK && request->shards > 0 && !answer->is_kept)
        status = error_set(err, OPTIBOM_USAGE, "a shard needs a file for its result: -o FILE.db");
    if (status == OPTIBOM_OK && request->date != NULL && !day_read(&day, request->date))
        status = error_set(err, OPTIBOM_USAGE, "'%s' is no day; write YYYY-MM-DD", request->date);
    if (status == OPTIBOM_OK && request->draws > 0 && request->is_robust)
        status = error_set(err, OPTIBOM_USAGE, "a draw has no ranges: leave draws or robust out");
    if (status != OPTIBOM_OK || request->path == NULL)
        return status;
    status = part_file_create(&part, answer->arena, request->path, err);
    if (status == OPTIBOM_OK)
        unlink(part);
    return status;
}

/* True where a build was found for what was asked, and all of that was answered to its end. */
static bool is_answered(const struct exploration *of, const struct optibom_explore_request *request)
{
    bool is_answered = of->point_count > 0;
    for (size_t i = 0; i < of->question_count; i++) {
        enum explored_state state = of->questions[i].state;
        is_answered &= state != EXPLORED_ENDED && (state != EXPLORED_OPEN || request->shards > 0);
    }
    return is_answered;
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
    struct explore_answer answer = {
        .optibom = optibom, .request = request, .arena = &arena, .of = &out};
    status = check_request(&answer, err);
    if (status == OPTIBOM_OK && request->date != NULL)
        handle_set_day(optibom, request->date);
    if (status == OPTIBOM_OK)
        status = request->merge_count > 0 ? merge_all(&out, request, &arena, err)
                                          : explore_run(&out, optibom, request, &arena, err);
    if (status == OPTIBOM_OK)
        status = answer.is_kept ? exploration_save(&out, request->path, err)
                                : explore_answer(&answer, output, err);
    *findings = !is_answered(&out, request);
    arena_fini(&arena);
    return status;
}
