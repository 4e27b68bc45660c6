#include "report/answer/where_used_tables.h"

void where_used_table_builds(struct table *out, struct arena *arena, const struct where_used *used)
{
    table_init(out, arena);
    table_column(out, "build", NULL, TABLE_TEXT, "");
    table_column(out, "revision", NULL, TABLE_INTEGER, "");
    table_column(out, "role", NULL, TABLE_TEXT, "");
    table_column(out, "quantity", NULL, TABLE_INTEGER, "");
    table_column(out, "bought", NULL, TABLE_TEXT, "");
    table_column(out, "derivation", NULL, TABLE_TEXT, "");
    for (size_t i = 0; i < used->line_count; i++) {
        const struct where_used_line *line = &used->lines[i];
        table_text(out, line->build);
        table_integer(out, line->revision);
        table_text(out, line->role);
        table_integer(out, line->quantity);
        table_text(out, line->is_bought ? "yes" : "no");
        table_text(out, line->derivation);
    }
}

void where_used_table_failures(struct table *out, struct arena *arena,
                               const struct where_used *used)
{
    table_init(out, arena);
    table_column(out, "build", NULL, TABLE_TEXT, "");
    table_column(out, "reason", NULL, TABLE_TEXT, "");
    for (size_t i = 0; i < used->failure_count; i++) {
        table_text(out, used->failures[i].build);
        table_text(out, used->failures[i].reason);
    }
}
