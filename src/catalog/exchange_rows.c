/* Holding the rows of a file of changes against the catalog (statement 2 of exchange.h). */
#include "catalog/exchange_run.h"

#include <string.h>

/* How a value of the file stands to ours. */
enum standing { AS_AFTER, AS_BEFORE, ANOTHER };

/* What comparing a row found. */
struct finding {
    bool differs; /* from what it is there now */
    bool conflicts;
};

static void write_from(struct buf *sql, const struct exchange_line *line)
{
    buf_printf(sql, " FROM \"%s\" AS t WHERE ", line->table->name);
    store_natural_where(sql, line->table, "t", "?1");
}

static enum optibom_status is_here(bool *out, struct exchange *exchange,
                                   const struct exchange_line *line, struct error *err)
{
    int64_t count = 0;
    buf_clear(&exchange->sql);
    buf_puts(&exchange->sql, "SELECT count(*)");
    write_from(&exchange->sql, line);
    if (!buf_ok(&exchange->sql))
        return error_no_memory(err);
    enum optibom_status status = store_one_int(&count, exchange->catalog->store, err,
                                               buf_text(&exchange->sql), "t", line->name);
    *out = count > 0;
    return status;
}

/* ?1 names the row; whether it holds ?2, whether ?3, and what it holds. */
static void write_compare(struct buf *sql, const struct exchange_line *line,
                          const struct store_column *column)
{
    buf_puts(sql, "SELECT ");
    for (int i = 2; i <= 3; i++) {
        buf_printf(sql, "t.\"%s\" COLLATE BINARY IS ", column->name);
        if (column->parent != NULL)
            store_natural_id(sql, column->parent, i == 2 ? "?2" : "?3");
        else
            buf_printf(sql, "?%d", i);
        buf_puts(sql, ", ");
    }
    if (column->parent != NULL) {
        buf_puts(sql, "(SELECT ");
        store_natural_name(sql, column->parent, "p");
        buf_printf(sql, " FROM \"%s\" AS p WHERE p.rowid = t.\"%s\")", column->parent->name,
                   column->name);
    } else {
        buf_printf(sql, "t.\"%s\"", column->name);
    }
    write_from(sql, line);
}

/* `value` stands on a value of the file: column, before, after. `*ours` is in the scratch arena. */
static enum optibom_status compare(enum standing *out, const char **ours, struct exchange *exchange,
                                   const struct exchange_line *line,
                                   const struct store_column *column,
                                   const struct store_query *value, struct error *err)
{
    struct store_query query;
    bool copied = true;
    *out = ANOTHER;
    *ours = NULL;
    buf_clear(&exchange->sql);
    write_compare(&exchange->sql, line, column);
    if (!buf_ok(&exchange->sql))
        return error_no_memory(err);
    store_query_start(&query, exchange->catalog->store, buf_text(&exchange->sql), "t", line->name);
    if (query.statement != NULL) {
        store_bind_column(&query, 2, value, 2);
        store_bind_column(&query, 3, value, 1);
    }
    if (store_query_next(&query)) {
        *out = store_int(&query, 0) != 0   ? AS_AFTER
               : store_int(&query, 1) != 0 ? AS_BEFORE
                                           : ANOTHER;
        copied = store_copy_text(ours, &exchange->scratch, &query, 2);
    }
    enum optibom_status status = store_query_end(&query, err);
    return status == OPTIBOM_OK && !copied ? error_no_memory(err) : status;
}

/* Whether a value is in the way, of a row that is here. */
static bool is_conflict(const struct exchange_line *line, const char *column,
                        const struct store_query *value, enum standing standing, const char *ours)
{
    bool is_gone = strcmp(line->kind, "gone") == 0;
    const char *theirs = store_text(value, is_gone ? 1 : 2);
    if (exchange_is_circumstance(column)) /* a released revision is not taken away */
        return is_gone && (theirs == NULL) != (ours == NULL);
    if (strcmp(line->kind, "changed") == 0)
        return standing == ANOTHER;
    /* What a new row holds after is what a gone one held before; the other side is NULL. */
    return standing != (is_gone ? AS_BEFORE : AS_AFTER) && !(theirs == NULL && ours == NULL);
}

