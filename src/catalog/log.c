/*
 * Statements:
 *
 *  1. A row is about a part when its column part_id holds it; of systems and alternates, parent_id,
 *     child_id or alternate_id. Prices are kept by name and told from their lists.
 *  2. Columns are called as they are now: columns are only ever added, behind the others.
 *  3. What was taken back has no rows to tell: neither has the import nor its undoing.
 */
#include "catalog/log.h"

#include "catalog/query_table.h"
#include "store/change_reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_TEXT = 1000 };

/* The columns of a table. */
struct columns {
    const char *table;
    const char **names;
    size_t count;
};

struct telling {
    struct table *out;
    struct arena *arena;
    struct store *store;
    int64_t change_id, part_id; /* part_id 0: rows of any */
    const char *at, *who, *what;
    struct columns *known; /* tables that came up */
    size_t known_count;
    bool failed; /* memory is exhausted */
};

static const struct columns *columns_of(struct telling *telling, const char *table)
{
    static const struct columns NONE = {"", NULL, 0};
    struct error why = {0};
    struct store_query query;
    for (size_t i = 0; i < telling->known_count; i++)
        if (strcmp(telling->known[i].table, table) == 0)
            return &telling->known[i];
    struct columns *known =
        arena_grow(telling->arena, telling->known, telling->known_count, sizeof *known);
    struct columns columns = {.table = arena_strdup(telling->arena, table)};
    bool copied = known != NULL && columns.table != NULL;
    store_query_start(&query, telling->store, "SELECT name FROM pragma_table_info(?) ORDER BY cid",
                      "t", table);
    while (copied && store_query_next(&query)) {
        const char **names =
            arena_grow(telling->arena, columns.names, columns.count, sizeof *names);
        copied = names != NULL && store_copy_text(&names[columns.count], telling->arena, &query, 0);
        columns.names = names;
        columns.count += copied;
    }
    copied = store_query_end(&query, &why) == OPTIBOM_OK && copied;
    telling->failed |= !copied;
    if (!copied)
        return &NONE;
    telling->known = known;
    known[telling->known_count] = columns;
    return &known[telling->known_count++];
}

/* Statement 1. */
static bool is_about_part(const struct telling *telling, const struct store_change_row *row,
                          const struct columns *columns)
{
    static const char *const PART_COLUMNS[] = {"part_id", "parent_id", "child_id", "alternate_id"};
    char wanted[24];
    snprintf(wanted, sizeof wanted, "%lld", (long long)telling->part_id);
    for (int i = 0; i < row->columns && (size_t)i < columns->count; i++)
        for (size_t j = 0; j < sizeof PART_COLUMNS / sizeof *PART_COLUMNS; j++) {
            const char *before, *after;
            if (strcmp(columns->names[i], PART_COLUMNS[j]) != 0)
                continue;
            store_change_before(&before, row, i);
            store_change_after(&after, row, i);
            if ((before != NULL && strcmp(before, wanted) == 0) ||
                (after != NULL && strcmp(after, wanted) == 0))
                return true;
        }
    return false;
}

/* "part_id 12", "build_id 3, revision 2". */
static const char *name_row(struct telling *telling, const struct store_change_row *row,
                            const struct columns *columns)
{
    const char *text = "";
    for (int i = 0; text != NULL && i < row->columns && (size_t)i < columns->count; i++) {
        const char *key;
        if (!row->is_key[i])
            continue;
        if (!store_change_before(&key, row, i))
            store_change_after(&key, row, i);
        text = arena_printf(telling->arena, "%s%s%s %s", text, text[0] != '\0' ? ", " : "",
                            columns->names[i], key != NULL ? key : "");
    }
    telling->failed |= text == NULL;
    return text;
}

/* A text of several lines by their number: `build diff` shows what differs. A long one by its
 * length: what an attached file says. */
