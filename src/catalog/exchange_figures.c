/*
 * Which figure is in force after the rows of a file of changes are written. The file tells, of each
 * attribute of a part that has a row in it, which figure was in force there before and which is
 * now.
 *
 * 1. What is in force there is so here, or nothing changed there: it stays.
 * 2. What was in force there before is in force here, or nothing is: theirs takes its place.
 * 3. Else both sites chose. The more trusted is in force; so it comes out the same at both.
 * 4. Of equally trusted ones that say the same, that of the later document in order of titles is:
 * it comes out the same at both, too.
 * 5. Of other equally trusted ones ours stays. That is a conflict, told once: when theirs was not
 *    here.
 */
#include "catalog/exchange_run.h"

#include "catalog/in_force.h"

/* An attribute of a part with figures in the file. */
struct choosing {
    const char *part, *attribute;
    const char *before, *after; /* names of the figures in force there; NULL: not told */
    int64_t number;
};

/* A figure here; id 0: none. */
struct held {
    int64_t id, trust, batch_id;
    const char *value;
};

#define HELD                                                                                       \
    "SELECT figure_id, " CATALOG_TRUST("confidence") ", batch_id, original FROM figure AS t "      \
                                                     "WHERE "

static enum optibom_status take_held(struct held *out, struct exchange *exchange,
                                     struct store_query *query, struct error *err)
{
    bool copied = true;
    *out = (struct held){0};
    if (store_query_next(query)) {
        *out = (struct held){.id = store_int(query, 0),
                             .trust = store_int(query, 1),
                             .batch_id = store_int(query, 2)};
        copied = store_copy_text(&out->value, &exchange->scratch, query, 3);
    }
    enum optibom_status status = store_query_end(query, err);
    return status == OPTIBOM_OK && !copied ? error_no_memory(err) : status;
}

static enum optibom_status find_chosen(struct held *out, struct exchange *exchange, int64_t part_id,
                                       const char *attribute, struct error *err)
{
    struct store_query query;
    store_query_start(&query, exchange->catalog->store,
                      HELD "part_id = ? AND attribute = ? AND chosen = 1", "it", part_id,
                      attribute);
    return take_held(out, exchange, &query, err);
}

/* The figure of a name of the file, or none. */
static enum optibom_status find_named(struct held *out, struct exchange *exchange, const char *name,
                                      struct error *err)
{
    struct store_query query;
    *out = (struct held){0};
    if (name == NULL)
        return OPTIBOM_OK;
    buf_clear(&exchange->sql);
    buf_puts(&exchange->sql, HELD);
    store_natural_where(&exchange->sql, store_table_named(&exchange->tables, "figure"), "t", "?1");
    if (!buf_ok(&exchange->sql))
        return error_no_memory(err);
    store_query_start(&query, exchange->catalog->store, buf_text(&exchange->sql), "t", name);
    return take_held(out, exchange, &query, err);
}

/* The part, and what its class says of the attribute; *part_id is 0 where there is none here. */
static enum optibom_status find_part(int64_t *part_id, const struct catalog_class **of,
                                     const struct catalog_attribute **attribute,
                                     struct exchange *exchange, const struct choosing *choosing,
                                     struct error *err)
{
    struct store_query query;
    *part_id = 0;
    buf_clear(&exchange->sql);
    buf_puts(&exchange->sql, "SELECT part_id, class FROM part AS t WHERE ");
    store_natural_where(&exchange->sql, store_table_named(&exchange->tables, "part"), "t", "?1");
    if (!buf_ok(&exchange->sql))
        return error_no_memory(err);
    store_query_start(&query, exchange->catalog->store, buf_text(&exchange->sql), "t",
                      choosing->part);
    if (store_query_next(&query)) {
        *of = catalog_class_find(&exchange->catalog->dictionary, store_text(&query, 1));
        *attribute = *of != NULL ? catalog_attribute_find(*of, choosing->attribute) : NULL;
        if (*attribute != NULL &&
            ((*attribute)->scope == CATALOG_PART || (*attribute)->scope == CATALOG_CLASS))
            *part_id = store_int(&query, 0);
    }
    return store_query_end(&query, err);
}

/* Statement 4. */
static enum optibom_status compare_values(bool *are_same, bool *is_later, struct exchange *exchange,
                                          int64_t theirs, int64_t ours, struct error *err)
{
    struct store_query query;
    store_query_start(
        &query, exchange->catalog->store,
        "SELECT (a.min, a.typ, a.max, a.value_text) IS (b.min, b.typ, b.max,"
        " b.value_text), (d.title, d.url, a.condition) > (e.title, e.url, b.condition)"
        " FROM figure AS a JOIN document AS d USING (document_id), figure AS b"
        " JOIN document AS e ON e.document_id = b.document_id"
        " WHERE a.figure_id = ? AND b.figure_id = ?",
        "ii", theirs, ours);
    bool found = store_query_next(&query);
    *are_same = found && store_int(&query, 0) != 0;
    *is_later = found && store_int(&query, 1) != 0;
    return store_query_end(&query, err);
}

