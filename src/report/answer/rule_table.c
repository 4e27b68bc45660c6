#include "report/answer/rule_table.h"

#include "assemble/rules.h"

void rule_table_make(struct table *out, struct arena *arena)
{
    static const char *const SEVERITIES[] = {
        [BOM_NOTE] = "note", [BOM_WARNING] = "warning", [BOM_ERROR] = "error"};
    table_init(out, arena);
    table_column(out, "code", NULL, TABLE_TEXT, "");
    table_column(out, "severity", NULL, TABLE_TEXT, "");
    table_column(out, "explanation", "what is wrong", TABLE_TEXT, "");
    table_wrap(out);
    table_column(out, "fix", "what would clear it", TABLE_TEXT, "");
    table_wrap(out);
    for (size_t i = 0; i < rule_count; i++) {
        table_text(out, rules[i].code);
        table_text(out, SEVERITIES[rules[i].severity]);
        table_text(out, rules[i].explanation);
        table_text(out, rules[i].fix);
    }
}