static enum optibom_status compare_value(struct finding *finding, struct exchange *exchange,
                                         const struct exchange_line *line,
                                         const struct store_query *value, struct error *err)
{
    const char *name = store_text(value, 0), *ours = NULL;
    const struct store_column *column = store_table_column(line->table, name);
    enum standing standing;
    if (column == NULL)
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s: names the column %s of %s, which there is not; ask for another file",
                         exchange->path, name, line->table->name);
    if (exchange_is_choice(line->table, name))
        return OPTIBOM_OK;
    enum optibom_status status = compare(&standing, &ours, exchange, line, column, value, err);
    if (status != OPTIBOM_OK)
        return status;
    finding->differs |= standing == AS_BEFORE;
    if (!is_conflict(line, name, value, standing, ours))
        return OPTIBOM_OK;
    finding->conflicts = true;
    return exchange_conflict(exchange,
                             &(struct exchange_conflict){.number = line->number,
                                                         .what = line->table->name,
                                                         .name = line->name,
                                                         .column = name,
                                                         .why = "another value",
                                                         .before = store_text(value, 1),
                                                         .after = store_text(value, 2),
                                                         .ours = ours},
                             err);
}

static enum optibom_status compare_row(struct finding *finding, struct exchange *exchange,
                                       const struct exchange_line *line, struct error *err)
{
    struct store_query value;
    enum optibom_status status = OPTIBOM_OK;
    *finding = (struct finding){false, false};
    store_query_start(&value, exchange->file, EXCHANGE_VALUES, "i", line->line);
    while (status == OPTIBOM_OK && store_query_next(&value))
        status = compare_value(finding, exchange, line, &value, err);
    enum optibom_status ended = store_query_end(&value, err);
    return status != OPTIBOM_OK ? status : ended;
}

/* A row that others refer to stays. */
static enum optibom_status find_user(const char **user, struct exchange *exchange,
                                     const struct exchange_line *line, struct error *err)
{
    /* Prices refer without a foreign key. */
    static const char *const PRICED[] = {"vendor", "supplier", "document"};
    const struct store_tables *tables = &exchange->tables;
    enum optibom_status status = OPTIBOM_OK;
    *user = NULL;
    for (size_t i = 0; i < tables->count && *user == NULL && status == OPTIBOM_OK; i++)
        for (size_t j = 0; j < tables->items[i].count && *user == NULL; j++) {
            const struct store_table *table = &tables->items[i];
            const struct store_column *column = &table->columns[j];
            int64_t found = 0;
            bool refers = column->parent == line->table;
            for (size_t k = 0; k < sizeof PRICED / sizeof *PRICED; k++)
                refers |= strcmp(table->name, "price") == 0 &&
                          strcmp(line->table->name, PRICED[k]) == 0 &&
                          strncmp(column->name, PRICED[k], strlen(PRICED[k])) == 0 &&
                          strcmp(column->name + strlen(PRICED[k]), "_id") == 0;
            if (!refers)
                continue;
            buf_clear(&exchange->sql);
            buf_printf(&exchange->sql, "SELECT 1 FROM \"%s\" WHERE \"%s\" = ", table->name,
                       column->name);
            store_natural_id(&exchange->sql, line->table, "?1");
            buf_puts(&exchange->sql, " LIMIT 1");
            if (!buf_ok(&exchange->sql))
                return error_no_memory(err);
            status = store_one_int(&found, exchange->catalog->store, err, buf_text(&exchange->sql),
                                   "t", line->name);
            if (status == OPTIBOM_OK)
                *user = table->name;
            status = status == OPTIBOM_NOT_FOUND ? OPTIBOM_OK : status;
        }
    return status;
}

static enum optibom_status say(struct exchange *exchange, const struct exchange_line *line,
                               const char *why, const char *ours, struct error *err)
{
    return exchange_conflict(exchange,
                             &(struct exchange_conflict){.number = line->number,
                                                         .what = line->table->name,
                                                         .name = line->name,
                                                         .why = why,
                                                         .ours = ours},
                             err);
}

/* A further number of a part there, under which there still is a part here, as one or the other
 * site merged two. Both have a number of one form. */
static enum optibom_status is_unmerged(bool *out, struct exchange *exchange,
                                       const struct exchange_line *line, struct error *err)
{
    struct exchange_line part = *line;
    part.table = store_table_named(&exchange->tables, "part");
    *out = false;
    return strcmp(line->table->name, "part_alias") == 0 ? is_here(out, exchange, &part, err)
                                                        : OPTIBOM_OK;
}

