#include "catalog/find.h"

#include "catalog/predicate.h"

#include <string.h>

enum { PREDICATES_MAX = 64 };

#define FROM_VIEW " FROM %s_view JOIN part_price_view USING (part_id)"

struct find {
    struct arena *arena;
    struct store *store;
    const struct catalog_class *of;
    struct predicate predicates[PREDICATES_MAX];
    size_t predicate_count;
    struct buf where; /* with its ORDER BY and LIMIT */
};

static enum optibom_status add_order(struct find *find, const struct catalog_find_request *request,
                                     struct error *err)
{
    buf_puts(&find->where, " ORDER BY ");
    if (request->sort != NULL) {
        bool is_descending = request->sort[0] == '-';
        const struct catalog_attribute *attribute;
        const char *side;
        enum optibom_status status =
            predicate_attribute(&attribute, &side, find->of, request->sort + is_descending, err);
        if (status != OPTIBOM_OK)
            return status;
        predicate_expression(&find->where, attribute, side);
        buf_printf(&find->where, "%s NULLS LAST, ", is_descending ? " DESC" : "");
    }
    buf_puts(&find->where, "vendor COLLATE NOCASE, mpn COLLATE NOCASE");
    if (request->limit > 0)
        buf_printf(&find->where, " LIMIT %lld", (long long)request->limit);
    return OPTIBOM_OK;
}

/* Everything that may be wrong with a request, before any query runs. */
static enum optibom_status find_init(struct find *find, struct arena *arena,
                                     struct catalog *catalog,
                                     const struct catalog_find_request *request, struct error *err)
{
    *find = (struct find){.arena = arena, .store = catalog->store};
    buf_init(&find->where);
    size_t next = 1;
    enum optibom_status status =
        catalog_class_require(&find->of, &catalog->dictionary, request->class_name, err);
    if (status == OPTIBOM_OK && request->predicate_count > PREDICATES_MAX)
        status = error_set(err, OPTIBOM_USAGE, "more than %d predicates", PREDICATES_MAX);
    buf_puts(&find->where, " WHERE 1");
    for (size_t i = 0; status == OPTIBOM_OK && i < request->predicate_count; i++) {
        buf_puts(&find->where, " AND ");
        struct predicate *predicate = &find->predicates[find->predicate_count++];
        status = predicate_parse(predicate, &find->where, arena, find->of, request->predicates[i],
                                 next, err);
        next += predicate->value_count;
    }
    if (status == OPTIBOM_OK)
        status = add_order(find, request, err);
    return status;
}

static void start_query(struct store_query *query, struct find *find, const char *sql)
{
    store_query_start(query, find->store, sql, "");
    int index = 1;
    for (size_t i = 0; i < find->predicate_count; i++) {
        const struct predicate *predicate = &find->predicates[i];
        for (size_t v = 0; v < predicate->value_count; v++, index++) {
            if (predicate->text != NULL)
                store_bind_text(query, index, predicate->text);
            else
                store_bind_real(query, index, predicate->numbers[v]);
        }
    }
}

static bool is_shown(const struct catalog_attribute *attribute)
{
    return attribute->scope == CATALOG_CLASS || attribute->scope == CATALOG_DERIVED;
}

/* Attributes that some part of the result has, as SELECT columns; `used[i]` says which. */
static enum optibom_status used_attributes(bool *used, struct find *find, struct error *err)
{
    struct buf sql;
    buf_init(&sql);
    buf_puts(&sql, "SELECT 0");
    for (size_t i = 0; i < find->of->attribute_count; i++) {
        if (!is_shown(&find->of->attributes[i]))
            continue;
        buf_puts(&sql, ", count(");
        predicate_expression(&sql, &find->of->attributes[i], "typ");
        buf_puts(&sql, ")");
    }
    buf_printf(&sql, " FROM (SELECT *" FROM_VIEW "%s)", find->of->name, buf_text(&find->where));
    enum optibom_status status = OPTIBOM_OK;
    if (!buf_ok(&sql))
        status = error_no_memory(err);
    if (status == OPTIBOM_OK) {
        struct store_query query;
        start_query(&query, find, buf_text(&sql));
        if (store_query_next(&query))
            for (size_t i = 0, column = 1; i < find->of->attribute_count; i++)
                if (is_shown(&find->of->attributes[i]))
                    used[i] = store_int(&query, (int)column++) > 0;
        status = store_query_end(&query, err);
    }
    buf_fini(&sql);
    return status;
}

