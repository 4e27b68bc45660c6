#include "catalog/question.h"

#include "base/buf.h"
#include "base/json.h"
#include "base/scan.h"
#include "catalog/answer_rows.h"
#include "catalog/query_table.h"
#include "import/cell/number_plain.h"
#include "import/header.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- asking ---- */

/* What names the row and says where it comes from, whatever its class. */
static bool names_row(const struct import_attribute *attribute)
{
    static const char *const names[] = {"condition", "source",     "source_url",
                                        "place",     "confidence", "reason"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(attribute->name, names[i]) == 0)
            return true;
    return attribute->required;
}

static void add_header(struct json *json, const struct import_column *column)
{
    struct buf header;
    buf_init(&header);
    import_header_write(&header, column);
    if (column->unit[0] != '\0')
        buf_printf(&header, " [%s]", column->unit);
    json_text(json, buf_text(&header));
    buf_fini(&header);
}

/* The header of the column in question; each candidate says its condition, and its sides where it
 * has several. */
static struct import_column asked_column(const struct import_mapping *mapping,
                                         const struct import_issue *issue)
{
    struct import_column column = mapping->columns[issue->position];
    column.condition = NULL;
    if (issue->has_sides)
        column.side = IMPORT_SIDE_ANY;
    return column;
}

/* The cell with plain numbers: the answer is read without the map of its list. */
static void add_cell(struct json *json, const struct import_column *column, const char *cell)
{
    enum import_kind kind = column->attribute->kind;
    bool is_number = kind == IMPORT_REAL || kind == IMPORT_INTEGER || kind == IMPORT_MONEY;
    struct buf plain;
    buf_init(&plain);
    if (is_number && import_number_is_declared(column->numbers) &&
        import_number_plain(&plain, cell, column->numbers) == NULL)
        cell = buf_text(&plain);
    json_text(json, cell);
    buf_fini(&plain);
}

/* True for a cell that another question of the row is about: its answer is a row of its own. */
static bool is_asked(const struct import_record *record, const struct import_column *column,
                     size_t position)
{
    for (size_t i = 0; i < record->issue_count; i++) {
        const struct import_issue *issue = &record->issues[i];
        bool is_about = issue->position == position ||
                        (column->condition != NULL && issue->attribute == column->attribute);
        if (issue->severity == IMPORT_QUESTION && is_about)
            return !column->attribute->required;
    }
    return false;
}

static void add_place(struct json *places, const struct import_issue *issue, size_t position)
{
    if (issue->places != NULL)
        json_text(places, issue->places[position]);
}

/* Headers, cells and places of the row, those in question last. */
static void add_row(struct json *headers, struct json *cells, struct json *places,
                    const struct catalog_load_file *file, const struct import_record *record,
                    const struct import_issue *issue)
{
    const struct import_mapping *mapping = &file->mapping;
    size_t asked = issue->position;
    for (size_t i = 0; i < mapping->column_count; i++) {
        const struct import_column *column = &mapping->columns[i];
        if (i == asked || column->attribute == NULL || issue->cells[i][0] == '\0' ||
            !(record->is_rejected || names_row(column->attribute)) || is_asked(record, column, i))
            continue;
        add_header(headers, column);
        add_cell(cells, column, issue->cells[i]);
        add_place(places, issue, i);
    }
    const struct import_column column = asked_column(mapping, issue);
    add_header(headers, &column);
    add_cell(cells, &column, issue->cells[asked]);
    add_place(places, issue, asked);
}

/* A figure as a cell that can mean nothing else. */
static void write_range(struct buf *out, const struct range *range, const char *unit)
{
    const struct {
        double value;
        const char *side;
    } sides[] = {{range->min, "min "}, {range->typ, "typ "}, {range->max, "max "}};
    bool is_plain = isnan(range->min) && isnan(range->max);
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
        if (!isnan(sides[i].value))
            buf_printf(out, "%s%s%.17g%s%s", out->length > 0 ? " " : "",
                       is_plain ? "" : sides[i].side, sides[i].value, *unit != '\0' ? " " : "",
                       unit);
}

/* The cell that means the candidate and nothing else. */
static void add_value(struct json *json, const struct import_candidate *candidate,
                      const struct import_column *column)
{
    const struct import_attribute *attribute = column->attribute;
    struct range range = candidate->range;
    struct buf value;
    buf_init(&value);
    if (column->side != IMPORT_SIDE_ANY) /* the header says the side */
        range = range_exact(range_filled(range).typ);
    if (attribute->kind == IMPORT_REAL)
        write_range(&value, &range, attribute->unit);
    else if (attribute->kind == IMPORT_INTEGER)
        buf_printf(&value, "%" PRId64, candidate->integer);
    else
        buf_puts(&value, candidate->text);
    json_key_text(json, "value", buf_text(&value));
    buf_fini(&value);
}

/* Beside a price "per 1000" is its basis; elsewhere what is said is a condition. */
static void add_candidate(struct json *json, const struct import_candidate *candidate,
                          const struct import_column *column)
{
    enum import_kind kind = column->attribute->kind;
    const char *header = candidate->condition != NULL ? "condition" : "";
    const char *cell = candidate->condition != NULL ? candidate->condition : "";
    if (kind == IMPORT_MONEY) {
        bool is_basis = strncmp(cell, "per ", 4) == 0;
        header = is_basis ? "price_basis" : "";
        cell = is_basis ? cell + 4 : "";
    }
    json_object(json);
    json_key_text(json, "text", candidate->text);
    add_value(json, candidate, column);
    json_key_text(json, "header", header);
    json_key_text(json, "cell", cell);
    json_object_end(json);
}

enum optibom_status catalog_question_add(struct store *store, int64_t batch_id, int64_t position,
                                         const struct catalog_load_file *file, const char *source,
                                         const struct import_record *record,
                                         const struct import_issue *issue, struct error *err)
{
    enum { TEXTS = 4 };
    struct buf texts[TEXTS];
    struct json json[TEXTS];
    for (int i = 0; i < TEXTS; i++) {
        buf_init(&texts[i]);
        json_init(&json[i], &texts[i]);
        json_array(&json[i]);
    }
    struct json *headers = &json[0], *cells = &json[1], *candidates = &json[2];
    struct json *places = &json[3];
    json_text(headers, "source");
    json_text(cells, source);
    if (issue->places != NULL)
        json_text(places, "");
    add_row(headers, cells, places, file, record, issue);
    const struct import_column column = asked_column(&file->mapping, issue);
    for (size_t i = 0; i < issue->candidate_count; i++)
        add_candidate(candidates, &issue->candidates[i], &column);
    bool is_written = true;
    for (int i = 0; i < TEXTS; i++) {
        json_array_end(&json[i]);
        is_written &= buf_ok(&texts[i]);
    }
    enum optibom_status status =
        is_written
            ? store_run(store, err,
                        "INSERT INTO import_question (batch_id, position, number, class,"
                        " headers, cells, candidates, is_waiting, places) VALUES (?1, ?2, (SELECT"
                        " coalesce(max(number), 0) + 1 FROM import_question WHERE batch_id ="
                        " ?1), ?3, ?4, ?5, ?6, ?7, ?8)",
                        "iittttit", batch_id, position, file->class_name, buf_text(&texts[0]),
                        buf_text(&texts[1]), buf_text(&texts[2]), (int64_t)record->is_rejected,
                        buf_text(&texts[3]))
            : error_no_memory(err);
    for (int i = 0; i < TEXTS; i++)
        buf_fini(&texts[i]);
    return status;
}

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
