#include "catalog/put.h"

#include "base/buf.h"
#include "catalog/in_force.h"

/* Statements of as many rows, prepared once each. */
static const size_t SIZES[] = {CATALOG_PUT_WAITING, 8, 1};

enum { PARAMETERS = 14 };

static bool write_sql(struct buf *out, size_t rows)
{
    buf_puts(out, "INSERT INTO figure (part_id, attribute, document_id, condition, min, typ, max,"
                  " value_text, original, place, confidence, reason, batch_id, chosen) VALUES");
    for (size_t i = 0; i < rows; i++)
        buf_printf(out, "%s (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", i > 0 ? "," : "");
    return buf_ok(out);
}

static void bind(struct store_query *query, int at, const struct catalog_put_figure *figure,
                 int64_t batch_id)
{
    store_bind_int(query, at, figure->part_id);
    store_bind_text(query, at + 1, figure->attribute->import->name);
    store_bind_int(query, at + 2, figure->document_id);
    store_bind_text(query, at + 3, figure->condition);
    store_bind_real(query, at + 4, figure->value.min);
    store_bind_real(query, at + 5, figure->value.typ);
    store_bind_real(query, at + 6, figure->value.max);
    store_bind_text(query, at + 7, figure->value.text);
    store_bind_text(query, at + 8, figure->original);
    store_bind_text(query, at + 9, figure->place);
    store_bind_text(query, at + 10, figure->confidence);
    store_bind_text(query, at + 11, figure->reason);
    store_bind_int(query, at + 12, batch_id);
    store_bind_int(query, at + 13, figure->is_chosen);
}

static enum optibom_status insert(struct catalog_put *put, const struct catalog_put_figure *figures,
                                  size_t count, struct error *err)
{
    struct buf sql;
    struct store_query query;
    buf_init(&sql);
    enum optibom_status status = OPTIBOM_OK;
    if (write_sql(&sql, count)) {
        store_query_start(&query, put->catalog->store, buf_text(&sql), "");
        for (size_t i = 0; i < count; i++)
            bind(&query, (int)i * PARAMETERS + 1, &figures[i], put->batch_id);
        store_query_next(&query);
        status = store_query_end(&query, err);
    } else {
        status = error_no_memory(err);
    }
    buf_fini(&sql);
    return status;
}

enum optibom_status catalog_put_waiting(struct catalog_put *put, struct error *err)
{
    const struct catalog_put_figure *figures = put->waiting;
    struct error why = {0};
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0, left = put->waiting_count; status == OPTIBOM_OK && left > 0;) {
        if (left < SIZES[i]) {
            i++;
            continue;
        }
        status = insert(put, figures, SIZES[i], &why);
        figures += SIZES[i];
        left -= SIZES[i];
    }
    put->waiting_count = 0;
    /* No rule is broken by these: it would not be the record at hand that is refused. */
    return status == OPTIBOM_OK
               ? status
               : error_set(err, status == OPTIBOM_CONFLICT ? OPTIBOM_FAILED : status, "%s",
                           why.text);
}

/* What the catalog has of a figure that is to be written, of the same document and condition. */
struct held {
    int64_t figure_id; /* 0: nothing */
    int64_t batch_id;
    bool is_same, is_chosen, is_as_sure;
    /* Whether the one that is written would be in force: it is the only one of its attribute, or
     * at least as sure as all others, which are earlier. */
    bool is_best;
    int64_t others_chosen; /* the other figure that is in force; 0: none is */
    bool is_repeated;      /* and gives the same value */
};

#define IS_SURER CATALOG_TRUST("confidence") " > " CATALOG_TRUST("?9")
#define HELD                                                                                       \
    "SELECT figure_id, batch_id, chosen, document_id = ?3 AND condition = ?4,"                     \
    " (min, typ, max, value_text, confidence, reason) IS (?5, ?6, ?7, ?8, ?9, ?10),"               \
    " confidence = ?9, " IS_SURER ", (min, typ, max, value_text) IS (?5, ?6, ?7, ?8)"              \
    " FROM figure WHERE part_id = ?1 AND attribute = ?2"

