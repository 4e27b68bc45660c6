#include "catalog/load_run.h"

#include "catalog/batch.h"
#include "catalog/put_codes.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { ISSUES_REPORTED = 1000 };

/* The record's own memory goes with its batch; the attribute is the dictionary's. */
static enum optibom_status keep_candidates(struct import_issue *issue, struct arena *arena,
                                           struct error *err)
{
    struct import_candidate *kept = arena_alloc(arena, (issue->candidate_count + 1) * sizeof *kept);
    bool is_kept = kept != NULL;
    for (size_t i = 0; is_kept && i < issue->candidate_count; i++) {
        const struct import_candidate *candidate = &issue->candidates[i];
        kept[i] = *candidate;
        kept[i].text = arena_strdup(arena, candidate->text);
        is_kept = kept[i].text != NULL;
        if (is_kept && candidate->condition != NULL)
            is_kept = (kept[i].condition = arena_strdup(arena, candidate->condition)) != NULL;
    }
    issue->candidates = kept;
    return is_kept ? OPTIBOM_OK : error_no_memory(err);
}

enum optibom_status load_report_file(struct load_run *run, const struct catalog_load_file *file,
                                     struct error *err)
{
    struct catalog_load_report *report = run->report;
    struct catalog_load_file *files =
        arena_grow(run->arena, report->files, report->file_count, sizeof *files);
    if (files == NULL)
        return error_no_memory(err);
    report->files = files;
    files[report->file_count++] = *file;
    return OPTIBOM_OK;
}

enum optibom_status load_issue(struct load_run *run, const char *file, const char *raw,
                               const struct import_issue *issue, struct error *err)
{
    struct catalog_load_report *report = run->report;
    report->any_error |= issue->severity == IMPORT_ERROR;
    enum optibom_status status = catalog_batch_issue(run->put.batch_id, ++run->issues_stored,
                                                     run->catalog->store, file, raw, issue, err);
    if (status != OPTIBOM_OK)
        return status;
    if (report->issue_count == ISSUES_REPORTED) {
        report->issues_left_out++;
        return OPTIBOM_OK;
    }
    struct catalog_load_issue *issues =
        arena_grow(run->arena, report->issues, report->issue_count, sizeof *issues);
    if (issues == NULL)
        return error_no_memory(err);
    report->issues = issues;
    struct catalog_load_issue *added = &issues[report->issue_count++];
    *added = (struct catalog_load_issue){file, *issue};
    added->issue.column = arena_strdup(run->arena, issue->column);
    added->issue.text = arena_strdup(run->arena, issue->text);
    return added->issue.column != NULL && added->issue.text != NULL
               ? keep_candidates(&added->issue, run->arena, err)
               : error_no_memory(err);
}

enum optibom_status load_say(struct load_run *run, const char *file,
                             const struct import_record *record, const char *code,
                             const char *column, const char *format, ...)
{
    char text[256];
    struct import_issue issue = {.code = code, .column = column, .text = text};
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    for (size_t i = 0; i < catalog_put_code_count; i++)
        if (strcmp(catalog_put_codes[i].code, code) == 0)
            issue.severity = catalog_put_codes[i].severity;
    issue.line = record != NULL ? record->line : 0;
    return load_issue(run, file, record != NULL ? record->raw : "", &issue, run->err);
}

struct noting {
    struct load_run *run;
    enum optibom_status status;
};

static void note_unlisted(void *context, const char *file, int64_t rows)
{
    struct noting *noting = context;
    const char *name = arena_strdup(noting->run->arena, file);
    if (noting->status == OPTIBOM_OK)
        noting->status = name == NULL
                             ? error_no_memory(noting->run->err)
                             : load_say(noting->run, name, NULL, "unlisted-part", "mpn",
                                        "%lld row%s about parts that the catalog does not "
                                        "have; the prices are kept and count as soon as the "
                                        "parts are imported",
                                        (long long)rows, rows == 1 ? " is" : "s are");
}

enum optibom_status load_unlisted(struct load_run *run, struct error *err)
{
    struct noting noting = {run, OPTIBOM_OK};
    enum optibom_status status =
        catalog_price_unlisted(note_unlisted, &noting, run->catalog->store, run->put.batch_id, err);
    return status == OPTIBOM_OK ? noting.status : status;
}
