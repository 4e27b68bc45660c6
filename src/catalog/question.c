#include "catalog/question.h"

#include "base/scan.h"
#include "catalog/answer_rows.h"
#include "catalog/query_table.h"

#include <stdlib.h>
#include <string.h>

/* ---- listing ---- */

#define OPEN_QUESTIONS                                                                             \
    " FROM import_question AS q JOIN import_reject AS r USING (batch_id, position)"                \
    " JOIN import_batch AS b USING (batch_id)"                                                     \
    " WHERE q.batch_id = ? AND b.state = 'applied' AND (q.answer IS NULL OR q.answer_batch_id IN"  \
    " (SELECT batch_id FROM import_batch WHERE state = 'undone'))"

enum optibom_status catalog_question_list(struct table *out, struct arena *arena,
                                          struct store *store, int64_t batch_id, struct error *err)
{
    return catalog_query_table(
        out, arena, store, err,
        "SELECT q.number, r.file, r.line,"
        " (SELECT group_concat(c.value, ' ') FROM json_each(q.headers) AS h JOIN"
        " json_each(q.cells) AS c ON c.key = h.key WHERE h.value IN ('vendor', 'mpn')) AS part,"
        " r.column_name AS \"column\","
        " (SELECT c.value FROM json_each(q.cells) AS c ORDER BY c.key DESC LIMIT 1) AS cell,"
        " (SELECT group_concat(char(97 + key) || ': ' || (value ->> 'text') ||"
        " iif(value ->> 'cell' = '', '', ' (' || iif(value ->> 'header' = 'price_basis', 'per ',"
        " '') || (value ->> 'cell') || ')'), '; ') FROM json_each(q.candidates)) AS candidates,"
        " r.message AS text" OPEN_QUESTIONS " ORDER BY q.number",
        "i", batch_id);
}

/* ---- answering ---- */

enum optibom_status catalog_answer_parse(struct catalog_answer *out, const char *text,
                                         struct error *err)
{
    char *end;
    *out = (struct catalog_answer){.number = strtoll(text, &end, 10)};
    out->text = end + 1;
    if (end != text && *end == '=' && out->number > 0)
        return OPTIBOM_OK;
    return error_set(err, OPTIBOM_USAGE,
                     "'%s' is no answer; write the number of the question and a candidate (3=b), a "
                     "value (3=\"70 m\") or nothing for no value (3=)",
                     text);
}

struct taking {
    const char **headers, **cells;
    const char **places; /* NULL: the line says where the row stood */
    size_t count, candidate_count;
    const char *class_name, *file;
    int64_t line;
};

static enum optibom_status read_list(const char ***out, size_t *count, struct arena *arena,
                                     struct store *store, int64_t batch_id, int64_t number,
                                     const char *sql, struct error *err)
{
    struct store_query query;
    bool is_copied = true;
    *out = NULL;
    *count = 0;
    store_query_start(&query, store, sql, "ii", batch_id, number);
    while (is_copied && store_query_next(&query)) {
        const char **grown = arena_grow(arena, *out, *count, sizeof *grown);
        is_copied = grown != NULL && store_copy_text(&grown[*count], arena, &query, 0);
        *out = grown;
        *count += is_copied;
    }
    enum optibom_status status = store_query_end(&query, err);
    return status == OPTIBOM_OK && !is_copied ? error_no_memory(err) : status;
}

static enum optibom_status read_question(struct taking *out, struct arena *arena,
                                         struct store *store, int64_t batch_id, int64_t number,
                                         struct error *err)
{
    struct store_query query;
    size_t cells = 0;
    bool is_copied = true;
    store_query_start(
        &query, store,
        "SELECT q.class, r.file, r.line, json_array_length(q.candidates)" OPEN_QUESTIONS
        " AND q.number = ?",
        "ii", batch_id, number);
    bool is_found = store_query_next(&query);
    if (is_found) {
        is_copied = store_copy_text(&out->class_name, arena, &query, 0) &&
                    store_copy_text(&out->file, arena, &query, 1);
        out->line = store_int(&query, 2);
        out->candidate_count = (size_t)store_int(&query, 3);
    }
    enum optibom_status status = store_query_end(&query, err);
    if (status == OPTIBOM_OK && !is_copied)
        status = error_no_memory(err);
    if (status == OPTIBOM_OK && !is_found)
        status = error_set(err, OPTIBOM_NOT_FOUND,
                           "import batch %lld has no open question %lld; see: optibom import "
                           "confirm %lld",
                           (long long)batch_id, (long long)number, (long long)batch_id);
    if (status == OPTIBOM_OK)
        status = read_list(&out->headers, &out->count, arena, store, batch_id, number,
                           "SELECT j.value FROM import_question, json_each(headers) AS j"
                           " WHERE batch_id = ? AND number = ? ORDER BY j.key",
                           err);
    if (status == OPTIBOM_OK)
        status = read_list(&out->cells, &cells, arena, store, batch_id, number,
                           "SELECT j.value FROM import_question, json_each(cells) AS j"
                           " WHERE batch_id = ? AND number = ? ORDER BY j.key",
                           err);
    if (status == OPTIBOM_OK)
        status = read_list(&out->places, &cells, arena, store, batch_id, number,
                           "SELECT j.value FROM import_question, json_each(places) AS j"
                           " WHERE batch_id = ? AND number = ? ORDER BY j.key",
                           err);
    return status;
}