/* The row is written as the file says; a rule of the catalog that forbids it is a conflict. Every
 * reference is needed: one that stays NULL is to a row that is not here. */
static enum optibom_status write_row(bool *conflicts, struct exchange *exchange,
                                     const struct exchange_line *line, struct error *err)
{
    struct error refusal = {0};
    enum optibom_status status = exchange_write(exchange, line, &refusal);
    *conflicts = status == OPTIBOM_CONFLICT;
    if (*conflicts)
        return strncmp(refusal.text, "NOT NULL", 8) == 0
                   ? say(exchange, line, "reference not here", NULL, err)
                   : say(exchange, line, "refused", refusal.text, err);
    if (status != OPTIBOM_OK)
        return error_set(err, status, "%s", refusal.text);
    exchange->has_written = true;
    exchange->report->written++;
    return OPTIBOM_OK;
}

static enum optibom_status apply_line(struct exchange *exchange, const struct exchange_line *line,
                                      struct error *err)
{
    struct finding finding = {false, false};
    bool here = false, unmerged = false, is_new = strcmp(line->kind, "new") == 0,
         is_gone = strcmp(line->kind, "gone") == 0, needs_writing = false;
    const char *user = NULL;
    enum optibom_status status = is_here(&here, exchange, line, err);
    if (status == OPTIBOM_OK && here)
        status = compare_row(&finding, exchange, line, err);
    if (status == OPTIBOM_OK && here && is_gone && !finding.conflicts)
        status = find_user(&user, exchange, line, err);
    if (status == OPTIBOM_OK && user != NULL) {
        finding.conflicts = true;
        status = say(exchange, line, "in use", user, err);
    }
    if (status == OPTIBOM_OK && !here && !is_new && !is_gone) {
        finding.conflicts = true;
        status = say(exchange, line, "not here", NULL, err);
    }
    if (status == OPTIBOM_OK && !here && is_new)
        status = is_unmerged(&unmerged, exchange, line, err);
    if (status == OPTIBOM_OK && unmerged) {
        finding.conflicts = true;
        status = say(exchange, line, "to be merged here", NULL, err);
    }
    needs_writing = !finding.conflicts && (here ? is_gone || finding.differs : is_new);
    if (status == OPTIBOM_OK && needs_writing) {
        struct exchange_line as = *line;
        if (here && is_new) /* a revision that was released there */
            as.kind = "changed";
        status = write_row(&finding.conflicts, exchange, &as, err);
    }
    if (finding.conflicts)
        exchange->report->conflicted++;
    else if (!needs_writing)
        exchange->report->unchanged++;
    return status;
}

/* The line that the query stands on. */
static enum optibom_status take_line(struct exchange_line *out, struct exchange *exchange,
                                     const struct store_query *query, struct error *err)
{
    const char *table = NULL;
    *out = (struct exchange_line){.line = store_int(query, 0), .number = store_int(query, 1)};
    if (!store_copy_text(&table, &exchange->scratch, query, 2) ||
        !store_copy_text(&out->name, &exchange->scratch, query, 3) ||
        !store_copy_text(&out->kind, &exchange->scratch, query, 4))
        return error_no_memory(err);
    out->table = exchange_tells_table(table) ? store_table_named(&exchange->tables, table) : NULL;
    return out->table != NULL
               ? OPTIBOM_OK
               : error_set(err, OPTIBOM_BAD_INPUT,
                           "%s: tells rows of %s, which are not exchanged; ask for another file",
                           exchange->path, table);
}

enum optibom_status exchange_rows(struct exchange *exchange, struct error *err)
{
    struct store_query query;
    enum optibom_status status = OPTIBOM_OK;
    store_query_start(&query, exchange->file,
                      "SELECT line, number, table_name, name, kind FROM line ORDER BY line", "");
    while (status == OPTIBOM_OK && store_query_next(&query)) {
        struct exchange_line line;
        arena_reset(&exchange->scratch);
        status = take_line(&line, exchange, &query, err);
        if (status == OPTIBOM_OK)
            status = apply_line(exchange, &line, err);
    }
    enum optibom_status ended = store_query_end(&query, err);
    return status != OPTIBOM_OK ? status : ended;
}