static enum table_kind table_kind_of(const struct catalog_attribute *attribute)
{
    if (attribute->import->ranged)
        return TABLE_RANGE;
    switch (attribute->import->kind) {
    case IMPORT_INTEGER:
    case IMPORT_FLAG:
        return TABLE_INTEGER;
    case IMPORT_REAL:
        return TABLE_REAL;
    default:
        return TABLE_TEXT;
    }
}

static void add_columns(struct table *out, struct buf *sql, const struct find *find,
                        const bool *used)
{
    static const char *const FIXED[] = {"vendor", "mpn", "description"};
    buf_puts(sql, "SELECT vendor, mpn, description");
    for (size_t i = 0; i < sizeof FIXED / sizeof *FIXED; i++)
        table_column(out, FIXED[i], NULL, TABLE_TEXT, "");
    for (size_t i = 0; i < find->of->attribute_count; i++) {
        const struct catalog_attribute *attribute = &find->of->attributes[i];
        if (!used[i])
            continue;
        bool ranged = attribute->import->ranged;
        table_column(out, ranged ? attribute->import->name : attribute->column,
                     attribute->import->name, table_kind_of(attribute), attribute->import->unit);
        if (ranged)
            buf_printf(sql, ", %s_min, %s_typ, %s_max", attribute->column, attribute->column,
                       attribute->column);
        else
            buf_printf(sql, ", %s", attribute->column);
    }
    buf_printf(sql, FROM_VIEW "%s", find->of->name, buf_text(&find->where));
}

static void read_row(struct table *out, const struct store_query *query)
{
    for (size_t i = 0, column = 0; i < out->column_count; i++) {
        int at = (int)column++;
        if (out->columns[i].kind == TABLE_RANGE) {
            table_range(out, (struct range){store_real(query, at), store_real(query, at + 1),
                                            store_real(query, at + 2)});
            column += 2;
        } else if (store_column_type(query, at) == STORE_NULL) {
            table_null(out);
        } else if (out->columns[i].kind == TABLE_INTEGER) {
            table_integer(out, store_int(query, at));
        } else if (out->columns[i].kind == TABLE_REAL) {
            table_real(out, store_real(query, at));
        } else {
            table_text(out, store_text(query, at));
        }
    }
}

enum optibom_status catalog_find(struct table *out, struct arena *arena, struct catalog *catalog,
                                 const struct catalog_find_request *request, struct error *err)
{
    struct find find;
    struct buf sql;
    bool *used = NULL;
    buf_init(&sql);
    table_init(out, arena);
    enum optibom_status status = find_init(&find, arena, catalog, request, err);
    if (status == OPTIBOM_OK) {
        used = arena_alloc(arena, find.of->attribute_count * sizeof *used);
        status = used != NULL ? used_attributes(used, &find, err) : error_no_memory(err);
    }
    if (status == OPTIBOM_OK) {
        add_columns(out, &sql, &find, used);
        struct store_query query;
        start_query(&query, &find, buf_text(&sql));
        while (table_ok(out) && store_query_next(&query))
            read_row(out, &query);
        status = store_query_end(&query, err);
    }
    if (status == OPTIBOM_OK && (!table_ok(out) || !buf_ok(&sql) || !buf_ok(&find.where)))
        status = error_no_memory(err);
    buf_fini(&find.where);
    buf_fini(&sql);
    return status;
}

enum optibom_status catalog_find_ids(int64_t **ids, size_t *count, struct arena *arena,
                                     struct catalog *catalog,
                                     const struct catalog_find_request *request, struct error *err)
{
    struct find find;
    struct buf sql;
    bool has_memory = true;
    *ids = NULL;
    *count = 0;
    buf_init(&sql);
    enum optibom_status status = find_init(&find, arena, catalog, request, err);
    if (status == OPTIBOM_OK) {
        buf_printf(&sql, "SELECT part_id" FROM_VIEW "%s", find.of->name, buf_text(&find.where));
        struct store_query query;
        start_query(&query, &find, buf_text(&sql));
        while (has_memory && store_query_next(&query)) {
            int64_t *more = arena_grow(arena, *ids, *count, sizeof *more);
            if ((has_memory = more != NULL)) {
                *ids = more;
                more[(*count)++] = store_int(&query, 0);
            }
        }
        status = store_query_end(&query, err);
    }
    if (status == OPTIBOM_OK && (!has_memory || !buf_ok(&sql) || !buf_ok(&find.where)))
        status = error_no_memory(err);
    buf_fini(&find.where);
    buf_fini(&sql);
    return status;
}