static enum optibom_status say_both_chose(struct exchange *exchange,
                                          const struct choosing *choosing, const char *before,
                                          const char *after, const char *ours, struct error *err)
{
    exchange->report->conflicted++;
    exchange->report->written--; /* it is here now, but not as it is there */
    return exchange_conflict(exchange,
                             &(struct exchange_conflict){.number = choosing->number,
                                                         .what = "figure",
                                                         .name = choosing->after,
                                                         .column = "chosen",
                                                         .why = "another in force",
                                                         .before = before,
                                                         .after = after,
                                                         .ours = ours},
                             err);
}

/* Statements 3 to 5, of figures in force there before, there now, and here. */
static enum optibom_status decide(bool *is_theirs, struct exchange *exchange,
                                  const struct choosing *choosing, const struct held *before,
                                  const struct held *after, const struct held *ours,
                                  struct error *err)
{
    bool are_same = false, is_later = false;
    *is_theirs = after->batch_id == exchange->batch_id && after->trust > ours->trust;
    if (after->batch_id != exchange->batch_id || after->trust != ours->trust)
        return OPTIBOM_OK;
    enum optibom_status status =
        compare_values(&are_same, &is_later, exchange, after->id, ours->id, err);
    *is_theirs = are_same && is_later;
    return status == OPTIBOM_OK && !are_same
               ? say_both_chose(exchange, choosing, before->value, after->value, ours->value, err)
               : status;
}

/* Statements 1 and 2, else the others. */
static enum optibom_status choose(struct exchange *exchange, const struct choosing *choosing,
                                  struct error *err)
{
    int64_t part_id = 0;
    const struct catalog_class *of = NULL;
    const struct catalog_attribute *attribute = NULL;
    struct held ours = {0}, before = {0}, after = {0};
    enum optibom_status status = find_part(&part_id, &of, &attribute, exchange, choosing, err);
    if (status != OPTIBOM_OK || part_id == 0)
        return status;
    status = find_chosen(&ours, exchange, part_id, choosing->attribute, err);
    if (status == OPTIBOM_OK)
        status = find_named(&before, exchange, choosing->before, err);
    if (status == OPTIBOM_OK)
        status = find_named(&after, exchange, choosing->after, err);
    if (status != OPTIBOM_OK)
        return status;
    struct store *store = exchange->catalog->store;
    if (ours.id == 0 && after.id == 0)
        return catalog_in_force_choose(store, of, attribute, part_id, err);
    bool is_theirs = after.id != 0 && after.id != ours.id;
    if (is_theirs && ours.id != 0 && ours.id != before.id)
        status = decide(&is_theirs, exchange, choosing, &before, &after, &ours, err);
    return status == OPTIBOM_OK ? catalog_in_force_set(store, of, attribute, part_id,
                                                       is_theirs ? after.id : ours.id, err)
                                : status;
}

enum optibom_status exchange_figures(struct exchange *exchange, struct error *err)
{
    struct store_query query;
    enum optibom_status status = OPTIBOM_OK;
    store_query_start(
        &query, exchange->file,
        "SELECT json_extract(name, '$[0]') AS part, json_extract(name, '$[1]') AS attribute,"
        " max(iif(v.before = 1 AND v.after IS NOT 1, name, NULL)),"
        " max(iif(v.after = 1 AND v.before IS NOT 1, name, NULL)), max(number) FROM line AS l"
        " LEFT JOIN value AS v ON v.line = l.line AND v.column_name = 'chosen'"
        " WHERE table_name = 'figure' GROUP BY part, attribute",
        "");
    while (status == OPTIBOM_OK && store_query_next(&query)) {
        struct choosing choosing = {.number = store_int(&query, 4)};
        const char **const texts[] = {&choosing.part, &choosing.attribute, &choosing.before,
                                      &choosing.after};
        arena_reset(&exchange->scratch);
        for (int i = 0; i < 4 && status == OPTIBOM_OK; i++)
            if (!store_copy_text(texts[i], &exchange->scratch, &query, i))
                status = error_no_memory(err);
        if (status == OPTIBOM_OK)
            status = choose(exchange, &choosing, err);
    }
    enum optibom_status ended = store_query_end(&query, err);
    return status != OPTIBOM_OK ? status : ended;
}
