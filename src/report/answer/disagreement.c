#include "report/answer/disagreement.h"

#include "report/cell.h"

/* In the order of the query. */
enum {
    ATTRIBUTE,
    UNIT,
    IN_FORCE_AS,
    SAME_CONDITION,
    IN_FORCE, /* first column of the figure in force */
    OTHER = IN_FORCE + 8
};

static const char QUERY[] =
    "SELECT attribute, unit, in_force_as, same_condition,"
    " min, typ, max, value_text, condition, confidence, source, imported_at,"
    " other_min, other_typ, other_max, other_text, other_condition, other_confidence,"
    " other_source, other_imported_at FROM disagreement_view WHERE part_id = ?"
    " ORDER BY attribute, other_source, other_condition";

static struct range range_of(const struct store_query *query, int at)
{
    return (struct range){store_real(query, at), store_real(query, at + 1),
                          store_real(query, at + 2)};
}

static void add_figure(struct table *out, const struct store_query *query, int at)
{
    table_range(out, range_of(query, at));
    for (int i = at + 3; i < at + 8; i++)
        table_text(out, store_text(query, i));
}

static void add_short(struct table *out, const struct store_query *query, int at)
{
    struct buf text;
    buf_init(&text);
    cell_figure(&text, range_of(query, at), store_text(query, at + 3), store_text(query, UNIT));
    out->failed |= !buf_ok(&text);
    table_text(out, buf_text(&text));
    buf_fini(&text);
}

static void add_columns(struct table *out, struct table *shorter, struct arena *arena)
{
    static const char *const names[] = {
        "text",       "condition",       "confidence",       "source",       "imported_at",
        "other_text", "other_condition", "other_confidence", "other_source", "other_imported_at"};
    enum { OWN = 5, NAMES = 10 };
    table_init(out, arena);
    table_column(out, "attribute", NULL, TABLE_TEXT, "");
    table_column(out, "unit", NULL, TABLE_TEXT, "");
    table_column(out, "in_force_as", NULL, TABLE_TEXT, "");
    table_column(out, "same_condition", NULL, TABLE_INTEGER, "");
    table_column(out, "value", NULL, TABLE_RANGE, "");
    for (int i = 0; i < OWN; i++)
        table_column(out, names[i], NULL, TABLE_TEXT, "");
    table_column(out, "other_value", NULL, TABLE_RANGE, "");
    for (int i = OWN; i < NAMES; i++)
        table_column(out, names[i], NULL, TABLE_TEXT, "");
    table_init(shorter, arena);
    table_column(shorter, "attribute", NULL, TABLE_TEXT, "");
    table_column(shorter, "in_force", "in force", TABLE_TEXT, "");
    table_column(shorter, "other", "another says", TABLE_TEXT, "");
    table_column(shorter, "in_force_as", "in force as", TABLE_TEXT, "");
    table_column(shorter, "other_source", "source of the other", TABLE_TEXT, "");
}

enum optibom_status disagreement_tables(struct table *out, struct table *shorter,
                                        struct arena *arena, struct store *store, int64_t part_id,
                                        struct error *err)
{
    struct store_query query;
    add_columns(out, shorter, arena);
    store_query_start(&query, store, QUERY, "i", part_id);
    while (store_query_next(&query)) {
        for (int i = ATTRIBUTE; i <= IN_FORCE_AS; i++)
            table_text(out, store_text(&query, i));
        table_integer(out, store_int(&query, SAME_CONDITION));
        add_figure(out, &query, IN_FORCE);
        add_figure(out, &query, OTHER);
        table_text(shorter, store_text(&query, ATTRIBUTE));
        add_short(shorter, &query, IN_FORCE);
        add_short(shorter, &query, OTHER);
        table_text(shorter, store_text(&query, IN_FORCE_AS));
        table_text(shorter, store_text(&query, OTHER + 6));
    }
    return store_query_end(&query, err);
}