static enum optibom_status find_held(struct held *out, struct catalog_put *put,
                                     const struct catalog_put_figure *figure, struct error *err)
{
    struct store_query query;
    *out = (struct held){.is_best = true};
    store_query_start(&query, put->catalog->store, HELD, "isisdddsss", figure->part_id,
                      figure->attribute->import->name, figure->document_id, figure->condition,
                      figure->value.min, figure->value.typ, figure->value.max, figure->value.text,
                      figure->confidence, figure->reason);
    while (store_query_next(&query)) {
        int64_t figure_id = store_int(&query, 0), batch_id = store_int(&query, 1);
        bool is_chosen = store_int(&query, 2) != 0;
        if (store_int(&query, 3) != 0) {
            out->figure_id = figure_id;
            out->batch_id = batch_id;
            out->is_chosen = is_chosen;
            out->is_same = store_int(&query, 4) != 0;
            out->is_as_sure = store_int(&query, 5) != 0;
            continue;
        }
        if (is_chosen) {
            out->others_chosen = figure_id;
            out->is_repeated = store_int(&query, 7) != 0;
        }
        out->is_best &= batch_id < put->batch_id && store_int(&query, 6) == 0;
    }
    return store_query_end(&query, err);
}

/* SQLite looks at the rule of a column where it is written, and at a list of words by a table that
 * it makes each time: confidence is written where it is another. */
static enum optibom_status change(struct catalog_put *put, const struct held *held,
                                  const struct catalog_put_figure *figure, struct error *err)
{
    struct store *store = put->catalog->store;
    enum optibom_status status = store_run(
        store, err,
        "UPDATE figure SET min = ?, typ = ?, max = ?, value_text = ?, original = ?, place = ?,"
        " reason = ?, batch_id = ? WHERE figure_id = ?",
        "dddssssii", figure->value.min, figure->value.typ, figure->value.max, figure->value.text,
        figure->original, figure->place, figure->reason, put->batch_id, held->figure_id);
    return status == OPTIBOM_OK && !held->is_as_sure
               ? store_run(store, err, "UPDATE figure SET confidence = ? WHERE figure_id = ?", "si",
                           figure->confidence, held->figure_id)
               : status;
}

static enum optibom_status unchoose(struct catalog_put *put, int64_t figure_id, struct error *err)
{
    return figure_id == 0
               ? OPTIBOM_OK
               : store_run(put->catalog->store, err,
                           "UPDATE figure SET chosen = 0 WHERE figure_id = ?", "i", figure_id);
}

/* The one that was written, or the best of its attribute where that is another. */
static enum optibom_status bring_in_force(struct catalog_put *put, const struct held *held,
                                          const struct catalog_class *of,
                                          const struct catalog_put_figure *figure,
                                          struct error *err)
{
    struct store *store = put->catalog->store;
    bool is_new = held->figure_id == 0;
    if (!held->is_best || !(is_new || held->is_chosen))
        return catalog_in_force_choose(store, of, figure->attribute, figure->part_id, err);
    return is_new && held->is_repeated
               ? OPTIBOM_OK
               : catalog_in_force_copy(store, of, figure->attribute, figure->part_id, err);
}

enum optibom_status catalog_put_figure(struct catalog_put *put, const struct catalog_class *of,
                                       const struct catalog_put_figure *figure, struct error *err)
{
    struct held held;
    enum optibom_status status = find_held(&held, put, figure, err);
    if (status != OPTIBOM_OK || held.is_same)
        return status;
    struct catalog_put_figure written = *figure;
    written.is_chosen = held.is_best;
    if (held.figure_id == 0 && held.is_best)
        status = unchoose(put, held.others_chosen, err);
    if (status == OPTIBOM_OK)
        status =
            held.figure_id == 0 ? insert(put, &written, 1, err) : change(put, &held, figure, err);
    if (status != OPTIBOM_OK)
        return status;
    put->changed = true;
    if (held.batch_id == put->batch_id && put->replaced == NULL)
        put->replaced = figure->attribute->import->name;
    return bring_in_force(put, &held, of, figure, err);
}

enum optibom_status catalog_put_new_figure(struct catalog_put *put,
                                           const struct catalog_put_figure *figure,
                                           struct error *err)
{
    enum optibom_status status =
        put->waiting_count == CATALOG_PUT_WAITING ? catalog_put_waiting(put, err) : OPTIBOM_OK;
    put->waiting[put->waiting_count] = *figure;
    put->waiting[put->waiting_count++].is_chosen = true;
    return status;
}