static const char *shorten(struct telling *telling, const char *text)
{
    size_t lines = 0, bytes = text != NULL ? strlen(text) : 0;
    for (const char *c = text; c != NULL && *c != '\0'; c++)
        lines += *c == '\n';
    if (lines < 2 && bytes <= LONGEST_TEXT)
        return text;
    const char *count = lines < 2 ? arena_printf(telling->arena, "%zu bytes", bytes)
                                  : arena_printf(telling->arena, "%zu lines", lines);
    telling->failed |= count == NULL;
    return count;
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static void put_row(struct telling *telling, const struct store_change_row *row, const char *name,
                    const char *column, const char *before, const char *after)
{
    static const char *const KINDS[] = {"new", "changed", "gone"};
    table_integer(telling->out, telling->change_id);
    table_text(telling->out, telling->at);
    table_text(telling->out, telling->who);
    table_text(telling->out, telling->what);
    table_text(telling->out, row->table);
    table_text(telling->out, name);
    table_text(telling->out, KINDS[row->kind]);
    table_text(telling->out, column);
    table_text(telling->out, shorten(telling, before));
    table_text(telling->out, shorten(telling, after));
}

/* Of a part, a figure is one thing: what the document said of an attribute. */
static void tell_figure(struct telling *telling, const struct store_change_row *row,
                        const struct columns *columns)
{
    const char *attribute = NULL, *before = NULL, *after = NULL, *key;
    for (int i = 0; i < row->columns && (size_t)i < columns->count; i++) {
        if (strcmp(columns->names[i], "attribute") == 0 && !store_change_after(&attribute, row, i))
            store_change_before(&attribute, row, i);
        if (strcmp(columns->names[i], "original") == 0) {
            store_change_before(&before, row, i);
            store_change_after(&after, row, i);
        }
    }
    key = name_row(telling, row, columns);
    if (attribute != NULL)
        put_row(telling, row, key, attribute, before, after);
}

static bool tell_row(void *context, const struct store_change_row *row)
{
    struct telling *telling = context;
    const struct columns *columns = columns_of(telling, row->table);
    if (telling->failed || (telling->part_id > 0 && !is_about_part(telling, row, columns)))
        return !telling->failed;
    if (telling->part_id > 0 && strcmp(row->table, "figure") == 0) {
        tell_figure(telling, row, columns);
        return !telling->failed;
    }
    const char *name = name_row(telling, row, columns);
    for (int i = 0; !telling->failed && i < row->columns && (size_t)i < columns->count; i++) {
        const char *before, *after;
        bool was = store_change_before(&before, row, i), is = store_change_after(&after, row, i);
        if (!row->is_key[i] && (was || is) && !same_text(before, after))
            put_row(telling, row, name, columns->names[i], before, after);
    }
    return !telling->failed;
}

static void make_columns(struct table *out, struct arena *arena)
{
    table_init(out, arena);
    table_column(out, "change", NULL, TABLE_INTEGER, "");
    table_column(out, "at", NULL, TABLE_TEXT, "");
    table_column(out, "by", NULL, TABLE_TEXT, "");
    table_column(out, "what", NULL, TABLE_TEXT, "");
    table_column(out, "table", NULL, TABLE_TEXT, "");
    table_column(out, "row", NULL, TABLE_TEXT, "");
    table_column(out, "kind", NULL, TABLE_TEXT, "");
    table_column(out, "column", NULL, TABLE_TEXT, "");
    table_key(out);
    table_column(out, "before", NULL, TABLE_TEXT, "");
    table_wrap(out);
    table_column(out, "after", NULL, TABLE_TEXT, "");
    table_wrap(out);
}

/* Rows of the changes that a query gives: change, at, by, what, change set. `*count`: how many. */
static enum optibom_status tell(struct telling *telling, size_t *count, const char *sql, int64_t id,
                                struct error *err)
{
    struct store_query query;
    store_query_start(&query, telling->store, sql, "i", id);
    for (*count = 0; !telling->failed && store_query_next(&query); ++*count) {
        size_t size = 0;
        const void *changes = store_blob(&query, 4, &size);
        telling->change_id = store_int(&query, 0);
        telling->at = store_text(&query, 1);
        telling->who = store_text(&query, 2);
        telling->what = store_text(&query, 3);
        telling->failed |= !store_changes_each(changes, size, tell_row, telling);
    }
    enum optibom_status status = store_query_end(&query, err);
    return status == OPTIBOM_OK && telling->failed ? error_no_memory(err) : status;
}

#define OF_CHANGE                                                                                  \
    "SELECT change_id, changed_at, changed_by, verb || ' ' || subject,"                            \
    " coalesce(c.changes, b.changes) FROM change AS c LEFT JOIN import_batch AS b"                 \
    " ON b.batch_id = c.batch_id AND c.verb = 'import' AND b.state = 'applied'"                    \
    " WHERE coalesce(c.changes, b.changes) IS NOT NULL"

enum optibom_status catalog_log_change(struct table *out, struct arena *arena, struct store *store,
                                       int64_t change_id, struct error *err)
{
    struct telling telling = {.out = out, .arena = arena, .store = store};
    size_t count = 0;
    int64_t known = 0;
    make_columns(out, arena);
    enum optibom_status status =
        tell(&telling, &count, OF_CHANGE " AND change_id = ?", change_id, err);
    if (status != OPTIBOM_OK || count > 0)
        return status;
    status = store_one_int(&known, store, err, "SELECT count(*) FROM change WHERE change_id = ?",
                           "i", change_id);
    if (status != OPTIBOM_OK)
        return status;
    return known > 0 ? error_set(err, OPTIBOM_CONFLICT,
                                 "the rows of change %lld were not kept: it was taken back, or has "
                                 "none of its own",
                                 (long long)change_id)
                     : error_set(err, OPTIBOM_NOT_FOUND, "no change %lld; see: optibom log",
                                 (long long)change_id);
}

/* Statement 1: prices of the part that is called so. */
static enum optibom_status tell_prices(struct telling *telling, struct error *err)
{
    struct store_query query;
    store_query_start(&query, telling->store,
                      "SELECT c.change_id, c.changed_at, c.changed_by, c.verb || ' ' || c.subject,"
                      " l.file || ', line ' || r.line, s.name || ', from ' || r.quantity,"
                      " format('%.2f %s', r.price_micros / 1e6, r.currency)"
                      " FROM part AS p JOIN price AS r ON r.vendor_id = p.vendor_id"
                      " AND r.mpn = p.mpn JOIN supplier AS s USING (supplier_id)"
                      " JOIN price_list AS l USING (price_list_id) JOIN change AS c"
                      " ON c.batch_id = l.batch_id AND c.verb = 'import'"
                      " WHERE p.part_id = ? ORDER BY c.change_id, r.price_id",
                      "i", telling->part_id);
    while (store_query_next(&query)) {
        table_integer(telling->out, store_int(&query, 0));
        for (int i = 1; i <= 3; i++)
            table_text(telling->out, store_text(&query, i));
        table_text(telling->out, "price");
        table_text(telling->out, store_text(&query, 4));
        table_text(telling->out, "new");
        table_text(telling->out, store_text(&query, 5));
        table_text(telling->out, NULL);
        table_text(telling->out, store_text(&query, 6));
    }
    return store_query_end(&query, err);
}

enum optibom_status catalog_log_part(struct table *out, struct arena *arena, struct store *store,
                                     int64_t part_id, struct error *err)
{
    struct telling telling = {.out = out, .arena = arena, .store = store, .part_id = part_id};
    size_t count = 0;
    make_columns(out, arena);
    enum optibom_status status =
        tell(&telling, &count, OF_CHANGE " AND ? > 0 ORDER BY change_id", part_id, err);
    return status == OPTIBOM_OK ? tell_prices(&telling, err) : status;
}

enum optibom_status catalog_log_list(struct table *out, struct arena *arena, struct store *store,
                                     const char *build, struct error *err)
{
    enum optibom_status status = catalog_query_table(
        out, arena, store, err,
        "SELECT change_id AS change, changed_at AS at, changed_by AS by, verb AS what, subject,"
        " row_count AS rows, undone_by FROM change"
        " WHERE ?1 IS NULL OR ', ' || subject || '@' LIKE '%, ' || replace(replace(replace(?1,"
        " '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '@%' ESCAPE '\\' ORDER BY change_id DESC",
        "t", build);
    return status == OPTIBOM_OK && build != NULL && table_row_count(out) == 0
               ? error_set(err, OPTIBOM_NOT_FOUND,
                           "no part, stored build or change '%s'; see: optibom log", build)
               : status;
}
