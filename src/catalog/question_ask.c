#include "catalog/question.h"

#include "base/buf.h"
#include "base/json.h"
#include "import/cell/number_plain.h"
#include "import/header.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

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