/* Sets a cell of the row, with a header of its own where it has none. */
static enum optibom_status set_cell(struct taking *taking, struct arena *arena, const char *header,
                                    const char *cell, struct error *err)
{
    size_t at = 0;
    while (at < taking->count && strcmp(taking->headers[at], header) != 0)
        at++;
    if (at == taking->count) {
        taking->headers = arena_grow(arena, taking->headers, at, sizeof *taking->headers);
        taking->cells = arena_grow(arena, taking->cells, at, sizeof *taking->cells);
        if (taking->headers == NULL || taking->cells == NULL)
            return error_no_memory(err);
        if (taking->places != NULL) {
            taking->places = arena_grow(arena, taking->places, at, sizeof *taking->places);
            if (taking->places == NULL)
                return error_no_memory(err);
            taking->places[at] = "";
        }
        taking->headers[taking->count++] = header;
    }
    taking->cells[at] = cell;
    return OPTIBOM_OK;
}

/* The candidate of a letter: its value, and what it says beside. */
static enum optibom_status take_candidate(struct taking *taking, struct arena *arena,
                                          struct store *store, int64_t batch_id,
                                          const struct catalog_answer *answer, struct error *err)
{
    size_t at = (size_t)(answer->text[0] - 'a');
    const char *text = "", *header = "", *cell = "";
    struct store_query query;
    if (at >= taking->candidate_count)
        return error_set(err, OPTIBOM_USAGE,
                         "question %lld has no candidate '%s'; its last one is '%c'",
                         (long long)answer->number, answer->text,
                         (char)('a' + (char)taking->candidate_count - 1));
    store_query_start(&query, store,
                      "SELECT j.value ->> 'value', j.value ->> 'header', j.value ->> 'cell'"
                      " FROM import_question, json_each(candidates) AS j"
                      " WHERE batch_id = ? AND number = ? AND j.key = ?",
                      "iii", batch_id, answer->number, (int64_t)at);
    bool is_copied = store_query_next(&query) && store_copy_text(&text, arena, &query, 0) &&
                     store_copy_text(&header, arena, &query, 1) &&
                     store_copy_text(&cell, arena, &query, 2);
    enum optibom_status status = store_query_end(&query, err);
    if (status != OPTIBOM_OK || !is_copied)
        return status != OPTIBOM_OK ? status : error_no_memory(err);
    taking->cells[taking->count - 1] = text;
    return *header != '\0' ? set_cell(taking, arena, header, cell, err) : OPTIBOM_OK;
}

enum optibom_status catalog_question_take(struct catalog_answer *answer, struct arena *arena,
                                          struct store *store, int64_t batch_id, struct error *err)
{
    struct taking taking = {0};
    bool is_letter = scan_is_letter(answer->text[0]) && answer->text[1] == '\0';
    enum optibom_status status =
        read_question(&taking, arena, store, batch_id, answer->number, err);
    if (status != OPTIBOM_OK || *answer->text == '\0')
        return status;
    if (is_letter && answer->text[0] >= 'a')
        status = take_candidate(&taking, arena, store, batch_id, answer, err);
    else
        taking.cells[taking.count - 1] = answer->text;
    if (status != OPTIBOM_OK)
        return status;
    answer->source = (struct catalog_source){
        .name = taking.file,
        .class_name = taking.class_name,
        .format = &catalog_answer_format,
        .reader = catalog_answer_open(taking.headers, taking.cells, taking.places, taking.count,
                                      (size_t)taking.line)};
    return answer->source.reader != NULL ? OPTIBOM_OK : error_no_memory(err);
}

enum optibom_status catalog_question_close(const struct catalog_answer *answer, struct store *store,
                                           int64_t batch_id, int64_t answer_batch_id,
                                           struct error *err)
{
    return store_run(store, err,
                     "UPDATE import_question SET answer = ?, answer_batch_id = nullif(?, 0)"
                     " WHERE batch_id = ? AND number = ?",
                     "tiii", answer->text, answer_batch_id, batch_id, answer->number);
}
