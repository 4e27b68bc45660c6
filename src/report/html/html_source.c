/*
 * Which line of the report `sources` vouches for a cell. Of a row that is about a part (a column
 * `part`, or `vendor` and `mpn`): its amounts of money lead to the price of the part, its watts to
 * the power of the part, and the part itself to the first of its figures.
 */
#include "report/html/html_page.h"

#include <string.h>

/* "kind, item, build" with a sign between that no clean text has; in the arena. */
static const char *key_of(const struct html *html, const char *kind, const char *item,
                          const char *build)
{
    return arena_printf(html->arena, "%s\x1f%s\x1f%s", kind, item, build);
}

static void put(struct html *html, const char *kind, const char *item, const char *build,
                size_t row)
{
    const char *key = key_of(html, kind, item, build);
    int64_t there;
    if (key == NULL || (!text_map_get(&there, &html->source_rows, key) &&
                        !text_map_put(&html->source_rows, key, (int64_t)row)))
        html_no_memory(html);
}

void html_sources_find(struct html *html)
{
    for (size_t i = 0; i < html->count; i++)
        if (strcmp(html->sections[i].spec->name, "sources") == 0)
            html->sources = &html->sections[i];
    if (html->sources == NULL)
        return;
    static const char *const NAMES[] = {"build", "kind", "item", "attribute"};
    size_t at[4];
    for (size_t i = 0; i < 4; i++) {
        if (report_spec_column(html->sources->spec, NAMES[i]) == NULL) {
            html->sources = NULL;
            return;
        }
        at[i] = html_column(html->sources->spec, NAMES[i]);
    }
    size_t rows = table_row_count(&html->sources->table);
    for (size_t row = 0; row < rows && row < HTML_ROWS && html->status == OPTIBOM_OK; row++) {
        const char *text[4];
        for (size_t i = 0; i < 4; i++)
            text[i] = html_cell_text(html->sources, row, at[i]);
        bool is_power = strcmp(text[3], "power") == 0 || strcmp(text[3], "energy") == 0;
        put(html, text[1], text[2], text[0], row);
        put(html, text[1], text[2], "", row);
        if (is_power)
            put(html, "power", text[2], text[0], row);
    }
}

static const char *text_of(const struct html_section *section, size_t row, const char *name)
{
    return report_spec_column(section->spec, name) != NULL
               ? html_cell_text(section, row, html_column(section->spec, name))
               : "";
}

bool html_source_of(size_t *source, const struct html *html, const struct html_section *section,
                    size_t row, size_t column)
{
    const struct table_column *of = &section->table.columns[column];
    const char *kind = of->kind == TABLE_MONEY                                         ? "price"
                       : of->kind == TABLE_POWER                                       ? "power"
                       : strcmp(of->name, "mpn") == 0 || strcmp(of->name, "part") == 0 ? "figure"
                                                                                       : NULL;
    if (html->sources == NULL || section == html->sources || kind == NULL)
        return false;
    const char *part = text_of(section, row, "part"), *mpn = text_of(section, row, "mpn");
    if (part[0] == '\0' && mpn[0] != '\0')
        part = arena_printf(html->arena, "%s %s", text_of(section, row, "vendor"), mpn);
    if (part == NULL || part[0] == '\0')
        return false;
    const char *key = key_of(html, kind, part, text_of(section, row, "build"));
    int64_t found;
    if (key == NULL || !text_map_get(&found, &html->source_rows, key))
        return false;
    *source = (size_t)found;
    return true;
}
